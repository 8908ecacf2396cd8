package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A target that cannot be examined ends in one clear sentence, within a bounded time, with reports that say so, and with a gate
 * that is closed. Most of the time of such a run is spent waiting, so all of them wait together.
 */
class BadTargetsTest {

    private static final String HTML = "<html>hello</html>";
    private static final String TEN_MIB = "x".repeat(10 * 1024 * 1024);

    /** How a target can be of no use, and what is said of it. */
    enum Bad {
        ALWAYS_404(
                (request, connection) -> connection.answer("404 Not Found", HTML),
                "no resource could be made in COLLECTION (the set-up's PUT was answered 404 Not Found; the POST that makes a"
                        + " resource was answered 404 Not Found); name a collection that takes PUT or POST, or say in"
                        + " targets.yaml how one creates there."),
        ALWAYS_401(
                (request, connection) -> connection.answer("401 Unauthorized", "", "WWW-Authenticate: Bearer"),
                "no resource could be made in COLLECTION (the set-up's PUT was answered 401 Unauthorized; the POST that makes"
                        + " a resource was answered 401 Unauthorized); say by 'auth' in targets.yaml, or by"
                        + " user:password@ in the URL, who asks."),
        WANTS_OTHER_CONTENT(
                (request, connection) -> {
                    if (request.method().equals("POST")) {
                        connection.answer("422 Unprocessable Content", "{\"detail\": \n\"a title is missing\"}");
                    } else {
                        connection.answer("404 Not Found", HTML);
                    }
                },
                "no resource could be made in COLLECTION (the set-up's PUT was answered 404 Not Found; the POST that makes a"
                        + " resource was answered 422 Unprocessable Content: {\"detail\": \"a title is missing\"}); say by"
                        + " 'create' in targets.yaml what has to be sent there: its method, type and body."),
        ALWAYS_200(
                (request, connection) -> connection.answer("200 OK", HTML),
                "no resource could be made in COLLECTION (the set-up's PUT was answered 200 OK, yet GET does not show what it"
                        + " wrote; the POST that makes a resource was answered 200 OK without a Location that can be"
                        + " followed); name a collection that takes PUT or POST, or say in targets.yaml how one"
                        + " creates there."),
        ALWAYS_500(
                (request, connection) -> connection.answer("500 Internal Server Error", HTML),
                "no resource could be made in COLLECTION (the set-up's PUT was answered 500 Internal Server Error; the POST"
                        + " that makes a resource was answered 500 Internal Server Error); name a collection that takes"
                        + " PUT or POST, or say in targets.yaml how one creates there."),
        ALWAYS_BUSY(
                (request, connection) -> connection.answer("503 Service Unavailable", "", "Retry-After: 0"),
                "no resource could be made in COLLECTION (the set-up's PUT was answered 503 Service Unavailable); run again"
                        + " when the server has time."),
        ALWAYS_TOO_MANY(
                (request, connection) -> connection.answer("429 Too Many Requests", "", "Retry-After: 0"),
                "no resource could be made in COLLECTION (the set-up's PUT was answered 429 Too Many Requests); run again when"
                        + " the server has time."),
        RESETS(
                (request, connection) -> connection.reset(),
                "no resource could be made in COLLECTION (the set-up's PUT came to nothing: the connection broke before the"
                        + " answer was complete (Connection reset); the POST that makes a resource came to nothing: the"
                        + " connection broke before the answer was complete (Connection reset)); see that an HTTP server"
                        + " answers there."),
        HANGS_UP(
                (request, connection) -> {},
                "no resource could be made in COLLECTION (the set-up's PUT came to nothing: the connection was closed without"
                        + " an answer; the POST that makes a resource came to nothing: the connection was closed without"
                        + " an answer); see that an HTTP server answers there."),
        NEVER_ANSWERS(
                (request, connection) -> connection.untilGivenUp(),
                "no resource could be made in COLLECTION (the set-up's PUT came to nothing: no complete answer within 300 ms;"
                        + " the POST that makes a resource came to nothing: no complete answer within 300 ms); see that"
                        + " an HTTP server answers there."),
        NO_HTTP(
                (request, connection) -> connection.send("SSH-2.0-OpenSSH_9.2\r\n"),
                "no resource could be made in COLLECTION (the set-up's PUT came to nothing: the answer is not HTTP/1.1 (Invalid"
                        + " protocol version; error at offset 0: <SSH-2.0-OpenSSH_9.2>); the POST that makes a resource"
                        + " came to nothing: the answer is not HTTP/1.1 (Invalid protocol version; error at offset 0:"
                        + " <SSH-2.0-OpenSSH_9.2>)); see that an HTTP server answers there."),
        CUT_OFF(
                (request, connection) -> connection.send("HTTP/1.1 201 Created\r\nContent-Length: 10\r\n\r\nabc"),
                "no resource could be made in COLLECTION (the set-up's PUT came to nothing: the connection was closed before the"
                        + " answer was complete; the POST that makes a resource came to nothing: the connection was"
                        + " closed before the answer was complete); see that an HTTP server answers there."),
        ENDLESS_HEADER(
                (request, connection) -> {
                    connection.send("HTTP/1.1 200 OK\r\n");
                    while (true) {
                        connection.send("X-More: of the same\r\n");
                    }
                },
                "no resource could be made in COLLECTION (the set-up's PUT came to nothing: the answer's header section went on"
                        + " for more than 10240 octets; the POST that makes a resource came to nothing: the answer's"
                        + " header section went on for more than 10240 octets); see that an HTTP server answers there."),
        ENDLESS_CONTENT(
                (request, connection) -> {
                    connection.send("HTTP/1.1 200 OK\r\n\r\n");
                    while (true) {
                        connection.send("of the same".repeat(10_000));
                    }
                },
                "no resource could be made in COLLECTION (the set-up's PUT came to nothing: the answer's content went on for"
                        + " more than 20971520 octets; the POST that makes a resource came to nothing: the answer's"
                        + " content went on for more than 20971520 octets); see that an HTTP server answers there."),
        LARGE_CONTENT(
                (request, connection) -> connection.answer("200 OK", TEN_MIB),
                "no resource could be made in COLLECTION (the set-up's PUT was answered 200 OK, yet GET does not show what it"
                        + " wrote; the POST that makes a resource was answered 200 OK without a Location that can be"
                        + " followed); name a collection that takes PUT or POST, or say in targets.yaml how one"
                        + " creates there."),
        SENDS_ELSEWHERE(
                (request, connection) -> connection.answer("302 Found", "", "Location: http://nowhere.invalid/"),
                "no resource could be made in COLLECTION (the set-up's PUT was answered 302 Found; the POST that makes a"
                        + " resource was answered 302 Found); name a collection that takes PUT or POST, or say in"
                        + " targets.yaml how one creates there.");

