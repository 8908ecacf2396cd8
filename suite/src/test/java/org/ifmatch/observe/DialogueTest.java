package org.ifmatch.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Line;
import org.ifmatch.http.Request;
import org.ifmatch.http.Response;
import org.ifmatch.target.Target;
import org.junit.jupiter.api.Test;

class DialogueTest {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Request PUT = Request.of("PUT", AnAttempt.HERE, List.of());
    private static final Request GET = Request.of("GET", AnAttempt.HERE, List.of());
    private static final Request HEAD = Request.of("HEAD", AnAttempt.HERE, List.of());

    /** What comes on the connection, wait by wait. */
    private final Queue<Line.Heard> coming = new ArrayDeque<>();

    /** The methods for whose requests was listened. */
    private final Queue<String> listenedFor = new ArrayDeque<>();

    private Dialogue dialogue() {
        Sender sender = new Sender(
                Target.bare("test", URI.create("http://server.test/items/")),
                DialogueTest::none,
                DialogueTest::none,
                4,
                "");
        return new Dialogue(sender, new Line() {
            @Override
            public boolean send(byte[] octets) {
                return true;
            }

            @Override
            public Heard hear(String method, Duration patience) {
                listenedFor.add(method);
                return coming.isEmpty() ? Heard.without(Heard.Kind.CLOSED, new byte[0], "was closed") : coming.poll();
            }

            @Override
            public void finish() {}

            @Override
            public void reset() {}

            @Override
            public void close() {}
        });
    }

    private static Exchange none(Request request) {
        throw new AssertionError("nothing goes by another connection: " + request);
    }

    private static Line.Heard answer(int status) {
        return Line.Heard.of(AnAttempt.answer(status, ""), new byte[0]);
    }

    private static Line.Heard nothing() {
        return Line.Heard.without(Line.Heard.Kind.NOTHING, new byte[0], "");
    }

    @Test
    void an_answer_that_comes_late_belongs_to_the_request_that_waited_for_it() {
        coming.addAll(List.of(nothing(), answer(412), answer(200)));
        Dialogue dialogue = dialogue();

        dialogue.send(PUT).answer(PUT, PATIENCE);
        assertThat(dialogue.send(GET).answer(GET, PATIENCE))
                .map(Response::status)
                .hasValue(200);

        assertThat(dialogue.soFar().finals(PUT)).extracting(Response::status).containsExactly(412);
        assertThat(dialogue.soFar().finals(GET)).extracting(Response::status).containsExactly(200);
        assertThat(listenedFor).containsExactly("PUT", "PUT", "GET");
    }

    @Test
    void an_interim_answer_that_comes_late_is_not_the_last_of_its_request() {
        coming.addAll(List.of(nothing(), answer(100), answer(412), answer(200)));
        Dialogue dialogue = dialogue();

        dialogue.send(PUT).answer(PUT, PATIENCE);
        assertThat(dialogue.send(HEAD).answer(HEAD, PATIENCE))
                .map(Response::status)
                .hasValue(200);

        assertThat(dialogue.soFar().answers(PUT)).extracting(Response::status).containsExactly(100, 412);
        assertThat(listenedFor).containsExactly("PUT", "PUT", "PUT", "HEAD");
    }

    @Test
    void what_never_comes_leaves_both_without_an_answer() {
        coming.addAll(List.of(nothing(), nothing()));
        Dialogue dialogue = dialogue();

        dialogue.send(PUT).answer(PUT, PATIENCE);
        assertThat(dialogue.send(GET).answer(GET, PATIENCE)).isEmpty();

        assertThat(dialogue.soFar().finals(PUT)).isEmpty();
        assertThat(dialogue.soFar().isSilentTo(GET)).isTrue();
    }

    @Test
    void one_answer_too_many_is_the_last_requests() {
        coming.addAll(List.of(answer(412), answer(404), answer(200)));
        Dialogue dialogue = dialogue();

        dialogue.send(PUT).answer(PUT, PATIENCE);
        assertThat(dialogue.send(GET).answer(GET, PATIENCE))
                .map(Response::status)
                .hasValue(404);
        assertThat(dialogue.hear(GET, PATIENCE)).map(Response::status).hasValue(200);
    }
}
