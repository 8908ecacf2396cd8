package org.ifmatch.origin;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.io.HttpFilterChain;
import org.apache.hc.core5.http.io.HttpFilterHandler;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;

/** One request and its answer on the wire: when content is asked for, read, or not waited for (RFC 9110 §10.1.1). */
final class Exchange implements HttpFilterHandler {

    /** In octets; larger content is answered 413. */
    static final int LARGEST_CONTENT = 64 * 1024 * 1024;

    private final Habits habits;
    private final Site site;
    private final AtomicLong requests = new AtomicLong();

    Exchange(Habits habits, Site site) {
        this.habits = habits;
        this.site = site;
    }

    @Override
    public void handle(
            ClassicHttpRequest incoming,
            HttpFilterChain.ResponseTrigger client,
            HttpContext context,
            HttpFilterChain rest)
            throws HttpException, IOException {
        Request head = head(incoming, context);
        habits.inTurn(head, site, () -> converse(head, incoming, client));
    }

    private void converse(Request head, ClassicHttpRequest incoming, HttpFilterChain.ResponseTrigger client)
            throws HttpException, IOException {
        Optional<Answer> early = early(head);
        if (early.isPresent()) {
            answerEarly(early.get(), head, incoming, client);
            return;
        }
        if (habits.invites(head)) {
            client.sendInformation(new BasicClassicHttpResponse(100));
        }
        try {
            Request whole = withContent(head, incoming.getEntity());
            if (whole.content().length > LARGEST_CONTENT) {
                answerEarly(tooLarge(), head, incoming, client);
            } else {
                client.submitResponse(response(head, answer(whole)));
            }
        } catch (TruncatedChunkException incomplete) {
            throw incomplete;
        } catch (MalformedChunkCodingException broken) {
            answerEarly(Answer.explained(400, "The chunks are broken."), head, incoming, client);
        }
    }

    /** Answers a request that is complete; a mistake of the origin's own is told, and leaves the connection in order. */
    private Answer answer(Request whole) {
        try {
            return habits.answer(whole, site);
        } catch (RuntimeException mistake) {
            return crashed(mistake);
        }
    }

    private static Answer crashed(RuntimeException mistake) {
        return Answer.explained(500, "This origin made a mistake: " + mistake);
    }

    /** The answer that can be given before the content has arrived. */
    private Optional<Answer> early(Request head) {
        try {
            return habits.tooLarge(head, site)
                    .or(() -> habits.unexpected(head))
                    .or(() -> habits.foresees(head) ? site.foresee(head) : Optional.empty());
        } catch (RuntimeException mistake) {
            return Optional.of(crashed(mistake));
        }
    }

    static Answer tooLarge() {
        return Answer.explained(413, "Content may have up to " + LARGEST_CONTENT + " octets.");
    }

    /** Content that nobody has read would be taken for the next request, so that the connection ends here. */
    private void answerEarly(
            Answer answer, Request head, ClassicHttpRequest incoming, HttpFilterChain.ResponseTrigger client)
            throws HttpException, IOException {
        boolean pending = incoming.getEntity() != null;
        incoming.setEntity(null);
        client.submitResponse(response(head, pending ? habits.leaving(answer) : answer));
    }

    private Request withContent(Request head, HttpEntity entity) throws IOException {
        if (entity == null) {
            return head;
        }
        // Not closed: to close it would be to wait for content that is too large to be wanted.
        InputStream content = entity.getContent();
        byte[] octets = habits.receive(head, content, site.items());
        Header[] trailers = content instanceof ChunkedInputStream chunks ? chunks.getFooters() : new Header[0];
        return head.with(octets, Stream.of(trailers).map(Exchange::field).toList());
    }

    private Request head(ClassicHttpRequest incoming, HttpContext context) {
        List<Field> fields =
                Stream.of(incoming.getHeaders()).map(Exchange::field).toList();
        String client = HttpCoreContext.cast(context)
                .getEndpointDetails()
                .getRemoteAddress()
                .toString();
        boolean http10 = incoming.getVersion().getMinor() == 0;
        return new Request(
                requests.incrementAndGet(),
                client,
                http10,
                incoming.getMethod(),
                incoming.getRequestUri(),
                fields,
                new byte[0],
                List.of());
    }

    private static Field field(Header header) {
        return new Field(header.getName(), header.getValue());
    }

    private ClassicHttpResponse response(Request request, Answer answer) {
        ClassicHttpResponse response = new BasicClassicHttpResponse(answer.status());
        // Taken after the change was made, so that Last-Modified is never later (RFC 9110 §8.8.2.1).
        response.addHeader("Date", HttpDate.write(Instant.now()));
        answer.fields().forEach(field -> response.addHeader(field.name(), field.value()));
        if (request.http10() || request.lists("Connection", "close")) {
            response.setHeader("Connection", "close");
        }
        if (answer.status() != 204 && answer.status() != 304 && answer.status() != 205) {
            response.setEntity(habits.entity(request, answer));
        }
        return response;
    }

    /** What is left to do of an exchange whose header section has arrived. */
    interface Turn {
        void take() throws HttpException, IOException;
    }
}
