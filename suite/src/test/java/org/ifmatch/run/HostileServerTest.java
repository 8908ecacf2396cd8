package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.ifmatch.http.Field;
import org.ifmatch.http.Response;
import org.ifmatch.origin.ReferenceOrigin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/**
 * A server that ignores If-Match, so that there is much to show, and that attacks whoever reads the reports by all that it has
 * a say in: tags, fields, reason phrases, content.
 */
class HostileServerTest {

    /** What a script of the server's would do if a browser ran it. */
    private static final String OWN = "document.documentElement.dataset.owned=1";

    /** All that a strong tag may hold: no blank and no quotation mark, but all that a tag of HTML needs. */
    private static final String IN_TAGS =
            "<img/src=x/onerror=" + OWN + "></script><script>" + OWN + "</script>'-->]]>|`x`##[error]\u0085\u009b31m";

    private static final String TERMINAL =
            "\u001b[2J\u001b]0;owned\u0007\u009b31m\u202e".replace("\u202e", "\u00e2\u0080\u00ae");
    private static final String IN_CONTENT = "</pre></details><script>" + OWN + "</script><svg/onload=" + OWN
            + "><a href=\"javascript:" + OWN + "\">x</a>\u0000" + TERMINAL
            + "\r\n::error::owned\r\n##vso[task.complete]\r\n| a | b |\r\n=cmd()\r\n[x](javascript:1) @everyone";

    private static final Pattern OWNED = Pattern.compile("<html[^>]*data-owned");

    @TempDir
    static Path folder;

    private static Ran ran;

    @BeforeAll
    static void examine() throws Exception {
        try (ReferenceOrigin origin = ReferenceOrigin.named("fault:ignored-everywhere");
                ScriptedServer server = attacking(new Passing(origin.collection()))) {
            Files.writeString(
                    folder.resolve("targets.yaml"),
                    "targets: {hostile: {url: '" + server.url("/items/") + "', limits: {late: 0ms}}}\n");
            ran = Ran.in(
                    folder,
                    "target=hostile",
                    "only=stale-tag/*-rejected,stale-tag/*-412,current-tag/put,etag/syntax-valid");
        }
        assertThat(ran.verdict("hostile", "stale-tag/put-rejected")).isEqualTo("FAIL");
        assertThat(ran.finding("hostile", "stale-tag/put-rejected").toString()).contains("onerror=");
    }

