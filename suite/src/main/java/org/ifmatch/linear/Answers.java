package org.ifmatch.linear;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.ifmatch.linear.Contradiction.Basis;
import org.ifmatch.linear.Contradiction.Kind;

/** What is wrong with answers whatever their order: an acceptance that no state allows, a tag with two versions. */
final class Answers {

    private final Operations operations;
    private final Words words;

    Answers(Operations operations) {
        this.operations = operations;
        this.words = new Words(operations);
    }

    Optional<Contradiction> contradiction() {
        for (int i = 0; i < operations.size; i++) {
            if (operations.isImpossible(i)) {
                return Optional.of(impossible(i));
            }
        }
        return operations.tags.hasReuse() ? Optional.of(reuse()) : Optional.empty();
    }

    private Contradiction impossible(int i) {
        int tag = operations.trace.ifMatch[i];
        String named = words.tag(tag);
        Kind kind = Kind.BOTH_CONDITIONS;
        String why = "no state makes both of its conditions true";
        if (tag > Trace.STAR && operations.tags.isWeak(tag)) {
            kind = Kind.WEAK_MATCH;
            why = named + " is weak, and If-Match compares strongly: a weak tag never matches";
        } else if (tag > Trace.STAR && operations.tags.strong(tag) == Trace.NONE) {
            kind = Kind.PHANTOM_PREDECESSOR;
            why = "no answer ever showed " + named + ", so it never was the current tag";
        }
        return new Contradiction(
                kind, Basis.ALONE, List.of(i), List.of(), OptionalInt.of(i), List.of(words.says(i), why));
    }

    private Contradiction reuse() {
        int one = operations.tags.reuse();
        int two = operations.tags.reuseAgain();
        int later = Math.max(one, two);
        int tag = later >= 0 ? operations.trace.tag[later] : operations.trace.startTag;
        List<Integer> both =
                Stream.of(one, two).filter(i -> i >= 0).sorted().distinct().toList();
        List<String> sentences = Stream.of(one, two)
                .map(i -> i == Tags.START
                        ? "at the start " + words.tag(tag) + " named " + words.version(operations.start)
                        : words.says(i) + ", with tag " + words.tag(tag))
                .toList();
        return new Contradiction(
                Kind.TAG_REUSE,
                Basis.ALONE,
                both,
                List.of(),
                OptionalInt.of(later),
                Stream.concat(
                                sentences.stream(),
                                Stream.of("a strong tag names one representation: who holds " + words.tag(tag)
                                        + " cannot tell which of the two would be replaced"))
                        .toList());
    }
}
