package org.ifmatch.rule;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Lanes;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Lab;
import org.ifmatch.report.ShownExchange;

/** Looks by itself for what breaks a rule: it acts in the lab, judges what it sees, and goes on until its budget is spent. */
@FunctionalInterface
public interface Inquiry {

    Inquest look(Lab lab, Budget budget);

    /**
     * How long and from where an inquiry looks.
     *
     * @param seed from which all that is tried comes
     * @param tries how many cases are tried; empty where time alone is the bound
     * @param lasting how long is looked for, where no number of tries is given
     * @param replay the words that name the target on a command line: {@code -Dtarget=orders}
     * @param proof shows an exchange as reports do, under a label
     * @param lanes connections on which several clients can meet
     * @param told what the inquiries before this one have told, each in a form that their kind understands
     */
    record Budget(
            long seed,
            Optional<Integer> tries,
            Duration lasting,
            String replay,
            Proof proof,
            Lanes lanes,
            List<Object> told) {}

    /** Shows an exchange as the reports have it: cut where it is long, and without secrets. */
    @FunctionalInterface
    interface Proof {
        ShownExchange shown(String label, Exchange exchange);
    }

    /**
     * One cause that was found.
     *
     * @param breaks the requirement that is broken
     * @param explanations ids of rules of which one, broken in the same way, explains it
     * @param attempts what showed it, the telling one first
     */
    record Found(Catalogue.Entry breaks, Set<String> explanations, Judgement judgement, List<Attempt> attempts) {

        public Found {
            explanations = Set.copyOf(explanations);
            attempts = List.copyOf(attempts);
        }
    }

    /**
     * What an inquiry came to.
     *
     * @param found each cause once
     * @param rest what is to be said where nothing was found: a pass, or why it is none
     * @param measured how hard was looked
     */
    record Inquest(List<Found> found, Judgement rest, Map<String, Object> measured) {

        public Inquest {
            found = List.copyOf(found);
        }
    }
}
