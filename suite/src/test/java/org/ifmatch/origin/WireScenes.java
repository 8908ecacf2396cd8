package org.ifmatch.origin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.ifmatch.origin.Client.Reply;
import org.ifmatch.origin.Stage.Note;

/** What happens on a connection beside whole requests in turn. */
final class WireScenes {

    private WireScenes() {}

    static Map<String, Scene> all() {
        Map<String, Scene> all = new LinkedHashMap<>();
        all.put("http/1.0", stage -> {
            Note note = stage.note();
            stage.client()
                    .write("PUT " + note.path() + " HTTP/1.0\r\nContent-Length: 4\r\nIf-Match: \"o\"\r\n\r\ncccc");
            return note.after(stage.client().read());
        });
        all.put("http/1.0 with expect", stage -> {
            Note note = stage.note();
            stage.client()
                    .write("PUT " + note.path()
                            + " HTTP/1.0\r\nContent-Length: 4\r\nExpect: 100-continue\r\nIf-Match: *\r\n\r\ncccc");
            return stage.client().read().status() + "";
        });
        all.put("chunked", stage -> chunked(stage, "If-Match: \"o\"", ""));
        all.put("chunked with the current tag", stage -> chunked(stage, "If-Match: %s", ""));
        all.put("chunked, false trailer", stage -> chunked(stage, "If-Match: *", "If-Match: \"o\"\r\n"));
        all.put("expect, old", stage -> expecting(stage, "If-Match: %old", note -> {}));
        all.put("expect, current", stage -> expecting(stage, "If-Match: %s", note -> {}));
        all.put("expect, overtaken", stage -> expecting(stage, "If-Match: %s", note -> overtake(stage, note)));
        all.put("slow, overtaken", stage -> slow(stage, note -> overtake(stage, note)));
        all.put(
                "slow, deleted",
                stage ->
                        slow(stage, note -> stage.asAnother("DELETE", note.path(), "", "If-Match: " + note.current())));
        all.put("pipeline", stage -> {
            Note note = stage.note();
            stage.client()
                    .write(Client.request("PUT", note.path(), "cccc", note.filled("If-Match: %s"))
                            + Client.request("PUT", note.path(), "dddd", note.filled("If-Match: %s"))
                            + Client.request("GET", note.path(), ""));
            return stage.client().read().status() + " " + stage.client().read().status() + " "
                    + stage.client().read().content();
        });
        all.put("after close", stage -> {
            Note note = stage.note();
            stage.client()
                    .write(Client.request("PUT", note.path(), "cccc", "If-Match: \"o\"", "Connection: close")
                            + Client.request("PUT", note.path(), "dddd", note.filled("If-Match: %s")));
            int status = stage.client().read().status();
            return status + " " + stage.client().isClosed() + " " + note.effect();
        });
        all.put("content withheld", stage -> {
            Note note = stage.note();
            stage.client()
                    .write("PUT " + note.path() + " HTTP/1.1\r\nHost: a\r\nContent-Length: 30\r\n"
                            + "If-Match: \"o\"\r\n\r\n");
            Reply early = stage.client().read();
            stage.client().write("GET /items/ HTTP/1.1\r\nHost: a\r\n\r\n");
            return early.status() + " " + early.field("Connection") + " "
                    + stage.client().isClosed();
        });
        all.put("unread content is cut off", stage -> {
            Note note = stage.note();
            Reply reply = stage.client().put(note.path(), "l".repeat(8_000_000), "If-Match: \"o\"");
            return reply.status() + "";
        });
        all.put("head, then get", stage -> {
            Note note = stage.note();
            int status = stage.client()
                    .send("HEAD", note.path(), "", "If-Match: \"o\"")
                    .status();
            return status + " " + stage.client().get(note.path()).content();
        });
        all.put("refusal, then get", stage -> {
            Note note = stage.note();
            Reply refused = stage.client().put(note.path(), "cccc", "If-Match: \"o\"");
            return refused.status() + " " + stage.client().get(note.path()).content();
        });
        all.put("half an upload", stage -> {
            Note note = stage.note();
            stage.breakOff("PUT " + note.path() + " HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\nIf-Match: "
                    + note.current() + "\r\n\r\nhalf");
            return note.effect();
        });
        all.put("half an upload in chunks", stage -> {
            Note note = stage.note();
            stage.breakOff(
                    "PUT " + note.path() + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n");
            return note.effect();
        });
        all.put("second request, old", stage -> {
            Note note = stage.note();
            stage.client().get(note.path());
            return note.put("If-Match: \"o\"");
        });
        all.put("two refusals due", stage -> {
            Note note = stage.note();
            stage.client().put(note.path(), "dddd", "If-Match: \"o\"");
            return note.put("If-Match: \"o\"");
        });
        all.put("many chunks", stage -> {
            Note note = stage.note();
            String chunk = "100000\r\n" + "l".repeat(1 << 20) + "\r\n";
            stage.client()
                    .write("PUT " + note.path() + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
                            + "If-Match: \"o\"\r\n\r\n" + chunk + "1\r\nl\r\n0\r\n\r\n");
            return note.after(stage.client().read());
        });
        all.put("chunks, then get", stage -> {
            Note note = stage.note();
            stage.client()
                    .write("PUT " + note.path() + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
                            + "If-Match: \"o\"\r\n\r\n4\r\ncccc\r\n0\r\n\r\n");
            int status = stage.client().read().status();
            return status + " " + stage.client().get(note.path()).status();
        });
        all.put("http/1.0, delete", stage -> {
            Note note = stage.note();
            stage.client().write("DELETE " + note.path() + " HTTP/1.0\r\nIf-Match: \"o\"\r\n\r\n");
            return note.after(stage.client().read());
        });
        all.put(
                "slow in chunks, overtaken",
                stage -> slow(stage, "Transfer-Encoding: chunked", "4\r\ncc", "cc\r\n0\r\n\r\n"));
        all.put(
                "slow and large, overtaken",
                stage -> slow(stage, "Content-Length: " + (2 << 20), "c".repeat(1 << 20), "c".repeat(1 << 20)));
        all.put("hung up on a post", stage -> {
            Note note = stage.note();
            stage.breakOff("POST " + note.path() + " HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n"
                    + "Content-Length: 4\r\nIf-Match: " + note.current() + "\r\n\r\nmore");
            return note.effect();
        });
        all.put("hung up on a put", stage -> {
            Note note = stage.note();
            stage.breakOff("PUT " + note.path() + " HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nIf-Match: "
                    + note.current() + "\r\n\r\nhhhh");
            return note.effect();
        });
        all.put("after half an upload", stage -> {
            Note note = stage.note();
            stage.breakOff("PUT " + note.path() + " HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf");
            return note.put("If-Match: *");
        });
        return all;
    }

    private static String chunked(Stage stage, String line, String trailer) {
        Note note = stage.note();
        stage.client()
                .write("PUT " + note.path() + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
                        + note.filled(line)[0] + "\r\n\r\n4\r\ncccc\r\n0\r\n" + trailer + "\r\n");
        return note.after(stage.client().read());
    }

    private static String expecting(Stage stage, String line, Consumer<Note> meanwhile) {
        Note note = stage.note();
        stage.client()
                .write("PUT " + note.path() + " HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n"
                        + note.filled(line)[0] + "\r\n\r\n");
        int first = stage.client().read().status();
        meanwhile.accept(note);
        if (first != 100) {
            return first + " " + note.effect();
        }
        stage.client().write("cccc");
        return first + " " + note.after(stage.client().read());
    }

    private static String slow(Stage stage, Consumer<Note> meanwhile) {
        Note note = stage.note();
        stage.client()
                .write("PUT " + note.path() + " HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nIf-Match: " + note.current()
                        + "\r\n\r\ncc");
        // As many exchanges as it takes for the origin to have read what was sent before them.
        for (int i = 0; i < 20; i++) {
            stage.fresh(note.path());
        }
        meanwhile.accept(note);
        stage.client().write("cc");
        return note.after(stage.client().read());
    }

    private static String slow(Stage stage, String framing, String half, String rest) {
        Note note = stage.note();
        stage.client()
                .write("PUT " + note.path() + " HTTP/1.1\r\nHost: a\r\n" + framing + "\r\nIf-Match: " + note.current()
                        + "\r\n\r\n" + half);
        for (int i = 0; i < 20; i++) {
            stage.fresh(note.path());
        }
        overtake(stage, note);
        stage.client().write(rest);
        return note.after(stage.client().read());
    }

    private static void overtake(Stage stage, Note note) {
        stage.asAnother("PUT", note.path(), "oooo", "If-Match: " + note.current());
    }
}
