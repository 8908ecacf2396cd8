package org.ifmatch.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A target of which only the URL is known. */
class TargetTest {

    @Test
    void everything_but_the_url_is_left_to_discovery() {
        Target bare = Target.bare("url", "http://localhost:8080/items/?v=2");

        assertThat(bare.name()).isEqualTo("url");
        assertThat(bare.url()).isEqualTo(URI.create("http://localhost:8080/items/?v=2"));
        assertThat(bare.dialect()).isEqualTo(Dialect.rfc9110());
        assertThat(bare.auth()).isEqualTo(new Auth.None());
        assertThat(bare.tls()).isEqualTo(Tls.PLATFORM);
        assertThat(bare.create()).isEmpty();
        assertThat(bare.update()).isEmpty();
        assertThat(bare.patch()).isEmpty();
        assertThat(bare.settle()).isEmpty();
        assertThat(bare.capabilities()).isEmpty();
        assertThat(bare.probes()).isEqualTo(Probes.NONE);
        assertThat(bare.baseline()).isEmpty();
        assertThat(bare.secrets()).isEmpty();
    }

    @Test
    void the_limits_are_those_that_are_documented() {
        assertThat(Target.bare("url", "http://h/").limits())
                .isEqualTo(new Limits(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        262_144,
                        67_108_864,
                        200_000,
                        Duration.ofSeconds(3)));
    }

    @Test
    void a_user_in_the_url_becomes_basic_auth() {
        Target bare = Target.bare("url", URI.create("https://jane@localhost/items/?a=x@y"));

        assertThat(bare.url()).hasToString("https://localhost/items/?a=x@y");
        assertThat(bare.auth()).isEqualTo(new Auth.Basic("jane", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    localhost:8080/items/      | 'localhost:8080/items/' does not start with http:// or https://
                    /items/                    | '/items/' does not start with http:// or https://
                    http://h/items/#top        | 'http://h/items/' has a fragment (#...), which is never sent to a server
                    http://h/a b/              | 'http://h/a b/' has a space, a control or a character beyond ASCII; write it as %XX
                    http://h:0/                | 'http://h:0/' has a port that is not between 1 and 65535
                    http://u:hunter2@h:x/      | the URL has no host, or one with characters other than letters, digits, '-' and '.'
                    http://u:hunt#er2@h/       | the URL has a fragment (#...), which is never sent to a server
                    http://h:x/?sig=hunter2    | 'http://h:x/' has no host, or one with characters other than letters, digits, '-' and '.'
                    http://u%3Ax:hunter2@h/    | the URL names a user with a colon, or has a control character before its '@'
                    """)
    void a_url_that_cannot_be_examined_is_told_in_one_sentence_without_a_secret(String url, String sentence) {
        assertThatThrownBy(() -> Target.bare("url", url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence)
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://[::1]:8080/items/",
                "HTTP://h/items",
                "https://h",
                "http://h/%7Ea/?sv=1&sig=a%2Bb%3D",
                "http://h/?"
            })
    void a_url_stays_as_it_is_written(String url) {
        assertThat(Target.bare("url", url).url()).hasToString(url);
    }
}
