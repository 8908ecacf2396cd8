package org.ifmatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.ifmatch.report.Comparison.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

    @ParameterizedTest
    @CsvSource({
        "PASS, FAIL, WORSE",
        "NOTE, WARN, WORSE",
        "WARN, FAIL, WORSE",
        "BLOCKED, FAIL, WORSE",
        "NOT_APPLICABLE, WARN, WORSE",
        "PASS, INCONCLUSIVE, UNJUDGED",
        "FAIL, BLOCKED, UNJUDGED",
        "NOTE, NOT_APPLICABLE, UNJUDGED",
        "FAIL, PASS, BETTER",
        "FAIL, WARN, BETTER",
        "WARN, NOTE, BETTER",
        "BLOCKED, PASS, BETTER",
        "PASS, NOTE,",
        "FAIL, FAIL,",
        "BLOCKED, INCONCLUSIVE,"
    })
    void a_change_is_called_by_what_it_comes_to(Outcome before, Outcome after, Kind kind) {
        Comparison comparison = compare(Samples.finding("a/b", before), Samples.finding("a/b", after));
        assertThat(comparison.changes().stream().map(Comparison.Change::kind).findFirst())
                .isEqualTo(Optional.ofNullable(kind));
        assertThat(comparison.same()).isEqualTo(kind == null ? 1 : 0);
        assertThat(comparison.worries()).isEqualTo(kind == Kind.WORSE || kind == Kind.UNJUDGED);
    }

    @Test
    void a_rule_of_one_run_alone_is_new_or_gone() {
        Comparison comparison = compare(Samples.finding("a/old", Outcome.PASS), Samples.finding("a/new", Outcome.FAIL));
        assertThat(comparison.changes())
                .extracting(change -> change.rule() + " " + change.kind() + " " + change.words())
                .containsExactly("a/new NEW – → FAIL", "a/old GONE PASS → –");
        assertThat(comparison.worries()).isTrue();
    }

    @Test
    void what_the_newer_run_was_not_asked_to_look_at_is_not_gone() {
        Results before = Samples.results(
                Map.of(), Samples.finding("a/one", Outcome.PASS), Samples.finding("b/two", Outcome.PASS));
        Results after = Samples.results(Map.of(), Optional.of("a/*"), Samples.finding("a/one", Outcome.PASS));
        Comparison comparison = Comparison.of(before, after);
        assertThat(comparison.changes()).isEmpty();
        assertThat(comparison.same()).isEqualTo(1);
    }

    @Test
    void a_new_rule_that_holds_worries_nobody() {
        Results before = Samples.results(Map.of());
        Results after = Samples.results(Map.of(), Samples.finding("a/new", Outcome.PASS));
        assertThat(Comparison.of(before, after).worries()).isFalse();
    }

    @Test
    void a_gate_that_closed_worries_whatever_the_rules_say() {
        Results green = Samples.settled(Samples.green());
        Results cut = Samples.settled(Samples.with(Samples.green(), Samples.interrupted(), java.util.List.of()));
        assertThat(Comparison.of(green, cut).worries()).isTrue();
        assertThat(Comparison.of(cut, green).worries()).isFalse();
    }

    private static Comparison compare(Finding before, Finding after) {
        return Comparison.of(Samples.results(Map.of(), before), Samples.results(Map.of(), after));
    }
}
