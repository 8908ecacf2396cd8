package org.ifmatch.rule;

import static org.ifmatch.observe.AnAttempt.SOMEBODYS;
import static org.ifmatch.observe.AnAttempt.TAG_AFTER;
import static org.ifmatch.observe.AnAttempt.TAG_BEFORE;
import static org.ifmatch.observe.AnAttempt.absent;
import static org.ifmatch.observe.AnAttempt.delete;
import static org.ifmatch.observe.AnAttempt.present;
import static org.ifmatch.observe.AnAttempt.put;
import static org.ifmatch.observe.AnAttempt.showing;
import static org.ifmatch.observe.AnAttempt.unreadable;

import java.util.List;
import org.ifmatch.observe.AnAttempt;
import org.ifmatch.observe.Known;
import org.ifmatch.report.Outcome;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** O-REJECT of the catalogue, row by row: a write whose condition is false. */
class RejectedTest {

    private static JudgementAssert judged(AnAttempt attempt) {
        return judged(attempt, Targets.PLAIN);
    }

    private static JudgementAssert judged(AnAttempt attempt, Known known) {
        return JudgementAssert.assertThat(Oracles.REJECTED.judge(List.of(attempt.made()), known));
    }

    @Nested
    class A_412_without_effect {

        @ParameterizedTest
        @ValueSource(strings = {"PUT", "PATCH", "POST", "DELETE"})
        void passes_when_both_controls_work(String method) {
            judged(AnAttempt.of(method).answered(412).controlled())
                    .passes()
                    .forMisdeed(Misdeed.NONE)
                    .settled();
        }

        @Test
        void passes_where_the_target_demands_conditions() {
            judged(put().answered(412).controls(428, 204)).passes();
        }

        @Test
        void proves_nothing_without_controls() {
            judged(put().answered(412)).isInconclusive();
        }

        @Test
        void proves_nothing_where_the_plain_request_fails_too() {
            judged(put().answered(412).controls(403, 204)).isInconclusive().because("403");
        }

        @Test
        void proves_nothing_where_the_plain_request_is_acknowledged_and_not_performed() {
            judged(put().answered(412)
                            .controls(put().answered(204), put().answered(204).performed()))
                    .isInconclusive();
        }

        @Test
        void proves_nothing_where_a_true_condition_is_refused_as_well() {
            judged(put().answered(412).controls(204, 412)).isInconclusive().forMisdeed(Misdeed.LOCKED_OUT);
        }

        @Test
        void proves_nothing_where_a_true_condition_meets_a_server_error() {
            judged(put().answered(412).controls(204, 503)).isInconclusive().forMisdeed(Misdeed.NONE);
        }

        @Test
        void proves_nothing_where_a_true_condition_is_acknowledged_and_not_performed() {
            judged(put().answered(412).controls(put().answered(204).performed(), put().answered(204)))
                    .isInconclusive();
        }

        @ParameterizedTest
        @ValueSource(ints = {405, 501})
        void is_not_applicable_where_the_method_is_not_supported(int status) {
            judged(put().answered(412).controls(status, status)).isNotApplicable();
        }
    }

    @Nested
    class Performed_under_a_false_condition {

        @ParameterizedTest
        @CsvSource({
            "PUT, 200",
            "PUT, 201",
            "PUT, 202",
            "PUT, 204",
            "PUT, 205",
            "PUT, 226",
            "PATCH, 200",
            "PATCH, 204",
            "POST, 200",
            "POST, 201",
            "DELETE, 200",
            "DELETE, 202",
            "DELETE, 204",
            "PUT, 302",
            "POST, 303"
        })
        void is_a_lost_update(String method, int status) {
            judged(AnAttempt.of(method).answered(status).performed().controlled())
                    .failsByEffect(Misdeed.PERFORMED)
                    .settled();
        }

        @Test
        void fails_whatever_the_controls_did() {
            judged(put().answered(204).performed()).failsByEffect(Misdeed.PERFORMED);
            judged(put().answered(204).performed().controls(500, 412)).failsByEffect(Misdeed.PERFORMED);
            judged(put().answered(204).performed().controls(405, 405)).failsByEffect(Misdeed.PERFORMED);
        }

