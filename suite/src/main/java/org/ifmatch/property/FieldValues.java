package org.ifmatch.property;

import java.util.ArrayList;
import java.util.Arrays;
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
import org.ifmatch.property.Step.Verb;
import org.ifmatch.property.Step.Wrote;
import org.ifmatch.property.Value.Gap;
import org.ifmatch.property.Value.Member;

/** Values of If-Match by roles: one member or a list of them, in every legal spacing, over one field line or several. */
final class FieldValues {

    /** Members of a list that is drawn; the long ones are due in any case. */
    private static final int MOST_MEMBERS = 5;

    private static final int MOST_STEPS = 3;

    private FieldValues() {}

    static Cases cases(Known known, long seed) {
        List<Verb> verbs = Capable.verbs(known);
        return Cases.of(seed, Need.ANY_TAG.isMetBy(known), first(verbs, known), programs(verbs), due(verbs, known));
    }

    // What is due whatever chance says.

    private static List<Program> first(List<Verb> verbs, Known known) {
        List<Program> all = new ArrayList<>();
        for (Verb verb : verbs) {
            for (Role role : List.of(Role.PREVIOUS, Role.CURRENT, Role.STAR, Role.FOREIGN)) {
                all.add(Program.of(Step.of(verb).ifMatch(role)));
            }
        }
        for (Verb verb : verbs) {
            all.add(Program.onNothing(Step.of(verb).ifMatch(Role.STAR)));
            if (Capable.of(known, Verb.DELETE)) {
                all.add(Program.of(Step.of(Verb.DELETE), Step.of(verb).ifMatch(Role.STAR)));
                all.add(Program.of(Step.of(Verb.DELETE), Step.of(verb).ifMatch(Role.CURRENT)));
            }
        }
        Arrays.stream(Role.values())
                .map(r -> Program.of(Step.of(Verb.PUT).ifMatch(r)))
                .forEach(all::add);
        Arrays.stream(Role.values())
                .filter(r -> r != Role.CURRENT && !r.isMalformed() && r != Role.STAR)
                .map(r -> Program.of(Step.of(Verb.PUT).ifMatch(r, Role.CURRENT)))
                .forEach(all::add);
        all.addAll(shapes());
        verbs.forEach(verb -> all.add(Program.onNothing(Step.of(verb).ifMatch(Role.GARBAGE))));
        return all;
    }

    private static List<Program> shapes() {
        List<Value> values = new ArrayList<>();
        for (Gap gap : Gap.values()) {
            values.add(list(gap, false, Role.CURRENT));
            values.add(list(gap, false, Role.PREVIOUS, Role.CURRENT));
            values.add(list(gap, false, Role.CURRENT, Role.PREVIOUS));
            values.add(list(gap, false, Role.STAR));
        }
        values.add(list(Gap.USUAL, true, Role.PREVIOUS, Role.CURRENT));
        values.add(list(Gap.USUAL, true, Role.CURRENT, Role.PREVIOUS));
        values.add(list(Gap.USUAL, true, Role.PREVIOUS, Role.FOREIGN));
        values.add(list(Gap.USUAL, true, Role.FOREIGN, Role.NOTHING));
        values.add(list(Gap.TIGHT, false, Role.FOREIGN, Role.FOREIGN));
        values.add(Value.of(Role.PREVIOUS, Role.FOREIGN));
        values.add(Value.of(Role.CURRENT, Role.CURRENT));
        values.add(Value.of(Role.NOTHING, Role.CURRENT));
        values.add(Value.of(Role.CURRENT, Role.NOTHING));
        values.add(Value.of(Role.NOTHING, Role.NOTHING));
        values.add(Value.of(Role.PREVIOUS, Role.STAR));
        values.add(many(Role.PREVIOUS, false, Role.CURRENT));
        values.add(many(Role.PREVIOUS, true, Role.CURRENT));
        values.add(many(Role.PREVIOUS, false, Role.PREVIOUS));
        for (String name : List.of("if-match", "IF-MATCH", "iF-mAtCh")) {
            values.add(new Value(name, Value.of(Role.PREVIOUS).members()));
            values.add(new Value(name, Value.of(Role.CURRENT).members()));
        }
        return values.stream()
                .map(value -> Program.of(Step.of(Verb.PUT).ifMatch(value)))
                .toList();
    }

