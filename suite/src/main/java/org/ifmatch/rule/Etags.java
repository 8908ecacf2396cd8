package org.ifmatch.rule;

import static org.ifmatch.observe.Need.ANY_TAG;
import static org.ifmatch.observe.Need.DELETE;
import static org.ifmatch.observe.Need.GZIP;
import static org.ifmatch.observe.Need.LAST_MODIFIED;
import static org.ifmatch.observe.Need.PATCH;
import static org.ifmatch.observe.Need.POST_CREATE;
import static org.ifmatch.observe.Need.PUT_CREATE;
import static org.ifmatch.observe.Need.PUT_UPDATE;
import static org.ifmatch.observe.Need.RANGE;
import static org.ifmatch.observe.Need.STRONG_TAG;
import static org.ifmatch.observe.Need.VARIANTS;
import static org.ifmatch.observe.Need.VERBATIM;
import static org.ifmatch.observe.Need.WEAK_TAG;
import static org.ifmatch.observe.Scenario.attempts;
import static org.ifmatch.observe.Scenario.scenario;
import static org.ifmatch.rule.Conditions.ifMatch;
import static org.ifmatch.rule.Conditions.range;
import static org.ifmatch.rule.Rule.rule;
import static org.ifmatch.rule.Rule.untested;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.ifmatch.http.EntityTag;
import org.ifmatch.http.Field;
import org.ifmatch.http.Response;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Beside;
import org.ifmatch.observe.Content;
import org.ifmatch.observe.Effect;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Lab;
import org.ifmatch.observe.Ledger;
import org.ifmatch.observe.Resource;
import org.ifmatch.observe.Scenario;
import org.ifmatch.observe.Snapshot;
import org.ifmatch.observe.Unobtainable;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Recipe.Due;

/** RFC 9110 §8.8: how entity tags are made. If-Match is worth as much as they are. */
public final class Etags {

    private static final Duration APART = Duration.ofMillis(1150);
    private static final Duration READS_APART = Duration.ofMillis(700);
    private static final int READS = 5;
    private static final int SLOW_VERSIONS = 4;
    private static final int QUICK_VERSIONS = 200;
    private static final int QUICK_NAMES = 60;
    private static final int MANY_VERSIONS = 300;
    private static final int CHAIN = 10;
    /** Writes a second below which a tag that is made of seconds might not have been caught. */
    private static final int QUICK_ENOUGH = 20;

    private static final int LARGE = 8 * 1024;

    /** Fewer versions where each must wait for its tag to rest. */
    private static int versions(Lab lab, int usual) {
        return lab.known().settle().isZero() && lab.known().can("ryw") ? usual : SLOW_VERSIONS;
    }

    // What is observed.

    static final Scenario READ = scenario("a GET", lab -> lab.resource().get());

    static final Scenario READ_HEAD_READ = attempts("GET, HEAD, GET, and the same after an update", lab -> {
        Resource note = lab.resource();
        List<Attempt> all = new ArrayList<>(List.of(note.get(), note.head(), note.get()));
        note.overwrite();
        note.tag();
        all.addAll(List.of(note.get(), note.head(), note.get()));
        return all;
    });

    static final Scenario READS_OVER_TIME = attempts("five GETs over three seconds", lab -> {
                Resource note = lab.resource();
                note.tag();
                List<Attempt> all = new ArrayList<>();
                for (int i = 0; i < READS; i++) {
                    all.add(note.get());
                    lab.sender().pause(READS_APART);
                }
                return all;
            })
            .waiting();

    static final Scenario SLOW_WRITES = attempts("versions more than a second apart", lab -> {
                Resource note = lab.resource().inBulk();
                List<Attempt> all = new ArrayList<>();
                for (int i = 0; i < SLOW_VERSIONS; i++) {
                    all.add(note.settled(note.writeAnyway()));
                    lab.sender().pause(APART);
                }
                return all;
            })
            .waiting();

    /** A tag that is made of the first kibibytes, or of a sample of the octets, does not notice what came last. */
    static final Scenario SLOW_ENDINGS = attempts("long versions that differ at their end only", lab -> {
                Resource note = lab.resource().inBulk();
                List<Attempt> all = new ArrayList<>();
                for (int i = 0; i < SLOW_VERSIONS; i++) {
                    all.add(note.settled(note.writeAnyway(r -> lab.ending(r, LARGE))));
                    lab.sender().pause(APART);
                }
                return all;
            })
            .waiting();

    /** A tag that is made of what the content means does not notice how it is written; the octets differ all the same. */
    static final Scenario SLOW_SPACES = attempts("versions that differ in white space only", lab -> {
                Resource note = lab.resource().inBulk();
                Content plain = lab.fresh(note);
                String text = new String(plain.octets(), java.nio.charset.StandardCharsets.UTF_8);
                List<Attempt> all = new ArrayList<>();
                for (String space : List.of("", " ", "\n")) {
                    Content spaced = Content.text(plain.type(), text + space, plain.nonce());
                    all.add(note.settled(note.writeAnyway(r -> spaced)));
                    lab.sender().pause(APART);
                }
                return all;
            })
            .waiting();

