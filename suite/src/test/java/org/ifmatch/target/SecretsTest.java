package org.ifmatch.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must never be shown is known in every form, and shown by nothing here. */
class SecretsTest {

    @TempDir
    Path folder;

    @Test
    void a_bearer_token_is_a_secret_wherever_it_comes_from() throws Exception {
        assertThat(new TargetsText(folder).target("auth: {bearer: hunter2}").secrets())
                .containsExactly("hunter2");
        assertThat(new TargetsText(folder)
                        .with("T", "hunter2")
                        .target("auth: {bearer: \"${T}\"}")
                        .secrets())
                .containsExactly("hunter2");
    }

    @Test
    void a_password_is_a_secret_plain_encoded_and_as_the_field_carries_it() throws Exception {
        assertThat(new TargetsText(folder)
                        .target("auth: {basic: {user: jane, password: 'p w+ö'}}")
                        .secrets())
                .containsExactlyInAnyOrder(
                        "p w+ö",
                        "p%20w%2B%C3%B6",
                        "p%20w%2b%c3%b6",
                        "p+w%2B%C3%B6",
                        "amFuZTpwIHcrw7Y=",
                        "amFuZTpwIHcrw7Y%3D",
                        "amFuZTpwIHcrw7Y%3d");
        assertThat(new TargetsText(folder)
                        .target("auth: {digest: {user: jane, password: hunter2}}")
                        .secrets())
                .containsExactly("hunter2");
        assertThat(Target.bare("url", URI.create("http://jane:hunter2@localhost/"))
                        .secrets())
                .contains("hunter2", "amFuZTpodW50ZXIy");
    }

    @Test
    void every_value_from_the_environment_is_a_secret_with_its_encoded_form() throws Exception {
        Target orders = new TargetsText(folder).with("TENANT", "a/b c").target("headers: {X-Tenant: \"t-${TENANT}\"}");

        assertThat(orders.secrets()).containsExactly("a%2Fb%20c", "a%2fb%20c", "a%2Fb+c", "a/b c");
    }

