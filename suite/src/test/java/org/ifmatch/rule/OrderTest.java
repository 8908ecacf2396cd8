package org.ifmatch.rule;

import static org.ifmatch.observe.AnAttempt.BEFORE;
import static org.ifmatch.observe.AnAttempt.SOMEBODYS;
import static org.ifmatch.observe.AnAttempt.TAG_AFTER;
import static org.ifmatch.observe.AnAttempt.TAG_BEFORE;
import static org.ifmatch.observe.AnAttempt.get;
import static org.ifmatch.observe.AnAttempt.patch;
import static org.ifmatch.observe.AnAttempt.present;
import static org.ifmatch.observe.AnAttempt.put;

import org.ifmatch.http.Field;
import org.ifmatch.observe.AnAttempt;
import org.ifmatch.report.Outcome;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OrderTest {

    @Nested
    class A_request_that_is_refused_anyway {

        private static JudgementAssert judged(AnAttempt... attempts) {
            return Judging.by(
                            Order.UNAUTHORISED_FIRST,
                            "a PUT with wrong credentials, without a condition and with each kind of it")
                    .judged(attempts);
        }

        private static AnAttempt foreign(int status) {
            return put().ifMatch("\"foreign\"").answered(status);
        }

        private static AnAttempt current(int status) {
            return put().ifMatch(TAG_BEFORE).answered(status);
        }

        private static AnAttempt garbage(int status) {
            return put().ifMatch("garbage").answered(status);
        }

        @Test
        void passes_where_every_condition_gets_the_answer_of_the_plain_request() {
            judged(foreign(401), current(401), garbage(401), put().answered(401))
                    .passes()
                    .settled();
        }

        @Test
        void passes_where_a_malformed_condition_is_called_that() {
            judged(foreign(401), garbage(400), put().answered(401)).passes();
        }

        @Test
        void passes_where_a_stranger_gets_another_refusal_whatever_the_tag() {
            judged(foreign(404), current(404), put().answered(401)).passes();
        }

        @Test
        void fails_where_a_false_condition_is_answered_412() {
            judged(foreign(412), current(401), put().answered(401))
                    .failsByAnswer(Misdeed.CONDITION_FIRST)
                    .because("to be ignored");
            judged(current(401), garbage(412), put().answered(401)).failsByAnswer(Misdeed.CONDITION_FIRST);
        }

        @Test
        void fails_where_the_current_tag_can_be_told_from_others() {
            judged(foreign(404), current(403), put().answered(401))
                    .failsByAnswer(Misdeed.CONDITION_FIRST)
                    .because("can find out");
        }

        @Test
        void fails_where_a_true_condition_counts_as_a_permission() {
            judged(foreign(401), current(204).performed(), put().answered(401)).failsByEffect(Misdeed.CONDITION_FIRST);
            judged(foreign(401), current(204), put().answered(401)).failsByAnswer(Misdeed.CONDITION_FIRST);
            judged(foreign(401), current(401).performed(), put().answered(401)).failsByEffect(Misdeed.CONDITION_FIRST);
        }

        @Test
        void warns_where_a_condition_gets_another_refusal_that_has_no_place_there() {
            judged(foreign(409), put().answered(401)).warns(Misdeed.OTHER_STATUS);
        }

        @Test
        void settles_nothing_where_the_plain_request_is_not_refused() {
            judged(foreign(412), current(204).performed(), put().answered(204).performed())
                    .isNotApplicable();
            judged(foreign(204).performed()).isNotApplicable().because("not refused there");
        }

        @Test
        void is_asked_again_where_the_server_is_busy() {
            judged(foreign(401), put().answered(503)).wantsAnotherLook(Outcome.INCONCLUSIVE);
            judged(foreign(503), put().answered(401)).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }
    }

    @Nested
    class A_method_that_is_not_allowed {

        private static JudgementAssert judged(AnAttempt... attempts) {
            return Judging.by(
                            Order.UNSUPPORTED_METHOD,
                            "a PUT to a URL that allows no writes, without a condition and with each kind of it")
                    .judged(attempts);
        }

        @Test
        void passes_where_the_current_tag_does_not_allow_it() {
            judged(put().ifMatch(TAG_BEFORE).answered(405), put().answered(405)).passes();
            judged(put().ifMatch(TAG_BEFORE).answered(412), put().answered(405)).passes();
        }

        @Test
        void fails_where_the_current_tag_allows_it() {
            judged(put().ifMatch(TAG_BEFORE).answered(204), put().answered(405))
                    .failsByAnswer(Misdeed.CONDITION_FIRST)
                    .because("no permission");
            judged(put().ifMatch("*").answered(204).performed(), put().answered(405))
                    .failsByEffect(Misdeed.CONDITION_FIRST);
        }

        @Test
        void settles_nothing_where_the_method_is_allowed_after_all() {
            judged(put().ifMatch("*").answered(204), put().answered(204)).isNotApplicable();
        }
    }

    @Nested
    class What_a_stranger_is_shown {

        private static JudgementAssert judged(AnAttempt... attempts) {
            return Judging.by(
                            Answers.NO_LEAK,
                            "a GET with wrong credentials, without a condition and with each kind of it")
                    .judged(attempts);
        }

        @Test
        void passes_where_it_is_neither_tag_nor_content() {
            judged(get().ifMatch("\"foreign\"").answered(401), get().answered(401))
                    .passes();
            judged(get().ifMatch("\"foreign\"").answered(401, Field.of("ETag", "\"page\"")), get().answered(401))
                    .passes();
        }

        @Test
        void warns_where_it_is_the_current_tag() {
            judged(get().ifMatch("\"foreign\"").answered(412, Field.of("ETag", TAG_BEFORE)), get().answered(401))
                    .warns(Misdeed.WRONG_FIELD)
                    .because("the current tag");
        }

        @Test
        void warns_where_it_is_the_content() {
            judged(get().ifMatch("\"foreign\"").answered(412, "<p>" + BEFORE), get().answered(401))
                    .warns(Misdeed.WRONG_FIELD)
                    .because("the content");
        }

        @Test
        void settles_nothing_where_strangers_may_read_though_not_write() {
            Judging.by(Answers.NO_LEAK, "a PUT with wrong credentials, without a condition and with each kind of it")
                    .judged(
                            put().answered(401),
                            put().ifMatch("\"foreign\"").answered(412, Field.of("ETag", TAG_BEFORE)),
                            get().answered(200))
                    .isNotApplicable()
                    .because("anybody may read");
        }

        @Test
        void settles_nothing_where_strangers_may_read() {
            judged(get().ifMatch("\"foreign\"").answered(412), get().answered(200))
                    .isNotApplicable();
        }
    }

    @Nested
    class A_message_with_two_Host_fields {

        private static JudgementAssert judged(AnAttempt attempt) {
            return Judging.by(Order.BAD_FRAMING_FIRST, "a PUT with a second Host and a replaced tag")
                    .judged(attempt.ifMatch("\"old\""));
        }

        @Test
        void passes_where_it_is_answered_400() {
            judged(put().answered(400).controls(400, 400)).passes();
        }

        @Test
        void fails_where_the_condition_is_answered_instead() {
            judged(put().answered(412).controls(400, 400))
                    .failsByAnswer(Misdeed.CONDITION_FIRST)
                    .because("must be answered 400");
            judged(put().answered(204).performed().controls(400, 400)).failsByEffect(Misdeed.CONDITION_FIRST);
        }

        @Test
        void warns_where_it_is_taken_without_a_condition_too() {
            judged(put().answered(412).controls(204, 204))
                    .warns(Misdeed.WRONG_FIELD)
                    .because("does not check this at all");
            judged(put().answered(412).controls(428, 204)).warns(Misdeed.WRONG_FIELD);
        }

        @Test
        void fails_where_nothing_shows_that_it_would_be_taken_without_a_condition() {
            judged(put().answered(412)).failsByAnswer(Misdeed.CONDITION_FIRST);
            judged(put().answered(412).controls(503, 204)).failsByAnswer(Misdeed.CONDITION_FIRST);
            judged(put().answered(412).controls(428, 400)).failsByAnswer(Misdeed.CONDITION_FIRST);
        }

        @Test
        void is_asked_again_where_there_is_no_answer() {
            judged(put().answered(0).controls(400, 400)).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }
    }

    @Nested
    class An_expectation_that_nobody_knows {

        private static JudgementAssert judged(AnAttempt attempt) {
            return Judging.by(Order.EXPECTATION, "a PUT with a replaced tag and an expectation that nobody knows")
                    .judged(attempt.ifMatch("\"old\""));
        }

        @Test
        void passes_where_it_is_refused_by_either() {
            judged(put().answered(417).controls(417, 417)).passes();
            judged(put().answered(412).controlled()).passes();
        }

        @Test
        void fails_where_the_write_is_performed() {
            judged(put().answered(204).performed()).failsByEffect(Misdeed.PERFORMED);
            judged(put().answered(417).performed()).failsByEffect(Misdeed.REFUSED_YET_PERFORMED);
        }

        @Test
        void settles_nothing_while_the_server_is_busy() {
            judged(put().answered(503).controls(503, 503)).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }
    }

    @Nested
    class Content_that_is_announced_as_too_large {

        private static JudgementAssert judged(AnAttempt... attempts) {
            return Judging.by(
                            Order.TOO_LARGE_FIRST,
                            "a PUT that announces 1 TiB, without a condition, with a replaced and with the current tag")
                    .judged(attempts);
        }

        private static JudgementAssert judged(AnAttempt old, AnAttempt current) {
            return judged(put().answered(413), old.ifMatch("\"old\""), current.ifMatch(TAG_BEFORE));
        }

        @Test
        void passes_where_the_limit_comes_first() {
            judged(put().answered(413), put().answered(413)).passes().settled();
        }

        @Test
        void is_noted_where_a_false_condition_comes_first() {
            judged(put().answered(412), put().answered(413)).notes();
        }

        @Test
        void fails_where_the_current_tag_lets_it_in() {
            judged(put().answered(413), put().answered(204).leaving(present("\"empty\"")))
                    .failsByEffect(Misdeed.PERFORMED);
            judged(put().answered(413), put().answered(413).leaving(present("\"empty\"")))
                    .failsByEffect(Misdeed.PERFORMED);
            judged(put().answered(413), put().answered(204)).failsByAnswer(Misdeed.FALSE_SUCCESS);
        }

        @Test
        void fails_where_a_true_condition_is_called_false() {
            judged(put().answered(413), put().answered(412)).failsByAnswer(Misdeed.LOCKED_OUT);
        }

        @Test
        void settles_nothing_where_nothing_is_said_of_it() {
            judged(put().answered(413), put().answered(503)).wantsAnotherLook(Outcome.INCONCLUSIVE);
            judged(put().answered(100)).isNotApplicable();
        }
    }

    @Nested
    class Invalid_content {

        private static JudgementAssert judged(int plain, AnAttempt old, AnAttempt current) {
            return Judging.by(
                            Order.INVALID_CONTENT,
                            "a PATCH of content that is cut off, without a condition, with a replaced and with the current tag")
                    .judged(patch().answered(plain), old.ifMatch("\"old\""), current.ifMatch(TAG_BEFORE));
        }

        @Test
        void passes_where_a_false_condition_is_answered_either_way() {
            judged(400, patch().answered(412), patch().answered(400)).passes();
            judged(422, patch().answered(422), patch().answered(422)).passes();
        }

        @Test
        void locks_out_where_a_true_condition_is_called_false() {
            judged(400, patch().answered(412), patch().answered(412)).failsByAnswer(Misdeed.LOCKED_OUT);
        }

        @Test
        void fails_where_it_is_performed_or_said_to_be() {
            judged(400, patch().answered(204).performed(), patch().answered(400))
                    .failsByEffect(Misdeed.PERFORMED);
            judged(400, patch().answered(400), patch().answered(204)).failsByAnswer(Misdeed.FALSE_SUCCESS);
        }

        @Test
        void settles_nothing_where_it_is_taken_as_valid() {
            judged(204, patch().answered(412), patch().answered(204).performed())
                    .isNotApplicable();
            judged(503, patch().answered(412), patch().answered(412)).wantsAnotherLook(Outcome.INCONCLUSIVE);
            judged(400, patch().answered(503), patch().answered(400)).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }
    }

    @Nested
    class An_overridden_method {

        private static final String HOW =
                "a POST with X-HTTP-Method-Override: PUT, without a condition, with the current and with a replaced tag";

        private static JudgementAssert judged(AnAttempt current, AnAttempt old) {
            return Judging.by(Methods.OVERRIDE, HOW)
                    .judged(put().answered(204).performed(), current.ifMatch(TAG_BEFORE), old.ifMatch("\"old\""));
        }

        @Test
        void passes_where_a_replaced_tag_is_refused() {
            judged(put().answered(204).performed(), put().answered(412)).passes();
        }

        @Test
        void fails_where_a_replaced_tag_lets_it_through() {
            judged(put().answered(204).performed(), put().answered(204).performed())
                    .failsByEffect(Misdeed.PERFORMED);
        }

        @Test
        void proves_nothing_where_the_current_tag_is_refused_as_well() {
            judged(put().answered(412), put().answered(412)).isInconclusive();
        }
    }

    @Nested
    class A_412_that_carries_a_representation {

        private static JudgementAssert judged(AnAttempt attempt) {
            return Judging.by(Answers.PREFER, "a stale PUT that prefers to be shown the representation")
                    .judged(attempt.ifMatch("\"old\""));
        }

        @Test
        void passes_where_it_is_the_current_one() {
            judged(put().answered(412, BEFORE, Field.of("ETag", TAG_BEFORE))).passes();
        }

        @Test
        void fails_where_content_and_tag_are_of_two_versions() {
            judged(put().answered(412, BEFORE, Field.of("ETag", TAG_AFTER))).failsByAnswer(Misdeed.WRONG_FIELD);
        }

        @Test
        void settles_nothing_where_there_is_none() {
            judged(put().answered(412)).isNotApplicable();
            judged(put().answered(412, SOMEBODYS)).isNotApplicable();
            judged(put().answered(204).performed()).isNotApplicable();
        }
    }
}
