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

    private record Tagged(String url, String coding, String tag) {}

    private record Shown(String digest, Exchange exchange) {}

    private final Map<Tagged, Shown> contents = new LinkedHashMap<>();
    private final List<Clash> clashes = new ArrayList<>();
    private final List<Exchange> malformed = new ArrayList<>();
    private final List<Exchange> withBackslash = new ArrayList<>();
    private final List<Exchange> refusals = new ArrayList<>();
    private final List<Exchange> notModifiedWrites = new ArrayList<>();
    private final List<Exchange> overloaded = new ArrayList<>();
    private long overloads;
    private final Set<String> tags = new LinkedHashSet<>();
    private Optional<Exchange> anyTagged = Optional.empty();

    /** Takes one exchange in. */
    public synchronized void add(Exchange exchange) {
        exchange.response().ifPresent(response -> add(exchange, response));
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
        Tagged key = new Tagged(exchange.request().url().toString(), coding, tag);
        Shown now = new Shown(Reading.digest(response.content()), exchange);
        Shown first = contents.putIfAbsent(key, now);
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
