package org.ifmatch.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {

    private static final Instant THE_DATE = Instant.parse("1994-11-06T08:49:37Z");

    @ParameterizedTest
    @ValueSource(
            strings = {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"})
    void the_three_formats_are_read(String text) {
        assertThat(HttpDate.read(text)).contains(THE_DATE);
    }

    @Test
    void the_first_format_is_written() {
        assertThat(HttpDate.write(THE_DATE)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "1994-11-06T08:49:37Z", "Sun, 31 Feb 1994 08:49:37 GMT", "0"})
    void anything_else_is_no_date(String text) {
        assertThat(HttpDate.read(text)).isEmpty();
    }

    @Test
    void two_dates_are_no_date() {
        String date = HttpDate.write(THE_DATE);
        assertThat(HttpDate.readOnly(List.of(date))).contains(THE_DATE);
        assertThat(HttpDate.readOnly(List.of(date, date))).isEmpty();
        assertThat(HttpDate.readOnly(List.of(date + ", " + date))).isEmpty();
        assertThat(HttpDate.readOnly(List.of())).isEmpty();
    }
}
