package org.ifmatch.property;

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
 * @param told the requests in words, in the order in which they were released
 */
record Met(Meeting meeting, List<Told> told, Optional<Contradiction> contradiction, int pairs, int overlapping) {

    /** A request, by whom, and what came of it. */
    record Told(String says, Exchange exchange) {}

    /** Reads are left out: a copy that lags behind is another matter than a write that is lost. */
    private static final Terms TERMS =
            Terms.STRICT.withoutReads().whereEveryPutMayBeAnswered201().whereAnythingGoneMayBeDeleted();

    /** A client whose request came to nothing certain goes on under a number that is higher by this. */
    private static final int ANOTHER = 100;

    Met {
        told = List.copyOf(told);
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
            try {
                for (int round = 0; round < meeting.rounds(); round++) {
                    round(round, round == 0 ? start : look());
                }
                look();
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
            return new Met(meeting, told, contradiction, pairs, overlapping);
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

        private Snapshot look() {
            Snapshot seen = resource.look();
            calls.add(
                    call(meeting.clients().size(), seen.exchange(), Optional.empty(), Optional.empty(), seen.nonces()));
            if (seen.isPresent()) {
                lastTag = seen.etag();
            }
            return seen;
        }

        private void round(int round, Snapshot now) {
            List<Request> requests = new ArrayList<>();
            List<Integer> who = new ArrayList<>();
            List<Content> contents = new ArrayList<>();
            for (int client = 0; client < meeting.clients().size(); client++) {
                List<Move> moves = meeting.clients().get(client);
                if (round < moves.size()) {
                    Content content = lab.fresh(resource);
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
                boolean ofTag = move == Move.PUT || move == Move.DELETE;
                List<String> nonces = move == Move.GET
                        ? lab.read(exchange).nonces()
                        : move == Move.DELETE
                                ? List.of()
                                : List.of(contents.get(i).nonce());
                calls.add(call(
                        who.get(i),
                        exchange,
                        ofTag ? lastTag : move == Move.PUT_STAR ? Optional.of("*") : Optional.empty(),
                        move == Move.CREATE ? Optional.of("*") : Optional.empty(),
                        nonces));
                told.add(new Told(
                        "Round " + (round + 1) + ", client " + (who.get(i) + 1) + ": " + move.words()
                                + (now.isAbsent() && ofTag ? " (the last one that it had)" : "") + "; answered "
                                + exchange.answer() + ".",
                        exchange));
            }
        }

        private Request request(Move move, Content content) {
            List<Field> fields = new ArrayList<>();
            switch (move) {
                case PUT, DELETE -> fields.add(Lab.ifMatch(lastTag.orElse("*")));
                case PUT_STAR -> fields.add(Lab.ifMatch("*"));
                case CREATE -> fields.add(Field.of("If-None-Match", "*"));
                default -> {
                    // Neither a read nor a write without a condition says more.
                }
            }
            boolean writes = move.method().equals("PUT");
            return lab.request(move.method(), resource.url(), fields, writes ? Optional.of(content) : Optional.empty());
        }

        private Call call(
                int client,
                Exchange exchange,
                Optional<String> ifMatch,
                Optional<String> ifNoneMatch,
                List<String> nonces) {
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
                    shows ? nonces.stream().findFirst() : Optional.empty(),
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
