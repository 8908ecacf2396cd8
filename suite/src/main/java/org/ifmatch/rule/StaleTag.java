package org.ifmatch.rule;

import static org.ifmatch.observe.Need.ANY_TAG;
import static org.ifmatch.observe.Need.COLLECTION_TAG;
import static org.ifmatch.observe.Need.DELETE;
import static org.ifmatch.observe.Need.HOOK_LIST;
import static org.ifmatch.observe.Need.PATCH;
import static org.ifmatch.observe.Need.POST_CREATE;
import static org.ifmatch.observe.Need.POST_MUTATE;
import static org.ifmatch.observe.Need.PUT_UPDATE;
import static org.ifmatch.observe.Need.VERBATIM;
import static org.ifmatch.observe.Scenario.attempts;
import static org.ifmatch.observe.Scenario.scenario;
import static org.ifmatch.rule.Conditions.ifMatch;
import static org.ifmatch.rule.Conditions.send;
import static org.ifmatch.rule.Oracles.READ_REFUSED;
import static org.ifmatch.rule.Oracles.REJECTED;
import static org.ifmatch.rule.Rule.rule;
import static org.ifmatch.rule.Rule.untested;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Beside;
import org.ifmatch.observe.Content;
import org.ifmatch.observe.Effect;
import org.ifmatch.observe.Intent;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Lab;
import org.ifmatch.observe.Resource;
import org.ifmatch.observe.Scenario;
import org.ifmatch.observe.Snapshot;
import org.ifmatch.observe.Unobtainable;
import org.ifmatch.report.Outcome;

/** RFC 9110 §13.1.1: what becomes of a request whose tag is out of date. */
public final class StaleTag {

    /** How many versions are kept when every old tag is tried; fewer where a tag needs a second to settle. */
    private static final int VERSIONS = 20;

    private static final int VERSIONS_WHERE_TAGS_SETTLE = 4;

    /** A write with a replaced tag, its resource watched until the time for late effects is over. */
    private static Scenario stale(String method) {
        return scenario("a " + method + " with a tag that was replaced", lab -> {
                    Resource note = lab.resource();
                    String old = note.tag();
                    note.overwrite();
                    return note.watch(send(note, method, ifMatch(old)));
                })
                .waiting();
    }

    static final Scenario STALE_PUT = stale("PUT");
    static final Scenario STALE_PATCH = stale("PATCH");
    static final Scenario STALE_DELETE = stale("DELETE");
    static final Scenario STALE_POST = stale("POST");

    static final Scenario STALE_GET = scenario("a GET with a tag that was replaced", lab -> staleRead(lab, "GET"));
    static final Scenario STALE_HEAD = scenario("a HEAD with a tag that was replaced", lab -> staleRead(lab, "HEAD"));
    static final Scenario FOREIGN_GET = scenario("a GET with a tag that was never issued", lab -> {
        Resource note = lab.resource();
        return note.get(ifMatch(Tags.foreign(lab, note.tag())));
    });
    static final Scenario FOREIGN_HEAD = scenario("a HEAD with a tag that was never issued", lab -> {
        Resource note = lab.resource();
        return note.head(ifMatch(Tags.foreign(lab, note.tag())));
    });

    private static Attempt staleRead(Lab lab, String method) {
        Resource note = lab.resource();
        String old = note.tag();
        note.overwrite();
        return send(note, method, ifMatch(old));
    }

    static final Scenario REPLAYED = scenario("a PUT with the tag that the PUT before it used up", lab -> {
        Resource note = lab.resource();
        String tag = Tags.strong(note.tag())
                .orElseThrow(() -> new Beside("the tags are weak, so that none lets a PUT through"))
                .toString();
        Attempt first = note.put(ifMatch(tag));
        if (!first.succeeded()) {
            throw new Unobtainable(
                    "a PUT with the current tag was answered "
                            + first.exchange().answer(),
                    first.exchange());
        }
        if (note.tag().equals(tag)) {
            note.overwrite();
        }
        return note.put(ifMatch(tag));
    });

