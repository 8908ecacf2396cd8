package org.ifmatch.report.diagnosis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ifmatch.report.FaultClass;
import org.ifmatch.report.diagnosis.Reading.Deviation;

/**
 * A wrong reading of If-Match that foretells what was seen, and the rules that it explains.
 *
 * @param alternatives the classes of other readings that foretell the same
 */
record Misreading(FaultClass faultClass, String says, List<FaultClass> alternatives, Set<String> rules) {

    /**
     * How well a reading fits.
     *
     * @param explained what is bad, and what it foretells
     * @param missed how many requests went otherwise than it foretells
     */
    private record Fit(Reading reading, Set<Sight> explained, long missed) {

        int weight() {
            return explained.size();
        }

        /** The same, of these only. */
        Fit of(Collection<Sight> open) {
            return new Fit(
                    reading,
                    explained.stream().filter(open::contains).collect(Collectors.toCollection(LinkedHashSet::new)),
                    missed);
        }
    }

    /** The readings that explain the most with the least: one at a time, and two at once only where these see more. */
    static List<Misreading> of(Collection<Sight> all) {
        // What the right reading foretells was judged bad, or not, for another reason than how the value is read.
        List<Sight> sights =
                all.stream().filter(s -> Readings.RIGHT.foretells(s) != s.bad()).toList();
        List<Sight> bad = sights.stream().filter(Sight::bad).toList();
        if (bad.isEmpty()) {
            return List.of();
        }
        List<Misreading> singly = new ArrayList<>();
        Set<Sight> open = new LinkedHashSet<>(bad);
        List<Fit> fits = fits(Readings.SINGLE, sights);
        for (Optional<Misreading> next = best(fits, open); next.isPresent(); next = best(fits, open)) {
            singly.add(next.get());
        }
        boolean enough = open.stream().noneMatch(Sight::wellFormed);
        int explained = bad.size() - open.size();
        List<Reading> more = enough
                ? List.of()
                : Readings.DOUBLE.stream()
                        .filter(pair -> bad.stream().filter(pair::foretells).count() > explained)
                        .toList();
        List<Fit> pairs = of(bad, fits(more, sights));
        return pairs.isEmpty() || pairs.get(0).weight() <= explained
                ? singly
                : ofTwo(pairs.get(0).reading(), bad);
    }

    /** The reading that explains most of what is still open, which it then takes off. */
    private static Optional<Misreading> best(List<Fit> all, Set<Sight> open) {
        List<Fit> fits = of(open, all);
        if (fits.isEmpty()) {
            return Optional.empty();
        }
        Fit best = fits.get(0);
        open.removeAll(best.explained());
        List<Reading> equal = fits.stream()
                .filter(f -> f.missed() == best.missed() && f.explained().equals(best.explained()))
                .map(Fit::reading)
                .toList();
        return Readings.REFUSING.containsAll(equal)
                ? Optional.empty()
                : Optional.of(ofOne(equal, rules(best.explained())));
    }

    /** What each foretells of all that was seen: the same however much of it is open. */
    private static List<Fit> fits(List<Reading> readings, List<Sight> sights) {
        return readings.stream().map(reading -> fit(reading, sights)).toList();
    }

    private static Fit fit(Reading reading, List<Sight> sights) {
        List<Sight> foretold = new ArrayList<>();
        Set<String> others = new HashSet<>();
        for (Sight sight : sights) {
            if (reading.foretells(sight)) {
                foretold.add(sight);
            } else if (!sight.bad() && sight.wellFormed()) {
                // A method on which a well-formed value contradicts it is read in another way.
                others.add(sight.method());
            }
        }
        foretold.removeIf(sight -> others.contains(sight.method()));
        Set<Sight> explained =
                foretold.stream().filter(Sight::bad).collect(Collectors.toCollection(LinkedHashSet::new));
        return new Fit(reading, explained, sights.size() - foretold.size());
    }

    /** Those that explain something of what is open, and that alone, the best first. */
    private static List<Fit> of(Collection<Sight> open, List<Fit> all) {
        return all.stream()
                .map(fit -> fit.of(open))
                .filter(fit -> fit.weight() > 0)
                .sorted(Comparator.comparing(Fit::weight).reversed().thenComparing(Fit::missed))
                .toList();
    }

    /** Readings that foretell the same: one of each class is told. */
    private static Misreading ofOne(List<Reading> equal, Set<String> rules) {
        Map<String, String> says = new LinkedHashMap<>();
        equal.stream()
                .map(reading -> reading.deviations().get(0))
                .forEach(deviation -> says.putIfAbsent(deviation.faultClass(), deviation.says()));
        List<FaultClass> classes =
                says.keySet().stream().map(FaultClass::valueOf).toList();
        String either = classes.size() > 1 ? "either " : "";
        return new Misreading(
                classes.get(0),
                either + String.join(", or ", says.values()),
                classes.subList(1, classes.size()),
                rules);
    }

    /** A rule belongs to the deviation that breaks it alone; where only both together do, to the first. */
    private static List<Misreading> ofTwo(Reading pair, List<Sight> bad) {
        Deviation first = pair.deviations().get(0);
        Deviation second = pair.deviations().get(1);
        Set<String> ofFirst = foretold(Readings.single(first), bad);
        Set<String> ofSecond = foretold(Readings.single(second), bad);
        ofSecond.removeAll(ofFirst);
        Set<String> rest = foretold(pair, bad);
        rest.removeAll(ofSecond);
        ofFirst.addAll(rest);
        return List.of(
                new Misreading(FaultClass.valueOf(first.faultClass()), first.says(), List.of(), ofFirst),
                new Misreading(FaultClass.valueOf(second.faultClass()), second.says(), List.of(), ofSecond));
    }

    private static Set<String> foretold(Reading reading, List<Sight> bad) {
        return rules(bad.stream().filter(reading::foretells).toList());
    }

    private static Set<String> rules(Collection<Sight> sights) {
        return sights.stream().map(Sight::rule).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
