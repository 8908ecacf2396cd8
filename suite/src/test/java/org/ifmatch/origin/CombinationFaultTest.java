package org.ifmatch.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.ifmatch.origin.Stage.Note;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each of these faults shows where two things come together, and does not where one of them is missing. */
class CombinationFaultTest {

    private static final String MERGE = "Content-Type: application/merge-patch+json";

    /** What is done, and what is seen of the origin with the fault and of an honest one. */
    private record Shown(Scene scene, String faulty, String honest) {}

    private static final Map<String, Shown> ALL = all();

    static final Set<String> SHOWN = ALL.keySet();

    private static Map<String, Shown> all() {
        Map<String, Shown> all = new LinkedHashMap<>();
        all.put(
                "replaced-tag-is-good-after-a-304",
                new Shown(
                        stage -> {
                            Note note = stage.note();
                            String first = note.put("If-Match: %old");
                            note.get("If-None-Match: %s");
                            return first + ", " + note.put("If-Match: %old");
                        },
                        "412 same, 204 now cccc",
                        "412 same, 412 same"));
        all.put(
                "replaced-tag-is-good-after-a-part-was-read",
                new Shown(
                        stage -> {
                            Note note = stage.note();
                            note.get("Range: bytes=0-1");
                            return note.put("If-Match: %old");
                        },
                        "204 now cccc",
                        "412 same"));
        all.put(
                "refused-patch-opens-the-door-to-a-put",
                new Shown(
                        stage -> {
                            Note note = stage.note("{}", Stage.JSON);
                            stage.client().send("PATCH", note.path(), "{}", MERGE, "If-Match: \"o\"");
                            return note.put("If-Match: %old");
                        },
                        "204 now cccc",
                        "412 same"));
        all.put(
                "write-by-star-leaves-the-tag-before",
                new Shown(
                        stage -> {
                            Note note = stage.note();
                            stage.client().put(note.path(), "dddd", "If-Match: *");
                            return stage.client()
                                            .put(note.path(), "cccc", note.filled("If-Match: %s"))
                                            .status()
                                    + "";
                        },
                        "204",
                        "412"));
        all.put(
                "tag-that-head-showed-deletes",
                new Shown(
                        stage -> {
                            Note note = stage.note();
                            stage.client().send("HEAD", note.path(), "");
                            stage.client().put(note.path(), "dddd");
                            return stage.client()
                                            .send("DELETE", note.path(), "", note.filled("If-Match: %s"))
                                            .status()
                                    + "";
                        },
                        "204",
                        "412"));
        all.put(
                "star-is-false-for-what-was-created-again",
                new Shown(
                        stage -> {
                            Note note = stage.note();
                            String before = stage.client()
                                            .put(note.path(), "dddd", "If-Match: *")
                                            .status() + "";
                            stage.client().send("DELETE", note.path(), "");
                            stage.client().put(note.path(), "eeee");
                            return before + " "
                                    + stage.client()
                                            .put(note.path(), "cccc", "If-Match: *")
                                            .status();
                        },
                        "204 412",
                        "204 204"));
        all.put(
                "tag-of-a-former-life-is-good-for-patch",
                new Shown(
                        stage -> {
                            Note note = stage.note("{}", Stage.JSON);
                            stage.client().send("DELETE", note.path(), "");
                            stage.client().put(note.path(), "{}", Stage.JSON);
                            String[] field = note.filled("If-Match: %s");
                            int put = stage.client()
                                    .put(note.path(), "{}", Stage.JSON, field[0])
                                    .status();
                            return put + " "
                                    + stage.client()
                                            .send("PATCH", note.path(), "{}", MERGE, field[0])
                                            .status();
                        },
                        "412 204",
                        "412 412"));
        all.put(
                "last-tag-of-what-was-deleted-is-good-elsewhere",
                new Shown(
                        stage -> {
                            Note note = stage.note();
                            Note other = stage.note();
                            stage.client().send("DELETE", other.path(), "");
                            return note.put("If-Match: " + other.current());
                        },
                        "204 now cccc",
                        "412 same"));
        all.put(
                "patch-that-changes-nothing-hides-the-tag",
                new Shown(
                        stage -> {
                            Note note = stage.note("{}", Stage.JSON);
                            stage.client().send("PATCH", note.path(), "{}", MERGE);
                            String tag = stage.fresh(note.path()).tag();
                            return stage.client()
                                            .put(note.path(), "[]", Stage.JSON, "If-Match: " + tag)
                                            .status() + "";
                        },
                        "412",
                        "204"));
        all.put(
                "refused-creation-locks-the-star-out",
                new Shown(
                        stage -> {
                            Note note = stage.note();
                            stage.client().put(note.path(), "dddd", "If-None-Match: *");
                            return note.put("If-Match: *");
                        },
                        "412 same",
                        "204 now cccc"));
        all.put(
                "tag-stays-after-32-versions",
                new Shown(
                        stage -> {
                            Note note = stage.note();
                            for (int i = 0; i < 40; i++) {
                                stage.client().put(note.path(), "dddd");
                            }
                            String tag = stage.fresh(note.path()).tag();
                            stage.client().put(note.path(), "eeee");
                            return stage.fresh(note.path()).tag().equals(tag) + "";
                        },
                        "true",
                        "false"));
        lines(all, "line-after-a-weak-tag-is-lost", "If-Match: W/\"o\"", "If-Match: %s");
        lines(all, "line-after-an-empty-one-is-lost", "If-Match: ,", "If-Match: %s");
        lines(all, "tab-in-one-of-several-lines-spoils-it", "If-Match: \"o\"", "If-Match: \"o\"\t, %s");
        lines(all, "lower-case-name-takes-one-member", "if-match: \"o\", %s");
        return all;
    }

    private static void lines(Map<String, Shown> all, String fault, String... lines) {
        all.put(fault, new Shown(stage -> stage.note().put(lines), "412 same", "204 now cccc"));
    }

    @TestFactory
    Stream<DynamicTest> a_fault_shows_and_the_reference_does_not_show_it() {
        return ALL.entrySet().stream()
                .map(each -> dynamicTest(each.getKey(), () -> {
                    Shown shown = each.getValue();
                    assertThat(FaultTest.seen("fault:" + each.getKey(), origin -> Stage.play(shown.scene(), origin)))
                            .isEqualTo(shown.faulty());
                    assertThat(FaultTest.seen("reference", origin -> Stage.play(shown.scene(), origin)))
                            .isEqualTo(shown.honest());
                }));
    }
}
