package org.ifmatch.observe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.ifmatch.http.Line;
import org.ifmatch.http.Octets;
import org.ifmatch.http.Request;
import org.ifmatch.http.Response;
import org.ifmatch.observe.Conversation.Part;

/** One connection in a scenario's hands: it sends in parts, listens, and keeps the record of both as a {@link Conversation}. */
public final class Dialogue implements AutoCloseable {

    private final Sender sender;
    private final Line line;
    private final List<Conversation.Event> events = new ArrayList<>();
    /** The requests that have no final answer yet, in the order in which they were begun. */
    private final List<Request> unanswered = new ArrayList<>();

    private boolean over;
    private boolean closed;

    Dialogue(Sender sender, Line line) {
        this.sender = sender;
        this.line = line;
    }

    /** Sends a whole request. */
    public Dialogue send(Request request) {
        return send(Part.whole(request));
    }

    /** Sends these parts in one write. */
    public Dialogue send(Part... parts) {
        List<Request> begun = new ArrayList<>(soFar().requests());
        for (Part part : parts) {
            if (begun.stream().noneMatch(r -> r == part.of())) {
                begun.add(part.of());
                unanswered.add(part.of());
                sender.count();
            }
        }
        byte[] octets = Octets.joined(Arrays.stream(parts).map(Part::octets).toList());
        long at = System.nanoTime();
        boolean whole = line.send(octets);
        events.add(new Conversation.Sent(Arrays.asList(parts), whole, at));
        return this;
    }

    /**
     * The next answer to this request, interim or final, where one begins within that time. Answers come in the order of the
     * requests (RFC 9112 §9.3): what comes while an earlier one is still unanswered, since it took too long, belongs to that one.
     */
    public Optional<Response> hear(Request to, Duration patience) {
        Optional<Response> heard = Optional.empty();
        for (boolean others = true; others && !over; ) {
            Request due = isUnanswered(to) ? unanswered.get(0) : to;
            heard = hearOne(due, to, patience);
            others = due != to && heard.isPresent();
        }
        return heard;
    }

    private boolean isUnanswered(Request request) {
        return unanswered.stream().anyMatch(r -> r == request);
    }

    private Optional<Response> hearOne(Request due, Request waiting, Duration patience) {
        Line.Heard heard = line.hear(due.method(), patience);
        long at = System.nanoTime();
        if (heard.answer().isPresent()) {
            events.add(new Conversation.Heard(due, heard.answer().get(), heard.octets(), at));
            if (Conversation.isFinal(heard.answer().get())) {
                unanswered.removeIf(r -> r == due);
            }
        } else if (heard.kind() == Line.Heard.Kind.NOTHING) {
            events.add(new Conversation.Silence(waiting, patience, at));
        } else {
            over = true;
            events.add(new Conversation.Ended(
                    Conversation.Ended.by(heard.kind()).orElseThrow(), heard.says(), heard.octets(), at));
        }
        return heard.answer();
    }

    /** Waits for the final answer, as long as the target's limit for answers says; interim ones are recorded. */
    public Optional<Response> answer(Request to) {
        return answer(to, sender.target().limits().answer());
    }

    public Optional<Response> answer(Request to, Duration patience) {
        Optional<Response> heard = hear(to, patience);
        while (heard.isPresent() && !Conversation.isFinal(heard.get())) {
            heard = hear(to, patience);
        }
        return heard;
    }

    /** Whether anything can still be heard. */
    public boolean isOver() {
        return over;
    }

    /** Lets time pass, so that the target has surely read what was sent. */
    public Dialogue pause(Duration duration) {
        sender.pause(duration);
        return this;
    }

    /** Something that is done on another connection, which belongs to what happens here. */
    public Attempt meanwhile(Supplier<Attempt> other) {
        long at = System.nanoTime();
        Attempt attempt = other.get();
        events.add(new Conversation.Meanwhile(attempt, at));
        return attempt;
    }

    /** The same for what was begun at that time and is over now. */
    public void meanwhile(Attempt attempt) {
        List<Conversation.Event> all = soFar().with(attempt).events();
        events.clear();
        events.addAll(all);
    }

    /** Sends nothing more (FIN); can still hear. */
    public Dialogue finish() {
        line.finish();
        events.add(ended(Conversation.Ended.By.US, "we ended the connection"));
        return this;
    }

    /** Breaks the connection off (RST). */
    public Dialogue reset() {
        line.reset();
        over = true;
        events.add(ended(Conversation.Ended.By.US_RESET, "we broke the connection off"));
        return this;
    }

    /** Closes the connection without having read what may have been answered. */
    public Dialogue hangUp() {
        line.close();
        over = true;
        events.add(ended(Conversation.Ended.By.US, "we closed the connection without waiting for the answer"));
        return this;
    }

    private static Conversation.Ended ended(Conversation.Ended.By by, String says) {
        return new Conversation.Ended(by, says, new byte[0], System.nanoTime());
    }

    public Conversation soFar() {
        return new Conversation(events);
    }

    /** Ends it; all of it goes into the ledger, since what was not answered may have been performed all the same. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        line.close();
        Conversation all = soFar();
        all.requests().forEach(r -> sender.ledger().addSpoken(all.exchange(r), all.mayAnswerAnother(r)));
    }
}
