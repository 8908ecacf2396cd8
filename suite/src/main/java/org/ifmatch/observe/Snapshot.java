package org.ifmatch.observe;

import java.util.List;
import java.util.Optional;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Response;

/**
 * A resource as a GET on a connection of its own showed it (catalogue §0.2, SNAP).
 *
 * @param exchange the GET
 * @param presence whether there is a representation
 * @param nonces the nonces of ours that its content shows, in order; they tell whose write it is
 * @param digest what tells the content's octets from others; of use only where a target stores verbatim
 */
public record Snapshot(Exchange exchange, Presence presence, List<String> nonces, String digest) {

    /** UNKNOWN: the GET was answered by neither 200 nor 404 or 410, or not at all. */
    public enum Presence {
        PRESENT,
        ABSENT,
        UNKNOWN
    }

    public Snapshot {
        nonces = List.copyOf(nonces);
    }

    public boolean isPresent() {
        return presence == Presence.PRESENT;
    }

    public boolean isAbsent() {
        return presence == Presence.ABSENT;
    }

    public boolean isKnown() {
        return presence != Presence.UNKNOWN;
    }

    public boolean shows(String nonce) {
        return nonces.contains(nonce);
    }

    /** The ETag field as it stands, where there is a representation. */
    public Optional<String> etag() {
        return isPresent() ? exchange.response().flatMap(Response::etag) : Optional.empty();
    }

    public Optional<String> field(String name) {
        return exchange.response().flatMap(r -> r.field(name));
    }

    /** Whether both show the same state: the same nonces, and the same octets where the target stores octets verbatim. */
    public boolean sameStateAs(Snapshot other, boolean verbatim) {
        return isKnown()
                && presence == other.presence
                && nonces.equals(other.nonces)
                && (!verbatim || digest.equals(other.digest));
    }
}
