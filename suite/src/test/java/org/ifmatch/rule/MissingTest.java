package org.ifmatch.rule;

import static org.ifmatch.observe.AnAttempt.TAG_AFTER;
import static org.ifmatch.observe.AnAttempt.WRITTEN;
import static org.ifmatch.observe.AnAttempt.delete;
import static org.ifmatch.observe.AnAttempt.get;
import static org.ifmatch.observe.AnAttempt.patch;
import static org.ifmatch.observe.AnAttempt.present;
import static org.ifmatch.observe.AnAttempt.put;
import static org.ifmatch.observe.AnAttempt.showing;
import static org.ifmatch.observe.AnAttempt.unreadable;

import java.util.List;
import org.ifmatch.observe.AnAttempt;
import org.ifmatch.observe.Known;
import org.ifmatch.report.Outcome;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** X-4 of the catalogue, clause by clause: a condition on a resource that does not exist. */
class MissingTest {

    private static JudgementAssert judged(AnAttempt attempt) {
        return judged(attempt, Targets.PLAIN);
    }

    private static JudgementAssert judged(AnAttempt attempt, Known known) {
        return JudgementAssert.assertThat(Oracles.MISSING.judge(List.of(attempt.made()), known));
    }

    /** A request to what does not exist; its plain twin does not exist either, the twin with a true condition does. */
    private static AnAttempt missing(String method, int plain) {
        AnAttempt twin = AnAttempt.of(method).onNothing();
        if (plain == 0) {
            twin.unanswered();
        } else {
            twin.answered(plain);
        }
        if (plain >= 200 && plain < 300) {
            twin.performed();
        }
        return AnAttempt.of(method)
                .onNothing()
                .controls(
                        twin,
                        method.equals("GET") || method.equals("HEAD")
                                ? AnAttempt.of(method).answered(200)
                                : AnAttempt.of(method).answered(204).performed());
    }

    @Nested
    class Where_the_plain_request_is_answered_404 {

        @ParameterizedTest
        @CsvSource({
            "GET, 404, 404",
            "HEAD, 404, 404",
            "DELETE, 404, 404",
            "PATCH, 404, 404",
            "GET, 404, 410",
            "DELETE, 410, 404"
        })
        void the_same_passes(String method, int plain, int status) {
            judged(missing(method, plain).answered(status)).passes();
        }

        @Test
        void the_same_is_not_applicable_to_a_put_which_could_not_create_anyway() {
            judged(missing("PUT", 404).answered(404)).isNotApplicable();
            judged(missing("PUT", 409).answered(409)).isNotApplicable();
        }

        @ParameterizedTest
        @ValueSource(strings = {"GET", "HEAD", "DELETE", "PATCH", "PUT"})
        void a_412_is_a_warning_since_the_text_is_read_both_ways(String method) {
            judged(missing(method, 404).answered(412)).warns(Misdeed.CONDITION_FIRST);
            judged(missing(method, 410).answered(412)).warns(Misdeed.CONDITION_FIRST);
        }

        @Test
        void a_representation_fails() {
            judged(missing("GET", 404).answered(200, "there it is")).failsByAnswer(Misdeed.ANSWERED);
        }

        @Test
        void a_delete_that_succeeds_is_a_note_since_what_is_gone_is_deleted() {
            judged(missing("DELETE", 404).answered(204)).notes();
        }

        @Test
        void a_patch_that_is_acknowledged_and_creates_nothing_is_a_false_success() {
            judged(missing("PATCH", 404).answered(204)).failsByAnswer(Misdeed.FALSE_SUCCESS);
        }

        @Test
        void another_refusal_is_a_warning() {
            judged(missing("GET", 404).answered(409)).warns(Misdeed.OTHER_STATUS);
        }

        @Test
        void a_304_fails() {
            judged(missing("GET", 404).answered(304)).failsByAnswer(Misdeed.MISPLACED_STATUS);
        }

        @Test
        void a_refusal_of_whatever_condition_fails_closed() {
            judged(patch().onNothing()
                            .controls(patch().onNothing().answered(404), patch().answered(400))
                            .answered(400))
                    .notes();
        }
    }

    @Nested
    class Where_the_plain_request_creates {

        @ParameterizedTest
        @ValueSource(strings = {"PUT", "PATCH"})
        void a_412_passes(String method) {
            judged(missing(method, 201).answered(412)).passes();
        }

        @Test
        void a_412_passes_where_the_target_demands_conditions() {
            judged(missing("PUT", 428).answered(412)).passes();
        }

        @Test
        void a_412_proves_nothing_where_every_condition_is_refused() {
            judged(put().onNothing()
                            .controls(put().onNothing().answered(201).performed(), put().answered(412))
                            .answered(412))
                    .isInconclusive()
                    .forMisdeed(Misdeed.LOCKED_OUT);
        }

        @ParameterizedTest
        @ValueSource(ints = {404, 410})
        void a_404_is_a_note(int status) {
            judged(missing("PUT", 201).answered(status)).notes();
        }

        @Test
        void a_404_passes_where_the_dialect_says_so() {
            judged(missing("PUT", 201).answered(404), Targets.of("s3")).passes();
            judged(missing("PUT", 201).answered(409), Targets.of("couchdb")).passes();
        }

