package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Exchange.Trouble;
import org.ifmatch.http.Field;
import org.ifmatch.http.Lanes;
import org.ifmatch.http.Release;
import org.ifmatch.http.Request;
import org.ifmatch.http.Salvo;
import org.ifmatch.origin.ReferenceOrigin;
import org.ifmatch.target.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VolleyTest {

    private static final Limits SHORT =
            new Limits(Duration.ofSeconds(2), Duration.ofMillis(800), 4096, 64 * 1024, 1000, Duration.ofSeconds(1));

    private static Request put(URI url, String content) {
        return Request.of(
                "PUT", url, List.of(Field.of("User-Agent", "test")), content.getBytes(StandardCharsets.US_ASCII));
    }

    private static List<Request> puts(URI url, int count, String content) {
        List<Request> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(put(url, content + i));
        }
        return all;
    }

    @ParameterizedTest
    @EnumSource(Release.Way.class)
    void every_request_goes_out_once_to_the_letter_and_gets_its_own_answer(Release.Way way) {
        try (ScriptedServer server = ScriptedServer.start((heard, connection) ->
                        connection.answer("200 OK", heard.text().replaceAll("(?s).*\r\n", "")));
                Volley volley = new Volley(Limits.DEFAULT, null)) {
            List<Request> requests = puts(server.url("/items/1"), 8, "content-");

            Salvo salvo = volley.together(requests, Release.by(way));

            assertThat(server.heard()).hasSize(8);
            assertThat(server.heard().stream().map(ScriptedServer.Heard::text))
                    .containsExactlyInAnyOrderElementsOf(requests.stream()
                            .map(r -> new String(r.octets(), StandardCharsets.ISO_8859_1))
                            .toList());
            for (int i = 0; i < 8; i++) {
                assertThat(salvo.exchanges().get(i).response().orElseThrow().text())
                        .isEqualTo("content-" + i);
                assertThat(salvo.exchanges().get(i).sent())
                        .isEqualTo(requests.get(i).octets());
            }
        }
    }

    /** A server that could judge a request before it is released would make a race of nothing. */
    @ParameterizedTest
    @EnumSource(Release.Way.class)
    void no_header_section_is_complete_before_the_release(Release.Way way) {
        List<Long> complete = Collections.synchronizedList(new ArrayList<>());
        try (ScriptedServer server = ScriptedServer.afterHead((heard, connection) -> {
                    complete.add(System.nanoTime());
                    connection.answer("204 No Content", "");
                });
                Volley volley = new Volley(Limits.DEFAULT, null)) {
            Salvo salvo = volley.together(
                    puts(server.url("/x"), 4, "c"), new Release(way, Duration.ofMillis(60), Duration.ZERO));

            long released = salvo.exchanges().stream()
                    .mapToLong(e -> e.times().sent())
                    .min()
                    .orElseThrow();
            assertThat(complete).hasSize(4).allSatisfy(at -> assertThat(at).isGreaterThan(released));
            assertThat(salvo.exchanges())
                    .allSatisfy(e ->
                            assertThat(released - e.times().begun()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(50)));
        }
    }

    @Test
    void there_is_room_for_as_many_connections_as_stand_before_any_is_served() throws IOException {
        Duration soon = Duration.ofMillis(700);
        try (ServerSocket few = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
                ServerSocket many = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
                Volley volley = new Volley(Limits.DEFAULT, null)) {
            assertThat(volley.room(URI.create("http://127.0.0.1:" + few.getLocalPort() + "/"), soon))
                    .isBetween(1, 8);
            assertThat(volley.room(URI.create("http://127.0.0.1:" + many.getLocalPort() + "/"), soon))
                    .isEqualTo(Lanes.MOST);
        }
    }

    @Test
    void connections_are_used_again_where_the_target_keeps_them_open() {
        try (ReferenceOrigin origin = ReferenceOrigin.start();
                Volley volley = new Volley(Limits.DEFAULT, null)) {
            URI url = origin.collection().resolve("again");
            volley.together(puts(url, 4, "a"), Release.by(Release.Way.ONE_THREAD));

            Salvo salvo = volley.together(puts(url, 4, "b"), Release.by(Release.Way.TWO_SPINNING));

            assertThat(salvo.exchanges())
                    .allSatisfy(e -> assertThat(e.succeeded()).isTrue());
            assertThat(volley.opened()).isEqualTo(4);
        }
    }

    @Test
    void a_server_that_closes_after_each_answer_is_served_by_fresh_connections() {
        try (ScriptedServer server =
                        ScriptedServer.start((heard, connection) -> connection.answer("204 No Content", ""));
                Volley volley = new Volley(Limits.DEFAULT, null)) {
            for (int round = 0; round < 5; round++) {
                volley.together(puts(server.url("/x"), 3, "c"), Release.by(Release.Way.ONE_THREAD));
            }
            Salvo salvo = volley.together(puts(server.url("/x"), 3, "c"), Release.by(Release.Way.ONE_THREAD));

            assertThat(salvo.exchanges()).allSatisfy(e -> assertThat(e.status()).isEqualTo(204));
        }
    }

    @Test
    void an_answer_of_http_1_0_ends_its_connection() {
        try (ScriptedServer server = ScriptedServer.start(
                        (heard, connection) -> connection.send("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok"));
                Volley volley = new Volley(Limits.DEFAULT, null)) {
            Exchange first = volley.alone(0, put(server.url("/x"), "a"));
            Exchange second = volley.alone(0, put(server.url("/x"), "b"));

            assertThat(first.status()).isEqualTo(200);
            assertThat(second.status()).isEqualTo(200);
            assertThat(volley.opened()).isEqualTo(2);
        }
    }

    @Test
    void a_server_that_says_nothing_costs_the_limit_and_no_more() {
        try (ScriptedServer server = ScriptedServer.start((heard, connection) -> connection.untilOver());
                Volley volley = new Volley(SHORT, null)) {
            Salvo salvo = volley.together(puts(server.url("/x"), 5, "c"), Release.by(Release.Way.ONE_THREAD));

            assertThat(salvo.exchanges())
                    .allSatisfy(e -> assertThat(e.trouble().map(Trouble::kind)).contains(Trouble.Kind.TIMEOUT));
        }
    }

    @Test
    void a_reset_is_told_and_nothing_is_sent_again() {
        try (ScriptedServer server = ScriptedServer.start((heard, connection) -> connection.reset());
                Volley volley = new Volley(SHORT, null)) {
            Salvo salvo = volley.together(puts(server.url("/x"), 3, "c"), Release.by(Release.Way.A_THREAD_EACH));

            assertThat(server.heard()).hasSize(3);
            assertThat(salvo.exchanges())
                    .allSatisfy(e -> assertThat(e.trouble().map(Trouble::kind)).contains(Trouble.Kind.CLOSED));
        }
    }

    @Test
    void a_large_upload_whose_answer_comes_early_is_cut_off_and_its_answer_kept() {
        try (ScriptedServer server = ScriptedServer.afterHead((heard, connection) -> {
                    connection.answer("412 Precondition Failed", "");
                    connection.pause(Duration.ofSeconds(5));
                });
                Volley volley = new Volley(Limits.DEFAULT, null)) {
            Salvo salvo = volley.together(
                    puts(server.url("/x"), 2, "x".repeat(8 * 1024 * 1024)), Release.by(Release.Way.ONE_THREAD));

            assertThat(salvo.exchanges()).allSatisfy(e -> assertThat(e.status()).isEqualTo(412));
        }
    }

    @Test
    void a_dead_port_is_told() {
        try (Volley volley = new Volley(SHORT, null)) {
            Salvo salvo = volley.together(puts(ScriptedServer.deadUrl(), 2, "c"), Release.by(Release.Way.ONE_THREAD));

            assertThat(salvo.exchanges())
                    .allSatisfy(e -> assertThat(e.trouble().map(Trouble::kind)).contains(Trouble.Kind.NOT_CONNECTED));
            assertThat(salvo.exchanges())
                    .allSatisfy(e -> assertThat(e.times().sent()).isZero());
        }
    }

    @Test
    void an_endless_answer_is_cut_at_the_limit() {
        try (ScriptedServer server = ScriptedServer.start((heard, connection) -> {
                    connection.send("HTTP/1.1 200 OK\r\n\r\n");
                    for (int i = 0; i < 1000; i++) {
                        connection.send("x".repeat(4096));
                    }
                });
                Volley volley = new Volley(SHORT, null)) {
            Exchange exchange = volley.alone(0, put(server.url("/x"), "c"));

            assertThat(exchange.trouble().map(Trouble::kind)).contains(Trouble.Kind.TOO_LARGE);
        }
    }

    @Test
    void requests_that_are_all_answered_late_overlap() {
        try (ScriptedServer server = ScriptedServer.start((heard, connection) -> {
                    connection.pause(Duration.ofMillis(200));
                    connection.answer("204 No Content", "");
                });
                Volley volley = new Volley(Limits.DEFAULT, null)) {
            Salvo salvo = volley.together(puts(server.url("/x"), 4, "c"), Release.by(Release.Way.ONE_THREAD));

            assertThat(salvo.pairs()).isEqualTo(6);
            assertThat(salvo.overlapping()).isEqualTo(6);
        }
    }
}
