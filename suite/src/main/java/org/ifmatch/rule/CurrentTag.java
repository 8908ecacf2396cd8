package org.ifmatch.rule;

import static org.ifmatch.observe.Need.DELETE;
import static org.ifmatch.observe.Need.PATCH;
import static org.ifmatch.observe.Need.POST_MUTATE;
import static org.ifmatch.observe.Need.PUT_UPDATE;
import static org.ifmatch.observe.Need.RANGE;
import static org.ifmatch.observe.Need.STRONG_TAG;
import static org.ifmatch.observe.Scenario.attempts;
import static org.ifmatch.observe.Scenario.scenario;
import static org.ifmatch.rule.Conditions.ifMatch;
import static org.ifmatch.rule.Conditions.ifNoneMatch;
import static org.ifmatch.rule.Conditions.range;
import static org.ifmatch.rule.Conditions.send;
import static org.ifmatch.rule.Oracles.ACCEPTED;
import static org.ifmatch.rule.Oracles.READ_ANSWERED;
import static org.ifmatch.rule.Rule.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.ifmatch.http.Field;
import org.ifmatch.http.Response;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Beside;
import org.ifmatch.observe.Content;
import org.ifmatch.observe.Effect;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Resource;
import org.ifmatch.observe.Scenario;
import org.ifmatch.observe.Unobtainable;
import org.ifmatch.observe.Writer;
import org.ifmatch.report.Outcome;

/** RFC 9110 §13.2.2: a true condition lets the method be performed as if there were none. */
public final class CurrentTag {

    /** Read-modify-write cycles in a chain; fewer where a tag needs a second to settle. */
    private static final int CYCLES = 100;

    private static final int CYCLES_WHERE_TAGS_SETTLE = 4;

    private static Scenario current(String method) {
        return scenario("a " + method + " with the current tag", lab -> {
            Resource note = lab.resource();
            return send(note, method, ifMatch(note.tag()));
        });
    }

    static final Scenario CURRENT_PUT = current("PUT");
    static final Scenario CURRENT_PATCH = current("PATCH");
    static final Scenario CURRENT_DELETE = current("DELETE");
    static final Scenario CURRENT_POST = current("POST");
    static final Scenario CURRENT_GET = current("GET");
    static final Scenario CURRENT_HEAD = current("HEAD");

    /** A PUT with the tag that some other answer gave. */
    private static Scenario from(String source, Function<Resource, Attempt> answer) {
        return from(source, any -> true, answer);
    }

    private static Scenario from(String source, Predicate<Attempt> isIt, Function<Resource, Attempt> answer) {
        return scenario("a PUT with the tag that " + source + " gave", lab -> {
            Resource note = lab.resource();
            note.tag();
            String tag = Optional.of(lab.patiently(() -> answer.apply(note)))
                    .filter(isIt)
                    .flatMap(Attempt::response)
                    .flatMap(Response::etag)
                    .orElseThrow(() -> new Beside(source + " gave no tag"));
            if (Tags.strong(tag).isEmpty()) {
                throw new Beside(source + " gave the weak tag " + tag);
            }
            note.state();
            return note.put(ifMatch(tag));
        });
    }

    static final Scenario[] FROM_EVERY_SOURCE = {
        from("a HEAD", Resource::head),
        from("a 206", note -> note.get(range("bytes=0-0"))).needing(RANGE),
        from("a 304", note -> note.get(ifNoneMatch(note.tag()))),
        from("the answer to a PUT", note -> note.put(note.trueCondition())),
        from("the answer to a PATCH", note -> note.patch(note.trueCondition())).needing(PATCH),
        from("the answer to a POST", note -> note.post(note.trueCondition())).needing(POST_MUTATE),
        from("a 412", attempt -> attempt.status() == 412, note -> {
            String old = note.tag();
            note.overwrite();
            return note.put(ifMatch(old));
        }),
    };

