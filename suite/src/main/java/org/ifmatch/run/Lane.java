package org.ifmatch.run;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.HttpException;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Exchange.Times;
import org.ifmatch.http.Exchange.Trouble;
import org.ifmatch.http.Request;
import org.ifmatch.http.Response;
import org.ifmatch.target.Limits;

/**
 * One connection that is used for one request after the other and opened again when it has to be. A request goes out in two
 * parts: all but the last octet of its header section, and the rest, which releases it.
 */
final class Lane implements AutoCloseable {

    /** A connection that was silent for so long is opened anew: many servers close it at about that time. */
    private static final long STALE_NANOS = TimeUnit.MILLISECONDS.toNanos(1500);
    /** Octets of content that are written at once, whatever becomes of the answer. */
    static final int SMALL = 16 * 1024;

    private final Limits limits;
    private final SSLSocketFactory tls;
    private Socket plain;
    private Socket socket;
    private InputStream arriving;
    private AnswerParser parser;
    private Received received;
    private String openTo = "";
    private long lastUsed;

    /** How long is waited for a thread to return from the write of a few octets that were answered already. */
    private static final long LONGEST_WRITE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    // The request that is under way.
    private Request request;
    private byte[] octets = new byte[0];
    private int held;
    private boolean reused;
    private boolean keeps;
    private int opened;
    private long begun;
    private volatile long pendingUntil;
    private volatile long released;
    private volatile int written;
    private volatile boolean done;
    private volatile Trouble trouble;
    private Exchange exchange;

    Lane(Limits limits, SSLSocketFactory tls) {
        this.limits = limits;
        this.tls = tls;
    }

    // Sending.

    /** Takes a request on and sees to it that the connection stands; nothing is sent yet. */
    void take(Request next, boolean mayReuse) {
        request = next;
        keeps = mayReuse;
        octets = next.octets();
        held = octets.length - next.content().length - 1;
        released = 0;
        written = 0;
        done = false;
        trouble = null;
        exchange = null;
        begun = System.nanoTime();
        pendingUntil = 0;
        String to = next.url().getScheme() + "://" + next.url().getRawAuthority();
        reused = mayReuse && socket != null && to.equals(openTo) && begun - lastUsed < STALE_NANOS;
        if (!reused) {
            open(next.url(), to);
        } else {
            received.forget();
        }
    }

    int opened() {
        return opened;
    }

    private void open(URI url, String to) {
        close();
        opened++;
        InetSocketAddress address = address(url);
        String host = address.getHostString();
        int port = address.getPort();
        try {
            plain = new Socket();
            plain.setTcpNoDelay(true);
            plain.connect(address, (int) limits.connect().toMillis());
            plain.setSoTimeout((int) limits.answer().toMillis());
            socket = isSecure(url) ? Tap.secured(plain, host, port, tls) : plain;
            arriving = plain.getInputStream();
            received = new Received(socket.getInputStream(), limits);
            parser = new AnswerParser(received);
            openTo = to;
        } catch (IOException e) {
            trouble = new Trouble(
                    Trouble.Kind.NOT_CONNECTED, "no connection to " + host + ":" + port + " (" + e.getMessage() + ")");
            close();
        }
    }

