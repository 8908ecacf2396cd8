package org.ifmatch.rule;

import java.util.Arrays;
import java.util.List;
import org.ifmatch.observe.AnAttempt;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Known;

/** Judges hand-made records as a rule would: by the oracle that it has for a scenario of this name. */
record Judging(Rule rule, String scenario, Known known) {

    static Judging by(Rule rule, String scenario) {
        return new Judging(rule, scenario, Targets.PLAIN);
    }

    Judging at(Known other) {
        return new Judging(rule, scenario, other);
    }

    JudgementAssert judged(AnAttempt... attempts) {
        return judged(Arrays.stream(attempts).map(AnAttempt::made).toList());
    }

    JudgementAssert judged(List<Attempt> attempts) {
        List<Rule.Observed> cases = rule.cases().stream()
                .filter(c -> c.scenario().name().equals(scenario))
                .toList();
        if (cases.size() != 1) {
            throw new AssertionError(rule + " has " + cases.size() + " cases \"" + scenario + "\" of "
                    + rule.cases().stream().map(c -> c.scenario().name()).toList());
        }
        return JudgementAssert.assertThat(cases.get(0).oracle().judge(attempts, known));
    }
}
