package org.ifmatch.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.ifmatch.origin.Client.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceOriginTest {

    private static final String JSON = "Content-Type: application/json";
    private static final String TEXT = "Content-Type: text/plain";
    private static final String MERGE = "Content-Type: application/merge-patch+json";

    private ReferenceOrigin origin;
    private Client client;

    @BeforeEach
    void start() {
        origin = ReferenceOrigin.start();
        client = new Client(origin);
    }

    @AfterEach
    void stop() {
        client.close();
        origin.close();
    }

    @Test
    void the_collection_has_a_url_of_the_loopback_interface() {
        assertThat(origin.collection().toString()).matches("http://127\\.0\\.0\\.1:[0-9]+/items/");
    }

    @Test
    void a_put_creates_and_then_replaces() {
        assertThat(client.put("/items/a", "one").status()).isEqualTo(201);
        assertThat(client.put("/items/a", "two").status()).isEqualTo(204);
        assertThat(client.get("/items/a").content()).isEqualTo("two");
    }

    @Test
    void content_and_media_type_are_kept_to_the_letter() {
        String odd = " {\"b\" : 1,\r\n\"a\":2}\n\n";
        client.put("/items/a", odd, "Content-Type: application/json; charset=utf-8; x=\"Y\"");
        Reply shown = client.get("/items/a");
        assertThat(shown.content()).isEqualTo(odd);
        assertThat(shown.field("Content-Type")).isEqualTo("application/json; charset=utf-8; x=\"Y\"");
    }

    @Test
    void the_tag_in_the_answer_to_a_put_is_that_of_the_next_get() {
        Reply put = client.put("/items/a", "one");
        Reply get = client.get("/items/a");
        assertThat(put.tag()).matches("\"[^\"]+\"").isEqualTo(get.tag());
        assertThat(client.send("HEAD", "/items/a", "").tag()).isEqualTo(get.tag());
    }

    @Test
    void a_tag_never_comes_back_not_even_with_its_content_or_after_a_deletion() {
        String first = client.put("/items/a", "one").tag();
        String second = client.put("/items/a", "two").tag();
        String third = client.put("/items/a", "one").tag();
        client.send("DELETE", "/items/a", "");
        String fourth = client.put("/items/a", "one").tag();
        assertThat(List.of(first, second, third, fourth)).doesNotHaveDuplicates();
    }

    @Test
    void a_tag_never_comes_back_in_another_process() {
        String tag = client.put("/items/a", "one").tag();
        try (ReferenceOrigin restarted = ReferenceOrigin.start();
                Client other = new Client(restarted)) {
            other.put("/items/a", "two");
            assertThat(other.put("/items/a", "three", "If-Match: " + tag).status())
                    .isEqualTo(412);
        }
    }

    @Test
    void a_stale_put_changes_nothing_and_is_told_the_current_tag() {
        String old = client.put("/items/a", "one").tag();
        String current = client.put("/items/a", "two").tag();
        Reply refused = client.put("/items/a", "three", "If-Match: " + old);
        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.tag()).isEqualTo(current);
        assertThat(refused.content()).isNotBlank();
        Reply now = client.get("/items/a");
        assertThat(now.content()).isEqualTo("two");
        assertThat(now.tag()).isEqualTo(current);
    }

    @Test
    void a_chain_of_puts_each_with_the_tag_before_is_performed() {
        String tag = client.put("/items/a", "0").tag();
        for (int i = 1; i <= 20; i++) {
            Reply put = client.put("/items/a", "" + i, "If-Match: " + tag);
            assertThat(put.status()).isEqualTo(204);
            assertThat(client.put("/items/a", "again", "If-Match: " + tag).status())
                    .isEqualTo(412);
            tag = put.tag();
        }
        assertThat(client.get("/items/a").content()).isEqualTo("20");
    }

    @Test
    void a_condition_creates_nothing() {
        assertThat(client.put("/items/a", "one", "If-Match: *").status()).isEqualTo(412);
        assertThat(client.put("/items/a", "one", "If-Match: \"x\"").status()).isEqualTo(412);
        assertThat(client.get("/items/a").status()).isEqualTo(404);
    }

    @Test
    void a_missing_resource_is_404_whatever_the_condition() {
        for (String method : new String[] {"GET", "HEAD", "DELETE", "PATCH", "POST"}) {
            String content = method.equals("PATCH") || method.equals("POST") ? "{}" : "";
            assertThat(client.send(method, "/items/none", content, MERGE, "If-Match: \"x\"")
                            .status())
                    .as(method)
                    .isEqualTo(404);
        }
        assertThat(client.get("/items/none").tag()).isEmpty();
    }

    @Test
    void a_deleted_resource_is_missing() {
        String tag = client.put("/items/a", "one").tag();
        assertThat(client.send("DELETE", "/items/a", "", "If-Match: " + tag).status())
                .isEqualTo(204);
        assertThat(client.get("/items/a").status()).isEqualTo(404);
        assertThat(client.put("/items/a", "two", "If-Match: " + tag).status()).isEqualTo(412);
        assertThat(client.put("/items/a", "two", "If-None-Match: *").status()).isEqualTo(201);
    }

    @Test
    void the_tag_of_the_collection_moves_with_its_members_only() {
        String empty = client.get("/items/").tag();
        client.put("/items/a", "one");
        String one = client.get("/items/").tag();
        client.put("/items/a", "two");
        assertThat(client.get("/items/").tag()).isEqualTo(one).isNotEqualTo(empty);
        assertThat(client.get("/items/").content()).isEqualTo("{\"members\":[\"a\"]}");
        client.send("DELETE", "/items/a", "");
        assertThat(client.get("/items/").tag()).isNotIn(empty, one);
    }

    @Test
    void a_post_to_the_collection_creates_a_member_with_its_own_tag() {
        Reply created = client.send("POST", "/items/", "new", TEXT);
        assertThat(created.status()).isEqualTo(201);
        Reply shown = client.get(created.field("Location"));
        assertThat(shown.content()).isEqualTo("new");
        assertThat(shown.tag()).isEqualTo(created.tag());
    }

    @Test
    void a_post_with_a_stale_tag_of_the_collection_creates_nothing() {
        String stale = client.get("/items/").tag();
        client.put("/items/a", "one");
        assertThat(client.send("POST", "/items/", "new", "If-Match: " + stale).status())
                .isEqualTo(412);
        assertThat(client.get("/items/").content()).isEqualTo("{\"members\":[\"a\"]}");
    }

    @Test
    void a_post_to_a_text_adds_a_line() {
        client.put("/items/a", "one", TEXT);
        String tag = client.get("/items/a").tag();
        Reply posted = client.send("POST", "/items/a", "two", TEXT, "If-Match: " + tag);
        assertThat(posted.status()).isEqualTo(204);
        assertThat(client.get("/items/a").content()).isEqualTo("one\ntwo");
        assertThat(client.get("/items/a").tag()).isEqualTo(posted.tag());
        assertThat(client.send("POST", "/items/a", "three", TEXT, "If-Match: " + tag)
                        .status())
                .isEqualTo(412);
    }

    @Test
    void a_post_to_an_object_adds_to_its_log() {
        client.put("/items/a", "{\"x\":1}", JSON);
        client.send("POST", "/items/a", "{\"y\":2}", JSON);
        client.send("POST", "/items/a", "3", JSON);
        assertThat(client.get("/items/a").content()).isEqualTo("{\"x\":1,\"log\":[{\"y\":2},3]}");
    }

    @Test
    void what_does_not_fit_cannot_be_posted() {
        client.put("/items/a", "one", TEXT);
        assertThat(client.send("POST", "/items/a", "{}", JSON, "If-Match: \"old\"")
                        .status())
                .isEqualTo(415);
        client.put("/items/b", "[]", JSON);
        assertThat(client.send("POST", "/items/b", "{}", JSON).status()).isEqualTo(409);
        assertThat(client.send("POST", "/items/b", "{", JSON).status()).isEqualTo(400);
    }

    @Test
    void a_patch_is_applied_with_the_current_tag_only() {
        String tag = client.put("/items/a", "{\"x\":1}", JSON).tag();
        Reply patched = client.send("PATCH", "/items/a", "{\"y\":2}", MERGE, "If-Match: " + tag);
        assertThat(patched.status()).isEqualTo(204);
        assertThat(patched.tag()).isEqualTo(client.get("/items/a").tag());
        assertThat(client.send("PATCH", "/items/a", "{\"z\":3}", MERGE, "If-Match: " + tag)
                        .status())
                .isEqualTo(412);
        assertThat(client.get("/items/a").content()).isEqualTo("{\"x\":1,\"y\":2}");
    }

    @Test
    void a_patch_of_an_unknown_type_is_told_which_are_known() {
        client.put("/items/a", "{}", JSON);
        Reply refused = client.send("PATCH", "/items/a", "{}", JSON, "If-Match: \"old\"");
        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.field("Accept-Patch"))
                .isEqualTo("application/merge-patch+json, application/json-patch+json");
    }

    @Test
    void options_tell_what_is_allowed_whatever_the_condition() {
        Reply item = client.send("OPTIONS", "/items/none", "", "If-Match: \"x\"");
        assertThat(item.status()).isEqualTo(204);
        assertThat(item.field("Allow")).isEqualTo("GET, HEAD, PUT, DELETE, PATCH, POST, OPTIONS");
        assertThat(item.field("Accept-Patch")).isNotEmpty();
        assertThat(client.send("OPTIONS", "*", "", "If-Match: *").status()).isEqualTo(204);
        assertThat(client.send("PUT", "/items/", "x", "If-Match: \"x\"").field("Allow"))
                .isEqualTo("GET, HEAD, POST, OPTIONS");
    }

    @Test
    void the_normal_checks_come_before_the_conditions() {
        String stale = "If-Match: \"x\"";
        assertThat(client.put("/items/", "x", stale).status()).isEqualTo(405);
        assertThat(client.put("/items/x/y", "x", stale).status()).isEqualTo(404);
        assertThat(client.put("/read-only", "x", stale).status()).isEqualTo(405);
        assertThat(client.put("/forbidden", "x", stale).status()).isEqualTo(403);
        assertThat(client.put("/moved", "x", stale).status()).isEqualTo(307);
        assertThat(client.send("TRACE", "/items/a", "", stale).status()).isEqualTo(405);
        assertThat(client.send("FOO", "/items/a", "", stale).status()).isEqualTo(501);
        assertThat(client.put("/items/a", "x", stale, "Content-Range: bytes 0-0/9")
                        .status())
                .isEqualTo(400);
        assertThat(client.put("/items/a", "x", stale, "Authorization: Basic eDp5")
                        .status())
                .isEqualTo(401);
        assertThat(client.put("/items/a", "x", stale, "Content-Encoding: br").status())
                .isEqualTo(415);
    }

    @Test
    void what_is_read_only_has_a_tag_and_takes_no_method_for_it() {
        Reply shown = client.get("/read-only");
        assertThat(shown.status()).isEqualTo(200);
        assertThat(client.put("/read-only", "x", "If-Match: " + shown.tag()).status())
                .isEqualTo(405);
        assertThat(client.get("/moved").field("Location")).isEqualTo("/read-only");
    }

    @Test
    void who_asks_for_a_page_gets_one_with_a_tag_of_its_own() throws IOException {
        String plain = client.put("/items/a", "text").tag();
        Reply page = client.get("/items/a", "Accept: text/html, */*;q=0.1");
        assertThat(page.content()).isEqualTo("<pre>text</pre>\n");
        assertThat(page.field("Content-Type")).isEqualTo("text/html");
        assertThat(page.tag()).isNotEqualTo(plain);
        assertThat(client.get("/items/a", "Accept: text/html", "If-Match: " + plain)
                        .status())
                .isEqualTo(412);
        assertThat(client.get("/items/a", "Accept: text/html;q=0, */*").tag()).isEqualTo(plain);
        assertThat(client.put("/items/a", "next", "If-Match: " + page.tag()).status())
                .isEqualTo(204);
        assertThat(client.put("/items/a", "last", "If-Match: " + page.tag()).status())
                .isEqualTo(412);
    }

    @Test
    void who_asks_for_a_type_that_there_is_not_is_told_so_whatever_the_condition() throws IOException {
        client.put("/items/a", "text");
        assertThat(client.get("/items/a", "Accept: image/png").status()).isEqualTo(406);
        assertThat(client.get("/items/a", "Accept: image/png", "If-Match: \"o\"")
                        .status())
                .isEqualTo(406);
        assertThat(client.get("/items/a", "Accept: image/*, text/*").status()).isEqualTo(200);
    }

    @Test
    void the_representation_with_gzip_has_a_tag_of_its_own() throws IOException {
        String text = "z".repeat(300);
        String plain = client.put("/items/a", text).tag();
        Reply coded = client.get("/items/a", "Accept-Encoding: br;q=1.0, gzip;q=0.8");
        assertThat(coded.field("Content-Encoding")).isEqualTo("gzip");
        assertThat(coded.field("Vary")).isEqualTo("Accept, Accept-Encoding");
        assertThat(coded.tag()).isNotEqualTo(plain);
        byte[] octets = coded.content().getBytes(StandardCharsets.ISO_8859_1);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(octets)).readAllBytes())
                .isEqualTo(text.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(client.get("/items/a", "Accept-Encoding: gzip;q=0").tag()).isEqualTo(plain);
        assertThat(client.put("/items/a", text, "If-Match: " + coded.tag()).status())
                .isEqualTo(204);
        assertThat(client.put("/items/a", text, "If-Match: " + coded.tag()).status())
                .isEqualTo(412);
    }

    @Test
    void content_that_is_coded_is_stored_without_its_coding_and_answered_without_a_tag() {
        Reply put = client.put("/items/a", TagScenes.gzip("hello"), "Content-Encoding: gzip");
        assertThat(put.status()).isEqualTo(201);
        assertThat(put.tag()).isEmpty();
        assertThat(client.get("/items/a").content()).isEqualTo("hello");
        assertThat(client.put("/items/a", "hello", "Content-Encoding: gzip").status())
                .isEqualTo(400);
    }

    @Test
    void a_range_is_served_if_the_conditions_hold() {
        String tag = client.put("/items/a", "0123456789").tag();
        Reply part = client.get("/items/a", "Range: bytes=2-4", "If-Match: " + tag);
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.content()).isEqualTo("234");
        assertThat(part.tag()).isEqualTo(tag);
        assertThat(part.field("Content-Range")).isEqualTo("bytes 2-4/10");
        assertThat(client.get("/items/a", "Range: bytes=2-4", "If-Match: \"o\"").status())
                .isEqualTo(412);
        assertThat(client.get("/items/a", "Range: bytes=-3").content()).isEqualTo("789");
        assertThat(client.get("/items/a", "Range: bytes=8-99").content()).isEqualTo("89");
        assertThat(client.get("/items/a", "Range: bytes=10-").status()).isEqualTo(416);
        assertThat(client.get("/items/a", "Range: bytes=10-").field("Content-Range"))
                .isEqualTo("bytes */10");
        assertThat(client.send("HEAD", "/items/a", "", "Range: bytes=0-1").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=4-2", "bytes=0-1,3-4", "bytes=", "bytes=-", "lines=1-2", "garbage"})
    void a_range_that_is_invalid_or_has_parts_is_ignored(String range) {
        client.put("/items/a", "0123456789");
        assertThat(client.get("/items/a", "Range: " + range).status()).isEqualTo(200);
    }

    @Test
    void if_range_takes_a_strong_current_tag() {
        String tag = client.put("/items/a", "0123456789").tag();
        assertThat(client.get("/items/a", "Range: bytes=0-1", "If-Range: " + tag)
                        .status())
                .isEqualTo(206);
        assertThat(client.get("/items/a", "Range: bytes=0-1", "If-Range: W/" + tag)
                        .status())
                .isEqualTo(200);
        assertThat(client.get("/items/a", "Range: bytes=0-1", "If-Range: \"o\"").status())
                .isEqualTo(200);
        assertThat(client.get("/items/a", "If-Range: \"o\"").status()).isEqualTo(200);
    }

    @Test
    void last_modified_is_never_later_than_the_date() {
        client.put("/items/a", "one");
        Reply shown = client.get("/items/a");
        assertThat(HttpDate.read(shown.field("Last-Modified")).orElseThrow())
                .isBeforeOrEqualTo(HttpDate.read(shown.field("Date")).orElseThrow());
    }

    @Test
    void two_spellings_of_a_path_are_one_resource() {
        client.put("/items/a~b", "one");
        assertThat(client.get("/items/a%7Eb").content()).isEqualTo("one");
        String old = client.get("/items/a%7eb").tag();
        client.put("/items/a~b", "two");
        assertThat(client.put("/items/a%7Eb", "three", "If-Match: " + old).status())
                .isEqualTo(412);
    }

    @Test
    void a_query_does_not_name_another_resource() {
        client.put("/items/a?x=1", "one");
        assertThat(client.get("/items/a").content()).isEqualTo("one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUT /items/a HTTP/1.1\r\nContent-Length: 1\r\n\r\nx",
                "PUT /items/a HTTP/1.1\r\nHost: a\r\nHost: a\r\nContent-Length: 1\r\n\r\nx",
                "PUT /items/a HTTP/1.1\r\nHost: a b\r\nContent-Length: 1\r\n\r\nx",
                "PUT /items/a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
                "PUT /items/a HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\nx",
                "PUT /items/a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\nx",
                "PUT /items/a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n",
                "PUT /items/a HTTP/1.1\r\nHost: a\r\nIf-Match : \"o\"\r\nContent-Length: 1\r\n\r\nx",
                "PUT /items/a HTTP/1.1\r\nHost: a\r\nIf-Match: \"\0\"\r\nContent-Length: 1\r\n\r\nx",
                "PUT /items/a HTTP/1.1\r\nHost: a\r\nIf-Match: \"\r\"\r\nContent-Length: 1\r\n\r\nx",
                "PUT /items/a HTTP/1.1\r\nHost: a\r\nIf-Match\r\nContent-Length: 1\r\n\r\nx",
                "PUT /items/a HTTP/1.1\r\n Host: a\r\nContent-Length: 1\r\n\r\nx",
                "PUT  /items/a HTTP/1.1\r\nHost: a\r\n\r\n",
                "PUT /items/a\r\n\r\n"
            })
    void bad_framing_is_400_and_ends_the_connection(String octets) {
        client.write(octets);
        assertThat(client.read().status()).isEqualTo(400);
        assertThat(client.isClosed()).isTrue();
        try (Client other = new Client(origin)) {
            assertThat(other.get("/items/a").status()).isEqualTo(404);
        }
    }

    @Test
    void any_host_will_do_and_http_1_0_needs_none() {
        client.write("GET /items/ HTTP/1.1\r\nHost: elsewhere.example:99\r\n\r\n");
        assertThat(client.read().status()).isEqualTo(200);
        client.write("GET http://elsewhere.example/items/ HTTP/1.1\r\nHost: [::1]\r\n\r\n");
        assertThat(client.read().status()).isEqualTo(200);
        client.write("GET /items/ HTTP/1.0\r\n\r\n");
        assertThat(client.read().field("Connection")).isEqualTo("close");
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void an_unknown_major_version_is_505() {
        client.write("GET /items/ HTTP/3.0\r\nHost: a\r\n\r\n");
        assertThat(client.read().status()).isEqualTo(505);
    }

    @Test
    void a_continued_line_is_one_line() {
        String tag = client.put("/items/a", "one").tag();
        assertThat(client.put("/items/a", "two", "If-Match: \"o\",\r\n \"p\"").status())
                .isEqualTo(412);
        assertThat(client.put("/items/a", "two", "If-Match: \"o\",\r\n\t" + tag).status())
                .isEqualTo(204);
    }

    @Test
    void a_tag_of_64_kib_is_compared_and_a_longer_line_is_too_long() {
        client.put("/items/a", "one");
        assertThat(client.put("/items/a", "two", "If-Match: \"" + "x".repeat(65_536) + '"')
                        .status())
                .isEqualTo(412);
        assertThat(client.put("/items/a", "two", "If-Match: \"" + "x".repeat(200_000) + '"')
                        .status())
                .isEqualTo(431);
        try (Client other = new Client(origin)) {
            assertThat(other.get("/items/a").content()).isEqualTo("one");
        }
    }

    @Test
    void a_trailer_is_not_a_field() {
        client.put("/items/a", "one");
        String chunked =
                "PUT /items/a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n%s\r\n3\r\n%s\r\n0\r\n%s\r\n";
        client.write(chunked.formatted("", "two", "If-Match: \"o\"\r\n"));
        assertThat(client.read().status()).isEqualTo(204);
        String tag = client.get("/items/a").tag();
        client.write(chunked.formatted("If-Match: \"o\"\r\n", "xxx", "If-Match: " + tag + "\r\n"));
        assertThat(client.read().status()).isEqualTo(412);
        assertThat(client.get("/items/a").content()).isEqualTo("two");
    }

    @Test
    void half_an_upload_changes_nothing() {
        String tag = client.put("/items/a", "one").tag();
        for (String framing :
                new String[] {"Content-Length: 9\r\n\r\nha", "Transfer-Encoding: chunked\r\n\r\n2\r\nha\r\n"}) {
            try (Client other = new Client(origin)) {
                other.write("PUT /items/a HTTP/1.1\r\nHost: a\r\nIf-Match: " + tag + "\r\n" + framing);
                other.finish();
                assertThat(other.isClosed()).isTrue();
            }
        }
        assertThat(client.get("/items/a").content()).isEqualTo("one");
        assertThat(client.put("/items/a", "two", "If-Match: " + tag).status()).isEqualTo(204);
    }

    @Test
    void a_client_that_waits_is_refused_without_its_content() {
        client.put("/items/a", "one");
        client.write("PUT /items/a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 9\r\n"
                + "If-Match: \"o\"\r\n\r\n");
        Reply refused = client.read();
        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.field("Connection")).isEqualTo("close");
        client.write("GET /items/a HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void a_client_that_was_invited_is_judged_again() {
        String tag = client.put("/items/a", "one").tag();
        client.write("PUT /items/a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\nIf-Match: " + tag
                + "\r\n\r\n");
        assertThat(client.read().status()).isEqualTo(100);
        try (Client other = new Client(origin)) {
            assertThat(other.put("/items/a", "won", "If-Match: " + tag).status())
                    .isEqualTo(204);
        }
        client.write("two");
        assertThat(client.read().status()).isEqualTo(412);
        assertThat(client.get("/items/a").content()).isEqualTo("won");
    }

    @Test
    void an_expectation_that_nobody_knows_is_417_and_http_1_0_expects_nothing() {
        assertThat(client.put("/items/a", "one", "Expect: bogus").status()).isEqualTo(417);
        try (Client old = new Client(origin)) {
            old.write("PUT /items/a HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\none");
            assertThat(old.read().status()).isEqualTo(201);
        }
    }

    @Test
    void content_that_is_declared_too_large_is_413() {
        client.write("PUT /items/a HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n");
        assertThat(client.read().status()).isEqualTo(413);
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void an_early_answer_can_be_read_by_a_client_that_sends_first() {
        String large = "x".repeat(4_000_000);
        client.write("PUT /items/a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: " + large.length()
                + "\r\nIf-Match: \"o\"\r\n\r\n" + large);
        assertThat(client.read().status()).isEqualTo(412);
    }

    @Test
    void pipelined_requests_are_answered_in_order() {
        String tag = client.put("/items/a", "one").tag();
        client.write(Client.request("PUT", "/items/a", "two", "If-Match: " + tag)
                + Client.request("PUT", "/items/a", "six", "If-Match: " + tag)
                + Client.request("HEAD", "/items/a", "", "If-Match: " + tag)
                + Client.request("GET", "/items/a", ""));
        assertThat(client.read().status()).isEqualTo(204);
        assertThat(client.read().status()).isEqualTo(412);
        assertThat(client.read("HEAD").status()).isEqualTo(412);
        assertThat(client.read().content()).isEqualTo("two");
    }

    @Test
    void nothing_is_performed_after_a_request_that_closes_the_connection() {
        String tag = client.put("/items/a", "one").tag();
        client.write(Client.request("PUT", "/items/a", "two", "If-Match: \"o\"", "Connection: close")
                + Client.request("PUT", "/items/a", "six", "If-Match: " + tag));
        assertThat(client.read().status()).isEqualTo(412);
        assertThat(client.isClosed()).isTrue();
        try (Client other = new Client(origin)) {
            assertThat(other.get("/items/a").content()).isEqualTo("one");
        }
    }

    @Test
    void a_name_that_is_not_known_is_answered_with_close_ones() {
        assertThatThrownBy(() -> ReferenceOrigin.named("fault:ignored-on-putt"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no origin \"fault:ignored-on-putt\". Close to it: fault:ignored-on-put, "
                        + "fault:ignored-on-post, fault:ignored-on-patch. "
                        + "Allowed are reference, fault:<label> and odd:<label>.");
    }
}
