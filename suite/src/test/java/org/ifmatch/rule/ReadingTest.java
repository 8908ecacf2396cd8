package org.ifmatch.rule;

import static org.ifmatch.observe.AnAttempt.get;
import static org.ifmatch.observe.AnAttempt.head;

import java.util.List;
import org.ifmatch.http.Field;
import org.ifmatch.observe.AnAttempt;
import org.ifmatch.report.Outcome;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** O-READ of the catalogue, row by row: a GET or HEAD whose condition is false, and one whose condition is true. */
class ReadingTest {

    @Nested
    class With_a_false_condition {

        private static JudgementAssert judged(AnAttempt attempt) {
            return JudgementAssert.assertThat(Oracles.READ_REFUSED.judge(List.of(attempt.made()), Targets.PLAIN));
        }

        @ParameterizedTest
        @ValueSource(strings = {"GET", "HEAD"})
        void a_412_passes_when_both_controls_work(String method) {
            judged(AnAttempt.of(method).answered(412).controlled())
                    .passes()
                    .forMisdeed(Misdeed.NONE)
                    .settled();
        }

        @Test
        void a_412_proves_nothing_without_controls() {
            judged(get().answered(412)).isInconclusive();
            judged(get().answered(412).controls(404, 200)).isInconclusive().because("404");
            judged(get().answered(412).controls(200, 412)).isInconclusive().forMisdeed(Misdeed.LOCKED_OUT);
        }

        @ParameterizedTest
        @CsvSource({"GET, 200", "GET, 206", "HEAD, 200", "GET, 203"})
        void a_representation_fails(String method, int status) {
            judged(AnAttempt.of(method).answered(status).controlled()).failsByAnswer(Misdeed.ANSWERED);
        }

        @Test
        void a_representation_fails_whatever_the_controls_did() {
            judged(get().answered(200)).failsByAnswer(Misdeed.ANSWERED);
            judged(get().answered(200).controls(503, 412)).failsByAnswer(Misdeed.ANSWERED);
        }

        @Test
        void a_304_fails_as_a_confusion_with_if_none_match() {
            judged(get().answered(304).controlled())
                    .failsByAnswer(Misdeed.MISPLACED_STATUS)
                    .because("as if the field were If-None-Match");
        }

        @Test
        void a_304_fails_where_if_none_match_was_looked_at_first() {
            judged(get().with("If-None-Match", "\"x\"").answered(304).controlled())
                    .failsByAnswer(Misdeed.ANSWERED);
            judged(get().with("If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT")
                            .answered(304)
                            .controlled())
                    .failsByAnswer(Misdeed.ANSWERED);
        }

        @ParameterizedTest
        @ValueSource(ints = {404, 410, 401, 403})
        void a_refusal_is_not_applicable_where_the_plain_request_gets_it_too(int status) {
            judged(get().answered(status).controls(status, status)).isNotApplicable();
        }

        @ParameterizedTest
        @ValueSource(ints = {400, 404, 409, 410, 416, 428})
        void another_refusal_is_told_of(int status) {
            judged(get().answered(status).controlled()).passes().forMisdeed(Misdeed.OTHER_STATUS);
        }

        @Test
        void another_refusal_proves_nothing_without_controls() {
            judged(get().answered(404)).isInconclusive();
            judged(get().answered(403).controls(200, 403)).isInconclusive().forMisdeed(Misdeed.LOCKED_OUT);
        }

        @Test
        void a_refusal_of_whatever_condition_fails_closed() {
            judged(get().answered(400).controls(200, 400)).notes();
        }

        @Test
        void a_redirection_is_a_warning_unless_the_plain_request_is_redirected_too() {
            judged(get().answered(302).controlled()).warns(Misdeed.OTHER_STATUS);
            judged(get().answered(300).controlled()).warns(Misdeed.OTHER_STATUS);
            judged(get().answered(302).controls(301, 301)).isNotApplicable();
        }

        @ParameterizedTest
        @ValueSource(ints = {408, 425, 429})
        void an_answer_that_says_nothing_is_inconclusive(int status) {
            judged(get().answered(status).controlled()).wantsAnotherLook(Outcome.INCONCLUSIVE);
            judged(get().unanswered().controlled()).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }

        @Test
        void a_server_error_every_time_is_a_warning_where_the_controls_work() {
            judged(get().answered(500).controlled())
                    .wantsAnotherLook(Outcome.WARN)
                    .forMisdeed(Misdeed.SERVER_ERROR);
            judged(get().answered(500).controls(200, 500)).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }

        @ParameterizedTest
        @CsvSource({"Age, 17", "X-Cache, HIT from edge", "X-Cache, TCP_HIT"})
        void what_a_cache_answers_is_not_applicable(String field, String value) {
            judged(get().answered(200, Field.of(field, value)).controlled()).isNotApplicable();
        }

        @ParameterizedTest
        @CsvSource({"Age, 0", "X-Cache, MISS", "Via, 1.1 gateway"})
        void what_a_cache_let_through_is_judged(String field, String value) {
            judged(get().answered(200, Field.of(field, value)).controlled()).failsByAnswer(Misdeed.ANSWERED);
        }
    }

    @Nested
    class With_a_true_condition {

        private static JudgementAssert judged(AnAttempt attempt) {
            return JudgementAssert.assertThat(Oracles.READ_ANSWERED.judge(List.of(attempt.made()), Targets.PLAIN));
        }

        @Test
        void a_200_with_the_whole_content_passes() {
            judged(get().answered(200).controlled()).passes();
            judged(head().answered(200).controlled()).passes();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "half"})
        void a_200_with_other_content_fails(String content) {
            judged(get().answered(200, content).controlled()).failsByAnswer(Misdeed.WRONG_FIELD);
        }

        @Test
        void where_octets_do_not_count_only_missing_content_fails() {
            judged(get().reformatted()
                            .answered(200, "the same, written otherwise")
                            .controlled())
                    .passes();
            judged(get().reformatted().answered(200, "").controlled()).failsByAnswer(Misdeed.WRONG_FIELD);
        }

        @ParameterizedTest
        @CsvSource({"GET, 412", "GET, 304", "GET, 206", "GET, 404", "HEAD, 412", "HEAD, 304"})
        void anything_else_locks_the_reader_out(String method, int status) {
            judged(AnAttempt.of(method).answered(status).controlled()).failsByAnswer(Misdeed.LOCKED_OUT);
        }

        @Test
        void a_304_is_told_to_be_a_confusion_with_if_none_match() {
            judged(get().answered(304).controlled()).because("as if the field were If-None-Match");
            judged(get().answered(412).controlled()).because("answered 412; 200 was due");
        }

        @Test
        void what_the_plain_request_gets_too_is_not_applicable() {
            judged(get().answered(403).controls(403, 403)).isNotApplicable();
            judged(get().answered(206).controls(206, 206)).isNotApplicable();
        }

        @Test
        void a_refusal_of_whatever_condition_fails_closed() {
            judged(get().answered(501).controls(200, 501)).notes();
        }

        @ParameterizedTest
        @ValueSource(ints = {429, 500, 503})
        void an_answer_that_says_nothing_is_inconclusive(int status) {
            judged(get().answered(status).controlled()).wantsAnotherLook(Outcome.INCONCLUSIVE);
            judged(get().unanswered().controlled()).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }
    }
}
