package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.ifmatch.http.Response;
import org.ifmatch.origin.ReferenceOrigin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A target that has bad moments, or one strange habit, is examined all the same, and what is its fault is told from what is not. */
class WeatherTest {

    @TempDir
    Path folder;

    private Ran examine(URI url, String limits, String... more) throws Exception {
        Files.writeString(
                folder.resolve("targets.yaml"), "targets: {it: {url: '" + url + "', limits: {" + limits + "}}}");
        String[] options = Arrays.copyOf(more, more.length + 1);
        options[more.length] = "target=it";
        return Ran.in(folder, options);
    }

    /** One write method and its controls, without the rules that watch for late effects. */
    private static final String SOME_RULES =
            "only=stale-tag/put-rejected,stale-tag/delete-rejected,stale-tag/patch-rejected,stale-tag/status-exact,"
                    + "stale-tag/every-old-version,current-tag/put,current-tag/delete,current-tag/patch";

    @ParameterizedTest
    @CsvSource({
        "17, 503 Service Unavailable, Retry-After: 0",
        "7, 429 Too Many Requests, Retry-After: 0",
        "11, 503 Service Unavailable, X-No-Retry-After: 1"
    })
    void a_target_that_is_busy_now_and_then_is_judged_by_its_other_answers(int every, String status, String field)
            throws Exception {
        AtomicInteger count = new AtomicInteger();
        try (ReferenceOrigin origin = ReferenceOrigin.start()) {
            Passing passing = new Passing(origin.collection());
            try (ScriptedServer busy = ScriptedServer.start((request, connection) -> {
                if (count.incrementAndGet() % every == 0) {
                    connection.answer(status, "", field);
                } else {
                    connection.send(Passing.octets(request.method(), passing.answerTo(request)));
                }
            })) {
                Ran ran = examine(busy.url("/items/"), "late: 0ms", SOME_RULES);

                JsonNode summary = ran.results("it").get("summary");
                assertThat(summary.get("FAIL").asInt()).as(ran.output()).isZero();
                assertThat(summary.get("WARN").asInt()).as(ran.output()).isZero();
                assertThat(ran.verdict("it", "stale-tag/put-rejected")).isEqualTo("PASS");
                assertThat(ran.verdict("it", "current-tag/put")).isEqualTo("PASS");
                assertThat(ran.reasons("it")).isEmpty();
                ran.demandNoTrace();
            }
        }
    }

    /** What is sent in place of each ETag, of which %s is the text between the double quotes. */
    @ParameterizedTest
    @ValueSource(strings = {"ETag: %s", "ETag: \"a b%s\"", "ETag: \"%s\", \"z\"", "ETag: \"%s\"\r\nETag: \"z\""})
    void a_target_whose_tags_are_none_never_passes(String lines) throws Exception {
        try (ReferenceOrigin origin = ReferenceOrigin.start()) {
            Passing passing = new Passing(origin.collection());
            try (ScriptedServer strange = ScriptedServer.start((request, connection) -> {
                Response answer = passing.answerTo(request);
                String opaque = answer.etag().map(tag -> tag.replace("\"", "")).orElse("");
                String octets = new String(Passing.octets(request.method(), answer), StandardCharsets.ISO_8859_1);
                connection.send(octets.replace("ETag: \"" + opaque + "\"", lines.formatted(opaque)));
            })) {
                Ran ran = examine(strange.url("/items/"), "late: 0ms", SOME_RULES + ",etag/syntax-valid");

                assertThat(ran.passed()).as(ran.output()).isFalse();
                assertThat(ran.results("it").get("summary").get("FAIL").asInt()).isPositive();
                ran.demandNoTrace();
            }
        }
    }

    @Test
    void a_large_answer_for_the_collection_does_not_keep_its_members_from_being_examined() throws Exception {
        String large = "x".repeat(10 * 1024 * 1024);
        try (ReferenceOrigin origin = ReferenceOrigin.start()) {
            Passing passing = new Passing(origin.collection());
            try (ScriptedServer server = ScriptedServer.start((request, connection) -> {
                if (request.method().equals("GET") && request.path().equals("/items/")) {
                    connection.answer("200 OK", large);
                } else {
                    connection.send(Passing.octets(request.method(), passing.answerTo(request)));
                }
            })) {
                Ran ran = examine(server.url("/items/"), "late: 0ms", SOME_RULES);

                assertThat(ran.reasons("it")).as(ran.output()).isEmpty();
                assertThat(ran.passed()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 40})
    void a_ceiling_that_discovery_reaches_is_told(int ceiling) throws Exception {
        try (ReferenceOrigin origin = ReferenceOrigin.start()) {
            Ran ran = examine(origin.collection(), "late: 0ms", "max.requests=" + ceiling);

            assertThat(ran.demandUnexamined("it"))
                    .isEqualTo("The target could not be examined: discovery at " + origin.collection()
                            + " broke off: the ceiling of " + ceiling + " requests was reached.");
        }
    }

    @Test
    void a_ceiling_that_the_rules_reach_never_lets_them_pass() throws Exception {
        try (ReferenceOrigin origin = ReferenceOrigin.start()) {
            Ran ran = examine(origin.collection(), "late: 0ms, requests: 100", SOME_RULES);

            assertThat(ran.passed()).isFalse();
            assertThat(ran.results("it").get("run").get("requests").asInt()).isEqualTo(100);
            assertThat(ran.finding("it", "stale-tag/put-rejected").get("why").asText())
                    .contains("the ceiling of 100 requests was reached");
            ran.demandNoTrace();
        }
    }

    @Test
    void a_dead_target_does_not_keep_the_next_one_from_being_examined() throws Exception {
        try (ReferenceOrigin origin = ReferenceOrigin.start()) {
            Files.writeString(
                    folder.resolve("targets.yaml"),
                    "targets:\n  dead: {url: '" + ScriptedServer.deadUrl() + "'}\n  alive: {url: '"
                            + origin.collection() + "', limits: {late: 0ms}}\n");
            Ran ran = Ran.in(folder, "target=dead,alive", SOME_RULES);

            assertThat(ran.passed()).isFalse();
            assertThat(ran.reasons("dead"))
                    .singleElement()
                    .asString()
                    .matches(
                            "The target could not be examined: nothing answers at http://127\\.0\\.0\\.1:\\d+/items/: no"
                                    + " connection to 127\\.0\\.0\\.1:\\d+ \\(Connection refused\\); start the server there, or"
                                    + " correct the URL\\.");
            assertThat(ran.results("dead").get("summary").get("gate").asText()).isEqualTo("failed");
            assertThat(ran.reasons("alive")).isEmpty();
            assertThat(ran.verdict("alive", "stale-tag/put-rejected")).isEqualTo("PASS");
            assertThat(ran.runFile().get("targets")).hasSize(2);
            ran.demandNoTrace();
        }
    }
}
