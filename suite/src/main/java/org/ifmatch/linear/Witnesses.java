package org.ifmatch.linear;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Who shows that a write happened whose outcome is unknown: a read of its version, or a write that named it. */
final class Witnesses {

    private final Operations operations;
    private final Chains chains;
    private final Words words;

    Witnesses(Operations operations, Chains chains, Words words) {
        this.operations = operations;
        this.chains = chains;
        this.words = words;
    }

    /** The links of a contradiction, and a witness for each of its writes that wants one; says so for its operations. */
    List<Integer> with(List<Integer> told, List<Integer> links, List<String> sentences) {
        TreeSet<Integer> all = new TreeSet<>(told);
        all.addAll(links);
        Deque<Integer> unproved = new ArrayDeque<>(all);
        while (!unproved.isEmpty()) {
            int write = unproved.poll();
            boolean wanting = chains.happened[write] && !operations.sure[write];
            if (wanting && all.stream().noneMatch(i -> operations.sure[i] && shows(i, write))) {
                OptionalInt witness = witness(write, all);
                witness.ifPresent(unproved::add);
                witness.ifPresent(all::add);
                if (witness.isPresent() && told.contains(write)) {
                    sentences.add(words.name(write) + " did happen, since " + words.says(witness.getAsInt()));
                }
            }
        }
        all.removeAll(told);
        return List.copyOf(all);
    }

    /** One whose own outcome is known, if there is one. */
    private OptionalInt witness(int write, Set<Integer> all) {
        OptionalInt sure = IntStream.range(0, operations.size)
                .filter(i -> operations.sure[i] && shows(i, write))
                .findFirst();
        return sure.isPresent()
                ? sure
                : IntStream.range(0, operations.size)
                        .filter(i -> i != write && !all.contains(i) && shows(i, write))
                        .findFirst();
    }

    private boolean shows(int i, int write) {
        int version = operations.makes[write];
        return operations.shows[i] == version
                || operations.names(i)
                        && operations.about[i] == version
                        && !operations.again[i]
                        && (chains.happened[i] || !operations.writes(i));
    }
}
