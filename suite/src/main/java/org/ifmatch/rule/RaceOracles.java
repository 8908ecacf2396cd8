package org.ifmatch.rule;

import static org.ifmatch.rule.RaceOracle.each;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ifmatch.http.EntityTag;
import org.ifmatch.linear.Contradiction.Kind;
import org.ifmatch.linear.Linearity;
import org.ifmatch.linear.Linearizer;
import org.ifmatch.linear.Terms;
import org.ifmatch.observe.Arena;
import org.ifmatch.observe.Round;
import org.ifmatch.observe.Round.Move;
import org.ifmatch.report.Outcome;
import org.ifmatch.rule.RaceOracle.Glance;

/** How rounds of races are judged (catalogue part R). All are pure, and say FAIL only of a proved contradiction. */
final class RaceOracles {

    /** Rounds in which nobody won after which that is a habit. */
    private static final int NO_HABIT_BEFORE = 20;
    /** A server error must be seen in so many rounds before it is told. */
    private static final int SEEN_ALIKE = 2;

    private RaceOracles() {}

    // One tag, several writers.

    /** Of PUTs that name one tag at most one is performed. */
    static final RaceOracle SINGLE_WINNER =
            each(round -> oneWinner(round, m -> m.call().method().equals("PUT")));

    /** The same for writes of any method. */
    static final RaceOracle ONE_WRITE_A_TAG = each(round -> oneWinner(round, m -> true));

    private static Glance oneWinner(Round round, Predicate<Move> concerns) {
        Map<String, List<Move>> byTag = new LinkedHashMap<>();
        round.writes()
                .filter(concerns)
                .filter(RaceOracles::namesATag)
                .forEach(m -> byTag.computeIfAbsent(m.call().ifMatch().get(), t -> new ArrayList<>())
                        .add(m));
        boolean occasion = false;
        for (Map.Entry<String, List<Move>> each : byTag.entrySet()) {
            List<Move> winners =
                    each.getValue().stream().filter(Move::isAcknowledged).toList();
            occasion |= each.getValue().size() > 1;
            if (winners.size() > 1 && moved(round, each.getKey(), winners)) {
                return Glance.at(twoWinners(round, each.getKey(), winners));
            }
        }
        return occasion ? Glance.FINE : Glance.BESIDE;
    }

    private static boolean namesATag(Move move) {
        return move.call().ifMatch().filter(t -> !t.equals("*")).isPresent();
    }

    /** Whether the writes took the tag away: a tag that stands still is another rule's finding, and no race. */
    private static boolean moved(Round round, String tag, List<Move> winners) {
        boolean keptByAnswer = winners.stream()
                .anyMatch(w -> w.call().tag().filter(tag::equals).isPresent());
        boolean seenMoved = round.end()
                .map(end -> end.isAbsence()
                        || end.call().tag().filter(t -> !t.equals(tag)).isPresent())
                .orElse(false);
        return !keptByAnswer && seenMoved;
    }

    private static Contradiction twoWinners(Round round, String tag, List<Move> winners) {
        Optional<Move> end = round.end();
        Move lasting = winners.stream()
                .filter(w -> end.map(e -> isStateOf(w, e)).orElse(false))
                .findFirst()
                .orElse(winners.get(winners.size() - 1));
        Move lost = winners.stream().filter(w -> w != lasting).findFirst().orElseThrow();
        List<String> sentences = new ArrayList<>();
        sentences.add(told(round, lost) + ".");
        sentences.add(told(round, lasting) + ", though it named the same tag " + tag + ".");
        sentences.add("Whichever was performed first replaced the state that " + tag
                + " named, so the condition of the other was false when it was performed.");
        end.ifPresent(e -> sentences.add(
                "GET shows " + ofWhom(round, e) + "; what " + who(round, lost) + " was told is done is lost."));
        return new Contradiction(
                round,
                Outcome.FAIL,
                Misdeed.PERFORMED,
                winners.size() + " of " + writersOf(round, tag) + " writes that named " + tag
                        + " were acknowledged; at most one can have found it current",
                sentences,
                ids(Stream.concat(Stream.of(lost, lasting), end.stream())),
                Optional.of(lasting.call().id()));
    }

    private static long writersOf(Round round, String tag) {
        return round.writes()
                .filter(m -> m.call().ifMatch().filter(tag::equals).isPresent())
                .count();
    }

    /** After the round GET shows what the one acknowledged write wrote. */
    static final RaceOracle WINNER_CONTENT = each(round -> {
        List<Move> winners = round.acknowledged();
        if (winners.size() != 1 || round.hasOpenWrites() || round.end().isEmpty()) {
            return Glance.BESIDE;
        }
        Move winner = winners.get(0);
        Move end = round.end().get();
        if (isStateOf(winner, end) && !showsALoser(round, end)) {
            return Glance.FINE;
        }
        return Glance.at(new Contradiction(
                round,
                Outcome.FAIL,
                Misdeed.SIDE_EFFECT,
                "one write was acknowledged, and GET shows " + ofWhom(round, end) + " instead of what it wrote",
                List.of(
                        told(round, winner) + ", and all others were refused.",
                        "After all of them GET shows " + ofWhom(round, end) + "."),
                ids(Stream.concat(Stream.of(winner, end), writerOf(round, end).stream())),
                Optional.of(end.call().id())));
    });

