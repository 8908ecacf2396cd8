package org.ifmatch.report;

import java.util.Arrays;

/** How binding a rule is, in the words of the catalogue. */
public enum Level {
    MUST("MUST"),
    MUST_NOT("MUST NOT"),
    /** Follows from the text by one step of reasoning. */
    MUST_DERIVED("MUST*"),
    SHOULD("SHOULD"),
    MAY("MAY"),
    /** No sentence of the text demands it, yet clients depend on it. */
    INTEROP("INTEROP"),
    NOTE("NOTE");

    private final String label;

    Level(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public boolean isMust() {
        return this == MUST || this == MUST_NOT || this == MUST_DERIVED;
    }

    public static Level of(String label) {
        return Arrays.stream(values())
                .filter(level -> level.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no level \"" + label + "\""));
    }
}
