package org.ifmatch.origin;

import static org.ifmatch.origin.Fault.fault;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A request is judged on one state and performed on another, or a state is seen that never was (RFC 9110 §13.1.1). */
final class RaceFaults {

    /** How long a fault keeps the door open between two steps that should be one. */
    private static final Duration WINDOW = Duration.ofMillis(5);

    /** In octets: what is shorter is written in one go even by a fault that writes in place. */
    private static final int LARGE = 64 * 1024;

    private static final Executor SOON = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

    /** What two winners of one tag break. */
    private static final List<String> TWO_WINNERS = List.of(
            "race/single-winner",
            "race/winner-content",
            "race/loser-status",
            "race/put-delete",
            "race/mixed-unconditional",
            "race/cas-linearizable",
            "race/tag-chain",
            "race/counter",
            "race/two-slow",
            "race/star-vs-delete",
            "race/create-im-star",
            "race/create-inm-star",
            "race/delete-recreate-delete",
            "race/patch-patch",
            "race/post-append",
            "race/collection-etag",
            "race/read-your-writes",
            "race/version-monotonic");

    static final List<Fault> ALL = List.of(
            fault("check-then-act")
                    .says("A write is judged, then performed, with nothing to keep another from coming between.")
                    .ofClass("F03")
                    .caughtBy("race/single-winner")
                    .alsoBreaks(TWO_WINNERS)
                    .as(inTwoSteps(request -> true, Duration.ZERO)),
            fault("check-then-act-with-a-pause")
                    .says("A write is judged, then performed five milliseconds later.")
                    .ofClass("F03")
                    .caughtBy("race/single-winner")
                    .alsoBreaks(TWO_WINNERS)
                    .as(inTwoSteps(request -> true, WINDOW)),
            fault("delete-checks-then-acts")
                    .says("A DELETE is judged, then removes whatever is there by then.")
                    .ofClass("F03")
                    .caughtBy("race/delete-recreate-delete")
                    .alsoBreaks("race/put-delete", "race/delete-delete", "race/cas-linearizable")
                    .as(inTwoSteps(request -> request.method().equals("DELETE"), WINDOW)),
            fault("patch-checks-then-acts")
                    .says("A PATCH is judged and worked out, then stored over whatever is there by then.")
                    .ofClass("F03")
                    .caughtBy("race/patch-patch")
                    .alsoBreaks("race/cas-linearizable", "race/mixed-unconditional")
                    .as(inTwoSteps(request -> request.method().equals("PATCH"), WINDOW)),
            fault("append-checks-then-acts")
                    .says("A POST to a member is judged and worked out, then stored over whatever is there by then.")
                    .ofClass("F03")
                    .caughtBy("race/post-append")
                    .as(inTwoSteps(
                            request -> request.method().equals("POST")
                                    && !request.path().equals(Place.COLLECTION),
                            WINDOW)),
            fault("collection-post-checks-then-acts")
                    .says("A POST to the collection is judged, then performed though the collection has changed.")
                    .ofClass("F03")
                    .caughtBy("race/collection-etag")
                    .as(inTwoSteps(
                            request -> request.method().equals("POST")
                                    && request.path().equals(Place.COLLECTION),
                            WINDOW)),
            fault("create-checks-then-acts")
                    .says("A PUT with If-None-Match: * is judged, then replaces what another has created by then.")
                    .ofClass("F03")
                    .caughtBy("race/create-inm-star")
                    .alsoBreaks("race/cas-linearizable", "race/delete-recreate-delete", "race/loser-status")
                    .as(inTwoSteps(request -> request.has("If-None-Match"), WINDOW)),
            fault("star-checks-then-acts")
                    .says("A PUT with If-Match: * is judged, then brings back what another has deleted by then.")
                    .ofClass("F03")
                    .caughtBy("race/star-vs-delete")
                    .alsoBreaks("race/cas-linearizable", "race/create-im-star")
                    .as(inTwoSteps(request -> request.value("If-Match").equals(Optional.of("*")), WINDOW)),
            fault("judged-on-arrival-only")
                    .says("If-Match is judged when the header section has arrived, and not again after the content.")
                    .ofClass("F03")
                    .caughtBy("race/slow-body")
                    .alsoBreaks(TWO_WINNERS)
                    .alsoBreaks("race/slow-body-overtaken-by-delete", "race/expect-gap", "race/two-slow")
                    .as(() -> onArrival()),
            fault("deleted-under-the-upload-is-created-again")
                    .says("A PUT whose target was deleted while its content arrived creates it again.")
                    .ofClass("F03")
                    .caughtBy("race/slow-body-overtaken-by-delete")
                    .alsoBreaks("race/put-delete", "race/star-vs-delete", "race/cas-linearizable")
                    .as(RaceFaults::recreating),
            fault("loser-is-refused-and-applied")
                    .says("A write that is overtaken is answered 412 and performed after the winner's.")
                    .ofClass("F03")
                    .caughtBy("race/winner-content")
                    .alsoBreaks("race/412-then-own-write-visible", "race/slow-body", "race/expect-gap")
                    .alsoBreaks("race/cas-linearizable", "race/tag-chain", "race/counter", "race/two-slow")
                    .alsoBreaks("race/single-winner", "race/patch-patch", "race/put-delete", "no-effect/deferred")
                    .alsoBreaks("race/slow-body-overtaken-by-delete", "race/delete-recreate-delete")
                    .as(() -> overtaken(attempt -> attempt.perform().saying(attempt.refusal()))),
            fault("loser-is-answered-500")
                    .says("A write that is overtaken is answered 500.")
                    .ofClass("F18")
                    .caughtBy("race/loser-status")
                    .alsoBreaks("stale-tag/status-exact")
                    .as(() -> overtaken(
                            attempt -> Outcome.unchanged(attempt.refusal().as(500)))),
            fault("writers-refuse-each-other")
                    .says("Of writes that meet none is performed, and each is answered that its tag is out of date.")
                    .ofClass("F03")
                    .caughtBy("race/412-truthful")
                    .alsoBreaks("race/progress", "race/cas-linearizable")
                    .as(RaceFaults::refusingEachOther),
            fault("reads-lag-behind")
                    .says("For a fifth of a second after a write GET and HEAD show what was there before.")
                    .ofClass("F03")
                    .caughtBy("race/read-your-writes")
                    .alsoBreaks("race/cas-linearizable", "race/winner-content", "race/counter", "etag/put-honest")
                    .alsoBreaks("race/version-monotonic", "etag/patch-tag", "etag/rapid-same-size")
                    .alsoBreaks("etag/post-create-tag", "current-tag/chain", "etag/head-agrees")
                    .as(() -> lagging(request -> true, Duration.ofMillis(200))),
            fault("every-other-read-lags-behind")
                    .says("Every other GET or HEAD shows what was there a tenth of a second ago.")
                    .ofClass("F03")
                    .caughtBy("race/version-monotonic")
                    .alsoBreaks("race/read-your-writes", "race/cas-linearizable", "race/winner-content", "race/counter")
                    .alsoBreaks("etag/put-honest", "etag/patch-tag", "etag/head-agrees", "etag/rapid-same-size")
                    .alsoBreaks("current-tag/chain", "etag/changes-with-content")
                    .as(() -> lagging(request -> request.number() % 2 == 0, Duration.ofMillis(100))),
            fault("tag-and-content-are-read-apart")
                    .says("A GET reads the tag first and the content a moment later.")
                    .ofClass("F03")
                    .caughtBy("race/tag-body-consistent")
                    .alsoBreaks("race/tag-uniqueness-under-load", "race/counter", "race/cas-linearizable")
                    .alsoBreaks("etag/strong-means-octets", "race/no-torn-read", "race/tag-chain")
                    .as(RaceFaults::readingTwice),
            fault("content-is-replaced-in-place")
                    .says(
                            "For a moment after a write a GET of 64 KiB or more shows the new first half and the old second.")
                    .ofClass("F03")
                    .caughtBy("race/no-torn-read")
                    .alsoBreaks("race/tag-body-consistent", "race/patch-torn", "etag/strong-means-octets")
                    .alsoBreaks("etag/put-honest", "race/cas-linearizable", "no-effect/truncate")
                    .as(RaceFaults::replacingInPlace),
            fault("patch-is-seen-half-done")
                    .says("For a moment after a PATCH of two members a GET shows only the first of them changed.")
                    .ofClass("F03")
                    .caughtBy("race/patch-torn")
                    .alsoBreaks("race/tag-body-consistent", "race/read-your-writes", "race/cas-linearizable")
                    .as(RaceFaults::patchingInSteps),
            fault("two-writers-make-one-version")
                    .says("The tag counts versions, and two writers who meet both make the same next one.")
                    .ofClass("F03")
                    .caughtBy("race/tag-uniqueness-under-load")
                    .alsoBreaks(TWO_WINNERS)
                    .alsoBreaks("race/tag-body-consistent", "foreign-tag/other-resource", "etag/strong-means-octets")
                    .as(RaceFaults::countingApart),
            fault("aborted-upload-keeps-its-lock")
                    .says("An upload that was broken off leaves the resource locked for ever.")
                    .ofClass("F03")
                    .caughtBy("race/aborted-slow")
                    .alsoBreaks("wire/aborted-upload-length", "wire/aborted-upload-chunked", "stale-tag/status-exact")
                    .as(RaceFaults::leavingLocks),
            fault("checked-when-queued")
                    .says("A PUT with If-Match is judged, answered 202, and performed later without another look.")
                    .ofClass("F03")
                    .caughtBy("race/async-202")
                    .alsoBreaks(TWO_WINNERS)
                    .alsoBreaks("stale-tag/put-same-tag-replayed", "current-tag/chain", "wire/pipeline")
                    .alsoBreaks("etag/put-tag-usable", "race/slow-body", "race/two-slow")
                    .as(RaceFaults::queueing));

