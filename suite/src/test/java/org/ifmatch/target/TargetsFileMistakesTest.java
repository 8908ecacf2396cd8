package org.ifmatch.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every mistake in a targets file is named with its line, its key and what is allowed. */
class TargetsFileMistakesTest {

    private static final String DURATION = "is not a duration; allowed: a number with ms, s or m, such as 1100ms";
    private static final String MEDIA_TYPE = "is not a media type, such as application/json";

    @TempDir
    Path folder;

    /** What is wrong with an entry whose fourth line this is. */
    private String mistake(String... lines) {
        return mistake(new TargetsText(folder), lines);
    }

    private static String mistake(TargetsText text, String... lines) {
        return message(() -> text.target(lines));
    }

    private String mistakeOfFile(String text) {
        return message(() -> new TargetsText(folder).read(text).validateAll());
    }

    private static String message(ThrowingCallable reading) {
        return catchThrowableOfType(TargetsFileException.class, reading).getMessage();
    }

    @Test
    void a_method_that_is_none_is_a_mistake() {
        assertThat(mistake("create: {method: PSOT}"))
                .isEqualTo("targets.yaml:4: targets.orders.create.method: 'PSOT' is not a method that creates;"
                        + " allowed: PUT, POST");
        assertThat(mistake("update:", "  method: put"))
                .isEqualTo("targets.yaml:5: targets.orders.update.method: 'put' is not a method that updates;"
                        + " allowed: PUT, PATCH, POST");
    }

