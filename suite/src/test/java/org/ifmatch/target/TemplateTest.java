package org.ifmatch.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

    @Test
    void every_place_is_filled() {
        assertThat(new Template("{\"id\":\"{{id}}\",\"a\":{\"b\":\"{{nonce}}\"},\"c\":\"{{nonce}}\"}").fill("7", "n1"))
                .isEqualTo("{\"id\":\"7\",\"a\":{\"b\":\"n1\"},\"c\":\"n1\"}");
    }

    @Test
    void what_is_filled_in_is_taken_as_it_is() {
        assertThat(new Template("{{nonce}} {{id}}").fill("$1", "{{id}}\\")).isEqualTo("{{id}}\\ $1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{nonse}}", "{{ nonce }}", "{{}}", "{{ID}}"})
    void another_place_is_a_mistake(String text) {
        assertThatThrownBy(() -> new Template(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is not a place to fill; allowed: {{id}}, {{nonce}}");
    }

    @Test
    void braces_of_json_are_no_places() {
        assertThat(new Template("{\"a\":{\"b\":{}}} {x}").fill("7", "n1")).isEqualTo("{\"a\":{\"b\":{}}} {x}");
    }
}