    private RaceFaults() {}

    private static void pause(Duration duration) {
        if (!duration.isZero()) {
            LockSupport.parkNanos(duration.toNanos());
        }
    }

    /** Writes that are judged on a state and made on whatever it has become. */
    private static Supplier<Habits> inTwoSteps(Predicate<Request> concerns, Duration window) {
        return () -> new Habits() {
            @Override
            public Answer commit(Request request, Items items, String name, Function<Optional<Version>, Outcome> step) {
                return concerns.test(request)
                        ? apart(items, name, step, window)
                        : Habits.super.commit(request, items, name, step);
            }
        };
    }

    private static Answer apart(Items items, String name, Function<Optional<Version>, Outcome> step, Duration window) {
        Outcome outcome = step.apply(items.read(name));
        if (outcome.change().isPresent()) {
            pause(window);
            items.make(outcome.change().get());
        }
        return outcome.answer();
    }

    private static Habits onArrival() {
        Map<Long, Resource> arrivals = new ConcurrentHashMap<>();
        return new JudgedOnArrival() {
            @Override
            public Map<Long, Resource> arrivals() {
                return arrivals;
            }

            @Override
            public Optional<Boolean> ifMatch(Request request, Resource resource) {
                return JudgedOnArrival.super.ifMatch(request, arrivals.get(request.number()));
            }
        };
    }

