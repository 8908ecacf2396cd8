package org.ifmatch.http;

import java.util.Optional;

/**
 * One request and what became of it, with every octet both ways and the times at the socket.
 *
 * @param request what was to be sent
 * @param response the final answer, if a whole one came
 * @param trouble why no whole answer came
 * @param sent the octets that went into the socket
 * @param received the octets that came out of it, interim answers included
 * @param times when, on this process's monotonic clock
 */
public record Exchange(
        Request request,
        Optional<Response> response,
        Optional<Trouble> trouble,
        byte[] sent,
        byte[] received,
        Times times) {

    /** In octets: a larger request that went out as it was meant is not kept twice, for a run keeps thousands of exchanges. */
    private static final int LARGE = 64 * 1024;

    private static final byte[] ALL_OF_THE_REQUEST = new byte[0];

    public Exchange {
        if (sent.length > LARGE && request.isWhollyIn(sent)) {
            sent = ALL_OF_THE_REQUEST;
        }
    }

    /** The octets that went into the socket. Made anew at each call where they are many: for their number ask for that. */
    @Override
    public byte[] sent() {
        return sent == ALL_OF_THE_REQUEST ? request.octets() : sent;
    }

    /** How many octets went into the socket. */
    public int sentLength() {
        return sent == ALL_OF_THE_REQUEST ? request.length() : sent.length;
    }

    /** Nanoseconds of {@link System#nanoTime()}: connecting, first octet sent, first octet received, end. */
    public record Times(long begun, long sent, long answered, long ended) {
        public long tookNanos() {
            return ended - begun;
        }
    }

    /** What kept an answer away, with a sentence for a person. */
    public record Trouble(Kind kind, String says) {
        public enum Kind {
            NOT_CONNECTED,
            TIMEOUT,
            CLOSED,
            MALFORMED,
            TOO_LARGE
        }
    }

    /** The status of the final answer, or 0 where none came. */
    public int status() {
        return response.map(Response::status).orElse(0);
    }

    /** The answer is of HTTP/1.0, whose connections end with it unless it says otherwise. */
    public boolean isHttp10() {
        return new String(received, java.nio.charset.StandardCharsets.ISO_8859_1).startsWith("HTTP/1.0 ");
    }

    public boolean succeeded() {
        return response.map(Response::isSuccess).orElse(false);
    }

    /** What was answered, for a sentence: "412 Precondition Failed", or why there was no answer. */
    public String answer() {
        return response.map(Response::toString)
                .orElseGet(() -> trouble.map(Trouble::says).orElse("no answer"));
    }

    /** What became of it, as the rest of a sentence: "was answered 404 Not Found", "came to nothing: ..." */
    public String fate() {
        return (response.isPresent() ? "was answered " : "came to nothing: ") + answer();
    }

    @Override
    public String toString() {
        return request + " -> " + answer();
    }
}
