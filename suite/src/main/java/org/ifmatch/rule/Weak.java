package org.ifmatch.rule;

import static org.ifmatch.observe.Need.DELETE;
import static org.ifmatch.observe.Need.PUT_UPDATE;
import static org.ifmatch.observe.Need.STRONG_TAG;
import static org.ifmatch.observe.Need.WEAK_TAG;
import static org.ifmatch.observe.Scenario.scenario;
import static org.ifmatch.rule.Conditions.ifMatch;
import static org.ifmatch.rule.Conditions.ifNoneMatch;
import static org.ifmatch.rule.Conditions.send;
import static org.ifmatch.rule.Oracles.ACCEPTED;
import static org.ifmatch.rule.Oracles.MALFORMED_WARNS;
import static org.ifmatch.rule.Oracles.REJECTED;
import static org.ifmatch.rule.Rule.rule;

import java.util.function.Function;
import org.ifmatch.http.EntityTag;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Resource;
import org.ifmatch.observe.Scenario;

/** RFC 9110 §8.8.3.2: If-Match compares strongly, so that a weak tag never matches; If-None-Match compares weakly. */
public final class Weak {

    private static Scenario with(String method, String which, Function<EntityTag, Object> value) {
        return scenario("a " + method + " with " + which, lab -> {
            Resource note = lab.resource();
            return send(note, method, ifMatch(value.apply(Tags.parsed(note.tag()))));
        });
    }

    private static Scenario withOld(String which, Function<EntityTag, Object> value) {
        return scenario("a PUT with " + which, lab -> {
            Resource note = lab.resource();
            EntityTag old = Tags.parsed(note.tag());
            note.overwrite();
            return note.put(ifMatch(value.apply(old)));
        });
    }

    private static Scenario list(String which, boolean old, Function<EntityTag[], String> value) {
        return scenario("a PUT with the list " + which, lab -> {
            Resource note = lab.resource();
            EntityTag replaced = Tags.parsed(note.tag());
            note.overwrite();
            EntityTag current = Tags.parsed(note.tag());
            return note.put(ifMatch(value.apply(new EntityTag[] {current, replaced})));
        });
    }

    static final Scenario OLD_WEAK = withOld("a weak tag that was replaced", tag -> tag);
    static final Scenario OLD_STRONG_FORM =
            withOld("a weak tag that was replaced, written as a strong one", EntityTag::asStrong);

    private static final Oracle REJECTED_UNLESS_WEAKLY = Oracle.each((a, k) -> weakly(a, k, Oracles.rejected(a, k)));
    private static final Oracle READ_REFUSED_UNLESS_WEAKLY =
            Oracle.each((a, k) -> weakly(a, k, Oracles.readRefused(a, k)));

