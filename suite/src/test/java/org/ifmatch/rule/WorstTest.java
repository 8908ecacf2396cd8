package org.ifmatch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ifmatch.report.Outcome;
import org.junit.jupiter.api.Test;

/** Which judgement counts where one observation has several attempts. */
class WorstTest {

    private static final Judgement FINE = judgement(Outcome.PASS, true, false);
    private static final Judgement PROVED = judgement(Outcome.FAIL, true, false);
    private static final Judgement BY_ANSWER = judgement(Outcome.FAIL, false, false);
    private static final Judgement SERVER_ERROR = judgement(Outcome.WARN, false, true);
    private static final Judgement SAYS_NOTHING = judgement(Outcome.INCONCLUSIVE, false, true);

    private static Judgement judgement(Outcome outcome, boolean proved, boolean again) {
        return new Judgement(outcome, "because", Misdeed.NONE, proved, again, List.of());
    }

    private static Judgement worst(Judgement... all) {
        return Oracle.worst(List.of(all));
    }

    @Test
    void a_failure_that_is_proved_counts_before_all_others() {
        assertThat(worst(FINE, SERVER_ERROR, PROVED, BY_ANSWER)).isEqualTo(PROVED);
    }

    @Test
    void what_wants_another_look_counts_before_what_only_an_answer_tells() {
        assertThat(worst(FINE, BY_ANSWER, SAYS_NOTHING)).isEqualTo(SAYS_NOTHING);
    }

    @Test
    void a_server_error_beside_other_answers_is_not_held_against_the_server() {
        assertThat(worst(FINE, SERVER_ERROR, FINE)).isEqualTo(SERVER_ERROR.as(Outcome.INCONCLUSIVE));
    }

    @Test
    void a_server_error_at_every_attempt_is_the_server_s_fault() {
        assertThat(worst(SERVER_ERROR, SERVER_ERROR)).isEqualTo(SERVER_ERROR);
    }
}
