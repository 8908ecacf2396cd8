package org.ifmatch.report.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ifmatch.report.BaselineEntry;
import org.ifmatch.report.Case;
import org.ifmatch.report.Exchanges;
import org.ifmatch.report.Finding;
import org.ifmatch.report.JsonText;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Redaction;
import org.ifmatch.report.Results;
import org.ifmatch.report.ShownExchange;

/**
 * SARIF 2.1.0, which code scanners and editors read: a result for each broken rule, and a notification for each reason of the
 * gate. Viewers want a place in a file; a target has none, so results stand at the targets file, and the target itself is their
 * logical location.
 */
public final class Sarif {

    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
    private static final String PLACE = "targets.yaml";

    private final Redaction redaction;

    public Sarif(Redaction redaction) {
        this.redaction = redaction;
    }

    public String render(Results raw) {
        Results results = redaction.apply(raw);
        ObjectNode log = JsonText.object().put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        tool(results, run.putObject("tool").putObject("driver"));
        run.putObject("automationDetails")
                .put("id", "ifmatch/" + results.target().name() + "/");
        invocation(results, run.putArray("invocations").addObject());
        ArrayNode told = run.putArray("results");
        List<String> ids = results.findings().stream().map(Finding::rule).toList();
        Broken.worstFirst(results)
                .forEach(finding -> result(results, finding, ids.indexOf(finding.rule()), told.addObject()));
        causes(results, run.putObject("properties"));
        return JsonText.pretty(log);
    }

    private static void tool(Results results, ObjectNode driver) {
        driver.put("name", "ifmatch").put("version", results.run().suiteVersion());
        driver.putObject("shortDescription").put("text", "Tells which rules of If-Match an HTTP server breaks.");
        ArrayNode rules = driver.putArray("rules");
        for (Finding finding : results.findings()) {
            ObjectNode rule = rules.addObject().put("id", finding.rule());
            rule.putObject("shortDescription").put("text", text(finding.says()));
            Sections.of(finding.section()).stream()
                    .map(Sections.Place::link)
                    .filter(link -> !link.isEmpty())
                    .findFirst()
                    .ifPresent(link -> rule.put("helpUri", link));
            rule.putObject("defaultConfiguration").put("level", finding.level().isMust() ? "error" : "warning");
            ObjectNode properties = rule.putObject("properties");
            properties.put("section", finding.section());
            properties
                    .putArray("tags")
                    .add(Groups.of(finding.rule()))
                    .add(finding.level().label())
                    .add(finding.impact().label());
        }
    }

    private static void invocation(Results results, ObjectNode invocation) {
        boolean passed = results.gate().passed();
        invocation
                .put("executionSuccessful", results.run().complete())
                .put("startTimeUtc", results.run().started().toString())
                .put("exitCode", passed ? 0 : 1)
                .put("exitCodeDescription", "gate " + results.gate().word());
        ArrayNode notifications = invocation.putArray("toolExecutionNotifications");
        results.gate().reasons().forEach(reason -> notification(reason, "error", notifications.addObject()));
        results.gate().notes().forEach(note -> notification(note, "note", notifications.addObject()));
    }

    private static void notification(String words, String level, ObjectNode notification) {
        notification.put("level", level).putObject("message").put("text", text(words));
    }

