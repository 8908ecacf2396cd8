package org.ifmatch.rule;

import static org.ifmatch.observe.AnAttempt.get;
import static org.ifmatch.observe.AnAttempt.put;

import org.ifmatch.observe.AnAttempt;
import org.ifmatch.report.Outcome;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeighbourTest {

    @Nested
    class If_none_match_star_on_what_exists {

        private static final Judging STAR =
                Judging.by(Neighbour.INM_STAR_CREATE, "a PUT with If-None-Match: *, on what exists");

        private static AnAttempt star() {
            return put().with("If-None-Match", "*");
        }

        @Test
        void passes_with_412_when_the_controls_work() {
            STAR.judged(star().answered(412).controlled()).passes();
            STAR.judged(star().answered(412)).isInconclusive();
        }

        @ParameterizedTest
        @ValueSource(ints = {400, 403, 404, 409, 428})
        void fails_with_another_refusal(int status) {
            STAR.judged(star().answered(status).controlled()).failsByAnswer(Misdeed.OTHER_STATUS);
        }

        @Test
        void proves_nothing_with_another_refusal_where_the_plain_request_is_refused_too() {
            STAR.judged(star().answered(409).controls(409, 409)).isNotApplicable();
            STAR.judged(star().answered(409).controls(503, 204)).isInconclusive();
        }

        @Test
        void notes_that_the_target_demands_another_condition() {
            STAR.judged(star().answered(428).controls(428, 204)).notes();
        }

        @ParameterizedTest
        @ValueSource(strings = {"azure-blob", "couchdb"})
        void passes_with_the_refusal_of_its_dialect(String dialect) {
            STAR.at(Targets.of(dialect))
                    .judged(star().answered(409).controlled())
                    .passes();
        }

        @Test
        void fails_where_it_is_performed() {
            STAR.judged(star().answered(204).performed().controlled()).failsByEffect(Misdeed.PERFORMED);
            STAR.judged(star().answered(412).performed().controlled()).failsByEffect(Misdeed.REFUSED_YET_PERFORMED);
            STAR.at(Targets.of("azure-blob"))
                    .judged(star().answered(409).performed().controlled())
                    .failsByEffect(Misdeed.REFUSED_YET_PERFORMED);
        }

        @Test
        void fails_with_304_and_with_a_false_success() {
            STAR.judged(star().answered(304).controlled()).failsByAnswer(Misdeed.MISPLACED_STATUS);
            STAR.judged(star().answered(204).controlled()).failsByAnswer(Misdeed.FALSE_SUCCESS);
        }
    }

    @Nested
    class If_none_match_with_the_current_tag {

        private static final Judging TAG =
                Judging.by(Neighbour.INM_TAG_PUT, "a PUT with If-None-Match and the current tag");

        @Test
        void on_a_put_is_412_and_nothing_else_whatever_the_dialect_says_of_the_star() {
            TAG.judged(put().with("If-None-Match", "\"x\"").answered(412).controlled())
                    .passes();
            TAG.judged(put().with("If-None-Match", "\"x\"").answered(409).controlled())
                    .failsByAnswer(Misdeed.OTHER_STATUS);
            TAG.at(Targets.of("azure-blob"))
                    .judged(put().with("If-None-Match", "\"x\"").answered(409).controlled())
                    .failsByAnswer(Misdeed.OTHER_STATUS);
        }

        @Test
        void on_a_get_is_304() {
            Judging read = Judging.by(Neighbour.INM_304, "a GET with If-None-Match and the current tag");
            read.judged(get().answered(304)).passes();
            read.judged(get().answered(200)).failsByAnswer(Misdeed.ANSWERED);
            read.judged(get().answered(412)).failsByAnswer(Misdeed.LOCKED_OUT);
            for (int status : new int[] {408, 425, 429, 500, 503}) {
                read.judged(get().answered(status)).wantsAnotherLook(Outcome.INCONCLUSIVE);
            }
            read.judged(get().unanswered()).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }
    }

    @Nested
    class If_unmodified_since {

        @Test
        void that_is_false_refuses() {
            Judging stale = Judging.by(
                    Neighbour.IUS_STALE_REJECTED, "a PUT with If-Unmodified-Since an hour before Last-Modified");
            stale.judged(put().answered(412).controlled()).passes();
            stale.judged(put().answered(204).performed()).failsByEffect(Misdeed.PERFORMED);
            stale.judged(put().answered(503).controlled()).wantsAnotherLook(Outcome.WARN);
        }

        @Test
        void that_is_true_accepts() {
            Judging current = Judging.by(Neighbour.IUS_IS_CURRENT, "a PUT with If-Unmodified-Since its Last-Modified");
            current.judged(put().answered(204).performed()).passes();
            current.judged(put().answered(412).controlled()).failsByAnswer(Misdeed.LOCKED_OUT);
            current.judged(put().answered(503).controlled()).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }

        @ParameterizedTest
        @ValueSource(ints = {400, 412})
        void that_is_no_date_is_ignored(int status) {
            Judging garbage =
                    Judging.by(Neighbour.IUS_INVALID_IGNORED, "a PUT with an If-Unmodified-Since that is no date");
            garbage.judged(put().answered(204).performed()).passes();
            garbage.judged(put().answered(status).controlled()).failsByAnswer(Misdeed.LOCKED_OUT);
        }

        @Test
        void that_comes_twice_is_ignored_or_at_least_not_compared() {
            Judging twice = Judging.by(Neighbour.IUS_LIST_IGNORED, "a PUT with two past If-Unmodified-Since lines");
            twice.judged(put().answered(204).performed()).passes();
            twice.judged(put().answered(412).controlled()).failsByAnswer(Misdeed.LOCKED_OUT);
            twice.judged(put().answered(400).controlled()).warns(Misdeed.OTHER_STATUS);
            twice.judged(put().answered(400).performed().controlled()).failsByEffect(Misdeed.REFUSED_YET_PERFORMED);
        }
    }
}
