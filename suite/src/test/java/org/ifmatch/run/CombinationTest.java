package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.ifmatch.report.Case;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Mistakes that show only where two things come together: the scripted rules of the groups that they break pass them, and
 * chance finds them. All of them, under the whole book, are {@link NoScriptCovers}.
 */
class CombinationTest {

    private static final long SEED = 7;
    private static final String GROUPS = "stale-tag/*,current-tag/*,foreign-tag/*,wildcard/*";
    /** For one of them, on a machine that has other things to do. */
    private static final Duration LONGEST = Duration.ofSeconds(40);

    @ParameterizedTest
    @CsvSource({
        "star-is-false-for-what-was-created-again, 12, DELETE of A",
        "last-tag-of-what-was-deleted-is-good-elsewhere, 24, DELETE of A",
        "write-by-star-leaves-the-tag-before, 76, 'PUT to A, with If-Match: *'",
        "patch-that-changes-nothing-hides-the-tag, 32, just what is there already",
        "refused-creation-locks-the-star-out, 72, 'with If-None-Match: *'"
    })
    void scripts_pass_what_chance_finds(String fault, int tries, String tells) {
        assertTimeoutPreemptively(LONGEST, () -> {
            assertThat(NoScriptCovers.byScripts("fault:" + fault, GROUPS)).isEqualTo("[]");
            assertThat(stories(fault, tries))
                    .isNotEmpty()
                    .allSatisfy(story -> assertThat(story).contains(tells));
        });
    }

    private static List<String> stories(String fault, int tries) throws IOException {
        List<Finding> findings = PropertyTrial.tries(tries, "fault:" + fault, "property/sequences", SEED)
                .findings();
        return findings.stream()
                .flatMap(f -> f.cases().stream())
                .filter(c -> c.outcome() == Outcome.FAIL)
                .map(Case::what)
                .toList();
    }
}
