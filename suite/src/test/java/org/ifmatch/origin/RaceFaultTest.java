package org.ifmatch.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ifmatch.origin.Stage.JSON;
import static org.ifmatch.origin.Stage.MERGE;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;
import org.ifmatch.origin.Client.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Faults that show only when requests meet, and the reference, which then shows none. */
class RaceFaultTest {

    static final Set<String> SHOWN = Set.of(
            "check-then-act",
            "check-then-act-with-a-pause",
            "delete-checks-then-acts",
            "patch-checks-then-acts",
            "append-checks-then-acts",
            "collection-post-checks-then-acts",
            "create-checks-then-acts",
            "star-checks-then-acts",
            "writers-refuse-each-other",
            "tag-and-content-are-read-apart",
            "content-is-replaced-in-place",
            "patch-is-seen-half-done",
            "two-writers-make-one-version",
            "busy-for-a-millisecond",
            "busy-for-a-tenth-of-a-millisecond",
            "busy-for-ten-microseconds",
            "busy-for-five-milliseconds",
            "asleep-for-a-tenth-of-a-millisecond",
            "asleep-for-a-millisecond",
            "check-then-act-for-a-list",
            "check-then-act-for-large-content",
            "check-then-act-now-and-then",
            "check-then-act-after-a-quiet-spell",
            "writers-who-meet-are-all-busy",
            "name-is-there-before-its-content",
            "plain-writes-pass-the-lock",
            "refused-delete-restores-what-it-found");

    /** A fault has to show in so many rounds, of which most need one or two. */
    private static final int ROUNDS = 1_000;

    /** The reference is watched for so many. */
    private static final int HONEST_ROUNDS = 50;

    private static final int WRITERS = 8;

    private static final ExecutorService CLIENTS = Executors.newCachedThreadPool();

    @AfterAll
    static void stop() {
        CLIENTS.shutdownNow();
    }

    @Test
    void two_puts_with_one_tag_both_win() {
        shows("check-then-act", RaceFaultTest::twoPutsWin);
        shows("check-then-act-with-a-pause", RaceFaultTest::twoPutsWin);
    }

    @Test
    void two_puts_with_one_tag_both_win_through_a_gap_that_is_short_or_rare() {
        shows("busy-for-a-millisecond", RaceFaultTest::twoPutsWin);
        shows("busy-for-a-tenth-of-a-millisecond", RaceFaultTest::twoPutsWin);
        shows("busy-for-ten-microseconds", RaceFaultTest::twoPutsWin);
        shows("busy-for-five-milliseconds", RaceFaultTest::twoPutsWin);
        shows("asleep-for-a-tenth-of-a-millisecond", RaceFaultTest::twoPutsWin);
        shows("asleep-for-a-millisecond", RaceFaultTest::twoPutsWin);
        shows("check-then-act-now-and-then", RaceFaultTest::twoPutsWin);
    }

    @Test
    void two_puts_with_lists_of_tags_both_win() {
        shows("check-then-act-for-a-list", round -> {
            String tag = round.create("x", Stage.TEXT);
            return winners(round.all("PUT", i -> "w" + i, "If-Match: \"other\", " + tag)) > 1;
        });
    }

    @Test
    void two_large_puts_both_win() {
        shows("check-then-act-for-large-content", round -> {
            String tag = round.create("x", Stage.TEXT);
            return winners(round.all("PUT", i -> ("w" + i).repeat(40_000), "If-Match: " + tag)) > 1;
        });
    }

    @Test
    void two_puts_both_win_where_nobody_wrote_for_a_while() {
        shows("check-then-act-after-a-quiet-spell", round -> {
            String tag = round.create("x", Stage.TEXT);
            quiet();
            return winners(round.all("PUT", i -> "w" + i, "If-Match: " + tag)) > 1;
        });
    }

