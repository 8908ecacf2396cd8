package org.ifmatch.origin;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ProtocolException;

/** What makes a header section one that can be trusted (RFC 9112 §3.2, §5, §6.3): anything else is answered 400. */
final class Framing {

    /** No space before the colon (§5.1), and no control but a tab in the value (RFC 9110 §5.5). */
    private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*([\\t -~\\x80-\\xFF]*)");

    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9._~%!$&'()*+,;=-]+|\\[[0-9A-Fa-f:.vV]+])(?::[0-9]*)?");

    private Framing() {}

    static Field field(String line) throws ProtocolException {
        Matcher parts = FIELD.matcher(line);
        if (!parts.matches()) {
            throw new ProtocolException("This is no field line.");
        }
        return new Field(parts.group(1), trimmedAtEnd(parts.group(2)));
    }

    static String trimmedAtEnd(String value) {
        int end = value.length();
        while (end > 0 && (value.charAt(end - 1) == ' ' || value.charAt(end - 1) == '\t')) {
            end--;
        }
        return value.substring(0, end);
    }

    /** A line that is continued becomes one, with a space in place of the fold (§5.2). */
    static String unfold(String line, String continuation) {
        return line + " " + continuation.strip();
    }

    static void check(List<Field> fields, boolean http10) throws ProtocolException {
        List<String> hosts = values(fields, "Host");
        if (hosts.size() > 1 || hosts.isEmpty() && !http10) {
            throw new ProtocolException("A request has one Host field.");
        }
        if (!hosts.stream().allMatch(host -> HOST.matcher(host).matches())) {
            throw new ProtocolException("This is no host.");
        }
        List<String> lengths = values(fields, "Content-Length");
        if (lengths.stream().distinct().count() > 1
                || !lengths.stream().allMatch(text -> text.matches("[0-9]{1,18}"))) {
            throw new ProtocolException("A request has one length.");
        }
        List<String> codings = values(fields, "Transfer-Encoding");
        if (!codings.isEmpty() && (http10 || !lengths.isEmpty())) {
            throw new ProtocolException("Content is framed in one way.");
        }
    }

    private static List<String> values(List<Field> fields, String name) {
        return fields.stream()
                .filter(field -> field.isNamed(name))
                .map(Field::value)
                .toList();
    }
}
