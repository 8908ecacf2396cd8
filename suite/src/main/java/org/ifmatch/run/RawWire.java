package org.ifmatch.run;

import java.io.IOException;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.HttpException;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Exchange.Trouble;
import org.ifmatch.http.Request;
import org.ifmatch.http.Response;
import org.ifmatch.http.Wire;
import org.ifmatch.target.Limits;

/**
 * Writes a request's octets to a socket as they stand, one connection a request, and reads the answer with HttpCore's parser.
 * It can say what no ordinary client says, and costs a tenth of one.
 */
final class RawWire implements Wire {

    /** Octets of content above which the answer is read while the request is still being written. */
    private static final int WRITE_FIRST = 64 * 1024;

    private final Limits limits;
    private final SSLSocketFactory tls;
    private final Patience patience;

    RawWire(Limits limits, SSLSocketFactory tls) {
        this.limits = limits;
        this.tls = tls;
        this.patience = new Patience(limits.answer());
    }

    @Override
    public Exchange send(Request request) {
        return patience.learnt(sent(request));
    }

    private Exchange sent(Request request) {
        Tap tap = new Tap(limits.answeringWithin(patience.next()));
        try (tap) {
            tap.connect(request.url(), tls);
            Thread writer = write(request, tap);
            Optional<Response> response = read(request, tap);
            tap.overhear(request.method());
            if (writer != null) {
                tap.close();
                join(writer);
            }
            return record(request, tap, response);
        } catch (IOException e) {
            tap.note(Trouble.Kind.CLOSED, "the connection broke while the request was sent (" + e.getMessage() + ")");
            return record(request, tap, Optional.empty());
        }
    }

    private static Thread write(Request request, Tap tap) throws IOException {
        byte[] octets = request.octets();
        if (request.content().length <= WRITE_FIRST) {
            try {
                tap.send(octets);
            } catch (IOException e) {
                // A target may answer and close before it has read everything: its answer may still be there.
            }
            return null;
        }
        Thread writer = new Thread(
                () -> {
                    try {
                        tap.send(octets);
                    } catch (IOException e) {
                        // The answer came first, or the reader finds the same broken connection and tells.
                    }
                },
                "ifmatch-upload");
        writer.setDaemon(true);
        writer.start();
        return writer;
    }

    private static Optional<Response> read(Request request, Tap tap) {
        try {
            return Optional.of(new AnswerParser(tap.input()).next(request.method()));
        } catch (HttpException e) {
            tap.note(
                    tap.received().length == 0 ? Trouble.Kind.CLOSED : Trouble.Kind.MALFORMED,
                    "the answer is not HTTP/1.1 (" + e.getMessage() + ")");
        } catch (IOException e) {
            tap.note(
                    Trouble.Kind.CLOSED,
                    tap.received().length == 0
                            ? "the connection was closed without an answer"
                            : "the connection was closed before the answer was complete");
        }
        return Optional.empty();
    }

    private static Exchange record(Request request, Tap tap, Optional<Response> response) {
        return new Exchange(
                request,
                response,
                response.isPresent() ? Optional.empty() : tap.trouble(),
                tap.sent(),
                tap.received(),
                tap.times());
    }

    private static void join(Thread writer) {
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
