package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ifmatch.http.Response;
import org.ifmatch.origin.ReferenceOrigin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A target that has bad moments, or one strange habit, is examined all the same, and what is its fault is told from what is not. */
class WeatherTest {

    /** One write method and its controls, without the rules that watch for late effects. */
    private static final String SOME_RULES =
            "only=stale-tag/put-rejected,stale-tag/delete-rejected,stale-tag/patch-rejected,stale-tag/status-exact,"
                    + "stale-tag/every-old-version,current-tag/put,current-tag/delete,current-tag/patch,"
                    + "etag/syntax-valid";

    private static final String TEN_MIB = "x".repeat(10 * 1024 * 1024);

    /** What stands between the suite and an honest origin, and whether the target is still without fault. */
    enum Weather {
        BUSY(true, origin -> every(17, "503 Service Unavailable", "Retry-After: 0", origin)),
        TOO_MANY(true, origin -> every(19, "429 Too Many Requests", "Retry-After: 0", origin)),
        BUSY_FOR_AN_UNKNOWN_TIME(true, origin -> every(23, "503 Service Unavailable", "Connection: close", origin)),
        LARGE_COLLECTION(true, origin -> (request, connection) -> {
            if (request.method().equals("GET") && request.path().equals("/items/")) {
                connection.answer("200 OK", TEN_MIB);
            } else {
                connection.send(Passing.octets(request.method(), origin.answerTo(request)));
            }
        }),
        TAG_WITHOUT_QUOTES(false, origin -> tagged("ETag: %s", origin)),
        TAG_WITH_A_SPACE(false, origin -> tagged("ETag: \"a b%s\"", origin)),
        TWO_TAGS(false, origin -> tagged("ETag: \"%s\", \"z\"", origin)),
        TWO_TAG_LINES(false, origin -> tagged("ETag: \"%s\"\r\nETag: \"z\"", origin));

        private final boolean harmless;
        private final Function<Passing, ScriptedServer.Script> before;

        Weather(boolean harmless, Function<Passing, ScriptedServer.Script> before) {
            this.harmless = harmless;
            this.before = before;
        }

        private static ScriptedServer.Script every(int nth, String status, String field, Passing origin) {
            AtomicInteger count = new AtomicInteger();
            return (request, connection) -> {
                if (count.incrementAndGet() % nth == 0) {
                    connection.answer(status, "", field);
                } else {
                    connection.send(Passing.octets(request.method(), origin.answerTo(request)));
                }
            };
        }

        /** These lines in place of each ETag; %s is what stands between its double quotes. */
        private static ScriptedServer.Script tagged(String lines, Passing origin) {
            return (request, connection) -> {
                Response answer = origin.answerTo(request);
                String opaque = answer.etag().map(tag -> tag.replace("\"", "")).orElse("");
                String octets = new String(Passing.octets(request.method(), answer), StandardCharsets.ISO_8859_1);
                connection.send(octets.replace("ETag: \"" + opaque + "\"", lines.formatted(opaque)));
            };
        }

        static List<Weather> harmless() {
            return Arrays.stream(values()).filter(each -> each.harmless).toList();
        }

        static List<Weather> harmful() {
            return Arrays.stream(values()).filter(each -> !each.harmless).toList();
        }
    }

    @TempDir
    static Path folder;

    private static AllAtOnce<Weather, Ran> all;

    @BeforeAll
    static void examine_in_all_weathers() {
        all = new AllAtOnce<>(Weather.class, WeatherTest::examined);
    }

    @AfterAll
    static void stop() {
        all.close();
    }

    private static Ran examined(Weather weather) throws Exception {
        try (ReferenceOrigin origin = ReferenceOrigin.start();
                ScriptedServer server = ScriptedServer.start(weather.before.apply(new Passing(origin.collection())))) {
            return examine(weather.name(), server.url("/items/"), "late: 0ms");
        }
    }

    private static Ran examine(String name, URI url, String limits, String... more) throws Exception {
        Path typedIn = Files.createDirectories(folder.resolve(name));
        Files.writeString(
                typedIn.resolve("targets.yaml"), "targets: {it: {url: '" + url + "', limits: {" + limits + "}}}");
        return Ran.in(
                typedIn,
                Stream.concat(Stream.of("target=it", SOME_RULES), Stream.of(more))
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("org.ifmatch.run.WeatherTest$Weather#harmless")
    void what_is_not_the_target_s_fault_is_not_held_against_it(Weather weather) throws Exception {
        Ran ran = all.of(weather);

        JsonNode summary = ran.results("it").get("summary");
        assertThat(summary.get("FAIL").asInt()).as(ran.output()).isZero();
        assertThat(summary.get("WARN").asInt()).as(ran.output()).isZero();
        assertThat(ran.verdict("it", "stale-tag/put-rejected")).isEqualTo("PASS");
        assertThat(ran.verdict("it", "current-tag/put")).isEqualTo("PASS");
        assertThat(ran.reasons("it")).isEmpty();
        assertThat(ran.passed()).isTrue();
        ran.demandNoTrace();
    }

    @ParameterizedTest
    @MethodSource("org.ifmatch.run.WeatherTest$Weather#harmful")
    void a_target_whose_tags_are_none_never_passes(Weather weather) throws Exception {
        Ran ran = all.of(weather);

        assertThat(ran.passed()).as(ran.output()).isFalse();
        assertThat(ran.verdict("it", "etag/syntax-valid")).isEqualTo("FAIL");
        ran.demandNoTrace();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 40})
    void a_ceiling_that_discovery_reaches_is_told(int ceiling) throws Exception {
        try (ReferenceOrigin origin = ReferenceOrigin.start()) {
            Ran ran = examine("ceiling" + ceiling, origin.collection(), "late: 0ms", "max.requests=" + ceiling);

            assertThat(ran.demandUnexamined("it"))
                    .isEqualTo("The target could not be examined: discovery at " + origin.collection()
                            + " broke off: the ceiling of " + ceiling + " requests was reached.");
        }
    }

    @Test
    void a_ceiling_that_the_rules_reach_never_lets_them_pass() throws Exception {
        try (ReferenceOrigin origin = ReferenceOrigin.start()) {
            Ran ran = examine("ceiling", origin.collection(), "late: 0ms, requests: 100");

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
