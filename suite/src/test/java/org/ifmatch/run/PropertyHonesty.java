package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ifmatch.origin.Oddity;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Nothing is found on the reference and on every odd origin, with many seeds: {@code mvn test -Pproperties
 * -Dproperty.honest.runs=30}, each run lasting {@code -Dproperty.seconds}, the first with the seed {@code
 * -Dproperty.honest.first}. What was seen is kept, see {@link KeptLines}.
 */
class PropertyHonesty {

    private static final int FIRST = Integer.getInteger("property.honest.first", 1);
    private static final int RUNS = Integer.getInteger("property.honest.runs", 1);
    private static final int SECONDS = Integer.getInteger("property.seconds", 2);

    @TestFactory
    Stream<DynamicTest> nothing_is_found_where_nothing_is_wrong() throws IOException {
        KeptLines kept = new KeptLines("honest");
        return origins().entrySet().stream()
                .map(each -> dynamicTest(each.getKey(), () -> {
                    for (long seed = FIRST; seed < FIRST + RUNS; seed++) {
                        Optional<String> said = said(kept, each.getKey(), each.getValue(), seed);
                        Assumptions.assumeTrue(said.isPresent(), "the budget is spent; the same command goes on");
                        assertThat(said.get())
                                .as("%s with seed %d", each.getKey(), seed)
                                .startsWith("[]");
                    }
                }));
    }

    /** The honest origins, each with the rules of which it earns a warning. */
    private static Map<String, Map<String, String>> origins() {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        all.put("reference", Map.of());
        Oddity.all().forEach(odd -> all.put(odd.toString(), odd.earns()));
        return all;
    }

    private static Optional<String> said(KeptLines kept, String origin, Map<String, String> earns, long seed)
            throws IOException {
        return kept.of(origin + " seed " + seed, () -> {
            var results = PropertyTrial.lasting(SECONDS, origin, "property/*", seed);
            List<String> verdicts = new ArrayList<>();
            results.findings()
                    .forEach(f -> verdicts.add(f.verdict()
                            + (f.verdict() == org.ifmatch.report.Outcome.INCONCLUSIVE ? " (" + f.why() + ")" : "")));
            return PropertyHonestTest.unearned(results, earns) + " " + verdicts;
        });
    }

    /** The same without JUnit, seed by seed, for a run in a corner of a busy machine. */
    public static void main(String[] arguments) throws IOException {
        KeptLines kept = new KeptLines("honest");
        for (long seed = FIRST; seed < FIRST + RUNS; seed++) {
            for (Map.Entry<String, Map<String, String>> each : origins().entrySet()) {
                said(kept, each.getKey(), each.getValue(), seed);
            }
        }
    }
}
