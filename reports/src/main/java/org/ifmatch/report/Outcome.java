package org.ifmatch.report;

/** What was found out about one rule on one target. */
public enum Outcome {
    /** The rule was tested, its controls worked, and it holds. */
    PASS,
    /** The rule was proved broken. */
    FAIL,
    /** A recommendation, or a rule whose text is ambiguous, was proved broken; fails the gate only when strict. */
    WARN,
    /** A permitted choice of the target, recorded. */
    NOTE,
    /** The rule was tried and nothing can be said; the reason stands beside it. */
    INCONCLUSIVE,
    /** The target lacks what the rule needs, or the suite cannot test the rule yet. */
    NOT_APPLICABLE,
    /** Another rule that is broken explains what was seen, or keeps it from being seen. */
    BLOCKED
}
