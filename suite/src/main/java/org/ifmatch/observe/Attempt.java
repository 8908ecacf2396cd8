package org.ifmatch.observe;

import java.util.Arrays;
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
 * @param story every exchange that brought the resource here, this one included: enough to do it all again by hand; empty
 *     where that is not known
 * @param conversation the connection that the exchange is a part of, where it is more than this exchange
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
        List<Exchange> story,
        Optional<Conversation> conversation) {

    public Attempt {
        story = List.copyOf(story);
    }

    /** An attempt whose exchange had a connection to itself. */
    public Attempt(
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
        this(what, method, intent, before, exchange, after, late, verbatim, controls, story, Optional.empty());
    }

    /** An exchange that is shown by itself: there are no looks around it and no controls. */
    public static Attempt shown(String what, Exchange exchange) {
        Snapshot nothing = new Snapshot(exchange, Snapshot.Presence.UNKNOWN, List.of(), "");
        return new Attempt(
                what,
                exchange.request().method(),
                new Intent.Retrieve(),
                nothing,
                exchange,
                nothing,
                Optional.empty(),
                false,
                Controls.NONE,
                List.of(exchange));
    }

    /** An exchange out of the run's ledger, with what brought it about as far as that is known. */
    public static Attempt told(String what, Ledger.Told told) {
        return shown(what, told.exchange()).after(told.story());
    }

    /** The same with everything that brought the resource here. */
    public Attempt after(List<Exchange> wholeStory) {
        return new Attempt(
                what,
                method,
                intent,
                before,
                exchange,
                after,
                late,
                verbatim,
                controls,
                List.copyOf(wholeStory),
                conversation);
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

    /** What the first look afterwards that could be read showed. */
    public Snapshot firstSeen() {
        return after.isKnown() ? after : late.orElse(after);
    }

    /** What the last look afterwards that could be read showed. */
    public Snapshot lastSeen() {
        return late.filter(Snapshot::isKnown).orElse(after);
    }

    private Effect effectSeenIn(Snapshot later) {
        if (!before.isKnown() || !later.isKnown()) {
            return Effect.UNKNOWN;
        }
        if (later.sameStateAs(before, verbatim)) {
            return Effect.NONE;
        }
        return isRequestedStateOf(later) ? Effect.REQUESTED : Effect.OTHER;
    }

    /** The state that the request asks for was there before it (§13.1.1: "already applied"). */
    public boolean wasThereAlready() {
        return isRequestedStateOf(before);
    }

    /** A look afterwards showed a nonce of ours that neither the state before nor this request has. */
    public boolean showsThirdWrite() {
        return hasThirdNonce(after) || late.map(this::hasThirdNonce).orElse(false);
    }

    private boolean hasThirdNonce(Snapshot seen) {
        return seen.nonces().stream()
                .filter(n -> Names.noncesIn(n).contains(n))
                .anyMatch(n -> !before.shows(n) && !n.equals(requestedNonce()));
    }

    private String requestedNonce() {
        if (intent instanceof Intent.Replace replace) {
            return replace.nonce();
        }
        return intent instanceof Intent.Modify modify ? modify.nonce() : "";
    }

    /** A GET was answered with the content that the look before it showed; octets count where the target keeps them. */
    public boolean sentTheWhole() {
        if (!method.equals("GET") || !before.isPresent()) {
            return true;
        }
        byte[] sent = response().map(Response::content).orElse(new byte[0]);
        byte[] due = before.exchange().response().map(Response::content).orElse(new byte[0]);
        return verbatim ? Arrays.equals(sent, due) : sent.length > 0 || due.length == 0;
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
        return new Attempt(
                words, method, intent, before, exchange, after, late, verbatim, controls, story, conversation);
    }

    /** The same with these controls, where a scenario makes its own. */
    public Attempt controlledBy(Attempt unconditional, Attempt positive) {
        Controls twins = new Controls(Optional.of(unconditional), Optional.of(positive));
        return new Attempt(what, method, intent, before, exchange, after, late, verbatim, twins, story, conversation);
    }

    public Attempt lookedAtLater(Snapshot snapshot) {
        return new Attempt(
                what,
                method,
                intent,
                before,
                exchange,
                after,
                Optional.of(snapshot),
                verbatim,
                controls,
                story,
                conversation);
    }
}
