package org.ifmatch.origin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** What each method does to a resource once nothing speaks against it (RFC 9110 §9.3, RFC 5789). */
record Methods(Items items, Habits habits) {

    Outcome perform(Request request, Resource resource) {
        try {
            return switch (request.method()) {
                case "GET", "HEAD" -> Outcome.unchanged(get(request, resource));
                case "PUT" -> put(request, resource);
                case "PATCH" -> patch(request, resource);
                case "DELETE" -> Outcome.removed(Answer.of(204), resource.name());
                default -> appends(request, resource) ? append(request, resource) : create(request);
            };
        } catch (CannotApplyException refused) {
            return Outcome.unchanged(refused.answer());
        }
    }

    private Answer get(Request request, Resource resource) {
        Representation selected = Representation.select(request, habits.shown(request, resource));
        Answer whole = tagged(Answer.of(200).content(selected.type(), selected.octets()), selected)
                .with("Content-Encoding", selected.coding())
                .with("Accept-Ranges", "bytes");
        boolean ranged = request.method().equals("GET") && habits.allowsRange(request, selected, Instant.now());
        return ranged ? Ranges.apply(request, whole) : whole;
    }

    /** The fields that a 200, a 206 and a 304 have in common (§15.4.5). */
    static Answer tagged(Answer answer, Representation selected) {
        return answer.with("ETag", selected.tag().map(Tag::toString))
                .with("Last-Modified", selected.modified().map(HttpDate::write))
                .with("Vary", "Accept, Accept-Encoding");
    }

    private Outcome put(Request request, Resource resource) throws CannotApplyException {
        Content sent =
                new Content(decoded(request), request.value("Content-Type").orElse("application/octet-stream"));
        Version next = items.next(resource.name(), resource.current(), habits.kept(request, resource, sent));
        Answer done = Answer.of(resource.exists() ? 204 : 201);
        // A validator tells the client that it need not ask for what was stored, so it must be what was sent (§9.3.4).
        boolean verbatim = Arrays.equals(next.content().octets(), request.content());
        return Outcome.changed(verbatim ? validated(done, next) : done, resource.name(), next);
    }

    private Outcome patch(Request request, Resource resource) throws CannotApplyException {
        Content current = resource.current().orElseThrow().content();
        Content patched = Patches.apply(current, request.mediaType().orElse(""), decoded(request));
        return changed(request, resource, patched);
    }

    /** POST to a member adds to it: a line to a text, an entry to the log of a JSON object. */
    private Outcome append(Request request, Resource resource) throws CannotApplyException {
        Content current = resource.current().orElseThrow().content();
        byte[] posted = decoded(request);
        byte[] longer = current.isText() ? withLine(current.octets(), posted) : withEntry(current.octets(), posted);
        return changed(request, resource, current.withOctets(longer));
    }

    static boolean appends(Request request, Resource resource) {
        return request.method().equals("POST") && !resource.name().equals(Items.COLLECTION);
    }

    /** The answer to what cannot be added, by its media type. */
    static Optional<Answer> unfit(Request request, Content current) {
        Content posted =
                new Content(request.content(), request.value("Content-Type").orElse(""));
        boolean fits = current.isText() && posted.isText() || current.isJson() && posted.isJson();
        return fits
                ? Optional.empty()
                : Optional.of(Answer.explained(415, "A text is added to a text, and JSON to JSON."));
    }

    private Outcome changed(Request request, Resource resource, Content content) {
        Version next = items.next(resource.name(), resource.current(), habits.kept(request, resource, content));
        return Outcome.changed(validated(Answer.of(204), next), resource.name(), next);
    }

    private Outcome create(Request request) throws CannotApplyException {
        Resource fresh = new Resource(items.freshName(), Optional.empty());
        Content sent =
                new Content(decoded(request), request.value("Content-Type").orElse("application/octet-stream"));
        Version first = items.next(fresh.name(), Optional.empty(), habits.kept(request, fresh, sent));
        Answer created = validated(Answer.of(201), first).with("Location", habits.location(request, fresh.name()));
        return Outcome.changed(created, fresh.name(), first);
    }

    private static Answer validated(Answer answer, Version version) {
        return answer.with("ETag", version.tag().map(Tag::toString))
                .with("Last-Modified", version.modified().map(HttpDate::write));
    }

    private static byte[] withLine(byte[] text, byte[] line) {
        ByteArrayOutputStream longer = new ByteArrayOutputStream();
        longer.writeBytes(text);
        if (text.length > 0 && text[text.length - 1] != '\n') {
            longer.write('\n');
        }
        longer.writeBytes(line);
        return longer.toByteArray();
    }

    private static byte[] withEntry(byte[] document, byte[] entry) throws CannotApplyException {
        JsonNode object = Patches.read(document, 409, "The content is not JSON, so that nothing can be added.");
        JsonNode value = Patches.read(entry, 400, "What was posted is not JSON.");
        if (object instanceof ObjectNode whole) {
            JsonNode log = whole.has("log") ? whole.get("log") : whole.putArray("log");
            if (log instanceof ArrayNode entries) {
                entries.add(value);
                return Patches.write(whole);
            }
        }
        throw new CannotApplyException(409, "Only an object has a log, and a log is an array.");
    }

    /** The content without its coding (§8.4); other codings than gzip were refused before. */
    private static byte[] decoded(Request request) throws CannotApplyException {
        if (!request.lists("Content-Encoding", "gzip")) {
            return request.content();
        }
        try (GZIPInputStream decoder = new GZIPInputStream(new ByteArrayInputStream(request.content()))) {
            byte[] octets = decoder.readNBytes(Exchange.LARGEST_CONTENT + 1);
            if (octets.length > Exchange.LARGEST_CONTENT) {
                throw new CannotApplyException(413, "Decoded, the content is too large.");
            }
            return octets;
        } catch (IOException broken) {
            throw new CannotApplyException(400, "The content is not coded with gzip, as its fields say.");
        }
    }
}