    private static boolean showsALoser(Round round, Move end) {
        return round.writes()
                .filter(Move::isRefused)
                .anyMatch(m -> m.nonce().filter(end::shows).isPresent());
    }

    /** A write that was refused never shows. */
    static final RaceOracle REFUSED_NEVER_SHOWS = each(round -> {
        List<Move> refused = round.writes()
                .filter(Move::isRefused)
                .filter(m -> m.nonce().isPresent())
                .toList();
        for (Move read : round.reads().toList()) {
            Optional<Move> ghost =
                    refused.stream().filter(m -> read.shows(m.nonce().get())).findFirst();
            if (ghost.isPresent()) {
                return Glance.at(new Contradiction(
                        round,
                        Outcome.FAIL,
                        Misdeed.REFUSED_YET_PERFORMED,
                        "a write that was answered " + ghost.get().call().status() + " was performed all the same",
                        List.of(
                                told(round, ghost.get()) + ".",
                                "GET shows what " + who(round, ghost.get()) + " wrote all the same."),
                        ids(Stream.of(ghost.get(), read)),
                        Optional.of(ghost.get().call().id())));
            }
        }
        return refused.isEmpty() || round.end().isEmpty() ? Glance.BESIDE : Glance.FINE;
    });

    /** A 412 to a tag needs a moment at which the tag was not current. */
    static final RaceOracle TRUTHFUL_412 = each(round -> {
        List<Move> refused = round.writes()
                .filter(m -> m.call().status() == 412)
                .filter(RaceOracles::namesATag)
                .toList();
        if (refused.isEmpty() || round.hasOpenWrites()) {
            return refused.isEmpty() && !round.acknowledged().isEmpty() ? Glance.FINE : Glance.BESIDE;
        }
        if (!round.acknowledged().isEmpty()) {
            return Glance.FINE;
        }
        Optional<Move> end = round.end();
        String tag = refused.get(0).call().ifMatch().get();
        boolean currentBefore = round.history()
                .start()
                .flatMap(s -> s.tag())
                .filter(tag::equals)
                .isPresent();
        boolean currentAfter = end.filter(Move::isRead)
                .filter(e -> e.call().tag().filter(tag::equals).isPresent())
                .filter(e -> e.call().version().equals(round.history().start().map(s -> s.version())))
                .isPresent();
        if (!currentBefore || !currentAfter) {
            return Glance.BESIDE;
        }
        return Glance.at(new Contradiction(
                round,
                Outcome.FAIL,
                Misdeed.LOCKED_OUT,
                "all " + refused.size() + " writes that named the current tag were answered 412, and nothing was "
                        + "performed: it was current all the time",
                List.of(
                        "Before the round GET showed " + tag + ".",
                        told(round, refused.get(0)) + ", and so were all others: nobody changed anything.",
                        "After it GET shows " + tag + " with the same content: at no moment was it not current."),
                ids(Stream.concat(Stream.of(refused.get(0)), end.stream())),
                Optional.of(refused.get(0).call().id())));
    });

    /** Some writer wins, as one of them had a true condition. */
    static final RaceOracle PROGRESS = known -> new RaceOracle.Watch() {
        private int nobody;
        private boolean somebody;
        private Optional<Round> last = Optional.empty();

        @Override
        public Glance see(Round round) {
            if (!round.acknowledged().isEmpty() || round.hasOpenWrites()) {
                somebody |= !round.acknowledged().isEmpty();
                return Glance.FINE;
            }
            boolean busy = round.writes()
                    .allMatch(m -> Set.of(409, 423, 429).contains(m.call().status()));
            if (busy) {
                nobody++;
                last = Optional.of(round);
            }
            return busy ? Glance.FINE : Glance.BESIDE;
        }

        @Override
        public Optional<Contradiction> end() {
            return last.filter(r -> !somebody && nobody >= NO_HABIT_BEFORE)
                    .map(r -> new Contradiction(
                            r,
                            Outcome.WARN,
                            Misdeed.OTHER_STATUS,
                            "in " + nobody + " rounds of " + nobody + " all writers were refused as busy, and none won",
                            List.of("Every writer named the current tag, and every one was answered " + statuses(r)
                                    + "."),
                            ids(r.writes()),
                            Optional.empty()));
        }
    };

