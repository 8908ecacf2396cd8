package org.ifmatch.rule;

import static org.ifmatch.observe.Need.ANY_TAG;
import static org.ifmatch.observe.Need.CONDITION_OPTIONAL;
import static org.ifmatch.observe.Need.LAST_MODIFIED;
import static org.ifmatch.observe.Need.NO_LAST_MODIFIED;
import static org.ifmatch.observe.Need.PUT_CREATE;
import static org.ifmatch.observe.Need.PUT_UPDATE;
import static org.ifmatch.observe.Need.STRONG_TAG;
import static org.ifmatch.observe.Scenario.scenario;
import static org.ifmatch.rule.Conditions.hourBefore;
import static org.ifmatch.rule.Conditions.hoursFromNow;
import static org.ifmatch.rule.Conditions.ifNoneMatch;
import static org.ifmatch.rule.Conditions.ifUnmodifiedSince;
import static org.ifmatch.rule.Conditions.lastModified;
import static org.ifmatch.rule.Conditions.ofAge;
import static org.ifmatch.rule.Oracles.ACCEPTED;
import static org.ifmatch.rule.Rule.rule;

import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Effect;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Resource;
import org.ifmatch.observe.Scenario;
import org.ifmatch.report.Outcome;

/** RFC 9110 §13.1.2, §13.1.4: the conditions beside If-Match, as far as the rest cannot be read without them. */
public final class Neighbour {

    static final Scenario INM_STAR_EXISTING = scenario(
            "a PUT with If-None-Match: *, on what exists", lab -> lab.resource().put(ifNoneMatch("*")));
    static final Scenario INM_CURRENT_PUT = scenario("a PUT with If-None-Match and the current tag", lab -> {
        Resource note = lab.resource();
        return note.put(ifNoneMatch(note.tag()));
    });
    static final Scenario INM_CURRENT_GET = scenario("a GET with If-None-Match and the current tag", lab -> {
        Resource note = lab.resource();
        return note.get(ifNoneMatch(note.tag()));
    });
    static final Scenario IUS_STALE = scenario("a PUT with If-Unmodified-Since an hour before Last-Modified", lab -> {
                Resource note = ofAge(lab);
                return note.put(ifUnmodifiedSince(hourBefore(lastModified(note))));
            })
            .waiting();
    static final Scenario IUS_CURRENT = scenario("a PUT with If-Unmodified-Since its Last-Modified", lab -> {
                Resource note = ofAge(lab);
                return note.put(ifUnmodifiedSince(lastModified(note)));
            })
            .waiting();

    public static final Rule IUS_STALE_REJECTED = rule("neighbour/ius-stale-rejected")
            .says("A PUT is not performed when the resource was modified after its If-Unmodified-Since.")
            .needs(PUT_UPDATE, LAST_MODIFIED)
            .on(IUS_STALE)
            .judge(Oracle.each(Oracles::rejected));

    public static final Rule IUS_IS_CURRENT = rule("neighbour/ius-current")
            .says("A PUT is performed when If-Unmodified-Since names just the Last-Modified that was read.")
            .needs(PUT_UPDATE, LAST_MODIFIED, CONDITION_OPTIONAL)
            .on(IUS_CURRENT)
            .judge(ACCEPTED);

    public static final Rule IUS_INVALID_IGNORED = rule("neighbour/ius-invalid-ignored")
            .says("An If-Unmodified-Since that is no date is ignored.")
            .needs(PUT_UPDATE, CONDITION_OPTIONAL)
            .on(scenario(
                    "a PUT with an If-Unmodified-Since that is no date",
                    lab -> lab.resource().put(ifUnmodifiedSince("garbage"))))
            .judge(ACCEPTED);

    public static final Rule IUS_NO_DATE_IGNORED = rule("neighbour/ius-no-date-ignored")
            .says("If-Unmodified-Since is ignored for a representation that has no modification date.")
            .needs(PUT_UPDATE, NO_LAST_MODIFIED, CONDITION_OPTIONAL)
            .on(scenario(
                    "a PUT with a past If-Unmodified-Since, where there is no Last-Modified",
                    lab -> lab.resource().put(ifUnmodifiedSince(hoursFromNow(-24)))))
            .judge(ACCEPTED);

