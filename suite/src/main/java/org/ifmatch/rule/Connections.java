package org.ifmatch.rule;

import static org.ifmatch.observe.Need.PUT_UPDATE;
import static org.ifmatch.observe.Need.READ_YOUR_WRITES;
import static org.ifmatch.observe.Need.STRONG_TAG;
import static org.ifmatch.observe.Scenario.attempts;
import static org.ifmatch.observe.Scenario.scenario;
import static org.ifmatch.rule.Conditions.ifMatch;
import static org.ifmatch.rule.Rule.rule;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ifmatch.http.Field;
import org.ifmatch.http.Request;
import org.ifmatch.http.Response;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Beside;
import org.ifmatch.observe.Content;
import org.ifmatch.observe.Conversation;
import org.ifmatch.observe.Conversation.Part;
import org.ifmatch.observe.Dialogue;
import org.ifmatch.observe.Effect;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Lab;
import org.ifmatch.observe.Manner;
import org.ifmatch.observe.Resource;
import org.ifmatch.observe.Scenario;
import org.ifmatch.observe.Snapshot;
import org.ifmatch.report.Outcome;

/** RFC 9112 §9: what one request does to the next on its connection. */
public final class Connections {

    /** How long an answer that comes before the content is waited for. */
    private static final Duration FOR_AN_EARLY_ANSWER = Duration.ofMillis(1500);
    /** How long is listened for an answer that nobody asked for. */
    private static final Duration FOR_ONE_TOO_MANY = Duration.ofMillis(300);

    private static final int TEN_MIB = 10 * 1024 * 1024;
    private static final int ROUNDS = 50;
    /** How often a GET is sent until it shows something. */
    private static final int TRIES = 4;

    private static final int ROUNDS_WHERE_TAGS_SETTLE = 3;

    // A refusal that comes before the content.

    /**
     * The content is a whole request for something that does not exist: a server that leaves content unread answers it. The GET
     * that follows shows whose answer comes.
     */
    private static Manner early(String name, java.util.function.UnaryOperator<Request> form) {
        return new Manner(name, (line, usual) -> {
                    Request put = form.apply(usual);
                    Request next = new Request("GET", put.url(), ofGet(put), new byte[0]);
                    line.send(Part.head(put));
                    line.hear(put, FOR_AN_EARLY_ANSWER);
                    int half = put.content().length / 2;
                    line.send(Part.content(put, 0, half)).pause(Duration.ofMillis(50));
                    line.send(Part.content(put, half, put.content().length));
                    if (line.soFar().finals(put).isEmpty()) {
                        line.answer(put);
                    }
                    if (!line.isOver()) {
                        line.send(next);
                        line.answer(next);
                        line.hear(next, FOR_ONE_TOO_MANY);
                    }
                    return put;
                })
                .withUsualTwins();
    }

    private static final Manner EARLY = early("its header section first, then its content, then a GET", r -> r);
    private static final Manner EARLY_IN_CHUNKS = early(
            "its header section first, then its content in one chunk, then a GET",
            r -> r.chunked(Math.max(1, r.content().length)));

    private static List<Field> ofGet(Request put) {
        return put.fields().stream()
                .filter(f ->
                        !f.name().startsWith("If-") && !f.name().startsWith("Content-") && !f.is("Transfer-Encoding"))
                .toList();
    }

    /** Content that is itself a request; its nonce stands in one of its fields. */
    private static Content canary(Lab lab, Resource note) {
        Content usual = lab.fresh(note);
        URI nowhere = lab.missing().url();
        Request request = Request.of("GET", nowhere, List.of(Field.of("X-Canary", usual.nonce())));
        return new Content(usual.type(), request.octets(), usual.nonce());
    }

    private static Scenario refusedEarly(String what, Manner manner) {
        return scenario("a PUT with a replaced tag whose content " + what + ", and a GET after it", lab -> {
            Resource note = lab.resource();
            String old = note.strongTag().toString();
            note.overwrite();
            return note.by(manner).put(r -> Optional.of(canary(lab, r)), ifMatch(old));
        });
    }

    static final Scenario REFUSED_EARLY = refusedEarly("is a request too", EARLY);
    static final Scenario REFUSED_EARLY_IN_CHUNKS = refusedEarly("is a request too, in a chunk", EARLY_IN_CHUNKS);

