package org.ifmatch.rule;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ifmatch.observe.AnAttempt;
import org.ifmatch.observe.Attempt;
import org.ifmatch.report.Outcome;
import org.junit.jupiter.api.Test;

/** Which of several judgements on one observation counts. */
class OracleTest {

    private static final Attempt ANY = AnAttempt.put().made();

    private static final Judgement PASSES = Judgement.pass(ANY, "fine");
    private static final Judgement NOTES = Judgement.note(ANY, "permitted");
    private static final Judgement WARNS = Judgement.warn(ANY, Misdeed.OTHER_STATUS, "not 412");
    private static final Judgement PERFORMED = Judgement.fail(ANY, Misdeed.PERFORMED, "performed");
    private static final Judgement LIED = Judgement.failByAnswer(ANY, Misdeed.FALSE_SUCCESS, "answered 204");
    private static final Judgement UNPROVED = Judgement.inconclusive(ANY, Misdeed.NONE, "proves nothing");
    private static final Judgement NOWHERE = Judgement.notApplicable(ANY, "not here");
    private static final Judgement BUSY = Judgement.again(ANY, Outcome.INCONCLUSIVE, Misdeed.NONE, "answered 503");
    private static final Judgement CRASHED = Judgement.again(ANY, Outcome.WARN, Misdeed.SERVER_ERROR, "answered 500");

    private static JudgementAssert worst(Judgement... all) {
        return JudgementAssert.assertThat(Oracle.worst(List.of(all)));
    }

    @Test
    void a_proved_failure_counts_more_than_anything() {
        worst(PASSES, BUSY, LIED, CRASHED, PERFORMED, WARNS).failsByEffect(Misdeed.PERFORMED);
    }

    @Test
    void another_look_is_wanted_before_a_finding_about_an_answer_counts() {
        worst(LIED, BUSY).wantsAnotherLook(Outcome.INCONCLUSIVE);
        worst(BUSY, PASSES).wantsAnotherLook(Outcome.INCONCLUSIVE);
    }

    @Test
    void the_gravest_counts_among_those_that_are_settled() {
        worst(PASSES, LIED, WARNS).failsByAnswer(Misdeed.FALSE_SUCCESS);
        worst(PASSES, WARNS, UNPROVED).warns(Misdeed.OTHER_STATUS);
        worst(PASSES, NOTES, UNPROVED).isInconclusive();
        worst(PASSES, NOTES).notes();
        worst(NOWHERE, PASSES).passes();
        worst(NOWHERE, NOWHERE).isNotApplicable();
    }

    @Test
    void a_server_error_now_and_then_is_no_habit() {
        worst(PASSES, CRASHED).wantsAnotherLook(Outcome.INCONCLUSIVE);
        worst(CRASHED, PASSES, CRASHED).wantsAnotherLook(Outcome.INCONCLUSIVE);
        worst(CRASHED, CRASHED).wantsAnotherLook(Outcome.WARN);
    }

    @Test
    void an_observation_without_an_attempt_cannot_be_judged() {
        assertThatThrownBy(() -> Oracles.REJECTED.judge(List.of(), Targets.PLAIN))
                .isInstanceOf(IllegalStateException.class);
    }
}
