package org.ifmatch.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Beside;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Lab;
import org.ifmatch.observe.Memo;
import org.ifmatch.observe.Need;
import org.ifmatch.observe.Scenario;
import org.ifmatch.observe.Unobtainable;
import org.ifmatch.report.Outcome;
import org.ifmatch.rule.Exhibit;
import org.ifmatch.rule.Inquiry;
import org.ifmatch.rule.Judgement;
import org.ifmatch.rule.Misdeed;
import org.ifmatch.rule.Rule;
import org.ifmatch.rule.RunOracle.JudgedCase;
import org.ifmatch.rule.Takes;

/** Plays scenarios, each take once for all rules that judge it, and asks the oracles; again where they want to see more. */
final class Playing {

    /** Stands for the whole run where a rule has no observation of its own. */
    static final Rule.Observed OVER_RUN =
            new Rule.Observed(Scenario.attempts("the whole run", lab -> List.of()), (attempts, known) -> {
                throw new IllegalStateException("the whole run is judged by its own oracle");
            });

    private record Take(Scenario scenario, int number) {}

    private final Lab lab;
    private final Known known;
    private final Memo<Take, List<Attempt>> takes = new Memo<>();

    Playing(Lab lab, Known known) {
        this.lab = lab;
        this.known = known;
    }

    /** What one case of a rule comes to; empty where the target gives no occasion for it. */
    Optional<JudgedCase> judge(Rule rule, Rule.Observed observed) {
        Scenario scenario = observed.scenario();
        if (!scenario.needs().stream().allMatch((Need n) -> n.isMetBy(known))) {
            return Optional.empty();
        }
        List<Judgement> judgements = new ArrayList<>();
        List<Attempt> attempts = List.of();
        do {
            try {
                attempts = takes.get(
                        new Take(scenario, judgements.size()),
                        () -> scenario.play().apply(lab));
                judgements.add(
                        attempts.isEmpty()
                                ? unobtainable("it came to no attempt")
                                : observed.oracle().judge(attempts, known));
            } catch (Beside e) {
                return Optional.empty();
            } catch (Unobtainable e) {
                judgements.add(unobtainable(e.getMessage()));
            }
        } while (Takes.wantsAnother(judgements));
        return Optional.of(new JudgedCase(rule, observed, attempts, Takes.together(judgements)));
    }

    /** What an inquiry came to, as cases of its rule: each cause that it found, or what is to be said where there is none. */
    static List<JudgedCase> cases(Rule rule, Inquiry.Inquest inquest) {
        List<JudgedCase> cases = new ArrayList<>();
        for (Inquiry.Found found : inquest.found()) {
            cases.add(new JudgedCase(
                    rule.breaking(found.breaks(), found.explanations()),
                    OVER_RUN,
                    found.attempts(),
                    found.judgement()));
        }
        if (cases.isEmpty()) {
            cases.add(new JudgedCase(rule, OVER_RUN, List.of(), inquest.rest()));
        }
        JudgedCase first = cases.get(0);
        Exhibit shown = new Exhibit(first.judgement().exhibit().cases(), inquest.measured());
        cases.set(
                0,
                new JudgedCase(
                        first.rule(),
                        first.observed(),
                        first.attempts(),
                        first.judgement().showing(shown)));
        return cases;
    }

    private static Judgement unobtainable(String why) {
        return new Judgement(Outcome.INCONCLUSIVE, why, Misdeed.NONE, false, true, List.of());
    }
}
