package org.ifmatch.report;

import java.util.List;
import java.util.Objects;

/**
 * One cause that explains one or more broken rules.
 *
 * @param faultClass the class of fault, as the catalogue numbers them: "F03"
 * @param rules the ids of the rules that it explains
 */
public record Headline(String faultClass, String says, List<String> rules) {

    public Headline {
        Objects.requireNonNull(faultClass, "faultClass");
        Objects.requireNonNull(says, "says");
        rules = List.copyOf(rules);
    }
}
