package org.ifmatch.property;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Need;
import org.ifmatch.property.Program.Start;
import org.ifmatch.property.Step.Beside;
import org.ifmatch.property.Step.Verb;
import org.ifmatch.property.Step.Wrote;
import org.ifmatch.property.Value.Gap;
import org.ifmatch.property.Value.Member;

/**
 * Requests one after the other on two or three resources: what a target does after what. A third of the cases are an event and
 * a probe after it, a third two events and a probe, the rest whatever comes.
 */
final class Sequences {

    private static final int MOST_STEPS = 14;
    /** More versions than a counter of five bits tells apart. */
    private static final int MANY_VERSIONS = 40;
    /** More than one of eight bits. */
    private static final int VERY_MANY_VERSIONS = 260;

    /** More than a client is likely to be allowed before it is locked out, where anybody counts. */
    private static final int MANY_REFUSALS = 60;

    private Sequences() {}

    static Cases cases(Known known, long seed) {
        return Cases.of(seed, Need.ANY_TAG.isMetBy(known), first(known), programs(known), due(known));
    }

    private static List<Program> first(Known known) {
        List<Program> all = new ArrayList<>();
        for (Verb verb : Capable.verbs(known)) {
            all.add(Program.of(Step.of(Verb.PUT), Step.of(verb).ifMatch(Role.PREVIOUS)));
            all.add(Program.of(Step.of(Verb.PUT), Step.of(verb).ifMatch(Role.CURRENT)));
            all.add(Program.of(Step.of(Verb.PUT), Step.of(verb).ifMatch(Role.FOREIGN)));
        }
        all.add(Program.of(Step.of(Verb.PUT), Step.of(Verb.PUT).ifMatch(Role.STAR)));
        all.add(Program.of(
                Step.of(Verb.PUT).times(MANY_VERSIONS), Step.of(Verb.PUT).ifMatch(Role.FIRST)));
        all.add(Program.of(
                Step.of(Verb.PUT).ifMatch(Role.PREVIOUS).times(MANY_REFUSALS),
                Step.of(Verb.PUT).ifMatch(Role.CURRENT)));
        if (Capable.recreates(known)) {
            all.add(Program.of(
                    Step.of(Verb.DELETE), Step.of(Verb.PUT), Step.of(Verb.PUT).ifMatch(Role.FIRST)));
            all.add(Program.of(
                    Step.of(Verb.DELETE), Step.of(Verb.PUT), Step.of(Verb.PUT).ifMatch(Role.STAR)));
        }
        if (Capable.of(known, Verb.DELETE)) {
            all.add(Program.of(Step.of(Verb.DELETE), Step.of(Verb.PUT).ifMatch(Role.CURRENT)));
            all.add(Program.of(Step.of(Verb.DELETE), Step.of(Verb.PUT).ifMatch(Role.FOREIGN)));
        }
        all.add(Program.of(Step.of(Verb.PUT).writing(Wrote.LONG).times(2)));
        all.add(Program.of(Step.of(Verb.PUT).ifMatch(Role.PREVIOUS).writing(Wrote.OTHER_TYPE)));
        if (Capable.of(known, Verb.POST)) {
            all.add(Program.of(Step.of(Verb.POST).ifMatch(Role.PREVIOUS).writing(Wrote.REPEATED)));
        }
        if (known.verbatim()) {
            all.add(Program.of(Step.of(Verb.PUT).writing(Wrote.SPACED)));
        }
        return all;
    }

    private static Set<String> due(Known known) {
        Set<String> due = new TreeSet<>();
        Capable.verbs(known).forEach(v -> due.add(Tally.name(Tally.METHOD, v)));
        List.of(Evaluation.Truth.TRUE, Evaluation.Truth.FALSE).forEach(t -> due.add(Tally.name(Tally.CONDITION, t)));
        due.add(Tally.name(Tally.STATE, Played.State.EXISTING.words()));
        if (Capable.of(known, Verb.DELETE)) {
            due.add(Tally.name(Tally.STATE, Played.State.DELETED.words()));
        }
        if (Capable.recreates(known)) {
            due.add(Tally.name(Tally.STATE, Played.State.RECREATED.words()));
        }
        for (Role role : List.of(Role.PREVIOUS, Role.FIRST, Role.CURRENT, Role.STAR)) {
            due.add(Tally.name(Tally.MEMBER, role.words()));
        }
        return due;
    }