    private static Value list(Gap gap, boolean lines, Role... roles) {
        List<Member> members = new ArrayList<>();
        for (Role role : roles) {
            members.add(new Member(role, gap, lines && !members.isEmpty()));
        }
        return new Value(Value.IF_MATCH, members);
    }

    /** More members than a recipient that counts would count. */
    private static final int VERY_MANY = 60;

    private static Value many(Role most, boolean lines, Role last) {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < VERY_MANY; i++) {
            members.add(new Member(most, Gap.USUAL, lines && i > 0));
        }
        members.add(new Member(last, Gap.USUAL, lines));
        return new Value(Value.IF_MATCH, members);
    }

    private static Set<String> due(List<Verb> verbs, Known known) {
        Set<String> due = new TreeSet<>();
        verbs.forEach(v -> due.add(Tally.name(Tally.METHOD, v)));
        Arrays.stream(Role.values()).forEach(r -> due.add(Tally.name(Tally.MEMBER, r.words())));
        List.of("one member", "a list", "several field lines", "an empty member", "a tab", "no blank after a comma")
                .forEach(s -> due.add(Tally.name(Tally.SHAPE, s)));
        List.of(Evaluation.Truth.TRUE, Evaluation.Truth.FALSE, Evaluation.Truth.MALFORMED)
                .forEach(t -> due.add(Tally.name(Tally.CONDITION, t)));
        due.add(Tally.name(Tally.STATE, Played.State.EXISTING.words()));
        due.add(Tally.name(Tally.STATE, Played.State.NEVER_THERE.words()));
        if (Capable.of(known, Verb.DELETE)) {
            due.add(Tally.name(Tally.STATE, Played.State.DELETED.words()));
        }
        return due;
    }

    // What chance draws.

    private static Arbitrary<Program> programs(List<Verb> verbs) {
        Arbitrary<Start> start = Arbitraries.frequency(Tuple.of(12, Start.EXISTING), Tuple.of(1, Start.MISSING));
        return Combinators.combine(start, step(verbs).list().ofMinSize(1).ofMaxSize(MOST_STEPS))
                .as(Program::new);
    }

    private static Arbitrary<Step> step(List<Verb> verbs) {
        Arbitrary<Wrote> wrote =
                Arbitraries.frequency(Tuple.of(12, Wrote.FRESH), Tuple.of(1, Wrote.SAME), Tuple.of(1, Wrote.EMPTY));
        return Combinators.combine(Arbitraries.of(verbs), wrote, values())
                .as((verb, content, value) -> Step.of(verb)
                        .writing(verb == Verb.PATCH && content == Wrote.EMPTY ? Wrote.FRESH : content)
                        .ifMatch(value));
    }

    private static Arbitrary<Value> values() {
        Arbitrary<String> name =
                Arbitraries.frequency(Tuple.of(30, Value.IF_MATCH), Tuple.of(1, "if-match"), Tuple.of(1, "IF-MATCH"));
        return Combinators.combine(name, members()).as(Value::new);
    }

    static Arbitrary<List<Member>> members() {
        Arbitrary<Gap> gap = Arbitraries.frequency(
                Tuple.of(8, Gap.USUAL),
                Tuple.of(3, Gap.TIGHT),
                Tuple.of(1, Gap.BEFORE),
                Tuple.of(2, Gap.WIDE),
                Tuple.of(2, Gap.TABS),
                Tuple.of(1, Gap.MIXED));
        Arbitrary<Boolean> newLine = Arbitraries.frequency(Tuple.of(4, false), Tuple.of(1, true));
        return Combinators.combine(roles(), gap, newLine)
                .as(Member::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(MOST_MEMBERS);
    }

    /** Half of what is drawn is of the few roles on which everything turns. */
    private static Arbitrary<Role> roles() {
        List<Tuple2<Integer, Role>> all = new ArrayList<>();
        for (Role role : Role.values()) {
            int weight = switch (role) {
                case CURRENT -> 20;
                case PREVIOUS -> 16;
                case FOREIGN, NOTHING -> 5;
                case STAR, FIRST, OTHERS, WEAK -> 3;
                default -> role.isMalformed() ? 1 : 2;
            };
            all.add(Tuple.of(weight, role));
        }
        return Arbitraries.frequency(all);
    }
}
