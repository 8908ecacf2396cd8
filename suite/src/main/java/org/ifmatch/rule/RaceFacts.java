package org.ifmatch.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ifmatch.observe.Round;
import org.ifmatch.observe.Round.Move;

/** What a round shows of its writes, without a judgement. */
final class RaceFacts {

    private RaceFacts() {}

    /** Whether a request names one tag, and not {@code *}. */
    static boolean namesATag(Move move) {
        return move.call().ifMatch().filter(t -> !t.equals("*")).isPresent();
    }

    /** Whether the writes took the tag away: a tag that stands still is another rule's finding, and no race. */
    static boolean moved(Round round, String tag, List<Move> winners) {
        boolean keptByAnswer = winners.stream()
                .anyMatch(w -> w.call().tag().filter(tag::equals).isPresent());
        boolean seenMoved = round.end()
                .map(end -> end.isAbsence()
                        || end.call().tag().filter(t -> !t.equals(tag)).isPresent())
                .orElse(false);
        return !keptByAnswer && seenMoved;
    }

    /** Whether a look shows what this write left behind. */
    static boolean isStateOf(Move write, Move end) {
        return write.nonce().map(end::shows).orElse(end.isAbsence());
    }

    /** Whose content a GET shows. */
    static Optional<Move> writerOf(Round round, Move read) {
        return round.writes()
                .filter(m -> m.nonce().filter(read::shows).isPresent())
                .findFirst();
    }

    static Set<Integer> ids(Stream<Move> moves) {
        return moves.map(m -> m.call().id()).collect(Collectors.toSet());
    }
}
