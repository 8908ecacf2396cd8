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
 * @param play makes the observation with fresh resources of the lab
 */
public record Scenario(String name, Set<Need> needs, Function<Lab, List<Attempt>> play) {

    public Scenario {
        needs = Set.copyOf(needs);
    }

    /** A scenario of one attempt, which takes the scenario's name. */
    public static Scenario scenario(String name, Function<Lab, Attempt> play) {
        return new Scenario(name, Set.of(), lab -> List.of(play.apply(lab).named(name)));
    }

    /** A scenario of several attempts, each with a name of its own. */
    public static Scenario attempts(String name, Function<Lab, List<Attempt>> play) {
        return new Scenario(name, Set.of(), play);
    }

    public Scenario needing(Need... more) {
        return new Scenario(name, Set.of(more), play);
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
