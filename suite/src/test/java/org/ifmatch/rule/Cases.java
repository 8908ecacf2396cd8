package org.ifmatch.rule;

import java.util.Arrays;
import java.util.List;
import org.ifmatch.observe.AnAttempt;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Known;
import org.ifmatch.rule.RunOracle.JudgedCase;

/** Makes judged cases by hand: a rule of the book, one of its scenarios, and what its oracle says of a record. */
final class Cases {

    private Cases() {}

    /** A case of the rule's first scenario, judged by its oracle. */
    static JudgedCase of(String id, AnAttempt... attempts) {
        return of(id, 0, attempts);
    }

    /** A case of the scenario at this place in the rule, judged by its oracle. */
    static JudgedCase of(String id, int scenario, AnAttempt... attempts) {
        return at(Targets.PLAIN, id, scenario, attempts);
    }

    static JudgedCase at(Known known, String id, int scenario, AnAttempt... attempts) {
        Rule rule = rule(id);
        Rule.Observed observed = rule.cases().get(scenario);
        List<Attempt> made = Arrays.stream(attempts).map(AnAttempt::made).toList();
        return new JudgedCase(rule, observed, made, observed.oracle().judge(made, known));
    }

    /** A case of the rule's first scenario with a judgement of our own. */
    static JudgedCase judged(String id, Judgement judgement) {
        Rule rule = rule(id);
        Rule.Observed observed = rule.cases().isEmpty()
                ? new Rule.Observed(StaleTag.STALE_PUT, (attempts, known) -> judgement)
                : rule.cases().get(0);
        return new JudgedCase(rule, observed, judgement.shown(), judgement);
    }

    static Rule rule(String id) {
        return RuleBook.scripted().rule(id).orElseThrow();
    }
}
