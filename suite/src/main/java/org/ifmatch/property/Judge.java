package org.ifmatch.property;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ifmatch.http.EntityTag;
import org.ifmatch.http.Response;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Effect;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Snapshot;
import org.ifmatch.property.Evaluation.Due;
import org.ifmatch.property.Evaluation.Truth;
import org.ifmatch.property.Played.Broken;
import org.ifmatch.property.Played.Expected;
import org.ifmatch.property.Step.Beside.Kind;
import org.ifmatch.report.Outcome;
import org.ifmatch.rule.Judgement;
import org.ifmatch.rule.Misdeed;
import org.ifmatch.rule.Oracle;
import org.ifmatch.rule.Oracles;
import org.ifmatch.rule.StaleTag;

/**
 * Judges a step by what RFC 9110 says is due to it, with the oracles that scripted rules have too. It is pure: what it sees are
 * records.
 */
final class Judge {

    /** What a warning may be about here; the exact status of a refusal is left to scripted rules. */
    private static final Set<Misdeed> WARNED_OF =
            Set.of(Misdeed.SERVER_ERROR, Misdeed.CONDITION_FIRST, Misdeed.PERFORMED, Misdeed.ANSWERED);

    private final Known known;

    Judge(Known known) {
        this.known = known;
    }

    /**
     * A step as it was made.
     *
     * @param matchLines the If-Match lines as they went over the wire
     * @param noneMatchLines the If-None-Match lines, likewise
     * @param rangeLines the If-Range lines, likewise
     */
    record Facts(
            Step step,
            Attempt attempt,
            List<String> matchLines,
            List<String> noneMatchLines,
            List<String> rangeLines,
            boolean wasDeleted) {

        boolean exists() {
            return attempt.before().isPresent();
        }

        Optional<String> current() {
            return attempt.before().etag();
        }
    }

    /** What If-Match comes to; how the dialect compares tags is a part of it. */
    Truth truth(Facts f) {
        return Evaluation.ifMatch(
                f.matchLines(),
                f.exists(),
                f.current(),
                known.target().dialect().comparison());
    }

    /** What is wrong with a step, if anything is. */
    Optional<Broken> judge(Facts f) {
        Truth truth = truth(f);
        Due due = due(f, truth);
        Optional<Broken> broken =
                f.exists() ? (f.step().verb().reads() ? read(f, truth, due) : write(f, truth, due)) : missing(f, truth);
        return broken.filter(b -> counts(b.judgement()));
    }

    /** A failure, or a warning of a kind that is told; what may be another answer next time is told only after it was again. */
    private static boolean counts(Judgement judgement) {
        if (judgement.outcome() == Outcome.FAIL) {
            return true;
        }
        return judgement.outcome() == Outcome.WARN && WARNED_OF.contains(judgement.misdeed());
    }

    private Due due(Facts f, Truth truth) {
        Optional<Boolean> noneMatch = Evaluation.ifNoneMatch(f.noneMatchLines(), f.exists(), f.current());
        boolean dated = known.can("lm") && f.exists();
        Optional<Boolean> unmodified = !dated
                ? Optional.empty()
                : f.step().has(Kind.UNMODIFIED_SINCE_LONG_AGO)
                        ? Optional.of(false)
                        : f.step().has(Kind.UNMODIFIED_SINCE_LATER) ? Optional.of(true) : Optional.empty();
        Optional<Boolean> modified = !dated
                ? Optional.empty()
                : f.step().has(Kind.MODIFIED_SINCE_NOW)
                        ? Optional.of(false)
                        : f.step().has(Kind.MODIFIED_SINCE_LONG_AGO) ? Optional.of(true) : Optional.empty();
        return Evaluation.due(f.step().verb().reads(), truth, unmodified, noneMatch, modified);
    }

    private Judgement ask(Oracle oracle, Facts f) {
        return oracle.judge(List.of(f.attempt()), known);
    }

    private Optional<Broken> broken(Facts f, Truth truth, Judgement judgement, Expected due) {
        return Optional.of(new Broken(RuleOf.step(f, truth, judgement), judgement, f.attempt(), due, truth));
    }

    // Writes.

