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
import org.ifmatch.http.Response;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Controls;
import org.ifmatch.observe.Effect;
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

    /** Refusals that a server may make before it looks at a condition (§13.2.1); they count where CTRL-U gets them too. */
    private static final Set<Integer> NORMAL_CHECKS =
            Set.of(400, 401, 403, 404, 405, 407, 409, 410, 411, 413, 414, 415, 417, 421, 422, 423, 424, 426, 431, 501);
    /** Answers that say nothing about the condition and may be another one next time. */
    private static final Set<Integer> PASSING = Set.of(0, 408, 425, 429);

    private static final Pattern MULTISTATUS =
            Pattern.compile("<[^>]*status[^>]*>\\s*HTTP/\\d(?:\\.\\d)? (\\d{3})", Pattern.CASE_INSENSITIVE);

    private Oracles() {}

    // O-REJECT

    static Judgement rejected(Attempt a, Known known) {
        if (a.effect() == Effect.UNKNOWN) {
            return unread(a);
        }
        if (a.effect() != Effect.NONE) {
            return changed(a);
        }
        if (a.lateEffect() == Effect.REQUESTED || a.lateEffect() == Effect.OTHER) {
            return changedLate(a);
        }
        return unchanged(a, known);
    }

    private static Judgement unread(Attempt a) {
        return again(
                a,
                Outcome.INCONCLUSIVE,
                Misdeed.NONE,
                "the resource could not be read around the " + a.method() + ": GET was answered "
                        + a.after().exchange().answer());
    }

    private static Judgement changed(Attempt a) {
        String answered = a.method() + " was answered " + a.exchange().answer();
        if (a.effect() == Effect.OTHER) {
            return fail(
                    a,
                    Misdeed.SIDE_EFFECT,
                    "the condition was false; the " + answered
                            + ", and the resource became neither what it was nor what the request asked for");
        }
        if (a.succeeded() || status(a) < 400 && status(a) != 0) {
            return fail(
                    a,
                    Misdeed.PERFORMED,
                    "the condition was false, yet the " + a.method() + " was performed: answered "
                            + a.exchange().answer() + ", and " + effectInWords(a));
        }
        return fail(
                a, Misdeed.REFUSED_YET_PERFORMED, "the " + answered + ", yet it was performed: " + effectInWords(a));
    }

    private static Judgement changedLate(Attempt a) {
        String words = a.method() + " was answered " + a.exchange().answer()
                + " and changed nothing at first, yet some time later "
                + (a.lateEffect() == Effect.REQUESTED ? effectInWords(a) : "the resource had changed");
        return fail(
                a, a.succeeded() ? Misdeed.PERFORMED : Misdeed.PERFORMED_LATE, "the condition was false; the " + words);
    }

    static String effectInWords(Attempt a) {
        return a.method().equals("DELETE")
                ? "the resource is gone"
                : a.before().isAbsent() ? "GET shows what it created" : "GET shows what it wrote";
    }

    private static Judgement unchanged(Attempt a, Known known) {
        int status = status(a);
        Controls controls = a.controls();
        if (status == 412) {
            return refused(a);
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
        if (status == 304 || status > 0 && status < 200) {
            return failByAnswer(
                    a,
                    Misdeed.MISPLACED_STATUS,
                    a.exchange().answer() + " is no answer to a " + a.method() + "; 412 was due");
        }
        if (status == 428) {
            return passBut(
                    a, Misdeed.OTHER_STATUS, "nothing changed, but 428 was answered to a request that has a condition");
        }
        if (NORMAL_CHECKS.contains(status) && status == controls.unconditionalStatus()) {
            return notApplicable(
                    a,
                    "the same " + a.method() + " without a condition is answered "
                            + a.exchange().answer() + " too");
        }
        if (status >= 300 && status < 400) {
            return status == controls.unconditionalStatus()
                    ? notApplicable(a, "the same " + a.method() + " without a condition is redirected too")
                    : warn(
                            a,
                            Misdeed.OTHER_STATUS,
                            "redirected (" + a.exchange().answer() + ") because of a false condition");
        }
        if (PASSING.contains(status) || status >= 500 && status != 501) {
            return passing(a);
        }
        if ((status == 400 || status == 501) && status == positiveStatus(controls)) {
            return note(
                    a, "If-Match is refused whatever it says (" + a.exchange().answer() + "): it fails closed");
        }
        if (known.target().dialect().refusals().contains(status)) {
            return pass(a, "refused with " + a.exchange().answer() + ", as its dialect says, and nothing changed");
        }
        return passBut(
                a,
                Misdeed.OTHER_STATUS,
                "nothing changed, but the refusal is " + a.exchange().answer() + " instead of 412");
    }

    private static Judgement passing(Attempt a) {
        boolean serverError = status(a) >= 500;
        boolean itsFault = serverError && a.controls().work();
        return again(
                a,
                itsFault ? Outcome.WARN : Outcome.INCONCLUSIVE,
                serverError ? Misdeed.SERVER_ERROR : Misdeed.NONE,
                "nothing changed, and the " + a.method() + " was answered "
                        + a.exchange().answer() + (itsFault ? " where 412 was due" : ""));
    }

    /** A 412 without effect passes only when its controls show that nothing else explains it. */
    private static Judgement refused(Attempt a) {
        Controls controls = a.controls();
        if (!controls.unconditionalWorks()) {
            int status = controls.unconditionalStatus();
            String words =
                    "the same " + a.method() + " without a condition was answered " + controls.unconditionalAnswer();
            if (status == 405 || status == 501) {
                return notApplicable(a, words);
            }
            return again(
                    a,
                    Outcome.INCONCLUSIVE,
                    Misdeed.NONE,
                    "answered 412 and nothing changed, but " + words + ", so that the 412 proves nothing");
        }
        if (!controls.positiveWorks()) {
            return inconclusive(
                    a,
                    positiveStatus(controls) == 412 ? Misdeed.LOCKED_OUT : Misdeed.NONE,
                    "answered 412 and nothing changed, but so might any condition be: the twin with a true one was answered "
                            + controls.positiveAnswer());
        }
        return pass(a, "answered " + a.exchange().answer() + ", and nothing changed");
    }

    // O-ACCEPT

    static Judgement accepted(Attempt a, Known known) {
        Controls controls = a.controls();
        int status = status(a);
        if (a.effect() == Effect.UNKNOWN) {
            return unread(a);
        }
        if (a.effect() == Effect.OTHER && status != 0 && status < 500) {
            return fail(
                    a,
                    Misdeed.SIDE_EFFECT,
                    "the condition was true; the " + a.method() + " was answered "
                            + a.exchange().answer()
                            + ", and the resource became neither what it was nor what the request asked for");
        }
        if (a.effect() == Effect.REQUESTED) {
            return performed(a);
        }
        if (a.lateEffect() == Effect.REQUESTED) {
            return note(
                    a, "performed, but later than the answer (" + a.exchange().answer() + ") says");
        }
        if (status == 412) {
            return controls.unconditionalWorks()
                    ? failByAnswer(
                            a,
                            Misdeed.LOCKED_OUT,
                            "the condition was true, yet the " + a.method()
                                    + " was answered 412: its rightful writer is locked out")
                    : notApplicable(
                            a,
                            "the same " + a.method() + " without a condition was answered "
                                    + controls.unconditionalAnswer());
        }
        if (a.succeeded()) {
            return status == 202
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
        if (PASSING.contains(status) || status >= 500 && status != 501 || status == 409 || status == 423) {
            boolean alike = status == controls.unconditionalStatus() && NORMAL_CHECKS.contains(status);
            return alike
                    ? notApplicable(
                            a,
                            "the same " + a.method() + " without a condition is answered "
                                    + a.exchange().answer() + " too")
                    : again(
                            a,
                            Outcome.INCONCLUSIVE,
                            Misdeed.NONE,
                            "the condition was true, and the " + a.method() + " was answered "
                                    + a.exchange().answer());
        }
        if (status == controls.unconditionalStatus()) {
            return notApplicable(
                    a,
                    "the same " + a.method() + " without a condition is answered "
                            + a.exchange().answer() + " too");
        }
        if ((status == 400 || status == 501) && status == positiveStatus(controls)) {
            return note(
                    a, "If-Match is refused whatever it says (" + a.exchange().answer() + "): it fails closed");
        }
        return failByAnswer(
                a,
                Misdeed.LOCKED_OUT,
                "the condition was true, yet the " + a.method() + " was answered "
                        + a.exchange().answer() + "; without a condition it is answered "
                        + controls.unconditionalAnswer());
    }

    private static Judgement performed(Attempt a) {
        int status = status(a);
        if (a.succeeded()) {
            return pass(a, "answered " + a.exchange().answer() + ", and " + effectInWords(a));
        }
        if (PASSING.contains(status) || status >= 500) {
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

    // O-READ

    static Judgement readRefused(Attempt a, Known known) {
        int status = status(a);
        if (status == 412) {
            return a.controls().work()
                    ? pass(a, "answered " + a.exchange().answer())
                    : inconclusive(
                            a,
                            positiveStatus(a.controls()) == 412 ? Misdeed.LOCKED_OUT : Misdeed.NONE,
                            "answered 412, but so might any condition be: the twin with a true one was answered "
                                    + a.controls().positiveAnswer());
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
        if (PASSING.contains(status) || status >= 500 && status != 501) {
            return passing(a);
        }
        if (status == a.controls().unconditionalStatus()) {
            return notApplicable(
                    a,
                    "the same " + a.method() + " without a condition is answered "
                            + a.exchange().answer() + " too");
        }
        return warn(a, Misdeed.OTHER_STATUS, "refused, but with " + a.exchange().answer() + " instead of 412");
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
            return pass(a, "answered " + a.exchange().answer());
        }
        if (status == a.controls().unconditionalStatus()) {
            return notApplicable(
                    a,
                    "the same " + a.method() + " without a condition is answered "
                            + a.exchange().answer() + " too");
        }
        if (PASSING.contains(status) || status >= 500 && status != 501) {
            return again(
                    a,
                    Outcome.INCONCLUSIVE,
                    Misdeed.NONE,
                    "answered " + a.exchange().answer());
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
        if (a.effect() == Effect.UNKNOWN) {
            return unread(a);
        }
        if (a.effect() == Effect.REQUESTED && a.succeeded()) {
            return fail(
                            a,
                            Misdeed.PERFORMED,
                            "the value is no list of entity tags, yet the " + a.method() + " was performed: answered "
                                    + a.exchange().answer() + ", and " + effectInWords(a))
                    .as(applied);
        }
        if (a.effect() != Effect.NONE) {
            return changed(a);
        }
        int status = status(a);
        if (status == 400 || status == 431 || status == 413 || status == 414) {
            return a.controls().work()
                    ? pass(a, "refused with " + a.exchange().answer() + ", and nothing changed")
                    : unchanged(a, known);
        }
        if (status >= 500 && status != 501) {
            return again(
                    a,
                    a.controls().work() ? Outcome.WARN : Outcome.INCONCLUSIVE,
                    Misdeed.SERVER_ERROR,
                    "nothing changed, but the value was answered "
                            + a.exchange().answer());
        }
        return unchanged(a, known);
    }

    // A resource that does not exist: part X, X-4

    static Judgement missing(Attempt a, Known known) {
        int status = status(a);
        if (a.effect() == Effect.UNKNOWN) {
            return unread(a);
        }
        if (a.effect() == Effect.REQUESTED && a.before().isAbsent() && a.after().isPresent()
                || a.effect() == Effect.OTHER) {
            return fail(
                    a,
                    Misdeed.CREATED,
                    "nothing exists there, so that the condition is false, yet the " + a.method()
                            + " created it: answered " + a.exchange().answer() + ", and GET shows it");
        }
        if (PASSING.contains(status) || status >= 500 && status != 501) {
            return passing(a);
        }
        boolean plainFails =
                a.controls().unconditionalStatus() >= 300 && a.controls().unconditionalStatus() != 428;
        return plainFails ? missingToPlainRequest(a) : missingToCreation(a, known);
    }

    /** The plain request is refused: it should be refused in the same way whatever the condition (§13.2.1). */
    private static Judgement missingToPlainRequest(Attempt a) {
        int status = status(a);
        int plain = a.controls().unconditionalStatus();
        if (status == plain || isAbsence(status) && isAbsence(plain)) {
            return a.method().equals("PUT")
                    ? notApplicable(
                            a,
                            "the same PUT without a condition is answered "
                                    + a.exchange().answer() + " too")
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
                            Misdeed.ANSWERED,
                            "nothing exists there, yet the " + a.method() + " was answered "
                                    + a.exchange().answer());
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
            return refused(a);
        }
        if (isAbsence(status)) {
            return note(a, "refused with " + a.exchange().answer() + ", and nothing was created");
        }
        if (status >= 200 && status < 300) {
            return a.method().equals("DELETE")
                    ? note(a, "answered " + a.exchange().answer() + ": what is gone counts as deleted already")
                    : failByAnswer(
                            a,
                            Misdeed.FALSE_SUCCESS,
                            "answered " + a.exchange().answer()
                                    + ", yet nothing was created: the client believes that its change is stored");
        }
        if (known.target().dialect().missing().contains(status)) {
            return pass(a, "refused with " + a.exchange().answer() + ", as its dialect says, and nothing was created");
        }
        if ((status == 400 || status == 501) && status == positiveStatus(a.controls())) {
            return note(
                    a, "If-Match is refused whatever it says (" + a.exchange().answer() + "): it fails closed");
        }
        return warn(
                a,
                Misdeed.OTHER_STATUS,
                "nothing was created, but the refusal is " + a.exchange().answer() + " instead of 412");
    }

    static boolean isAbsence(int status) {
        return status == 404 || status == 410;
    }

    private static int positiveStatus(Controls controls) {
        return controls.positive().map(Attempt::status).orElse(0);
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
