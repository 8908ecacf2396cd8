package org.ifmatch.http;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A request exactly as it goes onto the wire: request line, field lines in their order, and the octets after them. Nothing is
 * added to it later; {@code Host} and {@code Content-Length} stand among its fields like all others.
 *
 * @param method the method token, RFC 9110 §9.1
 * @param url where it goes; path and query are sent as written here
 * @param fields all field lines
 * @param content the octets after the header section, framing included where there is any (chunks)
 * @param version as it stands in the request line: {@code HTTP/1.1}
 */
public record Request(String method, URI url, List<Field> fields, byte[] content, String version) {

    private static final String USUAL_VERSION = "HTTP/1.1";

    private static final Set<String> ORDINARY_METHODS =
            Set.of("GET", "HEAD", "PUT", "POST", "PATCH", "DELETE", "OPTIONS", "TRACE");
    /** Octets of content up to which a client that writes first and reads afterwards cannot be blocked by an early answer. */
    private static final int ORDINARY_CONTENT = 64 * 1024;

    public Request {
        fields = List.copyOf(fields);
    }

    public Request(String method, URI url, List<Field> fields, byte[] content) {
        this(method, url, fields, content, USUAL_VERSION);
    }

    /** A request with {@code Host}, and with {@code Content-Length} where the method anticipates content (RFC 9110 §8.6). */
    public static Request of(String method, URI url, List<Field> fields, byte[] content) {
        List<Field> all = new ArrayList<>();
        all.add(Field.of("Host", hostOf(url)));
        all.addAll(fields);
        if (content.length > 0 || Set.of("PUT", "POST", "PATCH").contains(method)) {
            all.add(Field.of("Content-Length", Integer.toString(content.length)));
        }
        return new Request(method, url, all, content);
    }

    public static Request of(String method, URI url, List<Field> fields) {
        return of(method, url, fields, new byte[0]);
    }

    /** This request with one more field line, which stands before {@code Content-Length}. */
    public Request with(Field... more) {
        List<Field> all = new ArrayList<>(fields);
        int last = all.size() - 1;
        int at = last >= 0 && all.get(last).is("Content-Length") ? last : all.size();
        all.addAll(at, List.of(more));
        return new Request(method, url, all, content, version);
    }

    /** The same in another version of the protocol, such as {@code HTTP/1.0}. */
    public Request inVersion(String other) {
        return new Request(method, url, fields, content, other);
    }

    /** The same with other field lines. */
    public Request withFields(List<Field> others) {
        return new Request(method, url, others, content, version);
    }

    /**
     * The same content in chunks of this size (RFC 9112 §7.1), and with these field lines in the trailer section.
     *
     * @param size of a chunk, in octets
     */
    public Request chunked(int size, Field... trailers) {
        List<Field> all = new ArrayList<>(fields);
        all.removeIf(f -> f.is("Content-Length"));
        all.add(Field.of("Transfer-Encoding", "chunked"));
        ByteArrayOutputStream framed = new ByteArrayOutputStream(content.length + content.length / size * 10 + 256);
        for (int at = 0; at < content.length; at += size) {
            int length = Math.min(size, content.length - at);
            framed.writeBytes(latin1(Integer.toHexString(length) + "\r\n"));
            framed.write(content, at, length);
            framed.writeBytes(latin1("\r\n"));
        }
        framed.writeBytes(latin1("0\r\n"));
        List.of(trailers).forEach(f -> framed.writeBytes(latin1(f + "\r\n")));
        framed.writeBytes(latin1("\r\n"));
        return new Request(method, url, all, framed.toByteArray(), version);
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    public Optional<String> field(String name) {
        return fields.stream().filter(f -> f.is(name)).map(Field::value).findFirst();
    }

    /** The request target in origin form, RFC 9112 §3.2.1. */
    public String target() {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    /** The request line and the field lines with the empty line that ends them, as Latin-1 text. */
    public String head() {
        StringBuilder text = new StringBuilder();
        text.append(method)
                .append(' ')
                .append(target())
                .append(' ')
                .append(version)
                .append("\r\n");
        fields.forEach(f -> text.append(f.name()).append(": ").append(f.value()).append("\r\n"));
        return text.append("\r\n").toString();
    }

    /** How many octets the message has. */
    public int length() {
        return head().length() + content.length;
    }

    /** Whether these are the octets of the message, all of them and no others. */
    boolean isWhollyIn(byte[] octets) {
        byte[] head = latin1(head());
        return octets.length == head.length + content.length
                && Arrays.equals(octets, 0, head.length, head, 0, head.length)
                && Arrays.equals(octets, head.length, octets.length, content, 0, content.length);
    }

    /** Every octet of the message, in the order in which it is sent. */
    public byte[] octets() {
        byte[] head = latin1(head());
        byte[] all = Arrays.copyOf(head, head.length + content.length);
        System.arraycopy(content, 0, all, head.length, content.length);
        return all;
    }

    /**
     * Whether an ordinary HTTP client can be made to send just this; everything else needs a raw wire. A target that begins with
     * "//" looks like a host to clients.
     */
    public boolean isOrdinary() {
        return ORDINARY_METHODS.contains(method)
                && version.equals(USUAL_VERSION)
                && !target().startsWith("//")
                && content.length <= ORDINARY_CONTENT
                && fields.stream().filter(f -> f.is("Host")).count() == 1
                && fields.stream().filter(f -> f.is("Content-Length")).count() <= 1
                && fields.stream().noneMatch(f -> f.is("Transfer-Encoding") || f.is("Expect") || f.is("Trailer"))
                && fields.stream().allMatch(f -> isOrdinary(f.value()));
    }

    /** Values that every HTTP client sends as they are: visible ASCII, single blanks inside. */
    private static boolean isOrdinary(String value) {
        boolean ordinary = !value.isEmpty();
        char before = ' ';
        for (char c : value.toCharArray()) {
            ordinary &= c > ' ' && c < 0x7F || c == ' ' && before != ' ';
            before = c;
        }
        return ordinary && before != ' ';
    }

    private static String hostOf(URI url) {
        return url.getPort() == -1 ? url.getHost() : url.getHost() + ":" + url.getPort();
    }

    @Override
    public String toString() {
        return method + " " + target();
    }
}
