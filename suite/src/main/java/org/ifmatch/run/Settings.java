package org.ifmatch.run;

import java.time.Duration;
import java.util.Optional;
import org.ifmatch.report.Patterns;

/**
 * How an examination is made, whatever its target.
 *
 * @param only the rules that are looked at
 * @param seed from which names, nonces and made-up tags come; it is printed, so that a run can be made again
 * @param workers how many requests may be under way at once, 1 to {@value #MOST_WORKERS}
 * @param maxRequests the ceiling on requests, where it is to be another than the target's own
 * @param raceSeconds how long all races together may take
 * @param search how long properties look
 */
public record Settings(
        Patterns only, long seed, int workers, Optional<Integer> maxRequests, int raceSeconds, Search search) {

    /**
     * How long properties look for what nobody scripted.
     *
     * @param tries cases of each property; where it is given, time is no bound
     * @param lasting how long all properties together look at a target that answers fast
     */
    public record Search(Optional<Integer> tries, Duration lasting) {

        public static final int USUAL_SECONDS = 5;

        public static Search usual() {
            return new Search(Optional.empty(), Duration.ofSeconds(USUAL_SECONDS));
        }
    }

    /** Connections that are open to one target at most. */
    public static final int MOST_WORKERS = 32;

    public static final int USUAL_WORKERS = 4;

    public static final int USUAL_RACE_SECONDS = 10;

    public Settings(Patterns only, long seed, int workers, Optional<Integer> maxRequests) {
        this(only, seed, workers, maxRequests, USUAL_RACE_SECONDS);
    }

    public Settings(Patterns only, long seed, int workers, Optional<Integer> maxRequests, int raceSeconds) {
        this(only, seed, workers, maxRequests, raceSeconds, Search.usual());
    }

    /** The patterns by which rules were chosen; empty where all are looked at. */
    public Optional<String> chosen() {
        return only.equals(Patterns.all()) ? Optional.empty() : Optional.of(only.toString());
    }

    public static Settings usual() {
        return new Settings(Patterns.all(), System.nanoTime() & 0x7FFFFFFFL, USUAL_WORKERS, Optional.empty());
    }
}
