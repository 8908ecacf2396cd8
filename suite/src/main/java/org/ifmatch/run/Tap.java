package org.ifmatch.run;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.ifmatch.http.Exchange.Times;
import org.ifmatch.http.Exchange.Trouble;
import org.ifmatch.target.Limits;

/**
 * One connection to a target, on which every octet is recorded and every limit is kept. Both wires send through it, so that
 * the record of an exchange is what was on the socket and not what a library says it did.
 *
 * <p>One clock ends everything: when the time for an answer is over the socket is closed, which ends a blocked connect, write
 * or read alike.
 */
final class Tap implements AutoCloseable {

    /** Octets that are written at once, so that the record of an upload that is cut off shows how far it came. */
    private static final int SLICE = 16 * 1024;

    /** How long content is listened for that is not due, where the other side does not close. */
    private static final int SURPLUS_MILLIS = 100;

    private final Limits limits;
    private final Recorded sent = new Recorded();
    private final Recorded received = new Recorded();
    private final HeaderEnd headerEnd = new HeaderEnd();
    private final long begun = System.nanoTime();
    private volatile long firstSent;
    private volatile long firstReceived;
    private volatile Trouble trouble;
    private volatile boolean closed;
    private Socket plain;
    private Socket socket;
    private ScheduledFuture<?> deadline;

    Tap(Limits limits) {
        this.limits = limits;
    }

    /** Connects, with TLS where the URL asks for it. The stream that writes and reads is recorded above TLS. */
    void connect(URI url, SSLSocketFactory tls) throws IOException {
        boolean secure = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort() != -1 ? url.getPort() : secure ? 443 : 80;
        String host = bare(url.getHost());
        plain = new Socket();
        socket = plain;
        deadline = Deadlines.CLOCK.schedule(this::expire, limits.answer().toMillis(), TimeUnit.MILLISECONDS);
        try {
            plain.setTcpNoDelay(true);
            plain.connect(
                    new InetSocketAddress(host, port), (int) limits.connect().toMillis());
            if (secure) {
                socket = secured(plain, host, port, tls);
            }
        } catch (IOException e) {
            note(Trouble.Kind.NOT_CONNECTED, "no connection to " + host + ":" + port + " (" + reason(e) + ")");
            throw e;
        }
    }

