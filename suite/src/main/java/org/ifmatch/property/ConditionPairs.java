package org.ifmatch.property;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Need;
import org.ifmatch.property.Step.Beside;
import org.ifmatch.property.Step.Beside.Kind;
import org.ifmatch.property.Step.Verb;

/**
 * If-Match together with the other conditions and with Range. In each pair the two disagree, since otherwise nobody could see
 * which of them came first (RFC 9110 §13.2.2).
 */
final class ConditionPairs {

    private static final int MOST_BESIDE = 3;

    private ConditionPairs() {}

    static Cases cases(Known known, long seed) {
        List<Verb> verbs = Capable.verbs(known);
        return Cases.of(
                seed, Need.ANY_TAG.isMetBy(known), first(verbs, known), programs(verbs, known), due(verbs, known));
    }

    // The order of §13.2.2 as a table: what If-Match says, what stands beside it, so that the order shows.

    private static List<Program> first(List<Verb> verbs, Known known) {
        List<Program> all = new ArrayList<>();
        for (Verb verb : verbs) {
            table(verb, known).forEach(step -> {
                all.add(Program.of(step));
                all.add(Program.of(step.beside(
                        step.beside().stream().map(ConditionPairs::before).toArray(Beside[]::new))));
            });
        }
        if (Need.PUT_CREATE.isMetBy(known)) {
            all.add(Program.onNothing(Step.of(Verb.PUT).ifMatch(Role.STAR).beside(Beside.noneMatch(Role.STAR))));
        }
        return all;
    }

    private static Beside before(Beside beside) {
        return new Beside(beside.kind(), beside.tags(), true);
    }

    private static List<Step> table(Verb verb, Known known) {
        Step held = Step.of(verb).ifMatch(Role.CURRENT);
        Step failed = Step.of(verb).ifMatch(Role.PREVIOUS);
        Step none = Step.of(verb);
        List<Step> rows = new ArrayList<>(List.of(
                failed.beside(Beside.noneMatch(Role.FOREIGN)),
                Step.of(verb).ifMatch(Role.FOREIGN).beside(Beside.noneMatch(Role.FOREIGN)),
                failed.beside(Beside.noneMatch(Role.CURRENT)),
                held.beside(Beside.noneMatch(Role.CURRENT)),
                held.beside(Beside.noneMatch(Role.FOREIGN)),
                held.beside(Beside.noneMatch(Role.WEAK)),
                held.beside(Beside.noneMatch(Role.STAR)),
                Step.of(verb).ifMatch(Role.STAR).beside(Beside.noneMatch(Role.STAR)),
                none.beside(Beside.noneMatch(Role.CURRENT)),
                none.beside(Beside.noneMatch(Role.PREVIOUS)),
                none.beside(Beside.noneMatch(Role.STAR))));
        if (known.can("lm")) {
            rows.addAll(List.of(
                    held.beside(Beside.of(Kind.UNMODIFIED_SINCE_LONG_AGO)),
                    held.beside(Beside.of(Kind.UNMODIFIED_SINCE_GARBAGE)),
                    failed.beside(Beside.of(Kind.UNMODIFIED_SINCE_LATER)),
                    failed.beside(Beside.of(Kind.MODIFIED_SINCE_NOW)),
                    held.beside(Beside.of(Kind.MODIFIED_SINCE_NOW)),
                    held.beside(Beside.of(Kind.MODIFIED_SINCE_LONG_AGO)),
                    none.beside(Beside.noneMatch(Role.FOREIGN), Beside.of(Kind.MODIFIED_SINCE_NOW)),
                    none.beside(Beside.noneMatch(Role.CURRENT), Beside.of(Kind.MODIFIED_SINCE_LONG_AGO)),
                    none.beside(Beside.of(Kind.UNMODIFIED_SINCE_LONG_AGO)),
                    none.beside(Beside.of(Kind.UNMODIFIED_SINCE_GARBAGE))));
        }
        if (verb == Verb.GET && known.can("range")) {
            rows.addAll(List.of(
                    failed.beside(Beside.of(Kind.RANGE)),
                    failed.beside(Beside.of(Kind.RANGE_BEYOND)),
                    held.beside(Beside.of(Kind.RANGE)),
                    held.beside(Beside.of(Kind.RANGE_BEYOND)),
                    failed.beside(Beside.of(Kind.RANGE), Beside.ifRange(Role.CURRENT)),
                    held.beside(Beside.of(Kind.RANGE), Beside.ifRange(Role.PREVIOUS)),
                    held.beside(Beside.of(Kind.RANGE), Beside.ifRange(Role.WEAK)),
                    held.beside(Beside.of(Kind.RANGE), Beside.ifRange(Role.CURRENT)),
                    held.beside(Beside.ifRange(Role.PREVIOUS))));
        }
        if (verb == Verb.PUT && known.can("range")) {
            rows.add(held.beside(Beside.of(Kind.RANGE)));
        }
        return rows;
    }

