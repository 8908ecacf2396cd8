package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.ifmatch.origin.ReferenceOrigin;
import org.ifmatch.report.Case;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Results;
import org.ifmatch.report.Story;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a property tells of a failure shows it again: the command that it prints finds the same story, the class that it writes
 * fails on the faulty origin and passes on an honest one, and so do its lines for a shell.
 */
class PropertyStoryTest {

    /** Acts of the longest story that is told of a planted fault. */
    private static final int LONGEST = 6;

    private static final long SEED = 7;

    private static final Pattern REPLAY = Pattern.compile(
            "# to find it again: mvn verify -Dtarget=(\\S+) -Donly=(\\S+) -Dseed=(\\d+) -Dtries=(\\d+)");

    private static final Pattern STATUS = Pattern.compile("^HTTP/1\\.1 (\\d{3})", Pattern.MULTILINE);

    /** A fault, the property that finds it, how many cases that takes at most, and the statuses of the judged request. */
    enum Told {
        AFTER_304("replaced-tag-is-good-after-a-304", "property/sequences", 900, "204", "412"),
        AFTER_32_VERSIONS("tag-stays-after-32-versions", "property/sequences", 60, "204", "204"),
        AFTER_RECREATION("star-is-false-for-what-was-created-again", "property/sequences", 40, "412", "204"),
        SECOND_LINE("first-line-only", "property/field-values", 180, "412", "204"),
        IGNORED("ignored-on-put", "property/field-values", 20, "204", "412"),
        ENCODED("percent-encoding-is-decoded", "property/field-values", 180, "204", "412"),
        SWAPPED("case-of-letters-is-ignored", "property/field-values", 180, "204", "412"),
        CUT("beginning-of-the-tag-matches", "property/field-values", 180, "204", "412"),
        NONE_MATCH_FIRST("if-none-match-comes-first", "property/conditions", 220, "304", "412"),
        CREATES("star-is-always-true", "property/field-values", 180, "201", "412"),
        AFTER_A_HEAD("tag-that-head-showed-deletes", "property/sequences", 700, "204", "412"),
        BY_STAR("write-by-star-leaves-the-tag-before", "property/sequences", 76, "204", "412"),
        SAME_PATCH("patch-that-changes-nothing-hides-the-tag", "property/sequences", 36, "412", "204"),
        OTHER_TYPE("refusal-stores-the-media-type", "property/sequences", 28, "412", "412"),
        REPEATED("repeated-request-is-performed-again", "property/sequences", 28, "204", "412"),
        AFTER_MANY_REFUSALS("locks-out-after-fifty-refusals", "property/sequences", 24, "412", "204"),
        LOWER_CASE_NAME("lower-case-name-takes-one-member", "property/field-values", 264, "412", "200");

        private final String fault;
        private final String property;
        private final int tries;
        private final String faulty;
        private final String honest;

        Told(String fault, String property, int tries, String faulty, String honest) {
            this.fault = fault;
            this.property = property;
            this.tries = tries;
            this.faulty = faulty;
            this.honest = honest;
        }
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void a_failure_is_told_as_a_story_that_shows_it_again(Told told) throws Exception {
        Case found = found(told.property, "fault:" + told.fault, SEED, told.tries);
        Story story = (Story) found.evidence();

        assertThat(story.steps()).hasSizeLessThanOrEqualTo(LONGEST);
        assertThat(found.why()).startsWith("breaks ");
        replaysTwice(found);
        runsAsAClass(told, story.program());
        runsInAShell(told, found.reproduce());
    }

    /** Races, and how many programs are tried until they show. */
    enum Raced {
        WRITERS("check-then-act-with-a-pause", 2),
        APPENDS("append-checks-then-acts", 12),
        STAR_AND_DELETE("star-checks-then-acts", 8);

        private final String fault;
        private final int tries;

        Raced(String fault, int tries) {
            this.fault = fault;
            this.tries = tries;
        }
    }

    /** Requests of the longest story that is told of a race: two clients, and one of them or both twice. */
    private static final int LONGEST_MEETING = 4;

    @ParameterizedTest
    @EnumSource
    void a_race_is_told_as_a_story_that_shows_it_again(Raced raced) throws Exception {
        String fault = "fault:" + raced.fault;
        Case found = found("property/programs", fault, SEED, raced.tries);
        Story story = (Story) found.evidence();

        assertThat(story.steps()).hasSizeBetween(2, LONGEST_MEETING);
        Matcher replay = REPLAY.matcher(found.reproduce());
        assertThat(replay.find()).as(found.reproduce()).isTrue();
        int alike = 0;
        for (int time = 0; time < MOST_REPLAYS && alike < 2; time++) {
            Case again = found("property/programs", fault, SEED, Integer.parseInt(replay.group(4)));
            alike += whoeverIsFirst(again).equals(whoeverIsFirst(found)) ? 1 : 0;
        }
        assertThat(alike).as("replays that tell the same").isEqualTo(2);
        compiles(story.program());
        System.setProperty("times", "40");
        assertThat(outcome(fault)).as(story.program()).isInstanceOf(AssertionError.class);
        assertThat(outcome("reference")).as(story.program()).isNull();
        String lines = found.reproduce().replace("seq 200", "seq 15");
        assertThat(rounds(fault, lines)).as(lines).anyMatch(TWO_WINNERS.asMatchPredicate());
        assertThat(rounds("reference", lines))
                .as(lines)
                .isNotEmpty()
                .allMatch(ROUND.asMatchPredicate())
                .noneMatch(TWO_WINNERS.asMatchPredicate());
    }

