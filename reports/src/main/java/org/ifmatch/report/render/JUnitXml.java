package org.ifmatch.report.render;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.ifmatch.report.BaselineEntry;
import org.ifmatch.report.Case;
import org.ifmatch.report.Exchanges;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Redaction;
import org.ifmatch.report.Results;
import org.ifmatch.report.ShownExchange;

/**
 * The XML that build servers know from JUnit: a test case a rule, and one for the gate, so that a run which failed
 * for another reason than a rule is red here too.
 */
public final class JUnitXml {

    /** How many cases of a broken rule are told. */
    private static final int CASES = 5;

    private final Redaction redaction;

    public JUnitXml(Redaction redaction) {
        this.redaction = redaction;
    }

    public String render(Results raw) {
        Results results = redaction.apply(raw);
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            suite(results, xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML could not be written into memory", e);
        }
        return text.append('\n').toString();
    }

    private static void suite(Results results, XMLStreamWriter xml) throws XMLStreamException {
        long failures = results.findings().stream()
                .filter(finding -> fails(results, finding))
                .count();
        long skipped = results.findings().stream()
                .filter(finding -> skipped(results, finding).isPresent())
                .count();
        open(xml, "\n", "testsuite");
        attribute(xml, "name", "ifmatch " + results.target().name());
        attribute(xml, "tests", String.valueOf(results.findings().size() + 1));
        attribute(xml, "failures", String.valueOf(failures + (results.gate().passed() ? 0 : 1)));
        attribute(xml, "errors", "0");
        attribute(xml, "skipped", String.valueOf(skipped));
        attribute(xml, "time", String.format(Locale.ROOT, "%.3f", results.run().millis() / 1000.0));
        attribute(xml, "timestamp", results.run().started().toString());
        for (Finding finding : results.findings()) {
            rule(results, finding, xml);
        }
        gate(results, xml);
        close(xml, "\n");
    }

    private static void rule(Results results, Finding finding, XMLStreamWriter xml) throws XMLStreamException {
        String group = finding.rule().replaceFirst("/.*", "");
        testCase(xml, results, group, finding.rule());
        Optional<String> skipped = skipped(results, finding);
        if (skipped.isPresent()) {
            open(xml, "\n    ", "skipped");
            attribute(xml, "message", skipped.get());
            xml.writeEndElement();
        } else if (fails(results, finding)) {
            failure(xml, finding.verdict().name(), finding.why(), evidence(results, finding));
        } else if (finding.verdict() != Outcome.PASS) {
            open(xml, "\n    ", "system-out");
            xml.writeCharacters(Visible.of(finding.verdict() + ": " + finding.why()));
            xml.writeEndElement();
        }
        close(xml, "\n  ");
    }

    private static void gate(Results results, XMLStreamWriter xml) throws XMLStreamException {
        testCase(xml, results, "gate", "gate");
        if (!results.gate().passed()) {
            List<String> reasons = results.gate().reasons();
            List<String> lines = new ArrayList<>();
            results.headlines().forEach(cause -> lines.add(cause.classes() + ": " + cause.says()));
            lines.addAll(reasons);
            failure(xml, "gate", reasons.get(0), lines);
        }
        close(xml, "\n  ");
    }

    private static void testCase(XMLStreamWriter xml, Results results, String group, String name)
            throws XMLStreamException {
        open(xml, "\n  ", "testcase");
        attribute(xml, "classname", "ifmatch." + results.target().name().replace('.', '_') + "." + group);
        attribute(xml, "name", results.target().name() + ": " + name);
        attribute(xml, "time", "0");
    }

    private static void failure(XMLStreamWriter xml, String type, String message, List<String> lines)
            throws XMLStreamException {
        open(xml, "\n    ", "failure");
        attribute(xml, "type", type);
        attribute(xml, "message", message);
        for (String line : lines) {
            xml.writeCharacters("\n" + Visible.of(line));
        }
        close(xml, "\n    ");
    }

    private static boolean fails(Results results, Finding finding) {
        boolean counts = finding.verdict() == Outcome.FAIL
                || finding.verdict() == Outcome.WARN && results.gate().strict();
        return counts && !results.baselined().containsKey(finding.rule());
    }

    /** Why a rule is shown as skipped; empty when it is not. */
    private static Optional<String> skipped(Results results, Finding finding) {
        Optional<BaselineEntry> excuse = Optional.ofNullable(results.baselined().get(finding.rule()));
        if (excuse.isPresent()) {
            return excuse.map(entry -> finding.verdict() + ", excused by the baseline: " + entry.because());
        }
        return switch (finding.verdict()) {
            case NOT_APPLICABLE, INCONCLUSIVE, BLOCKED ->
                Optional.of(finding.verdict()
                        + finding.blockedBy().map(rule -> " by " + rule).orElse("") + ": " + finding.why());
            case PASS, FAIL, WARN, NOTE -> Optional.empty();
        };
    }

    private static List<String> evidence(Results results, Finding finding) {
        List<String> lines = new ArrayList<>();
        results.headlines().stream()
                .filter(cause -> cause.rules().contains(finding.rule()))
                .forEach(cause -> lines.add("likely cause, " + cause.classes() + ": " + cause.says()));
        lines.add(finding.level().label() + " " + finding.section() + ", "
                + finding.impact().label() + ": " + finding.says());
        List<Case> cases = Broken.telling(finding);
        for (Case tried : cases.subList(0, Math.min(CASES, cases.size()))) {
            lines.add("");
            lines.add(tried.what() + ": " + tried.why());
            if (tried.evidence() instanceof Exchanges seen) {
                seen.exchanges().forEach(exchange -> lines.addAll(labelled(exchange)));
            }
            tried.reproduce().lines().forEach(line -> lines.add("    " + line));
        }
        if (cases.size() > CASES) {
            lines.add("and " + (cases.size() - CASES) + " more, in results.json");
        }
        return lines;
    }

    private static List<String> labelled(ShownExchange exchange) {
        List<String> lines = new ArrayList<>();
        lines.add("  " + exchange.label());
        Transcript.lines(exchange).forEach(line -> lines.add("    " + line));
        return lines;
    }

    private static void open(XMLStreamWriter xml, String before, String name) throws XMLStreamException {
        xml.writeCharacters(before);
        xml.writeStartElement(name);
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, Visible.of(value));
    }

    private static void close(XMLStreamWriter xml, String before) throws XMLStreamException {
        xml.writeCharacters(before);
        xml.writeEndElement();
    }
}
