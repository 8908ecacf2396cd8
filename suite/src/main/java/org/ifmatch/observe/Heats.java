package org.ifmatch.observe;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.ifmatch.http.Release;
import org.ifmatch.http.Release.Way;

/**
 * Draws the heats of a contest: the ways that mostly tell first, then all there are, by chance and a seed. What costs much more
 * time than a round without it is kept rare, since a narrow gap is found by the number of rounds.
 */
final class Heats {

    /** Rounds after which the resource is looked at whatever the answers were. */
    private static final int LOOKED_AT_FIRST = 8;

    private static final int LOOK_EVERY = 8;
    private static final int LARGE_EVERY = 24;
    private static final int FIRST_LARGE = 12;
    /** The first round after a quiet spell; each further one has this factor times the number of the one before it. */
    private static final int FIRST_QUIET = 100;

    private static final int QUIET_FACTOR = 6;
    /** Rounds without unusual forms, which find the wide gaps first; then each form has its turn before chance decides. */
    static final int PLAIN = 8;

    private static final int FORMS_IN_TURN = 6;

    /** The shortest comes first. */
    private static final List<Duration> QUIET = List.of(Duration.ofMillis(60), Duration.ofMillis(300));

    private record Opening(Way way, int writers) {}

    /** What meets gaps of ten microseconds and more soonest; each way has its turn among the first four. */
    private static final List<Opening> FIRST = List.of(
            new Opening(Way.TWO_SPINNING, 8),
            new Opening(Way.TWO_SPINNING, 16),
            new Opening(Way.ONE_THREAD, 8),
            new Opening(Way.A_THREAD_EACH, 2),
            new Opening(Way.TWO_SPINNING, 3),
            new Opening(Way.TWO_SPINNING, 8));

    private static final List<Way> WAYS = List.of(
            Way.TWO_SPINNING,
            Way.TWO_SPINNING,
            Way.TWO_SPINNING,
            Way.ONE_THREAD,
            Way.ONE_THREAD,
            Way.ONE_THREAD,
            Way.A_THREAD_EACH);
    private static final List<Integer> WRITERS = List.of(2, 2, 2, 3, 4, 8, 8, 8, 8, 8, 16, 32);
    /** Large content of many writers takes so long to arrive that nothing is released together. */
    private static final List<Integer> WRITERS_OF_LARGE = List.of(2, 2, 3, 4, 8);

    private static final List<Integer> SETTLES_MICROS = List.of(0, 0, 0, 0, 0, 0, 0, 30, 30, 200, 1000);
    /** From the first release to the last. */
    private static final List<Integer> SPANS_MICROS = List.of(0, 0, 0, 0, 0, 0, 0, 0, 2, 5, 20, 60, 150, 400);

    private final Random random;
    private int number;
    private int nextQuiet = FIRST_QUIET;
    private int quietSpells;

    Heats(long seed) {
        random = new Random(seed);
    }

    Heat next() {
        int n = number++;
        boolean large = n % LARGE_EVERY == FIRST_LARGE;
        int writers = n < FIRST.size() ? FIRST.get(n).writers() : pick(large ? WRITERS_OF_LARGE : WRITERS);
        return new Heat(
                n,
                writers,
                n < FIRST.size() ? Release.by(FIRST.get(n).way()) : drawn(n, writers),
                large,
                quiet(n),
                n < LOOKED_AT_FIRST || large || n % LOOK_EVERY == 0,
                draw(n));
    }

    private Duration quiet(int n) {
        if (n != nextQuiet) {
            return Duration.ZERO;
        }
        nextQuiet *= QUIET_FACTOR;
        return QUIET.get(quietSpells++ % QUIET.size());
    }

    private int draw(int n) {
        int draw = random.nextInt(1 << 16);
        boolean inTurn = n >= PLAIN && n < PLAIN + FORMS_IN_TURN;
        return inTurn ? draw - draw % FORMS_IN_TURN + (n - PLAIN) : draw;
    }

    private Release drawn(int n, int writers) {
        Way way = pick(WAYS);
        Duration settle = micros(pick(SETTLES_MICROS));
        Duration stagger = micros(pick(SPANS_MICROS)).dividedBy(writers - 1);
        return n < PLAIN ? Release.by(way) : new Release(way, settle, stagger);
    }

    private static Duration micros(int micros) {
        return Duration.ofNanos(micros * 1000L);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