    private Optional<Broken> write(Facts f, Truth truth, Due due) {
        if (!f.step().isConditional()) {
            return Optional.empty();
        }
        boolean refusedAnyway =
                f.attempt().status() == 501 && !f.noneMatchLines().isEmpty();
        return switch (due) {
            case PERFORMED ->
                refusedAnyway ? Optional.empty() : broken(f, truth, ask(Oracles.ACCEPTED, f), Expected.PERFORMED);
            case REFUSED -> broken(f, truth, ask(refusal(f.step()), f), Expected.REFUSED);
            case MALFORMED -> malformed(f, truth);
            case EITHER, NOT_MODIFIED -> either(f, truth);
        };
    }

    /** What is added a second time shows a nonce that was there before. */
    private static Oracle refusal(Step step) {
        return step.wrote() == Step.Wrote.REPEATED ? StaleTag.NOT_REDONE : Oracles.REJECTED;
    }

    private Optional<Broken> either(Facts f, Truth truth) {
        Judgement judgement = ask(f.attempt().succeeded() ? Oracles.ACCEPTED : Oracles.REJECTED, f);
        boolean crashed = judgement.misdeed() == Misdeed.SERVER_ERROR;
        return broken(f, truth, judgement, crashed ? Expected.NO_SERVER_ERROR : Expected.REFUSED);
    }

    /** Part X, X-6: what is performed on counts as its mildest part does; a part that is the current tag excuses it. */
    private Optional<Broken> malformed(Facts f, Truth truth) {
        Judgement judgement = ask(Oracles.MALFORMED_WARNS, f);
        if (judgement.misdeed() != Misdeed.PERFORMED) {
            boolean crashed = judgement.misdeed() == Misdeed.SERVER_ERROR;
            return broken(f, truth, judgement, crashed ? Expected.NO_SERVER_ERROR : Expected.REFUSED);
        }
        Outcome mildest = mildest(f);
        return mildest == Outcome.NOTE ? Optional.empty() : broken(f, truth, judgement.as(mildest), Expected.REFUSED);
    }

    private static Outcome mildest(Facts f) {
        Set<Role> roles = f.step().ifMatch().map(Value::roles).orElse(Set.of());
        boolean namesIt = roles.stream()
                .filter(r -> !r.isMalformed())
                .anyMatch(r -> r.base() == Role.Base.CURRENT || r == Role.STAR);
        boolean noted = roles.stream().anyMatch(r -> r.ifApplied().equals(Optional.of(Outcome.NOTE)));
        boolean warned = roles.stream().anyMatch(r -> r.ifApplied().equals(Optional.of(Outcome.WARN)));
        return namesIt || noted ? Outcome.NOTE : warned ? Outcome.WARN : Outcome.FAIL;
    }

    // Reads.

    private Optional<Broken> read(Facts f, Truth truth, Due due) {
        boolean ofOthersAlone = truth == Truth.ABSENT && f.step().has(Kind.NONE_MATCH) && isDated(f.step());
        if (!f.step().isConditional() || ofOthersAlone) {
            return Optional.empty();
        }
        return switch (due) {
            case REFUSED -> broken(f, truth, ask(Oracles.READ_REFUSED, f), Expected.NOT_ANSWERED);
            case NOT_MODIFIED -> broken(f, truth, notModified(f), Expected.NOT_MODIFIED);
            case PERFORMED -> answered(f, truth);
            case MALFORMED, EITHER -> crashed(f, truth);
        };
    }

    /** Which of two other conditions comes first says nothing of If-Match. */
    private static boolean isDated(Step step) {
        return step.has(Kind.UNMODIFIED_SINCE_LONG_AGO) || step.has(Kind.UNMODIFIED_SINCE_GARBAGE);
    }

    private Optional<Broken> crashed(Facts f, Truth truth) {
        return f.attempt().status() >= 500
                ? broken(f, truth, ask(Oracles.READ_REFUSED, f), Expected.NO_SERVER_ERROR)
                : Optional.empty();
    }

