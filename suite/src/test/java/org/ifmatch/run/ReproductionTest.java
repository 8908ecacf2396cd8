package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ifmatch.origin.ReferenceOrigin;
import org.ifmatch.report.Redaction;
import org.ifmatch.report.Results;
import org.ifmatch.report.render.JUnitClass;
import org.ifmatch.report.render.ReproductionKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The commands that a report prints show the same violation again, and show none where a server is honest. */
class ReproductionTest {

    private static final Pattern STATUS = Pattern.compile("^HTTP/1\\.1 (\\d{3})", Pattern.MULTILINE);
    private static final Pattern ETAG = Pattern.compile("(?mi)^ETag: (.*)");
    /** What answers show beside their status, each by a word for it. */
    private static final Map<String, Pattern> SEEN = new TreeMap<>(Map.of(
            "unquoted", Pattern.compile("(?mi)^ETag: [^\"W]"),
            "broken off", Pattern.compile("curl: \\(18\\)"),
            "tagged", Pattern.compile("(?mis)^HTTP/1.1 404.*^ETag: "),
            "ranged", Pattern.compile("(?mi)^Content-Range: "),
            "to be kept", Pattern.compile("(?mi)^Cache-Control: .*max-age")));
    /** The content of the judged request, whose line says what it was answered. */
    private static final Pattern WRITTEN = Pattern.compile("(n[0-9a-f]{31})\\S* +# answered");

    /**
     * A fault, the rule that notices it, and what the commands show of it: statuses, and whether the judged write is there. Of
     * every group of rules there is one, as patterns where it depends on the run which of several exchanges is shown.
     */
    enum Shown {
        IGNORED_ON_PUT("ignored-on-put", "stale-tag/put-rejected", "204 200 written", "412 200"),
        IGNORED_ON_DELETE("ignored-on-delete", "stale-tag/delete-rejected", "204 404", "412 200"),
        IGNORED_ON_PATCH("ignored-on-patch", "stale-tag/patch-rejected", "204 200 written", "412 200"),
        FOREIGN("tags-of-other-resources-match", "foreign-tag/other-resource", "204 200 written", "412 200"),
        LOCKED_OUT("always-412-on-patch", "current-tag/patch", "412 200", "204 200 written"),
        COMPARED_WEAKLY("weak-form-of-a-strong-tag-matches", "weak/w-form-of-strong", "204 200 written", "412 200"),
        STAR_CREATES("star-is-always-true", "wildcard/missing-put", "201 200 written", "412 404"),
        CREATES("nothing-to-compare-with-is-a-match", "missing/put-tag", "201 200 written", "412 404"),
        FIRST_LINE("first-line-only", "syntax/multiple-lines", "412 200", "204 200 written"),
        MALFORMED("malformed-is-no-condition", "syntax/unquoted", "204 200 written", "412 200"),
        OPTIONS("condition-before-options", "method/options-ignores", "412 200", "204 200"),
        REFUSED_AND_APPLIED(
                "put-answers-412-and-applies", "stale-tag/put-rejected", "412 200 differing tags written", "412 200"),
        NO_EFFECT("put-answers-412-and-applies", "no-effect/content", "412 200 differing tags written", "412 200"),
        DATE_OVERRIDES("if-unmodified-since-overrides", "precedence/ius-ignored-false", "204 200 written", "412 200"),
        NONE_MATCH_FIRST("true-if-none-match-is-enough", "precedence/im-false-inm-nomatch-get", "200", "412"),
        NEIGHBOUR("if-none-match-star-is-ignored-on-put", "neighbour/inm-star-create", "204 200 written", "412 200"),
        NOWHERE("condition-before-routing", "missing/unknown-collection", "412 404", "404 404"),
        FRAMING("framing-is-not-checked", "order/400-framing-first", "412 200", "400 200"),
        DEMANDED(
                "write-without-condition-is-performed-and-answered-428",
                "status-428/unconditional-refused-clean",
                "428 200 written",
                "204 200 written"),
        CODED("ignored-with-coded-content", "nego/request-coding", "204 200", "412 200"),
        NOT_MODIFIED("if-none-match-is-answered-304-on-writes", "neighbour/inm-tag-put", "304 200", "412 200"),
        SPELLING("each-spelling-of-the-path-has-its-tag", "uri/percent-equivalence", "204 200 written", "412 200"),
        UNQUOTED_TAG("tag-is-not-quoted", "etag/syntax-valid", "200 unquoted", "200"),
        BROKEN_OFF("answer-412-is-shorter-than-it-says", "answer-412/framing", "412( 200)? broken off", "412( 200)?"),
        NOT_MODIFIED_WRITE("if-match-is-answered-304-on-writes", "answer-412/no-304-to-unsafe", "304 200", "412 200"),
        RANGED("answer-412-has-a-content-range", "answer-412/no-range-metadata", "412 200 ranged", "412 200"),
        KEPT("answer-412-may-be-stored", "answer-412/not-cacheable-by-default", "412 to be kept", "412"),
        OLD_TAG_OF_HEAD("head-shows-an-old-tag", "etag/head-agrees", "200 200 differing tags", "200 200"),
        TAG_BEFORE(
                "put-answers-the-tag-before", "etag/put-honest", "204 200 differing tags written", "204 200 written"),
        TAG_OF_THE_SIZE("tag-of-the-size", "etag/changes-with-content", "204 200 written", "204 200 written"),
        TAG_OF_AN_ERROR("error-pages-have-tags", "etag/error-bodies-not-tagged", "404 tagged", "404");

