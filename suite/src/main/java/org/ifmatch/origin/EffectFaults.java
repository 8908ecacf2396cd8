package org.ifmatch.origin;

import static org.ifmatch.origin.Fault.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The answer says one thing and the resource another (RFC 9110 §13.1.1: a refused method is not performed). */
final class EffectFaults {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Executor IN_A_SECOND = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

    static final List<Fault> ALL = List.of(
            fault("put-answers-412-and-applies")
                    .says("A PUT with a false If-Match is answered 412 and performed all the same.")
                    .ofClass("F04")
                    .caughtBy("no-effect/content")
                    .alsoBreaks(Breaks.ANYTHING_ON_PUT)
                    .butNot("stale-tag/already-applied")
                    .alsoBreaks(
                            "no-effect/metadata",
                            "no-effect/truncate",
                            "race/412-then-own-write-visible",
                            "race/tag-body-consistent",
                            "wire/early-412-drains-or-closes",
                            "wire/early-412-readable")
                    .as(refusing("PUT", EffectFaults::performed)),
            fault("patch-answers-412-and-applies")
                    .says("A PATCH with a false If-Match is answered 412 and performed all the same.")
                    .ofClass("F04")
                    .caughtBy("no-effect/content")
                    .alsoBreaks(Breaks.FALSE_ON_PATCH)
                    .alsoBreaks(Breaks.EFFECT_OF_REFUSED)
                    .as(refusing("PATCH", EffectFaults::performed)),
            fault("delete-answers-412-and-applies")
                    .says("A DELETE with a false If-Match is answered 412 and performed all the same.")
                    .ofClass("F04")
                    .caughtBy("no-effect/content")
                    .alsoBreaks(Breaks.FALSE_ON_DELETE)
                    .alsoBreaks(Breaks.EFFECT_OF_REFUSED)
                    .as(refusing("DELETE", EffectFaults::performed)),
            fault("post-answers-412-and-applies")
                    .says("A POST with a false If-Match is answered 412 and performed all the same.")
                    .ofClass("F04")
                    .caughtBy("no-effect/append-partial")
                    .alsoBreaks(Breaks.EFFECT_OF_REFUSED)
                    .alsoBreaks(
                            "race/collection-etag",
                            "race/post-append",
                            "stale-tag/already-applied-not-redone",
                            "stale-tag/post-rejected")
                    .as(refusing("POST", EffectFaults::performed)),
            fault("put-answers-2xx-and-does-not-apply")
                    .says("A PUT with a false If-Match is answered as if it had been performed, and was not.")
                    .ofClass("F04")
                    .caughtBy("stale-tag/not-false-success")
                    .alsoBreaks(Breaks.ANYTHING_ON_PUT)
                    .as(refusing("PUT", EffectFaults::swallowed)),
            fault("patch-answers-2xx-and-does-not-apply")
                    .says("A PATCH with a false If-Match is answered as if it had been performed, and was not.")
                    .ofClass("F04")
                    .caughtBy("stale-tag/not-false-success")
                    .alsoBreaks(Breaks.FALSE_ON_PATCH)
                    .as(refusing("PATCH", EffectFaults::swallowed)),
            fault("delete-answers-2xx-and-does-not-apply")
                    .says("A DELETE with a false If-Match is answered as if it had been performed, and was not.")
                    .ofClass("F04")
                    .caughtBy("stale-tag/not-false-success")
                    .alsoBreaks(Breaks.FALSE_ON_DELETE)
                    .as(refusing("DELETE", EffectFaults::swallowed)),
            fault("put-answers-412-and-applies-later")
                    .says("A PUT with a false If-Match is answered 412 and performed one second later.")
                    .ofClass("F04")
                    .caughtBy("no-effect/deferred")
                    .alsoBreaks(Breaks.RACES_OF_PUT)
                    .alsoBreaks(
                            "race/412-then-own-write-visible",
                            "race/create-im-star",
                            "race/star-vs-delete",
                            "race/tag-body-consistent",
                            "stale-tag/put-rejected")
                    .mayBreak("current-tag/chain", "no-effect/content", "no-effect/repeat-100", "syntax/many-lines")
                    .as(refusing("PUT", attempt -> later(attempt, attempt.refusal()))),
            fault("patch-answers-412-and-applies-later")
                    .says("A PATCH with a false If-Match is answered 412 and performed one second later.")
                    .ofClass("F04")
                    .caughtBy("no-effect/deferred")
                    .alsoBreaks(
                            "race/412-then-own-write-visible",
                            "race/cas-linearizable",
                            "race/patch-patch",
                            "race/patch-torn",
                            "race/tag-body-consistent",
                            "race/winner-content")
                    // Who looks again before the second is over sees nothing.
                    .mayBreak("stale-tag/patch-rejected")
                    .as(refusing("PATCH", attempt -> later(attempt, attempt.refusal()))),
            fault("delete-answers-412-and-applies-later")
                    .says("A DELETE with a false If-Match is answered 412 and performed one second later.")
                    .ofClass("F04")
                    .caughtBy("no-effect/deferred")
                    .alsoBreaks(Breaks.FALSE_ON_DELETE)
                    .butNot("foreign-tag/delete-rejected", "no-effect/delete-side", "stale-tag/delete-rejected")
                    .alsoBreaks("race/412-then-own-write-visible", "race/tag-body-consistent", "race/winner-content")
                    // Who looks again before the second is over sees nothing.
                    .mayBreak("no-effect/delete-side", "stale-tag/delete-rejected")
                    .as(refusing("DELETE", attempt -> later(attempt, attempt.refusal()))),
            fault("put-answers-204-and-applies-later")
                    .says("A PUT with a false If-Match is answered 204 and performed one second later.")
                    .ofClass("F04")
                    .caughtBy("stale-tag/put-rejected")
                    .alsoBreaks(Breaks.ANYTHING_ON_PUT)
                    .alsoBreaks("stale-tag/not-false-success")
                    // What comes later may come while others are refused, or be seen by a second look.
                    .mayBreak("no-effect/etag", "no-effect/repeat-100", "precedence/im-star-inm-star")
                    .as(refusing("PUT", attempt -> later(attempt, Answer.of(204)))),
            fault("truncates-before-it-checks")
                    .says("A PUT empties what is there before its If-Match is judged.")
                    .ofClass("F04")
                    .caughtBy("no-effect/truncate")
                    .alsoBreaks(Breaks.EFFECT_OF_REFUSED)
                    .alsoBreaks(
                            "etag/strong-means-octets",
                            "precedence/content-range-put-stale",
                            "race/aborted-slow",
                            "race/no-torn-read",
                            "wire/aborted-upload-chunked",
                            "wire/aborted-upload-length",
                            "wire/pipeline",
                            "wire/zero-length")
                    .mayBreak("etag/strong-means-octets")
                    .as(EffectFaults::truncating),
            fault("refusal-moves-the-tag")
                    .says("A refused request leaves the content as it was and gives it a new tag.")
                    .ofClass("F04")
                    .caughtBy("no-effect/etag")
                    .alsoBreaks(
                            "current-tag/from-every-source",
                            "no-effect/last-modified",
                            "no-effect/repeat-100",
                            "race/412-truthful",
                            "race/cas-linearizable",
                            "race/progress",
                            "race/single-winner")
                    .as(onFalse(
                            attempt -> !attempt.request().reads(),
                            attempt -> touched(attempt, current -> current.content()))),
            fault("refusal-moves-last-modified")
                    .says("A refused request leaves content and tag as they were and moves Last-Modified.")
                    .ofClass("F04")
                    .caughtBy("no-effect/last-modified")
                    .as(onFalse(
                            attempt -> !attempt.request().reads(),
                            attempt -> kept(
                                    attempt,
                                    current -> new Version(
                                            current.content(),
                                            Optional.of(Instant.now()),
                                            current.tag(),
                                            current.gzipTag())))),
            fault("refusal-stores-the-media-type")
                    .says("A refused PUT leaves the content as it was and gives it the Content-Type of the request.")
                    .ofClass("F04")
                    .caughtBy("no-effect/metadata")
                    .as(refusing(
                            "PUT",
                            attempt -> kept(
                                    attempt,
                                    current -> new Version(
                                            new Content(
                                                    current.content().octets(),
                                                    attempt.request()
                                                            .value("Content-Type")
                                                            .orElse(current.content()
                                                                    .type())),
                                            current.modified(),
                                            current.tag(),
                                            current.gzipTag())))),
            fault("patch-applies-one-operation-before-it-checks")
                    .says("A PATCH with a false If-Match is refused after its first operation was performed.")
                    .ofClass("F04")
                    .caughtBy("no-effect/patch-atomic")
                    .alsoBreaks(Breaks.FALSE_ON_PATCH)
                    .alsoBreaks(Breaks.EFFECT_OF_REFUSED)
                    .as(refusing("PATCH", attempt -> performed(firstOperation(attempt)))),
            fault("refused-delete-leaves-the-listing")
                    .says("A DELETE with a false If-Match takes the member out of the listing and leaves it in place.")
                    .ofClass("F04")
                    .caughtBy("no-effect/delete-side")
                    .as(EffectFaults::unlisting),
            fault("locks-out-after-fifty-refusals")
                    .says("After fifty refused requests no request with If-Match is let through to that resource.")
                    .ofClass("F04")
                    .caughtBy("no-effect/repeat-100")
                    .alsoBreaks("wire/keepalive-after-412", "race/progress", "race/412-truthful", "current-tag/chain")
                    .alsoBreaks("race/cas-linearizable", "race/counter")
                    .as(EffectFaults::lockingOut),
            fault("locks-out-after-five-writes")
                    .says(
                            "A resource takes five writes with If-Match, and from then on refuses each, whatever its tag.")
                    .ofClass("F04")
                    .caughtBy("current-tag/chain")
                    .alsoBreaks("wire/keepalive-after-412")
                    .alsoBreaks("etag/put-tag-usable")
                    .as(EffectFaults::wearingOut),
            fault("same-length-is-already-applied")
                    .says("A PUT with a false If-Match is answered 204 if its content is as long as the current one.")
                    .ofClass("F04")
                    .caughtBy("stale-tag/already-applied")
                    .alsoBreaks(Breaks.OLD_TAG_ON_PUT)
                    .alsoBreaks(Breaks.HALF_SENT)
                    .alsoBreaks(Breaks.RACES_OF_PUT)
                    .alsoBreaks(Breaks.FOREIGN_TAG_ON_PUT)
                    .alsoBreaks(Breaks.MALFORMED_ON_PUT)
                    .butNot("nego/gzip-old-tag-rejected", "nego/request-coding", "wire/large-stale", "wire/zero-length")
                    .alsoBreaks("race/create-im-star", "race/star-vs-delete", "stale-tag/not-false-success")
                    .as(refusing(
                            "PUT",
                            attempt -> sameLength(attempt)
                                    ? Outcome.unchanged(Answer.of(204))
                                    : Outcome.unchanged(attempt.refusal()))),
            fault("repeated-request-is-performed-again")
                    .says(
                            "A PATCH or POST that repeats the last one word for word is performed again on its spent tag.")
                    .ofClass("F04")
                    .caughtBy("stale-tag/already-applied-not-redone")
                    .as(EffectFaults::repeating),
            fault("refused-get-deletes")
                    .says("A GET with a false If-Match removes the resource.")
                    .ofClass("F04")
                    .caughtBy("method/get-safe")
                    .mayBreak("no-effect/content")
                    .as(onFalse(attempt -> attempt.request().method().equals("GET"), EffectFaults::removed)));

