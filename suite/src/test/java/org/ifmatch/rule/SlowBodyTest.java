package org.ifmatch.rule;

import static org.ifmatch.observe.AnAttempt.BEFORE;
import static org.ifmatch.observe.AnAttempt.SOMEBODYS;
import static org.ifmatch.observe.AnAttempt.TAG_BEFORE;
import static org.ifmatch.observe.AnAttempt.WRITTEN;
import static org.ifmatch.observe.AnAttempt.absent;
import static org.ifmatch.observe.AnAttempt.delete;
import static org.ifmatch.observe.AnAttempt.post;
import static org.ifmatch.observe.AnAttempt.present;
import static org.ifmatch.observe.AnAttempt.put;
import static org.ifmatch.observe.AnAttempt.unreadable;

import org.ifmatch.http.Request;
import org.ifmatch.observe.ATalk;
import org.ifmatch.observe.AnAttempt;
import org.ifmatch.observe.Conversation.Ended.By;
import org.ifmatch.observe.Intent;
import org.ifmatch.observe.Snapshot;
import org.ifmatch.report.Outcome;
import org.junit.jupiter.api.Test;

class SlowBodyTest {

    private static final Judging SLOW = Judging.by(SlowBody.SLOW_BODY, SlowBody.OVERTAKEN.name());
    private static final Judging DELETED =
            Judging.by(SlowBody.OVERTAKEN_BY_A_DELETE, SlowBody.OVERTAKEN_BY_DELETE.name());
    private static final Judging GAP = Judging.by(SlowBody.EXPECT_GAP, SlowBody.EXPECTING_OVERTAKEN.name());
    private static final Judging TWO = Judging.by(SlowBody.BOTH_SLOW, SlowBody.TWO_SLOW.name());
    private static final Judging FREE = Judging.by(SlowBody.ABORTED_SLOW, SlowBody.AFTER_ABORTED.name());
    private static final Judging AGAIN = Judging.by(SlowBody.RETRY, SlowBody.PUT_AGAIN.name());
    private static final Judging POST_AGAIN = Judging.by(SlowBody.RETRY, SlowBody.POST_AGAIN.name());

    private static final String OTHERS = "n00000000000000000000000000000a1";
    private static final Request PUT = ATalk.put(TAG_BEFORE);
    private static final Snapshot OTHERS_STATE = present("\"others\"", OTHERS);

    /** Somebody else's PUT, performed in the middle of the upload. */
    private static AnAttempt other() {
        return put().asking(new Intent.Replace(OTHERS))
                .ifMatch(TAG_BEFORE)
                .answered(204)
                .leaving(OTHERS_STATE);
    }

    private static AnAttempt otherWithoutCondition() {
        return put().asking(new Intent.Replace(OTHERS)).answered(204).leaving(OTHERS_STATE);
    }

    private static AnAttempt refusedOther(int status) {
        return put().asking(new Intent.Replace(OTHERS)).ifMatch(TAG_BEFORE).answered(status);
    }

    private static AnAttempt upload(ATalk talk) {
        return put().ifMatch(TAG_BEFORE).within(talk, PUT).controlled();
    }

    private static ATalk overtaken(AnAttempt other, int status) {
        return ATalk.on().saysHalf(PUT).meanwhile(other).saysRest(PUT).hears(PUT, status);
    }

    /** The other one is answered only when the upload is over. */
    private static ATalk waitedFor(AnAttempt other, int status) {
        return ATalk.on().saysHalf(PUT).meanwhileWaiting(other).saysRest(PUT).hears(PUT, status);
    }

    @Test
    void an_upload_that_was_overtaken_is_refused_and_the_others_state_stays() {
        SLOW.judged(upload(overtaken(other(), 412)).from(OTHERS_STATE)).passes();
        SLOW.judged(upload(overtaken(other(), 409)).from(OTHERS_STATE)).passes();
        SLOW.judged(upload(overtaken(otherWithoutCondition(), 412)).from(OTHERS_STATE))
                .passes();
    }

