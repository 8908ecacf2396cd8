package org.ifmatch.property;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What several clients do to one resource, round by round: those that have a move left make it together with the others.
 *
 * @param clients each with its moves
 * @param rested whether nobody wrote for a while before the first round
 */
record Meeting(List<List<Move>> clients, boolean rested) {

    /** A request that a client makes; the simpler ones come first. */
    enum Move {
        PUT("PUT", "PUT with the current tag"),
        DELETE("DELETE", "DELETE with the current tag"),
        PUT_LIST("PUT", "PUT with a list that names the current tag"),
        PUT_LARGE("PUT", "PUT of 64 KiB with the current tag"),
        PATCH("PATCH", "PATCH with the current tag"),
        POST("POST", "POST with the current tag"),
        PUT_STAR("PUT", "PUT with *"),
        CREATE("PUT", "PUT with If-None-Match: *"),
        PUT_ANYWAY("PUT", "PUT without a condition"),
        GET("GET", "GET");

        private final String method;
        private final String words;

        Move(String method, String words) {
            this.method = method;
            this.words = words;
        }

        String method() {
            return method;
        }

        String words() {
            return words;
        }

        /** Whether its If-Match names the current tag, alone or in a list. */
        boolean namesTheTag() {
            return compareTo(POST) <= 0;
        }

        /** Whether it may add to what is there, so that earlier writes go on showing. */
        boolean adds() {
            return this == PATCH || this == POST;
        }
    }

    Meeting {
        clients = clients.stream().map(List::copyOf).toList();
    }

    static Meeting of(Move... first) {
        return new Meeting(List.of(first).stream().map(List::of).toList(), false);
    }

    Meeting afterARest() {
        return new Meeting(clients, true);
    }

    private Meeting of(List<List<Move>> others) {
        return new Meeting(others, rested);
    }

    int rounds() {
        return clients.stream().mapToInt(List::size).max().orElse(0);
    }

    Set<Move> moves() {
        Set<Move> all = new TreeSet<>();
        clients.forEach(all::addAll);
        return all;
    }

    /** Meetings of fewer clients or fewer moves, those with the most left out first. */
    List<Meeting> simpler() {
        List<Meeting> all = new ArrayList<>();
        if (rested) {
            all.add(new Meeting(clients, false));
        }
        for (int i = 0; clients.size() > 2 && i < clients.size(); i++) {
            List<List<Move>> fewer = new ArrayList<>(clients);
            fewer.remove(i);
            all.add(of(fewer));
        }
        if (rounds() > 1) {
            all.add(of(clients.stream()
                    .map(c -> c.subList(0, Math.min(c.size(), rounds() - 1)))
                    .toList()));
            all.add(of(clients.stream()
                    .map(c -> c.subList(Math.min(1, c.size() - 1), c.size()))
                    .toList()));
        }
        for (int i = 0; i < clients.size(); i++) {
            for (int j = 0; j < clients.get(i).size(); j++) {
                if (clients.get(i).get(j) != Move.PUT) {
                    List<List<Move>> plainer = new ArrayList<>(clients);
                    List<Move> moves = new ArrayList<>(clients.get(i));
                    moves.set(j, Move.PUT);
                    plainer.set(i, moves);
                    all.add(of(plainer));
                }
            }
        }
        return all;
    }

    @Override
    public String toString() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < clients.size(); i++) {
            all.add("client " + (i + 1) + ": "
                    + String.join(", ", clients.get(i).stream().map(Move::words).toList()));
        }
        return (rested ? "after a rest of some time, " : "") + String.join("; ", all);
    }
}
