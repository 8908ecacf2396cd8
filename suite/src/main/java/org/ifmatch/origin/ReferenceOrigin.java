package org.ifmatch.origin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.ResponseContent;
import org.apache.hc.core5.http.protocol.ResponseDate;
import org.apache.hc.core5.io.CloseMode;

/**
 * An HTTP origin server in this process: one collection of resources, and all that RFC 9110 asks for where a request
 * carries If-Match. It is honest, or has one fault planted, or is honest and odd.
 *
 * <p>A request comes in by {@link Connection} and {@link HeadParser}, is carried on by {@link Exchange}, finds its
 * resource in {@link Site}, is judged by {@link Preconditions}, done by {@link Methods}, and changes {@link Items}.
 */
public final class ReferenceOrigin implements AutoCloseable {

    /** How long a connection may be silent, in seconds. */
    private static final int PATIENCE_SECONDS = 60;

    /** How many connections may wait to be accepted. */
    private static final int BACKLOG = 1024;

    private static final int ANY_PORT = 0;

    private final HttpServer server;

    private ReferenceOrigin(Habits habits, int port) {
        SocketConfig sockets = SocketConfig.custom()
                .setSoTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .setBacklogSize(BACKLOG)
                .setTcpNoDelay(true)
                .build();
        server = ServerBootstrap.bootstrap()
                .setLocalAddress(InetAddress.getLoopbackAddress())
                .setListenerPort(port)
                .setSocketConfig(sockets)
                .setConnectionFactory(socket -> habits.connection(habits, socket))
                .setConnectionReuseStrategy(
                        (request, response, context) -> habits.keeps(response.containsHeader("Connection")))
                .setHttpProcessor(HttpProcessorBuilder.create()
                        .addAll(new ResponseContent(), ResponseDate.INSTANCE)
                        .build())
                // The first filter answers everything: routing by host name is never reached.
                .setRequestRouter((request, context) -> null)
                .addFilterFirst("origin", new Exchange(habits, new Site(habits)))
                .create();
        try {
            server.start();
        } catch (IOException cannotListen) {
            throw new UncheckedIOException("No port to listen on: " + port, cannotListen);
        }
    }

    /** Starts an honest origin on a free port of the loopback interface. */
    public static ReferenceOrigin start() {
        return new ReferenceOrigin(Habits.honest(), ANY_PORT);
    }

    /** Starts an origin that is honest but for one fault. */
    public static ReferenceOrigin start(Fault fault) {
        return new ReferenceOrigin(fault.habits(), ANY_PORT);
    }

    /** Starts an origin that is honest and odd. */
    public static ReferenceOrigin start(Oddity oddity) {
        return new ReferenceOrigin(oddity.habits(), ANY_PORT);
    }

    /**
     * Starts the origin of that name: {@code reference}, {@code fault:<label>} or {@code odd:<label>}.
     *
     * @throws IllegalArgumentException if there is none; the message says which names come close
     */
    public static ReferenceOrigin named(String name) {
        return new ReferenceOrigin(Names.habits(name), ANY_PORT);
    }

    /** The URL of the collection. */
    public URI collection() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + Place.COLLECTION);
    }

    /** A resource with a tag that allows no method to change it: 405. */
    public URI readOnly() {
        return collection().resolve(Place.READ_ONLY);
    }

    /** A resource that is closed to everybody: 403. */
    public URI forbidden() {
        return collection().resolve(Place.FORBIDDEN);
    }

    /** A resource that only redirects, to {@link #readOnly}: 307. */
    public URI moved() {
        return collection().resolve(Place.MOVED);
    }

    /** Stops at once; exchanges under way are cut off. */
    @Override
    public void close() {
        server.close(CloseMode.IMMEDIATE);
    }

    /** Runs the origin of the name given first, on the port given second, until the process is interrupted. */
    public static void main(String[] arguments) {
        String name = arguments.length > 0 ? arguments[0] : Names.REFERENCE;
        int port = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ANY_PORT;
        System.out.println(new ReferenceOrigin(Names.habits(name), port).collection());
    }
}
