package org.ifmatch.rule;

import static org.ifmatch.rule.Judgement.again;
import static org.ifmatch.rule.Judgement.fail;
import static org.ifmatch.rule.Judgement.failByAnswer;
import static org.ifmatch.rule.Judgement.inconclusive;
import static org.ifmatch.rule.Judgement.notApplicable;
import static org.ifmatch.rule.Judgement.note;
import static org.ifmatch.rule.Judgement.pass;
import static org.ifmatch.rule.Judgement.passBut;
import static org.ifmatch.rule.Judgement.warn;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ifmatch.http.Response;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Controls;
import org.ifmatch.observe.Effect;
import org.ifmatch.observe.Intent;
import org.ifmatch.observe.Known;
import org.ifmatch.report.Outcome;

/** The shared oracles of catalogue §0.3, as pure functions of an attempt. */
public final class Oracles {

    /** O-REJECT: a write whose condition is false, on a resource that exists. */
    public static final Oracle REJECTED = Oracle.each(Oracles::rejected);
    /** O-ACCEPT: a write whose condition is true. */
    public static final Oracle ACCEPTED = Oracle.each(Oracles::accepted);
    /** O-READ: a GET or HEAD whose condition is false. */
    public static final Oracle READ_REFUSED = Oracle.each(Oracles::readRefused);
    /** A GET or HEAD whose condition is true: 200 with the representation. */
    public static final Oracle READ_ANSWERED = Oracle.each(Oracles::readAnswered);
    /** O-MALF for a value that breaks the grammar, and whose being applied is a warning. */
    public static final Oracle MALFORMED_WARNS = Oracle.each((a, k) -> malformed(a, k, Outcome.WARN));
    /** O-MALF for a value that breaks the grammar, and whose being applied is a failure. */
    public static final Oracle MALFORMED_FAILS = Oracle.each((a, k) -> malformed(a, k, Outcome.FAIL));
    /** A write with a false condition on a resource that does not exist (part X, X-4). */
    public static final Oracle MISSING = Oracle.each(Oracles::missing);

    /** Answers that say nothing about the condition and may be another one next time. */
    private static final Set<Integer> PASSING = Set.of(0, 408, 425, 429);
    /** Refusals that speak of a condition, so that they are none of the normal checks of §13.2.1. */
    private static final Set<Integer> OF_CONDITIONS = Set.of(412, 428);

    private static final Pattern MULTISTATUS =
            Pattern.compile("<[^>]*status[^>]*>\\s*HTTP/\\d(?:\\.\\d)? (\\d{3})", Pattern.CASE_INSENSITIVE);

    private Oracles() {}

    // O-REJECT

    static Judgement rejected(Attempt a, Known known) {
        Effect effect = a.effect() == Effect.UNKNOWN ? a.lateEffect() : a.effect();
        if (effect == Effect.UNKNOWN) {
            return isMisplaced(status(a)) ? misplaced(a) : unread(a);
        }
        if (effect != Effect.NONE) {
            return changed(a, effect);
        }
        if (a.lateEffect() == Effect.REQUESTED || a.lateEffect() == Effect.OTHER) {
            return changedLate(a);
        }
        return unchanged(a, known);
    }

    static Judgement unread(Attempt a) {
        return again(
                a,
                Outcome.INCONCLUSIVE,
                Misdeed.NONE,
                "the resource could not be read around the " + a.method() + ": GET was answered "
                        + Stream.concat(Stream.of(a.before(), a.after()), a.late().stream())
                                .filter(look -> !look.isKnown())
                                .findFirst()
                                .orElse(a.after())
                                .exchange()
                                .answer());
    }