    private static Set<String> due(List<Verb> verbs, Known known) {
        Set<String> due = new TreeSet<>();
        verbs.forEach(v -> due.add(Tally.name(Tally.METHOD, v)));
        List.of(Evaluation.Truth.TRUE, Evaluation.Truth.FALSE).forEach(t -> due.add(Tally.name(Tally.CONDITION, t)));
        for (Verb verb : verbs) {
            table(verb, known).stream()
                    .filter(s -> s.ifMatch().isPresent())
                    .flatMap(s -> s.beside().stream())
                    .forEach(b -> due.add(Tally.name(Tally.BESIDE, b.words())));
        }
        return due;
    }

    // What chance draws.

    private static Arbitrary<Program> programs(List<Verb> verbs, Known known) {
        Arbitrary<Optional<Value>> match = Arbitraries.frequency(
                Tuple.of(4, Optional.of(Value.of(Role.PREVIOUS))),
                Tuple.of(4, Optional.of(Value.of(Role.CURRENT))),
                Tuple.of(2, Optional.of(Value.of(Role.PREVIOUS, Role.CURRENT))),
                Tuple.of(2, Optional.of(Value.of(Role.STAR))),
                Tuple.of(1, Optional.of(Value.of(Role.FOREIGN))),
                Tuple.of(1, Optional.of(Value.of(Role.GARBAGE))),
                Tuple.of(2, Optional.empty()));
        Arbitrary<List<Beside>> beside = beside(known).list().ofMinSize(1).ofMaxSize(MOST_BESIDE);
        Arbitrary<Step> step = Combinators.combine(Arbitraries.of(verbs), match, beside)
                .as((verb, value, fields) -> new Step(verb, 0, Step.Wrote.FRESH, value, fit(verb, fields), 1));
        return step.list().ofMinSize(1).ofMaxSize(2).map(steps -> new Program(Program.Start.EXISTING, steps));
    }

    /** One of each name, since a second one makes dates invalid, and Range only where it means something. */
    private static List<Beside> fit(Verb verb, List<Beside> drawn) {
        Map<String, Beside> all = new LinkedHashMap<>();
        drawn.stream()
                .filter(b -> verb == Verb.GET || !b.kind().field().contains("ange"))
                .forEach(b -> all.putIfAbsent(b.kind().field(), b));
        return List.copyOf(all.values());
    }

    private static Arbitrary<Beside> beside(Known known) {
        List<Beside> all = new ArrayList<>();
        for (Role role : List.of(Role.PREVIOUS, Role.CURRENT, Role.FOREIGN, Role.STAR, Role.WEAK)) {
            all.add(Beside.noneMatch(role));
        }
        all.add(Beside.noneMatch(Role.PREVIOUS, Role.CURRENT));
        if (known.can("lm")) {
            for (Kind kind : List.of(
                    Kind.UNMODIFIED_SINCE_LONG_AGO,
                    Kind.UNMODIFIED_SINCE_LATER,
                    Kind.UNMODIFIED_SINCE_GARBAGE,
                    Kind.MODIFIED_SINCE_NOW,
                    Kind.MODIFIED_SINCE_LONG_AGO)) {
                all.add(Beside.of(kind));
            }
        }
        if (known.can("range")) {
            all.add(Beside.of(Kind.RANGE));
            all.add(Beside.of(Kind.RANGE_BEYOND));
            for (Role role : List.of(Role.PREVIOUS, Role.CURRENT, Role.WEAK)) {
                all.add(Beside.ifRange(role));
            }
        }
        List<Beside> both = new ArrayList<>(all);
        all.stream().map(ConditionPairs::before).forEach(both::add);
        return Arbitraries.of(both);
    }
}
