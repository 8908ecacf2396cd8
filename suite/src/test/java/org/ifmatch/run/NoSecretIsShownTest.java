package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.ifmatch.http.Field;
import org.ifmatch.http.Response;
import org.ifmatch.origin.ReferenceOrigin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret of the user's is in no file of the reports and in no line of the output, though the target sends it back. */
class NoSecretIsShownTest {

    private static final String SECRET = "s3cr3t/w0rd+%&'\"<>";
    private static final String ENCODED = "s3cr3t%2Fw0rd%2B%25%26%27%22%3C%3E";
    private static final String PAIR =
            Base64.getEncoder().encodeToString(("tester:" + SECRET).getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path folder;

    /** A server that ignores If-Match, so that there is something to show, and that sends back all it was told. */
    private static ScriptedServer echoing(ReferenceOrigin origin) {
        Passing passing = new Passing(origin.collection());
        return ScriptedServer.start((request, connection) -> {
            Response answer = passing.answerTo(withoutCredentials(request));
            connection.send(Passing.octets(
                    request.method(),
                    answer,
                    Field.of("X-You-Asked", request.target()),
                    Field.of(
                            "X-You-Are",
                            request.text().replaceAll("(?s)\r\n", " ").strip()),
                    Field.of("X-Decoded", "tester:" + SECRET),
                    Field.of("X-Lower-Case", ENCODED.toLowerCase(Locale.ROOT)),
                    Field.of("Link", "<" + request.target() + ">")));
        });
    }

    /** The origin behind takes no credentials at all. */
    private static ScriptedServer.Heard withoutCredentials(ScriptedServer.Heard request) {
        return new ScriptedServer.Heard(
                request.text().replaceFirst("\r\nAuthorization: [^\r]*", "").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void demandNoSecret(String text) {
        List<String> forms = List.of(SECRET, "s3cr3t", ENCODED, PAIR, SECRET.replace("\"", "\\\""));
        assertThat(text).doesNotContainIgnoringCase(forms.toArray(String[]::new));
    }

    @Test
    void neither_a_password_nor_a_key_in_a_url_is_shown() throws Exception {
        try (ReferenceOrigin origin = ReferenceOrigin.named("fault:ignored-on-put");
                ScriptedServer server = echoing(origin)) {
            String url =
                    server.url("/items/?v=1&api_key=" + ENCODED).toString().replace("//", "//tester:" + ENCODED + "@");
            Ran ran = Ran.in(
                    folder, "target.url=" + url, "target.name=it", "only=stale-tag/put-rejected,current-tag/put");

            assertThat(server.heard())
                    .isNotEmpty()
                    .allSatisfy(heard -> assertThat(heard.text())
                            .contains(
                                    "?v=1&api_key=" + ENCODED + " HTTP/1.1", "Authorization: Basic " + PAIR + "\r\n"));
            assertThat(ran.finding("it", "stale-tag/put-rejected").toString()).contains("api_key=***", "Basic ***");
            assertThat(ran.output()).contains("/items/?v=1&api_key=***");
            demandNoSecret(ran.output());
            ran.files().forEach((file, text) -> demandNoSecret(text));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth: {bearer: %s}", "headers: {X-Api-Key: %s}"})
    void a_token_is_not_shown(String line) throws Exception {
        String token = "s3cr3t.w0rd-~_";
        try (ReferenceOrigin origin = ReferenceOrigin.named("fault:ignored-on-put");
                ScriptedServer server = echoing(origin)) {
            Files.writeString(
                    folder.resolve("targets.yaml"),
                    "targets:\n  it:\n    url: " + server.url("/items/") + "\n    limits: {late: 0ms}\n    "
                            + line.formatted(token) + "\n");
            Ran ran = Ran.in(folder, "target=it", "only=stale-tag/put-rejected,current-tag/put");

            // The decoded password that the server sends is none of this target's secrets.
            assertThat(server.heard())
                    .allSatisfy(heard -> assertThat(heard.text()).contains(token + "\r\n"));
            assertThat(ran.finding("it", "stale-tag/put-rejected").toString()).contains("***");
            assertThat(ran.output()).doesNotContain(token);
            ran.files()
                    .forEach(
                            (file, text) -> assertThat(text).as(file.toString()).doesNotContain(token));
        }
    }

    @Test
    void a_secret_of_a_target_that_is_dead_is_not_shown() throws Exception {
        Ran ran = Ran.in(folder, "target.url=" + ScriptedServer.deadUrl() + "?sig=" + ENCODED, "target.name=it");

        assertThat(ran.demandUnexamined("it")).contains("nothing answers at ").contains("/items/?sig=***: ");
        demandNoSecret(ran.output());
        ran.files().forEach((file, text) -> demandNoSecret(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://tester:%s@localhost/items/",
                "http://tester:%s@/items/",
                "http://tester:%s@local host/",
                "http://localhost:99999/?token=%s",
                "http://localhost/items/#%s"
            })
    void a_secret_in_a_url_that_is_none_is_not_shown(String url) {
        WrongUse wrong =
                catchThrowableOfType(WrongUse.class, () -> Ran.in(folder, "target.url=" + url.formatted(ENCODED)));

        assertThat(wrong.getMessage()).startsWith("target.url: ");
        demandNoSecret(wrong.getMessage());
    }
}
