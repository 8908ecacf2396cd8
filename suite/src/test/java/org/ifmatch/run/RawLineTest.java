package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.ifmatch.http.Line;
import org.ifmatch.http.Line.Heard;
import org.ifmatch.target.Limits;
import org.junit.jupiter.api.Test;

class RawLineTest {

    private static final Duration PATIENT = Duration.ofSeconds(8);
    private static final Duration SOON = Duration.ofMillis(150);
    private static final String HEAD = "PUT /items/1 HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n";

    private static Line to(ScriptedServer server) {
        return to(server.url("/"), Limits.DEFAULT);
    }

    private static Line to(URI url, Limits limits) {
        return RawLine.open(url, limits, null);
    }

    private static boolean say(Line line, String text) {
        return line.send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String text(Heard heard) {
        return new String(heard.octets(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void an_interim_answer_is_heard_before_the_content_is_sent_and_the_final_one_after_it() {
        try (ScriptedServer server = ScriptedServer.afterHead((request, connection) -> {
                    connection.send("HTTP/1.1 100 Continue\r\n\r\n");
                    connection.pause(Duration.ofMillis(200));
                    connection.answer("204 No Content", "");
                });
                Line line = to(server)) {
            say(line, HEAD);
            Heard interim = line.hear("PUT", PATIENT);
            assertThat(interim.answer()).map(r -> r.status()).contains(100);
            say(line, "body");
            Heard last = line.hear("PUT", PATIENT);
            assertThat(last.answer()).map(r -> r.status()).contains(204);
            assertThat(text(interim)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            assertThat(text(last)).startsWith("HTTP/1.1 204");
        }
    }

    @Test
    void silence_is_no_end_and_what_comes_later_is_heard_whole() {
        try (ScriptedServer server = ScriptedServer.start((request, connection) -> {
                    connection.pause(Duration.ofMillis(600));
                    connection.answer("200 OK", "late");
                });
                Line line = to(server)) {
            say(line, HEAD + "body");
            Heard nothing = line.hear("PUT", SOON);
            assertThat(nothing.kind()).isEqualTo(Heard.Kind.NOTHING);
            assertThat(nothing.isEnd()).isFalse();
            assertThat(line.hear("PUT", PATIENT).answer()).map(r -> r.text()).contains("late");
        }
    }

    @Test
    void answers_that_come_in_one_piece_are_heard_one_by_one_with_their_own_octets() {
        try (ScriptedServer server = ScriptedServer.start((request, connection) -> connection.send(
                        "HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 404 Not Found\r\n"
                                + "Content-Length: 0\r\n\r\n"));
                Line line = to(server)) {
            say(line, HEAD + "body");
            assertThat(text(line.hear("PUT", PATIENT))).isEqualTo("HTTP/1.1 204 No Content\r\n\r\n");
            Heard second = line.hear("GET", PATIENT);
            assertThat(second.answer()).map(r -> r.text()).contains("ok");
            assertThat(text(second)).endsWith("\r\n\r\nok");
            assertThat(line.hear("GET", PATIENT).answer()).map(r -> r.status()).contains(404);
            assertThat(line.hear("GET", PATIENT).kind()).isEqualTo(Heard.Kind.CLOSED);
        }
    }

    @Test
    void an_end_is_told_from_a_reset_and_both_stay_ends() {
        try (ScriptedServer server = ScriptedServer.start((request, connection) -> {
                    if (request.text().contains("reset")) {
                        connection.reset();
                    }
                });
                Line closed = to(server);
                Line broken = to(server)) {
            say(closed, HEAD + "body");
            say(broken, HEAD.replace("/items/1", "/reset") + "body");
            assertThat(closed.hear("PUT", PATIENT).kind()).isEqualTo(Heard.Kind.CLOSED);
            assertThat(closed.hear("PUT", PATIENT).kind()).isEqualTo(Heard.Kind.CLOSED);
            assertThat(broken.hear("PUT", PATIENT).kind()).isEqualTo(Heard.Kind.RESET);
        }
    }

    @Test
    void an_answer_that_never_ends_is_given_up_when_the_time_for_an_answer_is_over() {
        Limits usual = Limits.DEFAULT;
        Limits short_ = new Limits(
                usual.connect(),
                Duration.ofMillis(400),
                usual.headerOctets(),
                usual.bodyOctets(),
                usual.requests(),
                usual.late());
        try (ScriptedServer server = ScriptedServer.start((request, connection) -> {
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nfew");
                    connection.untilOver();
                });
                Line line = to(server.url("/"), short_)) {
            say(line, HEAD + "body");
            Heard heard = line.hear("PUT", SOON);
            assertThat(heard.kind()).isEqualTo(Heard.Kind.GIVEN_UP);
            assertThat(heard.says()).contains("no complete answer within 400 ms");
        }
    }

    @Test
    void what_is_no_answer_is_kept_as_it_came() {
        try (ScriptedServer server =
                        ScriptedServer.start((request, connection) -> connection.send("SSH-2.0-odd\r\n\r\n"));
                Line line = to(server)) {
            say(line, HEAD + "body");
            Heard heard = line.hear("PUT", PATIENT);
            assertThat(heard.kind()).isEqualTo(Heard.Kind.UNREADABLE);
            assertThat(text(heard)).startsWith("SSH-2.0-odd");
        }
    }

    @Test
    void half_a_request_arrives_before_the_other_half_is_sent() {
        try (ScriptedServer server =
                        ScriptedServer.afterHead((request, connection) -> connection.answer("412 No", ""));
                Line line = to(server)) {
            say(line, HEAD + "bo");
            assertThat(line.hear("PUT", PATIENT).answer()).map(r -> r.status()).contains(412);
            assertThat(server.heard())
                    .singleElement()
                    .satisfies(h -> assertThat(h.text()).isEqualTo(HEAD));
        }
    }

    @Test
    void after_we_have_ended_it_the_answer_can_still_be_heard() {
        try (ScriptedServer server = ScriptedServer.afterHead((request, connection) -> {
                    connection.untilGivenUp();
                    connection.answer("400 Bad Request", "");
                });
                Line line = to(server)) {
            say(line, HEAD + "bo");
            line.finish();
            assertThat(line.hear("PUT", PATIENT).answer()).map(r -> r.status()).contains(400);
        }
    }

    @Test
    void large_octets_that_nobody_reads_do_not_keep_the_answer_from_being_heard() {
        Limits usual = Limits.DEFAULT;
        Limits short_ = new Limits(
                usual.connect(),
                Duration.ofMillis(500),
                usual.headerOctets(),
                usual.bodyOctets(),
                usual.requests(),
                usual.late());
        try (ScriptedServer server = ScriptedServer.afterHead((request, connection) -> {
                    connection.answer("412 No", "");
                    connection.untilOver();
                });
                Line line = to(server.url("/"), short_)) {
            say(line, HEAD);
            assertThat(line.send(new byte[32 * 1024 * 1024])).isFalse();
            assertThat(line.hear("PUT", PATIENT).answer()).map(r -> r.status()).contains(412);
        }
    }

    @Test
    void a_connection_that_cannot_be_made_is_a_line_on_which_only_its_end_is_heard() {
        try (Line line = to(ScriptedServer.deadUrl(), Limits.DEFAULT)) {
            assertThat(say(line, HEAD)).isFalse();
            Heard heard = line.hear("PUT", SOON);
            assertThat(heard.kind()).isEqualTo(Heard.Kind.GIVEN_UP);
            assertThat(heard.says()).startsWith("no connection to 127.0.0.1:");
        }
    }
}
