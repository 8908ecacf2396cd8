package org.ifmatch.rule;

import static org.ifmatch.observe.AnAttempt.BEFORE;
import static org.ifmatch.observe.AnAttempt.TAG_AFTER;
import static org.ifmatch.observe.AnAttempt.TAG_BEFORE;
import static org.ifmatch.observe.AnAttempt.WRITTEN;
import static org.ifmatch.observe.AnAttempt.delete;
import static org.ifmatch.observe.AnAttempt.post;
import static org.ifmatch.observe.AnAttempt.present;
import static org.ifmatch.observe.AnAttempt.put;
import static org.ifmatch.observe.AnAttempt.showing;
import static org.ifmatch.observe.AnAttempt.unreadable;

import org.ifmatch.http.Field;
import org.ifmatch.observe.AnAttempt;
import org.ifmatch.observe.Snapshot;
import org.ifmatch.report.Outcome;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaleTagTest {

    @Nested
    class A_put_of_what_is_there_already {

        private static final Snapshot THERE = present(TAG_BEFORE, WRITTEN);
        private static final Snapshot WRITTEN_AGAIN = present(TAG_AFTER, WRITTEN);

        private static JudgementAssert judged(AnAttempt attempt) {
            return Judging.by(StaleTag.ALREADY_APPLIED, "a PUT, with a replaced tag, of just the content that is there")
                    .judged(attempt);
        }

        private static AnAttempt again() {
            return put().from(THERE);
        }

        @Test
        void may_be_refused_with_412() {
            judged(again().answered(412).controlled()).passes();
            judged(again().answered(412)).isInconclusive();
        }

        @ParameterizedTest
        @ValueSource(ints = {200, 204})
        void may_succeed_where_it_is_not_written_again(int status) {
            judged(again().answered(status).watched().controlled()).notes().because("not written again");
            judged(again().answered(status)).notes();
        }

        @Test
        void is_warned_of_where_the_tag_moved_since_it_was_written_again() {
            judged(again().answered(204).leaving(WRITTEN_AGAIN).watched().controlled())
                    .warns(Misdeed.SIDE_EFFECT);
            judged(again().answered(204).later(WRITTEN_AGAIN).controlled()).warns(Misdeed.SIDE_EFFECT);
        }

        @Test
        void is_judged_like_any_other_where_something_else_came_of_it() {
            judged(again().answered(204).leaving(showing("")).controlled()).failsByEffect(Misdeed.SIDE_EFFECT);
            judged(again().answered(204).leaving(unreadable()).controlled()).wantsAnotherLook(Outcome.INCONCLUSIVE);
            judged(again().answered(503).controlled()).wantsAnotherLook(Outcome.WARN);
            judged(again().answered(409).controlled()).passes().forMisdeed(Misdeed.OTHER_STATUS);
        }
    }

    @Nested
    class A_put_that_differs_in_one_octet {

        @Test
        void is_a_false_success_where_lengths_are_compared_and_not_contents() {
            Judging one = Judging.by(
                    StaleTag.ALREADY_APPLIED,
                    "a PUT, with a replaced tag, of content that differs from what is there in one octet");
            one.judged(put().answered(204).controlled()).failsByAnswer(Misdeed.FALSE_SUCCESS);
            one.judged(put().answered(412).controlled()).passes();
            one.judged(put().answered(204).performed()).failsByEffect(Misdeed.PERFORMED);
        }
    }

    @Nested
    class A_delete_of_what_is_gone_already {

        private static JudgementAssert judged(AnAttempt attempt) {
            return Judging.by(StaleTag.ALREADY_APPLIED, "a DELETE, with its last tag, of what is gone")
                    .judged(attempt.onNothing());
        }

        @ParameterizedTest
        @ValueSource(ints = {404, 410, 412})
        void may_be_refused(int status) {
            judged(delete().answered(status)).passes();
        }

        @ParameterizedTest
        @ValueSource(ints = {200, 202, 204})
        void may_succeed(int status) {
            judged(delete().answered(status)).notes();
        }

        @Test
        void must_not_bring_it_back() {
            Judging.by(StaleTag.ALREADY_APPLIED, "a DELETE, with its last tag, of what is gone")
                    .judged(delete().onNothing().answered(404).leaving(present(TAG_AFTER, BEFORE)))
                    .failsByEffect(Misdeed.SIDE_EFFECT);
        }

        @ParameterizedTest
        @ValueSource(ints = {409, 503})
        void settles_nothing_with_another_answer(int status) {
            judged(delete().answered(status)).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }
    }

    @Nested
    class A_post_that_appends_twice {

        private static final Snapshot ONCE = present(TAG_BEFORE, BEFORE, WRITTEN);
        private static final Snapshot ONCE_REWRITTEN = present(TAG_AFTER, BEFORE, WRITTEN);
        private static final Snapshot TWICE = present(TAG_AFTER, BEFORE, WRITTEN, WRITTEN);

        private static JudgementAssert judged(AnAttempt attempt) {
            return Judging.by(
                            StaleTag.ALREADY_APPLIED_NOT_REDONE, "one POST that appends, sent twice with the same tag")
                    .judged(attempt);
        }

        private static AnAttempt second() {
            return post().from(ONCE);
        }

        @ParameterizedTest
        @ValueSource(ints = {200, 204, 412, 500})
        void fails_where_it_stands_there_twice_whatever_was_answered(int status) {
            judged(second().answered(status).leaving(TWICE)).failsByEffect(Misdeed.PERFORMED);
        }

        @Test
        void passes_where_it_is_refused_and_stands_there_once() {
            judged(second().answered(412)).passes();
        }

        @Test
        void is_a_note_where_it_succeeds_and_stands_there_once() {
            judged(second().answered(200)).notes();
        }

        @Test
        void is_warned_of_where_it_succeeds_and_the_tag_moved() {
            judged(second().answered(200).leaving(ONCE_REWRITTEN)).warns(Misdeed.SIDE_EFFECT);
        }

        @Test
        void settles_nothing_where_the_resource_cannot_be_read() {
            judged(second().answered(412).leaving(unreadable())).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }

        @Test
        void fails_where_it_took_away_what_was_there() {
            judged(second().answered(412).leaving(showing(""))).failsByEffect(Misdeed.SIDE_EFFECT);
        }
    }

    @Nested
    class A_post_to_a_collection_with_a_replaced_tag {

        private static final Field LOCATION = Field.of("Location", "/items/8");

        private static JudgementAssert judged(AnAttempt attempt) {
            return Judging.by(
                            StaleTag.POST_COLLECTION_NO_CHILD,
                            "a POST that creates, with a replaced tag of the collection")
                    .judged(attempt);
        }

        private static AnAttempt creating() {
            return post().controls(201, 201);
        }

        @Test
        void passes_when_it_is_refused_and_others_create() {
            judged(creating().answered(412)).passes();
        }

        @Test
        void proves_nothing_where_others_do_not_create() {
            judged(post().answered(412)).isInconclusive();
            judged(post().answered(412).controls(403, 201)).isInconclusive();
            judged(post().answered(412).controls(201, 412)).isInconclusive().forMisdeed(Misdeed.LOCKED_OUT);
        }

        @Test
        void is_asked_again_where_a_control_came_at_a_busy_moment() {
            judged(post().answered(412).controls(201, 429)).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }

        @ParameterizedTest
        @ValueSource(ints = {200, 201, 202})
        void is_a_lost_update_where_the_member_can_be_read(int status) {
            judged(creating().answered(status, LOCATION).later(present(TAG_AFTER, WRITTEN)))
                    .failsByEffect(Misdeed.PERFORMED)
                    .because("/items/8");
        }

        @Test
        void fails_by_effect_where_it_is_refused_and_the_member_can_be_read() {
            judged(creating().answered(412, LOCATION).later(present(TAG_AFTER, WRITTEN)))
                    .failsByEffect(Misdeed.REFUSED_YET_PERFORMED);
        }

        @ParameterizedTest
        @ValueSource(ints = {200, 201, 204})
        void fails_by_its_answer_where_the_member_cannot_be_read(int status) {
            judged(creating().answered(status)).failsByAnswer(Misdeed.PERFORMED);
        }

        @Test
        void is_warned_of_where_it_is_only_accepted_or_refused_otherwise() {
            judged(creating().answered(202)).warns(Misdeed.FALSE_SUCCESS);
            judged(creating().answered(409)).warns(Misdeed.OTHER_STATUS);
        }

        @ParameterizedTest
        @ValueSource(ints = {429, 500, 503})
        void settles_nothing_with_an_answer_that_says_nothing(int status) {
            judged(creating().answered(status)).wantsAnotherLook(Outcome.INCONCLUSIVE);
            judged(creating().unanswered()).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }
    }
}
