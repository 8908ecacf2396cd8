package org.ifmatch.report.render;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ifmatch.report.BaselineEntry;
import org.ifmatch.report.Comparison;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Headline;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Redaction;
import org.ifmatch.report.Results;
import org.ifmatch.report.Words;

/** A summary short enough for a comment on a pull request. */
public final class Markdown {

    /** How many broken rules have a row; the others become a number. */
    private static final int ROWS = 20;

    /** How many rules of one kind of change are named. */
    private static final int CHANGES = 8;

    /** In characters. */
    private static final int LONGEST_WHY = 160;

    private static final int LONGEST_REASON = 600;

    private static final String UNLINKED = "&#8203;";

    private final Redaction redaction;

    public Markdown(Redaction redaction) {
        this.redaction = redaction;
    }

    public String render(Results results) {
        return render(results, Optional.empty());
    }

    /** @param comparison with an earlier run of the target, where there is one to compare with */
    public String render(Results raw, Optional<Comparison> comparison) {
        Results results = redaction.apply(raw);
        StringBuilder page = new StringBuilder();
        page.append("## ").append(plain(results.target().name())).append(": gate ");
        page.append(results.gate().word()).append("\n\n");
        page.append(code(results.target().url()))
                .append(", ")
                .append(plain(results.target().dialect()));
        page.append(String.format(
                Locale.ROOT,
                ", %s in %.1f s\n",
                Words.count(results.run().requests(), "request", "requests"),
                results.run().millis() / 1000.0));
        reasons(results, page);
        causes(results, page);
        broken(results, page);
        comparison.ifPresent(changes -> compared(changes, page));
        counts(results, page);
        return page.toString();
    }

    private static void reasons(Results results, StringBuilder page) {
        List<String> reasons = results.gate().reasons();
        if (!reasons.isEmpty()) {
            page.append('\n');
            reasons.forEach(reason -> page.append("- ")
                    .append(plain(Visible.cut(reason, LONGEST_REASON)))
                    .append('\n'));
        }
        results.gate()
                .notes()
                .forEach(note -> page.append("\n_")
                        .append(plain(Visible.cut(note, LONGEST_REASON)))
                        .append("_\n"));
    }

    private static void causes(Results results, StringBuilder page) {
        if (!results.headlines().isEmpty()) {
            page.append("\n**Causes**\n\n");
        }
        for (Headline headline : results.headlines()) {
            page.append("- ").append(plain(headline.classes())).append(": ");
            page.append(plain(Visible.cut(headline.says(), LONGEST_REASON)));
            new CauseText(headline, results)
                    .waiting()
                    .ifPresent(words -> page.append("; once it is mended, ").append(plain(words)));
            page.append('\n');
        }
    }

    private static void broken(Results results, StringBuilder page) {
        List<Finding> broken = Broken.worstFirst(results);
        if (broken.isEmpty()) {
            return;
        }
        page.append("\n| | rule | level | impact | why |\n|---|---|---|---|---|\n");
        broken.stream().limit(ROWS).forEach(finding -> page.append(row(finding, results.baselined())));
        if (broken.size() > ROWS) {
            page.append("\nand ").append(broken.size() - ROWS).append(" more, in results.json\n");
        }
    }

    private static String row(Finding finding, Map<String, BaselineEntry> baselined) {
        String known = baselined.containsKey(finding.rule()) ? " (baseline)" : "";
        List<String> cells = List.of(
                finding.verdict() + known,
                code(finding.rule()),
                plain(finding.level().label()),
                finding.impact().label(),
                plain(Visible.cut(finding.why(), LONGEST_WHY)));
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static void compared(Comparison comparison, StringBuilder page) {
        page.append("\n**Since the run of ")
                .append(comparison.before().run().started().truncatedTo(ChronoUnit.SECONDS))
                .append("** (gate ")
                .append(comparison.before().gate().word())
                .append(")\n\n");
        for (Comparison.Kind kind : Comparison.Kind.values()) {
            List<Comparison.Change> changes = comparison.changes(kind);
            if (!changes.isEmpty()) {
                page.append("- ")
                        .append(changes.size())
                        .append(' ')
                        .append(kind.words())
                        .append(": ");
                page.append(changes.stream()
                        .limit(CHANGES)
                        .map(change -> code(change.rule()) + " (" + change.words() + ")")
                        .collect(Collectors.joining(", ")));
                page.append(changes.size() > CHANGES ? " and " + (changes.size() - CHANGES) + " more\n" : "\n");
            }
        }
        page.append("- ").append(comparison.same()).append(" as before\n");
    }

    private static void counts(Results results, StringBuilder page) {
        Map<Outcome, Integer> counts = results.counts();
        page.append('\n');
        page.append(counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey().name().replace('_', ' '))
                .collect(Collectors.joining(", ")));
        page.append('\n');
    }

    /** Text that a page shows as it is: no mark-up, no link, no mention of anybody. */
    private static String plain(String text) {
        return Visible.of(text)
                .replaceAll("[\\\\`*_{}\\[\\]<>()#+!|~&$=^]", "\\\\$0")
                .replaceAll("(?i)[@#]|:(?=//)|www(?=\\.)", "$0" + UNLINKED);
    }

    private static String code(String text) {
        return "`" + Visible.of(text).replace("`", "\\x60").replace("|", "\\x7c") + "`";
    }
}
