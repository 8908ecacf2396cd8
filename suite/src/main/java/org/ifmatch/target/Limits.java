package org.ifmatch.target;

import java.time.Duration;

/**
 * How long the suite waits for a target, how much it reads, and how much it asks.
 *
 * @param connect until a connection stands
 * @param answer until an answer is complete
 * @param headerOctets the size of a header section, in octets
 * @param bodyOctets the size of content, in octets
 * @param requests how many requests one examination makes at most
 * @param late how long a refused write is watched for an effect that comes late
 */
public record Limits(Duration connect, Duration answer, int headerOctets, int bodyOctets, int requests, Duration late) {

    /** The same with another wait for an answer. */
    public Limits answeringWithin(Duration other) {
        return new Limits(connect, other, headerOctets, bodyOctets, requests, late);
    }

    /** What holds where the file says nothing. */
    public static final Limits DEFAULT = new Limits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            256 * 1024,
            64 * 1024 * 1024,
            200_000,
            Duration.ofSeconds(3));
}
