package org.ifmatch.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ifmatch.origin.TagField.Malformed;
import org.ifmatch.origin.TagField.Star;
import org.ifmatch.origin.TagField.Tags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagFieldTest {

    private static final Tag X = Tag.strong("x");
    private static final Tag Y = Tag.strong("y");

    @Test
    void a_star_alone_is_the_wildcard() {
        assertThat(TagField.parse("*")).isEqualTo(new Star());
    }

    @Test
    void a_list_is_read_in_order() {
        assertThat(TagField.parse("\"x\", W/\"y\"")).isEqualTo(new Tags(List.of(X, Tag.weak("y"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\",\"y\"", "\"x\" ,\t \"y\"", " \"x\", \"y\" ", ",\"x\",, ,\"y\",", "\t,\"x\",\"y\""})
    void space_and_empty_members_do_not_matter(String value) {
        assertThat(TagField.parse(value)).isEqualTo(new Tags(List.of(X, Y)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", " , ,, "})
    void a_list_may_be_empty(String value) {
        assertThat(TagField.parse(value)).isEqualTo(new Tags(List.of()));
    }

    @Test
    void commas_stars_and_backslashes_between_quotes_are_characters_of_the_tag() {
        assertThat(TagField.parse("\"a,*,b\\\", \"x\"")).isEqualTo(new Tags(List.of(Tag.strong("a,*,b\\"), X)));
    }

    @Test
    void a_tag_may_be_empty_and_may_have_high_octets() {
        assertThat(TagField.parse("\"\", \"\u0080\u00ff\""))
                .isEqualTo(new Tags(List.of(Tag.strong(""), Tag.strong("\u0080\u00ff"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "\"x",
                "x\"",
                "'x'",
                "w/\"x\"",
                "W/x",
                "W/*",
                "W/",
                "\"x\" \"y\"",
                "\"x\"\"y\"",
                "\"x\";q=1",
                "\"a b\"",
                "*, \"x\"",
                "\"x\", *",
                "**",
                "*x",
                "{\"x\"}",
                "\"x\", y",
                "\"\u007f\""
            })
    void anything_else_is_malformed_as_a_whole(String value) {
        assertThat(TagField.parse(value)).isEqualTo(new Malformed());
    }

    @Test
    void a_long_list_is_read_to_its_end() {
        String value = "\"o\", ".repeat(20_000) + "\"x\"";
        assertThat(TagField.parse(value).names(true, X::stronglyEquals)).isTrue();
    }

    @Test
    void a_star_names_what_exists_and_a_malformed_value_names_nothing() {
        assertThat(new Star().names(true, tag -> false)).isTrue();
        assertThat(new Star().names(false, tag -> true)).isFalse();
        assertThat(new Malformed().names(true, tag -> true)).isFalse();
    }
}
