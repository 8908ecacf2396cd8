package org.ifmatch.http;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Connections that stand open side by side, so that requests can be under way at the same time. Each request is sent once,
 * exactly as it is written; whatever a target does wrong ends in an {@link Exchange.Trouble}, within named limits.
 */
public interface Lanes extends AutoCloseable {

    /** How many there are at most. */
    int MOST = 32;

    /**
     * Sends all requests, each on a lane of its own, up to the last octet of their header sections, then releases that octet
     * and the content of all of them together.
     */
    Salvo together(List<Request> requests, Release release);

    /** Sends one request on this lane, whole; each lane may be used by one thread at a time. */
    Exchange alone(int lane, Request request);

    /**
     * How many connections the target lets stand open at once, up to {@link #MOST}: they are opened one after another, nothing
     * is sent on them, and the first that does not stand within this time ends it. A server with a short queue drops who comes
     * when it is full, and whoever waits for all before releasing any would wait for ever.
     */
    int room(URI target, Duration within);

    /** Opens every connection anew for its next request, where the target cannot serve several that stay open. */
    void withoutReuse();

    @Override
    void close();
}
