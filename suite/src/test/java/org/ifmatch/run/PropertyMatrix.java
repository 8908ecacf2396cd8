package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ifmatch.origin.Fault;
import org.ifmatch.origin.FaultGroups;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Results;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every planted fault of the groups that properties are there for, under properties alone: {@code mvn test -Pproperties}. What
 * was seen is kept in a file, so that a run that was broken off goes on where it was.
 */
class PropertyMatrix {

    private static final Path KEPT = Path.of("target", "property-matrix.tsv");
    private static final long SEED = 7;
    /** Most are found at once; those that are not get what the issue allows. */
    private static final int FIRST_SECONDS = 4;

    private static final int SECONDS = 30;

    /** The share of each group that has to be found, in percent. */
    private static final int DUE = 80;

    /** Groups of which fewer are due: most of what is in them shows by other means than requests one after the other. */
    private static final List<String> OTHERS = List.of("framing", "shown tag", "race", "read race");

    @TestFactory
    Stream<DynamicTest> properties_alone_find_most_faults_of_each_group() throws IOException {
        Map<String, String> kept = kept();
        List<DynamicTest> tests = new ArrayList<>();
        FaultGroups.ALL.forEach((group, faults) -> tests.add(dynamicTest(group, () -> {
            List<String> missed = new ArrayList<>();
            for (Fault fault : faults) {
                String seen = kept.containsKey(fault.label()) ? kept.get(fault.label()) : keep(group, fault);
                if (seen.startsWith("missed")) {
                    missed.add(fault.label());
                }
            }
            int found = 100 * (faults.size() - missed.size()) / faults.size();
            System.out.println(group + ": " + found + " % of " + faults.size() + " found; missed: " + missed);
            assertThat(OTHERS.contains(group) || found >= DUE)
                    .as("%s: missed %s", group, missed)
                    .isTrue();
        })));
        return tests.stream();
    }

    private static Map<String, String> kept() throws IOException {
        Map<String, String> kept = new LinkedHashMap<>();
        if (Files.exists(KEPT)) {
            for (String line : Files.readAllLines(KEPT)) {
                kept.put(line.split("\t")[1], line.split("\t")[2]);
            }
        }
        return kept;
    }

    private static String keep(String group, Fault fault) throws IOException {
        long began = System.nanoTime();
        String seen = seen(PropertyTrial.lasting(FIRST_SECONDS, fault.toString(), "property/*", SEED));
        if (seen.startsWith("missed")) {
            seen = seen(PropertyTrial.lasting(SECONDS, fault.toString(), "property/*", SEED + 1));
        }
        String line =
                group + "\t" + fault.label() + "\t" + seen + "\t" + (System.nanoTime() - began) / 1_000_000 + "\n";
        Files.createDirectories(KEPT.getParent());
        Files.writeString(KEPT, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return seen;
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
                : found.replaceAll("\\s+", " ");
    }

    /** The same without JUnit, for a run in a corner of a busy machine. */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> kept = kept();
        for (Map.Entry<String, List<Fault>> group : FaultGroups.ALL.entrySet()) {
            for (Fault fault : group.getValue()) {
                if (!kept.containsKey(fault.label())
                        && (arguments.length == 0 || List.of(arguments).contains(group.getKey()))) {
                    System.out.println(fault.label() + ": " + keep(group.getKey(), fault));
                }
            }
        }
    }
}
