package org.ifmatch.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.ifmatch.report.ShownExchange;
import org.junit.jupiter.api.Test;

class TranscriptTest {

    @Test
    void an_exchange_is_two_lines() {
        assertThat(lines(
                        "PUT /items/a HTTP/1.1\r\nHost: h\r\nIf-Match: \"1\"\r\nContent-Length: 5\r\n\r\nalpha",
                        "HTTP/1.1 204 No Content\r\nServer: x\r\nETag: \"3\"\r\n\r\n"))
                .containsExactly("> PUT /items/a  If-Match: \"1\"  | alpha", "< 204 No Content  ETag: \"3\"");
    }

    @Test
    void fields_are_known_in_any_case_more_than_once_and_folded() {
        assertThat(lines(
                        "GET / HTTP/1.1\r\nif-match: \"1\"\r\nIF-MATCH : \"2\",\r\n \"3\"\r\nIf-None-Match: *\r\n\r\n",
                        "HTTP/1.1 412 Precondition Failed\n\n"))
                .containsExactly(
                        "> GET /  if-match: \"1\"  IF-MATCH : \"2\",\\x0d\\x0a \"3\"  If-None-Match: *",
                        "< 412 Precondition Failed");
    }

    @Test
    void a_date_is_told_where_there_is_no_tag() {
        String date = "Last-Modified: Sun, 22 Nov 2026 10:00:00 GMT";
        assertThat(lines("GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\n" + date + "\r\n\r\n")
                        .get(1))
                .isEqualTo("< 200 OK  " + date);
        assertThat(lines("GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\n" + date + "\r\nETag: \"1\"\r\n\r\n")
                        .get(1))
                .isEqualTo("< 200 OK  ETag: \"1\"");
    }

    @Test
    void an_interim_answer_is_told_before_the_final_one() {
        assertThat(lines(
                                "PUT / HTTP/1.1\r\nExpect: 100-continue\r\n\r\n",
                                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 412 Precondition Failed\r\n\r\nno")
                        .get(1))
                .isEqualTo("< 100 Continue, then 412 Precondition Failed  | no");
    }

    @Test
    void what_is_no_answer_is_said_with_its_reason() {
        assertThat(Transcript.lines(ShownExchange.unanswered("x", "GET / HTTP/1.1\r\n\r\n", "it timed out", 0, 0)))
                .containsExactly("> GET /", "< no answer: it timed out");
    }

    @Test
    void what_is_wrong_with_an_answer_has_a_line() {
        assertThat(Transcript.lines(new ShownExchange(
                        "x",
                        "GET / HTTP/1.1\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nContent-Le",
                        Optional.of("the connection was closed within the head"),
                        0,
                        0)))
                .containsExactly("> GET /", "< 200 OK", "! the connection was closed within the head");
    }

    @Test
    void other_versions_and_broken_start_lines_are_shown_as_they_are() {
        assertThat(lines("GET  / HTTP/1.0\r\n\r\n", "HTTP/1.0 200\r\n\r\n"))
                .containsExactly("> GET  / HTTP/1.0", "< HTTP/1.0 200");
        assertThat(lines("", "nonsense\u0007")).containsExactly("> ", "< nonsense\\x07");
    }

    @Test
    void a_body_that_is_no_text_is_called_binary() {
        assertThat(lines("GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n\u001f\u008b\u0008\u0000\u0000\u0001")
                        .get(1))
                .isEqualTo("< 200 OK  | (binary)");
    }

    @Test
    void a_long_path_keeps_its_end_and_a_long_field_its_start() {
        List<String> lines = lines(
                "PUT /" + "deep/".repeat(40) + "name HTTP/1.1\r\nIf-Match: \"" + "x".repeat(100) + "\"\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\n");
        assertThat(lines.get(0)).matches("> PUT ….*deep/name  If-Match: \"x+…");
    }

    private static List<String> lines(String request, String answer) {
        return Transcript.lines(new ShownExchange("the attempt", request, answer, 0, 0));
    }
}