    @Test
    void an_upload_that_comes_to_nothing_destroys_nothing() {
        ATalk closed = ATalk.on().saysHalf(PUT).meanwhile(other()).saysRest(PUT).ends(By.TARGET);
        SLOW.judged(upload(closed).from(OTHERS_STATE)).passes();
    }

    @Test
    void a_refusal_proves_nothing_where_slow_uploads_are_never_performed() {
        SLOW.judged(upload(overtaken(other(), 412)).from(OTHERS_STATE).controls(204, 412))
                .isInconclusive();
    }

    @Test
    void an_upload_that_is_performed_although_it_was_overtaken_destroys_the_others_change() {
        SLOW.judged(upload(overtaken(other(), 204)).from(OTHERS_STATE).performed())
                .failsByEffect(Misdeed.PERFORMED)
                .because("destroyed its change");
        SLOW.judged(upload(overtaken(otherWithoutCondition(), 204))
                        .from(OTHERS_STATE)
                        .performed())
                .failsByEffect(Misdeed.PERFORMED)
                .because("without a condition");
    }

    @Test
    void where_the_tag_stood_still_the_tag_is_to_blame_and_no_race() {
        AnAttempt other = other().leaving(present(TAG_BEFORE, OTHERS));
        SLOW.judged(upload(overtaken(other, 204)).performed())
                .failsByEffect(Misdeed.WRONG_FIELD)
                .because("stood still");
        SLOW.judged(upload(overtaken(other, 412)).performed()).failsByEffect(Misdeed.REFUSED_YET_PERFORMED);
        two(204, 204, present(TAG_BEFORE, OTHERS))
                .failsByEffect(Misdeed.WRONG_FIELD)
                .because("stood still");
    }

    @Test
    void an_upload_that_is_refused_and_performed_all_the_same_destroys_it_too() {
        SLOW.judged(upload(overtaken(other(), 412)).from(OTHERS_STATE).performed())
                .failsByEffect(Misdeed.REFUSED_YET_PERFORMED);
    }

    @Test
    void two_writes_with_one_tag_cannot_both_be_acknowledged() {
        SLOW.judged(upload(overtaken(other(), 204)).from(OTHERS_STATE)).failsByAnswer(Misdeed.FALSE_SUCCESS);
    }

    @Test
    void an_upload_may_count_as_made_before_an_unconditional_write() {
        SLOW.judged(upload(overtaken(otherWithoutCondition(), 204)).from(OTHERS_STATE))
                .notes();
    }

    @Test
    void what_neither_of_them_wrote_is_nobodys() {
        SLOW.judged(upload(overtaken(other(), 204)).from(OTHERS_STATE).leaving(present("\"x\"")))
                .failsByEffect(Misdeed.SIDE_EFFECT);
        SLOW.judged(upload(overtaken(other(), 204)).from(OTHERS_STATE).leaving(present("\"x\"", SOMEBODYS)))
                .wantsAnotherLook(Outcome.INCONCLUSIVE);
    }

    @Test
    void an_upload_may_hold_the_resource() {
        SLOW.judged(upload(overtaken(refusedOther(423), 204)).performed()).notes();
        SLOW.judged(upload(waitedFor(refusedOther(412), 204)).performed()).wantsAnotherLook(Outcome.NOTE);
        SLOW.judged(upload(overtaken(refusedOther(503), 204)).performed()).wantsAnotherLook(Outcome.NOTE);
    }

    @Test
    void who_waited_for_the_upload_and_was_performed_with_the_same_tag_destroys_it() {
        SLOW.judged(upload(waitedFor(other(), 204)).leaving(OTHERS_STATE)).failsByEffect(Misdeed.PERFORMED);
    }

    @Test
    void who_waited_for_the_upload_without_a_condition_may_replace_it() {
        SLOW.judged(upload(waitedFor(otherWithoutCondition(), 204)).leaving(OTHERS_STATE))
                .notes();
    }