    private Judgement notModified(Facts f) {
        Attempt a = f.attempt();
        if (a.status() == 304) {
            return Judgement.pass(a, "answered 304");
        }
        if (a.status() == 412) {
            return Judgement.failByAnswer(
                    a,
                    Misdeed.LOCKED_OUT,
                    "If-Match was true and nothing else asks for a refusal, yet it was answered 412");
        }
        boolean byTag = !f.noneMatchLines().isEmpty();
        if (a.succeeded() && byTag) {
            return Judgement.failByAnswer(
                    a,
                    Misdeed.ANSWERED,
                    "the client has what is current, and If-None-Match says so, yet the " + a.method()
                            + " was answered " + a.exchange().answer() + "; 304 was due");
        }
        // A date is a weak sign of change, and a target may prefer to answer (§13.1.3 asks for 304 by a SHOULD).
        return Judgement.pass(a, "answered " + a.exchange().answer());
    }

    private Optional<Broken> answered(Facts f, Truth truth) {
        Attempt a = f.attempt();
        int status = a.status();
        boolean ranged = a.method().equals("GET")
                && (f.step().has(Kind.RANGE) || f.step().has(Kind.RANGE_BEYOND));
        if (!ranged || !known.can("range")) {
            return ranged ? Optional.empty() : broken(f, truth, ask(Oracles.READ_ANSWERED, f), Expected.ANSWERED);
        }
        boolean mustBeWhole = !f.rangeLines().isEmpty()
                && f.current()
                        .flatMap(EntityTag::parse)
                        .flatMap(now ->
                                EntityTag.parse(f.rangeLines().get(0).strip()).map(sent -> !sent.stronglyEquals(now)))
                        .orElse(true);
        if (status == 206 && mustBeWhole) {
            return broken(
                    f,
                    truth,
                    Judgement.failByAnswer(
                            a,
                            Misdeed.ANSWERED,
                            "If-Range named another representation, yet a part was sent: answered 206; 200 was due"),
                    Expected.WHOLE);
        }
        Expected due = f.step().has(Kind.RANGE_BEYOND) ? Expected.WHOLE_OR_416 : Expected.WHOLE_OR_PART;
        if (status == 412 || status == 304) {
            return broken(
                    f,
                    truth,
                    Judgement.failByAnswer(
                            a,
                            Misdeed.LOCKED_OUT,
                            "the condition was true, yet the GET of a part was answered "
                                    + a.exchange().answer()),
                    due);
        }
        return Optional.empty();
    }

    // A resource that does not exist: part X, X-4.

    private Optional<Broken> missing(Facts f, Truth truth) {
        if (!f.attempt().before().isAbsent() || truth == Truth.ABSENT || isAloneHeld(f)) {
            return Optional.empty();
        }
        Judgement judgement = ask(Oracles.MISSING, f);
        Expected due = judgement.misdeed() == Misdeed.CREATED
                ? Expected.NOT_CREATED
                : judgement.misdeed() == Misdeed.SERVER_ERROR
                        ? Expected.NO_SERVER_ERROR
                        : judgement.misdeed() == Misdeed.CONDITION_FIRST ? Expected.ABSENT : Expected.REFUSED;
        return broken(f, truth, judgement, due);
    }

    /** A value that is malformed on nothing at all: what it is answered says little, as long as nothing is made. */
    private static boolean isAloneHeld(Facts f) {
        return f.step().verb().reads()
                && f.step()
                        .ifMatch()
                        .map(v -> v.roles().stream().anyMatch(Role::isMalformed))
                        .orElse(false);
    }

    // Tags.

