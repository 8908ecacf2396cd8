package org.ifmatch.observe;

import java.util.Optional;
import org.ifmatch.http.Request;

/**
 * How a request goes over its connection where that matters: in chunks, as HTTP/1.0, in halves, after another one. An attempt and
 * its controls go in the same manner.
 *
 * @param name in words, one for each manner: controls are made once for each of them
 * @param way what is done on the connection
 * @param ofTwins the manner in which the controls go, where it is another: an upload that is broken off proves nothing by itself
 * @param usualTwins whether the controls go as usual
 */
public record Manner(String name, Way way, Optional<Manner> ofTwins, boolean usualTwins) {

    public Manner(String name, Way way) {
        this(name, way, Optional.empty(), false);
    }

    /** The same, with controls that go in another manner. */
    public Manner withTwins(Manner other) {
        return new Manner(name, way, Optional.of(other), false);
    }

    /** The same, with controls that go as usual. */
    public Manner withUsualTwins() {
        return new Manner(name, way, Optional.empty(), true);
    }

    /** The manner of the controls, where it is not the usual one. */
    Optional<Manner> twins() {
        return usualTwins ? Optional.empty() : Optional.of(ofTwins.orElse(this));
    }

    /** Sends a request in some manner and listens for what it is answered. */
    @FunctionalInterface
    public interface Way {

        /**
         * @param usual the request as it would be sent as a whole
         * @return the request that was sent in its place, and whose answer counts
         */
        Request say(Dialogue dialogue, Request usual);
    }
}
