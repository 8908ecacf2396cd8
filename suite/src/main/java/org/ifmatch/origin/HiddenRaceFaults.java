package org.ifmatch.origin;

import static org.ifmatch.origin.Fault.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Gaps between check and write that are narrow, or open only where a hurried test does not look. */
final class HiddenRaceFaults {

    /** A PUT is taken for large from so many octets on. */
    private static final int LARGE = 64 * 1024;
    /** A resource that nobody wrote to for so long is a quiet one. */
    private static final Duration QUIET = Duration.ofMillis(50);

    private static final int NOW_AND_THEN = 7;

    static final List<Fault> ALL = List.of(
            gap("busy-for-a-millisecond", "A write is judged, then performed a busy millisecond later.")
                    .alsoBreaks(RaceFaults.TWO_WINNERS)
                    .as(apart((request, quiet) -> true, () -> spin(Duration.ofMillis(1)))),
            gap("busy-for-a-tenth-of-a-millisecond", "A write is judged, then performed 100 busy microseconds later.")
                    .alsoBreaks(RaceFaults.TWO_WINNERS)
                    .as(apart((request, quiet) -> true, () -> spin(Duration.ofNanos(100_000)))),
            gap("busy-for-ten-microseconds", "A write is judged, then performed ten busy microseconds later.")
                    .alsoBreaks(RaceFaults.TWO_WINNERS)
                    .as(apart((request, quiet) -> true, () -> spin(Duration.ofNanos(10_000)))),
            gap("busy-for-five-milliseconds", "A write is judged, then performed five busy milliseconds later.")
                    .alsoBreaks(RaceFaults.TWO_WINNERS)
                    .as(apart((request, quiet) -> true, () -> spin(Duration.ofMillis(5)))),
            gap(
                            "asleep-for-a-tenth-of-a-millisecond",
                            "A write is judged, then performed after a sleep of 100 microseconds.")
                    .alsoBreaks(RaceFaults.TWO_WINNERS)
                    .as(apart((request, quiet) -> true, () -> RaceFaults.pause(Duration.ofNanos(100_000)))),
            gap("asleep-for-a-millisecond", "A write is judged, then performed after a sleep of a millisecond.")
                    .alsoBreaks(RaceFaults.TWO_WINNERS)
                    .as(apart((request, quiet) -> true, () -> RaceFaults.pause(Duration.ofMillis(1)))),
            gap("check-then-act-for-a-list", "A PUT whose If-Match lists several tags is judged, then performed later.")
                    .alsoBreaks(RaceFaults.TWO_WINNERS)
                    .as(apart((request, quiet) -> lists(request), HiddenRaceFaults::sleep)),
            gap("check-then-act-for-large-content", "A PUT of 64 KiB or more is judged, then performed later.")
                    .alsoBreaks(RaceFaults.TWO_WINNERS)
                    .alsoBreaks("race/no-torn-read")
                    .as(apart((request, quiet) -> request.content().length >= LARGE, HiddenRaceFaults::sleep)),
            gap("check-then-act-now-and-then", "Of seven writes one is judged, then performed later.")
                    .alsoBreaks(RaceFaults.TWO_WINNERS)
                    .as(apart((request, quiet) -> request.number() % NOW_AND_THEN == 0, HiddenRaceFaults::sleep)),
            gap(
                            "check-then-act-after-a-quiet-spell",
                            "A write to what nobody wrote to for 50 milliseconds is judged, then performed later.")
                    .alsoBreaks(RaceFaults.TWO_WINNERS)
                    .as(apart((request, quiet) -> quiet, HiddenRaceFaults::sleep)));

    private HiddenRaceFaults() {}

    private static Fault.Draft gap(String label, String says) {
        return fault(label).says(says).ofClass("F03").caughtBy("race/single-winner");
    }

    /** Which writes have the gap. */
    private interface Concerns {
        boolean has(Request request, boolean quiet);
    }

    private static boolean lists(Request request) {
        return request.lines("If-Match").stream().anyMatch(value -> value.contains(","));
    }

    private static void sleep() {
        RaceFaults.pause(RaceFaults.WINDOW);
    }

    private static void spin(Duration duration) {
        long until = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    private static Supplier<Habits> apart(Concerns concerns, Runnable gap) {
        return () -> {
            Map<String, Long> written = new ConcurrentHashMap<>();
            return new Habits() {
                @Override
                public void changed(String name, Optional<Version> before, Optional<Version> after) {
                    written.put(name, System.nanoTime());
                }

                @Override
                public Answer commit(
                        Request request, Items items, String name, Function<Optional<Version>, Outcome> step) {
                    long last = written.getOrDefault(name, System.nanoTime());
                    boolean quiet = System.nanoTime() - last > QUIET.toNanos();
                    if (!request.method().equals("PUT") || !concerns.has(request, quiet)) {
                        return Habits.super.commit(request, items, name, step);
                    }
                    Outcome outcome = step.apply(items.read(name));
                    if (outcome.change().isPresent()) {
                        gap.run();
                        items.make(outcome.change().get());
                    }
                    return outcome.answer();
                }
            };
        };
    }
}