    /** A version that is counted where PUT stores may be forgotten where PATCH does. */
    static final Scenario SLOW_PATCHES = attempts("versions made by PATCH, more than a second apart", lab -> {
                Resource note = lab.resource().inBulk();
                List<Attempt> all = new ArrayList<>();
                all.add(note.settled(note.writeAnyway()));
                for (int i = 0; i < 2; i++) {
                    lab.sender().pause(APART);
                    all.add(note.settled(note.patch(note.conditionIfDemanded())));
                }
                return all;
            })
            .waiting();

    /** Begins with the clock's second, so that a tag made of seconds meets as many versions as there can be. */
    static final Scenario QUICK_WRITES = attempts("versions of one length as quickly as they go", lab -> {
                Resource note = lab.resource().inBulk();
                note.state();
                lab.sender().pause(Duration.ofMillis(1000 - System.currentTimeMillis() % 1000));
                return lab.sender().hurried(() -> quickWrites(lab, note));
            })
            .waiting();

    private static List<Attempt> quickWrites(Lab lab, Resource note) {
        List<Attempt> all = new ArrayList<>();
        long until = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        // A machine that stands still for two seconds is to be told as slow, and not as one without versions.
        while (all.size() < 2 || all.size() < versions(lab, QUICK_VERSIONS) && System.nanoTime() < until) {
            all.add(note.writeAnyway());
        }
        return all;
    }

    static final Scenario QUICK_NAMES_AGAIN =
            attempts("the same name deleted and created as quickly as it goes", lab -> {
                Resource note = lab.resource().inBulk();
                List<Attempt> all = new ArrayList<>();
                for (int i = 0; i < versions(lab, QUICK_NAMES); i++) {
                    note.remove();
                    Attempt created = lab.patiently(note::writeAnyway);
                    if (!created.succeeded()) {
                        throw new Beside("what was deleted cannot be created again under its name: "
                                + created.exchange().answer());
                    }
                    all.add(created);
                }
                return all;
            });

    static final Scenario MANY_CONTENTS = attempts("versions of all lengths", lab -> {
        Resource note = lab.resource().inBulk();
        List<Attempt> all = new ArrayList<>();
        for (int i = 0; i < versions(lab, MANY_VERSIONS); i++) {
            int filler = i % 10 == 0 ? lab.names().number(LARGE) : lab.names().number(64);
            all.add(note.writeAnyway(r -> lab.large(r, filler)));
        }
        return all;
    });

    static final Scenario THERE_AND_BACK =
            attempts("content A, then B, then A again, then a PUT with the tag of the first A", lab -> {
                Resource note = lab.resource().inBulk();
                Content a = lab.fresh(note);
                note.overwrite(r -> a);
                Attempt first = note.get();
                note.overwrite();
                Attempt between = note.get();
                note.overwrite(r -> a);
                Attempt back = note.get();
                String tag = first.response()
                        .flatMap(Response::etag)
                        .orElseThrow(() -> new Unobtainable("GET showed no ETag"));
                Attempt put = note.put(ifMatch(tag));
                return List.of(
                        first.named("a GET of A"),
                        between.named("a GET of B"),
                        back.named("a GET of A again"),
                        put.named("a PUT with the tag of the first A"));
            });

    static final Scenario RECREATED = attempts(
                    "a resource created again after a DELETE, then PUTs with its old tags", lab -> {
                        Resource note = lab.resource().inBulk();
                        String first = note.tag();
                        note.overwrite();
                        String second = note.tag();
                        note.remove();
                        lab.sender().pause(APART);
                        Attempt created = note.settled(lab.patiently(note::writeAnyway));
                        if (!created.succeeded()) {
                            throw new Beside("what was deleted cannot be created again under its name: "
                                    + created.exchange().answer());
                        }
                        return List.of(
                                created.named("a PUT that creates it again"),
                                note.put(ifMatch(first)).named("a PUT with the first tag from before the DELETE"),
                                note.put(ifMatch(second)).named("a PUT with the last tag from before the DELETE"));
                    })
            .waiting();

