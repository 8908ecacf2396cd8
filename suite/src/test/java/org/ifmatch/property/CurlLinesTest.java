package org.ifmatch.property;

import static org.assertj.core.api.Assertions.assertThat;

import org.ifmatch.http.Field;
import org.junit.jupiter.api.Test;

class CurlLinesTest {

    @Test
    void who_asks_is_in_a_variable_since_it_is_a_secret() {
        assertThat(CurlLines.option(Field.of("Authorization", "Bearer s3cr3t")))
                .isEqualTo(" -H \"Authorization: $AUTHORIZATION\"");
        assertThat(CurlLines.ASKING).contains("${AUTHORIZATION:?");
    }

    @Test
    void every_other_field_is_one_word_of_the_shell() {
        assertThat(CurlLines.option(Field.of("X-Note", "it's"))).isEqualTo(" -H 'X-Note: it'\\''s'");
    }
}
