package org.ifmatch.rule;

import static org.ifmatch.observe.AnAttempt.BEFORE;
import static org.ifmatch.observe.AnAttempt.SOMEBODYS;
import static org.ifmatch.observe.AnAttempt.TAG_AFTER;
import static org.ifmatch.observe.AnAttempt.TAG_BEFORE;
import static org.ifmatch.observe.AnAttempt.WRITTEN;
import static org.ifmatch.observe.AnAttempt.absent;
import static org.ifmatch.observe.AnAttempt.post;
import static org.ifmatch.observe.AnAttempt.present;
import static org.ifmatch.observe.AnAttempt.put;
import static org.ifmatch.observe.AnAttempt.showing;
import static org.ifmatch.observe.AnAttempt.unreadable;

import java.util.List;
import org.ifmatch.observe.AnAttempt;
import org.ifmatch.report.Outcome;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** O-ACCEPT of the catalogue, row by row: a write whose condition is true. */
class AcceptedTest {

    private static JudgementAssert judged(AnAttempt attempt) {
        return JudgementAssert.assertThat(Oracles.ACCEPTED.judge(List.of(attempt.made()), Targets.PLAIN));
    }

    /** A PUT with the current tag. */
    private static AnAttempt rightful() {
        return put().ifMatch(TAG_BEFORE);
    }

    @Nested
    class Performed {

        @ParameterizedTest
        @CsvSource({
            "PUT, 200",
            "PUT, 201",
            "PUT, 202",
            "PUT, 204",
            "PATCH, 200",
            "PATCH, 204",
            "POST, 200",
            "POST, 201",
            "DELETE, 200",
            "DELETE, 202",
            "DELETE, 204"
        })
        void and_answered_with_success_passes(String method, int status) {
            judged(AnAttempt.of(method).answered(status).performed().controlled())
                    .passes()
                    .settled();
        }

        @Test
        void passes_by_itself_since_the_effect_is_its_own_control() {
            judged(rightful().answered(204).performed()).passes();
        }

        @ParameterizedTest
        @ValueSource(ints = {304, 400, 404, 409, 412})
        void and_refused_fails(int status) {
            judged(rightful().answered(status).performed().controlled()).failsByEffect(Misdeed.REFUSED_YET_PERFORMED);
        }

        @ParameterizedTest
        @ValueSource(ints = {408, 429, 500, 502, 503, 504})
        void and_answered_with_what_says_nothing_is_inconclusive(int status) {
            judged(rightful().answered(status).performed().controlled()).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }

        @Test
        void and_not_answered_is_inconclusive() {
            judged(rightful().unanswered().performed().controlled()).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }

        @Test
        void and_redirected_is_not_applicable_where_the_plain_request_is_redirected_too() {
            judged(post().answered(303).performed().controls(303, 303)).isNotApplicable();
        }

        @Test
        void later_than_the_answer_says_is_a_note() {
            judged(rightful().answered(202).performedLater().controlled()).notes();
            judged(rightful().answered(200).performedLater().controlled()).notes();
        }
    }

    @Nested
    class Refused_with_412 {

        @ParameterizedTest
        @ValueSource(strings = {"PUT", "PATCH", "POST", "DELETE"})
        void locks_the_rightful_writer_out(String method) {
            judged(AnAttempt.of(method).ifMatch(TAG_BEFORE).answered(412).controlled())
                    .failsByAnswer(Misdeed.LOCKED_OUT)
                    .because("its rightful writer is locked out");
        }

        @Test
        void fails_where_every_true_condition_is_refused() {
            judged(rightful().answered(412).controls(204, 412)).failsByAnswer(Misdeed.LOCKED_OUT);
        }

        @Test
        void fails_where_the_target_demands_conditions() {
            judged(rightful().answered(412).controls(428, 412)).failsByAnswer(Misdeed.LOCKED_OUT);
        }

        @ParameterizedTest
        @ValueSource(ints = {405, 501})
        void is_not_applicable_where_the_method_is_not_supported(int status) {
            judged(rightful().answered(412).controls(status, status)).isNotApplicable();
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 403, 412, 503})
        void settles_nothing_where_the_plain_request_fails(int plain) {
            judged(rightful().answered(412).controls(plain, 412)).isInconclusive();
        }

