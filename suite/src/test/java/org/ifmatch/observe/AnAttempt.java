package org.ifmatch.observe;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Field;
import org.ifmatch.http.Request;
import org.ifmatch.http.Response;

/**
 * Makes attempts by hand: a resource that shows {@link #BEFORE}, a request that writes {@link #WRITTEN}, an answer, and what
 * GET showed afterwards. Unless something else is said, the answer is 412, nothing changed, and there are no controls.
 */
public final class AnAttempt {

    public static final URI HERE = URI.create("http://server.test/items/ifmatch-1");

    /** What the resource showed before the request. */
    public static final String BEFORE = "n000000000000000000000000000000b";
    /** What the request would write. */
    public static final String WRITTEN = "n000000000000000000000000000000c";
    /** What neither of them wrote. */
    public static final String SOMEBODYS = "n000000000000000000000000000000d";

    public static final String TAG_BEFORE = "\"before\"";
    public static final String TAG_AFTER = "\"after\"";

    private final String method;
    private final List<Field> requestFields = new ArrayList<>();
    private Intent intent;
    private Snapshot before = present(TAG_BEFORE, BEFORE);
    private Snapshot after = before;
    private Optional<Snapshot> late = Optional.empty();
    private Optional<Response> response = Optional.of(answer(412, ""));
    private Controls controls = Controls.NONE;
    private boolean verbatim = true;
    private Exchange.Times times = new Exchange.Times(0, 0, 0, 0);
    private Optional<Conversation> conversation = Optional.empty();
    private Optional<Request> spoken = Optional.empty();

    private AnAttempt(String method, Intent intent) {
        this.method = method;
        this.intent = intent;
    }

    public static AnAttempt put() {
        return new AnAttempt("PUT", new Intent.Replace(WRITTEN));
    }

    public static AnAttempt patch() {
        return new AnAttempt("PATCH", new Intent.Modify(WRITTEN));
    }

    public static AnAttempt post() {
        return new AnAttempt("POST", new Intent.Modify(WRITTEN));
    }

    public static AnAttempt delete() {
        return new AnAttempt("DELETE", new Intent.Remove());
    }

    public static AnAttempt get() {
        return new AnAttempt("GET", new Intent.Retrieve());
    }

    public static AnAttempt head() {
        return new AnAttempt("HEAD", new Intent.Retrieve());
    }

    public static AnAttempt options() {
        return new AnAttempt("OPTIONS", new Intent.Retrieve());
    }

    public static AnAttempt of(String method) {
        return switch (method) {
            case "PUT" -> put();
            case "PATCH" -> patch();
            case "POST" -> post();
            case "DELETE" -> delete();
            case "GET" -> get();
            case "HEAD" -> head();
            default -> throw new IllegalArgumentException(method);
        };
    }

    // The request.

    public AnAttempt with(String name, String value) {
        requestFields.add(Field.of(name, value));
        return this;
    }

    public AnAttempt ifMatch(String value) {
        return with("If-Match", value);
    }

    public AnAttempt asking(Intent other) {
        intent = other;
        return this;
    }

    // The answer.

    /** A GET that succeeds sends what the look before it showed. */
    public AnAttempt answered(int status, Field... fields) {
        boolean whole = method.equals("GET") && status == 200;
        return answered(
                status, whole ? before.exchange().response().orElseThrow().text() : "", fields);
    }

    public AnAttempt answered(int status, String content, Field... fields) {
        response = Optional.of(answer(status, content, fields));
        return this;
    }

    /** The connection ended before an answer came. */
    public AnAttempt unanswered() {
        response = Optional.empty();
        return this;
    }

    /** The exchange is what this request came to in a conversation. */
    public AnAttempt within(ATalk talk, Request request) {
        conversation = Optional.of(talk.made());
        spoken = Optional.of(request);
        return this;
    }

    /** When it was begun and when it ended, in nanoseconds. */
    AnAttempt at(long begun, long ended) {
        times = new Exchange.Times(begun, begun, ended, ended);
        return this;
    }

    // What GET showed.

    public AnAttempt from(Snapshot state) {
        before = state;
        after = state;
        return this;
    }

    /** Nothing was there, and nothing is. */
    public AnAttempt onNothing() {
        return from(absent());
    }

    /** The request did what it asks for. */
    public AnAttempt performed() {
        return leaving(outcome());
    }

