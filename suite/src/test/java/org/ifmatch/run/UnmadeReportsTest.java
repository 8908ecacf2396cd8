package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.ifmatch.report.GateDecision;
import org.ifmatch.report.Journal;
import org.ifmatch.report.ReportFolder;
import org.ifmatch.report.Results;
import org.ifmatch.report.ResultsFile;
import org.ifmatch.report.RunFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report that a mistake of ours keeps from being made: all others are written, all say that the gate failed, and why. */
class UnmadeReportsTest {

    private static final String MISTAKE =
            "A mistake in the suite itself kept broken.txt from being made (java.lang.IllegalStateException: of ours);"
                    + " please report it. The other reports are there.";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    private Session.Outcome run() throws Exception {
        Options options = Options.of(
                Map.of("target", "reference", "only", "stale-tag/put-rejected,current-tag/put", "race.seconds", "0"),
                folder,
                folder.resolve("reports"));
        try (PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8)) {
            return new Session(options, "this build", out, false)
                    .also(files -> files.add("broken.txt", results -> {
                        throw new IllegalStateException("of ours");
                    }))
                    .run();
        }
    }

    @Test
    void it_is_told_and_keeps_nothing_else_from_being_written() throws Exception {
        Session.Outcome outcome = run();
        Path reports = folder.resolve("reports");
        ReportFolder target = new ReportFolder(reports.resolve("reference"));

        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains(MISTAKE, "\tat " + UnmadeReportsTest.class.getName());
        assertThat(outcome.file().passed()).isFalse();
        assertThat(RunFile.check(reports, "this build")).containsExactly("reference: " + MISTAKE);
        assertThat(reports.resolve(RunFile.PAGE)).exists();
        assertThat(target.path().resolve("broken.txt")).doesNotExist();
        assertThat(Files.readString(target.page())).contains("kept broken.txt from being made");
        assertThat(Files.readString(target.summary())).contains("kept broken.txt from being made");
        for (Results told : new Results[] {ResultsFile.read(target.results()), Journal.read(target.journal())}) {
            GateDecision gate = told.gate();
            assertThat(gate.passed()).isFalse();
            assertThat(gate.reasons()).containsExactly(MISTAKE);
        }
    }
}
