package org.ifmatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ifmatch.origin.Fault;
import org.ifmatch.rule.Rule;
import org.ifmatch.rule.RuleBook;
import org.junit.jupiter.api.Test;

class CataloguePageTest {

    private static final RuleBook BOOK = RuleBook.scripted();
    private static final String PAGE = new CataloguePage(BOOK.rules(), Fault.all()).markdown();

    @Test
    void every_requirement_has_its_entry_in_the_order_of_the_catalogue() {
        List<String> headings = PAGE.lines()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(5, line.length() - 1))
                .toList();
        assertThat(headings)
                .containsExactlyElementsOf(BOOK.rules().stream().map(Rule::id).toList());
    }

    @Test
    void a_requirement_that_is_tested_tells_what_is_tried_and_which_faults_it_has_to_catch() {
        assertThat(entry("stale-tag/put-rejected"))
                .contains("MUST · §13.1.1")
                .contains("LOST-UPDATE")
                .contains("Tried:\n\n- ")
                .contains("`fault:ignored-on-put`")
                .doesNotContain("Not tested");
    }

    @Test
    void a_requirement_over_the_whole_run_says_so() {
        assertThat(entry("etag/syntax-valid")).contains("- every request of the run");
    }

    @Test
    void a_requirement_that_is_not_tested_says_why() {
        Rule rule = BOOK.rule("etag/across-http-versions").orElseThrow();
        assertThat(rule.untested()).isPresent();
        assertThat(entry(rule.id())).contains("**Not tested**: it needs HTTP/2").doesNotContain("Tried:");
    }

    @Test
    void the_counts_at_the_top_are_those_of_the_book() {
        long untested = BOOK.rules().stream()
                .filter(rule -> rule.untested().isPresent())
                .count();
        assertThat(PAGE)
                .contains(BOOK.rules().size() + " requirements: "
                        + (BOOK.rules().size() - untested) + " are tested, " + untested + " are not.");
    }

    @Test
    void what_is_tried_holds_no_sign_of_markdown() {
        assertThat(PAGE.lines().filter(line -> line.startsWith("- ")))
                .isNotEmpty()
                .noneMatch(line -> line.matches(".*(?<!\\\\)[`*_<>|#].*"));
    }

    private static String entry(String id) {
        int from = PAGE.indexOf("### `" + id + "`");
        int to = PAGE.indexOf("\n### ", from + 1);
        return PAGE.substring(from, to < 0 ? PAGE.length() : to);
    }
}
