package org.ifmatch.report.render;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.ifmatch.report.GateDecision;
import org.ifmatch.report.Outcome;

/** How verdicts look on a page: never by colour alone. */
final class Look {

    /** What a reader wants to see first stands first. */
    private static final List<Outcome> ORDER = List.of(
            Outcome.FAIL,
            Outcome.WARN,
            Outcome.INCONCLUSIVE,
            Outcome.BLOCKED,
            Outcome.NOTE,
            Outcome.PASS,
            Outcome.NOT_APPLICABLE);

    private Look() {}

    /** A verdict with how many rules have it. */
    record Tally(String verdict, String words, String sign, String look, int many) {}

    /** The gate's word, with what shows it. */
    record Gate(
            String word,
            String sign,
            String look,
            boolean passed,
            boolean failed,
            boolean strict,
            List<String> reasons,
            List<String> notes) {

        static Gate of(GateDecision gate) {
            return new Gate(
                    gate.word(),
                    gate.passed() ? "✓" : "✗",
                    gate.passed() ? "pass" : "fail",
                    gate.passed(),
                    !gate.passed(),
                    gate.strict(),
                    cut(gate.reasons()),
                    cut(gate.notes()));
        }

        private static List<String> cut(List<String> sentences) {
            return sentences.stream()
                    .map(each -> Visible.cut(each, RuleView.LONGEST_SENTENCE))
                    .toList();
        }
    }

    static Comparator<Outcome> worstFirst() {
        return Comparator.comparing(ORDER::indexOf);
    }

    /** The class of the style sheet. */
    static String of(Outcome outcome) {
        return switch (outcome) {
            case FAIL -> "fail";
            case WARN -> "warn";
            case INCONCLUSIVE -> "open";
            case BLOCKED -> "wait";
            case NOTE -> "note";
            case PASS -> "pass";
            case NOT_APPLICABLE -> "none";
        };
    }

    static String sign(Outcome outcome) {
        return switch (outcome) {
            case FAIL -> "✗";
            case WARN -> "!";
            case INCONCLUSIVE -> "?";
            case BLOCKED -> "⤷";
            case NOTE -> "i";
            case PASS -> "✓";
            case NOT_APPLICABLE -> "–";
        };
    }

    static String words(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The verdicts that some rule has, the gravest first. */
    static List<Tally> tally(Map<Outcome, Integer> counts) {
        return present(counts)
                .map(outcome -> tally(outcome, counts.get(outcome)))
                .toList();
    }

    static Tally tally(Outcome outcome, int many) {
        return new Tally(outcome.name(), words(outcome), sign(outcome), of(outcome), many);
    }

    static Stream<Outcome> present(Map<Outcome, Integer> counts) {
        return ORDER.stream().filter(outcome -> counts.getOrDefault(outcome, 0) > 0);
    }
}
