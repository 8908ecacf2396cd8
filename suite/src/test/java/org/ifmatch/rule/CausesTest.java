package org.ifmatch.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.ifmatch.observe.AnAttempt.TAG_BEFORE;
import static org.ifmatch.observe.AnAttempt.delete;
import static org.ifmatch.observe.AnAttempt.get;
import static org.ifmatch.observe.AnAttempt.head;
import static org.ifmatch.observe.AnAttempt.patch;
import static org.ifmatch.observe.AnAttempt.present;
import static org.ifmatch.observe.AnAttempt.put;
import static org.ifmatch.observe.AnAttempt.showing;
import static org.ifmatch.report.Outcome.BLOCKED;
import static org.ifmatch.report.Outcome.FAIL;
import static org.ifmatch.report.Outcome.INCONCLUSIVE;
import static org.ifmatch.report.Outcome.NOTE;
import static org.ifmatch.report.Outcome.NOT_APPLICABLE;
import static org.ifmatch.report.Outcome.PASS;
import static org.ifmatch.report.Outcome.WARN;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ifmatch.observe.AnAttempt;
import org.ifmatch.observe.Attempt;
import org.ifmatch.report.Headline;
import org.ifmatch.report.Outcome;
import org.ifmatch.target.Dialect;
import org.ifmatch.target.Relaxation;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CausesTest {

    private static final String OLD = "\"old\"";

    private static AnAttempt refused(String method) {
        return AnAttempt.of(method).ifMatch(OLD).answered(412).watched().controlled();
    }

    /** A false condition, and the method was performed all the same. */
    private static AnAttempt letThrough(String method) {
        return AnAttempt.of(method).ifMatch(OLD).answered(204).performed().controlled();
    }

    private static AnAttempt read(String method) {
        return AnAttempt.of(method).ifMatch(OLD).answered(200).controlled();
    }

    private static AnAttempt accepted(String method) {
        return AnAttempt.of(method)
                .ifMatch(TAG_BEFORE)
                .answered(204)
                .performed()
                .controlled();
    }

    private static AnAttempt lockedOut(String method, String condition) {
        return AnAttempt.of(method).ifMatch(condition).answered(412).controls(204, 412);
    }

    /** What an honest target shows of this method. */
    private static Examined honest(Examined target, String... methods) {
        for (String method : methods) {
            String word = method.toLowerCase(Locale.ROOT);
            target.saw("stale-tag/" + word + "-rejected", refused(method));
            if (!method.equals("POST")) {
                target.sawAlways("foreign-tag/" + word + "-rejected", () -> refused(method));
            }
            target.saw("current-tag/" + word, accepted(method));
        }
        return target;
    }

    /** What a target shows that looks at no If-Match on this method. */
    private static Examined ignoring(Examined target, String... methods) {
        for (String method : methods) {
            String word = method.toLowerCase(Locale.ROOT);
            target.saw("stale-tag/" + word + "-rejected", letThrough(method));
            if (!method.equals("POST")) {
                target.sawAlways("foreign-tag/" + word + "-rejected", () -> letThrough(method));
            }
            target.saw("current-tag/" + word, accepted(method));
        }
        return target;
    }

    @Nested
    class A_race_that_chance_came_across {

        private static final Judgement BOTH_PERFORMED =
                Judgement.fail(put().answered(204).made(), Misdeed.PERFORMED, "both were acknowledged");

        @Test
        void waits_for_what_the_rule_stands_on() {
            Examined target =
                    ignoring(honest(Examined.target(), "PUT"), "DELETE").judged("race/put-delete", BOTH_PERFORMED);
            assertThat(target.said("race/put-delete").blockedBy()).contains("stale-tag/delete-rejected");
        }

        @Test
        void is_told_where_that_holds() {
            Examined target = honest(Examined.target(), "PUT", "DELETE").judged("race/put-delete", BOTH_PERFORMED);
            assertThat(target.verdict("race/put-delete")).isEqualTo(FAIL);
        }
    }

    @Nested
    class An_etag_that_is_no_entity_tag {

        private static final Judgement MALFORMED =
                Judgement.fail(get().answered(200).made(), Misdeed.WRONG_FIELD, "the ETag abc is no entity tag");

        private final Examined target = Examined.target().judged("etag/syntax-valid", MALFORMED);

        @Test
        void is_one_headline_and_what_was_asked_with_it_waits() {
            target.saw(
                            "neighbour/inm-304",
                            get().from(present("abc"))
                                    .with("If-None-Match", "abc")
                                    .answered(200))
                    .judged("syntax/unquoted", Judgement.inconclusive(put().made(), Misdeed.NONE, "no tag can be had"));
            assertThat(target.said("neighbour/inm-304").blockedBy()).contains("etag/syntax-valid");
            assertThat(target.said("syntax/unquoted").blockedBy()).contains("etag/syntax-valid");
            assertThat(target.verdict("etag/syntax-valid")).isEqualTo(FAIL);
            assertThat(target.headlines()).hasSize(1);
        }

        @Test
        void excuses_no_lost_update() {
            target.saw(
                    "stale-tag/put-rejected",
                    put().from(present("abc", AnAttempt.BEFORE))
                            .ifMatch("abc")
                            .answered(204)
                            .performed()
                            .controlled());
            assertThat(target.verdict("stale-tag/put-rejected")).isEqualTo(FAIL);
        }

        @Test
        void explains_nothing_where_the_tag_that_was_sent_is_well_formed() {
            target.saw(
                    "neighbour/inm-304",
                    get().from(present(TAG_BEFORE))
                            .with("If-None-Match", TAG_BEFORE)
                            .answered(200));
            assertThat(target.verdict("neighbour/inm-304")).isEqualTo(FAIL);
        }
    }

    @Nested
    class A_tag_that_names_two_contents {

        private final Judgement clash = Judgement.fail(get().answered(200).made(), Misdeed.WRONG_FIELD, "two contents");

        @Test
        void is_told_once_where_another_rule_made_it_so() {
            Examined target =
                    Examined.target().judged("etag/rapid-same-size", clash).overAll("etag/strong-means-octets", clash);
            assertThat(target.said("etag/strong-means-octets").blockedBy()).contains("etag/rapid-same-size");
        }

        @Test
        void is_told_by_itself_where_only_the_whole_run_shows_it() {
            Examined target = Examined.target()
                    .judged("etag/rapid-same-size", Judgement.pass(get().made(), "fine"))
                    .overAll("etag/strong-means-octets", clash);
            assertThat(target.verdict("etag/strong-means-octets")).isEqualTo(FAIL);
        }
    }

    @Test
    void only_the_roots_of_a_method_are_needed_to_read_it() {
        assertThat(Causes.rootsOf("PATCH"))
                .contains("stale-tag/patch-rejected", "foreign-tag/patch-rejected", "current-tag/patch")
                .doesNotContain("stale-tag/put-rejected", "current-tag/get-head")
                .allMatch(Causes::isRoot);
        assertThat(Causes.rootsOf("FOO")).allMatch(Causes::isRoot);
    }

    @Nested
    class If_match_ignored_on_put {

        private final Examined target = ignoring(Examined.target(), "PUT")
                .sawAlways("stale-tag/every-old-version", () -> letThrough("PUT"))
                .saw("stale-tag/put-same-tag-replayed", letThrough("PUT"))
                .saw("wildcard/existing-put", put().ifMatch("*").answered(204).performed())
                .saw("wildcard/quoted-is-a-tag", letThrough("PUT"))
                .saw("weak/w-form-of-strong", letThrough("PUT"))
                .saw("precedence/ius-ignored-false", letThrough("PUT"))
                .saw("no-effect/metadata", letThrough("PUT"))
                .saw(
                        "missing/put-tag",
                        put().onNothing().ifMatch(OLD).answered(201).performed())
                .saw(
                        "neighbour/inm-star-create",
                        put().with("If-None-Match", "*").answered(412).controlled());

        @Test
        void is_one_failure_and_everything_that_needs_it_waits() {
            target.over();
            assertThat(target.with(FAIL)).containsExactly("stale-tag/put-rejected");
            assertThat(target.with(BLOCKED))
                    .containsExactlyInAnyOrder(
                            "stale-tag/every-old-version",
                            "stale-tag/put-same-tag-replayed",
                            "stale-tag/status-exact",
                            "stale-tag/not-false-success",
                            "foreign-tag/put-rejected",
                            "current-tag/put",
                            "weak/w-form-of-strong",
                            "wildcard/existing-put",
                            "wildcard/quoted-is-a-tag",
                            "missing/put-tag",
                            "precedence/ius-ignored-false",
                            "no-effect/content",
                            "no-effect/metadata",
                            "no-effect/deferred");
            assertThat(target.with(BLOCKED)).allSatisfy(id -> {
                assertThat(target.said(id).blockedBy()).contains("stale-tag/put-rejected");
                assertThat(target.said(id).why()).startsWith("waits for stale-tag/put-rejected: ");
            });
        }

        @Test
        void leaves_what_has_no_if_match_alone() {
            assertThat(target.over().verdict("neighbour/inm-star-create")).isEqualTo(PASS);
        }

        @Test
        void is_one_headline() {
            assertThat(target.over().headlines()).singleElement().satisfies(h -> {
                assertThat(h.faultClass()).isEqualTo("F01");
                assertThat(h.says()).isEqualTo("If-Match is not evaluated on PUT; no other method was looked at");
                assertThat(h.rules()).containsExactly("stale-tag/put-rejected");
                assertThat(h.mends()).contains("stale-tag/put-rejected").containsAll(target.with(BLOCKED));
            });
        }

        @Test
        void leaves_what_is_wrong_without_if_match_alone() {
            Examined other = ignoring(Examined.target(), "PUT")
                    .saw(
                            "neighbour/inm-star-create",
                            put().with("If-None-Match", "*").answered(409).controlled());
            assertThat(other.with(FAIL)).containsExactly("stale-tag/put-rejected", "neighbour/inm-star-create");
        }

        @Test
        void makes_a_note_of_an_accepted_condition_wait() {
            Examined other = ignoring(Examined.target(), "PUT")
                    .saw(
                            "wildcard/in-list",
                            put().ifMatch("\"old\", *").answered(204).performed());
            assertThat(other.said("wildcard/in-list").blockedBy()).contains("stale-tag/put-rejected");
        }

        @Test
        void leaves_other_methods_their_verdicts() {
            honest(target, "PATCH", "DELETE").over();
            assertThat(target.with(FAIL)).containsExactly("stale-tag/put-rejected");
            assertThat(target.with(PASS))
                    .contains(
                            "stale-tag/patch-rejected",
                            "foreign-tag/delete-rejected",
                            "current-tag/delete",
                            "no-effect/content",
                            "stale-tag/status-exact");
            assertThat(target.headlines())
                    .extracting(Headline::faultClass, Headline::says)
                    .containsExactly(tuple("F02", "If-Match is not evaluated on PUT; on PATCH and DELETE it is"));
        }

        @Test
        void is_told_in_the_same_way_whatever_came_first() {
            assertThat(target.over().shuffled().with(FAIL)).containsExactly("stale-tag/put-rejected");
        }

        @Test
        void is_seen_although_one_of_the_foreign_tags_was_answered_503() {
            Examined busy = Examined.target()
                    .saw("stale-tag/put-rejected", letThrough("PUT"))
                    .saw("foreign-tag/put-rejected", 0, letThrough("PUT"))
                    .saw("foreign-tag/put-rejected", 1, put().ifMatch(OLD).answered(503))
                    .saw("current-tag/put", accepted("PUT"));
            assertThat(busy.verdict("current-tag/put")).isEqualTo(BLOCKED);
            assertThat(busy.headlines()).hasSize(1);
        }
    }

    @Nested
    class If_match_ignored_on_every_method {

        private final Examined target = ignoring(Examined.target(), "PUT", "PATCH", "DELETE", "POST")
                .sawAlways("stale-tag/get-412", () -> read("GET"))
                .sawAlways("stale-tag/head-412", () -> read("HEAD"))
                .saw(
                        "current-tag/get-head",
                        0,
                        get().ifMatch(TAG_BEFORE).answered(200).controlled())
                .over();

        @Test
        void is_one_headline_for_all() {
            assertThat(target.headlines()).singleElement().satisfies(h -> {
                assertThat(h.faultClass()).isEqualTo("F01");
                assertThat(h.says())
                        .isEqualTo("If-Match is not evaluated on PUT, PATCH, DELETE, POST, GET and HEAD,"
                                + " that is on no method");
                assertThat(h.rules()).containsExactlyElementsOf(target.with(FAIL));
            });
        }

        @Test
        void fails_at_the_root_of_each_method_and_nowhere_else() {
            assertThat(target.with(FAIL))
                    .containsExactlyInAnyOrder(
                            "stale-tag/put-rejected",
                            "stale-tag/patch-rejected",
                            "stale-tag/delete-rejected",
                            "stale-tag/post-rejected",
                            "stale-tag/get-412",
                            "stale-tag/head-412");
        }
    }

    @Nested
    class If_match_ignored_where_there_are_no_tags {

        @Test
        void is_one_failure_and_what_needs_it_waits() {
            Examined target = Examined.target()
                    .saw("foreign-tag/untagged-resource", 0, letThrough("PUT"))
                    .saw(
                            "wildcard/existing-put",
                            put().ifMatch("*").answered(204).performed())
                    .saw(
                            "wildcard/no-etag-resource",
                            put().ifMatch("*").answered(204).performed())
                    .over();
            assertThat(target.with(FAIL)).containsExactly("foreign-tag/untagged-resource");
            assertThat(target.said("wildcard/existing-put").blockedBy()).contains("foreign-tag/untagged-resource");
            assertThat(target.headlines())
                    .singleElement()
                    .satisfies(h -> assertThat(h.says()).startsWith("If-Match is not evaluated on PUT"));
        }
    }

    @Nested
    class A_comparison_fault {

        @Test
        void is_not_absence_where_foreign_tags_are_refused_and_replaced_ones_accepted() {
            Examined target = Examined.target()
                    .saw("stale-tag/put-rejected", letThrough("PUT"))
                    .sawAlways("foreign-tag/put-rejected", () -> refused("PUT"))
                    .saw("current-tag/put", accepted("PUT"))
                    .saw(
                            "wildcard/existing-put",
                            put().ifMatch("*").answered(204).performed())
                    .saw("stale-tag/every-old-version", letThrough("PUT"))
                    .saw("weak/w-form-of-strong", refused("PUT"))
                    .saw("wildcard/quoted-is-a-tag", refused("PUT"))
                    .over();
            assertThat(target.with(BLOCKED)).isEmpty();
            assertThat(target.with(FAIL))
                    .containsExactlyInAnyOrder("stale-tag/put-rejected", "stale-tag/every-old-version");
            assertThat(target.verdict("foreign-tag/put-rejected")).isEqualTo(PASS);
            assertThat(target.verdict("current-tag/put")).isEqualTo(PASS);
            assertThat(target.headlines()).extracting(Headline::says).noneMatch(says -> says.contains("not evaluated"));
        }

        @Test
        void is_not_absence_where_replaced_tags_are_refused_and_foreign_ones_accepted() {
            Examined target = Examined.target()
                    .saw("stale-tag/put-rejected", refused("PUT"))
                    .sawAlways("foreign-tag/put-rejected", () -> letThrough("PUT"))
                    .saw("current-tag/put", accepted("PUT"))
                    .over();
            assertThat(target.with(FAIL)).containsExactly("foreign-tag/put-rejected");
            assertThat(target.with(BLOCKED)).isEmpty();
        }

        @Test
        void is_not_absence_where_one_of_the_foreign_tags_is_refused() {
            Examined target = Examined.target()
                    .saw("stale-tag/put-rejected", letThrough("PUT"))
                    .saw("foreign-tag/put-rejected", 0, letThrough("PUT"))
                    .saw("foreign-tag/put-rejected", 1, refused("PUT"))
                    .saw("current-tag/put", accepted("PUT"));
            assertThat(target.with(FAIL)).containsExactly("stale-tag/put-rejected");
            assertThat(target.verdict("current-tag/put")).isEqualTo(PASS);
            assertThat(target.headlines()).extracting(Headline::says).noneMatch(says -> says.contains("not evaluated"));
        }

        @Test
        void of_one_kind_of_foreign_tag_blocks_nothing() {
            Examined target = Examined.target().saw("stale-tag/put-rejected", refused("PUT"));
            target.saw("foreign-tag/put-rejected", 0, refused("PUT"))
                    .saw("foreign-tag/put-rejected", 1, letThrough("PUT"))
                    .saw("current-tag/put", accepted("PUT"));
            assertThat(target.with(FAIL)).containsExactly("foreign-tag/put-rejected");
            assertThat(target.verdict("current-tag/put")).isEqualTo(PASS);
        }
    }

    @Nested
    class A_comparison_the_wrong_way_round {

        @Test
        void fails_for_the_rightful_writer_as_well() {
            Examined target = Examined.target()
                    .saw("stale-tag/put-rejected", letThrough("PUT"))
                    .sawAlways("foreign-tag/put-rejected", () -> letThrough("PUT"))
                    .saw(
                            "current-tag/put",
                            put().ifMatch(TAG_BEFORE).answered(412).controls(204, 412))
                    .saw(
                            "weak/in-list",
                            0,
                            put().ifMatch(TAG_BEFORE).answered(412).controls(204, 412));
            assertThat(target.with(FAIL)).containsExactly("stale-tag/put-rejected", "current-tag/put");
            assertThat(target.verdict("weak/in-list")).isEqualTo(BLOCKED);
        }
    }

    @Nested
    class Every_condition_refused {

        private final Examined target = Examined.target()
                .saw("stale-tag/put-rejected", lockedOut("PUT", OLD))
                .sawAlways("foreign-tag/put-rejected", () -> lockedOut("PUT", OLD))
                .saw("current-tag/put", lockedOut("PUT", TAG_BEFORE))
                .saw("wildcard/existing-put", lockedOut("PUT", "*"))
                .saw("wildcard/ows", lockedOut("PUT", "  *  \t"))
                .saw("weak/in-list", 0, lockedOut("PUT", "W/\"before\", \"before\""))
                .saw("precedence/ius-ignored-true", 0, lockedOut("PUT", TAG_BEFORE))
                .saw("no-effect/metadata", lockedOut("PUT", OLD))
                .over();

        @Test
        void fails_for_the_rightful_writer_and_everything_else_waits() {
            assertThat(target.with(FAIL)).containsExactly("current-tag/put");
            assertThat(target.with(PASS)).isEmpty();
            assertThat(target.with(BLOCKED))
                    .contains(
                            "stale-tag/put-rejected",
                            "foreign-tag/put-rejected",
                            "wildcard/existing-put",
                            "wildcard/ows",
                            "weak/in-list",
                            "precedence/ius-ignored-true",
                            "no-effect/metadata")
                    .allSatisfy(id -> assertThat(target.said(id).blockedBy()).contains("current-tag/put"));
        }

        @Test
        void is_one_headline() {
            assertThat(target.headlines())
                    .singleElement()
                    .satisfies(h -> assertThat(h.rules()).containsExactly("current-tag/put"));
        }

        @Test
        void is_another_finding_where_only_the_star_is_refused() {
            Examined literal = honest(Examined.target(), "PUT")
                    .saw(
                            "wildcard/existing-put",
                            put().ifMatch("*").answered(412).controls(204, 204))
                    .saw("wildcard/ows", put().ifMatch(" * ").answered(412).controls(204, 204))
                    .saw(
                            "weak/in-list",
                            0,
                            put().ifMatch("W/\"before\", \"before\"")
                                    .answered(412)
                                    .controls(204, 204));
            assertThat(literal.with(FAIL)).containsExactly("weak/in-list", "wildcard/existing-put");
            assertThat(literal.said("wildcard/ows").blockedBy()).contains("wildcard/existing-put");
        }
    }

    @Nested
    class A_literal_star_where_tags_are_weak {

        @Test
        void keeps_every_refusal_from_being_proved_and_has_one_root_beside_the_rule_about_weak_tags() {
            Examined target = Examined.target()
                    .saw("stale-tag/put-rejected", lockedOut("PUT", "W/\"old\""))
                    .sawAlways("foreign-tag/put-rejected", () -> lockedOut("PUT", "W/\"other\""))
                    .saw("wildcard/existing-put", lockedOut("PUT", "*"))
                    .saw("weak/wildcard-still-true", lockedOut("PUT", "*"));
            assertThat(target.with(FAIL)).containsExactly("weak/wildcard-still-true", "wildcard/existing-put");
            assertThat(target.said("stale-tag/put-rejected").blockedBy()).contains("wildcard/existing-put");
            assertThat(target.said("foreign-tag/put-rejected").blockedBy()).contains("wildcard/existing-put");
        }
    }

    @Nested
    class A_side_effect_of_what_is_refused {

        @Test
        void fails_where_all_effects_of_refusals_are_told() {
            Examined target = Examined.target()
                    .saw(
                            "stale-tag/put-rejected",
                            put().ifMatch(OLD)
                                    .answered(412)
                                    .leaving(showing(""))
                                    .controlled())
                    .sawAlways("foreign-tag/put-rejected", () -> refused("PUT"))
                    .over();
            assertThat(target.with(FAIL)).containsExactly("no-effect/content");
            assertThat(target.said("stale-tag/put-rejected").blockedBy()).contains("no-effect/content");
        }
    }

    @Nested
    class Refused_and_performed_all_the_same {

        private final Examined target = Examined.target()
                .saw(
                        "stale-tag/put-rejected",
                        put().ifMatch(OLD).answered(412).performed().controlled())
                .sawAlways(
                        "foreign-tag/put-rejected",
                        () -> put().ifMatch(OLD).answered(412).performed().controlled())
                .saw(
                        "weak/w-form-of-strong",
                        put().ifMatch(OLD).answered(412).performed().controlled())
                .saw("current-tag/put", accepted("PUT"))
                .over();

        @Test
        void fails_by_its_effect_and_is_no_absence() {
            assertThat(target.with(FAIL)).contains("stale-tag/put-rejected", "no-effect/content");
            assertThat(target.verdict("current-tag/put")).isEqualTo(PASS);
            assertThat(target.verdict("weak/w-form-of-strong")).isEqualTo(BLOCKED);
        }

        @Test
        void is_one_headline() {
            assertThat(target.headlines()).singleElement().satisfies(h -> {
                assertThat(h.faultClass()).isEqualTo("F04");
                assertThat(h.says())
                        .isEqualTo("PUT with a false condition is answered with a refusal, and performed all the same");
                assertThat(h.rules()).containsExactlyElementsOf(target.with(FAIL));
            });
        }
    }

    @Nested
    class A_false_success {

        private final Examined target = Examined.target()
                .saw("stale-tag/put-rejected", put().ifMatch(OLD).answered(204).controlled())
                .sawAlways(
                        "foreign-tag/put-rejected",
                        () -> put().ifMatch(OLD).answered(204).controlled())
                .saw("current-tag/put", accepted("PUT"))
                .over();

        @Test
        void fails_and_is_no_absence() {
            assertThat(target.with(FAIL)).contains("stale-tag/put-rejected", "stale-tag/not-false-success");
            assertThat(target.verdict("current-tag/put")).isEqualTo(PASS);
        }

        @Test
        void is_one_headline() {
            assertThat(target.headlines())
                    .singleElement()
                    .satisfies(h -> assertThat(h.says()).contains("answered with success, and not performed"));
        }
    }

    @Nested
    class A_late_effect {

        @Test
        void fails_and_is_one_headline() {
            Examined target = Examined.target()
                    .saw(
                            "stale-tag/put-rejected",
                            put().ifMatch(OLD).answered(412).performedLater().controlled())
                    .sawAlways("foreign-tag/put-rejected", () -> refused("PUT"))
                    .saw("current-tag/put", accepted("PUT"))
                    .over();
            assertThat(target.with(FAIL)).containsExactly("stale-tag/put-rejected", "no-effect/deferred");
            assertThat(target.headlines())
                    .singleElement()
                    .satisfies(h -> assertThat(h.says())
                            .isEqualTo(
                                    "PUT with a false condition is refused at first, and performed some time later"));
        }
    }

    @Nested
    class Another_refusal {

        @Test
        void is_one_warning_and_blocks_nothing() {
            Examined target = Examined.target()
                    .saw(
                            "stale-tag/put-rejected",
                            put().ifMatch(OLD).answered(409).controlled())
                    .sawAlways(
                            "foreign-tag/put-rejected",
                            () -> put().ifMatch(OLD).answered(409).controlled())
                    .saw("current-tag/put", accepted("PUT"))
                    .saw(
                            "neighbour/inm-star-create",
                            put().with("If-None-Match", "*").answered(409).controlled())
                    .over();
            assertThat(target.with(WARN)).containsExactly("stale-tag/status-exact");
            assertThat(target.with(FAIL)).containsExactly("neighbour/inm-star-create");
            assertThat(target.with(BLOCKED)).isEmpty();
            assertThat(target.verdict("stale-tag/put-rejected")).isEqualTo(PASS);
        }
    }

    @Nested
    class What_a_rule_rests_on {

        @Test
        void is_followed_to_the_root() {
            Examined target = honest(Examined.target(), "PUT")
                    .saw(
                            "neighbour/inm-tag-put",
                            put().with("If-None-Match", "\"x\"").answered(204).performed())
                    .saw(
                            "precedence/im-true-inm-match-put",
                            put().ifMatch("\"x\"")
                                    .with("If-None-Match", "\"x\"")
                                    .answered(204)
                                    .performed());
            assertThat(target.with(FAIL)).containsExactly("neighbour/inm-tag-put");
            assertThat(target.said("precedence/im-true-inm-match-put").blockedBy())
                    .contains("neighbour/inm-tag-put");
        }

        @Test
        void explains_it_when_one_of_its_cases_is_broken_in_the_same_way() {
            Examined target = honest(Examined.target(), "PUT")
                    .saw(
                            "neighbour/inm-star-create",
                            0,
                            put().with("If-None-Match", "*").answered(204).performed())
                    .saw(
                            "neighbour/inm-star-create",
                            1,
                            put().onNothing()
                                    .with("If-None-Match", "*")
                                    .answered(201)
                                    .performed())
                    .saw(
                            "precedence/im-true-inm-star-put",
                            put().ifMatch("\"x\"")
                                    .with("If-None-Match", "*")
                                    .answered(204)
                                    .performed());
            assertThat(target.with(FAIL)).containsExactly("neighbour/inm-star-create");
            assertThat(target.said("precedence/im-true-inm-star-put").blockedBy())
                    .contains("neighbour/inm-star-create");
        }

        @Test
        void explains_no_other_misdeed_even_at_the_root() {
            Examined target = Examined.target()
                    .saw(
                            "stale-tag/put-rejected",
                            put().ifMatch(OLD).answered(204).controlled())
                    .sawAlways(
                            "foreign-tag/put-rejected",
                            () -> put().ifMatch(OLD).answered(204).controlled())
                    .saw(
                            "weak/w-form-of-strong",
                            put().ifMatch(OLD).answered(412).performed().controlled())
                    .saw("weak/lowercase-w", put().ifMatch(OLD).answered(204).controlled());
            assertThat(target.verdict("weak/w-form-of-strong")).isEqualTo(FAIL);
            assertThat(target.said("weak/lowercase-w").blockedBy()).contains("stale-tag/put-rejected");
        }

        @Test
        void explains_nothing_that_is_broken_in_another_way() {
            Examined target = honest(Examined.target(), "PUT")
                    .saw(
                            "neighbour/inm-tag-put",
                            put().with("If-None-Match", "\"x\"").answered(409).controlled())
                    .saw(
                            "precedence/im-true-inm-match-put",
                            put().ifMatch("\"x\"")
                                    .with("If-None-Match", "\"x\"")
                                    .answered(204)
                                    .performed());
            assertThat(target.with(FAIL))
                    .containsExactlyInAnyOrder("neighbour/inm-tag-put", "precedence/im-true-inm-match-put");
        }

        @Test
        void explains_nothing_when_it_holds() {
            Examined target = honest(Examined.target(), "PUT")
                    .saw(
                            "neighbour/inm-tag-put",
                            put().with("If-None-Match", "\"x\"").answered(412).controlled())
                    .saw(
                            "precedence/im-true-inm-match-put",
                            put().ifMatch("\"x\"")
                                    .with("If-None-Match", "\"x\"")
                                    .answered(204)
                                    .performed());
            assertThat(target.with(FAIL)).containsExactly("precedence/im-true-inm-match-put");
        }
    }

    @Nested
    class The_level {

        private static final Attempt ANY = put().answered(412).made();

        @ParameterizedTest
        @CsvSource({
            "precedence/im-true-range, WARN",
            "no-effect/last-modified, WARN",
            "current-tag/from-every-source, WARN",
            "stale-tag/already-applied, NOTE",
            "current-tag/cors-usable, NOTE",
            "current-tag/put, FAIL",
            "stale-tag/get-412, FAIL",
            "no-effect/metadata, FAIL",
            "wildcard/in-list, FAIL"
        })
        void says_what_a_finding_about_an_answer_is(String id, Outcome due) {
            Judgement found = Judgement.failByAnswer(ANY, Misdeed.WRONG_FIELD, "found");
            assertThat(Examined.target().judged(id, found).verdict(id)).isEqualTo(due);
        }

        @Test
        void of_interoperability_that_costs_data_is_told_to_be_derived() {
            Judgement found = Judgement.failByAnswer(ANY, Misdeed.WRONG_FIELD, "found");
            assertThat(Examined.target()
                            .judged("wildcard/in-list", found)
                            .said("wildcard/in-list")
                            .why())
                    .contains("derived");
        }

        @ParameterizedTest
        @EnumSource(
                value = Misdeed.class,
                names = {
                    "PERFORMED",
                    "REFUSED_YET_PERFORMED",
                    "PERFORMED_LATE",
                    "CREATED",
                    "SIDE_EFFECT",
                    "FALSE_SUCCESS"
                })
        void makes_nothing_less_of_a_proved_effect(Misdeed misdeed) {
            for (String id :
                    List.of("stale-tag/already-applied", "current-tag/from-every-source", "precedence/im-true-range")) {
                Judgement proved = Judgement.fail(ANY, misdeed, "proved");
                assertThat(Examined.target().judged(id, proved).verdict(id))
                        .as(id)
                        .isEqualTo(FAIL);
            }
        }

        @Test
        void makes_less_of_a_wrong_field_even_where_it_is_proved() {
            Judgement proved = Judgement.fail(ANY, Misdeed.WRONG_FIELD, "proved");
            assertThat(Examined.target()
                            .judged("precedence/im-true-range", proved)
                            .verdict("precedence/im-true-range"))
                    .isEqualTo(WARN);
        }

        @Test
        void of_a_should_makes_nothing_less_of_a_true_condition_that_is_refused() {
            Examined target = Examined.target()
                    .saw(
                            "precedence/im-true-range-unsat",
                            get().ifMatch(TAG_BEFORE).answered(412).controls(416, 412));
            assertThat(target.verdict("precedence/im-true-range-unsat")).isEqualTo(FAIL);
        }

        @ParameterizedTest
        @EnumSource(names = {"WARN", "NOTE", "PASS", "INCONCLUSIVE"})
        void makes_nothing_worse(Outcome outcome) {
            Judgement found = Judgement.pass(ANY, "found").as(outcome);
            assertThat(Examined.target().judged("stale-tag/put-rejected", found).verdict("stale-tag/put-rejected"))
                    .isEqualTo(outcome);
        }
    }

    @Nested
    class A_dialect {

        private static Dialect relaxing(String rule, Relaxation.To to) {
            return new Dialect(
                    "mine",
                    Dialect.Comparison.STRONG,
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    List.of(new Relaxation(rule, to, "its own specification")));
        }

        @ParameterizedTest
        @EnumSource(Relaxation.To.class)
        void softens_an_answer_and_says_so(Relaxation.To to) {
            Examined target = Examined.target()
                    .ofDialect(relaxing("wildcard/existing-put", to))
                    .saw(
                            "wildcard/existing-put",
                            put().ifMatch("*").answered(412).controls(204, 204));
            assertThat(target.verdict("wildcard/existing-put").name()).isEqualTo(to.name());
            assertThat(target.said("wildcard/existing-put").why())
                    .contains("relaxed by dialect mine: its own specification");
        }

        @Test
        void softens_no_other_rule() {
            Examined target = Examined.target()
                    .ofDialect(relaxing("wildcard/existing-put", Relaxation.To.NOTE))
                    .saw(
                            "current-tag/put",
                            put().ifMatch(TAG_BEFORE).answered(412).controlled());
            assertThat(target.verdict("current-tag/put")).isEqualTo(FAIL);
        }

        @Test
        void never_softens_a_proved_effect() {
            Examined target = Examined.target()
                    .ofDialect(relaxing("*", Relaxation.To.PASS))
                    .saw("stale-tag/put-rejected", letThrough("PUT"))
                    .sawAlways("foreign-tag/put-rejected", () -> refused("PUT"))
                    .saw(
                            "wildcard/existing-put",
                            put().ifMatch("*").answered(412).performed().controlled())
                    .saw(
                            "missing/put-tag",
                            put().onNothing().ifMatch(OLD).answered(201).performed())
                    .saw(
                            "current-tag/put",
                            put().ifMatch(TAG_BEFORE).answered(204).leaving(showing("")));
            assertThat(target.with(FAIL))
                    .containsExactlyInAnyOrder(
                            "stale-tag/put-rejected", "wildcard/existing-put", "missing/put-tag", "current-tag/put");
        }

        @Test
        void never_softens_a_false_success() {
            Examined target = Examined.target()
                    .ofDialect(relaxing("*", Relaxation.To.PASS))
                    .saw(
                            "wildcard/quoted-is-a-tag",
                            put().ifMatch("\"*\"").answered(204).controlled());
            assertThat(target.verdict("wildcard/quoted-is-a-tag")).isEqualTo(FAIL);
        }

        @Test
        void leaves_a_pass_as_it_is() {
            Examined target = Examined.target()
                    .ofDialect(relaxing("*", Relaxation.To.NOTE))
                    .saw("stale-tag/put-rejected", refused("PUT"));
            assertThat(target.verdict("stale-tag/put-rejected")).isEqualTo(PASS);
        }

        @ParameterizedTest
        @ValueSource(strings = {"fhir-r4", "odata-4.01"})
        void that_compares_weakly_has_no_failure_for_a_weak_match(String dialect) {
            Examined target = Examined.target()
                    .ofDialect(Dialect.named(dialect).orElseThrow())
                    .saw("weak/w-form-of-strong", letThrough("PUT"))
                    .saw("weak/w-against-w", letThrough("PUT"))
                    .saw("weak/strong-form-of-w", letThrough("PUT"))
                    .saw("weak/old-weak-rejected", letThrough("PUT"));
            assertThat(target.with(FAIL)).containsExactly("weak/old-weak-rejected");
        }
    }

    @Nested
    class Several_cases_of_one_rule {

        private static final String ID = "stale-tag/get-412";

        private static Judgement of(Outcome outcome) {
            return Judgement.pass(get().answered(412).made(), "it is " + outcome)
                    .as(outcome);
        }

        @ParameterizedTest
        @CsvSource({
            "FAIL, WARN, FAIL",
            "WARN, NOTE, WARN",
            "WARN, INCONCLUSIVE, WARN",
            "INCONCLUSIVE, NOTE, INCONCLUSIVE",
            "NOTE, PASS, NOTE",
            "PASS, NOT_APPLICABLE, PASS",
            "NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE"
        })
        void come_to_the_worst_of_them(Outcome one, Outcome other, Outcome due) {
            assertThat(Examined.target()
                            .judged(ID, of(one))
                            .judged(ID, of(other))
                            .verdict(ID))
                    .isEqualTo(due);
            assertThat(Examined.target()
                            .judged(ID, of(other))
                            .judged(ID, of(one))
                            .verdict(ID))
                    .isEqualTo(due);
        }

        @Test
        void show_the_worst_first() {
            Causes.Said said = Examined.target()
                    .judged(ID, of(PASS))
                    .judged(ID, of(NOTE))
                    .judged(ID, of(FAIL))
                    .judged(ID, of(WARN))
                    .said(ID);
            assertThat(said.why()).isEqualTo("it is FAIL");
            assertThat(said.cases()).extracting(c -> c.judgement().outcome()).containsExactly(FAIL, WARN, NOTE, PASS);
        }

        @Test
        void of_which_none_applies_say_why() {
            Examined target = Examined.target().judged(ID, of(NOT_APPLICABLE));
            assertThat(target.verdict(ID)).isEqualTo(NOT_APPLICABLE);
            assertThat(target.said(ID).why()).isEqualTo("it is NOT_APPLICABLE");
        }

        @Test
        void of_which_there_is_none_do_not_apply() {
            assertThat(Examined.target().verdict(ID)).isEqualTo(NOT_APPLICABLE);
        }

        @Test
        void of_which_some_wait_tell_so() {
            Examined target = ignoring(Examined.target(), "PUT")
                    .sawAlways(
                            "stale-tag/get-412",
                            () -> get().ifMatch(OLD).answered(412).controlled())
                    .saw(
                            "weak/w-form-of-strong",
                            1,
                            get().ifMatch("W/\"x\"").answered(412).controlled())
                    .saw("weak/w-form-of-strong", 0, letThrough("PUT"));
            assertThat(target.verdict("weak/w-form-of-strong")).isEqualTo(PASS);
            assertThat(target.said("weak/w-form-of-strong").why())
                    .endsWith("(1 case waits for stale-tag/put-rejected)");
        }
    }

    @Nested
    class Headlines {

        @Test
        void come_with_the_worst_impact_first() {
            Examined target = honest(Examined.target(), "PUT")
                    .sawAlways("stale-tag/get-412", () -> read("GET"))
                    .saw(
                            "current-tag/get-head",
                            0,
                            get().ifMatch(TAG_BEFORE).answered(200).controlled())
                    .saw(
                            "precedence/ius-ignored-true",
                            0,
                            put().ifMatch(TAG_BEFORE).answered(412).controls(204, 204))
                    .saw(
                            "wildcard/missing-put",
                            put().onNothing().ifMatch("*").answered(201).performed());
            assertThat(target.headlines())
                    .extracting(Headline::rules)
                    .containsExactly(
                            List.of("wildcard/missing-put"),
                            List.of("precedence/ius-ignored-true"),
                            List.of("stale-tag/get-412"));
        }

        @Test
        void name_every_failure_once() {
            Examined target = Examined.target()
                    .saw(
                            "stale-tag/put-rejected",
                            put().ifMatch(OLD).answered(204).controlled())
                    .saw(
                            "stale-tag/delete-rejected",
                            delete().ifMatch(OLD).answered(412).performed().controlled())
                    .saw(
                            "stale-tag/patch-rejected",
                            patch().ifMatch(OLD).answered(412).performedLater().controlled())
                    .saw("stale-tag/post-rejected", letThrough("POST"))
                    .saw(
                            "stale-tag/head-412",
                            0,
                            head().ifMatch(OLD).answered(304).controlled())
                    .saw(
                            "wildcard/existing-delete",
                            delete().ifMatch("*").answered(412).controls(204, 204))
                    .saw(
                            "missing/put-tag",
                            put().onNothing().ifMatch(OLD).answered(201).performed())
                    .over();
            List<String> told =
                    target.headlines().stream().flatMap(h -> h.rules().stream()).toList();
            assertThat(told).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(target.with(FAIL));
        }

        @Test
        void are_none_where_nothing_failed() {
            assertThat(honest(Examined.target(), "PUT", "DELETE").over().headlines())
                    .isEmpty();
        }
    }

    @Test
    void an_honest_target_passes_everything() {
        Examined target =
                honest(Examined.target(), "PUT", "PATCH", "DELETE", "POST").over();
        for (Outcome outcome : List.of(FAIL, WARN, BLOCKED, INCONCLUSIVE, NOT_APPLICABLE)) {
            assertThat(target.with(outcome)).as(outcome.name()).isEmpty();
        }
    }
}
