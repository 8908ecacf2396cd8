package org.ifmatch.matrix;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ifmatch.run.Trial;

/**
 * Examines origins side by side. An examination waits for the clock most of its time, for tags to rest and for effects that
 * come late, so that several share two cores without being in each other's way.
 */
final class Examiner implements AutoCloseable {

    /** With twelve the cores have a little left; with none left what hangs on the clock is misjudged now and then. */
    static final int SIDE_BY_SIDE = 12;

    private static final long SEED = 20;

    private final Rows kept;
    private final Function<Specimen, String> rules;
    private final long until;
    private final Consumer<String> told;
    private final ExecutorService pool;
    private final AtomicInteger fresh = new AtomicInteger();

    /**
     * @param kept what was found before, and what is found now
     * @param rules the choice of rules for each, as {@code -Donly} takes it
     * @param sideBySide how many are examined at once
     * @param budget how long new examinations are begun
     * @param told is told a line for each origin that was examined
     */
    Examiner(Rows kept, Function<Specimen, String> rules, int sideBySide, Duration budget, Consumer<String> told) {
        this.kept = kept;
        this.rules = rules;
        this.until = System.nanoTime() + budget.toNanos();
        this.told = told;
        this.pool = Executors.newFixedThreadPool(sideBySide, task -> {
            Thread thread = new Thread(task, "ifmatch-matrix");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What each comes to, under way or found before; empty for what the budget had no time for. */
    Map<Specimen, CompletableFuture<Optional<Row>>> examine(List<Specimen> specimens) {
        Map<Specimen, CompletableFuture<Optional<Row>>> all = new LinkedHashMap<>();
        specimens.forEach(specimen -> all.put(specimen, new CompletableFuture<>()));
        for (Specimen specimen : longestFirst(specimens)) {
            all.get(specimen).completeAsync(() -> row(specimen), pool);
        }
        return all;
    }

    /** What was slowest when the matrix was accepted comes first: begun last, it would be waited for alone. */
    private static List<Specimen> longestFirst(List<Specimen> specimens) {
        List<String> slowest = Summary.committed().slowest();
        List<Specimen> all = new ArrayList<>(specimens);
        all.sort(Comparator.comparingInt(s -> slowest.contains(s.name()) ? slowest.indexOf(s.name()) : slowest.size()));
        return all;
    }

    /** How many were examined now and not before. */
    int examinedNow() {
        return fresh.get();
    }

    private Optional<Row> row(Specimen specimen) {
        Optional<Row> before = kept.of(specimen.name());
        if (before.isPresent()) {
            return before;
        }
        if (System.nanoTime() > until) {
            return Optional.empty();
        }
        Row row = examined(specimen);
        if (row.trouble().isEmpty()) {
            kept.keep(row);
        }
        fresh.incrementAndGet();
        told.accept(String.format("%-60s %6d requests %6d ms", specimen, row.requests(), row.millis()));
        return Optional.of(row);
    }

    private Row examined(Specimen specimen) {
        try {
            return Row.of(specimen.name(), Trial.of(specimen.name(), rules.apply(specimen), SEED));
        } catch (Exception | AssertionError e) {
            return new Row(
                    specimen.name(),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    "",
                    0,
                    0,
                    e + (e.getCause() == null ? "" : ": " + e.getCause()));
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
