package org.ifmatch.run;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.ContentLengthInputStream;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.impl.io.IdentityInputStream;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.ifmatch.http.Field;
import org.ifmatch.http.Response;

/**
 * Reads final answers off a connection with HttpCore's parser, which is strict about framing and keeps every octet of the field
 * values. Interim answers (1xx) are passed over; they stay in the record.
 */
final class AnswerParser {

    /** Interim answers that are passed over before a target is said to answer nothing else. */
    private static final int MOST_INTERIM = 16;

    /** The tap keeps the limits; the library's own, of a line and of the number of fields, are switched off. */
    private static final Http1Config NO_LIMITS =
            Http1Config.custom().setMaxLineLength(-1).setMaxHeaderCount(-1).build();

    /** In octets. Less would leave in the socket, unrecorded, what follows the end of an answer of usual length. */
    private static final int BUFFER = 8192;

    private final SessionInputBufferImpl buffer = new SessionInputBufferImpl(BUFFER);
    private final DefaultHttpResponseParser parser = new DefaultHttpResponseParser(NO_LIMITS);
    private final Ending in;

    AnswerParser(InputStream in) {
        this.in = new Ending(in);
    }

    /**
     * The next final answer.
     *
     * @throws HttpException when what came is no HTTP/1 answer (RFC 9112 §4, §6)
     * @throws IOException when the connection ended or broke first
     */
    Response next(String method) throws IOException, HttpException {
        for (int interim = 0; interim <= MOST_INTERIM; interim++) {
            Response answer = any(method);
            if (isFinal(answer)) {
                return answer;
            }
        }
        throw new HttpException("more than " + MOST_INTERIM + " interim answers and no final one");
    }

    private static boolean isFinal(Response answer) {
        return answer.status() >= 200 || answer.status() == 101;
    }

    /** The next answer, interim or final; for what is thrown see {@link #next}. */
    Response any(String method) throws IOException, HttpException {
        ClassicHttpResponse head = parser.parse(buffer, in);
        if (head == null) {
            throw new ConnectionClosedException("the connection was closed without an answer");
        }
        if (in.ended) {
            throw new ConnectionClosedException("the connection was closed in the header section");
        }
        return new Response(
                head.getCode(),
                head.getReasonPhrase() == null ? "" : head.getReasonPhrase(),
                fields(head),
                content(method, head));
    }

    /**
     * Whether something of a next answer is there; reads once where nothing is.
     *
     * @return false where the connection has ended
     */
    boolean hasMore() throws IOException {
        return buffer.hasBufferedData() || buffer.fillBuffer(in) >= 0;
    }

    /** Octets that were read off the connection and belong to no answer yet. */
    int readAhead() {
        return buffer.length();
    }

    private static List<Field> fields(ClassicHttpResponse head) {
        return Arrays.stream(head.getHeaders()).map(AnswerParser::field).toList();
    }

    private static Field field(Header header) {
        return Field.of(header.getName(), header.getValue() == null ? "" : header.getValue());
    }

    /** RFC 9112 §6.3: no content after HEAD, 1xx, 204 and 304, whatever the fields say. */
    private byte[] content(String method, ClassicHttpResponse head) throws IOException, HttpException {
        int status = head.getCode();
        if (method.equals("HEAD") || status < 200 || status == 204 || status == 304) {
            return new byte[0];
        }
        long length = DefaultContentLengthStrategy.INSTANCE.determineLength(head);
        try (InputStream content = stream(length)) {
            return content.readAllBytes();
        } catch (TruncatedChunkException e) {
            throw e;
        } catch (MalformedChunkCodingException e) {
            throw new HttpException(e.getMessage(), e);
        }
    }

    private InputStream stream(long length) {
        if (length == ContentLengthStrategy.CHUNKED) {
            return new ChunkedInputStream(buffer, in, NO_LIMITS);
        }
        if (length == ContentLengthStrategy.UNDEFINED) {
            return new IdentityInputStream(buffer, in);
        }
        return new ContentLengthInputStream(buffer, in, length);
    }

    /** Notices the end of the connection: the library takes a header section that was cut off there for a whole one. */
    private static final class Ending extends FilterInputStream {
        private boolean ended;

        Ending(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] octets, int offset, int length) throws IOException {
            int count = super.read(octets, offset, length);
            ended = count == -1;
            return count;
        }
    }
}
