package org.ifmatch.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.ifmatch.linear.HistoryFile.Unreadable;
import org.ifmatch.linear.RandomHistories.Shape;
import org.ifmatch.observe.Call;
import org.ifmatch.observe.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Histories as files: every shape of the format is read, every mistake is named with its line. */
class HistoryFileTest {

    private static final String HEADER = "{\"format\":\"ifmatch-history/1\",\"init\":\"e0\"}\n";

    private static Trace read(String text) throws IOException, Unreadable {
        return HistoryFile.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String complaint(String text) {
        try {
            read(text);
            return "read";
        } catch (Unreadable e) {
            return e.getMessage();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void an_operation_is_read_as_it_stands() throws Exception {
        Trace trace = read(
                HEADER
                        + "{\"id\":0,\"c\":3,\"m\":\"PUT\",\"im\":\"e0\",\"st\":204,\"tag\":\"e1\",\"v\":\"e1\",\"call\":1200,\"ret\":5300}\n");

        assertThat(trace.call(0))
                .isEqualTo(new Call(
                        0,
                        3,
                        "PUT",
                        Optional.of("e0"),
                        Optional.empty(),
                        204,
                        Optional.of("e1"),
                        Optional.of("e1"),
                        1200,
                        OptionalLong.of(5300)));
        assertThat(trace.start()).contains(new History.Start(Optional.of("e0"), "e0"));
    }

    @Test
    void keys_come_in_any_order_and_unknown_ones_are_passed_over() throws Exception {
        Trace trace = read(
                "\uFEFF{\"init\":null,\"x\":{\"y\":[1]},\"format\":\"ifmatch-history/1\",\"n\":99,\"expect\":\"violation\"}\r\n"
                        + "\n{\"ret\":null,\"call\":-5,\"more\":[{}],\"v\":\"a\",\"st\":0,\"inm\":\"*\",\"m\":\"PUT\",\"c\":1}\n\n");

        assertThat(trace.start()).isEmpty();
        assertThat(trace.size()).isOne();
        assertThat(trace.call(0).returned()).isEmpty();
        assertThat(trace.call(0).ifNoneMatch()).contains("*");
        assertThat(trace.call(0).called()).isEqualTo(-5);
    }

    @Test
    void lines_in_any_order_are_sorted_by_call() throws Exception {
        Trace trace = read(HEADER
                + "{\"id\":1,\"c\":0,\"m\":\"GET\",\"st\":200,\"v\":\"e0\",\"call\":9,\"ret\":10}\n"
                + "{\"id\":0,\"c\":0,\"m\":\"GET\",\"st\":200,\"v\":\"e0\",\"call\":1,\"ret\":2}\n");

        assertThat(trace.call(0).id()).isZero();
        assertThat(trace.call(1).called()).isEqualTo(9);
    }

    @Test
    void the_start_may_show_another_version_than_its_tag() throws Exception {
        Trace trace =
                read(HEADER + "{\"c\":0,\"m\":\"GET\",\"st\":200,\"tag\":\"e0\",\"v\":\"m0\",\"call\":9,\"ret\":10}\n");

        assertThat(new Linearizer(Terms.STRICT).check(trace)).isInstanceOf(Linearity.Ordered.class);
    }

    @Test
    void what_is_written_is_read_again() throws Exception {
        for (int seed = 0; seed < 200; seed++) {
            History history = new RandomHistories(seed).thrown(Shape.MIXED, 12);
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            HistoryFile.write(history, file);

            assertThat(read(file.toString(StandardCharsets.UTF_8)).history()).isEqualTo(history);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"c\":0,\"m\":\"GET\",\"st\":200,\"call\":1,\"ret\":0} | line 2: \"ret\" is before \"call\"",
                "{\"c\":0,\"m\":\"GET\",\"st\":200,\"ret\":0} | line 2: \"call\" is missing",
                "{\"m\":\"GET\",\"st\":200,\"call\":0} | line 2: \"c\" is missing",
                "{\"c\":0,\"st\":200,\"call\":0} | line 2: \"m\" is missing",
                "{\"c\":0,\"m\":\"GET\",\"call\":0} | line 2: \"st\" is missing",
                "{\"c\":0,\"m\":\"COPY\",\"st\":200,\"call\":0} | line 2: \"m\" is \"COPY\"",
                "{\"c\":0,\"m\":\"GET\",\"st\":99,\"call\":0} | line 2: \"st\" is 99",
                "{\"c\":0,\"m\":\"GET\",\"st\":\"200\",\"call\":0} | line 2: \"st\" is no whole number",
                "{\"c\":0,\"m\":\"GET\",\"st\":200,\"call\":0.5} | line 2: \"call\" is no whole number",
                "{\"c\":0,\"m\":\"GET\",\"st\":200,\"call\":99999999999999999999} | line 2: \"call\" is too large",
                "{\"c\":0,\"m\":\"GET\",\"st\":200,\"call\":0,\"im\":3} | line 2: \"im\" is no text",
                "{\"c\":0,\"m\":\"GET\" | line 2: not JSON",
                "[] | line 2: not an object",
                "{\"c\":0,\"m\":\"GET\",\"st\":200,\"call\":1} {} | line 2: something follows the object"
            })
    void a_wrong_line_is_named_with_what_is_wrong(String line, String due) {
        assertThat(complaint(HEADER + line + "\n")).startsWith(due);
    }

    @Test
    void a_file_without_a_header_is_no_history() {
        assertThat(complaint("")).startsWith("line 1: empty");
        assertThat(complaint("{\"c\":0}\n")).startsWith("line 1: a header with");
        assertThat(complaint("{\"format\":\"ifmatch-history/2\",\"init\":null}\n"))
                .contains("ifmatch-history/2");
        assertThat(complaint("{\"format\":\"ifmatch-history/1\"}\n")).contains("no \"init\"");
        assertThat(complaint("hello\n")).startsWith("line 1: not JSON");
    }

    @Test
    void what_is_not_utf_8_is_no_history() {
        assertThatThrownBy(() -> HistoryFile.read(new ByteArrayInputStream(new byte[] {(byte) 0xff, (byte) 0xfe})))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void several_wrong_lines_are_told_at_once() {
        assertThat(complaint(HEADER + "{}\n[]\n").lines()).hasSize(2);
    }
}
