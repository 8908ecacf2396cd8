package org.ifmatch.origin;

import static org.ifmatch.origin.Stage.JSON;
import static org.ifmatch.origin.Stage.JSON_PATCH;
import static org.ifmatch.origin.Stage.MERGE;
import static org.ifmatch.origin.Stage.TEXT;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ifmatch.origin.Client.Reply;
import org.ifmatch.origin.Stage.Note;

/** Writes of each method, with tags of each kind. */
final class WriteScenes {

    private static final Map<String, String> VALUES = Map.of(
            "old", "If-Match: %old",
            "foreign", "If-Match: \"never-was\"",
            "current", "If-Match: %s",
            "star", "If-Match: *");

    private WriteScenes() {}

    static Map<String, Scene> all() {
        Map<String, Scene> all = new LinkedHashMap<>();
        VALUES.forEach((which, line) -> {
            all.put("put " + which, stage -> stage.note().put(line));
            all.put("delete " + which, stage -> send(stage.note(), stage, "DELETE", "", line));
            all.put(
                    "patch " + which,
                    stage -> send(stage.note("{\"a\":1}", JSON), stage, "PATCH", "{\"b\":2}", MERGE, line));
            all.put("post " + which, stage -> send(stage.note(), stage, "POST", "more", TEXT, line));
        });
        all.put("collection post old", stage -> create(stage, true));
        all.put("collection post current", stage -> create(stage, false));
        all.put("put old, in full", WriteScenes::inFull);
        all.put("put old, preferring", stage -> {
            Note note = stage.note();
            String[] lines = {"Prefer: return=representation", "If-Match: " + note.old()};
            return stage.client().put(note.path(), "cccc", lines).content().contains("abbb") + "";
        });
        all.put("put without condition", stage -> {
            Note note = stage.note();
            Reply reply = stage.client().put(note.path(), "cccc");
            return note.after(reply) + " " + reply.field("Cache-Control")
                    + reply.content().isEmpty();
        });
        all.put(
                "patch without condition",
                stage -> send(stage.note("{\"a\":1}", JSON), stage, "PATCH", "{\"b\":2}", MERGE));
        all.put("patch of nothing, current", stage -> {
            Note note = stage.note("{\"a\":1}", JSON);
            stage.client().put(note.path(), "");
            String now = "If-Match: " + stage.fresh(note.path()).tag();
            return stage.client()
                            .send("PATCH", note.path(), "{\"b\":2}", MERGE, now)
                            .status() + " " + stage.fresh(note.path()).content();
        });
        all.put("patch old, two operations", stage -> {
            String patch =
                    "[{\"op\":\"add\",\"path\":\"/b\",\"value\":1},{\"op\":\"test\",\"path\":\"/a\",\"value\":9}]";
            return send(stage.note("{\"a\":1}", JSON), stage, "PATCH", patch, JSON_PATCH, "If-Match: %old");
        });
        all.put("post twice with one tag", stage -> {
            Note note = stage.note("{\"log\":[]}", JSON);
            String[] lines = {JSON, "If-Match: " + note.current()};
            stage.client().send("POST", note.path(), "1", lines);
            Reply again = stage.client().send("POST", note.path(), "1", lines);
            return again.status() + " " + stage.fresh(note.path()).content();
        });
        all.put("put twice with one tag", stage -> {
            Note note = stage.note();
            stage.client().put(note.path(), "cccc", "If-Match: " + note.current());
            return stage.client()
                            .put(note.path(), "dddd", "If-Match: " + note.current())
                            .status() + "";
        });
        all.put("put old twice", stage -> {
            Note note = stage.note();
            note.put("If-Match: %old");
            return note.put("If-Match: %old");
        });
        all.put("eight writes with the current tag", stage -> {
            Note note = stage.note();
            int status = 0;
            for (int i = 0; i < 8; i++) {
                String tag = stage.fresh(note.path()).tag();
                status = stage.client()
                        .put(note.path(), "ccc" + i, "If-Match: " + tag)
                        .status();
            }
            return status + "";
        });
        all.put(
                "binary content on old",
                stage -> send(
                        stage.note(),
                        stage,
                        "PUT",
                        "cccc",
                        "Content-Type: application/octet-stream",
                        "If-Match: %old"));
        all.put("put old by an encoded path", stage -> {
            Note note = stage.note();
            return note.after(stage.client().put(note.path().replace("n", "%6E"), "cccc", "If-Match: " + note.old()));
        });
        all.put("put old by a path with a query", stage -> {
            Note note = stage.note();
            return note.after(stage.client().put(note.path() + "?v=1", "cccc", "If-Match: " + note.old()));
        });
        all.put("location of a refused collection post", stage -> {
            Reply reply = stage.client().send("POST", Place.COLLECTION, "", "If-Match: \"o\"");
            return reply.status() + " " + !reply.field("Location").isEmpty();
        });
        all.put("listing after a refused delete", stage -> {
            Note note = stage.note();
            send(note, stage, "DELETE", "", "If-Match: %old");
            String name = note.path().substring(Place.COLLECTION.length());
            return stage.fresh(Place.COLLECTION).content().contains('"' + name + '"') + "";
        });
        all.put("sixty refusals, then current", stage -> {
            Note note = stage.note();
            for (int i = 0; i < 60; i++) {
                stage.client().put(note.path(), "cccc", "If-Match: \"never-was\"");
            }
            return note.put("If-Match: %s");
        });
        all.put("tag of another resource", stage -> {
            Note other = stage.note("bbbbb", TEXT);
            stage.client().put(other.path(), "eeeee");
            return stage.note().put("If-Match: " + stage.fresh(other.path()).tag());
        });
        all.put(
                "overridden method",
                stage -> send(
                        stage.note(), stage, "POST", "cccc", TEXT, "X-HTTP-Method-Override: PUT", "If-Match: %old"));
        all.put("empty content on old", stage -> send(stage.note(), stage, "PUT", "", "If-Match: %old"));
        all.put(
                "large content on old",
                stage -> send(stage.note(), stage, "PUT", "l".repeat(1_100_000), "If-Match: \"o\""));
        all.put("content of the same length on old", stage -> stage.note().put("If-Match: %old"));
        all.put("tags of three hundred versions", stage -> {
            String path = stage.path();
            Set<String> tags = new HashSet<>();
            for (int i = 0; i < 300; i++) {
                stage.client().put(path, "v" + i + "!");
                tags.add(stage.client().get(path).tag());
            }
            return tags.size() + "";
        });
        all.put("tag of a re-created resource", stage -> {
            String path = stage.path();
            stage.client().put(path, "one");
            String first = stage.client().get(path).tag();
            stage.client().send("DELETE", path, "");
            stage.client().put(path, "two");
            return stage.client().get(path).tag().equals(first) + "";
        });
        return all;
    }

    private static String send(Note note, Stage stage, String method, String content, String... lines) {
        return note.after(stage.client().send(method, note.path(), content, note.filled(lines)));
    }

    private static String create(Stage stage, boolean stale) {
        String old = stage.fresh(Place.COLLECTION).tag();
        stage.client().put(stage.path(), "x");
        String now = stage.fresh(Place.COLLECTION).tag();
        Reply reply = stage.client().send("POST", Place.COLLECTION, "x", "If-Match: " + (stale ? old : now));
        return reply.status() + " " + stage.fresh(Place.COLLECTION).tag().equals(now);
    }

    private static String inFull(Stage stage) {
        Note note = stage.note();
        Reply reply = stage.client().put(note.path(), "ccccc", "Content-Type: text/other", "If-Match: " + note.old());
        Reply now = stage.fresh(note.path());
        List<String> seen = List.of(
                reply.status() + "",
                now.content(),
                now.field("Content-Type"),
                reply.tag().equals(note.current()) + "",
                reply.content().isEmpty() + "",
                reply.field("Cache-Control"),
                reply.field("Content-Range"));
        return String.join(" | ", seen);
    }
}