    public static final Rule W_FORM_OF_STRONG = rule("weak/w-form-of-strong")
            .says("The weak form of a strong current tag does not match it.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .on(with("PUT", "the current tag made weak", EntityTag::asWeak))
            .judge(REJECTED_UNLESS_WEAKLY)
            .on(with("GET", "the current tag made weak", EntityTag::asWeak))
            .judge(READ_REFUSED_UNLESS_WEAKLY);

    public static final Rule W_AGAINST_W = rule("weak/w-against-w")
            .says("Two weak tags do not match in If-Match, not even when they are the same.")
            .needs(WEAK_TAG)
            .on(with("PUT", "the current tag, which is weak", tag -> tag).needing(PUT_UPDATE))
            .judge(REJECTED_UNLESS_WEAKLY)
            .on(with("DELETE", "the current tag, which is weak", tag -> tag).needing(DELETE))
            .judge(REJECTED_UNLESS_WEAKLY)
            .on(with("GET", "the current tag, which is weak", tag -> tag))
            .judge(READ_REFUSED_UNLESS_WEAKLY);

    public static final Rule STRONG_FORM_OF_W = rule("weak/strong-form-of-w")
            .says("The strong form of a weak current tag does not match it.")
            .needs(PUT_UPDATE, WEAK_TAG)
            .on(with("PUT", "the current weak tag made strong", EntityTag::asStrong))
            .judge(REJECTED_UNLESS_WEAKLY);

    public static final Rule OLD_WEAK_REJECTED = rule("weak/old-weak-rejected")
            .says("A weak tag that was replaced matches under no comparison.")
            .needs(PUT_UPDATE, WEAK_TAG)
            .on(OLD_WEAK, OLD_STRONG_FORM)
            .judge(REJECTED);

    public static final Rule IN_LIST = rule("weak/in-list")
            .says("A weak member of a list neither matches nor keeps the others from matching.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("current-tag/put")
            .on(
                    list("W/\"current\", \"current\"", false, t -> t[0].asWeak() + ", " + t[0]),
                    list("\"current\", W/\"current\"", false, t -> t[0] + ", " + t[0].asWeak()))
            .judge(ACCEPTED)
            .on(list("W/\"current\", \"replaced\"", true, t -> t[0].asWeak() + ", " + t[1]))
            .judge(REJECTED_UNLESS_WEAKLY);

    public static final Rule LOWERCASE_W = rule("weak/lowercase-w")
            .says("A weak tag begins with a capital W: \"w/\" makes the value malformed, and it does not match.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .on(with("PUT", "the current tag after a small \"w/\"", tag -> "w/" + tag))
            .judge(MALFORMED_WARNS);

    public static final Rule ONLY_TAGS = rule("weak/only-tags")
            .says("Where all tags are weak, only * can satisfy If-Match.")
            .needs(WEAK_TAG)
            .on(scenario("a GET that shows a weak tag", lab -> lab.resource().get()))
            .judge(
                    Oracle.each(
                            (a, k) -> Judgement.note(
                                    a,
                                    "all tags are weak, so that If-Match with tags cannot be satisfied here: give strong tags, or document that they are compared weakly")));

    public static final Rule WILDCARD_STILL_TRUE = rule("weak/wildcard-still-true")
            .says("If-Match: * is true for a resource whose tag is weak.")
            .needs(PUT_UPDATE, WEAK_TAG)
            .names(Misdeed.LOCKED_OUT)
            .on(Wildcard.STAR_PUT)
            .judge(Wildcard.STAR_ACCEPTED);

    public static final Rule INM_WEAK_COMPARISON = rule("weak/inm-weak-comparison")
            .says("If-None-Match compares weakly: the weak form of the current tag matches there.")
            .needs(STRONG_TAG)
            .restsOn("neighbour/inm-304", "neighbour/inm-tag-put")
            .on(scenario("a GET with If-None-Match and the current tag made weak", lab -> {
                Resource note = lab.resource();
                return note.get(ifNoneMatch(Tags.parsed(note.tag()).asWeak()));
            }))
            .judge(Oracle.each(Neighbour::notModified))
            .on(scenario("a PUT with If-None-Match and the current tag made weak", lab -> {
                        Resource note = lab.resource();
                        return note.put(ifNoneMatch(Tags.parsed(note.tag()).asWeak()));
                    })
                    .needing(PUT_UPDATE))
            .judge(Oracle.each(Neighbour::refusedWith412));

    private Weak() {}

    /** dialects that compare weakly by their own specification may match here; the old tag is another rule's. */
    private static Judgement weakly(Attempt a, Known known, Judgement judgement) {
        boolean matched = judgement.misdeed() == Misdeed.PERFORMED || judgement.misdeed() == Misdeed.ANSWERED;
        boolean allowed = known.target().dialect().comparison() == org.ifmatch.target.Dialect.Comparison.WEAK;
        return matched && allowed
                ? Judgement.pass(
                        a,
                        "matched weakly, as dialect " + known.target().dialect().name() + " says")
                : judgement;
    }
}
