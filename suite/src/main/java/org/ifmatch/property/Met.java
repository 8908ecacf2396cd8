package org.ifmatch.property;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Field;
import org.ifmatch.http.Lanes;
import org.ifmatch.http.Release;
import org.ifmatch.http.Request;
import org.ifmatch.http.Response;
import org.ifmatch.http.Salvo;
import org.ifmatch.linear.Contradiction;
import org.ifmatch.linear.Linearizer;
import org.ifmatch.linear.Terms;
import org.ifmatch.observe.Call;
import org.ifmatch.observe.Content;
import org.ifmatch.observe.History;
import org.ifmatch.observe.Lab;
import org.ifmatch.observe.Resource;
import org.ifmatch.observe.Snapshot;
import org.ifmatch.observe.Unobtainable;
import org.ifmatch.property.Meeting.Move;

/**
 * A meeting as it went, once: every request with what it said, and what contradicts one register, if anything does.
 *
 * @param creation the request by which the resource was made
 * @param told the requests in words, in the order in which they were released
 */
record Met(
        Meeting meeting,
        Exchange creation,
        List<Told> told,
        Optional<Contradiction> contradiction,
        int pairs,
        int overlapping) {

    /** A request, by whom, and what came of it. */
    record Told(int round, int client, Move move, String says, Exchange exchange) {}

    /** Reads are left out: a copy that lags behind is another matter than a write that is lost. */
    private static final Terms TERMS =
            Terms.STRICT.withoutReads().whereEveryPutMayBeAnswered201().whereAnythingGoneMayBeDeleted();

    /** A client whose request came to nothing certain goes on under a number that is higher by this. */
    private static final int ANOTHER = 100;

    private static final String NEVER_ISSUED = "\"never-issued\"";
    /** In octets: from there on servers take content for large. */
    private static final int LARGE = 64 * 1024;
    /** What is only promised is looked for so often, after so long each time. */
    private static final int LOOKS_FOR_PROMISED = 12;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(30);
    /** Long enough for a resource to be a quiet one. */
    private static final Duration REST = Duration.ofMillis(60);

    Met {
        told = List.copyOf(told);
    }

    /** Whether somebody was answered 500 in a round in which somebody else's write was performed. */
    boolean crashedALoser() {
        return told.stream()
                .filter(t -> t.move() != Move.GET && t.exchange().status() == 500)
                .anyMatch(loser -> told.stream()
                        .anyMatch(t -> t.round() == loser.round()
                                && t.move() != Move.GET
                                && t.exchange().succeeded()));
    }

    static Met play(Lab lab, Lanes lanes, Meeting meeting, Release release) {
        return new Playing(lab, lanes, meeting, release).play();
    }

    private static final class Playing {
        private final Lab lab;
        private final Lanes lanes;
        private final Meeting meeting;
        private final Release release;
        private final Resource resource;
        private final List<Call> calls = new ArrayList<>();
        private final List<Told> told = new ArrayList<>();
        private Optional<String> lastTag;
        private Optional<String> lastVersion = Optional.empty();
        private List<String> lastShown = List.of();
        private int pairs;
        private int overlapping;

        Playing(Lab lab, Lanes lanes, Meeting meeting, Release release) {
            this.lab = lab;
            this.lanes = lanes;
            this.meeting = meeting;
            this.release = release;
            this.resource = lab.resource().inBulk();
        }

        Met play() {
            Snapshot start = resource.state();
            String version = start.nonces().stream()
                    .findFirst()
                    .orElseThrow(() -> new Unobtainable("what was made does not show whose write it is"));
            lastTag = start.etag();
            lastVersion = Optional.of(version);
            lastShown = start.nonces();
            if (meeting.rested()) {
                lab.sender().pause(REST);
            }
            try {
                Snapshot now = start;
                for (int round = 0; round < meeting.rounds(); round++) {
                    round(round, now);
                    lookForPromised(round);
                    now = look();
                }
            } finally {
                tidy();
            }
            calls.sort(Comparator.comparingLong(Call::called));
            List<Call> inOrder = new ArrayList<>();
            calls.forEach(c -> inOrder.add(numbered(c, inOrder.size())));
            History history = new History(Optional.of(new History.Start(start.etag(), version)), inOrder);
            Optional<Contradiction> contradiction = new Linearizer(TERMS).check(history) instanceof Contradiction found
                    ? Optional.of(found)
                    : Optional.empty();
            return new Met(meeting, resource.creation(), told, contradiction, pairs, overlapping);
        }

        private void tidy() {
            try {
                if (lab.known().can("delete") && resource.reread().state().isPresent()) {
                    resource.remove();
                }
                if (resource.state().isAbsent()) {
                    lab.forget(resource);
                }
            } catch (Unobtainable e) {
                // The clean-up lists it if it cannot remove it either.
            }
        }

        /** Of two writes that are promised for one tag one at most may come to pass: that shows in what comes to be there. */
        private void lookForPromised(int round) {
            boolean promised = told.stream()
                    .anyMatch(t -> t.round() == round && t.exchange().status() == 202);
            for (int look = 0; promised && look < LOOKS_FOR_PROMISED; look++) {
                look();
                lab.sender().pause(BETWEEN_LOOKS);
            }
        }

        private Snapshot look() {
            Snapshot seen = resource.look();
            lastVersion = version(seen.nonces());
            lastShown = seen.nonces();
            calls.add(call(meeting.clients().size(), seen.exchange(), Optional.empty(), Optional.empty(), lastVersion));
            if (seen.isPresent()) {
                lastTag = seen.etag();
            }
            return seen;
        }

        /** Where a request adds to what is there, its version is told by the one nonce that did not show before. */
        private Optional<String> version(List<String> shown) {
            if (shown.size() < 2) {
                return shown.stream().findFirst();
            }
            List<String> news = shown.stream()
                    .distinct()
                    .filter(n -> !lastShown.contains(n))
                    .toList();
            return shown.equals(lastShown)
                    ? lastVersion
                    : news.size() == 1 ? Optional.of(news.get(0)) : Optional.empty();
        }

        private void round(int round, Snapshot now) {
            List<Request> requests = new ArrayList<>();
            List<Integer> who = new ArrayList<>();
            List<Content> contents = new ArrayList<>();
            for (int client = 0; client < meeting.clients().size(); client++) {
                List<Move> moves = meeting.clients().get(client);
                if (round < moves.size()) {
                    Content content = content(moves.get(round));
                    requests.add(request(moves.get(round), content));
                    contents.add(content);
                    who.add(client);
                }
            }
            Salvo salvo = lab.sender().together(lanes, requests, release);
            pairs += salvo.pairs();
            overlapping += salvo.overlapping();
            for (int i = 0; i < requests.size(); i++) {
                Move move = meeting.clients().get(who.get(i)).get(round);
                Exchange exchange = salvo.exchanges().get(i);
                boolean ofTag = move.namesTheTag();
                Optional<String> version = move == Move.GET
                        ? lab.read(exchange).nonces().stream()
                                .reduce((one, other) -> "")
                                .filter(n -> !n.isEmpty())
                        : move == Move.DELETE
                                ? Optional.empty()
                                : Optional.of(contents.get(i).nonce());
                calls.add(call(
                        who.get(i),
                        exchange,
                        ofTag ? lastTag : move == Move.PUT_STAR ? Optional.of("*") : Optional.empty(),
                        move == Move.CREATE ? Optional.of("*") : Optional.empty(),
                        version));
                told.add(new Told(
                        round,
                        who.get(i),
                        move,
                        "Round " + (round + 1) + ", client " + (who.get(i) + 1) + ": " + move.words()
                                + (now.isAbsent() && ofTag ? " (the last one that it had)" : "") + "; answered "
                                + exchange.answer() + ".",
                        exchange));
            }
        }

        private static Optional<String> theOnly(List<String> nonces) {
            return nonces.stream().filter(n -> nonces.size() == 1).findFirst();
        }

        private Content content(Move move) {
            return switch (move) {
                case PATCH -> lab.patch(resource);
                case PUT_LARGE -> lab.large(resource, LARGE);
                default -> lab.fresh(resource);
            };
        }

        private Request request(Move move, Content content) {
            List<Field> fields = new ArrayList<>();
            switch (move) {
                case PUT, PUT_LARGE, DELETE, PATCH, POST -> fields.add(Lab.ifMatch(lastTag.orElse("*")));
                case PUT_LIST -> fields.add(Lab.ifMatch(NEVER_ISSUED + ", " + lastTag.orElse(NEVER_ISSUED)));
                case PUT_STAR -> fields.add(Lab.ifMatch("*"));
                case CREATE -> fields.add(Field.of("If-None-Match", "*"));
                default -> {
                    // Neither a read nor a write without a condition says more.
                }
            }
            boolean writes = !move.method().equals("GET") && move != Move.DELETE;
            return lab.request(move.method(), resource.url(), fields, writes ? Optional.of(content) : Optional.empty());
        }

        private Call call(
                int client,
                Exchange exchange,
                Optional<String> ifMatch,
                Optional<String> ifNoneMatch,
                Optional<String> version) {
            int number = client
                    + ANOTHER
                            * (int) calls.stream()
                                    .filter(c -> c.client() % ANOTHER == client && c.isUnknown())
                                    .count();
            String method = exchange.request().method();
            boolean shows = !method.equals("GET") || exchange.status() == 200;
            Call open = new Call(
                    0,
                    number,
                    method,
                    ifMatch,
                    ifNoneMatch,
                    exchange.status(),
                    exchange.response().flatMap(Response::etag),
                    shows ? version : Optional.empty(),
                    exchange.times().sent(),
                    OptionalLong.empty());
            return open.isUnknown() ? open : ended(open, exchange.times().ended());
        }

        private static Call ended(Call c, long when) {
            return new Call(
                    c.id(),
                    c.client(),
                    c.method(),
                    c.ifMatch(),
                    c.ifNoneMatch(),
                    c.status(),
                    c.tag(),
                    c.version(),
                    c.called(),
                    OptionalLong.of(when));
        }

        private static Call numbered(Call c, int id) {
            return new Call(
                    id,
                    c.client(),
                    c.method(),
                    c.ifMatch(),
                    c.ifNoneMatch(),
                    c.status(),
                    c.tag(),
                    c.version(),
                    c.called(),
                    c.returned());
        }
    }
}
