package org.ifmatch.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.ifmatch.origin.Client.Reply;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class OddityTest {

    /** An oddity, a scene in which it shows, and a pattern of what is seen there, with a dollar for a line end. */
    private static final String SHOWN = """
            weak-tags / put current / 412 same
            weak-tags / put star / 204 now cccc
            weak-tags-for-a-second / put current / 412 same
            weak-tags-for-a-second / tag of a get / 1 true true
            no-tags / tag of a get / 0 false false
            no-tags / put foreign / 412 same
            no-tags / put star / 204 now cccc
            no-last-modified / last-modified / false true
            no-last-modified / put: ius past / 204 now cccc
            no-tag-in-answers-to-writes / answer to put / 204 false dddd
            numbered-tags / value: great number / 412 same
            tags-with-commas / value: last of two / 204 now cccc
            tags-with-punctuation / value: last of two / 204 now cccc
            tags-with-high-octets / value: last of two / 204 now cccc
            long-tags / value: last of a hundred / 204 now cccc
            requires-a-condition / put without condition / 428 same false
            requires-a-condition / put current / 204 now cccc
            requires-if-match / put without condition / 428 same false
            requires-if-match / put current / 204 now cccc
            put-answers-200 / put current / 200 now cccc
            put-answers-201 / put current / 201 now cccc
            put-answers-204 / put current / 204 now cccc
            put-answers-205 / put current / 205 now cccc
            put-answers-in-turn / put current / 20[0145] now cccc
            put-does-not-create / missing: PUT "o" / 404 404
            put-is-not-allowed-to-create / missing: PUT "o" / 405 404
            no-delete / delete current / 405 same
            no-patch / patch current / 405 same
            rewrites-json / patch star / 204 now \\{\\$  "a" : 1,
            put-to-nothing-is-404 / missing: PUT "o" / 404 404
            patch-of-nothing-is-422 / patch of nothing, current / 422
            answer-412-explains-nothing / put old, in full / 412 \\| bbbb \\| text/plain \\| true \\| true \\|  \\|
            refuses-with-409 / put old / 409 same
            overtaken-write-is-409 / slow, overtaken / 409 now oooo
            overtaken-write-is-409 / put old / 412 same
            deleted-is-gone / deleted: PUT * / 410 gone
            delete-of-nothing-is-204 / missing: DELETE "o" / 204 404
            malformed-is-400 / value: garbage / 400 same
            malformed-is-400 / value: empty / 400 same
            get-is-cached / get: old / 200 same tagged
            get-is-cached / put old / 412 same
            reads-catch-up-late / get, put, get / bbbb
            collection-is-not-shown / listing / 405
            collection-redirects / listing / 301
            http10-is-refused / http/1.0 / 505.*
            early-412-and-close / content withheld / 412 close true
            no-early-412 / expect, old / 100 412 same
            length-required / chunked / 411 same
            one-at-a-time / pipeline / 204 412 cccc
            chunked-answers / get, put, get / dddd
            """;

    @TestFactory
    Stream<DynamicTest> each_oddity_shows() {
        return SHOWN.lines()
                .map(line -> line.split(" / ", 3))
                .map(row -> dynamicTest(row[0] + ": " + row[1], () -> {
                    assertThat(FaultTest.seen("odd:" + row[0], row[1])).matches(row[2]);
                }));
    }

    /** Whatever is odd about it, a stale tag changes nothing, and a client that goes by the rules gets its way. */
    @TestFactory
    Stream<DynamicTest> each_odd_origin_is_honest() {
        return Oddity.all().stream()
                .map(oddity -> dynamicTest(oddity.label(), () -> {
                    try (ReferenceOrigin origin = ReferenceOrigin.start(oddity)) {
                        String path = created(origin);
                        Reply before = settled(origin, "GET", path, "");
                        assertThat(before.content()).isEqualTo("aaaa");
                        Reply changed = settled(origin, "PUT", path, "bbbb", "If-Match: *");
                        assertThat(changed.status()).isBetween(200, 205);
                        if (!before.tag().isEmpty()) {
                            Reply refused = settled(origin, "PUT", path, "cccc", "If-Match: " + before.tag());
                            assertThat(refused.status()).isIn(412, 409);
                        }
                        assertThat(caughtUp(origin, path, "bbbb")).isEqualTo("bbbb");
                    }
                }));
    }

    private static String created(ReferenceOrigin origin) {
        Reply put = settled(origin, "PUT", "/items/odd", "aaaa");
        if (put.status() == 201) {
            return "/items/odd";
        }
        Reply post = settled(origin, "POST", Place.COLLECTION, "aaaa");
        return origin.collection().resolve(post.field("Location")).getPath();
    }

    /** What is shown in the end, where reads may stay behind for a while. */
    private static String caughtUp(ReferenceOrigin origin, String path, String due) {
        String shown = settled(origin, "GET", path, "").content();
        for (int i = 0; i < 50 && !shown.equals(due); i++) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            shown = settled(origin, "GET", path, "").content();
        }
        return shown;
    }

    /** The answer that comes once the origin is not too busy to give one. */
    private static Reply settled(ReferenceOrigin origin, String method, String path, String content, String... lines) {
        Reply reply = once(origin, method, path, content, lines);
        for (int i = 0; i < 20 && Set.of(429, 503).contains(reply.status()); i++) {
            reply = once(origin, method, path, content, lines);
        }
        return reply;
    }

    private static Reply once(ReferenceOrigin origin, String method, String path, String content, String... lines) {
        try (Client client = new Client(origin)) {
            return client.send(method, path, content, lines);
        }
    }

    @Test
    void one_request_of_twenty_is_refused_by_a_busy_origin() {
        for (int status : List.of(503, 429)) {
            try (ReferenceOrigin origin = ReferenceOrigin.named("odd:sometimes-" + status);
                    Client client = new Client(origin)) {
                long refused = Stream.generate(() -> client.get(Place.COLLECTION))
                        .limit(400)
                        .filter(reply -> reply.status() == status)
                        .peek(reply -> assertThat(reply.field("Retry-After")).isEqualTo("0"))
                        .count();
                assertThat(refused).isBetween(5L, 40L);
            }
        }
    }

    @Test
    void tags_made_of_the_content_come_back_with_it() {
        try (ReferenceOrigin origin = ReferenceOrigin.named("odd:content-hash-tags");
                Client client = new Client(origin)) {
            String first = client.put("/items/a", "one").tag();
            assertThat(client.put("/items/a", "two").tag()).isNotEqualTo(first);
            assertThat(client.put("/items/a", "one").tag()).isEqualTo(first);
        }
    }

    @Test
    void a_tag_of_content_and_type_moves_with_either() {
        try (ReferenceOrigin origin = ReferenceOrigin.named("odd:tags-of-content-and-type");
                Client client = new Client(origin)) {
            String first = client.put("/items/a", "one", Stage.TEXT).tag();
            assertThat(client.put("/items/a", "one", "Content-Type: text/other").tag())
                    .isNotEqualTo(first);
            assertThat(client.put("/items/a", "two", Stage.TEXT).tag()).isNotEqualTo(first);
            assertThat(client.put("/items/a", "one", Stage.TEXT).tag()).isEqualTo(first);
        }
    }

    @Test
    void numbered_tags_go_on_after_a_deletion() {
        try (ReferenceOrigin origin = ReferenceOrigin.named("odd:numbered-tags");
                Client client = new Client(origin)) {
            assertThat(client.put("/items/a", "one").tag()).isEqualTo("\"1\"");
            assertThat(client.put("/items/a", "two").tag()).isEqualTo("\"2\"");
            client.send("DELETE", "/items/a", "");
            assertThat(client.put("/items/a", "one").tag()).isEqualTo("\"3\"");
        }
    }

    @Test
    void an_identical_put_is_already_applied() {
        try (ReferenceOrigin origin = ReferenceOrigin.named("odd:already-applied");
                Client client = new Client(origin)) {
            String tag = client.put("/items/a", "one").tag();
            assertThat(client.put("/items/a", "one", "If-Match: \"old\"").status())
                    .isEqualTo(204);
            assertThat(client.get("/items/a").tag()).isEqualTo(tag);
            assertThat(client.put("/items/a", "two", "If-Match: \"old\"").status())
                    .isEqualTo(412);
        }
    }

    @Test
    void of_writers_who_meet_one_is_told_of_the_lock() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (ReferenceOrigin origin = ReferenceOrigin.named("odd:locked-while-written");
                Client one = new Client(origin);
                Client two = new Client(origin)) {
            boolean met = false;
            for (int round = 0; round < 1000 && !met; round++) {
                Future<Reply> his = other.submit(() -> two.put("/items/a", "two"));
                int mine = one.put("/items/a", "one").status();
                int theirs = his.get().status();
                met = mine == 423 || theirs == 423;
                assertThat(Math.min(mine, theirs)).isLessThan(300);
            }
            assertThat(met).isTrue();
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void a_field_line_of_more_than_8_kib_is_too_long() {
        try (ReferenceOrigin origin = ReferenceOrigin.named("odd:short-fields-only")) {
            assertThat(once(origin, "GET", Place.COLLECTION, "", "If-Match: \"" + "x".repeat(9_000) + '"')
                            .status())
                    .isEqualTo(431);
        }
    }

    @Test
    void a_connection_is_closed_after_its_answer() {
        try (ReferenceOrigin origin = ReferenceOrigin.named("odd:closes-every-connection");
                Client client = new Client(origin)) {
            assertThat(client.get(Place.COLLECTION).field("Connection")).isEqualTo("close");
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void a_location_is_relative_or_absolute() {
        try (ReferenceOrigin origin = ReferenceOrigin.named("odd:put-does-not-create")) {
            assertThat(once(origin, "POST", Place.COLLECTION, "x").field("Location"))
                    .doesNotContain("/");
        }
        try (ReferenceOrigin origin = ReferenceOrigin.named("odd:put-is-not-allowed-to-create")) {
            assertThat(once(origin, "POST", Place.COLLECTION, "x").field("Location"))
                    .startsWith("http://test/items/");
        }
    }

    @Test
    void an_oddity_earns_notes_and_warnings_only() {
        assertThat(Oddity.all())
                .allMatch(oddity ->
                        Set.of("NOTE", "WARN").containsAll(oddity.earns().values()));
        assertThat(Oddity.all()).extracting(Oddity::label).doesNotHaveDuplicates();
    }
}