    static final Scenario EVERY_OLD = attempts("a PUT with each tag that the resource ever had", lab -> {
        Resource note = lab.resource().inBulk();
        int versions = lab.known().settle().isZero() ? VERSIONS : VERSIONS_WHERE_TAGS_SETTLE;
        List<String> old = new ArrayList<>();
        for (int version = 1; version < versions; version++) {
            old.add(note.tag());
            note.overwrite();
        }
        List<Attempt> tried = new ArrayList<>();
        for (String tag : old) {
            if (note.state().etag().equals(Optional.of(tag))) {
                continue;
            }
            tried.add(lab.patiently(() -> note.put(ifMatch(tag)), StaleTag::isBusy)
                    .named("a PUT with the tag of version " + (old.indexOf(tag) + 1) + " of " + versions));
        }
        return tried;
    });

    /** A busy moment is no answer to a condition, and one of twenty would hide all others. */
    private static boolean isBusy(Attempt attempt) {
        return attempt.effect() == Effect.NONE && (attempt.status() == 429 || attempt.status() == 503);
    }

    static final Scenario ALREADY_THERE = scenario(
                    "a PUT, with a replaced tag, of just the content that is there", lab -> {
                        Resource note = lab.resource();
                        String old = note.tag();
                        Content content = lab.fresh(note);
                        note.overwrite(r -> content);
                        return note.watch(note.put(r -> Optional.of(content), ifMatch(old)));
                    })
            .waiting();

    static final Scenario GONE_ALREADY = scenario("a DELETE, with its last tag, of what is gone", lab -> {
        Resource note = lab.resource();
        String last = note.tag();
        note.remove();
        return note.delete(ifMatch(last));
    });

    static final Scenario ONE_OCTET_LESS =
            scenario("a PUT, with a replaced tag, of content that differs from what is there in one octet", lab -> {
                Resource note = lab.resource();
                String old = note.tag();
                Content there = lab.fresh(note);
                note.overwrite(r -> there);
                return note.put(r -> Optional.of(oneOctetChanged(there)), ifMatch(old));
            });

    private static Content oneOctetChanged(Content content) {
        String nonce = content.nonce();
        char last = nonce.charAt(nonce.length() - 1);
        String other = nonce.substring(0, nonce.length() - 1) + (last == '0' ? '1' : '0');
        String text = new String(content.octets(), StandardCharsets.UTF_8).replace(nonce, other);
        return Content.text(content.type(), text, other);
    }

    static final Scenario APPENDED_TWICE = attempts("one POST that appends, sent twice with the same tag", lab -> {
        Resource note = lab.resource();
        Content content = lab.fresh(note);
        Attempt first = note.post(r -> Optional.of(content), note.trueCondition());
        String tag = first.exchange().request().field("If-Match").orElse("*");
        if (tag.equals("*")) {
            throw new Beside("the tags are weak, so that none lets a POST through");
        }
        if (!first.succeeded()) {
            throw new Unobtainable("a POST with the current tag was answered "
                    + first.exchange().answer());
        }
        Attempt again = note.post(r -> Optional.of(content), ifMatch(tag));
        return List.of(again.named("the same POST again, with the tag that the first used up"));
    });

    /**
     * The listing moves with every scenario that is played beside this one, so that only what the POST names is believed, and
     * that the twin with a true condition names {@code *}.
     */
    static final Scenario STALE_COLLECTION =
            scenario("a POST that creates, with a replaced tag of the collection", lab -> {
                Resource collection = lab.collection();
                String old = collection.tag();
                Attempt plain = collection.postMember();
                Attempt starred = collection.postMember(ifMatch("*"));
                Snapshot later = collection.look();
                if (later.etag().equals(Optional.of(old))) {
                    throw new Unobtainable("the collection's tag stayed although a member was created");
                }
                return collection
                        .withMember(collection.postMember(ifMatch(old)))
                        .controlledBy(plain, starred);
            });

    public static final Rule PUT_REJECTED = rule("stale-tag/put-rejected")
            .says("A PUT that names a tag which is no longer current is not performed.")
            .needs(PUT_UPDATE, ANY_TAG)
            .on(STALE_PUT)
            .judge(REJECTED);

    public static final Rule PUT_SAME_TAG_REPLAYED = rule("stale-tag/put-same-tag-replayed")
            .says("A tag is spent once the state that it named was replaced: it lets no second PUT through.")
            .needs(PUT_UPDATE, ANY_TAG)
            .restsOn("current-tag/put", "stale-tag/put-rejected")
            .on(REPLAYED)
            .judge(REJECTED);

    public static final Rule EVERY_OLD_VERSION = rule("stale-tag/every-old-version")
            .says("No tag that the resource had earlier, however long ago, lets a PUT through.")
            .needs(PUT_UPDATE, ANY_TAG)
            .on(EVERY_OLD)
            .judge(REJECTED);

