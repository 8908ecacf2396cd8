package org.ifmatch.report.diagnosis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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
    }

    /** The readings that explain the most with the least: one at a time, and two at once only where these see more. */
    static List<Misreading> of(Collection<Sight> all) {
        // What the right reading foretells was judged bad, or not, for another reason than how the value is read.
        List<Sight> sights =
                all.stream().filter(s -> Readings.RIGHT.foretells(s) != s.bad()).toList();
        List<Sight> bad = sights.stream().filter(Sight::bad).toList();
        List<Misreading> singly = new ArrayList<>();
        Set<Sight> open = new LinkedHashSet<>(bad);
        for (Optional<Misreading> next = best(sights, open); next.isPresent(); next = best(sights, open)) {
            singly.add(next.get());
        }
        boolean enough = open.stream().noneMatch(Sight::wellFormed);
        List<Fit> pairs = enough ? List.of() : fits(Readings.DOUBLE, sights, bad);
        return pairs.isEmpty() || pairs.get(0).weight() <= bad.size() - open.size()
                ? singly
                : ofTwo(pairs.get(0).reading(), bad);
    }

    /** The reading that explains most of what is still open, which it then takes off. */
    private static Optional<Misreading> best(List<Sight> sights, Set<Sight> open) {
        List<Fit> fits = fits(Readings.SINGLE, sights, open);
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

    /** Those that explain something of what is open, the best first. */
    private static List<Fit> fits(List<Reading> readings, List<Sight> sights, Collection<Sight> open) {
        List<Fit> fits = new ArrayList<>();
        for (Reading reading : readings) {
            // A method on which a well-formed value contradicts it is read in another way.
            Set<String> others = sights.stream()
                    .filter(s -> !s.bad() && !reading.foretells(s) && s.wellFormed())
                    .map(Sight::method)
                    .collect(Collectors.toSet());
            Set<Sight> explained = open.stream()
                    .filter(s -> !others.contains(s.method()) && reading.foretells(s))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            if (!explained.isEmpty()) {
                long foretold = sights.stream()
                        .filter(s -> !others.contains(s.method()) && reading.foretells(s))
                        .count();
                fits.add(new Fit(reading, explained, sights.size() - foretold));
            }
        }
        fits.sort(Comparator.comparing(Fit::weight).reversed().thenComparing(Fit::missed));
        return fits;
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
