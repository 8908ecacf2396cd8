package org.ifmatch.run;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLSocketFactory;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Lanes;
import org.ifmatch.http.Release;
import org.ifmatch.http.Request;
import org.ifmatch.http.Salvo;
import org.ifmatch.target.Limits;

/**
 * Releases requests as nearly at once as a client can: the connections stand, all but the last octet of every header section
 * is with the server already, and only that octet and a short body are still to be written. Who writes steps aside at once, so
 * that on a machine of few processors they are the server's.
 */
final class Volley implements Lanes {

    /** Spinning threads agree on an instant so far ahead. */
    private static final long START_NANOS = 3_000;
    /** How long a spinning thread waits for its partner; only a machine that is stuck takes so long. */
    private static final long LONGEST_SPIN_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** How long an upload may still be written once its answer is there. */
    private static final long GRACE_MILLIS = 200;

    /** Connections that were found closed when they were used again, after which none is used again. */
    private static final int MOST_DEATHS = 3;

    private final Limits limits;
    private final Lane[] lanes = new Lane[MOST];
    private final ExecutorService writers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "ifmatch-volley-writer");
        thread.setDaemon(true);
        return thread;
    });
    private final Spinner spinner = new Spinner();
    private volatile boolean reuse = true;
    /** The shortest time from release to answer so far, in nanoseconds. */
    private long fastest = Long.MAX_VALUE / 4;

    private int died;
    private boolean closed;

    Volley(Limits limits, SSLSocketFactory tls) {
        this.limits = limits;
        for (int i = 0; i < MOST; i++) {
            lanes[i] = new Lane(limits, tls);
        }
    }

    @Override
    public void withoutReuse() {
        reuse = false;
    }

    @Override
    public int room(URI target, Duration within) {
        List<Socket> standing = new ArrayList<>();
        try {
            while (standing.size() < MOST) {
                Socket socket = new Socket();
                standing.add(socket);
                socket.connect(Lane.address(target), (int) within.toMillis());
            }
            return MOST;
        } catch (IOException full) {
            return standing.size() - 1;
        } finally {
            standing.forEach(Volley::close);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // It was only there to see whether it stands.
        }
    }

    @Override
    public Salvo together(List<Request> requests, Release release) {
        int count = requests.size();
        if (count > MOST) {
            throw new IllegalArgumentException(count + " requests, and " + MOST + " lanes");
        }
        for (int i = 0; i < count; i++) {
            lanes[i].take(requests.get(i), reuse);
        }
        for (int i = 0; i < count; i++) {
            lanes[i].writeHead();
        }
        pause(release.settle().toNanos());
        long until = System.nanoTime() + limits.answer().toNanos();
        ScheduledFuture<?> deadline = Deadlines.CLOCK.schedule(
                () -> closeUnwritten(count), limits.answer().toMillis(), TimeUnit.MILLISECONDS);
        List<Future<?>> writing = release(count, release);
        readAll(count, until);
        deadline.cancel(false);
        writing.forEach(each -> join(each, count));
        return salvo(count);
    }

    // Releasing.

    private List<Future<?>> release(int count, Release release) {
        boolean large = false;
        for (int i = 0; i < count; i++) {
            large |= lanes[i].isLarge();
        }
        long stagger = release.stagger().toNanos();
        if (large || release.way() == Release.Way.A_THREAD_EACH) {
            return byAThreadEach(count, stagger);
        }
        if (release.way() == Release.Way.TWO_SPINNING && count > 1) {
            byTwoSpinning(count, stagger);
        } else {
            byOneThread(0, count, 1, stagger);
        }
        return List.of();
    }

    private void byOneThread(int first, int count, int step, long stagger) {
        long begin = stagger == 0 ? 0 : System.nanoTime();
        for (int i = first; i < count; i += step) {
            if (stagger > 0) {
                spinUntil(begin + (i - first) / step * stagger);
            }
            lanes[i].writeRest();
        }
    }

    private void byTwoSpinning(int count, long stagger) {
        spinner.share(start -> {
            spinUntil(start + stagger);
            byOneThread(1, count, 2, stagger);
        });
        long start = spinner.start();
        spinUntil(start);
        byOneThread(0, count, 2, stagger);
        spinner.await();
    }

    private List<Future<?>> byAThreadEach(int count, long stagger) {
        CyclicBarrier barrier = new CyclicBarrier(count);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Lane lane = lanes[i];
            long later = i * stagger;
            all.add(writers.submit(() -> {
                try {
                    barrier.await(2, TimeUnit.SECONDS);
                } catch (InterruptedException
                        | java.util.concurrent.BrokenBarrierException
                        | java.util.concurrent.TimeoutException e) {
                    // The machine is stuck; the request is sent all the same, if later than the others.
                }
                spinUntil(System.nanoTime() + later);
                lane.writeRest();
            }));
        }
        return all;
    }

    private static void spinUntil(long instant) {
        while (System.nanoTime() - instant < 0) {
            Thread.onSpinWait();
        }
    }

    private static void pause(long nanos) {
        if (nanos > 0) {
            LockSupport.parkNanos(nanos);
        }
    }

    // Reading.

    /** Whatever is there is read first; only where nothing is, the first that is open is waited for. */
    private void readAll(int count, long until) {
        int open = count;
        while (open > 0) {
            int before = open;
            Lane first = null;
            for (int i = 0; i < count; i++) {
                Lane lane = lanes[i];
                if (lane.isAnswered()) {
                    continue;
                }
                if (lane.hasAnswer()) {
                    lane.read(until);
                    open--;
                } else if (first == null) {
                    first = lane;
                }
            }
            if (open == before && first != null) {
                first.read(until);
                open--;
            }
        }
    }

    private void closeUnwritten(int count) {
        for (int i = 0; i < count; i++) {
            if (!lanes[i].isWritten()) {
                lanes[i].close();
            }
        }
    }

    private void join(Future<?> writing, int count) {
        try {
            writing.get(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            closeUnwritten(count);
            try {
                writing.get();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } catch (java.util.concurrent.ExecutionException broken) {
                throw new IllegalStateException(broken.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Salvo salvo(int count) {
        List<Exchange> exchanges = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            exchanges.add(lanes[i].exchange());
            remember(lanes[i]);
            died += lanes[i].diedInReuse() ? 1 : 0;
        }
        if (died >= MOST_DEATHS) {
            reuse = false;
        }
        int overlapping = 0;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < i; j++) {
                overlapping += overlap(lanes[i], lanes[j]) ? 1 : 0;
            }
        }
        return new Salvo(exchanges, count * (count - 1) / 2, overlapping);
    }

    /** Whether the later one was released before the earlier one can have been answered. */
    private boolean overlap(Lane one, Lane other) {
        long lastReleased = Math.max(one.released(), other.released());
        long firstAnswered = Math.min(earliestAnswer(one), earliestAnswer(other));
        return one.released() != 0 && other.released() != 0 && lastReleased < firstAnswered;
    }

    /** No answer comes sooner than in half the time of the fastest so far; most are seen some time after they came. */
    private long earliestAnswer(Lane lane) {
        return Math.max(lane.pendingUntil(), lane.released() + fastest / 2);
    }

    private void remember(Lane lane) {
        if (lane.exchange().response().isPresent() && lane.released() != 0) {
            fastest = Math.min(fastest, lane.exchange().times().ended() - lane.released());
        }
    }

    /** How many connections were opened so far. */
    int opened() {
        return java.util.Arrays.stream(lanes).mapToInt(Lane::opened).sum();
    }

    // One request.

    @Override
    public Exchange alone(int number, Request request) {
        Lane lane = lanes[number];
        long until = System.nanoTime() + limits.answer().toNanos();
        lane.take(request, reuse);
        if (lane.isLarge()) {
            Future<?> writing = writers.submit(lane::writeWhole);
            lane.read(until);
            join(writing, 0);
        } else {
            lane.writeWhole();
            lane.read(until);
        }
        return lane.exchange();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            writers.shutdownNow();
            spinner.close();
            for (Lane lane : lanes) {
                lane.close();
            }
        }
    }

    /**
     * A thread that sleeps between two salvos and spins for the instant at which both halves are released. It is of use only on
     * another processor than the one who shares with it: two threads that wake each other are kept together, release one after
     * the other, and draw the server's threads to the one processor too, so that a gap of any width is never met.
     */
    private static final class Spinner {

        /** How long both spin at once, so that whoever shares out the processors parts them. */
        private static final long LONGEST_PARTING_NANOS = TimeUnit.MILLISECONDS.toNanos(12);
        /** A question is answered within this time by a thread that runs elsewhere, and by no other. */
        private static final long ELSEWHERE_NANOS = 3_000;

        private static final int ENOUGH_ANSWERS = 20;
        private static final int SALVOS_UNTIL_PARTED_AGAIN = 50;
        /** Where they cannot be parted it is tried less and less often. */
        private static final int MOST_SALVOS_UNTIL_PARTED_AGAIN = 5_000;

        private interface Half {
            void from(long start);
        }

        private volatile Half half;
        private volatile boolean ready;
        private volatile long start;
        private volatile boolean over;
        private volatile boolean parting;
        private volatile boolean asked;
        private Thread thread;
        private int salvosUntilParted;
        private int salvosBetween = SALVOS_UNTIL_PARTED_AGAIN;

        void share(Half next) {
            if (thread == null) {
                thread = new Thread(this::run, "ifmatch-volley-spinner");
                thread.setDaemon(true);
                thread.start();
            }
            if (salvosUntilParted-- <= 0) {
                boolean parted = part();
                salvosBetween = parted
                        ? SALVOS_UNTIL_PARTED_AGAIN
                        : Math.min(2 * salvosBetween, MOST_SALVOS_UNTIL_PARTED_AGAIN);
                salvosUntilParted = salvosBetween;
            }
            ready = false;
            start = 0;
            half = next;
            LockSupport.unpark(thread);
            spinWhile(() -> !ready);
        }

        /** Keeps both threads running until each has a processor of its own; whether that came about. */
        private boolean part() {
            long until = System.nanoTime() + LONGEST_PARTING_NANOS;
            int answers = 0;
            parting = true;
            LockSupport.unpark(thread);
            while (answers < ENOUGH_ANSWERS && System.nanoTime() - until < 0) {
                long when = System.nanoTime();
                asked = true;
                while (asked && System.nanoTime() - until < 0) {
                    Thread.onSpinWait();
                }
                answers = !asked && System.nanoTime() - when < ELSEWHERE_NANOS ? answers + 1 : 0;
            }
            parting = false;
            asked = false;
            return answers == ENOUGH_ANSWERS;
        }

        private void answer() {
            while (parting && !over) {
                asked = false;
                Thread.onSpinWait();
            }
        }

        /** Sets the instant; zero stands for none. */
        long start() {
            long instant = System.nanoTime() + START_NANOS;
            start = instant == 0 ? 1 : instant;
            return start;
        }

        void await() {
            spinWhile(() -> half != null);
        }

        private void run() {
            while (!over) {
                answer();
                Half mine = half;
                if (mine == null) {
                    LockSupport.park(this);
                    continue;
                }
                ready = true;
                spinWhile(() -> start == 0);
                mine.from(start);
                half = null;
            }
        }

        private static void spinWhile(java.util.function.BooleanSupplier waits) {
            long until = System.nanoTime() + LONGEST_SPIN_NANOS;
            int turns = 0;
            while (waits.getAsBoolean() && System.nanoTime() < until) {
                // Whoever else needs the processor may have it: there may be one only.
                if (++turns % 256 == 0) {
                    Thread.yield();
                }
                Thread.onSpinWait();
            }
        }

        void close() {
            over = true;
            if (thread != null) {
                LockSupport.unpark(thread);
            }
        }
    }
}
