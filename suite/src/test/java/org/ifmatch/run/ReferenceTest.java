package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Results;
import org.ifmatch.rule.RuleBook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job as a user runs it, on the embedded origin: by REST Assured and with every report written. */
class ReferenceTest {

    private static final Set<String> CORE = Set.of(
            "stale-tag",
            "foreign-tag",
            "current-tag",
            "weak",
            "wildcard",
            "missing",
            "precedence",
            "no-effect",
            "neighbour");

    @TempDir
    Path reports;

    @Test
    void the_reference_origin_breaks_no_rule_and_what_is_left_out_is_known() throws Exception {
        Results results = examine("reference");

        assertThat(results.gate().reasons()).isEmpty();
        assertThat(Trial.with(results, Outcome.FAIL, Outcome.WARN, Outcome.BLOCKED))
                .isEmpty();
        // A busy machine leaves too few rounds, or writes a second, to say anything by.
        assertThat(Trial.with(results, Outcome.INCONCLUSIVE)).allMatch(ReferenceTest::needsAQuickMachine);
        assertThat(results.left()).isEmpty();
        assertThat(core(results)
                        .filter(f -> f.tested() && f.verdict() == Outcome.NOT_APPLICABLE)
                        .map(Finding::rule))
                .containsExactlyInAnyOrder(
                        "foreign-tag/untagged-resource",
                        "weak/w-against-w",
                        "weak/strong-form-of-w",
                        "weak/old-weak-rejected",
                        "weak/only-tags",
                        "weak/wildcard-still-true",
                        "wildcard/no-etag-resource",
                        "neighbour/ius-no-date-ignored");
        assertThat(core(results).filter(f -> !f.tested()).map(Finding::rule))
                .containsExactlyInAnyOrder(
                        "stale-tag/lock-copy-move-proppatch",
                        "precedence/webdav-if-and-im",
                        "no-effect/history",
                        "no-effect/lock-state");
        assertThat(core(results).filter(f -> f.verdict() == Outcome.NOTE).map(Finding::rule))
                .containsExactlyInAnyOrder("current-tag/cors-usable", "current-tag/noop-update");
    }

    @Test
    void every_pass_shows_its_controls() throws Exception {
        Results results = examine("reference");

        Finding refused = results.finding("stale-tag/put-rejected").orElseThrow();
        org.ifmatch.report.Exchanges evidence =
                (org.ifmatch.report.Exchanges) refused.cases().get(0).evidence();
        assertThat(evidence.controls())
                .extracting(e -> e.label())
                .contains("control without the condition", "control with a true condition");
    }

    private static boolean needsAQuickMachine(String rule) {
        boolean volley =
                RuleBook.scripted().rule(rule).filter(r -> !r.races().isEmpty()).isPresent();
        return volley || rule.equals("etag/rapid-same-size");
    }

    private static java.util.stream.Stream<Finding> core(Results results) {
        return results.findings().stream()
                .filter(f -> CORE.contains(f.rule().substring(0, f.rule().indexOf('/'))));
    }

    private Results examine(String target) throws Exception {
        Options options = Options.of(
                Map.of("target", target, "reports.dir", reports.toString(), "race.seconds", "2"), reports, reports);
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        List<Results> all = new Session(options, "a build", out, false).run().results();
        return all.get(0);
    }
}
