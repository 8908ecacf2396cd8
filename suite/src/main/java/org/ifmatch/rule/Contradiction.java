package org.ifmatch.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ifmatch.observe.Round;
import org.ifmatch.report.Outcome;

/**
 * What a round of a race proves.
 *
 * @param why one sentence
 * @param sentences the proof, a sentence a step
 * @param calls the ids of the few calls that contradict each other
 * @param impossible the id of the one that has no place in any order
 */
public record Contradiction(
        Round round,
        Outcome outcome,
        Misdeed misdeed,
        String why,
        List<String> sentences,
        Set<Integer> calls,
        Optional<Integer> impossible) {

    public Contradiction {
        sentences = List.copyOf(sentences);
        calls = Set.copyOf(calls);
    }
}
