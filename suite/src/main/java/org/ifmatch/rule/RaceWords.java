package org.ifmatch.rule;

import java.util.stream.Collectors;
import org.ifmatch.http.Response;
import org.ifmatch.observe.Round;
import org.ifmatch.observe.Round.Move;

/** What the clients of a race are called, and what they asked and were answered, in short. */
public final class RaceWords {

    private RaceWords() {}

    /** A client as a reader sees it; the looks after a round are nobody's. */
    public static String lane(Round round, Move move) {
        int number = move.call().client() % Round.MOST_CLIENTS;
        if (move.look() || number >= round.writers()) {
            return "look";
        }
        return number < 26 ? String.valueOf((char) ('A' + number)) : "A" + (char) ('A' + number - 26);
    }

    public static String asked(Move move) {
        return move.call().method()
                + move.call().ifMatch().map(t -> " If-Match " + t).orElse("")
                + move.call().ifNoneMatch().map(t -> " If-None-Match " + t).orElse("");
    }

    public static String answered(Move move) {
        return move.exchange()
                        .response()
                        .map(Response::status)
                        .map(String::valueOf)
                        .orElse("not at all")
                + move.call().tag().map(t -> " with ETag " + t).orElse("");
    }

    /** What a GET shows, by who wrote it. */
    static String ofWhom(Round round, Move read) {
        if (read.isAbsence()) {
            return "nothing (" + read.call().status() + ")";
        }
        return RaceFacts.writerOf(round, read)
                .map(w -> "what " + lane(round, w) + " wrote")
                .orElseGet(() -> round.history()
                                .start()
                                .flatMap(s -> read.call().version().filter(s.version()::equals))
                                .isPresent()
                        ? "what was there before the round"
                        : "something that nobody wrote in this round");
    }

    /** "A's PUT If-Match "e1" was answered 204 with ETag "e2"". */
    static String told(Round round, Move move) {
        String whose = lane(round, move);
        return (whose.equals("look") ? "A " : whose + "'s ") + asked(move) + " was answered " + answered(move);
    }

    static String statuses(Round round) {
        return round.writes()
                .map(m -> Integer.toString(m.call().status()))
                .distinct()
                .collect(Collectors.joining(" or "));
    }
}
