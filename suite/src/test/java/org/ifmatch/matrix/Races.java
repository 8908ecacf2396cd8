package org.ifmatch.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.ifmatch.origin.Fault;
import org.ifmatch.report.Case;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Patterns;
import org.ifmatch.report.Results;
import org.ifmatch.report.Timeline;
import org.ifmatch.run.Trial;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The faults that show only when writers meet, each in many runs with another seed: {@code mvn test -Praces}. A fault counts as
 * caught in a run where the rule that it names proves it with a timeline, and nothing that it does not declare is raised.
 *
 * <p>What was run is kept, so that a run that was broken off goes on where it stopped; a changed class makes it start over.
 * {@code -Draces.faults} chooses faults by name or by rule, {@code -Draces.runs} says how many runs of each (10),
 * {@code -Draces.seconds} how long all races of one run may take (the default of an examination; 30 where the gap is narrow),
 * {@code -Draces.side.by.side} how many run at once, and {@code -Draces.budget} is the number of seconds after which no run is
 * begun.
 */
class Races {

    private static final Path PLACE = Path.of("target", "races");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int USUAL_SECONDS = 10;
    /** Gaps that are narrower than a millisecond may need so long. */
    private static final int LONGEST_SECONDS = 30;

    /** Gaps that are narrower than a millisecond. */
    private static final Patterns NARROW = Patterns.of("fault:check-then-act,fault:busy-for-ten-microseconds,"
            + "fault:busy-for-a-tenth-of-a-millisecond,fault:asleep-for-a-tenth-of-a-millisecond");

    /**
     * One run of one fault.
     *
     * @param key tells the build and the settings
     * @param broken the rules that told it, and waited for no other
     * @param complaints what was not as it has to be; empty where the fault was caught
     */
    record Run(
            String key,
            String fault,
            int number,
            String verdict,
            String why,
            long millis,
            Set<String> broken,
            List<String> complaints) {}

    private final Patterns chosen = Patterns.of(System.getProperty("races.faults", "*"));
    private final int runs = Integer.getInteger("races.runs", 10);
    private final long until = System.nanoTime()
            + Duration.ofSeconds(
                            Long.getLong("races.budget", Duration.ofHours(2).toSeconds()))
                    .toNanos();

    @TestFactory
    Stream<DynamicTest> each_fault_is_caught_in_each_run_by_the_rule_that_it_names() {
        Map<Fault, List<CompletableFuture<Optional<Run>>>> underWay = new LinkedHashMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(Integer.getInteger("races.side.by.side", 1));
        String build = Fingerprint.ofThisBuild();
        for (int run = 1; run <= runs; run++) {
            for (Specimen specimen : Specimen.volleys()) {
                int number = run;
                if (specimen.isNamedBy(chosen)) {
                    underWay.computeIfAbsent(specimen.fault().orElseThrow(), f -> new ArrayList<>())
                            .add(CompletableFuture.supplyAsync(() -> run(specimen, number, build), pool));
                }
            }
        }
        List<DynamicTest> tests = new ArrayList<>();
        Map<String, String> table = new TreeMap<>();
        underWay.forEach((fault, all) -> {
            List<Optional<Run>> done = all.stream().map(CompletableFuture::join).toList();
            table.put(fault.label(), told(done));
            tests.add(dynamicTest(fault.label(), () -> assertAllCaught(done)));
        });
        pool.shutdown();
        table.forEach((fault, told) -> System.out.printf("%-42s %s%n", fault, told));
        Map<String, Set<String>> tellers = new TreeMap<>();
        underWay.values().stream()
                .flatMap(List::stream)
                .flatMap(f -> f.join().stream())
                .forEach(run -> run.broken()
                        .forEach(rule -> tellers.computeIfAbsent(rule, r -> new TreeSet<>())
                                .add(run.fault())));
        tellers.forEach((rule, faults) -> System.out.printf("%-42s told %s%n", rule, String.join(", ", faults)));
        return tests.stream();
    }

