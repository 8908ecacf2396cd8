package org.ifmatch.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.ifmatch.report.Case;
import org.ifmatch.report.Exchanges;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Redaction;
import org.ifmatch.report.Results;
import org.ifmatch.report.Run;
import org.ifmatch.report.Samples;
import org.ifmatch.report.ShownExchange;
import org.junit.jupiter.api.Test;

class HtmlTest {

    private static final Pattern ANCHOR = Pattern.compile("href=\"#([^\"]+)\"");

    @Test
    void the_page_of_a_target_has_all_that_was_found() {
        Golden.assertSame("target.html", bare(render(Samples.full())));
    }

    @Test
    void a_target_that_could_not_be_examined_has_a_page_that_says_why() {
        Results dead = Results.unexamined(Samples.ORDERS, Samples.interrupted(), "nothing answers at http://h/");
        String page = render(Samples.settled(dead));
        assertThat(page)
                .contains(
                        "The target could not be examined: nothing answers at http://h/.",
                        "<strong>incomplete</strong>")
                .doesNotContain("<h2 id=\"rules\"");
    }

    @Test
    void a_pass_shows_its_controls() {
        Case pass = new Case(
                "a PUT with a tag that was replaced",
                Outcome.PASS,
                "answered 412",
                new Exchanges(
                        List.of(exchange("the attempt", "412 Precondition Failed")),
                        List.of(exchange("control without the condition", "204 No Content"))),
                "");
        Finding finding = Samples.with(
                Samples.finding("stale-tag/put-rejected", Outcome.PASS), List.of(pass), Map.of("rounds", 3));
        assertThat(render(Samples.results(Map.of(), finding)))
                .contains("control without the condition", "204 No Content", "<dt class=\"foreign\">rounds</dt>")
                .contains("1 case, 2 exchanges with the controls, from 1.0 ms to 3.0 ms of the run");
    }

    private static ShownExchange exchange(String label, String status) {
        return new ShownExchange(label, "PUT /a HTTP/1.1\r\n\r\n", "HTTP/1.1 " + status + "\r\n\r\n", 1000, 2000);
    }

    @Test
    void every_kind_of_evidence_is_shown() {
        Finding finding = Samples.with(
                Samples.finding("race/single-winner", Outcome.FAIL),
                List.of(Samples.race(), Samples.shrunk()),
                Map.of());
        assertThat(render(Samples.results(Map.of(), finding))).contains("A #1", "A JUnit class that shows it again");
    }

    @Test
    void every_link_within_the_page_leads_somewhere() {
        String page = render(Samples.full());
        assertThat(ANCHOR.matcher(page).results().map(link -> link.group(1)))
                .isNotEmpty()
                .allSatisfy(id -> assertThat(page).contains("id=\"" + id + "\""));
    }

    @Test
    void nothing_is_loaded_and_no_mark_up_carries_a_script() {
        String page = render(Samples.full());
        assertThat(page)
                .doesNotContainPattern("<(img|link|iframe|object|embed|base|form)\\b")
                .doesNotContainPattern("\\b(src|srcset|style|on\\w+)=\"")
                .containsPattern(
                        "Content-Security-Policy\" content=\"default-src &#39;none&#39;; style-src &#39;sha256-");
        assertThat(page.split("<script>")).hasSize(2);
    }

    @Test
    void a_section_leads_to_its_document() {
        assertThat(Sections.of("4918 §8.6, §13.2.2(1), App. D"))
                .containsExactly(
                        new Sections.Place("RFC 4918 §8.6", "https://www.rfc-editor.org/rfc/rfc4918#section-8.6"),
                        new Sections.Place("§13.2.2(1)", "https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2"),
                        new Sections.Place("App. D", ""));
        assertThat(Sections.of("§13.1.1(2,3), §13.2.1")).hasSize(2);
    }

    @Test
    void a_page_of_three_hundred_rules_and_fifty_findings_stays_small() {
        Finding[] many = IntStream.range(0, 300)
                .mapToObj(i -> Samples.with(
                        Samples.finding("group" + i % 20 + "/rule-" + i, i < 50 ? Outcome.FAIL : Outcome.PASS),
                        IntStream.range(0, 10)
                                .mapToObj(each -> Samples.lostUpdate())
                                .toList(),
                        Map.of()))
                .toArray(Finding[]::new);
        assertThat(render(Samples.results(Map.of(), many)).length()).isLessThan(4_000_000);
    }

    @Test
    void an_endless_message_is_cut() {
        ShownExchange endless = new ShownExchange(
                "the attempt",
                "GET / HTTP/1.1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nETag: \"" + "x".repeat(1_000_000) + "\"\r\n\r\n",
                1,
                2);
        Finding finding = Samples.with(
                Samples.finding("a/b", Outcome.FAIL),
                List.of(new Case("it", Outcome.FAIL, "y".repeat(1_000_000), Exchanges.of(endless), "")),
                Map.of());
        assertThat(render(Samples.results(Map.of(), finding)).length()).isLessThan(100_000);
    }

    @Test
    void what_is_not_complete_is_called_so() {
        Run run = Samples.interrupted();
        assertThat(render(Samples.with(Samples.green(), run, List.of()))).contains("<strong>incomplete</strong>");
    }

    static String bare(String page) {
        return page.replace(Pages.page().style(), "…")
                .replace(Pages.page().script(), "…")
                .replaceAll("content=\"default-src[^\"]*\"", "content=\"…\"");
    }

    private static String render(Results results) {
        return new Html(Redaction.NONE).render(results);
    }
}
