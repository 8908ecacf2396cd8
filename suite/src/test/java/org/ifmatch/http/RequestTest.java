package org.ifmatch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {

    private static final URI URL = URI.create("http://h.example:8080/items/1?a=b");
    private static final byte[] ABC = {'a', 'b', 'c'};

    private static String text(Request request) {
        return new String(request.octets(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void a_request_is_written_line_by_line() {
        Request request = Request.of("PUT", URL, List.of(Field.of("If-Match", "\"caf\u00e9\"")), ABC);

        assertThat(text(request))
                .isEqualTo("PUT /items/1?a=b HTTP/1.1\r\nHost: h.example:8080\r\nIf-Match: \"caf\u00e9\"\r\n"
                        + "Content-Length: 3\r\n\r\nabc");
        assertThat(request).hasToString("PUT /items/1?a=b");
    }

    @ParameterizedTest
    @CsvSource({"PUT, true", "POST, true", "PATCH, true", "GET, false", "HEAD, false", "DELETE, false"})
    void a_length_of_zero_stands_where_the_method_anticipates_content(String method, boolean stands) {
        Request request = Request.of(method, URL, List.of());

        assertThat(request.field("content-length").isPresent()).isEqualTo(stands);
    }

    @ParameterizedTest
    @CsvSource({
        "http://h/, h",
        "http://h:8080/, h:8080",
        "https://h:443/x, h:443",
        "http://[::1]:81/, [::1]:81",
        "http://127.0.0.1/, 127.0.0.1"
    })
    void host_is_what_the_url_names(URI url, String host) {
        assertThat(Request.of("GET", url, List.of()).field("Host")).contains(host);
    }

    @ParameterizedTest
    @CsvSource({
        "http://h, /",
        "http://h?a=b, /?a=b",
        "http://h/%2F%20?q=%2b+c, /%2F%20?q=%2b+c",
        "http://h/a?, /a?",
        "http://h//a, //a"
    })
    void the_target_is_the_path_and_query_as_written(URI url, String target) {
        assertThat(Request.of("GET", url, List.of()).target()).isEqualTo(target);
    }

    @Test
    void a_field_that_is_added_stands_before_the_length() {
        Request request =
                Request.of("PUT", URL, List.of(Field.of("A", "1")), ABC).with(Field.of("B", "2"), Field.of("C", "3"));

        assertThat(request.fields()).extracting(Field::name).containsExactly("Host", "A", "B", "C", "Content-Length");
    }

    @Test
    void a_field_that_is_added_stands_last_where_there_is_no_length() {
        Request request = Request.of("GET", URL, List.of()).with(Field.of("B", "2"));

        assertThat(request.fields()).extracting(Field::name).containsExactly("Host", "B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\"", "\"a\", \"b\"", "*", "W/\"a\"", "\"a\",,\"b\",", "a b c"})
    void what_any_client_can_say_is_ordinary(String value) {
        assertThat(Request.of("PUT", URL, List.of(Field.of("If-Match", value)), ABC)
                        .isOrdinary())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " \"a\"",
                "\"a\" ",
                "\"a\"\t",
                "\"a\",  \"b\"",
                "\"\u00e9\"",
                "\"\u0000\"",
                "\"a\"\r\n \"b\""
            })
    void a_value_that_a_client_may_change_is_not_ordinary(String value) {
        assertThat(Request.of("PUT", URL, List.of(Field.of("If-Match", value)), ABC)
                        .isOrdinary())
                .isFalse();
    }

    @Test
    void what_a_client_does_by_itself_is_not_ordinary() {
        for (Field own : List.of(
                Field.of("Transfer-Encoding", "chunked"),
                Field.of("Expect", "100-continue"),
                Field.of("Trailer", "X"))) {
            assertThat(Request.of("PUT", URL, List.of(own), ABC).isOrdinary())
                    .as(own.toString())
                    .isFalse();
        }
        assertThat(Request.of("FETCH", URL, List.of()).isOrdinary()).isFalse();
        assertThat(Request.of("put", URL, List.of(), ABC).isOrdinary()).isFalse();
        assertThat(Request.of("PUT", URL, List.of(), new byte[70_000]).isOrdinary())
                .isFalse();
        assertThat(Request.of("GET", URI.create("http://h//a"), List.of()).isOrdinary())
                .isFalse();
    }
}
