package org.ifmatch.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ifmatch.report.BaselineEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an honest targets file says. */
class TargetsFileTest {

    private static final String EVERYTHING = """
            targets:
              orders:
                url: https://orders.example/api/orders/?v=2
                dialect: fhir-r4
                auth: {bearer: "${ORDERS_TOKEN}"}
                headers: {X-Tenant: test, Accept: application/json}
                tls: {ca: FILE, insecure: false}
                create: {method: POST, type: application/json, body: '{"note":"{{nonce}}"}', headers: {Slug: '{{id}}'}}
                update: {method: PUT}
                patch:  {type: application/merge-patch+json, body: '{"note":"{{nonce}}"}'}
                nonce:  {json: /note}
                settle: 1100ms
                limits: {connect: 2s, answer: 20s, header: 64KiB, body: 1048576, requests: 500, late: 0s}
                capabilities: {delete: false, etag: weak, patch: [application/merge-patch+json], 428: true, hook:list: false}
                probes:
                  unauthorised: {headers: {Authorization: wrong}}
                  forbidden: https://orders.example/api/secret
                  read-only: https://orders.example/api/about
                  redirect: https://orders.example/old
                  variants: [text/html, application/json]
                  counter: {json: /n}
                  restart: systemctl restart orders
                endpoints: [https://a.orders.example/api/orders/, https://b.orders.example/api/orders/]
                baseline:
                  - {rule: precedence/ius-ignored-true, because: "the gateway ANDs both, OPS-112", until: 2027-03-01}
                  - rule: race/*
                    because: known
                    link: https://tracker.example/7
            """;

    @TempDir
    Path folder;

    @Test
    void every_key_of_the_contract_is_read() throws Exception {
        Files.writeString(folder.resolve("FILE"), "certificates");
        Target orders = new TargetsText(folder)
                .with("ORDERS_TOKEN", "tok-123")
                .read(EVERYTHING)
                .target("orders");

        assertThat(orders.name()).isEqualTo("orders");
        assertThat(orders.url()).isEqualTo(URI.create("https://orders.example/api/orders/?v=2"));
        assertThat(orders.dialect().name()).isEqualTo("fhir-r4");
        assertThat(orders.auth()).isEqualTo(new Auth.Bearer("tok-123"));
        assertThat(orders.headers()).containsExactly(entry("X-Tenant", "test"), entry("Accept", "application/json"));
        assertThat(orders.tls()).isEqualTo(new Tls(Optional.of(folder.resolve("FILE")), false));
        assertThat(orders.create())
                .contains(new Create(
                        "POST",
                        "application/json",
                        "{\"note\":\"{{nonce}}\"}",
                        Optional.empty(),
                        Map.of("Slug", "{{id}}")));
        assertThat(orders.update()).contains(new Update("PUT", Optional.empty(), Optional.empty(), Map.of()));
        assertThat(orders.patch()).contains(new Patch("application/merge-patch+json", "{\"note\":\"{{nonce}}\"}"));
        assertThat(orders.nonce()).isEqualTo(new Nonce.JsonPointer("/note"));
        assertThat(orders.settle()).contains(Duration.ofMillis(1100));
        assertThat(orders.limits())
                .isEqualTo(new Limits(
                        Duration.ofSeconds(2), Duration.ofSeconds(20), 65_536, 1_048_576, 500, Duration.ZERO));
        assertThat(orders.capabilities())
                .containsOnly(
                        entry(Capability.DELETE, new CapabilityValue.Flag(false)),
                        entry(Capability.ETAG, new CapabilityValue.Word("weak")),
                        entry(Capability.PATCH, new CapabilityValue.Words(List.of("application/merge-patch+json"))),
                        entry(Capability.STATUS_428, new CapabilityValue.Flag(true)),
                        entry(Capability.HOOK_LIST, new CapabilityValue.Flag(false)));
        assertThat(orders.probes())
                .isEqualTo(new Probes(
                        Optional.of(Map.of("Authorization", "wrong")),
                        Optional.of(URI.create("https://orders.example/api/secret")),
                        Optional.of(URI.create("https://orders.example/api/about")),
                        Optional.of(URI.create("https://orders.example/old")),
                        Optional.of(List.of("text/html", "application/json")),
                        Optional.of("/n"),
                        Optional.of("systemctl restart orders")));
        assertThat(orders.endpoints())
                .containsExactly(
                        URI.create("https://a.orders.example/api/orders/"),
                        URI.create("https://b.orders.example/api/orders/"));
        assertThat(orders.baseline())
                .containsExactly(
                        new BaselineEntry(
                                "precedence/ius-ignored-true",
                                "the gateway ANDs both, OPS-112",
                                Optional.of(LocalDate.of(2027, 3, 1)),
                                Optional.empty(),
                                "targets.yaml:25"),
                        new BaselineEntry(
                                "race/*",
                                "known",
                                Optional.empty(),
                                Optional.of("https://tracker.example/7"),
                                "targets.yaml:26"));
    }

