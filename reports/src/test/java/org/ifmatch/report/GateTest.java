package org.ifmatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ifmatch.report.Samples.RUN;
import static org.ifmatch.report.Samples.TODAY;
import static org.ifmatch.report.Samples.blocked;
import static org.ifmatch.report.Samples.entry;
import static org.ifmatch.report.Samples.finding;
import static org.ifmatch.report.Samples.green;
import static org.ifmatch.report.Samples.putOnly;
import static org.ifmatch.report.Samples.results;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateTest {

    @Test
    void a_run_with_enough_evidence_and_nothing_broken_passes() {
        assertThat(decide(green())).isEqualTo(new GateDecision(true, List.of()));
    }

    @Test
    void a_broken_rule_fails() {
        assertThat(decide(green(finding("no-effect/put-content", Outcome.FAIL))).reasons())
                .containsExactly("1 rule is broken: no-effect/put-content. Mend the target, or name in the"
                        + " baseline what must wait, and say why.");
    }

    @Test
    void broken_rules_are_named_worst_first_and_no_more_than_a_sentence_holds() {
        Finding[] broken = new Finding[9];
        for (int i = 0; i < 8; i++) {
            broken[i] = finding("wire/" + i, Level.MUST, Impact.WIRE, Outcome.FAIL, "");
        }
        broken[8] = finding("race/worst", Outcome.FAIL);
        assertThat(decide(green(broken)).reasons().get(0))
                .startsWith("9 rules are broken: race/worst, wire/0, wire/1, wire/2, wire/3, wire/4 and 3 more.");
    }

    @Test
    void a_broken_rule_that_the_baseline_names_does_not_fail() {
        Results results = green(finding("no-effect/put-content", Outcome.FAIL));
        assertThat(decide(results, baseline(results, entry("no-effect/*"))).passed())
                .isTrue();
    }

    @Test
    void the_baseline_excuses_no_other_rule() {
        Results results =
                green(finding("no-effect/put-content", Outcome.FAIL), finding("no-effect/delete", Outcome.FAIL));
        assertThat(decide(results, baseline(results, entry("no-effect/delete"))).reasons())
                .singleElement()
                .asString()
                .startsWith("1 rule is broken: no-effect/put-content.");
    }

    @Test
    void a_warning_fails_a_strict_run_only() {
        Results results = green(finding("current-tag/chain", Outcome.WARN));
        assertThat(decide(results).passed()).isTrue();
        GateDecision strict = Gate.decide(results, Baseline.none(), true, TODAY);
        assertThat(strict.strict()).isTrue();
        assertThat(strict.reasons())
                .containsExactly("1 rule earns a WARN, which a strict run counts: current-tag/chain. Mend the target,"
                        + " name in the baseline what must wait, or do not run strict.");
        assertThat(Gate.decide(results, baseline(results, entry("current-tag/chain")), true, TODAY)
                        .passed())
                .isTrue();
    }

    @Test
    void notes_and_what_could_not_be_judged_do_not_fail_by_themselves() {
        assertThat(decide(green(
                                finding("a/note", Outcome.NOTE),
                                finding("a/open", Outcome.INCONCLUSIVE),
                                finding("a/absent", Outcome.NOT_APPLICABLE)))
                        .passed())
                .isTrue();
    }

    @Test
    void entries_that_are_stale_expired_or_unmatched_fail() {
        Results results = green(finding("a/fine", Outcome.PASS), finding("a/broken", Outcome.FAIL));
        List<String> reasons = decide(
                        results,
                        baseline(
                                results,
                                entry("a/fine"),
                                entry("a/broken", TODAY.minusDays(1)),
                                entry("a/broken"),
                                entry("a/none")))
                .reasons();
        assertThat(reasons).hasSize(3);
        assertThat(reasons.get(0)).contains("\"a/fine\"").contains("stale");
        assertThat(reasons.get(1)).contains("\"a/broken\"").contains("expired");
        assertThat(reasons.get(2)).contains("\"a/none\"").contains("matches no rule");
    }

    @Test
    void a_target_that_could_not_be_examined_fails_with_that_reason_alone() {
        Results results = Results.unexamined(Samples.ORDERS, Samples.interrupted(), "connection refused");
        assertThat(decide(results).reasons()).containsExactly("The target could not be examined: connection refused.");
    }

    @Test
    void an_interrupted_run_fails() {
        Results results = Samples.with(green(), Samples.interrupted(), List.of());
        assertThat(decide(results).reasons())
                .containsExactly("The run was interrupted or ended before its last rule: run it again to its end.");
    }

    @Test
    void a_run_without_findings_fails() {
        assertThat(decide(results(putOnly())).reasons())
                .singleElement()
                .asString()
                .startsWith("No rule was examined");
    }

    @Test
    void a_run_without_a_judged_must_fails_whatever_was_chosen() {
        for (Outcome open : List.of(Outcome.INCONCLUSIVE, Outcome.NOT_APPLICABLE)) {
            assertThat(decide(results(Map.of(), Optional.of("missing/*"), finding("missing/put", open)))
                            .reasons())
                    .singleElement()
                    .asString()
                    .startsWith("No MUST was judged");
        }
        Finding should = finding("etag/present", Level.SHOULD, Impact.NONE, Outcome.PASS, "");
        assertThat(decide(results(Map.of(), should)).reasons())
                .singleElement()
                .asString()
                .startsWith("No MUST");
        Finding derived = finding("etag/x", Level.MUST_DERIVED, Impact.NONE, Outcome.PASS, "");
        assertThat(decide(results(Map.of(), derived)).passed()).isTrue();
    }

    @Test
    void each_write_method_that_the_target_supports_needs_a_refusal_and_an_acceptance() {
        for (String method : List.of("put", "patch", "delete")) {
            Map<String, Object> capabilities = Map.of(
                    method.equals("put") ? "put-update" : method,
                    method.equals("patch") ? List.of("text/x") : true,
                    "etag",
                    "strong");
            Finding refusal = finding("stale-tag/" + method + "-rejected", Outcome.PASS);
            Finding acceptance = finding("current-tag/" + method, Outcome.NOTE);
            assertThat(decide(results(capabilities, refusal, acceptance)).passed())
                    .as(method)
                    .isTrue();
            assertThat(decide(results(capabilities, refusal)).reasons())
                    .as(method)
                    .containsExactly("Too little evidence for " + method.toUpperCase(Locale.ROOT)
                            + ": the acceptance of a true condition was not judged (current-tag/" + method
                            + " was not run). Find out why, or settle the capability \""
                            + (method.equals("put") ? "put-update" : method) + "\" by hand.");
            assertThat(decide(results(capabilities, acceptance)).reasons())
                    .as(method)
                    .singleElement()
                    .asString()
                    .contains("the refusal of a stale condition was not judged (stale-tag/" + method
                            + "-rejected was not run)");
        }
    }

    @Test
    void what_was_tried_in_vain_is_no_evidence_and_the_reason_says_so() {
        for (Outcome open : List.of(Outcome.INCONCLUSIVE, Outcome.NOT_APPLICABLE, Outcome.BLOCKED)) {
            Results results = results(
                    putOnly(), finding("stale-tag/put-rejected", open), finding("current-tag/put", Outcome.PASS));
            assertThat(decide(results).reasons())
                    .singleElement()
                    .asString()
                    .contains("(stale-tag/put-rejected is " + open + ", because it was so)");
        }
    }

    @Test
    void a_method_that_the_target_does_not_support_needs_nothing() {
        assertThat(decide(results(
                                Map.of("put-update", false, "patch", List.of(), "delete", "no", "etag", "strong"),
                                finding("stale-tag/get-412", Outcome.PASS)))
                        .passed())
                .isTrue();
    }

    @Test
    void a_rule_that_waits_for_a_failed_one_counts_as_judged() {
        Results results = results(
                Map.of("put-update", true, "delete", true, "etag", "strong"),
                finding("stale-tag/put-rejected", Outcome.FAIL),
                finding("current-tag/put", Outcome.PASS),
                blocked("stale-tag/delete-rejected", "stale-tag/between"),
                blocked("stale-tag/between", "stale-tag/put-rejected"),
                blocked("current-tag/delete", "stale-tag/put-rejected"));
        assertThat(decide(results).reasons()).singleElement().asString().startsWith("1 rule is broken");
    }

    @Test
    void a_chain_of_waiting_rules_that_ends_nowhere_or_in_a_circle_is_no_evidence() {
        for (Finding[] chain : List.of(
                new Finding[] {blocked("stale-tag/put-rejected", "gone/rule")},
                new Finding[] {
                    blocked("stale-tag/put-rejected", "other/rule"), blocked("other/rule", "stale-tag/put-rejected")
                },
                new Finding[] {blocked("stale-tag/put-rejected", "other/rule"), finding("other/rule", Outcome.PASS)})) {
            Finding[] findings = Arrays.copyOf(chain, chain.length + 1);
            findings[chain.length] = finding("current-tag/put", Outcome.PASS);
            assertThat(decide(results(putOnly(), findings)).reasons())
                    .singleElement()
                    .asString()
                    .contains("the refusal of a stale condition was not judged");
        }
    }

    @Test
    void where_tags_are_weak_a_star_shows_acceptance_too() {
        Finding refused = finding("stale-tag/put-rejected", Outcome.PASS);
        Finding byStar = finding("wildcard/existing-put", Outcome.PASS);
        Finding byTag = finding("current-tag/put", Outcome.PASS);
        assertThat(decide(results(Map.of("put-update", true, "etag", "weak"), refused, byStar))
                        .passed())
                .isTrue();
        assertThat(decide(results(Map.of("put-update", true, "etag", "weak"), refused, byTag))
                        .passed())
                .isTrue();
        assertThat(decide(results(putOnly(), refused, byStar)).passed()).isFalse();
        assertThat(decide(results(Map.of("put-update", true, "etag", "weak, then strong"), refused, byStar))
                        .passed())
                .isFalse();
    }

    @Test
    void where_there_are_no_tags_a_foreign_tag_shows_refusal_and_a_star_acceptance() {
        Finding refused = finding("foreign-tag/untagged-resource", Outcome.PASS);
        Finding byStar = finding("wildcard/existing-put", Outcome.PASS);
        for (Map<String, Object> untagged : List.<Map<String, Object>>of(
                Map.of("put-update", true, "etag", "none"),
                Map.of("put-update", true, "etag", false),
                Map.of("put-update", true))) {
            assertThat(decide(results(untagged, refused, byStar)).passed()).isTrue();
            assertThat(decide(results(untagged, finding("stale-tag/put-rejected", Outcome.PASS), byStar))
                            .passed())
                    .isFalse();
            assertThat(decide(results(untagged, refused, finding("current-tag/put", Outcome.PASS)))
                            .passed())
                    .isFalse();
        }
        assertThat(decide(results(putOnly(), refused, byStar)).passed()).isFalse();
    }

    @Test
    void of_chosen_rules_only_the_chosen_are_demanded_and_the_others_are_noted() {
        GateDecision decision =
                decide(results(putOnly(), Optional.of("stale-tag/*"), finding("stale-tag/put-rejected", Outcome.PASS)));
        assertThat(decision.passed()).isTrue();
        assertThat(decision.notes())
                .containsExactly("Only stale-tag/* was examined; for PUT, the acceptance of a true condition was not"
                        + " looked at.");
    }

    @Test
    void a_chosen_rule_that_was_not_judged_is_still_demanded() {
        GateDecision decision = decide(results(
                putOnly(),
                Optional.of("stale-tag/*"),
                finding("stale-tag/put-rejected", Outcome.INCONCLUSIVE),
                finding("stale-tag/get-412", Outcome.PASS)));
        assertThat(decision.reasons()).singleElement().asString().startsWith("Too little evidence for PUT");
    }

    @Test
    void a_run_of_all_rules_has_no_notes() {
        assertThat(decide(green()).notes()).isEmpty();
    }

    @Test
    void settled_results_carry_the_decision_and_the_entries() {
        Results results = green(finding("no-effect/put-content", Outcome.FAIL));
        BaselineEntry entry = entry("no-effect/*");
        Results settled = Gate.settle(results, baseline(results, entry), false, TODAY);
        assertThat(settled.gate()).isEqualTo(new GateDecision(true, List.of()));
        assertThat(settled.baselined()).isEqualTo(Map.of("no-effect/put-content", entry));
        assertThat(settled.counts()).containsEntry(Outcome.FAIL, 1);
        assertThat(settled.findings()).isEqualTo(results.findings());
    }

    @Test
    void the_headline_of_an_excused_root_says_what_waits_for_it() {
        Results results = Samples.with(
                green(finding("a/root", Outcome.FAIL), blocked("a/x", "a/root"), blocked("a/y", "a/x")),
                RUN,
                List.of(new Headline("F01", "The header is ignored", List.of("a/root"))));
        assertThat(Gate.settle(results, baseline(results, entry("a/root")), false, TODAY)
                        .headlines())
                .containsExactly(new Headline(
                        "F01",
                        "The header is ignored; the baseline excuses a/root (the gateway ANDs both, OPS-112), so 2"
                                + " rules that wait for it were not judged",
                        List.of("a/root")));
    }

    @Test
    void an_excused_root_without_a_headline_gets_one_when_others_wait_for_it() {
        Results results =
                green(finding("a/root", Outcome.FAIL), blocked("a/x", "a/root"), finding("a/alone", Outcome.FAIL));
        assertThat(Gate.settle(results, baseline(results, entry("a/*")), false, TODAY)
                        .headlines())
                .containsExactly(new Headline(
                        "baseline",
                        "a/root is broken; the baseline excuses a/root (the gateway ANDs both, OPS-112), so 1 rule"
                                + " that waits for it was not judged",
                        List.of("a/root")));
    }

    @Test
    void a_headline_of_another_rule_says_nothing_about_an_excused_root() {
        Headline other = new Headline("F02", "Something else", List.of("a/other"));
        Results results = Samples.with(
                green(finding("a/root", Outcome.FAIL), blocked("a/x", "a/root"), finding("a/other", Outcome.FAIL)),
                RUN,
                List.of(other));
        assertThat(Gate.settle(results, baseline(results, entry("a/root")), false, TODAY)
                        .headlines())
                .hasSize(2)
                .contains(other);
    }

    @Test
    void results_that_no_gate_has_seen_are_not_green() {
        assertThat(green().gate().passed()).isFalse();
    }

    private static GateDecision decide(Results results) {
        return decide(results, Baseline.none());
    }

    private static GateDecision decide(Results results, Baseline baseline) {
        return Gate.decide(results, baseline, false, TODAY);
    }

    private static Baseline baseline(Results results, BaselineEntry... entries) {
        return Baseline.of(
                List.of(entries), results.findings().stream().map(Finding::rule).toList());
    }
}
