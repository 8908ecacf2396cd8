package org.ifmatch.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ifmatch.http.Release;
import org.junit.jupiter.api.Test;

class HeatsTest {

    private static List<Heat> heats(int count) {
        Heats heats = new Heats(7);
        List<Heat> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(heats.next());
        }
        return all;
    }

    @Test
    void one_seed_makes_one_row_of_heats() {
        assertThat(heats(200)).isEqualTo(heats(200));
    }

    @Test
    void the_first_heats_try_each_way_at_once_and_wait_for_nothing() {
        List<Heat> first = heats(Heats.PLAIN);

        assertThat(first.subList(0, 4).stream().map(h -> h.release().way())).contains(Release.Way.values());
        assertThat(first.subList(0, 4).stream().map(Heat::writers)).contains(2, 8, 16);
        assertThat(first).allSatisfy(heat -> {
            assertThat(heat.release().settle()).isZero();
            assertThat(heat.release().stagger()).isZero();
            assertThat(heat.quiet()).isZero();
            assertThat(heat.large()).isFalse();
        });
    }

    @Test
    void each_way_is_tried_with_few_and_with_many_writers() {
        for (Release.Way way : Release.Way.values()) {
            assertThat(heats(400).stream()
                            .filter(h -> h.release().way() == way)
                            .map(Heat::writers)
                            .distinct())
                    .contains(2, 3, 4, 8, 16, 32);
        }
    }

    @Test
    void from_the_first_release_to_the_last_it_is_never_longer_than_a_thousandth_of_a_second() {
        assertThat(heats(2000))
                .allSatisfy(heat -> assertThat(heat.release().stagger().multipliedBy(heat.writers() - 1))
                        .isLessThan(Duration.ofMillis(1)));
        assertThat(heats(2000))
                .anySatisfy(h -> assertThat(h.release().stagger()).isPositive());
    }

    /** A quiet spell takes as long as hundreds of rounds, and what narrow gaps need is rounds: most are met before the second. */
    @Test
    void quiet_spells_come_soon_and_then_seldom() {
        List<Integer> quiet = heats(2000).stream()
                .filter(h -> !h.quiet().isZero())
                .map(Heat::number)
                .toList();

        assertThat(quiet).hasSize(2);
        assertThat(quiet.get(0)).isLessThan(150);
        assertThat(quiet.get(1)).isBetween(500, 1000);
    }

    @Test
    void large_content_is_sent_by_few_writers_and_looked_at() {
        List<Heat> large = heats(400).stream().filter(Heat::large).toList();

        assertThat(large).hasSizeGreaterThan(10).allSatisfy(heat -> {
            assertThat(heat.writers()).isLessThanOrEqualTo(8);
            assertThat(heat.look()).isTrue();
        });
    }
}