    @Test
    void a_key_that_is_not_known_is_a_mistake() {
        assertThat(mistake("creat: {method: PUT}"))
                .isEqualTo("targets.yaml:4: targets.orders.creat: is not known; did you mean 'create'? allowed: url,"
                        + " dialect, auth, headers, tls, create, update, patch, nonce, settle, limits, capabilities,"
                        + " probes, endpoints, baseline");
        assertThat(mistake("probes: {readonly: http://h/}"))
                .isEqualTo("targets.yaml:4: targets.orders.probes.readonly: is not known; did you mean 'read-only'?"
                        + " allowed: unauthorised, forbidden, read-only, redirect, variants, counter, restart");
        assertThat(mistake("limits: {bandwidth: 1}"))
                .isEqualTo("targets.yaml:4: targets.orders.limits.bandwidth: is not known; allowed: connect, answer,"
                        + " header, body, requests, late");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    create: [PUT]                        | create          | is a list where a mapping (key: value) is due
                    create: PUT                          | create          | is a single value where a mapping (key: value) is due
                    create: {method: [PUT]}              | create.method   | is a list where a single value is due
                    headers: [X-Tenant]                  | headers         | is a list where a mapping (key: value) is due
                    headers: {X-Tenant: {a: b}}          | headers.X-Tenant | is a mapping where a single value is due
                    endpoints: http://h/                 | endpoints       | is a single value where a list is due
                    endpoints: [[http://h/]]             | endpoints[0]    | is a list where a single value is due
                    baseline: {rule: x}                  | baseline        | is a mapping where a list is due
                    baseline: [race/*]                   | baseline[0]     | is a single value where a mapping (key: value) is due
                    probes: {variants: text/html}        | probes.variants | is a single value where a list is due
                    settle: {ms: 5}                      | settle          | is a mapping where a single value is due
                    settle:                              | settle          | has no value; a single value is due
                    limits:                              | limits          | has no value; a mapping (key: value) is due
                    dialect: !x rfc9110                  | dialect         | has a YAML tag, which nothing here takes; text that starts with '!' needs quotes
                    """)
    void a_value_of_the_wrong_type_is_a_mistake(String line, String key, String what) {
        assertThat(mistake(line)).isEqualTo("targets.yaml:4: targets.orders." + key + ": " + what);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    dialect: rfc2616                     | dialect         | 'rfc2616' is not a dialect; allowed: rfc9110, azure-blob, caldav, carddav, couchdb, fhir-r4, ldp, odata-4.01, s3, webdav
                    tls: {insecure: yes}                 | tls.insecure    | 'yes' is not true or false; allowed: true, false
                    tls: {ca: nowhere.pem}               | tls.ca          | 'nowhere.pem' is not a file that can be read, seen from the folder of this one
                    capabilities: {etag: false}          | capabilities.etag | 'false' is not a kind of entity tag; allowed: strong, weak, none
                    capabilities: {delete: maybe}        | capabilities.delete | 'maybe' is not true or false; allowed: true, false
                    capabilities: {delete: [x]}          | capabilities.delete | is a list where a single value is due
                    nonce: {json: note}                  | nonce.json      | 'note' is not a JSON pointer, such as /note; a '~' in a name is written ~0
                    nonce: {pattern: '('}                | nonce.pattern   | '(' is not a regular expression: Unclosed group
                    nonce: {pattern: 'S:\\S+'}           | nonce.pattern   | 'S:\\S+' needs exactly one group, which finds the nonce, such as SUMMARY:(\\S+)
                    nonce: {pattern: '(a)(b)'}           | nonce.pattern   | '(a)(b)' needs exactly one group, which finds the nonce, such as SUMMARY:(\\S+)
                    nonce: {}                            | nonce           | needs exactly one of: json, pattern
                    nonce: {json: /n, pattern: '(n)'}    | nonce           | needs exactly one of: json, pattern
                    probes: {counter: {json: n}}         | probes.counter.json | 'n' is not a JSON pointer, such as /note; a '~' in a name is written ~0
                    probes: {counter: {}}                | probes.counter  | 'json' is missing
                    probes: {unauthorised: {}}           | probes.unauthorised | 'headers' is missing
                    probes: {variants: [text/html]}      | probes.variants | needs two media types or more
                    probes: {restart: [a, b]}            | probes.restart  | is a list where a single value is due
                    probes: {restart: ' '}               | probes.restart  | is empty; a command for the shell is due
                    auth: {}                             | auth            | needs exactly one of: bearer, basic, digest
                    auth: {basic: {user: u}}             | auth.basic      | 'password' is missing
                    auth: {digest: {password: p}}        | auth.digest     | 'user' is missing
                    auth: {basic: {user: 'a:b', password: p}} | auth.basic.user | holds a colon, which no user's name may have (RFC 7617 §2)
                    patch: {type: text/plain}            | patch           | 'body' is missing
                    patch: {body: '{{nonce}}'}           | patch           | 'type' is missing
                    """)
    void a_value_that_is_not_allowed_is_a_mistake(String line, String key, String what) {
        assertThat(mistake(line)).isEqualTo("targets.yaml:4: targets.orders." + key + ": " + what);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1100", "1.5s", "10 sec", "-1s", "s", "1h", "99999999999s"})
    void a_duration_that_is_none_is_a_mistake(String text) {
        assertThat(mistake("settle: '" + text + "'"))
                .isEqualTo("targets.yaml:4: targets.orders.settle: '" + text + "' " + DURATION);
        assertThat(mistake("limits: {late: '" + text + "'}"))
                .isEqualTo("targets.yaml:4: targets.orders.limits.late: '" + text + "' " + DURATION);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    answer   | 0s         | '0s' leaves no time; allowed: from 1ms to 10m
                    answer   | 11m        | '11m' is too long; allowed: up to 10m
                    connect  | soon       | 'soon' is not a duration; allowed: a number with ms, s or m, such as 1100ms
                    header   | 4kb        | '4kb' is not a size; allowed: a number of octets, or one with KiB or MiB
                    body     | 4000MiB    | '4000MiB' is out of range; allowed: from 1 to 2147483647
                    requests | 0          | '0' is out of range; allowed: from 1 to 2147483647
                    requests | many       | 'many' is not a whole number
                    """)
    void a_limit_that_is_none_is_a_mistake(String key, String text, String what) {
        assertThat(mistake("limits: {" + key + ": " + text + "}"))
                .isEqualTo("targets.yaml:4: targets.orders.limits." + key + ": " + what);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ftp://h/items/        | 'ftp://h/items/' does not start with http:// or https://
                    items/                | 'items/' does not start with http:// or https://
                    localhost:8080/items/ | 'localhost:8080/items/' does not start with http:// or https://
                    http://h/items/#top   | 'http://h/items/' has a fragment (#...), which is never sent to a server
                    http:///items/        | 'http:///items/' has no host, or one with characters other than letters, digits, '-' and '.'
                    http://my_host/       | 'http://my_host/' has no host, or one with characters other than letters, digits, '-' and '.'
                    http://h:99999/       | 'http://h:99999/' has a port that is not between 1 and 65535
                    http://h/my items/    | 'http://h/my items/' has a space, a control or a character beyond ASCII; write it as %XX
                    http://h/ü/           | 'http://h/ü/' has a space, a control or a character beyond ASCII; write it as %XX
                    http://h/{id}/?sig=s3cret | 'http://h/{id}/' is not a URL, such as http://localhost:8080/items/
                    http://h:s3cret       | 'http://h:s3cret' has no host, or one with characters other than letters, digits, '-' and '.'
                    """)
    void a_url_that_cannot_be_examined_is_a_mistake(String url, String what) {
        assertThat(mistakeOfFile("targets:\n  orders:\n    url: '" + url + "'"))
                .isEqualTo("targets.yaml:3: targets.orders.url: " + what);
        assertThat(mistake("endpoints:", "  - http://h/items/", "  - '" + url + "'"))
                .isEqualTo("targets.yaml:6: targets.orders.endpoints[1]: " + what);
        assertThat(mistake("probes: {forbidden: '" + url + "'}"))
                .isEqualTo("targets.yaml:4: targets.orders.probes.forbidden: " + what);
    }

    @Test
    void a_url_that_is_missing_is_a_mistake() {
        assertThat(mistakeOfFile("targets:\n  orders:\n    settle: 1s"))
                .isEqualTo("targets.yaml:2: targets.orders: 'url' is missing");
        assertThat(mistakeOfFile("targets:\n  orders:"))
                .isEqualTo("targets.yaml:2: targets.orders: has no value; a mapping (key: value) is due");
    }

    @Test
    void credentials_in_two_places_or_in_the_wrong_one_are_a_mistake() {
        assertThat(mistakeOfFile("targets:\n  orders:\n    url: http://u:p@h/\n    auth: {bearer: t}"))
                .isEqualTo(
                        "targets.yaml:4: targets.orders.auth: stands beside a user in 'url'; one of them is too many");
        assertThat(mistake("endpoints: ['http://u:hunter2@h/']"))
                .isEqualTo("targets.yaml:4: targets.orders.endpoints[0]: the URL has a user before its host;"
                        + " credentials belong into 'auth'");
        assertThat(mistake("auth: {bearer: t}", "headers: {authorization: Bearer t}"))
                .isEqualTo(
                        "targets.yaml:4: targets.orders.auth: stands beside an Authorization in 'headers'; one of them"
                                + " is too many");
    }

    @Test
    void a_body_in_which_writes_cannot_be_told_apart_is_a_mistake() {
        String what = ": needs {{nonce}}, which makes each write different";
        assertThat(mistake("create: {type: application/json, body: '{}'}"))
                .isEqualTo("targets.yaml:4: targets.orders.create.body" + what);
        assertThat(mistake("update: {body: same}")).isEqualTo("targets.yaml:4: targets.orders.update.body" + what);
        assertThat(mistake("patch: {type: text/plain, body: '{{id}}'}"))
                .isEqualTo("targets.yaml:4: targets.orders.patch.body" + what);
    }

    @Test
    void a_body_that_is_missing_for_its_type_is_a_mistake() {
        assertThat(mistake("create: {type: application/json}"))
                .isEqualTo("targets.yaml:4: targets.orders.create: 'body' is missing: one that is application/json and"
                        + " holds {{nonce}}");
    }

    @Test
    void a_place_to_fill_that_is_not_known_is_a_mistake() {
        assertThat(mistake("create: {body: '{{nonse}}'}"))
                .isEqualTo("targets.yaml:4: targets.orders.create.body: '{{nonse}}' is not a place to fill; allowed:"
                        + " {{id}}, {{nonce}}");
        assertThat(mistake("update: {headers: {Slug: '{{ID}}'}}"))
                .isEqualTo("targets.yaml:4: targets.orders.update.headers.Slug: '{{ID}}' is not a place to fill;"
                        + " allowed: {{id}}, {{nonce}}");
    }

    @Test
    void a_name_that_is_not_new_for_each_resource_is_a_mistake() {
        assertThat(mistake("create: {name: note.txt}"))
                .isEqualTo("targets.yaml:4: targets.orders.create.name: needs {{id}}, which makes the name new, and no"
                        + " {{nonce}}");
        assertThat(mistake("create: {name: 'a/{{id}}'}"))
                .isEqualTo("targets.yaml:4: targets.orders.create.name: has a character that one part of a path may"
                        + " not have; write it as %XX");
        assertThat(mistake("create: {method: POST, name: '{{id}}'}"))
                .isEqualTo("targets.yaml:4: targets.orders.create.name: has no use with POST: the server chooses the"
                        + " name");
    }

    @Test
    void a_media_type_that_is_none_is_a_mistake() {
        assertThat(mistake("create: {type: json, body: '{{nonce}}'}"))
                .startsWith("targets.yaml:4: targets.orders.create.type: 'json' " + MEDIA_TYPE);
        assertThat(mistake("capabilities: {patch: [text/plain, merge]}"))
                .isEqualTo("targets.yaml:4: targets.orders.capabilities.patch[1]: 'merge' " + MEDIA_TYPE);
        assertThat(mistake("update: {type: \"text/plain\\r\\nX: y\"}"))
                .isEqualTo("targets.yaml:4: targets.orders.update.type: 'text/plain  X: y' " + MEDIA_TYPE);
    }

    @Test
    void a_field_that_cannot_be_sent_is_a_mistake() {
        assertThat(mistake("headers: {'X Tenant': a}"))
                .isEqualTo("targets.yaml:4: targets.orders.headers: has a field name that is not a token"
                        + " (RFC 9110 §5.1)");
        assertThat(mistake("headers: {X-Tenant: \"a\\r\\nHost: b\"}"))
                .isEqualTo("targets.yaml:4: targets.orders.headers.X-Tenant: holds a line end, which would start"
                        + " another field");
        assertThat(mistake("headers: {X-Tenant: \"a\\0\"}"))
                .isEqualTo("targets.yaml:4: targets.orders.headers.X-Tenant: holds a control or a character beyond"
                        + " Latin-1");
        assertThat(mistake("headers: {X-Tenant: ' a'}"))
                .isEqualTo("targets.yaml:4: targets.orders.headers.X-Tenant: is empty, or has white space at an end");
        assertThat(mistake("create: {headers: {if-match: '*'}}"))
                .isEqualTo("targets.yaml:4: targets.orders.create.headers.if-match: is a field that the suite writes"
                        + " itself");
        assertThat(mistake("headers: {X-Tenant: a, x-tenant: b}"))
                .isEqualTo("targets.yaml:4: targets.orders.headers.x-tenant: is the same field as 'X-Tenant'");
    }

    @Test
    void a_token_with_a_line_end_is_refused_and_not_shown() {
        assertThat(mistake(new TargetsText(folder).with("T", "hunter2\n"), "auth: {bearer: \"${T}\"}"))
                .isEqualTo("targets.yaml:4: targets.orders.auth.bearer: holds a line end, which would start another"
                        + " field");
    }

    @Test
    void a_variable_that_is_not_set_is_a_mistake() {
        assertThat(mistake("auth: {bearer: \"${ORDERS_TOKEN}\"}"))
                .isEqualTo("targets.yaml:4: targets.orders.auth.bearer: the environment variable ORDERS_TOKEN is not"
                        + " set");
        assertThat(mistake("settle: \"${SETTLE}\""))
                .isEqualTo("targets.yaml:4: targets.orders.settle: the environment variable SETTLE is not set");
        assertThat(mistake("headers: {X-Tenant: \"${ORDERS-TENANT}\"}"))
                .isEqualTo("targets.yaml:4: targets.orders.headers.X-Tenant: holds a '${' without the name of an"
                        + " environment variable and a '}' behind it; a name has letters, digits and '_'; '$${' stands"
                        + " for the characters themselves");
        assertThat(mistake("headers: {X-Tenant: \"${ORDERS\"}")).contains("holds a '${' without the name");
    }

    @Test
    void a_wrong_value_from_the_environment_is_shown_by_its_variable() {
        TargetsText text = new TargetsText(folder).with("X", "hunter2");

        assertThat(mistake(text, "settle: \"${X}\""))
                .isEqualTo("targets.yaml:4: targets.orders.settle: '${X}' " + DURATION);
        assertThat(mistake(text, "endpoints: [\"${X}\"]"))
                .isEqualTo("targets.yaml:4: targets.orders.endpoints[0]: '${X}' does not start with http:// or"
                        + " https://");
        assertThat(mistake(text.with("X", "{{hunter2}}"), "create: {body: \"${X}\"}"))
                .doesNotContain("hunter2")
                .contains("is not a place to fill");
    }

    @Test
    void a_baseline_entry_that_excuses_without_saying_what_or_why_is_a_mistake() {
        assertThat(mistake("baseline:", "  - {rule: race/*}"))
                .isEqualTo("targets.yaml:5: targets.orders.baseline[0]: 'because' is missing");
        assertThat(mistake("baseline:", "  - {because: so}"))
                .isEqualTo("targets.yaml:5: targets.orders.baseline[0]: 'rule' is missing");
        assertThat(mistake("baseline: [{rule: race/*, because: ' '}]"))
                .isEqualTo("targets.yaml:4: targets.orders.baseline[0].because: is no reason; say why the failure"
                        + " is accepted");
        assertThat(mistake("baseline: [{rule: race/*, because: so, until: 2027-02-30}]"))
                .isEqualTo("targets.yaml:4: targets.orders.baseline[0].until: '2027-02-30' is not a date, such as"
                        + " 2027-03-01");
        assertThat(mistake("baseline: [{rule: '!race/*', because: so}]"))
                .startsWith("targets.yaml:4: targets.orders.baseline[0].rule: '!race/*' ");
        assertThat(mistake("baseline: [{rule: race/*, becuase: so}]"))
                .contains("targets.orders.baseline[0].becuase: is not known; did you mean 'because'? allowed: rule,"
                        + " because, until, link");
    }

    @Test
    void a_key_that_stands_twice_is_a_mistake() {
        assertThat(mistake("settle: 1s", "limits: {}", "settle: 2s"))
                .isEqualTo("targets.yaml:6: targets.orders.settle: stands twice; the first is in line 4");
        assertThat(mistakeOfFile("targets:\n  a: {url: http://h/}\n  a: {url: http://h/}"))
                .isEqualTo("targets.yaml:3: targets.a: stands twice; the first is in line 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference", "all"})
    void a_reserved_name_is_a_mistake(String name) {
        assertThat(mistakeOfFile("targets:\n  " + name + ": {url: http://h/}"))
                .isEqualTo("targets.yaml:2: targets." + name + ": '" + name
                        + "' is reserved; so are 'reference', 'all', and what starts with 'fault:' or 'odd:'");
    }

    @Test
    void a_name_of_a_built_in_origin_is_reserved() {
        assertThat(mistakeOfFile("targets:\n  'fault:x': {url: http://h/}")).contains("'fault:x' is reserved");
        assertThat(mistakeOfFile("targets:\n  'odd:x': {url: http://h/}")).contains("'odd:x' is reserved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Orders", "-orders", ".orders", "my orders", "orders/2", "ö"})
    void a_name_that_is_none_is_a_mistake(String name) {
        assertThat(mistakeOfFile("targets:\n  '" + name + "': {url: http://h/}"))
                .isEqualTo("targets.yaml:2: targets." + name + ": '" + name + "' is not a name of a target; allowed:"
                        + " a-z, 0-9, and behind the first of them '.', '_' and '-'");
    }

    @Test
    void several_mistakes_are_listed_together_in_the_order_of_the_lines() {
        assertThat(mistake("settle: soon", "creat: {}", "dialect: rfc1").lines())
                .hasSize(3)
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("targets.yaml:4: targets.orders.settle: "),
                        line -> assertThat(line).startsWith("targets.yaml:5: targets.orders.creat: "),
                        line -> assertThat(line).startsWith("targets.yaml:6: targets.orders.dialect: "));
    }

    @Test
    void a_wrong_url_does_not_hide_the_other_mistakes_of_its_entry() {
        assertThat(mistakeOfFile("targets:\n  a:\n    url: x\n    settle: soon").lines())
                .containsExactly(
                        "targets.yaml:3: targets.a.url: 'x' does not start with http:// or https://",
                        "targets.yaml:4: targets.a.settle: 'soon' " + DURATION);
    }

    @Test
    void a_mistake_stays_on_one_line_whatever_it_quotes() {
        assertThat(mistake("\"set\\ntle\": 1s").lines()).hasSize(1);
    }

    @Test
    void a_control_character_is_no_yaml() {
        assertThat(mistakeOfFile("targets: \u0001"))
                .isEqualTo("targets.yaml: this is no YAML that can be read: it has more than 1048576 characters, a"
                        + " control character, or too many references to anchors");
    }

    @Test
    void a_check_of_the_whole_file_lists_the_mistakes_of_all_entries() {
        assertThat(mistakeOfFile("targets:\n  a: {url: x}\n  b: {url: http://h/}\n  c: {url: y}")
                        .lines())
                .containsExactly(
                        "targets.yaml:2: targets.a.url: 'x' does not start with http:// or https://",
                        "targets.yaml:4: targets.c.url: 'y' does not start with http:// or https://");
    }

    @Test
    void a_target_that_is_not_in_the_file_is_a_mistake() {
        assertThat(message(() -> new TargetsText(folder)
                        .read("targets: {apache: {url: x}, orders: {url: x}}")
                        .target("ordes")))
                .isEqualTo("targets.yaml: there is no target 'ordes'; did you mean 'orders'? (it has: apache, orders)");
        assertThat(message(() -> new TargetsText(folder).read("targets:").target("orders")))
                .isEqualTo("targets.yaml: there is no target 'orders' (it has none)");
    }

    @Test
    void a_file_without_targets_is_a_mistake() {
        assertThat(mistakeOfFile("target: {}").lines())
                .containsExactly(
                        "targets.yaml:1: target: is not known; did you mean 'targets'? allowed: targets",
                        "targets.yaml:1: 'targets' is missing");
        assertThat(mistakeOfFile("- orders"))
                .isEqualTo("targets.yaml:1: is a list where a mapping (key: value) is due");
        assertThat(mistakeOfFile("targets: [orders]"))
                .isEqualTo("targets.yaml:1: targets: is a list where a mapping (key: value) is due");
    }

    @Test
    void a_file_that_is_not_there_is_a_mistake() {
        Path file = folder.resolve("other.yaml");

        assertThatThrownBy(() -> TargetsFile.read(file, name -> Optional.empty()))
                .isInstanceOf(TargetsFileException.class)
                .hasMessage("other.yaml: there is no such file: " + file);
    }

    @Test
    void a_file_that_is_no_text_is_a_mistake() throws Exception {
        Path file = Files.write(folder.resolve("targets.yaml"), "targets: ü".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> TargetsFile.read(file, name -> Optional.empty()))
                .isInstanceOf(TargetsFileException.class)
                .hasMessage("targets.yaml: the file is not text in UTF-8");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    password: *hunter2          | '*' refers to an anchor that is not there
                    password: !hunter2!x y      | '!' starts a tag that is not known
                    password: @hunter2          | while scanning for the next token
                    password: "hunter2          | while scanning a quoted scalar, found unexpected end of stream
                    password: "\\hunter2"       | while scanning a double-quoted scalar
                    password: [hunter2          | while parsing a flow sequence, expected ',' or ']'
                    password: {bearer: ${T}}    | while parsing a flow mapping, expected ',' or '}'
                    """)
    void a_file_that_is_no_yaml_is_told_by_its_line_without_a_word_of_it(String line, String what) {
        assertThat(mistakeOfFile("targets:\n  orders:\n    " + line + "\n"))
                .matches("(?s)targets\\.yaml:[345]: this is no YAML: .*")
                .contains(what)
                .contains("may need quotes")
                .doesNotContain("unter2");
    }

    @Test
    void two_documents_in_a_file_are_a_mistake() {
        assertThat(mistakeOfFile("targets: {}\n---\ntargets: {}"))
                .startsWith("targets.yaml:2: this is no YAML: expected a single document in the stream");
    }
}
