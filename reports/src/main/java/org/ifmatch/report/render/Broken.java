package org.ifmatch.report.render;

import java.util.Comparator;
import java.util.List;
import org.ifmatch.report.Case;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Results;

/** The broken rules of a target in the order in which they are told: what costs its users most comes first. */
final class Broken {

    private Broken() {}

    /** By impact, then FAIL before WARN, then as the catalogue has them. */
    static List<Finding> worstFirst(Results results) {
        return results.findings().stream()
                .filter(Finding::broken)
                .sorted(Comparator.comparing(Finding::impact).thenComparing(Finding::verdict))
                .toList();
    }

    /** FAIL before WARN, else in their order. */
    static List<Finding> failuresFirst(List<Finding> findings) {
        return findings.stream().sorted(Comparator.comparing(Finding::verdict)).toList();
    }

    /** The cases that show the rule broken, or all when none is marked so. */
    static List<Case> telling(Finding finding) {
        List<Case> telling = finding.cases().stream()
                .filter(tried -> tried.outcome() == finding.verdict())
                .toList();
        return telling.isEmpty() ? finding.cases() : telling;
    }
}