    private static Judgement changed(Attempt a, Effect effect) {
        int status = status(a);
        boolean refused = status == 0 || status >= 400;
        String answered = a.method() + " was answered " + a.exchange().answer();
        if (effect == Effect.OTHER) {
            return refused && a.showsThirdWrite()
                    ? thirdWrite(a)
                    : fail(
                            a,
                            Misdeed.SIDE_EFFECT,
                            "the condition was false; the " + answered
                                    + ", and the resource became neither what it was nor what the request asked for");
        }
        return refused
                ? fail(
                        a,
                        Misdeed.REFUSED_YET_PERFORMED,
                        "the " + answered + ", yet it was performed: " + effectInWords(a))
                : fail(
                        a,
                        Misdeed.PERFORMED,
                        "the condition was false, yet the " + a.method() + " was performed: answered "
                                + a.exchange().answer() + ", and " + effectInWords(a));
    }

    private static Judgement changedLate(Attempt a) {
        if (a.lateEffect() == Effect.OTHER && a.showsThirdWrite()) {
            return thirdWrite(a);
        }
        String words = a.method() + " was answered " + a.exchange().answer()
                + " and changed nothing at first, yet some time later "
                + (a.lateEffect() == Effect.REQUESTED ? effectInWords(a) : "the resource had changed");
        return fail(
                a, succeeded(a) ? Misdeed.PERFORMED : Misdeed.PERFORMED_LATE, "the condition was false; the " + words);
    }

    /** Another writer, or a copy that lags behind: neither is what the request did. */
    static Judgement thirdWrite(Attempt a) {
        return again(
                a,
                Outcome.INCONCLUSIVE,
                Misdeed.NONE,
                "GET showed a write that is neither the last one nor this " + a.method()
                        + "'s: another writer is at work, or GET shows a copy that lags behind");
    }

    static String effectInWords(Attempt a) {
        return a.method().equals("DELETE")
                ? "the resource is gone"
                : a.before().isAbsent() ? "GET shows what it created" : "GET shows what it wrote";
    }

    private static Judgement unchanged(Attempt a, Known known) {
        int status = status(a);
        if (status == 412) {
            return controlled(a, pass(a, "answered " + a.exchange().answer() + ", and nothing changed"));
        }
        if (status >= 200 && status < 300 && a.wasThereAlready()) {
            return note(a, "answered " + a.exchange().answer() + ": the state asked for was there already (§13.1.1)");
        }
        if (status == 202) {
            return warn(
                    a,
                    Misdeed.FALSE_SUCCESS,
                    "answered 202 Accepted, which commits to nothing, and nothing was done; 412 was due");
        }
        if (status >= 200 && status < 300) {
            return failByAnswer(
                    a,
                    Misdeed.FALSE_SUCCESS,
                    "the condition was false and nothing was done, yet the " + a.method() + " was answered "
                            + a.exchange().answer() + ": the client believes that its change is stored");
        }
        if (isMisplaced(status)) {
            return misplaced(a);
        }
        if (isPlainAnswerToo(a)) {
            return plainAnswerToo(a);
        }
        if (status >= 300 && status < 400) {
            return warn(
                    a, Misdeed.OTHER_STATUS, "redirected (" + a.exchange().answer() + ") because of a false condition");
        }
        if (isPassing(status)) {
            return passing(a);
        }
        if (failsClosed(a)) {
            return failedClosed(a);
        }
        return otherRefusal(a, known);
    }

    private static Judgement otherRefusal(Attempt a, Known known) {
        if (known.target().dialect().refusals().contains(status(a))) {
            return controlled(
                    a, pass(a, "refused with " + a.exchange().answer() + ", as its dialect says, and nothing changed"));
        }
        String words = status(a) == 428
                ? "nothing changed, but 428 was answered to a request that has a condition"
                : "nothing changed, but the refusal is " + a.exchange().answer() + " instead of 412";
        return controlled(a, passBut(a, Misdeed.OTHER_STATUS, words));
    }

    // Answers that mean the same wherever they are given.

    /** Answers that may be another one next time. */
    static boolean isPassing(int status) {
        return PASSING.contains(status) || status >= 500 && status != 501;
    }

    private static boolean isMisplaced(int status) {
        return status == 304 || status > 0 && status < 200;
    }