    /** Losers are answered 412; what else may be said is noted, a server error is told. */
    static final RaceOracle LOSER_STATUS = known -> new RaceOracle.Watch() {
        private final Map<Integer, Integer> others = new LinkedHashMap<>();
        private final Map<Integer, Round> examples = new HashMap<>();
        private int losers;

        @Override
        public Glance see(Round round) {
            if (round.acknowledged().isEmpty()) {
                return Glance.BESIDE;
            }
            Set<Integer> seen = new LinkedHashSet<>();
            round.writes().filter(m -> !m.isAcknowledged()).forEach(m -> {
                losers++;
                boolean harmless = round.end()
                        .map(e -> m.nonce().map(n -> !e.shows(n)).orElse(true))
                        .orElse(false);
                if (m.call().status() >= 400 && m.call().status() != 412 && harmless) {
                    seen.add(m.call().status());
                }
            });
            seen.forEach(status -> {
                others.merge(status, 1, Integer::sum);
                examples.putIfAbsent(status, round);
            });
            return losers > 0 ? Glance.FINE : Glance.BESIDE;
        }

        @Override
        public Optional<Contradiction> end() {
            return others.keySet().stream()
                    .filter(s -> !isBusy(s) && others.get(s) >= SEEN_ALIKE)
                    .findFirst()
                    .map(s -> told(s, Outcome.WARN))
                    .or(() -> others.keySet().stream()
                            .filter(LOSER_MAY_GET::contains)
                            .findFirst()
                            .map(s -> told(s, Outcome.NOTE)));
        }

        private boolean isBusy(int status) {
            return LOSER_MAY_GET.contains(status);
        }

        private Contradiction told(int status, Outcome outcome) {
            Round round = examples.get(status);
            return new Contradiction(
                    round,
                    outcome,
                    status >= 500 ? Misdeed.SERVER_ERROR : Misdeed.OTHER_STATUS,
                    "losers of a race were answered " + status + " in " + others.get(status) + " rounds"
                            + (outcome == Outcome.NOTE ? ", which is permitted" : ", where 412 is due"),
                    List.of("Writes that came too late were answered " + status + " and changed nothing."),
                    ids(round.writes().filter(m -> m.call().status() == status)),
                    Optional.empty());
        }
    };

    private static final Set<Integer> LOSER_MAY_GET = Set.of(404, 409, 410, 423, 425, 429, 503);

    // Deletes.

    /** A PUT and a DELETE that name one tag are not both performed, and the last state is that of the one that was. */
    static final RaceOracle PUT_OR_DELETE = each(round -> {
        List<Move> puts = round.acknowledged().stream()
                .filter(m -> m.call().method().equals("PUT"))
                .toList();
        List<Move> deletes = round.acknowledged().stream()
                .filter(m -> m.call().method().equals("DELETE"))
                .toList();
        if (puts.isEmpty() || deletes.isEmpty()) {
            return round.acknowledged().isEmpty() ? Glance.BESIDE : Glance.FINE;
        }
        Move put = puts.stream()
                .filter(p -> round.end().filter(end -> isStateOf(p, end)).isPresent())
                .findFirst()
                .orElse(puts.get(0));
        Move delete = deletes.get(0);
        String tag = put.call().ifMatch().orElse("");
        if (!moved(round, tag, puts)) {
            return Glance.BESIDE;
        }
        return Glance.at(new Contradiction(
                round,
                Outcome.FAIL,
                Misdeed.PERFORMED,
                "a PUT and a DELETE that named the same tag were both acknowledged",
                List.of(
                        told(round, delete) + ".",
                        told(round, put) + ", though it named the same tag " + tag + ".",
                        "If the DELETE came first there was nothing left for the tag to name; if the PUT came first the"
                                + " tag was another.",
                        "GET shows " + round.end().map(e -> ofWhom(round, e)).orElse("nothing that can be read") + "."),
                ids(Stream.concat(Stream.of(delete, put), round.end().stream())),
                Optional.of(
                        round.end().filter(Move::isAbsence).isPresent()
                                ? delete.call().id()
                                : put.call().id())));
    });

    /** Of DELETEs that name one tag the first is performed; to answer the others 2xx is permitted. */
    static final RaceOracle DELETES = known -> new RaceOracle.Watch() {
        private Optional<Contradiction> several = Optional.empty();

        @Override
        public Glance see(Round round) {
            List<Move> winners = round.acknowledged();
            if (winners.isEmpty() || round.end().isEmpty()) {
                return Glance.BESIDE;
            }
            Move end = round.end().get();
            if (!end.isAbsence()) {
                return Glance.at(new Contradiction(
                        round,
                        Outcome.FAIL,
                        Misdeed.FALSE_SUCCESS,
                        "a DELETE was acknowledged, nobody wrote, and GET shows that the resource is still there",
                        List.of(told(round, winners.get(0)) + ".", "GET shows " + ofWhom(round, end) + "."),
                        ids(Stream.of(winners.get(0), end)),
                        Optional.of(end.call().id())));
            }
            if (winners.size() > 1 && several.isEmpty()) {
                several = Optional.of(new Contradiction(
                        round,
                        Outcome.NOTE,
                        Misdeed.NONE,
                        winners.size() + " DELETEs that named one tag were acknowledged; nothing is lost by that",
                        List.of("To answer 2xx to what is done already is permitted (RFC 9110 §13.1.1)."),
                        ids(winners.stream()),
                        Optional.empty()));
            }
            return Glance.FINE;
        }

        @Override
        public Optional<Contradiction> end() {
            return several;
        }
    };