    /** The whole upload is written before anything is read, as many clients do it. */
    static final Scenario UPLOADED_FIRST =
            scenario("a PUT of 10 MiB with a replaced tag, read from only when all of it was written", lab -> {
                Resource note = lab.resource();
                String old = note.strongTag().toString();
                note.overwrite();
                Manner writingFirst =
                        new Manner("written before the answer is read", Connections::writtenFirst).withUsualTwins();
                return note.by(writingFirst).put(r -> Optional.of(lab.large(r, TEN_MIB)), ifMatch(old));
            });

    /** Whether the target then ends the connection tells one that breaks it off from one that is slow to read. */
    private static Request writtenFirst(Dialogue line, Request request) {
        Manners.ask(line, request);
        if (!line.soFar().isSentWhole(request) && !line.isOver()) {
            line.hear(request, FOR_ONE_TOO_MANY);
        }
        return request;
    }

    // Many requests, one after the other.

    static final Scenario IN_TURN =
            attempts("PUTs with a replaced and with the current tag in turn, on one connection", l -> {
                int rounds = l.known().settle().isZero() ? ROUNDS : ROUNDS_WHERE_TAGS_SETTLE;
                Resource note = l.resource();
                String old = note.strongTag().toString();
                note.overwrite();
                Snapshot start = note.state();
                List<Attempt> all = note.talk(talk -> {
                    Snapshot seen = start;
                    for (int round = 1; round <= rounds && seen.etag().isPresent(); round++) {
                        Snapshot before = seen;
                        seen = inTurn(l, note, talk, "the replaced tag, round " + round, old, before);
                        if (talk.line().isOver()) {
                            return;
                        }
                        seen = inTurn(l, note, talk, "the current tag, round " + round, tagOf(l, talk, seen), seen);
                        if (talk.line().isOver()) {
                            return;
                        }
                        tagOf(l, talk, seen);
                    }
                });
                if (all.size() < 2) {
                    throw new Beside("the target closes its connections after a refusal");
                }
                return all;
            });

    /** The tag that is shown, once it rests. */
    private static String tagOf(Lab lab, Resource.Talk talk, Snapshot seen) {
        talk.line().pause(lab.known().settle());
        return seen.etag().orElse("*");
    }

    /** A PUT and the GET that shows what it did, both on the connection; the state that was shown. */
    private static Snapshot inTurn(
            Lab lab, Resource note, Resource.Talk talk, String what, String tag, Snapshot before) {
        Content content = lab.fresh(note);
        Request put = talk.request("PUT", Optional.of(content), ifMatch(tag));
        Manners.ask(talk.line(), put);
        if (talk.line().isOver()) {
            return before;
        }
        talk.line().pause(lab.known().settle());
        Snapshot after = before;
        for (int tries = 1; tries <= TRIES && !talk.line().isOver() && (tries == 1 || !after.isKnown()); tries++) {
            Request get = talk.get();
            Manners.ask(talk.line(), get);
            after = talk.shownBy(get);
        }
        if (talk.line().isOver()) {
            return before;
        }
        // A busy moment is no answer to a condition, and one of a hundred would hide all others.
        if (!isBusy(talk.line().soFar().exchange(put).status())) {
            talk.judge("a PUT with " + what, put, Optional.of(content), before, Optional.of(after));
        }
        return after;
    }

    private static boolean isBusy(int status) {
        return status == 408 || status == 429 || status == 503;
    }

    static final Scenario SECOND =
            scenario("a PUT with a replaced tag that is the second request of its connection", lab -> {
                Resource note = lab.resource();
                String old = note.strongTag().toString();
                note.overwrite();
                return note.by(Manners.SECOND).put(ifMatch(old));
            });

    // Many requests in one write.

    static final Scenario PIPELINED = attempts("two PUTs with the current tag and a GET, all in one write", lab -> {
        Resource note = lab.resource();
        Field current = ifMatch(note.strongTag());
        Snapshot before = note.state();
        Optional<Content> first = Optional.of(lab.fresh(note));
        Optional<Content> second = Optional.of(lab.fresh(note));
        return note.talk(talk -> {
            Request one = talk.request("PUT", first, current);
            Request two = talk.request("PUT", second, current);
            Request get = talk.get();
            talk.line().send(Part.whole(one), Part.whole(two), Part.whole(get));
            talk.line().answer(one);
            talk.line().answer(two);
            talk.line().answer(get);
            talk.line().hear(get, FOR_ONE_TOO_MANY);
            talk.judge("the second of two PUTs with one tag in one write", two, second, before, Optional.empty())
                    .judge("the first of them", one, first, before, Optional.empty())
                    .judge("the GET behind them", get, Optional.empty(), before, Optional.empty());
        });
    });

