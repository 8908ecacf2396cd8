package org.ifmatch.rule;

import java.util.List;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Ledger;

/** Judges a rule from everything that was seen in the run. It is pure, like every oracle. */
@FunctionalInterface
public interface RunOracle {

    /**
     * @param judged every case that any rule judged
     * @param lastLooks refused attempts with the look at their resource at the end of the run
     */
    Judgement judge(List<JudgedCase> judged, List<Attempt> lastLooks, Known known);

    /** Judges a rule from what all exchanges of the run came to. */
    @FunctionalInterface
    interface OfLedger {
        Judgement judge(Ledger ledger, Known known);
    }

    /** One case of a rule, what it showed, and what was said of it. */
    record JudgedCase(Rule rule, Rule.Observed observed, List<Attempt> attempts, Judgement judgement) {

        /** The method that the case is about. */
        public String method() {
            return judgement.shown().stream()
                    .findFirst()
                    .or(() -> attempts.stream().findFirst())
                    .map(Attempt::method)
                    .orElse("");
        }

        /** Whether the case is one of a write whose condition is false. */
        public boolean isRefusalDue() {
            return observed.oracle() == Oracles.REJECTED;
        }

        /** Whether the case is one of a GET or HEAD whose condition is false. */
        public boolean isReadRefusalDue() {
            return observed.oracle() == Oracles.READ_REFUSED;
        }
    }
}