    /** The spell is what the fault is about. */
    private static void quiet() {
        try {
            Thread.sleep(60);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void two_patches_with_one_tag_both_win() {
        shows("patch-checks-then-acts", round -> {
            String tag = round.create("{}", JSON);
            return winners(round.all("PATCH", i -> "{\"a\":" + i + "}", MERGE, "If-Match: " + tag)) > 1;
        });
    }

    @Test
    void two_appends_with_one_tag_both_win() {
        shows("append-checks-then-acts", round -> {
            String tag = round.create("x", Stage.TEXT);
            return winners(round.all("POST", i -> "y" + i, Stage.TEXT, "If-Match: " + tag)) > 1;
        });
    }

    @Test
    void two_posts_with_one_tag_of_the_collection_both_create() {
        shows("collection-post-checks-then-acts", round -> {
            String tag = round.client.get(Place.COLLECTION).tag();
            return winners(round.together(i -> other -> other.send("POST", Place.COLLECTION, "x", "If-Match: " + tag)))
                    > 1;
        });
    }

    @Test
    void two_puts_that_may_only_create_both_win() {
        shows("create-checks-then-acts", round -> winners(round.all("PUT", i -> "w" + i, "If-None-Match: *")) > 1);
    }

    @Test
    void a_delete_and_a_put_with_one_tag_both_win() {
        shows("delete-checks-then-acts", round -> {
            String tag = round.create("x", Stage.TEXT);
            return winners(round.together(i -> other ->
                            other.send(i == 0 ? "DELETE" : "PUT", round.path, i == 0 ? "" : "w", "If-Match: " + tag)))
                    > 1;
        });
    }

    @Test
    void a_put_with_a_star_brings_back_what_a_delete_removed() {
        shows("star-checks-then-acts", round -> {
            round.create("x", Stage.TEXT);
            List<Reply> replies = round.together(i -> other ->
                    i == 0 ? other.send("DELETE", round.path, "") : other.put(round.path, "w" + i, "If-Match: *"));
            return replies.get(0).status() == 204
                    && round.client.get(round.path).status() == 200;
        });
    }

    @Test
    void writers_with_a_current_tag_are_all_refused() {
        shows("writers-refuse-each-other", round -> {
            String tag = round.create("x", Stage.TEXT);
            return winners(round.all("PUT", i -> "w" + i, "If-Match: " + tag)) == 0;
        });
    }

    @Test
    void writers_with_a_current_tag_are_all_told_that_another_is_busy() {
        shows("writers-who-meet-are-all-busy", round -> {
            String tag = round.create("x", Stage.TEXT);
            List<Reply> replies = round.all("PUT", i -> "w" + i, "If-Match: " + tag);
            return replies.stream().allMatch(reply -> reply.status() == 409);
        });
    }

    @Test
    void a_put_with_a_star_replaces_what_has_no_content_yet() {
        shows("name-is-there-before-its-content", round -> {
            List<Reply> replies = round.together(i ->
                    other -> i == 0 ? other.put(round.path, "made") : other.put(round.path, "w" + i, "If-Match: *"));
            return winners(replies) > 1
                    && round.client.get(round.path).content().equals("made");
        });
    }

    @Test
    void a_put_with_a_tag_replaces_what_one_without_a_condition_wrote() {
        shows("plain-writes-pass-the-lock", round -> {
            String tag = round.create("x", Stage.TEXT);
            List<Reply> replies = round.together(i -> other ->
                    i == 0 ? other.put(round.path, "plain") : other.put(round.path, "w" + i, "If-Match: " + tag));
            return winners(replies) > 1
                    && !round.client.get(round.path).content().equals("plain");
        });
    }

    @Test
    void what_a_delete_removed_is_brought_back_by_one_that_came_too_late() {
        shows("refused-delete-restores-what-it-found", round -> {
            String tag = round.create("x", Stage.TEXT);
            List<Reply> replies = round.all("DELETE", i -> "", "If-Match: " + tag);
            return winners(replies) > 0 && round.client.get(round.path).status() == 200;
        });
    }

    @Test
    void a_get_shows_the_tag_of_one_version_and_the_content_of_the_next() {
        shows("tag-and-content-are-read-apart", round -> {
            String tag = round.create("old", Stage.TEXT);
            return round
                    .together(
                            i -> other -> i == 0 ? other.put(round.path, "new", "If-Match: *") : other.get(round.path))
                    .stream()
                    .anyMatch(
                            reply -> reply.tag().equals(tag) && reply.content().equals("new"));
        });
    }

    @Test
    void a_get_shows_half_of_two_contents() {
        shows("content-is-replaced-in-place", round -> {
            round.create("a".repeat(70_000), Stage.TEXT);
            round.client.put(round.path, "b".repeat(70_000), "If-Match: *");
            String seen = round.client.get(round.path).content();
            return seen.contains("a") && seen.contains("b");
        });
    }

    @Test
    void a_get_shows_half_of_a_patch() {
        shows("patch-is-seen-half-done", round -> {
            round.create("{\"a\":1,\"b\":1}", JSON);
            round.client.send("PATCH", round.path, "{\"a\":2,\"b\":2}", MERGE, "If-Match: *");
            return round.client.get(round.path).content().equals("{\"a\":2,\"b\":1}");
        });
    }

    @Test
    void two_versions_have_one_tag() {
        shows("two-writers-make-one-version", round -> {
            round.create("x", Stage.TEXT);
            List<Reply> replies = round.all("PUT", i -> "w" + i);
            return replies.stream().map(Reply::tag).distinct().count() < replies.size();
        });
    }

    private static boolean twoPutsWin(Round round) {
        String tag = round.create("x", Stage.TEXT);
        return winners(round.all("PUT", i -> "w" + i, "If-Match: " + tag)) > 1;
    }

    private static long winners(List<Reply> replies) {
        return replies.stream().filter(reply -> reply.status() / 100 == 2).count();
    }

    private static void shows(String fault, Predicate<Round> scene) {
        assertThat(seen("fault:" + fault, scene, ROUNDS)).isTrue();
        assertThat(seen("reference", scene, HONEST_ROUNDS)).isFalse();
    }

    private static boolean seen(String name, Predicate<Round> scene, int rounds) {
        try (ReferenceOrigin origin = ReferenceOrigin.named(name);
                Crowd crowd = new Crowd(origin)) {
            boolean seen = false;
            for (int i = 0; i < rounds && !seen; i++) {
                seen = scene.test(new Round("/items/round" + i, crowd.clients.get(0), crowd.clients));
            }
            return seen;
        }
    }

    /** Clients with a connection each. */
    private static final class Crowd implements AutoCloseable {
        private final List<Client> clients = new ArrayList<>();

        Crowd(ReferenceOrigin origin) {
            for (int i = 0; i < WRITERS; i++) {
                clients.add(new Client(origin));
            }
        }

        @Override
        public void close() {
            clients.forEach(Client::close);
        }
    }

    /** One volley at a resource that is used for nothing else. */
    private record Round(String path, Client client, List<Client> clients) {

        String create(String content, String... lines) {
            return client.put(path, content, lines).tag();
        }

        List<Reply> all(String method, Function<Integer, String> content, String... lines) {
            return together(i -> other -> other.send(method, path, content.apply(i), lines));
        }

        List<Reply> together(Function<Integer, Function<Client, Reply>> request) {
            CyclicBarrier start = new CyclicBarrier(clients.size());
            List<Callable<Reply>> calls = new ArrayList<>();
            for (int i = 0; i < clients.size(); i++) {
                int who = i;
                calls.add(() -> {
                    start.await();
                    return request.apply(who).apply(clients.get(who));
                });
            }
            try {
                List<Reply> replies = new ArrayList<>();
                for (Future<Reply> reply : CLIENTS.invokeAll(calls)) {
                    replies.add(reply.get());
                }
                return replies;
            } catch (InterruptedException | ExecutionException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }
}
