package org.ifmatch.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ifmatch.origin.Verdict.FAILED;
import static org.ifmatch.origin.Verdict.NOT_MODIFIED;
import static org.ifmatch.origin.Verdict.PROCEED;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** RFC 9110 §13.2.2 on hand-made requests and states: the current tag is "x", of 6 November 1994. */
class PreconditionsTest {

    private static final String DATE = "Sun, 06 Nov 1994 08:49:37 GMT";
    private static final String BEFORE = "Sun, 06 Nov 1994 08:49:36 GMT";

    private static final Version CURRENT = new Version(
            new Content(new byte[0], "text/plain"),
            Optional.of(Instant.parse("1994-11-06T08:49:37.900Z")),
            Optional.of(Tag.strong("x")),
            Optional.empty());

    @Test
    void without_conditions_the_method_is_performed() {
        assertThat(get()).isEqualTo(PROCEED);
        assertThat(put()).isEqualTo(PROCEED);
    }

    @Test
    void a_current_tag_lets_pass_and_any_other_does_not() {
        assertThat(put("If-Match: \"x\"")).isEqualTo(PROCEED);
        assertThat(put("If-Match: \"o\", \"x\"")).isEqualTo(PROCEED);
        assertThat(put("If-Match: \"o\"")).isEqualTo(FAILED);
        assertThat(put("If-Match: W/\"x\"")).isEqualTo(FAILED);
        assertThat(put("If-Match: ")).isEqualTo(FAILED);
        assertThat(put("If-Match: x")).isEqualTo(FAILED);
    }

    @Test
    void several_lines_are_one_list() {
        assertThat(put("If-Match: \"o\"", "If-Match: \"x\"")).isEqualTo(PROCEED);
        assertThat(put("If-Match: \"x\"", "If-Match: \"o\"")).isEqualTo(PROCEED);
        assertThat(put("If-Match: \"o\"", "If-Match: \"p\"")).isEqualTo(FAILED);
        assertThat(put("If-Match: \"x\"", "If-Match: *")).isEqualTo(FAILED);
    }

    @Test
    void nothing_that_is_missing_matches() {
        assertThat(missing("If-Match: *")).isEqualTo(FAILED);
        assertThat(missing("If-Match: \"x\"")).isEqualTo(FAILED);
        assertThat(missing("If-None-Match: *")).isEqualTo(PROCEED);
        assertThat(missing("If-Unmodified-Since: " + BEFORE)).isEqualTo(PROCEED);
    }

    @Test
    void a_weak_tag_never_matches_but_a_star_does() {
        Version weak = new Version(CURRENT.content(), CURRENT.modified(), Optional.of(Tag.weak("x")), Optional.empty());
        assertThat(verdict("PUT", Optional.of(weak), "If-Match: W/\"x\"")).isEqualTo(FAILED);
        assertThat(verdict("PUT", Optional.of(weak), "If-Match: \"x\"")).isEqualTo(FAILED);
        assertThat(verdict("PUT", Optional.of(weak), "If-Match: *")).isEqualTo(PROCEED);
    }