        private final String fault;
        private final String rule;
        private final String broken;
        private final String honest;

        Shown(String fault, String rule, String broken, String honest) {
            this.fault = fault;
            this.rule = rule;
            this.broken = broken;
            this.honest = honest;
        }
    }

    /** What is printed for a failure, and what it shows of the origin with the fault and of an honest one. */
    private record Seen(String script, String broken, String honest, Optional<TestProgram> program) {

        static Seen of(Shown shown) throws Exception {
            Printed printed = printed(shown);
            return new Seen(
                    printed.script(),
                    shownBy("fault:" + shown.fault, printed.script()),
                    shownBy("reference", printed.script()),
                    printed.program().map(source -> new TestProgram(shown.rule, source)));
        }
    }

    /** What is printed for a failure, with COLLECTION in place of the URL at which the origin was. */
    private record Printed(String script, Optional<String> program) {}

    private static AllAtOnce<Shown, Seen> all;

    @BeforeAll
    static void examine_all_of_them() {
        Bash.demand("bash", "curl", "sed", "tr");
        all = new AllAtOnce<>(Shown.class, Seen::of);
    }

    @AfterAll
    static void stop() {
        if (all != null) {
            all.close();
        }
    }

    private static Printed printed(Shown shown) throws IOException {
        Results results = Trial.of("fault:" + shown.fault, shown.rule, 1);
        Map<String, String> files = new ReproductionKit(Redaction.NONE).files(results);
        String script = files.get(ReproductionKit.nameFor(shown.rule) + ".sh");
        assertThat(script).as("no failure is shown of " + shown).isNotNull();
        String collection = results.target().url();
        int port = URI.create(collection).getPort();
        return new Printed(
                commands(script)
                        .replace(collection, "COLLECTION")
                        .replace("127.0.0.1/" + port, "127.0.0.1/PORT")
                        .replace("127.0.0.1:" + port, "127.0.0.1:PORT"),
                Optional.ofNullable(files.get(JUnitClass.nameFor(shown.rule) + ".java"))
                        .map(source -> source.replace(collection, "COLLECTION")));
    }

    private static String commands(String script) {
        return script.lines().filter(line -> !line.startsWith("#")).reduce("", (all, line) -> all + line + "\n");
    }

