package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private final AtomicLong seconds = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();

    private Progress progress(boolean moving) {
        PrintStream out = new PrintStream(octets, true, StandardCharsets.UTF_8);
        return new Progress(out, moving, requests::get, () -> TimeUnit.SECONDS.toNanos(seconds.get()));
    }

    private void after(int passed, int sent) {
        seconds.addAndGet(passed);
        requests.addAndGet(sent);
    }

    private String said() {
        String said = octets.toString(StandardCharsets.UTF_8);
        octets.reset();
        return said;
    }

    @Test
    void rules_requests_rate_and_what_is_left_are_told() {
        try (Progress progress = progress(false)) {
            after(10, 40);
            progress.tell();
            assertThat(said()).isEqualTo("  finding out how to talk to it, 40 requests, 4 a second\n");

            progress.rules(10, 200);
            after(10, 1000);
            progress.tell();
            assertThat(said()).isEqualTo("  10 of 200 rules, 1040 requests, 52 a second\n");

            progress.rules(100, 200);
            after(10, 200);
            progress.tell();
            assertThat(said()).isEqualTo("  100 of 200 rules, 1240 requests, 41 a second, about 31 s left\n");

            progress.rules(200, 200);
            after(10, 0);
            progress.tell();
            assertThat(said()).isEqualTo("  all scenarios of 200 rules are played, 1240 requests, 31 a second\n");
        }
        assertThat(said()).isEmpty();
    }

    @Test
    void on_a_terminal_one_line_moves_and_is_taken_away() {
        try (Progress progress = progress(true)) {
            progress.rules(100, 200);
            after(10, 200);
            progress.tell();
            String first = said();
            assertThat(first).startsWith("\r  100 of 200 rules").doesNotContain("\n");
            progress.rules(200, 200);
            progress.tell();
            assertThat(said()).hasSizeGreaterThanOrEqualTo(first.length()).doesNotContain("\n");
        }
        assertThat(said()).matches("\r +\r");
    }
}
