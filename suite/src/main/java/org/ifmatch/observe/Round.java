package org.ifmatch.observe;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Release;

/**
 * One round of a contest: what several clients did at once to one resource, with the looks at it afterwards.
 *
 * @param what the contest's name
 * @param url of the resource
 * @param writers how many clients wrote
 * @param release in which way they were released; empty where each client went on at its own pace
 * @param history what was done, the looks included
 * @param moves the calls of the history again, in the same order, with what the history leaves out
 * @param pairs how many pairs of requests might have overlapped
 * @param overlapping how many did
 */
public record Round(
        String what,
        URI url,
        int writers,
        Optional<Release> release,
        History history,
        List<Move> moves,
        int pairs,
        int overlapping) {

    /** A client whose request came to nothing certain goes on under a number that is higher by this. */
    public static final int MOST_CLIENTS = org.ifmatch.http.Lanes.MOST;

    public Round {
        moves = List.copyOf(moves);
    }

    /**
     * One call with what it wrote and saw.
     *
     * @param nonce that of the content it sent; empty where it sent none
     * @param seen nonces in the content that a GET showed, in order, repeated as they stand there
     * @param look whether it is a look at the resource after the round
     */
    public record Move(Call call, Exchange exchange, Optional<String> nonce, List<String> seen, boolean look) {

        public Move {
            seen = List.copyOf(seen);
        }

        public boolean isWrite() {
            return !call.method().equals("GET");
        }

        /** Performed, as the answer says. What is only promised (202) or told in parts (207) is not. */
        public boolean isAcknowledged() {
            return isWrite()
                    && call.status() >= 200
                    && call.status() < 300
                    && call.status() != 202
                    && call.status() != 207;
        }

        /** Not performed, as the answer says. */
        public boolean isRefused() {
            return isWrite() && call.status() >= 400 && call.status() < 500 && call.status() != 408;
        }

        /** Neither: no answer, a promise, a server error, or an answer that means nothing here. */
        public boolean isOpen() {
            return isWrite() && !isAcknowledged() && !isRefused();
        }

        public boolean isRead() {
            return !isWrite() && (call.status() == 200 || call.status() == 203);
        }

        public boolean shows(String other) {
            return seen.contains(other);
        }

        /** Whether a GET found nothing there. */
        public boolean isAbsence() {
            return !isWrite() && (call.status() == 404 || call.status() == 410);
        }
    }

    /** The same with one more move, which came after all others. */
    Round with(Move last) {
        List<Move> all = new ArrayList<>(moves);
        all.add(last);
        History longer =
                new History(history.start(), all.stream().map(Move::call).toList());
        return new Round(what, url, writers, release, longer, all, pairs, overlapping);
    }

    public Stream<Move> writes() {
        return moves.stream().filter(Move::isWrite);
    }

    public Stream<Move> reads() {
        return moves.stream().filter(Move::isRead);
    }

    public List<Move> acknowledged() {
        return moves.stream().filter(Move::isAcknowledged).toList();
    }

    public boolean hasOpenWrites() {
        return moves.stream().anyMatch(Move::isOpen);
    }

    /** The last look at the resource after the round, where there was one that told something. */
    public Optional<Move> end() {
        return moves.stream()
                .filter(m -> m.look() && (m.isRead() || m.isAbsence()))
                .reduce((first, last) -> last);
    }

    /** The first look at the resource after the round. */
    public Optional<Move> firstLook() {
        return moves.stream()
                .filter(m -> m.look() && (m.isRead() || m.isAbsence()))
                .findFirst();
    }

    /** The call of a move, as the history has it. */
    static Call call(
            int id,
            int client,
            Exchange exchange,
            Optional<String> ifMatch,
            Optional<String> ifNoneMatch,
            Optional<String> version) {
        Call open = new Call(
                id,
                client,
                exchange.request().method(),
                ifMatch,
                ifNoneMatch,
                exchange.status(),
                Sender.etagOf(exchange),
                version,
                exchange.times().sent(),
                OptionalLong.empty());
        return open.isUnknown() ? open : returned(open, exchange.times().ended());
    }

    private static Call returned(Call call, long when) {
        return new Call(
                call.id(),
                call.client(),
                call.method(),
                call.ifMatch(),
                call.ifNoneMatch(),
                call.status(),
                call.tag(),
                call.version(),
                call.called(),
                OptionalLong.of(when));
    }
}