    @Test
    void an_acknowledged_write_without_a_condition_that_the_upload_covers_is_lost() {
        SLOW.judged(upload(waitedFor(otherWithoutCondition(), 204)).performed()).failsByEffect(Misdeed.PERFORMED);
    }

    @Test
    void who_is_refused_in_the_middle_and_performed_all_the_same_is_told() {
        SLOW.judged(upload(overtaken(refusedOther(412), 409)).leaving(OTHERS_STATE))
                .failsByEffect(Misdeed.REFUSED_YET_PERFORMED);
    }

    @Test
    void what_cannot_be_told_is_tried_again() {
        SLOW.judged(upload(overtaken(other(), 408)).from(OTHERS_STATE)).wantsAnotherLook(Outcome.INCONCLUSIVE);
        SLOW.judged(upload(overtaken(other(), 204)).leaving(unreadable())).wantsAnotherLook(Outcome.INCONCLUSIVE);
        SLOW.judged(upload(overtaken(refusedOther(503), 503))).wantsAnotherLook(Outcome.INCONCLUSIVE);
        SLOW.judged(upload(ATalk.on().saysHalf(PUT).ends(By.TARGET))).wantsAnotherLook(Outcome.INCONCLUSIVE);
    }

    @Test
    void a_target_that_refuses_such_uploads_gives_no_occasion() {
        SLOW.judged(put().ifMatch(TAG_BEFORE)
                        .within(ATalk.on().saysHalf(PUT).hears(PUT, 411), PUT)
                        .controls(411, 411))
                .isNotApplicable();
    }

    @Test
    void a_target_that_refuses_such_uploads_once_they_are_sent_gives_no_occasion_either() {
        SLOW.judged(put().ifMatch(TAG_BEFORE)
                        .within(overtaken(other(), 411), PUT)
                        .from(OTHERS_STATE)
                        .controls(411, 411))
                .isNotApplicable();
    }

    // Overtaken by a DELETE.

    private static AnAttempt remover() {
        return delete().ifMatch(TAG_BEFORE).answered(204).performed();
    }

    @Test
    void what_was_deleted_under_an_upload_stays_deleted() {
        DELETED.judged(upload(overtaken(remover(), 412)).from(absent())).passes();
        DELETED.judged(upload(overtaken(remover(), 404)).from(absent())).passes();
    }

    @Test
    void an_upload_that_brings_back_what_was_deleted_destroys_the_deletion() {
        DELETED.judged(upload(overtaken(remover(), 201)).from(absent()).performed())
                .failsByEffect(Misdeed.PERFORMED)
                .because("brought back what was deleted");
    }

    // After 100 (Continue).

    private static ATalk invited(AnAttempt other, int status) {
        return ATalk.on()
                .saysHead(PUT)
                .hears(PUT, 100)
                .meanwhile(other)
                .saysContent(PUT)
                .hears(PUT, status);
    }

    @Test
    void a_100_is_no_promise() {
        GAP.judged(upload(invited(other(), 412)).from(OTHERS_STATE)).passes();
        GAP.judged(upload(invited(other(), 204)).from(OTHERS_STATE).performed()).failsByEffect(Misdeed.PERFORMED);
    }

    @Test
    void without_a_100_there_is_no_gap() {
        GAP.judged(upload(ATalk.on().saysHead(PUT).hears(PUT, 417))).isNotApplicable();
        GAP.judged(upload(ATalk.on().saysHead(PUT).hearsNothing(PUT))).isNotApplicable();
    }

    // Two at once.

    private static JudgementAssert two(int mine, int others, Snapshot end) {
        AnAttempt beside = put().asking(new Intent.Replace(OTHERS))
                .ifMatch(TAG_BEFORE)
                .answered(others)
                .leaving(end);
        ATalk talk = ATalk.on().saysHalf(PUT).saysRest(PUT).hears(PUT, mine).meanwhile(beside);
        return TWO.judged(upload(talk).leaving(end));
    }

