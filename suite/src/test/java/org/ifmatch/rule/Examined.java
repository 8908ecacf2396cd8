package org.ifmatch.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ifmatch.http.Exchange;
import org.ifmatch.observe.AnAttempt;
import org.ifmatch.observe.Scenario;
import org.ifmatch.report.Case;
import org.ifmatch.report.Exchanges;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Headline;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.ShownExchange;
import org.ifmatch.report.diagnosis.Diagnosis;
import org.ifmatch.rule.RunOracle.JudgedCase;
import org.ifmatch.target.Dialect;

/** An examination made of hand-made cases: each is judged by the oracles of the rule book, and causes are told from them. */
final class Examined {

    /** The rules that judge the whole run. */
    private static final List<String> OVER_RUN =
            List.of("stale-tag/status-exact", "stale-tag/not-false-success", "no-effect/content", "no-effect/deferred");

    private final List<JudgedCase> cases = new ArrayList<>();
    private Dialect dialect = Dialect.rfc9110();
    private Optional<Causes> causes = Optional.empty();

    static Examined target() {
        return new Examined();
    }

    Examined ofDialect(Dialect other) {
        dialect = other;
        return this;
    }

    /** The rule's first observation came to this. */
    Examined saw(String id, AnAttempt... attempts) {
        return saw(id, 0, attempts);
    }

    /** The rule's observation at this place came to this. */
    Examined saw(String id, int scenario, AnAttempt... attempts) {
        cases.add(Cases.at(Targets.of(dialect), id, scenario, attempts));
        return this;
    }

    /** Every observation of the rule came to this. */
    Examined sawAlways(String id, Supplier<AnAttempt> each) {
        int count = Cases.rule(id).cases().size();
        for (int scenario = 0; scenario < count; scenario++) {
            saw(id, scenario, each.get());
        }
        return this;
    }

    Examined judged(String id, Judgement judgement) {
        cases.add(Cases.judged(id, judgement));
        return this;
    }

    /** This was said of all exchanges of the run together. */
    Examined overAll(String id, Judgement judgement) {
        Rule.Observed run =
                new Rule.Observed(Scenario.attempts("the whole run", lab -> List.of()), (attempts, known) -> judgement);
        cases.add(new JudgedCase(Cases.rule(id), run, judgement.shown(), judgement));
        return this;
    }

    /** Judges the whole run as well; nothing more can be seen then. */
    Examined over() {
        List<JudgedCase> single = List.copyOf(cases);
        for (String id : OVER_RUN) {
            RunOracle oracle = Cases.rule(id).overRun().orElseThrow();
            cases.add(Cases.judged(id, oracle.judge(single, List.of(), Targets.of(dialect))));
        }
        return this;
    }

    /** The same seen in another order: what is said must not depend on it. */
    Examined shuffled() {
        Collections.reverse(cases);
        return this;
    }

    Causes.Said said(String id) {
        return causes().of(Cases.rule(id));
    }

    Outcome verdict(String id) {
        return said(id).verdict();
    }

    /** The ids with this verdict, in the order of the book. */
    List<String> with(Outcome outcome) {
        return all().stream()
                .filter(s -> s.verdict() == outcome)
                .map(s -> s.rule().id())
                .toList();
    }

    List<Headline> headlines() {
        return Diagnosis.of(all().stream().map(Examined::finding).toList(), Map.of("etag", "strong"));
    }

    private static Finding finding(Causes.Said said) {
        Rule rule = said.rule();
        return new Finding(
                rule.id(),
                rule.entry().level(),
                rule.entry().section(),
                rule.entry().impact(),
                rule.says(),
                true,
                said.verdict(),
                said.why(),
                said.blockedBy(),
                List.of(),
                said.cases().stream().flatMap(Examined::shown).toList(),
                Map.of());
    }

    private static Stream<Case> shown(JudgedCase judged) {
        Judgement judgement = judged.judgement();
        return judgement.shown().stream()
                .map(a -> new Case(
                                a.what(),
                                judgement.outcome(),
                                judgement.why(),
                                Exchanges.of(
                                        shown("before", a.before().exchange()),
                                        shown("the attempt", a.exchange()),
                                        shown("after", a.after().exchange())),
                                "")
                        .as(judgement.misdeed().name()));
    }

    private static ShownExchange shown(String label, Exchange exchange) {
        String answer = exchange.response()
                .map(r -> "HTTP/1.1 " + r + "\r\n"
                        + r.field("ETag").map(tag -> "ETag: " + tag + "\r\n").orElse("") + "\r\n")
                .orElse("");
        return new ShownExchange(label, exchange.request().head(), answer, Optional.empty(), 0, 0);
    }

    private List<Causes.Said> all() {
        return RuleBook.scripted().rules().stream()
                .filter(rule -> cases.stream().anyMatch(c -> c.rule().id().equals(rule.id())))
                .map(rule -> causes().of(rule))
                .toList();
    }

    private Causes causes() {
        if (causes.isEmpty()) {
            causes = Optional.of(new Causes(cases, dialect));
        }
        return causes.get();
    }
}
