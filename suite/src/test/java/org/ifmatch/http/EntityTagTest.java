package org.ifmatch.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 §8.8.3 and §8.8.3.2. */
class EntityTagTest {

    private static EntityTag tag(String value) {
        return EntityTag.parse(value).orElseThrow(() -> new AssertionError("no tag: " + value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"xyzzy\"",
                "W/\"xyzzy\"",
                "\"\"",
                "W/\"\"",
                "\"a,b\"",
                "\"W/\"",
                "\"\\\"",
                "\"*\"",
                "\"!#~\"",
                "\"5e-1a;gzip\"",
                "\"caf\u00e9\u0080\u00ff\""
            })
    void what_the_grammar_allows_is_a_tag_and_is_written_as_it_was_read(String value) {
        assertThat(EntityTag.parse(value)).hasValueSatisfying(tag -> {
            assertThat(tag).hasToString(value);
            assertThat(tag.weak()).isEqualTo(value.startsWith("W/"));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "xyzzy",
                "*",
                "\"",
                "\"xyzzy",
                "xyzzy\"",
                "'xyzzy'",
                "w/\"xyzzy\"",
                "W\"xyzzy\"",
                "W/ \"xyzzy\"",
                "W/xyzzy",
                "\"xy zzy\"",
                "\"xy\tzzy\"",
                "\"xy\"zzy\"",
                "\"a\", \"b\"",
                " \"xyzzy\"",
                "\"xyzzy\" ",
                "\"xyzzy\"\n",
                "\"xy\u007fzzy\"",
                "\"xy\u0000zzy\"",
                "\"\u20ac\"",
                "\u201cxyzzy\u201d"
            })
    void what_the_grammar_does_not_allow_is_no_tag(String value) {
        assertThat(EntityTag.parse(value)).isEmpty();
    }

    /** The table of RFC 9110 §8.8.3.2, and what it leaves to the reader. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "W/\"1\", W/\"1\", false, true",
                "W/\"1\", W/\"2\", false, false",
                "W/\"1\", \"1\",   false, true",
                "\"1\",   \"1\",   true,  true",
                "\"1\",   \"2\",   false, false",
                "\"a\",   \"A\",   false, false",
                "\"\",    \"\",    true,  true",
                "\"1\",   \"01\",  false, false"
            })
    void tags_are_compared_strongly_and_weakly(String one, String other, boolean strongly, boolean weakly) {
        assertThat(tag(one).stronglyEquals(tag(other))).isEqualTo(strongly);
        assertThat(tag(other).stronglyEquals(tag(one))).isEqualTo(strongly);
        assertThat(tag(one).weaklyEquals(tag(other))).isEqualTo(weakly);
        assertThat(tag(other).weaklyEquals(tag(one))).isEqualTo(weakly);
    }

    @Test
    void a_tag_can_be_made_weak_and_strong() {
        assertThat(tag("\"a\"").asWeak()).hasToString("W/\"a\"");
        assertThat(tag("W/\"a\"").asStrong()).hasToString("\"a\"");
        assertThat(EntityTag.strong("not checked\"")).hasToString("\"not checked\"\"");
    }
}
