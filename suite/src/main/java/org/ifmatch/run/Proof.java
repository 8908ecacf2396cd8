package org.ifmatch.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Octets;
import org.ifmatch.http.Request;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Conversation;
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

    /** Octets beyond what is shown that are redacted with it: a secret may begin in what is shown and end later. */
    private static final int LONGEST_SECRET = 64 * 1024;

    private final long began;
    private final Redaction redaction;
    private final Map<String, String> secrets;
    private final Again again;

    /**
     * @param began when the run began, on the clock of {@link System#nanoTime()}
     * @param redaction is applied before a message is cut, since half a secret is one too
     * @param secrets each with the name of the variable that is to hold it when somebody does it again
     * @param again how the suite is told to look once more
     */
    Proof(long began, Redaction redaction, Map<String, String> secrets, Again again) {
        this.began = began;
        this.redaction = redaction;
        this.secrets = secrets;
        this.again = again;
    }

    List<Case> casesOf(JudgedCase judged) {
        Outcome outcome = judged.judgement().outcome();
        boolean wanted = outcome == Outcome.FAIL || outcome == Outcome.WARN || outcome == Outcome.NOTE;
        List<Case> cases = new ArrayList<>(judged.judgement().exhibit().cases());
        judged.judgement().shown().stream()
                .map(a -> wanted ? shownAgain(judged, a) : shown(judged, a, "", Optional.empty()))
                .forEach(cases::add);
        Misdeed misdeed = judged.judgement().misdeed();
        return misdeed == Misdeed.NONE
                ? cases
                : cases.stream().map(c -> c.as(misdeed.name())).toList();
    }

    /** What no client says, because it is more than one request and its answer, is written for bash alone. */
    private Case shownAgain(JudgedCase judged, Attempt attempt) {
        if (Recipes.isByHand(attempt)) {
            return shown(judged, attempt, Recipes.byHand(attempt, secrets), Optional.empty());
        }
        Optional<Recipe> recipe = Recipes.of(attempt, due(judged, attempt), secrets);
        return shown(
                judged, attempt, recipe.map(ShellLines::of).orElseGet(() -> again.examined(judged.rule())), recipe);
    }

    private Case shown(JudgedCase judged, Attempt attempt, String reproduce, Optional<Recipe> recipe) {
        return new Case(
                attempt.what(),
                judged.judgement().outcome(),
                judged.judgement().why(),
                evidence(attempt),
                reproduce,
                recipe);
    }

    /** What is due where the rule is kept, as far as a program can tell by itself. */
    private static Optional<Recipe.Due> due(JudgedCase judged, Attempt attempt) {
        if (judged.judgement().due().isPresent()) {
            return judged.judgement().due();
        }
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
                Optional.of(attempt.status() == 0 ? Recipe.Due.WHOLE : Recipe.Due.ANOTHER_STATUS);
            case NONE, PERFORMED_LATE, WRONG_FIELD, OUT_OF_STEP, SILENT -> Optional.empty();
        };
    }

    private Exchanges evidence(Attempt attempt) {
        List<ShownExchange> shown = new ArrayList<>();
        boolean lookedBefore = attempt.before().exchange() != attempt.exchange();
        if (lookedBefore && !TalkScript.isWithin(attempt, attempt.before().exchange())) {
            shown.add(shown("before", attempt.before().exchange()));
        }
        if (attempt.conversation().isPresent()) {
            shown.addAll(turns(attempt.conversation().get(), attempt.exchange().request()));
        } else {
            shown.add(shown("the attempt", attempt.exchange()));
        }
        if (attempt.after() != attempt.before()) {
            shown.add(shown("after", attempt.after().exchange()));
        }
        attempt.late().map(Snapshot::exchange).ifPresent(e -> shown.add(shown("later", e)));
        List<ShownExchange> controls = new ArrayList<>();
        control(attempt.controls().unconditional(), "control without the condition", controls);
        control(attempt.controls().positive(), "control with a true condition", controls);
        return new Exchanges(shown, controls);
    }

    /** Turns around the judged request that are shown of a long conversation. */
    private static final int TURNS_BEFORE = 4;

    private static final int TURNS_AFTER = 4;

    /**
     * What was said on one connection, turn by turn: what we sent in one write, and what came before we sent more. What others
     * did meanwhile stands in its place.
     */
    private List<ShownExchange> turns(Conversation talk, Request judged) {
        List<ShownExchange> turns = new ArrayList<>();
        List<Conversation.Event> events = talk.events();
        int first = -1;
        int last = 0;
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof Conversation.Sent sent) {
                int end = i + 1;
                while (end < events.size() && !(events.get(end) instanceof Conversation.Sent)) {
                    end++;
                }
                if (sent.parts().stream().anyMatch(p -> p.of() == judged)) {
                    first = first < 0 ? turns.size() : first;
                    last = turns.size();
                }
                turns.add(turn(sent, events.subList(i + 1, end), judged));
            } else if (events.get(i) instanceof Conversation.Meanwhile other) {
                Exchange exchange = other.attempt().exchange();
                boolean cameFirst = talk.isFollowedBy(other.attempt(), judged);
                turns.add(shown(
                        "meanwhile, on another connection" + (cameFirst ? "" : ", answered only when this was over"),
                        exchange));
                if (cameFirst && other.attempt().after().exchange() != exchange) {
                    turns.add(shown("after that", other.attempt().after().exchange()));
                }
            }
        }
        int from = Math.max(0, first - TURNS_BEFORE);
        // What follows the request's last part and its answer: the next request, and what others were answered
        // meanwhile.
        int to = Math.min(turns.size(), last + 1 + TURNS_AFTER);
        return turns.subList(from, to);
    }

    private ShownExchange turn(Conversation.Sent sent, List<Conversation.Event> heard, Request judged) {
        byte[] octets = Octets.joined(
                sent.parts().stream().map(Conversation.Part::octets).toList());
        List<byte[]> answers = new ArrayList<>();
        Optional<String> problem = sent.whole() ? Optional.empty() : Optional.of("not all of it could be sent");
        long until = sent.at();
        for (Conversation.Event event : heard) {
            if (event instanceof Conversation.Heard answer) {
                answers.add(answer.octets());
            } else if (event instanceof Conversation.Silence silence) {
                problem = Optional.of(
                        "nothing was answered within " + silence.waited().toMillis() + " ms");
            } else if (event instanceof Conversation.Ended end) {
                answers.add(end.octets());
                problem = Optional.of(end.says());
            }
            until = event instanceof Conversation.Meanwhile ? until : event.at();
        }
        byte[] answered = Octets.joined(answers);
        return new ShownExchange(
                label(sent, judged),
                text(octets),
                text(answered),
                problem.or(() -> answered.length == 0 ? Optional.of("more was to be sent first") : Optional.empty()),
                (sent.at() - began) / 1000,
                (until - sent.at()) / 1000);
    }

    private static String label(Conversation.Sent sent, Request judged) {
        List<Request> requests =
                sent.parts().stream().map(Conversation.Part::of).distinct().toList();
        if (requests.size() > 1) {
            return requests.size() + " requests in one write";
        }
        String part = sent.parts().stream().map(Conversation.Part::says).collect(Collectors.joining(" and "));
        return (requests.get(0) == judged
                        ? "the attempt"
                        : "a " + requests.get(0).method() + " on the same connection")
                + (part.equals(Conversation.Part.ALL) ? "" : ": " + part);
    }

    private void control(Optional<Attempt> control, String label, List<ShownExchange> shown) {
        control.ifPresent(c -> {
            shown.add(shown(label, c.exchange()));
            if (c.after() != c.before()) {
                shown.add(shown("after the " + label, c.after().exchange()));
            }
        });
    }

    ShownExchange shown(String label, Exchange exchange) {
        return new ShownExchange(
                label,
                text(exchange.sent()),
                exchange.response().isPresent() ? text(exchange.received()) : "",
                exchange.trouble().map(Exchange.Trouble::says),
                (exchange.times().begun() - began) / 1000,
                exchange.times().tookNanos() / 1000);
    }

    private String text(byte[] message) {
        int looked = Math.min(message.length, SHOWN_HEAD + SHOWN_CONTENT + LONGEST_SECRET);
        String all = redaction.apply(new String(message, 0, looked, StandardCharsets.ISO_8859_1));
        int end = all.indexOf("\r\n\r\n");
        int head = end < 0 ? Math.min(all.length(), SHOWN_HEAD) : Math.min(end + 4, SHOWN_HEAD);
        int shown = Math.min(all.length(), head + SHOWN_CONTENT);
        int more = all.length() - shown + message.length - looked;
        return all.substring(0, shown) + (more > 0 ? "… " + more + " octets more" : "");
    }
}
