package org.ifmatch.run;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.HttpException;
import org.ifmatch.http.Exchange.Trouble;
import org.ifmatch.http.Line;
import org.ifmatch.http.Response;
import org.ifmatch.target.Limits;

/** A tapped connection in hand: octets as they stand, and answers read by HttpCore's parser, one at a time. */
final class RawLine implements Line {

    /** Octets that are written without looking whether the target takes them: they fit into the buffers of a connection. */
    private static final int WRITE_FIRST = 64 * 1024;

    private final Limits limits;
    private final Tap tap;
    private Optional<AnswerParser> parser = Optional.empty();
    private Optional<Heard> end = Optional.empty();
    private int heard;

    private RawLine(Limits limits) {
        this.limits = limits;
        this.tap = new Tap(limits);
    }

    static RawLine open(URI url, Limits limits, SSLSocketFactory tls) {
        RawLine line = new RawLine(limits);
        try {
            line.tap.connect(url, tls);
            line.parser = Optional.of(new AnswerParser(line.tap.input()));
        } catch (IOException e) {
            line.end = Optional.of(Heard.without(
                    Heard.Kind.GIVEN_UP,
                    new byte[0],
                    line.tap.trouble().map(Trouble::says).orElse("no connection")));
        }
        line.tap.stopClock();
        return line;
    }

    @Override
    public boolean send(byte[] octets) {
        if (parser.isEmpty() || tap.isClosed()) {
            return false;
        }
        if (octets.length > WRITE_FIRST) {
            return sendLarge(octets);
        }
        tap.allow(limits.answer());
        try {
            tap.send(octets);
            return true;
        } catch (IOException e) {
            // The target may have answered and closed: its answer may still be there.
            return false;
        } finally {
            tap.stopClock();
        }
    }

    /** A target that stops reading must not keep us from reading its answer: the writer is left behind then. */
    private boolean sendLarge(byte[] octets) {
        boolean[] whole = new boolean[1];
        Thread writer = new Thread(
                () -> {
                    try {
                        tap.send(octets);
                        whole[0] = true;
                    } catch (IOException e) {
                        // Whoever waits for an answer finds the same broken connection and tells.
                    }
                },
                "ifmatch-upload");
        writer.setDaemon(true);
        writer.start();
        try {
            writer.join(limits.answer().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !writer.isAlive() && whole[0];
    }

    @Override
    public Heard hear(String method, Duration patience) {
        if (end.isPresent()) {
            return end.get();
        }
        tap.allow(patience.plus(limits.answer()));
        try {
            return next(parser.orElseThrow(), method, patience);
        } catch (SocketTimeoutException e) {
            return Heard.without(
                    Heard.Kind.NOTHING, new byte[0], "nothing was answered within " + patience.toMillis() + " ms");
        } catch (HttpException e) {
            return ended(Heard.Kind.UNREADABLE, "what came is not HTTP/1.1 (" + e.getMessage() + ")");
        } catch (SocketException e) {
            return isTimeOver()
                    ? ended(
                            Heard.Kind.GIVEN_UP,
                            tap.trouble().map(Trouble::says).orElseThrow())
                    : ended(Heard.Kind.RESET, "the connection was broken off (" + e.getMessage() + ")");
        } catch (IOException e) {
            return isTimeOver()
                    ? ended(
                            Heard.Kind.GIVEN_UP,
                            tap.trouble().map(Trouble::says).orElseThrow())
                    : ended(Heard.Kind.CLOSED, "the connection was closed before the answer was complete");
        } finally {
            tap.stopClock();
        }
    }

    private Heard next(AnswerParser answers, String method, Duration patience) throws IOException, HttpException {
        tap.socket().setSoTimeout(Math.toIntExact(Math.max(1, patience.toMillis())));
        boolean more = answers.hasMore();
        tap.socket().setSoTimeout(0);
        if (!more) {
            return ended(Heard.Kind.CLOSED, "the connection was closed");
        }
        Response answer = answers.any(method);
        byte[] all = tap.received();
        int until = all.length - answers.readAhead();
        byte[] octets = Arrays.copyOfRange(all, heard, until);
        heard = until;
        return Heard.of(answer, octets);
    }

    private boolean isTimeOver() {
        return tap.trouble()
                .map(t -> t.kind() == Trouble.Kind.TIMEOUT || t.kind() == Trouble.Kind.TOO_LARGE)
                .orElse(false);
    }

    private Heard ended(Heard.Kind kind, String says) {
        byte[] all = tap.received();
        Heard last = Heard.without(kind, Arrays.copyOfRange(all, heard, all.length), says);
        heard = all.length;
        end = Optional.of(last);
        return last;
    }

    @Override
    public void finish() {
        if (parser.isPresent() && !tap.isClosed()) {
            try {
                tap.finish();
            } catch (IOException e) {
                // It has ended already, which is what was asked for.
            }
        }
    }

    @Override
    public void reset() {
        if (parser.isPresent() && !tap.isClosed()) {
            try {
                tap.reset();
            } catch (IOException e) {
                tap.close();
            }
        }
    }

    @Override
    public void close() {
        tap.close();
    }
}
