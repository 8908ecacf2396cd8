package org.ifmatch.rule;

import static org.ifmatch.observe.Need.CONDITION_OPTIONAL;
import static org.ifmatch.observe.Need.DELETE;
import static org.ifmatch.observe.Need.POST_MUTATE;
import static org.ifmatch.observe.Need.PUT_UPDATE;
import static org.ifmatch.observe.Need.STRONG_TAG;
import static org.ifmatch.observe.Scenario.attempts;
import static org.ifmatch.observe.Scenario.scenario;
import static org.ifmatch.rule.Conditions.ifMatch;
import static org.ifmatch.rule.Rule.rule;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ifmatch.http.Field;
import org.ifmatch.http.Request;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Content;
import org.ifmatch.observe.Conversation;
import org.ifmatch.observe.Effect;
import org.ifmatch.observe.Intent;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Lab;
import org.ifmatch.observe.Manner;
import org.ifmatch.observe.Resource;
import org.ifmatch.observe.Resource.Rival;
import org.ifmatch.observe.Scenario;
import org.ifmatch.observe.Slow;
import org.ifmatch.observe.Snapshot;
import org.ifmatch.observe.Writer;
import org.ifmatch.report.Outcome;

/**
 * Races that need no luck: an upload stands half-sent while somebody else writes (part X, X-8). A server that judges the condition
 * when the header section arrives, and never again, loses the other's change every time.
 */
public final class SlowBody {

    private static final int TWO_MIB = 2 * 1024 * 1024;
    /** How long a resource may stay locked after an upload was broken off, before that is told. */
    private static final Duration LONGEST_LOCK = Duration.ofSeconds(10);

    /** Where a tag stands still while the content changes, nothing is overtaken. */
    private static final String MOVES = "etag/changes-with-content";

    private static final String MOVES_FAST = "etag/rapid-same-size";

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    static final Slow SMALL = new Slow("a short body", r -> r, false);
    static final Slow LARGE = new Slow("a body of 2 MiB", r -> r, false);
    static final Slow IN_CHUNKS = new Slow("a short body in chunks", r -> r.chunked(Manners.CHUNK), false);
    static final Slow EXPECTING =
            new Slow("a body held back until 100", r -> r.with(Field.of("Expect", "100-continue")), true);

    private static final Writer SHORT = r -> Optional.of(r.largeContent(0));
    private static final Writer LONG = r -> Optional.of(r.largeContent(TWO_MIB));

    /** Who comes between: what he sends while the upload with this tag stands half-sent. */
    private enum Other {
        SAME_TAG("a PUT with the same tag") {
            @Override
            Rival of(Lab lab, Resource note, Field tag) {
                return new Rival("PUT", Optional.of(lab.fresh(note)), List.of(tag));
            }
        },
        NO_CONDITION("a PUT without a condition") {
            @Override
            Rival of(Lab lab, Resource note, Field tag) {
                return new Rival("PUT", Optional.of(lab.fresh(note)), List.of());
            }
        },
        REMOVER("a DELETE with the same tag") {
            @Override
            Rival of(Lab lab, Resource note, Field tag) {
                return new Rival("DELETE", Optional.empty(), List.of(tag));
            }
        };

        private final String words;

        Other(String words) {
            this.words = words;
        }

        abstract Rival of(Lab lab, Resource note, Field tag);
    }

    private static Scenario overtaken(Slow slow, Writer writer, Other other) {
        return scenario("a PUT of " + slow.name() + ", overtaken in its middle by " + other.words, lab -> {
            Resource note = lab.resource();
            Field tag = ifMatch(note.strongTag());
            return note.overtaken(slow, writer, other.of(lab, note, tag), tag);
        });
    }

    static final Scenario OVERTAKEN = overtaken(SMALL, SHORT, Other.SAME_TAG);
    static final Scenario OVERTAKEN_WITHOUT_CONDITION = overtaken(SMALL, SHORT, Other.NO_CONDITION);
    static final Scenario OVERTAKEN_BY_DELETE = overtaken(SMALL, SHORT, Other.REMOVER);
    static final Scenario EXPECTING_OVERTAKEN = overtaken(EXPECTING, SHORT, Other.SAME_TAG);

    static final Scenario TWO_SLOW = scenario("two PUTs with one tag, half-sent, then completed at once", lab -> {
        Resource note = lab.resource();
        return note.besideAnother(SMALL, SHORT, ifMatch(note.strongTag()));
    });

