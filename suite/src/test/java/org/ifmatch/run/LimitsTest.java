package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Exchange.Trouble;
import org.ifmatch.http.Request;
import org.ifmatch.target.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a server does, an exchange ends within its limits, and says which of them ended it. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LimitsTest {

    private static final Duration SHORT = Duration.ofMillis(250);
    private static final Trouble TOO_LATE = new Trouble(Trouble.Kind.TIMEOUT, "no complete answer within 250 ms");

    private static Exchange get(BothWires wire, Limits limits, ScriptedServer server) {
        return wire.wire(limits).send(Request.of("GET", server.url("/items/1"), List.of()));
    }

    @ParameterizedTest
    @EnumSource
    void a_refused_connection_is_told(BothWires wire) {
        Exchange exchange = wire.wire().send(Request.of("GET", ScriptedServer.deadUrl(), List.of()));

        assertThat(exchange.response()).isEmpty();
        assertThat(exchange.sent()).isEmpty();
        assertThat(exchange.trouble()).hasValueSatisfying(trouble -> {
            assertThat(trouble.kind()).isEqualTo(Trouble.Kind.NOT_CONNECTED);
            assertThat(trouble.says()).matches("no connection to 127\\.0\\.0\\.1:\\d+ \\(.*refused.*\\)");
        });
    }

    @ParameterizedTest
    @EnumSource
    void a_host_without_an_address_is_told(BothWires wire) {
        Exchange exchange =
                wire.wire().send(Request.of("GET", java.net.URI.create("http://nowhere.invalid/items/"), List.of()));

        assertThat(exchange.trouble())
                .contains(new Trouble(
                        Trouble.Kind.NOT_CONNECTED,
                        "no connection to nowhere.invalid:80 (no address is known for this name)"));
    }

    @ParameterizedTest
    @EnumSource
    void a_server_that_never_answers_is_given_up(BothWires wire) {
        try (ScriptedServer server = ScriptedServer.start((request, connection) -> connection.untilGivenUp())) {
            Exchange exchange = get(wire, BothWires.answerWithin(SHORT), server);

            assertThat(exchange.trouble()).contains(TOO_LATE);
            assertThat(exchange.sent()).isEqualTo(exchange.request().octets());
            assertThat(Duration.ofNanos(exchange.times().tookNanos())).isBetween(SHORT, SHORT.multipliedBy(20));
        }
    }

    /** Each octet comes in time; a timeout that starts anew with every read would never end this. */
    @ParameterizedTest
    @EnumSource
    void a_server_that_answers_in_drops_is_given_up(BothWires wire) {
        try (ScriptedServer server = ScriptedServer.start((request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
            while (true) {
                connection.send("x");
                connection.pause(Duration.ofMillis(20));
            }
        })) {
            Exchange exchange = get(wire, BothWires.answerWithin(SHORT), server);

            assertThat(exchange.response()).isEmpty();
            assertThat(exchange.trouble()).contains(TOO_LATE);
            assertThat(exchange.received()).startsWith("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_endless_header_section_is_given_up(BothWires wire) {
        try (ScriptedServer server = ScriptedServer.start((request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\n");
            while (true) {
                connection.send("X-More: of the same\r\n");
            }
        })) {
            Exchange exchange = get(wire, BothWires.octets(10_000, 1_000_000), server);

            assertThat(exchange.trouble())
                    .contains(new Trouble(
                            Trouble.Kind.TOO_LARGE, "the answer's header section went on for more than 10000 octets"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_endless_field_line_is_given_up(BothWires wire) {
        try (ScriptedServer server = ScriptedServer.start((request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nETag: \"");
            while (true) {
                connection.send("aaaaaaaaaaaaaaaaaaaa");
            }
        })) {
            Exchange exchange = get(wire, BothWires.octets(10_000, 1_000_000), server);

            assertThat(exchange.trouble().orElseThrow().kind()).isEqualTo(Trouble.Kind.TOO_LARGE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void endless_content_is_given_up(BothWires wire) {
        try (ScriptedServer server = ScriptedServer.start((request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (true) {
                connection.send("3e8\r\n" + "x".repeat(1000) + "\r\n");
            }
        })) {
            Exchange exchange = get(wire, BothWires.octets(10_000, 100_000), server);

            assertThat(exchange.trouble()).hasValueSatisfying(trouble -> {
                assertThat(trouble.kind()).isEqualTo(Trouble.Kind.TOO_LARGE);
                assertThat(trouble.says()).isEqualTo("the answer's content went on for more than 100000 octets");
            });
            assertThat(exchange.received()).hasSizeLessThan(200_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void content_of_just_the_allowed_size_is_read(BothWires wire) {
        try (ScriptedServer server =
                ScriptedServer.start((request, connection) -> connection.answer("200 OK", "x".repeat(100_000)))) {
            Exchange exchange = get(wire, BothWires.octets(10_000, 100_000), server);

            assertThat(exchange.response())
                    .hasValueSatisfying(
                            response -> assertThat(response.content()).hasSize(100_000));
        }
    }

    @Test
    void an_early_answer_to_a_large_upload_is_read_though_the_upload_is_not() {
        byte[] large = new byte[10 * 1024 * 1024];
        try (ScriptedServer server = ScriptedServer.afterHead((request, connection) -> {
            connection.answer("412 Precondition Failed", "");
            connection.untilOver();
        })) {
            Exchange exchange = BothWires.RAW.wire().send(Request.of("PUT", server.url("/items/1"), List.of(), large));

            assertThat(exchange.status()).isEqualTo(412);
            assertThat(exchange.sent().length).isLessThan(exchange.request().octets().length);
            assertThat(new String(exchange.sent(), StandardCharsets.ISO_8859_1))
                    .startsWith(exchange.request().head());
        }
    }

    @Test
    void an_early_answer_is_read_though_the_connection_is_closed_on_the_upload() {
        byte[] large = new byte[10 * 1024 * 1024];
        try (ScriptedServer server = ScriptedServer.afterHead((request, connection) -> {
            connection.answer("412 Precondition Failed", "");
            connection.endOutput();
            connection.untilGivenUp();
        })) {
            Exchange exchange = BothWires.RAW.wire().send(Request.of("PUT", server.url("/items/1"), List.of(), large));

            assertThat(exchange.status()).isEqualTo(412);
        }
    }

    @Test
    void a_large_upload_that_is_neither_read_nor_answered_is_given_up() {
        byte[] large = new byte[10 * 1024 * 1024];
        try (ScriptedServer server = ScriptedServer.afterHead((request, connection) -> connection.untilOver())) {
            Exchange exchange = BothWires.RAW
                    .wire(BothWires.answerWithin(SHORT))
                    .send(Request.of("PUT", server.url("/items/1"), List.of(), large));

            assertThat(exchange.trouble()).contains(TOO_LATE);
        }
    }
}
