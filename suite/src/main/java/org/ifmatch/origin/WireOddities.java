package org.ifmatch.origin;

import static org.ifmatch.origin.Oddity.odd;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.RequestHeaderFieldsTooLargeException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** Exchanges that are slow, busy, short-lived or otherwise trying, and still in order. */
final class WireOddities {

    /** Drawn from a sequence that is the same for every start, whatever the requests are. */
    private static final long SEED = 20110;

    /** In octets, the longest field line of the origin that takes only short ones. */
    private static final int SHORT_LINE = 8 * 1024;

    static final List<Oddity> ALL = List.of(
            odd("early-412-and-close")
                    .says("A false condition is answered before the content, and the connection is closed.")
                    .as(() -> new Habits() {
                        @Override
                        public boolean foresees(Request head) {
                            return true;
                        }
                    }),
            odd("no-early-412")
                    .says("A client that waits for 100 (Continue) gets it whatever its conditions are.")
                    .earns(Map.of("wire/expect-stale", "NOTE"))
                    .as(() -> new Habits() {
                        @Override
                        public boolean foresees(Request head) {
                            return false;
                        }
                    }),
            odd("latency-1ms").says("Each request is kept for a millisecond.").as(keeping(Duration.ofMillis(1))),
            odd("latency-50ms")
                    .says("Each request is kept for 50 milliseconds.")
                    .as(keeping(Duration.ofMillis(50))),
            odd("slow-first-byte")
                    .says("The first octet of an answer comes 20 milliseconds after the change was made.")
                    .as(() -> new Habits() {
                        @Override
                        public Answer answer(Request request, Site site) {
                            Answer answer = Habits.super.answer(request, site);
                            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                            return answer;
                        }
                    }),
            odd("sometimes-503")
                    .says("One request of twenty is answered 503 and may be sent again at once.")
                    .as(refusingSome(503)),
            odd("sometimes-429")
                    .says("One request of twenty is answered 429 and may be sent again at once.")
                    .as(refusingSome(429)),
            odd("closes-every-connection")
                    .says("Each connection is closed after one answer.")
                    .earns(Map.of("wire/pipeline", "NOTE"))
                    .as(() -> new Habits() {
                        @Override
                        public Answer answer(Request request, Site site) {
                            return Habits.super.answer(request, site).with("Connection", "close");
                        }
                    }),
            odd("chunked-answers").says("The content of answers is chunked.").as(() -> new Habits() {
                @Override
                public HttpEntity entity(Request request, Answer answer) {
                    return new ByteArrayEntity(answer.content(), null, null, !request.http10());
                }
            }),
            odd("length-required")
                    .says("Content without a Content-Length is answered 411.")
                    .as(() -> new Habits() {
                        @Override
                        public Optional<Answer> unexpected(Request head) {
                            boolean unmeasured = Set.of("PUT", "PATCH", "POST").contains(head.method())
                                    && !head.has("Content-Length");
                            return unmeasured
                                    ? Optional.of(Answer.explained(411, "Say how long the content is."))
                                    : Habits.super.unexpected(head);
                        }
                    }),
            odd("short-fields-only")
                    .says("A field line of more than 8 KiB is answered 431.")
                    .as(() -> new Habits() {
                        @Override
                        public Field field(String line) throws ProtocolException {
                            if (line.length() > SHORT_LINE) {
                                throw new RequestHeaderFieldsTooLargeException("A field line has up to 8 KiB.");
                            }
                            return Habits.super.field(line);
                        }
                    }),
            odd("one-at-a-time")
                    .says("One request is served after the other, its content included.")
                    .earns(Map.of(
                            "race/slow-body", "NOTE",
                            "race/slow-body-overtaken-by-delete", "NOTE",
                            "wire/aborted-upload-length", "NOTE",
                            "wire/aborted-upload-chunked", "NOTE",
                            "race/expect-gap", "NOTE"))
                    .as(WireOddities::oneAtATime));

    private WireOddities() {}

    private static Supplier<Habits> keeping(Duration latency) {
        return () -> new Habits() {
            @Override
            public Answer answer(Request request, Site site) {
                LockSupport.parkNanos(latency.toNanos());
                return Habits.super.answer(request, site);
            }
        };
    }

    private static Supplier<Habits> refusingSome(int status) {
        return () -> {
            Random chance = new Random(SEED);
            return new Habits() {
                @Override
                public Answer answer(Request request, Site site) {
                    return chance.nextInt(20) == 0
                            ? Answer.explained(status, "Not now.").with("Retry-After", "0")
                            : Habits.super.answer(request, site);
                }
            };
        };
    }

    private static Habits oneAtATime() {
        ReentrantLock turn = new ReentrantLock(true);
        return new Habits() {
            @Override
            public void inTurn(Request head, Site site, Exchange.Turn exchange) throws HttpException, IOException {
                turn.lock();
                try {
                    exchange.take();
                } finally {
                    over();
                }
            }

            /** The turn ends before the answer is sent, so that nobody has to wait for a client to hang up. */
            @Override
            public Answer answer(Request request, Site site) {
                Answer answer = Habits.super.answer(request, site);
                over();
                return answer;
            }

            private void over() {
                if (turn.isHeldByCurrentThread()) {
                    turn.unlock();
                }
            }
        };
    }
}
