package org.ifmatch.rule;

import static org.ifmatch.observe.AnAttempt.absent;
import static org.ifmatch.observe.AnAttempt.put;
import static org.ifmatch.observe.AnAttempt.showing;
import static org.ifmatch.observe.AnAttempt.unreadable;

import java.util.List;
import org.ifmatch.observe.AnAttempt;
import org.ifmatch.report.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** O-MALF of the catalogue, row by row: a value that breaks the grammar or can never match. */
class MalformedTest {

    private static JudgementAssert judged(AnAttempt attempt) {
        return JudgementAssert.assertThat(Oracles.MALFORMED_WARNS.judge(List.of(attempt.made()), Targets.PLAIN));
    }

    private static JudgementAssert strictlyJudged(AnAttempt attempt) {
        return JudgementAssert.assertThat(Oracles.MALFORMED_FAILS.judge(List.of(attempt.made()), Targets.PLAIN));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 412, 413, 414, 431})
    void a_refusal_without_effect_passes_when_the_controls_work(int status) {
        judged(put().answered(status).controlled()).passes().forMisdeed(Misdeed.NONE);
        strictlyJudged(put().answered(status).controlled()).passes();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 412, 431})
    void a_refusal_proves_nothing_without_controls(int status) {
        judged(put().answered(status)).isInconclusive();
        judged(put().answered(status).controls(503, 204)).isInconclusive();
        judged(put().answered(status).controls(204, 412)).isInconclusive().forMisdeed(Misdeed.LOCKED_OUT);
    }

    @Test
    void a_400_that_the_plain_request_gets_too_is_not_applicable() {
        judged(put().answered(400).controls(400, 400)).isNotApplicable();
    }

    @Test
    void another_refusal_is_told_of() {
        judged(put().answered(409).controlled()).passes().forMisdeed(Misdeed.OTHER_STATUS);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204})
    void a_write_that_is_performed_is_what_the_entry_says(int status) {
        judged(put().answered(status).performed().controlled()).warns(Misdeed.PERFORMED);
        strictlyJudged(put().answered(status).performed().controlled()).failsByEffect(Misdeed.PERFORMED);
    }

    @Test
    void a_write_that_is_performed_counts_whatever_the_controls_did() {
        judged(put().answered(204).performed()).warns(Misdeed.PERFORMED);
        strictlyJudged(put().answered(204).performed()).failsByEffect(Misdeed.PERFORMED);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 412, 500})
    void a_write_that_is_refused_and_performed_fails_in_any_case(int status) {
        judged(put().answered(status).performed().controlled()).failsByEffect(Misdeed.REFUSED_YET_PERFORMED);
    }

    @Test
    void a_write_that_is_refused_and_performed_later_fails_in_any_case() {
        judged(put().answered(400).performedLater().controlled()).failsByEffect(Misdeed.PERFORMED_LATE);
    }

    @Test
    void another_effect_fails_in_any_case() {
        judged(put().answered(400).leaving(showing("")).controlled()).failsByEffect(Misdeed.SIDE_EFFECT);
        judged(put().answered(204).leaving(absent()).controlled()).failsByEffect(Misdeed.SIDE_EFFECT);
    }

    @Test
    void a_success_without_effect_fails_in_any_case() {
        judged(put().answered(204).controlled()).failsByAnswer(Misdeed.FALSE_SUCCESS);
    }

    @Test
    void a_server_error_every_time_is_a_warning_where_the_controls_work() {
        judged(put().answered(500).controlled()).wantsAnotherLook(Outcome.WARN).forMisdeed(Misdeed.SERVER_ERROR);
        judged(put().answered(500)).wantsAnotherLook(Outcome.INCONCLUSIVE);
    }

    @Test
    void a_connection_that_is_closed_without_an_answer_is_inconclusive() {
        judged(put().unanswered().controlled()).wantsAnotherLook(Outcome.INCONCLUSIVE);
    }

    @Test
    void a_resource_that_cannot_be_read_settles_nothing() {
        judged(put().answered(400).leaving(unreadable()).controlled()).wantsAnotherLook(Outcome.INCONCLUSIVE);
    }
}
