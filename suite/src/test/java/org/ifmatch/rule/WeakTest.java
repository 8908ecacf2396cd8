package org.ifmatch.rule;

import static org.ifmatch.observe.AnAttempt.get;
import static org.ifmatch.observe.AnAttempt.put;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeakTest {

    private static final String MADE_WEAK = "a PUT with the current tag made weak";
    private static final String WEAK_ITSELF = "a PUT with the current tag, which is weak";
    private static final String MADE_STRONG = "a PUT with the current weak tag made strong";

    @Test
    void a_weak_tag_never_matches_in_if_match() {
        Judging.by(Weak.W_FORM_OF_STRONG, MADE_WEAK)
                .judged(put().answered(204).performed())
                .failsByEffect(Misdeed.PERFORMED);
        Judging.by(Weak.W_AGAINST_W, WEAK_ITSELF)
                .judged(put().answered(204).performed())
                .failsByEffect(Misdeed.PERFORMED);
        Judging.by(Weak.STRONG_FORM_OF_W, MADE_STRONG)
                .judged(put().answered(204).performed())
                .failsByEffect(Misdeed.PERFORMED);
        Judging.by(Weak.W_FORM_OF_STRONG, "a GET with the current tag made weak")
                .judged(get().answered(200))
                .failsByAnswer(Misdeed.ANSWERED);
    }

    @Test
    void a_weak_tag_that_is_refused_passes() {
        Judging.by(Weak.W_FORM_OF_STRONG, MADE_WEAK)
                .judged(put().answered(412).controlled())
                .passes();
        Judging.by(Weak.W_AGAINST_W, WEAK_ITSELF)
                .judged(put().answered(412).controlled())
                .passes();
        Judging.by(Weak.W_AGAINST_W, WEAK_ITSELF).judged(put().answered(412)).isInconclusive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fhir-r4", "odata-4.01"})
    void a_dialect_that_compares_weakly_lets_it_match(String dialect) {
        Judging.by(Weak.W_FORM_OF_STRONG, MADE_WEAK)
                .at(Targets.of(dialect))
                .judged(put().answered(204).performed())
                .passes();
        Judging.by(Weak.W_AGAINST_W, WEAK_ITSELF)
                .at(Targets.of(dialect))
                .judged(put().answered(204).performed())
                .passes();
        Judging.by(Weak.STRONG_FORM_OF_W, MADE_STRONG)
                .at(Targets.of(dialect))
                .judged(put().answered(204).performed())
                .passes();
        Judging.by(Weak.W_FORM_OF_STRONG, "a GET with the current tag made weak")
                .at(Targets.of(dialect))
                .judged(get().answered(200))
                .passes();
        Judging.by(Weak.IN_LIST, "a PUT with the list W/\"current\", \"replaced\"")
                .at(Targets.of(dialect))
                .judged(put().answered(204).performed())
                .passes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rfc9110", "fhir-r4", "odata-4.01"})
    void a_replaced_weak_tag_matches_in_no_dialect(String dialect) {
        Judging.by(Weak.OLD_WEAK_REJECTED, "a PUT with a weak tag that was replaced")
                .at(Targets.of(dialect))
                .judged(put().answered(204).performed())
                .failsByEffect(Misdeed.PERFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fhir-r4", "odata-4.01"})
    void a_dialect_that_compares_weakly_excuses_no_other_effect(String dialect) {
        Judging.by(Weak.W_AGAINST_W, WEAK_ITSELF)
                .at(Targets.of(dialect))
                .judged(put().answered(412).performed())
                .failsByEffect(Misdeed.REFUSED_YET_PERFORMED);
        Judging.by(Weak.W_AGAINST_W, WEAK_ITSELF)
                .at(Targets.of(dialect))
                .judged(put().answered(204))
                .failsByAnswer(Misdeed.FALSE_SUCCESS);
    }

    @Test
    void a_weak_member_does_not_spoil_a_list() {
        Judging list = Judging.by(Weak.IN_LIST, "a PUT with the list W/\"current\", \"current\"");
        list.judged(put().answered(204).performed()).passes();
        list.judged(put().answered(412).controlled()).failsByAnswer(Misdeed.LOCKED_OUT);
        Judging.by(Weak.IN_LIST, "a PUT with the list W/\"current\", \"replaced\"")
                .judged(put().answered(204).performed())
                .failsByEffect(Misdeed.PERFORMED);
    }

    @Test
    void a_small_w_makes_the_value_malformed() {
        Judging small = Judging.by(Weak.LOWERCASE_W, "a PUT with the current tag after a small \"w/\"");
        small.judged(put().answered(204).performed()).warns(Misdeed.PERFORMED);
        small.judged(put().answered(400).controlled()).passes();
    }

    @Test
    void if_none_match_compares_weakly() {
        Judging read = Judging.by(Weak.INM_WEAK_COMPARISON, "a GET with If-None-Match and the current tag made weak");
        read.judged(get().answered(304)).passes();
        read.judged(get().answered(200)).failsByAnswer(Misdeed.ANSWERED);
        Judging write = Judging.by(Weak.INM_WEAK_COMPARISON, "a PUT with If-None-Match and the current tag made weak");
        write.judged(put().answered(412).controlled()).passes();
        write.judged(put().answered(204).performed()).failsByEffect(Misdeed.PERFORMED);
    }

    @Test
    void that_only_weak_tags_are_given_is_noted() {
        Judging.by(Weak.ONLY_TAGS, "a GET that shows a weak tag")
                .judged(get().answered(200))
                .notes();
    }
}
