package org.ifmatch.report;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The known failures of a target, held against what was found: a list that must burn down and may not go stale. */
public final class Baseline {

    /** What became of an entry. */
    public enum Standing {
        /** It excuses a rule that is broken. */
        MATCHED,
        /** Its rules were judged and all are fine now. */
        STALE,
        /** Its last day has passed. */
        EXPIRED,
        /** No rule has such an id. */
        UNMATCHED,
        /** It was written from a run, and nobody has filled in its reason. */
        UNREASONED,
        /** It calls a rule flaky whose outcome chance does not decide. */
        NOT_OF_CHANCE,
        /** Nothing that it names was broken, yet not all of it could be judged. */
        IDLE
    }

    private final List<BaselineEntry> entries;
    private final Collection<String> rules;

    private Baseline(List<BaselineEntry> entries, Collection<String> rules) {
        this.entries = entries;
        this.rules = rules;
    }

    public static Baseline none() {
        return new Baseline(List.of(), List.of());
    }

    /** @param rules the ids of all rules there are, chosen for this run or not */
    public static Baseline of(List<BaselineEntry> entries, Collection<String> rules) {
        return new Baseline(List.copyOf(entries), new TreeSet<>(rules));
    }

    /** What the run says at its start; empty when there is no entry. */
    public Optional<String> announcement() {
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        long matched = rules.stream()
                .filter(rule -> entries.stream().anyMatch(entry -> names(entry, rule)))
                .count();
        return Optional.of("The baseline has " + Words.count(entries.size(), "entry", "entries") + " that "
                + (entries.size() == 1 ? "matches " : "match ") + Words.count(matched, "rule", "rules") + ".");
    }

    /** The entry that excuses each broken rule; of several the first. */
    public Map<String, BaselineEntry> excuses(List<Finding> findings, LocalDate today) {
        Map<String, BaselineEntry> excuses = new LinkedHashMap<>();
        for (Finding finding : findings) {
            entries.stream()
                    .filter(entry -> finding.broken() && names(entry, finding.rule()) && !expired(entry, today))
                    .findFirst()
                    .ifPresent(entry -> excuses.put(finding.rule(), entry));
        }
        return excuses;
    }

    /** A sentence that says what to do, for each entry that must not stay as it is. */
    public List<String> complaints(List<Finding> findings, LocalDate today) {
        return entries.stream()
                .flatMap(entry -> complaint(entry, standing(entry, findings, today)).stream())
                .toList();
    }

    private static Optional<String> complaint(BaselineEntry entry, Standing standing) {
        String named = "The baseline entry \"" + entry.rule() + "\" (" + entry.where() + ") ";
        return switch (standing) {
            case MATCHED, IDLE -> Optional.empty();
            case STALE -> Optional.of(named + "is stale, what it excuses is fine now: remove the entry.");
            case EXPIRED ->
                Optional.of(named + "expired on "
                        + entry.until().map(LocalDate::toString).orElse("an unknown day")
                        + ": mend what it excuses, or give it a later date and say why.");
            case UNMATCHED -> Optional.of(named + "matches no rule: correct the id or remove the entry.");
            case UNREASONED ->
                Optional.of(named + "has no reason yet: write in \"because\" why this is put up with, or mend the"
                        + " target and remove the entry.");
            case NOT_OF_CHANCE ->
                Optional.of(named + "calls flaky what chance does not decide; only race/* and property/* may be: take"
                        + " \"flaky\" out, or correct the id.");
        };
    }

    public Standing standing(BaselineEntry entry, List<Finding> findings, LocalDate today) {
        Map<String, Finding> found = new HashMap<>();
        findings.forEach(finding -> found.put(finding.rule(), finding));
        List<String> named = namedBy(entry);
        if (named.isEmpty()) {
            return Standing.UNMATCHED;
        }
        if (entry.flaky().isPresent() && !named.stream().allMatch(BaselineEntry::isOfChance)) {
            return Standing.NOT_OF_CHANCE;
        }
        if (entry.flaky().isEmpty() && fineNow(named, found)) {
            return Standing.STALE;
        }
        if (expired(entry, today)) {
            return Standing.EXPIRED;
        }
        if (entry.needsReason()) {
            return Standing.UNREASONED;
        }
        boolean excuses = named.stream()
                .anyMatch(rule -> found.containsKey(rule) && found.get(rule).broken());
        return excuses ? Standing.MATCHED : Standing.IDLE;
    }

    /** What a reader should know of entries that are as they should be. */
    public List<String> notes(List<Finding> findings) {
        Map<String, Finding> found = new HashMap<>();
        findings.forEach(finding -> found.put(finding.rule(), finding));
        return entries.stream()
                .filter(entry -> entry.flaky().isPresent() && fineNow(namedBy(entry), found))
                .map(entry -> "The baseline calls \"" + entry.rule() + "\" flaky (" + entry.where()
                        + "); this time it was not seen broken.")
                .toList();
    }

    /** The entries that a baseline written from this run keeps: those that still excuse something, or may. */
    public List<BaselineEntry> kept(List<Finding> findings, LocalDate today) {
        return entries.stream()
                .filter(entry -> switch (standing(entry, findings, today)) {
                    case MATCHED, IDLE, UNREASONED -> true;
                    case STALE, EXPIRED, UNMATCHED, NOT_OF_CHANCE -> false;
                })
                .toList();
    }

    private List<String> namedBy(BaselineEntry entry) {
        return rules.stream().filter(rule -> names(entry, rule)).toList();
    }

    private static boolean fineNow(List<String> named, Map<String, Finding> found) {
        return named.stream().allMatch(rule -> settled(found, rule))
                && named.stream().anyMatch(rule -> found.get(rule).judged());
    }

    /** Fine, or nothing to judge on this target; a rule that was not looked at, or in vain, may still be broken. */
    private static boolean settled(Map<String, Finding> found, String rule) {
        return Optional.ofNullable(found.get(rule))
                .map(finding -> switch (finding.verdict()) {
                    case PASS, NOTE, NOT_APPLICABLE -> true;
                    case FAIL, WARN, INCONCLUSIVE, BLOCKED -> false;
                })
                .orElse(false);
    }

    private static boolean names(BaselineEntry entry, String rule) {
        return Patterns.of(entry.rule()).matches(rule);
    }

    private static boolean expired(BaselineEntry entry, LocalDate today) {
        return entry.until().filter(today::isAfter).isPresent();
    }
}