    /** Chance decides who wins and sometimes which of two programs shows it first, so that two of four are to tell the same. */
    private static final int MOST_REPLAYS = 4;

    /** What is told and its lines, whichever client of the two is named first. */
    private static List<String> whoeverIsFirst(Case found) {
        return Stream.of(found.what().split("[:;] "), script(found).split("\n"))
                .flatMap(Stream::of)
                .map(line -> line.replaceAll("client \\d", "client"))
                .sorted()
                .toList();
    }

    private static final Pattern ROUND = Pattern.compile("(\\d{3} ){2,}");
    /** What no order of two requests explains here: both were performed. */
    private static final Pattern TWO_WINNERS = Pattern.compile("(20[0-9] ){2}");

    private static List<String> rounds(String origin, String lines) throws Exception {
        return ran(origin, lines, "/items/").lines().filter(l -> !l.isBlank()).toList();
    }

    private static Case found(String property, String origin, long seed, int tries) throws IOException {
        Results results = PropertyTrial.tries(tries, origin, property, seed);
        return results.findings().stream()
                .flatMap(f -> f.cases().stream())
                .filter(c -> c.outcome() == Outcome.FAIL)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing was found of " + origin + ": " + results.findings()));
    }

    private static void replaysTwice(Case found) throws IOException {
        Matcher replay = REPLAY.matcher(found.reproduce());
        assertThat(replay.find()).as(found.reproduce()).isTrue();
        for (int time = 0; time < 2; time++) {
            Case again = found(
                    replay.group(2),
                    replay.group(1),
                    Long.parseLong(replay.group(3)),
                    Integer.parseInt(replay.group(4)));
            assertThat(words(again)).isEqualTo(words(found));
            assertThat(program(again)).isEqualTo(program(found));
            assertThat(script(again)).isEqualTo(script(found));
        }
    }

    /** What a story says, without the tags and the URL of this run. */
    private static List<String> words(Case found) {
        return ((Story) found.evidence())
                .steps().stream().map(s -> plain(s.says())).toList();
    }

    private static String program(Case found) {
        return plain(((Story) found.evidence()).program());
    }

    private static String script(Case found) {
        return plain(found.reproduce());
    }

    private static String plain(String text) {
        return text.replaceAll("127\\.0\\.0\\.1:\\d+", "HOST").replaceAll("\"[0-9a-f]{8,}-[0-9a-z]+\"", "TAG");
    }

    // The class.

    private void runsAsAClass(Told told, String program) throws Exception {
        compiles(program);
        assertThat(outcome("fault:" + told.fault)).as(program).isInstanceOf(AssertionError.class);
        assertThat(outcome("reference")).as(program).isNull();
    }

    private void compiles(String program) throws IOException {
        Path source = folder.resolve("IfMatchStoryTest.java");
        Files.writeString(source, program);
        ByteArrayOutputStream mistakes = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, mistakes, mistakes, "-cp", System.getProperty("java.class.path"), source.toString());
        assertThat(result).as(mistakes + "\n" + program).isZero();
    }

    /** How the story ends against an origin of that name. */
    private Throwable outcome(String origin) throws Exception {
        try (ReferenceOrigin started = ReferenceOrigin.named(origin);
                URLClassLoader loader = new URLClassLoader(
                        new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            System.setProperty("base.url", started.collection().toString());
            Class<?> story = loader.loadClass("IfMatchStoryTest");
            var constructor = story.getDeclaredConstructor();
            constructor.setAccessible(true);
            Method method = story.getDeclaredMethod("story");
            method.setAccessible(true);
            method.invoke(constructor.newInstance());
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        } finally {
            System.clearProperty("base.url");
        }
    }

    // The lines.

    private static void runsInAShell(Told told, String lines) throws Exception {
        String judged = "/items/";
        assertThat(statuses("fault:" + told.fault, lines, judged)).as(lines).startsWith(told.faulty);
        assertThat(statuses("reference", lines, judged)).as(lines).startsWith(told.honest);
    }

    /** The statuses of what the lines show: the judged request, then the look after it. */
    private static String statuses(String origin, String lines, String path) throws Exception {
        String output = ran(origin, lines, path);
        String seen = String.join(
                " ", STATUS.matcher(output).results().map(s -> s.group(1)).toList());
        return seen.isEmpty() ? output + File.separator : seen;
    }

    /** What the lines print. */
    private static String ran(String origin, String lines, String path) throws Exception {
        try (ReferenceOrigin started = ReferenceOrigin.named(origin)) {
            String commands = lines.replaceAll(
                    "http://127\\.0\\.0\\.1:\\d+" + path,
                    Matcher.quoteReplacement(started.collection().toString()));
            return Bash.run(commands);
        }
    }
}