    private EffectFaults() {}

    private static Supplier<Habits> refusing(String method, Function<Attempt, Outcome> refusal) {
        return onFalse(attempt -> attempt.request().method().equals(method), refusal);
    }

    /** A refusal of its own kind, where If-Match is the condition that is false. */
    private static Supplier<Habits> onFalse(Predicate<Attempt> concerns, Function<Attempt, Outcome> refusal) {
        return () -> new Habits() {
            @Override
            public Outcome refuse(Attempt attempt) {
                return attempt.ifMatchIsFalse() && concerns.test(attempt)
                        ? refusal.apply(attempt)
                        : Habits.super.refuse(attempt);
            }
        };
    }

    private static Outcome performed(Attempt attempt) {
        return attempt.perform().saying(attempt.refusal());
    }

    private static Outcome swallowed(Attempt attempt) {
        return Outcome.unchanged(attempt.perform().answer());
    }

    private static Outcome later(Attempt attempt, Answer now) {
        IN_A_SECOND.execute(() -> attempt.items()
                .atomically(
                        attempt.resource().name(),
                        current -> attempt.with(attempt.request(), current).perform()));
        return Outcome.unchanged(now);
    }

    private static Outcome removed(Attempt attempt) {
        attempt.items()
                .make(Outcome.removed(attempt.refusal(), attempt.resource().name())
                        .change()
                        .orElseThrow());
        return Outcome.unchanged(attempt.refusal());
    }

