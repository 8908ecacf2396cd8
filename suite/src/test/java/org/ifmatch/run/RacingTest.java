package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Results;
import org.ifmatch.report.Timeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Races against our own origins: a wide gap is found by the rule that names it, and an honest origin raises nothing. */
class RacingTest {

    private static final long SEED = 7;

    private static Finding finding(Results results, String rule) {
        return results.findings().stream()
                .filter(f -> f.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "check-then-act-with-a-pause, race/single-winner",
        "create-checks-then-acts, race/create-inm-star",
        "star-checks-then-acts, race/star-vs-delete",
        "patch-checks-then-acts, race/patch-patch",
        "append-checks-then-acts, race/post-append",
        "collection-post-checks-then-acts, race/collection-etag",
        "writers-refuse-each-other, race/412-truthful"
    })
    void a_gap_of_milliseconds_is_proved_in_the_round_that_shows_it(String fault, String rule) throws IOException {
        Finding found = finding(Trial.of("fault:" + fault, rule, SEED), rule);

        assertThat(found.verdict()).isEqualTo(Outcome.FAIL);
        assertThat(found.cases()).first().satisfies(c -> {
            assertThat(c.evidence()).isInstanceOfSatisfying(Timeline.class, t -> {
                assertThat(t.sentences()).hasSizeGreaterThan(1);
                assertThat(t.operations()).anyMatch(o -> o.part() == Timeline.Part.IMPOSSIBLE);
            });
            assertThat(c.reproduce()).contains("--only='" + rule + "' --seed=7");
        });
    }

    @Test
    void an_honest_origin_passes_and_is_told_how_hard_was_looked() throws IOException {
        Results results = Trial.of("reference", "race/single-winner,race/create-inm-star", SEED);

        assertThat(Trial.with(results, Outcome.FAIL, Outcome.WARN)).isEmpty();
        Finding passed = finding(results, "race/single-winner");
        // A busy machine leaves too few rounds to say anything by, and says so.
        assertThat(passed.verdict()).isIn(Outcome.PASS, Outcome.INCONCLUSIVE);
        assertThat(passed.measured()).containsKeys("rounds", "writers", "overlap", "released by", "bound");
        assertThat(passed.why()).containsAnyOf("95 % confidence", "occasions");
    }

    @Test
    void a_server_that_ignores_the_field_is_reported_as_that_and_not_as_racy() throws IOException {
        Results results = Trial.of("fault:ignored-everywhere", "stale-tag/*,race/*", SEED);

        assertThat(Trial.with(results, Outcome.FAIL)).noneMatch(rule -> rule.startsWith("race/"));
        assertThat(finding(results, "race/single-winner").blockedBy()).contains("stale-tag/put-rejected");
    }

    @Test
    void a_tag_that_stands_still_is_reported_as_that_and_not_as_a_race() throws IOException {
        Results results = Trial.of("fault:tag-of-second-and-size", "etag/*,race/single-winner", SEED);

        assertThat(finding(results, "race/single-winner").verdict()).isEqualTo(Outcome.BLOCKED);
    }

    @Test
    void only_the_races_of_the_rules_that_were_chosen_are_run() throws IOException {
        Results results = Trial.of("reference", "stale-tag/put-rejected", SEED);

        assertThat(results.findings()).extracting(Finding::rule).isEqualTo(java.util.List.of("stale-tag/put-rejected"));
        assertThat(results.run().requests()).isLessThan(1000);
    }

    @Test
    void origins_that_answer_losers_in_other_ways_raise_no_alarm() throws IOException {
        for (String odd : Set.of("odd:overtaken-write-is-409", "odd:delete-of-nothing-is-204", "odd:weak-tags")) {
            assertThat(Trial.with(Trial.of(odd, "race/*", SEED), Outcome.FAIL, Outcome.WARN))
                    .as(odd)
                    .isEmpty();
        }
    }

    /** Twelve resources rest beside each other; one after the other there would be a round a second. */
    @Test
    void where_tags_need_time_to_rest_other_resources_are_raced_for_meanwhile() throws IOException {
        Finding single =
                finding(Trial.of("odd:weak-tags-for-a-second", "race/single-winner", SEED, 5), "race/single-winner");

        assertThat(((Number) single.measured().get("rounds")).intValue()).isGreaterThan(8);
    }
}
