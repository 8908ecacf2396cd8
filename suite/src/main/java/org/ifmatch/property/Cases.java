package org.ifmatch.property;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;

/**
 * The cases of a property: first those that are due whatever chance says, then what the generator draws. The same seed and the
 * same number are always the same case.
 *
 * @param due the classes that have to be reached, in the words of {@link Tally}
 */
record Cases(long seed, List<Program> first, RandomGenerator<Program> drawn, Set<String> due) {

    /** How jqwik scales the sizes of what it draws. */
    private static final int SIZE = 1000;

    Cases {
        first = List.copyOf(first);
        due = Set.copyOf(due);
    }

    static Cases of(long seed, List<Program> first, Arbitrary<Program> drawn, Set<String> due) {
        return new Cases(seed, first, drawn.generator(SIZE), due);
    }

    Shrinkable<Program> get(int number) {
        if (number < first.size()) {
            return Shrinkable.unshrinkable(first.get(number));
        }
        return drawn.next(new Random(seed * 0x9E3779B97F4A7C15L + number));
    }

    /** Simpler cases of which one may still show what this one showed, the simplest first. */
    static Stream<Shrinkable<Program>> simpler(Shrinkable<Program> one) {
        return one.shrink();
    }
}