        @ParameterizedTest
        @ValueSource(ints = {400, 401, 403, 404, 405, 409, 410, 412, 422, 423, 424, 428, 429, 431, 500, 501, 503})
        void fails_however_it_is_refused(int status) {
            judged(put().answered(status).performed().controlled())
                    .failsByEffect(Misdeed.REFUSED_YET_PERFORMED)
                    .because(Integer.toString(status));
        }

        @Test
        void fails_where_no_answer_came() {
            judged(put().unanswered().performed().controlled()).failsByEffect(Misdeed.REFUSED_YET_PERFORMED);
        }

        @Test
        void fails_where_the_plain_request_gets_the_same_refusal() {
            judged(put().answered(409).performed().controls(409, 409)).failsByEffect(Misdeed.REFUSED_YET_PERFORMED);
        }

        @Test
        void fails_when_the_effect_shows_later() {
            judged(put().answered(412).performedLater().controlled())
                    .failsByEffect(Misdeed.PERFORMED_LATE)
                    .because("some time later GET shows what it wrote");
            judged(delete().answered(409).performedLater().controlled()).failsByEffect(Misdeed.PERFORMED_LATE);
            judged(put().unanswered().performedLater().controlled()).failsByEffect(Misdeed.PERFORMED_LATE);
        }

        @Test
        void is_a_lost_update_when_success_was_told_and_the_effect_shows_later() {
            judged(put().answered(202).performedLater().controlled()).failsByEffect(Misdeed.PERFORMED);
        }

        @Test
        void fails_when_only_the_later_look_could_be_taken() {
            judged(put().answered(412).leaving(unreadable()).performedLater().controlled())
                    .failsByEffect(Misdeed.REFUSED_YET_PERFORMED);
        }
    }

    @Nested
    class Another_effect {

        @ParameterizedTest
        @ValueSource(ints = {200, 204, 412, 500})
        void fails_as_a_side_effect(int status) {
            judged(put().answered(status).leaving(showing("")).controlled()).failsByEffect(Misdeed.SIDE_EFFECT);
            judged(put().answered(status).leaving(absent()).controlled()).failsByEffect(Misdeed.SIDE_EFFECT);
        }

        @Test
        void fails_where_octets_changed_and_the_nonce_did_not() {
            judged(put().answered(412)
                            .from(present(TAG_BEFORE, AnAttempt.BEFORE))
                            .leaving(present(TAG_BEFORE, AnAttempt.BEFORE, AnAttempt.BEFORE))
                            .controlled())
                    .failsByEffect(Misdeed.SIDE_EFFECT);
        }

        @Test
        void fails_where_it_shows_later() {
            judged(put().answered(412).later(absent()).controlled())
                    .failsByEffect(Misdeed.PERFORMED_LATE)
                    .because("some time later the resource had changed");
        }

        @Test
        void of_an_unknown_writer_behind_a_refusal_settles_nothing() {
            judged(put().answered(412).leaving(present(TAG_AFTER, SOMEBODYS)).controlled())
                    .wantsAnotherLook(Outcome.INCONCLUSIVE);
            judged(put().answered(412).later(present(TAG_AFTER, SOMEBODYS)).controlled())
                    .wantsAnotherLook(Outcome.INCONCLUSIVE);
        }

        @Test
        void behind_a_success_is_a_merge_and_fails() {
            judged(put().answered(200).leaving(present(TAG_AFTER, SOMEBODYS)).controlled())
                    .failsByEffect(Misdeed.SIDE_EFFECT);
        }

        @Test
        void in_reformatted_content_is_told_by_the_nonce_alone() {
            judged(put().answered(412)
                            .reformatted()
                            .leaving(present("\"reformatted\"", AnAttempt.BEFORE))
                            .controlled())
                    .passes();
        }
    }

    @Nested
    class Another_refusal_without_effect {

