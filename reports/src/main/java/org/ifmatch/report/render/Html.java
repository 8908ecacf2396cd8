package org.ifmatch.report.render;

import com.samskivert.mustache.Template;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Headline;
import org.ifmatch.report.Impact;
import org.ifmatch.report.Level;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Redaction;
import org.ifmatch.report.Results;
import org.ifmatch.report.Run;
import org.ifmatch.report.Words;

/** The page of one target: one file that needs no network, the causes first, then every rule with what was seen. */
public final class Html {

    private static final Template TEMPLATE = Pages.template("target.html");

    /** Units into which the bar of verdicts is divided. */
    private static final int BAR = 1000;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Redaction redaction;

    public Html(Redaction redaction) {
        this.redaction = redaction;
    }

    public String render(Results raw) {
        return TEMPLATE.execute(View.of(redaction.apply(raw)));
    }

    /** What the template shows. */
    record View(
            Pages.Frame page,
            String name,
            String url,
            String dialect,
            Session run,
            Optional<String> only,
            Look.Gate gate,
            Optional<Bar> bar,
            boolean hasCauses,
            List<Cause> causes,
            boolean hasBroken,
            List<BrokenRow> broken,
            boolean hasRules,
            List<Look.Tally> counts,
            List<String> levels,
            List<String> impacts,
            List<Group> groups,
            boolean hasCapabilities,
            List<RuleView.Pair> capabilities,
            boolean hasLeft,
            List<String> left) {

        static View of(Results results) {
            List<Finding> findings = results.findings();
            List<Cause> causes = results.headlines().stream()
                    .map(headline -> Cause.of(headline, results))
                    .toList();
            List<BrokenRow> broken = Broken.worstFirst(results).stream()
                    .map(finding -> BrokenRow.of(finding, results))
                    .toList();
            return new View(
                    Pages.page(),
                    results.target().name(),
                    results.target().url(),
                    results.target().dialect(),
                    Session.of(results.run()),
                    results.only(),
                    Look.Gate.of(results.gate()),
                    findings.isEmpty() ? Optional.empty() : Optional.of(Bar.of(results.counts())),
                    !causes.isEmpty(),
                    causes,
                    !broken.isEmpty(),
                    broken,
                    !findings.isEmpty(),
                    Look.tally(results.counts()),
                    levelsOf(findings),
                    impactsOf(findings),
                    groupsOf(results),
                    !results.capabilities().isEmpty(),
                    RuleView.Pair.of(results.capabilities()),
                    !results.left().isEmpty(),
                    results.left());
        }
    }

    static List<String> levelsOf(List<Finding> findings) {
        return findings.stream()
                .map(Finding::level)
                .distinct()
                .sorted()
                .map(Level::label)
                .toList();
    }

    static List<String> impactsOf(List<Finding> findings) {
        return findings.stream()
                .map(Finding::impact)
                .distinct()
                .sorted()
                .map(Impact::label)
                .toList();
    }

    private static List<Group> groupsOf(Results results) {
        return Groups.of(results.findings()).entrySet().stream()
                .map(group -> Group.of(group.getKey(), group.getValue(), results))
                .toList();
    }

    /** When the run was and how long it took. */
    record Session(
            String machine,
            String started,
            String took,
            String requests,
            String seed,
            String version,
            boolean complete) {

        static Session of(Run run) {
            return new Session(
                    run.started().toString(),
                    DAY.format(run.started()),
                    String.format(Locale.ROOT, "%.1f s", run.millis() / 1000.0),
                    String.format(Locale.ENGLISH, "%,d", run.requests()),
                    String.valueOf(run.seed()),
                    run.suiteVersion(),
                    run.complete());
        }
    }

    /** How the verdicts share the rules. */
    record Bar(String label, List<Slice> slices) {

        static Bar of(Map<Outcome, Integer> counts) {
            int all = counts.values().stream().mapToInt(Integer::intValue).sum();
            List<Slice> slices = new ArrayList<>();
            int before = 0;
            for (Outcome outcome : Look.present(counts).toList()) {
                int from = before * BAR / all;
                before += counts.get(outcome);
                slices.add(new Slice(Look.of(outcome), from, before * BAR / all - from));
            }
            String label = Look.tally(counts).stream()
                    .map(tally -> tally.many() + " " + tally.words())
                    .collect(Collectors.joining(", "));
            return new Bar(label, slices);
        }
    }

    record Slice(String look, int from, int width) {}

    /** A cause, the rules that it explains, and those that would be judged again without it. */
    record Cause(
            String kind,
            String says,
            List<String> seen,
            List<RuleView.Link> rules,
            boolean hasWaiting,
            String waitingWords,
            List<RuleView.Link> waiting) {

        static Cause of(Headline headline, Results results) {
            List<Finding> waiting = Stream.concat(
                            headline.mends().stream().flatMap(rule -> results.finding(rule).stream()),
                            headline.rules().stream().flatMap(rule -> results.waitingFor(rule).stream()))
                    .filter(finding -> !headline.rules().contains(finding.rule()))
                    .distinct()
                    .toList();
            return new Cause(
                    headline.classes(),
                    Words.sentence(Visible.cut(headline.says(), RuleView.LONGEST_SENTENCE)),
                    new CauseText(headline, results).seen(),
                    links(headline.rules().stream().flatMap(rule -> results.finding(rule).stream())),
                    !waiting.isEmpty(),
                    "Once it is mended, " + Words.count(waiting.size(), "more rule", "more rules")
                            + " can be judged and be green",
                    links(waiting.stream()));
        }

        private static List<RuleView.Link> links(Stream<Finding> findings) {
            return findings.map(RuleView.Link::to).toList();
        }
    }

    /** A broken rule in a line. */
    record BrokenRow(
            String verdict,
            String look,
            String id,
            String anchor,
            String level,
            String impact,
            String why,
            boolean excused) {

        static BrokenRow of(Finding finding, Results results) {
            return new BrokenRow(
                    finding.verdict().name(),
                    Look.of(finding.verdict()),
                    finding.rule(),
                    RuleView.anchor(finding.rule()),
                    finding.level().label(),
                    finding.impact().label(),
                    Visible.cut(finding.why(), FindingText.LONGEST_WHY),
                    results.baselined().containsKey(finding.rule()));
        }
    }

    /** The rules of one group; it is unfolded where one of them is broken. */
    record Group(String id, String title, boolean open, List<Look.Tally> tally, List<RuleView> rules) {

        static Group of(String id, List<Finding> findings, Results results) {
            Map<Outcome, Integer> counts =
                    findings.stream().collect(Collectors.toMap(Finding::verdict, finding -> 1, Integer::sum));
            List<RuleView> rules = findings.stream()
                    .sorted(Comparator.comparing(Finding::verdict, Look.worstFirst()))
                    .map(finding -> RuleView.of(finding, results))
                    .toList();
            return new Group(
                    id, Groups.title(id), findings.stream().anyMatch(Finding::broken), Look.tally(counts), rules);
        }
    }
}
