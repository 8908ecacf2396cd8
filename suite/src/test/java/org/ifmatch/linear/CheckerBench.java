package org.ifmatch.linear;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.ifmatch.linear.LargeHistories.Shape;
import org.ifmatch.linear.LargeHistories.Violation;
import org.junit.jupiter.api.Test;

/**
 * Time and memory of the checker by size, clients and shape, as a table. {@code mvn -Pbench verify} runs it, with the full
 * compiler. Nothing here fails for being slow: machines differ, ratios are what counts.
 */
class CheckerBench {

    private static final int[] SIZES = {1_000, 10_000, 100_000, 1_000_000};
    private static final int[] CLIENTS = {8, 32};
    private static final int RUNS = 7;

    @Test
    void time_and_memory_by_size() {
        Map<String, Double> perStep = new TreeMap<>();
        System.out.printf(
                "%n%-9s %-12s %3s %9s %10s %10s %8s %9s  %s%n",
                "shape", "with", "c", "n", "median ms", "worst ms", "MB", "ns/nlogc", "said");
        for (Shape shape : Shape.values()) {
            for (Violation violation : Violation.values()) {
                for (int clients : CLIENTS) {
                    for (int size : SIZES) {
                        double each = row(shape, violation, clients, size);
                        perStep.put(shape + " " + violation + " " + clients + " " + size, each);
                    }
                }
            }
        }
        growth(perStep);
    }

    /** How time for a step changes from a hundred thousand operations to a million: 1 is n log c. */
    private static void growth(Map<String, Double> perStep) {
        System.out.printf("%ntime for a step at 1,000,000 by that at 100,000 (1.0: grows as n log c)%n");
        perStep.forEach((name, each) -> {
            if (name.endsWith(" 1000000")) {
                double smaller = perStep.get(name.replace(" 1000000", " 100000"));
                System.out.printf(Locale.ROOT, "  %-32s %.2f%n", name.replace(" 1000000", ""), each / smaller);
            }
        });
    }

    private static double row(Shape shape, Violation violation, int clients, int size) {
        Trace trace = LargeHistories.of(size, clients, shape, violation, 42);
        int runs = size < 100_000 ? RUNS * 30 : RUNS;
        double[] millis = new double[runs];
        Linearity said = null;
        long most = 0;
        for (int run = 0; run < runs; run++) {
            long before = run == runs - 1 ? usedAfterCollection() : 0;
            long start = System.nanoTime();
            said = new Linearizer(Terms.STRICT).check(trace);
            millis[run] = (System.nanoTime() - start) / 1e6;
            most = run == runs - 1 ? used() - before : 0;
        }
        Arrays.sort(millis);
        double median = millis[runs / 2];
        double step = median * 1e6 / (size * (Math.log(clients) / Math.log(2)));
        System.out.printf(
                Locale.ROOT,
                "%-9s %-12s %3d %,9d %10.2f %10.2f %8d %9.1f  %s%n",
                shape,
                violation == Violation.NONE ? "nothing" : violation,
                clients,
                size,
                median,
                millis[runs - 1],
                most >> 20,
                step,
                said instanceof Contradiction c
                        ? c.kind() + " of " + c.operations().size()
                        : said.getClass().getSimpleName());
        return step;
    }

    @Test
    void a_round_of_32_writers_with_two_winners() {
        double[] micros = new double[20_000];
        Linearity said = null;
        for (int run = 0; run < micros.length; run++) {
            Trace round = LargeHistories.roundWithTwoWinners();
            long start = System.nanoTime();
            said = new Linearizer(Terms.STRICT).check(round);
            micros[run] = (System.nanoTime() - start) / 1e3;
        }
        double[] warm = Arrays.copyOfRange(micros, micros.length / 2, micros.length);
        Arrays.sort(warm);
        System.out.printf(
                Locale.ROOT,
                "%n32 writers, two winners: median %.1f us, 99 of 100 within %.1f us once warm; said %s%n",
                warm[warm.length / 2],
                warm[warm.length * 99 / 100],
                ((Contradiction) said).kind());
    }

    private static long usedAfterCollection() {
        System.gc();
        return used();
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
