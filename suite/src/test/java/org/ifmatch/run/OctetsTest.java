package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Field;
import org.ifmatch.http.Request;
import org.ifmatch.http.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches the socket is what was written and what is recorded, octet by octet. */
class OctetsTest {

    private static final ScriptedServer.Script OK = (request, connection) -> connection.answer("200 OK", "");

    private static void assertExact(Wire wire, ScriptedServer server, Request request) {
        Exchange exchange = wire.send(request);

        assertThat(exchange.status()).as(exchange.answer()).isEqualTo(200);
        assertThat(server.heard()).hasSize(1);
        assertSame(server.heard().get(0).octets(), request.octets());
        assertSame(exchange.sent(), request.octets());
    }

    private static void assertSame(byte[] seen, byte[] due) {
        assertThat(head(seen)).isEqualTo(head(due));
        assertThat(seen.length).isEqualTo(due.length);
        assertThat(Arrays.mismatch(seen, due)).isEqualTo(-1);
    }

    /** So much of a message as a person reads when a test fails. */
    private static String head(byte[] message) {
        return new String(message, 0, Math.min(message.length, 1000), StandardCharsets.ISO_8859_1);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static Stream<Arguments> wiresAndTargets() {
        return Arrays.stream(BothWires.values())
                .flatMap(wire -> Stream.of(
                                "/items/1",
                                "/",
                                "/items/?a=b",
                                "/items/1?api-version=2&x=&y&=z&&",
                                "/items/1?q=a+b%20c&e=%C3%A9%c3%a9",
                                "/items/a%2Fb/%2e%2E/c",
                                "/items/a;p=1,2/:x@y!$'()*~",
                                "/items//double///1",
                                "/items/./../1",
                                "/items/1//?x=//",
                                "/items/1?",
                                "/items/1?redirect=http://other/?x=1")
                        .map(target -> Arguments.of(wire, target)));
    }

    @ParameterizedTest
    @MethodSource("wiresAndTargets")
    void path_and_query_are_sent_as_written(BothWires wire, String target) {
        try (ScriptedServer server = ScriptedServer.start(OK)) {
            Request request = Request.of("PUT", server.url(target), List.of(), ascii("x"));

            assertExact(wire.wire(), server, request);
            assertThat(server.heard().get(0).target()).isEqualTo(target);
        }
    }

    @ParameterizedTest
    @EnumSource
    void fields_keep_their_order_their_case_and_their_repetitions(BothWires wire) {
        try (ScriptedServer server = ScriptedServer.start(OK)) {
            byte[] content = ascii("{\"note\":\"x\"}");
            List<Field> fields = List.of(
                    Field.of("Content-Length", Integer.toString(content.length)),
                    Field.of("x-B", "2"),
                    Field.of("iF-mAtCh", "\"a\""),
                    Field.of("Content-Type", "application/json"),
                    Field.of("X-a", "1"),
                    Field.of("If-Match", "\"b\", W/\"c\""),
                    Field.of("X-b", "3"),
                    Field.of("Host", server.url("/").getAuthority()));

            assertExact(wire.wire(), server, new Request("PUT", server.url("/items/1"), fields, content));
        }
    }

    static Stream<Arguments> wiresAndMethods() {
        return Arrays.stream(BothWires.values())
                .flatMap(wire -> Stream.of("GET", "HEAD", "PUT", "DELETE", "PATCH", "POST", "OPTIONS")
                        .map(method -> Arguments.of(wire, method)));
    }

    @ParameterizedTest
    @MethodSource("wiresAndMethods")
    void nothing_is_added_to_a_request_without_content(BothWires wire, String method) {
        try (ScriptedServer server = ScriptedServer.start(OK)) {
            assertExact(wire.wire(), server, Request.of(method, server.url("/items/1"), List.of()));

            assertThat(server.heard().get(0).text().toLowerCase())
                    .doesNotContain(
                            "cookie", "accept", "expect", "user-agent", "connection", "charset", "content-type");
        }
    }

    @ParameterizedTest
    @MethodSource("wiresAndMethods")
    void nothing_is_added_to_a_request_with_content(BothWires wire, String method) {
        try (ScriptedServer server = ScriptedServer.start(OK)) {
            Request request = Request.of(
                    method, server.url("/items/1"), List.of(Field.of("Content-Type", "text/plain")), ascii("content"));

            assertExact(wire.wire(), server, request);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/merge-patch+json",
                "application/xml",
                "text/calendar",
                "text/plain; charset=utf-8",
                "multipart/form-data; boundary=x",
                "application/x-www-form-urlencoded"
            })
    void no_charset_is_added_to_a_media_type(String type) {
        try (ScriptedServer server = ScriptedServer.start(OK)) {
            Request request =
                    Request.of("PUT", server.url("/items/1"), List.of(Field.of("Content-Type", type)), ascii("a=b"));

            assertExact(BothWires.REST_ASSURED.wire(), server, request);
        }
    }

    @ParameterizedTest
    @EnumSource
    void content_of_any_octets_is_sent_as_it_is(BothWires wire) {
        byte[] every = new byte[1024];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        try (ScriptedServer server = ScriptedServer.start(OK)) {
            assertExact(wire.wire(), server, Request.of("PUT", server.url("/items/1"), List.of(), every));
        }
    }

    @Test
    void a_large_upload_is_recorded_as_it_was_sent() {
        byte[] large = new byte[300_000];
        Arrays.fill(large, (byte) 'x');
        try (ScriptedServer server = ScriptedServer.start(OK)) {
            assertExact(BothWires.RAW.wire(), server, Request.of("PUT", server.url("/items/1"), List.of(), large));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"caf\u00e9\"",
                "\"\u00ff\u0080\"",
                "  \"a\"",
                "\"a\"\t ",
                "",
                " ",
                "\"a\u0000b\"",
                "\"a\u007fb\"",
                "\"a\"\r\n \"b\""
            })
    void the_raw_wire_sends_values_that_no_client_sends(String value) {
        try (ScriptedServer server = ScriptedServer.start(OK)) {
            Request request =
                    Request.of("PUT", server.url("/items/1"), List.of(Field.of("If-Match", value)), ascii("x"));

            assertExact(BothWires.RAW.wire(), server, request);
            assertThat(request.isOrdinary()).isFalse();
        }
    }

    @Test
    void the_raw_wire_sends_chunks_as_they_are_written() {
        byte[] chunks = ascii("3\r\nabc\r\n0\r\n\r\n");
        try (ScriptedServer server = ScriptedServer.afterHead((request, connection) -> {
            connection.answer("200 OK", "");
            connection.untilGivenUp();
        })) {
            Request request = new Request(
                    "PUT",
                    server.url("/items/1"),
                    List.of(Field.of("Host", "h"), Field.of("Transfer-Encoding", "chunked")),
                    chunks);
            Exchange exchange = BothWires.RAW.wire().send(request);

            assertThat(exchange.sent()).isEqualTo(request.octets()).endsWith(chunks);
        }
    }

    @Test
    void the_raw_wire_sends_a_path_that_looks_like_a_host() {
        try (ScriptedServer server = ScriptedServer.start(OK)) {
            Request request = Request.of("PUT", server.url("//items/1"), List.of(), ascii("x"));

            assertExact(BothWires.RAW.wire(), server, request);
            assertThat(request.isOrdinary()).isFalse();
        }
    }

    @Test
    void the_ordinary_wire_refuses_what_no_ordinary_client_says() {
        Request odd = Request.of("PUT", ScriptedServer.deadUrl(), List.of(Field.of("If-Match", " \"a\"")));

        assertThatThrownBy(() -> BothWires.REST_ASSURED.wire().send(odd))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no ordinary client");
    }

    /** What follows the end of an answer is a fault of its framing; it shows only where it was read. */
    @ParameterizedTest
    @ValueSource(ints = {0, 500, 5_000})
    void what_follows_the_content_is_recorded(int length) {
        String content = "x".repeat(length);
        ScriptedServer.Script surplus =
                (request, connection) -> connection.send("HTTP/1.1 412 Precondition Failed\r\nContent-Length: " + length
                        + "\r\nConnection: close\r\n\r\n" + content + "0123456789");
        try (ScriptedServer server = ScriptedServer.start(surplus)) {
            Exchange exchange = BothWires.RAW.wire().send(Request.of("GET", server.url("/"), List.of()));

            assertThat(new String(exchange.received(), StandardCharsets.US_ASCII))
                    .endsWith("\r\n\r\n" + content + "0123456789");
        }
    }
}