        @ParameterizedTest
        @ValueSource(ints = {400, 403, 409, 422, 428, 307})
        void another_refusal_is_a_warning(int status) {
            judged(missing("PUT", 201).answered(status)).warns(Misdeed.OTHER_STATUS);
        }

        @Test
        void an_acknowledgement_of_nothing_is_a_false_success() {
            judged(missing("PUT", 201).answered(201)).failsByAnswer(Misdeed.FALSE_SUCCESS);
            judged(missing("PUT", 201).answered(204)).failsByAnswer(Misdeed.FALSE_SUCCESS);
        }

        @Test
        void a_202_that_commits_to_nothing_is_a_warning() {
            judged(missing("PUT", 201).answered(202)).warns(Misdeed.FALSE_SUCCESS);
        }
    }

    @Nested
    class A_creation {

        @ParameterizedTest
        @CsvSource({"PUT, 201", "PUT, 200", "PUT, 204", "PUT, 202", "PATCH, 201", "PATCH, 204"})
        void fails(String method, int status) {
            judged(missing(method, 201).answered(status).performed())
                    .failsByEffect(Misdeed.CREATED)
                    .settled();
        }

        @Test
        void fails_whatever_the_controls_did() {
            judged(put().onNothing().answered(201).performed()).failsByEffect(Misdeed.CREATED);
            judged(missing("PUT", 503).answered(201).performed()).failsByEffect(Misdeed.CREATED);
        }

        @ParameterizedTest
        @ValueSource(ints = {404, 409, 412, 500})
        void fails_however_it_is_refused(int status) {
            judged(missing("PUT", 201).answered(status).performed()).failsByEffect(Misdeed.CREATED);
        }

        @Test
        void fails_in_every_dialect() {
            for (String dialect : List.of("webdav", "s3", "couchdb", "fhir-r4", "odata-4.01", "azure-blob", "ldp")) {
                judged(missing("PUT", 201).answered(201).performed(), Targets.of(dialect))
                        .failsByEffect(Misdeed.CREATED);
            }
        }

        @Test
        void of_something_else_fails_too() {
            judged(missing("PUT", 201).answered(412).leaving(showing(""))).failsByEffect(Misdeed.CREATED);
        }

        @Test
        void that_comes_later_fails_too() {
            judged(missing("PUT", 201).answered(412).later(present(TAG_AFTER, WRITTEN)))
                    .failsByEffect(Misdeed.CREATED)
                    .because("later");
        }
    }

    @Nested
    class Nothing_is_settled {

        @ParameterizedTest
        @ValueSource(ints = {408, 429, 503})
        void by_an_answer_that_says_nothing(int status) {
            judged(missing("PUT", 201).answered(status))
                    .wantsAnotherLook(status == 503 ? Outcome.WARN : Outcome.INCONCLUSIVE);
            judged(missing("PUT", 201).unanswered()).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 429, 503})
        void where_the_plain_request_was_answered_with_what_says_nothing(int plain) {
            judged(missing("PUT", plain).answered(412)).wantsAnotherLook(Outcome.INCONCLUSIVE);
            judged(missing("GET", plain).answered(404)).wantsAnotherLook(Outcome.INCONCLUSIVE);
            judged(missing("PUT", plain).answered(404)).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }

        @Test
        void without_controls() {
            judged(put().onNothing().answered(412)).wantsAnotherLook(Outcome.INCONCLUSIVE);
            judged(get().onNothing().answered(404)).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }

        @Test
        void where_the_resource_cannot_be_read() {
            judged(missing("PUT", 201).answered(412).leaving(unreadable())).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }

        @Test
        void where_something_was_there_from_the_beginning() {
            judged(put().answered(204).performed().controlled()).wantsAnotherLook(Outcome.INCONCLUSIVE);
            judged(delete().answered(204).performed().controlled()).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }
    }

    @Nested
    class Below_a_collection_that_does_not_exist {

        private static JudgementAssert below(AnAttempt attempt) {
            return Judging.by(Missing.UNKNOWN, "a PUT with a tag, below a collection that does not exist")
                    .judged(attempt);
        }

        @ParameterizedTest
        @ValueSource(ints = {403, 404, 409})
        void the_refusal_of_the_plain_request_passes(int status) {
            below(missing("PUT", status).answered(status)).passes();
        }

        @Test
        void a_412_is_a_note_or_a_warning_where_the_plain_request_is_answered_404() {
            below(missing("PUT", 409).answered(412)).notes();
            below(missing("PUT", 404).answered(412)).warns(Misdeed.CONDITION_FIRST);
        }

        @Test
        void a_creation_fails() {
            below(missing("PUT", 409).answered(201).performed()).failsByEffect(Misdeed.CREATED);
        }

        @Test
        void a_target_without_collections_is_judged_as_elsewhere() {
            below(missing("PUT", 201).answered(412)).passes();
            below(missing("PUT", 201).answered(404)).notes();
        }

        @Test
        void a_server_error_like_that_of_the_plain_request_settles_nothing() {
            below(missing("PUT", 500).answered(500)).wantsAnotherLook(Outcome.INCONCLUSIVE);
            below(missing("PUT", 503).answered(412)).wantsAnotherLook(Outcome.INCONCLUSIVE);
        }
    }
}
