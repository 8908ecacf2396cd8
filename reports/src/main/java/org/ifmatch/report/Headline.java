package org.ifmatch.report;

import java.util.List;
import java.util.Objects;

/**
 * One cause that explains one or more broken rules.
 *
 * @param faultClass the class of fault, as {@link FaultClass} names them: "F03"
 * @param rules the ids of the broken rules that it explains
 * @param alternatives other classes that what was seen fits as well
 * @param mends the ids of the rules that can be green once it is mended: those that it explains, and those that wait for them
 */
public record Headline(
        String faultClass, String says, List<String> rules, List<String> alternatives, List<String> mends) {

    public Headline {
        Objects.requireNonNull(faultClass, "faultClass");
        Objects.requireNonNull(says, "says");
        rules = List.copyOf(rules);
        alternatives = List.copyOf(alternatives);
        mends = List.copyOf(mends);
    }

    /** A cause beside which no other is thought of. */
    public Headline(String faultClass, String says, List<String> rules) {
        this(faultClass, says, rules, List.of(), rules);
    }

    /** The same in other words. */
    public Headline saying(String otherWords) {
        return new Headline(faultClass, otherWords, rules, alternatives, mends);
    }

    /** The class, and those that it cannot be told from: "F01 or F08". */
    public String classes() {
        return alternatives.isEmpty() ? faultClass : faultClass + " or " + String.join(" or ", alternatives);
    }
}
