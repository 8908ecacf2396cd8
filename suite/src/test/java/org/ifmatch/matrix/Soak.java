package org.ifmatch.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ifmatch.origin.Oddity;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The honest origins again and again while every core is kept busy by something else: {@code mvn test -Psoak -Dsoak.runs=10}.
 * A verdict that hangs on the clock alone shows as an alarm here. What was examined is kept, so that a run that was broken off
 * goes on where it stopped; {@code -Dsoak.budget} is the number of seconds after which no examination is begun.
 *
 * <p>{@code -Dsoak.races=true} runs the races of those origins that make racing hard, and nothing else beside them;
 * {@code -Dsoak.busy=false} leaves the cores alone.
 */
class Soak {

    private static final Path PLACE = Path.of("target", "soak");

    /** Origins that are examined at once; the cores are busy with something else besides. */
    private static final int SIDE_BY_SIDE = 8;

    /** Origins that serve one request at a time, answer losers in ways of their own, are slow, or refuse to be hurried. */
    private static final Set<String> HARD_TO_RACE = Set.of(
            "one-at-a-time",
            "locked-while-written",
            "overtaken-write-is-409",
            "refuses-with-409",
            "latency-50ms",
            "slow-first-byte",
            "sometimes-503",
            "closes-every-connection",
            "weak-tags",
            "requires-a-condition");

    private final boolean races = Boolean.getBoolean("soak.races");
    private final boolean isBusy = Boolean.parseBoolean(System.getProperty("soak.busy", "true"));

    @TestFactory
    Stream<DynamicTest> no_honest_origin_raises_an_alarm_on_a_busy_machine() {
        int runs = Integer.getInteger("soak.runs", 10);
        Duration budget = Duration.ofSeconds(
                Long.getLong("soak.budget", Duration.ofHours(4).toSeconds()));
        long began = System.nanoTime();
        List<DynamicTest> tests = new ArrayList<>();
        String rules = races ? "race/*" : Scope.sequential();
        String key = Fingerprint.ofThisBuild() + " " + rules;
        Path place = PLACE.resolve(races ? "races" : "rules").resolve(isBusy ? "busy" : "quiet");
        try (Busy busy = isBusy ? Busy.everyCore() : Busy.none()) {
            System.out.printf("%d cores are kept busy%n", busy.cores());
            for (int run = 1; run <= runs; run++) {
                Rows rows = new Rows(place.resolve("run-" + run), key);
                Duration left = budget.minusNanos(System.nanoTime() - began);
                Map<Specimen, Optional<Row>> seen = new LinkedHashMap<>();
                try (Examiner examiner =
                        new Examiner(rows, any -> rules, races ? 1 : SIDE_BY_SIDE, left, System.out::println)) {
                    examiner.examine(honest()).forEach((specimen, row) -> seen.put(specimen, row.join()));
                }
                tests.add(test(run, seen));
                System.out.printf("run %d of %d: %s%n", run, runs, told(seen));
            }
        }
        return tests.stream();
    }

    private List<Specimen> honest() {
        return Stream.concat(
                        Stream.of(Specimen.reference()),
                        Oddity.all().stream()
                                .filter(oddity -> !races || HARD_TO_RACE.contains(oddity.label()))
                                .map(Specimen::of))
                .toList();
    }

    private static DynamicTest test(int run, Map<Specimen, Optional<Row>> seen) {
        return dynamicTest("run " + run, () -> {
            assertThat(alarms(seen)).isEmpty();
            assertThat(seen.values())
                    .as("examined within the budget; the same command goes on")
                    .allMatch(Optional::isPresent);
        });
    }

    private static String told(Map<Specimen, Optional<Row>> seen) {
        long examined = seen.values().stream().filter(Optional::isPresent).count();
        return examined + " of " + seen.size() + " origins examined, alarms: " + alarms(seen);
    }

    private static List<String> alarms(Map<Specimen, Optional<Row>> seen) {
        List<String> alarms = new ArrayList<>();
        seen.forEach((specimen, row) -> row.ifPresent(r -> {
            if (!r.trouble().isEmpty()) {
                alarms.add(specimen + " could not be examined: " + r.trouble());
            }
            Map<String, String> earned = specimen.oddity().map(Oddity::earns).orElse(Map.of());
            r.broken().stream()
                    .filter(rule -> !r.verdicts().get(rule).name().equals("WARN") || !"WARN".equals(earned.get(rule)))
                    .forEach(rule ->
                            alarms.add(specimen + " " + rule + ": " + r.why().get(rule)));
        }));
        return alarms;
    }
}
