package org.ifmatch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FramingTest {

    private static final URI HERE = URI.create("http://server.test/x");

    @Test
    void an_answer_that_ends_where_it_says_is_in_order() {
        assertThat(mistake("PUT", "no!", "Content-Length: 3")).isEmpty();
        assertThat(mistake("PUT", "", "Content-Length: 0")).isEmpty();
        assertThat(mistake("PUT", "3\r\nno!\r\n0\r\n\r\n", "Transfer-Encoding: chunked"))
                .isEmpty();
        assertThat(mistake("PUT", "until the connection ends", "Connection: close"))
                .isEmpty();
        assertThat(mistake("HEAD", "", "Content-Length: 3")).isEmpty();
    }

    @Test
    void octets_after_the_end_would_be_read_as_the_next_answer() {
        assertThat(mistake("PUT", "no! more", "Content-Length: 3")).contains("5 octets follow its end");
        assertThat(mistake("HEAD", "no!", "Content-Length: 3")).contains("3 octets follow its end");
    }

    @Test
    void two_ways_to_tell_the_end_are_one_too_many() {
        assertThat(mistake("PUT", "0\r\n\r\n", "Content-Length: 5", "Transfer-Encoding: chunked"))
                .contains("it has Content-Length and Transfer-Encoding");
        assertThat(mistake("PUT", "no!", "Content-Length: 3", "Content-Length: 4"))
                .contains("its Content-Length is 3 and 4");
        assertThat(mistake("PUT", "no!", "Content-Length: 3", "Content-Length: 3"))
                .isEmpty();
        assertThat(mistake("PUT", "no!", "Content-Length: +3")).contains("its Content-Length is +3");
    }

    @Test
    void an_answer_that_breaks_off_in_its_content_is_told() {
        Exchange broken = exchange("PUT", "HTTP/1.1 412 No\r\nContent-Length: 30\r\n\r\nno!", Optional.empty());
        assertThat(Framing.mistake(broken)).get().asString().contains("does not end where its fields say");
        assertThat(Framing.beganWith(broken)).isEqualTo(412);
    }

    @Test
    void nothing_is_said_of_an_answer_that_never_began() {
        for (String received : List.of("", "HTTP/1.1 412 No\r\nContent-Le", "garbage\r\n\r\n")) {
            Exchange nothing = exchange("PUT", received, Optional.empty());
            assertThat(Framing.mistake(nothing)).as(received).isEmpty();
            assertThat(Framing.beganWith(nothing)).as(received).isZero();
        }
    }

    @Test
    void interim_answers_are_passed_over() {
        String received = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 412 No\r\nContent-Length: 3\r\n\r\nno!";
        Exchange whole = exchange("PUT", received, Optional.of(answer(List.of("Content-Length: 3"))));
        assertThat(Framing.beganWith(whole)).isEqualTo(412);
        assertThat(Framing.mistake(whole)).isEmpty();
    }

    private static Optional<String> mistake(String method, String rest, String... lines) {
        String received = "HTTP/1.1 412 No\r\n" + String.join("\r\n", lines) + "\r\n\r\n" + rest;
        return Framing.mistake(exchange(method, received, Optional.of(answer(List.of(lines)))));
    }

    private static Response answer(List<String> lines) {
        List<Field> fields = new ArrayList<>();
        lines.forEach(line -> fields.add(Field.of(line.split(": ")[0], line.split(": ")[1])));
        return new Response(412, "No", fields, new byte[0]);
    }

    private static Exchange exchange(String method, String received, Optional<Response> response) {
        return new Exchange(
                Request.of(method, HERE, List.of()),
                response,
                response.isPresent()
                        ? Optional.empty()
                        : Optional.of(new Exchange.Trouble(Exchange.Trouble.Kind.CLOSED, "the connection was closed")),
                new byte[0],
                received.getBytes(StandardCharsets.ISO_8859_1),
                new Exchange.Times(0, 0, 0, 0));
    }
}
