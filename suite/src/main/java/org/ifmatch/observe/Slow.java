package org.ifmatch.observe;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.ifmatch.http.Request;
import org.ifmatch.observe.Conversation.Part;

/**
 * An upload in two halves with time between them, enough for somebody else to come first.
 *
 * @param name in words: "a small body with its length"
 * @param form makes the request that is sent from the usual one
 * @param awaits100 whether the time between lies before all content, once 100 (Continue) has come
 */
public record Slow(String name, UnaryOperator<Request> form, boolean awaits100) {

    /** Long enough for a server to have read what was sent and to have acted on it. */
    public static final Duration BETWEEN = Duration.ofMillis(300);
    /** How long 100 (Continue), or an answer that comes before the content, is waited for. */
    static final Duration FOR_100 = Duration.ofSeconds(2);

    /** Sends the first half; nothing more where the target has answered already. */
    void begin(Dialogue dialogue, Request request) {
        if (awaits100) {
            dialogue.send(Part.head(request));
            dialogue.hear(request, FOR_100);
        } else {
            int half = request.content().length / 2;
            dialogue.send(Part.head(request), Part.content(request, 0, half));
        }
    }

    /** Whether the first half was received without a final answer, so that the other can follow. */
    boolean goesOn(Dialogue dialogue, Request request) {
        Conversation soFar = dialogue.soFar();
        boolean invited = !awaits100 || !soFar.interim(request).isEmpty();
        return invited && !dialogue.isOver() && soFar.finals(request).isEmpty();
    }

    void sendRest(Dialogue dialogue, Request request) {
        int sent = awaits100 ? 0 : request.content().length / 2;
        dialogue.send(Part.content(request, sent, request.content().length));
    }

    /** The same with nobody coming between: a control. */
    public Manner alone() {
        return new Manner("sent slowly: " + name, (dialogue, usual) -> {
            Request request = form.apply(usual);
            begin(dialogue, request);
            if (goesOn(dialogue, request)) {
                dialogue.pause(BETWEEN);
                sendRest(dialogue, request);
            }
            if (dialogue.soFar().finals(request).isEmpty()) {
                dialogue.answer(request);
            }
            return request;
        });
    }
}