    public static final Rule PATCH_REJECTED = rule("stale-tag/patch-rejected")
            .says("A PATCH that names a tag which is no longer current is not performed.")
            .needs(PATCH, ANY_TAG)
            .on(STALE_PATCH)
            .judge(REJECTED);

    public static final Rule DELETE_REJECTED = rule("stale-tag/delete-rejected")
            .says("A DELETE that names a tag which is no longer current removes nothing.")
            .needs(DELETE, ANY_TAG)
            .on(STALE_DELETE)
            .judge(REJECTED);

    public static final Rule POST_REJECTED = rule("stale-tag/post-rejected")
            .says("A POST that changes its target is not performed when it names a tag which is no longer current.")
            .needs(POST_MUTATE, ANY_TAG)
            .on(STALE_POST)
            .judge(REJECTED);

    public static final Rule POST_COLLECTION_NO_CHILD = rule("stale-tag/post-collection-no-child")
            .says("A POST to a collection creates nothing when it names a tag of the collection that was replaced.")
            .needs(POST_CREATE, HOOK_LIST, COLLECTION_TAG)
            .on(STALE_COLLECTION)
            .judge(Oracle.each(StaleTag::noChild));

    public static final Rule LOCK_COPY_MOVE_PROPPATCH = untested(
            "stale-tag/lock-copy-move-proppatch",
            "it needs WebDAV's methods (RFC 4918), which this suite does not speak yet");

    public static final Rule GET_412 = rule("stale-tag/get-412")
            .says("A GET whose tag is not current is answered 412.")
            .needs(ANY_TAG)
            .on(STALE_GET.needing(PUT_UPDATE), FOREIGN_GET)
            .judge(READ_REFUSED);

    public static final Rule HEAD_412 = rule("stale-tag/head-412")
            .says("A HEAD whose tag is not current is answered 412, without content.")
            .needs(ANY_TAG)
            .restsOn("stale-tag/get-412")
            .on(STALE_HEAD.needing(PUT_UPDATE), FOREIGN_HEAD)
            .judge(READ_REFUSED);

    public static final Rule STATUS_EXACT = rule("stale-tag/status-exact")
            .says("The answer to a false If-Match is 412, not another refusal.")
            .overRun(RunOracles::statusExact);

    public static final Rule NOT_FALSE_SUCCESS = rule("stale-tag/not-false-success")
            .says("No success is reported for a change that was not made because its condition was false.")
            .overRun(RunOracles::noFalseSuccess);

    public static final Rule ALREADY_APPLIED = rule("stale-tag/already-applied")
            .says("A false If-Match may be answered with success only if the state asked for is there already.")
            .needs(PUT_UPDATE, ANY_TAG)
            .names(Misdeed.FALSE_SUCCESS)
            .on(ALREADY_THERE.needing(VERBATIM))
            .judge(Oracle.each(StaleTag::alreadyApplied))
            .on(GONE_ALREADY.needing(DELETE))
            .judge(Oracle.each(StaleTag::goneAlready))
            .on(ONE_OCTET_LESS)
            .judge(REJECTED);

    /** Of a POST that was made before with the same tag: it may be told that it is done, and is not done again. */
    public static final Oracle NOT_REDONE = Oracle.each(StaleTag::notRedone);

    public static final Rule ALREADY_APPLIED_NOT_REDONE = rule("stale-tag/already-applied-not-redone")
            .says("A change that was made once with a tag is not made again by the same request.")
            .needs(POST_MUTATE, ANY_TAG)
            .restsOn("stale-tag/post-rejected", "current-tag/post")
            .on(APPENDED_TWICE)
            .judge(NOT_REDONE);

    private StaleTag() {}

