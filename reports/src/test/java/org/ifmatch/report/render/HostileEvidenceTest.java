package org.ifmatch.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ifmatch.report.Case;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Impact;
import org.ifmatch.report.Level;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Redaction;
import org.ifmatch.report.Results;
import org.ifmatch.report.ResultsFile;
import org.ifmatch.report.Samples;
import org.ifmatch.report.ShownExchange;
import org.ifmatch.report.Story;
import org.ifmatch.report.Timeline;
import org.junit.jupiter.api.Test;

/** Whatever kind of evidence holds a server's words, no format lets them be more than words. */
class HostileEvidenceTest {

    private static final String ATTACK =
            "\"><script>own()</script></title></svg></pre><img/src=x/onerror=own()>' onload='own()"
                    + "\u001b[2J\u0000\u009b\u202e\n::error::x\r##vso[x] | `c` [x](javascript:own()) ]]> {0}"
                    + "long".repeat(50_000);

    /** A race and a sequence in which every word is the server's. */
    private static Results hostile() {
        List<Timeline.Operation> operations = IntStream.range(0, 3)
                .mapToObj(i -> new Timeline.Operation(
                        i,
                        "A" + ATTACK,
                        "PUT If-Match " + ATTACK,
                        "204 " + ATTACK,
                        i * 1_000_000L,
                        i == 2 ? Optional.empty() : Optional.of(i * 1_000_000L + 500_000),
                        Timeline.Part.values()[i],
                        "PUT /" + ATTACK + " HTTP/1.1\r\n\r\n" + ATTACK,
                        "HTTP/1.1 204 " + ATTACK + "\r\nETag: " + ATTACK + "\r\n\r\n" + ATTACK))
                .toList();
        List<Timeline.Version> versions = List.of(
                new Timeline.Version(ATTACK, Optional.of(ATTACK), Optional.empty(), 0, Optional.of(1_000_000L)),
                new Timeline.Version("v1", Optional.of(ATTACK), Optional.of(0), 400_000, Optional.empty()));
        ShownExchange exchange =
                new ShownExchange(ATTACK, "GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 200 " + ATTACK + "\r\n\r\n", 1, 2);
        Finding race = Samples.with(
                Samples.finding("race/single-winner", Level.MUST, Impact.LOST_UPDATE, Outcome.FAIL, ATTACK),
                List.of(
                        new Case(
                                ATTACK,
                                Outcome.FAIL,
                                ATTACK,
                                new Timeline(List.of(ATTACK), operations, versions),
                                ATTACK),
                        new Case(
                                ATTACK,
                                Outcome.FAIL,
                                ATTACK,
                                new Story(List.of(new Story.Step(ATTACK, exchange)), ATTACK),
                                "")),
                Map.of(ATTACK, ATTACK));
        return Samples.settled(Samples.results(Map.of("server", ATTACK), race));
    }

    private static Map<String, String> pages() {
        Results results = hostile();
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("the page of the target", new Html(Redaction.NONE).render(results));
        pages.put("the matrix", new Matrix(Redaction.NONE).render(List.of(new Matrix.Column(results, "it"))));
        results.findings().stream()
                .filter(RacePage::isDue)
                .forEach(finding ->
                        pages.put("the page of the race", new RacePage(Redaction.NONE).render(results, finding)));
        assertThat(pages).hasSize(3);
        return pages;
    }

    @Test
    void no_page_has_mark_up_of_the_servers() {
        assertThat(pages())
                .allSatisfy((name, page) -> assertThat(page.replace(Pages.page().script(), ""))
                        .as(name)
                        .doesNotContain("<img", "<script>own", "</script><", "own()</script>")
                        .doesNotContainPattern("<[a-z][^<>]*\\son[a-z]+\\s*=\\s*[\"']"));
    }

    @Test
    void no_format_has_a_character_that_is_not_seen() {
        Results results = hostile();
        Map<String, String> texts = pages();
        texts.put("the console", new Console(false, Redaction.NONE).render(results, java.nio.file.Path.of("x")));
        texts.put("junit.xml", new JUnitXml(Redaction.NONE).render(results));
        texts.put("summary.md", new Markdown(Redaction.NONE).render(results));
        texts.put("earl.jsonld", new Earl(Redaction.NONE).render(results));
        texts.put("results.sarif", new Sarif(Redaction.NONE).render(results));
        texts.put("results.json", ResultsFile.text(results, Redaction.NONE));
        texts.put("badge", Badge.picture(results) + Badge.endpoint(results));
        texts.put("a baseline", BaselineDraft.render(List.of(new BaselineDraft.Part(results, List.of())), List.of()));
        assertThat(texts)
                .allSatisfy((name, text) -> assertThat(text.codePoints()
                                .filter(c -> c != '\n')
                                .filter(c -> Character.getType(c) == Character.CONTROL
                                        || Character.getType(c) == Character.FORMAT))
                        .as(name)
                        .isEmpty());
    }

    @Test
    void what_people_read_is_cut() {
        Results results = hostile();
        assertThat(new Markdown(Redaction.NONE).render(results).length()).isLessThan(8_000);
        assertThat(new Console(false, Redaction.NONE)
                        .render(results, java.nio.file.Path.of("x"))
                        .length())
                .isLessThan(60_000);
        pages().forEach((name, page) -> assertThat(page.length()).as(name).isLessThan(2_000_000));
    }
}
