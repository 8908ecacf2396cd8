package org.ifmatch.report.render;

import com.samskivert.mustache.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ifmatch.report.Finding;
import org.ifmatch.report.GateDecision;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Redaction;
import org.ifmatch.report.Results;
import org.ifmatch.report.Words;

/** The page of a whole run: every rule against every target, each cell a way to what was seen. */
public final class Matrix {

    private static final Template TEMPLATE = Pages.template("matrix.html");

    /** Causes that are told of one target; its own page has them all. */
    private static final int CAUSES = 5;

    private final Redaction redaction;

    /** @param redaction takes the secrets of all targets out */
    public Matrix(Redaction redaction) {
        this.redaction = redaction;
    }

    /** One target of a run, and the folder in which its reports are. */
    public record Column(Results results, String folder) {}

    public String render(List<Column> columns) {
        List<Column> shown = columns.stream()
                .map(column -> new Column(redaction.apply(column.results()), column.folder()))
                .toList();
        return TEMPLATE.execute(View.of(shown));
    }

    /** What the template shows. */
    record View(
            Pages.Frame page,
            String targetsWords,
            Look.Gate gate,
            List<Target> targets,
            boolean hasRules,
            List<Look.Tally> counts,
            List<String> levels,
            List<String> impacts,
            List<Group> groups) {

        static View of(List<Column> columns) {
            List<Finding> all = columns.stream()
                    .flatMap(column -> column.results().findings().stream())
                    .toList();
            Map<Outcome, Integer> counts =
                    all.stream().collect(Collectors.toMap(Finding::verdict, finding -> 1, Integer::sum));
            boolean passed = !columns.isEmpty()
                    && columns.stream()
                            .allMatch(column -> column.results().gate().passed());
            return new View(
                    Pages.page(),
                    Words.count(columns.size(), "target", "targets"),
                    Look.Gate.of(new GateDecision(passed, passed ? List.of() : List.of("a target failed"))),
                    columns.stream().map(Target::of).toList(),
                    !all.isEmpty(),
                    Look.tally(counts),
                    Html.levelsOf(all),
                    Html.impactsOf(all),
                    groupsOf(columns, all));
        }

        private static List<Group> groupsOf(List<Column> columns, List<Finding> all) {
            Map<String, Finding> rules = new LinkedHashMap<>();
            all.forEach(finding -> rules.putIfAbsent(finding.rule(), finding));
            return Groups.of(List.copyOf(rules.values())).entrySet().stream()
                    .map(group -> new Group(
                            group.getKey(),
                            Groups.title(group.getKey()),
                            columns.size() + 1,
                            group.getValue().stream()
                                    .map(finding -> Row.of(finding, columns))
                                    .toList()))
                    .toList();
        }
    }

    private static String pageOf(Column column) {
        return column.folder() + "/index.html";
    }

    record Target(
            String name,
            String dialect,
            String page,
            Look.Gate gate,
            List<Look.Tally> tally,
            List<Cause> causes,
            List<String> reasons) {

        static Target of(Column column) {
            Results results = column.results();
            List<Cause> causes = new ArrayList<>(results.headlines().stream()
                    .limit(CAUSES)
                    .map(line -> new Cause(
                            line.classes(), Words.sentence(Visible.cut(line.says(), FindingText.LONGEST_WHY))))
                    .toList());
            return new Target(
                    results.target().name(),
                    results.target().dialect(),
                    pageOf(column),
                    Look.Gate.of(results.gate()),
                    Look.tally(results.counts()).stream()
                            .filter(tally -> !tally.verdict().equals(Outcome.NOT_APPLICABLE.name()))
                            .toList(),
                    causes,
                    causes.isEmpty()
                            ? results.gate().reasons().stream()
                                    .map(reason -> Visible.cut(reason, FindingText.LONGEST_WHY))
                                    .toList()
                            : List.of());
        }
    }

    record Cause(String kind, String says) {}

    record Group(String id, String title, int columns, List<Row> rows) {}

    /** A rule and what every target came to. */
    record Row(String id, String says, String search, String verdicts, String level, String impact, List<Cell> cells) {

        static Row of(Finding rule, List<Column> columns) {
            List<Optional<Finding>> found = columns.stream()
                    .map(column -> column.results().finding(rule.rule()))
                    .toList();
            List<Cell> cells = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                Column column = columns.get(i);
                cells.add(found.get(i).map(finding -> Cell.of(finding, column)).orElse(Cell.EMPTY));
            }
            return new Row(
                    rule.rule(),
                    rule.says(),
                    (rule.rule() + " " + rule.says()).toLowerCase(Locale.ROOT),
                    found.stream()
                            .map(finding -> finding.map(Finding::verdict)
                                    .map(Outcome::name)
                                    .orElse("none"))
                            .collect(Collectors.joining(" ")),
                    rule.level().label(),
                    rule.impact().label(),
                    cells);
        }
    }

    /** @param page empty where the rule was not looked at */
    record Cell(String page, String look, String sign, String words, String hint) {

        private static final Cell EMPTY = new Cell("", "", "", "", "");

        static Cell of(Finding finding, Column column) {
            String hint = Stream.of(column.results().target().name(), Look.words(finding.verdict()), finding.why())
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining(": "));
            return new Cell(
                    pageOf(column) + "#" + RuleView.anchor(finding.rule()),
                    Look.of(finding.verdict()),
                    Look.sign(finding.verdict()),
                    shortWords(finding.verdict()),
                    Visible.cut(hint, FindingText.LONGEST_WHY));
        }

        /** A matrix is wide enough as it is. */
        private static String shortWords(Outcome outcome) {
            return switch (outcome) {
                case NOT_APPLICABLE -> "n/a";
                case INCONCLUSIVE -> "open";
                case PASS, FAIL, WARN, NOTE, BLOCKED -> Look.words(outcome);
            };
        }
    }
}