    @Test
    void a_value_from_the_environment_is_a_secret_in_a_body_a_probe_and_a_command() throws Exception {
        TargetsText text = new TargetsText(folder).with("S", "hunter2");

        for (String line : List.of(
                "create: {body: \"{{nonce}} ${S}\"}",
                "create: {name: \"{{id}}-${S}\"}",
                "create: {headers: {X-A: \"${S}\"}}",
                "update: {body: \"{{nonce}} ${S}\"}",
                "patch: {type: text/plain, body: \"{{nonce}} ${S}\"}",
                "probes: {unauthorised: {headers: {Authorization: \"Bearer ${S}\"}}}",
                "probes: {restart: \"restart --token ${S}\"}",
                "probes: {redirect: \"http://h/${S}/\"}",
                "endpoints: [\"http://h/?${S}\"]")) {
            Target orders = text.target(line);
            assertThat(orders.secrets()).as(line).contains("hunter2");
            assertThat(List.of(orders, orders.create(), orders.update(), orders.patch(), orders.probes()))
                    .as(line)
                    .allSatisfy(part -> assertThat(part.toString()).doesNotContain("hunter2"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sig",
                "token",
                "key",
                "secret",
                "password",
                "code",
                "auth",
                "sas",
                "signature",
                "access_token",
                "api_key",
                "apikey",
                "X-Amz-Signature",
                "X-Amz-Credential",
                "AWSAccessKeyId",
                "subscription-key",
                "accessToken",
                "client_secret",
                "user_passwd",
                "SIG",
                "%73ig"
            })
    void a_query_parameter_whose_name_suggests_it_is_a_secret(String name) {
        assertThat(Target.bare("url", URI.create("http://h/?a=12345&" + name + "=hun%2Fter2&b=6789"))
                        .secrets())
                .containsExactlyInAnyOrder("hun/ter2", "hun%2Fter2", "hun%2fter2", "hun%252Fter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"design", "author", "v", "passenger", "keyword", "sp", "encode", "assign", "comp"})
    void an_ordinary_query_parameter_is_none(String name) {
        assertThat(Target.bare("url", URI.create("http://h/?" + name + "=hunter2"))
                        .secrets())
                .isEmpty();
    }

    @Test
    void what_a_url_takes_from_the_environment_is_a_secret_but_for_where_the_server_is() throws Exception {
        TargetsText text = new TargetsText(folder);
        String url = "targets: {orders: {url: \"%s\"}}";

        assertThat(text.with("U", "http://localhost:8080/dav/?se=2027&comp=list")
                        .read(url.formatted("${U}"))
                        .target("orders")
                        .secrets())
                .containsExactlyInAnyOrder("2027", "list");
        assertThat(text.with("H", "web-1:8080")
                        .read(url.formatted("https://${H}/items/?v=1234"))
                        .target("orders")
                        .secrets())
                .isEmpty();
        assertThat(text.with("S", "hunter2")
                        .read(url.formatted("https://h/${S}/items/?v=1234"))
                        .target("orders")
                        .secrets())
                .containsExactly("hunter2");
        assertThat(text.with("S", "hunter2")
                        .read(url.formatted("https://h/items/?v=1234&x=a${S}&y"))
                        .target("orders")
                        .secrets())
                .containsExactly("ahunter2");
        assertThat(text.with("S", "sv=2020&sig=hunter2")
                        .read(url.formatted("https://h/items/?${S}"))
                        .target("orders")
                        .secrets())
                .containsExactly("hunter2", "2020");
        assertThat(text.with("S", "jane:hunter2@h")
                        .read(url.formatted("https://${S}/items/"))
                        .target("orders")
                        .secrets())
                .contains("hunter2");
    }

    @Test
    void a_field_whose_name_suggests_it_holds_a_secret() throws Exception {
        assertThat(new TargetsText(folder)
                        .target("headers: {Authorization: Bearer hunter2, X-Api-Key: abc123, X-Tenant: test}")
                        .secrets())
                .containsExactlyInAnyOrder("Bearer hunter2", "Bearer%20hunter2", "Bearer+hunter2", "hunter2", "abc123");
    }

    @Test
    void a_choice_from_the_environment_is_no_secret() throws Exception {
        assertThat(new TargetsText(folder)
                        .with("DIALECT", "webdav")
                        .target("dialect: \"${DIALECT}\"")
                        .secrets())
                .isEmpty();
    }

    @Test
    void a_value_of_two_characters_hides_nothing() throws Exception {
        assertThat(new TargetsText(folder)
                        .with("N", "42")
                        .target("headers: {X-Tenant: \"${N}\"}")
                        .secrets())
                .isEmpty();
    }

    @Test
    void the_longest_secret_comes_first() throws Exception {
        assertThat(new TargetsText(folder)
                        .target("headers: {X-Key: abc, X-Token: abcdef, X-Secret: abcd}")
                        .secrets())
                .containsExactly("abcdef", "abcd", "abc");
    }

    @Test
    void nothing_that_holds_a_secret_shows_it() throws Exception {
        Target target = new TargetsText(folder)
                .with("S", "hunter2")
                .target(
                        "auth: {basic: {user: jane, password: \"${S}\"}}",
                        "headers: {X-Key: \"${S}\"}",
                        "create: {body: \"{{nonce}} ${S}\", headers: {X-Key: \"${S}\"}}");

        assertThat(target.toString()).isEqualTo("Target[orders, rfc9110]");
        assertThat(target.auth().toString()).isEqualTo("Basic[jane, ***]");
        assertThat(new Auth.Bearer("hunter2").toString()).isEqualTo("Bearer[***]");
        assertThat(new Auth.Digest("jane", "hunter2").toString()).isEqualTo("Digest[jane, ***]");
        assertThat(target.create().toString()).isEqualTo("Optional[Create[PUT, text/plain]]");
        assertThat(new Update("PUT", Optional.empty(), Optional.of("hunter2"), Map.of()).toString())
                .isEqualTo("Update[PUT]");
        assertThat(new Patch("text/plain", "hunter2").toString()).isEqualTo("Patch[text/plain]");
        assertThat(new Template("hunter2").toString()).isEqualTo("Template[***]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth: hunter2",
                "auth: [hunter2]",
                "auth: {hunter2}",
                "auth: {hunter2: x}",
                "auth: {bearer: [hunter2]}",
                "auth: {bearer: {hunter2: x}}",
                "auth: {bearer: \"hunter2\\n\"}",
                "auth: {basic: hunter2}",
                "auth: {basic: {user: u, hunter2: }}",
                "auth: {basic: {user: u, password: \"hunter2\\n\"}}",
                "headers: ['Authorization: hunter2']",
                "headers: {'Authorization: hunter2'}",
                "headers: {'Authorization hunter2': x}",
                "headers: {Authorization: \"hunter2\\n\"}",
                "probes: {forbidden: 'http://u:hunter2@h:x/'}",
                "probes: {forbidden: 'http://u:p/hunter2@h/'}",
                "probes: {forbidden: 'http://u:p?hunter2@h/'}",
                "probes: {forbidden: 'http://h:x/?sig=hunter2'}",
                "create: {body: hunter2}",
            })
    void no_message_shows_what_stands_where_a_secret_may_stand(String line) {
        Throwable thrown = catchThrowable(() -> new TargetsText(folder).target(line));

        assertThat(thrown).isInstanceOf(TargetsFileException.class).hasNoCause();
        assertThat(thrown.toString()).startsWith("org.ifmatch.target.TargetsFileException: targets.yaml:4: ");
        assertThat(thrown.toString()).doesNotContain("hunter2");
    }
}
