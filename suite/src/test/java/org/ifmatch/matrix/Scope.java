package org.ifmatch.matrix;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ifmatch.rule.Rule;
import org.ifmatch.rule.RuleBook;

/** Which rules are asked: all that one client can show, or those for which several have to meet. */
final class Scope {

    /** Rules of the group {@code race} that are played step by step, by one client that keeps two requests open. */
    private static final Set<String> STEP_BY_STEP = Set.of(
            "race/slow-body",
            "race/slow-body-overtaken-by-delete",
            "race/expect-gap",
            "race/two-slow",
            "race/aborted-slow",
            "race/retry-unknown-outcome");

    /**
     * Rules that can say nothing worse than NOTE (catalogue, part K, and the entries themselves): what they record breaks no
     * rule, so that no fault can be planted for them.
     */
    static final Set<String> RECORDS_ONLY = Set.of(
            "etag/no-backslash",
            "etag/delete-response",
            "etag/content-location-scope",
            "etag/metadata-change",
            "etag/aba-same-content",
            "current-tag/cors-usable",
            "current-tag/noop-update",
            "current-tag/201-vs-200",
            "weak/only-tags",
            "method/post-create-star",
            "answer-412/explains",
            "status-428/explains",
            "uri/query-variants",
            "uri/case",
            "order/429-503-first",
            "status-428/star-and-inm",
            "status-428/wrong-code");

    /** Rules that want so many writes a second; a machine that is busy with other origins may leave them open, and says so. */
    static final Set<String> NEED_A_QUICK_MACHINE = Set.of("etag/rapid-same-size");

    private Scope() {}

    /** The rules that can say FAIL or WARN and need no volley. */
    static Set<String> breakable() {
        return RuleBook.scripted().rules().stream()
                .filter(Scope::isSequential)
                .map(Rule::id)
                .filter(id -> !RECORDS_ONLY.contains(id))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a rule is shown only by writers who meet by chance. */
    static boolean needsVolley(String rule) {
        return rule.startsWith("race/") && !STEP_BY_STEP.contains(rule);
    }

    /** Whether a rule is tested, and shown by one client. */
    static boolean isSequential(Rule rule) {
        return rule.untested().isEmpty() && !needsVolley(rule.id());
    }

    static boolean isSequential(String rule) {
        return RuleBook.scripted().rule(rule).filter(Scope::isSequential).isPresent();
    }

    /** The choice of rules, as {@code -Donly} takes it, that leaves the volleys out. */
    static String sequential() {
        return RuleBook.scripted().rules().stream()
                .map(Rule::id)
                .filter(Scope::needsVolley)
                .map(id -> "!" + id)
                .collect(Collectors.joining(","));
    }
}
