package org.ifmatch.rule;

import static org.ifmatch.observe.Need.ANY_TAG;
import static org.ifmatch.observe.Need.DELETE;
import static org.ifmatch.observe.Need.POST_CREATE;
import static org.ifmatch.observe.Need.PUT_UPDATE;
import static org.ifmatch.observe.Scenario.attempts;
import static org.ifmatch.observe.Scenario.scenario;
import static org.ifmatch.rule.Conditions.ifMatch;
import static org.ifmatch.rule.Rule.rule;
import static org.ifmatch.rule.Rule.untested;

import java.util.ArrayList;
import java.util.List;
import org.ifmatch.http.Field;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Beside;
import org.ifmatch.observe.Effect;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Resource;
import org.ifmatch.observe.Scenario;
import org.ifmatch.report.Outcome;

/** RFC 9110 §13.2.1: which methods a condition is about at all. */
public final class Methods {

    /**
     * The method without a condition, then with a false one: both answers must be alike. What is not answered without a
     * condition is not asked again with one.
     */
    private static Scenario alike(String method) {
        return attempts(method + " without a condition, then with a foreign tag and with *", lab -> {
            List<Attempt> all =
                    new ArrayList<>(pair(lab.resource(), method, ifMatch(Tags.random(lab)), "a foreign tag"));
            all.addAll(pair(lab.missing(), method, ifMatch("*"), "*, where nothing is"));
            return all;
        });
    }

    private static List<Attempt> pair(Resource resource, String method, Field condition, String words) {
        Attempt plain = ask(resource, method).named(method + " without a condition");
        return plain.response().isEmpty()
                ? List.of()
                : List.of(plain, ask(resource, method, condition).named(method + " with " + words));
    }

    private static Attempt ask(Resource resource, String method, Field... fields) {
        return resource.plainly(method, List.of(fields));
    }

    static final Scenario CONDITIONAL_READS =
            attempts("GETs and HEADs with true, false and malformed conditions", lab -> {
                Resource note = lab.resource();
                String tag = note.tag();
                List<Attempt> all = new ArrayList<>();
                for (String value : List.of(tag, Tags.random(lab).toString(), "garbage", "*")) {
                    all.add(note.lookedAround(() -> note.get(ifMatch(value))).named("a GET with If-Match: " + value));
                    all.add(note.lookedAround(() -> note.head(ifMatch(value))).named("a HEAD with If-Match: " + value));
                }
                return all;
            });

    public static final Rule OPTIONS_IGNORES = rule("method/options-ignores")
            .says("OPTIONS is answered the same with a false condition as without one.")
            .on(alike("OPTIONS"))
            .judge(Methods::alike);

    public static final Rule TRACE_IGNORES = rule("method/trace-ignores")
            .says("TRACE is answered the same with a false condition as without one.")
            .on(alike("TRACE"))
            .judge(Methods::alike);

    public static final Rule UNKNOWN = rule("method/unknown-method")
            .says("A method that the server does not know is answered the same with a condition as without one.")
            .on(alike("FOO"))
            .judge(Methods::alike);

    public static final Rule HEAD_NO_CONTENT = rule("method/head-412-no-content")
            .says("A HEAD that is answered 412 is answered without content.")
            .needs(ANY_TAG)
            .on(StaleTag.FOREIGN_HEAD, StaleTag.STALE_HEAD.needing(PUT_UPDATE))
            .judge(Oracle.each(Methods::noContent));

    /** A POST that says in a field which method it stands for: without a condition, with the current and a replaced tag. */
    private static Scenario overridden(String field, String meant) {
        String what = "a POST with " + field + ": " + meant;
        return attempts(what + ", without a condition, with the current and with a replaced tag", lab -> {
            Attempt plain = lab.patiently(() -> lab.resource().meaning(meant, Field.of(field, meant)))
                    .named(what + " and without a condition");
            if (plain.effect() != Effect.REQUESTED || keepsWhatWas(plain)) {
                throw new Beside("a POST with " + field + " is no " + meant + " here");
            }
            Resource current = lab.resource();
            Resource note = lab.resource();
            String old = note.tag();
            note.overwrite();
            return List.of(
                    plain,
                    current.meaning(meant, Field.of(field, meant), ifMatch(current.tag()))
                            .named(what + " and with the current tag"),
                    note.meaning(meant, Field.of(field, meant), ifMatch(old)).named(what + " and with a replaced tag"));
        });
    }

