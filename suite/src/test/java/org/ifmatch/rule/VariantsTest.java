package org.ifmatch.rule;

import static org.ifmatch.observe.AnAttempt.BEFORE;
import static org.ifmatch.observe.AnAttempt.TAG_BEFORE;
import static org.ifmatch.observe.AnAttempt.get;
import static org.ifmatch.observe.AnAttempt.put;

import org.ifmatch.http.Field;
import org.ifmatch.observe.AnAttempt;
import org.ifmatch.report.Outcome;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class VariantsTest {

    private static final Field TAG = Field.of("ETag", TAG_BEFORE);

    @Nested
    class Two_variants {

        private static JudgementAssert judged(AnAttempt one, AnAttempt other) {
            return Judging.by(Etags.NEGOTIATED, "a GET in each of two media types")
                    .judged(one, other);
        }

        @Test
        void pass_where_their_tags_differ_or_promise_nothing() {
            judged(get().answered(200, BEFORE, TAG), get().answered(200, "page", Field.of("ETag", "\"page\"")))
                    .passes();
            judged(
                            get().answered(200, BEFORE, Field.of("ETag", "W/\"x\"")),
                            get().answered(200, "page", Field.of("ETag", "W/\"x\"")))
                    .passes();
        }

        @Test
        void fail_where_other_octets_have_the_same_strong_tag() {
            judged(get().answered(200, BEFORE, TAG), get().answered(200, "page", TAG))
                    .failsByAnswer(Misdeed.WRONG_FIELD);
        }

        @Test
        void settle_nothing_where_there_is_only_one() {
            judged(get().answered(200, BEFORE, TAG), get().answered(200, BEFORE, TAG))
                    .isNotApplicable();
            judged(get().answered(200, BEFORE, TAG), get().answered(406)).isNotApplicable();
            judged(get().answered(503), get().answered(200)).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }
    }

    @Nested
    class Coded_content {

        private static JudgementAssert judged(AnAttempt attempt) {
            return Judging.by(Variants.CODED_CONTENT, "a PUT of gzip-coded content with a replaced tag")
                    .judged(attempt.ifMatch("\"old\""));
        }

        /** The target stores the octets as they come, so that no look shows what was coded in them. */
        private static AnAttempt storing(AnAttempt attempt) {
            AnAttempt plain = put().answered(204).leaving(AnAttempt.present("\"after\"", "octets"));
            return attempt.controls(plain, put().ifMatch(TAG_BEFORE).answered(204));
        }

        @Test
        void passes_where_it_is_refused_and_others_are_decoded() {
            judged(put().answered(412).controlled()).passes();
        }

        @Test
        void settles_nothing_where_it_is_stored_as_it_comes_and_refused() {
            judged(storing(put().answered(412))).isNotApplicable();
        }

        @Test
        void fails_where_it_was_stored_as_it_came_although_the_condition_was_false() {
            judged(storing(put().answered(412).leaving(AnAttempt.present("\"after\"", "octets"))))
                    .failsByEffect(Misdeed.REFUSED_YET_PERFORMED);
            judged(storing(put().answered(204).leaving(AnAttempt.present("\"after\"", "octets"))))
                    .failsByEffect(Misdeed.PERFORMED);
        }
    }

    @Nested
    class The_tag_of_another_variant {

        private static JudgementAssert judged(AnAttempt get, AnAttempt put) {
            return Judging.by(Variants.VARIANT, "a GET in one media type and a PUT, both with the tag of another one")
                    .judged(get.ifMatch("\"page\""), put.ifMatch("\"page\""));
        }

        @Test
        void passes_where_it_answers_no_get_whatever_a_put_does() {
            judged(get().answered(412), put().answered(204).performed())
                    .passes()
                    .because("a PUT with it");
            judged(get().answered(412), put().answered(412)).passes();
        }

        @Test
        void warns_where_it_answers_a_get() {
            judged(get().answered(200), put().answered(412)).warns(Misdeed.ANSWERED);
        }

        @Test
        void settles_nothing_while_the_server_is_busy() {
            judged(get().answered(503).controlled(), put().answered(412)).wantsAnotherLook(Outcome.WARN);
            judged(get().answered(412), put().answered(503)).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }
    }

    @Nested
    class Another_query {

        private static JudgementAssert judged(AnAttempt plain, AnAttempt other) {
            return Judging.by(Variants.QUERY, "a GET, and one of the URL with a query that nobody asked for")
                    .judged(plain, other);
        }

        @Test
        void is_noted_and_never_judged() {
            judged(get().answered(200, BEFORE, TAG), get().answered(200, BEFORE, TAG))
                    .notes()
                    .because("the same tag");
            judged(get().answered(200, BEFORE, TAG), get().answered(404)).notes();
            judged(get().answered(503), get().answered(404)).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }
    }
}