    @Test
    void an_entry_with_a_url_alone_equals_a_bare_target() throws Exception {
        Target orders = new TargetsText(folder)
                .read("targets: {orders: {url: http://localhost:8080/items}}")
                .target("orders");

        assertThat(orders).isEqualTo(Target.bare("orders", URI.create("http://localhost:8080/items")));
        assertThat(orders.url()).hasToString("http://localhost:8080/items");
        assertThat(orders.limits()).isEqualTo(Limits.DEFAULT);
        assertThat(orders.nonce()).isEqualTo(new Nonce.Bytes());
        assertThat(orders.auth()).isEqualTo(new Auth.None());
    }

    @Test
    void create_defaults_to_a_put_of_the_nonce_as_text() throws Exception {
        Target orders = new TargetsText(folder).target("create: {name: '{{id}}.txt'}");

        assertThat(orders.create())
                .contains(new Create("PUT", "text/plain", "{{nonce}}", Optional.of("{{id}}.txt"), Map.of()));
    }

    @Test
    void a_pattern_with_one_group_finds_the_nonce() throws Exception {
        Target orders = new TargetsText(folder).target("nonce: {pattern: 'SUMMARY:(\\S+)'}");

        assertThat(orders.nonce())
                .isInstanceOfSatisfying(
                        Nonce.Pattern.class,
                        nonce -> assertThat(nonce.pattern()).hasToString("SUMMARY:(\\S+)"));
    }

    @Test
    void the_kind_of_tags_is_a_word_and_patch_may_be_switched_off() throws Exception {
        Target orders = new TargetsText(folder).target("capabilities: {etag: none, patch: false}");

        assertThat(orders.capabilities().get(Capability.ETAG).present()).isFalse();
        assertThat(orders.capabilities().get(Capability.ETAG).plain()).isEqualTo("none");
        assertThat(orders.capabilities().get(Capability.PATCH)).isEqualTo(new CapabilityValue.Flag(false));
    }

    @Test
    void a_user_in_the_url_becomes_basic_auth() throws Exception {
        Target orders = new TargetsText(folder)
                .read("targets: {orders: {url: 'http://jane:s%40crets@localhost:8080/items/?a=b'}}")
                .target("orders");

        assertThat(orders.url()).hasToString("http://localhost:8080/items/?a=b");
        assertThat(orders.auth()).isEqualTo(new Auth.Basic("jane", "s@crets"));
    }

    @Test
    void basic_and_digest_carry_a_user_and_a_password() throws Exception {
        TargetsText text = new TargetsText(folder).with("P", "pa:ss");

        assertThat(text.target("auth: {basic: {user: jane, password: \"${P}\"}}")
                        .auth())
                .isEqualTo(new Auth.Basic("jane", "pa:ss"));
        assertThat(text.target("auth: {digest: {user: jane, password: 12345}}").auth())
                .isEqualTo(new Auth.Digest("jane", "12345"));
    }

