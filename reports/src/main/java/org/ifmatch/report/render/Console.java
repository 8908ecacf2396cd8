package org.ifmatch.report.render;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ifmatch.report.BaselineEntry;
import org.ifmatch.report.Finding;
import org.ifmatch.report.GateDecision;
import org.ifmatch.report.Headline;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Redaction;
import org.ifmatch.report.Results;
import org.ifmatch.report.Words;
import org.ifmatch.report.render.Sheet.Ink;

/** What a person reads in the terminal after a target was examined: what is broken first, the worst of it on top. */
public final class Console {

    /** How many broken rules are told in full; the others have a line each. */
    static final int IN_FULL = 10;

    private static final int CAUSE = 7;

    /** How many resources that could not be removed are named. */
    private static final int LEFT_NAMED = 10;
    /** Inconclusive rules with one reason that are named one by one where the run was interrupted: there may be hundreds. */
    private static final int MOST_ALIKE = 5;

    private final boolean colours;
    private final Redaction redaction;

    public Console(boolean colours, Redaction redaction) {
        this.colours = colours;
        this.redaction = redaction;
    }

    /** @param folder where the files of this target are */
    public String render(Results raw, Path folder) {
        Results results = redaction.apply(raw);
        Sheet sheet = new Sheet(colours);
        examined(results, sheet);
        if (!results.findings().isEmpty()) {
            causes(results, sheet);
            broken(results, sheet);
            known(results, sheet);
            waitingInVain(results, sheet);
            inconclusive(results, sheet);
            counts(results, sheet);
        }
        left(results, sheet);
        gate(results.gate(), sheet);
        sheet.line(2, Ink.DIM, "files: " + Visible.of(folder.toString()));
        return sheet.toString();
    }

    private static void examined(Results results, Sheet sheet) {
        String name = Visible.of(results.target().name());
        String dialect = Visible.of(results.target().dialect());
        String url = Visible.cut(
                Visible.of(results.target().url()), Math.max(20, Sheet.WIDTH - name.length() - dialect.length() - 6));
        sheet.line(sheet.paint(Ink.BOLD, name) + "  " + url + "  (" + dialect + ")");
        if (!results.capabilities().isEmpty()) {
            sheet.blank();
            CapabilityTable.write(results.capabilities(), sheet);
        }
    }

    private static void causes(Results results, Sheet sheet) {
        if (results.headlines().isEmpty()) {
            return;
        }
        sheet.heading("Causes");
        for (Headline headline : results.headlines()) {
            String lead = Visible.of(headline.classes()) + "  ";
            sheet.wrapped(2, lead, Ink.RED, Visible.of(Visible.cut(headline.says(), RuleView.LONGEST_SENTENCE)));
            CauseText cause = new CauseText(headline, results);
            sheet.wrapped(CAUSE, "breaks: ", Ink.DIM, Words.list(headline.rules()));
            cause.waiting().ifPresent(words -> sheet.wrapped(CAUSE, "once it is mended: ", Ink.DIM, words));
            String seen = "seen: ";
            for (String line : cause.seen()) {
                sheet.wrapped(CAUSE, seen, Ink.DIM, line);
                seen = " ".repeat(seen.length());
            }
        }
    }

    private void broken(Results results, Sheet sheet) {
        List<Finding> broken = Broken.worstFirst(results).stream()
                .filter(finding -> !results.baselined().containsKey(finding.rule()))
                .toList();
        if (broken.isEmpty()) {
            return;
        }
        sheet.heading("Broken");
        Set<Finding> inFull =
                Broken.failuresFirst(broken).stream().limit(IN_FULL).collect(Collectors.toSet());
        FindingText text = new FindingText(results, sheet);
        boolean first = true;
        for (Finding finding : broken) {
            if (inFull.contains(finding)) {
                if (!first) {
                    sheet.blank();
                }
                text.full(finding);
            } else {
                text.brief(finding);
            }
            first = false;
        }
    }

