package org.ifmatch.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How much must have been judged before a run may be green: for each write method that the target supports one refusal
 * of a stale condition and one acceptance of a true one, and some MUST in any case.
 */
final class Minimum {

    private static final String TAGS = "etag";

    private Minimum() {}

    /** What the run lacks, each as a sentence that says what to do. */
    static List<String> lacking(Results results) {
        if (results.findings().isEmpty()) {
            return List.of(
                    "No rule was examined: correct the choice of rules, or look for what kept them from running.");
        }
        List<String> lacking = new ArrayList<>();
        if (results.findings().stream().noneMatch(finding -> finding.level().isMust() && judged(results, finding))) {
            lacking.add("No MUST was judged, so nothing is known about the target: choose more rules, or settle by"
                    + " hand the capabilities that were not found.");
        }
        for (Need need : needs(results)) {
            List<String> chosen = chosen(results, need.rules());
            boolean met = chosen.stream()
                    .anyMatch(rule -> results.finding(rule)
                            .filter(found -> judged(results, found))
                            .isPresent());
            if (!chosen.isEmpty() && !met) {
                lacking.add("Too little evidence for " + need.method().name() + ": " + need.what() + " was not judged ("
                        + states(results, chosen) + "). Find out why, or settle the capability \""
                        + need.method().capability + "\" by hand.");
            }
        }
        return lacking;
    }

    /** What was left out by the choice of rules, though a full run demands it. */
    static List<String> notLookedAt(Results results) {
        return results.only().stream()
                .flatMap(only -> needs(results).stream()
                        .filter(need -> chosen(results, need.rules()).isEmpty())
                        .map(need -> "Only " + only + " was examined; for "
                                + need.method().name() + ", " + need.what() + " was not looked at."))
                .toList();
    }

    /** A rule that waits for one that is broken counts: the run is red anyway, or its headline says what is excused. */
    private static boolean judged(Results results, Finding finding) {
        return finding.judged()
                || finding.verdict() == Outcome.BLOCKED
                        && results.rootOf(finding)
                                .filter(root -> root.verdict() == Outcome.FAIL)
                                .isPresent();
    }

    private static List<Need> needs(Results results) {
        Tags tags = Tags.of(results.capabilities());
        return Arrays.stream(Method.values())
                .filter(method -> supports(results.capabilities().get(method.capability)))
                .flatMap(method -> Stream.of(
                        new Need(method, "the refusal of a stale condition", tags.refusals(method)),
                        new Need(method, "the acceptance of a true condition", tags.acceptances(method))))
                .toList();
    }

    private static List<String> chosen(Results results, List<String> rules) {
        return results.only()
                .map(Patterns::of)
                .map(only -> rules.stream().filter(only::matches).toList())
                .orElse(rules);
    }

    private static String states(Results results, List<String> rules) {
        List<String> states = rules.stream()
                .map(rule -> results.finding(rule)
                        .map(found ->
                                rule + " is " + found.verdict() + (found.why().isEmpty() ? "" : ", " + found.why()))
                        .orElse(rule + " was not run"))
                .toList();
        return String.join("; ", states);
    }

    private static boolean supports(Object capability) {
        return Boolean.TRUE.equals(capability) || capability instanceof Collection<?> kinds && !kinds.isEmpty();
    }

    private record Need(Method method, String what, List<String> rules) {}

    private enum Method {
        PUT("put-update"),
        PATCH("patch"),
        DELETE("delete");

        private final String capability;

        Method(String capability) {
            this.capability = capability;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which tags a target gives decides by which rules a condition can be false, and be true. */
    private enum Tags {
        STRONG,
        WEAK,
        NONE;

        static Tags of(Map<String, Object> capabilities) {
            String said = Optional.ofNullable(capabilities.get(TAGS))
                    .map(Object::toString)
                    .orElse("none");
            if (said.contains("weak") && !said.contains("strong")) {
                return WEAK;
            }
            return said.equals("none") || said.equals("false") ? NONE : STRONG;
        }

        List<String> refusals(Method method) {
            return this == NONE
                    ? List.of("foreign-tag/untagged-resource")
                    : List.of("stale-tag/" + method.word() + "-rejected");
        }

        List<String> acceptances(Method method) {
            String byTag = "current-tag/" + method.word();
            String byStar = "wildcard/existing-" + method.word();
            return switch (this) {
                case STRONG -> List.of(byTag);
                case WEAK -> List.of(byTag, byStar);
                case NONE -> List.of(byStar);
            };
        }
    }
}
