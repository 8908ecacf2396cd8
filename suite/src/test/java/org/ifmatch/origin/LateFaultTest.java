package org.ifmatch.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import org.ifmatch.origin.Client.Reply;
import org.junit.jupiter.api.Test;

/** Faults that show only when a second has gone by. */
class LateFaultTest {

    static final Set<String> SHOWN = Set.of(
            "put-answers-412-and-applies-later",
            "patch-answers-412-and-applies-later",
            "delete-answers-412-and-applies-later",
            "refusal-moves-last-modified");

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(5);

    @Test
    void a_refused_put_is_performed_later() {
        String path = "/items/late";
        watch("put-answers-412-and-applies-later", "text/plain", "aaaa", client -> {
            assertThat(client.put(path, "bbbb", "If-Match: \"old\"").status()).isEqualTo(412);
            return now -> now.content().equals("bbbb");
        });
    }

    @Test
    void a_refused_patch_is_performed_later() {
        watch("patch-answers-412-and-applies-later", "application/json", "{}", client -> {
            Reply refused = client.send(
                    "PATCH",
                    "/items/late",
                    "{\"a\":1}",
                    "Content-Type: application/merge-patch+json",
                    "If-Match: \"old\"");
            assertThat(refused.status()).isEqualTo(412);
            return now -> now.content().equals("{\"a\":1}");
        });
    }

    @Test
    void a_refused_delete_is_performed_later() {
        watch("delete-answers-412-and-applies-later", "text/plain", "aaaa", client -> {
            assertThat(client.send("DELETE", "/items/late", "", "If-Match: \"old\"")
                            .status())
                    .isEqualTo(412);
            return now -> now.status() == 404;
        });
    }

    @Test
    void a_refused_put_moves_the_date_only() {
        watch("refusal-moves-last-modified", "text/plain", "aaaa", client -> {
            Reply before = client.get("/items/late");
            return now -> {
                client.put("/items/late", "bbbb", "If-Match: \"old\"");
                assertThat(now.content()).isEqualTo("aaaa");
                assertThat(now.tag()).isEqualTo(before.tag());
                return !now.field("Last-Modified").equals(before.field("Last-Modified"));
            };
        });
    }

    /** What is done to a resource that says {@code aaaa}, and how to tell that it has come to light. */
    private interface Deed {
        Predicate<Reply> done(Client client);
    }

    private static void watch(String fault, String type, String content, Deed deed) {
        try (ReferenceOrigin origin = ReferenceOrigin.named("fault:" + fault);
                Client client = new Client(origin)) {
            client.put("/items/late", content, "Content-Type: " + type);
            Predicate<Reply> shows = deed.done(client);
            assertThat(shows.test(client.get("/items/late"))).isFalse();
            Instant end = Instant.now().plus(LONG_ENOUGH);
            boolean shown = false;
            while (!shown && Instant.now().isBefore(end)) {
                shown = shows.test(client.get("/items/late"));
            }
            assertThat(shown).isTrue();
        }
    }
}
