package org.ifmatch.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;

/** A tapped connection in the shape of a socket, for a client library that wants one; all it does goes through the tap. */
final class TappedSocket extends Socket {

    private final Tap tap;
    private final String method;

    TappedSocket(Tap tap, String method) {
        this.tap = tap;
        this.method = method;
    }

    private Socket inner() throws SocketException {
        if (tap.socket() == null) {
            throw new SocketException("not connected");
        }
        return tap.socket();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return tap.input();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return tap.output();
    }

    /** The tap's one deadline rules; a timeout per read would add a second clock. */
    @Override
    public void setSoTimeout(int millis) {}

    @Override
    public int getSoTimeout() {
        return 0;
    }

    @Override
    public void setTcpNoDelay(boolean on) {}

    @Override
    public void setReuseAddress(boolean on) {}

    @Override
    public void setKeepAlive(boolean on) {}

    @Override
    public void setSoLinger(boolean on, int seconds) {}

    @Override
    public boolean isConnected() {
        return tap.socket() != null && tap.socket().isConnected();
    }

    @Override
    public boolean isBound() {
        return isConnected();
    }

    @Override
    public boolean isClosed() {
        return tap.isClosed();
    }

    @Override
    public void shutdownOutput() throws IOException {
        inner().shutdownOutput();
    }

    @Override
    public void shutdownInput() throws IOException {
        inner().shutdownInput();
    }

    @Override
    public InetAddress getInetAddress() {
        return tap.socket() == null ? null : tap.socket().getInetAddress();
    }

    @Override
    public int getPort() {
        return tap.socket() == null ? 0 : tap.socket().getPort();
    }

    @Override
    public InetAddress getLocalAddress() {
        return tap.socket() == null ? null : tap.socket().getLocalAddress();
    }

    @Override
    public int getLocalPort() {
        return tap.socket() == null ? -1 : tap.socket().getLocalPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return tap.socket() == null ? null : tap.socket().getRemoteSocketAddress();
    }

    @Override
    public void close() {
        if (tap.socket() != null) {
            tap.overhear(method);
        }
        tap.close();
    }
}
