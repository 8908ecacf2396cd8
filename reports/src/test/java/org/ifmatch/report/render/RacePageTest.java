package org.ifmatch.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ifmatch.report.Case;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Impact;
import org.ifmatch.report.Level;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Redaction;
import org.ifmatch.report.Samples;
import org.ifmatch.report.Timeline;
import org.junit.jupiter.api.Test;

class RacePageTest {

    private static Finding lostUpdate() {
        return Samples.with(
                Samples.finding("race/single-winner", Level.MUST, Impact.LOST_UPDATE, Outcome.FAIL, "two won"),
                List.of(Samples.race()),
                Map.of("rounds", 17));
    }

    private static String page(Redaction redaction) {
        Finding finding = lostUpdate();
        return new RacePage(redaction).render(Samples.results(Map.of(), finding), finding);
    }

    @Test
    void a_page_is_due_for_what_a_race_proved_broken_and_for_nothing_else() {
        assertThat(RacePage.isDue(lostUpdate())).isTrue();
        assertThat(RacePage.isDue(Samples.finding("stale-tag/put-rejected", Outcome.FAIL)))
                .isFalse();
        assertThat(RacePage.isDue(Samples.with(
                        Samples.finding("race/single-winner", Outcome.PASS), List.of(Samples.race()), Map.of())))
                .isFalse();
        assertThat(RacePage.fileOf(lostUpdate())).isEqualTo("race-single-winner.html");
    }

    @Test
    void it_holds_all_that_a_developer_asks_for_and_in_that_order() {
        assertThat(page(Redaction.NONE))
                .containsSubsequence(
                        "<h1>",
                        "FAIL",
                        "rounds",
                        "17",
                        "<svg ",
                        "</svg>",
                        "<ol><li>",
                        "What was sent and answered",
                        "<details",
                        "See it again");
    }

    @Test
    void it_needs_nothing_from_elsewhere_and_runs_nothing() {
        assertThat(page(Redaction.NONE))
                .contains("Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-")
                .doesNotContain("<script", "<link", "<img", " src=", "@import", "url(")
                .doesNotContainPattern("href=\"(?!index\\.html)");
    }

    @Test
    void what_contradicts_itself_stands_open_and_the_rest_is_closed() {
        assertThat(page(Redaction.NONE))
                .contains("<details open><summary>A #1", "<details><summary>B #2")
                .doesNotContain("class=\"impossible\"");
    }

    @Test
    void the_impossible_step_is_marked_and_secrets_are_not_shown() {
        Timeline.Operation operation = new Timeline.Operation(
                7,
                "C",
                "PUT If-Match \"e1\"",
                "204 \"hush-hush\"",
                0,
                Optional.of(5L),
                Timeline.Part.IMPOSSIBLE,
                "PUT /x HTTP/1.1\r\nAuthorization: Bearer hush-hush\r\n\r\n",
                "HTTP/1.1 204 No Content\r\n\r\n");
        Case race = new Case(
                "PUTs that name one tag",
                Outcome.FAIL,
                "hush-hush was told",
                new Timeline(List.of("C said hush-hush."), List.of(operation), List.of()),
                "examine --header='hush-hush'");
        Finding finding = Samples.with(
                Samples.finding("race/single-winner", Outcome.FAIL), List.of(race), Map.of("seed", "hush-hush"));

        String page =
                new RacePage(Redaction.of(List.of("hush-hush"))).render(Samples.results(Map.of(), finding), finding);

        assertThat(page).contains("<details class=\"impossible\" open>", "***").doesNotContain("hush-hush");
    }
}
