package org.ifmatch.linear;

import java.util.stream.IntStream;

/** What a checker says of a history: a legal order, a contradiction, or that it gave up. */
public sealed interface Linearity permits Linearity.Ordered, Contradiction, Linearity.Undecided {

    /** There is an order in which one register could have answered so, and which agrees with the times. */
    final class Ordered implements Linearity {
        private final int[] order;

        Ordered(int[] order) {
            this.order = order;
        }

        /**
         * The places of the operations in the history, in that order. Those that say nothing are left out, and so are writes
         * of unknown outcome that need not have happened.
         */
        public IntStream order() {
            return IntStream.of(order);
        }
    }

    /**
     * Too many orders were possible to try them all.
     *
     * @param why where the checker gave up
     */
    record Undecided(String why) implements Linearity {}
}
