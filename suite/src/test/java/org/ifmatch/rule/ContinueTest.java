package org.ifmatch.rule;

import static org.ifmatch.observe.AnAttempt.put;

import org.ifmatch.http.Field;
import org.ifmatch.http.Request;
import org.ifmatch.observe.ATalk;
import org.ifmatch.observe.AnAttempt;
import org.junit.jupiter.api.Test;

class ContinueTest {

    private static final Judging STALE = Judging.by(Continue.EXPECT_STALE, Continue.STALE.name());
    private static final Judging CURRENT = Judging.by(Continue.EXPECT_CURRENT, Continue.CURRENT.name());
    private static final Judging OLD_CLIENT = Judging.by(Continue.EXPECT_HTTP10, Continue.CURRENT_10.name());

    private static final Request PUT = ATalk.put("\"tag\"");

    private static ATalk early(int status, Field... fields) {
        return ATalk.on().saysHead(PUT).hears(PUT, status, fields);
    }

    private static ATalk invited(int status) {
        return early(100).saysContent(PUT).hears(PUT, status);
    }

    private static ATalk leftWaiting(int status, Field... fields) {
        return ATalk.on().saysHead(PUT).hearsNothing(PUT).saysContent(PUT).hears(PUT, status, fields);
    }

    private static AnAttempt attempt(ATalk talk) {
        return put().ifMatch("\"tag\"").within(talk, PUT);
    }

    @Test
    void a_stale_tag_is_best_refused_before_the_content() {
        STALE.judged(attempt(early(412)).controlled()).passes();
    }

    @Test
    void a_refusal_after_100_and_the_content_is_permitted() {
        STALE.judged(attempt(invited(412)).controlled()).notes();
    }

    @Test
    void a_refusal_without_controls_proves_nothing() {
        STALE.judged(attempt(early(412)).controls(0, 0)).isInconclusive();
    }

    @Test
    void a_client_that_hears_nothing_until_it_sends_is_left_waiting() {
        STALE.judged(attempt(leftWaiting(412)).controlled())
                .failsByAnswer(Misdeed.SILENT)
                .because("heard nothing for 3 seconds");
        CURRENT.judged(attempt(leftWaiting(204)).performed().controlled()).failsByAnswer(Misdeed.SILENT);
    }

    @Test
    void an_intermediary_may_have_kept_the_100_to_itself() {
        STALE.judged(attempt(leftWaiting(412, Field.of("Via", "1.1 proxy"))).controlled())
                .isInconclusive();
    }

    @Test
    void a_stale_tag_that_was_invited_and_performed_is_a_lost_update() {
        STALE.judged(attempt(invited(204)).performed().controlled()).failsByEffect(Misdeed.PERFORMED);
        STALE.judged(attempt(leftWaiting(204)).performed().controlled()).failsByEffect(Misdeed.PERFORMED);
    }

    @Test
    void a_target_that_refuses_expectations_gives_no_occasion() {
        STALE.judged(attempt(early(417)).controlled()).isNotApplicable();
        CURRENT.judged(attempt(early(417)).controlled()).isNotApplicable();
    }

    @Test
    void a_current_tag_is_invited_and_performed() {
        CURRENT.judged(attempt(invited(204)).performed().controlled()).passes();
    }

    @Test
    void a_current_tag_that_is_refused_locks_its_writer_out() {
        CURRENT.judged(attempt(early(412)).controlled()).failsByAnswer(Misdeed.LOCKED_OUT);
        CURRENT.judged(attempt(invited(412)).controlled()).failsByAnswer(Misdeed.LOCKED_OUT);
    }

    @Test
    void a_client_of_http_1_0_is_sent_no_100() {
        OLD_CLIENT
                .judged(attempt(invited(204)).performed().controlled())
                .failsByAnswer(Misdeed.MISPLACED_STATUS)
                .because("HTTP/1.0 was sent 100");
        OLD_CLIENT.judged(attempt(leftWaiting(204)).performed().controlled()).passes();
    }

    @Test
    void a_target_that_speaks_no_http_1_0_gives_no_occasion() {
        OLD_CLIENT.judged(attempt(early(505)).controls(505, 505)).isInconclusive();
        OLD_CLIENT.judged(attempt(early(426)).controls(426, 426)).isNotApplicable();
    }
}