    /** A DELETE that names the tag of what was there before never removes what was created since. */
    static final RaceOracle CREATED_ANEW_STAYS = each(round -> {
        List<Move> created = round.acknowledged().stream()
                .filter(m -> m.call().ifNoneMatch().isPresent())
                .toList();
        List<Move> deleted = round.acknowledged().stream()
                .filter(m -> m.call().method().equals("DELETE"))
                .toList();
        if (created.isEmpty() || deleted.isEmpty() || round.end().isEmpty()) {
            return Glance.BESIDE;
        }
        Move end = round.end().get();
        String tag = deleted.get(0).call().ifMatch().orElse("");
        boolean sameTag = created.stream()
                .anyMatch(c -> c.call().tag().filter(tag::equals).isPresent());
        if (!end.isAbsence() || sameTag || round.hasOpenWrites()) {
            return Glance.FINE;
        }
        Move create = created.get(created.size() - 1);
        List<String> sentences = new ArrayList<>();
        sentences.add(told(round, deleted.get(0)) + ".");
        sentences.add(told(round, create) + ": a new resource, which " + tag + " never named.");
        if (deleted.size() > 1) {
            sentences.add(told(round, deleted.get(deleted.size() - 1)) + ".");
        }
        sentences.add("GET finds nothing: a DELETE for what was there before removed what was created since.");
        return Glance.at(new Contradiction(
                round,
                Outcome.FAIL,
                Misdeed.PERFORMED,
                "a DELETE that named the tag of what was deleted before removed what was created since",
                sentences,
                ids(Stream.concat(Stream.of(deleted.get(0), deleted.get(deleted.size() - 1), create), Stream.of(end))),
                Optional.of(deleted.get(deleted.size() - 1).call().id())));
    });

    // Creations and stars.

    /** Of PUTs that may only create at most one is performed. */
    static final RaceOracle ONE_CREATION = each(round -> {
        List<Move> winners = round.acknowledged();
        if (round.end().isEmpty() || winners.isEmpty() && round.hasOpenWrites()) {
            return Glance.BESIDE;
        }
        Move end = round.end().get();
        if (winners.size() > 1) {
            Move lasting =
                    winners.stream().filter(w -> isStateOf(w, end)).findFirst().orElse(winners.get(1));
            Move lost = winners.stream().filter(w -> w != lasting).findFirst().orElseThrow();
            return Glance.at(new Contradiction(
                    round,
                    Outcome.FAIL,
                    Misdeed.PERFORMED,
                    winners.size() + " of " + round.writers()
                            + " PUTs with If-None-Match: * were acknowledged; at most one can have found nothing there",
                    List.of(
                            told(round, lost) + ".",
                            told(round, lasting) + ".",
                            "Nobody deleted anything, so the second of them found what the first had created.",
                            "GET shows " + ofWhom(round, end) + "; what " + who(round, lost) + " created is lost."),
                    ids(Stream.of(lost, lasting, end)),
                    Optional.of(lasting.call().id())));
        }
        if (winners.size() == 1 && !round.hasOpenWrites() && !isStateOf(winners.get(0), end)) {
            return Glance.at(new Contradiction(
                    round,
                    Outcome.FAIL,
                    Misdeed.SIDE_EFFECT,
                    "one creation was acknowledged, and GET shows " + ofWhom(round, end),
                    List.of(told(round, winners.get(0)) + ".", "GET shows " + ofWhom(round, end) + "."),
                    ids(Stream.of(winners.get(0), end)),
                    Optional.of(end.call().id())));
        }
        return winners.isEmpty() ? Glance.BESIDE : Glance.FINE;
    });

    /** A PUT with If-Match: * is performed only after the creation. */
    static final RaceOracle STAR_AFTER_CREATION = each(round -> {
        Optional<Move> create = round.acknowledged().stream()
                .filter(m -> m.call().ifMatch().isEmpty())
                .findFirst();
        List<Move> stars = round.acknowledged().stream()
                .filter(m -> m.call().ifMatch().isPresent())
                .toList();
        if (round.end().isEmpty() || create.isEmpty() && stars.isEmpty()) {
            return Glance.BESIDE;
        }
        Move end = round.end().get();
        boolean onlyStars = create.isEmpty()
                && round.writes().filter(m -> m.call().ifMatch().isEmpty()).allMatch(Move::isRefused);
        boolean starFirst = create.isPresent() && !stars.isEmpty() && isStateOf(create.get(), end);
        if (stars.isEmpty() || !onlyStars && !starFirst) {
            return Glance.FINE;
        }
        Move star = stars.get(0);
        List<String> sentences = new ArrayList<>();
        sentences.add("Before the round there was nothing.");
        sentences.add(told(round, star) + ": there was something for * to match.");
        create.ifPresent(c -> sentences.add(told(round, c) + ", and GET shows " + ofWhom(round, end)
                + ": the creation came last, so there was nothing before it."));
        return Glance.at(new Contradiction(
                round,
                Outcome.FAIL,
                Misdeed.CREATED,
                "a PUT with If-Match: * was performed although nothing existed yet",
                sentences,
                ids(Stream.concat(Stream.of(star, end), create.stream())),
                Optional.of(star.call().id())));
    });

    /** After a DELETE nothing is brought back by a PUT with If-Match: *. */
    static final RaceOracle NO_RESURRECTION = each(round -> {
        Optional<Move> delete = round.acknowledged().stream()
                .filter(m -> m.call().method().equals("DELETE"))
                .findFirst();
        List<Move> puts = round.acknowledged().stream()
                .filter(m -> m.call().method().equals("PUT"))
                .toList();
        if (delete.isEmpty() || round.end().isEmpty()) {
            return Glance.BESIDE;
        }
        Move end = round.end().get();
        if (!end.isRead() || puts.isEmpty()) {
            return Glance.FINE;
        }
        Optional<Move> lasting = puts.stream().filter(p -> isStateOf(p, end)).findFirst();
        if (lasting.isEmpty()) {
            // What is there was refused, or its outcome is unknown: another rule's finding.
            return Glance.BESIDE;
        }
        Move put = lasting.get();
        return Glance.at(new Contradiction(
                round,
                Outcome.FAIL,
                Misdeed.CREATED,
                "a PUT with If-Match: * brought back what a DELETE had removed",
                List.of(
                        told(round, delete.get()) + ".",
                        told(round, put) + ".",
                        "Both can only be if the DELETE came last; but GET shows " + ofWhom(round, end)
                                + ": the PUT came after the DELETE and found something to match."),
                ids(Stream.of(delete.get(), put, end)),
                Optional.of(put.call().id())));
    });

