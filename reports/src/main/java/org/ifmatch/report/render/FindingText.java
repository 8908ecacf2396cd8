package org.ifmatch.report.render;

import java.util.List;
import org.ifmatch.report.BaselineEntry;
import org.ifmatch.report.Case;
import org.ifmatch.report.Exchanges;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Results;
import org.ifmatch.report.ShownExchange;
import org.ifmatch.report.Timeline;
import org.ifmatch.report.Words;
import org.ifmatch.report.render.Sheet.Ink;

/** A broken rule as the terminal shows it: the rule, what was seen, and how to see it again. */
final class FindingText {

    /** In characters; the whole of it is in results.json. */
    static final int LONGEST_WHY = 600;

    private static final int LONGEST_REPRODUCE = 2_000;

    private static final int EXCHANGES = 12;

    private static final int SENTENCES = 4;

    private static final int INDENT = 6;
    private static final int EVIDENCE = INDENT + 2;
    private static final int LONGEST_LABEL = 16;

    private final Results results;
    private final Sheet sheet;

    FindingText(Results results, Sheet sheet) {
        this.results = results;
        this.sheet = sheet;
    }

    static Ink ink(Outcome outcome) {
        return switch (outcome) {
            case FAIL -> Ink.RED;
            case WARN, INCONCLUSIVE, BLOCKED -> Ink.YELLOW;
            case PASS -> Ink.GREEN;
            case NOTE, NOT_APPLICABLE -> Ink.PLAIN;
        };
    }

    void full(Finding finding) {
        head(finding);
        sheet.wrapped(INDENT, Visible.of(finding.says()));
        sheet.wrapped(INDENT, "why: ", Ink.DIM, Visible.of(Visible.cut(finding.why(), LONGEST_WHY)));
        if (!finding.measured().isEmpty()) {
            sheet.wrapped(
                    INDENT,
                    "measured: ",
                    Ink.DIM,
                    Visible.of(Visible.cut(CapabilityTable.words(finding.measured()), LONGEST_WHY)));
        }
        List<Case> cases = Broken.telling(finding);
        cases.stream().findFirst().ifPresent(tried -> seen(finding, tried));
        if (cases.size() > 1) {
            sheet.line(INDENT, Ink.DIM, "and " + Words.count(cases.size() - 1, "more case", "more cases"));
        }
        waiting(finding);
    }

    void brief(Finding finding) {
        head(finding);
        waiting(finding);
    }

    void known(Finding finding, BaselineEntry excuse) {
        head(finding);
        sheet.wrapped(INDENT, Visible.of("excused by " + excuse.where() + ": " + excuse.inWords()));
        waiting(finding);
    }

    private void head(Finding finding) {
        String verdict = finding.verdict().name();
        String rest = "  " + finding.level().label() + " " + Visible.of(finding.section()) + "  "
                + finding.impact().label();
        sheet.line(sheet.paint(ink(finding.verdict()), verdict) + "  "
                + sheet.paint(Ink.BOLD, Visible.of(finding.rule())) + rest);
    }

    private void seen(Finding finding, Case tried) {
        sheet.blank();
        String why = tried.why().equals(finding.why()) ? "" : ": " + tried.why();
        sheet.wrapped(INDENT, Visible.of(Visible.cut(tried.what() + why, LONGEST_WHY)));
        if (tried.evidence() instanceof Exchanges seen) {
            int label = seen.exchanges().stream()
                    .mapToInt(
                            exchange -> Math.min(LONGEST_LABEL, exchange.label().length()))
                    .max()
                    .orElse(0);
            seen.exchanges().stream().limit(EXCHANGES).forEach(exchange -> exchange(exchange, label));
            int more = seen.exchanges().size() - EXCHANGES;
            if (more > 0) {
                sheet.line(EVIDENCE, Ink.DIM, "and " + more + " more, in results.json");
            }
            controls(seen.controls());
        }
        if (tried.evidence() instanceof Timeline race) {
            race.sentences().stream()
                    .limit(SENTENCES)
                    .forEach(sentence ->
                            sheet.wrapped(EVIDENCE, "- ", Ink.DIM, Visible.of(Visible.cut(sentence, LONGEST_WHY))));
        }
        reproduce(tried.reproduce());
    }

    /** A line each: who doubts a finding finds the whole of them in results.json. */
    private void controls(List<ShownExchange> controls) {
        controls.stream()
                .filter(control -> !control.answer().isEmpty())
                .filter(control -> !control.label().startsWith("after"))
                .forEach(control ->
                        sheet.line(EVIDENCE, Ink.DIM, Visible.of(control.label()) + ": " + Transcript.status(control)));
    }

    /** The label stands beside the lines, broken over them when it is long. */
    private void exchange(ShownExchange exchange, int width) {
        List<String> label = Visible.wrap(Visible.of(exchange.label()), width);
        List<String> lines = Transcript.lines(exchange);
        for (int i = 0; i < lines.size(); i++) {
            String beside = i < label.size() ? label.get(i) : "";
            String gap = " ".repeat(width + 2 - beside.length());
            String line = Visible.cut(lines.get(i), Sheet.WIDTH - EVIDENCE - width - 2);
            sheet.line(" ".repeat(EVIDENCE) + sheet.paint(Ink.DIM, beside) + gap + line);
        }
    }

    /** These lines are for copying, so they are not cut; a very long command is not shown at all. */
    private void reproduce(String commands) {
        if (commands.isBlank()) {
            return;
        }
        sheet.blank();
        if (commands.length() > LONGEST_REPRODUCE) {
            sheet.line(EVIDENCE, Ink.DIM, "The command that shows it again is long; it is in results.json.");
        } else {
            commands.strip().lines().forEach(line -> sheet.line(" ".repeat(EVIDENCE) + Visible.of(line)));
        }
        sheet.blank();
    }

    private void waiting(Finding finding) {
        List<String> waiting =
                results.waitingFor(finding.rule()).stream().map(Finding::rule).toList();
        if (!waiting.isEmpty()) {
            String wait = Words.count(waiting.size(), "rule waits", "rules wait") + " for this one: ";
            sheet.wrapped(INDENT, wait, Ink.DIM, Words.list(waiting));
        }
    }
}