    private static Judgement misplaced(Attempt a) {
        return failByAnswer(
                a,
                Misdeed.MISPLACED_STATUS,
                a.exchange().answer() + " is no answer to a " + a.method() + "; 412 was due");
    }

    /** §13.2.1: what the request would be answered without its condition comes first, and says nothing of the condition. */
    static boolean isPlainAnswerToo(Attempt a) {
        int status = status(a);
        int plain = a.controls().unconditionalStatus();
        boolean redirected = isRedirection(status) && isRedirection(plain);
        boolean refusal = status >= 400 && status <= 501 && status != 500;
        return redirected || status == plain && refusal && !PASSING.contains(status) && !OF_CONDITIONS.contains(status);
    }

    private static boolean isRedirection(int status) {
        return status >= 300 && status < 400 && status != 304;
    }

    static Judgement plainAnswerToo(Attempt a) {
        return notApplicable(
                a,
                "the same " + a.method() + " without a condition is answered "
                        + a.controls().unconditionalAnswer() + " too");
    }

    private static boolean failsClosed(Attempt a) {
        int status = status(a);
        return (status == 400 || status == 501)
                && status == positiveStatus(a.controls())
                && a.controls().unconditionalWorks();
    }

    private static Judgement failedClosed(Attempt a) {
        return note(a, "If-Match is refused whatever it says (" + a.exchange().answer() + "): it fails closed");
    }

    private static Judgement passing(Attempt a) {
        boolean serverError = status(a) >= 500;
        boolean itsFault = serverError && a.controls().work();
        return again(
                a,
                itsFault ? Outcome.WARN : Outcome.INCONCLUSIVE,
                serverError ? Misdeed.SERVER_ERROR : Misdeed.NONE,
                (isReading(a) ? "the " : "nothing changed, and the ") + a.method() + " was answered "
                        + a.exchange().answer() + (itsFault ? " where 412 was due" : ""));
    }

    /** A refusal without effect counts only when its controls show that nothing else explains it. */
    static Judgement controlled(Attempt a, Judgement ifControlsWork) {
        Controls controls = a.controls();
        if (!controls.unconditionalWorks()) {
            return uncontrolled(a);
        }
        if (!controls.positiveWorks()) {
            int status = positiveStatus(controls);
            return inconclusive(
                    a,
                    status >= 400 && status < 500 ? Misdeed.LOCKED_OUT : Misdeed.NONE,
                    "answered " + a.exchange().answer() + (isReading(a) ? "" : " and nothing changed")
                            + ", but so might any condition be: the twin with a true one was answered "
                            + controls.positiveAnswer());
        }
        return ifControlsWork;
    }

    /** The request does not work without a condition either, so that what it is answered with one proves nothing. */
    private static Judgement uncontrolled(Attempt a) {
        int plain = a.controls().unconditionalStatus();
        String words = "the same " + a.method() + " without a condition was answered "
                + a.controls().unconditionalAnswer();
        return plain == 405 || plain == 501
                ? notApplicable(a, words)
                : again(
                        a,
                        Outcome.INCONCLUSIVE,
                        Misdeed.NONE,
                        "answered " + a.exchange().answer() + ", but " + words
                                + (a.controls()
                                                .unconditional()
                                                .map(Attempt::succeeded)
                                                .orElse(false)
                                        ? " and not performed"
                                        : "")
                                + ", so that it proves nothing");
    }

    private static boolean isReading(Attempt a) {
        return a.intent() instanceof Intent.Retrieve;
    }

    // O-ACCEPT

    static Judgement accepted(Attempt a, Known known) {
        int status = status(a);
        if (a.effect() == Effect.UNKNOWN) {
            return unread(a);
        }
        if (a.effect() == Effect.REQUESTED) {
            return performed(a);
        }
        if (a.effect() == Effect.OTHER && status != 0 && status < 500) {
            return a.showsThirdWrite()
                    ? thirdWrite(a)
                    : fail(
                            a,
                            Misdeed.SIDE_EFFECT,
                            "the condition was true; the " + a.method() + " was answered "
                                    + a.exchange().answer()
                                    + ", and the resource became neither what it was nor what the request asked for");
        }
        if (a.lateEffect() == Effect.REQUESTED) {
            return note(
                    a, "performed, but later than the answer (" + a.exchange().answer() + ") says");
        }
        return succeeded(a) ? acknowledged(a) : notPerformed(a);
    }

