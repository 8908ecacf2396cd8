package org.ifmatch.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.ifmatch.report.Recipe;
import org.ifmatch.report.Recipe.Line;
import org.ifmatch.report.Recipe.Literal;
import org.ifmatch.report.Recipe.Text;
import org.junit.jupiter.api.Test;

/** Where nobody may read without credentials, whoever makes a finding again has to show them with every look. */
class CredentialsTest {

    private static final Text URL = new Text(List.of(new Recipe.Variable("U1")));

    private static Recipe recipe() {
        Line credentials =
                new Line("Authorization", new Text(List.of(new Literal("Bearer "), new Recipe.Secret("NOTES_TOKEN"))));
        Line condition = new Line("If-Match", new Text(List.of(new Recipe.Variable("T1"))));
        return new Recipe(
                List.of(
                        new Recipe.Fresh("U1", "N1", Text.of("http://localhost/notes/"), Text.NONE),
                        put(List.of(credentials), false),
                        new Recipe.Learn("T1", URL, "\"1\""),
                        put(List.of(credentials, condition), true)),
                Optional.of(Recipe.Due.UNCHANGED));
    }

    private static Recipe.Send put(List<Line> fields, boolean judged) {
        return new Recipe.Send(
                "PUT", URL, fields, Text.of("note"), Optional.empty(), false, judged, judged ? "204 No Content" : "");
    }

    @Test
    void commands_for_a_shell_show_them() {
        assertThat(ShellLines.of(recipe()))
                .contains("T1=$(etag \"$U1\" -H 'Authorization: Bearer '\"$NOTES_TOKEN\")")
                .contains("curl -si \"$U1\" -H 'Authorization: Bearer '\"$NOTES_TOKEN\"   # what is there now?");
    }

    @Test
    void a_file_for_an_editor_shows_them() {
        String file = HttpFile.of("stale-tag/put-rejected", recipe()).orElseThrow();
        long requests =
                file.lines().filter(line -> line.matches("(GET|PUT) .*")).count();

        assertThat(file.lines().filter(line -> line.equals("Authorization: Bearer {{$processEnv NOTES_TOKEN}}")))
                .hasSize((int) requests);
    }

    @Test
    void a_test_class_shows_them() {
        String made = JUnitClass.of("stale-tag/put-rejected", "A stale PUT is refused.", recipe())
                .orElseThrow();

        assertThat(made.lines().filter(line -> line.contains("send(\"")))
                .hasSize(4)
                .allMatch(line -> line.contains("\"Authorization\", \"Bearer \" + env(\"NOTES_TOKEN\")"));
    }

    @Test
    void what_nobody_asks_for_is_not_shown() {
        Recipe open = new Recipe(
                List.of(new Recipe.Learn("T1", Text.of("http://localhost/notes/1"), "\"1\""), put(List.of(), true)),
                Optional.of(Recipe.Due.UNCHANGED));

        assertThat(ShellLines.of(open)).doesNotContain("-H 'Auth");
        assertThat(open.credentials()).isEmpty();
    }
}
