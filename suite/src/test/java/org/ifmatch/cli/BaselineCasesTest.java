package org.ifmatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ifmatch.origin.ReferenceOrigin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a baseline does to a run: its exit, its words, and that everything which the run leaves says the same. */
class BaselineCasesTest {

    private static final String CHOSEN = "stale-tag/put-rejected,current-tag/put";

    @TempDir
    Path folder;

    private record Ended(int status, String out, String err) {}

    private Ended run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = new Main(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        folder,
                        Map.of())
                .run(arguments);
        return new Ended(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Examines an origin with these entries, and demands that all that is left agrees with the exit. */
    private String examine(String origin, boolean passes, List<String> entries, String... more) throws Exception {
        return examine(origin, CHOSEN, passes, entries, more);
    }

    private String examine(String origin, String chosen, boolean passes, List<String> entries, String... more)
            throws Exception {
        try (ReferenceOrigin running = ReferenceOrigin.named(origin)) {
            String baseline = entries.isEmpty() ? "[]" : "\n      - " + String.join("\n      - ", entries);
            Files.writeString(
                    folder.resolve("targets.yaml"),
                    "targets:\n  it:\n    url: '" + running.collection() + "'\n    limits: {late: 0ms}\n    baseline: "
                            + baseline + "\n");
            String[] arguments = Stream.concat(
                            Stream.of("examine", "--target=it", "--only=" + chosen), Arrays.stream(more))
                    .toArray(String[]::new);
            Ended ended = run(arguments);
            assertThat(ended.err()).isEmpty();
            Agreeing.demand(passes, ended.status(), ended.out(), folder.resolve("ifmatch-reports"), "it");
            return ended.out().replaceAll("\\s+", " ");
        }
    }

    private String broken(boolean passes, String... entries) throws Exception {
        return examine("fault:ignored-on-put", passes, List.of(entries));
    }

    private String honest(boolean passes, String... entries) throws Exception {
        return examine("reference", passes, List.of(entries));
    }

    private String results() throws Exception {
        return Files.readString(folder.resolve("ifmatch-reports/it/results.json"));
    }

    @Test
    void no_entry_excuses_nothing() throws Exception {
        assertThat(honest(true)).doesNotContain("The baseline has");
        assertThat(broken(false))
                .contains("1 rule is broken: stale-tag/put-rejected. Mend the target, or name in the baseline");
    }

    @Test
    void a_matched_entry_is_green_and_stays_a_failure_in_the_counts() throws Exception {
        assertThat(broken(true, "{rule: stale-tag/put-rejected, because: 'OPS-112', link: 'https://i.example/112'}"))
                .contains("The baseline has 1 entry that matches 1 rule.", "1 FAIL", "gate: passed")
                .contains("excused by targets.yaml:6: OPS-112 (https://i.example/112)");
        assertThat(results()).contains("\"FAIL\" : 1", "\"because\" : \"OPS-112\"");
        assertThat(Files.readString(folder.resolve("ifmatch-reports/it/badge.json")))
                .contains("1 known broken");
    }

    @Test
    void a_pattern_excuses_what_it_names() throws Exception {
        assertThat(broken(true, "{rule: 'stale-tag/*', because: so}"))
                .contains("The baseline has 1 entry that matches 14 rules.");
    }

    @Test
    void a_stale_entry_is_red_and_says_to_remove_it() throws Exception {
        assertThat(honest(false, "{rule: stale-tag/put-rejected, because: so}"))
                .contains(
                        "The baseline entry \"stale-tag/put-rejected\" (targets.yaml:6) is stale, what it excuses is fine now:"
                                + " remove the entry.");
    }

    @Test
    void an_expired_entry_is_red_and_says_what_to_do() throws Exception {
        assertThat(broken(false, "{rule: stale-tag/put-rejected, because: so, until: 2020-02-29}"))
                .contains("expired on 2020-02-29: mend what it excuses, or give it a later date and say why.")
                .contains("1 rule is broken: stale-tag/put-rejected.");
    }

    @Test
    void an_entry_with_a_day_to_come_holds() throws Exception {
        assertThat(broken(true, "{rule: stale-tag/put-rejected, because: so, until: 2999-12-31}"))
                .contains("until 2999-12-31");
    }

    @Test
    void an_unmatched_entry_is_red_and_says_what_to_do() throws Exception {
        assertThat(honest(false, "{rule: stale-tag/put-rejectet, because: so}"))
                .contains("The baseline has 1 entry that matches 0 rules.")
                .contains(
                        "The baseline entry \"stale-tag/put-rejectet\" (targets.yaml:6) matches no rule: correct the id or"
                                + " remove the entry.");
    }

    @Test
    void an_entry_about_what_was_not_looked_at_is_neither_stale_nor_red() throws Exception {
        assertThat(honest(true, "{rule: weak/in-list, because: so}")).doesNotContain("is stale");
    }

    @Test
    void only_what_chance_decides_may_be_flaky() throws Exception {
        assertThat(honest(true, "{rule: race/single-winner, because: 'a lock that leaks, OPS-7', flaky: 0.2}"))
                .contains("matches 1 rule.");
        assertThat(broken(false, "{rule: stale-tag/put-rejected, because: so, flaky: 0.2}"))
                .contains(
                        "The baseline entry \"stale-tag/put-rejected\" (targets.yaml:6) calls flaky what chance does not decide;"
                                + " only race/* and property/* may be: take \"flaky\" out, or correct the id.");
    }

    @Test
    void a_rate_that_is_none_is_wrong_use() throws Exception {
        Files.writeString(
                folder.resolve("known.yaml"), "baseline:\n  - {rule: race/single-winner, because: so, flaky: often}\n");
        assertThat(run("examine", "--target=reference", "--baseline=known.yaml"))
                .isEqualTo(new Ended(
                        2,
                        "",
                        "baseline: known.yaml:2: baseline[0].flaky: 'often' is not a share of runs, above 0 and at most 1,"
                                + " such as 0.2\n"));
    }

    // A baseline that is written from a run.

    @Test
    void a_written_baseline_is_red_until_its_reasons_are_filled_in_and_green_then() throws Exception {
        Path file = folder.resolve("known.yaml");
        assertThat(examine("fault:ignored-on-put", false, List.of(), "--baseline.write=known.yaml"))
                .contains("A baseline was written to " + file + "; 1 entry of it needs its reason.");
        assertThat(Files.readString(file))
                .contains("  # FAIL, LOST-UPDATE: the condition was false")
                .endsWith("  - rule: \"stale-tag/put-rejected\"\n    because: \"REASON NEEDED\"\n");

        assertThat(examine("fault:ignored-on-put", false, List.of(), "--baseline=known.yaml"))
                .contains("The baseline has 1 entry that matches 1 rule.")
                .contains("The baseline entry \"stale-tag/put-rejected\" (known.yaml:6) has no reason yet: write in"
                        + " \"because\" why this is put up with, or mend the target and remove the entry.")
                .doesNotContain("1 rule is broken");

        String reasoned = Files.readString(file)
                .replace("REASON NEEDED\"\n", "the \\\"old\\\" gateway, OPS-112\"\n    until: 2999-01-01\n");
        Files.writeString(file, reasoned);
        examine("fault:ignored-on-put", true, List.of(), "--baseline=known.yaml");

        assertThat(examine(
                        "fault:ignored-on-put",
                        true,
                        List.of(),
                        "--baseline=known.yaml",
                        "--baseline.write=known.yaml"))
                .contains("0 entries of it need their reasons.");
        assertThat(Files.readString(file)).contains("the \\\"old\\\" gateway, OPS-112", "until: 2999-01-01");

        examine("reference", false, List.of(), "--baseline=known.yaml", "--baseline.write=known.yaml");
        assertThat(Files.readString(file)).contains("baseline: []");
    }

    @Test
    void reasons_that_were_not_read_are_not_overwritten() throws Exception {
        Files.writeString(folder.resolve("known.yaml"), "precious");
        Ended ended = run("examine", "--target=reference", "--baseline.write=known.yaml");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("known.yaml is there already. Name it as baseline too");
        assertThat(folder.resolve("known.yaml")).hasContent("precious");
    }

    @Test
    void an_entry_for_another_target_is_left_alone_and_kept() throws Exception {
        Files.writeString(
                folder.resolve("known.yaml"),
                "baseline:\n  - {target: other, rule: stale-tag/put-rejected, because: so}\n"
                        + "  - {target: it, rule: weak/in-list, because: so}\n");
        assertThat(examine("reference", true, List.of(), "--baseline=known.yaml", "--baseline.write=known.yaml"))
                .contains("The baseline has 1 entry that matches 1 rule.");
        assertThat(Files.readString(folder.resolve("known.yaml"))).contains("target: \"other\"", "target: \"it\"");
    }

    // Too little evidence.

    @Test
    void a_run_that_judged_too_little_is_red() throws Exception {
        assertThat(examine("odd:no-tags", "stale-tag/put-rejected", false, List.of()))
                .contains("No MUST was judged");
    }
}
