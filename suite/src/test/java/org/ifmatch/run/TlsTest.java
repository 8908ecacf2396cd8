package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Exchange.Trouble;
import org.ifmatch.http.Field;
import org.ifmatch.http.Release;
import org.ifmatch.http.Request;
import org.ifmatch.http.Salvo;
import org.ifmatch.target.Limits;
import org.ifmatch.target.Tls;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server is believed by the certificate that the user named, by any where the user said so, and else by the platform's. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TlsTest {

    private static final String PASSWORD = "changeit";
    private static final ScriptedServer.Script OK =
            (request, connection) -> connection.answer("200 OK", "by TLS", "ETag: \"a\"");

    @TempDir
    static Path folder;

    private static Identity local;
    private static Identity elsewhere;

    /** A key that signed its own certificate: what a server has, and the file that a client is given. */
    private record Identity(SSLContext context, Path certificate) {

        ServerSocketFactory server() {
            return context.getServerSocketFactory();
        }

        static Identity of(String name, String subject) throws Exception {
            Path store = folder.resolve(name + ".p12");
            keytool(store, "-genkeypair", "-alias", "a", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", subject);
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            Path pem = folder.resolve(name + ".pem");
            String octets = Base64.getMimeEncoder()
                    .encodeToString(keys.getCertificate("a").getEncoded());
            Files.writeString(pem, "-----BEGIN CERTIFICATE-----\n" + octets + "\n-----END CERTIFICATE-----\n");
            return new Identity(context, pem);
        }

        private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
            command.addAll(List.of(arguments));
            command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD, "-validity", "2"));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        }
    }

    @BeforeAll
    static void make_certificates() throws Exception {
        local = Identity.of("local", "san=ip:127.0.0.1");
        elsewhere = Identity.of("elsewhere", "san=dns:elsewhere.example");
    }

    private static Exchange exchange(BothWires wire, Tls tls, Identity identity) {
        try (ScriptedServer server = ScriptedServer.secure(identity.server(), OK)) {
            Request request = Request.of(
                    "PUT", server.url("/items/1?a=b"), List.of(Field.of("If-Match", "\"a\"")), new byte[] {'x'});
            Exchange exchange = wire.wire(BothWires.PATIENT, tls).send(request);
            if (exchange.succeeded()) {
                assertThat(server.heard()).hasSize(1);
                assertThat(server.heard().get(0).octets())
                        .isEqualTo(exchange.sent())
                        .isEqualTo(request.octets());
            } else {
                assertThat(server.heard()).isEmpty();
            }
            return exchange;
        }
    }

    private static void assertRefused(Exchange exchange) {
        assertThat(exchange.response()).isEmpty();
        assertThat(exchange.sent()).isEmpty();
        assertThat(exchange.trouble()).hasValueSatisfying(trouble -> {
            assertThat(trouble.kind()).isEqualTo(Trouble.Kind.NOT_CONNECTED);
            assertThat(trouble.says()).startsWith("no connection to 127.0.0.1:").doesNotContain("\n");
        });
    }

    @ParameterizedTest
    @EnumSource
    void a_certificate_of_its_own_is_refused(BothWires wire) {
        assertRefused(exchange(wire, Tls.PLATFORM, local));
    }

    @ParameterizedTest
    @EnumSource
    void the_certificate_that_the_user_named_is_believed(BothWires wire) {
        Exchange exchange = exchange(wire, new Tls(Optional.of(local.certificate()), false), local);

        assertThat(exchange.answer()).isEqualTo("200 OK");
        assertThat(exchange.response().orElseThrow().text()).isEqualTo("by TLS");
        assertThat(new String(exchange.received(), StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 200 OK");
    }

    @ParameterizedTest
    @EnumSource
    void another_certificate_than_the_one_named_is_refused(BothWires wire) {
        assertRefused(exchange(wire, new Tls(Optional.of(elsewhere.certificate()), false), local));
    }

    @ParameterizedTest
    @EnumSource
    void a_certificate_for_another_host_is_refused(BothWires wire) {
        assertRefused(exchange(wire, new Tls(Optional.of(elsewhere.certificate()), false), elsewhere));
    }

    @ParameterizedTest
    @EnumSource
    void any_certificate_will_do_where_the_user_says_so(BothWires wire) {
        assertThat(exchange(wire, new Tls(Optional.empty(), true), elsewhere).answer())
                .isEqualTo("200 OK");
    }

    @Test
    void a_file_that_holds_no_certificate_is_named() throws IOException {
        Path empty = Files.writeString(folder.resolve("no.pem"), "nothing\n");

        assertThatThrownBy(() -> TlsTrust.factory(new Tls(Optional.of(empty), false)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tls.ca: " + empty + " holds no certificates that can be read");
    }

    @Test
    void a_file_that_holds_nothing_at_all_is_named() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");

        assertThatThrownBy(() -> TlsTrust.factory(new Tls(Optional.of(empty), false)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tls.ca: " + empty);
    }

    /** The close of a TLS socket waits for a write that is under way; the clock must not wait with it. */
    @Test
    void a_large_upload_that_nobody_reads_is_given_up() {
        byte[] large = new byte[10 * 1024 * 1024];
        Tls insecure = new Tls(Optional.empty(), true);
        try (ScriptedServer server =
                ScriptedServer.secureAfterHead(local.server(), (request, connection) -> connection.untilOver())) {
            Exchange exchange = BothWires.RAW
                    .wire(BothWires.answerWithin(Duration.ofMillis(700)), insecure)
                    .send(Request.of("PUT", server.url("/items/1"), List.of(), large));

            assertThat(exchange.trouble().orElseThrow().kind()).isEqualTo(Trouble.Kind.TIMEOUT);
        }
        assertThat(exchange(BothWires.RAW, insecure, local).answer()).isEqualTo("200 OK");
    }

    private static List<Request> puts(URI url, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Request.of("PUT", url, List.of(), ("content-" + i).getBytes(StandardCharsets.US_ASCII)))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void no_header_section_is_complete_before_the_release_by_tls_either(Release.Way way) throws IOException {
        Tls tls = new Tls(Optional.of(local.certificate()), false);
        List<Long> complete = Collections.synchronizedList(new ArrayList<>());
        try (ScriptedServer server = ScriptedServer.secureAfterHead(local.server(), (head, connection) -> {
                    complete.add(System.nanoTime());
                    connection.answer("204 No Content", "");
                });
                Volley volley = new Volley(Limits.DEFAULT, TlsTrust.factory(tls))) {
            Salvo salvo =
                    volley.together(puts(server.url("/x"), 8), new Release(way, Duration.ofMillis(50), Duration.ZERO));

            assertThat(salvo.exchanges()).allSatisfy(e -> assertThat(e.status()).isEqualTo(204));
            long released = salvo.exchanges().stream()
                    .mapToLong(e -> e.times().sent())
                    .min()
                    .orElseThrow();
            assertThat(complete).hasSize(8).allSatisfy(at -> assertThat(at).isGreaterThan(released));
        }
    }

    @Test
    void connections_by_tls_are_used_again_and_each_request_gets_its_own_answer() throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(local.context()));
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            byte[] content = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        server.start();
        URI url = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/x");
        try (Volley volley =
                new Volley(Limits.DEFAULT, TlsTrust.factory(new Tls(Optional.of(local.certificate()), false)))) {
            for (Release.Way way : Release.Way.values()) {
                Salvo salvo = volley.together(puts(url, 8), Release.by(way));

                for (int i = 0; i < 8; i++) {
                    assertThat(salvo.exchanges().get(i).response().orElseThrow().text())
                            .isEqualTo("content-" + i);
                }
            }
            assertThat(volley.opened()).isEqualTo(8);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void nothing_of_a_volley_is_sent_to_a_server_that_is_not_believed() throws IOException {
        try (ScriptedServer server = ScriptedServer.secure(local.server(), OK);
                Volley volley = new Volley(Limits.DEFAULT, TlsTrust.factory(Tls.PLATFORM))) {
            Salvo salvo = volley.together(puts(server.url("/x"), 3), Release.by(Release.Way.ONE_THREAD));

            assertThat(salvo.exchanges()).allSatisfy(TlsTest::assertRefused);
            assertThat(server.heard()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_server_that_speaks_no_tls_is_told(BothWires wire) {
        try (ScriptedServer server = ScriptedServer.onceConnected(
                (request, connection) -> connection.answer("400 Bad Request", "TLS is not spoken here"))) {
            URI url = URI.create(server.url("/items/1").toString().replace("http:", "https:"));

            assertRefused(wire.wire().send(Request.of("GET", url, List.of())));
        }
    }
}
