package org.ifmatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name_the_file() {
        file = folder.resolve("orders/findings.jsonl");
    }

    @Test
    void a_finished_journal_gives_the_same_results() throws IOException {
        Results results = Samples.full();
        try (Journal journal = open(results)) {
            List<Finding> asTheyHappen = new ArrayList<>(results.findings());
            Collections.reverse(asTheyHappen);
            for (Finding finding : asTheyHappen) {
                journal.add(finding);
            }
            journal.end(results);
        }
        assertThat(Journal.read(file)).isEqualTo(results);
    }

    @Test
    void findings_that_were_never_added_are_there_after_the_end() throws IOException {
        Results results = Samples.full();
        try (Journal journal = open(results)) {
            journal.end(results);
        }
        assertThat(Journal.read(file)).isEqualTo(results);
    }

    @Test
    void the_last_finding_of_a_rule_counts() throws IOException {
        try (Journal journal = open(Samples.green())) {
            journal.add(Samples.finding("a/b", Outcome.INCONCLUSIVE));
            journal.add(Samples.finding("a/c", Outcome.PASS));
            journal.add(Samples.finding("a/b", Outcome.FAIL));
        }
        assertThat(Journal.read(file).findings())
                .containsExactly(Samples.finding("a/b", Outcome.FAIL), Samples.finding("a/c", Outcome.PASS));
    }

    @Test
    void a_verdict_that_changed_by_the_end_is_added_again() throws IOException {
        Results results = Samples.green();
        try (Journal journal = open(results)) {
            journal.add(Samples.finding("stale-tag/put-rejected", Outcome.INCONCLUSIVE));
            journal.add(results.findings().get(1));
            journal.end(results);
        }
        assertThat(Journal.read(file)).isEqualTo(results);
        assertThat(Files.readAllLines(file)).hasSize(5);
    }

    @Test
    void every_line_is_in_the_file_as_soon_as_it_is_added() throws IOException {
        try (Journal journal = open(Samples.green())) {
            assertThat(Files.readAllLines(file)).hasSize(1);
            journal.add(Samples.finding("a/b", Outcome.PASS));
            assertThat(Files.readAllLines(file)).hasSize(2);
        }
    }

    @Test
    void the_first_line_says_what_is_examined_and_the_last_how_it_ended() throws IOException {
        Results results = Samples.green();
        try (Journal journal = open(results)) {
            journal.end(results);
        }
        List<String> lines = Files.readAllLines(file);
        JsonNode header = new ObjectMapper().readTree(lines.get(0));
        assertThat(header.path("format").textValue()).isEqualTo("ifmatch-journal/1");
        assertThat(header.path("target").path("name").textValue()).isEqualTo("orders");
        assertThat(header.path("run").path("seed").longValue()).isEqualTo(42);
        assertThat(header.path("capabilities").path("etag").textValue()).isEqualTo("strong");
        assertThat(new ObjectMapper().readTree(lines.get(1)).path("id").textValue())
                .isEqualTo("stale-tag/put-rejected");
        assertThat(new ObjectMapper().readTree(lines.get(3)).path("end").textValue())
                .isEqualTo("complete");
    }

    @Test
    void a_run_that_was_ended_early_says_so() throws IOException {
        Results results = Samples.with(Samples.green(), Samples.interrupted(), List.of());
        try (Journal journal = open(results)) {
            journal.end(results);
        }
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(lines.size() - 1)).startsWith("{\"end\":\"interrupted\"");
        assertThat(Journal.read(file)).isEqualTo(results);
    }

    @Test
    void a_journal_without_an_end_is_that_of_an_interrupted_run() throws IOException {
        Results results = Samples.green();
        try (Journal journal = open(results)) {
            journal.add(results.findings().get(0));
        }
        Results read = Journal.read(file);
        assertThat(read.run().complete()).isFalse();
        assertThat(read.gate().passed()).isFalse();
        assertThat(read.gate().reasons()).singleElement().asString().contains("interrupted");
        assertThat(read.findings()).containsExactly(results.findings().get(0));
        assertThat(read.capabilities()).isEqualTo(results.capabilities());
        assertThat(read.target()).isEqualTo(results.target());
    }

    @Test
    void a_journal_cut_off_anywhere_after_its_first_line_still_gives_what_was_whole() throws IOException {
        Results results = Samples.full();
        try (Journal journal = open(results)) {
            journal.end(results);
        }
        byte[] whole = Files.readAllBytes(file);
        String text = Files.readString(file);
        int header = text.substring(0, text.indexOf('\n') + 1).getBytes(StandardCharsets.UTF_8).length;
        for (int length = header; length < whole.length; length += 7) {
            Files.write(file, Arrays.copyOf(whole, length));
            Results read = Journal.read(file);
            assertThat(read.run().complete()).isFalse();
            assertThat(read.gate().passed()).isFalse();
            assertThat(results.findings()).containsAll(read.findings());
        }
    }

    @Test
    void a_journal_without_a_whole_first_line_is_none() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"format\":\"ifmatch-jou");
        assertThatIOException()
                .isThrownBy(() -> Journal.read(file))
                .withMessage(file + " holds no journal: it has not even a first line.");
    }

    @Test
    void a_journal_of_another_format_is_refused_by_name() throws IOException {
        open(Samples.green()).close();
        Files.writeString(file, Files.readString(file).replace("ifmatch-journal/1", "ifmatch-journal/2"));
        assertThatIOException()
                .isThrownBy(() -> Journal.read(file))
                .withMessage(file + " line 1 cannot be read: it has ifmatch-journal/2 where ifmatch-journal/1 was"
                        + " expected.");
    }

    @Test
    void a_broken_line_in_the_middle_is_named() throws IOException {
        try (Journal journal = open(Samples.green())) {
            journal.end(Samples.green());
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(1, lines.get(1).substring(0, 40));
        Files.write(file, lines);
        assertThatIOException()
                .isThrownBy(() -> Journal.read(file))
                .withMessageStartingWith(file + " line 2 cannot be read: it is not JSON");
    }

    @Test
    void a_line_that_somebody_took_out_is_missed() throws IOException {
        try (Journal journal = open(Samples.green())) {
            journal.end(Samples.green());
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.remove(1);
        Files.write(file, lines);
        assertThatIOException()
                .isThrownBy(() -> Journal.read(file))
                .withMessage(file + " line 3 cannot be read: it names the rule stale-tag/put-rejected, which has no"
                        + " line.");
    }

    @Test
    void nothing_is_added_after_the_end() throws IOException {
        try (Journal journal = open(Samples.green())) {
            journal.end(Samples.green());
            assertThatIOException()
                    .isThrownBy(() -> journal.add(Samples.finding("a/b", Outcome.PASS)))
                    .withMessage("Nothing more is written to " + file + ": it has ended.");
        }
        assertThat(Journal.read(file)).isEqualTo(Samples.green());
    }

    @Test
    void a_journal_that_goes_on_after_its_end_is_refused() throws IOException {
        try (Journal journal = open(Samples.green())) {
            journal.end(Samples.green());
        }
        Files.writeString(file, Files.readString(file).repeat(2));
        assertThatIOException()
                .isThrownBy(() -> Journal.read(file))
                .withMessage(file + " line 5 comes after the journal's end: two runs wrote to one file.");
    }

    @Test
    void after_a_line_that_could_not_be_written_nothing_more_is() throws IOException {
        Journal journal = open(Samples.green());
        journal.close();
        assertThatIOException()
                .isThrownBy(() -> journal.add(Samples.finding("a/b", Outcome.PASS)))
                .withMessageStartingWith("Cannot write " + file + ": ");
        assertThatIOException()
                .isThrownBy(() -> journal.add(Samples.finding("a/c", Outcome.PASS)))
                .withMessage("Nothing more is written to " + file + ": an earlier line could not be written whole.");
    }

    @Test
    void a_full_disk_is_named() throws IOException {
        Path full = Path.of("/dev/full");
        assumeThat(full).exists();
        Results results = Samples.green();
        assertThatIOException()
                .isThrownBy(() -> Journal.open(
                        full, Redaction.NONE, results.target(), results.run(), results.capabilities(), results.only()))
                .withMessage("Cannot write /dev/full: No space left on device.");
    }

    @Test
    void lines_of_many_threads_do_not_mix() throws Exception {
        int threads = 8;
        int each = 50;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (Journal journal = open(Samples.green())) {
            List<Callable<Boolean>> writers = IntStream.range(0, threads)
                    .<Callable<Boolean>>mapToObj(thread -> () -> {
                        for (int i = 0; i < each; i++) {
                            journal.add(Samples.finding("group-" + thread + "/rule-" + i, Outcome.PASS));
                        }
                        return true;
                    })
                    .toList();
            for (var done : pool.invokeAll(writers)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(Journal.read(file).findings()).hasSize(threads * each);
    }

    @Test
    void a_place_where_nothing_can_be_written_is_named() throws IOException {
        Files.writeString(folder.resolve("orders"), "a file where the folder should be");
        assertThatIOException()
                .isThrownBy(() -> open(Samples.green()))
                .withMessage(
                        "Cannot write " + file + ": " + folder.resolve("orders") + " is in the way and is no folder.");
    }

    private Journal open(Results results) throws IOException {
        Map<String, Object> capabilities = results.capabilities();
        return Journal.open(file, Redaction.NONE, results.target(), results.run(), capabilities, Optional.empty());
    }
}