    private static Scenario behind(String what, Field... close) {
        return scenario(what, lab -> {
                    Resource note = lab.resource();
                    String old = note.strongTag().toString();
                    note.overwrite();
                    Field current = ifMatch(note.strongTag());
                    Snapshot before = note.state();
                    Optional<Content> first = Optional.of(lab.fresh(note));
                    Optional<Content> second = Optional.of(lab.fresh(note));
                    List<Field> fields = new ArrayList<>(List.of(ifMatch(old)));
                    fields.addAll(List.of(close));
                    List<Attempt> all = note.talk(talk -> {
                        Request one = talk.request("PUT", first, fields.toArray(Field[]::new));
                        Request two = talk.request("PUT", second, current);
                        talk.line().send(Part.whole(one), Part.whole(two));
                        talk.line().answer(one);
                        talk.line().answer(two, Duration.ofSeconds(1));
                        talk.judge(what, two, second, before, Optional.empty());
                    });
                    return note.watch(all.get(0));
                })
                .waiting();
    }

    static final Scenario BEHIND_CLOSE = behind(
            "a PUT with the current tag, in one write behind one that is refused and says Connection: close",
            Field.of("Connection", "close"));
    static final Scenario BEHIND_REFUSAL =
            behind("a PUT with the current tag, in one write behind one whose refusal says Connection: close");

