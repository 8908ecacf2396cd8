package org.ifmatch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.ifmatch.observe.AnAttempt;
import org.ifmatch.observe.Attempt;
import org.ifmatch.report.Outcome;
import org.junit.jupiter.api.Test;

/** Several takes of one observation, and the one judgement that they come to (catalogue §0.6). */
class TakesTest {

    private static final Attempt ANY = AnAttempt.put().made();

    private static final Judgement PASSES = Judgement.pass(ANY, "answered 412, and nothing changed");
    private static final Judgement NOTES = Judgement.note(ANY, "permitted");
    private static final Judgement PERFORMED = Judgement.fail(ANY, Misdeed.PERFORMED, "it was performed");
    private static final Judgement LIED = Judgement.failByAnswer(ANY, Misdeed.FALSE_SUCCESS, "answered 204");
    private static final Judgement LOCKED_OUT = Judgement.failByAnswer(ANY, Misdeed.LOCKED_OUT, "answered 412");
    private static final Judgement WARNS = Judgement.warn(ANY, Misdeed.OTHER_STATUS, "answered 302");
    private static final Judgement PROVED_WARNING = PERFORMED.as(Outcome.WARN);
    private static final Judgement BUSY = Judgement.again(ANY, Outcome.INCONCLUSIVE, Misdeed.NONE, "answered 503");
    private static final Judgement CRASHED = Judgement.again(ANY, Outcome.WARN, Misdeed.SERVER_ERROR, "answered 500");
    private static final Judgement UNCONTROLLED =
            Judgement.inconclusive(ANY, Misdeed.NONE, "so might any condition be");

    /** Plays until no other take is wanted; the last of these is what every later take shows. */
    private static List<Judgement> played(Judgement... shows) {
        List<Judgement> takes = new ArrayList<>();
        do {
            takes.add(shows[Math.min(takes.size(), shows.length - 1)]);
        } while (Takes.wantsAnother(takes));
        return takes;
    }

    private static Judgement together(Judgement... shows) {
        return Takes.together(played(shows));
    }

    // An effect.

    @Test
    void an_effect_that_is_proved_once_counts_and_is_not_tried_again() {
        assertThat(played(PERFORMED)).hasSize(1);
        JudgementAssert.assertThat(together(PERFORMED)).failsByEffect(Misdeed.PERFORMED);
    }

    @Test
    void an_effect_that_is_proved_in_a_later_take_counts_and_says_how_often_it_was_seen() {
        JudgementAssert.assertThat(together(BUSY, BUSY, PERFORMED))
                .failsByEffect(Misdeed.PERFORMED)
                .because("seen in 1 of 3 takes");
    }

    @Test
    void an_effect_is_never_averaged_away() {
        JudgementAssert.assertThat(Takes.together(List.of(PASSES, PASSES, PASSES, PERFORMED)))
                .failsByEffect(Misdeed.PERFORMED);
        JudgementAssert.assertThat(Takes.together(List.of(LIED, PERFORMED, PASSES)))
                .failsByEffect(Misdeed.PERFORMED);
    }

    @Test
    void an_effect_that_is_only_warned_of_counts_once_as_well() {
        assertThat(played(PROVED_WARNING)).hasSize(1);
        JudgementAssert.assertThat(Takes.together(List.of(PROVED_WARNING, PASSES)))
                .warns(Misdeed.PERFORMED);
    }

    // A status alone.

    @Test
    void a_finding_about_an_answer_is_seen_three_times_before_it_counts() {
        assertThat(played(LIED)).hasSize(3);
        JudgementAssert.assertThat(together(LIED)).failsByAnswer(Misdeed.FALSE_SUCCESS);
        assertThat(played(WARNS)).hasSize(3);
        JudgementAssert.assertThat(together(WARNS)).warns(Misdeed.OTHER_STATUS);
    }

    @Test
    void a_finding_that_comes_and_goes_is_inconclusive() {
        JudgementAssert.assertThat(together(LIED, PASSES)).isInconclusive().because("it comes and goes");
        JudgementAssert.assertThat(together(LIED, LIED, PASSES))
                .isInconclusive()
                .because("2 of 3 takes");
    }

    @Test
    void three_different_findings_are_not_three_alike() {
        JudgementAssert.assertThat(together(LIED, LOCKED_OUT, LIED, LOCKED_OUT)).isInconclusive();
        JudgementAssert.assertThat(together(LIED, WARNS, LIED, LIED)).isInconclusive();
    }

    @Test
    void a_take_that_says_nothing_does_not_count_against_the_three() {
        assertThat(played(BUSY, LIED)).hasSize(4);
        JudgementAssert.assertThat(together(BUSY, LIED)).failsByAnswer(Misdeed.FALSE_SUCCESS);
        JudgementAssert.assertThat(together(LIED, BUSY, LIED)).failsByAnswer(Misdeed.FALSE_SUCCESS);
    }

    @Test
    void a_take_that_is_to_be_seen_again_is_none_of_the_three() {
        Judgement again = Judgement.again(ANY, Outcome.WARN, Misdeed.OTHER_STATUS, "answered 302 once more");
        JudgementAssert.assertThat(Takes.together(List.of(again, WARNS, WARNS))).isInconclusive();
    }

    @Test
    void a_finding_that_could_not_be_seen_three_times_is_inconclusive() {
        JudgementAssert.assertThat(together(BUSY, BUSY, LIED)).isInconclusive();
        JudgementAssert.assertThat(together(BUSY, BUSY, BUSY, LIED)).isInconclusive();
    }

    // What is fine.

    @Test
    void a_pass_is_not_tried_again() {
        assertThat(played(PASSES)).hasSize(1);
        assertThat(Takes.together(List.of(PASSES))).isEqualTo(PASSES);
        assertThat(played(NOTES)).hasSize(1);
    }

    @Test
    void what_cannot_be_settled_by_looking_again_is_not_tried_again() {
        assertThat(played(UNCONTROLLED)).hasSize(1);
        JudgementAssert.assertThat(together(UNCONTROLLED)).isInconclusive().because("so might any condition be");
    }

    @Test
    void a_pass_after_answers_that_say_nothing_is_a_pass() {
        JudgementAssert.assertThat(together(BUSY, CRASHED, PASSES)).passes();
    }

    @Test
    void a_pass_and_a_note_do_not_contradict_each_other() {
        JudgementAssert.assertThat(Takes.together(List.of(PASSES, NOTES))).notes();
    }

    // Answers that say nothing.

    @Test
    void answers_that_never_say_anything_are_inconclusive_after_four_takes() {
        assertThat(played(BUSY)).hasSize(Takes.MOST);
        JudgementAssert.assertThat(together(BUSY)).isInconclusive().because("4 takes");
    }

    @Test
    void a_server_error_every_time_is_a_warning() {
        assertThat(played(CRASHED)).hasSize(Takes.MOST);
        JudgementAssert.assertThat(together(CRASHED))
                .warns(Misdeed.SERVER_ERROR)
                .because("4 takes");
    }

    @Test
    void a_server_error_now_and_then_is_inconclusive() {
        JudgementAssert.assertThat(together(CRASHED, BUSY, CRASHED, CRASHED)).isInconclusive();
    }
}
