package org.ifmatch.matrix;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Results;

/**
 * What one origin came to under all rules.
 *
 * @param origin its name, as {@code -Dtarget} takes it
 * @param verdicts the verdict of every rule that is tested
 * @param why the reasons of those that were broken or came to nothing
 * @param waitsFor the broken rule that explains it, for those that are BLOCKED
 * @param diagnosis the classes and the sentence of the first headline: "F01 or F08: ..."; empty where nothing is broken
 * @param requests how many requests it took
 * @param millis how long it took, beside others
 * @param trouble what kept the examination from being whole; empty if nothing did
 */
record Row(
        String origin,
        Map<String, Outcome> verdicts,
        Map<String, String> why,
        Map<String, String> waitsFor,
        String diagnosis,
        long requests,
        long millis,
        String trouble) {

    private static final int SHOWN_OF_A_REASON = 400;

    Row {
        verdicts = new TreeMap<>(verdicts);
        why = new TreeMap<>(why);
        waitsFor = new TreeMap<>(waitsFor);
    }

    static Row of(String origin, Results results) {
        Map<String, Outcome> verdicts = new TreeMap<>();
        Map<String, String> why = new TreeMap<>();
        Map<String, String> waitsFor = new TreeMap<>();
        for (Finding finding : results.findings()) {
            if (finding.tested()) {
                verdicts.put(finding.rule(), finding.verdict());
                finding.blockedBy().ifPresent(root -> waitsFor.put(finding.rule(), root));
                if (finding.broken() || finding.verdict() == Outcome.INCONCLUSIVE) {
                    why.put(finding.rule(), cut(finding.why()));
                }
            }
        }
        String trouble =
                results.unexamined().orElse(results.run().complete() ? "" : "the examination was not completed");
        return new Row(
                origin,
                verdicts,
                why,
                waitsFor,
                results.headlines().stream()
                        .findFirst()
                        .map(first -> first.classes() + ": " + cut(first.says()))
                        .orElse(""),
                results.run().requests(),
                results.run().millis(),
                trouble);
    }

    private static String cut(String why) {
        return why.length() <= SHOWN_OF_A_REASON ? why : why.substring(0, SHOWN_OF_A_REASON) + "…";
    }

    /** The rules with one of these verdicts. */
    Set<String> with(Outcome... outcomes) {
        Set<String> rules = new TreeSet<>();
        verdicts.forEach((rule, outcome) -> {
            for (Outcome each : outcomes) {
                if (each == outcome) {
                    rules.add(rule);
                }
            }
        });
        return rules;
    }

    /** The rules that were seen to be broken. */
    Set<String> broken() {
        return with(Outcome.FAIL, Outcome.WARN);
    }
}
