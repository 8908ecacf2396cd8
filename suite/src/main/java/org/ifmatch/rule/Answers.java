package org.ifmatch.rule;

import static org.ifmatch.observe.Need.ANY_TAG;
import static org.ifmatch.observe.Need.PUT_UPDATE;
import static org.ifmatch.observe.Need.STATUS_428;
import static org.ifmatch.observe.Need.STRONG_TAG;
import static org.ifmatch.observe.Scenario.attempts;
import static org.ifmatch.observe.Scenario.scenario;
import static org.ifmatch.rule.Conditions.ifMatch;
import static org.ifmatch.rule.Rule.rule;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ifmatch.http.Field;
import org.ifmatch.http.Response;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Effect;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Names;
import org.ifmatch.observe.Need;
import org.ifmatch.observe.Resource;
import org.ifmatch.observe.Scenario;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Recipe.Due;

/** RFC 9110 §15.5.13 and RFC 6585 §3: what the answers 412 and 428 are made of. */
public final class Answers {

    static final Scenario AGAIN_AFTER_412 =
            attempts("a stale PUT, then a GET, then a PUT with the tag that it shows", lab -> {
                Resource note = lab.resource();
                usualGet(note);
                String old = note.tag();
                note.overwrite();
                Attempt refused = note.put(ifMatch(old));
                note.reread();
                String shown = usualGet(note).orElseGet(note::tag);
                return List.of(
                        refused.named("a stale PUT"),
                        note.put(ifMatch(shown)).named("a PUT with the tag of the GET after it"));
            });

    /**
     * The tag that a client sees who does not ask for fresh answers: the suite's own looks do, and pass by a cache that the
     * server forgot to clear. What comes from a cache in between, which says so by its Age, may be old.
     */
    private static Optional<String> usualGet(Resource note) {
        return note.plainly("GET", List.of())
                .response()
                .filter(r -> r.isSuccess()
                        && r.field("Age").isEmpty()
                        && r.field("X-Cache").isEmpty())
                .flatMap(Response::etag);
    }

    /** RFC 8144 §3.2: the 412 may spare the client the GET that it would make next. */
    static final Scenario PREFERRING = scenario("a stale PUT that prefers to be shown the representation", lab -> {
        Resource note = lab.resource();
        String old = note.tag();
        note.overwrite();
        return note.put(ifMatch(old), Field.of("Prefer", "return=representation"));
    });

    static final Scenario UNCONDITIONAL =
            scenario("a PUT without a condition", lab -> lab.resource().put());
    static final Scenario UNCONDITIONAL_PATCH =
            scenario("a PATCH without a condition", lab -> lab.resource().patch());
    static final Scenario UNCONDITIONAL_DELETE =
            scenario("a DELETE without a condition", lab -> lab.resource().delete());

    public static final Rule EXPLAINS = rule("answer-412/explains")
            .says("A 412 says in its content what was wrong.")
            .needs(PUT_UPDATE, ANY_TAG)
            .on(StaleTag.STALE_PUT)
            .judge(of412((a, k) -> a.response().map(r -> r.content().length > 0).orElse(false)
                    ? Judgement.pass(a, "the 412 explains itself")
                    : Judgement.note(a, "the 412 has no content")));

    public static final Rule NOT_CACHEABLE = rule("answer-412/not-cacheable-by-default")
            .says("A 412 to a GET does not ask caches to keep it for others.")
            .needs(ANY_TAG)
            .on(StaleTag.FOREIGN_GET)
            .judge(of412((a, k) -> asksToBeKept(a)
                    ? Judgement.warn(
                                    a,
                                    Misdeed.WRONG_FIELD,
                                    "the 412 asks caches to keep it (Cache-Control: "
                                            + a.response()
                                                    .flatMap(r -> r.field("Cache-Control"))
                                                    .orElse("") + ")")
                            .due(Due.NOT_KEPT)
                    : Judgement.pass(a, "the 412 does not ask caches to keep it")));

    private static boolean asksToBeKept(Attempt a) {
        String control =
                a.response().flatMap(r -> r.field("Cache-Control")).orElse("").toLowerCase(Locale.ROOT);
        boolean kept = control.matches(".*(?:max-age|s-maxage)\\s*=\\s*\"?0*[1-9].*") || control.contains("public");
        boolean forbidden = control.contains("no-store") || control.contains("private") || control.contains("no-cache");
        boolean varies = a.response()
                .flatMap(r -> r.field("Vary"))
                .map(v -> v.equals("*") || v.toLowerCase(Locale.ROOT).contains("if-match"))
                .orElse(false);
        return kept && !forbidden && !varies;
    }

