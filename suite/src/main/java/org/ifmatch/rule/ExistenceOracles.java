package org.ifmatch.rule;

import static org.ifmatch.rule.RaceFacts.ids;
import static org.ifmatch.rule.RaceFacts.isStateOf;
import static org.ifmatch.rule.RaceFacts.moved;
import static org.ifmatch.rule.RaceOracle.each;
import static org.ifmatch.rule.RaceWords.lane;
import static org.ifmatch.rule.RaceWords.ofWhom;
import static org.ifmatch.rule.RaceWords.told;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ifmatch.observe.Round;
import org.ifmatch.observe.Round.Move;
import org.ifmatch.report.Outcome;
import org.ifmatch.rule.RaceOracle.Glance;

/**
 * How races about whether a resource exists are judged: deletes, creations and {@code *} (catalogue part R). All are pure,
 * and say FAIL only of a proved contradiction.
 */
final class ExistenceOracles {

    private ExistenceOracles() {}

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
                            "GET shows " + ofWhom(round, end) + "; what " + lane(round, lost) + " created is lost."),
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
}
