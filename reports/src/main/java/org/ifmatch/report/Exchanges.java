package org.ifmatch.report;

import java.util.List;

/** Evidence that is a handful of exchanges, in the order in which they happened. */
public record Exchanges(List<ShownExchange> exchanges) implements Evidence {

    public Exchanges {
        exchanges = List.copyOf(exchanges);
    }

    public static Exchanges of(ShownExchange... exchanges) {
        return new Exchanges(List.of(exchanges));
    }
}
