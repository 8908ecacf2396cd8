package org.ifmatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTest {

    @TempDir
    private Path reports;

    @Test
    void it_is_named_for_its_target() {
        assertThat(ReportFolder.nameFor("orders-2.eu_1")).isEqualTo("orders-2.eu_1");
        assertThat(ReportFolder.nameFor("fault:x")).isEqualTo("fault-x");
    }

    @Test
    void no_name_leads_out_of_the_reports() {
        for (String name : List.of("..", "../x", "/etc", "a/../../b", ".")) {
            Path path = reports.resolve(ReportFolder.nameFor(name)).normalize();
            assertThat(path.getParent()).as(name).isEqualTo(reports);
        }
    }

    @Test
    void it_is_made_with_the_folders_above_it() throws IOException {
        ReportFolder folder = ReportFolder.fresh(reports.resolve("a/b"), "fault:x");
        assertThat(folder.path()).isEqualTo(reports.resolve("a/b/fault-x")).isEmptyDirectory();
    }

    @Test
    void it_names_its_files() {
        ReportFolder folder = new ReportFolder(Path.of("x"));
        assertThat(List.of(folder.journal(), folder.results(), folder.page(), folder.junit(), folder.summary()))
                .extracting(path -> path.getFileName().toString())
                .containsExactly("findings.jsonl", "results.json", "index.html", "junit.xml", "summary.md");
    }

    @Test
    void one_with_results_of_ours_is_emptied_whatever_else_is_there() throws IOException {
        ReportFolder folder = ReportFolder.fresh(reports, "orders");
        ResultsFile.write(folder.results(), Samples.green(), Redaction.NONE);
        Files.createDirectories(folder.path().resolve("pages/deep"));
        Files.writeString(folder.path().resolve("pages/deep/one.html"), "x");
        assertThat(ReportFolder.fresh(reports, "orders").path()).isEmptyDirectory();
    }

    @Test
    void one_with_a_journal_of_ours_is_emptied() throws IOException {
        ReportFolder folder = ReportFolder.fresh(reports, "orders");
        Results results = Samples.green();
        Journal.open(
                        folder.journal(),
                        Redaction.NONE,
                        results.target(),
                        results.run(),
                        results.capabilities(),
                        results.only())
                .close();
        Files.writeString(folder.path().resolve("more.svg"), "x");
        assertThat(ReportFolder.fresh(reports, "orders").path()).isEmptyDirectory();
    }

    @Test
    void one_with_nothing_but_files_named_like_ours_is_emptied() throws IOException {
        Path folder = Files.createDirectory(reports.resolve("orders"));
        Files.writeString(folder.resolve("findings.jsonl"), "");
        Files.writeString(folder.resolve("junit.xml"), "");
        assertThat(ReportFolder.fresh(reports, "orders").path()).isEmptyDirectory();
    }

    @Test
    void one_with_something_else_is_left_alone() throws IOException {
        Path folder = Files.createDirectory(reports.resolve("orders"));
        Files.writeString(folder.resolve("thesis.tex"), "years of work");
        Files.writeString(folder.resolve("results.json"), "{\"mine\": true}");
        assertThatIOException()
                .isThrownBy(() -> ReportFolder.fresh(reports, "orders"))
                .withMessage("The reports would go to " + folder + ", which holds what is not ours (thesis.tex), so it"
                        + " was not emptied. Move that away or choose another place.");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void a_file_in_its_place_is_left_alone() throws IOException {
        Path file = Files.writeString(reports.resolve("orders"), "mine");
        assertThatIOException()
                .isThrownBy(() -> ReportFolder.fresh(reports, "orders"))
                .withMessageContaining("which is no folder");
        assertThat(file).hasContent("mine");
    }

    @Test
    void a_link_in_its_place_is_not_followed() throws IOException {
        Path elsewhere = Files.createDirectory(reports.resolve("elsewhere"));
        ResultsFile.write(elsewhere.resolve("results.json"), Samples.green(), Redaction.NONE);
        Files.createSymbolicLink(reports.resolve("orders"), elsewhere);
        assertThatIOException()
                .isThrownBy(() -> ReportFolder.fresh(reports, "orders"))
                .withMessageContaining("which is no folder");
        assertThat(elsewhere.resolve("results.json")).exists();
    }

    @Test
    void a_link_inside_is_removed_and_not_followed() throws IOException {
        Path elsewhere = Files.createDirectory(reports.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("mine"), "x");
        ReportFolder folder = ReportFolder.fresh(reports, "orders");
        ResultsFile.write(folder.results(), Samples.green(), Redaction.NONE);
        Files.createSymbolicLink(folder.path().resolve("link"), elsewhere);
        assertThat(ReportFolder.fresh(reports, "orders").path()).isEmptyDirectory();
        assertThat(elsewhere.resolve("mine")).exists();
    }

    @Test
    void a_place_where_no_folder_can_be_made_is_named() throws IOException {
        Path file = Files.writeString(reports.resolve("file"), "x");
        assertThatIOException()
                .isThrownBy(() -> ReportFolder.fresh(file, "orders"))
                .withMessage("Cannot make the folder " + file.resolve("orders") + ": Not a directory.");
    }
}
