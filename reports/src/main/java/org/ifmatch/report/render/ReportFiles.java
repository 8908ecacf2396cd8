package org.ifmatch.report.render;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Previous;
import org.ifmatch.report.Redaction;
import org.ifmatch.report.ReportFolder;
import org.ifmatch.report.Results;
import org.ifmatch.report.ResultsFile;
import org.ifmatch.report.RunFile;
import org.ifmatch.report.WholeFile;

/** Every file that is made of results, so that a run and who makes its reports again write the same ones. */
public final class ReportFiles {

    private final Redaction redaction;
    private final Previous previous;

    /** @param previous an earlier run with which summaries compare this one */
    public ReportFiles(Redaction redaction, Previous previous) {
        this.redaction = redaction;
        this.previous = previous;
    }

    /** Writes the files of one target. Throws an IOException that is a sentence. */
    public void write(ReportFolder folder, Results results) throws IOException {
        ResultsFile.write(folder.results(), results, redaction);
        WholeFile.write(folder.page(), new Html(redaction).render(results));
        WholeFile.write(folder.junit(), new JUnitXml(redaction).render(results));
        WholeFile.write(folder.summary(), new Markdown(redaction).render(results, previous.comparedWith(results)));
        WholeFile.write(folder.sarif(), new Sarif(redaction).render(results));
        WholeFile.write(folder.badgeEndpoint(), Badge.endpoint(results));
        WholeFile.write(folder.badge(), Badge.picture(results));
        for (Map.Entry<String, String> file :
                new ReproductionKit(redaction).files(results).entrySet()) {
            WholeFile.write(folder.path().resolve(ReproductionKit.FOLDER).resolve(file.getKey()), file.getValue());
        }
        RacePage race = new RacePage(redaction);
        for (Finding finding :
                results.findings().stream().filter(RacePage::isDue).toList()) {
            WholeFile.write(folder.path().resolve(RacePage.fileOf(finding)), race.render(results, finding));
        }
    }

    /** Writes the page of a run beside its targets' folders. Throws an IOException that is a sentence. */
    public void writeRun(Path reports, List<Matrix.Column> columns) throws IOException {
        WholeFile.write(reports.resolve(RunFile.PAGE), new Matrix(redaction).render(columns));
    }
}
