package org.ifmatch.report;

import java.util.Objects;
import java.util.Optional;

/**
 * One thing that was tried for a rule, and what came of it.
 *
 * @param what the observation, in words: "a PUT with a tag that was replaced"
 * @param reproduce commands for a shell that show it again; empty when there are none
 * @param recipe the same as data, from which other forms are made
 */
public record Case(
        String what, Outcome outcome, String why, Evidence evidence, String reproduce, Optional<Recipe> recipe) {

    /** A case that is shown again by commands alone, or not at all. */
    public Case(String what, Outcome outcome, String why, Evidence evidence, String reproduce) {
        this(what, outcome, why, evidence, reproduce, Optional.empty());
    }

    public Case {
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(evidence, "evidence");
        Objects.requireNonNull(reproduce, "reproduce");
        Objects.requireNonNull(recipe, "recipe");
    }
}