    @Test
    void a_certificate_file_is_sought_beside_the_targets_file() throws Exception {
        Files.createDirectory(folder.resolve("ca"));
        Files.writeString(folder.resolve("ca/test.pem"), "certificates");

        assertThat(new TargetsText(folder).target("tls: {ca: ca/test.pem}").tls())
                .isEqualTo(new Tls(Optional.of(folder.resolve("ca/test.pem")), false));
    }

    @Test
    void variables_stand_anywhere_in_a_value_and_a_doubled_dollar_stands_for_itself() throws Exception {
        Target orders = new TargetsText(folder)
                .with("HOST", "web-1")
                .read("targets: {orders: {url: 'http://${HOST}/items/', headers: {X-Shell: 'a $${HOST} $5'}}}")
                .target("orders");

        assertThat(orders.url()).hasToString("http://web-1/items/");
        assertThat(orders.headers()).containsExactly(entry("X-Shell", "a ${HOST} $5"));
    }

    @Test
    void an_entry_that_is_wrong_does_not_spoil_the_others() throws Exception {
        TargetsFile file = new TargetsText(folder).read("""
                        targets:
                          wrong: {url: "${MISSING}", creat: {}}
                          right: {url: http://localhost/items/}
                        """);

        assertThat(file.names()).containsExactly("wrong", "right");
        assertThat(file.target("right").url()).hasToString("http://localhost/items/");
    }

    @Test
    void the_names_keep_their_order() throws Exception {
        assertThat(new TargetsText(folder)
                        .read("targets: {b: {url: x}, a: {url: x}, c.2_d: {url: x}}")
                        .names())
                .containsExactly("b", "a", "c.2_d");
    }

    @Test
    void a_file_in_which_everything_is_commented_out_has_no_targets() throws Exception {
        assertThat(new TargetsText(folder).read("# targets:\n").names()).isEmpty();
        assertThat(new TargetsText(folder).read("targets:\n  # orders:\n").names())
                .isEmpty();
        assertThat(new TargetsText(folder).read("").names()).isEmpty();
    }

    @Test
    void entries_may_share_parts_by_anchors() throws Exception {
        TargetsFile file = new TargetsText(folder).read("""
                        targets:
                          one: {url: http://localhost/1/, limits: &limits {answer: 2s}}
                          two: {url: http://localhost/2/, limits: *limits}
                        """);

        assertThat(file.target("two").limits().answer()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void a_byte_order_mark_does_no_harm() throws Exception {
        assertThat(new TargetsText(folder)
                        .read("\uFEFFtargets: {orders: {url: http://localhost/}}")
                        .names())
                .containsExactly("orders");
    }

    @Test
    void the_file_that_comes_with_the_suite_holds_no_mistake() throws Exception {
        TargetsFile file = TargetsFile.read(example(), name -> Optional.of("http://127.0.0.1:8080/dav/"));

        file.validateAll();
        assertThat(file.names()).contains("apache", "nginx", "lighttpd", "tomcat");
        assertThat(file.target("radicale").create().orElseThrow().body())
                .contains("\r\nUID:{{id}}\r\nDTSTAMP:")
                .endsWith("END:VCALENDAR\r\n");
    }

    @Test
    void the_file_that_comes_with_the_suite_shows_every_key() throws Exception {
        String uncommented = Files.readString(example())
                .lines()
                .dropWhile(line -> !line.equals("  # orders:"))
                .map(line -> line.replaceFirst("^ {2}# ", "  "))
                .reduce("targets:\n", (text, line) -> text + line + "\n");
        Files.writeString(folder.resolve("ca.pem"), "certificates");

        TargetsFile file =
                new TargetsText(folder).with("ORDERS_TOKEN", "tok-123").read(uncommented);

        file.validateAll();
        assertThat(file.names()).containsExactly("orders");
        assertThat(TargetSection.KEYS).allSatisfy(key -> assertThat(uncommented).contains("\n    " + key + ":"));
    }

    private static Path example() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        Path top = Files.exists(here.resolve("targets.yaml")) ? here : here.getParent();
        return top.resolve("targets.yaml");
    }
}
