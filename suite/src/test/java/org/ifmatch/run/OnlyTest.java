package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Results;
import org.junit.jupiter.api.Test;

/** Some rules chosen by name: what they are read by is played, and no more. */
class OnlyTest {

    private static final long SEED = 3;

    @Test
    void a_rule_of_one_method_costs_the_roots_of_that_method_alone() throws IOException {
        long one = Trial.of("reference", "syntax/unquoted", SEED).run().requests();
        long all = Trial.of("reference", "syntax/unquoted,stale-tag/status-exact", SEED)
                .run()
                .requests();
        assertThat(one).isLessThan(all * 2 / 3);
    }

    @Test
    void a_rule_waits_for_its_root_though_the_root_was_not_chosen() throws IOException {
        Results results = Trial.of("fault:ignored-everywhere", "nego/suffix-forms", SEED);
        assertThat(results.finding("nego/suffix-forms").orElseThrow()).satisfies(finding -> {
            assertThat(finding.verdict()).isEqualTo(Outcome.BLOCKED);
            assertThat(finding.blockedBy()).contains("stale-tag/put-rejected");
        });
        assertThat(results.findings()).hasSize(1);
    }

    @Test
    void a_rule_over_the_whole_run_has_a_run_to_judge() throws IOException {
        Results results = Trial.of("reference", "no-effect/content", SEED);
        assertThat(results.finding("no-effect/content").orElseThrow().verdict()).isEqualTo(Outcome.PASS);
    }
}
