package org.ifmatch.origin;

import static org.ifmatch.origin.Fault.fault;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.hc.core5.http.HttpException;

/** Whether a condition counts depends on how its message comes: which of a connection, how framed, how fast, and for whom. */
final class ConnectionFaults {

    private static final int LARGE = 1 << 20;

    private static final Executor SOON = CompletableFuture.delayedExecutor(800, TimeUnit.MILLISECONDS);

    static final List<Fault> ALL = List.of(
            fault("only-the-first-request-of-a-connection-is-judged")
                    .says("If-Match counts in the first request of a connection and in no other.")
                    .ofClass("F02")
                    .caughtBy("wire/keepalive-after-412")
                    .alsoBreaks("wire/pipeline")
                    .as(ConnectionFaults::judgingTheFirst),
            fault("after-a-refusal-nothing-is-judged")
                    .says("Once a connection has seen a refusal, no If-Match counts on it any more.")
                    .ofClass("F02")
                    .caughtBy("wire/keepalive-after-412")
                    .as(ConnectionFaults::judgingUntilARefusal),
            fault("chunked-conditions-come-from-the-trailer")
                    .says("Where content is chunked, conditions are looked for in the trailer section alone.")
                    .ofClass("F06")
                    .caughtBy("wire/chunked-stale")
                    .alsoBreaks("syntax/trailer")
                    .as(() -> new Habits() {
                        @Override
                        public Optional<String> ifMatchValue(Request request) {
                            return request.has("Transfer-Encoding")
                                    ? request.trailers().stream()
                                            .filter(field -> field.isNamed("If-Match"))
                                            .map(Field::value)
                                            .findFirst()
                                    : Habits.super.ifMatchValue(request);
                        }
                    }),
            fault("ignored-with-many-chunks")
                    .says("Chunked content of more than a mebibyte goes by a way on which If-Match is not looked at.")
                    .ofClass("F02")
                    .caughtBy("wire/chunked-stale")
                    .as(heedingUnless(request -> request.has("Transfer-Encoding") && request.content().length > LARGE)),
            fault("ignored-with-length-zero")
                    .says("A PUT with Content-Length: 0 is performed whatever its If-Match says.")
                    .ofClass("F02")
                    .caughtBy("wire/zero-length")
                    .as(heedingUnless(request -> request.method().equals("PUT")
                            && request.value("Content-Length").equals(Optional.of("0")))),
            fault("ignored-on-delete-with-http10")
                    .says("A DELETE of HTTP/1.0 is performed whatever its If-Match says.")
                    .ofClass("F02")
                    .caughtBy("wire/http10")
                    .as(heedingUnless(
                            request -> request.http10() && request.method().equals("DELETE"))),
            fault("ignored-while-a-client-expects")
                    .says("If-Match does not count in a request with Expect: 100-continue.")
                    .ofClass("F02")
                    .caughtBy("wire/expect-stale")
                    .alsoBreaks("race/expect-gap")
                    .as(heedingUnless(Request::awaitsContinue)),
            fault("unread-chunks-are-the-next-request")
                    .says(
                            "A false condition is answered before chunked content, whose chunks are then read as requests.")
                    .ofClass("F20")
                    .caughtBy("wire/early-412-drains-or-closes")
                    .as(() -> new Habits() {
                        @Override
                        public boolean foresees(Request head) {
                            return head.has("Transfer-Encoding") || Habits.super.foresees(head);
                        }

                        @Override
                        public Answer leaving(Answer answer) {
                            return answer;
                        }
                    }),
            fault("upload-empties-what-is-there")
                    .says(
                            "When an upload with a true If-Match begins, what is there is emptied, whether it ends or not.")
                    .ofClass("F04")
                    .caughtBy("wire/aborted-upload-length")
                    .alsoBreaks(
                            "etag/strong-means-octets",
                            "no-effect/content",
                            "order/401-first",
                            "precedence/im-star-inm-star",
                            "precedence/im-true-inm-match-put",
                            "precedence/im-true-inm-star-put",
                            "race/aborted-slow",
                            "race/no-torn-read",
                            "race/tag-body-consistent",
                            "race/version-monotonic",
                            "wire/aborted-upload-chunked")
                    .as(ConnectionFaults::emptying),
            fault("no-tag-is-current-for-chunked-content")
                    .says("Where content is chunked, If-Match is false whatever it names.")
                    .ofClass("F02")
                    .caughtBy("wire/chunked-current")
                    .as(() -> new Habits() {
                        @Override
                        public Optional<Boolean> ifMatch(Request request, Resource resource) {
                            return Habits.super
                                    .ifMatch(request, resource)
                                    .map(holds -> holds && !request.has("Transfer-Encoding"));
                        }
                    }),
            fault("aborted-upload-moves-the-tag")
                    .says("An upload that is broken off stores nothing, and gives the resource a new tag.")
                    .ofClass("F13")
                    .caughtBy("wire/aborted-upload-length")
                    .alsoBreaks("wire/aborted-upload-chunked")
                    // Where the origin hears of the end before the tag is read, nobody is locked out.
                    .mayBreak("race/aborted-slow")
                    .as(ConnectionFaults::touching),
            fault("judged-on-arrival-when-chunked")
                    .says("The If-Match of chunked content is judged when the header section arrives, and not again.")
                    .ofClass("F03")
                    .caughtBy("race/slow-body")
                    .as(onArrival(request -> request.has("Transfer-Encoding"))),
            fault("judged-on-arrival-when-large")
                    .says(
                            "The If-Match of content of more than a mebibyte is judged when the header section arrives only.")
                    .ofClass("F03")
                    .caughtBy("race/slow-body")
                    .as(onArrival(request -> request.lines("Content-Length").stream()
                            .anyMatch(length -> length.length() < 18 && Long.parseLong(length) > LARGE))),
            fault("append-of-a-client-that-hung-up-is-made-twice")
                    .says("A POST whose client did not wait for the answer is delivered a second time.")
                    .ofClass("F04")
                    .caughtBy("race/retry-unknown-outcome")
                    .as(ConnectionFaults::delivering),
            fault("write-of-a-client-that-hung-up-comes-late")
                    .says("A PUT whose client did not wait for the answer is made later, and spends its tag at once.")
                    .ofClass("F04")
                    .caughtBy("race/retry-unknown-outcome")
                    .as(ConnectionFaults::postponing));

