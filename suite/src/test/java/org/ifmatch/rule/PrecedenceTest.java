package org.ifmatch.rule;

import static org.ifmatch.observe.AnAttempt.TAG_BEFORE;
import static org.ifmatch.observe.AnAttempt.get;
import static org.ifmatch.observe.AnAttempt.put;
import static org.ifmatch.observe.AnAttempt.showing;
import static org.ifmatch.observe.AnAttempt.unreadable;

import org.ifmatch.http.Field;
import org.ifmatch.observe.AnAttempt;
import org.ifmatch.report.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrecedenceTest {

    @Test
    void a_false_if_match_before_an_unsatisfiable_range_is_412_and_416_is_ambiguous() {
        Judging unsat =
                Judging.by(Precedence.RANGE_UNSAT_FALSE, "a GET with If-Match false, and a Range beyond the end");
        unsat.judged(get().answered(412).controls(416, 416)).passes();
        unsat.judged(get().answered(412).controls(416, 200)).passes();
        unsat.judged(get().answered(412).controls(416, 412)).isInconclusive();
        unsat.judged(get().answered(412)).isInconclusive();
        unsat.judged(get().answered(416).controls(416, 416)).warns(Misdeed.ANSWERED);
        unsat.judged(get().answered(206).controls(416, 416)).failsByAnswer(Misdeed.ANSWERED);
        unsat.judged(get().answered(200).controls(416, 416)).failsByAnswer(Misdeed.ANSWERED);
        unsat.judged(get().answered(503).controls(416, 416)).wantsAnotherLook(Outcome.INCONCLUSIVE);
    }

    @Test
    void a_true_if_match_with_a_range_is_206_with_its_tag_or_200() {
        Judging range = Judging.by(Precedence.RANGE_TRUE, "a GET with If-Match true, and a Range");
        range.judged(get().answered(206, Field.of("ETag", TAG_BEFORE))).passes();
        range.judged(get().answered(200)).passes();
        range.judged(get().answered(206, Field.of("ETag", "\"other\""))).failsByAnswer(Misdeed.WRONG_FIELD);
        range.judged(get().answered(206)).failsByAnswer(Misdeed.WRONG_FIELD);
        range.judged(get().answered(412).controls(206, 412)).failsByAnswer(Misdeed.LOCKED_OUT);
        range.judged(get().answered(503)).wantsAnotherLook(Outcome.INCONCLUSIVE);
    }

    @Test
    void a_true_if_match_with_an_unsatisfiable_range_is_416_or_200() {
        Judging unsat = Judging.by(Precedence.RANGE_UNSAT_TRUE, "a GET with If-Match true, and a Range beyond the end");
        unsat.judged(get().answered(416)).passes();
        unsat.judged(get().answered(200)).passes();
        unsat.judged(get().answered(412).controls(416, 412)).failsByAnswer(Misdeed.LOCKED_OUT);
        unsat.judged(get().answered(503)).wantsAnotherLook(Outcome.INCONCLUSIVE);
    }

    @Test
    void an_if_range_that_is_not_true_means_the_whole() {
        Judging stale =
                Judging.by(Precedence.IF_RANGE_STALE, "a GET with If-Match true, a Range, If-Range a replaced tag");
        stale.judged(get().answered(200)).passes();
        stale.judged(get().answered(206)).failsByAnswer(Misdeed.ANSWERED);
        stale.judged(get().answered(412).controls(206, 412)).failsByAnswer(Misdeed.LOCKED_OUT);
        stale.judged(get().answered(200, "only a part")).failsByAnswer(Misdeed.WRONG_FIELD);
        stale.judged(get().answered(429)).wantsAnotherLook(Outcome.INCONCLUSIVE);
    }

    @Test
    void a_true_if_match_leaves_it_to_if_none_match() {
        Judging both =
                Judging.by(Precedence.TRUE_INM_MATCH_GET, "a GET with If-Match true, If-None-Match the current tag");
        both.judged(get().answered(304)).passes();
        both.judged(get().answered(200)).failsByAnswer(Misdeed.ANSWERED);
        both.judged(get().answered(412)).failsByAnswer(Misdeed.LOCKED_OUT);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409})
    void a_false_if_none_match_refuses_a_put_with_412_and_nothing_else(int status) {
        Judging both =
                Judging.by(Precedence.TRUE_INM_MATCH_PUT, "a PUT with If-Match true, If-None-Match the current tag");
        both.judged(put().answered(412).controlled()).passes();
        both.judged(put().answered(status).controlled()).failsByAnswer(Misdeed.OTHER_STATUS);
        both.judged(put().answered(304).controlled()).failsByAnswer(Misdeed.MISPLACED_STATUS);
        both.judged(put().answered(204).performed().controlled()).failsByEffect(Misdeed.PERFORMED);
    }

    private static JudgementAssert part(AnAttempt attempt) {
        return Judging.by(Precedence.CONTENT_RANGE_PUT, "a PUT with a replaced tag and Content-Range")
                .judged(attempt);
    }

    @Test
    void a_part_with_a_replaced_tag_is_refused_as_stale_or_as_a_part() {
        part(put().answered(412).controlled()).passes();
        part(put().answered(400).controls(400, 400)).passes();
        part(put().answered(412).controls(400, 400)).passes();
    }

    @Test
    void a_part_that_changes_one_octet_fails() {
        part(put().answered(400).leaving(showing("half and half")).controls(400, 400))
                .failsByEffect(Misdeed.SIDE_EFFECT);
        part(put().answered(204).performed().controlled()).failsByEffect(Misdeed.PERFORMED);
        part(put().answered(400).later(showing("half and half"))).failsByEffect(Misdeed.PERFORMED_LATE);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429})
    void a_part_that_is_put_off_settles_nothing(int status) {
        part(put().answered(status).controlled()).wantsAnotherLook(Outcome.INCONCLUSIVE);
    }

    @Test
    void a_part_where_the_method_is_not_allowed_is_not_applicable() {
        part(put().answered(405).controls(405, 405)).isNotApplicable();
    }

    @Test
    void a_part_that_is_refused_where_every_condition_is_proves_nothing() {
        part(put().answered(412).controls(204, 412)).isInconclusive();
    }

    @Test
    void the_order_of_the_lines_makes_no_difference_to_answer_and_effect() {
        Judging swapped = Judging.by(
                Precedence.FIELD_ORDER,
                "a PUT with If-Match true, If-None-Match the current tag, its lines in both orders");
        swapped.judged(put().answered(412), put().answered(412)).passes();
        swapped.judged(put().answered(412), put().answered(204).performed()).failsByAnswer(Misdeed.WRONG_FIELD);
        swapped.judged(put().answered(412), put().answered(412).performed()).failsByAnswer(Misdeed.WRONG_FIELD);
        swapped.judged(put().answered(412), put().answered(503)).wantsAnotherLook(Outcome.INCONCLUSIVE);
        swapped.judged(put().answered(412), put().unanswered()).wantsAnotherLook(Outcome.INCONCLUSIVE);
        swapped.judged(put().answered(412), put().answered(412).leaving(unreadable()))
                .wantsAnotherLook(Outcome.INCONCLUSIVE);
    }
}
