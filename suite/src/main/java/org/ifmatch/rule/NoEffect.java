package org.ifmatch.rule;

import static org.ifmatch.observe.Need.ANY_TAG;
import static org.ifmatch.observe.Need.COLLECTION_TAG;
import static org.ifmatch.observe.Need.DELETE;
import static org.ifmatch.observe.Need.HOOK_LIST;
import static org.ifmatch.observe.Need.LAST_MODIFIED;
import static org.ifmatch.observe.Need.PATCH;
import static org.ifmatch.observe.Need.POST_CREATE;
import static org.ifmatch.observe.Need.POST_MUTATE;
import static org.ifmatch.observe.Need.PUT_UPDATE;
import static org.ifmatch.observe.Need.STRONG_TAG;
import static org.ifmatch.observe.Scenario.attempts;
import static org.ifmatch.observe.Scenario.scenario;
import static org.ifmatch.rule.Conditions.ifMatch;
import static org.ifmatch.rule.Oracles.REJECTED;
import static org.ifmatch.rule.Rule.rule;
import static org.ifmatch.rule.Rule.untested;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ifmatch.http.Field;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Beside;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Resource;
import org.ifmatch.observe.Scenario;
import org.ifmatch.observe.Snapshot;
import org.ifmatch.report.Outcome;

/** RFC 9110 §13.1.1: a request that is refused for its condition has no effect whatever. */
public final class NoEffect {

    private static final int TEN = 10;
    private static final int HUNDRED = 100;
    /** A moved Last-Modified shows only once the clock's second has changed. */
    private static final Duration A_SECOND = Duration.ofMillis(1100);

    private static final int FIVE_MIB = 5 * 1024 * 1024;

    /**
     * Ten refused writes, one after the other, and then one that names the tag which was current all along. The first attempt
     * is the twin that was only read as often, the last is the rightful writer's.
     */
    static final Scenario TEN_REFUSED = attempts("ten PUTs with a replaced tag, then one with the current tag", lab -> {
                Resource idle = lab.resource().inBulk();
                Resource note = lab.resource().inBulk();
                String old = note.tag();
                note.overwrite();
                String current = note.tag();
                idle.tag();
                lab.sender().pause(A_SECOND);
                List<Attempt> all = new ArrayList<>();
                Attempt twin = idle.get();
                for (int i = 1; i <= TEN; i++) {
                    all.add(note.put(ifMatch(old)).named("refused PUT " + i + " of " + TEN));
                }
                all.add(0, twin.lookedAtLater(idle.look()).named("a twin that is only read"));
                all.add(note.put(ifMatch(current))
                        .named("a PUT with the tag that was current before the refused ones"));
                return all;
            })
            .waiting();

    static final Scenario HUNDRED_REFUSED =
            attempts("a hundred PUTs with a replaced tag, then one with the current tag", lab -> {
                Resource note = lab.resource().inBulk();
                String old = note.tag();
                note.overwrite();
                String current = note.tag();
                List<Attempt> all = new ArrayList<>();
                for (int i = 1; i <= HUNDRED; i++) {
                    all.add(note.put(ifMatch(old)).named("refused PUT " + i + " of " + HUNDRED));
                }
                all.add(note.put(ifMatch(current))
                        .named("a PUT with the tag that was current before the refused ones"));
                return all;
            });

    static final Scenario LARGE_STALE = attempts("a PUT of 5 MiB with a replaced tag, and GETs meanwhile", lab -> {
        Resource note = lab.resource();
        String old = note.tag();
        note.overwrite();
        return note.whileReading(() -> note.put(r -> Optional.of(lab.large(r, FIVE_MIB)), ifMatch(old)));
    });

    static final Scenario OTHER_TYPE = scenario("a PUT with a replaced tag and another Content-Type", lab -> {
        Resource note = lab.resource();
        String old = note.tag();
        note.overwrite();
        return note.put(
                r -> Optional.of(lab.fresh(r)), ifMatch(old), Field.of("Content-Type", "application/octet-stream"));
    });

