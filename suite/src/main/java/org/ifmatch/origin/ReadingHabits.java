package org.ifmatch.origin;

import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.ProtocolException;

/** From octets to fields, and from a field to its meaning. */
interface ReadingHabits {

    /** A field line (RFC 9112 §5.1). */
    default Field field(String line) throws ProtocolException {
        return Framing.field(line);
    }

    /** A field line together with the line that continues it (RFC 9112 §5.2). */
    default String unfold(String line, String continuation) {
        return Framing.unfold(line, continuation);
    }

    /** What a header section as a whole has to comply with (RFC 9112 §3.2, §6.3). */
    default void checkFraming(List<Field> fields, boolean http10) throws ProtocolException {
        Framing.check(fields, http10);
    }

    /** The value of If-Match, all its lines together (RFC 9110 §5.3). */
    default Optional<String> ifMatchValue(Request request) {
        return request.value("If-Match");
    }

    /** What a value of If-Match means (§13.1.1). */
    default TagField tagField(String value) {
        return TagField.parse(value);
    }
}