    // What chance draws.

    private static Arbitrary<Program> programs(Known known) {
        Arbitrary<List<Step>> event = events(known);
        Arbitrary<Step> probe = on(probes(known));
        Arbitrary<List<Step>> pair = Combinators.combine(event, probe).as(Sequences::followedBy);
        Arbitrary<List<Step>> triple = Combinators.combine(event, event, probe).as((one, other, last) -> {
            List<Step> all = new ArrayList<>(one);
            all.addAll(other);
            all.add(last);
            return all;
        });
        Arbitrary<List<Step>> any = on(Arbitraries.frequencyOf(Tuple.of(1, steps(known)), Tuple.of(1, probes(known))))
                .list()
                .ofMinSize(2)
                .ofMaxSize(MOST_STEPS);
        return Arbitraries.frequencyOf(Tuple.of(1, pair), Tuple.of(1, triple), Tuple.of(1, any))
                .map(all -> new Program(Start.EXISTING, all));
    }

    private static List<Step> followedBy(List<Step> event, Step probe) {
        List<Step> all = new ArrayList<>(event);
        all.add(probe);
        return all;
    }

    private static Arbitrary<Step> on(Arbitrary<Step> step) {
        Arbitrary<Integer> resource = Arbitraries.frequency(Tuple.of(16, 0), Tuple.of(3, 1), Tuple.of(1, 2));
        return Combinators.combine(step, resource).as(Step::on);
    }

    /** What may leave a trace: one request, or two that belong together. */
    private static Arbitrary<List<Step>> events(Known known) {
        List<List<Step>> all = new ArrayList<>();
        if (Capable.recreates(known)) {
            all.add(List.of(Step.of(Verb.DELETE), Step.of(Verb.PUT)));
            all.add(List.of(Step.of(Verb.DELETE), Step.of(Verb.PUT).beside(Beside.noneMatch(Role.STAR))));
        }
        all.add(List.of(Step.of(Verb.PUT).times(MANY_VERSIONS)));
        all.add(List.of(
                Step.of(Verb.PUT).ifMatch(Role.CURRENT), Step.of(Verb.GET).beside(Beside.noneMatch(Role.CURRENT))));
        all.add(List.of(Step.of(Verb.PUT).writing(Wrote.LONG).times(2)));
        Arbitrary<List<Step>> two = Arbitraries.of(all);
        Arbitrary<List<Step>> one = on(steps(known)).map(List::of);
        Arbitrary<List<Step>> many = Arbitraries.just(List.of(Step.of(Verb.PUT).times(VERY_MANY_VERSIONS)));
        boolean atOnce = known.settle().isZero();
        return Arbitraries.frequencyOf(Tuple.of(100, one), Tuple.of(40, two), Tuple.of(atOnce ? 3 : 0, many));
    }