    /** What comes from a form often goes by another way in a server than what comes from a program. */
    private static Scenario ofType(String type) {
        return scenario("a PUT with a replaced tag and content of type " + type, lab -> {
            Resource note = lab.resource();
            String old = note.tag();
            note.overwrite();
            return note.put(r -> Optional.of(lab.fresh(r).ofType(type)), ifMatch(old));
        });
    }

    static final Scenario TWO_CHANGES = scenario("a PATCH of two changes with a replaced tag", lab -> {
        Resource note = lab.resource();
        String old = note.tag();
        note.overwrite();
        return note.attempt("PATCH", r -> Optional.of(lab.patchOfTwo(r)), List.of(ifMatch(old)));
    });

    /** The refused DELETE, then what the collection lists; a listing in pages may never have shown the resource. */
    static final Scenario REFUSED_DELETE_LISTED = attempts("a DELETE with a replaced tag, then the collection", lab -> {
        Resource note = lab.resource();
        String old = note.tag();
        note.overwrite();
        if (!isListed(lab.patiently(() -> lab.collection().get()), note.url())) {
            throw new Beside("the collection does not list the resource");
        }
        Attempt refused = note.delete(ifMatch(old));
        return List.of(
                refused.named("a DELETE with a replaced tag"),
                lab.collection().get().named("a GET of the collection"));
    });

    private static boolean isListed(Attempt listing, URI url) {
        String path = url.getRawPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        return listing.response().map(r -> r.text().contains(name)).orElse(false);
    }

    public static final Rule CONTENT = rule("no-effect/content")
            .says("A refused request leaves the content as it was.")
            .overRun(RunOracles::noEffectOnContent)
            .overLedger(RunOracles::nothingRefusedShows);

    public static final Rule TRUNCATE = rule("no-effect/truncate")
            .says("While a refused upload of 5 MiB is under way, and after it, the content is never empty or short.")
            .needs(PUT_UPDATE, ANY_TAG)
            .restsOn("stale-tag/put-rejected", "wire/large-stale")
            .names(Misdeed.REFUSED_YET_PERFORMED, Misdeed.SIDE_EFFECT)
            .on(LARGE_STALE)
            .judge(NoEffect::neverShort);

