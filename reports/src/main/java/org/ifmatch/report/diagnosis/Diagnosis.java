package org.ifmatch.report.diagnosis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ifmatch.report.FaultClass;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Headline;
import org.ifmatch.report.Impact;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Results;

/**
 * From what was found to what is likely the matter. One cause is one headline: every broken rule stands in exactly one. It
 * looks at findings alone, so that a report made again from a journal says the same.
 */
public final class Diagnosis {

    private final Seen seen;
    private final Set<String> told = new HashSet<>();
    private final List<Headline> headlines = new ArrayList<>();

    private Diagnosis(Seen seen) {
        this.seen = seen;
    }

    /** The causes of what was found, those that fail a rule first, the worst impact on top. */
    public static List<Headline> of(Collection<Finding> findings, Map<String, Object> capabilities) {
        return new Diagnosis(new Seen(findings, capabilities)).headlines();
    }

    /** The causes of what these results hold, whatever headlines they came with. */
    public static List<Headline> of(Results results) {
        return of(results.findings(), results.capabilities());
    }

    /** The ids of rules, and patterns of them, that the known causes speak of: each has to be one of the catalogue's. */
    public static Set<String> namedRules() {
        return Stream.concat(KnownCauses.FIRST.stream(), KnownCauses.THEN.stream())
                .flatMap(cause -> cause.names().stream())
                .collect(Collectors.toSet());
    }

    /** The kinds of what can be wrong with a case, by the names that cases carry. */
    public static List<String> misdeeds() {
        return Stream.of(Misdeeds.values()).map(Enum::name).toList();
    }

    private List<Headline> headlines() {
        Unevaluated unevaluated = Unevaluated.in(seen);
        unevaluated.cause().ifPresent(this::tell);
        KnownCauses.FIRST.forEach(this::tell);
        misread(unevaluated);
        KnownCauses.THEN.forEach(this::tell);
        untold(finding -> true).forEach(this::unknown);
        headlines.sort(Comparator.comparing(this::failsNothing).thenComparing(this::worst));
        return headlines;
    }

    private void tell(Cause cause) {
        if (!cause.isSeenIn(seen)) {
            return;
        }
        List<Finding> explained = untold(finding -> cause.explains(seen, finding));
        if (explained.isEmpty()) {
            return;
        }
        tell(cause.faultClass(), inWords(cause, explained), explained, cause.alternatives());
    }

    private void tell(FaultClass faultClass, String says, List<Finding> explained, List<FaultClass> alternatives) {
        List<String> rules = explained.stream().map(Finding::rule).toList();
        told.addAll(rules);
        headlines.add(new Headline(
                faultClass.name(),
                says,
                rules,
                alternatives.stream().map(FaultClass::name).toList(),
                seen.withDependents(rules)));
    }

    private static String inWords(Cause cause, List<Finding> explained) {
        if (!cause.says().contains(Cause.METHODS)) {
            return cause.says();
        }
        Set<String> methods = new LinkedHashSet<>();
        for (Finding finding : explained) {
            Seen.badCases(finding).stream()
                    .map(Seen::method)
                    .filter(method -> !method.isEmpty())
                    .forEach(methods::add);
        }
        return cause.says().replace(Cause.METHODS, methods.isEmpty() ? "a request" : Unevaluated.words(methods));
    }

    private List<Finding> untold(Predicate<Finding> which) {
        return seen.broken().stream()
                .filter(finding -> !told.contains(finding.rule()))
                .filter(which)
                .toList();
    }

    /** What no cause is known for is told in its own words. */
    private void unknown(Finding finding) {
        tell(FaultClass.F13, finding.rule() + ": " + finding.why(), List.of(finding), List.of());
    }

    // How the value is read.

    private void misread(Unevaluated unevaluated) {
        List<Sight> sights = seen.sights().stream()
                .filter(sight -> !unevaluated.methods().contains(sight.method()))
                .filter(sight -> !told.contains(sight.rule()))
                .toList();
        for (Misreading each : Misreading.of(sights)) {
            List<Finding> explained = untold(finding -> each.rules().contains(finding.rule()));
            if (!explained.isEmpty()) {
                tell(each.faultClass(), each.says(), explained, each.alternatives());
            }
        }
    }

    // The order in which they are told.

    private boolean failsNothing(Headline headline) {
        return findings(headline).noneMatch(finding -> finding.verdict() == Outcome.FAIL);
    }

    private Impact worst(Headline headline) {
        return findings(headline)
                .map(Finding::impact)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private Stream<Finding> findings(Headline headline) {
        return headline.rules().stream().map(seen::finding).flatMap(Optional::stream);
    }
}
