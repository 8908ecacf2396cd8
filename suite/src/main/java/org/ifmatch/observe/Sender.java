package org.ifmatch.observe;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Field;
import org.ifmatch.http.Lanes;
import org.ifmatch.http.Line;
import org.ifmatch.http.Release;
import org.ifmatch.http.Request;
import org.ifmatch.http.Response;
import org.ifmatch.http.Salvo;
import org.ifmatch.http.Wire;
import org.ifmatch.target.Auth;
import org.ifmatch.target.Target;

/**
 * Sends the run's requests with manners: at most so many at once, at most so many in all, with the target's own fields and
 * credentials, and with patience where a target asks for it. A request that is to be judged is sent once, whatever comes.
 */
public final class Sender {

    /** How often a request of the set-up is sent before it is given up. */
    private static final String INTERRUPTED = "the run was interrupted";

    private static final int SET_UP_TRIES = 6;
    /** Methods that are sent again after the connection broke (RFC 9110 §9.2.2). */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");
    /** Connections that are open at once at most, whatever they are for. */
    private static final int MOST_CONNECTIONS = 32;
    /** Connections in hand that are open at once: enough for a few scenarios, too few to be a burden. */
    private static final int MOST_IN_HAND = 8;
    /** The longest that one Retry-After is waited for. */
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofSeconds(5);

    private final Target target;
    private final Wire ordinary;
    private final Wire raw;
    private final Line.Opener lines;
    private final Semaphore workers;
    /** Whether this thread keeps a worker to itself. */
    private final ThreadLocal<Boolean> hurried = ThreadLocal.withInitial(() -> false);

    private final Semaphore inHand;
    private volatile boolean stopped;
    private final String agent;
    private final AtomicLong requests = new AtomicLong();
    private final Ledger ledger = new Ledger();

    /**
     * @param ordinary the wire for judged requests that an ordinary client can send
     * @param raw the wire for everything else
     * @param lines opens connections for what is sent in parts
     * @param workers how many requests may be under way at once
     */
    public Sender(Target target, Wire ordinary, Wire raw, Line.Opener lines, int workers, String agent) {
        this.target = target;
        this.ordinary = ordinary;
        this.raw = raw;
        this.lines = lines;
        int leastInHand = 2;
        int served = Math.min(workers, MOST_CONNECTIONS - leastInHand);
        this.workers = new Semaphore(served);
        this.inHand = new Semaphore(Math.min(MOST_IN_HAND, MOST_CONNECTIONS - served));
        this.agent = agent;
    }

    /** A sender that has no connections in hand: for whole requests alone. */
    public Sender(Target target, Wire ordinary, Wire raw, int workers, String agent) {
        this(
                target,
                ordinary,
                raw,
                url -> {
                    throw new IllegalStateException("no connection in hand was given to this sender");
                },
                workers,
                agent);
    }

    public Target target() {
        return target;
    }

    /** What all exchanges came to so far. */
    public Ledger ledger() {
        return ledger;
    }

    public long requests() {
        return requests.get();
    }

    /**
     * The field lines that stand in every request before its own: who asks, with what right, and in which form. A server that
     * only a Location names is not told the target's own fields and credentials.
     */
    public List<Field> usualFields(URI url) {
        List<Field> fields = anybodysFields();
        if (!isOfTarget(url)) {
            return fields;
        }
        authorization().ifPresent(value -> fields.add(Field.of("Authorization", value)));
        return replaced(fields, target.headers());
    }

    /** The field lines of somebody who may do nothing: those of probes.unauthorised in place of the target's own. */
    List<Field> strangersFields() {
        return replaced(anybodysFields(), target.probes().unauthorised().orElse(Map.of()));
    }

