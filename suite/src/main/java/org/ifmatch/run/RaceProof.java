package org.ifmatch.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ifmatch.http.Exchange;
import org.ifmatch.observe.Round;
import org.ifmatch.observe.Round.Move;
import org.ifmatch.report.Case;
import org.ifmatch.report.Redaction;
import org.ifmatch.report.Timeline;
import org.ifmatch.rule.Contradiction;
import org.ifmatch.rule.RaceWords;
import org.ifmatch.rule.Rule;

/** Turns what a round proves into the evidence that reports show: a timeline of that round, and how to see it again. */
final class RaceProof {

    /** Octets of content that are shown of one message. */
    private static final int SHOWN_CONTENT = 300;
    /** Octets of a header section that are shown of one message. */
    private static final int SHOWN_HEAD = 2000;
    /** Operations that are shown of one round, beside those that contradict each other. */
    private static final int MOST_CONTEXT = 40;

    private final Redaction redaction;
    private final Again again;

    /**
     * @param redaction is applied before a message is cut, since half a secret is one too
     * @param again how the suite is told to run the same race again
     */
    RaceProof(Redaction redaction, Again again) {
        this.redaction = redaction;
        this.again = again;
    }

    Case of(Contradiction found, Rule rule) {
        return new Case(
                found.round().what(), found.outcome(), found.why(), timeline(found), again.raced(rule) + byHand(found));
    }

    private Timeline timeline(Contradiction found) {
        Round round = found.round();
        List<Move> shown = shown(found);
        long zero =
                shown.stream().mapToLong(m -> m.exchange().times().sent()).min().orElse(0);
        List<Timeline.Operation> operations =
                shown.stream().map(m -> operation(found, m, zero)).toList();
        return new Timeline(found.sentences(), operations, versions(round, shown, zero));
    }

    /** All of the round where it is short; of a long one what lies nearest to the contradiction. */
    private static List<Move> shown(Contradiction found) {
        List<Move> all = found.round().moves();
        if (all.size() <= MOST_CONTEXT) {
            return all;
        }
        List<Integer> ids = found.calls().stream().sorted().toList();
        int first = ids.isEmpty() ? 0 : ids.get(0);
        int last = ids.isEmpty() ? 0 : ids.get(ids.size() - 1);
        int from = Math.max(0, Math.min(first - 4, all.size() - MOST_CONTEXT));
        return all.stream()
                .filter(m -> found.calls().contains(m.call().id())
                        || m.call().id() >= from && m.call().id() < from + MOST_CONTEXT
                        || m.call().id() >= last - 2 && m.call().id() <= last + 2)
                .toList();
    }

    private Timeline.Operation operation(Contradiction found, Move move, long zero) {
        boolean told = found.calls().contains(move.call().id());
        boolean impossible =
                found.impossible().filter(i -> i == move.call().id()).isPresent();
        Exchange exchange = move.exchange();
        return new Timeline.Operation(
                move.call().id(),
                RaceWords.lane(found.round(), move),
                RaceWords.asked(move),
                exchange.response().isPresent() ? RaceWords.answered(move) : exchange.answer(),
                exchange.times().sent() - zero,
                move.call().returned().isPresent()
                        ? Optional.of(move.call().returned().getAsLong() - zero)
                        : Optional.empty(),
                impossible ? Timeline.Part.IMPOSSIBLE : told ? Timeline.Part.CONTRADICTION : Timeline.Part.CONTEXT,
                text(exchange.sent()),
                exchange.response().map(r -> text(exchange.received())).orElse(""));
    }

