package org.ifmatch.observe;

import java.util.Set;
import java.util.function.Function;

/**
 * A named observation of several clients at once. It is made in rounds, as many as the time for races allows, and each round is
 * judged by every rule that has something to say about it. It acts and judges nothing.
 *
 * @param name the case in words, unique in the suite
 * @param needs what the target must be able to do, besides what the rule needs
 * @param weight how much of the time it gets, beside the others
 * @param play plays one round
 */
public record Contest(String name, Set<Need> needs, int weight, Function<Arena, Round> play) {

    public Contest {
        needs = Set.copyOf(needs);
    }

    public static Contest contest(String name, Function<Arena, Round> play) {
        return new Contest(name, Set.of(), 1, play);
    }

    public Contest needing(Need... more) {
        return new Contest(name, Set.of(more), weight, play);
    }

    public Contest weighing(int other) {
        return new Contest(name, needs, other, play);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Contest contest && name.equals(contest.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
