package org.ifmatch.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last line of a journal: all that the results say beyond the findings, and the order of these. */
final class JournalEnd {

    private JournalEnd() {}

    static ObjectNode write(Results results) {
        ObjectNode node = Json.object().put("end", results.run().complete() ? "complete" : "interrupted");
        node.set("target", PartsJson.write(results.target()));
        node.set("run", PartsJson.write(results.run()));
        node.set("capabilities", Json.values(results.capabilities()));
        node.set("headlines", PartsJson.write(results.headlines()));
        node.set("left", Json.texts(results.left()));
        node.put("unexamined", results.unexamined().orElse(null))
                .put("only", results.only().orElse(null));
        ObjectNode baselined = node.putObject("baselined");
        results.baselined().forEach((rule, entry) -> baselined.set(rule, PartsJson.write(entry)));
        GateDecision gate = results.gate();
        ObjectNode decision = node.putObject("gate").put("passed", gate.passed());
        decision.set("reasons", Json.texts(gate.reasons()));
        decision.set("notes", Json.texts(gate.notes()));
        decision.put("strict", gate.strict());
        node.set(
                "rules",
                Json.texts(results.findings().stream().map(Finding::rule).toList()));
        return node;
    }

    static Results read(Json json, Map<String, Finding> findings) {
        Map<String, BaselineEntry> baselined = new LinkedHashMap<>();
        json.members("baselined").forEach((rule, entry) -> baselined.put(rule, PartsJson.readEntry(entry)));
        Json gate = json.child("gate");
        List<Finding> inOrder =
                json.texts("rules").stream().map(rule -> line(findings, rule)).toList();
        return new Results(
                PartsJson.readTarget(json.child("target")),
                PartsJson.readRun(json.child("run")),
                json.values("capabilities"),
                json.list("headlines", PartsJson::readHeadline),
                inOrder,
                json.texts("left"),
                json.optionalText("unexamined"),
                json.optionalText("only"),
                baselined,
                new GateDecision(gate.flag("passed"), gate.texts("reasons"), gate.texts("notes"), gate.flag("strict")));
    }

    private static Finding line(Map<String, Finding> findings, String rule) {
        return Optional.ofNullable(findings.get(rule))
                .orElseThrow(() -> new Json.Malformed("names the rule " + rule + ", which has no line"));
    }
}