    /** The state before, then what each acknowledged write made, by the tags that they name as far as those tell. */
    private static List<Timeline.Version> versions(Round round, List<Move> shown, long zero) {
        List<Move> writes =
                new ArrayList<>(shown.stream().filter(Move::isAcknowledged).toList());
        writes.sort(Comparator.comparingLong(m -> m.exchange().times().ended()));
        round.end()
                .flatMap(end -> writes.stream()
                        .filter(w -> w.nonce().map(end::shows).orElse(end.isAbsence()))
                        .findFirst())
                .ifPresent(last -> {
                    writes.remove(last);
                    writes.add(last);
                });
        List<Timeline.Version> versions = new ArrayList<>();
        Optional<Long> endOfFirst = writes.isEmpty() ? Optional.empty() : Optional.of(ended(writes.get(0), zero));
        versions.add(new Timeline.Version(
                round.history().start().isPresent() ? "v0" : "absent",
                round.history().start().flatMap(s -> s.tag()),
                Optional.empty(),
                0,
                endOfFirst));
        for (int i = 0; i < writes.size(); i++) {
            Move write = writes.get(i);
            boolean removes = write.nonce().isEmpty();
            versions.add(new Timeline.Version(
                    removes ? "absent" : "v" + (i + 1),
                    write.call().tag().or(() -> tagSeen(round, write)),
                    Optional.of(write.call().id()),
                    write.exchange().times().sent() - zero,
                    i + 1 < writes.size() ? Optional.of(ended(writes.get(i + 1), zero)) : Optional.empty()));
        }
        return versions;
    }

    private static Optional<String> tagSeen(Round round, Move write) {
        return round.reads()
                .filter(r -> write.nonce().filter(r::shows).isPresent())
                .flatMap(r -> r.call().tag().stream())
                .findFirst();
    }

    private static long ended(Move move, long zero) {
        return move.exchange().times().ended() - zero;
    }

    private String text(byte[] message) {
        String all = redaction.apply(new String(message, StandardCharsets.ISO_8859_1));
        int end = all.indexOf("\r\n\r\n");
        int head = end < 0 ? Math.min(all.length(), SHOWN_HEAD) : Math.min(end + 4, SHOWN_HEAD);
        int shown = Math.min(all.length(), head + SHOWN_CONTENT);
        return all.substring(0, shown) + (shown < all.length() ? "… " + (all.length() - shown) + " octets more" : "");
    }

    /** Two writers in a shell: enough where the gap is wide, and read at a glance in any case. */
    private static String byHand(Contradiction found) {
        List<Move> two = found.round().acknowledged().stream()
                .filter(m -> found.calls().contains(m.call().id()))
                .filter(m -> m.call().method().equals("PUT"))
                .filter(m -> m.call().ifMatch().filter(t -> !t.equals("*")).isPresent())
                .limit(2)
                .toList();
        if (two.size() < 2) {
            return "";
        }
        String type = two.get(0).exchange().request().field("Content-Type").orElse("text/plain");
        String collection = found.round().url().toString().replaceFirst("[^/]*$", "");
        String body = two.get(0).nonce().orElse("");
        String content = new String(two.get(0).exchange().request().content(), StandardCharsets.UTF_8);
        if (content.length() > SHOWN_CONTENT || content.contains("'") || body.isEmpty()) {
            return "";
        }
        return String.join(
                "\n",
                "",
                "# or with two curls, again and again until both are answered 2xx (a narrow gap needs the race above):",
                "U='" + collection + "'try-$$; put() { curl -s -o /dev/null -w '%{http_code}\\n' -X PUT"
                        + " -H 'Content-Type: " + type + "' \"$@\" \"$U\"; }",
                "put --data-binary '" + content.replace(body, "first") + "'",
                "for i in $(seq 200); do T=$(curl -s -D - -o /dev/null \"$U\" | tr -d '\\r' | sed -n 's/^[Ee][Tt]ag: *//p')",
                "  put -H \"If-Match: $T\" --data-binary '" + content.replace(body, "a-'$i'") + "' &",
                "  put -H \"If-Match: $T\" --data-binary '" + content.replace(body, "b-'$i'") + "' & wait; echo; done",
                "");
    }
}
