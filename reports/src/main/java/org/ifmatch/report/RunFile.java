package org.ifmatch.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The file run.json: which targets a run examined, where the reports of each are, and what its gate said. A build
 * believes it only when it carries the stamp of that build.
 *
 * @param build the stamp of the build that made it
 */
public record RunFile(String build, List<RunFile.Target> targets) {

    public static final String NAME = "run.json";

    /** The page of the whole run, which stands beside the file. */
    public static final String PAGE = "index.html";

    private static final String FORMAT = "ifmatch-run/1";

    /** One examined target, and the gate's word on it. */
    public record Target(String name, String folder, GateDecision gate) {
        public Target {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(folder, "folder");
            Objects.requireNonNull(gate, "gate");
        }
    }

    public RunFile {
        Objects.requireNonNull(build, "build");
        targets = List.copyOf(targets);
    }

    /** A run that examined nothing has not passed. */
    public boolean passed() {
        return !targets.isEmpty()
                && targets.stream().allMatch(target -> target.gate().passed());
    }

    /** @param reports the folder of all reports, which is made if need be */
    public void write(Path reports, Redaction redaction) throws IOException {
        ObjectNode node =
                Json.object().put("format", FORMAT).put("build", build).put("gate", passed() ? "passed" : "failed");
        ArrayNode array = node.putArray("targets");
        for (Target target : targets) {
            array.addObject()
                    .put("name", target.name())
                    .put("folder", target.folder())
                    .put("gate", target.gate().word())
                    .set("reasons", Json.texts(redaction.apply(target.gate().reasons())));
        }
        WholeFile.write(reports.resolve(NAME), Json.pretty(node));
    }

    /** Takes file and page of an earlier run away, so that nobody mistakes them for this one's. Throws an IOException that is a sentence. */
    public static void remove(Path reports) throws IOException {
        if (Files.exists(reports) && !Files.isDirectory(reports)) {
            throw new IOException(
                    "The reports would go to " + reports + ", which is no folder. Remove it or choose another place.");
        }
        for (String file : List.of(NAME, PAGE)) {
            try {
                Files.deleteIfExists(reports.resolve(file));
            } catch (IOException e) {
                throw WholeFile.cannot("remove", reports.resolve(file), e);
            }
        }
    }

    public static RunFile read(Path reports) throws IOException {
        Path file = reports.resolve(NAME);
        return Json.read(file.toString(), WholeFile.read(file), RunFile::read);
    }

    /** What keeps a build from going on, each as a sentence; empty when all is well. */
    public static List<String> check(Path reports, String build) {
        Path file = reports.resolve(NAME);
        if (!Files.exists(file)) {
            return List.of("There is no " + file + ": nothing was examined, or the examination died. Run it again.");
        }
        try {
            return complaints(reports, read(reports), build);
        } catch (IOException e) {
            return List.of(e.getMessage());
        }
    }

    private static List<String> complaints(Path reports, RunFile run, String build) {
        if (!run.build.equals(build)) {
            return List.of(reports.resolve(NAME) + " is from another build (" + run.build + ", this one is " + build
                    + "): this build examined nothing. Run the examination again.");
        }
        List<String> complaints = new ArrayList<>();
        if (run.targets.isEmpty()) {
            complaints.add("No target was examined: name one.");
        }
        Set<String> folders = new HashSet<>();
        for (Target target : run.targets) {
            target.gate().reasons().forEach(reason -> complaints.add(target.name() + ": " + reason));
            if (!folders.add(target.folder())) {
                complaints.add(target.name() + ": its reports and those of another target share the folder "
                        + target.folder() + ". Rename one of the two.");
            }
            complaints.addAll(disagreement(reports, target));
        }
        return complaints;
    }

    /** A gate that says passed beside results that say failed, or that are not there, is not believed. */
    private static List<String> disagreement(Path reports, Target target) {
        try {
            Results results = ResultsFile.read(new ReportFolder(reports.resolve(target.folder())).results());
            boolean agree = results.gate().passed() == target.gate().passed()
                    && results.target().name().equals(target.name());
            return agree
                    ? List.of()
                    : List.of(target.name() + ": " + NAME + " and the results in " + target.folder()
                            + " do not agree. Run the examination again.");
        } catch (IOException e) {
            return List.of(target.name() + ": " + e.getMessage());
        }
    }

    private static RunFile read(Json json) {
        json.demandFormat(FORMAT);
        RunFile run = new RunFile(json.text("build"), json.list("targets", RunFile::readTarget));
        if (run.passed() != passed(json)) {
            throw new Json.Malformed("contradicts itself: its gate is not that of its targets");
        }
        return run;
    }

    private static Target readTarget(Json json) {
        return new Target(
                json.text("name"), json.text("folder"), new GateDecision(passed(json), json.texts("reasons")));
    }

    private static boolean passed(Json json) {
        String gate = json.text("gate");
        if (!gate.equals("passed") && !gate.equals("failed")) {
            throw new Json.Malformed("has the gate \"" + gate + "\", which is neither passed nor failed");
        }
        return gate.equals("passed");
    }
}