    static final Scenario CHAIN = attempts("cycles of GET, PUT with its tag, and the same tag once more", lab -> {
        Resource note = lab.resource().inBulk();
        int cycles = lab.known().settle().isZero() ? CYCLES : CYCLES_WHERE_TAGS_SETTLE;
        List<Attempt> all = new ArrayList<>();
        for (int cycle = 1; cycle <= cycles; cycle++) {
            String tag = note.tag();
            Attempt update = note.put(ifMatch(tag));
            all.add(update.named("cycle " + cycle + ": a PUT with the current tag"));
            if (update.effect() != Effect.REQUESTED) {
                continue;
            }
            if (note.tag().equals(tag)) {
                throw new Unobtainable("the tag " + tag + " stayed although the content was replaced");
            }
            all.add(note.put(ifMatch(tag)).named("cycle " + cycle + ": a PUT with the tag just used up"));
        }
        return all;
    });

    static final Scenario PREFLIGHT = scenario("a CORS preflight for a PUT with If-Match", lab -> {
        Resource note = lab.resource();
        return note.attempt(
                "OPTIONS",
                Writer.NOTHING,
                List.of(
                        Field.of("Origin", "http://if-match.example"),
                        Field.of("Access-Control-Request-Method", "PUT"),
                        Field.of("Access-Control-Request-Headers", "if-match")));
    });

    static final Scenario NOOP =
            attempts("a PUT of the content that is there, with the current tag, then another", lab -> {
                Resource note = lab.resource();
                Content content = lab.fresh(note);
                note.put(r -> Optional.of(content), note.trueCondition());
                Attempt same = note.put(r -> Optional.of(content), ifMatch(note.tag()));
                Attempt next = note.put(ifMatch(note.tag()));
                return List.of(
                        same.named("a PUT of the content that is there, with the current tag"),
                        next.named("the next PUT, with the tag that is current then"));
            });