    private static void assertAllCaught(List<Optional<Run>> runs) {
        assertThat(runs.stream().flatMap(Optional::stream).flatMap(r -> r.complaints().stream()))
                .isEmpty();
        assertThat(runs).as("run within the budget; the same command goes on").allMatch(Optional::isPresent);
    }

    private static String told(List<Optional<Run>> runs) {
        List<Run> done = runs.stream().flatMap(Optional::stream).toList();
        long caught = done.stream().filter(r -> r.complaints().isEmpty()).count();
        return caught + " of " + done.size() + " runs as declared"
                + (done.size() < runs.size() ? " (" + runs.size() + " wanted)" : "")
                + done.stream()
                        .flatMap(r -> r.complaints().stream())
                        .distinct()
                        .map(c -> "\n    " + c)
                        .reduce("", String::concat);
    }

    private Optional<Run> run(Specimen specimen, int number, String build) {
        int seconds = Integer.getInteger("races.seconds", specimen.isNamedBy(NARROW) ? LONGEST_SECONDS : USUAL_SECONDS);
        String key = build + " " + seconds;
        Path file = PLACE.resolve(specimen.fault().orElseThrow().label() + "-" + number + ".json");
        Optional<Run> before = kept(file).filter(r -> r.key().equals(key));
        if (before.isPresent() || System.nanoTime() > until) {
            return before;
        }
        long began = System.nanoTime();
        Run run;
        try {
            Results results = Trial.of(specimen.name(), "race/*", 100 + number, seconds);
            run = judged(specimen, number, key, results, System.nanoTime() - began);
        } catch (IOException | RuntimeException | AssertionError e) {
            run = new Run(
                    key, specimen.name(), number, "", "", 0, Set.of(), List.of(specimen + " could not be run: " + e));
        }
        keep(file, run);
        System.out.printf(
                "%-42s run %2d %-12s %6d ms %s%n",
                specimen, number, run.verdict(), run.millis(), String.join("; ", run.complaints()));
        return Optional.of(run);
    }

    private static Run judged(Specimen specimen, int number, String key, Results results, long nanos) {
        Fault fault = specimen.fault().orElseThrow();
        Death death = Death.of(fault, Row.of(specimen.name(), results));
        Finding finding = results.findings().stream()
                .filter(f -> f.rule().equals(fault.caughtBy()))
                .findFirst()
                .orElseThrow();
        List<String> complaints = new ArrayList<>();
        if (!finding.broken()) {
            complaints.add(
                    fault + " survives: " + finding.rule() + " says " + finding.verdict() + ", " + finding.why());
        } else if (finding.cases().stream().noneMatch(Races::proves)) {
            complaints.add(fault + " is caught by " + finding.rule() + " without a timeline that proves it");
        }
        death.unrelated()
                .forEach(rule -> complaints.add(fault + " raises " + rule + ", which it does not declare: "
                        + death.row().why().get(rule)));
        return new Run(
                key,
                specimen.name(),
                number,
                finding.verdict().name(),
                finding.why(),
                Duration.ofNanos(nanos).toMillis(),
                new TreeSet<>(death.row().broken()),
                complaints);
    }

    /** A timeline that has sentences, and operations that contradict each other. */
    private static boolean proves(Case shown) {
        return shown.evidence() instanceof Timeline timeline
                && !timeline.sentences().isEmpty()
                && timeline.operations().stream().anyMatch(o -> o.part() != Timeline.Part.CONTEXT);
    }

    private static Optional<Run> kept(Path file) {
        try {
            return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), Run.class)) : Optional.empty();
        } catch (IOException halfWritten) {
            return Optional.empty();
        }
    }

    private static void keep(Path file, Run run) {
        try {
            Files.createDirectories(PLACE);
            Path fresh = PLACE.resolve(file.getFileName() + ".new");
            JSON.writerWithDefaultPrettyPrinter().writeValue(fresh.toFile(), run);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
