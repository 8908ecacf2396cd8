package org.ifmatch.origin;

import static org.ifmatch.origin.Stage.JSON;
import static org.ifmatch.origin.Stage.JSON_PATCH;
import static org.ifmatch.origin.Stage.MERGE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ifmatch.origin.Client.Reply;
import org.ifmatch.origin.Stage.Note;

/** Conditions on what is missing, forbidden, elsewhere, or asked for in a way that is refused anyhow. */
final class OrderScenes {

    private static final String STALE = "If-Match: \"o\"";

    private OrderScenes() {}

    static Map<String, Scene> all() {
        Map<String, Scene> all = new LinkedHashMap<>();
        for (String method : List.of("GET", "PUT", "DELETE", "PATCH")) {
            for (String value : List.of("*", "\"o\"")) {
                all.put("missing: " + method + " " + value, stage -> {
                    String path = stage.path();
                    String content = method.equals("GET") ? "" : "{}";
                    Reply reply = stage.client().send(method, path, content, MERGE, "If-Match: " + value);
                    return reply.status() + " " + stage.fresh(path).status();
                });
            }
        }
        all.put("deleted: PUT *", stage -> deleted(stage, "If-Match: *"));
        all.put("deleted: PUT last tag", stage -> deleted(stage, "If-Match: %s"));
        all.put("star on empty content", stage -> {
            String path = stage.path();
            stage.client().put(path, "");
            return stage.client().put(path, "x", "If-Match: *").status() + "";
        });
        simple(all, "wrong credentials", "PUT", "/items/x", STALE, "Authorization: Basic eDp5");
        simple(all, "forbidden", "PUT", Place.FORBIDDEN, STALE);
        simple(all, "moved", "PUT", Place.MOVED, STALE);
        simple(all, "read-only", "PUT", Place.READ_ONLY, STALE);
        simple(all, "nowhere", "PUT", "/items/x/y", STALE);
        simple(all, "options", "OPTIONS", "/items/x", STALE);
        simple(all, "trace", "TRACE", "/items/x", STALE);
        simple(all, "unknown method", "FOO", "/items/x", STALE);
        all.put("read-only, current", stage -> {
            String tag = stage.client().get(Place.READ_ONLY).tag();
            return stage.client().put(Place.READ_ONLY, "x", "If-Match: " + tag).status() + "";
        });
        all.put("wrong credentials, leaking", stage -> {
            Note note = stage.note();
            Reply reply =
                    stage.client().put(note.path(), "cccc", "Authorization: Basic eDp5", "If-Match: " + note.old());
            return reply.status() + " " + reply.content().equals("bbbb");
        });
        all.put("unsupported patch, current", stage -> {
            Note note = stage.note();
            return note.after(stage.client().send("PATCH", note.path(), "cccc", "If-Match: " + note.current()));
        });
        all.put("unprocessable patch, current", stage -> {
            Note note = stage.note("{\"a\":1}", JSON);
            String patch = "[{\"op\":\"remove\",\"path\":\"/z\"}]";
            return note.after(
                    stage.client().send("PATCH", note.path(), patch, JSON_PATCH, "If-Match: " + note.current()));
        });
        all.put("two hosts", stage -> {
            stage.client().write("GET /items/x HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
            return stage.client().read().status() + "";
        });
        all.put("too large, current", stage -> {
            Note note = stage.note();
            stage.client()
                    .write("PUT " + note.path() + " HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\nIf-Match: "
                            + note.current() + "\r\n\r\n");
            return note.after(stage.client().read());
        });
        all.put("unknown expectation", stage -> stage.note().put("Expect: bogus", "If-Match: %old"));
        all.put("not acceptable", stage -> {
            Note note = stage.note();
            return stage.client().get(note.path(), "Accept: image/png", STALE).status() + "";
        });
        return all;
    }

    private static String deleted(Stage stage, String line) {
        Note note = stage.note();
        stage.client().send("DELETE", note.path(), "", "If-Match: " + note.current());
        return note.put(line);
    }

    private static void simple(Map<String, Scene> all, String name, String method, String path, String... lines) {
        all.put(name, stage -> stage.client().send(method, path, "", lines).status() + "");
    }
}