    private static Habits recreating() {
        Map<Long, Resource> arrivals = new ConcurrentHashMap<>();
        return new JudgedOnArrival() {
            @Override
            public Map<Long, Resource> arrivals() {
                return arrivals;
            }

            @Override
            public Optional<Boolean> ifMatch(Request request, Resource resource) {
                boolean gone = request.method().equals("PUT") && !resource.exists();
                Resource judged = gone ? arrivals.get(request.number()) : resource;
                return JudgedOnArrival.super.ifMatch(request, judged);
            }
        };
    }

    /** What becomes of a write whose If-Match was true when it arrived and is false by now. */
    private static Habits overtaken(Function<Attempt, Outcome> loser) {
        Map<Long, Resource> arrivals = new ConcurrentHashMap<>();
        return new JudgedOnArrival() {
            @Override
            public Map<Long, Resource> arrivals() {
                return arrivals;
            }

            @Override
            public Outcome refuse(Attempt attempt) {
                return attempt.ifMatchIsFalse() && heldOnArrival(attempt.request())
                        ? loser.apply(attempt)
                        : JudgedOnArrival.super.refuse(attempt);
            }
        };
    }

    private static Habits refusingEachOther() {
        Map<String, AtomicInteger> writers = new ConcurrentHashMap<>();
        return new Habits() {
            @Override
            public Answer commit(Request request, Items items, String name, Function<Optional<Version>, Outcome> step) {
                AtomicInteger here = writers.computeIfAbsent(name, first -> new AtomicInteger());
                here.incrementAndGet();
                try {
                    pause(WINDOW);
                    return here.get() > 1 && request.has("If-Match")
                            ? refusal(request, new Resource(name, items.read(name)))
                            : Habits.super.commit(request, items, name, step);
                } finally {
                    // Late enough for those who came second to see that they were not alone.
                    pause(WINDOW);
                    here.decrementAndGet();
                }
            }
        };
    }

    /** A state that was replaced, and when. */
    private record Replaced(Version version, Instant at) {
        boolean within(Duration past) {
            return at.plus(past).isAfter(Instant.now());
        }
    }