    /** A POST that appends shows what it wrote as a PUT would, and what was there before too. */
    private static boolean keepsWhatWas(Attempt attempt) {
        return attempt.after().isPresent() && attempt.before().nonces().stream().anyMatch(attempt.after()::shows);
    }

    public static final Rule CUSTOM = untested(
            "method/query-and-custom-unsafe",
            "it is about methods that a dialect adds to HTTP's own, and no dialect of this version names one");

    public static final Rule OVERRIDE = rule("method/override")
            .says("A POST that stands for another method is held to its condition like that method.")
            .needs(ANY_TAG, PUT_UPDATE)
            .restsOn("stale-tag/put-rejected", "stale-tag/delete-rejected")
            .on(
                    overridden("X-HTTP-Method-Override", "PUT"),
                    overridden("X-HTTP-Method-Override", "DELETE").needing(DELETE),
                    overridden("X-Method-Override", "PUT"),
                    overridden("X-HTTP-Method", "PUT"))
            .judge((attempts, known) ->
                    Oracles.rejected(attempts.get(2).controlledBy(attempts.get(0), attempts.get(1)), known));

    public static final Rule BATCH = untested(
            "method/batch-inner", "it needs the batch formats of FHIR or OData, which this suite does not speak yet");

    public static final Rule POST_CREATE_STAR = rule("method/post-create-star")
            .says("A POST that creates may take If-Match: * either way.")
            .needs(POST_CREATE)
            .on(scenario("a POST that creates, with *", lab -> lab.collection().postMember(ifMatch("*"))))
            .judge(Oracle.each((a, k) -> Judgement.note(
                    a, "a POST that creates is answered " + a.exchange().answer() + " with *")));

    public static final Rule GET_SAFE = rule("method/get-safe")
            .says("A GET or HEAD changes nothing, whatever its condition.")
            .needs(ANY_TAG)
            .on(CONDITIONAL_READS)
            .judge(Methods::safe);

    private Methods() {}

    private static Judgement alike(List<Attempt> attempts, Known known) {
        for (int i = 0; i + 1 < attempts.size(); i += 2) {
            Attempt plain = attempts.get(i);
            Attempt conditional = attempts.get(i + 1);
            boolean passing = conditional.status() == 0
                    || conditional.status() == 429
                    || conditional.status() == 503
                    || plain.status() == 0
                    || plain.status() == 429
                    || plain.status() == 503;
            if (passing) {
                return Judgement.again(
                        conditional,
                        Outcome.INCONCLUSIVE,
                        Misdeed.NONE,
                        "answered " + conditional.exchange().answer());
            }
            if (conditional.status() != plain.status()) {
                String words = "answered " + conditional.exchange().answer() + " with a condition, "
                        + plain.exchange().answer() + " without: a condition means nothing for " + conditional.method();
                return conditional.status() == 412 || conditional.status() == 304
                        ? Judgement.failByAnswer(conditional, Misdeed.CONDITION_FIRST, words)
                        : Judgement.warn(conditional, Misdeed.OTHER_STATUS, words);
            }
        }
        return Judgement.pass(
                attempts.get(1), "answered " + attempts.get(1).exchange().answer() + " with and without a condition");
    }

    /** What follows the header section of an answer to HEAD would be read as the next answer. */
    private static Judgement noContent(Attempt a, Known known) {
        if (a.status() != 412) {
            return Judgement.notApplicable(a, "answered " + a.exchange().answer());
        }
        String received = new String(a.exchange().received(), java.nio.charset.StandardCharsets.ISO_8859_1);
        int end = received.indexOf("\r\n\r\n");
        return end >= 0 && received.length() > end + 4
                ? Judgement.fail(
                        a,
                        Misdeed.WRONG_FIELD,
                        "the 412 to a HEAD is followed by " + (received.length() - end - 4) + " octets of content")
                : Judgement.pass(a, "the 412 to a HEAD has no content");
    }

    private static Judgement safe(List<Attempt> attempts, Known known) {
        for (Attempt attempt : attempts) {
            Effect effect = attempt.lateEffect();
            if (effect == Effect.OTHER) {
                return Judgement.fail(attempt, Misdeed.SIDE_EFFECT, attempt.what() + " changed the resource");
            }
            if (effect == Effect.UNKNOWN) {
                return Judgement.again(attempt, Outcome.INCONCLUSIVE, Misdeed.NONE, "the resource could not be read");
            }
        }
        return Judgement.pass(attempts.get(0), attempts.size() + " conditional reads changed nothing");
    }
}
