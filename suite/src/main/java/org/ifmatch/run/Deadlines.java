package org.ifmatch.run;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The clock by which sockets are closed whose time is over. A single thread is enough, since closing does not block. */
final class Deadlines {

    static final ScheduledExecutorService CLOCK = clock();

    private Deadlines() {}

    /**
     * A deadline that was called off is forgotten at once, and with it the octets of an exchange that is over: a race has
     * thousands of them in the time of one.
     */
    private static ScheduledExecutorService clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "ifmatch-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }
}
