package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Exchange.Trouble;
import org.ifmatch.http.Field;
import org.ifmatch.http.Request;
import org.ifmatch.http.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server answered is kept as it came, and what is no answer is told from one, on both wires alike. */
class AnswersTest {

    /** A request of that method to a server that answers with these octets and closes. */
    private static Exchange answered(BothWires wire, String method, byte[] answer) {
        try (ScriptedServer server = ScriptedServer.start((request, connection) -> connection.send(answer))) {
            return wire.wire().send(Request.of(method, server.url("/items/1"), List.of()));
        }
    }

    private static Exchange answered(BothWires wire, String method, String answer) {
        return answered(wire, method, latin1(answer));
    }

    private static Response response(Exchange exchange) {
        return exchange.response().orElseThrow(() -> new AssertionError(exchange.answer()));
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @EnumSource
    void an_answer_is_kept_as_it_came(BothWires wire) {
        String answer = "HTTP/1.1 412 Nicht erf\u00fcllt\r\nETag: \"a\"\r\nx-Odd:  two  blanks \r\nETAG: W/\"b\"\r\n"
                + "Empty:\r\nContent-Length: 3\r\n\r\nno\u00ff";
        Exchange exchange = answered(wire, "GET", answer);

        assertThat(new String(exchange.received(), StandardCharsets.ISO_8859_1)).isEqualTo(answer);
        assertThat(exchange.trouble()).isEmpty();
        Response response = response(exchange);
        assertThat(response.status()).isEqualTo(412);
        assertThat(response.fields())
                .extracting(Field::name)
                .containsExactly("ETag", "x-Odd", "ETAG", "Empty", "Content-Length");
        assertThat(response.field("X-odd")).contains("two  blanks");
        assertThat(response.field("empty")).contains("");
        assertThat(response.text()).isEqualTo("no\u00ff");
    }

    /** The connection stays open, so that only who goes on listening hears what is written a moment later. */
    @ParameterizedTest
    @EnumSource
    void content_that_follows_a_412_to_head_by_a_second_write_is_kept(BothWires wire) {
        try (ScriptedServer server = ScriptedServer.start((request, connection) -> {
            connection.send(latin1("HTTP/1.1 412 Precondition Failed\r\nContent-Length: 4\r\n\r\n"));
            connection.pause(Duration.ofMillis(20));
            connection.send(latin1("late"));
            connection.pause(Duration.ofSeconds(20));
        })) {
            Exchange exchange = wire.wire().send(Request.of("HEAD", server.url("/items/1"), List.of()));
            assertThat(new String(exchange.received(), StandardCharsets.ISO_8859_1))
                    .endsWith("\r\n\r\nlate");
            assertThat(exchange.trouble()).isEmpty();
            assertThat(response(exchange).content()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void octets_beyond_ascii_in_a_tag_are_kept(BothWires wire) {
        Exchange exchange = answered(
                wire, "GET", "HTTP/1.1 200 OK\r\nETag: \"caf\u00e9\u0080\u00ff\"\r\nContent-Length: 0\r\n\r\n");

        assertThat(response(exchange).etag()).contains("\"caf\u00e9\u0080\u00ff\"");
    }

    @ParameterizedTest
    @EnumSource
    void a_long_field_line_and_many_of_them_are_read(BothWires wire) {
        String many =
                IntStream.range(0, 500).mapToObj(i -> "X-" + i + ": 1\r\n").collect(Collectors.joining());
        Exchange exchange = answered(
                wire,
                "GET",
                "HTTP/1.1 200 OK\r\nX-Long: " + "x".repeat(20_000) + "\r\n" + many + "Content-Length: 0\r\n\r\n");

        assertThat(response(exchange).fields()).hasSize(502);
        assertThat(response(exchange).field("X-Long").orElseThrow()).hasSize(20_000);
    }

    @ParameterizedTest
    @EnumSource
    void interim_answers_are_passed_over_and_stay_in_the_record(BothWires wire) {
        Exchange exchange = answered(
                wire,
                "PUT",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\nETag: \"not-yet\"\r\n\r\n"
                        + "HTTP/1.1 204 No Content\r\nETag: \"a\"\r\n\r\n");

        assertThat(exchange.status()).isEqualTo(204);
        assertThat(response(exchange).etag()).contains("\"a\"");
        assertThat(new String(exchange.received(), StandardCharsets.US_ASCII)).contains("103 Early Hints");
    }

    @ParameterizedTest
    @EnumSource
    void nothing_but_interim_answers_is_no_answer(BothWires wire) {
        Exchange exchange = answered(wire, "GET", "HTTP/1.1 102 Processing\r\n\r\n".repeat(100));

        assertThat(exchange.response()).isEmpty();
        assertThat(exchange.trouble().orElseThrow().says()).contains("interim");
    }

    @ParameterizedTest
    @EnumSource
    void coded_content_is_not_decoded(BothWires wire) throws IOException {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(coded)) {
            gzip.write(latin1("content"));
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(
                latin1("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + coded.size() + "\r\n\r\n"));
        answer.writeBytes(coded.toByteArray());

        Response response = response(answered(wire, "GET", answer.toByteArray()));

        assertThat(response.content()).isEqualTo(coded.toByteArray());
        assertThat(response.field("Content-Encoding")).contains("gzip");
    }

    @ParameterizedTest
    @EnumSource
    void chunks_are_put_together(BothWires wire) {
        Exchange exchange = answered(
                wire,
                "GET",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\n"
                        + "Trailer-Field: 1\r\n\r\n");

        assertThat(response(exchange).text()).isEqualTo("abc0123456789");
    }

    @ParameterizedTest
    @EnumSource
    void content_without_a_length_ends_with_the_connection(BothWires wire) {
        assertThat(response(answered(wire, "GET", "HTTP/1.1 200 OK\r\n\r\nto the end"))
                        .text())
                .isEqualTo("to the end");
    }

    @ParameterizedTest
    @EnumSource
    void content_of_some_size_comes_whole(BothWires wire) {
        String content = "0123456789".repeat(100_000);
        Exchange exchange = answered(wire, "GET", "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + content);

        assertThat(response(exchange).content()).hasSize(1_000_000);
        assertThat(response(exchange).text().equals(content)).isTrue();
    }

    static Stream<Arguments> answersWithoutContent() {
        return Arrays.stream(BothWires.values())
                .flatMap(wire -> Stream.of(
                        Arguments.of(wire, "HEAD", "200 OK"),
                        Arguments.of(wire, "HEAD", "404 Not Found"),
                        Arguments.of(wire, "GET", "304 Not Modified"),
                        Arguments.of(wire, "PUT", "204 No Content"),
                        Arguments.of(wire, "HEAD", "412 Precondition Failed")));
    }

    /** RFC 9112 §6.3: such an answer ends with its header section, and waiting for content would be waiting for nothing. */
    @ParameterizedTest
    @MethodSource("answersWithoutContent")
    void an_answer_that_has_no_content_ends_with_its_header_section(BothWires wire, String method, String status) {
        try (ScriptedServer server = ScriptedServer.start((request, connection) -> {
            connection.send("HTTP/1.1 " + status + "\r\nETag: \"a\"\r\nContent-Length: 7\r\n\r\n");
            connection.untilGivenUp();
        })) {
            Exchange exchange = wire.wire().send(Request.of(method, server.url("/items/1"), List.of()));

            assertThat(response(exchange).etag()).contains("\"a\"");
            assertThat(response(exchange).content()).isEmpty();
        }
    }

    static Stream<Arguments> cutOff() {
        return Arrays.stream(BothWires.values())
                .flatMap(wire -> Stream.of(
                                "HTTP/1.1 200 OK\r\nETag: \"a",
                                "HTTP/1.1 200 OK\r\nETag: \"a\"\r\n",
                                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n123456789",
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
                                "HTTP/1.1 100 Continue\r\n\r\n")
                        .map(answer -> Arguments.of(wire, answer)));
    }

    @ParameterizedTest
    @MethodSource("cutOff")
    void an_answer_that_is_cut_off_is_none(BothWires wire, String answer) {
        Exchange exchange = answered(wire, "GET", answer);

        assertThat(exchange.response()).isEmpty();
        assertThat(exchange.trouble())
                .contains(new Trouble(Trouble.Kind.CLOSED, "the connection was closed before the answer was complete"));
        assertThat(new String(exchange.received(), StandardCharsets.US_ASCII)).isEqualTo(answer);
    }

    static Stream<Arguments> malformed() {
        return Arrays.stream(BothWires.values())
                .flatMap(wire -> Stream.of(
                                "HTTP/1.1 OK\r\n\r\n",
                                "HTTP/1.1 2x0 OK\r\n\r\n",
                                "HTTQ/1.1 200 OK\r\n\r\n",
                                "SSH-2.0-OpenSSH_9.2\r\n",
                                "<html>200 OK</html>\r\n",
                                "HTTP/1.1 200 OK\r\nno colon here\r\n\r\n",
                                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n0\r\n\r\n",
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-3\r\nabc\r\n0\r\n\r\n",
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n",
                                "\u0016\u0003\u0001\u0002\u0000\u0001\r\n")
                        .map(answer -> Arguments.of(wire, answer)));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void what_is_no_http_is_told_from_an_answer_and_from_a_broken_connection(BothWires wire, String answer) {
        Exchange exchange = answered(wire, "GET", answer);

        assertThat(exchange.response()).isEmpty();
        assertThat(exchange.trouble()).hasValueSatisfying(trouble -> {
            assertThat(trouble.kind()).isEqualTo(Trouble.Kind.MALFORMED);
            assertThat(trouble.says())
                    .startsWith("the answer is not HTTP/1.1 (")
                    .endsWith(")");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.0 200 OK", "HTTP/1.1 200", "HTTP/1.1 200 ", "HTTP/1.1 299 Odd  Reason"})
    void a_status_line_that_is_only_unusual_is_read(String line) {
        for (BothWires wire : BothWires.values()) {
            Exchange exchange = answered(wire, "GET", line + "\r\nContent-Length: 0\r\n\r\n");

            assertThat(response(exchange).status()).as(wire + " " + line).isBetween(200, 299);
        }
    }
}
