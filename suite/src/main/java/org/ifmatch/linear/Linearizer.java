package org.ifmatch.linear;

import java.util.Optional;
import org.ifmatch.observe.History;

/**
 * Tells whether what several clients saw of one resource can have been one register: a legal order, or the smallest
 * contradiction that it found.
 *
 * <p>Every successful conditional write names the version that it replaced and makes one that nobody made before. So the order
 * of writes is nearly told (Gibbons and Korach 1997: with a read map and a write order this is easy), and n operations of c
 * clients take n log c steps. What is added here are refusals, which hold in any state but one, writes of unknown outcome, and
 * a state without a representation. Only where several writes without a named predecessor are under way at once must orders be
 * tried; there is a bound, and beyond it the answer is {@link Linearity.Undecided}, never a guess.
 */
public final class Linearizer {

    private final Terms terms;

    public Linearizer(Terms terms) {
        this.terms = terms;
    }

    public Linearity check(History history) {
        return check(Trace.of(history));
    }

    public Linearity check(Trace trace) {
        Operations operations = Operations.of(trace, terms);
        Optional<Contradiction> answers = new Answers(operations).contradiction();
        if (answers.isPresent()) {
            return answers.get();
        }
        Chains chains = Chains.of(operations);
        if (chains.named) {
            Optional<Contradiction> told = new Zones(operations, chains).contradiction();
            if (told.isPresent()) {
                return told.get();
            }
        }
        Walk walk = new Walk(operations, chains);
        walk.run();
        if (walk.gaveUp()) {
            return new Linearity.Undecided("more than " + Walk.MOST_AT_ONCE
                    + " orders of writes without a named predecessor are possible at once");
        }
        return walk.failed()
                .<Linearity>map(at -> new Shrinking(operations, chains).contradiction(at))
                .orElseGet(() -> new Linearity.Ordered(walk.order()));
    }
}
