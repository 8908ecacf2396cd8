package org.ifmatch.report.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ifmatch.report.Case;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Headline;
import org.ifmatch.report.Outcome;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Servers that read If-Match wrongly, made of the readings themselves and asked what the suite asks. */
class MisreadingTest {

    private static final String HUNDRED =
            IntStream.range(0, 60).mapToObj(i -> "\"none-" + i + "\"").collect(Collectors.joining(", "));

    /** What is sent while a tag of these letters is current: C is its opaque text, O that of a replaced one. */
    private static final List<List<String>> VALUES = Stream.of(
                    List.of("\"C\""),
                    List.of("\"O\""),
                    List.of("\"\""),
                    List.of("\"nobodys\""),
                    List.of("\"C\", \"O\""),
                    List.of("\"O\", \"C\""),
                    List.of("\"none\", \"C\", \"O\""),
                    List.of("\"O\", \"none\""),
                    List.of("\"O\",\"C\""),
                    List.of("\"O\" ,\t \"C\""),
                    List.of("\t\"C\"\t"),
                    List.of(", \"C\""),
                    List.of("\"C\","),
                    List.of("\"O\",, ,\"C\""),
                    List.of(", ,\"O\","),
                    List.of(""),
                    List.of(","),
                    List.of("\"O\"", "\"C\""),
                    List.of("\"C\"", "\"O\""),
                    List.of("\"O\"", "\"none\""),
                    List.of("\"C\", \"C\""),
                    List.of("\"O\", \"O\""),
                    List.of(HUNDRED + ", \"C\""),
                    List.of("\"c\""),
                    List.of("\"XC\""),
                    List.of("\"CX\""),
                    List.of("\"0C\""),
                    List.of("\"C.0\""),
                    List.of("\"+C\""),
                    List.of("\"zzCzz\""),
                    List.of("\"zz\", \"Czz\""),
                    List.of("\"zz,C\""),
                    List.of("\"C,zz\""),
                    List.of("\"C;zz\""),
                    List.of("\"C\";q=0.5"),
                    List.of("\"\\C\""),
                    List.of("\\\"C\\\""),
                    List.of("\"none\\\", \"C\""),
                    List.of("\"C\\\", \"O\""),
                    List.of("\"a,*,b\""),
                    List.of("\"a,*\""),
                    List.of("\"%31C\""),
                    List.of("\"&#49;C\""),
                    List.of("\"\u00e9\""),
                    List.of("\"C\u0000zz\""),
                    List.of("\" C\""),
                    List.of("\"C \""),
                    List.of("O"),
                    List.of("C"),
                    List.of("\"O"),
                    List.of("O\""),
                    List.of("'O'"),
                    List.of("\"O\" junk"),
                    List.of("garbage"),
                    List.of("\""),
                    List.of("W/"),
                    List.of("null"),
                    List.of("W/\"C\""),
                    List.of("W/\"C\", \"C\""),
                    List.of("\"C\", W/\"C\""),
                    List.of("W/\"C\", \"O\""),
                    List.of("w/\"C\""),
                    List.of("*"),
                    List.of("\t * \t"),
                    List.of("\"*\""),
                    List.of("W/\"*\""),
                    List.of("*foo"),
                    List.of("**"))
            .toList();

    /** There are some seven hundred pairs; one in so many is tried, so that each part comes up. */
    private static final int ONE_PAIR_IN = 13;

    private static final Tag STRONG = new Tag("1860a3f7-27", false);
    private static final Tag WEAK = new Tag("1860a3f7-27", true);
    private static final Tag NUMBER = new Tag("12", false);
    private static final Tag LONG = new Tag("1860a3f7-27-8c1f0b2a9d4e6f705142a8b3c6d9e0f1", false);
    private static final Tag WITH_COMMA = new Tag("18,27", false);

    /** What such a server shows of itself: a rule a value, as the right reading judges it. */
    private static Found asked(Reading server, Tag current) {
        Found found = Found.found().withTags(current.weak() ? "weak" : "strong");
        int number = 0;
        for (List<String> value : VALUES) {
            List<String> lines =
                    value.stream().map(v -> " " + filled(v, current)).toList();
            boolean through = server.model().letsThrough(lines, current);
            boolean wrong = through != Readings.RIGHT.model().letsThrough(lines, current);
            Case tried = Found.tried(
                    value.toString(),
                    "PUT",
                    lines,
                    current.toString(),
                    through ? 204 : 412,
                    wrong ? Outcome.FAIL : Outcome.PASS);
            Case told = wrong ? tried.as(through ? "PERFORMED" : "LOCKED_OUT") : tried;
            found.add(
                    "syntax/value-" + number++,
                    wrong ? Outcome.FAIL : Outcome.PASS,
                    java.util.Optional.empty(),
                    List.of(told));
        }
        return found;
    }

    private static String filled(String value, Tag current) {
        return value.replace("%31C", "%31" + current.opaque().substring(1))
                .replace("&#49;C", "&#49;" + current.opaque().substring(1))
                .replace("c", current.opaque().toUpperCase(java.util.Locale.ROOT))
                .replace("C", current.opaque())
                .replace("O", "9" + current.opaque().substring(1) + "0");
    }

    private static boolean shows(Reading reading, Tag current) {
        return asked(reading, current).all().stream().anyMatch(Finding::broken);
    }

    @TestFactory
    Stream<DynamicTest> a_server_with_one_thing_wrong_is_told_by_its_class_first() {
        return Readings.SINGLE.stream()
                .filter(reading -> !Readings.REFUSING.contains(reading))
                .map(reading -> dynamicTest(reading.deviations().get(0).says(), () -> {
                    List<Tag> showing = Stream.of(STRONG, LONG, NUMBER, WITH_COMMA, WEAK)
                            .filter(tag -> shows(reading, tag))
                            .limit(2)
                            .toList();
                    assertThat(showing).as("tags with which it shows").isNotEmpty();
                    for (Tag tag : showing) {
                        List<Headline> headlines = asked(reading, tag).headlines();
                        assertThat(classes(headlines.get(0)))
                                .as("with %s: %s", tag, headlines)
                                .contains(reading.deviations().get(0).faultClass());
                    }
                }));
    }

    @Test
    void the_right_reading_gives_no_headline() {
        for (Tag tag : List.of(STRONG, NUMBER, WITH_COMMA, WEAK)) {
            assertThat(asked(Readings.RIGHT, tag).headlines()).isEmpty();
        }
    }

    @Test
    void of_two_things_wrong_both_are_told_wherever_each_shows_by_itself() {
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < Readings.DOUBLE.size(); i += ONE_PAIR_IN) {
            Reading pair = Readings.DOUBLE.get(i);
            Set<String> due = new TreeSet<>(List.of(
                    pair.deviations().get(0).faultClass(),
                    pair.deviations().get(1).faultClass()));
            // Where even the current tag is refused, little else can be seen.
            boolean visible = pair.model().letsThrough(List.of(" " + STRONG), STRONG)
                    && pair.deviations().stream().allMatch(d -> shows(Readings.single(d), STRONG));
            Set<String> told = asked(pair, STRONG).headlines().stream()
                    .flatMap(h -> classes(h).stream())
                    .collect(Collectors.toCollection(TreeSet::new));
            if (visible && !told.containsAll(due)) {
                missed.add(pair.deviations() + " told as " + told);
            }
        }
        assertThat(missed).isEmpty();
    }

    private static List<String> classes(Headline headline) {
        return Stream.concat(Stream.of(headline.faultClass()), headline.alternatives().stream())
                .toList();
    }
}
