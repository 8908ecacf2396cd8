package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.ifmatch.origin.ReferenceOrigin;
import org.ifmatch.report.Case;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Results;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is printed of a conversation shows the same violation again by bash, and shows none where a server is honest. */
class TalkScriptTest {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");

    /** A fault, the rule that notices it, and which statuses the commands show of it and of an honest origin, whatever the order. */
    enum Shown {
        OVERTAKEN("judged-on-arrival-only", "race/slow-body", "200 204 204", "200 204 412"),
        TWO_SLOW("judged-on-arrival-only", "race/two-slow", "200 204 204", "200 204 412"),
        CHUNKED("ignored-with-chunked-content", "wire/chunked-stale", "200 204", "200 412"),
        OLD_VERSION("ignored-with-http10", "wire/http10", "200 204", "200 412"),
        IN_ONE_WRITE("pipelined-requests-see-one-state", "wire/pipeline", "200 200 204 204", "200 200 204 412"),
        INVITED("invited-content-is-not-checked", "wire/expect-stale", "100 200 204", "200 412"),
        AFTER_CLOSE("requests-after-close-are-performed", "wire/nothing-after-close", "200 204 412", "200 412"),
        LOCKED("aborted-upload-keeps-its-lock", "race/aborted-slow", "200 423", "200 204"),
        LATE_FIELD("late-fields-are-not-seen", "syntax/position-in-header-section", "200 204", "200 412");

        private final String fault;
        private final String rule;
        private final String broken;
        private final String honest;

        Shown(String fault, String rule, String broken, String honest) {
            this.fault = fault;
            this.rule = rule;
            this.broken = broken;
            this.honest = honest;
        }
    }

    /** What is printed for a failure, and what it shows of the origin with the fault and of an honest one. */
    private record Seen(String script, String broken, String honest) {

        static Seen of(Shown shown) throws Exception {
            String script = printed(shown);
            return new Seen(script, shownBy("fault:" + shown.fault, script), shownBy("reference", script));
        }
    }

    private static AllAtOnce<Shown, Seen> all;

    @BeforeAll
    static void examine_all_of_them() {
        Bash.demand("bash", "curl", "sed", "tr", "mktemp");
        all = new AllAtOnce<>(Shown.class, Seen::of);
    }

    @AfterAll
    static void stop() {
        if (all != null) {
            all.close();
        }
    }

    /** What is printed for the failure, with HOST and PORT in place of where the origin was. */
    private static String printed(Shown shown) throws IOException {
        Results results = Trial.of("fault:" + shown.fault, shown.rule, 1);
        Case failure = results.findings().stream()
                .filter(finding -> finding.rule().equals(shown.rule))
                .flatMap(finding -> finding.cases().stream())
                .filter(each -> each.outcome() == Outcome.FAIL || each.outcome() == Outcome.WARN)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no failure is shown of " + shown));
        String port = results.target().url().replaceAll("^http://127\\.0\\.0\\.1:(\\d+)/.*", "$1");
        return failure.reproduce().replaceAll("(127\\.0\\.0\\.1[:/])" + port, "$1PORT");
    }

    /** The statuses that the commands show of the origin of that name, sorted. */
    private static String shownBy(String origin, String script) throws IOException, InterruptedException {
        try (ReferenceOrigin started = ReferenceOrigin.named(origin)) {
            String port = Integer.toString(started.collection().getPort());
            String output = Bash.run(script.replace("PORT", port));
            List<String> statuses = new ArrayList<>();
            STATUS.matcher(output).results().forEach(status -> statuses.add(status.group(1)));
            Collections.sort(statuses);
            return String.join(" ", statuses) + (statuses.isEmpty() ? output : "");
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_printed_shows_the_violation_again_and_none_where_there_is_none(Shown shown) throws Exception {
        Seen seen = all.of(shown);

        assertThat(seen.broken()).as(seen.script()).isEqualTo(shown.broken);
        assertThat(seen.honest()).as(seen.script()).isEqualTo(shown.honest);
    }
}
