package org.ifmatch.origin;

import static org.ifmatch.origin.Fault.fault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.util.Timeout;

/** Content is waited for, taken, or left where it must not be; connections are kept or cut when they must not be. */
final class WireFaults {

    static final List<Fault> ALL = List.of(
            fault("expecting-client-waits-for-ever")
                    .says("A client that waits for 100 (Continue) hears nothing until it has sent its content.")
                    .ofClass("F20")
                    .caughtBy("wire/expect-stale")
                    .alsoBreaks("wire/expect-current", "race/expect-gap")
                    .as(() -> new Habits() {
                        @Override
                        public boolean foresees(Request head) {
                            return false;
                        }

                        @Override
                        public boolean invites(Request head) {
                            return false;
                        }
                    }),
            fault("expecting-client-with-current-tag-waits-for-ever")
                    .says("A client whose If-Match is true waits for 100 (Continue) in vain.")
                    .ofClass("F20")
                    .caughtBy("wire/expect-current")
                    .alsoBreaks("race/expect-gap")
                    .as(() -> new Habits() {
                        @Override
                        public boolean invites(Request head) {
                            return false;
                        }
                    }),
            fault("invited-content-is-not-checked")
                    .says("A request with Expect: 100-continue is sent a 100 and performed whatever its If-Match says.")
                    .ofClass("F02")
                    .caughtBy("wire/expect-stale")
                    .alsoBreaks("race/expect-gap")
                    .as(() -> new Habits() {
                        @Override
                        public boolean foresees(Request head) {
                            return false;
                        }

                        @Override
                        public boolean heeds(Request request, Resource resource) {
                            return !request.awaitsContinue();
                        }
                    }),
            fault("invited-content-is-not-checked-again")
                    .says("After a 100 the request is performed even if its If-Match is false by then.")
                    .ofClass("F03")
                    .caughtBy("race/expect-gap")
                    .as(WireFaults::trustingItsInvitation),
            fault("http10-is-sent-a-100")
                    .says("A request of HTTP/1.0 with Expect: 100-continue is sent a 100.")
                    .ofClass("F17")
                    .caughtBy("wire/expect-http10-ignored")
                    .as(() -> new Habits() {
                        @Override
                        public boolean invites(Request head) {
                            return head.lists("Expect", "100-continue");
                        }
                    }),
            fault("unread-content-is-the-next-request")
                    .says("A false condition is answered before the content, which is then read as the next request.")
                    .ofClass("F20")
                    .caughtBy("wire/early-412-drains-or-closes")
                    .alsoBreaks("wire/keepalive-after-412", "wire/pipeline", "wire/expect-stale", "answer-412/framing")
                    .alsoBreaks("wire/early-412-readable", "wire/large-stale", "wire/chunked-stale")
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
                    .alsoBreaks("wire/large-stale", "wire/early-412-drains-or-closes", "wire/keepalive-after-412")
                    .as(() -> early(true)),
            fault("early-412-does-not-say-close")
                    .says("A false condition is answered before the content, and the connection ends without a word.")
                    .ofClass("F20")
                    .caughtBy("wire/early-412-announces")
                    .alsoBreaks("wire/keepalive-after-412")
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
            fault("half-an-upload-is-visible")
                    .says("Content is written to the resource as it arrives, once its If-Match was found true.")
                    .ofClass("F04")
                    .caughtBy("wire/aborted-upload-length")
                    .alsoBreaks("wire/aborted-upload-chunked", "race/no-torn-read", "race/tag-body-consistent")
                    .alsoBreaks("etag/strong-means-octets", "race/slow-body", "race/aborted-slow", "race/two-slow")
                    .alsoBreaks("race/slow-body-overtaken-by-delete", "race/expect-gap", "no-effect/truncate")
                    .as(WireFaults::streaming),
            fault("end-of-connection-ends-an-upload")
                    .says("Content that ends with the connection is taken for complete.")
                    .ofClass("F04")
                    .caughtBy("wire/aborted-upload-chunked")
                    .alsoBreaks("wire/aborted-upload-length", "race/aborted-slow", "race/two-slow")
                    .as(() -> new Habits() {
                        @Override
                        public byte[] receive(Request head, InputStream content, Items items) {
                            return untilItEnds(content);
                        }
                    }),
            fault("large-content-is-spooled-into-place")
                    .says("Content of more than a mebibyte replaces what is there before its If-Match is judged.")
                    .ofClass("F04")
                    .caughtBy("wire/large-stale")
                    .alsoBreaks("no-effect/truncate", "no-effect/content", "race/no-torn-read", "race/slow-body")
                    .alsoBreaks("race/tag-body-consistent", "wire/early-412-readable", "wire/aborted-upload-length")
                    .as(() -> new Habits() {
                        @Override
                        public byte[] receive(Request head, InputStream content, Items items) throws IOException {
                            byte[] octets = Habits.super.receive(head, content, items);
                            if (octets.length > 1 << 20) {
                                show(octets, head, items);
                            }
                            return octets;
                        }
                    }),
            fault("head-is-answered-412-with-content")
                    .says("A HEAD whose If-Match is false is answered with the content of a GET.")
                    .ofClass("F17")
                    .caughtBy("method/head-412-no-content")
                    .alsoBreaks("stale-tag/head-412", "answer-412/framing")
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

    private static Habits trustingItsInvitation() {
        Set<Long> invited = ConcurrentHashMap.newKeySet();
        return new Habits() {
            @Override
            public boolean invites(Request head) {
                boolean invites = Habits.super.invites(head);
                if (invites) {
                    invited.add(head.number());
                }
                return invites;
            }

            @Override
            public boolean heeds(Request request, Resource resource) {
                return !invited.contains(request.number());
            }
        };
    }

    /** Shows content under the validators that are there, as writing into a file in place does. */
    private static void show(byte[] octets, Request head, Items items) {
        String name = Place.at(head.path()).name();
        items.read(name)
                .map(current -> current.showing(current.content().withOctets(octets)))
                .ifPresent(version -> items.make(new Outcome.Change(name, Optional.of(version))));
    }

    private static Habits streaming() {
        return new Habits() {
            @Override
            public byte[] receive(Request head, InputStream content, Items items) throws IOException {
                Resource target = new Resource(
                        Place.at(head.path()).name(),
                        items.read(Place.at(head.path()).name()));
                boolean wanted =
                        head.method().equals("PUT") && ifMatch(head, target).orElse(false);
                ByteArrayOutputStream arrived = new ByteArrayOutputStream();
                byte[] piece = new byte[4096];
                for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
                    arrived.write(piece, 0, read);
                    if (wanted) {
                        show(arrived.toByteArray(), head, items);
                    }
                }
                return arrived.toByteArray();
            }
        };
    }

    private static byte[] untilItEnds(InputStream content) {
        ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        try {
            byte[] piece = new byte[4096];
            for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
                arrived.write(piece, 0, read);
            }
        } catch (IOException ended) {
            // What has arrived is what there is.
        }
        return arrived.toByteArray();
    }

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
