package org.ifmatch.origin;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.io.CloseMode;

/** One connection of a client: what HttpCore does, with our parser below it and a closure that loses no answer. */
class Connection extends DefaultBHttpServerConnection {

    /** How long a client that has stopped sending may take to hang up, in milliseconds. */
    private static final int SILENCE_MILLIS = 2_000;

    /** How long one that goes on sending may take to see that nobody listens. */
    private static final Duration LINGER = Duration.ofSeconds(30);

    /** Most connections carry one short request, of which there are thousands a second. */
    private static final int BUFFER_OCTETS = 2048;

    private static final Http1Config CONFIG = Http1Config.custom()
            .setMaxLineLength(HeadParser.LONGEST_LINE)
            .setBufferSize(BUFFER_OCTETS)
            .build();

    private final Socket socket;

    Connection(Habits habits, Socket socket) throws IOException {
        // Each octet is a character, in fields as in tags: nothing is decoded, and what goes out is what was meant.
        super(
                "http",
                CONFIG,
                null,
                StandardCharsets.ISO_8859_1.newEncoder(),
                null,
                null,
                config -> new HeadParser(habits),
                null);
        this.socket = socket;
        bind(socket);
    }

    /**
     * Closes in stages (RFC 9112 §9.6): closed at once, a socket with unread octets is reset, and the reset can destroy
     * the answer before the client has read it.
     */
    @Override
    public void close() throws IOException {
        if (isOpen()) {
            flush();
            socket.shutdownOutput();
            drain();
        }
        super.close();
    }

    private void drain() {
        try {
            socket.setSoTimeout(SILENCE_MILLIS);
            Instant end = Instant.now().plus(LINGER);
            byte[] waste = new byte[8192];
            boolean sending = true;
            while (sending && Instant.now().isBefore(end)) {
                sending = socket.getInputStream().read(waste) >= 0;
            }
        } catch (IOException gone) {
            close(CloseMode.IMMEDIATE);
        }
    }

    Socket socket() {
        return socket;
    }
}
