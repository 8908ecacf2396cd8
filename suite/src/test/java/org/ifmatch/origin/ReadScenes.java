package org.ifmatch.origin;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ifmatch.origin.Stage.Note;

/** GET and HEAD, and every pair of conditional fields of which the order can be seen. */
final class ReadScenes {

    private static final String RANGE = "Range: bytes=0-1";

    private ReadScenes() {}

    static Map<String, Scene> all() {
        Map<String, Scene> all = new LinkedHashMap<>();
        get(all, "old", "If-Match: %old");
        get(all, "current", "If-Match: %s");
        get(all, "star", "If-Match: *");
        all.put("head: old", stage -> head(stage, "If-Match: %old"));
        all.put("head: current", stage -> head(stage, "If-Match: %s"));
        get(all, "star", "If-Match: *");
        get(all, "im false, inm match", "If-Match: \"o\"", "If-None-Match: %s");
        get(all, "im false, inm no match", "If-Match: \"o\"", "If-None-Match: \"o\"");
        get(all, "im true, inm match", "If-Match: %s", "If-None-Match: %s");
        get(all, "inm match, im false", "If-None-Match: %s", "If-Match: \"o\"");
        get(all, "im true, inm no match", "If-Match: %s", "If-None-Match: \"o\"");
        get(all, "im true, ims later", "If-Match: %s", "If-Modified-Since: LATER");
        get(all, "im false, ims later", "If-Match: \"o\"", "If-Modified-Since: LATER");
        get(all, "im true, ius past", "If-Match: %s", "If-Unmodified-Since: PAST");
        get(all, "im false, ius later", "If-Match: \"o\"", "If-Unmodified-Since: LATER");
        get(all, "im true, ius invalid", "If-Match: %s", "If-Unmodified-Since: garbage");
        get(all, "im false, range", "If-Match: \"o\"", RANGE);
        get(all, "im true, range", "If-Match: %s", RANGE);
        get(all, "im true, no such range", "If-Match: %s", "Range: bytes=99-");
        get(all, "im false, if-range true", "If-Match: \"o\"", RANGE, "If-Range: %s");
        get(all, "im true, if-range false", "If-Match: %s", RANGE, "If-Range: \"o\"");
        get(all, "im true, if-range weak", "If-Match: %s", RANGE, "If-Range: W/%s");
        get(all, "im true, if-range without range", "If-Match: %s", "If-Range: \"o\"");
        get(all, "inm match", "If-None-Match: %s");
        get(all, "inm weak match", "If-None-Match: W/%s");
        put(all, "im false, inm no match", "If-Match: \"o\"", "If-None-Match: \"o\"");
        put(all, "im false, ims later", "If-Match: \"o\"", "If-Modified-Since: LATER");
        put(all, "im false, range", "If-Match: \"o\"", "Range: bytes=0-1");
        put(all, "im true, inm match", "If-Match: %s", "If-None-Match: %s");
        put(all, "im true, inm star", "If-Match: %s", "If-None-Match: *");
        put(all, "im star, inm star", "If-Match: *", "If-None-Match: *");
        put(all, "im true, ius past", "If-Match: %s", "If-Unmodified-Since: PAST");
        put(all, "im false, ius later", "If-Match: \"o\"", "If-Unmodified-Since: LATER");
        put(all, "im true, ims later", "If-Match: %s", "If-Modified-Since: LATER");
        put(all, "im true, range", "If-Match: %s", RANGE);
        put(all, "im false, content-range", "If-Match: \"o\"", "Content-Range: bytes 0-1/4");
        put(all, "ius past", "If-Unmodified-Since: PAST");
        put(all, "ius invalid", "If-Unmodified-Since: garbage");
        put(all, "ius twice", "If-Unmodified-Since: PAST", "If-Unmodified-Since: PAST");
        put(all, "inm star", "If-None-Match: *");
        put(all, "inm match", "If-None-Match: %s");
        put(all, "inm weak match", "If-None-Match: W/%s");
        all.put("put: ius at the date", stage -> {
            Note note = stage.note();
            String date = stage.fresh(note.path()).field("Last-Modified");
            return note.put("If-Unmodified-Since: " + date);
        });
        return all;
    }

    private static void get(Map<String, Scene> all, String name, String... lines) {
        all.put("get: " + name, stage -> stage.note().get(lines));
    }

    private static void put(Map<String, Scene> all, String name, String... lines) {
        all.put("put: " + name, stage -> stage.note().put(lines));
    }

    private static String head(Stage stage, String line) {
        Note note = stage.note();
        return note.after(stage.client().send("HEAD", note.path(), "", note.filled(line)));
    }
}