    static final Scenario AFTER_ABORTED = attempts("a PUT with the tag of an upload that was broken off", lab -> {
        Resource note = lab.resource();
        Field tag = ifMatch(note.strongTag());
        Manner broken = Uploads.aborted("a short body", r -> r, org.ifmatch.observe.Dialogue::reset);
        Attempt aborted = note.by(broken).put(tag).named("an upload that is broken off in its middle");
        note.asUsual();
        long until = System.nanoTime() + LONGEST_LOCK.toNanos();
        Attempt after = note.put(tag);
        while (isLocked(after) && System.nanoTime() < until) {
            lab.sender().pause(BETWEEN_TRIES);
            after = note.put(tag);
        }
        return List.of(toldOnce(after).named("the whole of another upload with the same tag"), aborted);
    });

    /** Of the tries while it was locked the last is enough to show it again. */
    private static Attempt toldOnce(Attempt last) {
        return last.after(last.story().stream()
                .filter(e -> e == last.exchange() || !LOCKED.contains(e.status()))
                .toList());
    }

    private static final Set<Integer> LOCKED = Set.of(408, 409, 423, 425, 429, 503);

    private static boolean isLocked(Attempt a) {
        return LOCKED.contains(a.status());
    }

    /** The answer to the first is never read: its client cannot know what became of it, and says the same again. */
    private static Scenario again(String method) {
        return attempts("a " + method + " whose answer was not read, and the same once more", lab -> {
                    Resource note = lab.resource();
                    Field tag = ifMatch(note.strongTag());
                    Content content = lab.fresh(note);
                    Manner unread = new Manner("hung up on after the last octet", (line, usual) -> {
                        line.send(usual).hangUp();
                        return usual;
                    });
                    Attempt first = note.unread(method, content, unread, tag);
                    Attempt second = note.repeated(first);
                    return List.of(
                            note.watch(second).named("the same " + method + " again"),
                            first.named("a " + method + " whose answer was not read"));
                })
                .waiting();
    }

    static final Scenario PUT_AGAIN = again("PUT");
    static final Scenario POST_AGAIN = again("POST");

