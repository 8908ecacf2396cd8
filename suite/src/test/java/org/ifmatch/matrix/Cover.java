package org.ifmatch.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** A small set of faults that breaks every rule that some fault breaks: each time the one that adds most. */
final class Cover {

    private Cover() {}

    /**
     * @param rules what is to be covered
     * @param broken the rules that a fault breaks, as far as is known
     * @return the faults in the order in which they add less and less; what none of them breaks is left over
     */
    static <T> List<T> of(Set<String> rules, List<T> faults, Function<T, Set<String>> broken) {
        Set<String> left = new TreeSet<>(rules);
        List<T> chosen = new ArrayList<>();
        List<T> candidates = new ArrayList<>(faults);
        while (!left.isEmpty()) {
            T best = null;
            int most = 0;
            for (T each : candidates) {
                int adds =
                        (int) broken.apply(each).stream().filter(left::contains).count();
                if (adds > most) {
                    best = each;
                    most = adds;
                }
            }
            if (best == null) {
                return chosen;
            }
            chosen.add(best);
            candidates.remove(best);
            left.removeAll(broken.apply(best));
        }
        return chosen;
    }
}
