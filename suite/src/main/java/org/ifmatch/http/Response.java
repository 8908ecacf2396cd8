package org.ifmatch.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A final answer as it was received: status line, field lines in their order, and the content with its framing taken off but
 * no content coding undone.
 */
public record Response(int status, String reason, List<Field> fields, byte[] content) {

    public Response {
        fields = List.copyOf(fields);
    }

    /** The first field line of that name; each char is one octet. */
    public Optional<String> field(String name) {
        return fields.stream()
                .filter(f -> f.is(name))
                .map(f -> f.value().strip())
                .findFirst();
    }

    /** The ETag field as it stands, well formed or not. */
    public Optional<String> etag() {
        return field("ETag");
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    public boolean isAbsence() {
        return status == 404 || status == 410;
    }

    /** The content as Latin-1 text, so that no octet is lost. */
    public String text() {
        return new String(content, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return reason.isEmpty() ? Integer.toString(status) : status + " " + reason;
    }
}
