package org.ifmatch.rule;

import static org.ifmatch.observe.Need.ANY_TAG;
import static org.ifmatch.observe.Need.DELETE;
import static org.ifmatch.observe.Need.PATCH;
import static org.ifmatch.observe.Need.PUT_UPDATE;
import static org.ifmatch.observe.Need.STATUS_428;
import static org.ifmatch.observe.Need.STRONG_TAG;
import static org.ifmatch.observe.Scenario.attempts;
import static org.ifmatch.observe.Scenario.scenario;
import static org.ifmatch.rule.Conditions.ifMatch;
import static org.ifmatch.rule.Rule.rule;
import static org.ifmatch.rule.Rule.untested;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ifmatch.http.Field;
import org.ifmatch.http.Request;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Beside;
import org.ifmatch.observe.Content;
import org.ifmatch.observe.Controls;
import org.ifmatch.observe.Conversation.Part;
import org.ifmatch.observe.Effect;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Lab;
import org.ifmatch.observe.Manner;
import org.ifmatch.observe.Need;
import org.ifmatch.observe.Resource;
import org.ifmatch.observe.Scenario;
import org.ifmatch.observe.Writer;
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

    /** Nobody takes as much, and nothing of it is sent: who has a limit can say so at once. */
    private static final String TEBIBYTE = Long.toString(1L << 40);
    /** How long an answer to an announcement is listened for. */
    private static final Duration FOR_AN_ANSWER = Duration.ofSeconds(2);

    private static final Manner ANNOUNCED = new Manner("announced as 1 TiB, and not sent", (line, usual) -> {
        List<Field> fields = new ArrayList<>(usual.fields());
        fields.removeIf(f -> f.is("Content-Length"));
        fields.add(Field.of("Content-Length", TEBIBYTE));
        Request announcement = new Request(usual.method(), usual.url(), fields, new byte[0]);
        line.send(Part.head(announcement));
        line.answer(announcement, FOR_AN_ANSWER);
        return announcement;
    });

    private static final Scenario TOO_LARGE = attempts(
            "a PUT that announces 1 TiB, without a condition, with a replaced and with the current tag", lab -> {
                Resource note = lab.resource();
                EntityTagOf tags = EntityTagOf.both(note);
                note.by(ANNOUNCED);
                String what = "a PUT that announces 1 TiB";
                Attempt plain = announced(lab, note).named(what);
                if (plain.status() != 413) {
                    return List.of(plain);
                }
                return List.of(
                        plain,
                        announced(lab, note, ifMatch(tags.old())).named(what + " with a replaced tag"),
                        announced(lab, note, ifMatch(tags.current())).named(what + " with the current tag"));
            });

    private static Attempt announced(Lab lab, Resource note, Field... condition) {
        return note.attemptAlone("PUT", r -> Optional.of(lab.fresh(r)), List.of(condition));
    }

    /** Content that is cut off before its last octet, in a format in which that is a mistake. */
    private static Scenario cutOff(String method) {
        String what = "a " + method + " of content that is cut off";
        return attempts(what + ", without a condition, with a replaced and with the current tag", lab -> {
            Resource note = lab.resource();
            EntityTagOf tags = EntityTagOf.both(note);
            Writer writer = r -> Optional.of(cut(method.equals("PUT") ? lab.fresh(r) : lab.patch(r)));
            return List.of(
                    note.attemptAlone(method, writer, List.of()).named(what),
                    note.attemptAlone(method, writer, List.of(ifMatch(tags.old())))
                            .named(what + " with a replaced tag"),
                    note.attemptAlone(method, writer, List.of(ifMatch(tags.current())))
                            .named(what + " with the current tag"));
        });
    }

    private static Content cut(Content whole) {
        String type = whole.type().toLowerCase(Locale.ROOT);
        if (!type.contains("json") && !type.contains("xml")) {
            throw new Beside("content of the type " + whole.type() + " cannot be invalid");
        }
        return new Content(whole.type(), Arrays.copyOf(whole.octets(), whole.octets().length - 1), whole.nonce());
    }

    public static final Rule UNAUTHORISED_FIRST = rule("order/401-first")
            .says("A request with wrong credentials is answered the same, whatever its condition.")
            .needs(Need.WRONG_CREDENTIALS)
            .names(Misdeed.CONDITION_FIRST)
            .on(RefusedAnyway.STRANGERS_PUT, RefusedAnyway.STRANGERS_GET, RefusedAnyway.STRANGERS_DELETE)
            .judge(RefusedAnyway.alike(RefusedAnyway.FOR_STRANGERS));

    public static final Rule FORBIDDEN_FIRST = rule("order/403-first")
            .says("A request that is forbidden is answered the same, whatever its condition.")
            .needs(Need.FORBIDDEN_URL)
            .names(Misdeed.CONDITION_FIRST)
            .on(RefusedAnyway.FORBIDDEN_PUT, RefusedAnyway.FORBIDDEN_GET)
            .judge(RefusedAnyway.alike(RefusedAnyway.FORBIDDEN));

    public static final Rule NOT_FOUND_FIRST = rule("order/404-first")
            .says("What does not exist is answered 404, whatever the condition.")
            .names(Misdeed.CONDITION_FIRST)
            .on(Missing.NEVER_GET, Missing.NEVER_DELETE.needing(DELETE), Missing.NEVER_PATCH.needing(PATCH))
            .judge(Oracles.MISSING);

    public static final Rule NOT_ALLOWED_FIRST = rule("order/405-first")
            .says("A method that the resource does not allow is answered the same, whatever its condition.")
            .needs(Need.READ_ONLY_URL)
            .names(Misdeed.CONDITION_FIRST)
            .on(RefusedAnyway.READ_ONLY_PUT)
            .judge(RefusedAnyway.alike(RefusedAnyway.NOT_ALLOWED));

    public static final Rule NOT_ACCEPTABLE_FIRST = rule("order/406-first")
            .says("A GET for a type that is not served is answered 406, whatever its condition.")
            .needs(ANY_TAG)
            .names(Misdeed.CONDITION_FIRST)
            .on(RefusedAnyway.NOT_SERVED)
            .judge(RefusedAnyway.alike(RefusedAnyway.NOT_ACCEPTABLE));

    public static final Rule REDIRECT_FIRST = rule("order/redirect-first")
            .says("A request that is redirected is redirected the same, whatever its condition.")
            .needs(Need.REDIRECTING_URL)
            .names(Misdeed.CONDITION_FIRST)
            .on(RefusedAnyway.REDIRECTING_PUT, RefusedAnyway.REDIRECTING_GET)
            .judge(RefusedAnyway.alike(RefusedAnyway.REDIRECTED));

    public static final Rule TOO_LARGE_FIRST = rule("order/413-first")
            .says("Content that is announced as too large is not stored, whatever the condition.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .on(TOO_LARGE)
            .judge(Order::tooLarge);

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

    public static final Rule EXPECTATION = rule("order/417")
            .says("A stale request that expects what nobody can do is answered 417 or 412, and is not performed.")
            .needs(PUT_UPDATE, ANY_TAG)
            .restsOn("stale-tag/put-rejected")
            .on(scenario("a PUT with a replaced tag and an expectation that nobody knows", lab -> {
                Resource note = lab.resource();
                String old = note.tag();
                note.overwrite();
                return note.put(ifMatch(old), Field.of("Expect", "nobody-knows"));
            }))
            .judge(Oracle.each((a, k) -> a.status() == 417 && a.effect() == Effect.NONE
                    ? Judgement.pass(a, "answered " + a.exchange().answer() + ", and nothing changed")
                    : Oracles.rejected(a, k)));

    public static final Rule INVALID_CONTENT = rule("order/422-vs-412")
            .says(
                    "Invalid content is refused for what it is where the condition is true, and by either where it is false.")
            .needs(STRONG_TAG, PUT_UPDATE)
            .on(cutOff("PUT"), cutOff("PATCH").needing(PATCH))
            .judge(Order::invalidContent);

    public static final Rule DEMANDED_OR_FALSE = rule("order/428-vs-412")
            .says("A request that has a condition is answered 412 and not 428 when it is false.")
            .needs(PUT_UPDATE, STRONG_TAG, STATUS_428)
            .on(StaleTag.STALE_PUT)
            .judge(Oracle.each((a, k) -> a.status() == 428
                    ? Judgement.warn(a, Misdeed.OTHER_STATUS, "answered 428, although the request has a condition")
                    : Oracles.rejected(a, k)));

    public static final Rule LOCKED =
            untested("order/423-vs-412", "it needs WebDAV's locks (RFC 4918), which this suite does not speak yet");
    public static final Rule OVERLOAD = rule("order/429-503-first")
            .says("A server that is too busy says so before it looks at conditions.")
            .overLedger(RunOracles::overload);

    public static final Rule UNSUPPORTED_METHOD = rule("order/unsupported-method-and-current")
            .says("The current tag does not make a method succeed that the resource does not allow.")
            .needs(Need.READ_ONLY_URL)
            .names(Misdeed.CONDITION_FIRST)
            .on(RefusedAnyway.READ_ONLY_PUT)
            .judge(RefusedAnyway.refusedThoughTrue(RefusedAnyway.NOT_ALLOWED));

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
        if (Oracles.isPassing(a.status())) {
            return Judgement.again(
                    a,
                    Outcome.INCONCLUSIVE,
                    Misdeed.NONE,
                    "answered " + a.exchange().answer());
        }
        return a.status() == 415
                ? Judgement.pass(a, "answered 415")
                : Judgement.note(a, "answered " + a.exchange().answer() + ", without a condition 415");
    }

    /** The limit may be found by the length, before the condition, or while the content comes, after it. */
    private static Judgement tooLarge(List<Attempt> attempts, Known known) {
        Attempt plain = attempts.get(0);
        if (plain.status() != 413) {
            String words = plain.what() + " is answered " + plain.exchange().answer();
            return plain.status() != 0 && Oracles.isPassing(plain.status())
                    ? Judgement.again(plain, Outcome.INCONCLUSIVE, Misdeed.NONE, words)
                    : Judgement.notApplicable(plain, words);
        }
        return Oracle.worst(attempts.subList(1, attempts.size()).stream()
                .map(Order::refusedAsTooLarge)
                .toList());
    }

    private static Judgement refusedAsTooLarge(Attempt a) {
        String answered = a.what() + " is answered " + a.exchange().answer();
        if (a.effect() == Effect.UNKNOWN) {
            return Oracles.unread(a);
        }
        if (a.effect() != Effect.NONE) {
            return a.showsThirdWrite()
                    ? Oracles.thirdWrite(a)
                    : Judgement.fail(a, Misdeed.PERFORMED, answered + ", and changed the resource");
        }
        if (a.succeeded()) {
            return Judgement.failByAnswer(a, Misdeed.FALSE_SUCCESS, answered + ", without a condition 413");
        }
        boolean current =
                a.exchange().request().field("If-Match").equals(a.before().etag());
        if (current && a.status() == 412) {
            return Judgement.failByAnswer(
                    a, Misdeed.LOCKED_OUT, answered + ", although the condition is true; without one 413");
        }
        if (a.status() == 0 || Oracles.isPassing(a.status())) {
            return Judgement.again(a, Outcome.INCONCLUSIVE, Misdeed.NONE, answered);
        }
        return a.status() == 413
                ? Judgement.pass(a, answered + ", and nothing changed")
                : Judgement.note(a, answered + ", without a condition 413");
    }

    /** a server may judge the content before the condition or after it, and is to say what is wrong. */
    private static Judgement invalidContent(List<Attempt> attempts, Known known) {
        Attempt plain = attempts.get(0);
        if (!List.of(400, 409, 412, 415, 422).contains(plain.status())) {
            String words = plain.what() + " is answered " + plain.exchange().answer();
            return Oracles.isPassing(plain.status())
                    ? Judgement.again(plain, Outcome.INCONCLUSIVE, Misdeed.NONE, words)
                    : Judgement.notApplicable(plain, words);
        }
        List<Judgement> all = new ArrayList<>();
        for (Attempt a : attempts.subList(1, attempts.size())) {
            boolean current =
                    a.exchange().request().field("If-Match").equals(a.before().etag());
            String answered = a.what() + " is answered " + a.exchange().answer();
            if (a.effect() == Effect.REQUESTED || a.effect() == Effect.OTHER) {
                all.add(Judgement.fail(a, Misdeed.PERFORMED, answered + ", and changed the resource"));
            } else if (Oracles.isPassing(a.status())) {
                all.add(Judgement.again(a, Outcome.INCONCLUSIVE, Misdeed.NONE, answered));
            } else if (a.succeeded()) {
                all.add(Judgement.failByAnswer(
                        a,
                        Misdeed.FALSE_SUCCESS,
                        answered + ", without a condition " + plain.exchange().answer()));
            } else if (current && a.status() == 412) {
                all.add(Judgement.failByAnswer(
                        a,
                        Misdeed.LOCKED_OUT,
                        answered + ", although the condition is true; without one it is answered "
                                + plain.exchange().answer()));
            } else {
                all.add(Judgement.pass(a, answered + ", and nothing changed"));
            }
        }
        return Oracle.worst(all);
    }

    /**
     * RFC 9112 §3.2, §6.3: nothing that is read out of such a message can be trusted. A target that takes it without a condition
     * as well lacks the check itself: that is told as a warning, since no condition is to blame.
     */
    private static Judgement badFraming(Attempt a, Known known) {
        if (a.status() == 400) {
            return Judgement.pass(a, "answered 400");
        }
        if (a.status() == 0) {
            return Judgement.again(
                    a, Outcome.INCONCLUSIVE, Misdeed.NONE, "the connection was closed without an answer");
        }
        boolean actedOn = a.effect() == Effect.REQUESTED || a.effect() == Effect.OTHER;
        String why = "a message that must be answered 400 was " + (actedOn ? "acted on: " : "") + "answered "
                + a.exchange().answer();
        if (isTakenWithoutCondition(a.controls())) {
            return Judgement.warn(
                    a,
                    Misdeed.WRONG_FIELD,
                    why + "; the target does not check this at all: without a condition it answers "
                            + a.controls().unconditionalAnswer() + ", with a true one "
                            + a.controls().positiveAnswer());
        }
        return actedOn
                ? Judgement.fail(a, Misdeed.CONDITION_FIRST, why)
                : Judgement.failByAnswer(a, Misdeed.CONDITION_FIRST, why);
    }

    /** A target that demands a condition takes it with one that is true. */
    private static boolean isTakenWithoutCondition(Controls controls) {
        boolean demanded = controls.unconditionalStatus() == 428
                && controls.positive().map(Attempt::succeeded).orElse(false);
        return demanded || controls.unconditional().map(Attempt::succeeded).orElse(false);
    }
}
