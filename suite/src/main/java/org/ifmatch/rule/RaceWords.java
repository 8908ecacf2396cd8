package org.ifmatch.rule;

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
}