    /** Where a conditional and an unconditional PUT are both performed, the unconditional one came last. */
    static final RaceOracle UNCONDITIONAL_LAST = each(round -> {
        List<Move> plain = round.acknowledged().stream()
                .filter(m -> m.call().ifMatch().isEmpty())
                .toList();
        List<Move> conditional = round.acknowledged().stream()
                .filter(m -> m.call().ifMatch().isPresent())
                .toList();
        if (plain.isEmpty() || round.end().isEmpty()) {
            return Glance.BESIDE;
        }
        Move end = round.end().get();
        Optional<Move> last =
                conditional.stream().filter(m -> isStateOf(m, end)).findFirst();
        if (last.isEmpty() || !moved(round, last.get().call().ifMatch().get(), List.of(plain.get(0)))) {
            return Glance.FINE;
        }
        String tag = last.get().call().ifMatch().get();
        return Glance.at(new Contradiction(
                round,
                Outcome.FAIL,
                Misdeed.PERFORMED,
                "a conditional PUT was performed after an unconditional one had replaced what its tag named",
                List.of(
                        told(round, plain.get(0)) + ".",
                        told(round, last.get()) + ".",
                        "GET shows " + ofWhom(round, end) + ": the conditional PUT came last, when " + tag
                                + " was no longer current."),
                ids(Stream.of(plain.get(0), last.get(), end)),
                Optional.of(last.get().call().id())));
    });

    // Appending and patching.

    /** Of writes that add to what is there, at most one a tag is performed, and what is acknowledged shows. */
    static final RaceOracle APPENDED = each(round -> {
        Glance forked = oneWinner(round, m -> true);
        if (forked.contradiction().isPresent() || round.end().isEmpty()) {
            return forked;
        }
        Move end = round.end().get();
        Optional<Move> missing = round.acknowledged().stream()
                .filter(m -> m.nonce().filter(n -> !end.shows(n)).isPresent())
                .findFirst();
        if (missing.isEmpty() || round.hasOpenWrites() || round.acknowledged().size() > 1) {
            return round.acknowledged().isEmpty() ? Glance.BESIDE : Glance.FINE;
        }
        return Glance.at(new Contradiction(
                round,
                Outcome.FAIL,
                Misdeed.FALSE_SUCCESS,
                "a write was acknowledged and does not show",
                List.of(told(round, missing.get()) + ".", "GET shows " + ofWhom(round, end) + "."),
                ids(Stream.of(missing.get(), end)),
                Optional.of(missing.get().call().id())));
    });

    /** No GET shows a part of a patch: what one patch changes together shows together. */
    static final RaceOracle PATCH_WHOLE = known -> new RaceOracle.Watch() {
        private int places;

        @Override
        public Glance see(Round round) {
            Optional<Move> end = round.end().filter(Move::isRead);
            List<String> patches = round.acknowledged().stream()
                    .flatMap(m -> m.nonce().stream())
                    .toList();
            if (end.isEmpty() || patches.isEmpty()) {
                return Glance.BESIDE;
            }
            places = Math.max(
                    places,
                    patches.stream().mapToInt(n -> count(end.get(), n)).max().orElse(0));
            for (Move read : round.reads().toList()) {
                List<String> mixed = read.seen().stream()
                        .distinct()
                        .filter(patches::contains)
                        .toList();
                if (mixed.size() == 2 && mixed.stream().allMatch(n -> count(read, n) == 1)) {
                    return Glance.at(mixture(round, read));
                }
            }
            if (places < 2) {
                return Glance.BESIDE;
            }
            for (Move read : round.reads().toList()) {
                Optional<String> half = patches.stream()
                        .filter(n -> count(read, n) > 0 && count(read, n) < places)
                        .findFirst();
                if (half.isPresent()) {
                    Move patch = round.writes()
                            .filter(m -> m.nonce().equals(half))
                            .findFirst()
                            .orElseThrow();
                    return Glance.at(new Contradiction(
                            round,
                            Outcome.FAIL,
                            Misdeed.SIDE_EFFECT,
                            "a GET showed one of two members that a PATCH changes together, and not the other",
                            List.of(
                                    told(round, patch) + ": it sets two members to one value.",
                                    told(round, read) + " and showed that value in " + count(read, half.get()) + " of "
                                            + places + " places."),
                            ids(Stream.of(patch, read)),
                            Optional.of(read.call().id())));
                }
            }
            return Glance.fine(round.reads().count());
        }
    };

