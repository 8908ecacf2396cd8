package org.ifmatch.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A known failure that does not fail the build, with its reason.
 *
 * @param rule a rule id, or a pattern of them as {@link Patterns} reads it
 * @param because why the failure is put up with
 * @param until the last day on which the entry excuses anything
 * @param link where the failure is tracked
 * @param flaky in which share of all runs the rule is expected to be seen broken, above 0 and at most 1; empty where it is in
 *     every one. Only what chance decides, a race, may be so; such an entry is not stale when the rule passes.
 * @param where the place of the entry, for messages: "targets.yaml:12"
 */
public record BaselineEntry(
        String rule,
        String because,
        Optional<LocalDate> until,
        Optional<String> link,
        Optional<Double> flaky,
        String where) {

    /** What stands in place of a reason in a baseline that was written from a run, until somebody knows better. */
    public static final String REASON_NEEDED = "REASON NEEDED";

    /** The groups of rules whose outcome chance may decide. */
    private static final List<String> OF_CHANCE = List.of("race/", "property/");

    public BaselineEntry {
        Objects.requireNonNull(because, "because");
        Objects.requireNonNull(until, "until");
        Objects.requireNonNull(link, "link");
        Objects.requireNonNull(flaky, "flaky");
        Objects.requireNonNull(where, "where");
        if (!Patterns.of(rule).includesByName()) {
            throw new IllegalArgumentException("a baseline entry must name the rules that it excuses; \"" + rule
                    + "\" only names some that it does not");
        }
        if (flaky.filter(rate -> !(rate > 0 && rate <= 1)).isPresent()) {
            throw new IllegalArgumentException("flaky is a share of runs, above 0 and at most 1, such as 0.2");
        }
    }

    /** An entry for what is broken in every run. */
    public BaselineEntry(String rule, String because, Optional<LocalDate> until, Optional<String> link, String where) {
        this(rule, because, until, link, Optional.empty(), where);
    }

    public boolean needsReason() {
        return because.contains(REASON_NEEDED);
    }

    /** Whether a rule may be broken in one run and hold in the next though nothing was changed. */
    static boolean isOfChance(String rule) {
        return OF_CHANCE.stream().anyMatch(rule::startsWith);
    }

    /** Reason, last day, link and rate, in one line. */
    public String inWords() {
        return because
                + flaky.map(rate -> ", flaky at a rate of " + rate).orElse("")
                + until.map(day -> ", until " + day).orElse("")
                + link.map(place -> " (" + place + ")").orElse("");
    }
}
