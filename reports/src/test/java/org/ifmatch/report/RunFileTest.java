package org.ifmatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {

    private static final GateDecision PASSED = new GateDecision(true, List.of());
    private static final GateDecision FAILED = new GateDecision(false, List.of("One thing.", "Another."));

    @TempDir
    private Path reports;

    @Test
    void it_has_the_shape_of_the_contract() throws IOException {
        new RunFile(
                        "b1",
                        List.of(
                                new RunFile.Target("orders", "orders", PASSED),
                                new RunFile.Target("fault:x", "fault-x", FAILED)))
                .write(reports, Redaction.NONE);
        ObjectMapper mapper = new ObjectMapper();
        assertThat(mapper.readTree(reports.resolve("run.json").toFile())).isEqualTo(mapper.readTree("""
                        {"format": "ifmatch-run/1", "build": "b1", "gate": "failed", "targets": [
                          {"name": "orders", "folder": "orders", "gate": "passed", "reasons": []},
                          {"name": "fault:x", "folder": "fault-x", "gate": "failed", "reasons": ["One thing.", "Another."]}]}
                        """));
    }

    @Test
    void it_comes_back_as_it_was() throws IOException {
        RunFile run = new RunFile("b1", List.of(new RunFile.Target("orders", "orders", FAILED)));
        run.write(reports.resolve("not/yet/there"), Redaction.NONE);
        assertThat(RunFile.read(reports.resolve("not/yet/there"))).isEqualTo(run);
    }

    @Test
    void a_run_whose_targets_all_passed_has_nothing_to_complain_about() throws IOException {
        write("b1", target("orders", PASSED), target("apache", PASSED));
        assertThat(RunFile.check(reports, "b1")).isEmpty();
    }

    @Test
    void it_passes_when_every_target_did() {
        assertThat(new RunFile("b1", List.of(target("a", PASSED), target("b", PASSED))).passed())
                .isTrue();
        assertThat(new RunFile("b1", List.of(target("a", PASSED), target("b", FAILED))).passed())
                .isFalse();
    }

    @Test
    void a_missing_file_is_complained_about() {
        assertThat(RunFile.check(reports, "b1"))
                .containsExactly("There is no " + reports.resolve("run.json")
                        + ": nothing was examined, or the examination died. Run it again.");
    }

    @Test
    void a_file_that_cannot_be_read_is_complained_about() throws IOException {
        Files.createDirectory(reports.resolve("run.json"));
        assertThat(RunFile.check(reports, "b1"))
                .singleElement()
                .asString()
                .startsWith("Cannot read " + reports.resolve("run.json") + ": ");
    }

    @Test
    void a_cut_off_file_is_complained_about() throws IOException {
        write("b1", target("orders", PASSED));
        String text = Files.readString(reports.resolve("run.json"));
        Files.writeString(reports.resolve("run.json"), text.substring(0, text.length() / 2));
        assertThat(RunFile.check(reports, "b1"))
                .singleElement()
                .asString()
                .contains("run.json cannot be read: it is not JSON");
    }

    @Test
    void another_format_is_complained_about() throws IOException {
        Files.writeString(reports.resolve("run.json"), "{\"format\": \"ifmatch-run/2\"}");
        assertThat(RunFile.check(reports, "b1"))
                .containsExactly(reports.resolve("run.json")
                        + " cannot be read: it has ifmatch-run/2 where ifmatch-run/1 was expected.");
    }

    @Test
    void a_file_of_another_build_is_complained_about() throws IOException {
        write("b0", target("orders", PASSED));
        assertThat(RunFile.check(reports, "b1"))
                .containsExactly(reports.resolve("run.json")
                        + " is from another build (b0, this one is b1): this build examined nothing. Run the"
                        + " examination again.");
    }

    @Test
    void a_run_without_targets_has_failed() throws IOException {
        write("b1");
        assertThat(new RunFile("b1", List.of()).passed()).isFalse();
        assertThat(RunFile.check(reports, "b1")).containsExactly("No target was examined: name one.");
    }

    @Test
    void a_failed_target_is_complained_about_with_each_of_its_reasons() throws IOException {
        write("b1", target("orders", PASSED), target("apache", FAILED));
        assertThat(RunFile.check(reports, "b1")).containsExactly("apache: One thing.", "apache: Another.");
    }

    @Test
    void a_gate_that_contradicts_its_targets_is_not_believed() throws IOException {
        write("b1", target("orders", FAILED));
        Path file = reports.resolve("run.json");
        Files.writeString(file, Files.readString(file).replaceFirst("failed", "passed"));
        assertThat(RunFile.check(reports, "b1"))
                .containsExactly(file + " cannot be read: it contradicts itself: its gate is not that of its targets.");
    }

    @Test
    void a_target_that_failed_without_a_reason_is_not_believed() throws IOException {
        write("b1", target("orders", FAILED));
        Path file = reports.resolve("run.json");
        Files.writeString(file, Files.readString(file).replaceFirst("(?s)\"reasons\".*?]", "\"reasons\" : [ ]"));
        assertThat(RunFile.check(reports, "b1"))
                .singleElement()
                .asString()
                .contains("a gate fails when it has reasons, and only then");
    }

    @Test
    void a_target_without_results_is_complained_about() throws IOException {
        write("b1", target("orders", PASSED));
        Files.delete(reports.resolve("orders/results.json"));
        assertThat(RunFile.check(reports, "b1"))
                .containsExactly(
                        "orders: Cannot read " + reports.resolve("orders/results.json") + ": it does not exist.");
    }

    @Test
    void a_target_whose_results_say_otherwise_is_complained_about() throws IOException {
        write("b1", target("orders", PASSED));
        writeResults("orders", FAILED);
        assertThat(RunFile.check(reports, "b1"))
                .containsExactly("orders: run.json and the results in orders do not agree. Run the examination again.");
    }

    @Test
    void two_targets_in_one_folder_are_complained_about() throws IOException {
        write("b1", target("orders", PASSED), target("orders", PASSED));
        assertThat(RunFile.check(reports, "b1"))
                .containsExactly("orders: its reports and those of another target share the folder orders. Rename"
                        + " one of the two.");
    }

    @Test
    void a_folder_in_which_nothing_can_be_written_is_named() throws IOException {
        Path file = Files.writeString(reports.resolve("file"), "no folder");
        assertThatIOException()
                .isThrownBy(() -> new RunFile("b1", List.of()).write(file, Redaction.NONE))
                .withMessage(
                        "Cannot write " + file.resolve("run.json") + ": " + file + " is in the way and is no folder.");
    }

    private static RunFile.Target target(String name, GateDecision gate) {
        return new RunFile.Target(name, name, gate);
    }

    private void write(String build, RunFile.Target... targets) throws IOException {
        for (RunFile.Target target : targets) {
            writeResults(target.name(), target.gate());
        }
        new RunFile(build, List.of(targets)).write(reports, Redaction.NONE);
    }

    private void writeResults(String name, GateDecision gate) throws IOException {
        Results green = Samples.green();
        Results results = new Results(
                new About(name, "http://h/", "rfc9110"),
                green.run(),
                green.capabilities(),
                green.headlines(),
                green.findings(),
                green.left(),
                green.unexamined(),
                green.only(),
                green.baselined(),
                gate);
        ResultsFile.write(reports.resolve(name).resolve("results.json"), results, Redaction.NONE);
    }
}
