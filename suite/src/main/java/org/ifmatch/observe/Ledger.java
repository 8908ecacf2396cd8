package org.ifmatch.observe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
    /** Of so many of these pairs the exchange is kept that showed it first. */
    private static final int MOST_SHOWN = 10_000;
    /** Octets of one exchange of a race above which its content is not looked at here. */
    private static final int LARGEST_RACED = 16 * 1024;

    /**
     * An exchange that is kept as an example.
     *
     * @param story what has to be done to see it again, itself the last; empty where that cannot be told
     */
    public record Told(Exchange exchange, List<Exchange> story) {}

    /**
     * One strong tag of one resource, and the first two exchanges that showed it with different content.
     *
     * @param one missing where there were too many tags for all of their exchanges to be kept
     */
    public record Clash(String tag, Optional<Exchange> one, Told other) {}

    /**
     * A write that was refused, and a GET that shows what it wrote.
     *
     * @param late whether a GET between them did not show it yet
     */
    public record Shown(Told refused, Exchange get, boolean late) {}

    /** An answer whose octets do not say where it ends, or end elsewhere, and what is wrong in words. */
    public record Misframed(Told told, String says) {

        public Exchange exchange() {
            return told.exchange();
        }
    }

    /** Representations that exist side by side may share a tag or not, which is judged elsewhere. */
    private record Tagged(String url, String coding, String type, String tag) {}

    private record Content(String digest, Optional<Exchange> exchange) {}

    private final Map<Tagged, Content> contents = new LinkedHashMap<>();
    private final List<Clash> clashes = new ArrayList<>();
    private final List<Told> malformed = new ArrayList<>();
    private final List<Told> withBackslash = new ArrayList<>();
    private final List<Told> refusals = new ArrayList<>();
    private final List<Told> notModifiedWrites = new ArrayList<>();
    private final Stories stories = new Stories();
    private final Refusals refusalsFollowed = new Refusals(this::told);
    private final List<Misframed> misframed = new ArrayList<>();
    private long framed;
    private long misframings;
    private final List<Attempt> refusedYetChanged = new ArrayList<>();
    private long refusedAndLookedAt;
    private final List<Told> overloaded = new ArrayList<>();
    private long overloads;
    private final Set<String> tags = new LinkedHashSet<>();
    private Optional<Told> anyTagged = Optional.empty();

    /** Takes one exchange in. */
    public synchronized void add(Exchange exchange) {
        stories.add(exchange);
        fold(exchange, true);
    }

    /** Takes in an exchange of a race, of which there are very many: of a large one the fields alone. */
    synchronized void addRaced(Exchange exchange) {
        stories.add(exchange);
        fold(exchange, exchange.received().length + exchange.sentLength() < LARGEST_RACED);
    }

    /** Takes in an exchange that was spoken on a connection in hand, of which no story can be told by whole requests. */
    synchronized void addSpoken(Exchange exchange, boolean answerMayBeAnothers) {
        stories.cannotTell(exchange);
        if (answerMayBeAnothers) {
            refusalsFollowed.addWithoutAnswer(exchange);
        }
        fold(exchange, !answerMayBeAnothers);
    }

    private Told told(Exchange exchange) {
        return new Told(exchange, stories.of(exchange, List.of()));
    }

    private void fold(Exchange exchange, boolean withContent) {
        if (withContent) {
            refusalsFollowed.add(exchange);
        }
        int status = exchange.response().map(Response::status).orElseGet(() -> Framing.beganWith(exchange));
        if (status == 412) {
            framed++;
            Framing.mistake(exchange).ifPresent(says -> {
                misframings++;
                if (misframed.size() < EXAMPLES) {
                    misframed.add(new Misframed(told(exchange), says));
                }
            });
        }
        exchange.response().ifPresent(response -> fold(exchange, response, withContent));
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

    private void fold(Exchange exchange, Response response, boolean withContent) {
        List<String> lines = response.fields().stream()
                .filter(f -> f.is("ETag"))
                .map(Field::value)
                .map(String::strip)
                .toList();
        if (!lines.isEmpty()) {
            anyTagged = anyTagged.or(() -> Optional.of(told(exchange)));
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
            boolean shows = exchange.request().method().equals("GET") && response.status() == 200;
            if (wellFormed && shows && withContent) {
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
        Content now = new Content(
                Reading.digest(response.content()),
                contents.size() < MOST_SHOWN ? Optional.of(exchange) : Optional.empty());
        Content first = contents.putIfAbsent(key, now);
        if (first != null && !first.digest().equals(now.digest()) && clashes.size() < EXAMPLES) {
            Told other = new Told(
                    exchange, stories.of(exchange, first.exchange().stream().toList()));
            clashes.add(new Clash(tag, first.exchange(), other));
        }
    }

    private void keep(List<Told> list, Exchange exchange) {
        if (list.size() < EXAMPLES) {
            list.add(told(exchange));
        }
    }

    /** What somebody can make again stands first, and what takes fewest steps first of that. */
    private static <T> List<T> easiestFirst(List<T> examples, Function<T, Told> told) {
        return examples.stream()
                .sorted(Comparator.comparing(
                                (T each) -> told.apply(each).story().isEmpty())
                        .thenComparing(each -> told.apply(each).story().size()))
                .toList();
    }

    /** Answers whose ETag breaks the grammar of RFC 9110 §8.8.3, or stands there more than once. */
    public synchronized List<Told> malformed() {
        return easiestFirst(malformed, told -> told);
    }

    public synchronized List<Told> withBackslash() {
        return easiestFirst(withBackslash, told -> told);
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
    public synchronized List<Told> refusals() {
        return List.copyOf(refusals);
    }

    /** Writes that were answered 304. */
    public synchronized List<Told> notModifiedWrites() {
        return easiestFirst(notModifiedWrites, told -> told);
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
        return easiestFirst(misframed, Misframed::told);
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
    public synchronized List<Told> overloaded() {
        return List.copyOf(overloaded);
    }

    /** How many answers were 429 or 503. */
    public synchronized long overloads() {
        return overloads;
    }

    /** An answer that had an ETag. */
    public synchronized Optional<Told> anyTagged() {
        return anyTagged;
    }
}
