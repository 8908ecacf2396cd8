package org.ifmatch.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;

/**
 * A server of a test's own on a free port of the loopback interface: it reads one request a connection, keeps its octets, and
 * then does what the script says, however wrong that is.
 */
public final class ScriptedServer implements AutoCloseable {

    private static final Pattern LENGTH =
            Pattern.compile("^Content-Length: *(\\d+)", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private final ServerSocket listening;
    private final boolean secure;
    private final Reads reads;
    private final Script script;
    private final List<Heard> heard = Collections.synchronizedList(new ArrayList<>());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch over = new CountDownLatch(1);

    /** How much of a request is read before the script begins. */
    private enum Reads {
        NOTHING,
        HEAD,
        ALL
    }

    /** What the server does once a request was read; the connection is closed when it returns. */
    @FunctionalInterface
    public interface Script {
        void play(Heard request, Connection connection) throws IOException;
    }

    /** A request as it came out of the socket. */
    public record Heard(byte[] octets) {

        public String text() {
            return new String(octets, StandardCharsets.ISO_8859_1);
        }

        public String method() {
            return text().substring(0, text().indexOf(' '));
        }

        /** The request target, with its query string. */
        public String target() {
            return text().split(" ", 3)[1];
        }

        /** The path of the request target, without its query string. */
        public String path() {
            return target().replaceFirst("\\?.*", "");
        }

        public byte[] content() {
            int end = text().indexOf("\r\n\r\n") + 4;
            return Arrays.copyOfRange(octets, end, octets.length);
        }
    }

    private ScriptedServer(ServerSocket listening, boolean secure, Reads reads, Script script) {
        this.listening = listening;
        this.secure = secure;
        this.reads = reads;
        this.script = script;
        inBackground("accept", this::accept);
    }

    public static ScriptedServer start(Script script) {
        return new ScriptedServer(listen(ServerSocketFactory.getDefault()), false, Reads.ALL, script);
    }

    /** The same, but the script begins as soon as the header section was read. */
    public static ScriptedServer afterHead(Script script) {
        return new ScriptedServer(listen(ServerSocketFactory.getDefault()), false, Reads.HEAD, script);
    }

    /** The same, but the script begins as soon as somebody connects. */
    public static ScriptedServer onceConnected(Script script) {
        return new ScriptedServer(listen(ServerSocketFactory.getDefault()), false, Reads.NOTHING, script);
    }

    /** A server that speaks TLS with the key that the factory has. */
    public static ScriptedServer secure(ServerSocketFactory tls, Script script) {
        return new ScriptedServer(listen(tls), true, Reads.ALL, script);
    }

    /** The same, but the script begins as soon as the header section was read. */
    public static ScriptedServer secureAfterHead(ServerSocketFactory tls, Script script) {
        return new ScriptedServer(listen(tls), true, Reads.HEAD, script);
    }

    /** A URL at which nothing listens. */
    public static URI deadUrl() {
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + gone.getLocalPort() + "/items/");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket listen(ServerSocketFactory factory) {
        try {
            return factory.createServerSocket(0, 512, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url(String pathAndQuery) {
        return URI.create((secure ? "https" : "http") + "://127.0.0.1:" + listening.getLocalPort() + pathAndQuery);
    }

    /** Every request that was read so far, in the order in which they were complete. */
    public List<Heard> heard() {
        synchronized (heard) {
            return List.copyOf(heard);
        }
    }

    private static void inBackground(String name, Runnable task) {
        Thread thread = new Thread(task, "scripted-server-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                open.add(socket);
                inBackground("connection", () -> serve(socket));
            } catch (IOException e) {
                // Closed by the test, or a client that went away at once.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            Heard request = read(socket.getInputStream());
            heard.add(request);
            script.play(request, new Connection(socket));
        } catch (IOException e) {
            // The client gave up, which is what many tests are about.
        } finally {
            open.remove(socket);
        }
    }

    private Heard read(InputStream in) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        int last = 0;
        while (reads != Reads.NOTHING && last != 0x0D0A0D0A) {
            int octet = in.read();
            if (octet == -1) {
                throw new IOException("the client left");
            }
            octets.write(octet);
            last = last << 8 | octet;
        }
        Matcher length = LENGTH.matcher(octets.toString(StandardCharsets.ISO_8859_1));
        if (reads == Reads.ALL && length.find()) {
            octets.writeBytes(in.readNBytes(Integer.parseInt(length.group(1))));
        }
        return new Heard(octets.toByteArray());
    }

    @Override
    public void close() {
        over.countDown();
        try {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a script can do on its connection. */
    public final class Connection {

        private final Socket socket;

        private Connection(Socket socket) {
            this.socket = socket;
        }

        public void send(byte[] octets) throws IOException {
            socket.getOutputStream().write(octets);
            socket.getOutputStream().flush();
        }

        /** Sends text of which each char is one octet. */
        public void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        /** Sends a whole answer with this status line, these field lines, and content with its length. */
        public void answer(String status, String content, String... fields) throws IOException {
            StringBuilder text = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
            for (String field : fields) {
                text.append(field).append("\r\n");
            }
            text.append("Content-Length: ").append(content.length()).append("\r\n\r\n");
            send(text.append(content).toString());
        }

        /** Breaks the connection off: the client sees a reset and no orderly end. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Lets time pass between two things that the server says. */
        public void pause(Duration duration) throws IOException {
            try {
                over.await(duration.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        /** Ends what the server says, while the client may go on. */
        public void endOutput() throws IOException {
            socket.shutdownOutput();
        }

        /** Says nothing more until the client gives up, whose octets are read but not kept. */
        public void untilGivenUp() throws IOException {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }

        /** Says and reads nothing more until the test is over. */
        public void untilOver() throws IOException {
            try {
                over.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }
}
