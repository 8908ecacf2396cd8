package org.ifmatch.rule;

import static org.ifmatch.rule.RaceFacts.ids;
import static org.ifmatch.rule.RaceFacts.namesATag;
import static org.ifmatch.rule.RaceOracle.each;
import static org.ifmatch.rule.RaceWords.ofWhom;
import static org.ifmatch.rule.RaceWords.told;
import static org.ifmatch.rule.WriterOracles.oneWinner;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ifmatch.linear.Contradiction.Kind;
import org.ifmatch.linear.Linearity;
import org.ifmatch.linear.Linearizer;
import org.ifmatch.linear.Terms;
import org.ifmatch.observe.Arena;
import org.ifmatch.observe.Round;
import org.ifmatch.observe.Round.Move;
import org.ifmatch.report.Outcome;
import org.ifmatch.rule.RaceOracle.Glance;

/**
 * How writes that build on each other are judged: appends, increments, a chain of tags, and the whole as one order
 * (catalogue part R). All are pure, and say FAIL only of a proved contradiction.
 */
final class ChainOracles {

    private ChainOracles() {}

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

    /** The number that every writer raises by one is, in the end, as high as there were acknowledged writes. */
    static final RaceOracle COUNTED = each(round -> {
        Optional<Move> end = round.end().filter(Move::isRead);
        List<Move> winners = round.acknowledged();
        Optional<Long> from =
                round.moves().stream().filter(Move::isRead).findFirst().flatMap(ChainOracles::number);
        Optional<Long> to = end.flatMap(ChainOracles::number);
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
                .flatMap(ChainOracles::counter);
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
}
