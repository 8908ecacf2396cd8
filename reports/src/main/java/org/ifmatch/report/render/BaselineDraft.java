package org.ifmatch.report.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ifmatch.report.BaselineEntry;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Results;

/**
 * A baseline file that names what a run found broken, for a project which begins with failures that it cannot mend at once. Its
 * new entries excuse nothing to the gate's satisfaction until somebody has said why.
 */
public final class BaselineDraft {

    private BaselineDraft() {}

    /**
     * What one target brings to the file.
     *
     * @param kept the entries of an earlier file that still hold
     */
    public record Part(Results results, List<BaselineEntry> kept) {

        /** The broken rules that no entry excuses yet: failures, and warnings where they count. */
        List<Finding> unexcused() {
            return Broken.worstFirst(results).stream()
                    .filter(finding ->
                            finding.verdict() == Outcome.FAIL || results.gate().strict())
                    .filter(finding -> !results.baselined().containsKey(finding.rule()))
                    .toList();
        }
    }

    /** How many entries lack their reasons. */
    public static int open(List<Part> parts) {
        return parts.stream().mapToInt(part -> part.unexcused().size()).sum();
    }

    /** @param others entries of an earlier file for targets that were not examined, by the names of these */
    public static String render(List<Part> parts, List<Map.Entry<String, BaselineEntry>> others) {
        StringBuilder text = new StringBuilder()
                .append(
                        "# Written by ifmatch from what it found broken. Say in \"because\" why each failure is put up with;\n")
                .append("# an entry that still says " + BaselineEntry.REASON_NEEDED
                        + " fails the next run. Known besides:\n")
                .append(
                        "# until: 2027-03-01 (the last day), link: URL, and for races flaky: 0.2 (the share of runs).\n");
        List<String> entries = new ArrayList<>();
        for (Part part : parts) {
            Optional<String> target = parts.size() == 1 && others.isEmpty()
                    ? Optional.empty()
                    : Optional.of(part.results().target().name());
            part.kept().forEach(entry -> entries.add(entry(target, entry, "")));
            part.unexcused().forEach(finding -> entries.add(entry(target, unreasoned(finding), seen(finding))));
        }
        others.forEach(other -> entries.add(entry(Optional.of(other.getKey()), other.getValue(), "")));
        text.append(entries.isEmpty() ? "baseline: []\n" : "baseline:\n");
        entries.stream().distinct().forEach(text::append);
        return text.toString();
    }

    private static BaselineEntry unreasoned(Finding finding) {
        return new BaselineEntry(finding.rule(), BaselineEntry.REASON_NEEDED, Optional.empty(), Optional.empty(), "");
    }

    private static String seen(Finding finding) {
        return "  # " + finding.verdict() + ", " + finding.impact().label() + ": "
                + Visible.of(Visible.cut(finding.why(), FindingText.LONGEST_WHY)) + "\n";
    }

    private static String entry(Optional<String> target, BaselineEntry entry, String comment) {
        StringBuilder text = new StringBuilder(comment)
                .append("  - rule: ")
                .append(quoted(entry.rule()))
                .append('\n');
        target.ifPresent(
                name -> text.append("    target: ").append(quoted(name)).append('\n'));
        text.append("    because: ").append(quoted(entry.because())).append('\n');
        entry.until().ifPresent(day -> text.append("    until: ").append(day).append('\n'));
        entry.link()
                .ifPresent(
                        link -> text.append("    link: ").append(quoted(link)).append('\n'));
        entry.flaky().ifPresent(rate -> text.append("    flaky: ").append(rate).append('\n'));
        return text.toString();
    }

    /** In YAML's double quotes; a dollar before a brace would stand for a variable of the environment. */
    private static String quoted(String text) {
        String plain = Visible.characters(text)
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("${", "$${");
        return '"' + plain + '"';
    }
}
