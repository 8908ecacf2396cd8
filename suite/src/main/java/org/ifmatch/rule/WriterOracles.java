package org.ifmatch.rule;

import static org.ifmatch.rule.RaceFacts.ids;
import static org.ifmatch.rule.RaceFacts.isStateOf;
import static org.ifmatch.rule.RaceFacts.moved;
import static org.ifmatch.rule.RaceFacts.writerOf;
import static org.ifmatch.rule.RaceOracle.each;
import static org.ifmatch.rule.RaceWords.lane;
import static org.ifmatch.rule.RaceWords.ofWhom;
import static org.ifmatch.rule.RaceWords.statuses;
import static org.ifmatch.rule.RaceWords.told;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ifmatch.observe.Round;
import org.ifmatch.observe.Round.Move;
import org.ifmatch.report.Outcome;
import org.ifmatch.rule.RaceOracle.Glance;

/**
 * How it is judged that several writers named one tag, and what became of those who lost (catalogue part R). All are pure,
 * and say FAIL only of a proved contradiction.
 */
final class WriterOracles {

    /** Rounds in which nobody won after which that is a habit. */
    private static final int NO_HABIT_BEFORE = 20;
    /** The share of rounds in which nobody won from which on that is a habit. */
    private static final double HABIT = 0.75;
    /** A server error must be seen in so many rounds before it is told. */
    private static final int SEEN_ALIKE = 2;

    private WriterOracles() {}

    /** Of PUTs that name one tag at most one is performed. */
    static final RaceOracle SINGLE_WINNER =
            each(round -> oneWinner(round, m -> m.call().method().equals("PUT")));

    /** The same for writes of any method. */
    static final RaceOracle ONE_WRITE_A_TAG = each(round -> oneWinner(round, m -> true));

    static Glance oneWinner(Round round, Predicate<Move> concerns) {
        Map<String, List<Move>> byTag = new LinkedHashMap<>();
        round.writes()
                .filter(concerns)
                .filter(RaceFacts::namesATag)
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
                "GET shows " + ofWhom(round, e) + "; what " + lane(round, lost) + " was told is done is lost."));
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
                                "GET shows what " + lane(round, ghost.get()) + " wrote all the same."),
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
                .filter(RaceFacts::namesATag)
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

    /**
     * Some writer wins, as one of them had a true condition. Now and then one comes so late that it meets nobody, and wins: that
     * alone is no progress. Who is asked to come slower (429) is refused for that, whoever else is there.
     */
    static final RaceOracle PROGRESS = known -> new RaceOracle.Watch() {
        private int nobody;
        private int somebody;
        private Optional<Round> last = Optional.empty();

        @Override
        public Glance see(Round round) {
            if (!round.acknowledged().isEmpty() || round.hasOpenWrites()) {
                somebody += round.acknowledged().isEmpty() ? 0 : 1;
                return Glance.FINE;
            }
            boolean busy = round.writes()
                    .allMatch(m -> Set.of(409, 423).contains(m.call().status()));
            if (busy) {
                nobody++;
                last = Optional.of(round);
            }
            return busy ? Glance.FINE : Glance.BESIDE;
        }

        @Override
        public Optional<Contradiction> end() {
            int all = nobody + somebody;
            return last.filter(r -> nobody >= NO_HABIT_BEFORE && nobody >= HABIT * all)
                    .map(r -> new Contradiction(
                            r,
                            Outcome.WARN,
                            Misdeed.OTHER_STATUS,
                            "in " + nobody + " rounds of " + all + " all writers were refused as busy, and none won",
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

    /** Of writes that were promised (202) for one tag, at most one is seen as the state. */
    static final RaceOracle PROMISED_ONCE = known -> new RaceOracle.Watch() {
        private boolean promised;
        private int rounds;

        @Override
        public Glance see(Round round) {
            rounds++;
            List<Move> promises = round.writes()
                    .filter(m -> m.call().status() == 202)
                    .filter(RaceFacts::namesATag)
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
}
