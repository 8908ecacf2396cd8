package org.ifmatch.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A server that checks If-Match and then writes, with a gap between, a thread a connection. It is started in a process of its
 * own and says on its first line where it listens. Each answer says when its request was complete, in nanoseconds.
 *
 * <p>The natural gap is what a hurried programmer leaves: a volatile field is read, compared, and written.
 */
public final class GapServer {

    private static final AtomicLong SERIAL = new AtomicLong();

    private record State(String tag, byte[] content) {}

    private static final class Cell {
        private volatile State state = new State("\"0\"", new byte[0]);
    }

    private final ConcurrentMap<String, Cell> cells = new ConcurrentHashMap<>();
    private final long busyNanos;
    private final long parkedNanos;

    private GapServer(long busyNanos, long parkedNanos) {
        this.busyNanos = busyNanos;
        this.parkedNanos = parkedNanos;
    }

    /** @param arguments how long the gap is busy, and how long it sleeps, in nanoseconds */
    public static void main(String[] arguments) throws IOException {
        GapServer server = new GapServer(Long.parseLong(arguments[0]), Long.parseLong(arguments[1]));
        try (ServerSocket listening = new ServerSocket(0, 512, InetAddress.getLoopbackAddress())) {
            System.out.println("http://127.0.0.1:" + listening.getLocalPort() + "/");
            while (true) {
                Socket socket = listening.accept();
                Thread thread = new Thread(() -> server.serve(socket), "connection");
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean open = true;
            while (open) {
                open = exchange(in, socket);
            }
        } catch (IOException e) {
            // The client left.
        }
    }

    private boolean exchange(InputStream in, Socket socket) throws IOException {
        String start = line(in);
        if (start == null) {
            return false;
        }
        String method = start.substring(0, start.indexOf(' '));
        String path = start.substring(method.length() + 1, start.lastIndexOf(' '));
        int length = 0;
        String ifMatch = null;
        for (String field = line(in); field != null && !field.isEmpty(); field = line(in)) {
            int colon = field.indexOf(':');
            String name = field.substring(0, colon);
            if (name.equalsIgnoreCase("Content-Length")) {
                length = Integer.parseInt(field.substring(colon + 1).strip());
            } else if (name.equalsIgnoreCase("If-Match")) {
                ifMatch = field.substring(colon + 1).strip();
            }
        }
        long at = System.nanoTime();
        byte[] content = in.readNBytes(length);
        Cell cell = cells.computeIfAbsent(path, fresh -> new Cell());
        String answer = method.equals("PUT") ? put(cell, ifMatch, content) : get(cell);
        socket.getOutputStream().write(answer.replace("@", Long.toString(at)).getBytes(StandardCharsets.ISO_8859_1));
        return true;
    }

    private String put(Cell cell, String ifMatch, byte[] content) {
        State current = cell.state;
        if (ifMatch != null && !ifMatch.equals(current.tag())) {
            return "HTTP/1.1 412 Precondition Failed\r\nX-At: @\r\nContent-Length: 0\r\n\r\n";
        }
        if (parkedNanos > 0) {
            LockSupport.parkNanos(parkedNanos);
        }
        if (busyNanos > 0) {
            long until = System.nanoTime() + busyNanos;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
        }
        State next = new State("\"" + SERIAL.incrementAndGet() + "\"", content);
        cell.state = next;
        return "HTTP/1.1 204 No Content\r\nX-At: @\r\nETag: " + next.tag() + "\r\n\r\n";
    }

    private static String get(Cell cell) {
        State current = cell.state;
        return "HTTP/1.1 200 OK\r\nX-At: @\r\nETag: " + current.tag() + "\r\nContent-Length: "
                + current.content().length + "\r\n\r\n"
                + new String(current.content(), StandardCharsets.ISO_8859_1);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet == -1) {
                return null;
            }
            if (octet != '\r') {
                text.append((char) octet);
            }
        }
        return text.toString();
    }
}
