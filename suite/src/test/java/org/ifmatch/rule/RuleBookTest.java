package org.ifmatch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ifmatch.observe.Scenario;
import org.junit.jupiter.api.Test;

class RuleBookTest {

    /** The groups of which every rule is tested, or has a reason of its own why it is not. */
    private static final Set<String> COVERED = Set.of(
            "stale-tag",
            "foreign-tag",
            "current-tag",
            "weak",
            "wildcard",
            "missing",
            "precedence",
            "no-effect",
            "neighbour",
            "etag",
            "syntax",
            "method",
            "order",
            "answer-412",
            "status-428",
            "nego",
            "uri",
            "wire");

    private static final RuleBook BOOK = RuleBook.scripted();

    private static final List<Rule> TESTED =
            BOOK.rules().stream().filter(rule -> rule.untested().isEmpty()).toList();

    private static final List<Rule> UNTESTED =
            BOOK.rules().stream().filter(rule -> rule.untested().isPresent()).toList();

    @Test
    void every_requirement_of_the_catalogue_stands_in_the_book_once_and_in_its_order() {
        List<String> ids = Catalogue.Tsv.lines("rules.tsv").stream()
                .map(line -> line.split("\t")[0])
                .toList();
        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(300);
        assertThat(BOOK.rules()).extracting(Rule::id).containsExactlyElementsOf(ids);
        assertThat(ids).allSatisfy(id -> assertThat(BOOK.rule(id)).map(Rule::id).contains(id));
    }

    @Test
    void every_rule_of_a_covered_group_is_tested_or_says_itself_why_not() {
        List<String> lines = Catalogue.Tsv.lines("untested.tsv");
        assertThat(COVERED)
                .allSatisfy(group -> assertThat(lines)
                        .as("a reason for all of %s", group)
                        .noneMatch(line -> line.startsWith(group + "/*")));
        assertThat(BOOK.rules())
                .filteredOn(rule -> COVERED.contains(rule.entry().group()))
                .allSatisfy(rule -> assertThat(rule.untested().isPresent() || isTested(rule))
                        .as(rule.id())
                        .isTrue());
    }

    @Test
    void a_tested_rule_has_something_that_judges_it() {
        assertThat(TESTED)
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(isTested(rule)).isTrue());
    }

    private static boolean isTested(Rule rule) {
        return !rule.cases().isEmpty()
                || !rule.races().isEmpty()
                || rule.overRun().isPresent()
                || rule.overLedger().isPresent();
    }

    @Test
    void an_untested_rule_says_why_and_has_nothing_that_would_judge_it() {
        assertThat(UNTESTED).allSatisfy(rule -> {
            assertThat(rule.untested().orElseThrow()).isNotBlank();
            assertThat(isTested(rule)).isFalse();
        });
    }

    @Test
    void what_a_tested_rule_says_is_one_sentence_that_ends_in_a_full_stop() {
        assertThat(TESTED)
                .allSatisfy(rule -> assertThat(rule.says())
                        .endsWith(".")
                        .doesNotEndWith("..")
                        .doesNotContain("\n")
                        .doesNotContainPattern("[.!?] +\\p{Lu}")
                        .matches("[\\p{Lu}\"*].{15,}"));
    }

    @Test
    void no_two_rules_say_the_same() {
        assertThat(TESTED).extracting(Rule::says).doesNotHaveDuplicates();
    }

    @Test
    void a_rule_rests_only_on_other_rules_that_are_tested() {
        assertThat(TESTED)
                .allSatisfy(rule -> assertThat(rule.restsOn())
                        .doesNotContain(rule.id())
                        .allSatisfy(id -> assertThat(BOOK.rule(id))
                                .hasValueSatisfying(
                                        other -> assertThat(isTested(other)).isTrue())));
    }

    @Test
    void no_rule_rests_on_itself_by_way_of_others() {
        for (Rule rule : BOOK.rules()) {
            Deque<String> below = new ArrayDeque<>(rule.restsOn());
            List<String> seen = new ArrayList<>();
            while (!below.isEmpty()) {
                String id = below.pop();
                assertThat(id).as("what %s rests on, by way of %s", rule, seen).isNotEqualTo(rule.id());
                if (!seen.contains(id)) {
                    seen.add(id);
                    below.addAll(BOOK.rule(id).orElseThrow().restsOn());
                }
            }
        }
    }

    /** Scenarios of one name are one observation, so that they must be played in the same way. */
    @Test
    void no_two_observations_have_the_same_name() {
        Map<String, Object> plays = new HashMap<>();
        assertThat(scenarios())
                .filteredOn(s -> !s.play()
                        .equals(Optional.ofNullable(plays.putIfAbsent(s.name(), s.play()))
                                .orElse(s.play())))
                .extracting(Scenario::name)
                .isEmpty();
    }

    @Test
    void the_name_of_an_observation_reads_like_a_part_of_a_sentence() {
        assertThat(scenarios())
                .allSatisfy(s -> assertThat(s.name())
                        .matches("\\S.*\\S")
                        .doesNotEndWith(".")
                        .doesNotContain("  ", "\n"));
    }

    @Test
    void no_rule_looks_at_one_observation_twice_with_the_same_oracle() {
        for (Rule rule : BOOK.rules()) {
            assertThat(rule.cases()).as(rule.id()).doesNotHaveDuplicates();
        }
    }

    @Test
    void the_roots_on_which_causes_are_told_are_tested() {
        assertThat(BOOK.rules())
                .filteredOn(rule -> Causes.isRoot(rule.id()))
                .hasSizeGreaterThan(10)
                .allSatisfy(rule -> assertThat(isTested(rule)).isTrue());
    }

    private static Collection<Scenario> scenarios() {
        return BOOK.rules().stream()
                .flatMap(rule -> rule.cases().stream())
                .map(Rule.Observed::scenario)
                .toList();
    }
}
