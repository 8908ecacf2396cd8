package org.ifmatch.rule;

import static org.ifmatch.observe.Need.ANY_TAG;
import static org.ifmatch.observe.Need.DELETE;
import static org.ifmatch.observe.Need.NO_TAG;
import static org.ifmatch.observe.Need.PATCH;
import static org.ifmatch.observe.Need.PUT_UPDATE;
import static org.ifmatch.observe.Scenario.scenario;
import static org.ifmatch.rule.Conditions.ifMatch;
import static org.ifmatch.rule.Conditions.send;
import static org.ifmatch.rule.Oracles.REJECTED;
import static org.ifmatch.rule.Rule.rule;

import java.util.function.BiFunction;
import org.ifmatch.http.EntityTag;
import org.ifmatch.observe.Lab;
import org.ifmatch.observe.Resource;
import org.ifmatch.observe.Scenario;
import org.ifmatch.observe.Unobtainable;

/** RFC 9110 §13.1.1: what becomes of a request whose tag the resource never had. */
public final class ForeignTag {

    private static Scenario foreign(String method, String which, BiFunction<Lab, String, EntityTag> make) {
        return scenario("a " + method + " with " + which, lab -> {
            Resource note = lab.resource();
            return send(note, method, ifMatch(make.apply(lab, note.tag())));
        });
    }

    private static Scenario[] foreign(String method) {
        return new Scenario[] {
            foreign(method, "a tag of the same shape that was never issued", Tags::foreign),
            foreign(
                    method,
                    "the current tag, its last character changed",
                    (lab, tag) -> Tags.lastCharacterChanged(tag)),
            foreign(method, "the empty tag", (lab, tag) -> EntityTag.strong("")),
            foreign(method, "a random tag", (lab, tag) -> Tags.random(lab)),
            foreign(method, "the number after the current tag", (lab, tag) -> Tags.shifted(tag, 1)),
            foreign(method, "a number far above the current tag", (lab, tag) -> Tags.shifted(tag, 1_000_003)),
            foreign(method, "the number before the current tag", (lab, tag) -> Tags.shifted(tag, -1)),
        };
    }

    static final Scenario[] FOREIGN_PUT = foreign("PUT");
    static final Scenario[] FOREIGN_DELETE = foreign("DELETE");
    static final Scenario[] FOREIGN_PATCH = foreign("PATCH");

    static final Scenario OTHER_RESOURCE = scenario("a PUT with the current tag of another resource", lab -> {
        Resource note = lab.resource();
        Resource other = lab.resource();
        other.tag();
        other.overwrite();
        String own = note.tag();
        for (int tries = 0; other.tag().equals(own) && tries < 3; tries++) {
            other.overwrite();
        }
        if (other.tag().equals(own)) {
            throw new Unobtainable("two resources with different content keep the same tag " + own);
        }
        return note.afterStoryOf(other).put(ifMatch(other.tag()));
    });

    public static final Rule PUT_REJECTED = rule("foreign-tag/put-rejected")
            .says("A PUT that names a tag which the resource never had is not performed.")
            .needs(PUT_UPDATE, ANY_TAG)
            .restsOn("stale-tag/put-rejected")
            .on(FOREIGN_PUT)
            .judge(REJECTED);

    public static final Rule DELETE_REJECTED = rule("foreign-tag/delete-rejected")
            .says("A DELETE that names a tag which the resource never had removes nothing.")
            .needs(DELETE, ANY_TAG)
            .restsOn("stale-tag/delete-rejected")
            .on(FOREIGN_DELETE)
            .judge(REJECTED);

    public static final Rule PATCH_REJECTED = rule("foreign-tag/patch-rejected")
            .says("A PATCH that names a tag which the resource never had is not performed.")
            .needs(PATCH, ANY_TAG)
            .restsOn("stale-tag/patch-rejected")
            .on(FOREIGN_PATCH)
            .judge(REJECTED);

    public static final Rule UNTAGGED_RESOURCE = rule("foreign-tag/untagged-resource")
            .says("A list of tags is false for a representation that has no tag: the write is not performed.")
            .needs(NO_TAG)
            .on(untagged("PUT").needing(PUT_UPDATE), untagged("DELETE").needing(DELETE))
            .judge(REJECTED);

    public static final Rule OTHER_RESOURCES_TAG = rule("foreign-tag/other-resource")
            .says("The current tag of another resource lets no PUT through.")
            .needs(PUT_UPDATE, ANY_TAG)
            .restsOn("stale-tag/put-rejected", "foreign-tag/put-rejected")
            .on(OTHER_RESOURCE)
            .judge(REJECTED);

    private static Scenario untagged(String method) {
        return scenario("a " + method + " with a tag, on a resource that has none", lab -> {
                    Resource note = lab.resource();
                    return note.watch(send(note, method, ifMatch(Tags.random(lab))));
                })
                .waiting();
    }

    private ForeignTag() {}
}
