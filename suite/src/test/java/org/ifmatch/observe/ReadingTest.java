package org.ifmatch.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ifmatch.observe.AnAttempt.BEFORE;
import static org.ifmatch.observe.AnAttempt.WRITTEN;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Field;
import org.ifmatch.http.Response;
import org.ifmatch.target.Nonce;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {

    private static final Nonce BYTES = new Nonce.Bytes();

    private static Snapshot read(Nonce nonce, int status, String content, Field... fields) {
        return read(nonce, status, content.getBytes(StandardCharsets.UTF_8), fields);
    }

    private static Snapshot read(Nonce nonce, int status, byte[] content, Field... fields) {
        return Reading.of(
                AnAttempt.exchange("GET", List.of(), Optional.of(new Response(status, "", List.of(fields), content))),
                nonce);
    }

    @Nested
    class Presence {

        @ParameterizedTest
        @ValueSource(ints = {200, 203})
        void is_told_by_a_representation(int status) {
            assertThat(read(BYTES, status, BEFORE).isPresent()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(ints = {404, 410})
        void is_denied_by_404_and_410(int status) {
            assertThat(read(BYTES, status, "an error page").isAbsent()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(ints = {204, 206, 301, 304, 401, 403, 412, 429, 500, 503})
        void is_unknown_after_any_other_answer(int status) {
            Snapshot seen = read(BYTES, status, BEFORE);
            assertThat(seen.isKnown()).isFalse();
            assertThat(seen.nonces()).isEmpty();
        }

        @Test
        void is_unknown_without_an_answer() {
            Exchange nothing = AnAttempt.exchange("GET", List.of(), Optional.empty());
            assertThat(Reading.of(nothing, BYTES).isKnown()).isFalse();
        }

        @Test
        void two_unknown_states_are_not_the_same_state() {
            Snapshot unknown = read(BYTES, 503, "");
            assertThat(unknown.sameStateAs(unknown, true)).isFalse();
        }
    }

    @Nested
    class Nonces {

        @Test
        void are_found_anywhere_in_the_content_and_in_order() {
            assertThat(read(BYTES, 200, "<p>" + WRITTEN + "</p>" + BEFORE + "\n")
                            .nonces())
                    .containsExactly(WRITTEN, BEFORE);
        }

        @Test
        void are_no_shorter_and_no_other_words() {
            assertThat(read(BYTES, 200, BEFORE.substring(0, 31) + " n0 notes").nonces())
                    .isEmpty();
        }

        @Test
        void are_found_at_a_json_pointer_and_nowhere_else() {
            String json = "{\"id\": \"" + BEFORE + "\", \"data\": {\"note\": \"" + WRITTEN + "\"}}";
            assertThat(read(new Nonce.JsonPointer("/data/note"), 200, json).nonces())
                    .containsExactly(WRITTEN);
        }

        @Test
        void at_a_json_pointer_may_stand_within_other_text() {
            String json = "{\"note\": \"title: " + WRITTEN + "!\"}";
            assertThat(read(new Nonce.JsonPointer("/note"), 200, json).nonces()).containsExactly(WRITTEN);
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "{\"note\": null}", "[1, 2]", "<html>", "", "{\"note\": "})
        void at_a_json_pointer_may_be_missing(String content) {
            assertThat(read(new Nonce.JsonPointer("/note"), 200, content).nonces())
                    .isEmpty();
        }

        @Test
        void are_what_the_group_of_a_pattern_finds_first() {
            Nonce summary = new Nonce.Pattern(Pattern.compile("SUMMARY:(\\S+)"));
            assertThat(read(summary, 200, "UID:" + BEFORE + "\r\nSUMMARY:" + WRITTEN + "\r\nSUMMARY:later")
                            .nonces())
                    .containsExactly(WRITTEN);
            assertThat(read(summary, 200, "UID:" + BEFORE).nonces()).isEmpty();
        }

        @Test
        void of_a_pattern_are_ours_where_more_than_they_was_written_there() {
            Nonce summary = new Nonce.Pattern(Pattern.compile("SUMMARY:(\\S+)"));
            String nonce = new Names(1).nonce();

            assertThat(read(summary, 200, "SUMMARY:" + nonce + "-c17-\r\n").nonces())
                    .containsExactly(nonce);
            assertThat(read(summary, 200, "SUMMARY:" + nonce + nonce + "\r\n").nonces())
                    .containsExactly(nonce, nonce);
        }

        @Test
        void of_a_pattern_are_none_where_its_group_takes_no_part() {
            Nonce optional = new Nonce.Pattern(Pattern.compile("BEGIN(?:SUMMARY:(\\S+))?"));
            assertThat(read(optional, 200, "BEGIN").nonces()).isEmpty();
        }

        @Test
        void are_found_in_content_that_is_coded_although_nobody_asked_for_that() {
            Field coded = Field.of("Content-Encoding", "gzip");
            assertThat(read(BYTES, 200, gzip(WRITTEN), coded).nonces()).containsExactly(WRITTEN);
            assertThat(read(new Nonce.JsonPointer("/note"), 200, gzip("{\"note\":\"" + WRITTEN + "\"}"), coded)
                            .nonces())
                    .containsExactly(WRITTEN);
        }

        @Test
        void are_none_in_content_that_only_claims_to_be_coded() {
            assertThat(read(BYTES, 200, "no gzip", Field.of("Content-Encoding", "gzip"))
                            .nonces())
                    .isEmpty();
        }
    }

    @Nested
    class The_digest {

        @Test
        void is_of_the_octets_as_they_came() {
            Field coded = Field.of("Content-Encoding", "gzip");
            assertThat(read(BYTES, 200, gzip(WRITTEN), coded).digest()).isEqualTo(Reading.digest(gzip(WRITTEN)));
            assertThat(read(BYTES, 200, BEFORE).digest())
                    .isEqualTo(Reading.digest(BEFORE.getBytes(StandardCharsets.UTF_8)));
        }

        @Test
        void tells_large_contents_apart_by_one_octet() {
            byte[] one = new byte[1 << 20];
            byte[] other = one.clone();
            assertThat(Reading.digest(one)).isEqualTo(Reading.digest(other));
            other[other.length - 1] = 1;
            assertThat(Reading.digest(one)).isNotEqualTo(Reading.digest(other));
            assertThat(Reading.digest(one)).isNotEqualTo(Reading.digest(new byte[(1 << 20) + 1]));
        }

        @Test
        void tells_states_apart_only_where_the_target_keeps_octets() {
            Snapshot one = read(BYTES, 200, "{\"note\":\"" + BEFORE + "\"}");
            Snapshot other = read(BYTES, 200, "{ \"note\": \"" + BEFORE + "\" }");
            assertThat(one.sameStateAs(other, true)).isFalse();
            assertThat(one.sameStateAs(other, false)).isTrue();
        }

        @Test
        void of_a_known_text_is_the_known_one() {
            assertThat(Reading.digest("abc".getBytes(StandardCharsets.US_ASCII)))
                    .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        }
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
