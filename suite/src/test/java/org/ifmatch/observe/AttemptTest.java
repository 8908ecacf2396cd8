package org.ifmatch.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ifmatch.observe.AnAttempt.BEFORE;
import static org.ifmatch.observe.AnAttempt.SOMEBODYS;
import static org.ifmatch.observe.AnAttempt.TAG_AFTER;
import static org.ifmatch.observe.AnAttempt.TAG_BEFORE;
import static org.ifmatch.observe.AnAttempt.WRITTEN;
import static org.ifmatch.observe.AnAttempt.absent;
import static org.ifmatch.observe.AnAttempt.delete;
import static org.ifmatch.observe.AnAttempt.get;
import static org.ifmatch.observe.AnAttempt.post;
import static org.ifmatch.observe.AnAttempt.present;
import static org.ifmatch.observe.AnAttempt.put;
import static org.ifmatch.observe.AnAttempt.showing;
import static org.ifmatch.observe.AnAttempt.unreadable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.ifmatch.http.Field;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptTest {

    @Nested
    class The_effect {

        @ParameterizedTest
        @ValueSource(strings = {"PUT", "PATCH", "POST", "DELETE"})
        void is_none_where_nothing_changed_whatever_was_answered(String method) {
            assertThat(AnAttempt.of(method).answered(204).made().effect()).isEqualTo(Effect.NONE);
            assertThat(AnAttempt.of(method).unanswered().made().effect()).isEqualTo(Effect.NONE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"PUT", "PATCH", "POST", "DELETE"})
        void is_the_requested_one_where_it_shows_whatever_was_answered(String method) {
            assertThat(AnAttempt.of(method).answered(412).performed().made().effect())
                    .isEqualTo(Effect.REQUESTED);
        }

        @Test
        void of_a_put_is_the_requested_one_where_nothing_was_before() {
            assertThat(put().onNothing().performed().made().effect()).isEqualTo(Effect.REQUESTED);
        }

        @Test
        void of_a_patch_is_the_requested_one_whatever_else_shows() {
            assertThat(AnAttempt.patch()
                            .leaving(present(TAG_AFTER, WRITTEN, SOMEBODYS))
                            .made()
                            .effect())
                    .isEqualTo(Effect.REQUESTED);
        }

        @Test
        void is_another_one_where_something_else_shows() {
            assertThat(put().leaving(present(TAG_AFTER, SOMEBODYS)).made().effect())
                    .isEqualTo(Effect.OTHER);
            assertThat(put().leaving(showing("")).made().effect()).isEqualTo(Effect.OTHER);
            assertThat(put().leaving(absent()).made().effect()).isEqualTo(Effect.OTHER);
            assertThat(delete().leaving(showing("")).made().effect()).isEqualTo(Effect.OTHER);
            assertThat(delete().onNothing().leaving(showing("")).made().effect())
                    .isEqualTo(Effect.OTHER);
        }

        @Test
        void is_unknown_where_a_look_could_not_be_taken() {
            assertThat(put().leaving(unreadable()).made().effect()).isEqualTo(Effect.UNKNOWN);
            assertThat(put().from(unreadable()).performed().made().effect()).isEqualTo(Effect.UNKNOWN);
        }

        @Test
        void is_none_where_the_state_asked_for_was_there_and_is() {
            Attempt same = put().from(present(TAG_BEFORE, WRITTEN)).made();
            assertThat(same.effect()).isEqualTo(Effect.NONE);
            assertThat(same.wasThereAlready()).isTrue();
            assertThat(delete().onNothing().made().effect()).isEqualTo(Effect.NONE);
            assertThat(delete().onNothing().made().wasThereAlready()).isTrue();
            assertThat(put().made().wasThereAlready()).isFalse();
        }

        @Test
        void is_the_requested_one_where_an_addition_was_there_and_is_there_twice() {
            assertThat(post().from(present(TAG_BEFORE, BEFORE, WRITTEN))
                            .leaving(present(TAG_AFTER, BEFORE, WRITTEN, WRITTEN))
                            .made()
                            .effect())
                    .isEqualTo(Effect.REQUESTED);
        }

        @Test
        void is_told_by_octets_only_where_the_target_keeps_them() {
            Snapshot reformatted = new Snapshot(
                    present(TAG_AFTER, BEFORE).exchange(), Snapshot.Presence.PRESENT, List.of(BEFORE), "other");
            assertThat(put().leaving(reformatted).made().effect()).isEqualTo(Effect.OTHER);
            assertThat(put().reformatted().leaving(reformatted).made().effect()).isEqualTo(Effect.NONE);
        }

        @Test
        void is_told_by_octets_where_the_content_has_no_nonce() {
            byte[] empty = new byte[0];
            Intent emptied = Intent.of("PUT", Optional.of(new Content("text/plain", empty, "")));
            assertThat(put().asking(emptied).leaving(showing("")).made().effect())
                    .isEqualTo(Effect.REQUESTED);
            assertThat(put().asking(emptied).leaving(showing(" ")).made().effect())
                    .isEqualTo(Effect.OTHER);
            assertThat(put().asking(emptied).made().effect()).isEqualTo(Effect.NONE);
        }

        @Test
        void of_a_get_is_none() {
            assertThat(get().answered(200).made().effect()).isEqualTo(Effect.NONE);
        }

        @Test
        void of_a_later_look_is_the_earlier_one_where_there_was_none() {
            assertThat(put().performed().made().lateEffect()).isEqualTo(Effect.REQUESTED);
            assertThat(put().performedLater().made().effect()).isEqualTo(Effect.NONE);
            assertThat(put().performedLater().made().lateEffect()).isEqualTo(Effect.REQUESTED);
            assertThat(put().later(unreadable()).made().lateEffect()).isEqualTo(Effect.UNKNOWN);
            assertThat(put().performed()
                            .later(present(TAG_BEFORE, BEFORE))
                            .made()
                            .lateEffect())
                    .isEqualTo(Effect.NONE);
        }
    }

    @Nested
    class A_third_write {

        @Test
        void is_a_nonce_that_neither_the_state_before_nor_the_request_has() {
            assertThat(put().leaving(present(TAG_AFTER, SOMEBODYS)).made().showsThirdWrite())
                    .isTrue();
            assertThat(put().later(present(TAG_AFTER, SOMEBODYS)).made().showsThirdWrite())
                    .isTrue();
            assertThat(delete().leaving(present(TAG_AFTER, SOMEBODYS)).made().showsThirdWrite())
                    .isTrue();
        }

        @Test
        void is_not_what_was_there_what_was_written_or_what_is_no_nonce_of_ours() {
            assertThat(put().made().showsThirdWrite()).isFalse();
            assertThat(put().performed().made().showsThirdWrite()).isFalse();
            assertThat(put().leaving(showing("<html>")).made().showsThirdWrite())
                    .isFalse();
            assertThat(put().leaving(present(TAG_AFTER, "garbled")).made().showsThirdWrite())
                    .isFalse();
        }
    }

    @Nested
    class A_control {

        @Test
        void works_when_it_was_answered_with_success_and_performed() {
            assertThat(put().controls(204, 204).made().controls().work()).isTrue();
            assertThat(get().controls(200, 200).made().controls().work()).isTrue();
        }

        @Test
        void does_not_work_when_it_was_only_answered_with_success() {
            Controls controls = put().controls(put().answered(204), put().answered(204))
                    .made()
                    .controls();
            assertThat(controls.unconditionalWorks()).isFalse();
            assertThat(controls.positiveWorks()).isFalse();
        }

        @Test
        void does_not_work_when_it_was_only_performed() {
            Controls controls = put().controls(
                            put().answered(500).performed(), put().answered(412).performed())
                    .made()
                    .controls();
            assertThat(controls.unconditionalWorks()).isFalse();
            assertThat(controls.positiveWorks()).isFalse();
        }

        @Test
        void without_a_condition_works_where_a_condition_is_demanded() {
            Controls controls = put().controls(428, 204).made().controls();
            assertThat(controls.work()).isTrue();
            assertThat(put().controls(204, 428).made().controls().positiveWorks())
                    .isFalse();
        }

        @Test
        void that_was_not_sent_does_not_work() {
            assertThat(Controls.NONE.work()).isFalse();
            assertThat(Controls.NONE.unconditionalStatus()).isZero();
            assertThat(Controls.NONE.unconditionalAnswer()).isEqualTo("not sent");
            assertThat(Controls.NONE.positiveAnswer()).isEqualTo("not sent");
        }
    }

    @Nested
    class A_get {

        @Test
        void sent_the_whole_when_it_sent_what_the_look_before_it_showed() {
            assertThat(get().answered(200).made().sentTheWhole()).isTrue();
            assertThat(get().answered(200, BEFORE.substring(1)).made().sentTheWhole())
                    .isFalse();
            assertThat(get().answered(200, "").made().sentTheWhole()).isFalse();
            assertThat(get().reformatted().answered(200, "otherwise").made().sentTheWhole())
                    .isTrue();
            assertThat(get().reformatted().answered(200, "").made().sentTheWhole())
                    .isFalse();
            assertThat(AnAttempt.head().answered(200).made().sentTheWhole()).isTrue();
        }
    }

    @Test
    void an_intent_is_told_by_the_method_and_what_it_carries() {
        Content content = Content.text("text/plain", WRITTEN, WRITTEN);
        assertThat(Intent.of("PUT", Optional.of(content))).isEqualTo(new Intent.Replace(WRITTEN));
        assertThat(Intent.of("PATCH", Optional.of(content))).isEqualTo(new Intent.Modify(WRITTEN));
        assertThat(Intent.of("POST", Optional.of(content))).isEqualTo(new Intent.Modify(WRITTEN));
        assertThat(Intent.of("DELETE", Optional.empty())).isEqualTo(new Intent.Remove());
        assertThat(Intent.of("HEAD", Optional.empty())).isEqualTo(new Intent.Retrieve());
        assertThat(Intent.of("PUT", Optional.empty()))
                .isEqualTo(new Intent.ReplaceOctets(Reading.digest("".getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void a_snapshot_shows_a_tag_only_where_there_is_a_representation() {
        assertThat(present(TAG_BEFORE, BEFORE).etag()).contains(TAG_BEFORE);
        assertThat(present(List.of(), BEFORE).etag()).isEmpty();
        Snapshot errorPage = new Snapshot(
                AnAttempt.exchange(
                        "GET", List.of(), Optional.of(AnAttempt.answer(404, "none", Field.of("ETag", "\"page\"")))),
                Snapshot.Presence.ABSENT,
                List.of(),
                "");
        assertThat(errorPage.etag()).isEmpty();
    }
}
