package org.ifmatch.report;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * A known failure that does not fail the build, with its reason.
 *
 * @param rule a rule id, or a pattern of them as {@link Patterns} reads it
 * @param because why the failure is put up with
 * @param until the last day on which the entry excuses anything
 * @param link where the failure is tracked
 * @param where the place of the entry, for messages: "targets.yaml:12"
 */
public record BaselineEntry(
        String rule, String because, Optional<LocalDate> until, Optional<String> link, String where) {

    public BaselineEntry {
        Objects.requireNonNull(because, "because");
        Objects.requireNonNull(until, "until");
        Objects.requireNonNull(link, "link");
        Objects.requireNonNull(where, "where");
        if (!Patterns.of(rule).includesByName()) {
            throw new IllegalArgumentException("a baseline entry must name the rules that it excuses; \"" + rule
                    + "\" only names some that it does not");
        }
    }
}