    /** Each patch sets both members to one value, so that no state has the values of two patches. */
    private static Contradiction mixture(Round round, Move read) {
        return new Contradiction(
                round,
                Outcome.FAIL,
                Misdeed.SIDE_EFFECT,
                "a GET showed one member as a PATCH left it and another as a PATCH before it did, though each sets both",
                List.of(told(round, read)
                        + " and showed the values of two PATCHes, each of which sets two members to one value."),
                ids(Stream.of(read)),
                Optional.of(read.call().id()));
    }

    private static int count(Move read, String nonce) {
        return java.util.Collections.frequency(read.seen(), nonce);
    }

    // Reading.

    /** What was acknowledged shows in a GET that was sent afterwards, or something later does. */
    static final RaceOracle READS_OWN_WRITES = each(round -> {
        Optional<Move> look = round.firstLook();
        List<Move> winners = round.acknowledged();
        if (look.isEmpty() || winners.size() != 1 || round.hasOpenWrites()) {
            return Glance.BESIDE;
        }
        boolean old = round.history()
                .start()
                .map(s ->
                        look.get().call().version().filter(s.version()::equals).isPresent()
                                && look.get().isRead())
                .orElse(look.get().isAbsence());
        boolean deleted = winners.get(0).nonce().isEmpty();
        if (!old || round.history().start().isEmpty() && deleted) {
            return Glance.FINE;
        }
        return Glance.at(new Contradiction(
                round,
                Outcome.FAIL,
                Misdeed.NONE,
                "a GET that was sent after a write had been acknowledged showed what was there before",
                List.of(
                        told(round, winners.get(0)) + ".",
                        told(round, look.get()) + ", was sent after that, and showed the state before."),
                ids(Stream.of(winners.get(0), look.get())),
                Optional.of(look.get().call().id())));
    });

    /** Each strong tag names one content, for all clients and at all times. */
    static final RaceOracle TAG_NAMES_ONE_CONTENT = known -> new RaceOracle.Watch() {
        private static final int MOST = 50_000;
        private final Map<String, String> content = new HashMap<>();

        @Override
        public Glance see(Round round) {
            int tagged = 0;
            Map<String, Move> here = new HashMap<>();
            for (Move read : round.reads().toList()) {
                Optional<String> tag = read.call().tag().filter(RaceOracles::isStrong);
                if (tag.isEmpty() || read.call().version().isEmpty()) {
                    continue;
                }
                tagged++;
                String key = round.url() + " " + tag.get();
                String version = read.call().version().get();
                String before = content.size() < MOST ? content.putIfAbsent(key, version) : content.get(key);
                Move first = here.putIfAbsent(tag.get(), read);
                if (before != null && !before.equals(version)) {
                    return Glance.at(twoContents(round, tag.get(), Optional.ofNullable(first), read));
                }
            }
            return Glance.fine(tagged);
        }
    };

    private static boolean isStrong(String tag) {
        return EntityTag.parse(tag).map(t -> !t.weak()).orElse(false);
    }

    private static Contradiction twoContents(Round round, String tag, Optional<Move> first, Move second) {
        return new Contradiction(
                round,
                Outcome.FAIL,
                Misdeed.WRONG_FIELD,
                "the strong tag " + tag + " stood with two different contents",
                List.of(
                        first.map(f -> told(round, f) + " and showed " + ofWhom(round, f) + ".")
                                .orElse("A GET in an earlier round showed " + tag + " with other content."),
                        told(round, second) + " with the same tag, and showed " + ofWhom(round, second) + ".",
                        "Who names " + tag + " in If-Match says nothing certain about what is to be replaced."),
                ids(Stream.concat(first.stream(), Stream.of(second))),
                Optional.of(second.call().id()));
    }

    /** No GET shows a mixture of what two writes wrote. */
    static final RaceOracle NOT_TORN = each(round -> {
        Set<String> written = new HashSet<>();
        round.writes().forEach(m -> m.nonce().ifPresent(written::add));
        for (Move read : round.reads().toList()) {
            Set<String> distinct = new LinkedHashSet<>(read.seen());
            if (distinct.size() > 1 && distinct.stream().anyMatch(written::contains)) {
                return Glance.at(new Contradiction(
                        round,
                        Outcome.FAIL,
                        Misdeed.SIDE_EFFECT,
                        "a GET showed a mixture of what " + distinct.size() + " writes had written",
                        List.of(told(round, read) + " and showed parts of " + distinct.size()
                                + " contents, each of which was written whole."),
                        ids(Stream.concat(
                                Stream.of(read),
                                round.writes()
                                        .filter(m -> m.nonce()
                                                .filter(distinct::contains)
                                                .isPresent()))),
                        Optional.of(read.call().id())));
            }
        }
        return Glance.fine(round.reads().count());
    });

    /** A reader never sees an older version after a newer one; which is older is told by the chain of tags. */
    static final RaceOracle NEVER_BACK = each(round -> {
        Map<String, Integer> order = chain(round);
        Map<Integer, Move> last = new HashMap<>();
        int counts = 0;
        for (Move read : round.reads().toList()) {
            Integer now = order.get(read.call().version().orElse(""));
            Move before = last.put(read.call().client(), read);
            if (now == null || before == null) {
                continue;
            }
            counts++;
            Integer then = order.get(before.call().version().orElse(""));
            if (then != null
                    && then > now
                    && before.call().returned().orElse(Long.MAX_VALUE)
                            < read.call().called()) {
                return Glance.at(new Contradiction(
                        round,
                        Outcome.WARN,
                        Misdeed.NONE,
                        "a reader saw an older version after a newer one",
                        List.of(
                                told(round, before) + " and showed v" + then + ".",
                                told(round, read) + ", was sent after that, and showed v" + now + "."),
                        ids(Stream.of(before, read)),
                        Optional.of(read.call().id())));
            }
        }
        return Glance.fine(counts);
    });

