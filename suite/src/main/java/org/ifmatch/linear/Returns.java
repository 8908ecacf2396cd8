package org.ifmatch.linear;

import java.util.Arrays;

/** Operations under way, the next to return first. */
final class Returns {

    private final long[] returned;
    private int[] heap = new int[64];
    private int size;

    Returns(long[] returned) {
        this.returned = returned;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Intervals are closed: what returns as another is called is concurrent with it. */
    boolean hasBefore(long call) {
        return size > 0 && returned[heap[0]] < call;
    }

    long time() {
        return returned[heap[0]];
    }

    void add(int operation) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        int at = size++;
        long time = returned[operation];
        while (at > 0 && returned[heap[(at - 1) >> 1]] > time) {
            heap[at] = heap[(at - 1) >> 1];
            at = (at - 1) >> 1;
        }
        heap[at] = operation;
    }

    int take() {
        int first = heap[0];
        int moved = heap[--size];
        int at = 0;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && returned[heap[child + 1]] < returned[heap[child]]) {
                child++;
            }
            if (returned[heap[child]] >= returned[moved]) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = moved;
        return first;
    }
}