    private ConnectionFaults() {}

    private static Supplier<Habits> heedingUnless(Predicate<Request> ignored) {
        return () -> new Habits() {
            @Override
            public boolean heeds(Request request, Resource resource) {
                return !ignored.test(request);
            }
        };
    }

    private static Habits judgingTheFirst() {
        Map<String, Long> first = new ConcurrentHashMap<>();
        return new PerConnection() {
            @Override
            public void opened(String connection) {
                first.remove(connection);
            }

            @Override
            public void inTurn(Request head, Site site, Exchange.Turn exchange) throws HttpException, IOException {
                first.putIfAbsent(head.connection(), head.number());
                exchange.take();
            }

            @Override
            public boolean heeds(Request request, Resource resource) {
                return first.getOrDefault(request.connection(), request.number()) == request.number();
            }
        };
    }

    private static Habits judgingUntilARefusal() {
        Set<String> refused = ConcurrentHashMap.newKeySet();
        return new PerConnection() {
            @Override
            public void opened(String connection) {
                refused.remove(connection);
            }

            @Override
            public boolean heeds(Request request, Resource resource) {
                return !refused.contains(request.connection());
            }

            @Override
            public Outcome refuse(Attempt attempt) {
                refused.add(attempt.request().connection());
                return PerConnection.super.refuse(attempt);
            }
        };
    }

