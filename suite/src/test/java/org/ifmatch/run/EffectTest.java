package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Results;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that disagree with what was done are found by what was done. */
class EffectTest {

    private static final long SEED = 7;

    @ParameterizedTest
    @CsvSource({"put", "patch", "delete"})
    void a_412_that_applies_is_caught_by_its_effect(String method) throws IOException {
        Results results = Trial.of("fault:" + method + "-answers-412-and-applies", of(method), SEED);

        assertThat(Trial.with(results, Outcome.FAIL))
                .contains("stale-tag/" + method + "-rejected", "no-effect/content");
    }

    @ParameterizedTest
    @CsvSource({"put", "patch", "delete"})
    void a_success_that_does_nothing_is_caught_by_its_effect(String method) throws IOException {
        Results results = Trial.of("fault:" + method + "-answers-2xx-and-does-not-apply", of(method), SEED);

        assertThat(Trial.with(results, Outcome.FAIL))
                .contains("stale-tag/" + method + "-rejected", "stale-tag/not-false-success");
    }

    @ParameterizedTest
    @CsvSource({"put", "patch", "delete"})
    void a_412_that_applies_a_second_later_is_caught_by_its_effect(String method) throws IOException {
        Results results = Trial.of("fault:" + method + "-answers-412-and-applies-later", of(method), SEED);

        assertThat(Trial.with(results, Outcome.FAIL)).contains("no-effect/deferred");
    }

    @Test
    void a_409_without_effect_is_no_failure() throws IOException {
        Results results = Trial.of("odd:refuses-with-409", "stale-tag/*,no-effect/*", SEED);

        assertThat(Trial.with(results, Outcome.FAIL)).isEmpty();
        assertThat(Trial.with(results, Outcome.WARN)).contains("stale-tag/status-exact");
    }

    private static String of(String method) {
        return "stale-tag/" + method + "-rejected,stale-tag/not-false-success,no-effect/content,no-effect/deferred";
    }
}
