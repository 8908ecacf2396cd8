package org.ifmatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ifmatch.report.Samples.TODAY;
import static org.ifmatch.report.Samples.entry;
import static org.ifmatch.report.Samples.finding;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ifmatch.report.Baseline.Standing;
import org.junit.jupiter.api.Test;

class BaselineTest {

    private static final List<String> RULES =
            List.of("precedence/a", "precedence/b", "precedence/c", "stale-tag/put-rejected");

    @Test
    void an_entry_matches_a_rule_that_fails() {
        assertThat(standing(entry("precedence/a"), finding("precedence/a", Outcome.FAIL)))
                .isEqualTo(Standing.MATCHED);
    }

    @Test
    void an_entry_matches_a_rule_that_earns_a_warning() {
        assertThat(standing(entry("precedence/a"), finding("precedence/a", Outcome.WARN)))
                .isEqualTo(Standing.MATCHED);
    }

    @Test
    void an_entry_whose_rule_is_fine_now_is_stale() {
        assertThat(standing(entry("precedence/a"), finding("precedence/a", Outcome.PASS)))
                .isEqualTo(Standing.STALE);
        assertThat(standing(entry("precedence/a"), finding("precedence/a", Outcome.NOTE)))
                .isEqualTo(Standing.STALE);
    }

    @Test
    void an_entry_whose_rule_was_not_judged_is_neither_matched_nor_stale() {
        for (Outcome open : List.of(Outcome.INCONCLUSIVE, Outcome.NOT_APPLICABLE, Outcome.BLOCKED)) {
            assertThat(standing(entry("precedence/a"), finding("precedence/a", open)))
                    .as(open.name())
                    .isEqualTo(Standing.IDLE);
        }
        assertThat(standing(entry("precedence/a"))).isEqualTo(Standing.IDLE);
    }

    @Test
    void a_pattern_is_matched_while_one_of_its_rules_is_broken() {
        assertThat(standing(
                        entry("precedence/*"),
                        finding("precedence/a", Outcome.PASS),
                        finding("precedence/b", Outcome.FAIL),
                        finding("precedence/c", Outcome.PASS)))
                .isEqualTo(Standing.MATCHED);
    }

    @Test
    void a_pattern_is_stale_when_all_of_its_rules_are_settled_and_fine() {
        assertThat(standing(
                        entry("precedence/*"),
                        finding("precedence/a", Outcome.PASS),
                        finding("precedence/b", Outcome.NOT_APPLICABLE),
                        finding("precedence/c", Outcome.NOTE)))
                .isEqualTo(Standing.STALE);
    }

    @Test
    void a_pattern_is_not_stale_while_one_of_its_rules_is_open_or_was_not_chosen() {
        assertThat(standing(
                        entry("precedence/*"),
                        finding("precedence/a", Outcome.PASS),
                        finding("precedence/b", Outcome.INCONCLUSIVE),
                        finding("precedence/c", Outcome.PASS)))
                .isEqualTo(Standing.IDLE);
        assertThat(standing(
                        entry("precedence/*"),
                        finding("precedence/a", Outcome.PASS),
                        finding("precedence/b", Outcome.PASS)))
                .isEqualTo(Standing.IDLE);
    }

    @Test
    void an_entry_expires_on_the_day_after_its_last() {
        Finding broken = finding("precedence/a", Outcome.FAIL);
        assertThat(standing(entry("precedence/a", TODAY), broken)).isEqualTo(Standing.MATCHED);
        assertThat(standing(entry("precedence/a", TODAY.minusDays(1)), broken)).isEqualTo(Standing.EXPIRED);
    }

    @Test
    void an_entry_that_is_expired_and_stale_is_told_to_go() {
        assertThat(standing(entry("precedence/a", TODAY.minusDays(1)), finding("precedence/a", Outcome.PASS)))
                .isEqualTo(Standing.STALE);
    }

    @Test
    void an_expired_entry_excuses_nothing() {
        List<Finding> broken = List.of(finding("precedence/a", Outcome.FAIL));
        assertThat(baseline(entry("precedence/a", TODAY.minusDays(1))).excuses(broken, TODAY))
                .isEmpty();
        assertThat(baseline(entry("precedence/a", TODAY)).excuses(broken, TODAY))
                .containsOnlyKeys("precedence/a");
    }

    @Test
    void an_entry_that_matches_no_rule_is_unmatched() {
        assertThat(standing(entry("precedence/z"), finding("precedence/a", Outcome.FAIL)))
                .isEqualTo(Standing.UNMATCHED);
    }

    @Test
    void of_two_entries_for_a_rule_the_first_excuses_it() {
        BaselineEntry first = entry("precedence/a");
        BaselineEntry second = entry("precedence/*");
        assertThat(baseline(first, second).excuses(List.of(finding("precedence/a", Outcome.FAIL)), TODAY))
                .containsEntry("precedence/a", first);
    }