    /** TLS over a connection that stands; its certificate has to be the host's, unless anybody's is believed. */
    static Socket secured(Socket plain, String host, int port, SSLSocketFactory tls) throws IOException {
        SSLSocket layered = (SSLSocket) tls.createSocket(plain, host, port, true);
        SSLParameters parameters = layered.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(tls instanceof TlsTrust.Blind ? null : "HTTPS");
        if (!host.matches("[0-9.]+|.*:.*")) {
            parameters.setServerNames(java.util.List.of(new SNIHostName(host)));
        }
        layered.setSSLParameters(parameters);
        layered.startHandshake();
        return layered;
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static String reason(IOException e) {
        if (e instanceof UnknownHostException) {
            return "no address is known for this name";
        }
        if (e instanceof SSLException) {
            return tlsReason(e);
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** The library's message quotes the names of its classes; the innermost one says what is wrong. */
    private static String tlsReason(IOException e) {
        Throwable innermost = e;
        boolean mistrust = false;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
            mistrust |= innermost instanceof GeneralSecurityException;
        }
        return mistrust
                ? "its certificate is not trusted: " + innermost.getMessage()
                        + "; 'tls' in targets.yaml says whom to trust"
                : "TLS: " + innermost.getMessage();
    }

    /** Gives what is done next this much time from now on; where a connection is used for more than one exchange. */
    void allow(Duration time) {
        stopClock();
        deadline = Deadlines.CLOCK.schedule(this::expire, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Nothing is waited for until {@link #allow} is called again. */
    void stopClock() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    private void expire() {
        note(
                Trouble.Kind.TIMEOUT,
                "no complete answer within " + limits.answer().toMillis() + " ms");
        shut();
    }

    /** Keeps the first trouble: what follows from it (a closed socket) is not told. */
    void note(Trouble.Kind kind, String says) {
        if (trouble == null) {
            trouble = new Trouble(kind, says);
        }
    }

    Optional<Trouble> trouble() {
        return Optional.ofNullable(trouble);
    }

    byte[] sent() {
        return sent.all();
    }

    byte[] received() {
        return received.all();
    }

    Times times() {
        return new Times(begun, firstSent, firstReceived, System.nanoTime());
    }

    Socket socket() {
        return socket;
    }

    /** Sends octets that nobody changes any more, so that the record needs no copy of them. */
    void send(byte[] octets) throws IOException {
        OutputStream output = socket.getOutputStream();
        begin();
        for (int done = 0; done < octets.length; done += SLICE) {
            int slice = Math.min(SLICE, octets.length - done);
            output.write(octets, done, slice);
            sent.keep(octets, done, slice);
        }
    }

    private void begin() {
        if (firstSent == 0) {
            firstSent = System.nanoTime();
        }
    }

    OutputStream output() throws IOException {
        return new FilterOutputStream(socket.getOutputStream()) {
            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] octets, int offset, int length) throws IOException {
                begin();
                for (int done = 0; done < length; done += SLICE) {
                    int slice = Math.min(SLICE, length - done);
                    out.write(octets, offset + done, slice);
                    sent.copy(octets, offset + done, slice);
                }
            }
        };
    }

    InputStream input() throws IOException {
        return new FilterInputStream(socket.getInputStream()) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) == -1 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] octets, int offset, int length) throws IOException {
                int count;
                try {
                    count = in.read(octets, offset, length);
                } catch (SocketTimeoutException e) {
                    // Somebody set a time for one read; the connection is as it was.
                    throw e;
                } catch (IOException e) {
                    note(
                            Trouble.Kind.CLOSED,
                            "the connection broke before the answer was complete (" + reason(e) + ")");
                    throw e;
                }
                if (count > 0) {
                    if (firstReceived == 0) {
                        firstReceived = System.nanoTime();
                    }
                    received.copy(octets, offset, count);
                    headerEnd.feed(octets, offset, count);
                    keepLimits();
                }
                return count;
            }
        };
    }

    private void keepLimits() throws IOException {
        keepLimit("header section", headerEnd.octets(), limits.headerOctets());
        keepLimit("content", received.size() - headerEnd.octets(), limits.bodyOctets());
    }

    private void keepLimit(String part, int octets, int most) throws IOException {
        if (octets > most) {
            note(Trouble.Kind.TOO_LARGE, "the answer's " + part + " went on for more than " + most + " octets");
            throw new IOException("limit on the answer's size");
        }
    }

    /**
     * Listens on after a 412 to HEAD, which has no content (RFC 9110 §9.3.2): what comes all the same may come by a second
     * write, just after the header section.
     */
    void overhear(String method) {
        if (!method.equals("HEAD") || closed || !new String(received(), US_ASCII).matches("(?s)HTTP/1\\.\\d 412.*")) {
            return;
        }
        try {
            socket.setSoTimeout(SURPLUS_MILLIS);
            InputStream surplus = input();
            byte[] octets = new byte[1024];
            while (surplus.read(octets, 0, octets.length) > 0 && received.size() < limits.headerOctets()) {
                // The record keeps them.
            }
        } catch (IOException e) {
            // Silence, or the end: nothing more comes.
        }
    }

    /** Closes below TLS, whose own close waits for a write that is blocked. */
    private void shut() {
        closed = true;
        try {
            plain.close();
        } catch (IOException e) {
            // The connection is given up in any case, and what it carried is recorded.
        }
    }

    /** Sends nothing more, and can still receive. */
    void finish() throws IOException {
        plain.shutdownOutput();
    }

    /** Breaks the connection off, so that the other side sees a reset and no orderly end. */
    void reset() throws IOException {
        plain.setSoLinger(true, 0);
        shut();
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        stopClock();
        if (plain != null) {
            shut();
        }
    }

    /** Watches for the empty line that ends a header section, so that an endless one is told from a large body. */
    private static final class HeaderEnd {
        private int newlines;
        private int before;

        private boolean seen() {
            return newlines >= 2;
        }

        /** How many octets came up to the end of the header section, or so far. */
        int octets() {
            return before;
        }

        void feed(byte[] octets, int offset, int count) {
            for (int i = offset; i < offset + count && !seen(); i++) {
                before++;
                if (octets[i] == '\n') {
                    newlines++;
                } else if (octets[i] != '\r') {
                    newlines = 0;
                }
            }
        }
    }
}
