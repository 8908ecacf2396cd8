package org.ifmatch.linear;

import java.util.Arrays;

/** What each way did, as lists that share their beginnings: a write that moved the register, or what met its state. */
final class Nodes {

    private int[] operation;
    private int[] before;
    private int size;

    Nodes(int expected) {
        operation = new int[Math.max(16, expected)];
        before = new int[operation.length];
    }

    int move(int write, int after) {
        return add(~write, after);
    }

    int meet(int read, int after) {
        return add(read, after);
    }

    private int add(int done, int after) {
        if (size == operation.length) {
            operation = Arrays.copyOf(operation, size * 2);
            before = Arrays.copyOf(before, size * 2);
        }
        operation[size] = done;
        before[size] = after;
        return size++;
    }

    /** Each write, then what met the state that it left, by call. */
    int[] order(int last, Operations operations, Chains chains) {
        int slots = 1;
        for (int node = last; node >= 0; node = before[node]) {
            slots += operation[node] < 0 ? 1 : 0;
        }
        int[] leader = new int[slots];
        leader[0] = -1;
        int[] slotOf = new int[operations.size];
        Arrays.fill(slotOf, -1);
        int[] slotOfBlock = new int[chains.blocks];
        int slot = slots - 1;
        for (int node = last; node >= 0; node = before[node]) {
            boolean moved = operation[node] < 0;
            int done = moved ? ~operation[node] : operation[node];
            if (moved) {
                leader[slot] = done;
                if (chains.blockOf[done] >= 0) {
                    slotOfBlock[chains.blockOf[done]] = slot;
                }
            }
            // A deletion that first found its work done and did it later counts where it did it.
            if (slotOf[done] < 0) {
                slotOf[done] = slot;
            }
            slot -= moved ? 1 : 0;
        }
        for (int i = 0; i < operations.size; i++) {
            if (chains.blockOf[i] >= 0 && !chains.happened[i]) {
                slotOf[i] = slotOfBlock[chains.blockOf[i]];
            }
        }
        return sorted(slotOf, leader);
    }

    private static int[] sorted(int[] slotOf, int[] leader) {
        int[] next = new int[leader.length + 1];
        for (int slot : slotOf) {
            if (slot >= 0) {
                next[slot + 1]++;
            }
        }
        for (int slot = 0; slot < leader.length; slot++) {
            next[slot + 1] += next[slot];
        }
        int[] order = new int[next[leader.length]];
        for (int slot = 0; slot < leader.length; slot++) {
            if (leader[slot] >= 0) {
                order[next[slot]++] = leader[slot];
            }
        }
        for (int i = 0; i < slotOf.length; i++) {
            if (slotOf[i] >= 0 && leader[slotOf[i]] != i) {
                order[next[slotOf[i]]++] = i;
            }
        }
        return order;
    }
}