    public static final Rule IUS_LIST_IGNORED = rule("neighbour/ius-list-ignored")
            .says("Two dates are no date: If-Unmodified-Since is ignored then.")
            .needs(PUT_UPDATE, LAST_MODIFIED, CONDITION_OPTIONAL)
            .on(scenario("a PUT with two past If-Unmodified-Since lines", lab -> {
                        Resource note = ofAge(lab);
                        String past = hourBefore(lastModified(note));
                        return note.put(ifUnmodifiedSince(past), ifUnmodifiedSince(hourBefore(past)));
                    })
                    .waiting())
            .judge(Oracle.each(Neighbour::listIgnored));

    public static final Rule INM_STAR_CREATE = rule("neighbour/inm-star-create")
            .says("A PUT with If-None-Match: * is performed only where nothing exists.")
            .needs(PUT_UPDATE)
            .on(INM_STAR_EXISTING)
            .judge(Oracle.each(Neighbour::refusedWith412))
            .on(scenario(
                            "a PUT with If-None-Match: *, where nothing exists",
                            lab -> lab.missing().put(ifNoneMatch("*")))
                    .needing(PUT_CREATE))
            .judge(ACCEPTED);

    public static final Rule INM_TAG_PUT = rule("neighbour/inm-tag-put")
            .says("A PUT with If-None-Match is refused for the current tag and performed for another.")
            .needs(PUT_UPDATE, ANY_TAG)
            .on(INM_CURRENT_PUT)
            .judge(Oracle.each(Neighbour::refusedWith412))
            .on(scenario("a PUT with If-None-Match and a tag that was replaced", lab -> {
                        Resource note = lab.resource();
                        String old = note.tag();
                        note.overwrite();
                        return note.put(ifNoneMatch(old));
                    })
                    .needing(CONDITION_OPTIONAL))
            .judge(ACCEPTED);

    public static final Rule INM_304 = rule("neighbour/inm-304")
            .says("A GET with If-None-Match and the current tag is answered 304.")
            .needs(STRONG_TAG)
            .on(INM_CURRENT_GET)
            .judge(Oracle.each(Neighbour::notModified));

    private Neighbour() {}

    /** A server may call a message malformed that repeats a field which is no list (§5.3): 400 is a warning, 412 a failure. */
    private static Judgement listIgnored(Attempt a, Known known) {
        return a.status() == 400 && a.effect() == Effect.NONE
                ? Judgement.warn(
                        a, Misdeed.OTHER_STATUS, "a repeated If-Unmodified-Since is refused with 400 and not ignored")
                : Oracles.accepted(a, known);
    }

    /** §13.1.2: 412 and nothing else refuses a write whose If-None-Match is false. */
    static Judgement refusedWith412(Attempt a, Known known) {
        Judgement judgement = Oracles.rejected(a, known);
        boolean star = a.exchange()
                .request()
                .field("If-None-Match")
                .map(value -> value.strip().equals("*"))
                .orElse(false);
        if (star && known.target().dialect().existing().contains(a.status()) && a.effect() == Effect.NONE) {
            return judgement.outcome() == Outcome.PASS
                    ? Judgement.pass(
                            a, "refused with " + a.exchange().answer() + ", as its dialect says, and nothing changed")
                    : judgement;
        }
        if (a.status() == 428 && a.controls().unconditionalStatus() == 428 && a.effect() == Effect.NONE) {
            return Judgement.note(
                    a,
                    "the target demands If-Match and counts no If-None-Match instead of it: answered 428, as without");
        }
        return judgement.misdeed() == Misdeed.OTHER_STATUS && a.effect() == Effect.NONE
                ? Judgement.failByAnswer(
                        a,
                        Misdeed.OTHER_STATUS,
                        "If-None-Match was false, and the PUT was answered "
                                + a.exchange().answer() + "; 412 was due (§13.1.2)")
                : judgement;
    }

    static Judgement notModified(Attempt a, Known known) {
        int status = a.status();
        if (status == 304) {
            return Judgement.pass(a, "answered 304");
        }
        if (Oracles.isPassing(status)) {
            return Judgement.again(
                    a,
                    Outcome.INCONCLUSIVE,
                    Misdeed.NONE,
                    "answered " + a.exchange().answer());
        }
        return Judgement.failByAnswer(
                a,
                status == 412 ? Misdeed.LOCKED_OUT : Misdeed.ANSWERED,
                "the " + a.method() + " was answered " + a.exchange().answer() + "; 304 was due");
    }
}