    /** a FAIL, since discovery saw that the collection's strong tag moves when a member is created. */
    static Judgement noChild(Attempt a, Known known) {
        String answer = a.exchange().answer();
        String nonce = a.intent() instanceof Intent.Modify modify ? modify.nonce() : "";
        if (a.late().map(member -> member.shows(nonce)).orElse(false)) {
            return Judgement.fail(
                    a,
                    a.succeeded() ? Misdeed.PERFORMED : Misdeed.REFUSED_YET_PERFORMED,
                    "the collection's tag was stale, yet the POST created "
                            + a.response().flatMap(r -> r.field("Location")).orElse("a member") + ": answered "
                            + answer);
        }
        if (a.status() == 202) {
            return Judgement.warn(
                    a,
                    Misdeed.FALSE_SUCCESS,
                    "answered 202 Accepted, which commits to nothing, and names nothing; 412 was due");
        }
        if (a.succeeded()) {
            return Judgement.failByAnswer(
                    a, Misdeed.PERFORMED, "the collection's tag was stale, yet the POST was answered " + answer);
        }
        if (Oracles.isPassing(a.status())) {
            return Judgement.again(a, Outcome.INCONCLUSIVE, Misdeed.NONE, "answered " + answer);
        }
        if (!a.controls().unconditional().map(Attempt::succeeded).orElse(false)) {
            return Judgement.again(
                    a,
                    Outcome.INCONCLUSIVE,
                    Misdeed.NONE,
                    "answered " + answer + ", but the same POST without a condition was answered "
                            + a.controls().unconditionalAnswer() + ", so that it proves nothing");
        }
        if (!a.controls().positive().map(Attempt::succeeded).orElse(false)) {
            String why = "answered " + answer + ", but so might any condition be: the same POST with * was answered "
                    + a.controls().positiveAnswer();
            boolean passing = a.controls()
                    .positive()
                    .map(star -> Oracles.isPassing(star.status()))
                    .orElse(false);
            return passing
                    ? Judgement.again(a, Outcome.INCONCLUSIVE, Misdeed.NONE, why)
                    : Judgement.inconclusive(a, Misdeed.LOCKED_OUT, why);
        }
        return a.status() == 412
                ? Judgement.pass(a, "answered 412; without a condition the same POST creates")
                : Judgement.warn(a, Misdeed.OTHER_STATUS, "refused, but with " + answer + " instead of 412");
    }

    private static Judgement alreadyApplied(Attempt a, Known known) {
        Judgement judgement = Oracles.rejected(a, known);
        if (a.effect() != Effect.NONE || a.lateEffect() != Effect.NONE || !a.succeeded()) {
            return judgement;
        }
        if (a.late().orElse(a.after()).etag().equals(a.before().etag())) {
            return Judgement.note(
                    a,
                    "answered " + a.exchange().answer() + ": the state asked for was there, and was not written again");
        }
        return Judgement.warn(
                a,
                Misdeed.SIDE_EFFECT,
                "answered " + a.exchange().answer()
                        + ", and the tag moved: the change was made again, and who holds the current tag is locked out");
    }

    private static Judgement goneAlready(Attempt a, Known known) {
        int status = a.status();
        if (a.after().isPresent()) {
            return Judgement.fail(a, Misdeed.SIDE_EFFECT, "a DELETE of what was gone brought it back");
        }
        if (status == 412 || Oracles.isAbsence(status)) {
            return Judgement.pass(a, "answered " + a.exchange().answer());
        }
        if (a.succeeded()) {
            return Judgement.note(a, "answered " + a.exchange().answer() + ": what is gone counts as deleted already");
        }
        return Judgement.again(
                a,
                Outcome.INCONCLUSIVE,
                Misdeed.NONE,
                "a DELETE of what is gone was answered " + a.exchange().answer());
    }

    private static Judgement notRedone(Attempt a, Known known) {
        if (a.effect() == Effect.UNKNOWN) {
            return Oracles.rejected(a, known);
        }
        String nonce = ((Intent.Modify) a.intent()).nonce();
        long before = a.before().nonces().stream().filter(nonce::equals).count();
        long after = a.after().nonces().stream().filter(nonce::equals).count();
        if (after > before) {
            return Judgement.fail(
                    a,
                    Misdeed.PERFORMED,
                    "the tag was spent, yet the same change was made a second time: answered "
                            + a.exchange().answer());
        }
        if (a.effect() != Effect.NONE) {
            return Oracles.rejected(a, known);
        }
        if (a.status() == 412) {
            return Judgement.pass(a, "answered 412, and the change stands there once");
        }
        if (!a.succeeded()) {
            return Oracles.rejected(a, known);
        }
        return a.after().etag().equals(a.before().etag())
                ? Judgement.note(a, "answered " + a.exchange().answer() + ", and the change stands there once")
                : Judgement.warn(
                        a,
                        Misdeed.SIDE_EFFECT,
                        "answered " + a.exchange().answer()
                                + ", and the tag moved: the change was made again, though it shows once");
    }
}
