package org.ifmatch.report.render;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ifmatch.report.BaselineEntry;
import org.ifmatch.report.Case;
import org.ifmatch.report.Exchanges;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Results;
import org.ifmatch.report.ShownExchange;
import org.ifmatch.report.Words;

/** A rule as the page of a target shows it: one line, and folded below it all that was seen. */
record RuleView(
        String id,
        String anchor,
        String search,
        String verdict,
        String words,
        String look,
        String level,
        String impact,
        String says,
        String why,
        Optional<RuleView.Link> blockedBy,
        String lacks,
        List<Sections.Place> sections,
        String excuse,
        String looked,
        List<RuleView.Pair> measured,
        String waitingWords,
        List<CaseView> cases,
        String more) {

    /** Cases that are shown of a rule that is not fine, and of one that is. */
    private static final int CASES = 8;

    private static final int CASES_OF_A_PASS = 4;

    /** Characters that are shown of a sentence that a stranger may have lengthened. */
    static final int LONGEST_SENTENCE = 1_200;

    /** A rule that is named at another place of the page. */
    record Link(String id, String anchor, String verdict, String look) {

        static Link to(Finding finding) {
            return new Link(
                    finding.rule(),
                    RuleView.anchor(finding.rule()),
                    finding.verdict().name(),
                    Look.of(finding.verdict()));
        }
    }

    /** A name and what it stands for. */
    record Pair(String name, String value) {

        static List<Pair> of(Map<String, Object> values) {
            return values.entrySet().stream()
                    .map(entry -> new Pair(
                            Visible.cut(entry.getKey(), LONGEST_SENTENCE),
                            Visible.cut(CapabilityTable.words(entry.getValue()), LONGEST_SENTENCE)))
                    .toList();
        }
    }

    /** The place of a rule in a page; an id has a slash, which no other place has. */
    static String anchor(String rule) {
        return rule;
    }

    static RuleView of(Finding finding, Results results) {
        List<Case> cases = tellingFirst(finding);
        int most = finding.verdict() == Outcome.PASS ? CASES_OF_A_PASS : CASES;
        String why = Visible.cut(finding.why(), LONGEST_SENTENCE);
        return new RuleView(
                finding.rule(),
                anchor(finding.rule()),
                (finding.rule() + " " + finding.says() + " " + why).toLowerCase(Locale.ROOT),
                finding.verdict().name(),
                Look.words(finding.verdict()),
                Look.of(finding.verdict()),
                finding.level().label(),
                finding.impact().label(),
                finding.says(),
                why,
                finding.blockedBy()
                        .map(rule -> results.finding(rule).map(Link::to).orElse(new Link(rule, anchor(rule), "", ""))),
                String.join(", ", finding.missing()),
                Sections.of(finding.section()),
                Optional.ofNullable(results.baselined().get(finding.rule()))
                        .map(RuleView::excuse)
                        .orElse(""),
                looked(finding),
                Pair.of(finding.measured()),
                waitingWords(results.waitingFor(finding.rule()).size()),
                cases.stream()
                        .limit(most)
                        .map(tried -> CaseView.of(finding, tried))
                        .toList(),
                cases.size() > most
                        ? "and " + Words.count(cases.size() - most, "more case", "more cases") + ", in results.json"
                        : "");
    }

    static String waitingWords(int many) {
        return many == 0
                ? ""
                : Words.count(many, "rule waits for it and was", "rules wait for it and were") + " not judged";
    }

    private static List<Case> tellingFirst(Finding finding) {
        return Stream.concat(
                        finding.cases().stream().filter(tried -> tried.outcome() == finding.verdict()),
                        finding.cases().stream().filter(tried -> tried.outcome() != finding.verdict()))
                .toList();
    }

    private static String excuse(BaselineEntry entry) {
        return "excused by " + entry.where() + ": " + entry.inWords();
    }

    /** How much was tried for the rule, as far as the evidence tells, and when. */
    private static String looked(Finding finding) {
        List<ShownExchange> exchanges = finding.cases().stream()
                .flatMap(tried -> tried.evidence() instanceof Exchanges seen
                        ? Stream.concat(seen.exchanges().stream(), seen.controls().stream())
                        : Stream.of())
                .toList();
        if (exchanges.isEmpty()) {
            return "";
        }
        long from =
                exchanges.stream().mapToLong(ShownExchange::startMicros).min().orElse(0);
        long to = exchanges.stream()
                .mapToLong(exchange -> exchange.startMicros() + exchange.tookMicros())
                .max()
                .orElse(0);
        return Words.count(finding.cases().size(), "case", "cases") + ", "
                + Words.count(exchanges.size(), "exchange", "exchanges") + " with the controls, from "
                + CaseView.time(from) + " to " + CaseView.time(to) + " of the run";
    }
}
