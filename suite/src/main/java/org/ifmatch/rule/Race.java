package org.ifmatch.rule;

import static org.ifmatch.observe.Contest.contest;
import static org.ifmatch.observe.Need.COLLECTION_TAG;
import static org.ifmatch.observe.Need.CONDITION_OPTIONAL;
import static org.ifmatch.observe.Need.DELETE;
import static org.ifmatch.observe.Need.PATCH;
import static org.ifmatch.observe.Need.POST_CREATE;
import static org.ifmatch.observe.Need.POST_MUTATE;
import static org.ifmatch.observe.Need.PUT_CREATE;
import static org.ifmatch.observe.Need.PUT_UPDATE;
import static org.ifmatch.observe.Need.STRONG_TAG;
import static org.ifmatch.rule.Conditions.ifMatch;
import static org.ifmatch.rule.Conditions.ifNoneMatch;
import static org.ifmatch.rule.Rule.rule;
import static org.ifmatch.rule.Rule.untested;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Field;
import org.ifmatch.http.Release;
import org.ifmatch.observe.Arena;
import org.ifmatch.observe.Beside;
import org.ifmatch.observe.Client;
import org.ifmatch.observe.Content;
import org.ifmatch.observe.Contest;
import org.ifmatch.observe.Contested;
import org.ifmatch.observe.Snapshot;

/**
 * Writers that meet (catalogue part R, X-7): a condition is judged and the write is made in one step, so that nothing comes
 * between. No sentence of RFC 9110 says "atomic"; that a method must not be performed when its condition is false (§13.1.1),
 * with the condition about what is current (§13.1), does.
 */
public final class Race {

    /** How long clients go on side by side in one round. */
    private static final Duration A_WHILE = Duration.ofMillis(120);
    /** Writes that were promised for later are waited for so long apart. */
    private static final Duration BETWEEN_PROMISES = Duration.ofMillis(15);

    /** Octets of content that is its nonce over and over: more than a server writes or reads in one go. */
    private static final int REPEATED = 160 * 1024;

    private static final String STAR = "*";
    private static final String ROOT = "stale-tag/put-rejected";
    private static final String MOVES = "etag/changes-with-content";
    private static final String MOVES_FAST = "etag/rapid-same-size";
    /** Tags that come back with nobody racing come back in a race as well. */
    private static final String COMES_BACK = "etag/never-reused";

    private static final String COMES_BACK_FAST = "etag/rename-in-same-tick-inode";
    private static final String SINGLE = "race/single-winner";

    // Contests.

    static final Contest PUTS = contest("PUTs that name one tag", arena -> {
                Contested note = arena.note();
                Field tag = ifMatch(note.tag());
                return arena.fire(note, arena.each(i -> arena.put(note, tag)));
            })
            .weighing(4);

    static final Contest PUTS_AND_DELETES = contest("PUTs and a DELETE that name one tag", arena -> {
                Contested note = arena.note();
                Field tag = ifMatch(note.tag());
                int chosen = arena.heat().draw() % arena.heat().writers();
                boolean mostlyDeletes = arena.heat().draw() / 64 % 4 == 3;
                return arena.fire(
                        note,
                        arena.each(i -> i == chosen ^ mostlyDeletes ? arena.delete(note, tag) : arena.put(note, tag)));
            })
            .needing(DELETE)
            .weighing(2);

    static final Contest DELETES = contest("DELETEs that name one tag", arena -> {
                Contested note = arena.note();
                Field tag = ifMatch(note.tag());
                return arena.fire(note, arena.each(i -> arena.delete(note, tag)));
            })
            .needing(DELETE);

    /** Some delete at times of their own, one deletes and creates again at once. */
    static final Contest DELETES_AND_CREATION = contest(
                    "DELETEs that name one tag, and a creation after one of them", arena -> {
                        Contested note = arena.note();
                        Field tag = ifMatch(note.tag());
                        List<Client.Program> programs = new ArrayList<>();
                        programs.add(client -> {
                            client.send(arena.delete(note, tag));
                            boolean created = false;
                            for (int tries = 0; tries < 20 && !created; tries++) {
                                Exchange put = client.send(arena.creation(note, ifNoneMatch(STAR)));
                                created = put.succeeded();
                            }
                            client.stop();
                        });
                        int others = Math.min(8, arena.heat().writers());
                        for (int i = 0; i < others; i++) {
                            programs.add(client -> {
                                client.pause(spread(client));
                                client.send(arena.delete(note, tag));
                                client.stop();
                            });
                        }
                        return arena.run(note, programs, A_WHILE);
                    })
            .needing(DELETE, PUT_CREATE);