    /** The versions in the order in which each replaced the one whose tag it named, as far as the chain goes unforked. */
    static Map<String, Integer> chain(Round round) {
        Map<String, String> tagOf = new HashMap<>();
        round.history().start().ifPresent(s -> s.tag().ifPresent(t -> tagOf.put(s.version(), t)));
        round.moves().stream()
                .filter(m -> m.isRead() || m.isAcknowledged())
                .forEach(m -> m.call().tag().ifPresent(t -> m.call().version().ifPresent(v -> tagOf.put(v, t))));
        Map<String, List<Move>> successors = new HashMap<>();
        round.acknowledged().stream()
                .filter(m -> m.call().version().isPresent())
                .forEach(m -> m.call()
                        .ifMatch()
                        .ifPresent(t -> successors
                                .computeIfAbsent(t, k -> new ArrayList<>())
                                .add(m)));
        Map<String, Integer> order = new LinkedHashMap<>();
        Optional<String> version = round.history().start().map(s -> s.version());
        while (version.isPresent() && order.putIfAbsent(version.get(), order.size()) == null) {
            List<Move> next = successors.getOrDefault(tagOf.getOrDefault(version.get(), ""), List.of());
            version = next.size() == 1 ? next.get(0).call().version() : Optional.empty();
        }
        return order;
    }

    // A chain of writes.

    /** The number that every writer raises by one is, in the end, as high as there were acknowledged writes. */
    static final RaceOracle COUNTED = each(round -> {
        Optional<Move> end = round.end().filter(Move::isRead);
        List<Move> winners = round.acknowledged();
        Optional<Long> from =
                round.moves().stream().filter(Move::isRead).findFirst().flatMap(RaceOracles::number);
        Optional<Long> to = end.flatMap(RaceOracles::number);
        if (from.isEmpty() || to.isEmpty() || winners.isEmpty()) {
            return Glance.BESIDE;
        }
        long counted = to.get();
        long open = round.writes().filter(Move::isOpen).count();
        if (counted == winners.size() || counted > winners.size() && counted <= winners.size() + open) {
            return Glance.fine(winners.size());
        }
        boolean lost = counted < winners.size();
        return Glance.at(new Contradiction(
                round,
                Outcome.FAIL,
                Misdeed.PERFORMED,
                winners.size() + " increments were acknowledged, and the counter went up by " + counted,
                List.of(
                        "Each client read the number and wrote the next one, naming the tag that it had read.",
                        winners.size() + " of these writes were acknowledged"
                                + (open > 0 ? ", of " + open + " more the outcome is unknown" : "") + ".",
                        "The number went up by " + counted + ": "
                                + (lost ? "acknowledged increments are lost." : "increments were made twice.")),
                ids(Stream.concat(forked(round).stream(), end.stream())),
                end.map(e -> e.call().id())));
    });

    private static Optional<Long> number(Move read) {
        return read.seen().stream()
                .findFirst()
                .flatMap(n -> Arena.wordAfter(n, read.exchange()))
                .flatMap(RaceOracles::counter);
    }

    /** The number in "-c17-". */
    static Optional<Long> counter(String word) {
        java.util.regex.Matcher matcher = COUNTER.matcher(word);
        return matcher.find() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
    }

    private static final java.util.regex.Pattern COUNTER = java.util.regex.Pattern.compile("^-c(\\d{1,12})-");

    /** No version has two successors. */
    static final RaceOracle NO_FORK = each(round -> {
        List<Move> two = forked(round);
        if (two.size() < 2) {
            return Glance.fine(round.acknowledged().size());
        }
        String tag = two.get(0).call().ifMatch().get();
        return Glance.at(new Contradiction(
                round,
                Outcome.FAIL,
                Misdeed.PERFORMED,
                "two acknowledged writes replaced the one version that " + tag + " names",
                List.of(
                        told(round, two.get(0)) + ".",
                        told(round, two.get(1)) + ", though it named the same tag " + tag + ".",
                        "A version is replaced once: the second of them replaced what it had not read."),
                ids(two.stream()),
                Optional.of(two.get(1).call().id())));
    });

    /** The first two acknowledged writes that name one tag which no write brought back. */
    private static List<Move> forked(Round round) {
        Map<String, Move> first = new HashMap<>();
        Set<String> shownTwice = new HashSet<>();
        Map<String, String> versionOf = new HashMap<>();
        round.reads()
                .forEach(r -> r.call().tag().ifPresent(t -> {
                    String before = versionOf.putIfAbsent(t, r.call().version().orElse(""));
                    if (before != null && !before.equals(r.call().version().orElse(""))) {
                        shownTwice.add(t);
                    }
                }));
        for (Move write : round.acknowledged()) {
            if (!namesATag(write)
                    || shownTwice.contains(write.call().ifMatch().get())
                    || write.call().ifMatch().equals(write.call().tag())) {
                continue;
            }
            Move before = first.putIfAbsent(write.call().ifMatch().get(), write);
            if (before != null) {
                return List.of(before, write);
            }
        }
        return List.of();
    }