    private List<Field> anybodysFields() {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.of("User-Agent", agent));
        fields.add(Field.of("Accept", "*/*"));
        fields.add(Field.of("Accept-Encoding", "identity"));
        return fields;
    }

    private static List<Field> replaced(List<Field> fields, Map<String, String> by) {
        by.forEach((name, value) -> {
            fields.removeIf(f -> f.is(name));
            fields.add(Field.of(name, value));
        });
        return fields;
    }

    private boolean isOfTarget(URI url) {
        return Stream.concat(Stream.of(target.url()), target.endpoints().stream())
                .anyMatch(own -> own.getScheme().equalsIgnoreCase(url.getScheme())
                        && own.getRawAuthority().equalsIgnoreCase(url.getRawAuthority()));
    }

    private Optional<String> authorization() {
        if (target.auth() instanceof Auth.Bearer bearer) {
            return Optional.of("Bearer " + bearer.token());
        }
        if (target.auth() instanceof Auth.Basic basic) {
            byte[] pair = (basic.user() + ":" + basic.password()).getBytes(StandardCharsets.UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
        }
        return Optional.empty();
    }

    /** Sends a request that is to be judged, once: as an ordinary client where one can say it, else raw. */
    public Exchange judged(Request request) {
        return sendBy(request.isOrdinary() ? ordinary : raw, request);
    }

    /** Sends a request of which many are needed, once, by the raw wire. */
    public Exchange plain(Request request) {
        return sendBy(raw, request);
    }

    /**
     * Sends a request of the set-up. Where the target is overloaded (429, 503) or drops a request that can be repeated without
     * harm, it is sent again, within bounds; the last answer is returned whatever it is.
     */
    public Exchange patient(Request request) {
        Exchange exchange = plain(request);
        for (int tries = 1; tries < SET_UP_TRIES && isPassing(exchange); tries++) {
            pause(backOff(exchange, tries));
            exchange = plain(request);
        }
        return exchange;
    }

    private static boolean isPassing(Exchange exchange) {
        int status = exchange.status();
        boolean dropped = exchange.trouble()
                .map(t -> t.kind() == Exchange.Trouble.Kind.CLOSED)
                .orElse(false);
        return status == 429
                || status == 503
                || status == 408
                || status == 425
                || dropped && IDEMPOTENT.contains(exchange.request().method());
    }

    /** How long to wait before the next try: what Retry-After says (RFC 9110 §10.2.3), else longer each time. */
    static Duration backOff(Exchange exchange, int tries) {
        Duration usual = Duration.ofMillis(50L << Math.min(tries, 5));
        return exchange.response()
                .flatMap(r -> r.field("Retry-After"))
                .filter(value -> value.matches("\\d{1,9}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .map(asked -> asked.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : asked)
                .map(asked -> asked.compareTo(usual) < 0 ? usual : asked)
                .orElse(usual);
    }

    /** Sends a request of the clean-up, which no ceiling holds back, with the same patience. */
    Exchange unlimited(Request request) {
        Exchange exchange = under(raw, request);
        for (int tries = 1; tries < SET_UP_TRIES && isPassing(exchange); tries++) {
            pause(backOff(exchange, tries));
            exchange = under(raw, request);
        }
        return exchange;
    }

    private Exchange sendBy(Wire wire, Request request) {
        count(1);
        return under(wire, request);
    }

    /** Sends requests that are released together, each once. */
    public Salvo together(Lanes lanes, List<Request> all, Release release) {
        count(all.size());
        Salvo salvo = lanes.together(all, release);
        salvo.exchanges().forEach(ledger::addRaced);
        return salvo;
    }

    /** Sends a request on a connection that may stay open, once. */
    Exchange on(Lanes lanes, int lane, Request request) {
        count(1);
        Exchange exchange = lanes.alone(lane, request);
        ledger.addRaced(exchange);
        return exchange;
    }

    /** Sends nothing more but what the clean-up needs. */
    public void stop() {
        stopped = true;
    }

    private void count(int more) {
        if (stopped) {
            throw new Unobtainable(INTERRUPTED);
        }
        int most = target.limits().requests();
        if (requests.getAndUpdate(made -> made + more > most ? made : made + more) + more > most) {
            throw new Unobtainable("the ceiling of " + most + " requests was reached");
        }
    }

    /**
     * Does what is worth something only where it is done as quickly as the target allows: it keeps one worker to itself, so
     * that no request of it waits for its turn behind those of other scenarios.
     */
    public <T> T hurried(Supplier<T> use) {
        workers.acquireUninterruptibly();
        hurried.set(true);
        try {
            return use.get();
        } finally {
            hurried.set(false);
            workers.release();
        }
    }

    private Exchange under(Wire wire, Request request) {
        return hurried.get() ? sent(wire, request) : inTurn(wire, request);
    }

    private Exchange inTurn(Wire wire, Request request) {
        workers.acquireUninterruptibly();
        try {
            return sent(wire, request);
        } finally {
            workers.release();
        }
    }

    private Exchange sent(Wire wire, Request request) {
        Exchange exchange = wire.send(request);
        ledger.add(exchange);
        return exchange;
    }

    /** What is done with connections in hand while they are open. */
    @FunctionalInterface
    interface WithDialogues<T> {
        T apply(List<Dialogue> dialogues);
    }

    /**
     * Opens so many connections at once, and closes them when this is done. They are counted apart from the requests under way:
     * whoever holds one may send other requests meanwhile, and may not open another.
     */
    <T> T withDialogues(int count, URI url, WithDialogues<T> use) {
        inHand.acquireUninterruptibly(count);
        List<Dialogue> open = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                open.add(new Dialogue(this, lines.open(url)));
            }
            return use.apply(List.copyOf(open));
        } finally {
            open.forEach(Dialogue::close);
            inHand.release(count);
        }
    }

    /** Counts a request that goes by a connection in hand. */
    void count() {
        count(1);
    }

    /** Waits without keeping others from sending. */
    public void pause(Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            return;
        }
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unobtainable(INTERRUPTED);
        }
    }

    /** What an answer says, with the ETag if it has one. */
    static Optional<String> etagOf(Exchange exchange) {
        return exchange.response().flatMap(Response::etag);
    }
}