        @Test
        void settles_nothing_without_controls() {
            judged(rightful().answered(412)).isInconclusive();
        }
    }

    @Nested
    class Refused_with_another_status {

        @ParameterizedTest
        @ValueSource(ints = {304, 307, 400, 403, 404, 405, 410, 415, 416, 422, 424, 428, 431, 501})
        void locks_out_where_the_plain_request_works(int status) {
            judged(rightful().answered(status).controls(204, 204)).failsByAnswer(Misdeed.LOCKED_OUT);
        }

        @ParameterizedTest
        @ValueSource(ints = {400, 501})
        void is_a_note_where_it_is_the_presence_of_the_field_that_is_refused(int status) {
            judged(rightful().answered(status).controls(204, status)).notes().because("fails closed");
        }

        @ParameterizedTest
        @ValueSource(ints = {400, 401, 403, 404, 405, 409, 410, 415, 422, 423, 501})
        void is_not_applicable_where_the_plain_request_gets_it_too(int status) {
            judged(rightful().answered(status).controls(status, status)).isNotApplicable();
        }

        @Test
        void settles_nothing_where_the_plain_request_fails_otherwise() {
            judged(rightful().answered(400).controls(403, 403)).isInconclusive();
        }

        @Test
        void locks_out_where_a_condition_is_demanded_although_it_is_there() {
            judged(rightful().answered(428).controls(428, 428)).failsByAnswer(Misdeed.LOCKED_OUT);
        }

        @Test
        void is_not_applicable_where_the_target_demands_if_match_and_the_request_has_another_condition() {
            judged(put().with("If-None-Match", "*").answered(428).controls(428, 204))
                    .isNotApplicable();
        }
    }

    @Nested
    class An_answer_that_says_nothing {

        @ParameterizedTest
        @ValueSource(ints = {408, 409, 423, 425, 429, 500, 502, 503, 504})
        void wants_another_look_and_is_inconclusive_in_the_end(int status) {
            judged(rightful().answered(status).controlled()).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }

        @Test
        void wants_another_look_where_it_is_none_at_all() {
            judged(rightful().unanswered().controlled()).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }

        @Test
        void is_inconclusive_even_with_a_strange_state() {
            judged(rightful().answered(500).leaving(showing("")).controlled()).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }
    }

    @Nested
    class Acknowledged_and_not_performed {

        @ParameterizedTest
        @ValueSource(ints = {200, 201, 204})
        void fails(int status) {
            judged(rightful().answered(status).controlled()).failsByEffect(Misdeed.FALSE_SUCCESS);
        }

        @Test
        void is_inconclusive_where_it_was_only_accepted() {
            judged(rightful().answered(202).controlled()).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }

        @Test
        void passes_where_the_state_asked_for_was_there_before() {
            judged(rightful().answered(204).from(present(TAG_BEFORE, WRITTEN)).controlled())
                    .passes();
        }
    }

    @Nested
    class Another_effect {

        @ParameterizedTest
        @ValueSource(ints = {200, 204, 400, 412})
        void fails_as_a_side_effect(int status) {
            judged(rightful().answered(status).leaving(showing("half")).controlled())
                    .failsByEffect(Misdeed.SIDE_EFFECT);
            judged(rightful().answered(status).leaving(absent()).controlled()).failsByEffect(Misdeed.SIDE_EFFECT);
        }

        @Test
        void of_an_unknown_writer_settles_nothing() {
            judged(rightful()
                            .answered(204)
                            .leaving(present(TAG_AFTER, SOMEBODYS))
                            .controlled())
                    .wantsAnotherLook(Outcome.INCONCLUSIVE);
        }

        @Test
        void beside_the_one_asked_for_is_no_matter_of_this_oracle() {
            judged(rightful()
                            .answered(204)
                            .leaving(present(TAG_AFTER, BEFORE, WRITTEN))
                            .controlled())
                    .passes();
        }
    }

    @Nested
    class A_multistatus {

        private static final String INNER =
                "<multistatus xmlns='DAV:'><response><status>HTTP/1.1 %s</status>" + "</response></multistatus>";

        @Test
        void counts_as_the_status_inside() {
            judged(rightful()
                            .answered(207, INNER.formatted("200 OK"))
                            .performed()
                            .controlled())
                    .passes();
            judged(rightful()
                            .answered(207, INNER.formatted("412 Precondition Failed"))
                            .controlled())
                    .failsByAnswer(Misdeed.LOCKED_OUT);
            judged(rightful().answered(207, INNER.formatted("423 Locked")).controlled())
                    .wantsAnotherLook(Outcome.INCONCLUSIVE);
            judged(rightful()
                            .answered(207, INNER.formatted("412 Precondition Failed"))
                            .performed()
                            .controlled())
                    .failsByEffect(Misdeed.REFUSED_YET_PERFORMED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 412, 503})
    void a_resource_that_cannot_be_read_settles_nothing(int status) {
        judged(rightful().answered(status).leaving(unreadable()).controlled()).wantsAnotherLook(Outcome.INCONCLUSIVE);
    }
}
