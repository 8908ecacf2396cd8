package org.ifmatch.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of each rule from one run of a target to the next.
 *
 * @param changes the rules that changed, as the newer run has them, and after these the ones that are gone
 * @param same how many rules are judged as before
 */
public record Comparison(Results before, Results after, List<Comparison.Change> changes, int same) {

    /** What a change comes to. */
    public enum Kind {
        /** Broken now, or broken more gravely. */
        WORSE("worse"),
        /** It was judged and is not any more: nobody knows whether it is fine. */
        UNJUDGED("no longer judged"),
        /** The older run did not have it. */
        NEW("new"),
        /** The newer run does not have it. */
        GONE("gone"),
        /** Fine now, or broken less gravely, or judged at last and found fine. */
        BETTER("better");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** One rule that changed; it is missing from the run that does not have it. */
    public record Change(String rule, Kind kind, Optional<Finding> before, Optional<Finding> after) {

        /** "PASS → FAIL"; a dash stands for a run that does not have the rule. */
        public String words() {
            return word(before) + " → " + word(after);
        }

        private static String word(Optional<Finding> finding) {
            return finding.map(found -> found.verdict().name().replace('_', ' '))
                    .orElse("–");
        }

        /** Whether somebody should look at it before the newer state is let out. */
        public boolean worries() {
            return switch (kind) {
                case WORSE, UNJUDGED -> true;
                case NEW -> after.filter(Finding::broken).isPresent();
                case GONE -> before.filter(Finding::judged).isPresent();
                case BETTER -> false;
            };
        }
    }

    public Comparison {
        changes = List.copyOf(changes);
    }

    public static Comparison of(Results before, Results after) {
        Map<String, Finding> older = new LinkedHashMap<>();
        before.findings().stream()
                .filter(finding -> isChosen(finding, after))
                .forEach(finding -> older.put(finding.rule(), finding));
        List<Change> changes = new ArrayList<>();
        int same = 0;
        for (Finding now : after.findings()) {
            Optional<Finding> then = Optional.ofNullable(older.remove(now.rule()));
            Optional<Kind> kind = then.map(was -> kind(was, now)).orElse(Optional.of(Kind.NEW));
            kind.ifPresent(each -> changes.add(new Change(now.rule(), each, then, Optional.of(now))));
            same += kind.isPresent() ? 0 : 1;
        }
        older.forEach((rule, was) -> changes.add(new Change(rule, Kind.GONE, Optional.of(was), Optional.empty())));
        return new Comparison(before, after, changes, same);
    }

    /** What the newer run was not asked to look at is not gone. */
    private static boolean isChosen(Finding finding, Results after) {
        return after.only()
                .map(only -> Patterns.of(only).matches(finding.rule()))
                .orElse(true);
    }

    public List<Change> changes(Kind kind) {
        return changes.stream().filter(change -> change.kind() == kind).toList();
    }

    public boolean worries() {
        return changes.stream().anyMatch(Change::worries)
                || before.gate().passed() && !after.gate().passed();
    }

    private static Optional<Kind> kind(Finding before, Finding after) {
        if (before.judged() && !after.judged()) {
            return Optional.of(Kind.UNJUDGED);
        }
        int step = gravity(after) - gravity(before);
        if (step > 0) {
            return Optional.of(Kind.WORSE);
        }
        return step < 0 || !before.judged() && after.judged() ? Optional.of(Kind.BETTER) : Optional.empty();
    }

    private static int gravity(Finding finding) {
        return switch (finding.verdict()) {
            case FAIL -> 2;
            case WARN -> 1;
            case PASS, NOTE, INCONCLUSIVE, NOT_APPLICABLE, BLOCKED -> 0;
        };
    }
}
