package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ifmatch.origin.Fault;
import org.ifmatch.origin.FaultGroups;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Results;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every planted fault of the groups that properties are there for, under properties alone: {@code mvn test -Pproperties}, or
 * some groups of it with {@code -Dproperty.groups=tag,race}. What was seen is kept, see {@link KeptLines}.
 */
class PropertyMatrix {

    private static final long SEED = 7;
    /** Most are found at once; those that are not get what the issue allows. */
    private static final int FIRST_SECONDS = 4;

    private static final int SECONDS = 30;

    /** The share of each group that has to be found, in percent. */
    private static final int DUE = 80;

    /** Groups of which fewer are due: they show by other means than whole requests to one resource, or are none of If-Match. */
    private static final List<String> OTHERS = List.of("framing", "shown tag", "neighbour", "read race");

    @TestFactory
    Stream<DynamicTest> properties_alone_find_most_faults_of_each_group() throws IOException {
        KeptLines kept = new KeptLines("faults");
        String chosen = System.getProperty("property.groups", "");
        return FaultGroups.ALL.entrySet().stream()
                .filter(group ->
                        chosen.isEmpty() || Arrays.asList(chosen.split(",")).contains(group.getKey()))
                .map(group -> dynamicTest(group.getKey(), () -> look(kept, group.getKey(), group.getValue())));
    }

    private static void look(KeptLines kept, String group, List<Fault> faults) throws IOException {
        List<String> missed = new ArrayList<>();
        for (Fault fault : faults) {
            Optional<String> seen = kept.of(fault.label(), () -> seen(fault));
            Assumptions.assumeTrue(seen.isPresent(), "the budget is spent; the same command goes on");
            if (seen.get().startsWith("missed")) {
                missed.add(fault.label());
            }
        }
        int found = faults.size() - missed.size();
        System.out.println("== " + group + ": " + found + " of " + faults.size() + " found; missed: " + missed);
        assertThat(OTHERS.contains(group) || 100 * found >= DUE * faults.size())
                .as("%s: missed %s", group, missed)
                .isTrue();
    }

    private static String seen(Fault fault) throws IOException {
        long began = System.nanoTime();
        String seen = seen(PropertyTrial.lasting(FIRST_SECONDS, fault.toString(), "property/*", SEED));
        if (seen.startsWith("missed")) {
            seen = seen(PropertyTrial.lasting(SECONDS, fault.toString(), "property/*", SEED + 1));
        }
        return seen + " (" + (System.nanoTime() - began) / 1_000_000 + " ms)";
    }

    private static String seen(Results results) {
        String found = results.findings().stream()
                .filter(f -> f.verdict() == Outcome.FAIL || f.verdict() == Outcome.WARN)
                .map(f -> f.verdict() + " " + f.rule() + " " + f.why())
                .collect(Collectors.joining(" | "));
        return found.isEmpty()
                ? "missed "
                        + results.findings().stream().map(Finding::verdict).toList()
                        + results.unexamined().orElse("")
                : found;
    }

    /** The same without JUnit, for a run in a corner of a busy machine. */
    public static void main(String[] groups) throws IOException {
        KeptLines kept = new KeptLines("faults");
        for (Map.Entry<String, List<Fault>> group : FaultGroups.ALL.entrySet()) {
            if (groups.length == 0 || List.of(groups).contains(group.getKey())) {
                for (Fault fault : group.getValue()) {
                    kept.of(fault.label(), () -> seen(fault));
                }
            }
        }
    }
}
