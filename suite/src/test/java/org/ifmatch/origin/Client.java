package org.ifmatch.origin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A client that sends what it is told, octet for octet, and knows of HTTP only where an answer ends. */
final class Client implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 5_000;

    private final Socket socket;

    Client(ReferenceOrigin origin) {
        this(origin, PATIENCE_MILLIS);
    }

    Client(ReferenceOrigin origin, int patienceMillis) {
        try {
            URI url = origin.collection();
            socket = new Socket(url.getHost(), url.getPort());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(patienceMillis);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Sends a request with a Host, the field lines given, and content with its length. */
    Reply send(String method, String path, String content, String... lines) {
        write(request(method, path, content, lines));
        return read(method);
    }

    static String request(String method, String path, String content, String... lines) {
        StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: test\r\n");
        for (String line : lines) {
            request.append(line).append("\r\n");
        }
        if (!content.isEmpty() || method.equals("PUT")) {
            request.append("Content-Length: ").append(content.length()).append("\r\n");
        }
        return request + "\r\n" + content;
    }

    Reply get(String path, String... lines) {
        return send("GET", path, "", lines);
    }

    Reply put(String path, String content, String... lines) {
        return send("PUT", path, content, lines);
    }

    /** Sends one octet for each character. */
    void write(String octets) {
        try {
            socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    Reply read() {
        return read("GET");
    }

    /** Reads one answer to a request of that method. */
    Reply read(String method) {
        try {
            InputStream in = socket.getInputStream();
            String start = line(in);
            List<String> lines = new ArrayList<>();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                lines.add(line);
            }
            if (!start.matches("HTTP/1.1 [1-5][0-9][0-9] .*")) {
                throw new IOException("No status line: " + start);
            }
            int status = Integer.parseInt(start.split(" ")[1]);
            Reply head = new Reply(status, lines, "");
            boolean empty = method.equals("HEAD") || status < 200 || status == 204 || status == 304;
            return empty ? head : new Reply(status, lines, content(in, head));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static String content(InputStream in, Reply head) throws IOException {
        if (head.field("Transfer-Encoding").isEmpty()) {
            int length = Integer.parseInt(head.field("Content-Length"));
            byte[] octets = in.readNBytes(length);
            return new String(octets, StandardCharsets.ISO_8859_1) + (octets.length < length ? " [cut]" : "");
        }
        StringBuilder content = new StringBuilder();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            content.append(new String(in.readNBytes(size), StandardCharsets.ISO_8859_1));
            line(in);
        }
        line(in);
        return content.toString();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("closed");
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.ISO_8859_1).replaceFirst("\r$", "");
    }

    /** Whether the server has closed its end. */
    boolean isClosed() {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException gone) {
            return true;
        }
    }

    void finish() {
        try {
            socket.shutdownOutput();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** An answer; a field that is absent is an empty text. */
    record Reply(int status, List<String> lines, String content) {

        String field(String name) {
            return lines.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }

        String tag() {
            return field("ETag");
        }
    }
}
