package org.ifmatch.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.ifmatch.property.Evaluation.Due;
import org.ifmatch.property.Evaluation.Truth;
import org.ifmatch.target.Dialect.Comparison;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reference by which properties judge, held by tables made by hand and by what the RFC's sections say. */
class EvaluationTest {

    private static final Optional<String> X = Optional.of("\"x\"");

    private static Truth ofX(String... lines) {
        return Evaluation.ifMatch(List.of(lines), true, X, Comparison.STRONG);
    }

    /** §8.8.3: a tag is any run of visible characters between quotes, and W/ in upper case makes it weak. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"x\" | TRUE",
                "\"y\" | FALSE",
                "\"X\" | FALSE",
                "\"\" | FALSE",
                "W/\"x\" | FALSE",
                "w/\"x\" | MALFORMED",
                "W/ \"x\" | MALFORMED",
                "W/\"x\", \"x\" | TRUE",
                "\"x\\\" | FALSE",
                "\"y\\\", \"x\" | TRUE",
                "\"x\\\", \"y\" | FALSE",
                "\"y, x\" | MALFORMED",
                "\"y,x\" | FALSE",
                "\"a,*,b\" | FALSE",
                "\"*\" | FALSE",
                "W/\"*\" | FALSE",
                "\"x\";q=1 | MALFORMED",
                "\"x\" \"y\" | MALFORMED",
                "x | MALFORMED",
                "\"x | MALFORMED",
                "x\" | MALFORMED",
                "'x' | MALFORMED",
                "\" | MALFORMED",
                "W/ | MALFORMED",
                "* | TRUE",
                "** | MALFORMED",
                "*foo | MALFORMED",
                "W/* | MALFORMED",
                "*, \"y\" | EITHER",
                "\"x\", * | EITHER",
            })
    void a_value_is_read_by_its_grammar(String value, Truth truth) {
        assertThat(ofX(value)).isEqualTo(truth);
    }

    /** §5.6.1: blanks around commas are optional, a recipient ignores empty members, and a list may have none. */
    @Test
    void a_list_may_be_written_in_many_ways() {
        for (String value : List.of(
                "\"y\",\"x\"",
                "\"y\" ,\t \"x\"",
                "\t\"x\" ",
                ", \"x\"",
                "\"x\",",
                ",,, \"x\" ,,\t,",
                "\"y\", \"z\", \"x\"",
                "\"x\", \"x\"")) {
            assertThat(ofX(value)).as(value).isEqualTo(Truth.TRUE);
        }
        for (String value : List.of("", " \t", ",", ", ,", "\"y\",", "\"y\", \"z\"")) {
            assertThat(ofX(value)).as(value).isEqualTo(Truth.FALSE);
        }
    }

    /** §5.3: several lines are one list, in their order. */
    @Test
    void several_lines_are_one_list() {
        assertThat(ofX("\"y\"", "\"x\"")).isEqualTo(Truth.TRUE);
        assertThat(ofX("\"x\"", "\"y\"")).isEqualTo(Truth.TRUE);
        assertThat(ofX("", "\"x\"")).isEqualTo(Truth.TRUE);
        assertThat(ofX("\"y\"", "\"z\"")).isEqualTo(Truth.FALSE);
        assertThat(ofX("*", "*")).isEqualTo(Truth.EITHER);
        // Put together with a comma alone these are a tag, with a blank after it they are none; neither is the current
        // one.
        assertThat(ofX("\"x", "y\"")).isIn(Truth.FALSE, Truth.MALFORMED);
        assertThat(ofX()).isEqualTo(Truth.ABSENT);
    }

    @Test
    void an_octet_above_7f_is_a_character_of_a_tag_and_a_control_is_none() {
        assertThat(ofX("\"\u00e9\u00ff\", \"x\"")).isEqualTo(Truth.TRUE);
        assertThat(ofX("\"x\0\"")).isEqualTo(Truth.MALFORMED);
        assertThat(ofX("\"x y\"")).isEqualTo(Truth.MALFORMED);
        assertThat(ofX("\"x\u007f\"")).isEqualTo(Truth.MALFORMED);
    }