    /** From no time at all to eight milliseconds, short ones as often as long ones. */
    private static Duration spread(Client client) {
        return Duration.ofNanos((long) Math.pow(2, 13 + client.random().nextDouble() * 10) - 8192);
    }

    static final Contest PATCHES = contest("PATCHes that name one tag", arena -> {
                Contested note = arena.note();
                Field tag = ifMatch(note.tag());
                return arena.fire(note, arena.each(i -> arena.patch(note, tag)));
            })
            .needing(PATCH);

    static final Contest PATCHES_AND_PUT = contest("PATCHes and a PUT that name one tag", arena -> {
                Contested note = arena.note();
                Field tag = ifMatch(note.tag());
                return arena.fire(note, arena.each(i -> i == 0 ? arena.put(note, tag) : arena.patch(note, tag)));
            })
            .needing(PATCH);

    static final Contest APPENDS = contest("POSTs that add to a resource and name one tag", arena -> {
                Contested note = arena.note();
                Field tag = ifMatch(note.tag());
                return arena.fire(note, arena.each(i -> arena.post(note, tag)));
            })
            .needing(POST_MUTATE);

    static final Contest CREATIONS = contest("PUTs with If-None-Match: * to one new name", arena -> {
                Contested nothing = arena.nothing();
                return arena.fire(nothing, arena.each(i -> arena.creation(nothing, ifNoneMatch(STAR))));
            })
            .needing(PUT_CREATE)
            .weighing(2);

    static final Contest STARS_AND_CREATION = contest("PUTs with If-Match: * and a creation of one new name", arena -> {
                Contested nothing = arena.nothing();
                int chosen = arena.heat().draw() % arena.heat().writers();
                return arena.fire(
                        nothing,
                        arena.each(i -> i == chosen ? arena.creation(nothing) : arena.put(nothing, ifMatch(STAR))));
            })
            .needing(PUT_CREATE);

    static final Contest STARS_AND_DELETE = contest("PUTs with If-Match: * and a DELETE", arena -> {
                Contested note = arena.note();
                int chosen = arena.heat().draw() % arena.heat().writers();
                return arena.fire(
                        note,
                        arena.each(
                                i -> i == chosen ? arena.delete(note, arena.free()) : arena.put(note, ifMatch(STAR))));
            })
            .needing(DELETE);

    static final Contest MIXED = contest("PUTs that name one tag and an unconditional PUT", arena -> {
                Contested note = arena.note();
                Field tag = ifMatch(note.tag());
                int chosen = arena.heat().draw() % arena.heat().writers();
                return arena.fire(note, arena.each(i -> i == chosen ? arena.put(note) : arena.put(note, tag)));
            })
            .needing(CONDITION_OPTIONAL);

    /** Everybody reads a number and writes the next one; some only read. */
    static final Contest COUNTERS = contest("clients that read a number and write the next one", arena -> {
                arena.demandTagsAtOnce();
                Contested note = arena.note();
                Exchange start = arena.restart(note, arena.saying(note, "-c0-"));
                if (Arena.wordAfter(note.version(), start)
                        .flatMap(ChainOracles::counter)
                        .isEmpty()) {
                    throw new Beside("no number fits beside the nonce in its content");
                }
                List<Client.Program> programs = new ArrayList<>();
                int clients = Math.min(16, Math.max(3, arena.heat().writers()));
                for (int i = 0; i < clients; i++) {
                    programs.add(i % 3 == 2 ? Client::look : Race::increment);
                }
                return arena.run(note, programs, A_WHILE);
            })
            .weighing(2);

    private static void increment(Client client) {
        Snapshot seen = client.look();
        Optional<Long> number = seen.nonces().stream()
                .findFirst()
                .flatMap(n -> Arena.wordAfter(n, seen.exchange()))
                .flatMap(ChainOracles::counter);
        if (seen.etag().isEmpty() || number.isEmpty()) {
            return;
        }
        Content next = client.arena().saying(client.note(), "-c" + (number.get() + 1) + "-");
        client.send(client.arena().put(client.note(), next, ifMatch(seen.etag().get())));
    }

    /** Two write large content in turn, the others read. */
    static final Contest LARGE = contest("readers while large content is replaced", arena -> {
        if (!arena.takesLargeContent()) {
            throw new Beside("content of " + Arena.LARGE + " octets is not taken");
        }
        Contested note = arena.note();
        arena.restart(note, arena.repeating(note, REPEATED));
        List<Client.Program> programs = new ArrayList<>();
        programs.add(Race::replaceLarge);
        programs.add(Race::replaceLarge);
        for (int i = 0; i < 6; i++) {
            programs.add(Client::look);
        }
        return arena.run(note, programs, A_WHILE);
    });

