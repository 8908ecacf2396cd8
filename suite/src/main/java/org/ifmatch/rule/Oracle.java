package org.ifmatch.rule;

import java.util.Comparator;
import java.util.List;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Known;
import org.ifmatch.report.Outcome;

/** Judges an observation. It is pure: it sees records and says what they mean; no network, no clock, no log. */
@FunctionalInterface
public interface Oracle {

    Judgement judge(List<Attempt> attempts, Known known);

    /** Judges a single attempt. */
    @FunctionalInterface
    interface OfOne {
        Judgement judge(Attempt attempt, Known known);
    }

    /** Judges each attempt by itself; the worst counts. */
    static Oracle each(OfOne single) {
        return (attempts, known) ->
                worst(attempts.stream().map(a -> single.judge(a, known)).toList());
    }

    /** From the gravest to the least telling; "not applicable" counts only where nothing else was found. */
    List<Outcome> GRAVITY = List.of(
            Outcome.FAIL,
            Outcome.WARN,
            Outcome.BLOCKED,
            Outcome.INCONCLUSIVE,
            Outcome.NOTE,
            Outcome.PASS,
            Outcome.NOT_APPLICABLE);

    /** The judgement that counts among several on one rule: a proved failure first, then one that wants another look. */
    static Judgement worst(List<Judgement> all) {
        Judgement worst = all.stream()
                .min(Comparator.comparing((Judgement j) -> !(j.outcome() == Outcome.FAIL && j.proved()))
                        .thenComparing(j -> !j.again())
                        .thenComparing(j -> GRAVITY.indexOf(j.outcome())))
                .orElseThrow(() -> new IllegalStateException("an observation without an attempt cannot be judged"));
        // What a busy server does now and then is no habit of its.
        boolean nowAndThen = worst.again() && !all.stream().allMatch(Judgement::again);
        return nowAndThen && worst.isBad() ? worst.as(Outcome.INCONCLUSIVE) : worst;
    }
}
