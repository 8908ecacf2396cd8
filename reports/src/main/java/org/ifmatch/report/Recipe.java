package org.ifmatch.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How to see a finding again, as data: the requests in their order, with variables for what is another the next time (URLs,
 * entity tags) and for what must not be shown (secrets). Commands for a shell, files for an editor's HTTP client and test
 * classes are made from it.
 *
 * @param due what an honest server does with the judged request, where a program can tell
 */
public record Recipe(List<Step> steps, Optional<Due> due) {

    /** What the judged request comes to where the rule is kept. */
    public enum Due {
        UNCHANGED("the resource stays what it was"),
        PRECONDITION_FAILED("412"),
        SUCCESS("2xx"),
        ANOTHER_STATUS("another status"),
        ENTITY_TAG("one ETag field, which is an entity tag", "ETag"),
        TAG_OF_GET("the tag that a GET shows, or none", "ETag"),
        ANOTHER_TAG("a tag that no other content had", "ETag"),
        NO_TAG("no ETag", "ETag"),
        NO_CONTENT_RANGE("no Content-Range", "Content-Range"),
        NOT_KEPT("nothing that asks caches to keep it", "Cache-Control"),
        EXPLAINED("content that says what is wrong"),
        WHOLE("an answer that ends where it says");

        private final String says;
        private final String field;

        Due(String says) {
            this(says, "");
        }

        Due(String says, String field) {
            this.says = says;
            this.field = field;
        }

        public String says() {
            return says;
        }

        /** The field of the answer that tells whether it is so; empty where status or effect tell. */
        public Optional<String> field() {
            return Optional.of(field).filter(name -> !name.isEmpty());
        }
    }

    public Recipe {
        steps = List.copyOf(steps);
        Objects.requireNonNull(due, "due");
    }

    /** The field lines that tell who asks; whoever looks at the resource meanwhile needs them, too. */
    public List<Line> credentials() {
        Map<String, Line> byName = new LinkedHashMap<>();
        for (Step step : steps) {
            if (step instanceof Send send) {
                send.fields().stream()
                        .filter(line -> line.value().parts().stream().anyMatch(Secret.class::isInstance))
                        .forEach(line -> byName.putIfAbsent(line.name().toLowerCase(Locale.ROOT), line));
            }
        }
        return List.copyOf(byName.values());
    }

    public sealed interface Step permits Fresh, Learn, Send, Pause {}

    /**
     * A resource that nobody made yet.
     *
     * @param url the variable that holds its URL from now on
     * @param name the variable that holds the last segment of its path, made up anew each time
     * @param before what stands before the name in the URL
     * @param after what stands after it
     */
    public record Fresh(String url, String name, Text before, Text after) implements Step {}

    /**
     * A GET by which the current entity tag is learned.
     *
     * @param tag the variable that holds it from now on
     * @param then the tag that it was in the run
     */
    public record Learn(String tag, Text url, String then) implements Step {}

    /**
     * A request.
     *
     * @param location the variable that holds what the answer's Location names from now on
     * @param raw whether no ordinary client says it just so; then all its fields are here, else those that a client does not
     *     write by itself
     * @param judged whether the finding is about this one
     * @param answered what was answered in the run: "204 No Content"
     */
    public record Send(
            String method,
            Text url,
            List<Line> fields,
            Text content,
            Optional<String> location,
            boolean raw,
            boolean judged,
            String answered)
            implements Step {

        public Send {
            fields = List.copyOf(fields);
        }
    }

    /** Seconds in which nothing is sent: the server's clock, or its patience, is a part of the story. */
    public record Pause(int seconds) implements Step {}

    /** A field line of a request; the name as it goes onto the wire. */
    public record Line(String name, Text value) {}

    /** Text in which variables stand for some parts. Each char is one octet on the wire. */
    public record Text(List<Part> parts) {

        public static final Text NONE = new Text(List.of());

        public Text {
            parts = merged(parts);
        }

        private static List<Part> merged(List<Part> parts) {
            List<Part> all = new ArrayList<>();
            for (Part part : parts) {
                int last = all.size() - 1;
                if (part instanceof Literal more && last >= 0 && all.get(last) instanceof Literal before) {
                    all.set(last, new Literal(before.text() + more.text()));
                } else {
                    all.add(part);
                }
            }
            return List.copyOf(all);
        }

        public static Text of(String text) {
            return text.isEmpty() ? NONE : new Text(List.of(new Literal(text)));
        }

        public boolean isEmpty() {
            return parts.isEmpty();
        }
    }

    public sealed interface Part permits Literal, Variable, Opaque, Filler, Secret {}

    public record Literal(String text) implements Part {}

    public record Variable(String name) implements Part {}

    /** The entity tag that a variable holds, without quotes and without {@code W/}. */
    public record Opaque(String variable) implements Part {}

    /** So many full stops, which mean nothing. */
    public record Filler(int count) implements Part {}

    /** What must not be shown: the name of the environment's variable that holds it. */
    public record Secret(String variable) implements Part {}
}
