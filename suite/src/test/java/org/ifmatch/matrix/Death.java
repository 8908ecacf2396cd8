package org.ifmatch.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.ifmatch.origin.Fault;
import org.ifmatch.report.Outcome;

/**
 * How a planted fault died, or that it lives.
 *
 * @param caught whether the rule that it names noticed it
 * @param unrelated rules that were broken besides and that the fault does not declare
 * @param neverSeen rules that it declares to break and that found nothing wrong: a consequence that never comes is as wrong a
 *     claim as one that comes undeclared. What is BLOCKED by the cause counts as seen, and what only a
 *     volley shows is not asked for each time.
 */
record Death(Fault fault, Row row, boolean caught, Set<String> unrelated, Set<String> neverSeen) {

    static Death of(Fault fault, Row row) {
        Set<String> unrelated = new TreeSet<>(row.broken());
        unrelated.remove(fault.caughtBy());
        unrelated.removeAll(fault.alsoBreaks());
        unrelated.removeAll(fault.mayBreak());
        Set<String> neverSeen = new TreeSet<>(fault.alsoBreaks());
        neverSeen.retainAll(row.verdicts().keySet());
        neverSeen.removeAll(row.broken());
        neverSeen.removeAll(row.with(Outcome.BLOCKED));
        neverSeen.removeIf(Scope::needsVolley);
        return new Death(fault, row, isCaught(fault, row), unrelated, neverSeen);
    }

    /** A rule that waits for one which the fault breaks by chance has noticed it too: another speaks for it. */
    private static boolean isCaught(Fault fault, Row row) {
        Outcome outcome = row.verdicts().get(fault.caughtBy());
        return outcome == Outcome.FAIL
                || outcome == Outcome.WARN
                || fault.isOnlyNoted() && outcome == Outcome.NOTE
                || outcome == Outcome.BLOCKED
                        && fault.mayBreak().contains(row.waitsFor().get(fault.caughtBy()));
    }

    /** Whether the first headline names the fault's class, by itself or among those that it cannot be told from. */
    private boolean isDiagnosed() {
        return row.diagnosis().split(":", 2)[0].contains(fault.faultClass());
    }

    /** What has to be mended, a line each. */
    List<String> complaints() {
        List<String> all = new ArrayList<>();
        if (!row.trouble().isEmpty()) {
            all.add(fault + " could not be examined: " + row.trouble());
            return all;
        }
        if (!caught) {
            all.add(fault + " survives: " + fault.caughtBy() + " says "
                    + row.verdicts().get(fault.caughtBy()));
        }
        if (caught && !row.broken().isEmpty() && !isDiagnosed()) {
            all.add(fault + " is of class " + fault.faultClass() + ", and diagnosed as " + row.diagnosis());
        }
        unrelated.forEach(rule -> all.add(fault + " raises " + rule + ", which it does not declare: "
                + row.why().get(rule)));
        neverSeen.forEach(rule -> all.add(fault + " declares to break " + rule + ", which says "
                + row.verdicts().get(rule)));
        return all;
    }

    /** Whether it died of what it names, took nothing unrelated with it, and kept what it declares. */
    boolean isAsDeclared() {
        return complaints().isEmpty();
    }
}
