package org.ifmatch.report;

import java.util.Objects;
import java.util.Optional;

/**
 * One thing that was tried for a rule, and what came of it.
 *
 * @param what the observation, in words: "a PUT with a tag that was replaced"
 * @param reproduce commands for a shell that show it again; empty when there are none
 * @param recipe the same as data, from which other forms are made
 * @param misdeed the kind of what was wrong, so that a diagnosis can be made from the journal alone: "LOCKED_OUT"
 */
public record Case(
        String what,
        Outcome outcome,
        String why,
        Evidence evidence,
        String reproduce,
        Optional<Recipe> recipe,
        Optional<String> misdeed) {

    public Case {
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(evidence, "evidence");
        Objects.requireNonNull(reproduce, "reproduce");
        Objects.requireNonNull(recipe, "recipe");
        Objects.requireNonNull(misdeed, "misdeed");
    }

    /** A case that is shown again by commands alone, or not at all. */
    public Case(String what, Outcome outcome, String why, Evidence evidence, String reproduce) {
        this(what, outcome, why, evidence, reproduce, Optional.empty());
    }

    /** A case of which no kind is told. */
    public Case(
            String what, Outcome outcome, String why, Evidence evidence, String reproduce, Optional<Recipe> recipe) {
        this(what, outcome, why, evidence, reproduce, recipe, Optional.empty());
    }

    /** The same, of this kind. */
    public Case as(String kind) {
        return new Case(what, outcome, why, evidence, reproduce, recipe, Optional.of(kind));
    }
}
