package org.ifmatch.observe;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Field;
import org.ifmatch.http.Request;
import org.ifmatch.http.Response;
import org.ifmatch.http.Wire;

/** A wire with a server of few words behind it: PUT stores, DELETE removes, GET shows, and a version makes the tag. */
final class Shelf implements Wire {

    private record Stored(int version, byte[] content) {}

    private final Map<String, Stored> stored = new HashMap<>();
    private final IntFunction<String> tags;
    private final List<Request> seen = new ArrayList<>();
    private int writes;
    private boolean silent;
    private Runnable later = () -> {};

    /** @param tags the ETag field of a version, or the empty text for none */
    Shelf(IntFunction<String> tags) {
        this.tags = tags;
    }

    /** Every request but GETs, in order. */
    List<Request> writes() {
        return seen.stream().filter(r -> !r.method().equals("GET")).toList();
    }

    @Override
    public synchronized Exchange send(Request request) {
        seen.add(request);
        boolean write = !request.method().equals("GET");
        Optional<Response> answer = write && silent ? Optional.empty() : Optional.of(answer(request));
        if (write && !silent) {
            later.run();
            later = () -> {};
        }
        silent &= !write;
        return new Exchange(
                request,
                answer,
                answer.isPresent()
                        ? Optional.empty()
                        : Optional.of(new Exchange.Trouble(Exchange.Trouble.Kind.CLOSED, "no answer")),
                new byte[0],
                new byte[0],
                new Exchange.Times(0, 0, 0, System.nanoTime()));
    }

    private Response answer(Request request) {
        String path = request.target();
        Stored there = stored.get(path);
        Optional<String> condition = request.field("If-Match");
        if (condition.isPresent() && !isTrue(condition.get(), there)) {
            return new Response(412, "", List.of(), new byte[0]);
        }
        return switch (request.method()) {
            case "PUT" -> {
                stored.put(path, new Stored(++writes, request.content()));
                yield new Response(there == null ? 201 : 204, "", List.of(), new byte[0]);
            }
            case "DELETE" -> new Response(stored.remove(path) == null ? 404 : 204, "", List.of(), new byte[0]);
            default ->
                there == null
                        ? new Response(404, "", List.of(), new byte[0])
                        : new Response(200, "", tag(there), there.content());
        };
    }

    private boolean isTrue(String condition, Stored there) {
        return there != null && (condition.equals("*") || condition.equals(tags.apply(there.version())));
    }

    private List<Field> tag(Stored there) {
        String tag = tags.apply(there.version());
        return tag.isEmpty() ? List.of() : List.of(Field.of("ETag", tag));
    }

    /** The next write comes to nothing that anyone knows of. */
    void silent() {
        silent = true;
    }

    /** What happens after the next write that is answered, before anybody looks. */
    void afterNextAnswer(Runnable what) {
        later = what;
    }

    /** What somebody else stores there. */
    void store(URI url, String content) {
        stored.put(url.getRawPath(), new Stored(++writes, content.getBytes(StandardCharsets.UTF_8)));
    }
}
