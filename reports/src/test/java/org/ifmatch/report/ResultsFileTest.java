package org.ifmatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void every_key_of_the_contract_is_there_with_its_value() throws IOException {
        JsonNode contract = MAPPER.readTree(
                Path.of("src/test/resources/contract/results.json").toFile());
        JsonNode written = MAPPER.readTree(ResultsFile.text(asInTheContract(), Redaction.NONE));
        assertHolds(written, contract, "");
    }

    @Test
    void what_may_be_missing_is_null_and_not_left_out() throws IOException {
        JsonNode written = MAPPER.readTree(ResultsFile.text(Samples.green(), Redaction.NONE));
        JsonNode rule = written.path("rules").path(0);
        assertThat(rule.path("blockedBy").isNull()).isTrue();
        assertThat(rule.path("baseline").isNull()).isTrue();
        assertThat(written.path("unexamined").isNull()).isTrue();
        assertThat(written.path("only").isNull()).isTrue();
    }

    @Test
    void results_come_back_as_they_were() throws IOException {
        Path file = folder.resolve("results.json");
        ResultsFile.write(file, Samples.full(), Redaction.NONE);
        assertThat(ResultsFile.read(file)).isEqualTo(Samples.full());
    }

    @Test
    void results_of_an_unexamined_target_come_back_as_they_were() throws IOException {
        Path file = folder.resolve("deep/er/results.json");
        Results results = Results.unexamined(Samples.ORDERS, Samples.interrupted(), "connection refused");
        ResultsFile.write(file, results, Redaction.NONE);
        assertThat(ResultsFile.read(file)).isEqualTo(results);
    }

    @Test
    void values_of_every_kind_come_back_as_they_were() throws IOException {
        Map<String, Object> measured = new LinkedHashMap<>();
        measured.put("z", 1);
        measured.put("a", Long.MAX_VALUE);
        measured.put("share", 0.93f);
        measured.put("tiny", 1e-30);
        measured.put("none", Double.NaN);
        measured.put("huge", new BigInteger("9".repeat(30)));
        measured.put("big", BigInteger.valueOf(Long.MAX_VALUE));
        measured.put("outcome", Outcome.PASS);
        measured.put("list", List.of(1, "two", List.of(false), Map.of("k", 3)));
        Finding finding = Samples.with(Samples.finding("a/b", Outcome.PASS), List.of(), measured);
        assertThat(finding.measured().keySet()).containsExactlyElementsOf(measured.keySet());
        assertThat(finding.measured())
                .containsEntry("z", 1L)
                .containsEntry("big", Long.MAX_VALUE)
                .containsEntry("share", 0.93)
                .containsEntry("none", "NaN")
                .containsEntry("outcome", "PASS");
        Path file = folder.resolve("results.json");
        ResultsFile.write(file, Samples.results(measured, finding), Redaction.NONE);
        assertThat(ResultsFile.read(file)).isEqualTo(Samples.results(measured, finding));
    }

    @Test
    void every_latin_1_character_comes_back_as_it_was() throws IOException {
        StringBuilder octets = new StringBuilder();
        for (char c = 0; c < 256; c++) {
            octets.append(c);
        }
        Case tried = new Case(
                "all octets",
                Outcome.PASS,
                "",
                Exchanges.of(new ShownExchange("x", octets.toString(), octets.toString(), 0, 0)),
                "");
        Results results = Samples.green(Samples.with(Samples.finding("a/b", Outcome.PASS), List.of(tried), Map.of()));
        Path file = folder.resolve("results.json");
        ResultsFile.write(file, results, Redaction.NONE);
        assertThat(ResultsFile.read(file)).isEqualTo(results);
    }

    @Test
    void half_a_surrogate_pair_does_no_harm() throws IOException {
        Path file = folder.resolve("results.json");
        ResultsFile.write(file, Results.unexamined(Samples.ORDERS, Samples.RUN, "odd \ud800 text"), Redaction.NONE);
        assertThat(ResultsFile.read(file).unexamined()).contains("odd ? text");
    }

    @Test
    void a_file_of_another_format_is_refused_by_name() throws IOException {
        Path file = Files.writeString(folder.resolve("results.json"), "{\"format\": \"ifmatch-results/2\"}");
        assertThatIOException()
                .isThrownBy(() -> ResultsFile.read(file))
                .withMessage(file + " cannot be read: it has ifmatch-results/2 where ifmatch-results/1 was expected.");
    }

    @Test
    void a_missing_key_is_named_with_its_place() throws IOException {
        String text = ResultsFile.text(Samples.full(), Redaction.NONE);
        Path file = folder.resolve("results.json");
        Files.writeString(file, text.replaceFirst("\"tookMicros\"", "\"took\""));
        assertThatIOException()
                .isThrownBy(() -> ResultsFile.read(file))
                .withMessage(file + " cannot be read: it lacks rules[0].cases[0].evidence.exchanges[0].tookMicros,"
                        + " which must be a whole number.");
    }

    @Test
    void a_word_that_there_is_not_is_named() throws IOException {
        String text = ResultsFile.text(Samples.green(), Redaction.NONE);
        Path file = folder.resolve("results.json");
        Files.writeString(file, text.replaceFirst("\"verdict\" : \"PASS\"", "\"verdict\" : \"PASSED\""));
        assertThatIOException()
                .isThrownBy(() -> ResultsFile.read(file))
                .withMessage(file + " cannot be read: there is no outcome \"PASSED\".");
    }

    @Test
    void what_is_no_json_is_said_to_be_none() throws IOException {
        Path file = Files.writeString(folder.resolve("results.json"), "<html>");
        assertThatIOException()
                .isThrownBy(() -> ResultsFile.read(file))
                .withMessageStartingWith(file + " cannot be read: it is not JSON: ");
        Files.writeString(file, "");
        assertThatIOException()
                .isThrownBy(() -> ResultsFile.read(file))
                .withMessage(file + " cannot be read: it is not a JSON object.");
    }

    private static void assertHolds(JsonNode written, JsonNode contract, String place) {
        if (contract.isObject()) {
            contract.properties().forEach(member -> {
                assertThat(written.has(member.getKey()))
                        .as(place + member.getKey())
                        .isTrue();
                assertHolds(written.get(member.getKey()), member.getValue(), place + member.getKey() + ".");
            });
        } else if (contract.isArray()) {
            assertThat(written.size()).as(place).isEqualTo(contract.size());
            for (int i = 0; i < contract.size(); i++) {
                assertHolds(written.get(i), contract.get(i), place + i + ".");
            }
        } else {
            assertThat(written).as(place).isEqualTo(contract);
        }
    }

    private static Results asInTheContract() {
        Map<String, Object> capabilities = new LinkedHashMap<>();
        capabilities.put("put-create", true);
        capabilities.put("etag", "strong");
        capabilities.put("patch", List.of("application/merge-patch+json"));
        Finding lost = Samples.with(
                Samples.finding(
                        "stale-tag/put-rejected",
                        Level.MUST,
                        Impact.LOST_UPDATE,
                        Outcome.FAIL,
                        "the tag was stale, yet the resource changed"),
                List.of(new Case("a PUT", Outcome.FAIL, "", Exchanges.of(), "curl http://h/")),
                Map.of("rounds", 400, "overlap", 0.93, "bound", 0.0075));
        Finding untested = new Finding(
                "weak/in-list",
                Level.MUST,
                "§13.1.1",
                Impact.NONE,
                "",
                false,
                Outcome.NOT_APPLICABLE,
                "",
                Optional.empty(),
                List.of("etag:weak"),
                List.of(),
                Map.of());
        return new Results(
                new About("apache", "http://127.0.0.1:8080/dav/", "rfc9110"),
                Samples.RUN,
                capabilities,
                List.of(new Headline(
                        "F03",
                        "If-Match is checked and the write is made in two steps: two writers can both win",
                        List.of("race/single-winner"))),
                List.of(
                        lost,
                        untested,
                        Samples.finding("precedence/ius-ignored-true", Outcome.PASS),
                        Samples.blocked("no-effect/put-content", "stale-tag/put-rejected"),
                        Samples.finding("current-tag/put", Outcome.PASS)),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of("precedence/ius-ignored-true", Samples.entry("precedence/*", LocalDate.of(2027, 3, 1))),
                new GateDecision(false, List.of("one sentence")));
    }
}
