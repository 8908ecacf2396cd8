package org.ifmatch.observe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A round in which each client goes on at its own pace. */
final class Free {

    /** Requests of one client in one round at most, so that histories stay small enough to be shown and kept. */
    private static final int MOST_STEPS = 400;

    private final Arena arena;
    private final Contested note;
    private final List<Client.Program> programs;
    private final Duration time;

    Free(Arena arena, Contested note, List<Client.Program> programs, Duration time) {
        this.arena = arena;
        this.note = note;
        this.programs = programs;
        this.time = time;
    }

    Round round() {
        Optional<History.Start> start = note.start();
        note.touch();
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < programs.size(); i++) {
            clients.add(new Client(arena, note, i, arena.heat().draw() * 64L + i));
        }
        runAll(clients);
        Moves moves = new Moves();
        clients.forEach(c -> moves.addAll(c.made()));
        arena.lookAfter(note, moves, clients.size());
        return moves.round(arena, note, start, clients.size(), Optional.empty(), overlap(clients));
    }

    private void runAll(List<Client> clients) {
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        List<RuntimeException> failed = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < clients.size(); i++) {
            Client client = clients.get(i);
            Client.Program program = programs.get(i);
            Thread thread = new Thread(
                    () -> {
                        try {
                            go.await();
                            run(client, program);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        } catch (RuntimeException e) {
                            failed.add(e);
                        }
                    },
                    "ifmatch-race-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        go.countDown();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                threads.forEach(Thread::interrupt);
                Thread.currentThread().interrupt();
                throw new Unobtainable("the run was interrupted");
            }
        }
        if (!failed.isEmpty()) {
            note.retire();
            throw failed.get(0);
        }
    }

    private void run(Client client, Client.Program program) {
        long until = System.nanoTime() + time.toNanos();
        int steps = 0;
        do {
            program.step(client);
            steps++;
        } while (!client.isDone()
                && steps < MOST_STEPS
                && System.nanoTime() < until
                && !Thread.currentThread().isInterrupted());
    }

    /** Each request and the next one of another client are a pair. */
    private static Moves.Overlap overlap(List<Client> clients) {
        List<Moves.Made> all = new ArrayList<>();
        clients.forEach(c -> all.addAll(c.made()));
        all.sort(Comparator.comparingLong(m -> m.exchange().times().sent()));
        int pairs = 0;
        int overlapping = 0;
        for (int i = 1; i < all.size(); i++) {
            if (all.get(i).client() != all.get(i - 1).client()) {
                pairs++;
                overlapping += all.get(i).exchange().times().sent()
                                < all.get(i - 1).exchange().times().ended()
                        ? 1
                        : 0;
            }
        }
        return new Moves.Overlap(pairs, overlapping);
    }
}
