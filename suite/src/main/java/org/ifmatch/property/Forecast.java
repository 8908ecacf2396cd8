package org.ifmatch.property;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ifmatch.property.Evaluation.Truth;
import org.ifmatch.property.Played.Judged;
import org.ifmatch.property.Played.State;
import org.ifmatch.property.Step.Verb;

/**
 * What a program will reach on a target that does as RFC 9110 says, told before it is played: so that what has to be reached
 * can be tried first, and again where a target was not in the mood.
 */
final class Forecast {

    private final Map<Integer, State> states = new HashMap<>();
    private final Set<String> classes = new TreeSet<>();

    private final Set<State> met = EnumSet.noneOf(State.class);
    private final boolean tagged;

    private Forecast(boolean tagged) {
        this.tagged = tagged;
    }

    /**
     * The classes that the program reaches, in the words of {@link Tally}.
     *
     * @param tagged whether the target shows tags, without which there is nothing to make most values of
     */
    static Set<String> of(Program program, boolean tagged) {
        return new Forecast(tagged).taking(program).classes;
    }

    /** The states that conditional requests of the program meet. */
    static Set<State> states(Program program) {
        return new Forecast(true).taking(program).met;
    }

    private Forecast taking(Program program) {
        if (program.start() == Program.Start.MISSING) {
            states.put(0, State.NEVER_THERE);
        }
        program.steps().forEach(this::take);
        return this;
    }

    private void take(Step step) {
        State state = states.getOrDefault(step.on(), State.EXISTING);
        boolean exists = state == State.EXISTING || state == State.RECREATED;
        Truth truth = truth(step, exists);
        boolean needsTags = step.isMadeOf(Role.Base.CURRENT)
                || step.isMadeOf(Role.Base.PREVIOUS)
                || step.isMadeOf(Role.Base.OLDEST)
                || step.isMadeOf(Role.Base.OTHER);
        if (needsTags && !tagged) {
            // It is not sent, and what it is made of counts as looked at.
            step.beside().forEach(b -> classes.add(Tally.name(Tally.BESIDE, b.words())));
            step.ifMatch()
                    .ifPresent(value ->
                            value.roles().forEach(role -> classes.add(Tally.name(Tally.MEMBER, role.words()))));
            return;
        }
        if (step.isConditional()) {
            met.add(state);
            Tally.classes(new Judged(step, truth, state), (kind, name) -> classes.add(Tally.name(kind, name)));
        }
        boolean held = truth != Truth.FALSE && truth != Truth.MALFORMED;
        if (held && step.verb() == Verb.DELETE && exists) {
            states.put(step.on(), State.DELETED);
        }
        if (held && step.verb() == Verb.PUT && !exists) {
            states.put(step.on(), state == State.DELETED ? State.RECREATED : State.EXISTING);
        }
    }

    private static Truth truth(Step step, boolean exists) {
        if (step.ifMatch().isEmpty()) {
            return Truth.ABSENT;
        }
        Set<Role> roles = step.ifMatch().get().roles();
        if (roles.contains(Role.STAR) && step.ifMatch().get().members().size() > 1) {
            return Truth.EITHER;
        }
        if (roles.stream().anyMatch(Role::isMalformed)) {
            return Truth.MALFORMED;
        }
        if (exists && roles.contains(Role.CURRENT)) {
            // True for a strong tag and false for a weak one: nothing to rely on.
            return Truth.EITHER;
        }
        return exists && roles.contains(Role.STAR) ? Truth.TRUE : Truth.FALSE;
    }
}
