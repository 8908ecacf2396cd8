package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ifmatch.origin.Fault;
import org.ifmatch.origin.FaultGroups;
import org.ifmatch.report.Case;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Results;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Faults that need a combination: the whole book of scripted rules passes them, and properties find them. A part of {@code mvn
 * test -Pproperties}; what was seen is kept, see {@link KeptLines}.
 */
class NoScriptCovers {

    private static final long SEED = 1;
    private static final int SECONDS = 30;
    /** So many of the combinations are to be seen by properties and by nothing else. */
    private static final int DUE = 10;

    @Test
    void at_least_ten_combinations_are_found_by_properties_and_by_no_script() throws IOException {
        KeptLines kept = new KeptLines("combinations");
        List<String> byChanceAlone = new ArrayList<>();
        for (Fault fault : FaultGroups.ALL.get("combination")) {
            Optional<String> scripts = kept.of("scripts on " + fault.label(), () -> byScripts(fault.toString(), "*"));
            Optional<String> chance = kept.of("properties on " + fault.label(), () -> byChance(fault.toString()));
            Assumptions.assumeTrue(chance.isPresent(), "the budget is spent; the same command goes on");
            if (scripts.equals(Optional.of("[]")) && !chance.get().startsWith("nothing")) {
                byChanceAlone.add(fault.label());
            }
        }
        assertThat(byChanceAlone).hasSizeGreaterThanOrEqualTo(DUE);
    }

    /** The ids of the scripted rules that say something against an origin. */
    static String byScripts(String origin, String only) throws IOException {
        Results results = Trial.of(origin, only, SEED);
        Set<String> said = Trial.with(results, Outcome.FAIL, Outcome.WARN);
        return said + results.unexamined().orElse("");
    }

    /** The story that properties tell of an origin, with how long it took. */
    private static String byChance(String origin) throws IOException {
        long began = System.nanoTime();
        return PropertyTrial.lasting(SECONDS, origin, "property/*", SEED).findings().stream()
                        .flatMap(f -> f.cases().stream())
                        .filter(c -> c.outcome() == Outcome.FAIL || c.outcome() == Outcome.WARN)
                        .map(Case::what)
                        .findFirst()
                        .orElse("nothing")
                + " (" + (System.nanoTime() - began) / 1_000_000 + " ms)";
    }

    /** The same without JUnit, for a run in a corner of a busy machine. */
    public static void main(String[] arguments) throws IOException {
        new NoScriptCovers().at_least_ten_combinations_are_found_by_properties_and_by_no_script();
    }
}
