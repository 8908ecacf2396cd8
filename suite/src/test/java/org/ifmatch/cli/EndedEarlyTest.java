package org.ifmatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.ifmatch.origin.ReferenceOrigin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A run that is ended before its time, as a process of its own: what it says, what it leaves, and what it leaves on the server,
 * which is another process's.
 */
class EndedEarlyTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_SECONDS = 120;
    /** How long an interrupted run takes at most to remove what it made; the whole end takes longer. */
    private static final Duration LONGEST_REMOVAL = Duration.ofSeconds(10);
    /** Findings that are in the journal when the run is ended, so that it is in the middle of its work. */
    private static final int FOUND = 5;

    @TempDir
    Path folder;

    private Path reports() {
        return folder.resolve("ifmatch-reports");
    }

    private Path journal() {
        return reports().resolve("url/findings.jsonl");
    }

    /** @param limits commands of a shell that come before the run, such as {@code ulimit -f 64} */
    private Process examine(ReferenceOrigin origin, String limits) throws IOException {
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                "org.ifmatch.cli.Main",
                "examine",
                "--target.url=" + origin.collection()));
        List<String> shell = new ArrayList<>(List.of("/bin/sh", "-c", limits + "exec \"$@\"", "sh"));
        shell.addAll(java);
        return new ProcessBuilder(shell)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("out.txt"));
    }

    private void awaitFindings(Process process) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (!Files.exists(journal()) || lines() <= FOUND) {
            assertThat(process.isAlive()).as(said()).isTrue();
            assertThat(System.nanoTime()).as(said()).isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private long lines() throws IOException {
        return Files.readString(journal()).chars().filter(c -> c == '\n').count();
    }

    private static void signal(Process process, String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static int ended(Process process) throws InterruptedException {
        assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Names of resources that a run made, as the collection lists them. */
    private static List<String> leftAt(ReferenceOrigin origin) throws Exception {
        HttpResponse<String> listing = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(origin.collection()).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(listing.statusCode()).isEqualTo(200);
        return Pattern.compile("ifmatch-[0-9a-z-]+")
                .matcher(listing.body())
                .results()
                .map(name -> name.group())
                .distinct()
                .toList();
    }

    private JsonNode json(String file) throws IOException {
        return JSON.readTree(reports().resolve(file).toFile());
    }

    private String whyOf(String rule) throws IOException {
        for (JsonNode each : json("url/results.json").get("rules")) {
            if (each.get("id").asText().equals(rule)) {
                return each.get("why").asText();
            }
        }
        return "no such rule";
    }

    /** A shell without job control lets what it runs in the background ignore SIGINT, and so does every child of that. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1L << 1) != 0);
    }

    private Process process;

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void who_presses_ctrl_c_gets_red_reports_and_nothing_is_left_behind(String signal, int status) throws Exception {
        assumeThat(ignoresInterrupts() && signal.equals("INT"))
                .as("this build runs in the background of a shell, where nobody presses Ctrl-C")
                .isFalse();
        try (ReferenceOrigin origin = ReferenceOrigin.start()) {
            process = examine(origin, "");
            awaitFindings(process);
            assertThat(leftAt(origin)).isNotEmpty();
            long signalled = System.nanoTime();
            signal(process, signal);

            assertThat(ended(process)).isEqualTo(status);
            boolean inTime = System.nanoTime() - signalled < LONGEST_REMOVAL.toNanos();
            assertThat(said())
                    .contains("interrupted: what was made is removed and the reports are written", "gate: failed")
                    .contains("The run was interrupted or ended before its last rule: run it again to its end.")
                    .doesNotContain("Exception", "\tat ", "mistake in the suite");
            assertThat(json("run.json").get("gate").asText()).isEqualTo("failed");
            assertThat(json("url/results.json").at("/run/complete").asBoolean()).isFalse();
            assertThat(json("url/results.json").at("/summary/FAIL").asInt())
                    .as(said())
                    .isZero();
            assertThat(json("url/results.json").at("/summary/WARN").asInt())
                    .as(said())
                    .isZero();
            assertThat(whyOf("property/programs")).isEqualTo("the run was interrupted before all of this was tried");
            assertThat(whyOf("race/single-winner")).isEqualTo("the run was interrupted before all of this was tried");
            assertThat(said()).contains(" more  the run was interrupted before all of this was tried");
            assertThat(Files.readString(journal())).contains("{\"end\":\"interrupted\"");
            assertThat(Files.readString(reports().resolve("url/index.html"))).contains("<strong>incomplete</strong>");
            assertThat(Files.readString(reports().resolve("index.html"))).contains("✗ gate failed");
            // The removal is bounded: what a busy machine leaves no time for is at least named.
            assertThat(leftAt(origin))
                    .hasSizeLessThanOrEqualTo(inTime ? 0 : Integer.MAX_VALUE)
                    .allMatch(json("url/results.json").get("left").toString()::contains);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void who_is_killed_leaves_a_journal_from_which_red_reports_are_made() throws Exception {
        try (ReferenceOrigin origin = ReferenceOrigin.start()) {
            process = examine(origin, "");
            awaitFindings(process);
            signal(process, "KILL");

            assertThat(ended(process)).isEqualTo(137);
            assertThat(reports().resolve("run.json")).doesNotExist();
            assertThat(MavenGateFails.complaint(reports())).contains("nothing was examined, or the examination died");

            ByteArrayOutputStream out = new ByteArrayOutputStream();
            PrintStream printing = new PrintStream(out, true, StandardCharsets.UTF_8);
            assertThat(new Main(printing, printing, folder, Map.of()).run("report"))
                    .isEqualTo(1);
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains("The run was interrupted: its journal has no end. Run the examination again to its end.");
            assertThat(json("url/results.json").get("rules").size()).isGreaterThanOrEqualTo(FOUND);
            assertThat(json("run.json").get("gate").asText()).isEqualTo("failed");
        } finally {
            process.destroyForcibly();
        }
    }

    /** A file that may not grow is to a program what a full disk is: a write that fails in the middle of a line. */
    @Test
    void a_full_disk_is_named_and_red_and_what_was_made_is_removed() throws Exception {
        try (ReferenceOrigin origin = ReferenceOrigin.start()) {
            process = examine(origin, "ulimit -f 64; ");

            assertThat(ended(process)).isEqualTo(1);
            assertThat(said())
                    .contains("Cannot write " + journal() + ": File too large.")
                    .doesNotContain("Exception", "\tat ", "gate: passed");
            assertThat(reports().resolve("run.json")).doesNotExist();
            assertThat(MavenGateFails.complaint(reports())).contains("nothing was examined, or the examination died");
            assertThat(leftAt(origin)).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    /** What the gate of Maven says about reports that are not there. */
    private static final class MavenGateFails {
        static String complaint(Path reports) {
            try {
                MavenGate.main(new String[] {reports.toString(), "", ""});
                return "";
            } catch (MavenGate.Failed e) {
                return e.getMessage();
            }
        }
    }
}
