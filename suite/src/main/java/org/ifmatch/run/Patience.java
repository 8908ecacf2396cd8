package org.ifmatch.run;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.ifmatch.http.Exchange;

/**
 * How long an answer is waited for. A target that again and again leaves an answer incomplete would keep the run waiting for
 * an hour; once that has shown, fifty times as long as its complete answers take on average is long enough. The slowest one
 * would be no measure: a large upload, or a moment at which the machine was busy, would stand for all.
 */
final class Patience {

    /** Answers that are waited for to the limit before the target is known for leaving them incomplete. */
    private static final int WAITED_FOR = 8;

    private static final int TIMES_THE_MEAN = 50;

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Duration limit;
    private final AtomicInteger incomplete = new AtomicInteger();
    private final LongAdder complete = new LongAdder();
    private final LongAdder completeNanos = new LongAdder();

    /** @param limit the longest that any answer is waited for */
    Patience(Duration limit) {
        this.limit = limit;
    }

    /** How long the next answer is waited for. */
    Duration next() {
        if (incomplete.get() < WAITED_FOR) {
            return limit;
        }
        Duration enough = Duration.ofNanos(completeNanos.sum() / Math.max(1, complete.sum()) * TIMES_THE_MEAN);
        Duration shorter = enough.compareTo(SHORTEST) < 0 ? SHORTEST : enough;
        return shorter.compareTo(limit) < 0 ? shorter : limit;
    }

    /** Takes in how an exchange went. */
    Exchange learnt(Exchange exchange) {
        boolean late = exchange.trouble()
                .map(t -> t.kind() == Exchange.Trouble.Kind.TIMEOUT)
                .orElse(false);
        if (late) {
            incomplete.incrementAndGet();
        } else if (exchange.response().isPresent()) {
            complete.increment();
            completeNanos.add(exchange.times().tookNanos());
        }
        return exchange;
    }
}
