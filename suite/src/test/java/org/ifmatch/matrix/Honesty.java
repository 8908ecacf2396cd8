package org.ifmatch.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ifmatch.origin.Oddity;
import org.ifmatch.report.Outcome;
import org.ifmatch.rule.Rule;
import org.ifmatch.rule.RuleBook;

/**
 * What is said of an odd origin that is honest.
 *
 * @param alarms every FAIL, and every WARN that it does not earn
 * @param unearned what it is declared to earn and did not get
 * @param belowFloor MUST rules that PASS on the reference and not here, though no exception is known
 */
record Honesty(Oddity oddity, Row row, Set<String> alarms, Set<String> unearned, Set<String> belowFloor) {

    /** @param reference what the honest origin itself came to, which says where the floor is */
    static Honesty of(Oddity oddity, Row row, Row reference) {
        Map<String, String> floor = Floors.known().getOrDefault(oddity.label(), Map.of());
        Set<String> alarms = new TreeSet<>(row.broken());
        Set<String> unearned = new TreeSet<>();
        oddity.earns().forEach((rule, verdict) -> {
            Outcome got = row.verdicts().get(rule);
            if (got == Outcome.WARN && verdict.equals("WARN")) {
                alarms.remove(rule);
            }
            if (got != null && !verdict.equals(got.name())) {
                unearned.add(rule);
            }
        });
        Set<String> belowFloor = new TreeSet<>(musts(reference));
        belowFloor.removeAll(musts(row));
        belowFloor.removeAll(floor.keySet());
        belowFloor.removeIf(rule -> isLeftOpenByABusyMachine(rule, row));
        return new Honesty(oddity, row, alarms, unearned, belowFloor);
    }

    static boolean isLeftOpenByABusyMachine(String rule, Row row) {
        return Scope.NEED_A_QUICK_MACHINE.contains(rule) && row.verdicts().get(rule) == Outcome.INCONCLUSIVE;
    }

    /** The MUST rules that PASS. */
    static Set<String> musts(Row row) {
        Set<String> rules = new TreeSet<>(row.with(Outcome.PASS));
        rules.retainAll(MUSTS);
        return rules;
    }

    private static final Set<String> MUSTS = new TreeSet<>(RuleBook.scripted().rules().stream()
            .filter(rule -> rule.entry().level().isMust())
            .map(Rule::id)
            .toList());

    /** What has to be mended, a line each. */
    List<String> complaints() {
        List<String> all = new ArrayList<>();
        if (!row.trouble().isEmpty()) {
            all.add(oddity + " could not be examined: " + row.trouble());
            return all;
        }
        alarms.forEach(rule -> all.add(
                oddity + " is honest, and " + rule + " cries wolf: " + row.why().get(rule)));
        unearned.forEach(rule ->
                all.add(oddity + " is declared to earn " + oddity.earns().get(rule) + " of " + rule + ", which says "
                        + row.verdicts().get(rule)));
        belowFloor.forEach(rule -> all.add(oddity + " does not pass " + rule + ", which says "
                + row.verdicts().get(rule) + " " + row.why().getOrDefault(rule, "")));
        return all;
    }
}
