package org.ifmatch.rule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ifmatch.observe.Contest;
import org.ifmatch.observe.Need;
import org.ifmatch.observe.Scenario;

/**
 * A requirement with what tests it: a value that reads like the specification. It is made by {@link #rule} and completed by the
 * methods that return it changed.
 *
 * @param entry its id, level, section and impact
 * @param says the requirement in one sentence of our own
 * @param needs what a target must be able to do for it
 * @param cases what is observed and how it is judged; the first is the one that matters most
 * @param races what is observed of several clients at once, and how that is judged
 * @param overRun what judges it from everything that was judged in the run, where it has no observation of its own
 * @param overLedger what judges it from all exchanges of the run
 * @param restsOn the ids of rules that explain it when they are broken in the same way
 * @param ownMisdeeds what it is there to name: with these it waits for no other rule that is broken in the same way
 * @param untested why the suite cannot test it
 * @param inquiry what looks for itself for ways in which it is broken
 */
public record Rule(
        Catalogue.Entry entry,
        String says,
        Set<Need> needs,
        List<Observed> cases,
        List<Raced> races,
        Optional<RunOracle> overRun,
        Optional<RunOracle.OfLedger> overLedger,
        Set<String> restsOn,
        Set<Misdeed> ownMisdeeds,
        Optional<String> untested,
        Optional<Inquiry> inquiry) {

    /** An observation and the oracle that judges it. */
    public record Observed(Scenario scenario, Oracle oracle) {}

    /** A contest and the oracle that judges its rounds. */
    public record Raced(Contest contest, RaceOracle oracle) {}

    /** There is one of each: rules are told apart by identity, for they hold all that they ask and judge by. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    public Rule {
        needs = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(needs));
        cases = List.copyOf(cases);
        races = List.copyOf(races);
        restsOn = Set.copyOf(restsOn);
        ownMisdeeds = Set.copyOf(ownMisdeeds);
    }

    public static Rule rule(String id) {
        return new Rule(
                Catalogue.entry(id),
                "",
                Set.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** A requirement that the suite cannot test, and why. */
    public static Rule untested(String id, String why) {
        return new Rule(
                Catalogue.entry(id),
                "",
                Set.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                Optional.of(why),
                Optional.empty());
    }

    public String id() {
        return entry.id();
    }

    public Rule says(String sentence) {
        return new Rule(
                entry, sentence, needs, cases, races, overRun, overLedger, restsOn, ownMisdeeds, untested, inquiry);
    }

    public Rule needs(Need... more) {
        return new Rule(
                entry, says, Set.of(more), cases, races, overRun, overLedger, restsOn, ownMisdeeds, untested, inquiry);
    }

    public Rule restsOn(String... ids) {
        return new Rule(
                entry, says, needs, cases, races, overRun, overLedger, Set.of(ids), ownMisdeeds, untested, inquiry);
    }

    /** It is there to name these: others that are broken in the same way do not explain it away. */
    public Rule names(Misdeed... misdeeds) {
        return new Rule(
                entry, says, needs, cases, races, overRun, overLedger, restsOn, Set.of(misdeeds), untested, inquiry);
    }

    /** Observations that one oracle judges. */
    public Cases on(Scenario... scenarios) {
        return new Cases(this, List.of(scenarios));
    }

    public Rule overRun(RunOracle oracle) {
        return new Rule(
                entry,
                says,
                needs,
                cases,
                races,
                Optional.of(oracle),
                overLedger,
                restsOn,
                ownMisdeeds,
                untested,
                inquiry);
    }

    public Rule overLedger(RunOracle.OfLedger oracle) {
        return new Rule(
                entry,
                says,
                needs,
                cases,
                races,
                overRun,
                Optional.of(oracle),
                restsOn,
                ownMisdeeds,
                untested,
                inquiry);
    }

    /** What looks for ways in which it is broken, with chance as its guide. */
    public Rule inquire(Inquiry looks) {
        return new Rule(
                entry,
                says,
                needs,
                cases,
                races,
                overRun,
                overLedger,
                restsOn,
                ownMisdeeds,
                untested,
                Optional.of(looks));
    }

    /**
     * The same rule where it was found broken by way of another: it counts as that one does, and waits for it, or for those
     * that explain it, where they were found broken in the same way.
     */
    public Rule breaking(Catalogue.Entry broken, Set<String> explanations) {
        Catalogue.Entry entryOfTheOther = new Catalogue.Entry(id(), broken.level(), broken.section(), broken.impact());
        return new Rule(
                entryOfTheOther,
                says,
                needs,
                cases,
                races,
                overRun,
                overLedger,
                explanations,
                ownMisdeeds,
                untested,
                inquiry);
    }

    /** A rule whose last observations still lack their oracle. */
    public record Cases(Rule rule, List<Scenario> scenarios) {

        public Rule judge(Oracle oracle) {
            List<Observed> all = new ArrayList<>(rule.cases);
            scenarios.forEach(s -> all.add(new Observed(s, oracle)));
            return new Rule(
                    rule.entry,
                    rule.says,
                    rule.needs,
                    all,
                    rule.races,
                    rule.overRun,
                    rule.overLedger,
                    rule.restsOn,
                    rule.ownMisdeeds,
                    rule.untested,
                    rule.inquiry);
        }
    }

    /** Contests that one oracle judges. */
    public Races over(Contest... contests) {
        return new Races(this, List.of(contests));
    }

    /** A rule whose last contests still lack their oracle. */
    public record Races(Rule rule, List<Contest> contests) {

        public Rule judge(RaceOracle oracle) {
            List<Raced> all = new ArrayList<>(rule.races);
            contests.forEach(c -> all.add(new Raced(c, oracle)));
            return new Rule(
                    rule.entry,
                    rule.says,
                    rule.needs,
                    rule.cases,
                    all,
                    rule.overRun,
                    rule.overLedger,
                    rule.restsOn,
                    rule.ownMisdeeds,
                    rule.untested,
                    rule.inquiry);
        }
    }

    @Override
    public String toString() {
        return id();
    }
}
