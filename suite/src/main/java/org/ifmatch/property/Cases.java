package org.ifmatch.property;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;

/**
 * The cases of a property: first those that reach what has to be reached, then the others that are due whatever chance says,
 * then what the generator draws. The same seed and the same number are always the same case.
 *
 * @param tagged whether the target shows tags
 * @param needed the first ones of {@code first}, by which all is reached; they are tried however slow a target is
 * @param due the classes that have to be reached, in the words of {@link Tally}
 */
record Cases(
        long seed, boolean tagged, List<Program> first, int needed, RandomGenerator<Program> drawn, Set<String> due) {

    /** How jqwik scales the sizes of what it draws. */
    private static final int SIZE = 1000;

    Cases {
        first = List.copyOf(first);
        due = Set.copyOf(due);
    }

    static Cases of(long seed, boolean tagged, List<Program> first, Arbitrary<Program> drawn, Set<String> due) {
        List<Program> needed = reaching(due, first, tagged);
        List<Program> inOrder = new ArrayList<>(needed);
        first.stream().filter(program -> !needed.contains(program)).forEach(inOrder::add);
        return new Cases(seed, tagged, inOrder, needed.size(), drawn.generator(SIZE), due);
    }

    /** The numbers of few cases by which these classes are reached. */
    List<Integer> reaching(Set<String> classes) {
        return reaching(classes, first, tagged).stream().map(first::indexOf).toList();
    }

    /** Few programs that reach all of these classes: again and again the one that reaches most of what is left. */
    private static List<Program> reaching(Set<String> classes, List<Program> among, boolean tagged) {
        Map<Program, Set<String>> reached = new LinkedHashMap<>();
        among.forEach(program -> reached.put(program, Forecast.of(program, tagged)));
        Set<String> left = new TreeSet<>(classes);
        List<Program> few = new ArrayList<>();
        while (!left.isEmpty()) {
            Program best = null;
            long most = 0;
            for (Map.Entry<Program, Set<String>> each : reached.entrySet()) {
                long reaches = each.getValue().stream().filter(left::contains).count();
                if (reaches > most) {
                    most = reaches;
                    best = each.getKey();
                }
            }
            if (best == null) {
                return few;
            }
            few.add(best);
            left.removeAll(reached.get(best));
        }
        return few;
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
