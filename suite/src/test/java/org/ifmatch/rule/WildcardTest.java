package org.ifmatch.rule;

import static org.ifmatch.observe.AnAttempt.put;
import static org.ifmatch.observe.AnAttempt.showing;
import static org.ifmatch.observe.AnAttempt.unreadable;

import org.ifmatch.observe.AnAttempt;
import org.ifmatch.report.Outcome;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WildcardTest {

    private static final Judging EXISTING = Judging.by(Wildcard.EXISTING_PUT, "a PUT with *, on what exists");

    private static AnAttempt star() {
        return put().ifMatch("*");
    }

    @Test
    void the_star_lets_a_write_through_to_what_exists() {
        EXISTING.judged(star().answered(204).performed()).passes();
        EXISTING.judged(star().answered(412).controlled()).failsByAnswer(Misdeed.LOCKED_OUT);
        EXISTING.judged(star().answered(503).controlled()).wantsAnotherLook(Outcome.INCONCLUSIVE);
    }

    @ParameterizedTest
    @ValueSource(ints = {412, 428})
    void a_server_that_demands_conditions_may_take_the_star_for_none(int status) {
        EXISTING.at(Targets.DEMANDING)
                .judged(star().answered(status).controls(428, status))
                .notes();
        Judging.by(Wildcard.OWS, "a PUT with * between blanks and tabs")
                .at(Targets.DEMANDING)
                .judged(star().answered(status).controls(428, status))
                .notes();
        Judging.by(Weak.WILDCARD_STILL_TRUE, "a PUT with *, on what exists")
                .at(Targets.DEMANDING)
                .judged(star().answered(status).controls(428, status))
                .notes();
    }

    @Test
    void a_server_that_demands_conditions_may_not_perform_what_it_refuses() {
        EXISTING.at(Targets.DEMANDING)
                .judged(star().answered(412).performed().controls(428, 204))
                .failsByEffect(Misdeed.REFUSED_YET_PERFORMED);
    }

    @Nested
    class A_star_within_a_list {

        private static JudgementAssert judged(AnAttempt attempt) {
            return Judging.by(Wildcard.IN_A_LIST, "a PUT with a list of a replaced tag and *")
                    .judged(attempt.ifMatch("\"old\", *"));
        }

        @ParameterizedTest
        @ValueSource(ints = {400, 412, 404})
        void may_be_refused(int status) {
            judged(put().answered(status)).passes();
        }

        @Test
        void may_count_as_the_wildcard_which_is_a_note_and_never_more() {
            judged(put().answered(204).performed()).notes();
        }

        @Test
        void is_warned_of_where_it_is_always_a_server_error() {
            judged(put().answered(500).controlled())
                    .wantsAnotherLook(Outcome.WARN)
                    .forMisdeed(Misdeed.SERVER_ERROR);
            judged(put().answered(500)).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }

        @ParameterizedTest
        @ValueSource(ints = {408, 425, 429})
        void settles_nothing_with_an_answer_that_says_nothing(int status) {
            judged(put().answered(status).controlled()).wantsAnotherLook(Outcome.INCONCLUSIVE);
            judged(put().unanswered().controlled()).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }

        @Test
        void excuses_no_effect_that_the_answer_denies() {
            judged(put().answered(412).performed()).failsByEffect(Misdeed.REFUSED_YET_PERFORMED);
            judged(put().answered(204)).failsByAnswer(Misdeed.FALSE_SUCCESS);
            judged(put().answered(412).leaving(showing(""))).failsByEffect(Misdeed.SIDE_EFFECT);
            judged(put().answered(412).leaving(unreadable())).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }
    }

    @Test
    void between_quotes_it_is_a_tag_like_any_other() {
        Judging quoted = Judging.by(Wildcard.QUOTED_IS_A_TAG, "a PUT with If-Match: \"*\"");
        quoted.judged(put().answered(412).controlled()).passes();
        quoted.judged(put().answered(204).performed()).failsByEffect(Misdeed.PERFORMED);
    }

    @Test
    void after_a_w_it_is_malformed_or_between_quotes_a_tag() {
        Judging.by(Wildcard.WEAK_STAR, "a PUT with If-Match: W/\"*\"")
                .judged(put().answered(204).performed())
                .failsByEffect(Misdeed.PERFORMED);
        Judging.by(Wildcard.WEAK_STAR, "a PUT with If-Match: W/*")
                .judged(put().answered(204).performed())
                .warns(Misdeed.PERFORMED);
        Judging.by(Wildcard.WEAK_STAR, "a PUT with If-Match: W/*")
                .judged(put().answered(400).controlled())
                .passes();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a PUT with If-Match: *foo",
                "a PUT with * and a replaced tag without a comma",
                "a PUT with If-Match: **",
                "a PUT with If-Match: *;q=1"
            })
    void a_value_that_only_begins_with_it_is_malformed(String scenario) {
        Judging prefix = Judging.by(Wildcard.PREFIX_NOT_STAR, scenario);
        prefix.judged(put().answered(204).performed()).warns(Misdeed.PERFORMED);
        prefix.judged(put().answered(400).controlled()).passes();
        prefix.judged(put().answered(412).controlled()).passes();
    }
}