    private static Outcome touched(Attempt attempt, Function<Version, Content> content) {
        return kept(
                attempt,
                current -> attempt.items()
                        .next(attempt.resource().name(), attempt.resource().current(), content.apply(current)));
    }

    /** A refusal that leaves another version of what exists. */
    private static Outcome kept(Attempt attempt, Function<Version, Version> other) {
        return attempt.resource()
                .current()
                .map(current ->
                        Outcome.changed(attempt.refusal(), attempt.resource().name(), other.apply(current)))
                .orElse(Outcome.unchanged(attempt.refusal()));
    }

    private static boolean sameLength(Attempt attempt) {
        return attempt.resource()
                .current()
                .filter(current ->
                        current.content().octets().length == attempt.request().content().length)
                .isPresent();
    }

    private static Habits truncating() {
        return new Habits() {
            @Override
            public byte[] receive(Request head, InputStream content, Items items) throws IOException {
                if (head.method().equals("PUT")) {
                    String name = Place.at(head.path()).name();
                    items.read(name).ifPresent(current -> items.make(emptied(name, current)));
                }
                return Habits.super.receive(head, content, items);
            }
        };
    }

    private static Outcome.Change emptied(String name, Version current) {
        Content empty = current.content().withOctets(new byte[0]);
        return new Outcome.Change(
                name, Optional.of(new Version(empty, current.modified(), current.tag(), current.gzipTag())));
    }

