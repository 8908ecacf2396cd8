package org.ifmatch.observe;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ifmatch.http.Field;
import org.ifmatch.http.Request;
import org.ifmatch.http.Response;
import org.ifmatch.observe.Conversation.Part;

/** Makes conversations by hand: each step is one millisecond after the one before. */
public final class ATalk {

    private final List<Conversation.Event> events = new ArrayList<>();
    private long now = 1_000_000;

    public static ATalk on() {
        return new ATalk();
    }

    /** A PUT of what {@link AnAttempt} writes. */
    public static Request put(String ifMatch) {
        return request("PUT", AnAttempt.WRITTEN, Field.of("If-Match", ifMatch));
    }

    public static Request get() {
        return request("GET", "");
    }

    public static Request request(String method, String content, Field... fields) {
        return Request.of(method, AnAttempt.HERE, List.of(fields), content.getBytes(StandardCharsets.UTF_8));
    }

    private long tick() {
        now += 1_000_000;
        return now;
    }

    public ATalk says(Request request) {
        return writes(Part.whole(request));
    }

    public ATalk saysHead(Request request) {
        return writes(Part.head(request));
    }

    public ATalk saysHalf(Request request) {
        return writes(Part.head(request), Part.content(request, 0, request.content().length / 2));
    }

    public ATalk saysRest(Request request) {
        return writes(Part.content(request, request.content().length / 2, request.content().length));
    }

    public ATalk saysContent(Request request) {
        return writes(Part.content(request, 0, request.content().length));
    }

    public ATalk writes(Part... parts) {
        events.add(new Conversation.Sent(List.of(parts), true, tick()));
        return this;
    }

    /** The target takes only a part of it. */
    public ATalk saysInVain(Request request) {
        events.add(new Conversation.Sent(List.of(Part.whole(request)), false, tick()));
        return this;
    }

    public ATalk hears(Request to, int status, Field... fields) {
        return hears(to, status, "", fields);
    }

    public ATalk hears(Request to, int status, String content, Field... fields) {
        Response answer = AnAttempt.answer(status, content, fields);
        byte[] octets = ("HTTP/1.1 " + status + "\r\n\r\n" + content).getBytes(StandardCharsets.UTF_8);
        events.add(new Conversation.Heard(to, answer, octets, tick()));
        return this;
    }

    public ATalk hearsNothing(Request to) {
        events.add(new Conversation.Silence(to, Duration.ofSeconds(3), tick()));
        return this;
    }

    public ATalk ends(Conversation.Ended.By by) {
        events.add(new Conversation.Ended(by, "it ended", new byte[0], tick()));
        return this;
    }

    /** Somebody else's request, which takes no time. */
    public ATalk meanwhile(AnAttempt other) {
        long at = tick();
        events.add(new Conversation.Meanwhile(other.at(at, at).made(), at));
        return this;
    }

    /** Somebody else's request, which is answered only after all that comes here. */
    public ATalk meanwhileWaiting(AnAttempt other) {
        long at = tick();
        events.add(new Conversation.Meanwhile(other.at(at, Long.MAX_VALUE).made(), at));
        return this;
    }

    public Conversation made() {
        return new Conversation(events);
    }

    /** The first final answer that this request got, for an attempt that is judged by it. */
    public Optional<Response> answerTo(Request request) {
        return made().finals(request).stream().findFirst();
    }
}
