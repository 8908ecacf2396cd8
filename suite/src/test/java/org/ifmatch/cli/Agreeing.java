package org.ifmatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What every exit and every file of a run of one target says about its gate; they must say the same. */
final class Agreeing {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Agreeing() {}

    /** Demands that a run which ended with this status says everywhere that its gate passed, or everywhere that it failed. */
    static void demand(boolean passed, int status, String console, Path reports, String folder) throws Exception {
        Map<String, Boolean> said = new LinkedHashMap<>();
        Path target = reports.resolve(folder);
        JsonNode run = JSON.readTree(reports.resolve("run.json").toFile());
        JsonNode summary =
                JSON.readTree(target.resolve("results.json").toFile()).get("summary");
        JsonNode invocation =
                JSON.readTree(target.resolve("results.sarif").toFile()).at("/runs/0/invocations/0");
        said.put("the exit of the jar", status == 0);
        said.put("the console", console.contains("gate: passed"));
        said.put("the gate of Maven", mavenPasses(reports, run.get("build").asText()));
        said.put("run.json", run.get("gate").asText().equals("passed"));
        said.put("run.json, the target", run.at("/targets/0/gate").asText().equals("passed"));
        said.put("results.json", summary.get("gate").asText().equals("passed"));
        said.put(
                "the journal",
                text(target, "findings.jsonl")
                        .lines()
                        .reduce((a, b) -> b)
                        .orElse("")
                        .contains("\"passed\":true"));
        said.put("the page of the target", text(target, "index.html").contains("✓ gate passed"));
        said.put("the page of the run", text(reports, "index.html").contains("✓ gate passed"));
        said.put("junit.xml", junitPasses(target.resolve("junit.xml")));
        said.put("summary.md", text(target, "summary.md").contains(": gate passed"));
        said.put("results.sarif", invocation.get("exitCode").asInt() == 0);
        said.put("badge.json", text(target, "badge.json").contains("brightgreen"));
        assertThat(said).allSatisfy((who, what) -> assertThat(what).as(who).isEqualTo(passed));
        assertThat(text(target, "summary.md").contains(": gate failed")).isEqualTo(!passed);
        assertThat(summary.get("gateReasons").isEmpty()).isEqualTo(passed);
    }

    private static String text(Path folder, String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    private static boolean mavenPasses(Path reports, String build) {
        return catchThrowable(() -> MavenGate.main(new String[] {reports.toString(), "", build})) == null;
    }

    /** The case of the gate fails, and no rule fails in a run whose gate passed. */
    private static boolean junitPasses(Path file) throws Exception {
        Element suite = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();
        NodeList cases = suite.getElementsByTagName("testcase");
        Element gate = (Element) cases.item(cases.getLength() - 1);
        boolean passes = gate.getElementsByTagName("failure").getLength() == 0;
        assertThat(suite.getAttribute("failures").equals("0"))
                .as("no failure in junit.xml")
                .isEqualTo(passes);
        return passes;
    }
}
