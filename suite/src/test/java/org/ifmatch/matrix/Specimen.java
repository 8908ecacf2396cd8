package org.ifmatch.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ifmatch.origin.Fault;
import org.ifmatch.origin.Oddity;
import org.ifmatch.report.Patterns;

/** An origin of our own under examination: one with a fault planted, or an odd one that is honest. */
record Specimen(String name, Optional<Fault> fault, Optional<Oddity> oddity) {

    static Specimen of(Fault fault) {
        return new Specimen(fault.toString(), Optional.of(fault), Optional.empty());
    }

    static Specimen of(Oddity oddity) {
        return new Specimen(oddity.toString(), Optional.empty(), Optional.of(oddity));
    }

    /** The honest origin itself: what it passes is what the odd ones are measured by. */
    static Specimen reference() {
        return new Specimen("reference", Optional.empty(), Optional.empty());
    }

    /** Everything that can be shown by one client: the reference, the faults that need no volley of writers, the oddities. */
    static List<Specimen> sequential() {
        List<Specimen> all = new ArrayList<>();
        all.add(reference());
        Oddity.all().forEach(oddity -> all.add(of(oddity)));
        Fault.all().stream()
                .filter(fault -> Scope.isSequential(fault.caughtBy()))
                .forEach(fault -> all.add(of(fault)));
        return all;
    }

    /** The faults that show only when several writers meet. */
    static List<Specimen> volleys() {
        return Fault.all().stream()
                .filter(fault -> Scope.needsVolley(fault.caughtBy()))
                .map(Specimen::of)
                .toList();
    }

    /**
     * What has to be mended about it, a line each.
     *
     * @param reference what the honest origin itself came to
     */
    List<String> complaints(Row row, Row reference) {
        if (fault.isPresent()) {
            return Death.of(fault.get(), row).complaints();
        }
        if (oddity.isPresent()) {
            return Honesty.of(oddity.get(), row, reference).complaints();
        }
        List<String> all = new ArrayList<>();
        if (!row.trouble().isEmpty()) {
            all.add(name + " could not be examined: " + row.trouble());
        }
        row.broken()
                .forEach(rule -> all.add(name + " is honest, and " + rule + " cries wolf: "
                        + row.why().get(rule)));
        return all;
    }

    boolean needsVolley() {
        return fault.map(f -> Scope.needsVolley(f.caughtBy())).orElse(false);
    }

    /** Whether its name, its label or the rule that is to catch it is among these. */
    boolean isNamedBy(Patterns patterns) {
        return patterns.matchesAny(
                fault.map(f -> List.of(name, f.label(), f.caughtBy())).orElse(List.of(name)));
    }

    @Override
    public String toString() {
        return name;
    }
}
