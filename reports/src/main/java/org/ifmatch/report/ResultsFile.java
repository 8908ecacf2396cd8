package org.ifmatch.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The file results.json, on which other programs rely: fields may be added, none renamed. */
public final class ResultsFile {

    static final String FORMAT = "ifmatch-results/1";

    private ResultsFile() {}

    /** @throws IOException with a sentence that names the file, when it cannot be written whole */
    public static void write(Path file, Results results, Redaction redaction) throws IOException {
        WholeFile.write(file, text(results, redaction));
    }

    public static String text(Results results, Redaction redaction) {
        return Json.pretty(write(redaction.apply(results)));
    }

    /** @throws IOException with a sentence that names the file and what is wrong with it */
    public static Results read(Path file) throws IOException {
        return Json.read(file.toString(), WholeFile.read(file), ResultsFile::read);
    }

    private static ObjectNode write(Results results) {
        ObjectNode node = Json.object().put("format", FORMAT);
        node.set("target", PartsJson.write(results.target()));
        node.set("run", PartsJson.write(results.run()));
        node.put("only", results.only().orElse(null))
                .put("unexamined", results.unexamined().orElse(null));
        node.set("capabilities", Json.values(results.capabilities()));
        node.set("summary", summary(results));
        node.set("headlines", PartsJson.write(results.headlines()));
        node.set("left", Json.texts(results.left()));
        ArrayNode rules = node.putArray("rules");
        results.findings().forEach(finding -> rules.add(rule(finding, results.baselined())));
        return node;
    }

    private static ObjectNode summary(Results results) {
        ObjectNode summary = Json.object();
        results.counts().forEach((outcome, count) -> summary.put(outcome.name(), count));
        GateDecision gate = results.gate();
        summary.put("gate", gate.word()).set("gateReasons", Json.texts(gate.reasons()));
        summary.set("gateNotes", Json.texts(gate.notes()));
        return summary.put("strict", gate.strict());
    }

    private static ObjectNode rule(Finding finding, Map<String, BaselineEntry> baselined) {
        ObjectNode node = FindingJson.write(finding);
        if (baselined.containsKey(finding.rule())) {
            node.set("baseline", PartsJson.write(baselined.get(finding.rule())));
        } else {
            node.putNull("baseline");
        }
        return node;
    }

    private static Results read(Json json) {
        json.demandFormat(FORMAT);
        Json summary = json.child("summary");
        List<Finding> findings = json.list("rules", FindingJson::read);
        Map<String, BaselineEntry> baselined = new LinkedHashMap<>();
        json.list("rules", rule -> rule).stream()
                .filter(rule -> rule.has("baseline"))
                .forEach(rule -> baselined.put(rule.text("id"), PartsJson.readEntry(rule.child("baseline"))));
        return new Results(
                PartsJson.readTarget(json.child("target")),
                PartsJson.readRun(json.child("run")),
                json.values("capabilities"),
                json.list("headlines", PartsJson::readHeadline),
                findings,
                json.texts("left"),
                json.optionalText("unexamined"),
                json.optionalText("only"),
                baselined,
                new GateDecision(
                        summary.text("gate").equals("passed"),
                        summary.texts("gateReasons"),
                        summary.texts("gateNotes"),
                        summary.flag("strict")));
    }
}