        @ParameterizedTest
        @ValueSource(ints = {400, 402, 403, 404, 405, 406, 409, 410, 416, 418, 422, 423, 424, 431, 451})
        void keeps_the_update_and_is_told_of(int status) {
            judged(put().answered(status).controlled())
                    .passes()
                    .forMisdeed(Misdeed.OTHER_STATUS)
                    .because("instead of 412");
        }

        @Test
        void is_told_of_where_it_demands_a_condition_that_was_there() {
            judged(put().answered(428).controls(428, 204))
                    .passes()
                    .forMisdeed(Misdeed.OTHER_STATUS)
                    .because("428 was answered to a request that has a condition");
        }

        @Test
        void passes_and_is_nothing_to_tell_of_where_the_dialect_says_so() {
            judged(put().answered(409).controlled(), Targets.refusingWith(409))
                    .passes()
                    .forMisdeed(Misdeed.NONE)
                    .because("dialect");
        }

        @Test
        void proves_nothing_without_controls() {
            judged(put().answered(409)).isInconclusive();
            judged(put().answered(428)).isInconclusive();
            judged(put().answered(409), Targets.refusingWith(409)).isInconclusive();
        }

        @Test
        void proves_nothing_where_every_condition_is_refused_so() {
            judged(put().answered(403).controls(204, 403)).isInconclusive().forMisdeed(Misdeed.LOCKED_OUT);
            judged(put().answered(403).controls(204, 400)).isInconclusive().forMisdeed(Misdeed.LOCKED_OUT);
            judged(put().answered(409).controls(204, 409), Targets.refusingWith(409))
                    .isInconclusive();
        }

        @ParameterizedTest
        @ValueSource(
                ints = {
                    400, 401, 402, 403, 404, 405, 406, 407, 409, 410, 411, 413, 414, 415, 416, 417, 421, 422, 423, 424,
                    426, 431, 451, 501
                })
        void is_not_applicable_where_the_plain_request_gets_it_too(int status) {
            judged(put().answered(status).controls(status, status)).isNotApplicable();
        }

        @ParameterizedTest
        @ValueSource(ints = {400, 501})
        void of_whatever_condition_fails_closed(int status) {
            judged(put().answered(status).controls(204, status)).notes().because("fails closed");
        }

        @Test
        void is_no_failing_closed_where_the_plain_request_was_not_seen_to_work() {
            judged(put().answered(400).controls(503, 400)).isInconclusive();
        }
    }

    @Nested
    class An_answer_that_says_nothing {

        @ParameterizedTest
        @ValueSource(ints = {408, 425, 429})
        void wants_another_look(int status) {
            judged(put().answered(status).controlled()).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }

        @Test
        void wants_another_look_where_it_is_none_at_all() {
            judged(put().unanswered().controlled()).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }

        @ParameterizedTest
        @ValueSource(ints = {500, 502, 503, 504, 507})
        void is_a_warning_where_it_is_always_a_server_error_and_the_controls_work(int status) {
            judged(put().answered(status).controlled())
                    .wantsAnotherLook(Outcome.WARN)
                    .forMisdeed(Misdeed.SERVER_ERROR);
        }

        @Test
        void is_no_warning_where_the_controls_end_in_server_errors_too() {
            judged(put().answered(500).controls(500, 500)).wantsAnotherLook(Outcome.INCONCLUSIVE);
            judged(put().answered(500).controls(204, 500)).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }
    }

    @Nested
    class A_success_without_effect {

        @ParameterizedTest
        @ValueSource(ints = {200, 201, 204, 205, 226})
        void is_a_false_success(int status) {
            judged(put().answered(status).controlled()).failsByAnswer(Misdeed.FALSE_SUCCESS);
        }

        @Test
        void fails_whatever_the_controls_did() {
            judged(put().answered(204)).failsByAnswer(Misdeed.FALSE_SUCCESS);
        }

        @Test
        void is_a_warning_where_it_is_a_202_which_commits_to_nothing() {
            judged(put().answered(202).controlled()).warns(Misdeed.FALSE_SUCCESS);
        }