    public static final Rule SLOW_BODY = rule("race/slow-body")
            .says(
                    "An upload that began while its tag was current, and ends after another write was acknowledged, is refused.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn(MOVES, MOVES_FAST, "stale-tag/put-rejected", "wire/chunked-stale", "wire/large-stale")
            .on(
                    OVERTAKEN,
                    OVERTAKEN_WITHOUT_CONDITION.needing(CONDITION_OPTIONAL),
                    overtaken(IN_CHUNKS, SHORT, Other.SAME_TAG),
                    overtaken(LARGE, LONG, Other.SAME_TAG))
            .judge(Oracle.each(SlowBody::refusedIfOvertaken));

    public static final Rule OVERTAKEN_BY_A_DELETE = rule("race/slow-body-overtaken-by-delete")
            .says("An upload whose target was deleted before it ended does not bring it back.")
            .needs(PUT_UPDATE, STRONG_TAG, DELETE)
            .restsOn("race/slow-body", "missing/put-tag")
            .on(OVERTAKEN_BY_DELETE)
            .judge(Oracle.each(SlowBody::refusedIfOvertaken));

    public static final Rule EXPECT_GAP = rule("race/expect-gap")
            .says(
                    "An upload that was sent 100 (Continue) is refused all the same if its tag is stale by the time it ends.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn(MOVES, MOVES_FAST, "race/slow-body", "wire/expect-stale")
            .on(EXPECTING_OVERTAKEN)
            .judge(Oracle.each(SlowBody::refusedAfter100));

    public static final Rule BOTH_SLOW = rule("race/two-slow")
            .says("Of two uploads with one tag that end at once at most one is performed.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn(MOVES, MOVES_FAST, "stale-tag/put-rejected", "race/slow-body")
            .on(TWO_SLOW)
            .judge(Oracle.each(SlowBody::atMostOne));

    public static final Rule ABORTED_SLOW = rule("race/aborted-slow")
            .says("An upload that was broken off neither moves the tag nor keeps others from writing.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("current-tag/put", "wire/aborted-upload-length", "wire/aborted-upload-chunked")
            .on(AFTER_ABORTED)
            .judge((all, known) -> freeAgain(all.get(0), all.get(1), known));

    public static final Rule RETRY = rule("race/retry-unknown-outcome")
            .says("A write whose answer was lost may be sent again with its tag, and is made once.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("stale-tag/already-applied-not-redone", "stale-tag/post-rejected", "no-effect/deferred")
            .on(PUT_AGAIN)
            .judge((all, known) -> onceOrRefused(all.get(0), known))
            .on(POST_AGAIN.needing(POST_MUTATE))
            .judge((all, known) -> onceOrRefused(all.get(0), known));

    private SlowBody() {}

    // How it is judged.

    /** Whether the other write was acknowledged, and seen, before the upload went on. */
    private static boolean cameFirst(Attempt upload, Attempt other) {
        return other.succeeded()
                && upload.conversation()
                        .orElseThrow()
                        .isFollowedBy(other, upload.exchange().request());
    }

    static Judgement refusedIfOvertaken(Attempt a, Known known) {
        Conversation talk = a.conversation().orElseThrow();
        if (talk.others().isEmpty()) {
            return Oracles.isPlainAnswerToo(a)
                    ? Oracles.plainAnswerToo(a)
                    : Judgement.again(
                            a,
                            Outcome.INCONCLUSIVE,
                            Misdeed.NONE,
                            "the upload " + a.exchange().fate() + " before anybody could overtake it");
        }
        Attempt other = talk.others().get(0);
        if (!a.after().isKnown()) {
            return Oracles.unread(a);
        }
        if (Oracles.isPlainAnswerToo(a) && a.effect() == Effect.NONE) {
            return Oracles.plainAnswerToo(a);
        }
        if (!cameFirst(a, other)) {
            return held(a, other);
        }
        if (other.effect() == Effect.UNKNOWN) {
            return Oracles.unread(other);
        }
        if (other.effect() != Effect.REQUESTED) {
            return Judgement.again(
                    other,
                    Outcome.INCONCLUSIVE,
                    Misdeed.NONE,
                    "the other " + other.exchange().fate() + ", and GET did not show what it did");
        }
        if (a.effect() == Effect.REQUESTED) {
            return lost(a, other);
        }
        if (a.effect() == Effect.OTHER) {
            return a.showsThirdWrite()
                    ? Oracles.thirdWrite(a)
                    : Judgement.fail(
                            a,
                            Misdeed.SIDE_EFFECT,
                            "an upload was overtaken by " + told(other) + "; it was answered "
                                    + a.exchange().answer() + ", and the resource became what neither of them wrote");
        }
        return otherStays(a, other);
    }

    private static String told(Attempt other) {
        return "a " + other.method()
                + (other.exchange().request().field("If-Match").isPresent()
                        ? " with the same tag"
                        : " without a condition")
                + " (" + other.exchange().answer() + ")";
    }

    private static Judgement lost(Attempt a, Attempt other) {
        if (a.succeeded() && isStillTagged(other.after(), a)) {
            return standing(a, "an upload was overtaken by " + told(other) + ", and destroyed its change");
        }
        String what = other.method().equals("DELETE") ? "brought back what was deleted" : "destroyed its change";
        return Judgement.fail(
                a,
                a.succeeded() ? Misdeed.PERFORMED : Misdeed.REFUSED_YET_PERFORMED,
                "an upload with the then current tag was overtaken by " + told(other) + ", ended after that, and "
                        + what + ": answered " + a.exchange().answer());
    }

    /** Whether the tag that the upload names was the current one even after the other write. */
    private static boolean isStillTagged(Snapshot afterOther, Attempt upload) {
        return afterOther
                .etag()
                .filter(tag -> upload.exchange().request().field("If-Match").equals(Optional.of(tag)))
                .isPresent();
    }

    /** Then the condition is true, and what is wrong is the tag. */
    private static Judgement standing(Attempt a, String words) {
        return Judgement.fail(
                a,
                Misdeed.WRONG_FIELD,
                words + ": the tag stood still at " + a.after().etag().orElse("none")
                        + " through a change of the content");
    }

    /** The state is the other's. */
    private static Judgement otherStays(Attempt a, Attempt other) {
        if (a.succeeded() && other.exchange().request().field("If-Match").isPresent()) {
            return Judgement.failByAnswer(
                    a,
                    Misdeed.FALSE_SUCCESS,
                    "two writes with one tag, the upload and " + told(other)
                            + ", were both acknowledged: the upload with "
                            + a.exchange().answer() + ", and GET shows the other's state");
        }
        if (a.succeeded()) {
            return Judgement.note(
                    a,
                    "overtaken by " + told(other) + ", whose state stays; the upload counts as made before that ("
                            + a.exchange().answer() + ")");
        }
        if (a.status() == 408) {
            return Judgement.again(a, Outcome.INCONCLUSIVE, Misdeed.NONE, "the upload took the target too long (408)");
        }
        Judgement pass = Judgement.pass(
                a,
                "overtaken by " + told(other) + ", the upload "
                        + (a.status() == 0
                                ? "came to nothing (" + a.exchange().answer() + ")"
                                : "was answered " + a.exchange().answer())
                        + ", and the other's state stays");
        return Oracles.controlled(a, pass);
    }

    /** The other writer was refused, or had to wait: the upload holds the resource. */
    private static Judgement held(Attempt a, Attempt other) {
        boolean conditional = other.exchange().request().field("If-Match").isPresent();
        boolean uploadIsThere = shows(a.after(), a.intent());
        boolean otherIsThere = shows(a.after(), other.intent());
        if (a.succeeded() && other.succeeded() && (conditional || uploadIsThere)) {
            return Judgement.fail(
                    a,
                    Misdeed.PERFORMED,
                    "an upload and " + told(other)
                            + " that came in its middle were both acknowledged, the upload with "
                            + a.exchange().answer() + "; " + (uploadIsThere ? "the other's" : "its")
                            + " change is lost");
        }
        if (otherIsThere && !other.succeeded() && other.status() >= 400 && !Oracles.isPassing(other.status())) {
            return Judgement.fail(
                    other,
                    Misdeed.REFUSED_YET_PERFORMED,
                    "in the middle of an upload another " + other.method() + " was refused ("
                            + other.exchange().answer() + "), and yet performed");
        }
        if (uploadIsThere && a.succeeded() && !otherIsThere && other.status() >= 400) {
            String words = "the upload holds the resource: who comes in its middle is answered "
                    + other.exchange().answer();
            // A busy moment looks the same, and passes.
            boolean waited = !a.conversation()
                    .orElseThrow()
                    .isFollowedBy(other, a.exchange().request());
            return Oracles.isPassing(other.status()) || waited
                    ? Judgement.again(a, Outcome.NOTE, Misdeed.NONE, words)
                    : Judgement.note(a, words);
        }
        if (a.succeeded() && other.succeeded() && otherIsThere) {
            return Judgement.again(
                    a, Outcome.NOTE, Misdeed.NONE, "who comes in the middle of an upload waits until it is over");
        }
        if (!a.succeeded() && other.succeeded() && otherIsThere) {
            return Judgement.again(
                    a,
                    Outcome.NOTE,
                    Misdeed.NONE,
                    "who came in the middle of an upload waited until that was over, and was performed; the upload was answered "
                            + a.exchange().answer());
        }
        return Judgement.again(
                a,
                Outcome.INCONCLUSIVE,
                Misdeed.NONE,
                "the upload was answered " + a.exchange().answer() + ", the other "
                        + other.exchange().answer());
    }

    private static boolean shows(Snapshot seen, Intent intent) {
        if (intent instanceof Intent.Replace replace) {
            return seen.shows(replace.nonce());
        }
        return intent instanceof Intent.Remove && seen.isAbsent();
    }

    static Judgement refusedAfter100(Attempt a, Known known) {
        Conversation talk = a.conversation().orElseThrow();
        Request request = a.exchange().request();
        if (talk.interim(request).isEmpty() && a.effect() == Effect.NONE) {
            return Judgement.notApplicable(
                    a,
                    "no 100 (Continue) was sent to a PUT with the current tag"
                            + (talk.finals(request).isEmpty()
                                    ? ""
                                    : ": answered " + a.exchange().answer()));
        }
        return refusedIfOvertaken(a, known);
    }

    static Judgement atMostOne(Attempt a, Known known) {
        Attempt other = a.conversation().orElseThrow().others().get(0);
        if (!a.after().isKnown()) {
            return Oracles.unread(a);
        }
        boolean mine = shows(a.after(), a.intent());
        boolean others = shows(a.after(), other.intent());
        String answers = a.exchange().answer() + " and " + other.exchange().answer();
        if (a.succeeded() && other.succeeded() && isStillTagged(a.after(), a)) {
            return standing(a, "two uploads with one tag were both acknowledged (" + answers + "), one change is lost");
        }
        if (a.succeeded() && other.succeeded()) {
            return Judgement.fail(
                    a,
                    Misdeed.PERFORMED,
                    "two uploads with one tag were both acknowledged (" + answers + "): one change is lost");
        }
        Attempt winner = a.succeeded() ? a : other;
        Attempt loser = a.succeeded() ? other : a;
        if (!winner.succeeded()) {
            return Oracles.isPlainAnswerToo(a)
                    ? Oracles.plainAnswerToo(a)
                    : Judgement.again(
                            a, Outcome.INCONCLUSIVE, Misdeed.NONE, "of two uploads none was performed: " + answers);
        }
        if (winner == a ? mine : others) {
            return Oracles.controlled(
                    a, Judgement.pass(loser, "of two uploads with one tag one was performed: " + answers));
        }
        if (winner == a ? others : mine) {
            return loser.status() == 0 || loser.status() >= 500
                    ? Judgement.again(
                            loser,
                            Outcome.INCONCLUSIVE,
                            Misdeed.NONE,
                            "of two uploads with one tag both may have been performed: " + answers)
                    : Judgement.fail(
                            loser,
                            Misdeed.REFUSED_YET_PERFORMED,
                            "of two uploads with one tag one was acknowledged ("
                                    + winner.exchange().answer()
                                    + "), and GET shows the other, which was answered "
                                    + loser.exchange().answer());
        }
        return Judgement.fail(
                a, Misdeed.SIDE_EFFECT, "two uploads were answered " + answers + ", and GET shows neither of them");
    }

    static Judgement freeAgain(Attempt after, Attempt aborted, Known known) {
        Judgement judgement;
        if (aborted.effect() != Effect.NONE
                || !aborted.after().etag().equals(aborted.before().etag())) {
            judgement = Uploads.changedNothing(aborted, known);
        } else if (isLocked(after) && after.effect() == Effect.NONE) {
            // So many tries in so long a time are no passing mood, unless the target says that it is busy.
            boolean proved = after.status() == 409 || after.status() == 423;
            String words =
                    LONGEST_LOCK.toSeconds() + " seconds after an upload was broken off, a PUT with the current tag"
                            + " is still answered " + after.exchange().answer();
            judgement = new Judgement(Outcome.WARN, words, Misdeed.LOCKED_OUT, proved, false, List.of(after));
        } else {
            judgement = Oracles.accepted(after, known);
        }
        return new Judgement(
                judgement.outcome(),
                judgement.why(),
                judgement.misdeed(),
                judgement.proved(),
                judgement.again(),
                judgement.shown().get(0) == aborted ? List.of(aborted) : List.of(after, aborted));
    }

    static Judgement onceOrRefused(Attempt second, Known known) {
        String nonce = second.intent() instanceof Intent.Replace replace
                ? replace.nonce()
                : ((Intent.Modify) second.intent()).nonce();
        if (!second.after().isKnown()) {
            return Oracles.unread(second);
        }
        Snapshot last = second.late().orElse(second.after());
        long times = last.nonces().stream().filter(nonce::equals).count();
        if (times > 1) {
            return Judgement.fail(
                    second,
                    Misdeed.PERFORMED,
                    "a " + second.method() + " whose answer was lost was sent again with the same tag, answered "
                            + second.exchange().answer() + ", and made twice");
        }
        if (second.status() == 412 && !second.after().shows(nonce)) {
            return times == 1
                    ? Judgement.fail(
                            second,
                            Misdeed.PERFORMED_LATE,
                            "the repeated " + second.method()
                                    + " was answered 412 while nothing had changed, and later the"
                                    + " first of the two came into effect")
                    : Judgement.again(
                            second,
                            Outcome.INCONCLUSIVE,
                            Misdeed.NONE,
                            "the repeated " + second.method() + " was answered 412, though nothing had changed");
        }
        if (times == 1 && (second.succeeded() || second.status() == 412)) {
            return Judgement.pass(
                    second, "sent again, answered " + second.exchange().answer() + ", and made once");
        }
        return Judgement.again(
                second,
                Outcome.INCONCLUSIVE,
                Misdeed.NONE,
                "sent again, and answered " + second.exchange().answer());
    }
}
