package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.ifmatch.origin.ReferenceOrigin;
import org.ifmatch.origin.SeveralFaults;
import org.ifmatch.report.Case;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Results;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** After the first thing that is wrong properties go on for others, and tell none of them twice. */
class DistinctCausesTest {

    private static final long SEED = 7;
    /** All that is due of a property, and some that chance draws. */
    private static final int TRIES = 320;

    @Test
    void three_causes_at_once_are_told_one_by_one_and_each_once() throws IOException {
        try (ReferenceOrigin origin = SeveralFaults.ofFieldValues()) {
            Results results = PropertyTrial.tries(TRIES, origin, "property/field-values", SEED);

            assertThat(told(results))
                    .extracting(why -> why.replaceFirst("^breaks ([a-z-]+).*", "$1"))
                    .containsExactlyInAnyOrder("weak", "wildcard", "syntax");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ignored-on-put, property/field-values",
        "first-line-only, property/field-values",
        "weak-form-of-a-strong-tag-matches, property/field-values",
        "star-is-always-true, property/field-values",
        "percent-encoding-is-decoded, property/field-values",
        "if-none-match-comes-first, property/conditions",
        "patch-leaves-the-tag, property/sequences",
        "ignored-on-delete, property/conditions",
        "tag-of-the-path, property/sequences",
        "star-is-false-for-what-was-created-again, property/sequences",
        "check-then-act-with-a-pause, property/programs"
    })
    void one_cause_is_told_once_however_many_cases_show_it(String fault, String property) throws IOException {
        int tries = property.equals("property/programs") ? 30 : TRIES;
        assertThat(told(PropertyTrial.tries(tries, "fault:" + fault, property, SEED)))
                .hasSize(1);
    }

    /** Why each cause was told. */
    private static List<String> told(Results results) {
        return results.findings().stream()
                .flatMap(f -> f.cases().stream())
                .filter(c -> c.outcome() == Outcome.FAIL || c.outcome() == Outcome.WARN)
                .map(Case::why)
                .toList();
    }
}