        @Test
        void is_permitted_where_the_state_asked_for_is_there_already() {
            judged(put().answered(204)
                            .from(present(TAG_BEFORE, AnAttempt.WRITTEN))
                            .controlled())
                    .notes();
            judged(delete().answered(204).onNothing().controlled()).notes();
        }
    }

    @Nested
    class A_multistatus {

        private static final String INNER = "<D:multistatus xmlns:D=\"DAV:\"><D:response><D:href>/items/ifmatch-1"
                + "</D:href><D:status>HTTP/1.1 %s</D:status></D:response></D:multistatus>";

        @Test
        void counts_as_the_status_inside() {
            judged(put().answered(207, INNER.formatted("412 Precondition Failed"))
                            .controlled())
                    .passes()
                    .forMisdeed(Misdeed.NONE);
            judged(put().answered(207, INNER.formatted("409 Conflict")).controlled())
                    .passes()
                    .forMisdeed(Misdeed.OTHER_STATUS);
            judged(put().answered(207, INNER.formatted("200 OK")).controlled()).failsByAnswer(Misdeed.FALSE_SUCCESS);
        }

        @Test
        void that_refuses_is_a_refusal_however_its_method_was_performed() {
            judged(put().answered(207, INNER.formatted("412 Precondition Failed"))
                            .performed()
                            .controlled())
                    .failsByEffect(Misdeed.REFUSED_YET_PERFORMED);
            judged(put().answered(207, INNER.formatted("200 OK")).performed().controlled())
                    .failsByEffect(Misdeed.PERFORMED);
        }

        @Test
        void without_a_status_inside_is_a_success() {
            judged(put().answered(207, "<D:multistatus xmlns:D=\"DAV:\"/>").controlled())
                    .failsByAnswer(Misdeed.FALSE_SUCCESS);
        }
    }

    @Nested
    class A_status_that_has_no_place_there {

        @ParameterizedTest
        @ValueSource(ints = {101, 304})
        void fails_whatever_the_state(int status) {
            judged(put().answered(status).controlled()).failsByAnswer(Misdeed.MISPLACED_STATUS);
            judged(put().answered(status).leaving(unreadable()).controlled()).failsByAnswer(Misdeed.MISPLACED_STATUS);
            judged(put().answered(status).performed().controlled()).failsByEffect(Misdeed.PERFORMED);
        }
    }

    @Nested
    class A_redirection {

        @Test
        void is_not_applicable_where_the_plain_request_is_redirected_too() {
            judged(put().answered(307).controls(307, 307)).isNotApplicable();
            judged(put().answered(307).controls(302, 307)).isNotApplicable();
        }

        @ParameterizedTest
        @ValueSource(ints = {300, 303, 399})
        void is_a_warning_where_the_false_condition_is_the_reason(int status) {
            judged(put().answered(status).controlled())
                    .warns(Misdeed.OTHER_STATUS)
                    .because("redirected");
        }

        @Test
        void is_no_success_of_a_control() {
            judged(put().answered(412).controls(300, 204)).isInconclusive();
        }
    }

    @Nested
    class A_resource_that_cannot_be_read {

        @ParameterizedTest
        @ValueSource(ints = {204, 412, 409, 500})
        void settles_nothing(int status) {
            judged(put().answered(status).leaving(unreadable()).controlled()).wantsAnotherLook(Outcome.INCONCLUSIVE);
            judged(put().answered(status).from(unreadable()).controlled()).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }

        @Test
        void is_settled_by_the_later_look() {
            judged(put().answered(412)
                            .leaving(unreadable())
                            .later(present(TAG_BEFORE, AnAttempt.BEFORE))
                            .controlled())
                    .passes();
        }
    }

    @Test
    void among_several_attempts_a_proved_effect_counts_more_than_what_must_be_seen_again() {
        JudgementAssert.assertThat(Oracles.REJECTED.judge(
                        List.of(
                                put().answered(412).controlled().made(),
                                put().answered(503).controlled().made(),
                                put().answered(204).performed().controlled().made(),
                                put().answered(204).controlled().made()),
                        Targets.PLAIN))
                .failsByEffect(Misdeed.PERFORMED);
    }
}
