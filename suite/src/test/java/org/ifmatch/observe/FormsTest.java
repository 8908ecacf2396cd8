package org.ifmatch.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Lanes;
import org.ifmatch.http.Release;
import org.ifmatch.http.Request;
import org.ifmatch.http.Salvo;
import org.junit.jupiter.api.Test;

class FormsTest {

    private static final Release AT_ONCE = Release.by(Release.Way.ONE_THREAD);

    /** So many writers, the first of whom waited so long until all were connected and released. */
    private static Salvo salvo(int writers, long waitedMillis) {
        long begun = 5_000_000_000L;
        long released = begun + TimeUnit.MILLISECONDS.toNanos(waitedMillis);
        Exchange exchange = new Exchange(
                Request.of("PUT", URI.create("http://h/x"), List.of()),
                Optional.empty(),
                Optional.of(new Exchange.Trouble(Exchange.Trouble.Kind.TIMEOUT, "nothing")),
                new byte[0],
                new byte[0],
                new Exchange.Times(begun, released, released + 1, released + 1));
        return new Salvo(Collections.nCopies(writers, exchange), 1, 1);
    }

    @Test
    void a_target_that_keeps_connections_waiting_meets_half_as_many_writers() {
        Arena.Forms forms = new Arena.Forms();
        assertThat(forms.mostWriters()).isEqualTo(Lanes.MOST);

        forms.learn(salvo(16, 3_000), AT_ONCE);
        assertThat(forms.mostWriters()).isEqualTo(8);

        forms.learn(salvo(32, 7_000), AT_ONCE);
        assertThat(forms.mostWriters()).isEqualTo(8);

        forms.learn(salvo(8, 1_000), AT_ONCE);
        forms.learn(salvo(4, 1_000), AT_ONCE);
        assertThat(forms.mostWriters()).isEqualTo(4);
    }

    @Test
    void a_target_that_has_room_meets_them_all_also_after_a_time_to_settle() {
        Arena.Forms forms = new Arena.Forms();

        forms.learn(salvo(32, 40), AT_ONCE);
        forms.learn(salvo(32, 900), new Release(Release.Way.ONE_THREAD, Duration.ofMillis(500), Duration.ZERO));

        assertThat(forms.mostWriters()).isEqualTo(Lanes.MOST);
    }

    @Test
    void a_heat_with_fewer_writers_is_else_the_same() {
        Heat heat = new Heat(3, 16, AT_ONCE, true, Duration.ofMillis(60), true, 9);

        assertThat(heat.withAtMost(16)).isEqualTo(heat);
        assertThat(heat.withAtMost(8)).isEqualTo(new Heat(3, 8, AT_ONCE, true, Duration.ofMillis(60), true, 9));
    }
}
