package org.ifmatch.rule;

import static org.ifmatch.observe.AnAttempt.BEFORE;
import static org.ifmatch.observe.AnAttempt.SOMEBODYS;
import static org.ifmatch.observe.AnAttempt.TAG_BEFORE;
import static org.ifmatch.observe.AnAttempt.get;
import static org.ifmatch.observe.AnAttempt.present;
import static org.ifmatch.observe.AnAttempt.put;
import static org.ifmatch.observe.AnAttempt.showing;
import static org.ifmatch.observe.AnAttempt.unreadable;

import org.ifmatch.http.Request;
import org.ifmatch.observe.ATalk;
import org.ifmatch.observe.AnAttempt;
import org.ifmatch.observe.Conversation.Ended.By;
import org.ifmatch.report.Outcome;
import org.junit.jupiter.api.Test;

class UploadsTest {

    private static final Judging HALF = new Judging(
            Uploads.ABORTED_LENGTH,
            Uploads.ABORTED_LENGTH.cases().get(0).scenario().name(),
            Targets.PLAIN);
    private static final Judging SEEN = new Judging(
            Uploads.ABORTED_LENGTH,
            Uploads.ABORTED_LENGTH.cases().get(2).scenario().name(),
            Targets.PLAIN);

    private static final Request PUT = ATalk.put(TAG_BEFORE);

    private static AnAttempt half() {
        return put().ifMatch(TAG_BEFORE)
                .within(ATalk.on().saysHalf(PUT).ends(By.US_RESET), PUT)
                .controlled();
    }

    @Test
    void half_an_upload_changes_nothing() {
        HALF.judged(half().watched()).passes();
    }

    @Test
    void half_an_upload_proves_nothing_where_a_whole_one_is_not_performed() {
        HALF.judged(half().controls(204, 412).watched()).isInconclusive();
    }

    @Test
    void half_an_upload_that_shows_is_a_fault_however_late() {
        HALF.judged(half().performed()).failsByEffect(Misdeed.SIDE_EFFECT);
        HALF.judged(half().performedLater()).failsByEffect(Misdeed.SIDE_EFFECT);
        HALF.judged(half().leaving(showing(""))).failsByEffect(Misdeed.SIDE_EFFECT);
    }

    @Test
    void half_an_upload_that_moves_the_tag_is_a_fault() {
        HALF.judged(half().leaving(present("\"moved\"", BEFORE)))
                .failsByEffect(Misdeed.WRONG_FIELD)
                .because("the tag moved from \"before\" to \"moved\"");
    }

    /** A server that does one thing at a time may be busy with the half for as long as a look waits. */
    @Test
    void half_an_upload_is_judged_by_the_look_that_could_be_read() {
        HALF.judged(half().leaving(unreadable()).later(present(TAG_BEFORE, BEFORE)))
                .passes();
        HALF.judged(half().leaving(unreadable()).later(present("\"moved\"", BEFORE)))
                .failsByEffect(Misdeed.WRONG_FIELD);
        HALF.judged(half().leaving(unreadable())).wantsAnotherLook(Outcome.INCONCLUSIVE);
    }

    @Test
    void half_an_upload_that_is_acknowledged_lies() {
        AnAttempt acknowledged = put().ifMatch(TAG_BEFORE)
                .within(ATalk.on().saysHalf(PUT).ends(By.US).hears(PUT, 204), PUT)
                .controlled();
        HALF.judged(acknowledged).failsByAnswer(Misdeed.FALSE_SUCCESS);
    }

    @Test
    void a_refusal_of_half_a_request_is_as_it_should_be() {
        AnAttempt refused = put().ifMatch(TAG_BEFORE)
                .within(ATalk.on().saysHalf(PUT).ends(By.US).hears(PUT, 400), PUT)
                .controlled();
        HALF.judged(refused).passes();
    }

    @Test
    void a_target_that_takes_no_such_content_gives_no_occasion() {
        AnAttempt refused = put().ifMatch(TAG_BEFORE)
                .within(ATalk.on().saysHalf(PUT).hears(PUT, 411), PUT)
                .controls(411, 411);
        HALF.judged(refused).isNotApplicable();
    }

    @Test
    void somebody_elses_write_is_not_ours() {
        HALF.judged(half().leaving(present("\"x\"", SOMEBODYS))).wantsAnotherLook(Outcome.INCONCLUSIVE);
    }

    // A look in its middle.

    private static AnAttempt upload(ATalk talk) {
        return put().ifMatch(TAG_BEFORE).within(talk, PUT).performed().controlled();
    }

    private static ATalk around(AnAttempt reader) {
        return ATalk.on().saysHalf(PUT).meanwhile(reader).saysRest(PUT).hears(PUT, 204);
    }

    @Test
    void who_looks_in_the_middle_sees_what_was_there_before() {
        SEEN.judged(upload(around(get().answered(200)))).passes();
    }

    @Test
    void who_looks_in_the_middle_and_sees_a_part_of_it_sees_what_nobody_stored() {
        SEEN.judged(upload(around(get().answered(200).leaving(showing("half")))))
                .failsByEffect(Misdeed.SIDE_EFFECT);
    }

    @Test
    void who_cannot_look_in_the_middle_says_nothing() {
        SEEN.judged(upload(around(get().answered(503).leaving(unreadable())))).wantsAnotherLook(Outcome.INCONCLUSIVE);
    }

    @Test
    void a_reader_may_have_to_wait_for_the_upload() {
        ATalk waiting = ATalk.on()
                .saysHalf(PUT)
                .meanwhileWaiting(get().answered(200).leaving(present("\"e\"", AnAttempt.WRITTEN)))
                .saysRest(PUT)
                .hears(PUT, 204);
        SEEN.judged(upload(waiting)).notes();
    }
}