    /** The same patch without all but its first operation, or its first member. */
    private static Attempt firstOperation(Attempt attempt) {
        try {
            JsonNode patch = JSON.readTree(attempt.request().content());
            JsonNode first = patch.isArray()
                    ? JSON.createArrayNode().add(patch.path(0))
                    : JSON.createObjectNode()
                            .setAll(Map.ofEntries(patch.properties().iterator().next()));
            Request shorter = attempt.request().with(JSON.writeValueAsBytes(first), List.of());
            return attempt.with(shorter, attempt.resource().current());
        } catch (IOException notJson) {
            return attempt;
        }
    }

    private static Habits unlisting() {
        Set<String> hidden = ConcurrentHashMap.newKeySet();
        return new Habits() {
            @Override
            public boolean lists(String name) {
                return !hidden.contains(name);
            }

            @Override
            public Outcome refuse(Attempt attempt) {
                if (!attempt.request().method().equals("DELETE") || !attempt.ifMatchIsFalse()) {
                    return Habits.super.refuse(attempt);
                }
                hidden.add(attempt.resource().name());
                Items items = attempt.items();
                Version listing = items.next(Items.COLLECTION, items.read(Items.COLLECTION), items.listing());
                return Outcome.changed(attempt.refusal(), Items.COLLECTION, listing);
            }
        };
    }

    private static Habits lockingOut() {
        Map<String, Integer> refusals = new ConcurrentHashMap<>();
        return new Habits() {
            @Override
            public Optional<Boolean> ifMatch(Request request, Resource resource) {
                boolean lockedOut = refusals.getOrDefault(resource.name(), 0) >= 50;
                return Habits.super.ifMatch(request, resource).map(holds -> holds && !lockedOut);
            }

            @Override
            public Outcome refuse(Attempt attempt) {
                refusals.merge(attempt.resource().name(), 1, Integer::sum);
                return Habits.super.refuse(attempt);
            }
        };
    }

    private static Habits wearingOut() {
        Map<String, Integer> writes = new ConcurrentHashMap<>();
        return new Habits() {
            @Override
            public Optional<Boolean> ifMatch(Request request, Resource resource) {
                boolean wornOut = !request.reads() && writes.getOrDefault(resource.name(), 0) >= 5;
                return Habits.super.ifMatch(request, resource).map(holds -> holds && !wornOut);
            }

            @Override
            public Outcome perform(Attempt attempt) {
                if (!attempt.request().reads() && attempt.request().has("If-Match")) {
                    writes.merge(attempt.resource().name(), 1, Integer::sum);
                }
                return Habits.super.perform(attempt);
            }
        };
    }

    private static Habits repeating() {
        Map<String, Request> last = new ConcurrentHashMap<>();
        return new Habits() {
            @Override
            public Outcome perform(Attempt attempt) {
                if (!attempt.request().reads()) {
                    last.put(attempt.resource().name(), attempt.request());
                }
                return Habits.super.perform(attempt);
            }

            @Override
            public Outcome refuse(Attempt attempt) {
                Request before = last.get(attempt.resource().name());
                return before != null && repeats(before, attempt.request())
                        ? attempt.perform()
                        : Habits.super.refuse(attempt);
            }
        };
    }

    private static boolean repeats(Request before, Request now) {
        return Set.of("PATCH", "POST").contains(now.method())
                && before.method().equals(now.method())
                && before.value("If-Match").equals(now.value("If-Match"))
                && Arrays.equals(before.content(), now.content());
    }
}
