package org.ifmatch.report;

import java.util.List;

/**
 * Evidence that is a handful of exchanges.
 *
 * @param exchanges what was tried and what was seen around it, in the order in which it happened
 * @param controls the same request without its condition, and with a true one, on twin resources
 */
public record Exchanges(List<ShownExchange> exchanges, List<ShownExchange> controls) implements Evidence {

    public Exchanges {
        exchanges = List.copyOf(exchanges);
        controls = List.copyOf(controls);
    }

    public Exchanges(List<ShownExchange> exchanges) {
        this(exchanges, List.of());
    }

    public static Exchanges of(ShownExchange... exchanges) {
        return new Exchanges(List.of(exchanges));
    }
}
