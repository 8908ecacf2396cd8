package org.ifmatch.observe;

import java.util.List;
import java.util.Optional;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Response;

/**
 * One request on one resource, with what the resource was before and after it.
 *
 * @param what the case in words, such as "a PUT with the replaced tag"
 * @param method the request's method
 * @param intent what the request would do if it were performed
 * @param before the resource before
 * @param exchange the request and its answer
 * @param after the resource right after, polled until it rested where the target needs that
 * @param late the resource some time later, where it was watched for late effects
 * @param verbatim whether octets count as state, or nonces alone
 * @param controls the same request without its condition, and with a true one, on twin resources
 * @param story every exchange that brought the resource here, this one included: enough to do it all again by hand
 */
public record Attempt(
        String what,
        String method,
        Intent intent,
        Snapshot before,
        Exchange exchange,
        Snapshot after,
        Optional<Snapshot> late,
        boolean verbatim,
        Controls controls,
        List<Exchange> story) {

    public Attempt {
        story = List.copyOf(story);
    }

    public int status() {
        return exchange.status();
    }

    public Optional<Response> response() {
        return exchange.response();
    }

    public boolean succeeded() {
        return exchange.succeeded();
    }

    /** The effect as it stood right after the answer. */
    public Effect effect() {
        return effectSeenIn(after);
    }

    /** The effect as the last look showed it. */
    public Effect lateEffect() {
        return effectSeenIn(late.orElse(after));
    }

    private Effect effectSeenIn(Snapshot later) {
        if (!before.isKnown() || !later.isKnown()) {
            return Effect.UNKNOWN;
        }
        if (isRequestedStateOf(later)) {
            return isRequestedStateOf(before) ? Effect.NONE : Effect.REQUESTED;
        }
        return later.sameStateAs(before, verbatim) ? Effect.NONE : Effect.OTHER;
    }

    private boolean isRequestedStateOf(Snapshot snapshot) {
        if (intent instanceof Intent.Replace replace) {
            return snapshot.shows(replace.nonce());
        }
        if (intent instanceof Intent.Modify modify) {
            return snapshot.shows(modify.nonce());
        }
        if (intent instanceof Intent.ReplaceOctets octets) {
            return snapshot.isPresent() && snapshot.digest().equals(octets.digest());
        }
        return intent instanceof Intent.Remove && snapshot.isAbsent();
    }

    public Attempt named(String words) {
        return new Attempt(words, method, intent, before, exchange, after, late, verbatim, controls, story);
    }

    public Attempt lookedAtLater(Snapshot snapshot) {
        return new Attempt(
                what, method, intent, before, exchange, after, Optional.of(snapshot), verbatim, controls, story);
    }
}
