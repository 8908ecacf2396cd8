package org.ifmatch.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ifmatch.http.EntityTag;
import org.ifmatch.observe.Beside;
import org.ifmatch.observe.Lab;
import org.ifmatch.observe.Names;
import org.ifmatch.observe.Sender;
import org.ifmatch.observe.Unobtainable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagsTest {

    private static final long SEED = 20261122;

    private static final int SHAPES = 2000;

    /** A lab that makes names and numbers, and sends nothing. */
    private static final Lab LAB = new Lab(
            new Sender(
                    Targets.PLAIN.target(),
                    request -> {
                        throw new AssertionError("nothing is to be sent");
                    },
                    request -> {
                        throw new AssertionError("nothing is to be sent");
                    },
                    1,
                    "test"),
            Targets.PLAIN,
            new Names(SEED));

    private static final List<String> ALPHABETS = List.of(
            "0123456789",
            "0123456789abcdef",
            "0123456789ABCDEF",
            "abcdefghijklmnopqrstuvwxyz",
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=",
            "-_:.;,!#$%&'()*+/<=>?@[]^`{|}~\\",
            "\u00e4\u00f6\u00fc\u00df\u0080\u00ff",
            "f9zZ");

    /** Tags of many shapes: counters, hashes, dates, blanks of punctuation, strong and weak. */
    private static List<String> shapes() {
        Random random = new Random(SEED);
        List<String> all =
                new ArrayList<>(List.of("\"\"", "\"1\"", "\"------\"", "W/\"======\"", "\"0x8D4BCC2E4835CD0\""));
        while (all.size() < SHAPES) {
            String alphabet = ALPHABETS.get(random.nextInt(ALPHABETS.size()));
            StringBuilder opaque = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                opaque.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            all.add((random.nextBoolean() ? "W/\"" : "\"") + opaque + "\"");
        }
        return all;
    }

    @Test
    void a_foreign_tag_is_well_formed_as_weak_as_the_current_one_and_never_equal_to_it() {
        for (String current : shapes()) {
            EntityTag foreign = Tags.foreign(LAB, current);
            EntityTag tag = Tags.parsed(current);
            assertThat(EntityTag.parse(foreign.toString())).as(current).contains(foreign);
            assertThat(foreign.weak()).as(current).isEqualTo(tag.weak());
            assertThat(foreign.weaklyEquals(tag)).as(current).isFalse();
        }
    }

    @Test
    void a_foreign_tag_keeps_the_shape_where_there_are_letters_or_digits() {
        for (String current : shapes()) {
            String opaque = Tags.parsed(current).opaque();
            String foreign = Tags.foreign(LAB, current).opaque();
            boolean variable = opaque.chars().anyMatch(c -> c < 0x80 && Character.isLetterOrDigit(c));
            if (opaque.length() >= 6 && variable && !foreign.startsWith("never-")) {
                assertThat(foreign).as(current).hasSameSizeAs(opaque);
                assertThat(shape(foreign)).as(current).isEqualTo(shape(opaque));
            }
        }
    }

    private static String shape(String opaque) {
        return opaque.replaceAll("[0-9]", "0").replaceAll("[a-z]", "a").replaceAll("[A-Z]", "A");
    }

    @Test
    void the_last_character_is_changed_and_nothing_else() {
        for (String current : shapes()) {
            EntityTag tag = Tags.parsed(current);
            if (tag.opaque().isEmpty()) {
                continue;
            }
            EntityTag other = Tags.lastCharacterChanged(current);
            int last = tag.opaque().length() - 1;
            assertThat(EntityTag.parse(other.toString())).as(current).contains(other);
            assertThat(other.opaque()).as(current).hasSameSizeAs(tag.opaque()).isNotEqualTo(tag.opaque());
            assertThat(other.opaque().substring(0, last)).isEqualTo(tag.opaque().substring(0, last));
        }
    }

    @Test
    void a_random_tag_is_strong_and_never_the_same_twice() {
        EntityTag one = Tags.random(LAB);
        assertThat(one.weak()).isFalse();
        assertThat(EntityTag.parse(one.toString())).contains(one);
        assertThat(Tags.random(LAB)).isNotEqualTo(one);
    }

    @Test
    void a_counter_is_counted_on_and_back() {
        assertThat(Tags.shifted("\"41\"", 1)).hasToString("\"42\"");
        assertThat(Tags.shifted("W/\"41\"", -1)).hasToString("W/\"40\"");
        assertThat(Tags.shifted("\"41\"", 1_000_003)).hasToString("\"1000044\"");
    }

    @Test
    void a_short_counter_becomes_a_number_far_above() {
        assertThat(Tags.foreign(LAB, "\"7\"")).hasToString("\"1000010\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"abc\"", "\"\"", "\"1a\"", "\"-1\"", "\"1234567890123456789\""})
    void what_is_no_number_cannot_be_counted_on(String tag) {
        assertThatThrownBy(() -> Tags.shifted(tag, 1)).isInstanceOf(Beside.class);
    }

    @Test
    void nothing_is_counted_below_zero() {
        assertThatThrownBy(() -> Tags.shifted("\"0\"", -1)).isInstanceOf(Beside.class);
    }

    @Test
    void the_empty_tag_has_no_last_character() {
        assertThatThrownBy(() -> Tags.lastCharacterChanged("\"\"")).isInstanceOf(Beside.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "w/\"abc\"", "\"a b\"", "\"a\"b\"", ""})
    void what_is_no_entity_tag_is_not_guessed_at(String tag) {
        assertThatThrownBy(() -> Tags.parsed(tag))
                .isInstanceOf(Unobtainable.class)
                .hasMessageContaining(tag);
        assertThat(Tags.strong(tag)).isEmpty();
    }

    @Test
    void only_a_strong_tag_is_strong() {
        assertThat(Tags.strong("\"a\"")).contains(EntityTag.strong("a"));
        assertThat(Tags.strong("W/\"a\"")).isEmpty();
    }
}
