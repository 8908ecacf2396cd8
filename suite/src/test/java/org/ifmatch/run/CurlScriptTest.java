package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ifmatch.origin.ReferenceOrigin;
import org.ifmatch.report.Case;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Results;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The commands that a report prints show the same violation again, and show none where a server is honest. */
class CurlScriptTest {

    private static final Pattern STATUS = Pattern.compile("^HTTP/1\\.1 (\\d{3})", Pattern.MULTILINE);
    /** The content of the judged request, whose line says what it was answered. */
    private static final Pattern WRITTEN = Pattern.compile("(n[0-9a-f]{31})\\S* +# answered");

    /** A fault, the rule that notices it, and what the commands show of it: statuses, and whether the judged write is there. */
    enum Shown {
        IGNORED_ON_PUT("ignored-on-put", "stale-tag/put-rejected", "204 200 written", "412 200"),
        IGNORED_ON_DELETE("ignored-on-delete", "stale-tag/delete-rejected", "204 404", "412 200"),
        IGNORED_ON_PATCH("ignored-on-patch", "stale-tag/patch-rejected", "204 200 written", "412 200"),
        COMPARED_WEAKLY("weak-form-of-a-strong-tag-matches", "weak/w-form-of-strong", "204 200 written", "412 200"),
        STAR_CREATES("star-is-always-true", "wildcard/missing-put", "201 200 written", "412 404"),
        REFUSED_AND_APPLIED("put-answers-412-and-applies", "stale-tag/put-rejected", "412 200 written", "412 200"),
        DATE_OVERRIDES("if-unmodified-since-overrides", "precedence/ius-ignored-false", "204 200 written", "412 200"),
        NONE_MATCH_FIRST("true-if-none-match-is-enough", "precedence/im-false-inm-nomatch-get", "200", "412");

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
        boolean there = List.of("bash", "curl", "sed", "tr").stream().allMatch(CurlScriptTest::isInstalled);
        assumeTrue(there, "bash and curl are needed to run what is printed for them");
        all = new AllAtOnce<>(Shown.class, Seen::of);
    }

    @AfterAll
    static void stop() {
        if (all != null) {
            all.close();
        }
    }

    private static boolean isInstalled(String program) {
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getenv("PATH"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** What is printed for the failure, with COLLECTION in place of the URL at which the origin was. */
    private static String printed(Shown shown) throws IOException {
        Results results = Trial.of("fault:" + shown.fault, shown.rule, 1);
        Case failure = results.findings().stream()
                .filter(finding -> finding.rule().equals(shown.rule))
                .flatMap(finding -> finding.cases().stream())
                .filter(each -> each.outcome() == Outcome.FAIL)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no failure is shown of " + shown));
        return failure.reproduce().replace(results.target().url(), "COLLECTION");
    }

    /** What the commands show of the origin of that name, in a few words. */
    private static String shownBy(String origin, String script) throws IOException, InterruptedException {
        try (ReferenceOrigin started = ReferenceOrigin.named(origin)) {
            String commands = script.replace("COLLECTION", started.collection().toString());
            ProcessBuilder bash = new ProcessBuilder("bash", "-u", "-c", commands).redirectErrorStream(true);
            bash.environment()
                    .keySet()
                    .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
            Process process = bash.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            List<String> words = new ArrayList<>();
            STATUS.matcher(output).results().forEach(status -> words.add(status.group(1)));
            Matcher nonce = WRITTEN.matcher(script);
            if (nonce.find() && output.contains(nonce.group(1))) {
                words.add("written");
            }
            return String.join(" ", words) + (words.isEmpty() ? output : "");
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_printed_shows_the_violation_again_and_no_other_where_there_is_none(Shown shown) throws Exception {
        Seen seen = all.of(shown);

        assertThat(seen.broken()).as(seen.script()).isEqualTo(shown.broken);
        assertThat(seen.honest()).as(seen.script()).isEqualTo(shown.honest);
    }
}
