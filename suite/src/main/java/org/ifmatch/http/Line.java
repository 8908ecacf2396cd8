package org.ifmatch.http;

import java.time.Duration;
import java.util.Optional;

/**
 * One connection to a target in hand: octets go out in parts, and answers are waited for one by one, interim ones too. Nothing is
 * thrown for what a target does wrong; every wait has a limit.
 */
public interface Line extends AutoCloseable {

    /** Opens lines. A connection that cannot be made is a line on which nothing is heard but its end. */
    @FunctionalInterface
    interface Opener {
        Line open(java.net.URI url);
    }

    /**
     * Sends octets as they stand, in one write where they are few. The record keeps the array: nobody may change it afterwards.
     *
     * @return whether all of them went out; where not, there may still be an answer to hear
     */
    boolean send(byte[] octets);

    /**
     * Waits for the next answer.
     *
     * @param method of the request to which it is due, since an answer to HEAD has no content
     * @param patience until its first octet; what has begun may take as long as the target's limit for answers says
     */
    Heard hear(String method, Duration patience);

    /** Sends nothing more (FIN), and can still hear. */
    void finish();

    /** Breaks the connection off (RST). */
    void reset();

    /** Closes it in order. */
    @Override
    void close();

    /**
     * What came of a wait.
     *
     * @param answer interim or final, where one came
     * @param octets of that answer, or those that are no answer
     * @param says what came instead of an answer, as the rest of a sentence; empty where one came
     */
    record Heard(Kind kind, Optional<Response> answer, byte[] octets, String says) {

        /** ANSWER and NOTHING leave the connection as it is; after all others nothing more will be heard. */
        public enum Kind {
            ANSWER,
            /** Nothing came in that time. */
            NOTHING,
            /** The target ended it in order. */
            CLOSED,
            /** The target broke it off. */
            RESET,
            /** What came is no answer. */
            UNREADABLE,
            /** An answer began and did not end, or there was never a connection. */
            GIVEN_UP
        }

        public static Heard of(Response answer, byte[] octets) {
            return new Heard(Kind.ANSWER, Optional.of(answer), octets, "");
        }

        public static Heard without(Kind kind, byte[] octets, String says) {
            return new Heard(kind, Optional.empty(), octets, says);
        }

        public boolean isEnd() {
            return kind != Kind.ANSWER && kind != Kind.NOTHING;
        }
    }
}
