package org.ifmatch.origin;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.RequestHeaderFieldsTooLargeException;
import org.apache.hc.core5.http.UnsupportedHttpVersionException;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.util.CharArrayBuffer;

/** Reads a request line and a header section (RFC 9112 §2 to §5), with less leniency than HttpCore's own parser. */
final class HeadParser implements HttpMessageParser<ClassicHttpRequest> {

    /** In octets; a longer field line is answered 431 (RFC 6585 §5). */
    static final int LONGEST_LINE = 128 * 1024;

    /** In octets; a longer header section is answered 431. */
    private static final int LONGEST_SECTION = 512 * 1024;

    /** A recipient should overlook a few empty lines before a request line (RFC 9112 §2.2). */
    private static final int EMPTY_LINES = 4;

    private static final Pattern REQUEST_LINE =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+) ([!-~\\x80-\\xFF]+) HTTP/([0-9])\\.([0-9])");
    private static final Pattern ABSOLUTE = Pattern.compile("(?i:https?)://[^/?]+(.*)");

    private final Habits habits;

    HeadParser(Habits habits) {
        this.habits = habits;
    }

    /** A request without content, or null where the client has closed the connection after the one before. */
    @Override
    public ClassicHttpRequest parse(SessionInputBuffer buffer, InputStream in) throws IOException, HttpException {
        habits.begins(buffer.length() > 0);
        Optional<String> start = line(buffer, in);
        for (int empty = 0; empty < EMPTY_LINES && start.equals(Optional.of("")); empty++) {
            start = line(buffer, in);
        }
        if (start.isEmpty()) {
            return null;
        }
        ClassicHttpRequest request = request(start.get());
        List<Field> fields = fields(buffer, in);
        habits.checkFraming(fields, request.getVersion().lessEquals(HttpVersion.HTTP_1_0));
        fields.forEach(field -> request.addHeader(field.name(), field.value()));
        return request;
    }

    private static ClassicHttpRequest request(String line) throws HttpException {
        Matcher parts = REQUEST_LINE.matcher(line);
        if (!parts.matches()) {
            throw new ProtocolException("This is no request line.");
        }
        HttpVersion version = HttpVersion.get(Integer.parseInt(parts.group(3)), Integer.parseInt(parts.group(4)));
        if (version.getMajor() != 1) {
            throw new UnsupportedHttpVersionException(version);
        }
        Matcher absolute = ABSOLUTE.matcher(parts.group(2));
        String target = absolute.matches() ? "/" + absolute.group(1).replaceFirst("^/", "") : parts.group(2);
        ClassicHttpRequest request = new BasicClassicHttpRequest(parts.group(1), target);
        request.setVersion(version);
        return request;
    }

    private List<Field> fields(SessionInputBuffer buffer, InputStream in) throws IOException, HttpException {
        List<String> lines = new ArrayList<>();
        int octets = 0;
        for (String line = within(buffer, in); !line.isEmpty(); line = within(buffer, in)) {
            octets += line.length();
            if (octets > LONGEST_SECTION) {
                throw new RequestHeaderFieldsTooLargeException("The header section is too long.");
            }
            boolean continues = line.charAt(0) == ' ' || line.charAt(0) == '\t';
            if (continues && !lines.isEmpty()) {
                lines.add(habits.unfold(lines.remove(lines.size() - 1), line));
            } else {
                lines.add(line);
            }
        }
        List<Field> fields = new ArrayList<>();
        for (String line : lines) {
            fields.add(habits.field(line));
        }
        return fields;
    }

    /** A line of a header section that has begun; what ends before its empty line was never a request. */
    private static String within(SessionInputBuffer buffer, InputStream in) throws IOException, HttpException {
        return line(buffer, in)
                .orElseThrow(() -> new ConnectionClosedException("The header section was not sent to its end."));
    }

    private static Optional<String> line(SessionInputBuffer buffer, InputStream in) throws IOException, HttpException {
        CharArrayBuffer line = new CharArrayBuffer(256);
        try {
            return buffer.readLine(line, in) < 0 ? Optional.empty() : Optional.of(line.toString());
        } catch (MessageConstraintException tooLong) {
            throw new RequestHeaderFieldsTooLargeException("A line is longer than " + LONGEST_LINE + " octets.");
        }
    }
}