    /** What the commands show of the origin of that name, in a few words. */
    private static String shownBy(String origin, String script) throws IOException, InterruptedException {
        try (ReferenceOrigin started = ReferenceOrigin.named(origin)) {
            String commands = script.replace("COLLECTION", started.collection().toString())
                    .replace("PORT", String.valueOf(started.collection().getPort()));
            String output = Bash.run(commands);
            List<String> words = new ArrayList<>();
            STATUS.matcher(output).results().forEach(status -> words.add(status.group(1)));
            SEEN.forEach((word, pattern) -> {
                if (pattern.matcher(output).find()) {
                    words.add(word);
                }
            });
            if (ETAG.matcher(output)
                            .results()
                            .map(tag -> tag.group(1))
                            .distinct()
                            .count()
                    > 1) {
                words.add("differing tags");
            }
            Matcher nonce = WRITTEN.matcher(script);
            if (nonce.find() && output.contains(nonce.group(1))) {
                words.add("written");
            }
            return String.join(" ", words) + (words.isEmpty() ? output : "");
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_printed_shows_the_violation_again_and_no_other_where_there_is_none(Shown shown) throws Exception {
        Seen seen = all.of(shown);

        assertThat(seen.broken()).as(seen.script()).matches(shown.broken);
        assertThat(seen.honest()).as(seen.script()).matches(shown.honest);
    }

    @ParameterizedTest
    @CsvSource({
        "check-then-act-with-a-pause, race/single-winner",
        "star-checks-then-acts, race/star-vs-delete",
        "reads-lag-behind, race/read-your-writes"
    })
    void the_command_that_is_printed_for_a_race_finds_it_again_and_none_on_an_honest_server(
            String fault, String rule, @TempDir Path reports) throws Exception {
        Results first = Trial.of("fault:" + fault, rule, 1);
        String script = new ReproductionKit(Redaction.NONE).files(first).get(ReproductionKit.nameFor(rule) + ".sh");
        assertThat(script).isNotNull();
        assertThat(examinedAgain(script, "fault:" + fault, rule, reports)).isIn("FAIL", "WARN");
        assertThat(examinedAgain(script, "reference", rule, reports)).isIn("PASS", "INCONCLUSIVE");
    }

    /** What the printed command says of the rule, on the origin of that name and in the time of a few rounds. */
    private static String examinedAgain(String script, String origin, String rule, Path reports) throws Exception {
        Map<String, String> options = new LinkedHashMap<>();
        Matcher option = Pattern.compile("--([a-z.]+)=('[^']*'|\\S+)").matcher(script);
        while (option.find()) {
            options.put(option.group(1), option.group(2).replace("'", ""));
        }
        assertThat(options).containsKeys("only", "seed", "race.seconds", "target");
        options.remove("target");
        try (ReferenceOrigin started = ReferenceOrigin.named(origin)) {
            options.put("target.url", started.collection().toString());
            options.put("reports.dir", reports.toString());
            options.put("race.seconds", "3");
            PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
            Session session = new Session(Options.of(options, reports, reports), "", out, false);
            return session.run()
                    .results()
                    .get(0)
                    .finding(rule)
                    .orElseThrow()
                    .verdict()
                    .name();
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_class_fails_on_the_broken_server_and_on_no_other(Shown shown) throws Exception {
        Optional<TestProgram> program = all.of(shown).program();
        assumeTrue(program.isPresent(), "Java's client cannot say it, or no program can tell what is due");
        try (ReferenceOrigin broken = ReferenceOrigin.named("fault:" + shown.fault);
                ReferenceOrigin honest = ReferenceOrigin.start()) {
            assertThat(program.get().run(broken.collection())).as("broken").startsWith("fails: ");
            assertThat(program.get().run(honest.collection())).as("honest").isEqualTo("passes");
        }
    }
}