    private static Supplier<Habits> onArrival(Predicate<Request> concerned) {
        return () -> {
            Map<Long, Resource> arrivals = new ConcurrentHashMap<>();
            return new JudgedOnArrival() {
                @Override
                public Map<Long, Resource> arrivals() {
                    return arrivals;
                }

                @Override
                public Optional<Boolean> ifMatch(Request request, Resource resource) {
                    Resource judged = concerned.test(request) ? arrivals.get(request.number()) : resource;
                    return JudgedOnArrival.super.ifMatch(request, judged);
                }
            };
        };
    }

    private static Habits emptying() {
        return new Habits() {
            @Override
            public byte[] receive(Request head, InputStream content, Items items) throws IOException {
                String name = Place.at(head.path()).name();
                Optional<Version> current = items.read(name);
                boolean wanted = head.method().equals("PUT")
                        && ifMatch(head, new Resource(name, current)).orElse(false);
                if (wanted) {
                    current.map(version -> version.showing(version.content().withOctets(new byte[0])))
                            .ifPresent(empty -> items.make(new Outcome.Change(name, Optional.of(empty))));
                }
                return Habits.super.receive(head, content, items);
            }
        };
    }

    private static Habits touching() {
        return new Habits() {
            @Override
            public byte[] receive(Request head, InputStream content, Items items) throws IOException {
                try {
                    return Habits.super.receive(head, content, items);
                } catch (IOException brokenOff) {
                    String name = Place.at(head.path()).name();
                    items.read(name)
                            .map(version -> items.next(name, Optional.of(version), version.content()))
                            .ifPresent(touched -> items.make(new Outcome.Change(name, Optional.of(touched))));
                    throw brokenOff;
                }
            }
        };
    }

    /** Habits that can tell whether a client still listens. */
    private abstract static class Listening implements Habits {

        private static final Duration WHILE = Duration.ofMillis(100);

        private final Map<String, Connection> connections = new ConcurrentHashMap<>();

        @Override
        public Connection connection(Habits habits, Socket socket) throws IOException {
            Connection connection = Habits.super.connection(habits, socket);
            connections.put(socket.getRemoteSocketAddress().toString(), connection);
            return connection;
        }

        /** A client that hangs up may need a while for it on a busy machine. */
        boolean hasHungUp(Request request) {
            long until = System.nanoTime() + WHILE.toNanos();
            boolean gone = false;
            while (!gone && System.nanoTime() < until) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
                gone = isGone(connections.get(request.connection()));
            }
            return gone;
        }

        private static boolean isGone(Connection connection) {
            try {
                return connection.isStale();
            } catch (IOException gone) {
                return true;
            }
        }
    }

    private static Habits delivering() {
        Set<Long> again = ConcurrentHashMap.newKeySet();
        return new Listening() {
            @Override
            public boolean heeds(Request request, Resource resource) {
                return !again.contains(request.number());
            }

            @Override
            public Answer answer(Request request, Site site) {
                Answer answer = super.answer(request, site);
                if (request.method().equals("POST") && hasHungUp(request)) {
                    again.add(request.number());
                    return super.answer(request, site);
                }
                return answer;
            }
        };
    }

    private static Habits postponing() {
        Set<Long> late = ConcurrentHashMap.newKeySet();
        Set<String> spent = ConcurrentHashMap.newKeySet();
        return new Listening() {
            @Override
            public Optional<Boolean> ifMatch(Request request, Resource resource) {
                boolean isLate = late.contains(request.number());
                return super.ifMatch(request, resource)
                        .map(holds -> isLate || holds && !spent.contains(request.path()));
            }

            @Override
            public Answer answer(Request request, Site site) {
                boolean postponed = request.method().equals("PUT") && request.has("If-Match") && hasHungUp(request);
                if (!postponed) {
                    return super.answer(request, site);
                }
                spent.add(request.path());
                SOON.execute(() -> {
                    late.add(request.number());
                    site.answer(request);
                    spent.remove(request.path());
                });
                return Answer.of(202);
            }
        };
    }
}