    private static Habits lagging(Predicate<Request> concerns, Duration lag) {
        Map<String, Replaced> replaced = new ConcurrentHashMap<>();
        return new Habits() {
            @Override
            public void changed(String name, Optional<Version> before, Optional<Version> after) {
                before.ifPresentOrElse(
                        version -> replaced.put(name, new Replaced(version, Instant.now())),
                        () -> replaced.remove(name));
            }

            @Override
            public Version shown(Request request, Resource resource) {
                Replaced last = replaced.get(resource.name());
                return last != null && last.within(lag) && concerns.test(request)
                        ? last.version()
                        : Habits.super.shown(request, resource);
            }
        };
    }

    private static Habits readingTwice() {
        Map<String, Version> latest = new ConcurrentHashMap<>();
        return new Habits() {
            @Override
            public void changed(String name, Optional<Version> before, Optional<Version> after) {
                after.ifPresentOrElse(version -> latest.put(name, version), () -> latest.remove(name));
            }

            @Override
            public Version shown(Request request, Resource resource) {
                Version first = Habits.super.shown(request, resource);
                pause(WINDOW);
                return first.showing(latest.getOrDefault(resource.name(), first).content());
            }
        };
    }

    private static Habits replacingInPlace() {
        return halfDone(Duration.ofMillis(20), (request, before, after) -> {
            if (after.octets().length < LARGE) {
                return after;
            }
            byte[] mixed = after.octets().clone();
            int half = mixed.length / 2;
            System.arraycopy(
                    before.octets(),
                    Math.min(half, before.octets().length),
                    mixed,
                    half,
                    Math.max(0, Math.min(mixed.length, before.octets().length) - half));
            return after.withOctets(mixed);
        });
    }

    private static Habits patchingInSteps() {
        return halfDone(Duration.ofMillis(20), (request, before, after) -> {
            if (!before.isJson() || !after.isJson() || Arrays.equals(before.octets(), after.octets())) {
                return after;
            }
            return HalfDone.firstMemberOnly(before, after);
        });
    }

    /** What is seen while one content takes the place of another. */
    interface Mixture {
        Content of(Request request, Content before, Content after);
    }

    private static Habits halfDone(Duration duration, Mixture mixture) {
        Map<String, Replaced> replaced = new ConcurrentHashMap<>();
        return new Habits() {
            @Override
            public void changed(String name, Optional<Version> before, Optional<Version> after) {
                before.ifPresent(version -> replaced.put(name, new Replaced(version, Instant.now())));
            }

            @Override
            public Version shown(Request request, Resource resource) {
                Version current = Habits.super.shown(request, resource);
                Replaced last = replaced.get(resource.name());
                return last != null && last.within(duration)
                        ? current.showing(mixture.of(request, last.version().content(), current.content()))
                        : current;
            }
        };
    }

    private static Habits countingApart() {
        Map<String, Long> last = new ConcurrentHashMap<>();
        return new Habits() {
            @Override
            public Optional<Tag> tag(Minting minting) {
                return Optional.of(Tag.strong(Long.toString(last.getOrDefault(minting.name(), 0L) + 1)));
            }

            @Override
            public boolean isCoded(Content content) {
                return false;
            }

            @Override
            public void changed(String name, Optional<Version> before, Optional<Version> after) {
                last.merge(name, 1L, Long::sum);
            }

            @Override
            public Answer commit(Request request, Items items, String name, Function<Optional<Version>, Outcome> step) {
                return apart(items, name, step, WINDOW);
            }
        };
    }

    private static Habits leavingLocks() {
        Set<String> locked = ConcurrentHashMap.newKeySet();
        return new Habits() {
            @Override
            public byte[] receive(Request head, InputStream content, Items items) throws IOException {
                try {
                    return Habits.super.receive(head, content, items);
                } catch (IOException brokenOff) {
                    locked.add(head.path());
                    throw brokenOff;
                }
            }

            @Override
            public Optional<Answer> normally(Request request, Resource resource) {
                return !request.reads() && locked.contains(request.path())
                        ? Optional.of(Answer.explained(423, "Somebody is writing here."))
                        : Habits.super.normally(request, resource);
            }
        };
    }

    private static Habits queueing() {
        return new Habits() {
            @Override
            public Outcome perform(Attempt attempt) {
                if (!attempt.request().method().equals("PUT")
                        || !attempt.request().has("If-Match")) {
                    return Habits.super.perform(attempt);
                }
                SOON.execute(() -> attempt.items()
                        .atomically(
                                attempt.resource().name(),
                                current ->
                                        attempt.with(attempt.request(), current).perform()));
                return Outcome.unchanged(Answer.of(202));
            }
        };
    }
}