    /** §8.8.3.2, the table of both comparisons. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "W/\"1\" | W/\"1\" | FALSE | TRUE",
                "W/\"1\" | W/\"2\" | FALSE | FALSE",
                "W/\"1\" | \"1\"   | FALSE | TRUE",
                "\"1\"   | \"1\"   | TRUE  | TRUE",
            })
    void tags_are_compared_strongly_or_as_a_dialect_has_it(String sent, String current, Truth strongly, Truth weakly) {
        assertThat(Evaluation.ifMatch(List.of(sent), true, Optional.of(current), Comparison.STRONG))
                .isEqualTo(strongly);
        assertThat(Evaluation.ifMatch(List.of(sent), true, Optional.of(current), Comparison.WEAK))
                .isEqualTo(weakly);
    }

    /** §13.1.1: with nothing there a star is false, and so is every list. */
    @Test
    void nothing_that_exists_makes_everything_false() {
        assertThat(Evaluation.ifMatch(List.of("*"), false, Optional.empty(), Comparison.STRONG))
                .isEqualTo(Truth.FALSE);
        assertThat(Evaluation.ifMatch(List.of("\"x\""), false, Optional.empty(), Comparison.STRONG))
                .isEqualTo(Truth.FALSE);
        assertThat(Evaluation.ifMatch(List.of("*"), true, Optional.empty(), Comparison.STRONG))
                .isEqualTo(Truth.TRUE);
        assertThat(Evaluation.ifMatch(List.of("\"x\""), true, Optional.empty(), Comparison.STRONG))
                .isEqualTo(Truth.FALSE);
    }

    /** §13.1.2: weak comparison, and the other way round. */
    @Test
    void if_none_match_is_false_where_a_tag_matches_weakly() {
        assertThat(Evaluation.ifNoneMatch(List.of("W/\"x\""), true, X)).contains(false);
        assertThat(Evaluation.ifNoneMatch(List.of("\"y\", \"z\""), true, X)).contains(true);
        assertThat(Evaluation.ifNoneMatch(List.of("*"), true, X)).contains(false);
        assertThat(Evaluation.ifNoneMatch(List.of("*"), false, Optional.empty()))
                .contains(true);
        assertThat(Evaluation.ifNoneMatch(List.of("x"), true, X)).isEmpty();
        assertThat(Evaluation.ifNoneMatch(List.of(), true, X)).isEmpty();
    }

    /** §13.2.2, step by step; a dash stands for a field that is absent or not valid. */
    @ParameterizedTest
    @CsvSource({
        // If-Match, If-Unmodified-Since, If-None-Match, If-Modified-Since, due to a GET, due to a PUT
        "FALSE,  true,  true,  true,  REFUSED, REFUSED",
        "FALSE,  -,     false, -,     REFUSED, REFUSED",
        "FALSE,  -,     -,     false, REFUSED, REFUSED",
        "TRUE,   false, -,     -,     PERFORMED, PERFORMED",
        "TRUE,   -,     false, -,     NOT_MODIFIED, REFUSED",
        "TRUE,   -,     true,  false, PERFORMED, PERFORMED",
        "TRUE,   -,     -,     false, NOT_MODIFIED, PERFORMED",
        "TRUE,   -,     -,     true,  PERFORMED, PERFORMED",
        "ABSENT, false, true,  -,     REFUSED, REFUSED",
        "ABSENT, true,  false, -,     NOT_MODIFIED, REFUSED",
        "ABSENT, -,     true,  false, PERFORMED, PERFORMED",
        "ABSENT, -,     false, true,  NOT_MODIFIED, REFUSED",
        "ABSENT, -,     -,     -,     PERFORMED, PERFORMED",
        "MALFORMED, -,  false, -,     MALFORMED, MALFORMED",
        "EITHER, -,     -,     -,     EITHER, EITHER",
    })
    void conditions_have_an_order(Truth match, String unmodified, String noneMatch, String modified, Due get, Due put) {
        assertThat(Evaluation.due(true, match, of(unmodified), of(noneMatch), of(modified)))
                .isEqualTo(get);
        assertThat(Evaluation.due(false, match, of(unmodified), of(noneMatch), of(modified)))
                .isEqualTo(put);
    }

    private static Optional<Boolean> of(String word) {
        return word.equals("-") ? Optional.empty() : Optional.of(Boolean.valueOf(word));
    }
}
