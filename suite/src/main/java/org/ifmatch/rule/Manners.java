package org.ifmatch.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ifmatch.http.Field;
import org.ifmatch.http.Request;
import org.ifmatch.observe.Beside;
import org.ifmatch.observe.Conversation.Part;
import org.ifmatch.observe.Dialogue;
import org.ifmatch.observe.Manner;

/** The manners in which scenarios send requests over connections in hand. */
final class Manners {

    /** How long a client that has said {@code Expect: 100-continue} waits for a word (catalogue, wire/expect-stale). */
    static final Duration FOR_A_WORD = Duration.ofSeconds(3);
    /** Octets of a chunk: odd, and small enough that usual content has several. */
    static final int CHUNK = 11;
    /** Octets of a chunk of large content. */
    static final int LARGE_CHUNK = 16 * 1024;

    private static final int DUMMY_FIELDS = 60;
    /** How long a server may believe that the header section is over (catalogue, syntax/position-in-header-section). */
    private static final Duration BEFORE_THE_LAST_FIELD = Duration.ofSeconds(2);

    private static final Duration WITHOUT_100 = Duration.ofMillis(600);

    static final Manner CHUNKED = new Manner("in chunks", (line, usual) -> ask(line, usual.chunked(CHUNK)));

    static final Manner LARGE_CHUNKS =
            new Manner("in large chunks", (line, usual) -> ask(line, usual.chunked(LARGE_CHUNK)));

    static final Manner HTTP10 = new Manner("as HTTP/1.0", (line, usual) -> ask(line, usual.inVersion("HTTP/1.0")));

    static final Manner EXPECTING = new Manner("with Expect: 100-continue", (line, usual) -> {
        Request request = usual.with(Field.of("Expect", "100-continue"));
        line.send(Part.head(request));
        line.hear(request, FOR_A_WORD);
        return answered(line, request);
    });

    static final Manner EXPECTING_AS_10 = new Manner("as HTTP/1.0 with Expect: 100-continue", (line, usual) -> {
                Request request = usual.with(Field.of("Expect", "100-continue")).inVersion("HTTP/1.0");
                line.send(Part.head(request));
                line.hear(request, WITHOUT_100);
                return answered(line, request);
            })
            .withTwins(HTTP10);

    /** A GET goes first on the same connection. */
    static final Manner SECOND = new Manner("as the second request of its connection", (line, usual) -> {
        Request first = new Request("GET", usual.url(), withoutConditions(usual), new byte[0]);
        line.send(first);
        line.answer(first);
        ask(line, usual);
        if (line.soFar().answers(usual).isEmpty() && line.soFar().isEndedByTarget()) {
            throw new Beside("the target closes its connections after one answer");
        }
        return usual;
    });

    /** The condition stands in the last line of the header section, which comes late, behind many others; twins' come soon. */
    static final Manner CONDITION_LAST =
            conditionLast("late", BEFORE_THE_LAST_FIELD).withTwins(conditionLast("soon", Duration.ofMillis(100)));

    private static Manner conditionLast(String when, Duration pause) {
        return new Manner("with its condition in the last line, which comes " + when, (line, usual) -> {
            List<Field> conditions =
                    usual.fields().stream().filter(f -> f.is("If-Match")).toList();
            List<Field> fields = new ArrayList<>(usual.fields());
            fields.removeAll(conditions);
            for (int i = 1; i <= DUMMY_FIELDS; i++) {
                fields.add(Field.of("X-Filler-" + i, "nothing"));
            }
            fields.addAll(conditions);
            Request request = usual.withFields(fields);
            byte[] head = Part.head(request).octets();
            int last = head.length
                    - "\r\n".length()
                    - conditions.stream()
                            .mapToInt(f -> f.toString().length() + "\r\n".length())
                            .sum();
            line.send(new Part(request, "all field lines but the last", Arrays.copyOfRange(head, 0, last)));
            if (line.hear(request, pause).isEmpty() && !line.isOver()) {
                line.send(
                        new Part(request, "the last field line", Arrays.copyOfRange(head, last, head.length)),
                        Part.content(request, 0, request.content().length));
                line.answer(request);
            }
            return request;
        });
    }

    private Manners() {}

    /** Sends all of it and waits for its answer. */
    static Request ask(Dialogue line, Request request) {
        line.send(request);
        line.answer(request);
        return request;
    }

    /** Sends the content unless the request was answered without, then waits for the answer. */
    static Request answered(Dialogue line, Request request) {
        if (line.soFar().finals(request).isEmpty() && !line.isOver()) {
            line.send(Part.content(request, 0, request.content().length));
            line.answer(request);
        }
        return request;
    }

    private static List<Field> withoutConditions(Request request) {
        return request.fields().stream()
                .filter(f -> !f.name().startsWith("If-") && !f.name().startsWith("Content-"))
                .toList();
    }

    /** A chunked request whose trailer section has these field lines. */
    static Manner withTrailer(Field trailer, String name) {
        return new Manner("in chunks, with " + name + " in the trailer section", (line, usual) -> {
            List<Field> fields = new ArrayList<>(usual.fields());
            fields.add(Field.of("Trailer", trailer.name()));
            return ask(line, usual.withFields(fields).chunked(CHUNK, trailer));
        });
    }
}
