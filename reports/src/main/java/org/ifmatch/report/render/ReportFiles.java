package org.ifmatch.report.render;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
    private final Map<String, Function<Results, Map<String, String>>> formats = new LinkedHashMap<>();

    /** @param previous an earlier run with which summaries compare this one */
    public ReportFiles(Redaction redaction, Previous previous) {
        this.redaction = redaction;
        add(ReportFolder.RESULTS, results -> ResultsFile.text(results, redaction));
        add(ReportFolder.PAGE, new Html(redaction)::render);
        add(ReportFolder.JUNIT, new JUnitXml(redaction)::render);
        add(ReportFolder.SUMMARY, results -> new Markdown(redaction).render(results, previous.comparedWith(results)));
        add(ReportFolder.SARIF, new Sarif(redaction)::render);
        add(ReportFolder.EARL, new Earl(redaction)::render);
        add(ReportFolder.BADGE_ENDPOINT, Badge::endpoint);
        add(ReportFolder.BADGE, Badge::picture);
        formats.put(ReproductionKit.FOLDER, results -> {
            Map<String, String> files = new LinkedHashMap<>();
            new ReproductionKit(redaction)
                    .files(results)
                    .forEach((name, text) -> files.put(ReproductionKit.FOLDER + "/" + name, text));
            return files;
        });
        formats.put("the pages of races", results -> {
            RacePage race = new RacePage(redaction);
            Map<String, String> pages = new LinkedHashMap<>();
            results.findings().stream()
                    .filter(RacePage::isDue)
                    .forEach(finding -> pages.put(RacePage.fileOf(finding), race.render(results, finding)));
            return pages;
        });
    }

    /** One more file of each target. */
    public ReportFiles add(String name, Function<Results, String> format) {
        formats.put(name, results -> Map.of(name, format.apply(results)));
        return this;
    }

    /** A report that a mistake of ours keeps from being made. */
    public record Unmade(String what, RuntimeException mistake) {

        /** The sentence by which a gate fails. */
        public String says() {
            return "A mistake in the suite itself kept " + what + " from being made (" + mistake
                    + "); please report it. The other reports are there.";
        }
    }

    /** What a target's reports came to: the text of each file, by its place in the target's folder, and what has none. */
    public record Made(Results results, Map<String, String> texts, List<Unmade> unmade) {

        /** Writes them. Throws an IOException that is a sentence. */
        public void write(ReportFolder folder) throws IOException {
            for (Map.Entry<String, String> file : texts.entrySet()) {
                WholeFile.write(folder.path().resolve(file.getKey()), file.getValue());
            }
        }
    }

    /**
     * Makes the reports of one target. One that cannot be made keeps no other from being made, and fails the gate, as all of
     * them then say.
     */
    public Made make(Results results) {
        Made first = tried(results);
        Results told = results;
        for (Unmade unmade : first.unmade()) {
            told = told.failing(unmade.says());
        }
        return first.unmade().isEmpty() ? first : new Made(told, tried(told).texts(), first.unmade());
    }

    private Made tried(Results results) {
        Map<String, String> texts = new LinkedHashMap<>();
        List<Unmade> unmade = new ArrayList<>();
        formats.forEach((what, format) -> {
            try {
                texts.putAll(format.apply(results));
            } catch (RuntimeException e) {
                unmade.add(new Unmade(what, e));
            }
        });
        return new Made(results, texts, unmade);
    }

    /** Writes the page of a run beside its targets' folders. Throws an IOException that is a sentence. */
    public void writeRun(Path reports, List<Matrix.Column> columns) throws IOException {
        WholeFile.write(reports.resolve(RunFile.PAGE), new Matrix(redaction).render(columns));
    }
}
