package org.ifmatch.rule;

import static org.ifmatch.observe.Need.ANY_TAG;
import static org.ifmatch.observe.Need.DELETE;
import static org.ifmatch.observe.Need.PATCH;
import static org.ifmatch.observe.Need.PUT_CREATE;
import static org.ifmatch.observe.Scenario.scenario;
import static org.ifmatch.rule.Conditions.ifMatch;
import static org.ifmatch.rule.Conditions.send;
import static org.ifmatch.rule.Oracles.MISSING;
import static org.ifmatch.rule.Rule.rule;

import org.ifmatch.observe.Resource;
import org.ifmatch.observe.Scenario;

/** RFC 9110 §13.1.1(3), §13.2.1: no tag matches what does not exist, and a request that would be refused anyway is. */
public final class Missing {

    static Scenario never(String method) {
        return scenario("a " + method + " with a tag, where nothing ever was", lab -> {
            Resource nothing = lab.missing();
            return send(nothing, method, ifMatch(Tags.random(lab)));
        });
    }

    static final Scenario NEVER_PUT = never("PUT");
    static final Scenario NEVER_GET = never("GET");
    static final Scenario NEVER_DELETE = never("DELETE");
    static final Scenario NEVER_PATCH = never("PATCH");

    static final Scenario DELETED_PUT = scenario("a PUT, with its last tag, of what was deleted", lab -> {
        Resource note = lab.resource();
        String last = note.tag();
        note.remove();
        return note.put(ifMatch(last));
    });

    private static final Scenario UNKNOWN_COLLECTION =
            scenario("a PUT with a tag, below a collection that does not exist", lab -> {
                Resource nothing = lab.missingBelowMissing();
                return nothing.put(ifMatch(Tags.random(lab)));
            });

    private static Scenario star(String method) {
        return scenario(
                "a " + method + " with *, where nothing was ever stored",
                lab -> send(lab.missing(), method, ifMatch("*")));
    }

    public static final Rule PUT_TAG = rule("missing/put-tag")
            .says("A PUT that names a tag creates nothing where nothing exists.")
            .needs(PUT_CREATE)
            .on(NEVER_PUT, DELETED_PUT.needing(DELETE, ANY_TAG))
            .judge(MISSING);

    public static final Rule DELETE_TAG = rule("missing/delete-tag")
            .says("A DELETE of what does not exist is refused like the DELETE without a tag.")
            .needs(DELETE)
            .on(NEVER_DELETE)
            .judge(MISSING);

    public static final Rule PATCH_TAG = rule("missing/patch-tag")
            .says("A PATCH that names a tag creates nothing, and is refused like the PATCH without it.")
            .needs(PATCH)
            .on(NEVER_PATCH)
            .judge(MISSING);

    public static final Rule GET_404_WINS = rule("missing/get-404-wins")
            .says("A GET or HEAD of what does not exist is answered 404, whatever its condition.")
            .on(NEVER_GET, never("HEAD"), star("GET"), star("HEAD"))
            .judge(MISSING);

    public static final Rule UNKNOWN = rule("missing/unknown-collection")
            .says(
                    "A PUT below a collection that does not exist creates nothing, and is refused like the PUT without a tag.")
            .needs(PUT_CREATE)
            .restsOn("missing/put-tag")
            .on(UNKNOWN_COLLECTION)
            .judge(Oracle.each(Missing::unknownCollection));

    private Missing() {}

    private static Judgement unknownCollection(org.ifmatch.observe.Attempt a, org.ifmatch.observe.Known known) {
        int plain = a.controls().unconditionalStatus();
        boolean refusedAlike = a.status() == plain && plain >= 400 && !Oracles.isPassing(plain);
        if (refusedAlike && a.effect() == org.ifmatch.observe.Effect.NONE) {
            return Judgement.pass(a, "answered " + a.exchange().answer() + ", like the request without a condition");
        }
        boolean otherwiseRefused = plain >= 400 && !Oracles.isAbsence(plain) && !Oracles.isPassing(plain);
        if (a.status() == 412 && otherwiseRefused && a.effect() == org.ifmatch.observe.Effect.NONE) {
            return Judgement.note(
                    a,
                    "answered 412, where the request without a condition is answered "
                            + a.controls().unconditionalAnswer());
        }
        return Oracles.missing(a, known);
    }
}