    @Test
    void only_broken_rules_are_excused() {
        List<Finding> findings = Stream.of(Outcome.values())
                .map(outcome -> finding("precedence/" + outcome, outcome))
                .toList();
        assertThat(Baseline.of(
                                List.of(entry("*")),
                                findings.stream().map(Finding::rule).toList())
                        .excuses(findings, TODAY))
                .containsOnlyKeys("precedence/FAIL", "precedence/WARN");
    }

    @Test
    void complaints_name_the_entry_its_place_and_what_to_do() {
        List<Finding> findings = List.of(
                finding("precedence/a", Outcome.PASS),
                finding("precedence/b", Outcome.FAIL),
                finding("precedence/c", Outcome.FAIL));
        assertThat(baseline(
                                entry("precedence/a"),
                                entry("precedence/b", TODAY.minusDays(1)),
                                entry("precedence/c"),
                                entry("precedence/z"))
                        .complaints(findings, TODAY))
                .containsExactly(
                        "The baseline entry \"precedence/a\" (targets.yaml:12) is stale, what it excuses is fine now:"
                                + " remove the entry.",
                        "The baseline entry \"precedence/b\" (targets.yaml:12) expired on 2026-11-21: mend what it"
                                + " excuses, or give it a later date and say why.",
                        "The baseline entry \"precedence/z\" (targets.yaml:12) matches no rule: correct the id or"
                                + " remove the entry.");
    }

    @Test
    void the_run_says_at_its_start_how_many_entries_match_how_many_rules() {
        assertThat(baseline(entry("precedence/*"), entry("precedence/a")).announcement())
                .contains("The baseline has 2 entries that match 3 rules.");
        assertThat(baseline(entry("precedence/a")).announcement())
                .contains("The baseline has 1 entry that matches 1 rule.");
        assertThat(Baseline.none().announcement()).isEmpty();
    }

    @Test
    void an_entry_must_say_what_it_excuses() {
        assertThatIllegalArgumentException().isThrownBy(() -> entry(" ")).withMessageContaining("names no rule");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entry("!precedence/a"))
                .withMessageContaining("must name the rules that it excuses");
    }

    private static Baseline baseline(BaselineEntry... entries) {
        return Baseline.of(List.of(entries), RULES);
    }

    private static Standing standing(BaselineEntry entry, Finding... findings) {
        return baseline(entry).standing(entry, Arrays.asList(findings), TODAY);
    }

    @Test
    void a_flaky_entry_is_not_stale_when_its_race_was_not_seen_and_says_so() {
        BaselineEntry flaky = flaky("race/single-winner", 0.2);
        Baseline baseline = Baseline.of(List.of(flaky), List.of("race/single-winner", "race/progress"));
        List<Finding> fine = List.of(Samples.finding("race/single-winner", Outcome.PASS));
        assertThat(baseline.standing(flaky, fine, Samples.TODAY)).isEqualTo(Baseline.Standing.IDLE);
        assertThat(baseline.complaints(fine, Samples.TODAY)).isEmpty();
        assertThat(baseline.notes(fine))
                .containsExactly(
                        "The baseline calls \"race/single-winner\" flaky (targets.yaml:12); this time it was not"
                                + " seen broken.");

        List<Finding> seen = List.of(Samples.finding("race/single-winner", Outcome.FAIL));
        assertThat(baseline.excuses(seen, Samples.TODAY)).containsKey("race/single-winner");
        assertThat(baseline.notes(seen)).isEmpty();
    }

    @Test
    void a_race_that_is_not_called_flaky_is_stale_when_it_holds() {
        Baseline baseline = Baseline.of(List.of(Samples.entry("race/*")), List.of("race/single-winner"));
        assertThat(baseline.complaints(List.of(Samples.finding("race/single-winner", Outcome.PASS)), Samples.TODAY))
                .hasSize(1)
                .first()
                .asString()
                .contains("is stale");
    }

    @Test
    void an_entry_without_its_reason_excuses_and_complains() {
        BaselineEntry entry = new BaselineEntry(
                "a/b", BaselineEntry.REASON_NEEDED, Optional.empty(), Optional.empty(), "known.yaml:3");
        Baseline baseline = Baseline.of(List.of(entry), List.of("a/b"));
        List<Finding> broken = List.of(Samples.finding("a/b", Outcome.FAIL));
        assertThat(baseline.standing(entry, broken, Samples.TODAY)).isEqualTo(Baseline.Standing.UNREASONED);
        assertThat(baseline.excuses(broken, Samples.TODAY)).containsKey("a/b");
        assertThat(baseline.kept(broken, Samples.TODAY)).containsExactly(entry);
    }

    @Test
    void what_is_flaky_has_a_rate_that_can_be() {
        for (double rate : new double[] {0, -0.1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> flaky("race/x", rate))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("share of runs");
        }
        assertThat(flaky("race/x", 1).inWords()).isEqualTo("a lock that leaks, flaky at a rate of 1.0");
    }

    private static BaselineEntry flaky(String rule, double rate) {
        return new BaselineEntry(
                rule, "a lock that leaks", Optional.empty(), Optional.empty(), Optional.of(rate), "targets.yaml:12");
    }
}
