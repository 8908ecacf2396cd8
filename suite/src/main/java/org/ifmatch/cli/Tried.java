package org.ifmatch.cli;

import java.util.ArrayList;
import java.util.List;
import org.ifmatch.rule.Rule;

/** What is tried for a rule, in words, a line each. */
final class Tried {

    private Tried() {}

    static List<String> of(Rule rule) {
        List<String> all = new ArrayList<>();
        rule.cases().forEach(each -> all.add(each.scenario().name()));
        rule.races().forEach(each -> all.add(each.contest().name()));
        if (rule.overRun().isPresent() || rule.overLedger().isPresent()) {
            all.add("every request of the run, whatever it was sent for");
        }
        return all;
    }
}
