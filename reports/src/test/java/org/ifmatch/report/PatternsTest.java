package org.ifmatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class PatternsTest {

    private static final List<String> RULES = List.of(
            "stale-tag/put-rejected",
            "stale-tag/get-412",
            "race/single-winner",
            "race/slow-body",
            "race/slow-body-put");

    @Test
    void an_id_chooses_that_rule_alone() {
        assertThat(chosenBy("stale-tag/put-rejected")).containsExactly("stale-tag/put-rejected");
    }

    @Test
    void a_star_stands_for_any_characters_and_a_question_mark_for_one() {
        assertThat(chosenBy("stale-tag/*")).containsExactly("stale-tag/put-rejected", "stale-tag/get-412");
        assertThat(chosenBy("stale-tag/get-4?2")).containsExactly("stale-tag/get-412");
        assertThat(chosenBy("stale-tag/get-?")).isEmpty();
        assertThat(chosenBy("*")).isEqualTo(RULES);
        assertThat(chosenBy("*slow*")).containsExactly("race/slow-body", "race/slow-body-put");
    }

    @Test
    void an_exclamation_mark_leaves_rules_out() {
        assertThat(chosenBy("stale-tag/*, race/*, !race/slow-body*"))
                .containsExactly("stale-tag/put-rejected", "stale-tag/get-412", "race/single-winner");
    }

    @Test
    void an_exclusion_holds_wherever_it_stands() {
        assertThat(chosenBy("!race/slow-body*,race/*")).containsExactly("race/single-winner");
    }

    @Test
    void exclusions_alone_start_from_all_rules() {
        assertThat(chosenBy("!race/*")).containsExactly("stale-tag/put-rejected", "stale-tag/get-412");
    }

    @Test
    void characters_with_a_meaning_in_regular_expressions_have_none_here() {
        assertThat(Patterns.of("a.b/c+(d)[e]").matches("a.b/c+(d)[e]")).isTrue();
        assertThat(Patterns.of("a.b/c").matches("axb/c")).isFalse();
    }

    @Test
    void terms_that_name_no_rule_are_reported_as_they_were_written() {
        assertThat(Patterns.of("stale-tag/*,stale-tag/pt*,!rce/x,race/*").unmatched(RULES))
                .containsExactly("stale-tag/pt*", "!rce/x");
        assertThat(Patterns.of("stale-tag/*,!race/*").unmatched(RULES)).isEmpty();
    }

    @Test
    void nothing_is_not_taken_for_everything() {
        for (String nothing : List.of("", "  ", ",", " , ")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Patterns.of(nothing))
                    .withMessageContaining("names no rule");
        }
    }

    @Test
    void a_choice_is_written_so_that_it_can_be_read_again() {
        assertThat(Patterns.of(" stale-tag/* ,!stale-tag/get-412,, ")).hasToString("stale-tag/*,!stale-tag/get-412");
    }

    @Test
    void what_has_several_names_is_chosen_by_any_and_excluded_by_any() {
        List<String> names = List.of("fault:reads-lag-behind", "reads-lag-behind", "race/version-monotonic");
        assertThat(Patterns.of("race/*").matchesAny(names)).isTrue();
        assertThat(Patterns.of("!*lag*").matchesAny(names)).isFalse();
        assertThat(Patterns.of("race/*,!fault:reads*").matchesAny(names)).isFalse();
        assertThat(Patterns.of("!wire/*").matchesAny(names)).isTrue();
    }

    @Test
    void all_is_all() {
        assertThat(RULES).allMatch(Patterns.all()::matches);
    }

    private static List<String> chosenBy(String text) {
        return RULES.stream().filter(Patterns.of(text)::matches).toList();
    }
}
