package org.ifmatch.report.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.ifmatch.report.Finding;
import org.ifmatch.report.JsonText;
import org.ifmatch.report.Redaction;
import org.ifmatch.report.Results;

/**
 * The verdicts in the W3C's Evaluation and Report Language (EARL 1.0) as JSON-LD, for who collects those of several suites: an
 * assertion a rule.
 */
public final class Earl {

    private static final String SUITE = "#suite";
    private static final String TARGET = "#target";

    private final Redaction redaction;

    public Earl(Redaction redaction) {
        this.redaction = redaction;
    }

    public String render(Results raw) {
        Results results = redaction.apply(raw);
        ObjectNode report = JsonText.object();
        report.putObject("@context")
                .put("earl", "http://www.w3.org/ns/earl#")
                .put("dct", "http://purl.org/dc/terms/")
                .put("xsd", "http://www.w3.org/2001/XMLSchema#");
        ArrayNode graph = report.putArray("@graph");
        graph.addObject()
                .put("@id", SUITE)
                .put("@type", "earl:Software")
                .put("dct:title", "ifmatch")
                .put("dct:hasVersion", results.run().suiteVersion());
        graph.addObject()
                .put("@id", TARGET)
                .put("@type", "earl:TestSubject")
                .put("dct:title", shown(results.target().name()))
                .put("dct:identifier", shown(results.target().url()));
        for (Finding finding : results.findings()) {
            requirement(finding, graph.addObject());
            assertion(results, finding, graph.addObject());
        }
        return JsonText.pretty(report);
    }

    private static void requirement(Finding finding, ObjectNode requirement) {
        requirement
                .put("@id", "#" + finding.rule())
                .put("@type", "earl:TestRequirement")
                .put("dct:title", finding.rule())
                .put("dct:description", finding.level().label() + ": " + shown(finding.says()));
        ArrayNode sections = requirement.putArray("dct:isPartOf");
        Sections.of(finding.section()).stream()
                .map(Sections.Place::link)
                .filter(link -> !link.isEmpty())
                .forEach(link -> sections.addObject().put("@id", link));
    }

    private static void assertion(Results results, Finding finding, ObjectNode assertion) {
        assertion.put("@type", "earl:Assertion");
        refer(assertion, "earl:assertedBy", SUITE);
        refer(assertion, "earl:subject", TARGET);
        refer(assertion, "earl:test", "#" + finding.rule());
        refer(assertion, "earl:mode", "earl:automatic");
        ObjectNode result = assertion.putObject("earl:result").put("@type", "earl:TestResult");
        refer(result, "earl:outcome", "earl:" + outcome(finding));
        result.put("dct:description", shown(finding.why()));
        result.putObject("dct:date")
                .put("@type", "xsd:dateTime")
                .put("@value", results.run().started().toString());
    }

    private static void refer(ObjectNode node, String property, String to) {
        node.putObject(property).put("@id", to);
    }

    /** A WARN is for a person to decide, and what waits for another rule was not tested by itself. */
    private static String outcome(Finding finding) {
        return switch (finding.verdict()) {
            case PASS, NOTE -> "passed";
            case FAIL -> "failed";
            case WARN, INCONCLUSIVE -> "cantTell";
            case NOT_APPLICABLE -> finding.tested() ? "inapplicable" : "untested";
            case BLOCKED -> "untested";
        };
    }

    private static String shown(String text) {
        return Visible.characters(Visible.cut(text, RuleView.LONGEST_SENTENCE));
    }
}
