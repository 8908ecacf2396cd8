package org.ifmatch.report;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is said about one rule on one target.
 *
 * @param rule the id of the rule
 * @param section where the rule stands, with its sign: "§13.1.1, §13.2.1"
 * @param says the rule in one sentence
 * @param tested whether the suite can test the rule at all
 * @param blockedBy the id of the broken rule that this one waits for
 * @param missing the capabilities that the target lacks for it
 * @param measured how hard was looked: numbers and words by name
 */
public record Finding(
        String rule,
        Level level,
        String section,
        Impact impact,
        String says,
        boolean tested,
        Outcome verdict,
        String why,
        Optional<String> blockedBy,
        List<String> missing,
        List<Case> cases,
        Map<String, Object> measured) {

    public Finding {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(section, "section");
        Objects.requireNonNull(impact, "impact");
        Objects.requireNonNull(says, "says");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(blockedBy, "blockedBy");
        missing = List.copyOf(missing);
        cases = List.copyOf(cases);
        measured = Plain.map(measured);
    }

    /** Whether the rule was tried and something could be said about it. */
    public boolean judged() {
        return switch (verdict) {
            case PASS, FAIL, WARN, NOTE -> true;
            case INCONCLUSIVE, NOT_APPLICABLE, BLOCKED -> false;
        };
    }

    /** Whether the rule was seen to be broken. */
    public boolean broken() {
        return verdict == Outcome.FAIL || verdict == Outcome.WARN;
    }
}
