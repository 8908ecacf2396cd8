package org.ifmatch.run;

import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.config.EncoderConfig;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RedirectConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.HttpException;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Exchange.Trouble;
import org.ifmatch.http.Field;
import org.ifmatch.http.Request;
import org.ifmatch.http.Response;
import org.ifmatch.http.Wire;
import org.ifmatch.target.Limits;

/**
 * Sends what an ordinary client can say by REST Assured, once and as written: every default of the library that would change
 * the octets, repeat the request or follow an answer is switched off, and the octets that reached the socket are compared with
 * the request's. Answers are read from the same record and by the same parser as on the raw wire.
 */
final class RestAssuredWire implements Wire {

    private final Limits limits;
    private final SSLSocketFactory tls;
    private final Patience patience;

    RestAssuredWire(Limits limits, SSLSocketFactory tls) {
        this.limits = limits;
        this.tls = tls;
        this.patience = new Patience(limits.answer());
    }

    /** Loads the library beside whatever else is done: its first call takes a second or more. */
    static void warmUp() {
        Thread thread = new Thread(() -> RestAssured.given().config(RestAssuredConfig.config()), "ifmatch-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public Exchange send(Request request) {
        if (!request.isOrdinary()) {
            throw new IllegalArgumentException("no ordinary client can be made to send " + request);
        }
        try (Tap tap = new Tap(limits.answeringWithin(patience.next()))) {
            ExactClient client = new ExactClient(request, tap, tls);
            try {
                // The library rewrites URLs ("//", "&&", a "?" at the end); the client below puts the target in its
                // place. It leaves content on the socket until somebody asks for it.
                specification(request, client)
                        .request(request.method(), request.url().resolve("/"))
                        .asByteArray();
            } catch (Exception e) {
                // The library gives up on whatever it cannot read; the record below tells what the target did.
                if (tap.times().sent() == 0 && tap.trouble().isEmpty()) {
                    throw new IllegalStateException("REST Assured did not send " + request + ": " + e, e);
                }
            } finally {
                client.close();
            }
            return patience.learnt(record(request, tap));
        }
    }

    private static RequestSpecification specification(Request request, ExactClient client) {
        RestAssuredConfig config = RestAssuredConfig.config()
                .httpClient(HttpClientConfig.httpClientConfig().httpClientFactory(() -> client))
                .redirect(RedirectConfig.redirectConfig().followRedirects(false))
                .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders())
                .encoderConfig(
                        EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));
        RequestSpecification specification = RestAssured.given().config(config).urlEncodingEnabled(false);
        for (Field field : request.fields()) {
            if (!field.is("Host") && !field.is("Content-Length") && !field.is("Content-Type")) {
                specification.header(field.name(), field.value());
            }
        }
        return request.content().length == 0 ? specification : specification.body(request.content());
    }

    private static Exchange record(Request request, Tap tap) {
        byte[] sent = tap.sent();
        byte[] due = request.octets();
        boolean whole = Arrays.equals(sent, due);
        boolean cutOff = sent.length < due.length && Arrays.equals(sent, Arrays.copyOf(due, sent.length));
        if (!whole && !cutOff) {
            throw new IllegalStateException("what went onto the wire is not what was written: " + request);
        }
        Optional<Response> response = answer(request, tap);
        return new Exchange(
                request,
                response,
                response.isPresent() ? Optional.empty() : tap.trouble(),
                sent,
                tap.received(),
                tap.times());
    }

    private static Optional<Response> answer(Request request, Tap tap) {
        byte[] received = tap.received();
        try {
            return Optional.of(new AnswerParser(new ByteArrayInputStream(received)).next(request.method()));
        } catch (HttpException e) {
            tap.note(
                    received.length == 0 ? Trouble.Kind.CLOSED : Trouble.Kind.MALFORMED,
                    "the answer is not HTTP/1.1 (" + e.getMessage() + ")");
        } catch (IOException e) {
            tap.note(
                    Trouble.Kind.CLOSED,
                    received.length == 0
                            ? "the connection was closed without an answer"
                            : "the connection was closed before the answer was complete");
        }
        return Optional.empty();
    }
}
