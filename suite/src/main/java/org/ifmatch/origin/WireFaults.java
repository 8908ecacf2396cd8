package org.ifmatch.origin;

import static org.ifmatch.origin.Fault.fault;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.util.Timeout;

/** Messages are not kept apart, and connections are kept or cut when they must not be (RFC 9112 §5, §9). */
final class WireFaults {

    static final List<Fault> ALL = List.of(
            fault("unread-content-is-the-next-request")
                    .says("A false condition is answered before the content, which is then read as the next request.")
                    .ofClass("F20")
                    .caughtBy("wire/early-412-drains-or-closes")
                    .alsoBreaks("wire/pipeline")
                    .mayBreak("answer-412/framing")
                    .as(() -> new Habits() {
                        @Override
                        public boolean foresees(Request head) {
                            return true;
                        }

                        @Override
                        public Answer leaving(Answer answer) {
                            return answer;
                        }
                    }),
            fault("early-412-is-cut-off")
                    .says("A false condition is answered before the content, and the connection is reset at once.")
                    .ofClass("F20")
                    .caughtBy("wire/early-412-readable")
                    .alsoBreaks("wire/early-412-announces")
                    .as(() -> early(true)),
            fault("early-412-does-not-say-close")
                    .says("A false condition is answered before the content, and the connection ends without a word.")
                    .ofClass("F20")
                    .caughtBy("wire/early-412-announces")
                    .as(() -> early(false)),
            fault("pipelined-requests-see-one-state")
                    .says("Requests that arrive in one piece are all judged on the state that the first of them met.")
                    .ofClass("F03")
                    .caughtBy("wire/pipeline")
                    .as(WireFaults::judgingPipelinesAtOnce),
            fault("requests-after-close-are-performed")
                    .says("After an answer that closes the connection, requests that arrived with it are performed.")
                    .ofClass("F04")
                    .caughtBy("wire/nothing-after-close")
                    .as(WireFaults::servingTheRest),
            fault("head-is-answered-412-with-content")
                    .says("A HEAD whose If-Match is false is answered with the content of a GET.")
                    .ofClass("F17")
                    .caughtBy("method/head-412-no-content")
                    .alsoBreaks("answer-412/framing")
                    .as(() -> new Habits() {
                        @Override
                        public Connection connection(Habits habits, Socket socket) throws IOException {
                            return new Talkative(habits, socket);
                        }
                    }),
            fault("space-before-colon-makes-another-name")
                    .says("A field line with a space before its colon is a field that nobody knows.")
                    .ofClass("F06")
                    .caughtBy("syntax/space-before-colon")
                    .as(() -> new Habits() {
                        @Override
                        public Field field(String line) throws ProtocolException {
                            return Habits.super.field(line.replaceFirst("^([^:]*?)[ \\t]+:", "$1-:"));
                        }
                    }),
            fault("space-before-colon-is-overlooked")
                    .says("A field line with a space before its colon is read as if it had none.")
                    .ofClass("F06")
                    .caughtBy("syntax/space-before-colon")
                    .as(() -> new Habits() {
                        @Override
                        public Field field(String line) throws ProtocolException {
                            return Habits.super.field(line.replaceFirst("^([^:]*?)[ \\t]+:", "$1:"));
                        }
                    }),
            fault("continued-line-is-cut")
                    .says("Of a field line that is continued on the next, only the first half is read.")
                    .ofClass("F09")
                    .caughtBy("syntax/obs-fold")
                    .as(() -> new Habits() {
                        @Override
                        public String unfold(String line, String continuation) {
                            return line;
                        }
                    }));

    private WireFaults() {}

    /** The state that the first of a number of requests met is the state for all of them. */
    private static Habits judgingPipelinesAtOnce() {
        // A connection has a thread to itself.
        ThreadLocal<Map<String, List<Tag>>> states = ThreadLocal.withInitial(HashMap::new);
        return new Habits() {
            @Override
            public void begins(boolean pipelined) {
                if (!pipelined) {
                    states.get().clear();
                }
            }

            @Override
            public List<Tag> currentTags(Request request, Version version) {
                return request.reads() || request.awaitsContinue()
                        ? Habits.super.currentTags(request, version)
                        : states.get().computeIfAbsent(request.path(), first -> version.tags());
            }
        };
    }

    private static boolean hasMore(Connection connection) throws IOException {
        Timeout patience = connection.getSocketTimeout();
        try {
            return connection.isDataAvailable(Timeout.ofMilliseconds(5));
        } catch (SocketTimeoutException nothing) {
            return false;
        } finally {
            connection.setSocketTimeout(patience);
        }
    }

    private static Habits servingTheRest() {
        return new Habits() {
            @Override
            public boolean keeps(boolean close) {
                return true;
            }

            @Override
            public Connection connection(Habits habits, Socket socket) throws IOException {
                return new Connection(habits, socket) {
                    private boolean closing;

                    @Override
                    public ClassicHttpRequest receiveRequestHeader() throws HttpException, IOException {
                        return closing && !hasMore(this) ? null : super.receiveRequestHeader();
                    }

                    @Override
                    public void sendResponseHeader(ClassicHttpResponse response) throws HttpException, IOException {
                        closing |= response.containsHeader("Connection");
                        super.sendResponseHeader(response);
                    }
                };
            }
        };
    }

    /** Answers a false condition at once, and leaves the rest of the content where it is. */
    private static Habits early(boolean reset) {
        return new Habits() {
            @Override
            public boolean foresees(Request head) {
                return true;
            }

            @Override
            public Connection connection(Habits habits, Socket socket) throws IOException {
                return new Silent(habits, socket, reset);
            }
        };
    }

    /** A connection whose answers do not say that it will be closed. */
    private static final class Silent extends Connection {
        private final boolean reset;

        Silent(Habits habits, Socket socket, boolean reset) throws IOException {
            super(habits, socket);
            this.reset = reset;
        }

        @Override
        public void sendResponseHeader(ClassicHttpResponse response) throws HttpException, IOException {
            boolean closing = response.containsHeader("Connection");
            response.removeHeaders("Connection");
            super.sendResponseHeader(response);
            if (closing) {
                response.addHeader("Connection", "close");
            }
        }

        @Override
        public void close() throws IOException {
            if (reset && isOpen()) {
                flush();
                socket().setSoLinger(true, 0);
                socket().close();
            }
            super.close();
        }
    }

    /** A connection that sends content after a 412 to HEAD. */
    private static final class Talkative extends Connection {
        private String method = "";

        Talkative(Habits habits, Socket socket) throws IOException {
            super(habits, socket);
        }

        @Override
        protected void onRequestReceived(ClassicHttpRequest request) {
            method = request.getMethod();
        }

        @Override
        public void sendResponseHeader(ClassicHttpResponse response) throws HttpException, IOException {
            super.sendResponseHeader(response);
            if (method.equals("HEAD") && response.getCode() == 412) {
                flush();
                socket().getOutputStream().write("Precondition Failed\n".getBytes(StandardCharsets.US_ASCII));
            }
        }
    }
}
