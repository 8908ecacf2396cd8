package org.ifmatch.observe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Release;
import org.ifmatch.observe.Round.Move;

/** The moves of a round while they are gathered, in any order. */
final class Moves {

    /** A request that was sent, and what a GET of it showed. */
    record Made(int client, Planned planned, Exchange exchange, Optional<Snapshot> seen, boolean look) {

        private Move move(int id) {
            Optional<String> version = seen.filter(Snapshot::isPresent)
                    .map(s -> Contested.version(s.nonces()))
                    .or(planned::nonce);
            Call call = Round.call(
                    id,
                    client,
                    exchange,
                    planned.ifMatch(),
                    planned.ifNoneMatch(),
                    seen.isPresent() ? ofRead() : version);
            return new Move(
                    call, exchange, planned.nonce(), seen.map(Snapshot::nonces).orElse(List.of()), look);
        }

        private Optional<String> ofRead() {
            return seen.filter(Snapshot::isPresent).map(s -> Contested.version(s.nonces()));
        }

        private Move asMove() {
            return move(0);
        }
    }

    /** How many pairs of requests there were, and how many of them were under way at the same time. */
    record Overlap(int pairs, int overlapping) {}

    private final List<Made> made = new ArrayList<>();

    void add(int client, Planned planned, Exchange exchange) {
        if (exchange.times().sent() != 0) {
            made.add(new Made(client, planned, exchange, Optional.empty(), false));
        }
    }

    void look(int client, Planned planned, Exchange exchange, Snapshot seen) {
        made.add(new Made(client, planned, exchange, Optional.of(seen), true));
    }

    /** One more look at the end of a round. */
    static Move lastLook(int id, Planned planned, Exchange exchange, Snapshot seen) {
        return new Made(Round.MOST_CLIENTS - 1, planned, exchange, Optional.of(seen), true).move(id);
    }

    void addAll(List<Made> others) {
        made.addAll(others);
    }

    /** The one write that was performed, as the answers say; empty where there is none, or more than one. */
    Optional<Made> onlyAcknowledged() {
        List<Made> all =
                made.stream().filter(m -> m.asMove().isAcknowledged()).limit(2).toList();
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    boolean hasOpen() {
        return made.stream().anyMatch(m -> m.asMove().isOpen());
    }

    boolean hasPromises() {
        return made.stream().anyMatch(m -> m.exchange().status() == 202);
    }

    Snapshot lastLook() {
        return made.stream()
                .filter(Made::look)
                .reduce((first, last) -> last)
                .flatMap(Made::seen)
                .orElseThrow();
    }

    boolean hasAcknowledged() {
        return made.stream().anyMatch(m -> m.asMove().isAcknowledged());
    }

    /** Whether a state is one that the answers lead to. */
    boolean explains(Snapshot seen, Contested before) {
        List<Made> performed =
                made.stream().filter(m -> m.asMove().isAcknowledged()).toList();
        if (hasOpen() || !seen.isKnown()) {
            return seen.isKnown();
        }
        if (performed.isEmpty()) {
            return before.isPresent() ? before.version().equals(Contested.version(seen.nonces())) : seen.isAbsent();
        }
        return performed.stream()
                .anyMatch(m -> m.planned().nonce().map(seen::shows).orElse(seen.isAbsent()));
    }

    Round round(
            Arena arena,
            Contested note,
            Optional<History.Start> start,
            int writers,
            Optional<Release> release,
            Overlap overlap) {
        List<Made> inOrder = new ArrayList<>(made);
        inOrder.sort(Comparator.comparingLong(m -> m.exchange().times().sent()));
        List<Move> moves = new ArrayList<>();
        for (Made each : inOrder) {
            moves.add(each.move(moves.size()));
        }
        History history = new History(start, moves.stream().map(Move::call).toList());
        return new Round(
                arena.what(),
                note.resource().url(),
                writers,
                release,
                history,
                moves,
                overlap.pairs(),
                overlap.overlapping());
    }
}
