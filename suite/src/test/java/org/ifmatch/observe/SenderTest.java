package org.ifmatch.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Field;
import org.ifmatch.http.Request;
import org.ifmatch.http.Response;
import org.ifmatch.target.Auth;
import org.ifmatch.target.Limits;
import org.ifmatch.target.Target;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderTest {

    private static final Optional<Response> DROPPED = Optional.empty();

    private final List<Request> ordinary = new ArrayList<>();
    private final List<Request> raw = new ArrayList<>();
    private final Deque<Optional<Response>> answers = new ArrayDeque<>();

    private Sender sender(Target target) {
        return new Sender(target, request -> answer(ordinary, request), request -> answer(raw, request), 4, "agent");
    }

    private Exchange answer(List<Request> sent, Request request) {
        sent.add(request);
        Optional<Response> answer = answers.isEmpty() ? ok() : answers.poll();
        return AnAttempt.exchange(request.method(), List.of(), answer);
    }

    private static Target target() {
        return Target.bare("test", URI.create("http://server.test/items/"));
    }

    private static Request request(String method, Field... fields) {
        return Request.of(method, AnAttempt.HERE, List.of(fields));
    }

    private static Optional<Response> ok() {
        return Optional.of(AnAttempt.answer(200, ""));
    }

    private static Optional<Response> answered(int status, Field... fields) {
        return Optional.of(AnAttempt.answer(status, "", fields));
    }

    @Nested
    class A_judged_request {

        @ParameterizedTest
        @ValueSource(ints = {408, 412, 425, 429, 500, 503})
        void is_sent_once_whatever_comes(int status) {
            answers.add(answered(status));
            assertThat(sender(target()).judged(request("PUT")).status()).isEqualTo(status);
            assertThat(ordinary).hasSize(1);
            assertThat(raw).isEmpty();
        }

        @Test
        void is_sent_once_when_the_connection_breaks() {
            answers.add(DROPPED);
            assertThat(sender(target()).judged(request("PUT")).status()).isZero();
            assertThat(ordinary).hasSize(1);
        }

        @Test
        void goes_by_the_raw_wire_where_no_ordinary_client_says_it() {
            sender(target()).judged(request("PUT", Field.of("If-Match", "  *  \t")));
            assertThat(ordinary).isEmpty();
            assertThat(raw).hasSize(1);
        }
    }

    @Nested
    class A_request_of_the_set_up {

        @ParameterizedTest
        @ValueSource(ints = {408, 425, 429, 503})
        void is_sent_again_to_a_busy_target(int status) {
            answers.add(answered(status));
            assertThat(sender(target()).patient(request("PUT")).status()).isEqualTo(200);
            assertThat(raw).hasSize(2);
        }

        @ParameterizedTest
        @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE"})
        void is_sent_again_after_a_broken_connection_where_that_does_no_harm(String method) {
            answers.add(DROPPED);
            assertThat(sender(target()).patient(request(method)).status()).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(strings = {"POST", "PATCH"})
        void is_not_sent_again_after_a_broken_connection_where_it_may_add_something_twice(String method) {
            answers.add(DROPPED);
            assertThat(sender(target()).patient(request(method)).status()).isZero();
            assertThat(raw).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(ints = {200, 404, 412, 500, 501})
        void is_not_sent_again_after_a_plain_answer(int status) {
            answers.add(answered(status));
            assertThat(sender(target()).patient(request("PUT")).status()).isEqualTo(status);
            assertThat(raw).hasSize(1);
        }

        @Test
        void is_given_up_after_a_bounded_number_of_tries() {
            for (int i = 0; i < 50; i++) {
                answers.add(answered(429));
            }
            assertThat(sender(target()).patient(request("PUT")).status()).isEqualTo(429);
            assertThat(raw).hasSizeBetween(2, 10);
        }
    }

    @Nested
    class The_time_before_the_next_try {

        private Duration after(int tries, Field... fields) {
            return Sender.backOff(AnAttempt.exchange("GET", List.of(), answered(503, fields)), tries);
        }

        @Test
        void grows_with_the_tries_and_has_an_end() {
            for (int tries = 1; tries < 20; tries++) {
                assertThat(after(tries + 1)).isGreaterThanOrEqualTo(after(tries));
                assertThat(after(tries)).isBetween(Duration.ofMillis(50), Duration.ofSeconds(2));
            }
            assertThat(after(3)).isGreaterThan(after(1));
        }

        @Test
        void is_what_retry_after_says() {
            assertThat(after(1, Field.of("Retry-After", "2"))).isEqualTo(Duration.ofSeconds(2));
        }

        @Test
        void is_never_longer_than_its_bound() {
            assertThat(after(1, Field.of("Retry-After", "3600"))).isEqualTo(Duration.ofSeconds(5));
            assertThat(after(1, Field.of("Retry-After", "999999999"))).isEqualTo(Duration.ofSeconds(5));
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "soon", "-1", "99999999999999999999", "Fri, 31 Dec 1999 23:59:59 GMT", ""})
        void is_the_usual_one_where_retry_after_says_nothing_of_use(String value) {
            assertThat(after(2, Field.of("Retry-After", value))).isEqualTo(after(2));
        }

        @Test
        void is_the_usual_one_where_there_was_no_answer() {
            assertThat(Sender.backOff(AnAttempt.exchange("GET", List.of(), DROPPED), 2))
                    .isEqualTo(after(2));
        }
    }

    @Nested
    class The_ceiling {

        @Test
        void holds_back_every_request_but_those_of_the_clean_up() {
            Sender sender = sender(with(target(), new Auth.None(), Map.of(), 2));
            sender.plain(request("GET"));
            sender.judged(request("GET"));
            assertThatThrownBy(() -> sender.judged(request("GET")))
                    .isInstanceOf(Unobtainable.class)
                    .hasMessageContaining("ceiling of 2 requests");
            assertThatThrownBy(() -> sender.plain(request("GET"))).isInstanceOf(Unobtainable.class);
            assertThat(sender.unlimited(request("DELETE")).status()).isEqualTo(200);
        }
    }

    @Nested
    class The_usual_fields {

        @Test
        void ask_for_everything_uncoded_and_name_the_agent() {
            assertThat(sender(target()).usualFields(AnAttempt.HERE))
                    .containsExactly(
                            Field.of("User-Agent", "agent"),
                            Field.of("Accept", "*/*"),
                            Field.of("Accept-Encoding", "identity"));
        }

        @ParameterizedTest
        @CsvSource({"Accept, text/html", "accept, text/html", "X-Tenant, test"})
        void give_way_to_those_of_the_target(String name, String value) {
            List<Field> fields = sender(with(target(), new Auth.None(), Map.of(name, value), 9))
                    .usualFields(AnAttempt.HERE);
            assertThat(fields).filteredOn(f -> f.is(name)).containsExactly(Field.of(name, value));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"http://other.test/items/7", "http://server.test:81/items/7", "https://server.test/items/7"})
        void keep_the_credentials_from_a_server_that_only_a_location_names(String url) {
            Sender sender = sender(with(target(), new Auth.Bearer("t"), Map.of("X-Key", "secret"), 9));
            assertThat(sender.usualFields(URI.create(url)))
                    .extracting(Field::name)
                    .containsExactly("User-Agent", "Accept", "Accept-Encoding");
        }

        @Test
        void carry_the_credentials() {
            assertThat(sender(with(target(), new Auth.Bearer("t"), Map.of(), 9)).usualFields(AnAttempt.HERE))
                    .contains(Field.of("Authorization", "Bearer t"));
            assertThat(sender(with(target(), new Auth.Basic("u", "p\u00e4ss"), Map.of(), 9))
                            .usualFields(AnAttempt.HERE))
                    .contains(Field.of("Authorization", "Basic dTpww6Rzcw=="));
        }
    }

    @Nested
    class What_is_hurried {

        private final Sender alone = new Sender(target(), r -> answer(ordinary, r), r -> answer(raw, r), 1, "agent");

        /** With one worker: to ask for another would be to wait for ever. */
        @Test
        @Timeout(20)
        void keeps_a_worker_to_itself_until_it_is_over() throws InterruptedException {
            Thread other = new Thread(() -> alone.plain(request("GET")));
            alone.hurried(() -> {
                other.start();
                while (other.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
                alone.plain(request("PUT"));
                return alone.plain(request("PUT"));
            });
            other.join();
            assertThat(raw).extracting(Request::method).containsExactly("PUT", "PUT", "GET");
        }

        @Test
        @Timeout(20)
        void gives_its_worker_back_when_it_fails() throws InterruptedException {
            assertThatThrownBy(() -> alone.hurried(() -> {
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            Thread other = new Thread(() -> alone.plain(request("GET")));
            other.start();
            other.join();
            assertThat(raw).hasSize(1);
        }
    }

    private static Target with(Target t, Auth auth, Map<String, String> headers, int requests) {
        Limits l = t.limits();
        return new Target(
                t.name(),
                t.url(),
                t.dialect(),
                auth,
                headers,
                t.tls(),
                t.create(),
                t.update(),
                t.patch(),
                t.nonce(),
                t.settle(),
                new Limits(l.connect(), l.answer(), l.headerOctets(), l.bodyOctets(), requests, l.late()),
                t.capabilities(),
                t.probes(),
                t.endpoints(),
                t.baseline(),
                t.secrets());
    }
}
