package org.ifmatch.report;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * All that is said about one target after one run.
 *
 * @param capabilities what discovery found, by name
 * @param headlines the causes, worst first
 * @param findings one a rule, in the order of the catalogue
 * @param left the resources that the run made and could not remove
 * @param unexamined why the target could not be examined, in one sentence
 * @param only the patterns by which rules were chosen; empty when all were
 * @param baselined the entry that excuses a finding, by the id of its rule
 */
public record Results(
        About target,
        Run run,
        Map<String, Object> capabilities,
        List<Headline> headlines,
        List<Finding> findings,
        List<String> left,
        Optional<String> unexamined,
        Optional<String> only,
        Map<String, BaselineEntry> baselined,
        GateDecision gate) {

    public Results {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(unexamined, "unexamined");
        Objects.requireNonNull(only, "only");
        Objects.requireNonNull(gate, "gate");
        capabilities = Plain.map(capabilities);
        headlines = List.copyOf(headlines);
        findings = List.copyOf(findings);
        left = List.copyOf(left);
        baselined = Collections.unmodifiableMap(new LinkedHashMap<>(baselined));
    }

    /** Results as an examination has them, before the gate. */
    public Results(
            About target,
            Run run,
            Map<String, Object> capabilities,
            List<Headline> headlines,
            List<Finding> findings,
            List<String> left,
            Optional<String> only) {
        this(
                target,
                run,
                capabilities,
                headlines,
                findings,
                left,
                Optional.empty(),
                only,
                Map.of(),
                GateDecision.UNDECIDED);
    }

    /** Results of a target that could not be examined, before the gate. */
    public static Results unexamined(About target, Run run, String why) {
        return new Results(
                target,
                run,
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(why),
                Optional.empty(),
                Map.of(),
                GateDecision.UNDECIDED);
    }

    /** The same, and for this reason, a sentence, its gate has failed too. */
    public Results failing(String reason) {
        return new Results(
                target,
                run,
                capabilities,
                headlines,
                findings,
                left,
                unexamined,
                only,
                baselined,
                gate.failing(reason));
    }

    public Optional<Finding> finding(String rule) {
        return findings.stream().filter(finding -> finding.rule().equals(rule)).findFirst();
    }

    /** How many rules have each outcome; every outcome is there. */
    public Map<Outcome, Integer> counts() {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, 0);
        }
        findings.forEach(finding -> counts.merge(finding.verdict(), 1, Integer::sum));
        return counts;
    }

    /** The rule at the end of the chain by which a finding is blocked; empty when the chain leads nowhere. */
    public Optional<Finding> rootOf(Finding blocked) {
        Finding at = blocked;
        // A chain longer than there are findings goes round in a circle.
        for (int steps = 0; steps < findings.size() && at.verdict() == Outcome.BLOCKED; steps++) {
            Optional<Finding> next = at.blockedBy().flatMap(this::finding);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            at = next.get();
        }
        return at.verdict() == Outcome.BLOCKED ? Optional.empty() : Optional.of(at);
    }

    /** The blocked findings whose chain ends at this rule. */
    public List<Finding> waitingFor(String rule) {
        return findings.stream()
                .filter(finding -> finding.verdict() == Outcome.BLOCKED)
                .filter(finding ->
                        rootOf(finding).filter(root -> root.rule().equals(rule)).isPresent())
                .toList();
    }
}
