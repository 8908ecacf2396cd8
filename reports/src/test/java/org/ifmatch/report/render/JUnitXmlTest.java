package org.ifmatch.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.ifmatch.report.Baseline;
import org.ifmatch.report.Gate;
import org.ifmatch.report.Impact;
import org.ifmatch.report.Level;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Redaction;
import org.ifmatch.report.Results;
import org.ifmatch.report.Samples;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class JUnitXmlTest {

    @Test
    void has_a_case_a_rule_and_one_for_the_gate() {
        Golden.assertSame("junit.xml", render(Samples.full()));
    }

    @Test
    void a_parser_reads_it_whatever_the_server_said() throws Exception {
        Element suite = parse(Samples.full());
        assertThat(suite.getAttribute("tests")).isEqualTo("12");
        assertThat(cases(suite)).hasSize(12);
        assertThat(suite.getAttribute("failures")).isEqualTo("3");
        assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(3);
        assertThat(suite.getAttribute("skipped")).isEqualTo("6");
        assertThat(suite.getElementsByTagName("skipped").getLength()).isEqualTo(6);
    }

    @Test
    void the_parser_of_mavens_own_reports_reads_it_too() throws Exception {
        Results results = Samples.full();
        byte[] xml = render(results).getBytes(StandardCharsets.UTF_8);
        List<ReportTestSuite> suites = new TestSuiteXmlParser(new NullConsoleLogger())
                .parse(new InputStreamReader(new ByteArrayInputStream(xml), StandardCharsets.UTF_8));
        List<ReportTestCase> read =
                suites.stream().flatMap(suite -> suite.getTestCases().stream()).toList();
        assertThat(suites)
                .extracting(ReportTestSuite::getFullClassName)
                .contains("ifmatch.orders.stale-tag", "ifmatch.orders.gate");
        assertThat(read).hasSize(12);
        assertThat(read.stream().filter(ReportTestCase::hasSkipped)).hasSize(6);
        assertThat(read.stream().filter(ReportTestCase::hasFailure).map(ReportTestCase::getName))
                .containsExactly("orders: syntax/odd-answer", "orders: stale-tag/put-rejected", "orders: gate");
        assertThat(read.get(1).getFailureMessage()).isEqualTo("the tag was stale, yet the resource changed");
    }

    @Test
    void names_hold_the_target_and_the_rule() throws Exception {
        assertThat(cases(parse(Samples.full())).map(each -> each.getAttribute("name")))
                .contains("orders: stale-tag/put-rejected", "orders: gate");
    }

    @Test
    void a_failure_has_its_evidence() throws Exception {
        Element failed = named(parse(Samples.full()), "orders: stale-tag/put-rejected");
        assertThat(failed.getTextContent())
                .contains("> PUT /items/ifm-8f2a-1  If-Match: \"1\"")
                .contains("< 204 No Content")
                .contains("curl -i -X PUT");
    }

    @Test
    void of_many_cases_five_are_told() throws Exception {
        Results results = Samples.results(
                Map.of(),
                Samples.with(
                        Samples.finding("a/b", Outcome.FAIL), Collections.nCopies(7, Samples.lostUpdate()), Map.of()));
        String text = named(parse(results), "orders: a/b").getTextContent();
        assertThat(text.lines().filter(line -> line.contains("curl -i -X PUT"))).hasSize(5);
        assertThat(text).contains("and 2 more, in results.json");
    }

    @Test
    void what_the_baseline_excuses_is_skipped() throws Exception {
        Element known = named(parse(Samples.full()), "orders: precedence/ius-ignored-true");
        assertThat(known.getElementsByTagName("failure").getLength()).isZero();
        assertThat(((Element) known.getElementsByTagName("skipped").item(0)).getAttribute("message"))
                .isEqualTo("FAIL, excused by the baseline: the gateway ANDs both, OPS-112");
    }

    @Test
    void a_warning_fails_in_a_strict_run_only() throws Exception {
        Results warned = Samples.green(Samples.finding("a/warned", Outcome.WARN));
        for (boolean strict : List.of(true, false)) {
            Results settled = Gate.settle(warned, Baseline.none(), strict, Samples.TODAY);
            assertThat(named(parse(settled), "orders: a/warned")
                            .getElementsByTagName("failure")
                            .getLength())
                    .isEqualTo(strict ? 1 : 0);
        }
    }

    @Test
    void a_gate_that_failed_for_no_rule_is_red_all_the_same() throws Exception {
        Results results = Gate.settle(
                Results.unexamined(Samples.ORDERS, Samples.RUN, "connection refused"),
                Baseline.none(),
                false,
                Samples.TODAY);
        assertThat(named(parse(results), "orders: gate").getTextContent()).contains("connection refused");
    }

    @Test
    void a_green_gate_has_no_failure() throws Exception {
        Results results = Gate.settle(Samples.green(), Baseline.none(), false, Samples.TODAY);
        Element suite = parse(results);
        assertThat(suite.getAttribute("failures")).isEqualTo("0");
        assertThat(suite.getElementsByTagName("failure").getLength()).isZero();
    }

    @Test
    void every_character_of_latin_1_and_half_a_pair_leave_it_well_formed() throws Exception {
        StringBuilder odd = new StringBuilder("]]>\ud800\ufffe\uffff");
        IntStream.range(0, 256).forEach(c -> odd.append((char) c));
        Results results = Samples.results(
                Map.of(), Samples.finding("a/b", Level.MUST, Impact.WIRE, Outcome.FAIL, odd.toString()));
        assertThat(named(parse(results), "orders: a/b")
                        .getElementsByTagName("failure")
                        .getLength())
                .isEqualTo(1);
    }

    private static String render(Results results) {
        return new JUnitXml(Redaction.NONE).render(results);
    }

    private static Element parse(Results results) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(render(results))))
                .getDocumentElement();
    }

    private static Stream<Element> cases(Element suite) {
        NodeList cases = suite.getElementsByTagName("testcase");
        return IntStream.range(0, cases.getLength()).mapToObj(i -> (Element) cases.item(i));
    }

    private static Element named(Element suite, String name) {
        return cases(suite)
                .filter(each -> each.getAttribute("name").equals(name))
                .findFirst()
                .orElseThrow();
    }
}