    @Test
    void a_tag_never_matches_what_has_none_but_a_star_does() {
        Version none = new Version(CURRENT.content(), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(verdict("PUT", Optional.of(none), "If-Match: \"x\"")).isEqualTo(FAILED);
        assertThat(verdict("PUT", Optional.of(none), "If-Match: *")).isEqualTo(PROCEED);
        assertThat(verdict("PUT", Optional.of(none), "If-Unmodified-Since: " + BEFORE))
                .isEqualTo(PROCEED);
    }

    @Test
    void the_tag_of_any_variant_lets_a_write_pass_and_only_that_of_the_selected_one_a_read() {
        Version coded = new Version(CURRENT.content(), CURRENT.modified(), CURRENT.tag(), Optional.of(Tag.strong("z")));
        assertThat(verdict("PUT", Optional.of(coded), "If-Match: \"z\"")).isEqualTo(PROCEED);
        assertThat(verdict("GET", Optional.of(coded), "If-Match: \"z\"")).isEqualTo(FAILED);
        assertThat(verdict("GET", Optional.of(coded), "If-Match: \"z\"", "Accept-Encoding: gzip"))
                .isEqualTo(PROCEED);
        assertThat(verdict("GET", Optional.of(coded), "If-Match: \"x\"", "Accept-Encoding: gzip"))
                .isEqualTo(FAILED);
    }

    @Test
    void if_unmodified_since_counts_only_without_if_match() {
        assertThat(put("If-Unmodified-Since: " + DATE)).isEqualTo(PROCEED);
        assertThat(put("If-Unmodified-Since: " + BEFORE)).isEqualTo(FAILED);
        assertThat(put("If-Match: \"x\"", "If-Unmodified-Since: " + BEFORE)).isEqualTo(PROCEED);
        assertThat(put("If-Match: \"o\"", "If-Unmodified-Since: " + DATE)).isEqualTo(FAILED);
    }

    @Test
    void if_unmodified_since_that_is_no_single_date_is_ignored() {
        assertThat(put("If-Unmodified-Since: garbage")).isEqualTo(PROCEED);
        assertThat(put("If-Unmodified-Since: " + BEFORE, "If-Unmodified-Since: " + BEFORE))
                .isEqualTo(PROCEED);
    }

    @Test
    void a_false_if_none_match_is_304_to_a_read_and_412_to_a_write() {
        assertThat(get("If-None-Match: \"x\"")).isEqualTo(NOT_MODIFIED);
        assertThat(get("If-None-Match: W/\"x\"")).isEqualTo(NOT_MODIFIED);
        assertThat(put("If-None-Match: W/\"x\"")).isEqualTo(FAILED);
        assertThat(put("If-None-Match: *")).isEqualTo(FAILED);
        assertThat(put("If-None-Match: \"o\"")).isEqualTo(PROCEED);
    }

    @Test
    void if_match_is_judged_before_if_none_match_whatever_the_order_of_lines() {
        assertThat(get("If-Match: \"o\"", "If-None-Match: \"x\"")).isEqualTo(FAILED);
        assertThat(get("If-None-Match: \"x\"", "If-Match: \"o\"")).isEqualTo(FAILED);
        assertThat(get("If-Match: \"x\"", "If-None-Match: \"x\"")).isEqualTo(NOT_MODIFIED);
        assertThat(put("If-Match: \"x\"", "If-None-Match: \"x\"")).isEqualTo(FAILED);
        assertThat(put("If-Match: *", "If-None-Match: *")).isEqualTo(FAILED);
    }

    @Test
    void if_modified_since_counts_for_reads_without_if_none_match() {
        assertThat(get("If-Modified-Since: " + DATE)).isEqualTo(NOT_MODIFIED);
        assertThat(get("If-Modified-Since: " + BEFORE)).isEqualTo(PROCEED);
        assertThat(get("If-None-Match: \"o\"", "If-Modified-Since: " + DATE)).isEqualTo(PROCEED);
        assertThat(get("If-Match: \"x\"", "If-Modified-Since: " + DATE)).isEqualTo(NOT_MODIFIED);
        assertThat(get("If-Match: \"o\"", "If-Modified-Since: " + DATE)).isEqualTo(FAILED);
        assertThat(put("If-Modified-Since: " + DATE)).isEqualTo(PROCEED);
    }

    private static Verdict get(String... lines) {
        return verdict("GET", Optional.of(CURRENT), lines);
    }

    private static Verdict put(String... lines) {
        return verdict("PUT", Optional.of(CURRENT), lines);
    }

    private static Verdict missing(String... lines) {
        return verdict("PUT", Optional.empty(), lines);
    }

    private static Verdict verdict(String method, Optional<Version> current, String... lines) {
        List<Field> fields = Stream.of(lines)
                .map(line -> line.split(": ", 2))
                .map(parts -> new Field(parts[0], parts[1]))
                .toList();
        Request request = new Request(1, "here", false, method, "/items/a", fields, new byte[0], List.of());
        return Preconditions.evaluate(new Conditions(request, new Resource("a", current), Habits.honest()));
    }
}
