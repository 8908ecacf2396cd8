package org.ifmatch.rule;

import static org.ifmatch.observe.Need.PUT_UPDATE;
import static org.ifmatch.observe.Need.STRONG_TAG;
import static org.ifmatch.observe.Scenario.scenario;
import static org.ifmatch.rule.Conditions.ifMatch;
import static org.ifmatch.rule.Rule.rule;

import org.ifmatch.http.Request;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Conversation;
import org.ifmatch.observe.Effect;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Resource;
import org.ifmatch.observe.Scenario;
import org.ifmatch.report.Outcome;

/** RFC 9110 §10.1.1: a client that says {@code Expect: 100-continue} is told whether its content is wanted. */
public final class Continue {

    static final Scenario STALE = scenario("a PUT with a replaced tag that waits for 100 (Continue)", lab -> {
        Resource note = lab.resource();
        String old = note.strongTag().toString();
        note.overwrite();
        return note.by(Manners.EXPECTING).put(ifMatch(old));
    });

    static final Scenario CURRENT = scenario("a PUT with the current tag that waits for 100 (Continue)", lab -> {
        Resource note = lab.resource();
        return note.by(Manners.EXPECTING).put(ifMatch(note.strongTag()));
    });

    static final Scenario CURRENT_10 = scenario("a PUT of HTTP/1.0 that says Expect: 100-continue", lab -> {
        Resource note = lab.resource();
        return note.by(Manners.EXPECTING_AS_10).put(ifMatch(note.strongTag()));
    });

    public static final Rule EXPECT_STALE = rule("wire/expect-stale")
            .says(
                    "A PUT with a stale tag that waits for 100 (Continue) is told 412, or 100 and then 412, and is not performed.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("stale-tag/put-rejected")
            .on(STALE)
            .judge(Oracle.each(Continue::staleAnswered));

    public static final Rule EXPECT_CURRENT = rule("wire/expect-current")
            .says("A PUT with the current tag that waits for 100 (Continue) is told so, and is performed.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("current-tag/put", "wire/expect-stale")
            .on(CURRENT)
            .judge(Oracle.each(Continue::currentInvited));

    public static final Rule EXPECT_HTTP10 = rule("wire/expect-http10-ignored")
            .says("A client of HTTP/1.0 is sent no interim answer.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("current-tag/put")
            .on(CURRENT_10)
            .judge(Oracle.each(Continue::noInterim));

    private Continue() {}

    /** Whether the client was left waiting until it sent its content all the same. */
    private static boolean leftWaiting(Attempt a) {
        Conversation talk = a.conversation().orElseThrow();
        Request request = a.exchange().request();
        return talk.interim(request).isEmpty() && !talk.isAnsweredEarly(request) && talk.isSilentTo(request);
    }

    private static boolean isInvited(Attempt a) {
        return !a.conversation().orElseThrow().interim(a.exchange().request()).isEmpty();
    }

    static Judgement staleAnswered(Attempt a, Known known) {
        Judgement judgement = Oracles.rejected(a, known);
        if (a.effect() != Effect.NONE || isExpectationRefused(a)) {
            return isExpectationRefused(a) && a.effect() == Effect.NONE ? refused(a) : judgement;
        }
        if (leftWaiting(a)) {
            return silent(a);
        }
        return judgement.outcome() == Outcome.PASS && isInvited(a)
                ? Judgement.note(
                        a,
                        "100 (Continue), and after the content " + a.exchange().answer()
                                + ": no 412 before the content")
                : judgement;
    }

    static Judgement currentInvited(Attempt a, Known known) {
        if (a.effect() == Effect.NONE && isExpectationRefused(a)) {
            return refused(a);
        }
        return leftWaiting(a) ? silent(a) : Oracles.accepted(a, known);
    }

    static Judgement noInterim(Attempt a, Known known) {
        if (isInvited(a)) {
            return Judgement.failByAnswer(
                    a,
                    Misdeed.MISPLACED_STATUS,
                    "a client of HTTP/1.0 was sent "
                            + a.conversation()
                                    .orElseThrow()
                                    .interim(a.exchange().request())
                                    .get(0)
                            + ", which it does not know (§15.2)");
        }
        Judgement judgement = Oracles.accepted(a, known);
        return judgement.outcome() == Outcome.PASS
                ? Judgement.pass(a, "no interim answer; " + judgement.why())
                : judgement;
    }

    private static boolean isExpectationRefused(Attempt a) {
        return a.status() == 417;
    }

    private static Judgement refused(Attempt a) {
        return Judgement.notApplicable(a, "the target does not do 100-continue: it answers 417");
    }

    /** An intermediary may have kept the 100 to itself; a server of its own has no such excuse. */
    private static Judgement silent(Attempt a) {
        boolean behind = a.response().flatMap(r -> r.field("Via")).isPresent();
        String words = "the client waited for 100 (Continue) and heard nothing for "
                + Manners.FOR_A_WORD.toSeconds() + " seconds; only its content brought "
                + a.exchange().answer();
        return behind
                ? Judgement.inconclusive(a, Misdeed.NONE, words + ", through an intermediary")
                : Judgement.failByAnswer(a, Misdeed.SILENT, words);
    }
}
