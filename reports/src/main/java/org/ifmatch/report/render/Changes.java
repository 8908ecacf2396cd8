package org.ifmatch.report.render;

import java.time.temporal.ChronoUnit;
import java.util.List;
import org.ifmatch.report.Comparison;
import org.ifmatch.report.Results;

/** What became of a target's rules from one run to the next, for a terminal: what worries stands first. */
public final class Changes {

    private Changes() {}

    public static String render(Comparison comparison) {
        Sheet sheet = new Sheet(false);
        sheet.line(Visible.of(comparison.after().target().name()) + ": " + run(comparison.before()) + " → "
                + run(comparison.after()));
        for (Comparison.Kind kind : Comparison.Kind.values()) {
            List<Comparison.Change> changes = comparison.changes(kind);
            if (!changes.isEmpty()) {
                sheet.heading(changes.size() + " " + kind.words());
                changes.forEach(change -> sheet.line("  " + Visible.of(change.rule()) + "  " + change.words()));
            }
        }
        sheet.blank();
        sheet.line(comparison.same() + " as before");
        return sheet.toString();
    }

    private static String run(Results results) {
        return results.run().started().truncatedTo(ChronoUnit.SECONDS) + " gate "
                + results.gate().word();
    }
}
