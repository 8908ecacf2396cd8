package org.ifmatch.origin;

import java.io.IOException;
import java.net.Socket;

/** Habits that remember something of each connection. A port is used again in time, and what comes from it then is another. */
interface PerConnection extends Habits {

    /** Forgets what was remembered of an older connection of this name. */
    void opened(String connection);

    @Override
    default Connection connection(Habits habits, Socket socket) throws IOException {
        opened(socket.getRemoteSocketAddress().toString());
        return Habits.super.connection(habits, socket);
    }
}
