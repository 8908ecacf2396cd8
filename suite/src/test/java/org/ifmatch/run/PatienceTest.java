package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Request;
import org.ifmatch.http.Response;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Patience patience = new Patience(LIMIT);

    @Test
    void some_incomplete_answers_are_waited_for_to_the_limit() {
        for (int i = 0; i < 8; i++) {
            assertThat(patience.next()).isEqualTo(LIMIT);
            patience.learnt(incomplete());
        }
        assertThat(patience.next()).isLessThan(LIMIT);
    }

    @Test
    void a_slow_target_is_given_fifty_times_what_its_answers_take_on_average() {
        patience.learnt(complete(Duration.ofMillis(180)));
        patience.learnt(complete(Duration.ofMillis(20)));
        for (int i = 0; i < 8; i++) {
            patience.learnt(incomplete());
        }
        assertThat(patience.next()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void the_limit_stands_however_slow_the_target_is() {
        patience.learnt(complete(Duration.ofSeconds(1)));
        for (int i = 0; i < 20; i++) {
            patience.learnt(incomplete());
        }
        assertThat(patience.next()).isEqualTo(LIMIT);
    }

    @Test
    void a_quick_target_is_given_a_second() {
        patience.learnt(complete(Duration.ofMillis(2)));
        for (int i = 0; i < 20; i++) {
            patience.learnt(incomplete());
        }
        assertThat(patience.next()).isEqualTo(Duration.ofSeconds(1));
    }

    private static Exchange incomplete() {
        return exchange(Optional.empty(), LIMIT);
    }

    private static Exchange complete(Duration took) {
        return exchange(Optional.of(new Response(200, "OK", List.of(), new byte[0])), took);
    }

    private static Exchange exchange(Optional<Response> response, Duration took) {
        return new Exchange(
                Request.of("GET", URI.create("http://127.0.0.1/"), List.of(), new byte[0]),
                response,
                response.isPresent()
                        ? Optional.empty()
                        : Optional.of(new Exchange.Trouble(Exchange.Trouble.Kind.TIMEOUT, "no complete answer")),
                new byte[0],
                new byte[0],
                new Exchange.Times(0, 0, 0, took.toNanos()));
    }
}
