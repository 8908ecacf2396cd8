package org.ifmatch.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ifmatch.report.Comparison;
import org.ifmatch.report.Previous;
import org.ifmatch.report.Recorded;
import org.ifmatch.report.Redaction;
import org.ifmatch.report.Results;
import org.ifmatch.report.RunFile;
import org.ifmatch.report.render.Changes;
import org.ifmatch.report.render.Console;
import org.ifmatch.report.render.Matrix;
import org.ifmatch.report.render.ReportFiles;

/** What can be said about runs of which only the journals are left; they hold no secret any more. */
final class Reports {

    private final PrintStream out;
    private final boolean colours;

    Reports(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    /**
     * Makes the reports of a run, or of one target, again from the journals alone.
     *
     * @return whether the gate passed
     * @throws IOException with a sentence
     */
    boolean again(Path folder, Optional<Path> previous) throws IOException {
        Previous before = previous.isPresent() ? Previous.read(previous.get()) : Previous.NONE;
        Recorded recorded = Recorded.read(folder);
        ReportFiles files = new ReportFiles(Redaction.NONE, before);
        Console console = new Console(colours, Redaction.NONE);
        List<Recorded.Target> made = new ArrayList<>();
        for (Recorded.Target target : recorded.targets()) {
            ReportFiles.Made reports = files.make(target.results());
            for (ReportFiles.Unmade unmade : reports.unmade()) {
                out.println(unmade.says());
                unmade.mistake().printStackTrace(out);
            }
            reports.write(target.folder());
            made.add(new Recorded.Target(target.folder(), reports.results()));
            out.println(console.render(reports.results(), target.folder().path()));
        }
        if (!Recorded.isTarget(folder)) {
            run(folder, new Recorded(recorded.file(), made), files);
        }
        return made.stream().allMatch(target -> target.results().gate().passed());
    }

    /** The file of the run keeps the stamp of the build that made it, so that no build takes it for its own. */
    private static void run(Path folder, Recorded recorded, ReportFiles files) throws IOException {
        List<Matrix.Column> columns = new ArrayList<>();
        List<RunFile.Target> targets = new ArrayList<>();
        for (Recorded.Target target : recorded.targets()) {
            String name = folder.relativize(target.folder().path()).toString();
            columns.add(new Matrix.Column(target.results(), name));
            targets.add(new RunFile.Target(
                    target.results().target().name(), name, target.results().gate()));
        }
        files.writeRun(folder, columns);
        new RunFile(recorded.file().map(RunFile::build).orElse(""), targets).write(folder, Redaction.NONE);
    }

    /**
     * Tells what became of each target and rule from one run to the next.
     *
     * @return whether nothing is worse
     * @throws IOException with a sentence
     */
    boolean compare(Path older, Path newer) throws IOException {
        Previous before = Previous.read(older);
        Previous after = Previous.read(newer);
        boolean well = true;
        for (Results now : after.results()) {
            Optional<Comparison> comparison = before.comparedWith(now);
            out.println(comparison
                    .map(Changes::render)
                    .orElse(now.target().name() + ": the older run did not examine it; gate "
                            + now.gate().word() + "\n"));
            well &= comparison.map(each -> !each.worries()).orElse(now.gate().passed());
        }
        for (Results then : before.results()) {
            if (after.of(then.target().name()).isEmpty()) {
                out.println(then.target().name() + ": the newer run did not examine it\n");
                well = false;
            }
        }
        return well;
    }
}
