package org.ifmatch.target;

/**
 * A difference from RFC 9110 that a dialect's own specification asks for or allows.
 *
 * <p>It speaks of answers only. Where a change was made under a false condition, or an acknowledged one is gone, the
 * finding stays what it is, whatever a dialect says.
 *
 * @param rule the id of a rule, or a pattern of ids in which {@code *} stands for any characters
 * @param to what a FAIL or WARN of such a rule becomes
 * @param because what the dialect says, and the specification that says it
 */
public record Relaxation(String rule, To to, String because) {

    /** What is left of a FAIL or WARN; WARN leaves a WARN as it is. */
    public enum To {
        PASS,
        NOTE,
        WARN,
        NOT_APPLICABLE
    }

    /** Whether it speaks of this rule. */
    public boolean covers(String ruleId) {
        return Globs.covers(rule, ruleId);
    }
}
