package org.ifmatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of evidence survives the journal, and no secret does. */
class EvidenceTest {

    private static final String SECRET = "s3cr3t";

    private static final Timeline TIMELINE = new Timeline(
            List.of("B's PUT " + SECRET + " was acknowledged", "A read the version before it"),
            List.of(
                    new Timeline.Operation(
                            0,
                            "A",
                            "PUT If-Match \"" + SECRET + "\"",
                            "204",
                            100,
                            Optional.of(900L),
                            Timeline.Part.CONTRADICTION,
                            "PUT /" + SECRET + " HTTP/1.1\r\n\r\n",
                            "HTTP/1.1 204 " + SECRET + "\r\n\r\n"),
                    new Timeline.Operation(
                            1,
                            "B",
                            "GET",
                            "no answer " + SECRET,
                            200,
                            Optional.empty(),
                            Timeline.Part.IMPOSSIBLE,
                            "GET / HTTP/1.1\r\n\r\n",
                            "")),
            List.of(
                    new Timeline.Version("v0", Optional.empty(), Optional.empty(), 0, Optional.of(500L)),
                    new Timeline.Version("v1", Optional.of(SECRET), Optional.of(0), 100, Optional.empty())));

    private static final Story STORY = new Story(
            List.of(new Story.Step(
                    "PUT with " + SECRET,
                    new ShownExchange("1", "PUT /" + SECRET + " HTTP/1.1\r\n\r\n", "HTTP/1.1 204\r\n\r\n", 3, 4))),
            "class Replay { String token = \"" + SECRET + "\"; }");

    @TempDir
    Path folder;

    @Test
    void comes_back_from_the_journal_as_it_was() throws Exception {
        assertThat(throughTheJournal(Redaction.NONE)).containsExactly(TIMELINE, STORY);
    }

    @Test
    void is_written_without_secrets() throws Exception {
        List<Evidence> written = throughTheJournal(Redaction.of(List.of(SECRET)));
        assertThat(written.toString()).doesNotContain(SECRET);
        assertThat(written.toString())
                .isEqualTo(List.of(TIMELINE, STORY).toString().replace(SECRET, "***"));
    }

    private List<Evidence> throughTheJournal(Redaction redaction) throws Exception {
        Finding finding = Samples.with(
                Samples.finding("race/single-winner", Outcome.FAIL),
                List.of(
                        new Case("a race", Outcome.FAIL, "why", TIMELINE, "ifmatch examine"),
                        new Case("a story", Outcome.FAIL, "why", STORY, "curl")),
                Map.of("rounds", 400));
        Results results = Samples.green(finding);
        Path file = folder.resolve("findings.jsonl");
        try (Journal journal = Journal.open(
                file, redaction, results.target(), results.run(), results.capabilities(), results.only())) {
            journal.end(results);
        }
        return Journal.read(file).finding("race/single-winner").orElseThrow().cases().stream()
                .map(Case::evidence)
                .toList();
    }
}
