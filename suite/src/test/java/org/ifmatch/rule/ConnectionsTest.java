package org.ifmatch.rule;

import static org.ifmatch.observe.AnAttempt.BEFORE;
import static org.ifmatch.observe.AnAttempt.TAG_BEFORE;
import static org.ifmatch.observe.AnAttempt.WRITTEN;
import static org.ifmatch.observe.AnAttempt.get;
import static org.ifmatch.observe.AnAttempt.present;
import static org.ifmatch.observe.AnAttempt.put;

import java.util.List;
import org.ifmatch.http.Field;
import org.ifmatch.http.Request;
import org.ifmatch.observe.ATalk;
import org.ifmatch.observe.AnAttempt;
import org.ifmatch.observe.Conversation.Ended.By;
import org.ifmatch.observe.Conversation.Part;
import org.ifmatch.observe.Intent;
import org.ifmatch.report.Outcome;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    private static final Judging IN_STEP = Judging.by(Connections.DRAINS_OR_CLOSES, Connections.REFUSED_EARLY.name());
    private static final Judging ANNOUNCED = Judging.by(Connections.ANNOUNCES, Connections.REFUSED_EARLY.name());
    private static final Judging READABLE = Judging.by(Connections.READABLE, Connections.UPLOADED_FIRST.name());
    private static final Judging IN_TURN = Judging.by(Connections.KEEPALIVE, Connections.IN_TURN.name());
    private static final Judging PIPELINED = Judging.by(Connections.PIPELINE, Connections.PIPELINED.name());
    private static final Judging BEHIND_CLOSE =
            Judging.by(Connections.NOTHING_AFTER_CLOSE, Connections.BEHIND_CLOSE.name());
    private static final Judging BEHIND_REFUSAL =
            Judging.by(Connections.NOTHING_AFTER_CLOSE, Connections.BEHIND_REFUSAL.name());

    private static final String FIRST = "n00000000000000000000000000000a1";
    private static final Request PUT = ATalk.put("\"old\"");
    private static final Request SECOND = ATalk.put("\"tag\"");
    private static final Request GET = ATalk.get();
    private static final Field CLOSE = Field.of("Connection", "close");

    private static AnAttempt attempt(ATalk talk, Request request) {
        return put().ifMatch("\"old\"").within(talk, request).controlled();
    }

    private static ATalk early(int status, Field... fields) {
        return ATalk.on().saysHead(PUT).hears(PUT, status, fields).saysContent(PUT);
    }

    // A refusal before the content.

    @Test
    void a_get_that_gets_its_own_answer_shows_that_the_content_was_read() {
        IN_STEP.judged(attempt(early(412).says(GET).hears(GET, 200, BEFORE), PUT))
                .passes();
    }

    @Test
    void a_connection_that_is_closed_takes_no_content_for_a_request() {
        IN_STEP.judged(attempt(early(412).ends(By.TARGET), PUT)).passes();
        IN_STEP.judged(attempt(early(412, CLOSE).says(GET).ends(By.TARGET_RESET), PUT))
                .passes();
    }

    @Test
    void an_answer_to_the_content_is_a_connection_out_of_step() {
        IN_STEP.judged(attempt(early(412).says(GET).hears(GET, 404).hears(GET, 200, BEFORE), PUT))
                .failsByAnswer(Misdeed.OUT_OF_STEP);
        IN_STEP.judged(attempt(early(412).says(GET).hears(GET, 400).ends(By.TARGET), PUT))
                .failsByAnswer(Misdeed.OUT_OF_STEP);
        IN_STEP.judged(attempt(early(412).says(GET).hears(GET, 200, BEFORE).hears(GET, 404), PUT))
                .failsByAnswer(Misdeed.OUT_OF_STEP);
    }

    @Test
    void a_busy_moment_is_no_connection_out_of_step() {
        IN_STEP.judged(attempt(early(412).says(GET).hears(GET, 503), PUT)).wantsAnotherLook(Outcome.INCONCLUSIVE);
        IN_STEP.judged(attempt(ATalk.on().saysHead(PUT).ends(By.TARGET_RESET), PUT))
                .wantsAnotherLook(Outcome.INCONCLUSIVE);
    }

    @Test
    void a_stale_put_that_is_performed_there_is_the_lost_update_that_it_is() {
        IN_STEP.judged(attempt(early(204), PUT).performed()).failsByEffect(Misdeed.PERFORMED);
    }

    @Test
    void who_closes_after_an_early_refusal_says_so() {
        ANNOUNCED.judged(attempt(early(412, CLOSE).ends(By.TARGET), PUT)).passes();
        ANNOUNCED
                .judged(attempt(early(412).says(GET).hears(GET, 200, BEFORE), PUT))
                .passes();
        ANNOUNCED.judged(attempt(early(412).says(GET).ends(By.TARGET), PUT)).warns(Misdeed.WRONG_FIELD);
    }

    @Test
    void who_refuses_after_the_content_has_nothing_to_announce() {
        ANNOUNCED
                .judged(attempt(
                        ATalk.on()
                                .saysHead(PUT)
                                .hearsNothing(PUT)
                                .saysContent(PUT)
                                .hears(PUT, 412),
                        PUT))
                .isNotApplicable();
    }

    @Test
    void a_refusal_can_be_read_after_the_whole_of_a_large_request() {
        READABLE.judged(attempt(ATalk.on().says(PUT).hears(PUT, 412), PUT)).passes();
        READABLE.judged(attempt(ATalk.on().saysInVain(PUT).hears(PUT, 412).ends(By.TARGET), PUT))
                .warns(Misdeed.OUT_OF_STEP);
        READABLE.judged(attempt(ATalk.on().saysInVain(PUT).ends(By.TARGET_RESET), PUT))
                .warns(Misdeed.OUT_OF_STEP)
                .because("no answer could be read");
    }

    @Test
    void a_target_that_is_slow_to_read_has_broken_nothing_off() {
        READABLE.judged(attempt(ATalk.on().saysInVain(PUT).hears(PUT, 412).hearsNothing(PUT), PUT))
                .wantsAnotherLook(Outcome.INCONCLUSIVE);
    }

    @Test
    void a_target_that_takes_no_large_content_gives_no_occasion() {
        READABLE.judged(put().within(ATalk.on().saysInVain(PUT).hears(PUT, 413), PUT)
                        .controls(413, 413))
                .isNotApplicable();
    }

    // One after the other.

    @Test
    void each_request_of_a_connection_is_judged_by_itself() {
        AnAttempt stale = put().ifMatch("\"old\"").answered(412).controlled();
        AnAttempt current = put().ifMatch(TAG_BEFORE).answered(204).performed().controlled();
        IN_TURN.judged(stale, current, stale, current).passes();
    }

    @Test
    void a_stale_put_that_is_performed_on_a_used_connection_is_a_lost_update() {
        AnAttempt stale = put().ifMatch("\"old\"").answered(412).controlled();
        AnAttempt current = put().ifMatch(TAG_BEFORE).answered(204).performed().controlled();
        AnAttempt later = put().ifMatch("\"old\"").answered(204).performed().controlled();
        IN_TURN.judged(stale, current, later, current).failsByEffect(Misdeed.PERFORMED);
    }

    @Test
    void a_current_tag_that_is_refused_after_a_refusal_locks_its_writer_out() {
        AnAttempt stale = put().ifMatch("\"old\"").answered(412).controlled();
        IN_TURN.judged(stale, put().ifMatch(TAG_BEFORE).answered(412).controlled())
                .failsByAnswer(Misdeed.LOCKED_OUT);
    }

    // In one write.

    private static final Request ONE = ATalk.put("\"tag\"");
    private static final Request TWO = ATalk.put("\"tag\"");

    private static JudgementAssert pipelined(ATalk talk, String end) {
        ATalk whole = talk;
        AnAttempt second =
                put().within(whole, TWO).leaving(present("\"e\"", end)).controlled();
        AnAttempt first = put().asking(new Intent.Replace(FIRST))
                .within(whole, ONE)
                .leaving(present("\"e\"", end))
                .controlled();
        AnAttempt read = get().within(whole, GET);
        return PIPELINED.judged(List.of(second.made(), first.made(), read.made()));
    }

    private static ATalk inOneWrite() {
        return ATalk.on().writes(Part.whole(ONE), Part.whole(TWO), Part.whole(GET));
    }

    @Test
    void requests_in_one_write_are_performed_and_answered_in_order() {
        pipelined(inOneWrite().hears(ONE, 204).hears(TWO, 412).hears(GET, 200, FIRST), FIRST)
                .passes();
    }

    @Test
    void a_second_put_with_the_same_tag_that_is_performed_destroys_the_first() {
        pipelined(inOneWrite().hears(ONE, 204).hears(TWO, 204).hears(GET, 200, WRITTEN), WRITTEN)
                .failsByEffect(Misdeed.PERFORMED);
        pipelined(inOneWrite().hears(ONE, 204).hears(TWO, 412).hears(GET, 200, FIRST), WRITTEN)
                .failsByEffect(Misdeed.REFUSED_YET_PERFORMED);
    }

    @Test
    void answers_in_another_order_are_out_of_step() {
        pipelined(inOneWrite().hears(ONE, 204).hears(TWO, 412).hears(GET, 200, BEFORE), FIRST)
                .failsByAnswer(Misdeed.OUT_OF_STEP);
        pipelined(
                        inOneWrite()
                                .hears(ONE, 204)
                                .hears(TWO, 412)
                                .hears(GET, 200, FIRST)
                                .hears(GET, 412),
                        FIRST)
                .failsByAnswer(Misdeed.OUT_OF_STEP);
    }

    @Test
    void a_first_put_that_is_refused_locks_its_writer_out() {
        pipelined(inOneWrite().hears(ONE, 412).hears(TWO, 412).hears(GET, 200, BEFORE), BEFORE)
                .failsByAnswer(Misdeed.LOCKED_OUT);
    }

    @Test
    void an_acknowledged_first_put_that_does_not_show_was_not_made() {
        pipelined(inOneWrite().hears(ONE, 204).hears(TWO, 412).hears(GET, 200, BEFORE), BEFORE)
                .failsByEffect(Misdeed.FALSE_SUCCESS);
    }

    @Test
    void a_connection_may_be_closed_after_the_first_of_several() {
        pipelined(inOneWrite().hears(ONE, 204).ends(By.TARGET), FIRST).notes();
    }

    @Test
    void a_busy_moment_is_tried_again() {
        pipelined(inOneWrite().hears(ONE, 503).hears(TWO, 412).hears(GET, 200, BEFORE), BEFORE)
                .wantsAnotherLook(Outcome.INCONCLUSIVE);
    }

    // Behind the last request.

    private static AnAttempt behind(ATalk talk) {
        return put().ifMatch("\"tag\"").within(talk, SECOND).controlled();
    }

    private static ATalk two() {
        return ATalk.on().writes(Part.whole(PUT), Part.whole(SECOND));
    }

    @Test
    void nothing_behind_the_last_request_is_performed() {
        BEHIND_CLOSE
                .judged(behind(two().hears(PUT, 412, CLOSE).ends(By.TARGET)).watched())
                .passes();
        BEHIND_CLOSE
                .judged(behind(two().hears(PUT, 412, CLOSE).ends(By.TARGET)).performed())
                .failsByEffect(Misdeed.PERFORMED)
                .because("not answered");
        BEHIND_CLOSE
                .judged(behind(two().hears(PUT, 412).hears(SECOND, 204)).performedLater())
                .failsByEffect(Misdeed.PERFORMED);
    }

    @Test
    void an_answer_to_what_was_not_performed_is_a_warning() {
        BEHIND_CLOSE
                .judged(behind(two().hears(PUT, 412, CLOSE).hears(SECOND, 412)).watched())
                .warns(Misdeed.OUT_OF_STEP);
    }

    @Test
    void a_refusal_that_does_not_say_close_does_not_end_the_connection() {
        BEHIND_REFUSAL
                .judged(behind(two().hears(PUT, 412).hears(SECOND, 204)).performed())
                .isNotApplicable();
        BEHIND_REFUSAL
                .judged(behind(two().hears(PUT, 412, CLOSE).hears(SECOND, 204)).performed())
                .failsByEffect(Misdeed.PERFORMED);
    }
}
