package org.ifmatch.rule;

import java.util.List;
import org.ifmatch.report.Outcome;

/**
 * From several takes of one observation to one judgement (catalogue §0.6): a wrong effect that was proved once counts, a finding
 * about an answer alone is seen three times, and what passes is tried again. It is pure; the examination plays.
 */
public final class Takes {

    /** A first take and up to three more where nothing could be said. */
    public static final int MOST = 4;
    /** A finding about a status alone must be seen so often, each time on a fresh resource. */
    private static final int ALIKE = 3;

    private Takes() {}

    /** Whether the observation is to be made once more. */
    public static boolean wantsAnother(List<Judgement> takes) {
        Judgement last = takes.get(takes.size() - 1);
        if (takes.size() >= MOST || takes.stream().anyMatch(Takes::isProvedWrong)) {
            return false;
        }
        if (last.again()) {
            return true;
        }
        return last.isBad() && count(takes, last) < ALIKE;
    }

    private static boolean isProvedWrong(Judgement judgement) {
        return judgement.isBad() && judgement.proved() && !judgement.again();
    }

    private static long count(List<Judgement> takes, Judgement like) {
        return takes.stream()
                .filter(j -> !j.again() && j.outcome() == like.outcome() && j.misdeed() == like.misdeed())
                .count();
    }

    /** What all takes together say. */
    public static Judgement together(List<Judgement> takes) {
        for (Judgement each : takes) {
            if (isProvedWrong(each)) {
                return takes.size() == 1
                        ? each
                        : each.because(each.why() + " (seen in 1 of " + takes.size() + " takes)");
            }
        }
        List<Judgement> telling = takes.stream().filter(j -> !j.again()).toList();
        if (telling.isEmpty()) {
            return everyTimeNothing(takes);
        }
        Judgement last = telling.get(telling.size() - 1);
        if (last.isBad() && count(takes, last) < ALIKE) {
            return seldom(last, takes);
        }
        boolean alike = telling.stream().allMatch(j -> j.outcome() == last.outcome() && j.misdeed() == last.misdeed());
        if (alike || !last.isBad() && telling.stream().noneMatch(Judgement::isBad)) {
            return last;
        }
        return seldom(telling.stream().filter(Judgement::isBad).findFirst().orElse(last), takes);
    }

    private static Judgement seldom(Judgement bad, List<Judgement> takes) {
        return bad.as(Outcome.INCONCLUSIVE)
                .because("it comes and goes: " + bad.why() + " (" + count(takes, bad) + " of " + takes.size()
                        + " takes)");
    }

    /** A server error is its own fault only when every take ended in it. */
    private static Judgement everyTimeNothing(List<Judgement> takes) {
        Judgement last = takes.get(takes.size() - 1);
        boolean alike = takes.stream().allMatch(j -> j.outcome() == last.outcome() && j.misdeed() == last.misdeed());
        return (alike ? last : last.as(Outcome.INCONCLUSIVE)).because(last.why() + " (" + takes.size() + " takes)");
    }
}