    private static void replaceLarge(Client client) {
        Snapshot seen = client.look();
        Content next = client.arena().repeating(client.note(), REPEATED);
        boolean atOnce = client.arena().known().settle().isZero();
        Field[] condition = seen.etag()
                .filter(t -> atOnce)
                .map(t -> new Field[] {ifMatch(t)})
                .orElse(client.arena().free());
        client.send(client.arena().put(client.note(), next, condition));
    }

    static final Contest HALF_PATCHES = contest("readers while two members are patched together", arena -> {
                Contested note = arena.note();
                List<Client.Program> programs = new ArrayList<>();
                programs.add(client -> {
                    client.send(arena.patchOfTwo(note, arena.free()));
                    client.pause(Duration.ofMillis(2));
                });
                for (int i = 0; i < 7; i++) {
                    programs.add(Client::look);
                }
                return arena.run(note, programs, A_WHILE);
            })
            .needing(PATCH);

    static final Contest PROMISES = contest("PUTs that name one tag, some time apart", arena -> {
        Contested note = arena.note();
        Field tag = ifMatch(note.tag());
        return arena.fire(
                note,
                arena.each(4, i -> arena.put(note, tag)),
                new Release(Release.Way.ONE_THREAD, Duration.ZERO, BETWEEN_PROMISES));
    });

    static final Contest MEMBERS = contest("POSTs that name one tag of the collection", arena -> {
                Contested all = arena.collection();
                Field tag = ifMatch(all.tag());
                return arena.fire(all, arena.each(Math.min(8, arena.heat().writers()), i -> arena.member(all, tag)));
            })
            .needing(POST_CREATE, COLLECTION_TAG);

