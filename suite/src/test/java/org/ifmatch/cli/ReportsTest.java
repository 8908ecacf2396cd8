package org.ifmatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ifmatch.origin.ReferenceOrigin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two runs by the jar's commands, and what can be made of their journals afterwards. */
class ReportsTest {

    private static final String ONLY = "--only=stale-tag/put-rejected,current-tag/put,etag/syntax-valid";

    @TempDir
    static Path folder;

    private record Ended(int status, String out, String err) {}

    private static Ended run(Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = new Main(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        folder,
                        environment)
                .run(arguments);
        return new Ended(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static Ended run(String... arguments) {
        return run(Map.of(), arguments);
    }

    @BeforeAll
    static void run_twice() throws IOException {
        examine("reference", "old");
        examine("fault:ignored-on-put", "new");
    }

    private static void examine(String origin, String reports) throws IOException {
        try (ReferenceOrigin running = ReferenceOrigin.named(origin)) {
            Files.writeString(
                    folder.resolve("targets.yaml"),
                    "targets:\n  it: {url: '" + running.collection() + "', limits: {late: 0ms}}\n"
                            + "  dead: {url: 'http://127.0.0.1:1/'}\n");
            Ended ended = run(
                    Map.of("GITHUB_STEP_SUMMARY", folder.resolve("step.md").toString()),
                    "examine",
                    "--target=it" + (reports.equals("new") ? ",dead" : ""),
                    ONLY,
                    "--reports.dir=" + reports);
            assertThat(ended.status()).as(ended.out()).isEqualTo(reports.equals("old") ? 0 : 1);
        }
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    private static Path copy(String of, String to) throws IOException {
        Path copy = folder.resolve(to);
        for (Map.Entry<String, String> file : files(folder.resolve(of)).entrySet()) {
            Path target = copy.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.getValue());
        }
        return copy;
    }

    @Test
    void every_file_is_made_again_from_the_journals_alone_octet_for_octet() throws IOException {
        Map<String, String> made = files(folder.resolve("new"));
        assertThat(made.keySet())
                .contains("run.json", "index.html")
                .contains(Stream.of(
                                "findings.jsonl",
                                "results.json",
                                "index.html",
                                "junit.xml",
                                "summary.md",
                                "results.sarif",
                                "badge.json",
                                "badge.svg")
                        .flatMap(name -> Stream.of("it/" + name, "dead/" + name))
                        .toArray(String[]::new));
        Path copy = copy("new", "again");
        for (String file : made.keySet()) {
            if (!file.endsWith("findings.jsonl") && !file.equals("run.json")) {
                Files.delete(copy.resolve(file));
            }
        }

        Ended ended = run("report", "again");

        assertThat(ended.status()).as(ended.out() + ended.err()).isEqualTo(1);
        assertThat(ended.out()).contains("FAIL  stale-tag/put-rejected", "gate: failed");
        Map<String, String> again = files(copy);
        assertThat(again.keySet()).isEqualTo(made.keySet());
        made.forEach((file, text) -> assertThat(again.get(file)).as(file).isEqualTo(text));
    }

    @Test
    void a_green_run_stays_green_and_one_target_can_be_made_by_itself() throws IOException {
        copy("old", "green");
        assertThat(run("report", "green").status()).isZero();
        Files.delete(folder.resolve("green/it/index.html"));
        assertThat(run("report", "green/it").status()).isZero();
        assertThat(folder.resolve("green/it/index.html")).exists();
    }

    @Test
    void a_run_that_was_killed_is_told_from_what_its_journal_holds_and_is_red() throws IOException {
        Path killed = copy("old", "killed");
        Files.delete(killed.resolve("run.json"));
        List<String> lines = Files.readAllLines(killed.resolve("it/findings.jsonl"));
        String half = lines.get(2).substring(0, lines.get(2).length() / 2);
        Files.writeString(killed.resolve("it/findings.jsonl"), lines.get(0) + "\n" + lines.get(1) + "\n" + half);

        Ended ended = run("report", "killed");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.out()).contains("The run was interrupted");
        assertThat(Files.readString(killed.resolve("it/results.json"))).contains("\"complete\" : false");
        assertThat(Files.readString(killed.resolve("it/index.html"))).contains("<strong>incomplete</strong>");
        assertThat(Files.readString(killed.resolve("run.json"))).contains("\"gate\" : \"failed\"");
    }

    @Test
    void a_folder_without_reports_is_named() {
        Ended ended = run("report", "nowhere");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err())
                .startsWith("Cannot read " + folder.resolve("nowhere"))
                .doesNotContain("Exception");
        assertThat(run("report", ".").err()).contains("holds no report of ours");
    }

    // Comparing.

    @Test
    void two_runs_are_compared() {
        Ended ended = run("report", "--compare", "old", "new");
        assertThat(ended.out())
                .contains("gate passed → ", "1 worse\n  stale-tag/put-rejected  PASS → FAIL", "as before")
                .contains("dead: the older run did not examine it; gate failed");
        assertThat(ended.status()).isEqualTo(1);
    }

    @Test
    void what_got_better_is_green() {
        Ended ended = run("report", "--compare", "new/it/results.json", "old/it");
        assertThat(ended.out()).contains("better\n", "stale-tag/put-rejected  FAIL → PASS");
        assertThat(ended.status()).isZero();
    }

    @Test
    void a_target_that_is_no_longer_examined_is_worse() {
        Ended ended = run("report", "--compare", "new", "old");
        assertThat(ended.out()).contains("dead: the newer run did not examine it");
        assertThat(ended.status()).isEqualTo(1);
    }

    @Test
    void a_summary_tells_what_changed_since_an_earlier_run() throws IOException {
        copy("new", "later");
        assertThat(run("report", "later", "--previous=old").status()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("later/it/summary.md")))
                .contains("**Since the run of ", "1 worse: `stale-tag/put-rejected` (PASS → FAIL)");
        assertThat(Files.readString(folder.resolve("later/dead/summary.md"))).doesNotContain("Since the run");
    }

    @Test
    void an_earlier_run_that_is_not_there_is_wrong_use_before_anything_is_sent() {
        Ended ended = run("examine", "--target=reference", "--previous=nowhere.json", "--reports.dir=unmade");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).startsWith("previous: Cannot read ").contains("it does not exist");
        assertThat(folder.resolve("unmade")).doesNotExist();
    }

    @Test
    void comparing_writes_no_reports() {
        assertThat(run("report", "new", "--compare", "old", "new").status()).isEqualTo(2);
        assertThat(run("report", "--compare", "old").status()).isEqualTo(2);
    }

    // The page of a build step.

    @Test
    void the_summaries_are_appended_to_the_page_of_the_step() throws IOException {
        assertThat(Files.readString(folder.resolve("step.md")))
                .containsSubsequence("## it: gate passed", "## it: gate failed", "## dead: gate failed");
    }
}
