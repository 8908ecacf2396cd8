package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ifmatch.origin.Oddity;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Results;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a server is honest, chance finds nothing, however odd the server is and whatever the seed. */
class PropertyHonestTest {

    private static final int TRIES = 190;

    /** The odd ones on which most depends for properties; the whole is a run of its own, {@code -Pproperties}. */
    private static final List<String> SAMPLE = List.of(
            "weak-tags",
            "requires-if-match",
            "put-to-nothing-is-404",
            "patch-of-nothing-is-422",
            "rewrites-json",
            "sometimes-503");

    @Test
    void the_reference_passes_every_property_and_every_class_that_is_due_was_reached() throws IOException {
        Results results = PropertyTrial.lasting(5, "reference", "property/*", 3);

        assertThat(results.findings())
                .isNotEmpty()
                .allSatisfy(f ->
                        assertThat(f.verdict()).as(f.rule() + ": " + f.why()).isEqualTo(Outcome.PASS));
        assertThat(results.findings()).allSatisfy(f -> assertThat(f.measured()).containsKeys("seed", "tries"));
        assertThat(results.left()).isEmpty();
    }

    /** What is due is not left to the clock: on a target that takes all of its time it was tried all the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {"reference", "odd:weak-tags", "odd:requires-a-condition", "odd:no-tags", "odd:deleted-is-gone"})
    void with_no_time_at_all_every_class_that_is_due_is_reached(String origin) throws IOException {
        Results results =
                PropertyTrial.lasting(0, origin, "property/field-values,property/conditions,property/sequences", 3);

        assertThat(results.findings())
                .hasSize(3)
                .allSatisfy(f ->
                        assertThat(f.verdict()).as(f.rule() + ": " + f.why()).isEqualTo(Outcome.PASS));
    }

    @TestFactory
    Stream<DynamicTest> an_odd_origin_gets_no_failure_and_no_warning_but_those_that_it_earns() {
        return Oddity.all().stream()
                .filter(o -> SAMPLE.contains(o.label()))
                .map(o -> dynamicTest(o.label(), () -> demandNothing(o.toString(), o.earns(), 5)));
    }

    static void demandNothing(String origin, Map<String, String> earns, long seed) throws IOException {
        assertThat(said(origin, earns, seed))
                .as("%s with seed %d", origin, seed)
                .isEmpty();
    }

    /** What properties say against an origin that it has not earned. */
    private static List<String> said(String origin, Map<String, String> earns, long seed) throws IOException {
        return unearned(PropertyTrial.tries(TRIES, origin, "property/*", seed), earns);
    }

    /** The failures and warnings among these results but those of rules of which the origin earns one. */
    static List<String> unearned(Results results, Map<String, String> earns) {
        List<String> said = new ArrayList<>();
        for (Finding f : results.findings()) {
            Set<String> broken = f.cases().stream()
                    .map(c -> c.why().replaceFirst("^breaks (\\S+):.*", "$1"))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            boolean earned = f.verdict() == Outcome.WARN && earns.keySet().containsAll(broken);
            if ((f.verdict() == Outcome.FAIL || f.verdict() == Outcome.WARN) && !earned) {
                said.add(f.verdict() + " " + f.rule() + ": " + f.why() + " " + f.cases());
            }
        }
        return said;
    }
}
