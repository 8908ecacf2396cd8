package org.ifmatch.origin;

import static org.ifmatch.origin.Fault.fault;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
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
import java.util.function.UnaryOperator;

/** A write is judged on one state and performed on another (RFC 9110 §13.1.1). */
final class RaceFaults {
    /** How long a fault keeps the door open between two steps that should be one. */
    static final Duration WINDOW = Duration.ofMillis(5);

    private static final Executor SOON = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

    /** What two winners of one tag break. */
    static final List<String> TWO_WINNERS = List.of(
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
                    // What is sent again may be judged before the first is made.
                    .mayBreak("race/retry-unknown-outcome")
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
                    // What is put back by a refused write is there for the * of the next one.
                    .alsoBreaks("race/star-vs-delete")
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
                    .as(() -> refusingWhoMeet(WINDOW, request -> request.has("If-Match"), UnaryOperator.identity())),
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

    static void pause(Duration duration) {
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

    static Answer apart(Items items, String name, Function<Optional<Version>, Outcome> step, Duration window) {
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

    /** Of writes that meet, those that this concerns are refused with an answer made of the honest refusal. */
    static Habits refusingWhoMeet(Duration window, Predicate<Request> concerns, UnaryOperator<Answer> refused) {
        Map<String, AtomicInteger> writers = new ConcurrentHashMap<>();
        return new Habits() {
            @Override
            public Answer commit(Request request, Items items, String name, Function<Optional<Version>, Outcome> step) {
                AtomicInteger here = writers.computeIfAbsent(name, first -> new AtomicInteger());
                here.incrementAndGet();
                try {
                    pause(window);
                    return here.get() > 1 && concerns.test(request)
                            ? refused.apply(refusal(request, new Resource(name, items.read(name))))
                            : Habits.super.commit(request, items, name, step);
                } finally {
                    // Late enough for those who came second to see that they were not alone.
                    pause(window);
                    here.decrementAndGet();
                }
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
