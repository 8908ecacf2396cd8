package org.ifmatch.report.diagnosis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ifmatch.report.Case;
import org.ifmatch.report.Exchanges;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.ShownExchange;

/** The findings about one target, to be asked about. What a rule that waits for another has seen counts as well. */
final class Seen {

    private static final String ANY = "*";

    private static final Set<String> DONE = Set.of(
            Misdeeds.PERFORMED.name(),
            Misdeeds.CREATED.name(),
            Misdeeds.REFUSED_YET_PERFORMED.name(),
            Misdeeds.PERFORMED_LATE.name());

    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private final Map<String, Object> capabilities;

    Seen(Collection<Finding> findings, Map<String, Object> capabilities) {
        findings.forEach(finding -> this.findings.put(finding.rule(), finding));
        this.capabilities = capabilities;
    }

    /** The findings of rules that are broken and not explained by another rule, in the order of the catalogue. */
    List<Finding> broken() {
        return findings.values().stream().filter(Finding::broken).toList();
    }

    Optional<Finding> finding(String rule) {
        return Optional.ofNullable(findings.get(rule));
    }

    /** Whether one of these rules, {@code group/*} for all of a group, was seen broken, be it told or not. */
    boolean anyBad(String pattern) {
        return matching(pattern).anyMatch(f -> f.broken() || !badCases(f).isEmpty());
    }

    /** Whether this rule was judged, and is not broken. */
    boolean holds(String rule) {
        return finding(rule)
                .filter(f -> f.verdict() == Outcome.PASS || f.verdict() == Outcome.NOTE)
                .isPresent();
    }

    /** Whether one of these rules is told as broken, by a case of this kind. */
    boolean anyTold(String pattern, String misdeed) {
        return matching(pattern).anyMatch(f -> f.broken() && has(f, misdeed));
    }

    /** Whether one of these rules is told as broken, and does not wait for another. */
    boolean anyTold(String pattern) {
        return matching(pattern).anyMatch(Finding::broken);
    }

    static boolean has(Finding finding, String misdeed) {
        return badCases(finding).stream().anyMatch(c -> misdeed(c).equals(Optional.of(misdeed)));
    }

    /** The kind of what was wrong. What was answered with a refusal and done all the same is that, whatever was done. */
    static Optional<String> misdeed(Case tried) {
        boolean done = tried.misdeed()
                .filter(m -> m.equals(Misdeeds.PERFORMED.name()) || m.equals(Misdeeds.CREATED.name()))
                .isPresent();
        boolean refused =
                attempt(tried).map(Sight::status).filter(s -> s >= 400).isPresent();
        return done && refused ? Optional.of(Misdeeds.REFUSED_YET_PERFORMED.name()) : tried.misdeed();
    }

    /** Whether the answer that a bad case of this rule shows has no ETag. */
    boolean lacksTag(String rule) {
        return finding(rule).stream()
                .flatMap(f -> badCases(f).stream())
                .flatMap(c -> attempt(c).stream())
                .anyMatch(e ->
                        Sight.head(e.answer()).stream().noneMatch(line -> line.regionMatches(true, 0, "ETag:", 0, 5)));
    }

    /** Whether nothing but answers of the status that this rule was broken with breaks the other, and nothing was done. */
    boolean isBrokenByTheAnswersOf(String rule, Finding other) {
        Set<Integer> statuses = finding(rule).stream()
                .flatMap(f -> badCases(f).stream())
                .map(Seen::status)
                .collect(Collectors.toSet());
        List<Case> bad = badCases(other);
        return !bad.isEmpty()
                && bad.stream().allMatch(c -> statuses.contains(status(c)))
                && bad.stream().noneMatch(c -> misdeed(c).filter(DONE::contains).isPresent());
    }

    /** Whether a bad case of this rule shows such a status. */
    boolean isAnswered(String rule, IntPredicate status) {
        return finding(rule).stream()
                .flatMap(f -> badCases(f).stream())
                .mapToInt(Seen::status)
                .anyMatch(status);
    }

    private static int status(Case tried) {
        return attempt(tried).map(Sight::status).orElse(0);
    }

    /** Whether a bad case of this rule shows the tag of its answer as the current one afterwards. */
    boolean keepsTheTagOfTheAnswer(String rule) {
        return finding(rule).stream()
                .flatMap(f -> badCases(f).stream())
                .anyMatch(c -> c.evidence() instanceof Exchanges seen
                        && Sight.labelled(seen, "the attempt")
                                .flatMap(Sight::shownTag)
                                .filter(tag -> Sight.labelled(seen, "after")
                                        .flatMap(Sight::shownTag)
                                        .filter(tag::equals)
                                        .isPresent())
                                .isPresent());
    }

    private static Optional<ShownExchange> attempt(Case tried) {
        return tried.evidence() instanceof Exchanges seen ? Sight.labelled(seen, "the attempt") : Optional.empty();
    }

    /** Whether a bad case of this rule has these words in its name. */
    boolean badCase(String rule, String words) {
        return finding(rule)
                .filter(f -> badCases(f).stream().anyMatch(c -> c.what().contains(words)))
                .isPresent();
    }

    private Stream<Finding> matching(String pattern) {
        return findings.values().stream().filter(f -> matches(pattern, f.rule()));
    }

    static boolean matches(String pattern, String rule) {
        return pattern.endsWith(ANY)
                ? rule.startsWith(pattern.substring(0, pattern.length() - ANY.length()))
                : rule.equals(pattern);
    }

    static List<Case> badCases(Finding finding) {
        return finding.cases().stream()
                .filter(c -> c.outcome() == Outcome.FAIL || c.outcome() == Outcome.WARN)
                .toList();
    }

    /** The method that a case is about; empty where it has no single request. */
    static String method(Case tried) {
        return attempt(tried)
                .map(ShownExchange::request)
                .map(request -> request.split(" ", 2)[0])
                .orElse("");
    }

    /** The requests that tell how the field is read; where a resource has several tags, the one before is not the one meant. */
    List<Sight> sights() {
        Map<Sight, Sight> all = new LinkedHashMap<>();
        List<Finding> ofOneTag = findings.values().stream()
                .filter(f -> !matches("nego/*", f.rule()) && !matches("uri/*", f.rule()))
                .toList();
        for (Finding finding : ofOneTag) {
            finding.cases().stream()
                    .map(tried -> Sight.of(finding.rule(), tried))
                    .flatMap(Optional::stream)
                    .forEach(sight -> all.put(sight, sight));
        }
        return new ArrayList<>(all.values());
    }

    boolean tagsAre(String kind) {
        return kind.equals(capabilities.get("etag"));
    }

    /** These rules and all that wait for them, in the order of the catalogue. */
    List<String> withDependents(Collection<String> rules) {
        Set<String> mended = new LinkedHashSet<>(rules);
        int before;
        do {
            before = mended.size();
            findings.values().stream()
                    .filter(f -> f.verdict() == Outcome.BLOCKED)
                    .filter(f -> f.blockedBy().filter(mended::contains).isPresent())
                    .forEach(f -> mended.add(f.rule()));
        } while (mended.size() > before);
        return findings.keySet().stream().filter(mended::contains).toList();
    }
}