    private static Judgement performed(Attempt a) {
        if (succeeded(a)) {
            return pass(a, "answered " + a.exchange().answer() + ", and " + effectInWords(a));
        }
        if (isPlainAnswerToo(a)) {
            return plainAnswerToo(a);
        }
        if (isPassing(status(a))) {
            return again(
                    a,
                    Outcome.INCONCLUSIVE,
                    Misdeed.NONE,
                    "performed, and answered " + a.exchange().answer());
        }
        return fail(
                a,
                Misdeed.REFUSED_YET_PERFORMED,
                "the " + a.method() + " was answered " + a.exchange().answer() + ", yet it was performed: "
                        + effectInWords(a));
    }

    private static Judgement acknowledged(Attempt a) {
        if (a.wasThereAlready()) {
            return pass(
                    a, "answered " + a.exchange().answer() + ", and the state asked for is there, as it was before");
        }
        return status(a) == 202
                ? again(
                        a,
                        Outcome.INCONCLUSIVE,
                        Misdeed.NONE,
                        "answered 202 Accepted, and not performed while it was watched")
                : fail(
                        a,
                        Misdeed.FALSE_SUCCESS,
                        "the condition was true and the " + a.method() + " was answered "
                                + a.exchange().answer() + ", yet nothing was done");
    }

    private static Judgement notPerformed(Attempt a) {
        int status = status(a);
        if (isPlainAnswerToo(a)) {
            return plainAnswerToo(a);
        }
        if (isPassing(status) || status == 409 || status == 423) {
            return again(
                    a,
                    Outcome.INCONCLUSIVE,
                    Misdeed.NONE,
                    "the condition was true, and the " + a.method() + " was answered "
                            + a.exchange().answer());
        }
        boolean plain428 = a.controls().unconditionalStatus() == 428;
        if (status == 428
                && plain428
                && a.exchange().request().field("If-Match").isEmpty()) {
            return notApplicable(
                    a, "the target demands If-Match: it answers 428 to every " + a.method() + " without one");
        }
        if (failsClosed(a)) {
            return failedClosed(a);
        }
        if (!a.controls().unconditionalWorks()) {
            return uncontrolled(a);
        }
        return failByAnswer(
                a,
                Misdeed.LOCKED_OUT,
                "the condition was true, yet the " + a.method() + " was answered "
                        + a.exchange().answer()
                        + (status == 412
                                ? ": its rightful writer is locked out"
                                : "; without a condition it is answered "
                                        + a.controls().unconditionalAnswer()));
    }

    // O-READ

    static Judgement readRefused(Attempt a, Known known) {
        int status = status(a);
        if (status == 412) {
            return controlled(a, pass(a, "answered " + a.exchange().answer()));
        }
        if (isCached(a)) {
            return notApplicable(a, "a cache answered, which may ignore If-Match (§13.1.1)");
        }
        if (status >= 200 && status < 300) {
            return failByAnswer(
                    a,
                    Misdeed.ANSWERED,
                    "the condition was false, yet the " + a.method() + " was answered "
                            + a.exchange().answer() + "; 412 was due");
        }
        if (status == 304) {
            boolean asked = a.exchange().request().field("If-None-Match").isPresent()
                    || a.exchange().request().field("If-Modified-Since").isPresent();
            return asked
                    ? failByAnswer(a, Misdeed.ANSWERED, "answered 304, although If-Match was false; 412 was due")
                    : failByAnswer(
                            a,
                            Misdeed.MISPLACED_STATUS,
                            "answered 304, as if the field were If-None-Match; 412 was due");
        }
        if (isPassing(status)) {
            return passing(a);
        }
        if (isPlainAnswerToo(a)) {
            return plainAnswerToo(a);
        }
        if (isRedirection(status)) {
            return warn(
                    a, Misdeed.OTHER_STATUS, "redirected (" + a.exchange().answer() + ") because of a false condition");
        }
        if (failsClosed(a)) {
            return failedClosed(a);
        }
        return controlled(
                a,
                passBut(
                        a,
                        Misdeed.OTHER_STATUS,
                        "nothing was sent, but the refusal is " + a.exchange().answer() + " instead of 412"));
    }

