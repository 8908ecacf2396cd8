package org.ifmatch.rule;

import java.util.Optional;
import java.util.function.Function;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Round;

/** Judges the rounds of races, one after the other. It is pure: it sees records and says what they mean. */
@FunctionalInterface
public interface RaceOracle {

    /** Begins to watch the races of one examination. */
    Watch watch(Known known);

    /** What sees every round, and may remember some of it. */
    interface Watch {

        Glance see(Round round);

        /** What the rounds come to together, where none of them proved anything. */
        default Optional<Contradiction> end() {
            return Optional.empty();
        }

        /** Why it does not apply to the target, where the rounds have shown that. */
        default Optional<String> inapplicable() {
            return Optional.empty();
        }
    }

    /**
     * What one round tells a rule.
     *
     * @param occasions how often it might have broken the rule
     */
    record Glance(int occasions, Optional<Contradiction> contradiction) {

        /** It was no occasion to break the rule. */
        static final Glance BESIDE = fine(0);

        static final Glance FINE = fine(1);

        static Glance fine(long occasions) {
            return new Glance((int) occasions, Optional.empty());
        }

        static Glance at(Contradiction contradiction) {
            return new Glance(1, Optional.of(contradiction));
        }
    }

    /** An oracle that judges each round by itself. */
    static RaceOracle each(Function<Round, Glance> single) {
        return known -> single::apply;
    }
}
