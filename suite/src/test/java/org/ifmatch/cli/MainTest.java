package org.ifmatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.ifmatch.origin.Fault;
import org.ifmatch.origin.Oddity;
import org.ifmatch.origin.ReferenceOrigin;
import org.ifmatch.run.Books;
import org.ifmatch.run.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of the jar: 0 for green, 1 for red, 2 for wrong use, and a sentence where something is wrong. */
class MainTest {

    private static final String NOBODY_LISTENS = "http://127.0.0.1:1/";

    @TempDir
    Path folder;

    /** How a command ended, and what it said on each of the two streams. */
    private record Ended(int status, String out, String err) {

        Ended wrongUse() {
            assertThat(status).as(out + err).isEqualTo(2);
            assertThat(out).isEmpty();
            return complaint();
        }

        Ended red() {
            assertThat(status).as(out + err).isEqualTo(1);
            return complaint();
        }

        Ended green() {
            assertThat(status).as(out + err).isZero();
            assertThat(err).isEmpty();
            return this;
        }

        private Ended complaint() {
            assertThat(out + err).doesNotContain("Exception", "\tat ");
            return this;
        }
    }

    private Ended run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = new Main(printing(out), printing(err), folder, Map.of()).run(arguments);
        return new Ended(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream printing(ByteArrayOutputStream octets) {
        return new PrintStream(octets, true, StandardCharsets.UTF_8);
    }

    private void targets(String... lines) throws IOException {
        Files.writeString(folder.resolve("targets.yaml"), String.join("\n", lines) + "\n");
    }

    // Examining.

    @Test
    void an_honest_target_is_green() throws IOException {
        try (ReferenceOrigin origin = ReferenceOrigin.start()) {
            targets("targets: {mine: {url: '" + origin.collection() + "', limits: {late: 0ms}}}");

            Ended ended = run("examine", "--target=mine", "--only=current-tag/put,stale-tag/put-rejected")
                    .green();

            assertThat(ended.out()).contains("2 PASS   0 FAIL", "gate: passed");
            assertThat(folder.resolve("ifmatch-reports/mine/results.json")).exists();
            assertThat(folder.resolve("ifmatch-reports/run.json")).content().contains("\"gate\" : \"passed\"");
        }
    }

    @Test
    void a_target_that_breaks_a_rule_is_red() throws IOException {
        try (ReferenceOrigin origin = ReferenceOrigin.named("fault:ignored-on-put")) {
            targets("targets: {mine: {url: '" + origin.collection() + "', limits: {late: 0ms}}}");

            Ended ended = run("examine", "--target=mine", "--only=stale-tag/put-rejected", "--reports.dir=here")
                    .red();

            assertThat(ended.out()).contains("FAIL  stale-tag/put-rejected", "gate: failed");
            assertThat(folder.resolve("here/run.json")).content().contains("\"gate\" : \"failed\"");
        }
    }

    @Test
    void a_target_that_is_dead_is_red() {
        Ended ended = run("examine", "--target.url=" + NOBODY_LISTENS).red();

        assertThat(ended.out()).contains("nothing answers at " + NOBODY_LISTENS, "gate: failed");
        assertThat(folder.resolve("ifmatch-reports/url/results.json")).exists();
    }

    // Wrong use of 'examine'.

    @Test
    void a_command_or_a_target_that_is_missing_is_wrong_use() {
        assertThat(run().wrongUse().err())
                .isEqualTo(
                        "a command is missing: examine, report, list, explain or check-history; '--help' tells more\n");
        assertThat(run("examine").wrongUse().err())
                .isEqualTo("no target: name one by --target.url=URL or --target=NAME\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--colour=red", "--target.urls=http://h/", "--Only=weak/*", "-x"})
    void an_option_that_is_none_is_wrong_use(String option) {
        assertThat(run("examine", "--target=reference", option).wrongUse().err())
                .startsWith("Unknown option: '" + option + "'")
                .contains("--help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"examin", "check"})
    void a_command_that_is_none_is_wrong_use(String command) {
        assertThat(run(command).wrongUse().err()).contains("'" + command + "'", "--help");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--only=nothing/*,stale-tag/*|only: no rule matches nothing/*; 'list rules' shows all ids",
                "--only=stale-tag/put-rejectd|only: no rule matches stale-tag/put-rejectd; 'list rules' shows all ids",
                "--only=,|only: \",\" names no rule; a pattern looks like stale-tag/*",
                "--workers=0|workers: '0' is not allowed; a whole number from 1 to 32 is",
                "--workers=many|workers: 'many' is not allowed; a whole number from 1 to 32 is",
                "--max.requests=-1|max.requests: '-1' is not allowed; a whole number from 1 to 10000000 is",
                "--seed=x|seed: 'x' is not allowed; a whole number from 0 to 9223372036854775807 is",
                "--strict=maybe|strict: 'maybe' is not allowed; true and false are",
                "--target.name=mine|target.name names the target of target.url, which is missing"
            })
    void a_value_that_is_not_allowed_is_wrong_use(String option, String complaint) {
        assertThat(run("examine", "--target=reference", option).wrongUse().err())
                .isEqualTo(complaint + "\n");
        assertThat(folder.resolve("ifmatch-reports")).doesNotExist();
    }

    @Test
    void every_mistake_is_told_at_once() {
        assertThat(run("examine", "--target=reference", "--workers=0", "--strict=maybe")
                        .wrongUse()
                        .err()
                        .lines())
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense|target.url: 'nonsense' does not start with http:// or https://",
                "http://h:99999/|target.url: 'http://h:99999/' has a port that is not between 1 and 65535",
                "http://h/#x|target.url: 'http://h/' has a fragment (#...), which is never sent to a server"
            })
    void a_url_that_cannot_be_examined_is_wrong_use(String url, String complaint) {
        assertThat(run("examine", "--target.url=" + url).wrongUse().err()).isEqualTo(complaint + "\n");
    }

    @Test
    void a_name_for_a_url_that_is_none_or_reserved_is_wrong_use() {
        assertThat(run("examine", "--target.url=" + NOBODY_LISTENS, "--target.name=A B")
                        .wrongUse()
                        .err())
                .startsWith("target.name: 'A B' is not a name of a target; allowed: a-z");
        assertThat(run("examine", "--target.url=" + NOBODY_LISTENS, "--target.name=reference")
                        .wrongUse()
                        .err())
                .startsWith("target.name: 'reference' is reserved");
    }

    @Test
    void a_built_in_origin_that_is_none_is_wrong_use() {
        assertThat(run("examine", "--target=fault:ignored-on-putt").wrongUse().err())
                .startsWith("target: There is no origin \"fault:ignored-on-putt\". Close to it: fault:ignored-on-put");
        assertThat(run("examine", "--target=odd:nothing-odd-has-this-name")
                        .wrongUse()
                        .err())
                .contains("There is no origin");
    }

    // The files that a user writes.

    @Test
    void a_targets_file_that_is_not_there_is_wrong_use() {
        assertThat(run("examine", "--target=mine").wrongUse().err())
                .isEqualTo("targets.yaml: there is no such file: " + folder.resolve("targets.yaml") + "\n");
        assertThat(run("examine", "--target=mine", "--targets.file=other.yaml")
                        .wrongUse()
                        .err())
                .isEqualTo("other.yaml: there is no such file: " + folder.resolve("other.yaml") + "\n");
    }

    @Test
    void a_target_that_is_not_in_the_file_is_wrong_use() throws IOException {
        targets("targets: {orders: {url: '" + NOBODY_LISTENS + "'}}");

        assertThat(run("examine", "--target=order").wrongUse().err())
                .isEqualTo("targets.yaml: there is no target 'order'; did you mean 'orders'? (it has: orders)\n");
    }

    @Test
    void an_entry_with_mistakes_is_wrong_use_and_each_is_told_with_its_line_and_what_is_allowed() throws IOException {
        targets(
                "targets:",
                "  orders:",
                "    url: ${IFMATCH_NO_SUCH_VARIABLE}",
                "    colour: red",
                "    dialect: rfc9111",
                "    limits: {answer: soon}",
                "    capabilities: [delete]");

        assertThat(run("examine", "--target=orders").wrongUse().err().lines())
                .hasSize(5)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("targets.yaml:3: targets.orders.url: the environment variable"
                                        + " IFMATCH_NO_SUCH_VARIABLE is not set"),
                        line -> assertThat(line)
                                .startsWith("targets.yaml:4: targets.orders.colour: is not known; allowed: url, "),
                        line -> assertThat(line)
                                .startsWith("targets.yaml:5: targets.orders.dialect: 'rfc9111' is not a dialect;"
                                        + " allowed: rfc9110, "),
                        line -> assertThat(line)
                                .startsWith("targets.yaml:6: targets.orders.limits.answer: 'soon' is not a duration;"
                                        + " allowed: "),
                        line -> assertThat(line).startsWith("targets.yaml:7: targets.orders.capabilities: is a list"));
    }

    @Test
    void a_mistake_in_one_entry_does_not_spoil_another() throws IOException {
        targets("targets:", "  wrong: {colour: red}", "  dead: {url: '" + NOBODY_LISTENS + "'}");

        run("examine", "--target=dead").red();
    }

    @Test
    void the_mistakes_of_all_entries_are_told_where_all_are_asked_for() throws IOException {
        targets("targets:", "  one: {colour: red}", "  two: {url: 'ftp://h/'}");

        assertThat(run("examine", "--target=all").wrongUse().err()).contains("targets.one", "targets.two");
    }

    @Test
    void a_targets_file_without_entries_has_none_to_examine() throws IOException {
        targets("targets: {}");

        assertThat(run("examine", "--target=all").wrongUse().err()).contains("no target", "targets.yaml has none");
    }

    @Test
    void a_baseline_file_that_is_wrong_is_wrong_use() throws IOException {
        Files.writeString(folder.resolve("known.yaml"), "baseline:\n  - {rule: stale-tag/put-rejected}\n");

        assertThat(run("examine", "--target.url=" + NOBODY_LISTENS, "--baseline=known.yaml")
                        .wrongUse()
                        .err())
                .isEqualTo("baseline: known.yaml:2: baseline[0]: 'because' is missing\n");
        assertThat(run("examine", "--target.url=" + NOBODY_LISTENS, "--baseline=none.yaml")
                        .wrongUse()
                        .err())
                .startsWith("baseline: none.yaml: there is no such file: ");
    }

    // Where reports cannot go.

    @Test
    void reports_that_cannot_be_written_are_red() throws IOException {
        Files.writeString(folder.resolve("file"), "in the way");

        assertThat(run("examine", "--target.url=" + NOBODY_LISTENS, "--reports.dir=file")
                        .red()
                        .err())
                .isEqualTo("The reports would go to " + folder.resolve("file")
                        + ", which is no folder. Remove it or choose another place.\n");
        assertThat(run("examine", "--target.url=" + NOBODY_LISTENS, "--reports.dir=file/below")
                        .red()
                        .err())
                .startsWith("Cannot ")
                .contains(folder.resolve("file/below").toString());
    }

    @Test
    void a_folder_of_somebody_else_is_not_emptied() throws IOException {
        Path precious = Files.createDirectories(folder.resolve("there/url")).resolve("precious.txt");
        Files.writeString(precious, "mine");

        assertThat(run("examine", "--target.url=" + NOBODY_LISTENS, "--reports.dir=there")
                        .red()
                        .err())
                .contains("precious.txt", "was not emptied");
        assertThat(precious).hasContent("mine");
        assertThat(folder.resolve("there/run.json")).doesNotExist();
    }

    // What there is.

    @Test
    void every_rule_is_listed() {
        String out = run("list", "rules").green().out();

        assertThat(out.lines()).hasSize(Books.all().rules().size());
        assertThat(out).contains("stale-tag/put-rejected ", "LOST-UPDATE", "(not tested: ");
    }

    @Test
    void every_fault_and_every_oddity_is_listed() {
        String out = run("list", "faults").green().out();

        assertThat(out.lines()).hasSize(Fault.all().size() + Oddity.all().size());
        assertThat(out).contains("fault:ignored-on-put ", "odd:");
    }

    @Test
    void targets_are_listed_by_name_whatever_is_wrong_with_their_entries() throws IOException {
        targets("targets:", "  one: {colour: red}", "  two: {url: \"${IFMATCH_NO_SUCH_VARIABLE}\"}");

        assertThat(run("list", "targets").green().out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("reference "),
                        line -> assertThat(line).isEqualTo("one"),
                        line -> assertThat(line).isEqualTo("two"));
    }

    @Test
    void a_list_of_what_there_is_not_is_wrong_use() {
        assertThat(run("list", "colours").wrongUse().err())
                .isEqualTo("there is no list of 'colours'; there are targets, rules, catalogue and faults\n");
        assertThat(run("list").wrongUse().err()).contains("targets|rules|catalogue|faults");
    }

    @Test
    void a_rule_is_explained() {
        assertThat(run("explain", "stale-tag/put-rejected").green().out())
                .contains(
                        "stale-tag/put-rejected   MUST   RFC 9110 §13.1.1",
                        "A PUT that names a tag which is no longer current is not performed.",
                        "Needs: ",
                        "a PUT with a tag that was replaced");
    }

    @Test
    void a_class_of_faults_is_explained() {
        assertThat(run("explain", "f09").green().out())
                .startsWith("F09   LIST\n")
                .contains("What goes wrong: a list is read wrongly", "fault:first-line-only");
    }

    @Test
    void a_rule_that_is_none_cannot_be_explained() {
        assertThat(run("explain", "stale-tag/put-rejectd").wrongUse().err())
                .startsWith("no rule has the id 'stale-tag/put-rejectd'");
        assertThat(run("explain").wrongUse().err()).contains("RULE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "examine", "list", "explain"})
    void help_is_given(String command) {
        Ended ended = command.isEmpty() ? run("--help") : run(command, "--help");

        assertThat(ended.green().out()).startsWith("Usage: ifmatch");
    }

    @Test
    void the_help_names_every_option() {
        String out = run("examine", "--help").green().out();

        Options.HELP.keySet().forEach(option -> assertThat(out).contains("--" + option));
    }

    // Checking a history.

    private Ended checked(String... lines) throws IOException {
        Files.writeString(folder.resolve("h.jsonl"), String.join("\n", lines) + "\n");
        return run("check-history", "h.jsonl");
    }

    private static final String HISTORY = "{\"format\":\"ifmatch-history/1\",\"init\":\"e0\"}";
    private static final String WRITE =
            "{\"c\":0,\"m\":\"PUT\",\"im\":\"e0\",\"st\":204,\"tag\":\"e1\",\"v\":\"e1\",\"call\":0,\"ret\":5}";
    private static final String STALE =
            "{\"c\":1,\"m\":\"GET\",\"st\":200,\"tag\":\"e0\",\"v\":\"e0\",\"call\":7,\"ret\":9}";

    @Test
    void a_linearizable_history_is_green_and_says_how_long_it_took() throws IOException {
        assertThat(checked(HISTORY, WRITE).green().out())
                .contains("verdict: linearizable", "operations: 1", "checking time: ", "parse time: ");
    }

    @Test
    void a_violation_is_red_and_shows_the_operations() throws IOException {
        assertThat(checked(HISTORY, WRITE, STALE).red().out())
                .contains(
                        "verdict: violation",
                        "B's GET #1 read e0 though it was sent after A's PUT #0 had returned",
                        "#0 client 0: PUT If-Match: e0 -> 204",
                        "without what reads showed: linearizable");
    }

    @Test
    void a_history_that_cannot_be_read_is_wrong_use() throws IOException {
        assertThat(checked(HISTORY, "{}").wrongUse().err()).contains("line 2");
        assertThat(run("check-history", "nowhere").wrongUse().err()).contains("there is no file", "nowhere");
        assertThat(run("check-history").wrongUse().err()).contains("FILE");
    }
}
