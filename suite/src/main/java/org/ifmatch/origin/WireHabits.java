package org.ifmatch.origin;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Optional;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** How an exchange goes over its connection. */
interface WireHabits {

    /** Learns that a request begins, and whether it was here before the one ahead of it was answered. */
    default void begins(boolean pipelined) {}

    /** A connection that a client has opened. */
    default Connection connection(Habits habits, Socket socket) throws IOException {
        return new Connection(habits, socket);
    }

    /** Takes an exchange when it is its turn: at once, however many there are. */
    default void inTurn(Request head, Site site, Exchange.Turn exchange) throws HttpException, IOException {
        exchange.take();
    }

    /** The answer to an expectation that nobody can meet (RFC 9110 §10.1.1). */
    default Optional<Answer> unexpected(Request head) {
        return !head.http10() && head.has("Expect") && !head.awaitsContinue()
                ? Optional.of(Answer.explained(417, "Only 100-continue can be expected here."))
                : Optional.empty();
    }

    /** The answer to content that is too large by its Content-Length (§15.5.14). */
    default Optional<Answer> tooLarge(Request head, Site site) {
        boolean declared = head.lines("Content-Length").stream()
                .anyMatch(length -> Long.parseLong(length) > Exchange.LARGEST_CONTENT);
        return declared ? Optional.of(Exchange.tooLarge()) : Optional.empty();
    }

    /**
     * Whether the header section is judged before the content is there: where the client waits to hear (RFC 9110 §10.1.1).
     * A condition that is true now is judged again when the change is made.
     */
    default boolean foresees(Request head) {
        return head.awaitsContinue();
    }

    /** Whether 100 (Continue) is sent. */
    default boolean invites(Request head) {
        return head.awaitsContinue();
    }

    /** All of the content, or an exception where it ends too early: half a message is none (§6.1, RFC 9112 §8). */
    default byte[] receive(Request head, InputStream content, Items items) throws IOException {
        return content.readNBytes(Exchange.LARGEST_CONTENT + 1);
    }

    /** Answers a request that is complete. */
    default Answer answer(Request request, Site site) {
        return site.answer(request);
    }

    /** An answer after which content is left unread, so that the connection cannot be used again (RFC 9112 §9.3). */
    default Answer leaving(Answer answer) {
        return answer.with("Connection", "close");
    }

    /** Whether a connection is kept after an answer. */
    default boolean keeps(boolean close) {
        return !close;
    }

    /** The content of an answer as it is sent: with its length. */
    default HttpEntity entity(Request request, Answer answer) {
        return new ByteArrayEntity(answer.content(), null);
    }
}