    static boolean isCached(Attempt a) {
        return a.response()
                .map(r -> r.field("Age").map(age -> !age.equals("0")).orElse(false)
                        || r.field("X-Cache")
                                .map(x -> x.toUpperCase(java.util.Locale.ROOT).contains("HIT"))
                                .orElse(false))
                .orElse(false);
    }

    static Judgement readAnswered(Attempt a, Known known) {
        int status = status(a);
        if (status == 200) {
            return a.sentTheWhole()
                    ? pass(a, "answered " + a.exchange().answer())
                    : failByAnswer(
                            a,
                            Misdeed.WRONG_FIELD,
                            "answered " + a.exchange().answer()
                                    + ", but its content is not that of the same GET without a condition");
        }
        if (isPassing(status)) {
            return again(
                    a,
                    Outcome.INCONCLUSIVE,
                    Misdeed.NONE,
                    "answered " + a.exchange().answer());
        }
        if (status == a.controls().unconditionalStatus() || isPlainAnswerToo(a)) {
            return plainAnswerToo(a);
        }
        if (failsClosed(a)) {
            return failedClosed(a);
        }
        return failByAnswer(
                a,
                Misdeed.LOCKED_OUT,
                "the condition was true, yet the " + a.method() + " was answered "
                        + a.exchange().answer() + (status == 304 ? ", as if the field were If-None-Match" : "")
                        + "; 200 was due");
    }

    // O-MALF

    static Judgement malformed(Attempt a, Known known, Outcome applied) {
        if (a.effect() == Effect.REQUESTED && succeeded(a)) {
            return fail(
                            a,
                            Misdeed.PERFORMED,
                            "the value is no list of entity tags, yet the " + a.method() + " was performed: answered "
                                    + a.exchange().answer() + ", and " + effectInWords(a))
                    .as(applied);
        }
        int status = status(a);
        boolean refusedAsMalformed = status == 400 || status == 431 || status == 413 || status == 414;
        if (refusedAsMalformed && a.effect() == Effect.NONE && a.lateEffect() == Effect.NONE && !isPlainAnswerToo(a)) {
            return controlled(a, pass(a, "refused with " + a.exchange().answer() + ", and nothing changed"));
        }
        return rejected(a, known);
    }

    // A resource that does not exist: part X, X-4

    static Judgement missing(Attempt a, Known known) {
        int status = status(a);
        if (a.effect() == Effect.UNKNOWN) {
            return unread(a);
        }
        if (!a.before().isAbsent()) {
            return again(a, Outcome.INCONCLUSIVE, Misdeed.NONE, "GET showed something where nothing was to be");
        }
        if (isCreated(a.effect()) || isCreated(a.lateEffect())) {
            return fail(
                    a,
                    Misdeed.CREATED,
                    "nothing exists there, so that the condition is false, yet the " + a.method()
                            + " created it: answered " + a.exchange().answer() + ", and GET shows it"
                            + (isCreated(a.effect()) ? "" : " some time later"));
        }
        if (isPassing(status)) {
            return passing(a);
        }
        if (isMisplaced(status)) {
            return misplaced(a);
        }
        int plain = a.controls().unconditionalStatus();
        if (isPassing(plain)) {
            return uncontrolled(a);
        }
        return plain >= 300 && plain != 428 ? missingToPlainRequest(a) : missingToCreation(a, known);
    }

