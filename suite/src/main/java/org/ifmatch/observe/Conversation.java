package org.ifmatch.observe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Line;
import org.ifmatch.http.Octets;
import org.ifmatch.http.Request;
import org.ifmatch.http.Response;

/**
 * One connection: what was sent and heard on it, in order and with times, and what happened elsewhere meanwhile. It is a record;
 * {@link Dialogue} acts.
 *
 * <p>A request is told from another by its identity, since two requests of one connection may be alike in every octet.
 */
public record Conversation(List<Event> events) {

    /** Something that happened. Times are nanoseconds of {@link System#nanoTime()}. */
    public sealed interface Event {
        long at();
    }

    /**
     * Octets went out in one write.
     *
     * @param parts the whole or a part of one request, or of several
     * @param whole whether the connection took all of it
     */
    public record Sent(List<Part> parts, boolean whole, long at) implements Event {
        public Sent {
            parts = List.copyOf(parts);
        }
    }

    /**
     * What was said of one request at a time.
     *
     * @param of the request
     * @param says which part it is: "the header section", "the other half of the content"
     */
    public record Part(Request of, String says, byte[] octets) {

        /** What the whole of a request is called. */
        public static final String ALL = "all of it";

        private static final byte[] WHOLE = new byte[0];

        public static Part whole(Request request) {
            return new Part(request, ALL, WHOLE);
        }

        /** Of a whole request they are made anew at each call, since a run keeps thousands of conversations. */
        @Override
        public byte[] octets() {
            return octets == WHOLE ? of.octets() : octets;
        }

        public int length() {
            return octets == WHOLE ? of.length() : octets.length;
        }

        public static Part head(Request request) {
            return new Part(request, "the header section", latin1(request.head()));
        }

        /** The content, framing included, from one octet up to another. */
        public static Part content(Request request, int from, int to) {
            String says = from == 0
                    ? to == request.content().length ? "the content" : "the first " + to + " octets of content"
                    : to == request.content().length ? "the rest of the content" : "more of the content";
            return new Part(request, says, java.util.Arrays.copyOfRange(request.content(), from, to));
        }

        private static byte[] latin1(String text) {
            return text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        }
    }

    /** An answer came, interim or final, and was due to this request. */
    public record Heard(Request to, Response answer, byte[] octets, long at) implements Event {}

    /** Nothing came in that time, although this request waited for it. */
    public record Silence(Request to, Duration waited, long at) implements Event {}

    /** Somebody else did this, on another connection. */
    public record Meanwhile(Attempt attempt, long at) implements Event {}

    /** The connection ended, and how. */
    public record Ended(By by, String says, byte[] octets, long at) implements Event {

        /** Who ended it. */
        public enum By {
            /** The target, in order. */
            TARGET,
            /** The target broke it off. */
            TARGET_RESET,
            /** The target sent what is no answer. */
            UNREADABLE,
            /** An answer began and did not end in the time for it, or there was no connection. */
            LIMIT,
            /** We ended it in order, as far as sending goes. */
            US,
            /** We broke it off. */
            US_RESET
        }

        static Optional<By> by(Line.Heard.Kind kind) {
            return switch (kind) {
                case CLOSED -> Optional.of(By.TARGET);
                case RESET -> Optional.of(By.TARGET_RESET);
                case UNREADABLE -> Optional.of(By.UNREADABLE);
                case GIVEN_UP -> Optional.of(By.LIMIT);
                case ANSWER, NOTHING -> Optional.empty();
            };
        }
    }

    public Conversation {
        events = List.copyOf(events);
    }

    // What was heard.

    /** Every answer to this request, interim ones too, in order. */
    public List<Response> answers(Request request) {
        return of(Heard.class, h -> h.to() == request ? Optional.of(h.answer()) : Optional.empty());
    }

    public List<Response> interim(Request request) {
        return answers(request).stream().filter(r -> !isFinal(r)).toList();
    }

    /** The final answers to this request: one, none, or more than there should be. */
    public List<Response> finals(Request request) {
        return answers(request).stream().filter(Conversation::isFinal).toList();
    }

    /**
     * Whether the answer that seems to be this request's may be another's: more was sent before it came, and was never answered
     * by itself. Some servers answer 400 to what they cannot read while the request before it is still being performed.
     */
    public boolean mayAnswerAnother(Request request) {
        Set<Request> answered = identities();
        long at = Long.MAX_VALUE;
        for (Event event : events) {
            if (event instanceof Heard heard && isFinal(heard.answer())) {
                boolean first = answered.add(heard.to());
                at = first && heard.to() == request ? heard.at() : at;
            }
        }
        if (!answered.contains(request)) {
            return false;
        }
        for (Event event : events) {
            if (event instanceof Sent sent
                    && sent.at() <= at
                    && sent.parts().stream().anyMatch(part -> !answered.contains(part.of()))) {
                return true;
            }
        }
        return false;
    }

    private static Set<Request> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    static boolean isFinal(Response answer) {
        return answer.status() >= 200 || answer.status() == 101;
    }

    /** Whether a final answer to this request came before the last of its octets was sent. */
    public boolean isAnsweredEarly(Request request) {
        long answered =
                of(Heard.class, h -> h.to() == request && isFinal(h.answer()) ? Optional.of(h.at()) : none()).stream()
                        .findFirst()
                        .orElse(Long.MAX_VALUE);
        long sent = of(Sent.class, s -> isAbout(s, request) ? Optional.of(s.at()) : none()).stream()
                .reduce((first, last) -> last)
                .orElse(0L);
        boolean cut = lengthSent(request) < request.length();
        return answered < sent || answered != Long.MAX_VALUE && cut;
    }

