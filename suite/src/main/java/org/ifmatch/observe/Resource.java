package org.ifmatch.observe;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ifmatch.http.EntityTag;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Field;
import org.ifmatch.http.Request;

/**
 * A resource of the run's own on the target, never shared between scenarios. It remembers what was done to it, waits until its
 * tag rests, and turns each request that is to be judged into an {@link Attempt}.
 *
 * <p>The set-up methods ({@link #overwrite}, {@link #remove}) insist on success and throw {@link Unobtainable} otherwise; the
 * attempts never do.
 */
public final class Resource {

    /** How long a state is polled for until two looks agree, where a target reads its own writes late (SETTLE). */
    private static final Duration LONGEST_REST = Duration.ofSeconds(5);
    /** How long is waited before writing again where a tag did not move; more than the second that file systems count in. */
    private static final Duration NEXT_TICK = Duration.ofMillis(1100);
    /** How often a write is repeated to make the tag move. */
    private static final int TRIES_TO_MOVE_THE_TAG = 3;
    /** GETs that are made at most beside one upload. */
    private static final int MOST_READS = 300;

    private final Lab lab;
    private final URI url;
    private final String id;
    private final List<Exchange> story = new ArrayList<>();
    private Optional<Snapshot> current = Optional.empty();
    private Optional<Attempt> lastAttempt = Optional.empty();
    private long writtenAt = System.nanoTime();
    private boolean inBulk;
    private Supplier<Resource> missingTwin;

    Resource(Lab lab, URI url, String id) {
        this.lab = lab;
        this.url = url;
        this.id = id;
        this.missingTwin = lab::missing;
    }

    /** What stands in for this resource in a control, where nothing exists there. */
    Resource withMissingTwin(Supplier<Resource> twin) {
        missingTwin = twin;
        return this;
    }

    Resource missingTwin() {
        return missingTwin.get();
    }

    public URI url() {
        return url;
    }

    public String id() {
        return id;
    }

    /** What was done to another resource so far is part of this one's story from now on: its tag is used here. */
    public Resource afterStoryOf(Resource other) {
        story.addAll(other.story);
        return this;
    }

    /** From now on judged requests go by the raw wire: for scenarios of hundreds of requests. */
    public Resource inBulk() {
        inBulk = true;
        return this;
    }

    /** The exchange by which the target made this resource is the first of its story. */
    Resource cameFrom(Exchange exchange) {
        story.add(exchange);
        touched();
        return this;
    }

    /** The request that made it. */
    Exchange creation() {
        return story.get(0);
    }

    // What it is now.

    /** The resource as it is, once its tag rests. */
    public Snapshot state() {
        Duration left = lab.known().settle().minusNanos(System.nanoTime() - writtenAt);
        boolean rests = left.isZero() || left.isNegative();
        if (!rests) {
            lab.sender().pause(left.plusMillis(5));
            current = Optional.empty();
        }
        if (current.isEmpty()) {
            current = Optional.of(look());
        }
        return current.get();
    }

    /** A look at the resource on a connection of its own, right now. */
    public Snapshot look() {
        Exchange get = lab.sender().patient(getRequest());
        story.add(get);
        return lab.read(get);
    }

    /** The current tag, as it stands in the ETag field. */
    public String tag() {
        Snapshot state = state();
        return state.etag()
                .orElseThrow(() ->
                        new Unobtainable("GET " + state.exchange().fate() + " and showed no ETag", state.exchange()));
    }

    /** The current tag, which must be a strong one. */
    public EntityTag strongTag() {
        String tag = tag();
        return EntityTag.parse(tag)
                .filter(t -> !t.weak())
                .orElseThrow(() -> new Unobtainable("the tag " + tag + " is not a strong entity tag"));
    }

    /** The condition that is true for this resource: its current tag where that is strong, else {@code *}. */
    public Field trueCondition() {
        Optional<String> strong = state().etag()
                .filter(t -> EntityTag.parse(t).map(tag -> !tag.weak()).orElse(true));
        return Lab.ifMatch(strong.orElse("*"));
    }

    // Set-up.

