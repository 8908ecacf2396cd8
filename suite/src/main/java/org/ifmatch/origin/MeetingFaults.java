package org.ifmatch.origin;

import static org.ifmatch.origin.Fault.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** Writes that are kept apart from some that come at the same time, and not from others (RFC 9110 §13.1.1). */
final class MeetingFaults {

    /** Longer than the start of a whole volley takes, so that all of its writers are there together. */
    private static final Duration LONG = Duration.ofMillis(10);

    static final List<Fault> ALL = List.of(
            fault("writers-who-meet-are-all-busy")
                    .says("Of writes that meet none is performed, and each is answered 409.")
                    .ofClass("F03")
                    .caughtBy("race/progress")
                    .as(() -> RaceFaults.refusingWhoMeet(
                            LONG, request -> true, honest -> Answer.explained(409, "Somebody else is writing here."))),
            fault("name-is-there-before-its-content")
                    .says("A PUT that creates makes an empty resource first, and gives it its content a moment later.")
                    .ofClass("F03")
                    .caughtBy("race/create-im-star")
                    .alsoBreaks("race/cas-linearizable")
                    .as(MeetingFaults::makingTheNameFirst),
            fault("plain-writes-pass-the-lock")
                    .says("A lock keeps writes with a condition apart, and those without one do not take it.")
                    .ofClass("F03")
                    .caughtBy("race/mixed-unconditional")
                    .alsoBreaks("race/cas-linearizable", "race/star-vs-delete")
                    .as(MeetingFaults::lockingConditions),
            fault("refused-delete-restores-what-it-found")
                    .says(
                            "A DELETE that is overtaken is rolled back to what was there when it came, which brings it back.")
                    .ofClass("F03")
                    .caughtBy("race/delete-delete")
                    .alsoBreaks("race/cas-linearizable")
                    .as(MeetingFaults::rollingBack));

    private MeetingFaults() {}

    private static Habits makingTheNameFirst() {
        return new Habits() {
            @Override
            public Answer commit(Request request, Items items, String name, Function<Optional<Version>, Outcome> step) {
                AtomicReference<Outcome.Change> content = new AtomicReference<>();
                Answer answer = items.atomically(name, current -> {
                    Outcome whole = step.apply(current);
                    if (current.isPresent()
                            || whole.change().isEmpty()
                            || !request.method().equals("PUT")) {
                        return whole;
                    }
                    content.set(whole.change().get());
                    String type = whole.change()
                            .get()
                            .becomes()
                            .orElseThrow()
                            .content()
                            .type();
                    Version empty = items.next(name, Optional.empty(), new Content(new byte[0], type));
                    return Outcome.changed(whole.answer(), name, empty);
                });
                if (content.get() != null) {
                    RaceFaults.pause(RaceFaults.WINDOW);
                    items.make(content.get());
                }
                return answer;
            }
        };
    }

    private static Habits lockingConditions() {
        Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
        return new Habits() {
            @Override
            public Answer commit(Request request, Items items, String name, Function<Optional<Version>, Outcome> step) {
                if (!request.has("If-Match") && !request.has("If-None-Match")) {
                    return Habits.super.commit(request, items, name, step);
                }
                ReentrantLock lock = locks.computeIfAbsent(name, first -> new ReentrantLock());
                lock.lock();
                try {
                    return RaceFaults.apart(items, name, step, RaceFaults.WINDOW);
                } finally {
                    lock.unlock();
                }
            }
        };
    }

    private static Habits rollingBack() {
        return new Habits() {
            @Override
            public Answer commit(Request request, Items items, String name, Function<Optional<Version>, Outcome> step) {
                if (!request.method().equals("DELETE")) {
                    return Habits.super.commit(request, items, name, step);
                }
                Optional<Version> found = items.read(name);
                RaceFaults.pause(RaceFaults.WINDOW);
                return items.atomically(name, current -> {
                    Outcome outcome = step.apply(current);
                    boolean isOvertaken = outcome.change().isEmpty() && current.isEmpty() && found.isPresent();
                    return isOvertaken ? Outcome.changed(outcome.answer(), name, found.get()) : outcome;
                });
            }
        };
    }
}
