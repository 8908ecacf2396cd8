package org.ifmatch.observe;

import java.util.Optional;
import org.ifmatch.http.Exchange;

/**
 * The controls of an attempt (catalogue §0.2): CTRL-U, its twin without any condition, and CTRL-P, its twin with a condition
 * that is true. They gate a pass and never excuse a failure.
 */
public record Controls(Optional<Attempt> unconditional, Optional<Attempt> positive) {

    public static final Controls NONE = new Controls(Optional.empty(), Optional.empty());

    /** The status that the request gets without a condition; 0 where that is not known. */
    public int unconditionalStatus() {
        return unconditional.map(Attempt::status).orElse(0);
    }

    /** The unconditional twin was performed, or the target demands a condition (428, RFC 6585 §3). */
    public boolean unconditionalWorks() {
        return unconditional.map(a -> worked(a) || a.status() == 428).orElse(false);
    }

    public boolean positiveWorks() {
        return positive.map(Controls::worked).orElse(false);
    }

    public boolean work() {
        return unconditionalWorks() && positiveWorks();
    }

    /** What was answered to the twin that names a true condition. */
    public String positiveAnswer() {
        return positive.map(Attempt::exchange).map(Exchange::answer).orElse("not sent");
    }

    public String unconditionalAnswer() {
        return unconditional.map(Attempt::exchange).map(Exchange::answer).orElse("not sent");
    }

    private static boolean worked(Attempt attempt) {
        if (!attempt.succeeded()) {
            return false;
        }
        return attempt.intent() instanceof Intent.Retrieve || attempt.effect() == Effect.REQUESTED;
    }
}
