package org.ifmatch.http;

import java.time.Duration;
import java.util.Objects;

/**
 * In which way requests are released together. No way is best: a gap that one never meets is met by another every time, since
 * it depends on which processor the server's threads wake up on, and when.
 *
 * @param way who writes the last octets
 * @param settle how long the server may sleep between the first octets of a request and its last
 * @param stagger how much later than the one before it each request is released
 */
public record Release(Way way, Duration settle, Duration stagger) {

    /** Who writes the last octets. */
    public enum Way {
        /** One thread, connection by connection. */
        ONE_THREAD("one thread"),
        /** Two threads that wait spinning, with half of the connections each. */
        TWO_SPINNING("two spinning threads"),
        /** A thread for each connection, behind a barrier. */
        A_THREAD_EACH("a thread each");

        private final String words;

        Way(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public Release {
        Objects.requireNonNull(way, "way");
        Objects.requireNonNull(settle, "settle");
        Objects.requireNonNull(stagger, "stagger");
    }

    public static Release by(Way way) {
        return new Release(way, Duration.ZERO, Duration.ZERO);
    }
}
