package org.ifmatch.observe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.ifmatch.http.Exchange;

/** One of several clients that go on side by side, each on a lane of its own, and what it did. */
public final class Client {

    /** What a client does once, or again and again while there is time. */
    @FunctionalInterface
    public interface Program {
        void step(Client client);
    }

    private final Arena arena;
    private final Contested note;
    private final int lane;
    private final Random random;
    private final List<Moves.Made> made = new ArrayList<>();
    private int number;
    private boolean done;

    Client(Arena arena, Contested note, int lane, long seed) {
        this.arena = arena;
        this.note = note;
        this.lane = lane;
        this.number = lane;
        this.random = new Random(seed);
    }

    public Contested note() {
        return note;
    }

    public Arena arena() {
        return arena;
    }

    public int number() {
        return lane;
    }

    public Random random() {
        return random;
    }

    /** Sends a request and waits for its answer. */
    public Exchange send(Planned planned) {
        Exchange exchange = arena.lab().sender().on(arena.lanes(), lane, planned.request());
        if (exchange.times().sent() != 0) {
            made.add(new Moves.Made(number, planned, exchange, java.util.Optional.empty(), false));
            if (exchange.response().isEmpty() || exchange.status() >= 500 || exchange.status() == 202) {
                number += Round.MOST_CLIENTS;
            }
        }
        return exchange;
    }

    /** Reads the resource. */
    public Snapshot look() {
        Planned get = arena.get(note);
        Exchange exchange = arena.lab().sender().on(arena.lanes(), lane, get.request());
        Snapshot seen = arena.lab().read(exchange);
        made.add(new Moves.Made(number, get, exchange, java.util.Optional.of(seen), false));
        return seen;
    }

    public void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }

    /** This client does nothing more in this round. */
    public void stop() {
        done = true;
    }

    boolean isDone() {
        return done;
    }

    List<Moves.Made> made() {
        return made;
    }
}
