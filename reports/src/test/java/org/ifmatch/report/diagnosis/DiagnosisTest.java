package org.ifmatch.report.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ifmatch.report.diagnosis.Found.found;
import static org.ifmatch.report.diagnosis.Misdeeds.ANSWERED;
import static org.ifmatch.report.diagnosis.Misdeeds.FALSE_SUCCESS;
import static org.ifmatch.report.diagnosis.Misdeeds.LOCKED_OUT;
import static org.ifmatch.report.diagnosis.Misdeeds.OTHER_STATUS;
import static org.ifmatch.report.diagnosis.Misdeeds.PERFORMED;
import static org.ifmatch.report.diagnosis.Misdeeds.REFUSED_YET_PERFORMED;
import static org.ifmatch.report.diagnosis.Misdeeds.WRONG_FIELD;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ifmatch.report.Case;
import org.ifmatch.report.Headline;
import org.ifmatch.report.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosisTest {

    private static final Case LET_THROUGH = Found.tried(
                    "a PUT with a random tag", "PUT", List.of(" \"nobodys\""), "\"current\"", 204, Outcome.FAIL)
            .as("PERFORMED");

    private static final Case REFUSED =
            Found.tried("a PUT with a random tag", "PUT", List.of(" \"nobodys\""), "\"current\"", 412, Outcome.PASS);

    /** What a target shows whose PUT looks at no If-Match. */
    private static Found ignoringOnPut() {
        return found().failed("stale-tag/put-rejected", "PUT", PERFORMED, 204)
                .blocked("foreign-tag/put-rejected", "stale-tag/put-rejected", LET_THROUGH)
                .blocked("current-tag/put", "stale-tag/put-rejected")
                .blocked("current-tag/chain", "current-tag/put");
    }

    @Test
    void nothing_broken_is_no_headline() {
        assertThat(found().passed("stale-tag/put-rejected", "current-tag/put").headlines())
                .isEmpty();
    }

    @Test
    void a_headline_says_what_can_be_green_once_it_is_mended() {
        assertThat(ignoringOnPut().headlines()).singleElement().satisfies(h -> {
            assertThat(h.faultClass()).isEqualTo("F01");
            assertThat(h.rules()).containsExactly("stale-tag/put-rejected");
            assertThat(h.mends())
                    .containsExactly(
                            "stale-tag/put-rejected",
                            "foreign-tag/put-rejected",
                            "current-tag/put",
                            "current-tag/chain");
        });
    }

    @Test
    void of_methods_that_nobody_looked_at_nothing_is_said() {
        assertThat(ignoringOnPut().headlines())
                .singleElement()
                .satisfies(h -> assertThat(h.says())
                        .isEqualTo("If-Match is not evaluated on PUT; no other method was looked at"));
    }

    @Test
    void a_method_that_evaluates_makes_a_gap_of_it() {
        assertThat(ignoringOnPut()
                        .passed("stale-tag/delete-rejected", "stale-tag/get-412")
                        .headlines())
                .singleElement()
                .satisfies(h -> {
                    assertThat(h.faultClass()).isEqualTo("F02");
                    assertThat(h.says()).isEqualTo("If-Match is not evaluated on PUT; on DELETE and GET it is");
                });
    }

    @Test
    void what_is_acknowledged_and_shows_late_or_never_may_be_an_effect() {
        assertThat(ignoringOnPut()
                        .failed("stale-tag/not-false-success", "PUT", FALSE_SUCCESS, 204)
                        .headlines()
                        .get(0)
                        .classes())
                .isEqualTo("F01 or F04");
    }

    @Test
    void where_tags_are_weak_or_absent_it_may_be_for_that() {
        assertThat(ignoringOnPut().withTags("weak").headlines())
                .extracting(Headline::classes)
                .containsExactly("F01 or F08");
        assertThat(ignoringOnPut().withTags("none").headlines())
                .extracting(Headline::classes)
                .containsExactly("F01 or F06");
    }

    @Test
    void old_tags_that_count_are_no_absence() {
        assertThat(found().failed("stale-tag/put-rejected", "PUT", PERFORMED, 204)
                        .failed("stale-tag/post-rejected", "POST", PERFORMED, 204)
                        .failed("stale-tag/every-old-version", "PUT", PERFORMED, 204)
                        .add("foreign-tag/put-rejected", Outcome.PASS, Optional.empty(), List.of(REFUSED))
                        .headlines())
                .singleElement()
                .satisfies(h -> {
                    assertThat(h.faultClass()).isEqualTo("F13");
                    assertThat(h.rules()).hasSize(3);
                });
    }

    @Test
    void races_on_a_target_that_ignores_the_field_are_not_told_as_races() {
        assertThat(ignoringOnPut()
                        .failed("race/single-winner")
                        .failed("race/slow-body")
                        .headlines())
                .extracting(Headline::faultClass)
                .containsExactly("F01");
    }

    @Test
    void races_under_a_tag_that_stands_still_are_told_as_that() {
        assertThat(found().failed("etag/rapid-same-size", "PUT", WRONG_FIELD, 204)
                        .failed("race/single-winner")
                        .headlines())
                .singleElement()
                .satisfies(h -> {
                    assertThat(h.faultClass()).isEqualTo("F07");
                    assertThat(h.rules()).containsExactly("etag/rapid-same-size", "race/single-winner");
                });
    }

    @Test
    void a_check_that_comes_too_early_is_told_from_two_steps() {
        assertThat(found().failed("race/slow-body").passed("race/single-winner").headlines())
                .extracting(Headline::says)
                .containsExactly(
                        "If-Match is evaluated when the header section arrives, and not again before the write");
        assertThat(found().failed("race/slow-body").failed("race/single-winner").headlines())
                .extracting(Headline::says)
                .containsExactly("If-Match is checked and the write is made in two steps: two writers can both win");
    }

    @Test
    void a_gap_that_only_one_kind_of_meeting_shows_is_told_as_that() {
        assertThat(found().failed("race/delete-delete")
                        .passed("race/single-winner")
                        .headlines())
                .extracting(Headline::says)
                .containsExactly("a DELETE that comes too late brings back what another has removed");
        assertThat(found().failed("race/create-im-star")
                        .failed("race/cas-linearizable")
                        .headlines())
                .extracting(Headline::says)
                .containsExactly("what is created is there for If-Match before the PUT that creates it is done");
        assertThat(found().failed("race/mixed-unconditional")
                        .failed("race/star-vs-delete")
                        .headlines())
                .extracting(Headline::says)
                .containsExactly("writes with a condition are kept apart, but not from those without one");
        for (String meeting : List.of("race/delete-delete", "race/create-im-star", "race/mixed-unconditional")) {
            assertThat(found().failed(meeting).failed("race/single-winner").headlines())
                    .extracting(Headline::says)
                    .containsExactly(
                            "If-Match is checked and the write is made in two steps: two writers can both win");
        }
    }

    @Test
    void what_is_not_compared_again_on_a_connection_is_told_from_a_check_that_comes_too_early() {
        Case gap = new Case("an upload", Outcome.FAIL, "", org.ifmatch.report.Exchanges.of(), "").as(PERFORMED.name());
        assertThat(found().failed("wire/pipeline", gap)
                        .failed("race/expect-gap", gap)
                        .passed("race/slow-body")
                        .headlines())
                .extracting(Headline::classes)
                .containsExactly("F13 or F03");
        assertThat(found().failed("wire/pipeline", gap)
                        .failed("race/expect-gap", gap)
                        .failed("race/slow-body", gap)
                        .headlines())
                .extracting(Headline::classes)
                .containsExactly("F03");
    }

    @Test
    void a_trailer_that_counts_in_place_of_the_field_is_told_from_chunks_that_nobody_checks() {
        assertThat(found().failed("wire/chunked-stale", "PUT", PERFORMED, 204)
                        .failed("syntax/trailer", "PUT", PERFORMED, 204)
                        .headlines())
                .extracting(Headline::classes)
                .containsExactly("F06 or F02");
        assertThat(found().failed("wire/chunked-stale", "PUT", PERFORMED, 204).headlines())
                .extracting(Headline::classes)
                .containsExactly("F02");
    }

    @Test
    void strong_tags_that_pass_where_tags_are_weak_are_a_matter_of_strength() {
        assertThat(found().withTags("weak")
                        .passed("stale-tag/put-rejected")
                        .failed("foreign-tag/put-rejected", "PUT", PERFORMED, 204)
                        .failed("weak/strong-form-of-w", "PUT", PERFORMED, 204)
                        .headlines())
                .extracting(Headline::faultClass)
                .containsExactly("F08");
    }

    @Test
    void a_tag_that_never_rests_explains_what_it_breaks() {
        assertThat(found().failed("etag/stable-when-unchanged", "GET", WRONG_FIELD, 200)
                        .failed("etag/put-honest", "PUT", WRONG_FIELD, 204)
                        .failed("wire/aborted-upload-length", "PUT", WRONG_FIELD, 0)
                        .headlines())
                .extracting(Headline::faultClass)
                .containsExactly("F13");
    }

    @Test
    void a_loser_that_is_refused_and_performed_is_a_race_where_sequences_are_in_order() {
        Case race = new Case("a volley", Outcome.FAIL, "", org.ifmatch.report.Exchanges.of(), "")
                .as(REFUSED_YET_PERFORMED.name());
        assertThat(found().passed("stale-tag/put-rejected")
                        .failed("race/winner-content", race)
                        .headlines())
                .extracting(Headline::faultClass)
                .containsExactly("F03");
        assertThat(found().failed("stale-tag/put-rejected", "PUT", REFUSED_YET_PERFORMED, 412)
                        .failed("race/winner-content", race)
                        .headlines())
                .extracting(Headline::faultClass)
                .containsExactly("F04");
    }

    @Test
    void two_independent_faults_are_two_headlines() {
        assertThat(found().failed("stale-tag/put-rejected", "PUT", REFUSED_YET_PERFORMED, 412)
                        .failed("no-effect/content", "PUT", REFUSED_YET_PERFORMED, 412)
                        .failed("precedence/ius-ignored-true", "PUT", LOCKED_OUT, 412)
                        .headlines())
                .extracting(Headline::faultClass, Headline::rules)
                .containsExactlyInAnyOrder(
                        org.assertj.core.api.Assertions.tuple(
                                "F04", List.of("stale-tag/put-rejected", "no-effect/content")),
                        org.assertj.core.api.Assertions.tuple("F19", List.of("precedence/ius-ignored-true")));
    }

    @Test
    void what_fails_comes_before_what_warns() {
        assertThat(found().warned("stale-tag/status-exact", "PUT", OTHER_STATUS, 409)
                        .failed("neighbour/inm-304", "GET", ANSWERED, 200)
                        .headlines())
                .extracting(Headline::classes)
                .containsExactly("F02 or F19", "F17");
    }

    @Test
    void an_odd_status_explains_whatever_is_broken_by_it() {
        assertThat(found().warned("stale-tag/status-exact", "PUT", OTHER_STATUS, 409)
                        .warned("missing/put-tag", "PUT", OTHER_STATUS, 409)
                        .failed("wildcard/missing-put", "PUT", Misdeeds.CREATED, 201)
                        .headlines())
                .extracting(Headline::rules)
                .containsExactly(List.of("wildcard/missing-put"), List.of("stale-tag/status-exact", "missing/put-tag"));
    }

    @Test
    void what_was_refused_and_created_all_the_same_is_an_effect() {
        assertThat(found().failed("missing/put-tag", "PUT", Misdeeds.CREATED, 412)
                        .headlines())
                .extracting(Headline::faultClass)
                .containsExactly("F04");
        assertThat(found().failed("missing/put-tag", "PUT", Misdeeds.CREATED, 201)
                        .headlines())
                .extracting(Headline::faultClass)
                .containsExactly("F05");
    }

    @Test
    void a_rule_of_which_nothing_is_known_is_told_in_its_own_words() {
        assertThat(found().failed("new/rule").headlines())
                .singleElement()
                .satisfies(h -> assertThat(h.says()).isEqualTo("new/rule: why"));
    }

    @Test
    void every_broken_rule_stands_in_exactly_one_headline() {
        Found everything = found();
        List<String> rules = Diagnosis.namedRules().stream()
                .filter(id -> !id.contains("*"))
                .sorted()
                .toList();
        int turn = 0;
        for (String rule : rules) {
            Misdeeds misdeed = Misdeeds.values()[turn++ % Misdeeds.values().length];
            everything.failed(rule, "PUT", misdeed, turn % 2 == 0 ? 204 : 412);
        }
        List<String> told =
                everything.headlines().stream().flatMap(h -> h.rules().stream()).toList();
        assertThat(told).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(rules);
    }

    /** One rule broken alone, and the class that comes first. */
    @ParameterizedTest
    @CsvSource({
        "wildcard/missing-put, CREATED, 201, F11",
        "wildcard/after-delete, CREATED, 201, F22",
        "wildcard/existing-patch, LOCKED_OUT, 412, F11",
        "missing/get-404-wins, CONDITION_FIRST, 412, F05",
        "neighbour/inm-304, ANSWERED, 200, F02",
        "neighbour/ius-current, LOCKED_OUT, 412, F19",
        "precedence/im-false-range, ANSWERED, 206, F19",
        "precedence/if-range-weak, ANSWERED, 206, F08",
        "no-effect/etag, SIDE_EFFECT, 412, F04",
        "no-effect/truncate, SIDE_EFFECT, 412, F04",
        "no-effect/etag, PERFORMED, 204, F13",
        "no-effect/metadata, PERFORMED, 204, F02",
        "no-effect/metadata, SIDE_EFFECT, 412, F04",
        "no-effect/repeat-100, PERFORMED, 204, F02",
        "no-effect/repeat-100, LOCKED_OUT, 412, F04",
        "current-tag/chain, LOCKED_OUT, 412, F04",
        "foreign-tag/delete-rejected, PERFORMED, 204, F13",
        "foreign-tag/patch-rejected, PERFORMED, 204, F13",
        "foreign-tag/other-resource, PERFORMED, 204, F13",
        "current-tag/put, LOCKED_OUT, 412, F13",
        "etag/syntax-valid, WRONG_FIELD, 200, F12",
        "etag/changes-with-content, WRONG_FIELD, 200, F07",
        "etag/rapid-same-size, WRONG_FIELD, 200, F07",
        "etag/recreate-after-delete, WRONG_FIELD, 200, F22",
        "etag/coding-variants, WRONG_FIELD, 200, F15",
        "etag/present-on-get, WRONG_FIELD, 200, F14",
        "etag/head-agrees, SIDE_EFFECT, 200, F13",
        "wire/large-stale, PERFORMED, 204, F02",
        "wire/aborted-upload-length, PERFORMED, 0, F04",
        "wire/aborted-upload-length, WRONG_FIELD, 0, F04",
        "wire/keepalive-after-412, PERFORMED, 204, F02",
        "wire/pipeline, PERFORMED, 204, F03",
        "wire/early-412-readable, WRONG_FIELD, 412, F20",
        "order/401-first, CONDITION_FIRST, 412, F20",
        "order/428-vs-412, OTHER_STATUS, 428, F21",
        "method/options-ignores, LOCKED_OUT, 412, F20",
        "stale-tag/post-collection-no-child, PERFORMED, 201, F02",
        "answer-412/no-304-to-unsafe, MISPLACED_STATUS, 304, F17",
        "syntax/obs-fold, LOCKED_OUT, 412, F09",
        "syntax/long-tag, PERFORMED, 204, F06",
        "syntax/name-case, PERFORMED, 204, F02",
        "race/slow-body, NONE, 0, F03",
        "race/cas-linearizable, NONE, 0, F03",
        "race/retry-unknown-outcome, PERFORMED_LATE, 412, F04",
        "proxy/tag-bytes, WRONG_FIELD, 0, F16"
    })
    void a_rule_that_is_broken_alone_names_its_class(String rule, String misdeed, int status, String faultClass) {
        Case tried = Found.tried("a request", "PUT", List.of(" \"old\""), "\"current\"", status, Outcome.FAIL)
                .as(misdeed);
        assertThat(found().failed(rule, tried).headlines())
                .singleElement()
                .satisfies(h -> assertThat(h.faultClass()).isEqualTo(faultClass));
    }

    @Test
    void known_causes_speak_of_the_wire_in_one_sentence() {
        assertThat(Stream.concat(KnownCauses.FIRST.stream(), KnownCauses.THEN.stream()))
                .allSatisfy(cause -> {
                    assertThat(cause.says()).doesNotEndWith(".").doesNotContain(". ");
                    assertThat(cause.alternatives()).doesNotContain(cause.faultClass());
                });
    }
}
