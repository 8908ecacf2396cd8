package org.ifmatch.origin;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.io.CloseMode;

/** One connection of a client: what HttpCore does, with our parser below it and a closure that loses no answer. */
class Connection extends DefaultBHttpServerConnection {

    /** How long a client that is still sending may take to see that nobody listens, in milliseconds. */
    private static final int LINGER_MILLIS = 2_000;

    /** How much of what it still sends is read, in octets. */
    private static final long LINGER_OCTETS = 64L * 1024 * 1024;

    private static final Http1Config CONFIG =
            Http1Config.custom().setMaxLineLength(HeadParser.LONGEST_LINE).build();

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
            socket.setSoTimeout(LINGER_MILLIS);
            InputStream rest = socket.getInputStream();
            byte[] waste = new byte[8192];
            long left = LINGER_OCTETS;
            for (int read = rest.read(waste); read >= 0 && left > 0; read = rest.read(waste)) {
                left -= read;
            }
        } catch (IOException gone) {
            close(CloseMode.IMMEDIATE);
        }
    }

    Socket socket() {
        return socket;
    }
}
