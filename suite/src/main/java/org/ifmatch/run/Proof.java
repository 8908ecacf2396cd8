package org.ifmatch.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ifmatch.http.Exchange;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Snapshot;
import org.ifmatch.report.Case;
import org.ifmatch.report.Exchanges;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Recipe;
import org.ifmatch.report.Redaction;
import org.ifmatch.report.ShownExchange;
import org.ifmatch.report.render.ShellLines;
import org.ifmatch.rule.Misdeed;
import org.ifmatch.rule.RunOracle.JudgedCase;

/** Turns an attempt into the evidence that reports show: the exchanges as data, and the commands that show it again. */
final class Proof {

    /** Octets of content that are shown of one message. */
    private static final int SHOWN_CONTENT = 400;
    /** Octets of a header section that are shown of one message. */
    private static final int SHOWN_HEAD = 4000;

    private final long began;
    private final Redaction redaction;
    private final Map<String, String> secrets;

    /**
     * @param began when the run began, on the clock of {@link System#nanoTime()}
     * @param redaction is applied before a message is cut, since half a secret is one too
     * @param secrets each with the name of the variable that is to hold it when somebody does it again
     */
    Proof(long began, Redaction redaction, Map<String, String> secrets) {
        this.began = began;
        this.redaction = redaction;
        this.secrets = secrets;
    }

    List<Case> casesOf(JudgedCase judged) {
        Outcome outcome = judged.judgement().outcome();
        boolean again = outcome == Outcome.FAIL || outcome == Outcome.WARN || outcome == Outcome.NOTE;
        List<Case> cases = new ArrayList<>(judged.judgement().exhibit().cases());
        judged.judgement().shown().stream()
                .map(a -> shown(judged, a, again ? Recipes.of(a, due(judged, a), secrets) : Optional.empty()))
                .forEach(cases::add);
        Misdeed misdeed = judged.judgement().misdeed();
        return misdeed == Misdeed.NONE
                ? cases
                : cases.stream().map(c -> c.as(misdeed.name())).toList();
    }

    private Case shown(JudgedCase judged, Attempt attempt, Optional<Recipe> recipe) {
        return new Case(
                attempt.what(),
                judged.judgement().outcome(),
                judged.judgement().why(),
                evidence(attempt),
                recipe.map(ShellLines::of).orElse(""),
                recipe);
    }

    /** What is due where the rule is kept, as far as a program can tell by itself. */
    private static Optional<Recipe.Due> due(JudgedCase judged, Attempt attempt) {
        boolean conditional = attempt.exchange().request().fields().stream()
                .anyMatch(f -> f.is("If-Match") || f.is("If-None-Match") || f.is("If-Unmodified-Since"));
        if (!conditional) {
            return Optional.empty();
        }
        return switch (judged.judgement().misdeed()) {
            case PERFORMED, REFUSED_YET_PERFORMED, SIDE_EFFECT, CREATED -> Optional.of(Recipe.Due.UNCHANGED);
            case FALSE_SUCCESS -> Optional.of(Recipe.Due.UNCHANGED).filter(d -> judged.isRefusalDue());
            case ANSWERED -> Optional.of(Recipe.Due.PRECONDITION_FAILED);
            case LOCKED_OUT -> Optional.of(Recipe.Due.SUCCESS);
            case OTHER_STATUS, SERVER_ERROR, CONDITION_FIRST, MISPLACED_STATUS ->
                Optional.of(Recipe.Due.ANOTHER_STATUS);
            case NONE, PERFORMED_LATE, WRONG_FIELD -> Optional.empty();
        };
    }

    private Exchanges evidence(Attempt attempt) {
        List<ShownExchange> shown = new ArrayList<>();
        shown.add(shown("before", attempt.before().exchange()));
        shown.add(shown("the attempt", attempt.exchange()));
        if (attempt.after() != attempt.before()) {
            shown.add(shown("after", attempt.after().exchange()));
        }
        attempt.late().map(Snapshot::exchange).ifPresent(e -> shown.add(shown("later", e)));
        List<ShownExchange> controls = new ArrayList<>();
        control(attempt.controls().unconditional(), "control without the condition", controls);
        control(attempt.controls().positive(), "control with a true condition", controls);
        return new Exchanges(shown, controls);
    }

    private void control(Optional<Attempt> control, String label, List<ShownExchange> shown) {
        control.ifPresent(c -> {
            shown.add(shown(label, c.exchange()));
            if (c.after() != c.before()) {
                shown.add(shown("after the " + label, c.after().exchange()));
            }
        });
    }

    private ShownExchange shown(String label, Exchange exchange) {
        return new ShownExchange(
                label,
                text(exchange.sent()),
                exchange.response().isPresent() ? text(exchange.received()) : "",
                exchange.trouble().map(Exchange.Trouble::says),
                (exchange.times().begun() - began) / 1000,
                exchange.times().tookNanos() / 1000);
    }

    private String text(byte[] message) {
        String all = redaction.apply(new String(message, StandardCharsets.ISO_8859_1));
        int end = all.indexOf("\r\n\r\n");
        int head = end < 0 ? Math.min(all.length(), SHOWN_HEAD) : Math.min(end + 4, SHOWN_HEAD);
        int shown = Math.min(all.length(), head + SHOWN_CONTENT);
        return all.substring(0, shown) + (shown < all.length() ? "… " + (all.length() - shown) + " octets more" : "");
    }
}
