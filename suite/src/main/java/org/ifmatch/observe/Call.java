package org.ifmatch.observe;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One operation of a history: a request on one resource and its answer, with the times at the socket.
 *
 * @param id its place in the history, 0 to n-1 in order of {@code call}
 * @param client who sent it; a client has one operation under way at a time, and after an unknown outcome it goes on under
 *     another number
 * @param method GET, PUT, DELETE, PATCH or POST
 * @param ifMatch the If-Match that was sent: {@code *} or one entity tag as it stands on the wire
 * @param ifNoneMatch the If-None-Match that was sent, likewise
 * @param status of the answer; 0 where none came
 * @param tag the ETag of the answer
 * @param version which state it wrote (PUT, PATCH, POST) or read (GET answered 200), told by the nonce in its content; empty
 *     where it wrote or read none
 * @param called when its last octet was sent, in nanoseconds on one monotonic clock
 * @param returned when its answer was there, on the same clock; empty where the outcome is unknown
 */
public record Call(
        int id,
        int client,
        String method,
        Optional<String> ifMatch,
        Optional<String> ifNoneMatch,
        int status,
        Optional<String> tag,
        Optional<String> version,
        long called,
        OptionalLong returned) {

    /** No answer, 202, 408 and 5xx: a write may have happened at any time after the call, or never. */
    public boolean isUnknown() {
        return status == 0 || status == 202 || status == 408 || status >= 500;
    }
}