    static final Scenario SAME_READS = attempts("twenty GETs", lab -> {
        Resource note = lab.resource().inBulk();
        List<Attempt> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(note.get());
        }
        return all;
    });

    static final Scenario CODED = attempts("a GET with and without gzip", lab -> {
        Resource note = lab.resource();
        note.overwrite(r -> lab.large(r, LARGE));
        note.tag();
        return List.of(note.get(), note.get(Field.of("Accept-Encoding", "gzip")));
    });

    static final Scenario PARTIAL =
            scenario("a GET of the first octet", lab -> lab.resource().get(range("bytes=0-0")));

    /** A write, its answer's tag, and what GET shows once the tag rests. */
    private static Scenario written(String what, BiFunction<Lab, Resource, Content> content) {
        return attempts("a PUT of " + what + ", then a GET", lab -> {
            Resource note = lab.resource();
            note.state();
            Attempt put = note.put(r -> Optional.of(content.apply(lab, r)), note.conditionIfDemanded());
            return List.of(note.settled(put).named("a PUT of " + what));
        });
    }

    static final Scenario PUT_PLAIN = written("usual content", (lab, r) -> lab.fresh(r));
    static final Scenario PUT_ODD = written("oddly formatted content", Etags::odd);

    private static Content odd(Lab lab, Resource resource) {
        Content content = lab.fresh(resource);
        String text = new String(content.octets(), java.nio.charset.StandardCharsets.UTF_8);
        return Content.text(
                content.type(),
                text.replace("{\"", "{ \r\n  \"").replace("\":\"", "\" :  \"") + " \r\n",
                content.nonce());
    }

    static final Scenario CHAIN_OF_ANSWERS =
            attempts("a chain of PUTs, each with the tag of the answer before", lab -> {
                Resource note = lab.resource().inBulk();
                Attempt last = lab.patiently(() -> note.put(note.trueCondition()));
                List<Attempt> all = new ArrayList<>();
                for (int i = 0; i < CHAIN && (i == 0 || last.succeeded()); i++) {
                    String tag = last.response()
                            .flatMap(Response::etag)
                            .orElseThrow(() -> new Beside("PUT answers have no ETag"));
                    if (Tags.strong(tag).isEmpty() || !note.state().etag().equals(Optional.of(tag))) {
                        throw new Beside("the tags of PUT answers are not those of GET");
                    }
                    last = note.put(ifMatch(tag));
                    all.add(last);
                }
                return all;
            });

    static final Scenario POSTED = scenario(
            "a POST that creates, then a GET of what it made",
            lab -> lab.collection().createdMember());

    static final Scenario PATCHED = scenario("a PATCH, then a GET", lab -> {
        Resource note = lab.resource();
        note.state();
        return note.settled(note.patch(note.conditionIfDemanded()));
    });

    static final Scenario DELETED = scenario("a DELETE", lab -> {
        Resource note = lab.resource();
        return note.delete(note.conditionIfDemanded());
    });

    static final Scenario NEVER_THERE =
            scenario("a GET of what never was", lab -> lab.missing().get());

    static final Scenario OTHER_TYPE = attempts("the same content with another Content-Type", lab -> {
        Resource note = lab.resource();
        Content content = lab.fresh(note);
        note.overwrite(r -> content);
        note.tag();
        return List.of(note.settled(
                note.put(r -> Optional.of(content.ofType("application/octet-stream")), note.conditionIfDemanded())));
    });

    static final Scenario DATED = attempts("Last-Modified before and after an update", lab -> {
        Resource note = lab.resource();
        Attempt before = note.get();
        note.overwrite();
        return List.of(before, note.get());
    });

    // The rules.

    public static final Rule PRESENT = rule("etag/present-on-get")
            .says("A GET shows an entity tag.")
            .on(READ)
            .judge(Oracle.each((a, k) -> a.response().flatMap(Response::etag).isPresent()
                    ? Judgement.pass(
                            a, "ETag " + a.response().flatMap(Response::etag).orElse(""))
                    : Judgement.warn(
                                    a,
                                    Misdeed.WRONG_FIELD,
                                    "GET shows no ETag: clients have nothing to put into If-Match")
                            .due(Due.ENTITY_TAG)));

    public static final Rule SYNTAX = rule("etag/syntax-valid")
            .says("Every ETag is one entity tag: an optional capital W/, then a quoted string without blanks.")
            .needs(ANY_TAG)
            .overLedger((ledger, known) -> overAll(
                            ledger,
                            ledger.malformed(),
                            Outcome.FAIL,
                            "is no entity tag",
                            ledger.tags() + " tags were seen, all well formed")
                    .due(Due.ENTITY_TAG));

    public static final Rule NO_BACKSLASH = rule("etag/no-backslash")
            .says("Tags better have no backslash, since some recipients take it for an escape.")
            .needs(ANY_TAG)
            .overLedger((ledger, known) ->
                    overAll(ledger, ledger.withBackslash(), Outcome.NOTE, "has a backslash", "no tag has a backslash"));

    public static final Rule HEAD_AGREES = rule("etag/head-agrees")
            .says("A HEAD shows the tag that a GET would.")
            .needs(ANY_TAG)
            .on(READ_HEAD_READ)
            .judge(Etags::headAgrees);

    public static final Rule STABLE = rule("etag/stable-when-unchanged")
            .says("A tag does not change while the representation does not.")
            .needs(ANY_TAG)
            .on(READS_OVER_TIME)
            .judge(Etags::stable);

    public static final Rule CHANGES = rule("etag/changes-with-content")
            .says("A strong tag changes whenever the content does.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .on(SLOW_WRITES, SLOW_ENDINGS, SLOW_SPACES.needing(VERBATIM), SLOW_PATCHES.needing(PATCH))
            .judge(Etags::distinct);

    public static final Rule RAPID = rule("etag/rapid-same-size")
            .says("A strong tag changes with the content however quickly versions of one length follow each other.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("etag/changes-with-content")
            .on(QUICK_WRITES)
            .judge(Etags::distinctThoughQuick);

    public static final Rule RENAMED = rule("etag/rename-in-same-tick-inode")
            .says("A name that is deleted and created again within one tick of the clock gets another strong tag.")
            .needs(PUT_UPDATE, PUT_CREATE, DELETE, STRONG_TAG)
            .restsOn("etag/changes-with-content", "etag/rapid-same-size", "etag/recreate-after-delete")
            .on(QUICK_NAMES_AGAIN)
            .judge(Etags::distinct);

    public static final Rule SAME_CONTENT = rule("etag/aba-same-content")
            .says("When the same content comes back its old tag may come back too, and then matches.")
            .needs(PUT_UPDATE, STRONG_TAG, VERBATIM)
            .restsOn("stale-tag/put-rejected", "stale-tag/every-old-version", "current-tag/put")
            .on(THERE_AND_BACK)
            .judge(Etags::thereAndBack);

    public static final Rule NEVER_REUSED = rule("etag/never-reused")
            .says("A strong tag never names other octets of the same resource.")
            .needs(PUT_UPDATE, STRONG_TAG, VERBATIM)
            .restsOn("etag/changes-with-content", "etag/rapid-same-size")
            .on(MANY_CONTENTS)
            .judge(Etags::distinct);

    public static final Rule RECREATE = rule("etag/recreate-after-delete")
            .says("What is created again after a DELETE gets a tag that it never had, and its old tags stay dead.")
            .needs(PUT_UPDATE, PUT_CREATE, DELETE, STRONG_TAG)
            .restsOn("stale-tag/put-rejected", "etag/changes-with-content")
            .on(RECREATED)
            .judge(Etags::recreated);

    public static final Rule AFTER_COPY_MOVE = untested(
            "etag/after-copy-move", "it needs WebDAV's methods (RFC 4918), which this suite does not speak yet");

    public static final Rule OCTETS = rule("etag/strong-means-octets")
            .says("While a strong tag stays, GET shows the same octets.")
            .needs(STRONG_TAG)
            .restsOn(
                    "etag/changes-with-content",
                    "etag/rapid-same-size",
                    "etag/rename-in-same-tick-inode",
                    "etag/recreate-after-delete",
                    "etag/never-reused")
            .on(SAME_READS)
            .judge(Etags::sameOctets)
            .overLedger(RunOracles::oneTagOneContent);

    public static final Rule CODINGS = rule("etag/coding-variants")
            .says("The strong tags of the compressed and of the plain representation differ.")
            .needs(PUT_UPDATE, GZIP, STRONG_TAG)
            .on(CODED)
            .judge(Etags::codings);

    public static final Rule NEGOTIATED = rule("etag/negotiated-variants")
            .says("Variants with different octets do not share a strong tag.")
            .needs(VARIANTS, STRONG_TAG)
            .on(Variants.IN_TWO_TYPES)
            .judge(Etags::negotiated);

    public static final Rule OF_206 = rule("etag/206-and-416")
            .says("A 206 carries the tag that the 200 would.")
            .needs(RANGE, ANY_TAG)
            .on(PARTIAL)
            .judge(Oracle.each((a, k) -> sameTag(a, 206)));

    public static final Rule OF_304 = rule("etag/304-carries-current")
            .says("A 304 carries the tag that the 200 would.")
            .needs(ANY_TAG)
            .on(Neighbour.INM_CURRENT_GET)
            .judge(Oracle.each((a, k) -> sameTag(a, 304)));

    public static final Rule HONEST_PUT = rule("etag/put-honest")
            .says("A PUT answer carries a validator only if the octets were stored as sent, and then the new one.")
            .needs(PUT_UPDATE)
            .on(PUT_PLAIN, PUT_ODD)
            .judge(Oracle.each(Etags::honest));

    public static final Rule USABLE_PUT_TAG = rule("etag/put-tag-usable")
            .says("A tag given in a PUT answer works in the next If-Match.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("current-tag/put", "etag/put-honest")
            .on(CHAIN_OF_ANSWERS)
            .judge(Oracles.ACCEPTED);

    public static final Rule POST_TAG = rule("etag/post-create-tag")
            .says("The tag in a 201 is that of the resource which was created.")
            .needs(POST_CREATE)
            .on(POSTED)
            .judge(Oracle.each(Etags::createdTag));

    public static final Rule PATCH_TAG = rule("etag/patch-tag")
            .says("The tag in a PATCH answer is that of the result.")
            .needs(PATCH)
            .on(PATCHED)
            .judge(Oracle.each(Etags::patchTag));

    public static final Rule DELETE_TAG = rule("etag/delete-response")
            .says("The answer to a DELETE has no tag, since there is nothing left that it could name.")
            .needs(DELETE)
            .on(DELETED)
            .judge(Oracle.each((a, k) -> a.succeeded()
                            && a.response().flatMap(Response::etag).isPresent()
                    ? Judgement.note(
                            a,
                            "the answer to a DELETE has the tag "
                                    + a.response().flatMap(Response::etag).get())
                    : Judgement.pass(a, "answered " + a.exchange().answer())));

    public static final Rule CONTENT_LOCATION = rule("etag/content-location-scope")
            .says("The tag of an answer is that of the target, whatever Content-Location names.")
            .needs(ANY_TAG)
            .on(READ)
            .judge(Oracle.each((a, k) ->
                    a.response().flatMap(r -> r.field("Content-Location")).isPresent()
                            ? Judgement.note(a, "GET names another URL in Content-Location")
                            : Judgement.pass(a, "GET names no other URL in Content-Location")));

    public static final Rule TAG_OF_412 = rule("etag/412-tag-current")
            .says("A tag in a 412 is the current one.")
            .needs(PUT_UPDATE, ANY_TAG)
            .on(StaleTag.STALE_PUT)
            .judge(Oracle.each(Etags::tagOf412));

    public static final Rule ERRORS = rule("etag/error-bodies-not-tagged")
            .says("The page of an error has no tag of its own.")
            .on(NEVER_THERE)
            .judge(Oracle.each((a, k) -> Oracles.isAbsence(a.status())
                            && a.response().flatMap(Response::etag).isPresent()
                    ? Judgement.warn(
                                    a,
                                    Misdeed.WRONG_FIELD,
                                    "the " + a.status() + " has the tag "
                                            + a.response()
                                                    .flatMap(Response::etag)
                                                    .get() + ", which names no representation")
                            .due(Due.NO_TAG)
                    : Judgement.pass(a, "answered " + a.exchange().answer() + " without a tag")));

    public static final Rule WEAK_MOVES = rule("etag/weak-moves-on-semantic-change")
            .says("A weak tag changes when the old content is no acceptable substitute.")
            .needs(PUT_UPDATE, WEAK_TAG)
            .on(SLOW_WRITES)
            .judge(Etags::weakMoves);

    public static final Rule METADATA = rule("etag/metadata-change")
            .says("A tag may or may not change with the Content-Type alone.")
            .needs(PUT_UPDATE, ANY_TAG)
            .on(OTHER_TYPE)
            .judge(Oracle.each((a, k) -> Judgement.note(
                    a,
                    a.late().flatMap(Snapshot::etag).equals(a.before().etag())
                            ? "the tag stays when only the Content-Type is another"
                            : "the tag moves when only the Content-Type is another")));

    public static final Rule OWN_TAG = rule("etag/length-sane")
            .says("A server accepts in If-Match whatever tag it gave out itself.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("current-tag/put")
            .on(CurrentTag.CURRENT_PUT)
            .judge(Oracle.each(Etags::ownTag));

    public static final Rule ACROSS_ENDPOINTS = untested("etag/across-endpoints", "it needs a second endpoint");
    public static final Rule ACROSS_VERSIONS =
            untested("etag/across-http-versions", "it needs HTTP/2, which this suite does not speak yet");
    public static final Rule ACROSS_RESTART =
            untested("etag/across-restart", "it needs a way to restart the server, which this version does not use");

    public static final Rule DATES = rule("etag/last-modified-sane")
            .says("Last-Modified is not later than the Date of its answer.")
            .needs(PUT_UPDATE, LAST_MODIFIED)
            .on(DATED)
            .judge(Oracle.each(Etags::dated));

    private Etags() {}

    // How it is judged.

    private static Judgement overAll(
            Ledger ledger, List<Ledger.Told> wrong, Outcome outcome, String what, String fine) {
        if (!wrong.isEmpty()) {
            List<Attempt> shown = wrong.stream()
                    .limit(3)
                    .map(told -> Attempt.told("an answer of the run", told))
                    .toList();
            String tag = shown.get(0).response().flatMap(Response::etag).orElse("");
            return new Judgement(outcome, "the ETag " + tag + " " + what, Misdeed.WRONG_FIELD, true, false, shown);
        }
        return ledger.anyTagged()
                .map(told -> Judgement.pass(Attempt.told("an answer of the run", told), fine))
                .orElse(new Judgement(
                        Outcome.INCONCLUSIVE,
                        "no answer of the run had an ETag",
                        Misdeed.NONE,
                        true,
                        false,
                        List.of()));
    }

    private static Judgement headAgrees(List<Attempt> attempts, Known known) {
        for (int i = 0; i + 2 < attempts.size(); i += 3) {
            Optional<String> get = etag(attempts.get(i));
            Attempt head = attempts.get(i + 1);
            if (!get.equals(etag(attempts.get(i + 2))) || get.isEmpty()) {
                return Judgement.again(
                        attempts.get(i), Outcome.INCONCLUSIVE, Misdeed.NONE, "the tags of two GETs differ");
            }
            if (!head.succeeded()) {
                return Judgement.again(
                        head,
                        Outcome.INCONCLUSIVE,
                        Misdeed.NONE,
                        "HEAD was answered " + head.exchange().answer());
            }
            if (etag(head).isEmpty()) {
                return Judgement.warn(head, Misdeed.WRONG_FIELD, "HEAD shows no tag, although GET does")
                        .due(Due.ENTITY_TAG);
            }
            if (!etag(head).equals(get)) {
                boolean older = i > 0 && etag(head).equals(etag(attempts.get(i - 3)));
                String words = "HEAD shows " + etag(head).get() + ", GET " + get.get();
                Judgement wrong = older
                        ? Judgement.failByAnswer(head, Misdeed.SIDE_EFFECT, words + ": the tag of an older version")
                        : Judgement.warn(head, Misdeed.WRONG_FIELD, words);
                return wrong.due(Due.TAG_OF_GET);
            }
        }
        return Judgement.pass(attempts.get(1), "HEAD shows the tag that GET shows, before and after an update");
    }

    private static Optional<String> etag(Attempt attempt) {
        return attempt.response().flatMap(Response::etag);
    }

    private static Judgement stable(List<Attempt> attempts, Known known) {
        List<Attempt> answered = attempts.stream().filter(Attempt::succeeded).toList();
        if (answered.size() < 2) {
            return Judgement.again(
                    attempts.get(0), Outcome.INCONCLUSIVE, Misdeed.NONE, "GET was not answered often enough");
        }
        Set<String> tags = new java.util.LinkedHashSet<>(
                answered.stream().map(a -> etag(a).orElse("none")).toList());
        return tags.size() == 1
                ? Judgement.pass(answered.get(0), answered.size() + " GETs showed one tag")
                : Judgement.warn(
                        answered.get(1),
                        Misdeed.WRONG_FIELD,
                        "the tag moves although nothing changed: " + String.join(", ", tags));
    }

    /** A strong tag may name one content only; weak ones promise nothing. */
    private static Judgement distinct(List<Attempt> attempts, Known known) {
        Map<String, Attempt> byTag = new HashMap<>();
        int strong = 0;
        for (Attempt attempt : attempts) {
            Snapshot shown = attempt.late().orElse(attempt.after());
            Optional<EntityTag> tag = shown.etag().flatMap(EntityTag::parse);
            if (attempt.effect() == Effect.UNKNOWN || tag.isEmpty() || tag.get().weak()) {
                continue;
            }
            strong++;
            Attempt first = byTag.putIfAbsent(shown.etag().get(), attempt);
            if (first != null && !first.late().orElse(first.after()).sameStateAs(shown, known.verbatim())) {
                return Judgement.fail(
                                attempt,
                                Misdeed.WRONG_FIELD,
                                "the strong tag " + shown.etag().get()
                                        + " names two different contents: who read the first can overwrite the second unseen")
                        .due(Due.ANOTHER_TAG);
            }
        }
        if (strong < 2) {
            return Judgement.notApplicable(attempts.get(0), "the tags are weak then, and promise nothing");
        }
        return Judgement.pass(attempts.get(0), strong + " versions had " + byTag.size() + " different tags");
    }

    private static Judgement distinctThoughQuick(List<Attempt> attempts, Known known) {
        Judgement judgement = distinct(attempts, known);
        long nanos = attempts.get(attempts.size() - 1).exchange().times().ended()
                - attempts.get(0).exchange().times().begun();
        double rate = attempts.size() / Math.max(nanos / 1e9, 1e-3);
        if (judgement.outcome() == Outcome.PASS && rate < QUICK_ENOUGH) {
            return Judgement.again(
                    attempts.get(0),
                    Outcome.INCONCLUSIVE,
                    Misdeed.NONE,
                    "only " + Math.round(rate) + " writes a second could be made, too few to tell");
        }
        return judgement.outcome() == Outcome.PASS
                ? judgement.because(judgement.why() + " at " + Math.round(rate) + " writes a second")
                : judgement;
    }

    private static Judgement thereAndBack(List<Attempt> attempts, Known known) {
        Optional<String> first = etag(attempts.get(0));
        Optional<String> back = etag(attempts.get(2));
        Attempt put = attempts.get(3);
        if (etag(attempts.get(1)).equals(first)) {
            return Judgement.fail(
                    attempts.get(1),
                    Misdeed.WRONG_FIELD,
                    "the strong tag " + first.orElse("") + " names A and B alike");
        }
        boolean same = first.equals(back);
        Judgement judgement = same ? Oracles.accepted(put, known) : Oracles.rejected(put, known);
        return judgement.outcome() == Outcome.PASS
                ? Judgement.note(
                        put,
                        same
                                ? "tags follow the content: the old one came back with it"
                                : "tags follow the version: the same content got another one")
                : judgement;
    }

    private static Judgement recreated(List<Attempt> attempts, Known known) {
        Attempt created = attempts.get(0);
        Optional<String> tag = created.late().flatMap(Snapshot::etag);
        List<Attempt> puts = attempts.subList(1, attempts.size());
        for (Attempt put : puts) {
            boolean reused = put.exchange().request().field("If-Match").equals(tag)
                    && put.before().etag().equals(tag);
            if (reused) {
                return Judgement.fail(
                        created,
                        Misdeed.WRONG_FIELD,
                        "the tag " + tag.orElse("") + " was given again to other content after a DELETE");
            }
        }
        return Oracles.REJECTED.judge(puts, known);
    }

    private static Judgement sameOctets(List<Attempt> attempts, Known known) {
        Map<String, Attempt> byTag = new HashMap<>();
        for (Attempt attempt : attempts) {
            if (attempt.status() != 200
                    || etag(attempt).map(t -> t.startsWith("W/")).orElse(true)) {
                continue;
            }
            Attempt first = byTag.putIfAbsent(etag(attempt).get(), attempt);
            if (first != null
                    && !java.util.Arrays.equals(
                            first.response().get().content(),
                            attempt.response().get().content())) {
                return Judgement.fail(
                        attempt,
                        Misdeed.WRONG_FIELD,
                        "two GETs showed the strong tag " + etag(attempt).get() + " with different octets");
            }
        }
        return byTag.isEmpty()
                ? Judgement.again(attempts.get(0), Outcome.INCONCLUSIVE, Misdeed.NONE, "no GET showed a strong tag")
                : Judgement.pass(
                        attempts.get(0), attempts.size() + " GETs showed the same octets under one strong tag");
    }

    private static Judgement codings(List<Attempt> attempts, Known known) {
        Attempt plain = attempts.get(0);
        Attempt coded = attempts.get(1);
        for (Attempt read : List.of(plain, coded)) {
            if (Oracles.isPassing(read.status())) {
                return Judgement.again(
                        read,
                        Outcome.INCONCLUSIVE,
                        Misdeed.NONE,
                        "the GET was answered " + read.exchange().answer());
            }
        }
        boolean differ = !plain.response()
                .flatMap(r -> r.field("Content-Encoding"))
                .equals(coded.response().flatMap(r -> r.field("Content-Encoding")));
        if (!plain.succeeded() || !coded.succeeded() || !differ) {
            return Judgement.notApplicable(coded, "this content is not compressed");
        }
        boolean strong = etag(plain).flatMap(Tags::strong).isPresent();
        return strong && etag(plain).equals(etag(coded))
                ? Judgement.failByAnswer(
                        coded,
                        Misdeed.WRONG_FIELD,
                        "the compressed representation has the strong tag of the plain one, "
                                + etag(plain).get())
                : Judgement.pass(
                        coded,
                        "the compressed representation has " + etag(coded).orElse("no tag"));
    }

    private static Judgement negotiated(List<Attempt> attempts, Known known) {
        for (Attempt attempt : attempts) {
            if (attempt.status() != 200) {
                String words =
                        attempt.what() + " was answered " + attempt.exchange().answer();
                return Oracles.isPassing(attempt.status())
                        ? Judgement.again(attempt, Outcome.INCONCLUSIVE, Misdeed.NONE, words)
                        : Judgement.notApplicable(attempt, words);
            }
        }
        Attempt one = attempts.get(0);
        Attempt other = attempts.get(1);
        boolean alike = java.util.Arrays.equals(
                one.response().get().content(), other.response().get().content());
        if (alike) {
            return Judgement.notApplicable(other, "both media types are answered with the same octets");
        }
        return etag(one).flatMap(Tags::strong).isPresent() && etag(one).equals(etag(other))
                ? Judgement.failByAnswer(
                        other,
                        Misdeed.WRONG_FIELD,
                        other.what() + " shows other octets than " + one.what() + " under the same strong tag "
                                + etag(one).get())
                : Judgement.pass(
                        other,
                        "the variants have " + etag(one).orElse("no tag") + " and "
                                + etag(other).orElse("no tag"));
    }

    private static Judgement sameTag(Attempt a, int status) {
        if (a.status() != status) {
            return a.status() == 0 || a.status() == 429 || a.status() >= 500
                    ? Judgement.again(
                            a,
                            Outcome.INCONCLUSIVE,
                            Misdeed.NONE,
                            "answered " + a.exchange().answer())
                    : Judgement.notApplicable(a, "answered " + a.exchange().answer());
        }
        if (!a.before().isKnown()) {
            return Oracles.unread(a);
        }
        Optional<String> tag = etag(a);
        Optional<String> due = a.before().etag();
        if (tag.equals(due)) {
            return Judgement.pass(a, "the " + status + " has the current tag");
        }
        boolean weakened = tag.flatMap(EntityTag::parse)
                .flatMap(t -> due.flatMap(EntityTag::parse).map(t::weaklyEquals))
                .orElse(false);
        Judgement wrong = weakened
                ? Judgement.warn(
                        a, Misdeed.WRONG_FIELD, "the " + status + " has " + tag.get() + ", the 200 " + due.get())
                : Judgement.failByAnswer(
                        a,
                        Misdeed.WRONG_FIELD,
                        "the " + status + " has " + tag.orElse("no tag") + ", the 200 " + due.orElse("none"));
        return tag.isEmpty() ? wrong.due(Due.ENTITY_TAG) : wrong.due(Due.TAG_OF_GET);
    }

    /** a weak validator is one, too. */
    private static Judgement honest(Attempt a, Known known) {
        if (!a.succeeded() || a.effect() != Effect.REQUESTED) {
            return Judgement.again(
                    a,
                    Outcome.INCONCLUSIVE,
                    Misdeed.NONE,
                    "the PUT was answered " + a.exchange().answer());
        }
        Snapshot seen = a.lastSeen();
        boolean verbatim = seen.exchange()
                .response()
                .map(r -> java.util.Arrays.equals(
                        r.content(), a.exchange().request().content()))
                .orElse(false);
        Optional<String> given = etag(a);
        if (given.isEmpty()) {
            boolean dated = a.response().flatMap(r -> r.field("Last-Modified")).isPresent();
            return dated && !verbatim
                    ? Judgement.failByAnswer(
                            a,
                            Misdeed.WRONG_FIELD,
                            "the answer has Last-Modified, although GET shows other octets than were sent")
                    : Judgement.note(a, "PUT answers have no ETag");
        }
        if (given.equals(a.before().etag()) && !given.equals(seen.etag())) {
            return Judgement.failByAnswer(
                            a,
                            Misdeed.SIDE_EFFECT,
                            "the answer has the tag from before the write, " + given.get() + "; GET shows "
                                    + seen.etag().orElse("none"))
                    .due(Due.TAG_OF_GET);
        }
        if (!verbatim) {
            return Judgement.failByAnswer(
                    a,
                    Misdeed.WRONG_FIELD,
                    "the answer has the tag " + given.get() + ", although GET shows other octets than were sent");
        }
        if (given.equals(seen.etag())) {
            return Judgement.pass(a, "the answer has the tag that GET shows, and the octets are those that were sent");
        }
        boolean weakened = given.flatMap(EntityTag::parse)
                .flatMap(t -> seen.etag().flatMap(EntityTag::parse).map(t::weaklyEquals))
                .orElse(false);
        return weakened
                ? Judgement.note(
                        a,
                        "the answer has " + given.get() + ", GET " + seen.etag().get())
                : Judgement.failByAnswer(
                                a,
                                Misdeed.WRONG_FIELD,
                                "the answer has the tag " + given.get() + ", GET shows "
                                        + seen.etag().orElse("none"))
                        .due(Due.TAG_OF_GET);
    }

    private static Judgement createdTag(Attempt a, Known known) {
        if (!a.succeeded()) {
            return Judgement.again(
                    a,
                    Outcome.INCONCLUSIVE,
                    Misdeed.NONE,
                    "the POST was answered " + a.exchange().answer());
        }
        if (!a.late().map(Snapshot::isKnown).orElse(false)) {
            return Oracles.unread(a);
        }
        Optional<String> given = etag(a);
        Optional<String> due = a.late().flatMap(Snapshot::etag);
        return given.isEmpty() || given.equals(due)
                ? Judgement.pass(a, given.isEmpty() ? "the 201 has no tag" : "the 201 has the tag of what was created")
                : weaklySame(given, due)
                        ? Judgement.note(a, "the 201 has " + given.get() + ", GET of what was created " + due.get())
                        : Judgement.failByAnswer(
                                a,
                                Misdeed.WRONG_FIELD,
                                "the 201 has the tag " + given.get() + "; what it created has " + due.orElse("none"));
    }

    private static boolean weaklySame(Optional<String> one, Optional<String> other) {
        return one.flatMap(EntityTag::parse)
                .flatMap(t -> other.flatMap(EntityTag::parse).map(t::weaklyEquals))
                .orElse(false);
    }

    private static Judgement patchTag(Attempt a, Known known) {
        if (!a.succeeded()) {
            return Judgement.again(
                    a,
                    Outcome.INCONCLUSIVE,
                    Misdeed.NONE,
                    "the PATCH was answered " + a.exchange().answer());
        }
        if (!a.lastSeen().isKnown()) {
            return Oracles.unread(a);
        }
        Optional<String> given = etag(a);
        Optional<String> due = a.lastSeen().etag();
        return given.isEmpty() || given.equals(due) || weaklySame(given, due)
                ? Judgement.pass(
                        a, given.isEmpty() ? "PATCH answers have no tag" : "the answer has the tag of the result")
                : Judgement.failByAnswer(
                                a,
                                Misdeed.WRONG_FIELD,
                                "the answer has the tag " + given.get() + ", GET shows " + due.orElse("none"))
                        .due(Due.TAG_OF_GET);
    }

    private static Judgement tagOf412(Attempt a, Known known) {
        if (a.status() != 412) {
            return Judgement.notApplicable(a, "answered " + a.exchange().answer());
        }
        Optional<String> given = etag(a);
        if (given.isEmpty()) {
            return Judgement.note(a, "412 answers have no tag");
        }
        if (!a.before().isKnown()) {
            return Oracles.unread(a);
        }
        if (given.equals(a.before().etag())) {
            return Judgement.pass(a, "the 412 has the current tag");
        }
        String what = given.equals(a.exchange().request().field("If-Match"))
                ? "an echo of the one that was sent"
                : "another one";
        return Judgement.warn(
                        a,
                        Misdeed.WRONG_FIELD,
                        "the tag of the 412 is not the current "
                                + a.before().etag().orElse("none") + " but " + what + ", " + given.get())
                .due(Due.TAG_OF_GET);
    }

    /** A tag with characters that lists and strings are made of, or a long one, may be lost where others are not. */
    private static Judgement ownTag(Attempt a, Known known) {
        Judgement judgement = Oracles.accepted(a, known);
        String tag = a.exchange().request().field("If-Match").orElse("");
        boolean unusual = tag.length() > 200
                || tag.equals("\"*\"")
                || tag.chars().anyMatch(c -> ",;\\*".indexOf(c) >= 0 || c > 0x7E);
        return judgement.isBad() && judgement.misdeed() == Misdeed.LOCKED_OUT && unusual
                ? Judgement.failByAnswer(
                        a, Misdeed.WRONG_FIELD, "the server does not know its own tag " + tag + ": " + judgement.why())
                : judgement;
    }

    private static Judgement weakMoves(List<Attempt> attempts, Known known) {
        for (int i = 1; i < attempts.size(); i++) {
            Snapshot before =
                    attempts.get(i - 1).late().orElse(attempts.get(i - 1).after());
            Snapshot now = attempts.get(i).late().orElse(attempts.get(i).after());
            if (now.etag().isPresent()
                    && now.etag().equals(before.etag())
                    && !now.sameStateAs(before, known.verbatim())) {
                return Judgement.warn(
                        attempts.get(i),
                        Misdeed.WRONG_FIELD,
                        "the weak tag " + now.etag().get() + " stayed although the content is another");
            }
        }
        return Judgement.pass(attempts.get(0), "the weak tag moved with each of " + attempts.size() + " versions");
    }

    private static Judgement dated(Attempt a, Known known) {
        Optional<ZonedDateTime> modified =
                a.response().flatMap(r -> r.field("Last-Modified")).flatMap(Conditions::parse);
        Optional<ZonedDateTime> date =
                a.response().flatMap(r -> r.field("Date")).flatMap(Conditions::parse);
        if (modified.isEmpty() || date.isEmpty()) {
            return Judgement.notApplicable(a, "Last-Modified or Date is missing, or is no date");
        }
        return modified.get().isAfter(date.get().plusSeconds(1))
                ? Judgement.failByAnswer(
                        a,
                        Misdeed.WRONG_FIELD,
                        "Last-Modified (" + modified.get() + ") is later than Date (" + date.get() + ")")
                : Judgement.pass(a, "Last-Modified is not later than Date");
    }
}
