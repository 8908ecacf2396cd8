package org.ifmatch.report.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ifmatch.report.Case;
import org.ifmatch.report.Evidence;
import org.ifmatch.report.Exchanges;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.ShownExchange;
import org.ifmatch.report.Story;
import org.ifmatch.report.Timeline;
import org.ifmatch.report.Words;

/**
 * One case as the page of a target shows it: a line a message, the octets folded below.
 *
 * @param fragment mark-up of our own that shows the evidence; empty where the lines of {@code talk} do
 */
record CaseView(
        String what,
        Optional<Look.Tally> outcome,
        String why,
        List<String> sentences,
        String fragment,
        boolean hasTalk,
        List<CaseView.Line> talk,
        boolean hasOctets,
        String octetsWords,
        List<CaseView.Octets> octets,
        Optional<CaseView.Code> program,
        Optional<CaseView.Code> reproduce) {

    /** Characters that are shown of one message. */
    private static final int LONGEST_MESSAGE = 4_000;
    /** Characters that are shown of commands or of a program; what is longer is no help when it is cut, so it is left out. */
    private static final int LONGEST_CODE = Pages.LONGEST_VALUE;
    /** Operations that are shown of one round of a race. */
    private static final int MOST_OPERATIONS = 200;

    /** An exchange in two lines. */
    record Line(String role, String label, String asked, String answered, String problem, String at, String took) {}

    /** A message as it went over the wire, a line an element. */
    record Octets(String label, List<String> lines) {}

    /** What is there to be copied. */
    record Code(boolean open, List<String> lines) {

        static Optional<Code> of(String text, boolean open) {
            if (text.isBlank()) {
                return Optional.empty();
            }
            return Optional.of(
                    text.length() > LONGEST_CODE
                            ? new Code(open, List.of("# This is long; it is in results.json."))
                            : new Code(open, text.strip().lines().toList()));
        }
    }

    static CaseView of(Finding finding, Case tried) {
        boolean inFull = finding.verdict() != Outcome.PASS
                && finding.verdict() != Outcome.BLOCKED
                && finding.verdict() != Outcome.NOT_APPLICABLE;
        List<Line> talk = talk(tried.evidence());
        List<Octets> octets = inFull ? octets(tried.evidence()) : List.of();
        return new CaseView(
                sentence(tried.what()),
                tried.outcome() == finding.verdict() ? Optional.empty() : Optional.of(Look.tally(tried.outcome(), 1)),
                tried.why().equals(finding.why()) ? "" : sentence(tried.why()),
                tried.evidence() instanceof Timeline timeline
                        ? timeline.sentences().stream().map(CaseView::sentence).toList()
                        : List.of(),
                inFull && tried.evidence() instanceof Timeline race ? TimelineSvg.of(race) : "",
                !talk.isEmpty(),
                talk,
                !octets.isEmpty(),
                Words.count(octets.size(), "message", "messages"),
                octets,
                Code.of(tried.evidence() instanceof Story story ? story.program() : "", false),
                Code.of(tried.reproduce(), finding.broken()));
    }

    private static String sentence(String text) {
        return Visible.cut(text, RuleView.LONGEST_SENTENCE);
    }

    private static List<Line> talk(Evidence evidence) {
        List<Line> lines = new ArrayList<>();
        if (evidence instanceof Exchanges seen) {
            seen.exchanges().forEach(exchange -> lines.add(line(exchange, exchange.label(), role(exchange))));
            seen.controls().forEach(exchange -> lines.add(line(exchange, exchange.label(), "control")));
        } else if (evidence instanceof Story story) {
            story.steps().forEach(step -> lines.add(line(step.exchange(), step.says(), "")));
        } else if (evidence instanceof Timeline timeline) {
            timeline.operations().stream().limit(MOST_OPERATIONS).forEach(operation -> lines.add(line(operation)));
        }
        return lines;
    }

    private static String role(ShownExchange exchange) {
        return exchange.label().equals("the attempt") ? "judged" : "";
    }

    private static Line line(ShownExchange exchange, String label, String role) {
        List<String> lines = Transcript.lines(exchange);
        String problem = lines.size() > 2 ? sentence(lines.get(2).substring(2)) : "";
        return new Line(
                role,
                sentence(label),
                lines.get(0).substring(2),
                sentence(lines.get(1).substring(2)),
                problem,
                "+" + time(exchange.startMicros()),
                time(exchange.tookMicros()));
    }

    private static Line line(Timeline.Operation operation) {
        String took = operation
                .returnedNanos()
                .map(returned -> time((returned - operation.calledNanos()) / 1000))
                .orElse("no answer");
        return new Line(
                operation.part() == Timeline.Part.CONTEXT ? "control" : "judged",
                operation.lane() + " #" + operation.id(),
                sentence(operation.asked()),
                sentence(operation.answered()),
                "",
                "+" + time(operation.calledNanos() / 1000),
                took);
    }

    private static List<Octets> octets(Evidence evidence) {
        List<Octets> octets = new ArrayList<>();
        if (evidence instanceof Exchanges seen) {
            seen.exchanges().forEach(exchange -> messages(exchange, exchange.label(), octets));
            seen.controls().forEach(exchange -> messages(exchange, exchange.label(), octets));
        } else if (evidence instanceof Story story) {
            story.steps().forEach(step -> messages(step.exchange(), step.says(), octets));
        } else if (evidence instanceof Timeline timeline) {
            timeline.operations().stream()
                    .filter(operation -> operation.part() != Timeline.Part.CONTEXT)
                    .forEach(operation -> {
                        String label = operation.lane() + " #" + operation.id();
                        message(operation.request(), label, octets);
                        message(operation.answer(), label + ", answered", octets);
                    });
        }
        return octets;
    }

    private static void messages(ShownExchange exchange, String label, List<Octets> octets) {
        message(exchange.request(), label, octets);
        message(exchange.answer(), label + ", answered", octets);
    }

    private static void message(String text, String label, List<Octets> octets) {
        if (text.isEmpty()) {
            return;
        }
        String shown = text.length() <= LONGEST_MESSAGE
                ? text
                : text.substring(0, LONGEST_MESSAGE) + "… " + (text.length() - LONGEST_MESSAGE)
                        + " characters more, in results.json";
        octets.add(new Octets(sentence(label), List.of(shown.split("\r?\n", -1))));
    }

    /** A time that was measured, in microseconds, as a person says it. */
    static String time(long micros) {
        if (micros < 1_000_000) {
            return String.format(Locale.ROOT, "%.1f ms", micros / 1_000.0);
        }
        return String.format(Locale.ROOT, "%.2f s", micros / 1_000_000.0);
    }
}