    /** Replaces the state, without a condition where the target allows that, until the tag has moved. */
    public Resource overwrite() {
        return overwrite(lab::fresh);
    }

    /** Replaces the state by content that this makes for each try, until the tag has moved. */
    public Resource overwrite(Function<Resource, Content> maker) {
        Optional<String> old = current.flatMap(Snapshot::etag);
        for (int tries = 1; ; tries++) {
            write(lab.update(this, maker.apply(this)));
            if (old.isEmpty() || !state().etag().equals(old)) {
                return this;
            }
            if (tries == TRIES_TO_MOVE_THE_TAG) {
                throw new Unobtainable("the tag " + old.get() + " stayed although the content was replaced " + tries
                        + " times: no replaced tag can be had");
            }
            lab.sender().pause(NEXT_TICK);
        }
    }

    /** Makes a write that must succeed and must show. */
    void write(Written written) {
        Exchange exchange = lab.sender().patient(written.request());
        story.add(exchange);
        touched();
        if (!exchange.succeeded()) {
            throw new Unobtainable("the set-up's " + exchange.request().method() + " " + exchange.fate(), exchange);
        }
        Snapshot seen = rest(exchange);
        if (!seen.shows(written.nonce())) {
            throw new Unobtainable(
                    "the set-up's " + exchange.request().method() + " " + exchange.fate() + ", yet "
                            + (seen.isPresent()
                                    ? "GET does not show what it wrote"
                                    : "the GET of it " + seen.exchange().fate()),
                    exchange,
                    seen.exchange());
        }
        current = lab.known().settle().isZero() ? Optional.of(seen) : Optional.empty();
    }

    /** Deletes the resource and makes sure that it is gone. */
    public Resource remove() {
        List<Field> condition = lab.known().can("428") ? List.of(trueCondition()) : List.of();
        Exchange exchange = lab.sender().patient(lab.request("DELETE", url, condition, Optional.empty()));
        story.add(exchange);
        touched();
        Snapshot seen = rest(exchange);
        if (!seen.isAbsent()) {
            throw new Unobtainable(
                    "the set-up's DELETE " + exchange.fate() + ", and the GET after it "
                            + seen.exchange().fate(),
                    exchange);
        }
        current = Optional.of(seen);
        return this;
    }

    // Attempts.

    /** The collection changes with whatever other scenarios make in it. */
    private boolean isShared() {
        return id.isEmpty();
    }

    /** A PUT of content that nobody wrote before. */
    public Attempt put(Field... fields) {
        return put(r -> Optional.of(lab.fresh(r)), fields);
    }

    public Attempt put(Writer writer, Field... fields) {
        return attempt("PUT", writer, List.of(fields));
    }

    /** A PATCH that applies to every version of the resource. */
    public Attempt patch(Field... fields) {
        return attempt("PATCH", r -> Optional.of(lab.patch(r)), List.of(fields));
    }

    /** A POST to the resource itself, which changes it. */
    public Attempt post(Field... fields) {
        return post(r -> Optional.of(lab.fresh(r)), fields);
    }

    public Attempt post(Writer writer, Field... fields) {
        return attempt("POST", writer, List.of(fields));
    }

    public Attempt delete(Field... fields) {
        return attempt("DELETE", Writer.NOTHING, List.of(fields));
    }

    public Attempt get(Field... fields) {
        return attempt("GET", Writer.NOTHING, withNoCache(fields));
    }

    public Attempt head(Field... fields) {
        return attempt("HEAD", Writer.NOTHING, withNoCache(fields));
    }

    private static List<Field> withNoCache(Field... fields) {
        List<Field> all = new ArrayList<>();
        all.add(Lab.NO_CACHE);
        all.addAll(List.of(fields));
        return all;
    }

    /** A POST that makes a member of this collection; what it made is removed at the end. It has no controls of its own. */
    public Attempt postMember(Field... fields) {
        Resource member = lab.missing();
        Attempt attempt = attempt("POST", Optional.of(lab.creation(member)), Controls.NONE, List.of(fields));
        Lab.location(url, attempt.exchange()).ifPresent(made -> lab.at(made, member.id()));
        return attempt;
    }

