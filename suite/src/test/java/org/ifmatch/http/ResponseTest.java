package org.ifmatch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.ifmatch.http.Exchange.Times;
import org.ifmatch.http.Exchange.Trouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseTest {

    private static Response response(int status, String reason, Field... fields) {
        return new Response(status, reason, List.of(fields), new byte[] {(byte) 0xE9});
    }

    @Test
    void a_field_is_found_by_any_case_and_without_the_blanks_around_it() {
        Response response = response(200, "OK", Field.of("etag", "  W/\"a\" "), Field.of("ETag", "\"b\""));

        assertThat(response.etag()).contains("W/\"a\"");
        assertThat(response.field("Last-Modified")).isEmpty();
    }

    @Test
    void content_is_read_octet_by_octet() {
        assertThat(response(200, "OK").text()).isEqualTo("\u00e9");
    }

    @ParameterizedTest
    @CsvSource({
        "199, false, false",
        "200, true, false",
        "299, true, false",
        "300, false, false",
        "404, false, true",
        "410, false, true",
        "412, false, false"
    })
    void success_and_absence_are_told_by_the_status(int status, boolean success, boolean absence) {
        assertThat(response(status, "").isSuccess()).isEqualTo(success);
        assertThat(response(status, "").isAbsence()).isEqualTo(absence);
    }

    private static Exchange exchange(Optional<Response> response, Optional<Trouble> trouble) {
        Request request = Request.of("PUT", URI.create("http://h/items/1"), List.of());
        return new Exchange(request, response, trouble, request.octets(), new byte[0], new Times(1, 2, 3, 11));
    }

    @Test
    void an_exchange_says_what_was_answered() {
        assertThat(exchange(Optional.of(response(412, "Precondition Failed")), Optional.empty()))
                .hasToString("PUT /items/1 -> 412 Precondition Failed");
        assertThat(exchange(Optional.of(response(299, "")), Optional.empty()).answer())
                .isEqualTo("299");
    }

    @Test
    void an_exchange_says_why_nothing_was_answered() {
        Exchange exchange =
                exchange(Optional.empty(), Optional.of(new Trouble(Trouble.Kind.TIMEOUT, "no answer in time")));

        assertThat(exchange.answer()).isEqualTo("no answer in time");
        assertThat(exchange.status()).isZero();
        assertThat(exchange.succeeded()).isFalse();
        assertThat(exchange.times().tookNanos()).isEqualTo(10);
    }
}
