package org.ifmatch.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Decides whether a build may go on after an examination. Whatever went wrong, the answer is no. */
public final class Gate {

    /** The class of a headline that exists only because the baseline excuses a rule for which others wait. */
    private static final String BASELINE = "baseline";

    private Gate() {}

    /** @param strict whether a WARN counts like a FAIL; no verdict is changed by it */
    public static GateDecision decide(Results results, Baseline baseline, boolean strict, LocalDate today) {
        List<String> reasons = new ArrayList<>();
        results.unexamined()
                .ifPresentOrElse(
                        why -> reasons.add("The target could not be examined: " + asSentence(why)),
                        () -> reasons.addAll(ofWhatWasFound(results, baseline, strict, today)));
        reasons.addAll(baseline.complaints(results.findings(), today));
        List<String> notes = new ArrayList<>(Minimum.notLookedAt(results));
        notes.addAll(baseline.notes(results.findings()));
        return new GateDecision(reasons.isEmpty(), reasons, notes, strict);
    }

    /** The results with the gate's decision, and with what the baseline excuses said wherever it must be said. */
    public static Results settle(Results results, Baseline baseline, boolean strict, LocalDate today) {
        Map<String, BaselineEntry> excuses = baseline.excuses(results.findings(), today);
        return new Results(
                results.target(),
                results.run(),
                results.capabilities(),
                headlines(results, excuses),
                results.findings(),
                results.left(),
                results.unexamined(),
                results.only(),
                excuses,
                decide(results, baseline, strict, today));
    }

    private static List<String> ofWhatWasFound(Results results, Baseline baseline, boolean strict, LocalDate today) {
        List<String> reasons = new ArrayList<>();
        Map<String, BaselineEntry> excuses = baseline.excuses(results.findings(), today);
        List<String> failed = unexcused(results, Outcome.FAIL, excuses);
        if (!failed.isEmpty()) {
            reasons.add(Words.count(failed.size(), "rule is", "rules are") + " broken: " + Words.list(failed)
                    + ". Mend the target, or name in the baseline what must wait, and say why.");
        }
        List<String> warned = unexcused(results, Outcome.WARN, excuses);
        if (strict && !warned.isEmpty()) {
            reasons.add(Words.count(warned.size(), "rule earns", "rules earn") + " a WARN, which a strict run counts: "
                    + Words.list(warned)
                    + ". Mend the target, name in the baseline what must wait, or do not run strict.");
        }
        if (!results.run().complete()) {
            reasons.add("The run was interrupted or ended before its last rule: run it again to its end.");
        }
        reasons.addAll(Minimum.lacking(results));
        return reasons;
    }

    private static List<String> unexcused(Results results, Outcome verdict, Map<String, BaselineEntry> excuses) {
        return results.findings().stream()
                .filter(finding -> finding.verdict() == verdict && !excuses.containsKey(finding.rule()))
                .sorted(Comparator.comparing(Finding::impact))
                .map(Finding::rule)
                .toList();
    }

    /** An excused rule hides those that wait for it, and the headline must not hide that. */
    private static List<Headline> headlines(Results results, Map<String, BaselineEntry> excuses) {
        List<Headline> told = new ArrayList<>();
        for (Headline headline : results.headlines()) {
            String hides = headline.rules().stream()
                    .filter(excuses::containsKey)
                    .map(rule -> hides(results, rule, excuses.get(rule)))
                    .collect(Collectors.joining());
            told.add(headline.saying(headline.says() + hides));
        }
        for (Map.Entry<String, BaselineEntry> excuse : excuses.entrySet()) {
            String rule = excuse.getKey();
            boolean inNoHeadline = results.headlines().stream()
                    .noneMatch(headline -> headline.rules().contains(rule));
            String hides = hides(results, rule, excuse.getValue());
            if (inNoHeadline && !hides.isEmpty()) {
                told.add(new Headline(BASELINE, rule + " is broken" + hides, List.of(rule)));
            }
        }
        return told;
    }

    private static String hides(Results results, String rule, BaselineEntry entry) {
        int waiting = results.waitingFor(rule).size();
        if (waiting == 0) {
            return "";
        }
        return "; the baseline excuses " + rule + " (" + entry.because() + "), so "
                + Words.count(waiting, "rule that waits for it was", "rules that wait for it were") + " not judged";
    }

    private static String asSentence(String text) {
        String bare = text.strip();
        return bare.endsWith(".") || bare.endsWith("!") || bare.endsWith("?") ? bare : bare + ".";
    }
}
