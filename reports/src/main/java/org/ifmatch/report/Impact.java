package org.ifmatch.report;

import java.util.Arrays;

/** What a broken rule costs those who rely on the target; the worst is declared first. */
public enum Impact {
    LOST_UPDATE("LOST-UPDATE"),
    FALSE_REJECT("FALSE-REJECT"),
    MISLEAD("MISLEAD"),
    WIRE("WIRE"),
    LEAK("LEAK"),
    HYGIENE("HYGIENE"),
    NONE("–");

    private final String label;

    Impact(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public static Impact of(String label) {
        return Arrays.stream(values())
                .filter(impact -> impact.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no impact \"" + label + "\""));
    }
}
