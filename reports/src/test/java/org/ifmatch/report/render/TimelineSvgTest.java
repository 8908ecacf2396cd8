package org.ifmatch.report.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.ifmatch.report.Timeline;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class TimelineSvgTest {

    private static final String ATTACK =
            "]]></svg><script>own()</script>\"' onload=own() &amp; &#0; \u0000\u0007\u202e\ud800";

    private static Timeline.Operation operation(int id, String lane, Timeline.Part part, long called, Long returned) {
        return new Timeline.Operation(
                id,
                lane,
                "PUT If-Match \"e1\"",
                returned == null ? "no answer" : "204 \"e" + (id + 2) + "\"",
                called,
                Optional.ofNullable(returned),
                part,
                "PUT /x HTTP/1.1\r\n\r\n",
                "HTTP/1.1 204 No Content\r\n\r\n");
    }

    private static Timeline twoWinners() {
        return new Timeline(
                List.of("A's PUT was answered 204.", "B's PUT was answered 204, though it named the same tag."),
                List.of(
                        operation(0, "A", Timeline.Part.CONTRADICTION, 0, 400_000L),
                        operation(1, "B", Timeline.Part.IMPOSSIBLE, 10_000, 500_000L),
                        operation(2, "C", Timeline.Part.CONTEXT, 20_000, 600_000L),
                        operation(3, "D", Timeline.Part.CONTEXT, 30_000, null)),
                List.of(
                        new Timeline.Version("v0", Optional.of("\"e1\""), Optional.empty(), 0, Optional.of(400_000L)),
                        new Timeline.Version("v1", Optional.of("\"e2\""), Optional.of(0), 0, Optional.of(500_000L)),
                        new Timeline.Version("absent", Optional.empty(), Optional.of(1), 10_000, Optional.empty())));
    }

    /** Throws where it is no well-formed XML. */
    private static Element parsed(String svg) throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder.parse(new InputSource(new StringReader(svg))).getDocumentElement();
    }

    private static List<Element> all(Element picture, String name) {
        NodeList found = picture.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static Stream<Element> saying(Element picture, String words) {
        return all(picture, "text").stream().filter(t -> t.getTextContent().contains(words));
    }

    @Test
    void the_impossible_step_is_red_and_what_contradicts_it_is_bold() throws Exception {
        Element picture = parsed(TimelineSvg.of(twoWinners()));

        assertThat(all(picture, "rect"))
                .filteredOn(bar -> bar.getAttribute("fill").equals("#d92d20"))
                .singleElement()
                .satisfies(
                        bar -> assertThat(bar.getParentNode().getTextContent()).contains("#1"));
        // Red words would be too dark on dark paper: they have the ink of all words.
        assertThat(List.of("#0", "#1"))
                .allSatisfy(id -> assertThat(saying(picture, id)).anySatisfy(text -> {
                    assertThat(text.getAttribute("font-weight")).isEqualTo("600");
                    assertThat(text.getAttribute("fill")).isEmpty();
                }));
        assertThat(saying(picture, "#2"))
                .noneMatch(text -> text.getAttribute("font-weight").equals("600")
                        && !text.getTextContent().contains("written by"));
    }

    @Test
    void versions_are_bands_that_say_who_wrote_them() throws Exception {
        Element picture = parsed(TimelineSvg.of(twoWinners()));

        assertThat(saying(picture, "before the round")).hasSize(1);
        assertThat(saying(picture, "written by A (#0)")).hasSize(1);
        assertThat(saying(picture, "written by B (#1)")).hasSize(1);
        assertThat(all(picture, "rect"))
                .anyMatch(r -> r.getAttribute("stroke-dasharray").equals("4 3"));
    }

    @Test
    void an_operation_whose_outcome_is_unknown_reaches_to_the_end_and_says_so() throws Exception {
        Element picture = parsed(TimelineSvg.of(twoWinners()));

        assertThat(all(picture, "title"))
                .filteredOn(t -> t.getTextContent().startsWith("D #3"))
                .allMatch(t -> t.getTextContent().endsWith("outcome unknown"))
                .hasSize(1);
        assertThat(all(picture, "rect"))
                .anyMatch(r -> r.getAttribute("stroke-dasharray").equals("3 3"));
    }

    @Test
    void nothing_leaves_the_picture() throws Exception {
        Element picture = parsed(TimelineSvg.of(many(400)));
        String[] box = picture.getAttribute("viewBox").split(" ");

        assertThat(all(picture, "rect")).allSatisfy(rect -> {
            double left = Double.parseDouble(rect.getAttribute("x"));
            double width = Double.parseDouble(rect.getAttribute("width"));
            assertThat(left).isNotNegative();
            assertThat(left + width).isLessThanOrEqualTo(Double.parseDouble(box[2]));
            assertThat(Double.parseDouble(rect.getAttribute("y"))).isBetween(0.0, Double.parseDouble(box[3]));
        });
    }

    @Test
    void of_a_long_chain_of_versions_the_first_and_the_last_ones_are_drawn() throws Exception {
        Element picture = parsed(TimelineSvg.of(many(100)));

        assertThat(saying(picture, "more versions"))
                .hasSize(1)
                .allMatch(t -> t.getTextContent().equals("… 92 more versions"));
        assertThat(saying(picture, "written by")).hasSizeBetween(7, 8);
    }

    private static Timeline many(int count) {
        List<Timeline.Operation> operations = new ArrayList<>();
        List<Timeline.Version> versions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            operations.add(operation(
                    i, "L" + i % 9, Timeline.Part.values()[i % 3], i * 700L, i % 11 == 0 ? null : i * 700L + 900));
            versions.add(new Timeline.Version(
                    "v" + i,
                    Optional.of("\"e" + i + "\""),
                    i == 0 ? Optional.empty() : Optional.of(i),
                    i * 700L,
                    i == count - 1 ? Optional.empty() : Optional.of(i * 700L + 900)));
        }
        return new Timeline(List.of("It is long."), operations, versions);
    }

    @Test
    void a_servers_words_stay_words_in_well_formed_xml() throws Exception {
        Timeline hostile = new Timeline(
                List.of(ATTACK),
                List.of(
                        new Timeline.Operation(
                                0,
                                ATTACK,
                                ATTACK,
                                ATTACK,
                                0,
                                Optional.of(1L),
                                Timeline.Part.IMPOSSIBLE,
                                ATTACK,
                                ATTACK),
                        new Timeline.Operation(
                                1, "B", ATTACK, ATTACK, 0, Optional.empty(), Timeline.Part.CONTEXT, ATTACK, ATTACK)),
                List.of(new Timeline.Version(ATTACK, Optional.of(ATTACK), Optional.of(0), 0, Optional.empty())));

        Element picture = parsed(TimelineSvg.of(hostile));

        assertThat(all(picture, "script")).isEmpty();
        assertThat(all(picture, "*")).allMatch(e -> e.getAttribute("onload").isEmpty());
        assertThat(picture.getTextContent()).contains("<script>").doesNotContain("\u202e");
    }

    @Test
    void words_without_end_are_cut() throws Exception {
        String endless = "x".repeat(500_000);
        Timeline long_ = new Timeline(
                List.of("It is long."),
                List.of(new Timeline.Operation(
                        0, "A", endless, endless, 0, Optional.of(1L), Timeline.Part.IMPOSSIBLE, endless, endless)),
                List.of(new Timeline.Version("v0", Optional.of(endless), Optional.empty(), 0, Optional.empty())));

        assertThat(all(parsed(TimelineSvg.of(long_)), "text"))
                .allMatch(t -> t.getTextContent().length() <= 100);
    }

    @Test
    void a_timeline_of_nothing_is_drawn_too() {
        assertThatCode(() -> parsed(TimelineSvg.of(new Timeline(List.of(), List.of(), List.of()))))
                .doesNotThrowAnyException();
    }
}
