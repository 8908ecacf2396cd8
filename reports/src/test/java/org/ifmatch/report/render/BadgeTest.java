package org.ifmatch.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.ifmatch.report.Baseline;
import org.ifmatch.report.Gate;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Results;
import org.ifmatch.report.Samples;
import org.junit.jupiter.api.Test;

class BadgeTest {

    private static final Results GREEN = Samples.settled(Samples.green());

    @Test
    void the_endpoint_is_what_shields_reads() {
        Golden.assertSame("badge.json", Badge.endpoint(Samples.full()));
    }

    @Test
    void the_picture_needs_nobody_else() throws Exception {
        String picture = Badge.picture(Samples.full());
        Golden.assertSame("badge.svg", picture);
        assertThat(DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(picture.getBytes(StandardCharsets.UTF_8)))
                        .getDocumentElement()
                        .getTagName())
                .isEqualTo("svg");
    }

    @Test
    void it_says_what_the_gate_says() {
        assertThat(Badge.message(GREEN)).isEqualTo("2 rules passed");
        assertThat(Badge.endpoint(GREEN)).contains("\"brightgreen\"", "\"isError\" : false");
        assertThat(Badge.message(Samples.settled(Samples.green(Samples.finding("weak/in-list", Outcome.FAIL)))))
                .isEqualTo("1 rule broken");
        assertThat(Badge.message(Samples.settled(Samples.results(Map.of())))).isEqualTo("gate failed");
        assertThat(Badge.message(Samples.settled(Results.unexamined(Samples.ORDERS, Samples.interrupted(), "dead"))))
                .isEqualTo("not examined");
    }

    @Test
    void what_the_baseline_excuses_is_not_hidden() {
        Results known = Gate.settle(
                Samples.green(Samples.finding("weak/in-list", Outcome.FAIL)),
                Baseline.of(List.of(Samples.entry("weak/in-list")), List.of("weak/in-list")),
                false,
                Samples.TODAY);
        assertThat(known.gate().passed()).isTrue();
        assertThat(Badge.message(known)).isEqualTo("2 rules passed, 1 known broken");
    }
}
