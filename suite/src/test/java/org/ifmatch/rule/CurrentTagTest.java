package org.ifmatch.rule;

import static org.ifmatch.observe.AnAttempt.TAG_AFTER;
import static org.ifmatch.observe.AnAttempt.TAG_BEFORE;
import static org.ifmatch.observe.AnAttempt.WRITTEN;
import static org.ifmatch.observe.AnAttempt.options;
import static org.ifmatch.observe.AnAttempt.present;
import static org.ifmatch.observe.AnAttempt.put;
import static org.ifmatch.observe.AnAttempt.showing;
import static org.ifmatch.observe.AnAttempt.unreadable;

import java.util.ArrayList;
import java.util.List;
import org.ifmatch.http.Field;
import org.ifmatch.observe.AnAttempt;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Intent;
import org.ifmatch.report.Outcome;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CurrentTagTest {

    @Nested
    class A_chain {

        private static final int CYCLES = 10;

        private final List<Attempt> attempts = new ArrayList<>();

        private JudgementAssert judged() {
            return Judging.by(CurrentTag.IN_A_CHAIN, "cycles of GET, PUT with its tag, and the same tag once more")
                    .judged(attempts);
        }

        private static AnAttempt rightful() {
            return put().ifMatch(TAG_BEFORE);
        }

        private static AnAttempt usedUp() {
            return put().from(present(TAG_AFTER, AnAttempt.BEFORE)).ifMatch(TAG_BEFORE);
        }

        private void cycles(int count) {
            for (int i = 0; i < count; i++) {
                attempts.add(rightful().answered(204).performed().controlled().made());
                attempts.add(usedUp().answered(412).controlled().made());
            }
        }

        @Test
        void passes_where_each_current_tag_is_accepted_and_each_used_up_refused() {
            cycles(CYCLES);
            judged().passes().because("20 requests");
        }

        @Test
        void fails_where_one_used_up_tag_let_a_write_through() {
            cycles(CYCLES);
            attempts.add(usedUp().answered(204).performed().controlled().made());
            judged().failsByEffect(Misdeed.PERFORMED);
        }

        @Test
        void fails_where_one_current_tag_was_refused() {
            cycles(CYCLES);
            attempts.add(rightful().answered(412).controlled().made());
            judged().failsByAnswer(Misdeed.LOCKED_OUT);
        }

        @Test
        void passes_over_a_few_answers_that_say_nothing() {
            cycles(CYCLES);
            attempts.add(rightful().answered(503).controlled().made());
            attempts.add(usedUp().answered(429).controlled().made());
            judged().passes();
        }

        @Test
        void is_settled_by_no_less_than_half_of_the_answers() {
            cycles(1);
            attempts.add(rightful().answered(503).controlled().made());
            attempts.add(rightful().answered(503).controlled().made());
            attempts.add(rightful().answered(503).controlled().made());
            judged().isInconclusive();
        }

        @Test
        void does_not_claim_what_its_controls_do_not_prove() {
            attempts.add(rightful().answered(204).performed().controls(204, 412).made());
            attempts.add(usedUp().answered(412).controls(204, 412).made());
            judged().isInconclusive().because("so might any condition be");
        }
    }

    @Nested
    class A_put_that_changes_nothing {

        private static JudgementAssert judged(AnAttempt same, AnAttempt next) {
            return Judging.by(
                            CurrentTag.NOOP_UPDATE,
                            "a PUT of the content that is there, with the current tag, then another")
                    .judged(same, next);
        }

        private static AnAttempt same() {
            return put().from(present(TAG_BEFORE, WRITTEN)).answered(204).controlled();
        }

        private static AnAttempt next() {
            return put().answered(204).performed().controlled();
        }

        @Test
        void is_a_note_whether_it_moves_the_tag_or_not() {
            judged(same(), next()).notes().because("does not move the tag");
            judged(
                            same(),
                            put().from(present(TAG_AFTER, WRITTEN))
                                    .asking(new Intent.Replace(AnAttempt.SOMEBODYS))
                                    .answered(204)
                                    .leaving(present("\"third\"", AnAttempt.SOMEBODYS)))
                    .notes()
                    .because("moves the tag");
        }

        @Test
        void locks_out_where_it_is_refused() {
            judged(same().answered(412), next()).failsByAnswer(Misdeed.LOCKED_OUT);
        }

        @Test
        void locks_out_where_the_next_writer_is_refused() {
            judged(same(), put().answered(412).controlled()).failsByAnswer(Misdeed.LOCKED_OUT);
        }

        @Test
        void fails_where_it_leaves_something_else() {
            judged(same().leaving(showing("")), next()).failsByEffect(Misdeed.SIDE_EFFECT);
        }

        @Test
        void settles_nothing_with_another_answer() {
            judged(same().answered(409), next()).wantsAnotherLook(Outcome.INCONCLUSIVE);
            judged(same().answered(503), next()).wantsAnotherLook(Outcome.INCONCLUSIVE);
            judged(same().leaving(unreadable()), next()).wantsAnotherLook(Outcome.INCONCLUSIVE);
            judged(same(), put().answered(503).controlled()).wantsAnotherLook(Outcome.INCONCLUSIVE);
            judged(same().answered(412).controls(503, 412), next()).isInconclusive();
        }
    }

    @Nested
    class A_replacement {

        private static JudgementAssert judged(AnAttempt attempt) {
            return Judging.by(CurrentTag.CREATED_OR_REPLACED, "a PUT with the current tag")
                    .judged(attempt);
        }

        @Test
        void that_is_called_a_creation_is_noted_and_never_judged() {
            judged(put().answered(201).performed().controlled()).notes();
            judged(put().answered(200).performed().controlled()).passes();
            judged(put().answered(204).performed().controlled()).passes();
        }

        @Test
        void that_was_not_made_is_the_matter_of_the_other_rule() {
            judged(put().answered(412).controlled()).failsByAnswer(Misdeed.LOCKED_OUT);
            judged(put().answered(503).controlled()).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }
    }

    @Nested
    class A_preflight {

        private static JudgementAssert judged(AnAttempt attempt) {
            return Judging.by(CurrentTag.CORS_USABLE, "a CORS preflight for a PUT with If-Match")
                    .judged(attempt);
        }

        @Test
        void is_noted_and_never_judged() {
            judged(options().answered(405)).notes().because("does not speak CORS");
            judged(options().answered(204, Field.of("Access-Control-Allow-Origin", "*")))
                    .notes()
                    .because("cannot send If-Match and cannot read ETag");
            judged(options()
                            .from(present(List.of(Field.of("Access-Control-Expose-Headers", "ETag")), AnAttempt.BEFORE))
                            .answered(
                                    204,
                                    Field.of("Access-Control-Allow-Origin", "*"),
                                    Field.of("Access-Control-Allow-Headers", "If-Match, X-Other")))
                    .notes()
                    .because("can send If-Match and can read ETag");
        }
    }
}