    /**
     * What a write made of the tag.
     *
     * @param note what is remembered from before it
     * @param later the resource once its tag rests
     */
    Optional<Broken> tags(Facts f, Note note, Snapshot later, boolean settlesAtOnce) {
        Attempt a = f.attempt();
        Optional<String> tag = later.etag();
        boolean blankMore = f.step().wrote() == Step.Wrote.SPACED && a.succeeded() && known.verbatim();
        boolean otherContent = tag.isPresent()
                && (note.namedOtherContent(tag.get(), later) || blankMore && note.namedOtherOctets(tag.get(), later));
        if (otherContent) {
            String rule = note.wasDeletedSince(tag.get())
                    ? "etag/recreate-after-delete"
                    : tag.equals(f.current()) ? "etag/changes-with-content" : "etag/never-reused";
            return tagged(
                    f,
                    rule,
                    Judgement.fail(
                            a.lookedAtLater(later),
                            Misdeed.WRONG_FIELD,
                            "the strong tag " + tag.get() + " named other content before: who holds it takes what is"
                                    + " there now for what was there then"),
                    Expected.ANOTHER_TAG);
        }
        Optional<EntityTag> told =
                a.response().filter(Response::isSuccess).flatMap(Response::etag).flatMap(EntityTag::parse);
        Optional<EntityTag> shown = tag.flatMap(EntityTag::parse);
        boolean differ = told.isPresent()
                && shown.isPresent()
                && !told.get().weak()
                && !shown.get().weak()
                && !told.get().equals(shown.get());
        if (settlesAtOnce
                && differ
                && a.effect() == Effect.REQUESTED
                && f.step().verb().hasContent()) {
            String rule = a.method().equals("PUT") ? "etag/put-honest" : "etag/patch-tag";
            return tagged(
                    f,
                    rule,
                    Judgement.failByAnswer(
                            a,
                            Misdeed.WRONG_FIELD,
                            "the answer to the " + a.method() + " carries the tag " + told.get()
                                    + ", and a GET right after" + " it shows " + shown.get()),
                    Expected.TRUE_TAG);
        }
        return Optional.empty();
    }

    /** The tag in the answer to a read that has no content of its own, or a part of it. */
    Optional<Broken> tagOfRead(Facts f, Note note) {
        Attempt a = f.attempt();
        Optional<EntityTag> now = f.current().flatMap(EntityTag::parse).filter(t -> !t.weak());
        Optional<String> told = a.response().flatMap(Response::etag);
        if (now.isEmpty() || a.response().isEmpty()) {
            return Optional.empty();
        }
        boolean same = told.equals(f.current());
        boolean older = told.filter(t -> !same && note.had(t)).isPresent();
        String where = "the " + a.method() + " was answered " + a.exchange().answer() + " with "
                + told.map(t -> "the tag " + t).orElse("no tag") + ", and a GET shows "
                + f.current().get();
        if (a.method().equals("HEAD") && a.status() == 200 && older) {
            return tagged(f, "etag/head-agrees", wrongTag(a, where + ": an older one"), Expected.TRUE_TAG);
        }
        boolean other = told.flatMap(EntityTag::parse)
                .map(t -> !t.opaque().equals(now.get().opaque()))
                .orElse(true);
        if (a.status() == 304 && other && a.method().equals("GET")) {
            return tagged(f, "etag/304-carries-current", wrongTag(a, where), Expected.TRUE_TAG);
        }
        return a.status() == 206 && other
                ? tagged(f, "etag/206-and-416", wrongTag(a, where), Expected.TRUE_TAG)
                : Optional.empty();
    }

    private static Judgement wrongTag(Attempt a, String why) {
        return Judgement.failByAnswer(a, Misdeed.WRONG_FIELD, why);
    }

    private Optional<Broken> tagged(Facts f, String rule, Judgement judgement, Expected due) {
        return Optional.of(new Broken(rule, judgement, f.attempt(), due, truth(f)));
    }

    /** A refused request moved the tag: its rightful holder is locked out. */
    Optional<Broken> moved(Facts f, Snapshot later) {
        return tagged(
                f,
                "no-effect/etag",
                Judgement.failByAnswer(
                        f.attempt().lookedAtLater(later),
                        Misdeed.SIDE_EFFECT,
                        "the refused " + f.attempt().method() + " left the content as it was and moved the tag from "
                                + f.current().orElse("none") + " to "
                                + later.etag().orElse("none")),
                Expected.SAME_TAG);
    }

    /** A refused request changed the type of what is there, of which the content stayed. */
    Optional<Broken> retyped(Facts f, Snapshot later) {
        return tagged(
                f,
                "no-effect/metadata",
                Judgement.failByAnswer(
                        f.attempt().lookedAtLater(later),
                        Misdeed.WRONG_FIELD,
                        "the refused " + f.attempt().method()
                                + " left the content as it was and changed its Content-Type from "
                                + f.attempt().before().field("Content-Type").orElse("none") + " to "
                                + later.field("Content-Type").orElse("none")),
                Expected.SAME_TYPE);
    }
}
