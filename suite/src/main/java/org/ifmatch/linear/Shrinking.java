package org.ifmatch.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.ifmatch.linear.Contradiction.Basis;
import org.ifmatch.linear.Contradiction.Kind;

/**
 * The smallest contradiction of a history whose chains alone do not show it: as long as no order is legal, operations lose
 * their returns; a write then may stand anywhere after its call, anything else is left out.
 */
final class Shrinking {

    /** Registers made for one attempt to do with less. */
    private static final int MOST_TRIED = 20_000;

    /** Writes of which is tried whether they must have happened. */
    private static final int MOST_WRITES = 24;

    /** Links told in sentences. */
    private static final int MOST_TOLD = 4;

    private final Operations operations;
    private final Chains chains;
    private final Words words;

    Shrinking(Operations operations, Chains chains) {
        this.operations = operations;
        this.chains = chains;
        this.words = new Words(operations);
    }

    Contradiction contradiction(int failed) {
        boolean[] happened = chains.happened.clone();
        boolean[] timed = new boolean[operations.size];
        for (int i = 0; i < timed.length; i++) {
            timed[i] = !operations.isIdle(i);
        }
        window(happened, timed, failed);
        withoutMost(timed, () -> isContradictory(happened, timed));
        happened(happened, timed);
        if (count(timed) == 0) {
            timed[failed] = true;
        }
        List<Integer> left = places(timed);
        List<Integer> links =
                places(happened).stream().filter(i -> !left.contains(i)).toList();
        List<String> sentences = sentences(left, links);
        List<Integer> all = new Witnesses(operations, chains, words).with(left, links, sentences);
        return new Contradiction(kind(left), Basis.ALL_WRITES, left, all, impossible(left, failed), sentences);
    }

    private static List<Integer> places(boolean[] marks) {
        return IntStream.range(0, marks.length).filter(i -> marks[i]).boxed().toList();
    }

    private static int count(boolean[] timed) {
        int count = 0;
        for (boolean each : timed) {
            count += each ? 1 : 0;
        }
        return count;
    }

    /** Most contradictions are between operations near each other. */
    private void window(boolean[] happened, boolean[] timed, int failed) {
        for (int width = 16; width < timed.length; width *= 8) {
            boolean[] fewer = timed.clone();
            Arrays.fill(fewer, 0, Math.max(0, failed - width), false);
            Arrays.fill(fewer, Math.min(timed.length, failed + width), timed.length, false);
            if (isContradictory(happened, fewer)) {
                System.arraycopy(fewer, 0, timed, 0, timed.length);
                return;
            }
        }
    }

    /** Takes away marks, many at once and then one by one, as long as the contradiction stands. */
    private static void withoutMost(boolean[] marks, BooleanSupplier stands) {
        for (int part = Integer.highestOneBit(Math.max(1, count(marks))); part >= 1; part /= 2) {
            int[] all = IntStream.range(0, marks.length).filter(i -> marks[i]).toArray();
            for (int from = 0; from < all.length; from += part) {
                int to = Math.min(all.length, from + part);
                mark(marks, all, from, to, false);
                if (!stands.getAsBoolean()) {
                    mark(marks, all, from, to, true);
                }
            }
        }
    }

    private static void mark(boolean[] marks, int[] places, int from, int to, boolean mark) {
        for (int k = from; k < to; k++) {
            marks[places[k]] = mark;
        }
    }

    private boolean isContradictory(boolean[] happened, boolean[] timed) {
        Operations weaker = operations.weakened(happened, timed);
        return fails(new Walk(weaker, Chains.of(weaker), MOST_TRIED));
    }

    /**
     * Which writes must have happened for it; the others may have. That a version was made can then not be told from its
     * being named, so that chains are of no use, and few writes are all that can be tried.
     */
    private void happened(boolean[] happened, boolean[] timed) {
        if (count(happened) > MOST_WRITES) {
            Arrays.fill(happened, false);
            return;
        }
        withoutMost(happened, () -> {
            Operations weaker = operations.weakened(happened, timed);
            return fails(new Walk(weaker, Chains.unnamed(weaker), MOST_TRIED));
        });
    }

    private static boolean fails(Walk walk) {
        walk.run();
        return walk.failed().isPresent();
    }

    private Kind kind(List<Integer> left) {
        List<Integer> others = left.stream().filter(i -> !operations.writes(i)).toList();
        if (others.isEmpty()) {
            return Kind.NO_ORDER;
        }
        if (others.stream().allMatch(i -> operations.trace.status[i] == 412 && operations.need[i] == 7)) {
            return Kind.SPURIOUS_412;
        }
        if (others.stream().allMatch(i -> operations.need[i] == 1)) {
            return Kind.FALSE_ABSENCE;
        }
        return Kind.NO_ORDER;
    }

    private static OptionalInt impossible(List<Integer> left, int failed) {
        return left.contains(failed)
                ? OptionalInt.of(failed)
                : left.stream().mapToInt(Integer::intValue).max();
    }

    private List<String> sentences(List<Integer> left, List<Integer> links) {
        List<String> sentences = new ArrayList<>();
        left.forEach(i -> sentences.add(words.says(i)));
        links.stream().limit(MOST_TOLD).forEach(i -> sentences.add(words.says(i)));
        sentences.add(
                left.size() + links.size() == 1
                        ? "no order of the writes of this history allows it"
                        : "no order of the writes of this history allows these together");
        return sentences;
    }
}