    private static void known(Results results, Sheet sheet) {
        if (results.baselined().isEmpty()) {
            return;
        }
        sheet.heading("Broken and known: the baseline excuses these");
        FindingText text = new FindingText(results, sheet);
        for (Finding finding : Broken.worstFirst(results)) {
            Optional<BaselineEntry> entry =
                    Optional.ofNullable(results.baselined().get(finding.rule()));
            entry.ifPresent(excuse -> text.known(finding, excuse));
        }
    }

    /** Those that wait for a rule which is not broken are no rule's dependents; they are told where nobody misses them. */
    private static void waitingInVain(Results results, Sheet sheet) {
        List<Finding> waiting = results.findings().stream()
                .filter(finding -> finding.verdict() == Outcome.BLOCKED)
                .filter(finding ->
                        results.rootOf(finding).filter(Finding::broken).isEmpty())
                .toList();
        if (waiting.isEmpty()) {
            return;
        }
        sheet.heading("Blocked by a rule that is not broken");
        for (Finding finding : waiting) {
            String by = finding.blockedBy().map(rule -> "by " + rule + ". ").orElse("");
            sheet.wrapped(2, finding.rule() + "  ", Ink.PLAIN, Visible.of(by + finding.why()));
        }
    }

    private static void inconclusive(Results results, Sheet sheet) {
        List<Finding> open = results.findings().stream()
                .filter(finding -> finding.verdict() == Outcome.INCONCLUSIVE)
                .toList();
        if (open.isEmpty()) {
            return;
        }
        sheet.heading("Inconclusive");
        Map<String, List<Finding>> byReason =
                open.stream().collect(Collectors.groupingBy(Finding::why, LinkedHashMap::new, Collectors.toList()));
        byReason.forEach((why, alike) -> {
            boolean each = results.run().complete() || alike.size() <= MOST_ALIKE;
            List<String> names = each
                    ? alike.stream().map(Finding::rule).toList()
                    : List.of(alike.get(0).rule() + " and " + (alike.size() - 1) + " more");
            names.forEach(name ->
                    sheet.wrapped(2, name + "  ", Ink.YELLOW, Visible.of(Visible.cut(why, FindingText.LONGEST_WHY))));
        });
    }

    private static void counts(Results results, Sheet sheet) {
        sheet.blank();
        sheet.line(results.counts().entrySet().stream()
                .map(count -> count(count.getKey(), count.getValue(), sheet))
                .collect(Collectors.joining("   ")));
        double seconds = results.run().millis() / 1000.0;
        sheet.line(
                0,
                Ink.DIM,
                String.format(
                        Locale.ROOT,
                        "%s in %.1f s, seed %d",
                        Words.count(results.run().requests(), "request", "requests"),
                        seconds,
                        results.run().seed()));
    }

    private static String count(Outcome outcome, int many, Sheet sheet) {
        String words = many + " " + outcome.name().replace('_', ' ');
        return sheet.paint(many == 0 ? Ink.DIM : FindingText.ink(outcome), words);
    }

    private static void left(Results results, Sheet sheet) {
        List<String> left = results.left();
        if (left.isEmpty()) {
            return;
        }
        sheet.heading("Left behind: " + Words.count(left.size(), "resource", "resources") + " could not be removed");
        left.stream().limit(LEFT_NAMED).forEach(url -> sheet.line(Visible.of("  " + url)));
        if (left.size() > LEFT_NAMED) {
            sheet.line("  and " + (left.size() - LEFT_NAMED) + " more, in results.json");
        }
    }

    private static void gate(GateDecision gate, Sheet sheet) {
        sheet.blank();
        sheet.line("gate: " + sheet.paint(gate.passed() ? Ink.GREEN : Ink.RED, gate.word())
                + (gate.strict() ? " (strict)" : ""));
        gate.reasons()
                .forEach(reason ->
                        sheet.wrapped(2, "- ", Ink.RED, Visible.of(Visible.cut(reason, RuleView.LONGEST_SENTENCE))));
        gate.notes()
                .forEach(note ->
                        sheet.wrapped(2, "note: ", Ink.DIM, Visible.of(Visible.cut(note, RuleView.LONGEST_SENTENCE))));
    }
}