    public static final Rule DRAINS_OR_CLOSES = rule("wire/early-412-drains-or-closes")
            .says(
                    "After a refusal the rest of the request's content is read or the connection closed: it is no request.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("stale-tag/put-rejected", "wire/chunked-stale")
            .names(Misdeed.OUT_OF_STEP)
            .on(REFUSED_EARLY, REFUSED_EARLY_IN_CHUNKS)
            .judge(Oracle.each(Connections::inStep));

    public static final Rule ANNOUNCES = rule("wire/early-412-announces")
            .says("A server that refuses before the content and then closes says so with Connection: close.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("stale-tag/put-rejected", "wire/early-412-drains-or-closes")
            .on(REFUSED_EARLY)
            .judge(Oracle.each(Connections::announced));

    public static final Rule READABLE = rule("wire/early-412-readable")
            .says("A client that writes all of a large request before it reads still gets the refusal.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("stale-tag/put-rejected", "wire/large-stale")
            .on(UPLOADED_FIRST)
            .judge(Oracle.each(Connections::readable));

    public static final Rule KEEPALIVE = rule("wire/keepalive-after-412")
            .says("On a connection of many requests each is judged by its own condition.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("stale-tag/put-rejected", "current-tag/put", "wire/early-412-drains-or-closes")
            .on(IN_TURN.needing(READ_YOUR_WRITES))
            .judge(Connections::eachByItself)
            .on(SECOND)
            .judge(Oracles.REJECTED);

    public static final Rule PIPELINE = rule("wire/pipeline")
            .says(
                    "Requests in one write are performed and answered in their order, each on the state that the one before left.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("stale-tag/put-rejected", "current-tag/put", "wire/keepalive-after-412")
            .on(PIPELINED.needing(READ_YOUR_WRITES))
            .judge(Connections::inOrder);

    public static final Rule NOTHING_AFTER_CLOSE = rule("wire/nothing-after-close")
            .says("What follows the last request of a connection is not performed.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .names(Misdeed.PERFORMED)
            .on(BEHIND_CLOSE)
            .judge(Oracle.each((a, known) -> nothingBehind(a)))
            .on(BEHIND_REFUSAL)
            .judge(Oracle.each((a, known) -> saysClose(firstAnswer(a)) ? nothingBehind(a) : notClosing(a)));

    private Connections() {}

    // How it is judged.

    static Judgement inStep(Attempt a, Known known) {
        if (a.effect() != Effect.NONE) {
            return Oracles.rejected(a, known);
        }
        Conversation talk = a.conversation().orElseThrow();
        Request put = a.exchange().request();
        List<Request> requests = talk.requests();
        List<Response> toGet = requests.size() < 2 ? List.of() : talk.finals(requests.get(1));
        if (talk.finals(put).isEmpty()) {
            return Judgement.again(
                    a,
                    Outcome.INCONCLUSIVE,
                    Misdeed.NONE,
                    "the PUT " + a.exchange().fate());
        }
        if (toGet.isEmpty()) {
            return talk.isEndedByTarget()
                    ? Judgement.pass(a, "answered " + a.exchange().answer() + ", and then the connection was closed")
                    : Judgement.again(
                            a,
                            Outcome.INCONCLUSIVE,
                            Misdeed.NONE,
                            "after the refusal the connection was neither closed nor of any use");
        }
        Response first = toGet.get(0);
        boolean own = first.status() == 200 && showsOneOf(first, a.before());
        if (own && toGet.size() == 1) {
            return Judgement.pass(a, "answered " + a.exchange().answer() + "; the GET after it got its own answer");
        }
        if (!own && (Oracles.isPassing(first.status()) || first.status() == 200)) {
            return Judgement.again(
                    a, Outcome.INCONCLUSIVE, Misdeed.NONE, "the GET after the refusal was answered " + first);
        }
        return Judgement.failByAnswer(
                a,
                Misdeed.OUT_OF_STEP,
                own
                        ? "the PUT was answered " + a.exchange().answer()
                                + " before its content, and the GET after it got two answers: the content was taken for"
                                + " a request"
                        : "the PUT was answered " + a.exchange().answer()
                                + " before its content, and the GET after it was answered " + first
                                + ", although the resource exists: the content was taken for a request");
    }

    private static boolean showsOneOf(Response answer, Snapshot seen) {
        return seen.nonces().stream().anyMatch(answer.text()::contains)
                || seen.exchange()
                        .response()
                        .map(r -> java.util.Arrays.equals(r.content(), answer.content()))
                        .orElse(false);
    }

    static Judgement announced(Attempt a, Known known) {
        Conversation talk = a.conversation().orElseThrow();
        Request put = a.exchange().request();
        if (a.effect() != Effect.NONE) {
            return Oracles.rejected(a, known);
        }
        if (!talk.isAnsweredEarly(put)) {
            return Judgement.notApplicable(a, "it does not refuse before the content");
        }
        Response refusal = talk.finals(put).get(0);
        boolean closed = talk.isEndedByTarget()
                && talk.requests().stream().skip(1).allMatch(r -> talk.finals(r).isEmpty());
        if (!closed) {
            return Judgement.pass(a, "answered " + refusal + " before the content, and the connection went on");
        }
        if (saysClose(refusal) || a.exchange().isHttp10()) {
            return Judgement.pass(a, "answered " + refusal + " before the content, and said that it closes");
        }
        return Judgement.warn(
                a,
                Misdeed.WRONG_FIELD,
                "answered " + refusal + " before the content and closed the connection without Connection: close");
    }

    static Judgement readable(Attempt a, Known known) {
        if (a.effect() != Effect.NONE) {
            return Oracles.rejected(a, known);
        }
        Conversation talk = a.conversation().orElseThrow();
        Request put = a.exchange().request();
        boolean answered = !talk.finals(put).isEmpty();
        if (answered && Oracles.isPlainAnswerToo(a)) {
            return Oracles.plainAnswerToo(a);
        }
        if (answered && talk.isSentWhole(put)) {
            return Judgement.pass(
                    a, "all of it was written, and then " + a.exchange().answer() + " read");
        }
        if (!talk.isSentWhole(put) && !talk.isEndedByTarget()) {
            return Judgement.again(
                    a, Outcome.INCONCLUSIVE, Misdeed.NONE, "the target was too slow to take the content");
        }
        if (!talk.isSentWhole(put)) {
            return Judgement.warn(
                    a,
                    Misdeed.OUT_OF_STEP,
                    "the connection was broken off while the content was written"
                            + (answered
                                    ? ", so that a client may never read the answer, which was "
                                            + a.exchange().answer()
                                    : ", and no answer could be read"));
        }
        return Oracles.rejected(a, known);
    }

    /** Whether a condition is true is told by what was shown just before it on the same connection. */
    static Judgement eachByItself(List<Attempt> attempts, Known known) {
        List<Judgement> all = new ArrayList<>();
        for (Attempt a : attempts) {
            boolean current =
                    a.exchange().request().field("If-Match").equals(a.before().etag());
            all.add(current ? Oracles.accepted(a, known) : Oracles.rejected(a, known));
        }
        Judgement worst = Oracle.worst(all);
        return worst.outcome() == Outcome.PASS
                ? worst.because(attempts.size() + " PUTs on one connection, each answered as it is by itself")
                : worst;
    }

    static Judgement inOrder(List<Attempt> attempts, Known known) {
        Attempt second = attempts.get(0);
        Attempt first = attempts.get(1);
        Attempt get = attempts.get(2);
        Snapshot end = second.after();
        boolean secondIsThere = second.effect() == Effect.REQUESTED;
        boolean firstIsThere = first.effect() == Effect.REQUESTED;
        String answers = first.exchange().answer() + ", " + second.exchange().answer() + ", "
                + get.exchange().answer();
        if (!end.isKnown()) {
            return Oracles.unread(second);
        }
        if (secondIsThere && (first.succeeded() || first.status() == 0)) {
            return Judgement.fail(
                    second,
                    second.succeeded() ? Misdeed.PERFORMED : Misdeed.REFUSED_YET_PERFORMED,
                    "two PUTs with one tag in one write, and the second was performed too: answered " + answers
                            + "; the first change is lost");
        }
        if (Oracles.isPassing(first.status()) && first.status() != 0) {
            return Judgement.again(second, Outcome.INCONCLUSIVE, Misdeed.NONE, "answered " + answers);
        }
        if (!first.succeeded()) {
            Judgement alone = Oracles.accepted(first, known);
            return alone.outcome() == Outcome.PASS
                    ? Judgement.inconclusive(first, Misdeed.NONE, "answered " + answers)
                    : alone;
        }
        if (!firstIsThere) {
            return Judgement.fail(
                    first,
                    Misdeed.FALSE_SUCCESS,
                    "two PUTs with one tag in one write, answered " + answers
                            + ", and GET does not show the first, which was acknowledged");
        }
        if (second.status() == 0) {
            return Judgement.note(
                    second, "it closes the connection after the first of several requests in one write, as it may");
        }
        if (second.succeeded()) {
            return Judgement.failByAnswer(
                    second,
                    Misdeed.FALSE_SUCCESS,
                    "the second of two PUTs with one tag was answered "
                            + second.exchange().answer() + ", and was not performed");
        }
        return ordered(second, first, get, answers);
    }

    private static Judgement ordered(Attempt second, Attempt first, Attempt get, String answers) {
        if (Oracles.isPassing(second.status()) || get.status() != 0 && Oracles.isPassing(get.status())) {
            return Judgement.again(second, Outcome.INCONCLUSIVE, Misdeed.NONE, "answered " + answers);
        }
        boolean sawFirst = get.response()
                .map(r -> r.status() == 200 && showsOneOf(r, first.after()))
                .orElse(true);
        int tooMany = get.conversation()
                .orElseThrow()
                .finals(get.exchange().request())
                .size();
        if (!sawFirst || tooMany > 1) {
            return Judgement.failByAnswer(
                    get,
                    Misdeed.OUT_OF_STEP,
                    "two PUTs with one tag and a GET in one write were answered " + answers
                            + (tooMany > 1
                                    ? ", and then once more"
                                    : ": the GET behind them does not show what the first of them wrote"));
        }
        return second.status() == 412
                ? Judgement.pass(second, "answered " + answers + ", in this order")
                : Judgement.passBut(second, Misdeed.OTHER_STATUS, "answered " + answers);
    }

    private static Optional<Response> firstAnswer(Attempt a) {
        Conversation talk = a.conversation().orElseThrow();
        return talk.finals(talk.requests().get(0)).stream().findFirst();
    }

    private static boolean saysClose(Optional<Response> answer) {
        return answer.map(Connections::saysClose).orElse(false);
    }

    private static boolean saysClose(Response answer) {
        return answer.field("Connection")
                .map(v -> v.toLowerCase(java.util.Locale.ROOT).contains("close"))
                .orElse(false);
    }

    private static Judgement notClosing(Attempt a) {
        return Judgement.notApplicable(a, "a refusal does not close the connection");
    }

    private static Judgement nothingBehind(Attempt a) {
        if (firstAnswer(a).isEmpty()) {
            return Judgement.again(
                    a, Outcome.INCONCLUSIVE, Misdeed.NONE, "the request that ends the connection was not answered");
        }
        if (a.effect() == Effect.REQUESTED || a.lateEffect() == Effect.REQUESTED) {
            return Judgement.fail(
                    a,
                    Misdeed.PERFORMED,
                    "the connection was to end with the request before, yet the PUT behind it was performed: "
                            + (a.status() == 0
                                    ? "not answered"
                                    : "answered " + a.exchange().answer()));
        }
        if (a.effect() != Effect.NONE) {
            return Judgement.again(
                    a, Outcome.INCONCLUSIVE, Misdeed.NONE, "the resource became what the PUT behind does not explain");
        }
        return a.status() == 0
                ? Judgement.pass(a, "the PUT behind the last request was neither answered nor performed")
                : Judgement.warn(
                        a,
                        Misdeed.OUT_OF_STEP,
                        "the connection was to end with the request before, yet the PUT behind it was answered "
                                + a.exchange().answer());
    }
}