    public static final Rule ETAG = rule("no-effect/etag")
            .says("Refused requests do not move the tag: who holds the current one can still write.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("stale-tag/put-rejected", "no-effect/content", "current-tag/put")
            .on(TEN_REFUSED)
            .judge(NoEffect::tagStays);

    public static final Rule LAST_MODIFIED_STAYS = rule("no-effect/last-modified")
            .says("Refused requests do not move Last-Modified.")
            .needs(PUT_UPDATE, STRONG_TAG, LAST_MODIFIED)
            .restsOn("stale-tag/put-rejected", "no-effect/content", "no-effect/etag")
            .on(TEN_REFUSED)
            .judge(NoEffect::dateStays);

    public static final Rule METADATA = rule("no-effect/metadata")
            .says("A PUT of another type with a stale tag is not performed, and leaves the Content-Type as it was.")
            .needs(PUT_UPDATE, ANY_TAG)
            .restsOn("stale-tag/put-rejected", "no-effect/content")
            .names(Misdeed.PERFORMED)
            .on(OTHER_TYPE, ofType("application/x-www-form-urlencoded"), ofType("multipart/form-data; boundary=x"))
            .judge(Oracle.each(NoEffect::typeStays));

    public static final Rule PATCH_ATOMIC = rule("no-effect/patch-atomic")
            .says("No part of a refused PATCH is applied.")
            .needs(PATCH, ANY_TAG)
            .restsOn("stale-tag/patch-rejected")
            .names(Misdeed.REFUSED_YET_PERFORMED, Misdeed.SIDE_EFFECT)
            .on(TWO_CHANGES)
            .judge(REJECTED);

    public static final Rule APPEND_PARTIAL = rule("no-effect/append-partial")
            .says("No octet of a refused POST that appends is stored.")
            .needs(POST_MUTATE, ANY_TAG)
            .restsOn("stale-tag/post-rejected")
            .names(Misdeed.REFUSED_YET_PERFORMED, Misdeed.SIDE_EFFECT)
            .on(StaleTag.STALE_POST)
            .judge(REJECTED);

    public static final Rule NO_CHILD = rule("no-effect/no-child")
            .says("A POST to a collection that is refused for its tag makes no member.")
            .needs(POST_CREATE, HOOK_LIST, COLLECTION_TAG)
            .restsOn("stale-tag/post-collection-no-child")
            .on(StaleTag.STALE_COLLECTION)
            .judge(Oracle.each(NoEffect::noLocation));

    public static final Rule DELETE_SIDE = rule("no-effect/delete-side")
            .says("After a refused DELETE the resource is there as it was.")
            .needs(DELETE, ANY_TAG)
            .restsOn("stale-tag/delete-rejected")
            .names(Misdeed.REFUSED_YET_PERFORMED, Misdeed.SIDE_EFFECT)
            .on(StaleTag.STALE_DELETE)
            .judge(REJECTED)
            .on(REFUSED_DELETE_LISTED.needing(HOOK_LIST))
            .judge(NoEffect::stillListed);

    public static final Rule HISTORY =
            untested("no-effect/history", "it needs a listing of versions, which HTTP/1.1 alone does not have");

    public static final Rule REPEAT_100 = rule("no-effect/repeat-100")
            .says("A hundred refused requests leave the state as it was, and the current tag usable.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("stale-tag/put-rejected", "no-effect/content", "no-effect/etag", "current-tag/put")
            .on(HUNDRED_REFUSED)
            .judge(NoEffect::stillUsable);

    public static final Rule LOCK_STATE =
            untested("no-effect/lock-state", "it needs WebDAV's locks (RFC 4918), which this suite does not speak yet");

    public static final Rule DEFERRED = rule("no-effect/deferred")
            .says("A refused request does not come into effect later.")
            .overRun(RunOracles::noLateEffect)
            .overLedger(RunOracles::nothingRefusedShowsLater);

    private NoEffect() {}

    /** The first attempt is the upload, the others are the GETs that were answered meanwhile. */
    private static Judgement neverShort(List<Attempt> attempts, Known known) {
        Attempt upload = attempts.get(0);
        for (Attempt read : attempts.subList(1, attempts.size())) {
            if (read.after().isKnown() && !read.after().sameStateAs(upload.before(), known.verbatim())) {
                Judgement rejected = Oracles.rejected(upload, known);
                return rejected.misdeed() == Misdeed.PERFORMED
                        ? rejected
                        : Judgement.fail(
                                read,
                                Misdeed.SIDE_EFFECT,
                                "while an upload with a false condition was under way, GET showed "
                                        + read.after()
                                                .exchange()
                                                .response()
                                                .map(r -> r.content().length)
                                                .orElse(0)
                                        + " octets that are not the content");
            }
        }
        Judgement judgement = Oracles.rejected(upload, known);
        return judgement.outcome() == Outcome.PASS
                ? judgement.because(
                        "refused, and " + (attempts.size() - 1) + " GETs meanwhile showed the whole content")
                : judgement;
    }

    private static Judgement tagStays(List<Attempt> attempts, Known known) {
        Attempt idle = attempts.get(0);
        List<Attempt> refused = attempts.subList(1, attempts.size() - 1);
        Attempt rightful = attempts.get(attempts.size() - 1);
        Judgement rejected = worstRefusal(refused, known);
        if (rejected.outcome() != Outcome.PASS) {
            return rejected;
        }
        if (!idle.late().flatMap(Snapshot::etag).equals(idle.before().etag())) {
            return Judgement.inconclusive(idle, Misdeed.NONE, "the tag of a twin that was only read moved as well");
        }
        long moved = refused.stream()
                .filter(a -> a.after().isKnown()
                        && !a.after().etag().equals(a.before().etag()))
                .count();
        if (moved == refused.size()) {
            return Judgement.fail(
                    refused.get(0),
                    Misdeed.SIDE_EFFECT,
                    "each of " + moved + " refused requests moved the tag: who holds the current one is locked out");
        }
        if (moved > 0) {
            return Judgement.inconclusive(
                    refused.get(0),
                    Misdeed.NONE,
                    "the tag moved with " + moved + " of " + refused.size() + " refused requests");
        }
        return Oracles.accepted(rightful, known);
    }

    /** Answers that say nothing (429, 503) among many are passed over as long as one refusal was seen. */
    private static Judgement worstRefusal(List<Attempt> refused, Known known) {
        List<Judgement> all =
                refused.stream().map(a -> Oracles.rejected(a, known)).toList();
        List<Judgement> telling = all.stream().filter(j -> !j.again()).toList();
        return Oracle.worst(telling.isEmpty() ? all : telling);
    }

    private static Judgement dateStays(List<Attempt> attempts, Known known) {
        Attempt idle = attempts.get(0);
        List<Attempt> refused = attempts.subList(1, attempts.size() - 1);
        Judgement rejected = worstRefusal(refused, known);
        if (rejected.outcome() != Outcome.PASS) {
            return rejected;
        }
        if (!idle.late()
                .flatMap(s -> s.field("Last-Modified"))
                .equals(idle.before().field("Last-Modified"))) {
            return Judgement.inconclusive(
                    idle, Misdeed.NONE, "the Last-Modified of a twin that was only read moved as well");
        }
        return refused.stream()
                .filter(a -> !a.after().field("Last-Modified").equals(a.before().field("Last-Modified")))
                .findFirst()
                .map(a -> Judgement.warn(a, Misdeed.SIDE_EFFECT, "a refused request moved Last-Modified")
                        .because("a refused request moved Last-Modified from "
                                + a.before().field("Last-Modified").orElse("nothing") + " to "
                                + a.after().field("Last-Modified").orElse("nothing")))
                .orElseGet(() -> Judgement.pass(refused.get(0), "Last-Modified stayed as it was"));
    }

    private static Judgement typeStays(Attempt a, Known known) {
        Judgement rejected = Oracles.rejected(a, known);
        Optional<String> before = a.before().field("Content-Type");
        Optional<String> after = a.after().field("Content-Type");
        boolean refused = a.effect() == org.ifmatch.observe.Effect.NONE;
        if (refused && a.after().isPresent() && !after.equals(before)) {
            return Judgement.fail(
                    a,
                    Misdeed.WRONG_FIELD,
                    "the refused PUT changed the Content-Type from " + before.orElse("none") + " to "
                            + after.orElse("none"));
        }
        return rejected;
    }

    private static Judgement stillListed(List<Attempt> attempts, Known known) {
        Attempt refused = attempts.get(0);
        Attempt listing = attempts.get(1);
        Judgement judgement = Oracles.rejected(refused, known);
        boolean listed = isListed(listing, refused.exchange().request().url());
        if (judgement.outcome() != Outcome.PASS || listed) {
            return judgement;
        }
        return listing.status() == 200
                ? Judgement.fail(
                        listing, Misdeed.SIDE_EFFECT, "the refused DELETE took the resource off the collection's list")
                : Judgement.again(
                        listing,
                        Outcome.INCONCLUSIVE,
                        Misdeed.NONE,
                        "the collection was answered " + listing.exchange().answer());
    }

    private static Judgement noLocation(Attempt a, Known known) {
        Judgement judgement = StaleTag.noChild(a, known);
        Optional<String> location = a.response().flatMap(r -> r.field("Location"));
        return judgement.outcome() == Outcome.PASS && location.isPresent()
                ? Judgement.warn(
                        a,
                        Misdeed.WRONG_FIELD,
                        "the refused POST names " + location.get() + ", as if it had made it, which it has not")
                : judgement;
    }

    private static Judgement stillUsable(List<Attempt> attempts, Known known) {
        List<Attempt> refused = attempts.subList(0, attempts.size() - 1);
        Judgement rejected = worstRefusal(refused, known);
        return rejected.outcome() == Outcome.PASS
                ? Oracles.accepted(attempts.get(attempts.size() - 1), known)
                : rejected;
    }
}
