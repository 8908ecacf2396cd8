package org.ifmatch.property;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ifmatch.property.Step.Beside;
import org.ifmatch.property.Step.Wrote;
import org.ifmatch.property.Value.Gap;
import org.ifmatch.property.Value.Member;

/** One step towards a shorter program, in every way there is: what shrinking by draws does not reach. */
final class Simpler {

    private Simpler() {}

    /** Programs with a part less or a plainer part, those with the most left out first. */
    static List<Program> of(Program program) {
        List<Program> all = new ArrayList<>();
        List<Step> steps = program.steps();
        if (steps.size() > 2) {
            all.add(new Program(program.start(), steps.subList(steps.size() - 1, steps.size())));
            all.add(new Program(program.start(), steps.subList(steps.size() / 2, steps.size())));
        }
        for (int i = 0; i < steps.size() - 1; i++) {
            all.add(without(program, i));
        }
        if (program.start() == Program.Start.MISSING) {
            all.add(new Program(Program.Start.EXISTING, steps));
        }
        if (steps.stream().anyMatch(s -> s.on() > 0)) {
            all.add(new Program(
                    program.start(), steps.stream().map(s -> s.on(0)).toList()));
        }
        for (int i = 0; i < steps.size(); i++) {
            for (Step plainer : plainer(steps.get(i))) {
                all.add(with(program, i, plainer));
            }
        }
        for (int i = 0; i < steps.size() - 1; i++) {
            if (besidePrevious(steps.get(i))) {
                all.add(providedFor(program, i));
            }
        }
        return all;
    }

    private static boolean besidePrevious(Step step) {
        return step.beside().stream().anyMatch(Simpler::isOfPrevious);
    }

    private static boolean isOfPrevious(Beside beside) {
        return beside.tags().filter(v -> v.isMadeOf(Role.Base.PREVIOUS)).isPresent();
    }

    /** A field that only brought it about that the resource was replaced before gives way to a write that does. */
    private static Program providedFor(Program program, int at) {
        List<Step> steps = new ArrayList<>(program.steps());
        Step step = steps.get(at);
        steps.set(
                at,
                step.beside(step.beside().stream().filter(b -> !isOfPrevious(b)).toArray(Beside[]::new)));
        steps.add(at, Step.of(Step.Verb.PUT).on(step.on()));
        return new Program(program.start(), steps);
    }

    private static Program without(Program program, int at) {
        List<Step> steps = new ArrayList<>(program.steps());
        steps.remove(at);
        return new Program(program.start(), steps);
    }

    private static Program with(Program program, int at, Step step) {
        List<Step> steps = new ArrayList<>(program.steps());
        steps.set(at, step);
        return new Program(program.start(), steps);
    }

    private static List<Step> plainer(Step step) {
        List<Step> all = new ArrayList<>();
        if (step.times() > 1) {
            all.add(step.times(1));
            all.add(step.times(step.times() / 2));
            all.add(step.times(step.times() - 1));
        }
        if (step.on() > 0) {
            all.add(step.on(0));
        }
        if (step.wrote() != Wrote.FRESH) {
            all.add(step.writing(Wrote.FRESH));
        }
        if (step.ifMatch().isPresent()) {
            all.add(new Step(step.verb(), step.on(), step.wrote(), Optional.empty(), step.beside(), step.times()));
            values(step.ifMatch().get()).forEach(v -> all.add(step.ifMatch(v)));
        }
        for (int i = 0; i < step.beside().size(); i++) {
            List<Beside> fewer = new ArrayList<>(step.beside());
            Beside left = fewer.remove(i);
            all.add(step.beside(fewer.toArray(Beside[]::new)));
            if (left.first()) {
                List<Beside> ordered = new ArrayList<>(step.beside());
                ordered.set(i, new Beside(left.kind(), left.tags(), false));
                all.add(step.beside(ordered.toArray(Beside[]::new)));
            }
        }
        return all;
    }

    private static List<Value> values(Value value) {
        List<Value> all = new ArrayList<>();
        List<Member> members = value.members();
        if (!value.name().equals(Value.IF_MATCH)) {
            all.add(new Value(Value.IF_MATCH, members));
        }
        if (members.size() > 3) {
            all.add(new Value(value.name(), members.subList(0, members.size() / 2)));
            all.add(new Value(value.name(), members.subList(members.size() / 2, members.size())));
        }
        for (int i = 0; members.size() > 1 && i < members.size(); i++) {
            List<Member> fewer = new ArrayList<>(members);
            fewer.remove(i);
            all.add(new Value(value.name(), fewer));
        }
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            if (member.gap() != Gap.USUAL) {
                all.add(with(value, i, new Member(member.role(), Gap.USUAL, member.newLine())));
            }
            if (member.newLine()) {
                all.add(with(value, i, new Member(member.role(), member.gap(), false)));
            }
            for (Role plainer : List.of(Role.PREVIOUS, Role.CURRENT, Role.FOREIGN)) {
                if (plainer.ordinal() < member.role().ordinal()) {
                    all.add(with(value, i, new Member(plainer, member.gap(), member.newLine())));
                }
            }
        }
        return all;
    }

    private static Value with(Value value, int at, Member member) {
        List<Member> members = new ArrayList<>(value.members());
        members.set(at, member);
        return new Value(value.name(), members);
    }
}
