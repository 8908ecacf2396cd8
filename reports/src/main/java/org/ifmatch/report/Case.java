package org.ifmatch.report;

import java.util.Objects;

/**
 * One thing that was tried for a rule, and what came of it.
 *
 * @param what the observation, in words: "a PUT with a tag that was replaced"
 * @param reproduce commands for a shell that show it again; empty when there are none
 */
public record Case(String what, Outcome outcome, String why, Evidence evidence, String reproduce) {

    public Case {
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(evidence, "evidence");
        Objects.requireNonNull(reproduce, "reproduce");
    }
}
