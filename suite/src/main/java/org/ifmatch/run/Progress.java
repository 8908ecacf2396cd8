package org.ifmatch.run;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.ifmatch.report.Words;

/**
 * Tells a person that an examination goes on: on a terminal by a line that moves, elsewhere by a plain line now and then. A library
 * would bring a terminal's whole machinery for what is one line.
 */
final class Progress implements AutoCloseable {

    private static final Duration MOVES_EVERY = Duration.ofMillis(200);
    private static final Duration TOLD_EVERY = Duration.ofSeconds(10);

    /** The share of rules, in percent, before which nobody can say how long the rest takes. */
    private static final int FORESEEABLE = 10;

    private final PrintStream out;
    private final boolean moving;
    private final LongSupplier requests;
    private final LongSupplier nanos;
    private final long began;
    private final ScheduledExecutorService ticking;
    private int done;
    private int all;
    private int width;

    /**
     * @param moving whether the line may move, as it can on a terminal
     * @param requests how many were sent so far
     * @param nanos a clock like that of {@link System#nanoTime()}
     */
    Progress(PrintStream out, boolean moving, LongSupplier requests, LongSupplier nanos) {
        this.out = out;
        this.moving = moving;
        this.requests = requests;
        this.nanos = nanos;
        this.began = nanos.getAsLong();
        this.ticking = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "ifmatch-progress");
            thread.setDaemon(true);
            return thread;
        });
    }

    Progress start() {
        long every = (moving ? MOVES_EVERY : TOLD_EVERY).toMillis();
        ticking.scheduleAtFixedRate(this::tell, every, every, TimeUnit.MILLISECONDS);
        return this;
    }

    synchronized void rules(int rulesDone, int rules) {
        done = rulesDone;
        all = rules;
    }

    synchronized void tell() {
        String words = words();
        if (moving) {
            out.print("\r" + words + " ".repeat(Math.max(0, width - words.length())));
            out.flush();
            width = words.length();
        } else {
            out.println(words);
        }
    }

    /** Takes the line away, so that something else can be said. */
    synchronized void clear() {
        if (moving && width > 0) {
            out.print("\r" + " ".repeat(width) + "\r");
            out.flush();
            width = 0;
        }
    }

    /** Rules done, requests, how many a second on the whole, and about how long the rest will take. */
    private String words() {
        long now = nanos.getAsLong();
        long sent = requests.getAsLong();
        String requested = String.format(
                Locale.ROOT,
                "%s, %.0f a second",
                Words.count(sent, "request", "requests"),
                sent / (Math.max(1, now - began) / 1e9));
        if (all == 0) {
            return "  finding out how to talk to it, " + requested;
        }
        if (done == all) {
            return "  all scenarios of " + all + " rules are played, " + requested;
        }
        return "  " + done + " of " + all + " rules, " + requested + left(now);
    }

    private String left(long now) {
        if (done * 100 < all * FORESEEABLE) {
            return "";
        }
        long rest = TimeUnit.NANOSECONDS.toSeconds((now - began) / done * (all - done));
        return ", about " + (rest + 1) + " s left";
    }

    @Override
    public void close() {
        ticking.shutdownNow();
        clear();
    }
}