        private final ScriptedServer.Script script;
        private final String sentence;

        Bad(ScriptedServer.Script script, String sentence) {
            this.script = script;
            this.sentence = sentence;
        }
    }

    @TempDir
    static Path folder;

    private static AllAtOnce<Bad, Met> all;

    /** What came of a run against one of them. */
    private record Met(Ran ran, URI url, int requests) {

        static Met with(Bad bad) throws Exception {
            try (ScriptedServer server = ScriptedServer.start(bad.script)) {
                Path typedIn = Files.createDirectories(folder.resolve(bad.name()));
                URI url = server.url("/items/");
                Files.writeString(
                        typedIn.resolve("targets.yaml"),
                        "targets: {it: {url: '" + url
                                + "', limits: {connect: 20s, answer: "
                                + (bad == Bad.NEVER_ANSWERS ? "300ms" : "20s") + ", header: 10KiB, body: 20MiB}}}");
                return new Met(Ran.in(typedIn, "target=it"), url, server.heard().size());
            }
        }
    }

    @BeforeAll
    static void meet_all_of_them() {
        all = new AllAtOnce<>(Bad.class, Met::with);
    }

    @AfterAll
    static void stop() {
        all.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_target_of_no_use_ends_in_one_clear_sentence(Bad bad) throws Exception {
        Met met = all.of(bad);

        assertThat(met.ran().demandUnexamined("it"))
                .isEqualTo("The target could not be examined: "
                        + bad.sentence.replace("COLLECTION", met.url().toString()));
        assertThat(met.requests()).isBetween(2, 40);
    }
}
