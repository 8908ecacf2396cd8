package org.ifmatch.rule;

import static org.ifmatch.observe.Need.DELETE;
import static org.ifmatch.observe.Need.PATCH;
import static org.ifmatch.observe.Need.PUT_UPDATE;
import static org.ifmatch.observe.Need.STATUS_428;
import static org.ifmatch.observe.Need.STRONG_TAG;
import static org.ifmatch.observe.Scenario.scenario;
import static org.ifmatch.rule.Conditions.ifMatch;
import static org.ifmatch.rule.Rule.rule;
import static org.ifmatch.rule.Rule.untested;

import java.util.List;
import java.util.Optional;
import org.ifmatch.http.Field;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Effect;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Resource;
import org.ifmatch.observe.Scenario;
import org.ifmatch.report.Outcome;

/** RFC 9110 §13.2.1: conditions come after the checks that any request must pass. */
public final class Order {

    /** A PUT whose framing is broken by one more field line, with a tag. */
    private static Scenario broken(String what, boolean old, Field... more) {
        return scenario("a PUT with " + what + " and " + (old ? "a replaced" : "the current") + " tag", lab -> {
            Resource note = lab.resource();
            EntityTagOf tags = EntityTagOf.both(note);
            Field[] all = new Field[more.length + 1];
            System.arraycopy(more, 0, all, 0, more.length);
            all[more.length] = ifMatch(old ? tags.old() : tags.current());
            return note.put(all);
        });
    }

    private static Scenario unknownPatch(boolean old) {
        return scenario(
                "a PATCH of a type that nobody knows with " + (old ? "a replaced" : "the current") + " tag", lab -> {
                    Resource note = lab.resource();
                    EntityTagOf tags = EntityTagOf.both(note);
                    return note.attempt(
                            "PATCH",
                            r -> Optional.of(lab.patch(r).ofType("application/x-nobody-knows")),
                            List.of(ifMatch(old ? tags.old() : tags.current())));
                });
    }

    private record EntityTagOf(String current, String old) {
        static EntityTagOf both(Resource note) {
            String old = note.tag();
            note.overwrite();
            return new EntityTagOf(note.tag(), old);
        }
    }

    public static final Rule UNAUTHORISED_FIRST =
            untested("order/401-first", "it needs probes.unauthorised, which this version does not use yet");
    public static final Rule FORBIDDEN_FIRST =
            untested("order/403-first", "it needs probes.forbidden, which this version does not use yet");

    public static final Rule NOT_FOUND_FIRST = rule("order/404-first")
            .says("What does not exist is answered 404, whatever the condition.")
            .names(Misdeed.CONDITION_FIRST)
            .on(Missing.NEVER_GET, Missing.NEVER_DELETE.needing(DELETE), Missing.NEVER_PATCH.needing(PATCH))
            .judge(Oracles.MISSING);

    public static final Rule NOT_ALLOWED_FIRST =
            untested("order/405-first", "it needs probes.read-only, which this version does not use yet");
    public static final Rule NOT_ACCEPTABLE_FIRST = untested(
            "order/406-first", "it needs a resource with several representations, which this version does not ask for");
    public static final Rule REDIRECT_FIRST =
            untested("order/redirect-first", "it needs probes.redirect, which this version does not use yet");
    public static final Rule TOO_LARGE_FIRST =
            untested("order/413-first", "it needs requests that are sent in parts, which come with the wire group");
    public static final Rule UNSUPPORTED_FIRST = rule("order/415-first")
            .says("Content of a type that is not supported is not stored, whatever the condition.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .on(
                    broken(
                            "a Content-Type that nobody knows",
                            true,
                            Field.of("Content-Type", "application/x-nobody-knows")),
                    broken(
                            "a Content-Type that nobody knows",
                            false,
                            Field.of("Content-Type", "application/x-nobody-knows")))
            .judge(Oracle.each(Order::unsupported))
            .on(unknownPatch(true).needing(PATCH), unknownPatch(false).needing(PATCH))
            .judge(Oracle.each(Order::unsupported));

    public static final Rule BAD_FRAMING_FIRST = rule("order/400-framing-first")
            .says("A request with two Host fields or two different lengths is answered 400, whatever its condition.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .on(
                    broken("a second Host", true, Field.of("Host", "other.example")),
                    broken("a second Host", false, Field.of("Host", "other.example")),
                    broken("a second Content-Length", true, Field.of("Content-Length", "3")),
                    broken("a second Content-Length", false, Field.of("Content-Length", "3")))
            .judge(Oracle.each(Order::badFraming));

    public static final Rule EXPECTATION = untested("order/417", "it needs Expect, which comes with the wire group");

    public static final Rule INVALID_CONTENT = untested(
            "order/422-vs-412", "it needs content that a target calls invalid, which this version does not look for");

    public static final Rule DEMANDED_OR_FALSE = rule("order/428-vs-412")
            .says("A request that has a condition is answered 412 and not 428 when it is false.")
            .needs(PUT_UPDATE, STRONG_TAG, STATUS_428)
            .on(StaleTag.STALE_PUT)
            .judge(Oracle.each((a, k) -> a.status() == 428
                    ? Judgement.warn(a, Misdeed.OTHER_STATUS, "answered 428, although the request has a condition")
                    : Oracles.rejected(a, k)));

    public static final Rule LOCKED =
            untested("order/423-vs-412", "it needs WebDAV's locks (RFC 4918), which this suite does not speak yet");
    public static final Rule OVERLOAD =
            untested("order/429-503-first", "nothing is required there; such answers are retried");
    public static final Rule UNSUPPORTED_METHOD = untested(
            "order/unsupported-method-and-current", "it needs probes.read-only, which this version does not use yet");

    private Order() {}

    private static Judgement unsupported(Attempt a, Known known) {
        int plain = a.controls().unconditionalStatus();
        if (plain != 415) {
            return Judgement.notApplicable(
                    a,
                    "the same PUT without a condition is answered "
                            + a.controls().unconditionalAnswer());
        }
        if (a.effect() == Effect.REQUESTED) {
            return Judgement.fail(
                    a,
                    Misdeed.PERFORMED,
                    "content of a type that is refused with 415 was stored, since a condition came with it");
        }
        return a.status() == 415
                ? Judgement.pass(a, "answered 415")
                : Judgement.note(a, "answered " + a.exchange().answer() + ", without a condition 415");
    }

    /** RFC 9112 §3.2, §6.3: nothing that is read out of such a message can be trusted. */
    private static Judgement badFraming(Attempt a, Known known) {
        if (a.status() == 400) {
            return Judgement.pass(a, "answered 400");
        }
        if (a.effect() == Effect.REQUESTED || a.effect() == Effect.OTHER) {
            return Judgement.fail(
                    a,
                    Misdeed.WRONG_FIELD,
                    "a message that must be answered 400 was acted on: answered "
                            + a.exchange().answer());
        }
        if (a.status() == 0) {
            return Judgement.again(
                    a, Outcome.INCONCLUSIVE, Misdeed.NONE, "the connection was closed without an answer");
        }
        return Judgement.failByAnswer(
                a,
                Misdeed.WRONG_FIELD,
                "a message that must be answered 400 was answered "
                        + a.exchange().answer());
    }
}