    public static final Rule FRAMING = rule("answer-412/framing")
            .says("Every 412 says where it ends, and ends there.")
            .overLedger(RunOracles::framing);

    public static final Rule NO_RANGE = rule("answer-412/no-range-metadata")
            .says("A 412 has no Content-Range.")
            .needs(PUT_UPDATE, ANY_TAG)
            .on(StaleTag.STALE_PUT)
            .judge(of412((a, k) -> a.response()
                            .flatMap(r -> r.field("Content-Range"))
                            .isPresent()
                    ? Judgement.warn(a, Misdeed.WRONG_FIELD, "the 412 has a Content-Range, which means nothing there")
                            .due(Due.NO_CONTENT_RANGE)
                    : Judgement.pass(a, "the 412 has no Content-Range")));

    public static final Rule NO_304 = rule("answer-412/no-304-to-unsafe")
            .says("No write is answered 304.")
            .needs(PUT_UPDATE)
            .overLedger((ledger, known) -> ledger.notModifiedWrites().isEmpty()
                    ? ledger.refusals().stream()
                            .findFirst()
                            .map(e -> Judgement.pass(
                                    Attempt.told("an answer of the run", e), "no write of the run was answered 304"))
                            .orElse(new Judgement(
                                    Outcome.INCONCLUSIVE,
                                    "no write of the run was refused",
                                    Misdeed.NONE,
                                    true,
                                    false,
                                    List.of()))
                    : Judgement.fail(
                            Attempt.told(
                                    "an answer of the run",
                                    ledger.notModifiedWrites().get(0)),
                            Misdeed.MISPLACED_STATUS,
                            "a "
                                    + ledger.notModifiedWrites()
                                            .get(0)
                                            .exchange()
                                            .request()
                                            .method()
                                    + " was answered 304"));

    public static final Rule PREFER = rule("answer-412/prefer-representation")
            .says("A representation that a 412 carries on demand is the one that its tag names.")
            .needs(PUT_UPDATE, ANY_TAG)
            .on(PREFERRING)
            .judge(of412(Answers::carried));

