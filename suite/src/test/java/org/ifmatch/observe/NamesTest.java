package org.ifmatch.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    private static final long SEED = 42;

    @Test
    void nonces_are_of_one_length_and_never_the_same() {
        Names names = new Names(SEED);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            String nonce = names.nonce();
            assertThat(nonce).hasSize(32);
            assertThat(Names.noncesIn("<" + nonce + ">")).containsExactly(nonce);
            assertThat(seen.add(nonce)).isTrue();
        }
    }

    @Test
    void nonces_are_found_wherever_they_stand_and_nothing_else_is() {
        Names names = new Names(SEED);
        String one = names.nonce();
        String other = names.nonce();

        assertThat(Names.noncesIn(one + other)).containsExactly(one, other);
        assertThat(Names.noncesIn("nn" + one + "n" + other + "nnn")).containsExactly(one, other);
        assertThat(Names.noncesIn("n0123" + one)).containsExactly(one);
        assertThat(Names.noncesIn(one.substring(0, 31))).isEmpty();
        assertThat(Names.noncesIn(one.toUpperCase(java.util.Locale.ROOT))).isEmpty();
        assertThat(Names.noncesIn("")).isEmpty();
    }

    @Test
    void nonces_are_found_before_and_behind_much_of_the_same() {
        Names names = new Names(SEED);
        String one = names.nonce();
        String other = names.nonce();
        for (String filler : List.of(".", "n", "0", " ")) {
            for (int octets : List.of(1, 7, 8, 9, 63, 64, 65, 100_000)) {
                String much = filler.repeat(octets);
                assertThat(Names.noncesIn(much + one + much + other + much)).containsExactly(one, other);
                assertThat(Names.noncesIn(one + much)).containsExactly(one);
                assertThat(Names.noncesIn(much + one)).containsExactly(one);
                assertThat(Names.noncesIn(much)).isEmpty();
            }
        }
    }

    @Test
    void nonces_and_numbers_come_from_the_seed() {
        Names one = new Names(SEED);
        Names other = new Names(SEED);
        assertThat(one.nonce()).isEqualTo(other.nonce());
        assertThat(IntStream.range(0, 20).map(i -> one.number(1000)).boxed().toList())
                .isEqualTo(IntStream.range(0, 20)
                        .map(i -> other.number(1000))
                        .boxed()
                        .toList());
        assertThat(new Names(SEED + 1).nonce()).isNotEqualTo(new Names(SEED).nonce());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42, -1, Long.MAX_VALUE, Long.MIN_VALUE})
    void a_run_that_is_made_again_has_another_id(long seed) {
        assertThat(new Names(seed).run()).matches("[0-9a-f]{8}").isNotEqualTo(new Names(seed).run());
    }

    @Test
    void the_runs_id_stands_in_every_name_and_no_name_comes_twice() {
        Names names = new Names(SEED);
        List<String> made =
                IntStream.range(0, 100).mapToObj(i -> names.resource()).toList();
        assertThat(made)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name)
                        .startsWith("ifmatch-" + names.run() + "-")
                        .matches("[a-z0-9-]+"));
    }
}
