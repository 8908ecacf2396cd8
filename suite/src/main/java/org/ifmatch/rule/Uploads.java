package org.ifmatch.rule;

import static org.ifmatch.observe.Need.PUT_UPDATE;
import static org.ifmatch.observe.Need.STRONG_TAG;
import static org.ifmatch.observe.Scenario.scenario;
import static org.ifmatch.rule.Conditions.ifMatch;
import static org.ifmatch.rule.Rule.rule;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.ifmatch.http.Request;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Controls;
import org.ifmatch.observe.Conversation;
import org.ifmatch.observe.Conversation.Part;
import org.ifmatch.observe.Dialogue;
import org.ifmatch.observe.Effect;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Manner;
import org.ifmatch.observe.Resource;
import org.ifmatch.observe.Scenario;
import org.ifmatch.observe.Slow;
import org.ifmatch.observe.Snapshot;
import org.ifmatch.report.Outcome;

/** RFC 9110 §6.1, RFC 9112 §8: a request that ends before its content does is none, and changes nothing. */
public final class Uploads {

    /** Octets of an upload that is broken off: large, and less than what servers usually allow. */
    private static final int HALF_MIB = 512 * 1024;
    /** Octets of a chunk; half of the content ends between two of them. */
    private static final int CHUNK = 64 * 1024;
    /** How long an answer to half a request is listened for. */
    private static final Duration FOR_AN_ANSWER = Duration.ofMillis(500);

    private static final UnaryOperator<Request> WITH_LENGTH = r -> r;
    private static final UnaryOperator<Request> IN_CHUNKS = r -> r.chunked(CHUNK);

    /** We send no more, and listen for what is made of it. */
    private static final Consumer<Dialogue> ENDED = Dialogue::finish;

    private static final Consumer<Dialogue> BROKEN_OFF = Dialogue::reset;

    /** Half of the content, and then the end of the connection. The twins go as a whole. */
    static Manner aborted(String name, UnaryOperator<Request> form, Consumer<Dialogue> end) {
        Manner whole = new Manner(
                "whole, where others are broken off: " + name, (line, usual) -> Manners.ask(line, form.apply(usual)));
        return new Manner("broken off: " + name, (line, usual) -> {
                    Request request = form.apply(usual);
                    line.send(Part.head(request), Part.content(request, 0, half(request)));
                    line.pause(Slow.BETWEEN);
                    end.accept(line);
                    if (!line.isOver()) {
                        line.hear(request, FOR_AN_ANSWER);
                    }
                    return request;
                })
                .withTwins(whole);
    }

    private static int half(Request request) {
        boolean chunked = request.field("Transfer-Encoding").isPresent();
        int chunks = request.content().length / CHUNK / 2;
        // A chunk has its size in five hexadecimal digits before it, and three line ends.
        return chunked && chunks > 0 ? chunks * (CHUNK + "10000\r\n\r\n".length()) : request.content().length / 2;
    }

    private static Scenario half(String what, UnaryOperator<Request> form, Consumer<Dialogue> end) {
        return scenario("half a PUT of 512 KiB " + what + ", with the current tag", lab -> {
                    Resource note = lab.resource();
                    Manner manner = aborted(what, form, end);
                    return note.watch(
                            note.by(manner).put(r -> Optional.of(r.largeContent(HALF_MIB)), ifMatch(note.strongTag())));
                })
                .waiting();
    }

    /** A GET on another connection while half of the content has arrived. */
    private static Scenario seenMeanwhile(String what, UnaryOperator<Request> form) {
        return scenario("a GET while half a PUT of 512 KiB " + what + " has arrived", lab -> {
            Resource note = lab.resource();
            Slow slow = new Slow("512 KiB " + what, form, false);
            return note.overtaken(
                    slow, r -> Optional.of(r.largeContent(HALF_MIB)), Resource.Rival.READER, ifMatch(note.strongTag()));
        });
    }