    /** An origin whose tags end in an attack, which is taken off again on their way back to it. */
    private static ScriptedServer attacking(Passing passing) {
        return ScriptedServer.start((request, connection) -> {
            Response answer = passing.answerTo(
                    new ScriptedServer.Heard(octets(request.text().replace(IN_TAGS, ""))));
            Field tag = Field.of(
                    "ETag",
                    answer.etag()
                            .map(value -> value.substring(0, value.length() - 1) + IN_TAGS + "\"")
                            .orElse("\"none" + IN_TAGS + "\""));
            Response attack = answer.status() >= 400
                    ? new Response(
                            answer.status(),
                            "<script>" + OWN + "</script>" + TERMINAL,
                            answer.fields(),
                            octets(IN_CONTENT))
                    : answer;
            connection.send(Passing.octets(
                    request.method(),
                    attack,
                    tag,
                    Field.of("Server", IN_TAGS + TERMINAL),
                    Field.of("X-Cells", "| x |\t=1+1 \"><script>" + OWN + "</script>")));
        });
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void no_script_of_its_runs_in_a_browser() throws Exception {
        Browser browser = Browser.orSkip(folder);
        for (String page : new String[] {"index.html", "hostile/index.html"}) {
            Path file = ran.reports().resolve(page);
            assertThat(browser.documentOf(file))
                    .as(page)
                    .contains("class=\"scripted\"")
                    .doesNotContainPattern(OWNED);
            // The policy alone would stop a script; so must the escaping alone.
            Path bare = file.resolveSibling("bare.html");
            Files.writeString(bare, withoutPolicy(Files.readString(file)));
            String document = browser.documentOf(bare);
            Files.delete(bare);
            assertThat(document).as(page).contains("class=\"scripted\"").doesNotContainPattern(OWNED);
            assertThat(document.split("<script")).as("scripts of " + page).hasSize(2);
        }
    }

    @Test
    void a_browser_would_run_it_where_nothing_is_escaped_and_no_policy_stands() throws Exception {
        Browser browser = Browser.orSkip(folder);
        String page = Files.readString(ran.reports().resolve("index.html"));
        String spoiled = page.replace("<main>", "<main><p>" + IN_TAGS + "</p>");
        Path open = Files.writeString(folder.resolve("open.html"), withoutPolicy(spoiled));
        assertThat(browser.documentOf(open)).containsPattern(OWNED);
        Path guarded = Files.writeString(folder.resolve("guarded.html"), spoiled);
        assertThat(browser.documentOf(guarded)).doesNotContainPattern(OWNED);
    }

    @Test
    void filters_and_links_work_in_a_browser() throws Exception {
        Browser browser = Browser.orSkip(folder);
        String use = """
                <script>
                var root = document.documentElement, by = function (id) { return document.getElementById(id); };
                root.dataset.all = by('shown').textContent;
                by('only-broken').click();
                root.dataset.broken = by('shown').textContent;
                by('everything').click();
                by('filter-text').value = 'DELETE-rejected';
                by('filter-text').dispatchEvent(new Event('input'));
                root.dataset.text = by('shown').textContent;
                location.hash = '#stale-tag/get-412';
                </script>
                """;
        String page = Files.readString(ran.reports().resolve("hostile/index.html"));
        Path used = Files.writeString(
                folder.resolve("used.html"), withoutPolicy(page).replace("</body>", use + "</body>"));
        int rules = ran.results("hostile").get("rules").size();
        int broken = ran.results("hostile").at("/summary/FAIL").asInt();
        assertThat(broken).isBetween(1, rules - 1);
        assertThat(browser.documentOf(used))
                .contains("data-all=\"" + rules + " of " + rules + " rules shown\"")
                .contains("data-broken=\"" + broken + " of " + rules + " rules shown\"")
                .contains("data-text=\"1 of " + rules + " rules shown\"")
                .containsPattern("id=\"stale-tag/get-412\"[^>]* open=\"\"");
    }

    private static String withoutPolicy(String page) {
        String without = page.replaceAll("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "");
        assertThat(without).isNotEqualTo(page);
        return without;
    }

    @Test
    void the_terminal_gets_no_order_and_the_build_server_none() {
        assertThat(ran.output().codePoints().filter(c -> c != '\n').allMatch(HostileServerTest::isHarmless))
                .isTrue();
        assertThat(ran.output().lines())
                .noneMatch(line -> line.stripLeading().startsWith("::"))
                .noneMatch(line -> line.contains("##"));
    }

    @Test
    void no_file_holds_a_character_that_is_not_seen() throws IOException {
        for (Map.Entry<Path, String> file : ran.files().entrySet()) {
            assertThat(file.getValue().codePoints().filter(c -> c != '\n').filter(c -> !isHarmless(c)))
                    .as(file.getKey().toString())
                    .isEmpty();
        }
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    @Test
    void the_xml_is_read_back_whole() throws Exception {
        String xml = ran.files().get(Path.of("hostile/junit.xml"));
        DocumentBuilderFactory parsers = DocumentBuilderFactory.newDefaultInstance();
        parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Document document =
                parsers.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getElementsByTagName("testcase").getLength())
                .isEqualTo(Integer.parseInt(document.getDocumentElement().getAttribute("tests")));
        assertThat(document.getDocumentElement().getElementsByTagName("img").getLength())
                .isZero();
    }

    @Test
    void the_summary_has_no_mark_up_of_its() throws IOException {
        String summary = ran.files().get(Path.of("hostile/summary.md"));
        assertThat(summary).doesNotContainPattern("(?<!\\\\)<(img|script|svg)").doesNotContain("](", "@everyone");
        assertThat(summary.lines().filter(line -> line.startsWith("| FAIL")))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.split("(?<!\\\\)\\|")).hasSize(6));
    }
}
