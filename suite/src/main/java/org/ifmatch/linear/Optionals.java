package org.ifmatch.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** The writes that were called and may have happened, sorted by what they would do; those of a kind are as good as each other. */
final class Optionals {

    private static final int NONE = -1;

    private record Kind(byte need, int about, byte effect, int makes) {}

    private final Operations operations;
    private final Chains chains;
    private final int[] makes;
    private final int[] removes;
    private final Map<Integer, List<Integer>> again = new HashMap<>();
    private final Map<Kind, Integer> kinds = new HashMap<>();
    private final List<List<Integer>> loose = new ArrayList<>();

    Optionals(Operations operations, Chains chains) {
        this.operations = operations;
        this.chains = chains;
        this.makes = new int[operations.states];
        this.removes = new int[operations.states];
        Arrays.fill(makes, NONE);
        Arrays.fill(removes, NONE);
    }

    void called(int i) {
        if (operations.again[i]) {
            again.computeIfAbsent(operations.about[i], version -> new ArrayList<>())
                    .add(i);
            return;
        }
        boolean made = operations.effect[i] == Operations.MAKES;
        if (chains.named && operations.names(i)) {
            int[] after = made ? makes : removes;
            if (after[operations.about[i]] == NONE) {
                after[operations.about[i]] = i;
            }
            return;
        }
        Kind kind = new Kind(
                operations.need[i],
                operations.about[i],
                operations.effect[i],
                chains.named || !made ? 0 : operations.makes[i]);
        int number = kinds.computeIfAbsent(kind, k -> {
            loose.add(new ArrayList<>());
            return loose.size() - 1;
        });
        loose.get(number).add(i);
    }

    /** A write that may have replaced this version. */
    int makesAfter(int version) {
        return makes[version];
    }

    /** A deletion that may have removed this version: its outcome is unknown, or it is under way and may find its work done. */
    int removesAfter(int version, long now, IntUnaryOperator timesUsed) {
        if (removes[version] != NONE || again.isEmpty()) {
            return removes[version];
        }
        return again.getOrDefault(version, List.of()).stream()
                .filter(i -> operations.returned[i] >= now)
                .filter(i -> timesUsed.applyAsInt(asUsed(i)) == 0)
                .findFirst()
                .orElse(NONE);
    }

    /** How a deletion that did its work is told from the kinds that were used. */
    static int asUsed(int deletion) {
        return ~deletion;
    }

    int kinds() {
        return loose.size();
    }

    int loose(int kind, int used) {
        List<Integer> all = loose.get(kind);
        return used < all.size() ? all.get(used) : NONE;
    }
}
