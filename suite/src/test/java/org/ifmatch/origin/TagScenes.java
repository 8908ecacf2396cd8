package org.ifmatch.origin;

import static org.ifmatch.origin.Stage.TEXT;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.ifmatch.origin.Client.Reply;
import org.ifmatch.origin.Stage.Note;

/** Where validators are shown, and whether they are the right ones. */
final class TagScenes {

    private static final String LARGE = "z".repeat(300);

    private TagScenes() {}

    static Map<String, Scene> all() {
        Map<String, Scene> all = new LinkedHashMap<>();
        all.put("tag of a get", stage -> {
            Reply reply = stage.client().get(stage.note().path());
            long lines = reply.lines().stream()
                    .filter(line -> line.startsWith("ETag"))
                    .count();
            return lines + " " + reply.tag().matches("(W/)?\"[!#-~\\x80-\\xff]*\"") + " "
                    + reply.tag().startsWith("W/");
        });
        all.put("two gets", stage -> {
            String path = stage.note().path();
            Reply one = stage.client().get(path);
            Reply other = stage.client().get(path);
            return one.tag().equals(other.tag()) + " " + one.content().equals(other.content());
        });
        all.put("get and head", stage -> {
            Note note = stage.note();
            return stage.client().send("HEAD", note.path(), "").tag().equals(note.current()) + "";
        });
        all.put("head, put, head", stage -> {
            Note note = stage.note();
            stage.client().send("HEAD", note.path(), "");
            stage.client().put(note.path(), "dddd", "If-Match: *");
            String tag = stage.client().send("HEAD", note.path(), "").tag();
            return tag.equals(stage.fresh(note.path()).tag()) + "";
        });
        all.put("get, put, get", stage -> {
            Note note = stage.note();
            stage.client().get(note.path());
            stage.client().put(note.path(), "dddd", "If-Match: *");
            return stage.client().get(note.path()).content();
        });
        all.put("part", stage -> {
            Note note = stage.note();
            Reply part = stage.client().get(note.path(), "Range: bytes=0-1");
            return part.status() + " " + part.content() + " " + part.tag().equals(note.current());
        });
        all.put("not modified", stage -> {
            Note note = stage.note();
            Reply same = stage.client().get(note.path(), "If-None-Match: " + note.current());
            return same.status() + " " + same.tag().equals(note.current());
        });
        all.put("last-modified", stage -> {
            Reply reply = stage.client().get(stage.note().path());
            Instant modified = HttpDate.read(reply.field("Last-Modified")).orElse(Instant.EPOCH);
            return modified.isAfter(HttpDate.read(reply.field("Date")).orElseThrow()) + " "
                    + modified.equals(Instant.EPOCH);
        });
        all.put("answer to put", stage -> {
            Note note = stage.note();
            Reply put = stage.client().put(note.path(), "dddd", "If-Match: *");
            Reply now = stage.fresh(note.path());
            return put.status() + " " + put.tag().equals(now.tag()) + " " + now.content();
        });
        all.put("tag around a patch", stage -> {
            Note note = stage.note("{\"a\":1}", "Content-Type: application/json");
            stage.client()
                    .send(
                            "PATCH",
                            note.path(),
                            "{\"b\":2}",
                            "Content-Type: application/merge-patch+json",
                            "If-Match: " + note.current());
            return stage.fresh(note.path()).tag().equals(note.current()) + "";
        });
        all.put("listing", stage -> stage.client().get(Place.COLLECTION).status() + "");
        all.put("answer to patch", stage -> {
            Note note = stage.note("{\"a\":1}", "Content-Type: application/json");
            Reply patch = stage.client()
                    .send(
                            "PATCH",
                            note.path(),
                            "{\"b\":2}",
                            "Content-Type: application/merge-patch+json",
                            "If-Match: " + note.current());
            return patch.status() + " "
                    + patch.tag().equals(stage.fresh(note.path()).tag());
        });
        all.put("another end of long content", stage -> alike(stage, ".".repeat(2000) + "a", ".".repeat(2000) + "b"));
        all.put("another white space", stage -> alike(stage, "a b", "a  b"));
        all.put("answer to post", stage -> {
            Note note = stage.note();
            Reply post = stage.client().send("POST", note.path(), "x", TEXT, "If-Match: *");
            return post.tag().equals(stage.fresh(note.path()).tag()) + "";
        });
        all.put("answer to creation", stage -> {
            Reply post = stage.client().send("POST", Place.COLLECTION, "x", TEXT);
            return post.status() + " "
                    + post.tag().equals(stage.fresh(post.field("Location")).tag());
        });
        all.put("answer to an error", stage -> stage.client().get(stage.path()).tag());
        all.put(
                "answer from a cache",
                stage -> stage.client().get(Place.READ_ONLY).field("Age"));
        all.put("gzip", stage -> {
            Note note = stage.note(LARGE, TEXT);
            Reply coded = stage.client().get(note.path(), "Accept-Encoding: gzip");
            return coded.field("Content-Encoding") + " " + coded.tag().equals(note.current());
        });
        all.put("gzip tag in a get without", stage -> {
            Note note = stage.note(LARGE, TEXT);
            Reply coded = stage.client().get(note.path(), "Accept-Encoding: gzip");
            return note.get("If-Match: " + coded.tag());
        });
        all.put("gzip tag in a put", stage -> {
            Note note = stage.note(LARGE, TEXT);
            Reply coded = stage.client().get(note.path(), "Accept-Encoding: gzip");
            return note.put("If-Match: " + coded.tag());
        });
        all.put("old gzip tag in a put", stage -> {
            Note note = stage.note(LARGE, TEXT);
            Reply coded = stage.client().get(note.path(), "Accept-Encoding: gzip");
            stage.client().put(note.path(), LARGE + "!", "If-Match: *");
            return stage.client()
                            .put(note.path(), LARGE, "If-Match: " + coded.tag())
                            .status() + "";
        });
        all.put("form content on old", stage -> {
            Note note = stage.note();
            String[] lines = {"Content-Type: application/x-www-form-urlencoded", "If-Match: " + note.old()};
            return note.after(stage.client().put(note.path(), "cccc", lines));
        });
        all.put("list on patch", stage -> {
            Note note = stage.note("{\"a\":1}", Stage.JSON);
            String list = "If-Match: " + note.old() + ", " + note.current();
            return note.after(stage.client().send("PATCH", note.path(), "{\"b\":2}", Stage.MERGE, list));
        });
        all.put("gzip content in a put", stage -> {
            Note note = stage.note();
            String[] lines = {"Content-Encoding: gzip", "If-Match: " + note.old()};
            return note.after(stage.client().put(note.path(), gzip("cccc"), lines));
        });
        all.put("as a page", stage -> {
            Note note = stage.note();
            Reply page = stage.client().get(note.path(), "Accept: text/html");
            return page.content() + page.tag().equals(note.current());
        });
        all.put("two spellings", stage -> {
            Note note = stage.note();
            String other = note.path().replace("n", "%6E");
            stage.client().put(note.path(), "dddd", "If-Match: *");
            String tag = stage.client().get(note.path()).tag();
            stage.client()
                    .put(other, "eeee", "If-Match: " + stage.client().get(other).tag());
            return stage.client().put(note.path(), "ffff", "If-Match: " + tag).status() + "";
        });
        return all;
    }

    /** Whether two contents of one resource are shown under one tag. */
    private static String alike(Stage stage, String one, String other) {
        Note note = stage.note(one, TEXT);
        stage.client().put(note.path(), one, TEXT, "If-Match: *");
        String tag = stage.fresh(note.path()).tag();
        stage.client().put(note.path(), other, TEXT, "If-Match: *");
        return tag.equals(stage.fresh(note.path()).tag()) + "";
    }

    static String gzip(String text) {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (GZIPOutputStream coder = new GZIPOutputStream(coded)) {
            coder.write(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Stage.latin1(coded.toByteArray());
    }
}