    /** What is taken for granted of a server: nothing that some honest one does not do. */
    private static final Terms TERMS =
            Terms.STRICT.whereEveryPutMayBeAnswered201().whereAnythingGoneMayBeDeleted();

    /** Writes and refusals fit into one order of one resource; what reads showed is judged elsewhere. */
    static final RaceOracle ONE_ORDER = each(round -> {
        Linearity linearity = new Linearizer(TERMS.withoutReads()).check(round.history());
        if (linearity instanceof org.ifmatch.linear.Contradiction found) {
            boolean lockedOut = found.kind() == Kind.SPURIOUS_412 || found.kind() == Kind.FALSE_ABSENCE;
            return Glance.at(of(round, found, Outcome.FAIL, lockedOut ? Misdeed.LOCKED_OUT : Misdeed.PERFORMED));
        }
        return linearity instanceof Linearity.Ordered
                ? Glance.fine(round.acknowledged().size())
                : Glance.BESIDE;
    });

    /** No read shows what was over before it was sent, where the writes by themselves are in order. */
    static final RaceOracle NO_STALE_READ = each(round -> {
        Linearity linearity = new Linearizer(TERMS).check(round.history());
        if (linearity instanceof org.ifmatch.linear.Contradiction found) {
            boolean stale = found.kind() == Kind.STALE_READ
                    && new Linearizer(TERMS.withoutReads()).check(round.history()) instanceof Linearity.Ordered;
            return stale ? Glance.at(of(round, found, Outcome.FAIL, Misdeed.NONE)) : Glance.BESIDE;
        }
        return linearity instanceof Linearity.Ordered
                ? Glance.fine(round.reads().count())
                : Glance.BESIDE;
    });

    private static Contradiction of(
            Round round, org.ifmatch.linear.Contradiction found, Outcome outcome, Misdeed misdeed) {
        return new Contradiction(
                round,
                outcome,
                misdeed,
                "what the clients saw fits into no order: " + found.kind().says(),
                found.sentences(),
                Set.copyOf(found.operations()),
                found.impossible().isPresent() ? Optional.of(found.impossible().getAsInt()) : Optional.empty());
    }

    /** Of writes that were promised (202) for one tag, at most one is seen as the state. */
    static final RaceOracle PROMISED_ONCE = known -> new RaceOracle.Watch() {
        private boolean promised;
        private int rounds;

        @Override
        public Glance see(Round round) {
            rounds++;
            List<Move> promises = round.writes()
                    .filter(m -> m.call().status() == 202)
                    .filter(RaceOracles::namesATag)
                    .toList();
            promised |= !promises.isEmpty();
            if (promises.size() < 2) {
                return Glance.BESIDE;
            }
            List<Move> performed = promises.stream()
                    .filter(p -> round.reads().anyMatch(r -> r.shows(p.nonce().orElse("?"))))
                    .toList();
            if (performed.size() < 2) {
                return Glance.FINE;
            }
            String tag = performed.get(0).call().ifMatch().get();
            return Glance.at(new Contradiction(
                    round,
                    Outcome.FAIL,
                    Misdeed.PERFORMED,
                    "two writes that were answered 202 for one tag were both performed later",
                    List.of(
                            told(round, performed.get(0)) + ".",
                            told(round, performed.get(1)) + ".",
                            "GETs showed what each of them wrote, one after the other: the second was performed when "
                                    + tag + " was no longer current."),
                    ids(performed.stream().limit(2)),
                    Optional.of(performed.get(1).call().id())));
        }

        @Override
        public Optional<String> inapplicable() {
            return rounds > 0 && !promised
                    ? Optional.of("no write was answered 202: every answer says what was done")
                    : Optional.empty();
        }
    };

    // Words.

    private static boolean isStateOf(Move write, Move end) {
        return write.nonce().map(end::shows).orElse(end.isAbsence());
    }

    private static Optional<Move> writerOf(Round round, Move read) {
        return round.writes()
                .filter(m -> m.nonce().filter(read::shows).isPresent())
                .findFirst();
    }

    /** What a GET shows, by who wrote it. */
    private static String ofWhom(Round round, Move read) {
        if (read.isAbsence()) {
            return "nothing (" + read.call().status() + ")";
        }
        return writerOf(round, read)
                .map(w -> "what " + who(round, w) + " wrote")
                .orElseGet(() -> round.history()
                                .start()
                                .flatMap(s -> read.call().version().filter(s.version()::equals))
                                .isPresent()
                        ? "what was there before the round"
                        : "something that nobody wrote in this round");
    }

    private static String who(Round round, Move move) {
        return RaceWords.lane(round, move);
    }

    /** "A's PUT If-Match "e1" was answered 204 with ETag "e2"". */
    private static String told(Round round, Move move) {
        String whose = who(round, move);
        return (whose.equals("look") ? "A " : whose + "'s ") + RaceWords.asked(move) + " was answered "
                + RaceWords.answered(move);
    }

    private static String statuses(Round round) {
        return round.writes()
                .map(m -> Integer.toString(m.call().status()))
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    private static Set<Integer> ids(Stream<Move> moves) {
        return moves.map(m -> m.call().id()).collect(Collectors.toSet());
    }
}