    /** The same POST with a look at the member that its answer names, where it names one. */
    public Attempt withMember(Attempt post) {
        return Lab.location(url, post.exchange())
                .map(made -> post.lookedAtLater(lab.at(made, id).look()))
                .orElse(post);
    }

    /** One request by its method's name, sent once, with the looks around it and its controls. */
    public Attempt attempt(String method, Writer writer, List<Field> fields) {
        boolean existing = state().isPresent();
        Optional<Content> content = writer.contentFor(this);
        return attempt(method, content, lab.controls(this, method, existing, content, writer, fields), fields);
    }

    /** One request without twins, for what is compared with its neighbours in the same scenario. */
    public Attempt attemptAlone(String method, Writer writer, List<Field> fields) {
        return attempt(method, writer.contentFor(this), Controls.NONE, fields);
    }

    /** One request without twins by somebody whose credentials are wrong; the looks around it are the run's own. */
    public Attempt attemptByStranger(String method, Writer writer, List<Field> fields) {
        Optional<Content> content = writer.contentFor(this);
        return attempt(
                method, Intent.of(method, content), Controls.NONE, lab.strangersRequest(method, url, fields, content));
    }

    /** A POST that says in a field that it stands for another method, PUT or DELETE; it has no twins. */
    public Attempt meaning(String method, Field... fields) {
        Optional<Content> content = method.equals("DELETE") ? Optional.empty() : Optional.of(lab.fresh(this));
        return attempt(
                "POST", Intent.of(method, content), Controls.NONE, lab.request("POST", url, List.of(fields), content));
    }

    Attempt attempt(String method, Optional<Content> content, Controls controls, List<Field> fields) {
        return attempt(method, Intent.of(method, content), controls, lab.request(method, url, fields, content));
    }

    private Attempt attempt(String method, Intent intent, Controls controls, Request request) {
        Snapshot before = state();
        Exchange exchange = inBulk ? lab.sender().plain(request) : lab.sender().judged(request);
        story.add(exchange);
        Snapshot after = intent instanceof Intent.Retrieve ? before : rest(exchange);
        Attempt attempt = new Attempt(
                method,
                method,
                intent,
                before,
                exchange,
                after,
                Optional.empty(),
                lab.known().verbatim(),
                controls,
                story);
        if (attempt.effect() == Effect.NONE && !(exchange.succeeded() && !(intent instanceof Intent.Retrieve))) {
            current = Optional.of(after);
        } else {
            touched();
            current = lab.known().settle().isZero() ? Optional.of(after) : Optional.empty();
        }
        lastAttempt = Optional.of(attempt);
        if (!isShared()) {
            lab.sender().ledger().add(attempt);
        }
        return attempt;
    }

    /** A request of any method that is expected to change nothing; no looks are made around it and it has no controls. */
    public Attempt plainly(String method, List<Field> fields) {
        Exchange exchange = lab.sender().judged(lab.request(method, url, fields, Optional.empty()));
        story.add(exchange);
        return Attempt.shown(method, exchange).after(story);
    }

    /** A read with a look at the resource after it, to see that it changed nothing. */
    public Attempt lookedAround(Supplier<Attempt> read) {
        return read.get().lookedAtLater(look());
    }

    /** Forgets what it saw last: the next look is a new one. */
    public Resource reread() {
        current = Optional.empty();
        return this;
    }

    /** An attempt, then what GETs on other connections showed while it was under way, each as an attempt of its own. */
    public List<Attempt> whileReading(Supplier<Attempt> underWay) {
        Snapshot before = state();
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<List<Attempt>> reads = CompletableFuture.supplyAsync(() -> {
            List<Attempt> seen = new ArrayList<>();
            while (!done.get() && seen.size() < MOST_READS) {
                seen.add(readOf(before, lab.read(lab.sender().patient(getRequest()))));
            }
            return seen;
        });
        List<Attempt> all = new ArrayList<>();
        try {
            all.add(underWay.get());
        } finally {
            done.set(true);
        }
        all.addAll(reads.join());
        return all;
    }

