package org.ifmatch.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Field;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabTest {

    private static final URI ITEMS = URI.create("http://server.test:8080/api/items/");
    private static final URI WITH_KEY = URI.create("http://server.test:8080/api/items/?key=abc&v=1");

    @Nested
    class A_location {

        private static Optional<URI> location(URI collection, String value) {
            Exchange created = AnAttempt.exchange(
                    "POST", List.of(), Optional.of(AnAttempt.answer(201, "", Field.of("Location", value))));
            return Lab.location(collection, created);
        }

        @ParameterizedTest
        @CsvSource({
            "http://server.test:8080/api/items/7, http://server.test:8080/api/items/7",
            "/api/items/7, http://server.test:8080/api/items/7",
            "7, http://server.test:8080/api/items/7",
            "./7, http://server.test:8080/api/items/7",
            "../items/7/, http://server.test:8080/api/items/7/",
            "//server.test:8080/api/items/7, http://server.test:8080/api/items/7",
            "https://other.test/7, https://other.test/7",
            "/api/items/7?v=2, http://server.test:8080/api/items/7?v=2",
            "?id=7, http://server.test:8080/api/items/?id=7",
            "/api/items/a%2Fb%20c, http://server.test:8080/api/items/a%2Fb%20c"
        })
        void is_resolved_against_the_collection(String value, String url) {
            assertThat(location(ITEMS, value)).contains(URI.create(url));
        }

        @Test
        void keeps_the_collections_query_string_where_it_has_none_of_its_own() {
            assertThat(location(WITH_KEY, "/api/items/7"))
                    .contains(URI.create("http://server.test:8080/api/items/7?key=abc&v=1"));
            assertThat(location(WITH_KEY, "/api/items/7?key=other"))
                    .contains(URI.create("http://server.test:8080/api/items/7?key=other"));
        }

        @Test
        void loses_its_fragment_which_is_never_sent() {
            assertThat(location(ITEMS, "/api/items/7#top")).contains(URI.create("http://server.test:8080/api/items/7"));
            assertThat(location(WITH_KEY, "/api/items/7#top"))
                    .contains(URI.create("http://server.test:8080/api/items/7?key=abc&v=1"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "#new",
                    ".",
                    "./",
                    "..",
                    "/",
                    "/api",
                    "/api/items",
                    "/api/items/",
                    "/api/items//",
                    "/api/./items/",
                    "http://server.test:8080/api/items/",
                    "http://SERVER.TEST:8080/api/items/",
                    "http://server.test:8080"
                })
        void that_is_the_collection_or_holds_it_is_no_member_which_could_be_removed(String value) {
            assertThat(location(ITEMS, value)).isEmpty();
            assertThat(location(WITH_KEY, value)).isEmpty();
        }

        @Test
        void that_is_the_collection_with_its_query_string_is_no_member() {
            assertThat(location(WITH_KEY, "/api/items/?key=abc&v=1")).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"urn:uuid:7", "mailto:a@b.test", "http:///7", "a b", "http://server.test:8080/%zz"})
        void that_cannot_be_followed_is_none(String value) {
            assertThat(location(ITEMS, value)).isEmpty();
        }

        @Test
        void that_is_missing_is_none() {
            assertThat(Lab.location(
                            ITEMS, AnAttempt.exchange("POST", List.of(), Optional.of(AnAttempt.answer(201, "")))))
                    .isEmpty();
            assertThat(Lab.location(ITEMS, AnAttempt.exchange("POST", List.of(), Optional.empty())))
                    .isEmpty();
        }
    }

    @Nested
    class A_child {

        @ParameterizedTest
        @CsvSource({
            "http://server.test/items/, note, http://server.test/items/note",
            "http://server.test/items, note, http://server.test/items/note",
            "http://server.test, note, http://server.test/note",
            "http://server.test:8080/a%20b/, note.txt, http://server.test:8080/a%20b/note.txt",
            "http://server.test/items/?key=a%26b, note, http://server.test/items/note?key=a%26b",
            "https://[::1]:8443/items/, note, https://[::1]:8443/items/note",
            "http://server.test/items/, sub/, http://server.test/items/sub/"
        })
        void stands_below_the_collection_and_keeps_its_query_string(String collection, String name, String url) {
            assertThat(Lab.child(URI.create(collection), name)).isEqualTo(URI.create(url));
        }
    }
}
