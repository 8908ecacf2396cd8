package org.ifmatch.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.ifmatch.report.Impact;
import org.ifmatch.report.Level;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Redaction;
import org.ifmatch.report.Results;
import org.ifmatch.report.Samples;
import org.junit.jupiter.api.Test;

class SarifTest {

    /** The schema of the standard comes with another's library. */
    private static final Schema SCHEMA = schema();

    private static Schema schema() {
        try (InputStream in = SarifTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void the_broken_rules_are_results() {
        Golden.assertSame("results.sarif", render(Samples.full()));
    }

    @Test
    void it_is_what_the_schema_asks_for() {
        List<Results> all = List.of(
                Samples.full(),
                Samples.settled(Samples.green()),
                Samples.settled(Results.unexamined(Samples.ORDERS, Samples.interrupted(), "nothing answers")),
                Samples.settled(Samples.results(
                        Map.of(),
                        Samples.with(
                                Samples.finding("race/x", Outcome.FAIL),
                                List.of(Samples.race(), Samples.shrunk()),
                                Map.of()))));
        assertThat(all)
                .allSatisfy(results -> assertThat(complaints(render(results))).isEmpty());
    }

    @Test
    void the_schema_is_really_asked() {
        assertThat(complaints(render(Samples.full()).replace("\"kind\" : \"fail\"", "\"kind\" : \"sad\"")))
                .isNotEmpty();
    }

    @Test
    void a_stranger_makes_no_link_and_no_placeholder_in_a_message() {
        String text = render(Samples.results(
                Map.of(),
                Samples.finding("a/b", Level.MUST, Impact.WIRE, Outcome.FAIL, "[x](javascript:y) {0} \\ \u001b[2J")));
        assertThat(text).contains("\\\\[x\\\\](javascript:y) {{0}} \\\\\\\\ \\\\\\\\x1b\\\\[2J");
    }

    private static List<String> complaints(String sarif) {
        return SCHEMA.validate(sarif, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private static String render(Results results) {
        return new Sarif(Redaction.NONE).render(results);
    }
}
