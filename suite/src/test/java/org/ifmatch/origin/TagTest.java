package org.ifmatch.origin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The table of RFC 9110 §8.8.3.2. */
class TagTest {

    @Test
    void a_weak_tag_strongly_equals_nothing_not_even_itself() {
        assertThat(Tag.weak("1").stronglyEquals(Tag.weak("1"))).isFalse();
        assertThat(Tag.weak("1").stronglyEquals(Tag.strong("1"))).isFalse();
        assertThat(Tag.strong("1").stronglyEquals(Tag.weak("1"))).isFalse();
        assertThat(Tag.strong("1").stronglyEquals(Tag.strong("1"))).isTrue();
    }

    @Test
    void weak_comparison_does_not_look_at_the_mark() {
        assertThat(Tag.weak("1").weaklyEquals(Tag.weak("1"))).isTrue();
        assertThat(Tag.weak("1").weaklyEquals(Tag.strong("1"))).isTrue();
        assertThat(Tag.weak("1").weaklyEquals(Tag.weak("2"))).isFalse();
    }

    @Test
    void tags_are_compared_character_by_character() {
        assertThat(Tag.strong("a").stronglyEquals(Tag.strong("A"))).isFalse();
        assertThat(Tag.strong("a").weaklyEquals(Tag.strong("a "))).isFalse();
    }
}
