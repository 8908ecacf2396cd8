package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restassured.RestAssured;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Exchange.Trouble;
import org.ifmatch.http.Field;
import org.ifmatch.http.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A request goes out exactly once, whatever the server does with it: a second one would be judged as if it were the first. */
class SendsOnceTest {

    static Stream<Arguments> wiresAndMethods() {
        return Arrays.stream(BothWires.values())
                .flatMap(wire -> Stream.of("GET", "HEAD", "PUT", "DELETE", "PATCH", "POST", "OPTIONS")
                        .map(method -> Arguments.of(wire, method)));
    }

    private static Request request(String method, URI url) {
        List<Field> fields = List.of(Field.of("If-Match", "\"a\""));
        return List.of("PUT", "PATCH", "POST").contains(method)
                ? Request.of(method, url, fields, "content".getBytes(StandardCharsets.US_ASCII))
                : Request.of(method, url, fields);
    }

    @ParameterizedTest
    @MethodSource("wiresAndMethods")
    void a_request_is_sent_once_though_the_server_hangs_up(BothWires wire, String method) {
        try (ScriptedServer server = ScriptedServer.start((request, connection) -> {})) {
            Exchange exchange = wire.wire().send(request(method, server.url("/items/1")));

            assertThat(server.heard()).hasSize(1);
            assertThat(exchange.response()).isEmpty();
            assertThat(exchange.trouble())
                    .contains(new Trouble(Trouble.Kind.CLOSED, "the connection was closed without an answer"));
        }
    }

    @ParameterizedTest
    @MethodSource("wiresAndMethods")
    void a_request_is_sent_once_though_the_server_resets_the_connection(BothWires wire, String method) {
        try (ScriptedServer server = ScriptedServer.start((request, connection) -> connection.reset())) {
            Exchange exchange = wire.wire().send(request(method, server.url("/items/1")));

            assertThat(server.heard()).hasSize(1);
            assertThat(exchange.trouble()).hasValueSatisfying(trouble -> {
                assertThat(trouble.kind()).isEqualTo(Trouble.Kind.CLOSED);
                assertThat(trouble.says()).startsWith("the connection broke before the answer was complete");
            });
        }
    }

    @ParameterizedTest
    @MethodSource("wiresAndMethods")
    void a_request_is_sent_once_though_the_server_is_overloaded(BothWires wire, String method) {
        try (ScriptedServer server = ScriptedServer.start((request, connection) ->
                connection.answer("503 Service Unavailable", "", "Retry-After: 0", "Connection: close"))) {
            Exchange exchange = wire.wire().send(request(method, server.url("/items/1")));

            assertThat(server.heard()).hasSize(1);
            assertThat(exchange.status()).isEqualTo(503);
        }
    }

    static Stream<Arguments> wiresAndRedirects() {
        return Arrays.stream(BothWires.values())
                .flatMap(wire -> Stream.of(301, 302, 303, 307, 308)
                        .flatMap(status -> Stream.of("GET", "HEAD", "PUT", "DELETE")
                                .map(method -> Arguments.of(wire, status, method))));
    }

    @ParameterizedTest
    @MethodSource("wiresAndRedirects")
    void a_redirect_is_not_followed(BothWires wire, int status, String method) {
        try (ScriptedServer server = ScriptedServer.start((request, connection) ->
                connection.answer(status + " Elsewhere", "", "Location: http://" + host(request) + "/other"))) {
            Exchange exchange = wire.wire().send(request(method, server.url("/items/1")));

            assertThat(server.heard()).extracting(ScriptedServer.Heard::path).containsExactly("/items/1");
            assertThat(exchange.status()).isEqualTo(status);
        }
    }

    private static String host(ScriptedServer.Heard request) {
        return request.text().replaceFirst("(?s).*\r\nHost: ([^\r]*)\r.*", "$1");
    }

    @ParameterizedTest
    @EnumSource
    void a_challenge_is_not_answered(BothWires wire) {
        try (ScriptedServer server = ScriptedServer.start((request, connection) -> connection.answer(
                "401 Unauthorized", "", "WWW-Authenticate: Basic realm=\"x\"", "WWW-Authenticate: Negotiate"))) {
            Exchange exchange = wire.wire().send(request("PUT", server.url("/items/1")));

            assertThat(server.heard()).hasSize(1);
            assertThat(exchange.status()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_cookie_is_not_sent_back(BothWires wire) {
        try (ScriptedServer server = ScriptedServer.start((request, connection) ->
                connection.answer("200 OK", "", "Set-Cookie: seen=1; Path=/", "Set-Cookie2: also=1"))) {
            var same = wire.wire();
            same.send(request("GET", server.url("/items/1")));
            Exchange second = same.send(request("GET", server.url("/items/1")));

            assertThat(second.response().orElseThrow().field("Set-Cookie")).contains("seen=1; Path=/");
            assertThat(server.heard())
                    .hasSize(2)
                    .allSatisfy(heard -> assertThat(heard.text()).doesNotContainIgnoringCase("cookie"));
        }
    }

    /** The test of these tests: the server would see it if a client sent a request again. */
    @Test
    void the_server_counts_what_an_ordinary_client_repeats() {
        try (ScriptedServer server = ScriptedServer.start((request, connection) -> {})) {
            assertThatThrownBy(() -> RestAssured.given().get(server.url("/items/1")))
                    .isInstanceOf(Exception.class);

            assertThat(server.heard()).hasSizeGreaterThan(1);
        }
    }
}
