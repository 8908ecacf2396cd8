package org.ifmatch.rule;

import static org.ifmatch.observe.AnAttempt.SOMEBODYS;
import static org.ifmatch.observe.AnAttempt.TAG_AFTER;
import static org.ifmatch.observe.AnAttempt.delete;
import static org.ifmatch.observe.AnAttempt.get;
import static org.ifmatch.observe.AnAttempt.present;
import static org.ifmatch.observe.AnAttempt.put;
import static org.ifmatch.observe.AnAttempt.unreadable;

import java.util.List;
import org.ifmatch.observe.AnAttempt;
import org.ifmatch.observe.Attempt;
import org.ifmatch.report.Outcome;
import org.ifmatch.rule.RunOracle.JudgedCase;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The rules that judge what all refusals of a run have in common. */
class RunOraclesTest {

    private static final JudgedCase REFUSED =
            Cases.of("stale-tag/put-rejected", put().answered(412).watched().controlled());
    private static final JudgedCase REFUSED_DELETE = Cases.of(
            "stale-tag/delete-rejected", delete().answered(412).watched().controlled());
    private static final JudgedCase CONFLICT =
            Cases.of("foreign-tag/put-rejected", put().answered(409).controlled());
    private static final JudgedCase CLOSED =
            Cases.of("foreign-tag/put-rejected", put().answered(400).controls(204, 400));
    private static final JudgedCase LOST =
            Cases.of("stale-tag/put-rejected", put().answered(204).performed());
    private static final JudgedCase LIED =
            Cases.of("stale-tag/put-rejected", put().answered(204).controlled());
    private static final JudgedCase PROMISED =
            Cases.of("stale-tag/put-rejected", put().answered(202).controlled());
    private static final JudgedCase APPLIED =
            Cases.of("stale-tag/put-rejected", put().answered(412).performed().controlled());
    private static final JudgedCase APPLIED_LATER = Cases.of(
            "stale-tag/put-rejected", put().answered(412).performedLater().controlled());
    private static final JudgedCase UNSETTLED = Cases.of("stale-tag/put-rejected", put().answered(503));
    private static final JudgedCase ACCEPTED =
            Cases.of("current-tag/put", put().answered(204).performed());
    private static final JudgedCase READ =
            Cases.of("stale-tag/get-412", get().answered(404).controlled());

    private static JudgementAssert said(String id, JudgedCase... judged) {
        return said(id, List.of(), judged);
    }

    private static JudgementAssert said(String id, List<Attempt> lastLooks, JudgedCase... judged) {
        RunOracle oracle = Cases.rule(id).overRun().orElseThrow();
        return JudgementAssert.assertThat(oracle.judge(List.of(judged), lastLooks, Targets.PLAIN));
    }

    @Nested
    class The_exact_status {

        private static final String ID = "stale-tag/status-exact";

        @Test
        void passes_where_every_refusal_is_a_412() {
            said(ID, REFUSED, REFUSED_DELETE, ACCEPTED).passes();
        }

        @Test
        void is_a_warning_where_another_status_refuses_be_it_of_a_write_or_of_a_read() {
            said(ID, REFUSED, CONFLICT)
                    .warns(Misdeed.OTHER_STATUS)
                    .because("1 of 2")
                    .because("409");
            said(ID, REFUSED, READ).warns(Misdeed.OTHER_STATUS).because("404");
        }

        @Test
        void is_a_warning_where_a_server_error_refuses_every_time() {
            Judgement crashed = Takes.together(List.of(
                    Judgement.again(put().answered(500).made(), Outcome.WARN, Misdeed.SERVER_ERROR, "answered 500")));
            said(ID, Cases.judged("stale-tag/put-rejected", crashed), REFUSED_DELETE)
                    .warns(Misdeed.OTHER_STATUS)
                    .because("500");
        }

        @Test
        void is_no_matter_of_what_was_not_refused() {
            said(ID, REFUSED, LOST, LIED, PROMISED, APPLIED).passes();
        }

        @Test
        void settles_nothing_where_nothing_was_refused() {
            said(ID).isInconclusive();
            said(ID, LOST, ACCEPTED, UNSETTLED).isInconclusive();
            said(ID, PROMISED).isInconclusive();
        }

