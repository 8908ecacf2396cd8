package org.ifmatch.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ifmatch.report.Baseline;
import org.ifmatch.report.Comparison;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Gate;
import org.ifmatch.report.Impact;
import org.ifmatch.report.Level;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Redaction;
import org.ifmatch.report.Results;
import org.ifmatch.report.Samples;
import org.junit.jupiter.api.Test;

class MarkdownTest {

    @Test
    void is_short_and_has_what_matters() {
        Golden.assertSame("summary.md", render(Samples.full()));
    }

    @Test
    void a_stranger_makes_no_mark_up_no_link_and_no_mention() {
        String text = render(Samples.results(
                Map.of(),
                Samples.finding(
                        "a/b",
                        Level.MUST,
                        Impact.WIRE,
                        Outcome.FAIL,
                        "| <img src=x> @all #12 [x](http://e.x) www.e.x `c` **b**\n# h")));
        assertThat(text)
                .contains("\\| \\<img src\\=x\\> @&#8203;all \\#&#8203;12 \\[x\\]\\(http:&#8203;//e.x\\)"
                        + " www&#8203;.e.x \\`c\\` \\*\\*b\\*\\*\\\\x0a\\#&#8203; h");
    }

    @Test
    void what_was_not_looked_at_is_noted() {
        Results results = Samples.results(
                Samples.putOnly(), Optional.of("stale-tag/*"), Samples.finding("stale-tag/put-rejected", Outcome.PASS));
        assertThat(render(Gate.settle(results, Baseline.none(), false, Samples.TODAY)))
                .contains("gate passed")
                .contains("\n_Only stale-tag/\\* was examined; for PUT,");
    }

    @Test
    void more_rows_than_a_comment_holds_become_a_number() {
        Finding[] broken = IntStream.range(0, 25)
                .mapToObj(i -> Samples.finding("a/" + i, Outcome.FAIL))
                .toArray(Finding[]::new);
        assertThat(render(Samples.results(Map.of(), broken)))
                .contains("`a/19`")
                .doesNotContain("`a/20`")
                .contains("and 5 more, in results.json");
    }

    @Test
    void what_changed_since_an_earlier_run_is_told_in_lines() {
        Results before = Samples.settled(Samples.green(
                Samples.finding("weak/in-list", Outcome.PASS), Samples.finding("weak/gone", Outcome.PASS)));
        Results after = Samples.settled(Samples.green(
                Samples.finding("weak/in-list", Outcome.FAIL), Samples.finding("weak/new", Outcome.NOTE)));
        assertThat(new Markdown(Redaction.NONE).render(after, Optional.of(Comparison.of(before, after))))
                .contains("""
                        **Since the run of 2026-11-22T10:00:00Z** (gate passed)

                        - 1 worse: `weak/in-list` (PASS → FAIL)
                        - 1 new: `weak/new` (– → NOTE)
                        - 1 gone: `weak/gone` (PASS → –)
                        - 2 as before
                        """);
    }

    private static String render(Results results) {
        return new Markdown(Redaction.NONE).render(results);
    }
}
