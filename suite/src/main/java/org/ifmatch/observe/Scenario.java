package org.ifmatch.observe;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A named observation. It is made once in an examination and judged by every rule that has something to say about it; it is
 * made again only when an oracle asks for that. It acts and judges nothing.
 *
 * @param name the case in words, unique in the suite
 * @param needs what the target must be able to do, besides what the rule needs
 * @param waits whether it waits for seconds, so that it is to begin before the others
 * @param play makes the observation with fresh resources of the lab
 */
public record Scenario(String name, Set<Need> needs, boolean waits, Function<Lab, List<Attempt>> play) {

    public Scenario {
        needs = Set.copyOf(needs);
    }

    /** A scenario of one attempt, which takes the scenario's name. */
    public static Scenario scenario(String name, Function<Lab, Attempt> play) {
        return new Scenario(
                name, Set.of(), false, lab -> List.of(play.apply(lab).named(name)));
    }

    /** A scenario of several attempts, each with a name of its own. */
    public static Scenario attempts(String name, Function<Lab, List<Attempt>> play) {
        return new Scenario(name, Set.of(), false, play);
    }

    public Scenario needing(Need... more) {
        return new Scenario(name, Set.of(more), waits, play);
    }

    /** The same, of which is known that it waits for seconds: for a date to be of age, or for what may come late. */
    public Scenario waiting() {
        return new Scenario(name, needs, true, play);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scenario scenario && name.equals(scenario.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