        @Test
        void is_not_claimed_of_a_target_that_refuses_every_condition() {
            said(ID, CLOSED).isInconclusive();
        }
    }

    @Nested
    class A_false_success {

        private static final String ID = "stale-tag/not-false-success";

        @Test
        void is_not_there_where_all_refusals_are_honest() {
            said(ID, REFUSED, CONFLICT).passes();
        }

        @Test
        void fails_wherever_it_is_seen() {
            said(ID, REFUSED, LIED).failsByEffect(Misdeed.FALSE_SUCCESS).because("1 of 2");
            said(ID, REFUSED, LIED, PROMISED)
                    .failsByEffect(Misdeed.FALSE_SUCCESS)
                    .because("2 of 3");
        }

        @Test
        void is_a_warning_where_only_202_was_answered() {
            said(ID, REFUSED, PROMISED).warns(Misdeed.FALSE_SUCCESS);
        }

        @Test
        void is_no_matter_of_what_was_performed() {
            said(ID, REFUSED, LOST).passes();
        }

        @Test
        void settles_nothing_where_nothing_was_refused() {
            said(ID, LOST, UNSETTLED, ACCEPTED).isInconclusive();
        }
    }

    @Nested
    class An_effect_of_what_was_refused {

        private static final String ID = "no-effect/content";

        @Test
        void is_not_there_where_nothing_changed() {
            said(ID, REFUSED, REFUSED_DELETE, CONFLICT).passes().because("3 refused writes");
        }

        @Test
        void fails_wherever_it_is_seen() {
            said(ID, REFUSED, APPLIED)
                    .failsByEffect(Misdeed.REFUSED_YET_PERFORMED)
                    .because("1 of 2");
            said(
                            ID,
                            Cases.of(
                                    "stale-tag/put-rejected",
                                    put().answered(412)
                                            .leaving(AnAttempt.showing(""))
                                            .controlled()))
                    .failsByEffect(Misdeed.SIDE_EFFECT);
        }

        @Test
        void is_no_matter_of_what_was_not_refused() {
            said(ID, REFUSED, LOST, LIED).passes();
            said(
                            ID,
                            REFUSED,
                            Cases.of(
                                    "stale-tag/put-rejected",
                                    put().answered(204).leaving(AnAttempt.showing(""))))
                    .passes();
        }

        @Test
        void settles_nothing_where_nothing_was_refused() {
            said(ID, LOST, UNSETTLED).isInconclusive();
        }
    }

    @Nested
    class A_late_effect {

        private static final String ID = "no-effect/deferred";

        @Test
        void is_not_there_where_nothing_changed_later_and_at_the_end() {
            said(ID, List.of(put().answered(412).watched().made()), REFUSED).passes();
        }

        @Test
        void fails_where_it_was_watched() {
            said(ID, REFUSED, APPLIED_LATER).failsByEffect(Misdeed.PERFORMED_LATE);
        }

        @Test
        void fails_where_it_shows_at_the_end_of_the_run() {
            said(ID, List.of(put().answered(412).performedLater().made()), REFUSED)
                    .failsByEffect(Misdeed.PERFORMED_LATE)
                    .because("end of the run");
            said(ID, List.of(delete().answered(409).performedLater().made()), REFUSED)
                    .failsByEffect(Misdeed.PERFORMED_LATE);
        }

        @Test
        void is_not_seen_in_what_somebody_else_wrote_or_what_cannot_be_read() {
            said(
                            ID,
                            List.of(put().answered(412)
                                    .later(present(TAG_AFTER, SOMEBODYS))
                                    .made()),
                            REFUSED)
                    .passes();
            said(ID, List.of(put().answered(412).later(unreadable()).made()), REFUSED)
                    .passes();
        }

        @Test
        void is_not_denied_by_refusals_that_nobody_watched() {
            said(ID, CONFLICT).isInconclusive();
            said(
                            ID,
                            Cases.of(
                                    "stale-tag/put-rejected",
                                    put().answered(412).later(unreadable()).controlled()))
                    .isInconclusive();
        }
    }
}
