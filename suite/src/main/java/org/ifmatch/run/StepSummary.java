package org.ifmatch.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.ifmatch.report.ReportFolder;
import org.ifmatch.report.RunFile;

/** Appends the summaries of a run to the page of a build step, where the build server names a file for it. */
public final class StepSummary {

    /** By this variable GitHub Actions names the file. */
    static final String VARIABLE = "GITHUB_STEP_SUMMARY";

    private StepSummary() {}

    /** A page that cannot be written is told and changes nothing else: it is the build server's, and no report of ours. */
    public static void append(Path reports, RunFile run, Map<String, String> environment, PrintStream out) {
        String file = environment.getOrDefault(VARIABLE, "");
        if (file.isBlank()) {
            return;
        }
        try {
            for (RunFile.Target target : run.targets()) {
                Path summary = new ReportFolder(reports.resolve(target.folder())).summary();
                Files.writeString(
                        Path.of(file),
                        Files.readString(summary) + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
        } catch (IOException | InvalidPathException e) {
            out.println("The summary could not be appended to " + VARIABLE + ": " + e.getMessage());
        }
    }
}