    @Test
    void of_two_uploads_one_is_performed() {
        two(204, 412, present("\"m\"", WRITTEN)).passes();
        two(412, 204, OTHERS_STATE).passes();
    }

    @Test
    void of_two_uploads_that_are_both_acknowledged_one_is_lost() {
        two(204, 204, OTHERS_STATE).failsByEffect(Misdeed.PERFORMED);
    }

    @Test
    void the_state_is_that_of_the_acknowledged_upload() {
        two(204, 412, OTHERS_STATE).failsByEffect(Misdeed.REFUSED_YET_PERFORMED);
        two(204, 412, present("\"b\"", BEFORE)).failsByEffect(Misdeed.SIDE_EFFECT);
        two(204, 500, OTHERS_STATE).wantsAnotherLook(Outcome.INCONCLUSIVE);
    }

    @Test
    void two_uploads_that_are_both_refused_say_nothing() {
        two(409, 409, present(TAG_BEFORE, BEFORE)).wantsAnotherLook(Outcome.INCONCLUSIVE);
    }

    // After an upload that was broken off.

    private static AnAttempt aborted() {
        return put().ifMatch(TAG_BEFORE)
                .within(ATalk.on().saysHalf(PUT).ends(By.US_RESET), PUT)
                .controlled();
    }

    @Test
    void an_upload_that_was_broken_off_leaves_the_resource_free() {
        FREE.judged(put().ifMatch(TAG_BEFORE).answered(204).performed().controlled(), aborted())
                .passes();
    }

    @Test
    void a_lock_that_outlives_its_upload_is_a_warning() {
        FREE.judged(put().ifMatch(TAG_BEFORE).answered(423).controlled(), aborted())
                .warns(Misdeed.LOCKED_OUT);
    }

    @Test
    void a_tag_that_an_aborted_upload_spent_locks_its_writer_out() {
        FREE.judged(put().ifMatch(TAG_BEFORE).answered(412).controlled(), aborted())
                .failsByAnswer(Misdeed.LOCKED_OUT);
    }

    @Test
    void half_an_upload_that_shows_is_told_here_too() {
        FREE.judged(
                        put().ifMatch(TAG_BEFORE).answered(412).controlled(),
                        aborted().performed())
                .failsByEffect(Misdeed.SIDE_EFFECT);
    }

    // Sent again.

    private static final Snapshot OWN = present("\"own\"", WRITTEN);

    @Test
    void a_put_that_is_sent_again_is_made_once_or_refused() {
        AGAIN.judged(put().ifMatch(TAG_BEFORE).from(OWN).answered(412).watched(), put())
                .passes();
        AGAIN.judged(put().ifMatch(TAG_BEFORE).answered(204).performed().watched(), put())
                .passes();
    }

    @Test
    void a_first_put_that_takes_effect_after_the_second_was_refused_comes_late() {
        AGAIN.judged(put().ifMatch(TAG_BEFORE).answered(412).performedLater(), put())
                .failsByEffect(Misdeed.PERFORMED_LATE);
    }

    @Test
    void a_refusal_of_what_never_was_made_says_nothing() {
        AGAIN.judged(put().ifMatch(TAG_BEFORE).answered(412).watched(), put()).wantsAnotherLook(Outcome.INCONCLUSIVE);
    }

    @Test
    void an_append_that_is_sent_again_is_not_made_twice() {
        Snapshot once = present("\"one\"", BEFORE, WRITTEN);
        Snapshot twice = present("\"two\"", BEFORE, WRITTEN, WRITTEN);
        POST_AGAIN
                .judged(post().ifMatch(TAG_BEFORE).from(once).answered(412).watched(), post())
                .passes();
        POST_AGAIN
                .judged(
                        post().ifMatch(TAG_BEFORE)
                                .from(once)
                                .answered(200)
                                .leaving(twice)
                                .watched(),
                        post())
                .failsByEffect(Misdeed.PERFORMED)
                .because("made twice");
    }
}
