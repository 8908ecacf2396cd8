package org.ifmatch.observe;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.ifmatch.http.Release;
import org.ifmatch.http.Release.Way;

/** Draws the heats of a contest: the ways that mostly tell first, then all there are, by chance and a seed. */
final class Heats {

    /** Rounds after which the resource is looked at whatever the answers were. */
    private static final int LOOKED_AT_FIRST = 8;

    private static final int LOOK_EVERY = 8;
    private static final int LARGE_EVERY = 24;
    private static final int FIRST_LARGE = 12;
    private static final int QUIET_EVERY = 90;
    private static final int FIRST_QUIET = 30;
    /** Rounds without unusual forms, which find the wide gaps first; then each form has its turn before chance decides. */
    static final int PLAIN = 8;

    private static final int FORMS_IN_TURN = 6;

    private static final List<Duration> QUIET = List.of(Duration.ofMillis(60), Duration.ofMillis(300));

    private static final List<Integer> WRITERS = List.of(2, 2, 2, 3, 4, 8, 8, 16, 32);
    private static final List<Integer> SETTLES_MICROS = List.of(0, 0, 0, 0, 30, 200, 1000);
    private static final List<Integer> STAGGERS_MICROS = List.of(0, 0, 0, 0, 2, 5, 20, 100, 400);

    private final Random random;
    private int number;

    Heats(long seed) {
        random = new Random(seed);
    }

    Heat next() {
        int n = number++;
        boolean large = n % LARGE_EVERY == FIRST_LARGE;
        boolean quiet = n % QUIET_EVERY == FIRST_QUIET;
        return new Heat(
                n,
                n < 4 ? List.of(8, 2, 4, 16).get(n) : pick(WRITERS),
                n < 4 ? first(n) : drawn(),
                large,
                quiet ? pick(QUIET) : Duration.ZERO,
                n < LOOKED_AT_FIRST || large || n % LOOK_EVERY == 0,
                draw(n));
    }

    private int draw(int n) {
        int draw = random.nextInt(1 << 16);
        boolean inTurn = n >= PLAIN && n < PLAIN + FORMS_IN_TURN;
        return inTurn ? draw - draw % FORMS_IN_TURN + (n - PLAIN) : draw;
    }

    private static Release first(int n) {
        return switch (n) {
            case 1 -> Release.by(Way.TWO_SPINNING);
            case 2 -> Release.by(Way.A_THREAD_EACH);
            default -> Release.by(Way.ONE_THREAD);
        };
    }

    private Release drawn() {
        Way way = pick(List.of(Way.TWO_SPINNING, Way.TWO_SPINNING, Way.ONE_THREAD, Way.ONE_THREAD, Way.A_THREAD_EACH));
        return new Release(way, micros(pick(SETTLES_MICROS)), micros(pick(STAGGERS_MICROS)));
    }

    private static Duration micros(int micros) {
        return Duration.ofNanos(micros * 1000L);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