    private Attempt readOf(Snapshot before, Snapshot seen) {
        return new Attempt(
                "a GET meanwhile",
                "GET",
                new Intent.Retrieve(),
                before,
                seen.exchange(),
                seen,
                Optional.empty(),
                lab.known().verbatim(),
                Controls.NONE,
                List.of(seen.exchange()));
    }

    private Request getRequest() {
        return lab.request("GET", url, List.of(Lab.NO_CACHE), Optional.empty());
    }

    /** A PUT that is performed whatever the state: unconditional, or with * where the target demands a condition. */
    public Attempt writeAnyway() {
        return writeAnyway(lab::fresh);
    }

    /** The same with content that this makes. It has no controls: it tells of tags, not of conditions. */
    public Attempt writeAnyway(Function<Resource, Content> maker) {
        boolean demanded = lab.known().can("428") && !isKnownAbsent();
        List<Field> condition = demanded ? List.of(trueCondition()) : List.of();
        return attempt("PUT", Optional.of(maker.apply(this)), Controls.NONE, condition);
    }

    /** The condition that a target demands, if it demands one. */
    public Field[] conditionIfDemanded() {
        return lab.known().can("428") ? new Field[] {trueCondition()} : new Field[0];
    }

    /** The same attempt with what the resource shows once its tag rests. */
    public Attempt settled(Attempt attempt) {
        return attempt.lookedAtLater(state());
    }

    /** A POST to this collection that makes a member, with a look at the member once its tag rests. */
    public Attempt createdMember() {
        Attempt attempt = postMember();
        URI made = Lab.location(url, attempt.exchange())
                .orElseThrow(() -> new Unobtainable(
                        "a POST that creates was answered " + attempt.exchange().answer(), attempt.exchange()));
        return attempt.lookedAtLater(
                lab.at(made, id).cameFrom(attempt.exchange()).state());
    }

    /** The same attempt with one more look, once the time for late effects is over. */
    public Attempt watch(Attempt attempt) {
        long since = System.nanoTime() - attempt.exchange().times().ended();
        lab.sender().pause(lab.known().target().limits().late().minusNanos(since));
        Snapshot seen = look();
        lastAttempt = Optional.empty();
        return attempt.lookedAtLater(seen);
    }

    /** The last attempt if it changed nothing, for one more look at the end of the run. */
    Optional<Attempt> lastWithoutEffect() {
        return lastAttempt.filter(a -> a.effect() == Effect.NONE && !(a.intent() instanceof Intent.Retrieve));
    }

    /** The request that removes it. */
    Request removal(List<Field> fields) {
        return lab.request("DELETE", url, fields, Optional.empty());
    }

    boolean isKnownAbsent() {
        return current.map(Snapshot::isAbsent).orElse(false);
    }

    /** What a race left it as. */
    void leftAs(Snapshot seen) {
        current = Optional.of(seen);
    }

    /** A race is under way here, or its outcome was not looked at. */
    void leftUnknown() {
        current = Optional.empty();
    }

    /** What was attempted before is over: another look would show what came after it. */
    private void touched() {
        writtenAt = System.nanoTime();
        current = Optional.empty();
        lastAttempt = Optional.empty();
    }

    /** Looks once; again until two looks agree where the target reads its writes late, or only promised to perform (202). */
    private Snapshot rest(Exchange exchange) {
        Snapshot seen = look();
        if (lab.known().can("ryw") && exchange.status() != 202) {
            return seen;
        }
        long until = System.nanoTime() + LONGEST_REST.toNanos();
        long notBefore = System.nanoTime() + Duration.ofMillis(500).toNanos();
        while (System.nanoTime() < until) {
            lab.sender().pause(Duration.ofMillis(100));
            Snapshot next = look();
            boolean same = next.sameStateAs(seen, lab.known().verbatim());
            seen = next;
            if (same && System.nanoTime() > notBefore) {
                return seen;
            }
        }
        return seen;
    }

    /** A request of the set-up and the nonce by which its effect is recognised. */
    record Written(Request request, String nonce) {}

    @Override
    public String toString() {
        return url.getRawPath();
    }
}
