package org.ifmatch.rule;

import static org.ifmatch.observe.AnAttempt.BEFORE;
import static org.ifmatch.observe.AnAttempt.TAG_AFTER;
import static org.ifmatch.observe.AnAttempt.TAG_BEFORE;
import static org.ifmatch.observe.AnAttempt.WRITTEN;
import static org.ifmatch.observe.AnAttempt.get;
import static org.ifmatch.observe.AnAttempt.patch;
import static org.ifmatch.observe.AnAttempt.post;
import static org.ifmatch.observe.AnAttempt.present;
import static org.ifmatch.observe.AnAttempt.put;
import static org.ifmatch.observe.AnAttempt.unreadable;

import org.ifmatch.http.Field;
import org.ifmatch.observe.AnAttempt;
import org.ifmatch.report.Outcome;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is said of tags in answers: they are held against the looks around the request, and a look that failed says nothing. */
class EtagsTest {

    private static final Field OLD = Field.of("ETag", TAG_BEFORE);
    private static final Field NEW = Field.of("ETag", TAG_AFTER);
    private static final Field WEAK_NEW = Field.of("ETag", "W/" + TAG_AFTER);

    /** The oracle of a rule's first case. */
    private static JudgementAssert judged(Rule rule, AnAttempt attempt) {
        return Judging.by(rule, rule.cases().get(0).scenario().name()).judged(attempt);
    }

    @Nested
    class The_tag_of_a_patch {

        private static AnAttempt patched(Field... fields) {
            return patch().answered(200, fields).performed();
        }

        @Test
        void is_the_one_that_get_shows_then() {
            judged(Etags.PATCH_TAG, patched(NEW)).passes();
            judged(Etags.PATCH_TAG, patched(WEAK_NEW)).passes();
            judged(Etags.PATCH_TAG, patched()).passes();
        }

        @Test
        void is_not_the_one_from_before() {
            judged(Etags.PATCH_TAG, patched(OLD)).failsByAnswer(Misdeed.WRONG_FIELD);
        }

        @Test
        void is_held_against_the_last_look_that_could_be_read() {
            judged(Etags.PATCH_TAG, patched(NEW).later(unreadable())).passes();
            judged(Etags.PATCH_TAG, patched(OLD).later(unreadable())).failsByAnswer(Misdeed.WRONG_FIELD);
        }

        @Test
        void is_left_open_where_none_could() {
            judged(Etags.PATCH_TAG, patch().answered(200, NEW).leaving(unreadable()))
                    .wantsAnotherLook(Outcome.INCONCLUSIVE);
            judged(Etags.PATCH_TAG, patch().answered(503)).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }
    }

    @Nested
    class The_tag_of_what_was_created {

        private static AnAttempt created(Field... fields) {
            return post().answered(201, fields);
        }

        @Test
        void is_the_one_that_get_shows_there() {
            judged(Etags.POST_TAG, created(NEW).later(present(TAG_AFTER, WRITTEN)))
                    .passes();
            judged(Etags.POST_TAG, created().later(present(TAG_AFTER, WRITTEN))).passes();
        }

        @Test
        void is_not_another() {
            judged(Etags.POST_TAG, created(OLD).later(present(TAG_AFTER, WRITTEN)))
                    .failsByAnswer(Misdeed.WRONG_FIELD);
        }

        @Test
        void is_left_open_where_it_could_not_be_read() {
            judged(Etags.POST_TAG, created(NEW).later(unreadable()))
                    .wantsAnotherLook(Outcome.INCONCLUSIVE)
                    .because("GET was answered 503");
            judged(Etags.POST_TAG, created(NEW)).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }
    }

    @Nested
    class The_tag_of_a_304 {

        @Test
        void is_the_current_one() {
            judged(Etags.OF_304, get().answered(304, "", OLD)).passes();
        }

        @Test
        void is_not_another() {
            judged(Etags.OF_304, get().answered(304, "", NEW)).failsByAnswer(Misdeed.WRONG_FIELD);
            judged(Etags.OF_304, get().answered(304, "")).failsByAnswer(Misdeed.WRONG_FIELD);
        }

        @Test
        void is_left_open_where_nobody_knows_which_is_current() {
            judged(Etags.OF_304, get().answered(304, "", OLD).from(unreadable()))
                    .wantsAnotherLook(Outcome.INCONCLUSIVE);
        }
    }

    @Nested
    class The_tag_of_a_412 {

        @Test
        void is_the_current_one() {
            judged(Etags.TAG_OF_412, put().ifMatch("\"old\"").answered(412, OLD))
                    .passes();
        }

        @Test
        void is_no_echo_and_no_other() {
            judged(Etags.TAG_OF_412, put().ifMatch("\"old\"").answered(412, Field.of("ETag", "\"old\"")))
                    .warns(Misdeed.WRONG_FIELD)
                    .because("an echo");
            judged(Etags.TAG_OF_412, put().ifMatch("\"old\"").answered(412, NEW))
                    .warns(Misdeed.WRONG_FIELD);
        }

        @Test
        void is_left_open_where_nobody_knows_which_is_current() {
            judged(Etags.TAG_OF_412, put().ifMatch("\"old\"").answered(412, OLD).from(unreadable()))
                    .wantsAnotherLook(Outcome.INCONCLUSIVE);
        }
    }

    @Nested
    class The_tag_of_a_put {

        private static AnAttempt stored(Field... fields) {
            return put().answered(200, fields).performed();
        }

        @Test
        void is_given_only_where_the_octets_are_stored_as_sent() {
            judged(Etags.HONEST_PUT, put().answered(200, NEW).leaving(present(TAG_AFTER, "rewritten", WRITTEN)))
                    .failsByAnswer(Misdeed.WRONG_FIELD);
        }

        @Test
        void is_not_the_one_from_before() {
            judged(Etags.HONEST_PUT, stored(OLD)).failsByAnswer(Misdeed.SIDE_EFFECT);
        }

        @Test
        void is_held_against_the_last_look_that_could_be_read() {
            judged(Etags.HONEST_PUT, stored(OLD).later(unreadable())).failsByAnswer(Misdeed.SIDE_EFFECT);
        }

        @Test
        void is_left_open_where_nothing_shows_that_it_was_performed() {
            judged(Etags.HONEST_PUT, put().answered(200, NEW).leaving(unreadable()))
                    .wantsAnotherLook(Outcome.INCONCLUSIVE);
            judged(Etags.HONEST_PUT, put().answered(200, NEW).leaving(present(TAG_BEFORE, BEFORE)))
                    .wantsAnotherLook(Outcome.INCONCLUSIVE);
        }
    }
}
