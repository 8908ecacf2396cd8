package org.ifmatch.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTest {

    @Test
    void what_moves_a_terminal_is_shown_as_its_number() {
        assertThat(Visible.of("a\u001b[2J\u0007\r\n\t\u0000\u007f\u009bz"))
                .isEqualTo("a\\x1b[2J\\x07\\x0d\\x0a\\x09\\x00\\x7f\\x9bz");
    }

    @Test
    void what_turns_or_hides_text_is_shown_as_its_number() {
        assertThat(Visible.of("a\u202eb\u200bc\u2028d\ufeffe\u00adf\ud800g"))
                .isEqualTo("a\\u202eb\\u200bc\\u2028d\\ufeffe\\xadf\\ud800g");
    }

    @Test
    void letters_of_all_scripts_stay() {
        assertThat(Visible.of("é ß – … 漢 \ud83d\ude00")).isEqualTo("é ß – … 漢 \ud83d\ude00");
    }

    @Test
    void orders_to_a_build_server_are_broken() {
        assertThat(Visible.of("##vso[x] ##[group] ###")).doesNotContain("##");
    }

    @Test
    void text_is_cut_with_an_ellipsis_and_never_within_a_character() {
        assertThat(Visible.cut("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Visible.cut("abcdefg", 6)).isEqualTo("abcde…");
        assertThat(Visible.cut("abcd\ud83d\ude00fg", 6)).isEqualTo("abcd…");
        assertThat(Visible.cutStart("abcdefg", 6)).isEqualTo("…cdefg");
        assertThat(Visible.cutStart("a\ud83d\ude00defg", 6)).isEqualTo("…defg");
    }

    @Test
    void lines_are_broken_between_words_and_long_words_within() {
        assertThat(Visible.wrap("one two three", 7)).containsExactly("one two", "three");
        assertThat(Visible.wrap("a abcdefghij b", 4)).containsExactly("a", "abcd", "efgh", "ij b");
        assertThat(Visible.wrap("  ", 4)).isEmpty();
        assertThat(Visible.wrap("abc", 0)).containsExactly("ab", "c");
    }
}
