package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordedTest {

    private static byte[] octets(int count) {
        byte[] octets = new byte[count];
        new Random(count).nextBytes(octets);
        return octets;
    }

    @Test
    void nothing_is_no_octets() {
        assertThat(new Recorded().all()).isEmpty();
    }

    @Test
    void what_was_copied_in_pieces_of_any_size_is_there_in_order() {
        byte[] whole = octets(1 << 20);
        Recorded recorded = new Recorded();
        Random random = new Random(1);
        for (int at = 0; at < whole.length; ) {
            int count = Math.min(whole.length - at, 1 + random.nextInt(200_000));
            recorded.copy(whole, at, count);
            at += count;
            assertThat(recorded.size()).isEqualTo(at);
        }

        assertThat(recorded.all()).isEqualTo(whole);
    }

    @Test
    void what_was_copied_stays_though_the_array_is_used_again() {
        byte[] used = {1, 2, 3};
        Recorded recorded = new Recorded();
        recorded.copy(used, 0, 2);
        Arrays.fill(used, (byte) 9);

        assertThat(recorded.all()).containsExactly(1, 2);
    }

    @Test
    void an_array_that_is_kept_whole_is_given_back_and_a_part_of_it_alone() {
        byte[] kept = octets(100);
        Recorded whole = new Recorded();
        whole.keep(kept, 0, 60);
        assertThat(whole.all()).isEqualTo(Arrays.copyOf(kept, 60));

        whole.keep(kept, 60, 40);
        assertThat(whole.all()).isSameAs(kept);
    }

    @Test
    void kept_and_copied_octets_stand_in_their_order() {
        Recorded recorded = new Recorded();
        byte[] kept = {3, 4, 5};
        recorded.copy(new byte[] {1, 2}, 0, 2);
        recorded.keep(kept, 0, 2);
        recorded.copy(new byte[] {6}, 0, 1);
        recorded.keep(kept, 2, 1);

        assertThat(recorded.all()).containsExactly(1, 2, 3, 4, 6, 5);
        assertThat(recorded.size()).isEqualTo(6);
        assertThat(kept).containsExactly(3, 4, 5);
    }
}