    public static final Rule PUT = rule("current-tag/put")
            .says("A PUT that names the current tag is performed.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .on(CURRENT_PUT)
            .judge(ACCEPTED);

    public static final Rule PATCHED = rule("current-tag/patch")
            .says("A PATCH that names the current tag is performed.")
            .needs(PATCH, STRONG_TAG)
            .on(CURRENT_PATCH)
            .judge(ACCEPTED);

    public static final Rule DELETED = rule("current-tag/delete")
            .says("A DELETE that names the current tag is performed.")
            .needs(DELETE, STRONG_TAG)
            .on(CURRENT_DELETE)
            .judge(ACCEPTED);

    public static final Rule POSTED = rule("current-tag/post")
            .says("A POST that changes its target is performed when it names the current tag.")
            .needs(POST_MUTATE, STRONG_TAG)
            .on(CURRENT_POST)
            .judge(ACCEPTED);

    public static final Rule GET_HEAD = rule("current-tag/get-head")
            .says("A GET or HEAD that names the current tag is answered as if it named none.")
            .needs(STRONG_TAG)
            .on(CURRENT_GET, CURRENT_HEAD)
            .judge(READ_ANSWERED);

    public static final Rule FROM_EVERY = rule("current-tag/from-every-source")
            .says("The current tag is accepted whichever answer it was taken from.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("current-tag/put")
            .on(FROM_EVERY_SOURCE)
            .judge(ACCEPTED);

    public static final Rule IN_A_CHAIN = rule("current-tag/chain")
            .says("In a chain of updates each current tag is accepted, and each tag that was used up is refused.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("current-tag/put", "stale-tag/put-rejected", "stale-tag/put-same-tag-replayed")
            .on(CHAIN)
            .judge(CurrentTag::chain);

    public static final Rule CORS_USABLE = rule("current-tag/cors-usable")
            .says("A browser client can send If-Match and read ETag, where the origin speaks CORS at all.")
            .needs(PUT_UPDATE)
            .on(PREFLIGHT)
            .judge(Oracle.each(CurrentTag::preflight));

    public static final Rule NOOP_UPDATE = rule("current-tag/noop-update")
            .says(
                    "A PUT that changes nothing succeeds with the current tag, and so does the next with the tag current then.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("current-tag/put")
            .on(NOOP)
            .judge(CurrentTag::noop);

    public static final Rule CREATED_OR_REPLACED = rule("current-tag/201-vs-200")
            .says("A PUT that replaces a representation is answered 200 or 204, not 201.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("current-tag/put")
            .on(CURRENT_PUT)
            .judge(Oracle.each(CurrentTag::replacement));

    private CurrentTag() {}

    /** Answers that say nothing (429, 503) are passed over as long as half of the requests were told of. */
    private static Judgement chain(List<Attempt> attempts, Known known) {
        List<Judgement> all = attempts.stream()
                .map(a -> isTrue(a) ? Oracles.accepted(a, known) : Oracles.rejected(a, known))
                .toList();
        List<Judgement> telling = all.stream().filter(j -> !j.again()).toList();
        Judgement worst = Oracle.worst(2 * telling.size() < all.size() ? all : telling);
        return worst.outcome() == Outcome.PASS && !worst.again()
                ? worst.because(telling.size()
                        + " requests of a chain: each current tag was accepted, and each that was used up refused")
                : worst;
    }

    private static boolean isTrue(Attempt a) {
        return a.exchange().request().field("If-Match").equals(a.before().etag());
    }

    /** Whether browsers can use it is recorded and never judged: CORS is no part of RFC 9110. */
    private static Judgement preflight(Attempt a, Known known) {
        Optional<String> allowed = a.response().flatMap(r -> r.field("Access-Control-Allow-Headers"));
        Optional<String> exposed = a.before().field("Access-Control-Expose-Headers");
        boolean speaksCors = a.response()
                .flatMap(r -> r.field("Access-Control-Allow-Origin"))
                .isPresent();
        if (!speaksCors) {
            return Judgement.note(
                    a, "the origin does not speak CORS, so that scripts of other origins cannot use If-Match");
        }
        boolean sends = allowed.map(
                        v -> v.equals("*") || v.toLowerCase(Locale.ROOT).contains("if-match"))
                .orElse(false);
        boolean reads = exposed.map(
                        v -> v.equals("*") || v.toLowerCase(Locale.ROOT).contains("etag"))
                .orElse(false);
        return Judgement.note(
                a,
                "scripts of other origins " + (sends ? "can" : "cannot") + " send If-Match and "
                        + (reads ? "can" : "cannot") + " read ETag");
    }

    private static Judgement noop(List<Attempt> attempts, Known known) {
        Attempt same = attempts.get(0);
        Attempt next = attempts.get(1);
        if (same.effect() == Effect.UNKNOWN || same.effect() == Effect.OTHER) {
            return Oracles.accepted(same, known);
        }
        if (same.status() == 412 && same.controls().unconditionalWorks()) {
            return Judgement.failByAnswer(
                    same,
                    Misdeed.LOCKED_OUT,
                    "the condition was true, yet a PUT of the content that was there was answered 412");
        }
        if (!same.succeeded()) {
            return Judgement.again(
                    same,
                    Outcome.INCONCLUSIVE,
                    Misdeed.NONE,
                    "a PUT of the content that was there was answered "
                            + same.exchange().answer());
        }
        Judgement accepted = Oracles.accepted(next, known);
        if (accepted.outcome() != Outcome.PASS) {
            return accepted;
        }
        boolean moved = !next.before().etag().equals(same.before().etag());
        return Judgement.note(same, "a PUT that changes nothing " + (moved ? "moves" : "does not move") + " the tag");
    }

    /** recorded only, since it is no rule of If-Match. */
    private static Judgement replacement(Attempt a, Known known) {
        if (!a.succeeded()) {
            return Oracles.accepted(a, known);
        }
        return a.status() == 201
                ? Judgement.note(a, "a PUT that replaces is answered 201, as if it had created (§9.3.4)")
                : Judgement.pass(a, "answered " + a.exchange().answer());
    }
}
