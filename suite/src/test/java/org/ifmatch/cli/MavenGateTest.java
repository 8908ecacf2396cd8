package org.ifmatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.ifmatch.origin.ReferenceOrigin;
import org.ifmatch.run.Ran;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build goes on only where an examination of this very build was green. */
class MavenGateTest {

    @TempDir
    Path folder;

    private MavenGate.Failed failure(String build) {
        return catchThrowableOfType(
                MavenGate.Failed.class, () -> MavenGate.main(new String[] {"reports", folder.toString(), build}));
    }

    private void examineHonestOrigin() throws Exception {
        try (ReferenceOrigin origin = ReferenceOrigin.start()) {
            Files.writeString(
                    folder.resolve("targets.yaml"),
                    "targets: {mine: {url: '" + origin.collection() + "', limits: {late: 0ms}}}");
            Ran.in(folder, "target=mine", "only=current-tag/put,stale-tag/put-rejected");
        }
    }

    @Test
    void nothing_examined_closes_the_gate() {
        assertThat(failure("this build"))
                .hasMessageStartingWith("the gate is closed.\n  There is no ")
                .hasMessageContaining("run.json: nothing was examined, or the examination died. Run it again.")
                .hasMessageContaining("Reports: " + folder.resolve("reports"));
    }

    @Test
    void a_dead_target_closes_the_gate_with_its_sentence_and_no_trace() throws Exception {
        Ran.in(folder, "target.url=http://127.0.0.1:1/");

        MavenGate.Failed failed = failure("this build");
        assertThat(failed)
                .hasMessageContaining("url: The target could not be examined: nothing answers at http://127.0.0.1:1/");
        assertThat(failed.getStackTrace()).isEmpty();
    }

    @Test
    void a_green_run_opens_the_gate_for_its_own_build_and_for_no_other() throws Exception {
        examineHonestOrigin();

        assertThatCode(() -> MavenGate.main(new String[] {"reports", folder.toString(), "this build"}))
                .doesNotThrowAnyException();
        assertThat(failure("the next build")).hasMessageContaining("is from another build");

        Path results = folder.resolve("reports/mine/results.json");
        String text = Files.readString(results);
        Files.writeString(results, text.replace("\"gate\" : \"passed\"", "\"gate\" : \"failed\""));
        assertThat(failure("this build")).isNotNull();
        Files.delete(results);
        assertThat(failure("this build")).hasMessageContaining("mine: ");
    }

    @Test
    void a_run_file_that_is_cut_off_closes_the_gate() throws Exception {
        Files.createDirectories(folder.resolve("reports"));
        Files.writeString(folder.resolve("reports/run.json"), "{\"format\": \"ifmatch-run/1\", \"gate\": \"pas");

        assertThat(failure("this build")).hasMessageContaining("run.json");
    }
}
