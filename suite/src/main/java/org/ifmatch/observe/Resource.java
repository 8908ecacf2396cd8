package org.ifmatch.observe;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
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
    /** After this time another look is taken at what is missing. */
    private static final Duration IF_READS_LAG = Duration.ofMillis(250);
    /** How long is waited before writing again where a tag did not move; more than the second that file systems count in. */
    private static final Duration NEXT_TICK = Duration.ofMillis(1100);
    /** How often a write is repeated to make the tag move. */
    private static final int TRIES_TO_MOVE_THE_TAG = 3;
    /** GETs that are made at most beside one upload. */
    private static final int MOST_READS = 300;

    /** RFC 9110 §9.2.1. */
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final Lab lab;
    private final URI url;
    private final String id;
    private final List<Exchange> story = new ArrayList<>();
    /** Nobody knows what became of some write of it: its effect may come at any time. */
    private boolean mayComeLater;

    private Optional<Snapshot> current = Optional.empty();
    private Optional<Attempt> lastAttempt = Optional.empty();
    private long writtenAt = System.nanoTime();
    private boolean inBulk;
    private Optional<Manner> manner = Optional.empty();
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

    /** From now on judged requests, and their twins, go over their connections in this manner. */
    public Resource by(Manner other) {
        return by(Optional.of(other));
    }

    Resource by(Optional<Manner> other) {
        manner = other;
        return this;
    }

    /** From now on requests go over their connections as usual. */
    public Resource asUsual() {
        return by(Optional.empty());
    }

    /** The exchange by which the target made this resource is the first of its story. */
    Resource cameFrom(Exchange exchange) {
        tell(exchange);
        touched();
        return this;
    }

    /** The request that made it. */
    public Exchange creation() {
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
        tell(get);
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
        tell(exchange);
        touched();
        if (!exchange.succeeded()) {
            throw new Unobtainable("the set-up's " + exchange.request().method() + " " + exchange.fate(), exchange);
        }
        Snapshot seen = rest(exchange, now -> !now.shows(written.nonce()));
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
        tell(exchange);
        touched();
        Snapshot seen = rest(exchange, now -> !now.isAbsent());
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

    /** Fresh content that is so many octets longer than usual. */
    public Content largeContent(int octets) {
        return lab.large(this, octets);
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
        return attempt(
                method,
                content,
                controls(method, existing, content, writer, fields, manner.flatMap(Manner::twins)),
                fields);
    }

    private Controls controls(
            String method,
            boolean existing,
            Optional<Content> content,
            Writer writer,
            List<Field> fields,
            Optional<Manner> twins) {
        return lab.controls(this, method, existing, content, writer, fields, twins);
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
        if (manner.isPresent()) {
            Spoken spoken = lab.sender().withDialogues(1, url, dialogues -> {
                Request said = manner.get().way().say(dialogues.get(0), request);
                return new Spoken(said, dialogues.get(0).soFar());
            });
            return attempted(intent, before, spoken, controls);
        }
        Exchange exchange = inBulk ? lab.sender().plain(request) : lab.sender().judged(request);
        return attempted(intent, before, exchange, Optional.empty(), controls);
    }

    /** A request that was sent in some manner, and the connection that it went by. */
    private record Spoken(Request request, Conversation conversation) {}

    private Attempt attempted(Intent intent, Snapshot before, Spoken spoken, Controls controls) {
        Conversation conversation = spoken.conversation();
        return attempted(intent, before, conversation.exchange(spoken.request()), Optional.of(conversation), controls);
    }

    private Attempt attempted(
            Intent intent, Snapshot before, Exchange exchange, Optional<Conversation> conversation, Controls controls) {
        String method = exchange.request().method();
        boolean settled = !mayComeLater;
        tell(exchange);
        Snapshot after = intent instanceof Intent.Retrieve ? before : rest(exchange, since(before, exchange));
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
                story,
                conversation);
        if (attempt.effect() == Effect.NONE && !(exchange.succeeded() && !(intent instanceof Intent.Retrieve))) {
            current = Optional.of(after);
        } else {
            touched();
            current = lab.known().settle().isZero() ? Optional.of(after) : Optional.empty();
        }
        lastAttempt = Optional.of(attempt);
        // What changed between these looks may be somebody else's doing, or that of a write before it.
        boolean alone = conversation.map(talk -> talk.others().isEmpty()).orElse(true);
        if (!isShared() && alone && (settled || attempt.effect() != Effect.OTHER)) {
            lab.sender().ledger().add(attempt);
        }
        return attempt;
    }

    /** Every exchange that is part of the story comes in here; a write that nobody answered leaves open what comes later. */
    private void tell(Exchange exchange) {
        mayComeLater |= isOpenWrite(exchange);
        story.add(exchange);
    }

    private static boolean isOpenWrite(Exchange exchange) {
        String method = exchange.request().method();
        return exchange.response().isEmpty() && !SAFE.contains(method);
    }

    // Several requests on one connection.

    /** What a scenario does on one connection by hand, and what of it is to be judged. */
    public final class Talk {

        private record Judged(String what, Request request, Intent intent, Snapshot before, Optional<Snapshot> after) {}

        private final Dialogue line;
        private final List<Judged> judged = new ArrayList<>();

        private Talk(Dialogue line) {
            this.line = line;
        }

        public Dialogue line() {
            return line;
        }

        /** A request on this resource. */
        public Request request(String method, Optional<Content> content, Field... fields) {
            return lab.request(method, url, List.of(fields), content);
        }

        public Request get() {
            return getRequest();
        }

        /** What a GET on this connection showed. */
        public Snapshot shownBy(Request get) {
            return lab.read(line.soFar().exchange(get));
        }

        /** Has a request judged, with what was seen before and after it; without the latter a look at the end counts. */
        public Talk judge(
                String what, Request request, Optional<Content> content, Snapshot before, Optional<Snapshot> after) {
            judged.add(new Judged(what, request, Intent.of(request.method(), content), before, after));
            return this;
        }
    }

    /** What is done on one connection, and the attempts that it came to; their twins are whole PUTs on connections of their own. */
    public List<Attempt> talk(java.util.function.Consumer<Talk> script) {
        Writer writer = r -> Optional.of(lab.fresh(r));
        Controls controls = controls("PUT", true, writer.contentFor(this), writer, List.of(), Optional.empty());
        List<Talk.Judged> judged = new ArrayList<>();
        Conversation conversation = lab.sender().withDialogues(1, url, dialogues -> {
            Talk talk = new Talk(dialogues.get(0));
            script.accept(talk);
            judged.addAll(talk.judged);
            return dialogues.get(0).soFar();
        });
        List<Exchange> exchanges = judged.stream()
                .map(each -> conversation.exchange(each.request()))
                .toList();
        exchanges.forEach(this::tell);
        mayComeLater |=
                conversation.requests().stream().map(conversation::exchange).anyMatch(Resource::isOpenWrite);
        Snapshot end = look();
        touched();
        List<Attempt> all = new ArrayList<>();
        for (int i = 0; i < judged.size(); i++) {
            Talk.Judged each = judged.get(i);
            all.add(new Attempt(
                    each.what(),
                    each.request().method(),
                    each.intent(),
                    each.before(),
                    exchanges.get(i),
                    each.after().orElse(end),
                    Optional.empty(),
                    lab.known().verbatim(),
                    controls,
                    story,
                    Optional.of(conversation)));
        }
        return all;
    }

    /** A request whose answer nobody reads; no look is made after it, since the next request is to follow at once. */
    public Attempt unread(String method, Content content, Manner way, Field... fields) {
        Snapshot before = state();
        Request request = lab.request(method, url, List.of(fields), Optional.of(content));
        Conversation conversation = lab.sender().withDialogues(1, url, dialogues -> {
            way.way().say(dialogues.get(0), request);
            return dialogues.get(0).soFar();
        });
        Exchange exchange = conversation.exchange(request);
        tell(exchange);
        touched();
        return new Attempt(
                method,
                method,
                Intent.of(method, Optional.of(content)),
                before,
                exchange,
                before,
                Optional.empty(),
                lab.known().verbatim(),
                Controls.NONE,
                story,
                Optional.of(conversation));
    }

    /** The same request once more, at once; the look after it is the first since the one before the first of the two. */
    public Attempt repeated(Attempt first) {
        Exchange exchange = lab.sender().judged(first.exchange().request());
        tell(exchange);
        // The first of the two may have been performed, whatever the second is answered.
        Snapshot after = rest(exchange, now -> isUnchanged(now, first.before()));
        touched();
        return new Attempt(
                first.method(),
                first.method(),
                first.intent(),
                first.before(),
                exchange,
                after,
                Optional.empty(),
                lab.known().verbatim(),
                Controls.NONE,
                story);
    }

    // Two connections at once.

    /** How long somebody who comes between is waited for before the first upload goes on: it may have to wait for that. */
    private static final Duration FOR_THE_OTHER = Duration.ofMillis(1500);

    /** Another request on this resource, to be sent while an upload is under way. */
    public record Rival(String method, Optional<Content> content, List<Field> fields) {

        /** Somebody who only looks. */
        public static final Rival READER = new Rival("GET", Optional.empty(), List.of(Lab.NO_CACHE));
    }

    /**
     * An upload in two halves, and another writer who comes between them. What the other one did, and what was seen right after it,
     * is part of the upload's conversation. Where the other was performed first, its state is the one before the upload.
     */
    public Attempt overtaken(Slow slow, Writer writer, Rival other, Field... fields) {
        boolean existing = state().isPresent();
        List<Field> conditions = List.of(fields);
        Optional<Content> content = writer.contentFor(this);
        Controls controls = controls("PUT", existing, content, writer, conditions, Optional.of(slow.alone()));
        Snapshot before = state();
        Request upload = slow.form().apply(lab.request("PUT", url, conditions, content));
        Request rival = lab.request(other.method(), url, other.fields(), other.content());
        Intent rivals = Intent.of(other.method(), other.content());
        Spoken spoken = lab.sender().withDialogues(2, url, dialogues -> {
            Dialogue slowly = dialogues.get(0);
            Dialogue quickly = dialogues.get(1);
            slow.begin(slowly, upload);
            if (!slow.goesOn(slowly, upload)) {
                return new Spoken(upload, answered(slowly, upload));
            }
            slowly.pause(Slow.BETWEEN);
            quickly.send(rival);
            boolean waits = quickly.answer(rival, FOR_THE_OTHER).isEmpty() && !quickly.isOver();
            if (!waits) {
                slowly.meanwhile(() -> seenAfter(rivals, before, rival, quickly.soFar()));
            }
            slow.sendRest(slowly, upload);
            slowly.answer(upload);
            if (waits) {
                quickly.answer(rival);
                slowly.meanwhile(seenAfter(rivals, before, rival, quickly.soFar()));
            }
            return new Spoken(upload, slowly.soFar());
        });
        Snapshot between = spoken.conversation().others().stream()
                .filter(o -> !(o.intent() instanceof Intent.Retrieve))
                .filter(o -> spoken.conversation().isFollowedBy(o, upload))
                .map(Attempt::after)
                .findFirst()
                .orElse(before);
        return attempted(Intent.of("PUT", content), between, spoken, controls);
    }

    private static Conversation answered(Dialogue dialogue, Request request) {
        if (dialogue.soFar().finals(request).isEmpty()) {
            dialogue.answer(request);
        }
        return dialogue.soFar();
    }

    private Attempt seenAfter(Intent intent, Snapshot before, Request request, Conversation conversation) {
        Exchange exchange = conversation.exchange(request);
        tell(exchange);
        return new Attempt(
                "another " + request.method(),
                request.method(),
                intent,
                before,
                exchange,
                intent instanceof Intent.Retrieve ? lab.read(exchange) : rest(exchange, since(before, exchange)),
                Optional.empty(),
                lab.known().verbatim(),
                Controls.NONE,
                story,
                Optional.of(conversation));
    }

    /** Two uploads in halves, begun one after the other and completed at once; the other one is part of the conversation. */
    public Attempt besideAnother(Slow slow, Writer writer, Field... fields) {
        List<Field> conditions = List.of(fields);
        Optional<Content> mine = writer.contentFor(this);
        Optional<Content> others = writer.contentFor(this);
        Controls controls = controls("PUT", true, mine, writer, conditions, Optional.of(slow.alone()));
        Snapshot before = state();
        Request one = slow.form().apply(lab.request("PUT", url, conditions, mine));
        Request two = slow.form().apply(lab.request("PUT", url, conditions, others));
        List<Spoken> both = lab.sender().withDialogues(2, url, dialogues -> {
            slow.begin(dialogues.get(0), one);
            slow.begin(dialogues.get(1), two);
            dialogues.get(0).pause(Slow.BETWEEN);
            boolean firstGoesOn = slow.goesOn(dialogues.get(0), one);
            boolean secondGoesOn = slow.goesOn(dialogues.get(1), two);
            if (firstGoesOn) {
                slow.sendRest(dialogues.get(0), one);
            }
            if (secondGoesOn) {
                slow.sendRest(dialogues.get(1), two);
            }
            return List.of(
                    new Spoken(one, answered(dialogues.get(0), one)), new Spoken(two, answered(dialogues.get(1), two)));
        });
        Attempt other =
                seenAfter(Intent.of("PUT", others), before, two, both.get(1).conversation());
        Conversation together = both.get(0).conversation().with(other);
        return attempted(Intent.of("PUT", mine), before, new Spoken(one, together), controls);
    }

    /** A request of any method that is expected to change nothing; no looks are made around it and it has no controls. */
    public Attempt plainly(String method, List<Field> fields) {
        Exchange exchange = lab.sender().judged(lab.request(method, url, fields, Optional.empty()));
        tell(exchange);
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

    /** What was acknowledged does not show. */
    private Predicate<Snapshot> since(Snapshot before, Exchange exchange) {
        return now -> exchange.succeeded() && isUnchanged(now, before);
    }

    private boolean isUnchanged(Snapshot now, Snapshot before) {
        return now.sameStateAs(before, lab.known().verbatim());
    }

    /**
     * Looks once; again until two looks agree where the target reads its writes late, or only promised to perform (202). That
     * something is missing is not said after one look, since it may have gone unnoticed that reads lag.
     */
    private Snapshot rest(Exchange exchange, Predicate<Snapshot> isMissing) {
        Snapshot seen = look();
        if (lab.known().can("ryw") && exchange.status() != 202) {
            return isMissing.test(seen) && lab.mayReadsLag() ? lookedAgain(isMissing) : seen;
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

    private Snapshot lookedAgain(Predicate<Snapshot> isMissing) {
        lab.sender().pause(IF_READS_LAG);
        Snapshot seen = look();
        if (isMissing.test(seen)) {
            lab.missedForGood();
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