    private static boolean isSecure(URI url) {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    /** Where the server of a URL listens. */
    static InetSocketAddress address(URI url) {
        int port = url.getPort() != -1 ? url.getPort() : isSecure(url) ? 443 : 80;
        return new InetSocketAddress(url.getHost().replaceAll("^\\[|]$", ""), port);
    }

    /** Writes the header section but for its last octet. */
    void writeHead() {
        write(0, held);
    }

    /** Writes the rest; from the moment just before it on, the request may be performed. */
    void writeRest() {
        if (trouble == null && socket != null) {
            released = System.nanoTime();
            pendingUntil = released;
            write(held, octets.length);
            done = true;
        }
    }

    /** Writes all of it at once. */
    void writeWhole() {
        if (trouble == null && socket != null) {
            released = System.nanoTime();
            pendingUntil = released;
            write(0, octets.length);
            done = true;
        }
    }

    private void write(int from, int to) {
        Socket open = socket;
        if (trouble != null || open == null) {
            return;
        }
        try {
            open.getOutputStream().write(octets, from, to - from);
            written = to;
        } catch (IOException e) {
            // A target may answer and close before it has read everything: its answer may still be there.
            written = Math.max(written, from);
        }
    }

    boolean isWritten() {
        return written == octets.length;
    }

    boolean isLarge() {
        return octets.length - held > SMALL;
    }

    // Reading.

    boolean isAnswered() {
        return exchange != null;
    }

    /** Whether reading would find something now, or the end; remembers until when nothing had come. */
    boolean hasAnswer() {
        if (trouble != null || socket == null) {
            return true;
        }
        try {
            if (arriving.available() > 0 || received.buffered()) {
                return true;
            }
            pendingUntil = System.nanoTime();
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Until when it was surely under way: just before its answer, or the end of it, was first seen to be there. */
    long pendingUntil() {
        return pendingUntil;
    }

    long released() {
        return released;
    }

    /** Waits for the answer, no longer than until then. */
    void read(long until) {
        if (exchange != null) {
            return;
        }
        Optional<Response> response = Optional.empty();
        if (trouble == null && socket != null) {
            response = answer(until);
        }
        long ended = System.nanoTime();
        awaitWriter();
        byte[] seen = received == null ? new byte[0] : received.octets();
        exchange = new Exchange(
                request,
                response,
                response.isPresent() ? Optional.empty() : Optional.ofNullable(trouble),
                octets.length == written ? octets : java.util.Arrays.copyOf(octets, written),
                seen,
                new Times(begun, released, ended, ended));
        lastUsed = ended;
        boolean stays = keeps && response.map(r -> staysOpen(r, seen)).orElse(false) && isWritten();
        if (!stays) {
            close();
        }
    }

    /** An answer may be here before the thread that wrote the request has come to know that it is written. */
    private void awaitWriter() {
        long until = System.nanoTime() + LONGEST_WRITE_NANOS;
        while (!done && released != 0 && !isLarge() && System.nanoTime() < until) {
            Thread.yield();
        }
    }

    private Optional<Response> answer(long until) {
        try {
            received.until(until, plain);
            return Optional.of(parser.next(request.method()));
        } catch (SocketTimeoutException e) {
            trouble = new Trouble(
                    Trouble.Kind.TIMEOUT,
                    "no complete answer within " + limits.answer().toMillis() + " ms");
        } catch (HttpException e) {
            trouble = new Trouble(
                    received.isEmpty() ? Trouble.Kind.CLOSED : Trouble.Kind.MALFORMED,
                    "the answer is not HTTP/1.1 (" + e.getMessage() + ")");
        } catch (IOException e) {
            trouble = new Trouble(
                    received.tooLarge() ? Trouble.Kind.TOO_LARGE : Trouble.Kind.CLOSED,
                    received.isEmpty()
                            ? "the connection was closed without an answer"
                            : "the connection was closed before the answer was complete");
        }
        return Optional.empty();
    }

    Exchange exchange() {
        return exchange;
    }

    /** Whether the request went onto a connection that had been used before and was closed without a word. */
    boolean diedInReuse() {
        return reused && exchange.response().isEmpty() && exchange.received().length == 0;
    }

    /** RFC 9112 §9.3: HTTP/1.1, no {@code close}, and an answer whose end does not need the connection's. */
    private boolean staysOpen(Response response, byte[] seen) {
        boolean current = seen.length > 8 && new String(seen, 0, 8, StandardCharsets.US_ASCII).equals("HTTP/1.1");
        boolean close = response.fields().stream()
                .anyMatch(f -> f.is("Connection")
                        && f.value().toLowerCase(java.util.Locale.ROOT).contains("close"));
        boolean asked = request.field("Connection")
                .map(v -> v.equalsIgnoreCase("close"))
                .orElse(false);
        boolean framed = response.status() == 204
                || response.status() == 304
                || response.field("Content-Length").isPresent()
                || response.field("Transfer-Encoding").isPresent();
        return current && !close && !asked && framed && response.status() != 101;
    }

    /** Closes below TLS, whose own close waits for a write that is blocked. */
    @Override
    public void close() {
        Socket open = plain;
        plain = null;
        socket = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // The connection is given up in any case.
            }
        }
    }

    /** What comes out of the connection, kept within its limits of time and size. */
    private static final class Received extends FilterInputStream {
        private final Limits limits;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream(1024);
        private Socket timed;
        private long until = Long.MAX_VALUE;
        private boolean tooLarge;

        Received(InputStream in, Limits limits) {
            super(in);
            this.limits = limits;
        }

        void forget() {
            kept.reset();
        }

        void until(long end, Socket socket) {
            until = end;
            timed = socket;
        }

        boolean isEmpty() {
            return kept.size() == 0;
        }

        boolean tooLarge() {
            return tooLarge;
        }

        /** TLS may have read ahead what no longer shows on the plain socket. */
        boolean buffered() throws IOException {
            return in.available() > 0;
        }

        byte[] octets() {
            return kept.toByteArray();
        }

        @Override
        public int read(byte[] octets, int offset, int length) throws IOException {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0) {
                throw new SocketTimeoutException();
            }
            timed.setSoTimeout((int) left);
            int count = in.read(octets, offset, length);
            if (count > 0) {
                kept.write(octets, offset, count);
                tooLarge = kept.size() > limits.headerOctets() + (long) limits.bodyOctets();
                if (tooLarge) {
                    throw new IOException("limit on the answer's size");
                }
            }
            return count;
        }
    }
}
