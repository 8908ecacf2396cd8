package org.ifmatch.rule;

import static org.ifmatch.observe.AnAttempt.BEFORE;
import static org.ifmatch.observe.AnAttempt.TAG_AFTER;
import static org.ifmatch.observe.AnAttempt.TAG_BEFORE;
import static org.ifmatch.observe.AnAttempt.absent;
import static org.ifmatch.observe.AnAttempt.delete;
import static org.ifmatch.observe.AnAttempt.get;
import static org.ifmatch.observe.AnAttempt.post;
import static org.ifmatch.observe.AnAttempt.present;
import static org.ifmatch.observe.AnAttempt.put;
import static org.ifmatch.observe.AnAttempt.showing;
import static org.ifmatch.observe.AnAttempt.unreadable;

import java.util.ArrayList;
import java.util.List;
import org.ifmatch.http.Field;
import org.ifmatch.observe.AnAttempt;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Snapshot;
import org.ifmatch.report.Outcome;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NoEffectTest {

    private static final int TEN = 10;

    private static AnAttempt refused() {
        return put().answered(412).controlled();
    }

    @Nested
    class Ten_refused_writes {

        private static final Field OLD_DATE = Field.of("Last-Modified", "Sun, 22 Nov 2026 10:00:00 GMT");
        private static final Field NEW_DATE = Field.of("Last-Modified", "Sun, 22 Nov 2026 10:00:02 GMT");

        private final List<Attempt> attempts = new ArrayList<>();

        private static AnAttempt idle() {
            return get().answered(200).watched();
        }

        private static AnAttempt rightful() {
            return put().answered(204).performed().controlled();
        }

        private void series(AnAttempt idle, AnAttempt each, AnAttempt last) {
            attempts.add(idle.made());
            for (int i = 0; i < TEN; i++) {
                attempts.add(each.made());
            }
            attempts.add(last.made());
        }

        private JudgementAssert tag() {
            return Judging.by(NoEffect.ETAG, "ten PUTs with a replaced tag, then one with the current tag")
                    .judged(attempts);
        }

        private JudgementAssert date() {
            return Judging.by(
                            NoEffect.LAST_MODIFIED_STAYS, "ten PUTs with a replaced tag, then one with the current tag")
                    .judged(attempts);
        }

        @Test
        void that_leave_the_tag_pass() {
            series(idle(), refused(), rightful());
            tag().passes();
        }

        @Test
        void of_which_each_moves_the_tag_fail() {
            series(
                    idle(),
                    refused().leaving(present(TAG_AFTER, BEFORE)),
                    put().answered(412).controlled());
            tag().failsByEffect(Misdeed.SIDE_EFFECT);
        }

        @Test
        void of_which_some_move_the_tag_settle_nothing() {
            series(idle(), refused(), rightful());
            attempts.set(3, refused().leaving(present(TAG_AFTER, BEFORE)).made());
            tag().isInconclusive();
        }

        @Test
        void prove_nothing_where_the_tag_of_an_idle_twin_moves_too() {
            series(idle().later(present(TAG_AFTER, BEFORE)), refused().leaving(present(TAG_AFTER, BEFORE)), rightful());
            tag().isInconclusive();
        }

        @Test
        void after_which_the_rightful_writer_is_refused_fail() {
            series(idle(), refused(), put().answered(412).controlled());
            tag().failsByAnswer(Misdeed.LOCKED_OUT);
        }

        @Test
        void of_which_one_is_performed_fail() {
            series(idle(), refused(), rightful());
            attempts.set(5, put().answered(204).performed().controlled().made());
            tag().failsByEffect(Misdeed.PERFORMED);
        }

        @Test
        void without_controls_prove_nothing() {
            series(idle(), put().answered(412), rightful());
            tag().isInconclusive();
        }

        private static Snapshot dated(Field date) {
            return present(List.of(Field.of("ETag", TAG_BEFORE), date), BEFORE);
        }

        @Test
        void that_leave_the_date_pass() {
            series(idle().from(dated(OLD_DATE)).watched(), refused().from(dated(OLD_DATE)), rightful());
            date().passes();
        }

        @Test
        void that_move_the_date_are_warned_of() {
            series(
                    idle().from(dated(OLD_DATE)).watched(),
                    refused().from(dated(OLD_DATE)).leaving(dated(NEW_DATE)),
                    rightful());
            date().warns(Misdeed.SIDE_EFFECT).because("10:00:02");
        }

        @Test
        void are_not_blamed_for_a_date_that_moves_with_every_get() {
            series(
                    idle().from(dated(OLD_DATE)).later(dated(NEW_DATE)),
                    refused().from(dated(OLD_DATE)).leaving(dated(NEW_DATE)),
                    rightful());
            date().isInconclusive();
        }
    }

    @Nested
    class A_hundred_refused_writes {

        private static JudgementAssert judged(AnAttempt each, AnAttempt last) {
            return Judging.by(NoEffect.REPEAT_100, "a hundred PUTs with a replaced tag, then one with the current tag")
                    .judged(each, each, each, last);
        }

        @Test
        void leave_the_current_tag_usable() {
            judged(refused(), put().answered(204).performed().controlled()).passes();
            judged(refused(), put().answered(412).controlled()).failsByAnswer(Misdeed.LOCKED_OUT);
            judged(refused(), put().answered(429).controlled()).wantsAnotherLook(Outcome.INCONCLUSIVE);
            judged(put().answered(204).performed(), put().answered(204).performed())
                    .failsByEffect(Misdeed.PERFORMED);
        }
    }

    @Nested
    class A_large_upload {

        private static JudgementAssert judged(AnAttempt... attempts) {
            return Judging.by(NoEffect.TRUNCATE, "a PUT of 5 MiB with a replaced tag, and GETs meanwhile")
                    .judged(attempts);
        }

        private static AnAttempt meanwhile(Snapshot seen) {
            return get().answered(200).leaving(seen);
        }

        private static final Snapshot WHOLE = present(TAG_BEFORE, BEFORE);

        @Test
        void that_is_refused_and_never_shows_passes() {
            judged(refused(), meanwhile(WHOLE), meanwhile(WHOLE)).passes().because("2 GETs");
        }

        @Test
        void that_empties_or_removes_the_content_meanwhile_fails() {
            judged(refused(), meanwhile(WHOLE), meanwhile(showing(""))).failsByEffect(Misdeed.SIDE_EFFECT);
            judged(refused(), meanwhile(absent())).failsByEffect(Misdeed.SIDE_EFFECT);
        }

        @Test
        void that_is_performed_is_a_lost_update_and_no_shortness() {
            judged(put().answered(204).performed(), meanwhile(showing(""))).failsByEffect(Misdeed.PERFORMED);
        }

        @Test
        void during_which_nothing_could_be_read_is_judged_by_its_end() {
            judged(refused(), meanwhile(unreadable())).passes();
            judged(refused().leaving(unreadable()), meanwhile(WHOLE)).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }

        @Test
        void that_is_too_large_without_a_condition_too_is_not_applicable() {
            judged(put().answered(413).controls(413, 413), meanwhile(WHOLE)).isNotApplicable();
        }
    }

    @Nested
    class A_put_of_another_type {

        private static JudgementAssert judged(AnAttempt attempt) {
            return Judging.by(NoEffect.METADATA, "a PUT with a replaced tag and another Content-Type")
                    .judged(attempt);
        }

        private static Snapshot typed(String type) {
            return present(List.of(Field.of("ETag", TAG_BEFORE), Field.of("Content-Type", type)), BEFORE);
        }

        @Test
        void that_is_refused_leaves_the_type() {
            judged(refused().from(typed("text/plain"))).passes();
            judged(refused().from(typed("text/plain")).leaving(typed("application/octet-stream")))
                    .failsByEffect(Misdeed.WRONG_FIELD);
            judged(put().answered(204).from(typed("text/plain")).leaving(typed("application/octet-stream")))
                    .failsByEffect(Misdeed.WRONG_FIELD);
            judged(put().answered(415).controls(415, 415).from(typed("text/plain")))
                    .isNotApplicable();
        }
    }

    @Nested
    class A_refused_delete {

        private static JudgementAssert judged(AnAttempt refused, AnAttempt listing) {
            return Judging.by(NoEffect.DELETE_SIDE, "a DELETE with a replaced tag, then the collection")
                    .judged(refused, listing);
        }

        @Test
        void leaves_the_resource_in_the_list() {
            AnAttempt kept = delete().answered(412).controlled();
            judged(kept, get().answered(200, "ifmatch-0 ifmatch-1")).passes();
            judged(kept, get().answered(200, "ifmatch-0")).failsByEffect(Misdeed.SIDE_EFFECT);
            judged(kept, get().answered(503)).wantsAnotherLook(Outcome.INCONCLUSIVE);
            judged(delete().answered(204).performed(), get().answered(200, "")).failsByEffect(Misdeed.PERFORMED);
        }
    }

    @Nested
    class A_refused_post_to_a_collection {

        private static JudgementAssert judged(AnAttempt attempt) {
            return Judging.by(NoEffect.NO_CHILD, "a POST that creates, with a replaced tag of the collection")
                    .judged(attempt);
        }

        @Test
        void names_nothing_that_it_made() {
            Field location = Field.of("Location", "/items/8");
            judged(post().answered(412).controls(201, 201)).passes();
            judged(post().answered(412, location).controls(201, 201)).warns(Misdeed.WRONG_FIELD);
            judged(post().answered(412, location).controls(201, 201).later(present(TAG_AFTER, AnAttempt.WRITTEN)))
                    .failsByEffect(Misdeed.REFUSED_YET_PERFORMED);
            judged(post().answered(503).controls(201, 201)).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }
    }
}
