package org.ifmatch.rule;

import static org.ifmatch.observe.Need.ANY_TAG;
import static org.ifmatch.observe.Need.DELETE;
import static org.ifmatch.observe.Need.EMPTY_CONTENT;
import static org.ifmatch.observe.Need.NO_TAG;
import static org.ifmatch.observe.Need.PATCH;
import static org.ifmatch.observe.Need.PUT_CREATE;
import static org.ifmatch.observe.Need.PUT_UPDATE;
import static org.ifmatch.observe.Scenario.scenario;
import static org.ifmatch.rule.Conditions.ifMatch;
import static org.ifmatch.rule.Conditions.send;
import static org.ifmatch.rule.Oracles.MALFORMED_WARNS;
import static org.ifmatch.rule.Oracles.MISSING;
import static org.ifmatch.rule.Oracles.READ_ANSWERED;
import static org.ifmatch.rule.Oracles.REJECTED;
import static org.ifmatch.rule.Rule.rule;

import java.util.Optional;
import java.util.function.Function;
import org.ifmatch.http.EntityTag;
import org.ifmatch.http.Field;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Content;
import org.ifmatch.observe.Effect;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Resource;
import org.ifmatch.observe.Scenario;
import org.ifmatch.observe.Unobtainable;
import org.ifmatch.report.Outcome;

/** RFC 9110 §13.1.1(1): If-Match: * is true for whatever exists, and for nothing else. */
public final class Wildcard {

    private static final Field STAR = ifMatch("*");
    private static final Content EMPTY = new Content("text/plain", new byte[0], "");

    private static Scenario star(String method) {
        return scenario("a " + method + " with *, on what exists", lab -> send(lab.resource(), method, STAR));
    }

    private static Scenario starOnMissing(String method) {
        return scenario("a " + method + " with *, where nothing ever was", lab -> send(lab.missing(), method, STAR));
    }

    static final Scenario STAR_PUT = star("PUT");
    static final Scenario STAR_ON_MISSING_PUT = starOnMissing("PUT");

    private static Scenario literally(String value) {
        return scenario("a PUT with If-Match: " + value, lab -> lab.resource().put(ifMatch(value)));
    }

    private static Scenario around(String what, Function<EntityTag[], Field[]> fields) {
        return scenario("a PUT with " + what, lab -> {
            Resource note = lab.resource();
            EntityTag old = Tags.parsed(note.tag());
            note.overwrite();
            return note.put(fields.apply(new EntityTag[] {Tags.parsed(note.tag()), old}));
        });
    }

    private static Field[] one(String value) {
        return new Field[] {ifMatch(value)};
    }

    static final Oracle STAR_ACCEPTED = Oracle.each(Wildcard::starAccepted);

    public static final Rule EXISTING_PUT = rule("wildcard/existing-put")
            .says("A PUT with If-Match: * is performed on what exists.")
            .needs(PUT_UPDATE)
            .on(STAR_PUT)
            .judge(STAR_ACCEPTED);

    public static final Rule EXISTING_PATCH = rule("wildcard/existing-patch")
            .says("A PATCH with If-Match: * is performed on what exists.")
            .needs(PATCH)
            .on(star("PATCH"))
            .judge(STAR_ACCEPTED);

    public static final Rule EXISTING_DELETE = rule("wildcard/existing-delete")
            .says("A DELETE with If-Match: * is performed on what exists.")
            .needs(DELETE)
            .on(star("DELETE"))
            .judge(STAR_ACCEPTED);

    public static final Rule EXISTING_GET = rule("wildcard/existing-get")
            .says("A GET with If-Match: * is answered for what exists.")
            .on(star("GET"))
            .judge(READ_ANSWERED);

    public static final Rule MISSING_PUT = rule("wildcard/missing-put")
            .says("A PUT with If-Match: * creates nothing.")
            .needs(PUT_CREATE)
            .on(STAR_ON_MISSING_PUT)
            .judge(MISSING);

    public static final Rule MISSING_PATCH = rule("wildcard/missing-patch")
            .says("A PATCH with If-Match: * creates nothing, and is refused like the PATCH without it.")
            .needs(PATCH)
            .on(starOnMissing("PATCH"))
            .judge(MISSING);

    public static final Rule MISSING_DELETE = rule("wildcard/missing-delete")
            .says("A DELETE with If-Match: * of what does not exist is refused like the DELETE without it.")
            .needs(DELETE)
            .on(starOnMissing("DELETE"))
            .judge(MISSING);

    public static final Rule MISSING_GET = rule("wildcard/missing-get")
            .says("A GET with If-Match: * of what does not exist is answered like the GET without it.")
            .on(starOnMissing("GET"))
            .judge(MISSING);

