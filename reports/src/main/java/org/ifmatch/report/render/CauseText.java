package org.ifmatch.report.render;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ifmatch.report.Case;
import org.ifmatch.report.Exchanges;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Headline;
import org.ifmatch.report.Results;
import org.ifmatch.report.ShownExchange;
import org.ifmatch.report.Words;

/** What is told of a cause besides its sentence: what waits for it to be mended, and the exchange that shows it. */
final class CauseText {

    /** In characters. */
    private static final int LONGEST_SEEN = 240;

    private final Headline headline;
    private final Results results;

    CauseText(Headline headline, Results results) {
        this.headline = headline;
        this.results = results;
    }

    /** How many rules that could not be judged can be judged then; empty where none waits. */
    Optional<String> waiting() {
        List<String> waiting = headline.mends().stream()
                .filter(rule -> !headline.rules().contains(rule))
                .toList();
        return waiting.isEmpty()
                ? Optional.empty()
                : Optional.of(Words.count(waiting.size(), "more rule", "more rules") + " can be judged and be green: "
                        + Words.list(waiting));
    }

    /** The request and the answer of the first rule that it breaks, in a line each. */
    List<String> seen() {
        return headline.rules().stream()
                .flatMap(rule -> results.finding(rule).stream())
                .flatMap(CauseText::exchange)
                .findFirst()
                .map(Transcript::lines)
                .orElse(List.of())
                .stream()
                .map(line -> Visible.cut(line, LONGEST_SEEN))
                .toList();
    }

    private static Stream<ShownExchange> exchange(Finding finding) {
        return Broken.telling(finding).stream()
                .map(Case::evidence)
                .filter(Exchanges.class::isInstance)
                .flatMap(evidence -> ((Exchanges) evidence).exchanges().stream())
                .filter(exchange -> exchange.label().equals("the attempt"));
    }
}