    public static final Rule RETRY = rule("answer-412/retry-from-412")
            .says("After a 412 a GET shows the current tag, with which the next PUT succeeds.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("current-tag/put", "stale-tag/put-rejected", "no-effect/etag")
            .on(AGAIN_AFTER_412)
            .judge((attempts, known) -> Oracles.accepted(attempts.get(1), known));

    public static final Rule NO_LEAK = rule("answer-412/no-leak")
            .says("A 412 shows tag and content to nobody who may not read them.")
            .needs(Need.WRONG_CREDENTIALS, ANY_TAG)
            .on(RefusedAnyway.STRANGERS_PUT, RefusedAnyway.STRANGERS_GET, RefusedAnyway.STRANGERS_DELETE)
            .judge(RefusedAnyway::nothingLeaks);

    public static final Rule ONLY_CONDITIONAL = rule("answer-412/only-when-conditional")
            .says("A 412 is no answer to a request without a condition.")
            .needs(PUT_UPDATE)
            .on(UNCONDITIONAL, UNCONDITIONAL_PATCH.needing(Need.PATCH), UNCONDITIONAL_DELETE.needing(Need.DELETE))
            .judge(Oracle.each((a, k) -> a.status() == 412
                    ? Judgement.warn(
                                    a,
                                    Misdeed.MISPLACED_STATUS,
                                    "a " + a.method() + " without any condition was answered 412")
                            .due(Due.ANOTHER_STATUS)
                    : Judgement.pass(a, "answered " + a.exchange().answer())));

    // RFC 6585 §3: 428

    public static final Rule NOT_WHEN_CONDITIONAL = rule("status-428/not-when-conditional")
            .says("A request with the current tag is not asked for a condition.")
            .needs(PUT_UPDATE, STRONG_TAG, STATUS_428)
            .names(Misdeed.MISPLACED_STATUS)
            .on(CurrentTag.CURRENT_PUT, Syntax.CURRENT_IN_LIST)
            .judge(Oracle.each((a, k) -> a.status() == 428
                    ? Judgement.failByAnswer(
                            a, Misdeed.MISPLACED_STATUS, "answered 428, although the request names the current tag")
                    : Oracles.accepted(a, k)));

    public static final Rule REFUSED_CLEAN = rule("status-428/unconditional-refused-clean")
            .says("What is refused with 428 is not performed.")
            .needs(PUT_UPDATE, STATUS_428)
            .names(Misdeed.REFUSED_YET_PERFORMED)
            .on(UNCONDITIONAL)
            .judge(of428((a, k) -> a.effect() == Effect.NONE
                    ? Judgement.pass(a, "answered 428, and nothing changed")
                    : Judgement.fail(
                            a,
                            Misdeed.REFUSED_YET_PERFORMED,
                            "answered 428, yet the PUT was performed: " + Oracles.effectInWords(a))));

    public static final Rule EXPLAINS_428 = rule("status-428/explains")
            .says("A 428 says in its content how to ask again.")
            .needs(PUT_UPDATE, STATUS_428)
            .on(UNCONDITIONAL)
            .judge(of428((a, k) -> a.response().map(r -> r.content().length > 0).orElse(false)
                    ? Judgement.pass(a, "the 428 explains itself")
                    : Judgement.warn(a, Misdeed.WRONG_FIELD, "the 428 has no content that says how to ask again")
                            .due(Due.EXPLAINED)));

    public static final Rule NOT_STORED_428 = rule("status-428/not-stored")
            .says("A 428 does not ask caches to keep it.")
            .needs(PUT_UPDATE, STATUS_428)
            .on(UNCONDITIONAL)
            .judge(of428((a, k) -> asksToBeKept(a)
                    ? Judgement.warn(a, Misdeed.WRONG_FIELD, "the 428 asks caches to keep it")
                            .due(Due.NOT_KEPT)
                    : Judgement.pass(a, "the 428 does not ask caches to keep it")));

    public static final Rule STAR_428 = rule("status-428/star-and-inm")
            .says("Which conditions besides a tag satisfy a server that demands one is its choice.")
            .needs(PUT_UPDATE, STATUS_428)
            .on(Wildcard.STAR_PUT)
            .judge(Oracle.each((a, k) ->
                    Judgement.note(a, "If-Match: * is answered " + a.exchange().answer())));

    public static final Rule WRONG_CODE = rule("status-428/wrong-code")
            .says("A server that demands a condition says so with 428.")
            .needs(PUT_UPDATE)
            .on(UNCONDITIONAL)
            .judge(Oracle.each((a, k) -> a.succeeded() || a.status() == 428
                    ? Judgement.pass(
                            a,
                            "a PUT without a condition is answered "
                                    + a.exchange().answer())
                    : Judgement.note(
                            a,
                            "a PUT without a condition is refused with "
                                    + a.exchange().answer())));

    private Answers() {}

    private static Judgement carried(Attempt a, Known known) {
        if (!a.before().isKnown()) {
            return Oracles.unread(a);
        }
        String text = a.response().map(Response::text).orElse("");
        boolean current = a.before().nonces().stream().anyMatch(text::contains);
        boolean another = a.story().stream()
                .filter(e -> !e.request().method().equals("GET"))
                .filter(e -> e != a.exchange())
                .flatMap(e -> Names.noncesIn(e.request().content()).stream())
                .anyMatch(nonce -> !a.before().shows(nonce) && text.contains(nonce));
        Optional<String> tag = a.response().flatMap(Response::etag);
        if (another && (tag.isEmpty() || tag.equals(a.before().etag()))) {
            return Judgement.failByAnswer(
                    a,
                    Misdeed.WRONG_FIELD,
                    "the 412 carries an older content"
                            + tag.map(t -> " under the current tag " + t).orElse(""));
        }
        if (!current) {
            return Judgement.notApplicable(a, "the 412 carries no representation");
        }
        return tag.isEmpty() || tag.equals(a.before().etag())
                ? Judgement.pass(a, "the 412 carries the current representation")
                : Judgement.failByAnswer(
                        a, Misdeed.WRONG_FIELD, "the 412 carries the current content under the tag " + tag.get());
    }

    private static Oracle of412(Oracle.OfOne judge) {
        return Oracle.each((a, k) -> a.status() == 412
                ? judge.judge(a, k)
                : Judgement.notApplicable(a, "answered " + a.exchange().answer()));
    }

    private static Oracle of428(Oracle.OfOne judge) {
        return Oracle.each((a, k) -> a.status() == 428
                ? judge.judge(a, k)
                : Judgement.again(
                        a,
                        Outcome.INCONCLUSIVE,
                        Misdeed.NONE,
                        "answered " + a.exchange().answer()));
    }
}