    public static final Rule AFTER_DELETE = rule("wildcard/after-delete")
            .says("A PUT with If-Match: * does not bring back what was deleted.")
            .needs(PUT_CREATE, DELETE)
            .restsOn("wildcard/missing-put")
            .on(scenario("a PUT with *, after a DELETE", lab -> {
                Resource note = lab.resource();
                note.remove();
                return note.put(STAR);
            }))
            .judge(MISSING);

    public static final Rule NO_ETAG_RESOURCE = rule("wildcard/no-etag-resource")
            .says("If-Match: * needs something that exists, not a tag.")
            .needs(PUT_UPDATE, NO_TAG)
            .names(Misdeed.LOCKED_OUT)
            .on(STAR_PUT)
            .judge(STAR_ACCEPTED);

    public static final Rule EMPTY_CONTENT_EXISTS = rule("wildcard/empty-content-exists")
            .says("A representation of no octets exists, so that If-Match: * is true for it.")
            .needs(PUT_UPDATE, EMPTY_CONTENT)
            .restsOn("wildcard/existing-put", "current-tag/put")
            .on(scenario("a PUT with *, on what exists and is empty", lab -> {
                Resource note = lab.resource();
                Attempt emptied = note.put(r -> Optional.of(EMPTY), note.trueCondition());
                if (emptied.effect() != Effect.REQUESTED) {
                    throw new Unobtainable("no empty content could be stored: "
                            + emptied.exchange().answer());
                }
                return note.put(STAR);
            }))
            .judge(STAR_ACCEPTED);

    public static final Rule QUOTED_IS_A_TAG = rule("wildcard/quoted-is-a-tag")
            .says("\"*\" between quotes is a tag like any other, not the wildcard.")
            .needs(PUT_UPDATE)
            .on(literally("\"*\""))
            .judge(REJECTED);

    public static final Rule WEAK_STAR = rule("wildcard/weak-star")
            .says("W/\"*\" is a weak tag and W/* is malformed; neither is the wildcard.")
            .needs(PUT_UPDATE)
            .restsOn("wildcard/quoted-is-a-tag")
            .on(literally("W/\"*\""))
            .judge(REJECTED)
            .on(literally("W/*"))
            .judge(MALFORMED_WARNS);

    public static final Rule OWS = rule("wildcard/ows")
            .says("Blanks and tabs around * do not count.")
            .needs(PUT_UPDATE)
            .restsOn("wildcard/existing-put")
            .on(scenario(
                    "a PUT with * between blanks and tabs",
                    lab -> lab.resource().put(ifMatch("  *  \t"))))
            .judge(STAR_ACCEPTED);

    public static final Rule PREFIX_NOT_STAR = rule("wildcard/prefix-not-star")
            .says("A value that only begins with * is malformed and not the wildcard.")
            .needs(PUT_UPDATE, ANY_TAG)
            .on(
                    literally("*foo"),
                    around("* and a replaced tag without a comma", t -> one("*" + t[1])),
                    literally("**"),
                    literally("*;q=1"))
            .judge(MALFORMED_WARNS);

    public static final Rule IN_A_LIST = rule("wildcard/in-list")
            .says("* as a member of a list is not interoperable; whatever a server makes of it is no server error.")
            .needs(PUT_UPDATE, ANY_TAG)
            .on(
                    around("a list of a replaced tag and *", t -> one(t[1] + ", *")),
                    around("a list of * and a replaced tag", t -> one("*, " + t[1])),
                    literally("*, *"),
                    around("two field lines of *", t -> new Field[] {STAR, STAR}),
                    around("a list of * and the current tag", t -> one("*, " + t[0])))
            .judge(Oracle.each(Wildcard::starInList));

    private Wildcard() {}

    /** A server that demands conditions may refuse * as too weak a one. */
    private static Judgement starAccepted(Attempt a, Known known) {
        boolean demands = known.can("428");
        return demands && (a.status() == 428 || a.status() == 412) && a.effect() == Effect.NONE
                ? Judgement.note(
                        a,
                        "the server demands conditions, and does not take * for one ("
                                + a.exchange().answer() + ")")
                : Oracles.accepted(a, known);
    }

    /** the grammar forbids it, and §13.1.1 says that it is unlikely to be interoperable. */
    static Judgement starInList(Attempt a, Known known) {
        int status = a.status();
        if (a.effect() == Effect.UNKNOWN
                || a.effect() == Effect.OTHER
                || a.succeeded() != (a.effect() == Effect.REQUESTED)) {
            return Oracles.rejected(a, known);
        }
        if (Oracles.isPassing(status)) {
            return Judgement.again(
                    a,
                    a.controls().work() && status >= 500 ? Outcome.WARN : Outcome.INCONCLUSIVE,
                    status >= 500 ? Misdeed.SERVER_ERROR : Misdeed.NONE,
                    "answered " + a.exchange().answer());
        }
        return a.succeeded()
                ? Judgement.note(
                        a,
                        "* within a list counts as the wildcard here: answered "
                                + a.exchange().answer())
                : Judgement.pass(a, "answered " + a.exchange().answer());
    }
}
