package org.ifmatch.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether the build may go on, and if not, why.
 *
 * @param reasons why not, each a sentence that says what to do; empty when the gate passed
 * @param notes what a reader of the decision should know though it does not fail the gate
 * @param strict whether a WARN counted like a FAIL
 */
public record GateDecision(boolean passed, List<String> reasons, List<String> notes, boolean strict) {

    /** Results that no gate has seen are not green. */
    public static final GateDecision UNDECIDED =
            new GateDecision(false, List.of("No gate has judged these results: run the examination to its end."));

    public GateDecision {
        reasons = List.copyOf(reasons);
        notes = List.copyOf(notes);
        if (passed != reasons.isEmpty()) {
            throw new IllegalArgumentException("a gate fails when it has reasons, and only then; passed is " + passed
                    + " and the reasons are " + reasons);
        }
    }

    public GateDecision(boolean passed, List<String> reasons) {
        this(passed, reasons, List.of(), false);
    }

    /** The word that the files use. */
    public String word() {
        return passed ? "passed" : "failed";
    }

    /** The same, and failed for this reason, a sentence, too. */
    public GateDecision failing(String reason) {
        List<String> more = new ArrayList<>(reasons);
        more.add(reason);
        return new GateDecision(false, more, notes, strict);
    }
}
