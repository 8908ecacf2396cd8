package org.ifmatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ifmatch.report.render.Console;
import org.ifmatch.report.render.JUnitXml;
import org.ifmatch.report.render.Markdown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedactionTest {

    private static final String SECRET = "s3cr3t.$1+tok";

    @TempDir
    private Path folder;

    @Test
    void a_secret_is_replaced_wherever_it_stands() {
        assertThat(Redaction.of(List.of(SECRET)).apply("a " + SECRET + SECRET + " z"))
                .isEqualTo("a ****** z");
    }

    @Test
    void of_two_secrets_the_longer_goes_first() {
        assertThat(Redaction.of(List.of("abc", "abcdef")).apply("abcdef abc")).isEqualTo("*** ***");
    }

    @Test
    void percent_encoding_is_known_in_upper_and_lower_case() {
        assertThat(Redaction.of(List.of("a%2Fb")).apply("a%2fb a%2Fb A%2Fb")).isEqualTo("*** *** A%2Fb");
    }

    @Test
    void no_secret_replaces_nothing() {
        assertThat(Redaction.NONE.apply("as it is")).isEqualTo("as it is");
        assertThat(Redaction.of(List.of("", " ")).apply("as it is")).isEqualTo("as it is");
    }

    @Test
    void ids_and_verdicts_stay_what_they_are() {
        Redaction redaction = Redaction.of(List.of("stale-tag", "PASS", "orders"));
        Results shown = redaction.apply(Samples.green());
        assertThat(shown.findings().get(0).rule()).isEqualTo("stale-tag/put-rejected");
        assertThat(shown.findings().get(0).verdict()).isEqualTo(Outcome.PASS);
        assertThat(shown.target().name()).isEqualTo("orders");
        assertThat(shown.target().url()).isEqualTo("https://***.example/api/***/");
    }

    @Test
    void every_sink_redacts() throws IOException {
        Redaction redaction = Redaction.of(List.of(SECRET));
        Results results = leaky();
        Path journal = folder.resolve("findings.jsonl");
        try (Journal open = Journal.open(
                journal, redaction, results.target(), results.run(), results.capabilities(), results.only())) {
            results.findings().forEach(finding -> add(open, finding));
            open.end(results);
        }
        new RunFile("b", List.of(new RunFile.Target("orders", "orders", results.gate()))).write(folder, redaction);

        Map<String, String> written = Map.of(
                "journal", Files.readString(journal),
                "run.json", Files.readString(folder.resolve(RunFile.NAME)),
                "results.json", ResultsFile.text(results, redaction),
                "console", new Console(true, redaction).render(results, folder),
                "markdown", new Markdown(redaction).render(results),
                "junit", new JUnitXml(redaction).render(results));

        written.forEach((sink, text) -> {
            assertThat(text).as(sink).doesNotContain(SECRET);
            assertThat(text).as(sink).contains(sink.equals("markdown") ? "\\*\\*\\*" : "***");
        });
    }

    @Test
    void the_sample_has_the_secret_wherever_a_stranger_has_a_say() {
        String shown = ResultsFile.text(leaky(), Redaction.NONE);
        String redacted = ResultsFile.text(leaky(), Redaction.of(List.of(SECRET)));
        assertThat(redacted).isEqualTo(shown.replace(SECRET, "***"));
        assertThat(shown.lines().filter(line -> line.contains(SECRET))).hasSize(24);
    }

    private static Results leaky() {
        Case tried = new Case(
                "what " + SECRET,
                Outcome.FAIL,
                "why " + SECRET,
                Exchanges.of(new ShownExchange(
                        "label " + SECRET,
                        "GET /?k=" + SECRET + " HTTP/1.1\r\n\r\n",
                        "HTTP/1.1 200 " + SECRET + "\r\n\r\n",
                        Optional.of("problem " + SECRET),
                        1,
                        2)),
                "curl " + SECRET);
        Finding finding = new Finding(
                "stale-tag/put-rejected",
                Level.MUST,
                "§13.1.1",
                Impact.LOST_UPDATE,
                "says " + SECRET,
                true,
                Outcome.FAIL,
                "why " + SECRET,
                Optional.empty(),
                List.of("missing " + SECRET),
                List.of(tried),
                Map.of("deep", Map.of("list", List.of("x " + SECRET, Map.of("key " + SECRET, SECRET)))));
        return new Results(
                new About("orders", "http://h/?key=" + SECRET, "rfc9110"),
                Samples.RUN,
                Map.of("server", "echo " + SECRET, "nested", Map.of("a", List.of(SECRET))),
                List.of(new Headline("F01", "says " + SECRET, List.of("stale-tag/put-rejected"))),
                List.of(finding),
                List.of("http://h/left?key=" + SECRET),
                Optional.of("unexamined " + SECRET),
                Optional.of("stale-tag/*," + SECRET),
                Map.of(
                        "stale-tag/put-rejected",
                        new BaselineEntry(
                                "stale-tag/*",
                                "because " + SECRET,
                                Optional.of(LocalDate.of(2027, 3, 1)),
                                Optional.of("http://issues/?" + SECRET),
                                "file " + SECRET)),
                new GateDecision(false, List.of("reason " + SECRET), List.of("note " + SECRET), true));
    }

    private static void add(Journal journal, Finding finding) {
        try {
            journal.add(finding);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
