package org.ifmatch.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.sessions.JqwikSession;
import org.ifmatch.property.Step.Beside;
import org.ifmatch.property.Step.Verb;
import org.junit.jupiter.api.Test;

class CasesTest {

    private static final Program STALE = Program.of(Step.of(Verb.PUT).ifMatch(Role.PREVIOUS));
    private static final Program STAR = Program.of(Step.of(Verb.PUT).ifMatch(Role.STAR));
    private static final Program GONE =
            Program.of(Step.of(Verb.DELETE), Step.of(Verb.GET).ifMatch(Role.CURRENT));

    @Test
    void what_reaches_a_class_that_is_due_comes_first() {
        Cases cases = cases(List.of(STALE, STAR, GONE), Set.of("methods: GET"));

        assertThat(cases.needed()).isEqualTo(1);
        assertThat(cases.first()).containsExactly(GONE, STALE, STAR);
    }

    @Test
    void few_cases_reach_all_that_is_due() {
        Set<String> due = Set.of("methods: PUT", "methods: GET", "states: deleted", "conditions: TRUE");
        Cases cases = cases(List.of(STALE, STAR, GONE), due);

        assertThat(cases.needed()).isEqualTo(2);
        Set<String> reached = new TreeSet<>();
        cases.first().subList(0, cases.needed()).forEach(program -> reached.addAll(Forecast.of(program, true)));
        assertThat(reached).containsAll(due);
        assertThat(cases.reaching(Set.of("conditions: TRUE")))
                .containsExactly(cases.first().indexOf(STAR));
    }

    @Test
    void a_forecast_knows_what_deletes_and_what_creates_again() {
        assertThat(Forecast.of(GONE, true)).contains("states: deleted", "conditions: FALSE");
        assertThat(Forecast.of(
                        Program.of(
                                Step.of(Verb.DELETE),
                                Step.of(Verb.PUT).beside(Beside.noneMatch(Role.STAR)),
                                Step.of(Verb.PUT).ifMatch(Role.STAR)),
                        true))
                .contains("states: deleted", "states: re-created", "conditions: none", "conditions: TRUE");
        assertThat(Forecast.of(Program.onNothing(Step.of(Verb.PUT).ifMatch(Role.GARBAGE)), true))
                .contains("states: never there", "conditions: MALFORMED", "members: garbage", "shapes: one member");
    }

    @Test
    void without_tags_only_what_needs_none_is_reached() {
        assertThat(Forecast.of(STALE, false)).containsExactly("members: the tag before the current one");
        assertThat(Forecast.of(STAR, false)).contains("methods: PUT", "conditions: TRUE");
    }

    private static Cases cases(List<Program> first, Set<String> due) {
        Cases[] made = new Cases[1];
        JqwikSession.run(() -> made[0] = Cases.of(1, true, first, Arbitraries.of(first), due));
        return made[0];
    }
}
