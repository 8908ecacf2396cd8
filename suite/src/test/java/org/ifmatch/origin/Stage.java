package org.ifmatch.origin;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
import org.ifmatch.origin.Client.Reply;

/** An origin and a connection to it, on which one scene is played. */
final class Stage implements AutoCloseable {

    static final String JSON = "Content-Type: application/json";
    static final String TEXT = "Content-Type: text/plain";
    static final String MERGE = "Content-Type: application/merge-patch+json";
    static final String JSON_PATCH = "Content-Type: application/json-patch+json";

    /** Long enough for an answer that comes at all, short enough to wait in vain. */
    private static final int PATIENCE_MILLIS = 600;

    private final ReferenceOrigin origin;
    private final Client client;
    private int names;

    private Stage(ReferenceOrigin origin) {
        this.origin = origin;
        client = new Client(origin, PATIENCE_MILLIS);
    }

    /** What is seen of an origin in a scene. */
    static String play(Scene scene, ReferenceOrigin origin) {
        try (Stage stage = new Stage(origin)) {
            return scene.play(stage);
        } catch (UncheckedIOException broken) {
            return "broken off";
        }
    }

    Client client() {
        return client;
    }

    /** A path of the collection that is used nowhere else in the scene. */
    String path() {
        return Place.COLLECTION + Integer.toHexString(System.identityHashCode(this)) + "n" + ++names;
    }

    /** A text with the content {@code bbbb}, which was {@code abbb} before. */
    Note note() {
        return new Note("bbbb", TEXT);
    }

    Note note(String content, String type) {
        return new Note(content, type);
    }

    /** What another client sees, who asks that no cache be used. */
    Reply fresh(String path) {
        return asAnother("GET", path, "", "Cache-Control: no-cache");
    }

    Reply asAnother(String method, String path, String content, String... lines) {
        try (Client other = new Client(origin)) {
            return other.send(method, path, content, lines);
        }
    }

    /** Sends something by another connection and hangs up before it is complete. */
    void breakOff(String octets) {
        try (Client other = new Client(origin)) {
            other.write(octets);
            other.finish();
            other.isClosed();
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /** A member with an old and a current tag. */
    final class Note {
        private final String path = Stage.this.path();
        private final String old;
        private final Reply shown;

        private Note(String content, String type) {
            client.put(path, "a" + content.substring(1), type);
            old = client.get(path, "Cache-Control: no-cache").tag();
            if (client.put(path, content, type).status() == 428) {
                client.put(path, content, type, "If-Match: *");
            }
            shown = client.get(path, "Cache-Control: no-cache");
        }

        String path() {
            return path;
        }

        String old() {
            return old;
        }

        String current() {
            return shown.tag();
        }

        String content() {
            return shown.content();
        }

        /** The text between the quotes of the current tag. */
        String opaque() {
            return current().isEmpty()
                    ? "untagged"
                    : current().replaceFirst("^W/", "").replace("\"", "");
        }

        /** The status of an answer, and what became of the resource. */
        String after(Reply reply) {
            return reply.status() + " " + effect();
        }

        String effect() {
            Reply now = fresh(path);
            if (now.status() != 200) {
                return "gone";
            }
            if (!now.content().equals(content())) {
                return "now "
                        + now.content().substring(0, Math.min(12, now.content().length()));
            }
            return now.tag().equals(current()) ? "same" : "same under another tag";
        }

        /** Puts {@code cccc} with field lines, of which {@link #filled} has told what they are. */
        String put(String... lines) {
            return after(client.put(path, "cccc", filled(lines)));
        }

        String get(String... lines) {
            Reply reply = client.get(path, filled(lines));
            return after(reply) + (reply.tag().equals(current()) ? " tagged" : "");
        }

        /** Lines with the tag in place of {@code %s}, its text in place of {@code #}, and dates in place of words. */
        String[] filled(String... lines) {
            return Stream.of(lines).map(this::filled).toArray(String[]::new);
        }

        private String filled(String line) {
            String shorter = opaque().substring(0, opaque().length() - 1);
            return line.replace("%old", old)
                    .replace("%strong", current().replaceFirst("^W/", ""))
                    .replace("%s", current())
                    .replace("%cut", '"' + shorter + '"')
                    .replace("%other", '"' + shorter + "~\"")
                    .replace("%upper", current().toUpperCase(Locale.ROOT))
                    .replace("%coded", "\"%" + Integer.toHexString(opaque().charAt(0)) + opaque().substring(1) + '"')
                    .replace("#", opaque())
                    .replace("PAST", "Sun, 06 Nov 1994 08:49:37 GMT")
                    .replace("LATER", "Fri, 01 Jan 2100 00:00:00 GMT");
        }
    }

    static String latin1(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