    /** Requests that change something, or might. */
    private static Arbitrary<Step> steps(Known known) {
        List<Tuple2<Integer, Step>> all = new ArrayList<>();
        add(all, 4, Step.of(Verb.PUT));
        add(all, 2, Step.of(Verb.PUT).writing(Wrote.SAME));
        if (Need.EMPTY_CONTENT.isMetBy(known)) {
            add(all, 1, Step.of(Verb.PUT).writing(Wrote.EMPTY));
        }
        if (known.verbatim()) {
            add(all, 1, Step.of(Verb.PUT).writing(Wrote.SPACED));
        }
        add(all, 1, Step.of(Verb.PUT).times(4));
        add(all, 2, Step.of(Verb.PUT).ifMatch(Role.CURRENT));
        add(all, 2, Step.of(Verb.PUT).ifMatch(Role.STAR));
        add(all, 2, Step.of(Verb.PUT).ifMatch(Role.PREVIOUS));
        add(all, 2, Step.of(Verb.PUT).beside(Beside.noneMatch(Role.STAR)));
        add(all, 1, Step.of(Verb.PUT).ifMatch(Role.GARBAGE));
        add(all, 1, Step.of(Verb.PUT).ifMatch(Role.PREVIOUS, Role.CURRENT));
        add(all, 2, Step.of(Verb.GET));
        add(all, 2, Step.of(Verb.HEAD));
        add(all, 4, Step.of(Verb.GET).beside(Beside.noneMatch(Role.CURRENT)));
        add(all, 1, Step.of(Verb.HEAD).beside(Beside.noneMatch(Role.CURRENT)));
        add(all, 2, Step.of(Verb.GET).ifMatch(Role.PREVIOUS));
        add(all, 1, Step.of(Verb.GET).ifMatch(Role.CURRENT));
        if (known.can("range")) {
            add(all, 1, Step.of(Verb.GET).beside(Beside.of(Beside.Kind.RANGE)));
        }
        if (Capable.of(known, Verb.PATCH)) {
            add(all, 3, Step.of(Verb.PATCH));
            add(all, 3, Step.of(Verb.PATCH).writing(Wrote.SAME));
            add(all, 1, Step.of(Verb.PATCH).ifMatch(Role.CURRENT));
            add(all, 2, Step.of(Verb.PATCH).ifMatch(Role.PREVIOUS));
        }
        if (Capable.of(known, Verb.DELETE)) {
            add(all, 3, Step.of(Verb.DELETE));
            add(all, 2, Step.of(Verb.DELETE).ifMatch(Role.PREVIOUS));
        }
        return Arbitraries.frequency(all);
    }

    /** Requests whose answer tells whether something is wrong by now. */
    private static Arbitrary<Step> probes(Known known) {
        List<Tuple2<Integer, Step>> all = new ArrayList<>();
        for (Verb verb : Capable.verbs(known)) {
            int weight = verb == Verb.PUT ? 3 : 1;
            add(all, 3 * weight, Step.of(verb).ifMatch(Role.PREVIOUS));
            add(all, 2 * weight, Step.of(verb).ifMatch(Role.FIRST));
            add(all, 3 * weight, Step.of(verb).ifMatch(Role.CURRENT));
            add(all, 2 * weight, Step.of(verb).ifMatch(Role.STAR));
            add(all, weight, Step.of(verb).ifMatch(Role.OTHERS));
            add(all, weight, Step.of(verb).ifMatch(Role.FOREIGN));
        }
        add(all, 2, Step.of(Verb.PUT).ifMatch(Role.PREVIOUS, Role.CURRENT));
        add(all, 1, Step.of(Verb.PUT).ifMatch(Role.WEAK, Role.CURRENT));
        add(all, 1, Step.of(Verb.PUT).ifMatch(Role.PREVIOUS, Role.FIRST));
        add(
                all,
                1,
                Step.of(Verb.PUT)
                        .ifMatch(new Value(
                                Value.IF_MATCH,
                                List.of(Member.of(Role.PREVIOUS), new Member(Role.CURRENT, Gap.USUAL, true)))));
        add(all, 1, Step.of(Verb.PUT).ifMatch(Role.BARE_PREVIOUS));
        add(all, 1, Step.of(Verb.PUT).ifMatch(Role.PREVIOUS).writing(Wrote.SAME));
        add(all, 1, Step.of(Verb.GET).beside(Beside.noneMatch(Role.CURRENT)));
        add(all, 1, Step.of(Verb.GET).beside(Beside.noneMatch(Role.PREVIOUS)));
        add(all, 1, Step.of(Verb.PUT).beside(Beside.noneMatch(Role.STAR)));
        add(all, 1, Step.of(Verb.PUT).ifMatch(Role.CURRENT).beside(Beside.noneMatch(Role.STAR)));
        return Arbitraries.frequency(all);
    }

    private static void add(List<Tuple2<Integer, Step>> all, int weight, Step step) {
        all.add(Tuple.of(weight, step));
    }
}
