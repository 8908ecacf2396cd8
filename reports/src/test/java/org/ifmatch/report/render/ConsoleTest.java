package org.ifmatch.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ifmatch.report.Baseline;
import org.ifmatch.report.Case;
import org.ifmatch.report.Exchanges;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Gate;
import org.ifmatch.report.Impact;
import org.ifmatch.report.Level;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Redaction;
import org.ifmatch.report.Results;
import org.ifmatch.report.Samples;
import org.ifmatch.report.ShownExchange;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    private static final Path FOLDER = Path.of("reports", "target", "ifmatch", "orders");

    @Test
    void tells_everything_in_the_order_in_which_it_matters() {
        Golden.assertSame("console.txt", plain(Samples.full()));
    }

    @Test
    void colours_when_asked() {
        Golden.assertSame("console-colours.txt", new Console(true, Redaction.NONE).render(Samples.full(), FOLDER));
    }

    @Test
    void a_green_run_is_short() {
        Results results = Gate.settle(Samples.green(), Baseline.none(), false, Samples.TODAY);
        Golden.assertSame("console-green.txt", plain(results));
    }

    @Test
    void a_target_that_could_not_be_examined_is_told_in_one_sentence() {
        Results results = Results.unexamined(
                Samples.ORDERS, Samples.interrupted(), "nobody listens at orders.example:443 (connection refused)");
        Golden.assertSame("console-unexamined.txt", plain(Gate.settle(results, Baseline.none(), false, Samples.TODAY)));
    }

    @Test
    void nothing_that_a_server_says_reaches_the_terminal_as_a_control() {
        assertThat(plain(Samples.full())).matches("[\\n\\P{Cntrl}]*");
    }

    @Test
    void no_line_begins_with_an_order_to_a_build_server() {
        Finding finding = Samples.finding(
                "a/b", Level.MUST, Impact.WIRE, Outcome.FAIL, "x".repeat(85) + " ::stop-commands::t ##[error]x");
        assertThat(plain(Samples.results(Map.of(), finding)).lines())
                .noneMatch(line -> line.strip().startsWith("::"))
                .noneMatch(line -> line.contains("##["));
    }

    @Test
    void no_line_is_wider_than_the_page_but_for_those_to_copy() {
        assertThat(plain(Samples.full()).lines().filter(line -> !line.contains("curl")))
                .allMatch(line -> line.length() <= Sheet.WIDTH);
    }

    @Test
    void every_failure_is_told_and_ten_of_the_broken_in_full_failures_before_warnings() {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            findings.add(Samples.finding("warned/" + i, Level.INTEROP, Impact.LOST_UPDATE, Outcome.WARN, "w"));
            findings.add(Samples.finding("failed/" + i, Level.MUST, Impact.MISLEAD, Outcome.FAIL, "f"));
        }
        String text = plain(Samples.results(Map.of(), findings.toArray(Finding[]::new)));
        for (int i = 0; i < 8; i++) {
            assertThat(text).contains("FAIL  failed/" + i).contains("WARN  warned/" + i);
            assertThat(text).contains("Rule failed/" + i + " in one sentence.");
        }
        assertThat(text.lines().filter(line -> line.contains("in one sentence")))
                .hasSize(Console.IN_FULL);
    }

    @Test
    void the_worst_impact_comes_first_and_of_one_impact_failures_before_warnings() {
        Results results = Samples.results(
                Map.of(),
                Samples.finding("a/4", Level.MUST, Impact.HYGIENE, Outcome.FAIL, ""),
                Samples.finding("a/2", Level.SHOULD, Impact.LOST_UPDATE, Outcome.WARN, ""),
                Samples.finding("a/3", Level.MUST, Impact.FALSE_REJECT, Outcome.FAIL, ""),
                Samples.finding("a/1", Level.MUST, Impact.LOST_UPDATE, Outcome.FAIL, ""));
        assertThat(plain(results)
                        .lines()
                        .filter(line -> line.matches("(FAIL|WARN)  a/.*"))
                        .map(line -> line.substring(6, 9)))
                .containsExactly("a/1", "a/2", "a/3", "a/4");
    }

    @Test
    void a_case_that_shows_the_failure_is_shown_before_those_that_passed() {
        Case passed = new Case("a GET", Outcome.PASS, "fine", Exchanges.of(), "");
        Finding finding =
                Samples.with(Samples.finding("a/b", Outcome.FAIL), List.of(passed, Samples.lostUpdate()), Map.of());
        assertThat(plain(Samples.results(Map.of(), finding)))
                .contains("If-Match: \"1\"")
                .doesNotContain("a GET")
                .doesNotContain("more case");
    }

    @Test
    void a_rule_told_in_a_line_still_says_what_waits_for_it() {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < Console.IN_FULL; i++) {
            findings.add(Samples.finding("lost/" + i, Outcome.FAIL));
        }
        findings.add(Samples.finding("wire/root", Level.MUST, Impact.WIRE, Outcome.FAIL, "w"));
        findings.add(Samples.blocked("wire/next", "wire/root"));
        assertThat(plain(Samples.results(Map.of(), findings.toArray(Finding[]::new))))
                .contains("FAIL  wire/root  MUST §13.1.1  WIRE\n      1 rule waits for this one: wire/next\n");
    }

    @Test
    void what_was_not_looked_at_is_noted() {
        Results results = Samples.results(
                Samples.putOnly(), Optional.of("stale-tag/*"), Samples.finding("stale-tag/put-rejected", Outcome.PASS));
        assertThat(plain(Gate.settle(results, Baseline.none(), false, Samples.TODAY)))
                .contains("gate: passed\n  note: Only stale-tag/* was examined; for PUT, the acceptance of a true");
    }

    @Test
    void a_long_capability_has_a_line_for_itself() {
        Map<String, Object> capabilities = new LinkedHashMap<>();
        capabilities.put("patch", "p".repeat(60));
        capabilities.put("etag", "strong");
        capabilities.put("put-update", true);
        assertThat(plain(Samples.results(capabilities)))
                .contains("\n  etag        strong                               put-update  yes\n  patch       pppp");
    }

    @Test
    void ten_resources_that_were_left_are_named_and_the_rest_counted() {
        List<String> left =
                IntStream.range(0, 12).mapToObj(i -> "http://h/" + i).toList();
        Results results =
                new Results(Samples.ORDERS, Samples.RUN, Map.of(), List.of(), List.of(), left, Optional.empty());
        assertThat(plain(results))
                .contains("Left behind: 12 resources could not be removed\n  http://h/0\n")
                .contains("  http://h/9\n  and 2 more, in results.json\n");
    }

    @Test
    void of_many_exchanges_twelve_are_told() {
        ShownExchange exchange = new ShownExchange("one of many", "GET / HTTP/1.1\r\n\r\n", "", 0, 0);
        Case tried = new Case("a volley", Outcome.FAIL, "", new Exchanges(Collections.nCopies(40, exchange)), "");
        Finding finding = Samples.with(Samples.finding("a/b", Outcome.FAIL), List.of(tried), Map.of());
        String text = plain(Samples.results(Map.of(), finding));
        assertThat(text.lines().filter(line -> line.contains("> GET /"))).hasSize(12);
        assertThat(text).contains("and 28 more, in results.json");
    }

    @Test
    void a_very_long_id_leaves_room_for_the_reason() {
        Finding finding = Samples.finding("property/" + "x".repeat(120), Outcome.INCONCLUSIVE);
        assertThat(plain(Samples.results(Map.of(), finding))).contains("xx  because it was so\n");
    }

    @Test
    void many_rules_that_an_interrupted_run_did_not_reach_are_told_in_one_line() {
        Finding[] open = IntStream.range(0, 200)
                .mapToObj(i -> Samples.finding("a/" + i, Outcome.INCONCLUSIVE))
                .toArray(Finding[]::new);
        Results complete = Samples.results(Map.of(), open);
        assertThat(plain(complete)).contains("  a/1  because it was so\n", "  a/199  because it was so\n");
        assertThat(plain(Samples.with(complete, Samples.interrupted(), List.of())))
                .contains("Inconclusive\n  a/0 and 199 more  because it was so\n")
                .doesNotContain("a/1 ");
    }

    @Test
    void a_very_long_command_is_left_to_the_file() {
        Case tried = new Case("a PUT", Outcome.FAIL, "", Exchanges.of(), "curl " + "x".repeat(5_000));
        Finding finding = Samples.with(Samples.finding("a/b", Outcome.FAIL), List.of(tried), Map.of());
        assertThat(plain(Samples.results(Map.of(), finding)))
                .contains("The command that shows it again is long; it is in results.json.")
                .doesNotContain("xxxxx");
    }

    @Test
    void a_rule_that_waits_for_one_which_is_not_broken_is_told() {
        assertThat(plain(Samples.results(Map.of(), Samples.blocked("a/b", "gone/rule"))))
                .contains("Blocked by a rule that is not broken\n  a/b  by gone/rule. it waits\n");
    }

    @Test
    void capabilities_of_every_kind_have_words() {
        assertThat(CapabilityTable.words(List.of("a", true))).isEqualTo("a, yes");
        assertThat(CapabilityTable.words(List.of())).isEqualTo("none");
        assertThat(CapabilityTable.words(Map.of("k", Arrays.asList(1L, 2L)))).isEqualTo("k 1, 2");
        assertThat(CapabilityTable.words(false)).isEqualTo("no");
    }

    private static String plain(Results results) {
        return new Console(false, Redaction.NONE).render(results, FOLDER);
    }
}
