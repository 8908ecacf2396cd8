package org.ifmatch.rule;

import java.util.List;
import java.util.Optional;
import org.ifmatch.observe.Attempt;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Recipe.Due;

/**
 * What an oracle says of one observation.
 *
 * @param why one sentence: what was seen, and what was due where that differs
 * @param misdeed the kind of what was wrong
 * @param proved whether the resource's state proves it; a finding about a status alone wants to be seen again
 * @param again whether nothing can be said before it is seen again; the rest then holds if it never gets better
 * @param shown the attempts that show it, the telling one first
 * @param exhibit what else shows it, and how hard was looked
 * @param due what would have been right, where a program that makes the telling attempt again can tell and the misdeed does not
 */
public record Judgement(
        Outcome outcome,
        String why,
        Misdeed misdeed,
        boolean proved,
        boolean again,
        List<Attempt> shown,
        Exhibit exhibit,
        Optional<Due> due) {

    public Judgement {
        shown = List.copyOf(shown);
    }

    /** A judgement that attempts alone show. */
    public Judgement(Outcome outcome, String why, Misdeed misdeed, boolean proved, boolean again, List<Attempt> shown) {
        this(outcome, why, misdeed, proved, again, shown, Exhibit.NONE);
    }

    /** A judgement by which no program can tell what is due. */
    public Judgement(
            Outcome outcome,
            String why,
            Misdeed misdeed,
            boolean proved,
            boolean again,
            List<Attempt> shown,
            Exhibit exhibit) {
        this(outcome, why, misdeed, proved, again, shown, exhibit, Optional.empty());
    }

    private static Judgement of(Outcome outcome, String why, Misdeed misdeed, boolean proved, Attempt shown) {
        return new Judgement(outcome, why, misdeed, proved, false, List.of(shown));
    }

    public static Judgement pass(Attempt shown, String why) {
        return of(Outcome.PASS, why, Misdeed.NONE, true, shown);
    }

    /** A pass with something to tell, such as a refusal by another status than 412. */
    public static Judgement passBut(Attempt shown, Misdeed misdeed, String why) {
        return of(Outcome.PASS, why, misdeed, true, shown);
    }

    public static Judgement note(Attempt shown, String why) {
        return of(Outcome.NOTE, why, Misdeed.NONE, true, shown);
    }

    /** Proved by the state of the resource. */
    public static Judgement fail(Attempt shown, Misdeed misdeed, String why) {
        return of(Outcome.FAIL, why, misdeed, true, shown);
    }

    /** Told by the answer alone. */
    public static Judgement failByAnswer(Attempt shown, Misdeed misdeed, String why) {
        return of(Outcome.FAIL, why, misdeed, false, shown);
    }

    public static Judgement warn(Attempt shown, Misdeed misdeed, String why) {
        return of(Outcome.WARN, why, misdeed, false, shown);
    }

    public static Judgement inconclusive(Attempt shown, Misdeed misdeed, String why) {
        return of(Outcome.INCONCLUSIVE, why, misdeed, false, shown);
    }

    public static Judgement notApplicable(Attempt shown, String why) {
        return of(Outcome.NOT_APPLICABLE, why, Misdeed.NONE, true, shown);
    }

    /** Nothing can be said yet; what is to be said if every take ends so. */
    public static Judgement again(Attempt shown, Outcome ifAlways, Misdeed misdeed, String why) {
        return new Judgement(ifAlways, why, misdeed, false, true, List.of(shown));
    }

    public boolean isBad() {
        return outcome == Outcome.FAIL || outcome == Outcome.WARN;
    }

    /** The same with another outcome: the levels and the dialects of catalogue §0 soften what an oracle found. */
    public Judgement as(Outcome other) {
        return new Judgement(other, why, misdeed, proved, again, shown, exhibit, due);
    }

    public Judgement because(String otherWords) {
        return new Judgement(outcome, otherWords, misdeed, proved, again, shown, exhibit, due);
    }

    public Judgement showing(Exhibit more) {
        return new Judgement(outcome, why, misdeed, proved, again, shown, more, due);
    }

    /** The same, with what would have been right. */
    public Judgement due(Due right) {
        return new Judgement(outcome, why, misdeed, proved, again, shown, exhibit, Optional.of(right));
    }
}