    private static void result(Results results, Finding finding, int index, ObjectNode result) {
        result.put("ruleId", finding.rule())
                .put("ruleIndex", index)
                .put("kind", "fail")
                .put("level", finding.verdict() == Outcome.FAIL ? "error" : "warning");
        result.putObject("message")
                .put(
                        "text",
                        text(finding.says()) + " Seen: " + text(Visible.cut(finding.why(), FindingText.LONGEST_WHY)));
        ObjectNode location = result.putArray("locations").addObject();
        ObjectNode place = location.putObject("physicalLocation");
        place.putObject("artifactLocation").put("uri", PLACE);
        place.putObject("region").put("startLine", 1);
        location.putArray("logicalLocations")
                .addObject()
                .put("name", results.target().name())
                .put("fullyQualifiedName", shown(results.target().url()) + " " + finding.rule())
                .put("kind", "resource");
        result.putObject("partialFingerprints")
                .put("ifmatchRule/v1", results.target().name() + " " + finding.rule());
        Optional.ofNullable(results.baselined().get(finding.rule()))
                .ifPresent(entry ->
                        suppression(entry, result.putArray("suppressions").addObject()));
        judged(finding).ifPresent(exchange -> messages(exchange, result));
        result.putObject("properties")
                .put("verdict", finding.verdict().name())
                .put("impact", finding.impact().label());
    }

    private static void suppression(BaselineEntry entry, ObjectNode suppression) {
        suppression.put("kind", "external").put("status", "accepted").put("justification", shown(entry.because()));
    }

    /** The exchange on which the verdict stands, where it stands on one. */
    private static Optional<ShownExchange> judged(Finding finding) {
        return Broken.telling(finding).stream()
                .map(Case::evidence)
                .flatMap(evidence ->
                        evidence instanceof Exchanges seen ? seen.exchanges().stream() : Stream.<ShownExchange>empty())
                .filter(exchange -> exchange.label().equals("the attempt"))
                .findFirst();
    }

    private static void messages(ShownExchange exchange, ObjectNode result) {
        Transcript.Message asked = Transcript.Message.of(exchange.request());
        String[] line = asked.startLine().split(" ", 3);
        ObjectNode request = result.putObject("webRequest").put("protocol", "HTTP");
        if (line.length == 3) {
            request.put("version", shown(line[2]).replace("HTTP/", ""))
                    .put("target", shown(line[1]))
                    .put("method", shown(line[0]));
        }
        fieldsAndBody(asked, request);
        ObjectNode response = result.putObject("webResponse");
        if (exchange.answer().isEmpty()) {
            response.put("noResponseReceived", true);
            return;
        }
        Transcript.Message answered = Transcript.Message.of(exchange.answer());
        String[] status = answered.startLine().split(" ", 3);
        response.put("protocol", "HTTP");
        if (status.length > 1 && status[1].matches("[0-9]{3}")) {
            response.put("version", shown(status[0]).replace("HTTP/", ""))
                    .put("statusCode", Integer.parseInt(status[1]))
                    .put("reasonPhrase", shown(status.length > 2 ? status[2] : ""));
        }
        fieldsAndBody(answered, response);
    }

    private static void fieldsAndBody(Transcript.Message message, ObjectNode node) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : message.fields()) {
            int colon = field.indexOf(':');
            if (colon > 0) {
                fields.merge(
                        shown(field.substring(0, colon)),
                        shown(field.substring(colon + 1).strip()),
                        (one, other) -> one + ", " + other);
            }
        }
        ObjectNode headers = node.putObject("headers");
        fields.forEach(headers::put);
        if (!message.body().isEmpty()) {
            node.putObject("body").put("text", shown(message.body()));
        }
    }

    private static void causes(Results results, ObjectNode properties) {
        properties
                .put("gate", results.gate().word())
                .put("target", shown(results.target().url()));
        ArrayNode causes = properties.putArray("causes");
        results.headlines()
                .forEach(headline -> causes.addObject()
                        .put("class", headline.classes())
                        .put("says", shown(headline.says()))
                        .set("rules", JsonText.texts(headline.rules())));
    }

    private static String shown(String text) {
        return Visible.characters(Visible.cut(text, RuleView.LONGEST_SENTENCE));
    }

    /** In a message of SARIF, brackets make links and braces stand for arguments. */
    private static String text(String text) {
        return shown(text)
                .replaceAll("[\\\\\\[\\]]", "\\\\$0")
                .replace("{", "{{")
                .replace("}", "}}");
    }
}