    private static Optional<Long> none() {
        return Optional.empty();
    }

    /** Whether this request was waited for in vain at least once. */
    public boolean isSilentTo(Request request) {
        return events.stream().anyMatch(e -> e instanceof Silence silence && silence.to() == request);
    }

    /** Whether all of its parts went out. */
    public boolean isSentWhole(Request request) {
        return lengthSent(request) >= request.length()
                && events.stream().noneMatch(e -> e instanceof Sent sent && isAbout(sent, request) && !sent.whole());
    }

    /** Who ended the connection first, if anybody did while it was listened to. */
    public Optional<Ended> end() {
        return of(Ended.class, Optional::of).stream().findFirst();
    }

    /** Whether the target ended the connection, in order or not. */
    public boolean isEndedByTarget() {
        return of(Ended.class, Optional::of).stream()
                .anyMatch(e -> e.by() == Ended.By.TARGET || e.by() == Ended.By.TARGET_RESET);
    }

    /** What others did meanwhile. */
    public List<Attempt> others() {
        return of(Meanwhile.class, m -> Optional.of(m.attempt()));
    }

    /** Whether part of this request was sent after somebody else's had come to its end. */
    public boolean isFollowedBy(Attempt other, Request request) {
        int place = events.indexOf(events.stream()
                .filter(e -> e instanceof Meanwhile m && m.attempt() == other)
                .findFirst()
                .orElseThrow());
        long ended = other.exchange().times().ended();
        return events.subList(place, events.size()).stream()
                .anyMatch(e -> e instanceof Sent sent && isAbout(sent, request) && sent.at() >= ended);
    }

    /** The same with what somebody else did, in its place by time. */
    public Conversation with(Attempt other) {
        long at = other.exchange().times().begun();
        List<Event> all = new ArrayList<>(events);
        int place = 0;
        while (place < all.size() && all.get(place).at() <= at) {
            place++;
        }
        all.add(place, new Meanwhile(other, at));
        return new Conversation(all);
    }

    /** Every request of which something was sent, in order. */
    public List<Request> requests() {
        Set<Request> known = identities();
        List<Request> all = new ArrayList<>();
        for (Event event : events) {
            if (event instanceof Sent sent) {
                sent.parts().stream().map(Part::of).filter(known::add).forEach(all::add);
            }
        }
        return all;
    }

    // One request of it.

    /** This request with its first final answer, as if nothing else had been on the connection. */
    public Exchange exchange(Request request) {
        Optional<Response> answer = Optional.empty();
        List<byte[]> sent = new ArrayList<>();
        List<byte[]> received = new ArrayList<>();
        long first = 0;
        long last = events.isEmpty() ? 0 : events.get(events.size() - 1).at();
        for (Event event : events) {
            if (event instanceof Sent part && isAbout(part, request)) {
                part.parts().stream().filter(p -> p.of() == request).forEach(p -> sent.add(p.octets()));
            } else if (event instanceof Heard heard && heard.to() == request) {
                answer = answer.isEmpty() && isFinal(heard.answer()) ? Optional.of(heard.answer()) : answer;
                first = received.isEmpty() ? heard.at() : first;
                last = heard.at();
                received.add(heard.octets());
            }
        }
        long begun = timeOf(request, Long.MAX_VALUE);
        return new Exchange(
                request,
                answer,
                answer.isPresent() ? Optional.empty() : Optional.of(trouble(request)),
                Octets.joined(sent),
                Octets.joined(received),
                new Exchange.Times(begun, begun, first, last));
    }

    private long timeOf(Request request, long otherwise) {
        for (Event event : events) {
            if (event instanceof Sent sent && isAbout(sent, request)) {
                return sent.at();
            }
        }
        return events.isEmpty() ? otherwise : events.get(0).at();
    }

    private static boolean isAbout(Sent sent, Request request) {
        for (Part part : sent.parts()) {
            if (part.of() == request) {
                return true;
            }
        }
        return false;
    }

    private int lengthSent(Request request) {
        return of(Sent.class, Optional::of).stream()
                .flatMap(s -> s.parts().stream())
                .filter(p -> p.of() == request)
                .mapToInt(Part::length)
                .sum();
    }

    private Exchange.Trouble trouble(Request request) {
        Optional<Ended> end = end();
        if (end.isPresent()) {
            Exchange.Trouble.Kind kind = switch (end.get().by()) {
                case TARGET, TARGET_RESET, US, US_RESET -> Exchange.Trouble.Kind.CLOSED;
                case UNREADABLE -> Exchange.Trouble.Kind.MALFORMED;
                case LIMIT -> Exchange.Trouble.Kind.TIMEOUT;
            };
            return new Exchange.Trouble(kind, end.get().says());
        }
        return new Exchange.Trouble(
                Exchange.Trouble.Kind.TIMEOUT,
                of(Silence.class, s -> s.to() == request ? Optional.of(s.waited()) : Optional.<Duration>empty())
                        .stream()
                        .reduce((first, last) -> last)
                        .map(waited -> "nothing was answered within " + waited.toMillis() + " ms")
                        .orElse("its answer was not waited for"));
    }

    private <E extends Event, T> List<T> of(Class<E> kind, Function<E, Optional<T>> part) {
        return events.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .flatMap(e -> part.apply(e).stream())
                .toList();
    }
}