    private static boolean isCreated(Effect effect) {
        return effect == Effect.REQUESTED || effect == Effect.OTHER;
    }

    /** The plain request is refused: it should be refused in the same way whatever the condition (§13.2.1). */
    private static Judgement missingToPlainRequest(Attempt a) {
        int status = status(a);
        int plain = a.controls().unconditionalStatus();
        if (status == plain || isAbsence(status) && isAbsence(plain)) {
            return a.method().equals("PUT")
                    ? plainAnswerToo(a)
                    : pass(a, "answered " + a.exchange().answer() + ", like the request without a condition");
        }
        if (status == 412) {
            return warn(
                    a,
                    Misdeed.CONDITION_FIRST,
                    "answered 412, where the request without a condition is answered "
                            + a.controls().unconditionalAnswer()
                            + ": the precondition is to be ignored then (§13.2.1)");
        }
        if (status >= 200 && status < 300) {
            return a.method().equals("DELETE")
                    ? note(a, "answered " + a.exchange().answer() + ": what is gone counts as deleted already")
                    : failByAnswer(
                            a,
                            isReading(a) ? Misdeed.ANSWERED : Misdeed.FALSE_SUCCESS,
                            "nothing exists there, yet the " + a.method() + " was answered "
                                    + a.exchange().answer());
        }
        if ((status == 400 || status == 501) && status == positiveStatus(a.controls())) {
            return failedClosed(a);
        }
        return warn(
                a,
                Misdeed.OTHER_STATUS,
                "answered " + a.exchange().answer() + ", where the request without a condition is answered "
                        + a.controls().unconditionalAnswer());
    }

    /** The plain request would create: 412 is the answer, 404 and 410 are permitted. */
    private static Judgement missingToCreation(Attempt a, Known known) {
        int status = status(a);
        if (status == 412) {
            return controlled(a, pass(a, "answered " + a.exchange().answer() + ", and nothing was created"));
        }
        if (known.target().dialect().missing().contains(status)) {
            return controlled(
                    a,
                    pass(
                            a,
                            "refused with " + a.exchange().answer()
                                    + ", as its dialect says, and nothing was created"));
        }
        if (isAbsence(status)) {
            return note(a, "refused with " + a.exchange().answer() + ", and nothing was created");
        }
        if (status >= 200 && status < 300) {
            return missingAcknowledged(a);
        }
        if (failsClosed(a)) {
            return failedClosed(a);
        }
        return warn(
                a,
                Misdeed.OTHER_STATUS,
                "nothing was created, but the refusal is " + a.exchange().answer() + " instead of 412");
    }

    private static Judgement missingAcknowledged(Attempt a) {
        if (a.method().equals("DELETE")) {
            return note(a, "answered " + a.exchange().answer() + ": what is gone counts as deleted already");
        }
        return status(a) == 202
                ? warn(
                        a,
                        Misdeed.FALSE_SUCCESS,
                        "answered 202 Accepted, which commits to nothing, and nothing was created; 412 was due")
                : failByAnswer(
                        a,
                        Misdeed.FALSE_SUCCESS,
                        "answered " + a.exchange().answer()
                                + ", yet nothing was created: the client believes that its change is stored");
    }

    static boolean isAbsence(int status) {
        return status == 404 || status == 410;
    }

    private static int positiveStatus(Controls controls) {
        return controls.positive().map(Attempt::status).orElse(0);
    }

    /** The answer is a success, that of the target where several are told of. */
    private static boolean succeeded(Attempt a) {
        int status = status(a);
        return status >= 200 && status < 300;
    }

    /** The status that counts; a 207 of WebDAV holds the target's own inside (RFC 4918 §13). */
    static int status(Attempt a) {
        if (a.status() == 207) {
            Matcher inner = MULTISTATUS.matcher(a.response().map(Response::text).orElse(""));
            if (inner.find()) {
                return Integer.parseInt(inner.group(1));
            }
        }
        return a.status();
    }
}