    /** Whatever may happen to a resource, by eight clients at their own pace. */
    static final Contest ANYTHING = contest("clients that read, replace, delete and create as they like", arena -> {
                arena.demandTagsAtOnce();
                Contested note = arena.note();
                arena.restart(note, arena.fresh(note));
                List<Client.Program> programs = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    programs.add(new Whim());
                }
                return arena.run(note, programs, A_WHILE);
            })
            .weighing(2);

    /** A client that does what chance says, and names the tags that it has seen. */
    private static final class Whim implements Client.Program {
        private final List<String> tags = new ArrayList<>();

        @Override
        public void step(Client client) {
            Arena arena = client.arena();
            Contested note = client.note();
            int draw = client.random().nextInt(20);
            boolean deletes = arena.known().can("delete") && arena.known().can("put-create");
            if (tags.isEmpty() || draw < 7) {
                client.look().etag().ifPresent(tags::add);
            } else if (draw == 7 && deletes) {
                learn(client.send(arena.delete(note, ifMatch(latest()))));
            } else if (draw <= 10 && deletes) {
                learn(client.send(arena.creation(note, ifNoneMatch(STAR))));
            } else if (draw == 11) {
                learn(client.send(
                        arena.put(note, ifMatch(tags.get(client.random().nextInt(tags.size()))))));
            } else {
                learn(client.send(arena.put(note, ifMatch(latest()))));
            }
        }

        private String latest() {
            return tags.get(tags.size() - 1);
        }

        private void learn(Exchange exchange) {
            exchange.response()
                    .filter(r -> r.isSuccess())
                    .flatMap(r -> r.etag())
                    .ifPresent(tags::add);
        }
    }

    // Rules.

    public static final Rule SINGLE_WINNER = rule(SINGLE)
            .says("Of simultaneous PUTs that name one tag at most one is performed.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn(ROOT, MOVES, MOVES_FAST)
            .over(PUTS)
            .judge(WriterOracles.SINGLE_WINNER);

    public static final Rule WINNER_CONTENT = rule("race/winner-content")
            .says(
                    "After simultaneous PUTs GET shows what the one that was acknowledged wrote, and nothing of the others.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn(ROOT, MOVES, MOVES_FAST, SINGLE)
            .names(Misdeed.SIDE_EFFECT)
            .over(PUTS)
            .judge(WriterOracles.WINNER_CONTENT);

    public static final Rule LOSER_STATUS = rule("race/loser-status")
            .says("A write that came too late is answered 412, or told to be in conflict or to come again.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn(ROOT, SINGLE)
            .over(PUTS)
            .judge(WriterOracles.LOSER_STATUS);

    public static final Rule PROGRESS = rule("race/progress")
            .says("Of writers whose condition is true one wins, however many there are.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn(ROOT, "current-tag/put")
            .over(PUTS)
            .judge(WriterOracles.PROGRESS);

    public static final Rule TRUTHFUL = rule("race/412-truthful")
            .says("A 412 means that at some moment the tag was not current.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn(ROOT, "current-tag/put")
            .names(Misdeed.LOCKED_OUT)
            .over(PUTS)
            .judge(WriterOracles.TRUTHFUL_412);

    public static final Rule PUT_DELETE = rule("race/put-delete")
            .says("Of a PUT and a DELETE that name one tag only one is performed.")
            .needs(PUT_UPDATE, STRONG_TAG, DELETE)
            .restsOn(ROOT, "stale-tag/delete-rejected", MOVES, MOVES_FAST, SINGLE)
            .over(PUTS_AND_DELETES)
            .judge(ExistenceOracles.PUT_OR_DELETE);

    public static final Rule DELETE_DELETE = rule("race/delete-delete")
            .says("Of DELETEs that name one tag the first is performed, and what is acknowledged is done.")
            .needs(STRONG_TAG, DELETE)
            .restsOn("stale-tag/delete-rejected")
            .over(DELETES)
            .judge(ExistenceOracles.DELETES);

    public static final Rule DELETE_RECREATE_DELETE = rule("race/delete-recreate-delete")
            .says("A DELETE that names what was there before never removes what was created since.")
            .needs(STRONG_TAG, DELETE, PUT_CREATE)
            .restsOn("stale-tag/delete-rejected", "etag/recreate-after-delete")
            .over(DELETES_AND_CREATION)
            .judge(ExistenceOracles.CREATED_ANEW_STAYS);

    public static final Rule PATCH_PATCH = rule("race/patch-patch")
            .says("Of PATCHes that name one tag at most one is performed, and it shows.")
            .needs(STRONG_TAG, PATCH)
            .restsOn("stale-tag/patch-rejected", ROOT, MOVES, MOVES_FAST)
            .over(PATCHES, PATCHES_AND_PUT)
            .judge(ChainOracles.APPENDED);

    public static final Rule PATCH_TORN = rule("race/patch-torn")
            .says("What a PATCH changes together shows together (RFC 5789 §2).")
            .needs(PATCH)
            .over(HALF_PATCHES)
            .judge(ReadOracles.PATCH_WHOLE);

    public static final Rule POST_APPEND = rule("race/post-append")
            .says("Of POSTs that add to a resource and name one tag at most one is performed, and it shows.")
            .needs(STRONG_TAG, POST_MUTATE)
            .restsOn("stale-tag/post-rejected", MOVES, MOVES_FAST)
            .over(APPENDS)
            .judge(ChainOracles.APPENDED);

    public static final Rule CREATE_INM_STAR = rule("race/create-inm-star")
            .says("Of PUTs with If-None-Match: * to one new name exactly one creates.")
            .needs(PUT_CREATE)
            .restsOn("neighbour/inm-star-create")
            .over(CREATIONS)
            .judge(ExistenceOracles.ONE_CREATION);

    public static final Rule CREATE_IM_STAR = rule("race/create-im-star")
            .says("A PUT with If-Match: * to a new name is performed only after somebody has created it.")
            .needs(PUT_CREATE, PUT_UPDATE)
            .restsOn("wildcard/missing-put")
            .over(STARS_AND_CREATION)
            .judge(ExistenceOracles.STAR_AFTER_CREATION);

    public static final Rule STAR_VS_DELETE = rule("race/star-vs-delete")
            .says("A PUT with If-Match: * never brings back what a DELETE has removed.")
            .needs(PUT_UPDATE, DELETE)
            .restsOn("wildcard/missing-put", "wildcard/after-delete")
            .over(STARS_AND_DELETE)
            .judge(ExistenceOracles.NO_RESURRECTION);

    public static final Rule MIXED_UNCONDITIONAL = rule("race/mixed-unconditional")
            .says("A conditional PUT is not performed once an unconditional one has replaced what its tag named.")
            .needs(PUT_UPDATE, STRONG_TAG, CONDITION_OPTIONAL)
            .restsOn(ROOT, MOVES, MOVES_FAST, SINGLE)
            .over(MIXED)
            .judge(WriterOracles.UNCONDITIONAL_LAST);

    public static final Rule READ_YOUR_WRITES = rule("race/read-your-writes")
            .says("A GET that is sent after a write was acknowledged shows that write or a later one.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn(ROOT, SINGLE)
            .over(PUTS)
            .judge(ReadOracles.READS_OWN_WRITES)
            .over(COUNTERS)
            .judge(ChainOracles.NO_STALE_READ);

    public static final Rule TAG_BODY_CONSISTENT = rule("race/tag-body-consistent")
            .says("A GET shows a strong tag with the content that it names, also while others write.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn(MOVES, MOVES_FAST, COMES_BACK, COMES_BACK_FAST)
            .names(Misdeed.WRONG_FIELD)
            .over(COUNTERS)
            .judge(ReadOracles.TAG_NAMES_ONE_CONTENT);

    public static final Rule NO_TORN_READ = rule("race/no-torn-read")
            .says("A GET shows what one write wrote, whole, also while large content is replaced.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn(ROOT)
            .names(Misdeed.SIDE_EFFECT)
            .over(LARGE)
            .judge(ReadOracles.NOT_TORN);

    public static final Rule LINEARIZABLE = rule("race/cas-linearizable")
            .says("What clients saw who read, replaced, deleted and created as they liked fits into one order.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn(ROOT, "stale-tag/delete-rejected", "neighbour/inm-star-create", MOVES, MOVES_FAST, SINGLE)
            .over(ANYTHING, COUNTERS)
            .judge(ChainOracles.ONE_ORDER);

    public static final Rule TAG_CHAIN = rule("race/tag-chain")
            .says("Each version is replaced once: acknowledged conditional writes form a chain without forks.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn(ROOT, MOVES, MOVES_FAST, SINGLE)
            .over(COUNTERS)
            .judge(ChainOracles.NO_FORK);

    public static final Rule VERSION_MONOTONIC = rule("race/version-monotonic")
            .says("A reader never sees an older version after a newer one.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn(ROOT)
            .over(COUNTERS)
            .judge(ReadOracles.NEVER_BACK);

    public static final Rule COUNTER = rule("race/counter")
            .says("Of increments that name the tag of what was read none that is acknowledged is lost.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn(ROOT, MOVES, MOVES_FAST, SINGLE)
            .over(COUNTERS)
            .judge(ChainOracles.COUNTED);

    public static final Rule REFUSED_NEVER_SHOWS = rule("race/412-then-own-write-visible")
            .says("Who was answered 412 never finds the refused write performed.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn(ROOT, SINGLE)
            .names(Misdeed.REFUSED_YET_PERFORMED)
            .over(PUTS, MIXED, COUNTERS)
            .judge(WriterOracles.REFUSED_NEVER_SHOWS);

    public static final Rule COLLECTION_TAG_RACE = rule("race/collection-etag")
            .says("Of POSTs that name one tag of the collection at most one creates a member.")
            .needs(POST_CREATE, COLLECTION_TAG)
            .restsOn("stale-tag/post-collection-no-child")
            .over(MEMBERS)
            .judge(WriterOracles.ONE_WRITE_A_TAG);

    public static final Rule TAG_UNIQUENESS = rule("race/tag-uniqueness-under-load")
            .says("No strong tag stands with two contents, however many write at once.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn(MOVES, MOVES_FAST, COMES_BACK, COMES_BACK_FAST)
            .names(Misdeed.WRONG_FIELD)
            .over(PUTS, MIXED, PUTS_AND_DELETES, COUNTERS, ANYTHING)
            .judge(ReadOracles.TAG_NAMES_ONE_CONTENT);

    public static final Rule ASYNC = rule("race/async-202")
            .says("Of writes that were answered 202 for one tag at most one is performed in the end.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .over(PROMISES)
            .judge(WriterOracles.PROMISED_ONCE);

    public static final Rule ACROSS_ENDPOINTS = untested(
            "race/across-endpoints", "it needs a second endpoint of the same resources, to which writers are split");

    public static final Rule ACROSS_VERSIONS =
            untested("race/across-http-versions", "it needs HTTP/2, which this version does not speak");

    public static final Rule SAME_CONNECTION =
            untested("race/same-connection-h2", "it needs HTTP/2, which this version does not speak");

    public static final Rule UNPROCESSED =
            untested("race/h2-unprocessed-is-unapplied", "it needs HTTP/2, which this version does not speak");

    public static final Rule MULTIPART = untested(
            "race/multipart-upload",
            "it needs uploads in parts as S3 and tus have them, which no dialect describes yet");

    public static final Rule DURABLE = untested(
            "race/durable-ack", "it needs a hook that kills the server and starts it again, which is not used yet");

    private Race() {}
}