    public AnAttempt leaving(Snapshot state) {
        after = state;
        return this;
    }

    /** What the request asks for showed only when the resource was looked at later. */
    public AnAttempt performedLater() {
        return later(outcome());
    }

    public AnAttempt later(Snapshot state) {
        late = Optional.of(state);
        return this;
    }

    /** Looked at later, and found as it was. */
    public AnAttempt watched() {
        return later(after);
    }

    public AnAttempt reformatted() {
        verbatim = false;
        return this;
    }

    private Snapshot outcome() {
        if (intent instanceof Intent.Remove) {
            return absent();
        }
        if (intent instanceof Intent.Modify && before.isPresent()) {
            return present(TAG_AFTER, BEFORE, WRITTEN);
        }
        return present(TAG_AFTER, WRITTEN);
    }

    // The controls.

    /** Both twins were performed. */
    public AnAttempt controlled() {
        return controls(of(method).succeeding(), of(method).succeeding());
    }

    /** The twins got these answers, and were performed where those are successes. */
    public AnAttempt controls(int unconditional, int positive) {
        return controls(twin(unconditional), twin(positive));
    }

    public AnAttempt controls(AnAttempt unconditional, AnAttempt positive) {
        controls = new Controls(Optional.of(unconditional.made()), Optional.of(positive.made()));
        return this;
    }

    private AnAttempt twin(int status) {
        AnAttempt twin = of(method);
        if (status == 0) {
            return twin.unanswered();
        }
        twin.answered(status);
        return status >= 200 && status < 300 && !(intent instanceof Intent.Retrieve) ? twin.performed() : twin;
    }

    private AnAttempt succeeding() {
        return twin(200);
    }

    public Attempt made() {
        Exchange exchange = spoken.map(request -> conversation.orElseThrow().exchange(request))
                .orElseGet(() -> exchange(method, requestFields, response, times));
        return new Attempt(
                "a " + method,
                method,
                intent,
                before,
                exchange,
                after,
                late,
                verbatim,
                controls,
                List.of(exchange),
                conversation);
    }

    // Snapshots.

    /** A representation that shows these nonces. */
    public static Snapshot present(String tag, String... nonces) {
        return present(List.of(Field.of("ETag", tag)), nonces);
    }

    public static Snapshot present(List<Field> fields, String... nonces) {
        String content = String.join(" ", nonces);
        Exchange get = exchange("GET", List.of(), Optional.of(answer(200, content, fields.toArray(Field[]::new))));
        return new Snapshot(
                get,
                Snapshot.Presence.PRESENT,
                Arrays.asList(nonces),
                Reading.digest(content.getBytes(StandardCharsets.UTF_8)));
    }

    /** A representation of which not one octet is a nonce of ours. */
    public static Snapshot showing(String content) {
        Exchange get = exchange("GET", List.of(), Optional.of(answer(200, content, Field.of("ETag", TAG_BEFORE))));
        return new Snapshot(
                get, Snapshot.Presence.PRESENT, List.of(), Reading.digest(content.getBytes(StandardCharsets.UTF_8)));
    }

    public static Snapshot absent() {
        Exchange get = exchange("GET", List.of(), Optional.of(answer(404, "")));
        return new Snapshot(get, Snapshot.Presence.ABSENT, List.of(), "");
    }

    /** GET was answered 503. */
    public static Snapshot unreadable() {
        Exchange get = exchange("GET", List.of(), Optional.of(answer(503, "")));
        return new Snapshot(get, Snapshot.Presence.UNKNOWN, List.of(), "");
    }

    // Messages.

    public static Response answer(int status, String content, Field... fields) {
        return new Response(status, "", List.of(fields), content.getBytes(StandardCharsets.UTF_8));
    }

    public static Exchange exchange(String method, List<Field> fields, Optional<Response> response) {
        return exchange(method, fields, response, new Exchange.Times(0, 0, 0, 0));
    }

    private static Exchange exchange(
            String method, List<Field> fields, Optional<Response> response, Exchange.Times times) {
        Optional<Exchange.Trouble> trouble = response.isPresent()
                ? Optional.empty()
                : Optional.of(new Exchange.Trouble(
                        Exchange.Trouble.Kind.CLOSED, "the connection was closed without an answer"));
        return new Exchange(Request.of(method, HERE, fields), response, trouble, new byte[0], new byte[0], times);
    }
}
