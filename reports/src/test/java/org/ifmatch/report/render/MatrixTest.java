package org.ifmatch.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ifmatch.report.About;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Redaction;
import org.ifmatch.report.Results;
import org.ifmatch.report.Samples;
import org.junit.jupiter.api.Test;

class MatrixTest {

    @Test
    void every_rule_stands_against_every_target() {
        Results green = Samples.settled(Samples.green(Samples.finding("weak/in-list", Outcome.NOTE)));
        Results dead = Samples.settled(Results.unexamined(
                new About("dead", "http://h/", "webdav"), Samples.interrupted(), "nothing answers <b>"));
        Golden.assertSame(
                "matrix.html",
                HtmlTest.bare(render(
                        new Matrix.Column(Samples.full(), "orders"),
                        new Matrix.Column(green, "fault-x"),
                        new Matrix.Column(dead, "dead"))));
    }

    @Test
    void a_run_passes_when_all_its_targets_do_and_there_is_one() {
        Results green = Samples.settled(Samples.green());
        assertThat(render(new Matrix.Column(green, "a"))).contains("gate passed");
        assertThat(render(new Matrix.Column(green, "a"), new Matrix.Column(Samples.full(), "b")))
                .contains("gate failed");
        assertThat(render()).contains("gate failed");
    }

    private static String render(Matrix.Column... columns) {
        return new Matrix(Redaction.NONE).render(List.of(columns));
    }
}