    public static final Rule ABORTED_LENGTH = rule("wire/aborted-upload-length")
            .says(
                    "An upload that ends before its Content-Length is reached changes nothing, and nobody sees a part of it.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("current-tag/put")
            .on(
                    half("with its length, then the connection ended", WITH_LENGTH, ENDED),
                    half("with its length, then the connection broken off", WITH_LENGTH, BROKEN_OFF))
            .judge(Oracle.each(Uploads::changedNothing))
            .on(seenMeanwhile("with its length", WITH_LENGTH))
            .judge(Oracle.each(Uploads::unseen));

    public static final Rule ABORTED_CHUNKED = rule("wire/aborted-upload-chunked")
            .says(
                    "An upload in chunks that ends before the last of them changes nothing, and nobody sees a part of it.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("current-tag/put")
            .on(
                    half("in chunks, then the connection ended", IN_CHUNKS, ENDED),
                    half("in chunks, then the connection broken off", IN_CHUNKS, BROKEN_OFF))
            .judge(Oracle.each(Uploads::changedNothing))
            .on(seenMeanwhile("in chunks", IN_CHUNKS))
            .judge(Oracle.each(Uploads::unseen));

    private Uploads() {}

    static Judgement changedNothing(Attempt a, Known known) {
        Effect effect = a.effect() == Effect.NONE || a.effect() == Effect.UNKNOWN ? a.lateEffect() : a.effect();
        if (effect == Effect.UNKNOWN) {
            return Oracles.unread(a);
        }
        if (effect != Effect.NONE) {
            return a.showsThirdWrite()
                    ? Oracles.thirdWrite(a)
                    : Judgement.fail(
                            a,
                            Misdeed.SIDE_EFFECT,
                            "half of the content was sent, and the resource changed: "
                                    + inWords(a.late().orElse(a.after())));
        }
        boolean refusedBefore =
                a.conversation().orElseThrow().isAnsweredEarly(a.exchange().request());
        if (refusedBefore && Oracles.isPlainAnswerToo(a)) {
            return Oracles.plainAnswerToo(a);
        }
        if (!a.firstSeen().etag().equals(a.before().etag())) {
            return Judgement.fail(
                    a,
                    Misdeed.WRONG_FIELD,
                    "half of the content was sent, and the tag moved from "
                            + a.before().etag().orElse("none") + " to "
                            + a.firstSeen().etag().orElse("none") + ", although nothing else changed");
        }
        if (a.succeeded()) {
            return Judgement.failByAnswer(
                    a,
                    Misdeed.FALSE_SUCCESS,
                    "half of the content was sent, and answered " + a.exchange().answer());
        }
        return proved(a, "half of the content was sent, and nothing changed");
    }

    /** A pass counts only where a whole upload of this kind is performed. */
    private static Judgement proved(Attempt a, String words) {
        Controls controls = a.controls();
        int plain = controls.unconditionalStatus();
        if (Set.of(411, 413, 415, 501).contains(plain)) {
            return Judgement.notApplicable(
                    a, "the whole of such an upload is answered " + controls.unconditionalAnswer());
        }
        return controls.work()
                ? Judgement.pass(a, words)
                : Judgement.again(
                        a,
                        Outcome.INCONCLUSIVE,
                        controls.unconditionalWorks() ? Misdeed.LOCKED_OUT : Misdeed.NONE,
                        words + "; but the whole of such an upload was answered " + controls.unconditionalAnswer()
                                + " without a condition and " + controls.positiveAnswer() + " with a true one");
    }

    private static String inWords(Snapshot seen) {
        return "GET was answered " + seen.exchange().answer()
                + seen.exchange()
                        .response()
                        .map(r -> " with " + r.content().length + " octets")
                        .orElse("");
    }

    static Judgement unseen(Attempt a, Known known) {
        Conversation talk = a.conversation().orElseThrow();
        if (talk.others().isEmpty()) {
            return Oracles.isPlainAnswerToo(a)
                    ? Oracles.plainAnswerToo(a)
                    : Judgement.again(
                            a,
                            Outcome.INCONCLUSIVE,
                            Misdeed.NONE,
                            "the PUT " + a.exchange().fate() + " before its content was sent");
        }
        Attempt get = talk.others().get(0);
        if (!talk.isFollowedBy(get, a.exchange().request())) {
            // So it looks on a busy machine, too.
            return Judgement.again(a, Outcome.NOTE, Misdeed.NONE, "who reads waits until the upload is over");
        }
        if (!get.after().isKnown() || !get.before().isKnown()) {
            return Judgement.again(
                    a,
                    Outcome.INCONCLUSIVE,
                    Misdeed.NONE,
                    "a GET while the content was on its way " + get.exchange().fate());
        }
        return get.after().sameStateAs(get.before(), known.verbatim())
                ? proved(a, "a GET while the content was on its way showed what was there before")
                : Judgement.fail(
                        a,
                        Misdeed.SIDE_EFFECT,
                        "a GET while the content was on its way showed what nobody had stored yet: "
                                + inWords(get.after()));
    }
}
