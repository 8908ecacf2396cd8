package org.ifmatch.observe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ifmatch.http.EntityTag;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Field;
import org.ifmatch.http.Framing;
import org.ifmatch.http.Response;

/**
 * What every exchange of a run is folded into, for the rules that judge all of them: which ETag fields there were, what each
 * strong tag named, and how refusals were written. It is bounded: it keeps examples and digests, not bodies.
 */
public final class Ledger {

    /** Examples that are kept of one kind. */
    private static final int EXAMPLES = 5;
    /** Pairs of a strong tag and its content that are remembered; a run makes a tenth of them. */
    private static final int MOST_TAGS = 100_000;

    /** One strong tag of one resource, and the first two exchanges that showed it with different content. */
    public record Clash(String tag, Exchange one, Exchange other) {}

    /**
     * A write that was refused, and a GET that shows what it wrote.
     *
     * @param late whether a GET between them did not show it yet
     */
    public record Shown(Exchange refused, Exchange get, boolean late) {}

    /** An answer whose octets do not say where it ends, or end elsewhere, and what is wrong in words. */
    public record Misframed(Exchange exchange, String says) {}

    /** Representations that exist side by side may share a tag or not, which is judged elsewhere. */
    private record Tagged(String url, String coding, String type, String tag) {}

    private record Content(String digest, Exchange exchange) {}

    private final Map<Tagged, Content> contents = new LinkedHashMap<>();
    private final List<Clash> clashes = new ArrayList<>();
    private final List<Exchange> malformed = new ArrayList<>();
    private final List<Exchange> withBackslash = new ArrayList<>();
    private final List<Exchange> refusals = new ArrayList<>();
    private final List<Exchange> notModifiedWrites = new ArrayList<>();
    private final Refusals refusalsFollowed = new Refusals();
    private final List<Misframed> misframed = new ArrayList<>();
    private long framed;
    private long misframings;
    private final List<Attempt> refusedYetChanged = new ArrayList<>();
    private long refusedAndLookedAt;
    private final List<Exchange> overloaded = new ArrayList<>();
    private long overloads;
    private final Set<String> tags = new LinkedHashSet<>();
    private Optional<Exchange> anyTagged = Optional.empty();

    /** Takes one exchange in. */
    public synchronized void add(Exchange exchange) {
        refusalsFollowed.add(exchange);
        int status = exchange.response().map(Response::status).orElseGet(() -> Framing.beganWith(exchange));
        if (status == 412) {
            framed++;
            Framing.mistake(exchange).ifPresent(says -> {
                misframings++;
                if (misframed.size() < EXAMPLES) {
                    misframed.add(new Misframed(exchange, says));
                }
            });
        }
        exchange.response().ifPresent(response -> add(exchange, response));
    }

    /** Takes in what the looks around a request showed, where it was refused. */
    public synchronized void add(Attempt attempt) {
        boolean refused = attempt.status() == 412 || attempt.status() == 428;
        if (!refused || attempt.intent() instanceof Intent.Retrieve || attempt.effect() == Effect.UNKNOWN) {
            return;
        }
        refusedAndLookedAt++;
        if (attempt.effect() != Effect.NONE && !attempt.showsThirdWrite() && refusedYetChanged.size() < EXAMPLES) {
            refusedYetChanged.add(attempt);
        }
    }

    private void add(Exchange exchange, Response response) {
        List<String> lines = response.fields().stream()
                .filter(f -> f.is("ETag"))
                .map(Field::value)
                .map(String::strip)
                .toList();
        if (!lines.isEmpty()) {
            anyTagged = anyTagged.or(() -> Optional.of(exchange));
            boolean wellFormed =
                    lines.size() == 1 && EntityTag.parse(lines.get(0)).isPresent();
            if (!wellFormed) {
                keep(malformed, exchange);
            }
            if (lines.get(0).contains("\\")) {
                keep(withBackslash, exchange);
            }
            if (tags.size() < MOST_TAGS) {
                tags.add(lines.get(0));
            }
            if (wellFormed && exchange.request().method().equals("GET") && response.status() == 200) {
                content(exchange, response, lines.get(0));
            }
        }
        if (response.status() == 429 || response.status() == 503) {
            overloads++;
            keep(overloaded, exchange);
        }
        boolean write = Set.of("PUT", "PATCH", "POST", "DELETE")
                .contains(exchange.request().method());
        if (response.status() == 412) {
            keep(refusals, exchange);
        }
        if (response.status() == 304 && write) {
            keep(notModifiedWrites, exchange);
        }
    }

    private void content(Exchange exchange, Response response, String tag) {
        if (tag.startsWith("W/") || contents.size() >= MOST_TAGS) {
            return;
        }
        String coding = response.field("Content-Encoding").orElse("");
        String type = response.field("Content-Type").orElse("");
        Tagged key = new Tagged(exchange.request().url().toString(), coding, type, tag);
        Content now = new Content(Reading.digest(response.content()), exchange);
        Content first = contents.putIfAbsent(key, now);
        if (first != null && !first.digest().equals(now.digest()) && clashes.size() < EXAMPLES) {
            clashes.add(new Clash(tag, first.exchange(), exchange));
        }
    }

    private static void keep(List<Exchange> list, Exchange exchange) {
        if (list.size() < EXAMPLES) {
            list.add(exchange);
        }
    }

    /** Answers whose ETag breaks the grammar of RFC 9110 §8.8.3, or stands there more than once. */
    public synchronized List<Exchange> malformed() {
        return List.copyOf(malformed);
    }

    public synchronized List<Exchange> withBackslash() {
        return List.copyOf(withBackslash);
    }

    /** Strong tags that named two different contents of one resource in one coding. */
    public synchronized List<Clash> clashes() {
        return List.copyOf(clashes);
    }

    /** How many different tags were seen, well formed or not. */
    public synchronized int tags() {
        return tags.size();
    }

    /** How many strong tags were seen together with the content that they name. */
    public synchronized int contents() {
        return contents.size();
    }

    /** Some answers with 412. */
    public synchronized List<Exchange> refusals() {
        return List.copyOf(refusals);
    }

    /** Writes that were answered 304. */
    public synchronized List<Exchange> notModifiedWrites() {
        return List.copyOf(notModifiedWrites);
    }

    /** What was refused and shows all the same. */
    public synchronized List<Shown> refusedYetShown() {
        return refusalsFollowed.shown();
    }

    /** What was refused with 412 or 428, and changed its resource all the same. */
    public synchronized List<Attempt> refusedYetChanged() {
        return List.copyOf(refusedYetChanged);
    }

    /** How many refused writes were followed by their nonce or by the looks around them. */
    public synchronized long refusalsFollowed() {
        return Math.max(refusalsFollowed.followed(), refusedAndLookedAt);
    }

    /** Some answers with 412 whose framing is wrong. */
    public synchronized List<Misframed> misframed() {
        return List.copyOf(misframed);
    }

    /** How many answers with 412 there were whose framing is wrong. */
    public synchronized long misframings() {
        return misframings;
    }

    /** How many answers with 412 there were, whole or not. */
    public synchronized long framed() {
        return framed;
    }

    /** Some answers with 429 or 503. */
    public synchronized List<Exchange> overloaded() {
        return List.copyOf(overloaded);
    }

    /** How many answers were 429 or 503. */
    public synchronized long overloads() {
        return overloads;
    }

    /** An answer that had an ETag. */
    public synchronized Optional<Exchange> anyTagged() {
        return anyTagged;
    }
}
