package org.ifmatch.rule;

import static org.ifmatch.observe.Need.DELETE;
import static org.ifmatch.observe.Need.LAST_MODIFIED;
import static org.ifmatch.observe.Need.PUT_CREATE;
import static org.ifmatch.observe.Need.PUT_UPDATE;
import static org.ifmatch.observe.Need.RANGE;
import static org.ifmatch.observe.Need.STRONG_TAG;
import static org.ifmatch.rule.Conditions.hourBefore;
import static org.ifmatch.rule.Conditions.hoursFromNow;
import static org.ifmatch.rule.Conditions.ifMatch;
import static org.ifmatch.rule.Conditions.ifModifiedSince;
import static org.ifmatch.rule.Conditions.ifNoneMatch;
import static org.ifmatch.rule.Conditions.ifRange;
import static org.ifmatch.rule.Conditions.ifUnmodifiedSince;
import static org.ifmatch.rule.Conditions.range;
import static org.ifmatch.rule.Conditions.send;
import static org.ifmatch.rule.Oracles.ACCEPTED;
import static org.ifmatch.rule.Oracles.MISSING;
import static org.ifmatch.rule.Oracles.READ_ANSWERED;
import static org.ifmatch.rule.Oracles.READ_REFUSED;
import static org.ifmatch.rule.Oracles.REJECTED;
import static org.ifmatch.rule.Rule.rule;
import static org.ifmatch.rule.Rule.untested;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.ifmatch.http.EntityTag;
import org.ifmatch.http.Field;
import org.ifmatch.http.Response;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Effect;
import org.ifmatch.observe.Intent;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Lab;
import org.ifmatch.observe.Need;
import org.ifmatch.observe.Resource;
import org.ifmatch.observe.Scenario;
import org.ifmatch.report.Outcome;

/**
 * RFC 9110 §13.2.2: which of several conditions, and of Range, is looked at first. In each case the fields disagree, so that the
 * order can be seen.
 */
public final class Precedence {

    /** What the fields of a case are made of: the current tag, one that was replaced, and the current Last-Modified. */
    record Setting(Resource resource, EntityTag current, EntityTag old) {
        String lastModified() {
            return Conditions.lastModified(resource);
        }
    }

    /** A case in the usual order of its field lines, and in both. */
    private record Both(Scenario inOrder, Scenario eitherWay) {}

    private static Both both(String method, String what, boolean aged, Function<Setting, List<Field>> fields) {
        String name = "a " + method + " with " + what;
        Scenario inOrder = Scenario.scenario(
                name,
                lab -> sent(List.of(prepared(lab)), lab, method, aged, fields).get(0));
        Scenario eitherWay = Scenario.attempts(name + ", its lines in both orders", lab -> {
            List<Attempt> all = sent(List.of(prepared(lab), prepared(lab)), lab, method, aged, fields);
            return List.of(all.get(0).named(name), all.get(1).named(name + ", lines swapped"));
        });
        return aged ? new Both(inOrder.waiting(), eitherWay.waiting()) : new Both(inOrder, eitherWay);
    }

    /** A resource that was replaced once, and the tag that it had before. */
    private record Prepared(Resource note, EntityTag old) {}

    private static Prepared prepared(Lab lab) {
        Resource note = lab.resource();
        EntityTag old = Tags.parsed(note.tag());
        note.overwrite();
        return new Prepared(note, old);
    }

    /** The first with its lines in the usual order, the second with its lines in the other one. */
    private static List<Attempt> sent(
            List<Prepared> all, Lab lab, String method, boolean aged, Function<Setting, List<Field>> fields) {
        if (aged) {
            Conditions.letAge(lab);
        }
        List<Attempt> attempts = new ArrayList<>();
        for (Prepared each : all) {
            Resource note = each.note();
            List<Field> lines = new ArrayList<>(fields.apply(new Setting(note, Tags.parsed(note.tag()), each.old())));
            if (!attempts.isEmpty()) {
                Collections.reverse(lines);
            }
            attempts.add(send(note, method, lines.toArray(Field[]::new)));
        }
        return attempts;
    }

    private static final Both IM_FALSE_INM_MATCH = both(
            "GET",
            "If-Match false, If-None-Match the current tag",
            false,
            s -> List.of(ifMatch(s.old()), ifNoneMatch(s.current())));
    private static final Both IM_FALSE_INM_NO_MATCH = both(
            "GET",
            "If-Match false, If-None-Match another tag",
            false,
            s -> List.of(ifMatch(s.old()), ifNoneMatch(s.old())));
    private static final Both IM_FALSE_INM_NO_MATCH_PUT = both(
            "PUT",
            "If-Match false, If-None-Match another tag",
            false,
            s -> List.of(ifMatch(s.old()), ifNoneMatch(s.old())));
    private static final Both IM_TRUE_INM_MATCH = both(
            "GET",
            "If-Match true, If-None-Match the current tag",
            false,
            s -> List.of(ifMatch(s.current()), ifNoneMatch(s.current())));
    private static final Both IM_TRUE_INM_NO_MATCH = both(
            "GET",
            "If-Match true, If-None-Match another tag",
            false,
            s -> List.of(ifMatch(s.current()), ifNoneMatch(s.old())));
    private static final Both IM_TRUE_INM_MATCH_PUT = both(
            "PUT",
            "If-Match true, If-None-Match the current tag",
            false,
            s -> List.of(ifMatch(s.current()), ifNoneMatch(s.current())));
    private static final Both IM_TRUE_INM_STAR_PUT =
            both("PUT", "If-Match true, If-None-Match *", false, s -> List.of(ifMatch(s.current()), ifNoneMatch("*")));
    private static final Both IM_STAR_INM_STAR =
            both("PUT", "If-Match *, If-None-Match *", false, s -> List.of(ifMatch("*"), ifNoneMatch("*")));
    private static final Both IUS_IGNORED_TRUE_PUT = both(
            "PUT",
            "If-Match true, If-Unmodified-Since past",
            true,
            s -> List.of(ifMatch(s.current()), ifUnmodifiedSince(hourBefore(s.lastModified()))));
    private static final Both IUS_IGNORED_TRUE_GET = both(
            "GET",
            "If-Match true, If-Unmodified-Since past",
            true,
            s -> List.of(ifMatch(s.current()), ifUnmodifiedSince(hourBefore(s.lastModified()))));
    private static final Both IUS_IGNORED_FALSE_PUT = both(
            "PUT",
            "If-Match false, If-Unmodified-Since true",
            true,
            s -> List.of(ifMatch(s.old()), ifUnmodifiedSince(hoursFromNow(1))));
    private static final Both IUS_IGNORED_FALSE_GET = both(
            "GET",
            "If-Match false, If-Unmodified-Since true",
            true,
            s -> List.of(ifMatch(s.old()), ifUnmodifiedSince(hoursFromNow(1))));
    private static final Both IUS_INVALID = both(
            "PUT",
            "If-Match true, If-Unmodified-Since no date",
            false,
            s -> List.of(ifMatch(s.current()), ifUnmodifiedSince("garbage")));
    private static final Both IMS_AFTER_TRUE = both(
            "GET",
            "If-Match true, If-Modified-Since the Last-Modified",
            true,
            s -> List.of(ifMatch(s.current()), ifModifiedSince(s.lastModified())));
    private static final Both IMS_AFTER_FALSE = both(
            "GET",
            "If-Match false, If-Modified-Since now",
            true,
            s -> List.of(ifMatch(s.old()), ifModifiedSince(hoursFromNow(0))));
    private static final Both IMS_ON_PUT = both(
            "PUT",
            "If-Match true, If-Modified-Since the Last-Modified",
            true,
            s -> List.of(ifMatch(s.current()), ifModifiedSince(s.lastModified())));
    private static final Both IMS_ON_FALSE_PUT = both(
            "PUT",
            "If-Match false, If-Modified-Since past",
            true,
            s -> List.of(ifMatch(s.old()), ifModifiedSince(hourBefore(s.lastModified()))));
    private static final Both FALSE_RANGE =
            both("GET", "If-Match false, and a Range", false, s -> List.of(ifMatch(s.old()), range("bytes=0-3")));
    private static final Both FALSE_RANGE_UNSAT = both(
            "GET",
            "If-Match false, and a Range beyond the end",
            false,
            s -> List.of(ifMatch(s.old()), range("bytes=1000000000-")));
    private static final Both TRUE_RANGE =
            both("GET", "If-Match true, and a Range", false, s -> List.of(ifMatch(s.current()), range("bytes=0-3")));
    private static final Both TRUE_RANGE_UNSAT = both(
            "GET",
            "If-Match true, and a Range beyond the end",
            false,
            s -> List.of(ifMatch(s.current()), range("bytes=1000000000-")));
    private static final Both FALSE_IF_RANGE = both(
            "GET",
            "If-Match false, a Range, If-Range the current tag",
            false,
            s -> List.of(ifMatch(s.old()), range("bytes=0-3"), ifRange(s.current())));
    private static final Both TRUE_IF_RANGE_STALE = both(
            "GET",
            "If-Match true, a Range, If-Range a replaced tag",
            false,
            s -> List.of(ifMatch(s.current()), range("bytes=0-3"), ifRange(s.old())));
    private static final Both IF_RANGE_WEAK = both(
            "GET",
            "If-Match true, a Range, If-Range the current tag made weak",
            false,
            s -> List.of(
                    ifMatch(s.current()),
                    range("bytes=0-3"),
                    ifRange(s.current().asWeak())));
    private static final Both IF_RANGE_ALONE = both(
            "GET",
            "If-Match true, If-Range a replaced tag, no Range",
            false,
            s -> List.of(ifMatch(s.current()), ifRange(s.old())));
    private static final Both RANGE_ON_PUT =
            both("PUT", "If-Match true, and a Range", false, s -> List.of(ifMatch(s.current()), range("bytes=0-3")));
    private static final Both RANGE_ON_FALSE_PUT =
            both("PUT", "If-Match false, and a Range", false, s -> List.of(ifMatch(s.old()), range("bytes=0-3")));

    private static final Scenario CONTENT_RANGE_STALE =
            Scenario.scenario("a PUT with a replaced tag and Content-Range", lab -> {
                Resource note = lab.resource();
                String old = note.tag();
                note.overwrite();
                int octets = lab.fresh(note).octets().length;
                return note.put(ifMatch(old), Field.of("Content-Range", "bytes 0-" + (octets - 1) + "/" + octets));
            });

    private static final Scenario STARS_ON_MISSING = Scenario.scenario(
            "a PUT with If-Match * and If-None-Match *, where nothing exists",
            lab -> lab.missing().put(ifMatch("*"), ifNoneMatch("*")));
    private static final Scenario TAG_AND_STAR_ON_DELETED =
            Scenario.scenario("a PUT with its last tag and If-None-Match *, of what was deleted", lab -> {
                Resource note = lab.resource();
                String last = note.tag();
                note.remove();
                return note.put(ifMatch(last), ifNoneMatch("*"));
            });

    private static final String GET_STALE = "stale-tag/get-412";
    private static final String GET_CURRENT = "current-tag/get-head";
    private static final String PUT_STALE = "stale-tag/put-rejected";
    private static final String PUT_CURRENT = "current-tag/put";

    private static Rule reading(String id, String says, Both fields, Oracle oracle, Need... needs) {
        return rule(id).says(says)
                .needs(with(STRONG_TAG, needs))
                .restsOn(GET_STALE, GET_CURRENT)
                .on(fields.inOrder())
                .judge(oracle);
    }

    private static Rule writing(String id, String says, Both fields, Oracle oracle, Need... needs) {
        return rule(id).says(says)
                .needs(with(PUT_UPDATE, with(STRONG_TAG, needs)))
                .restsOn(PUT_STALE, PUT_CURRENT)
                .on(fields.inOrder())
                .judge(oracle);
    }

    private static Need[] with(Need first, Need... others) {
        List<Need> all = new ArrayList<>(List.of(others));
        all.add(0, first);
        return all.toArray(Need[]::new);
    }

    public static final Rule FALSE_INM_MATCH_GET = reading(
            "precedence/im-false-inm-match-get",
            "A false If-Match is answered 412, although If-None-Match alone would give 304.",
            IM_FALSE_INM_MATCH,
            READ_REFUSED);
    /** The id speaks of GET; a write that a true If-None-Match lets through past a false If-Match is the graver case of the same. */
    public static final Rule FALSE_INM_NO_MATCH_GET = reading(
                    "precedence/im-false-inm-nomatch-get",
                    "A false If-Match is answered 412, although If-None-Match is true.",
                    IM_FALSE_INM_NO_MATCH,
                    READ_REFUSED)
            .restsOn(GET_STALE, GET_CURRENT, PUT_STALE, PUT_CURRENT)
            .on(IM_FALSE_INM_NO_MATCH_PUT.inOrder().needing(PUT_UPDATE))
            .judge(REJECTED);

    public static final Rule TRUE_INM_MATCH_GET = reading(
                    "precedence/im-true-inm-match-get",
                    "After a true If-Match, If-None-Match still decides: 304.",
                    IM_TRUE_INM_MATCH,
                    Oracle.each(Neighbour::notModified))
            .restsOn(GET_STALE, GET_CURRENT, "neighbour/inm-304");
    public static final Rule TRUE_INM_NO_MATCH_GET = reading(
            "precedence/im-true-inm-nomatch-get",
            "With both conditions true the GET is answered.",
            IM_TRUE_INM_NO_MATCH,
            READ_ANSWERED);

    public static final Rule TRUE_INM_MATCH_PUT = writing(
                    "precedence/im-true-inm-match-put",
                    "After a true If-Match, a false If-None-Match still refuses a PUT, with 412.",
                    IM_TRUE_INM_MATCH_PUT,
                    Oracle.each(Neighbour::refusedWith412))
            .restsOn(PUT_STALE, PUT_CURRENT, "neighbour/inm-tag-put");
    public static final Rule TRUE_INM_STAR_PUT = writing(
                    "precedence/im-true-inm-star-put",
                    "A true If-Match does not outweigh If-None-Match: *, which is false for what exists.",
                    IM_TRUE_INM_STAR_PUT,
                    Oracle.each(Neighbour::refusedWith412))
            .restsOn(PUT_STALE, PUT_CURRENT, "neighbour/inm-star-create", "missing/put-tag")
            .on(TAG_AND_STAR_ON_DELETED.needing(DELETE, PUT_CREATE))
            .judge(MISSING);
    public static final Rule STAR_INM_STAR = rule("precedence/im-star-inm-star")
            .says("If-Match: * and If-None-Match: * together are never true: nothing is written.")
            .needs(PUT_UPDATE)
            .restsOn(PUT_STALE, "wildcard/existing-put", "neighbour/inm-star-create", "wildcard/missing-put")
            .on(IM_STAR_INM_STAR.inOrder().needing(Need.ANY_TAG))
            .judge(Oracle.each(Neighbour::refusedWith412))
            .on(STARS_ON_MISSING.needing(PUT_CREATE))
            .judge(MISSING);

    public static final Rule IUS_TRUE = writing(
                    "precedence/ius-ignored-true",
                    "If-Unmodified-Since is ignored beside an If-Match that is true.",
                    IUS_IGNORED_TRUE_PUT,
                    ACCEPTED,
                    LAST_MODIFIED)
            .restsOn(PUT_STALE, PUT_CURRENT, GET_CURRENT)
            .on(IUS_IGNORED_TRUE_GET.inOrder())
            .judge(READ_ANSWERED);
    public static final Rule IUS_FALSE = writing(
                    "precedence/ius-ignored-false",
                    "If-Unmodified-Since does not make up for an If-Match that is false.",
                    IUS_IGNORED_FALSE_PUT,
                    REJECTED,
                    LAST_MODIFIED)
            .restsOn(PUT_STALE, PUT_CURRENT, GET_STALE)
            .on(IUS_IGNORED_FALSE_GET.inOrder())
            .judge(READ_REFUSED);
    public static final Rule IUS_NO_DATE = writing(
                    "precedence/ius-invalid-with-im",
                    "An If-Unmodified-Since that is no date changes nothing beside If-Match.",
                    IUS_INVALID,
                    ACCEPTED)
            .restsOn(PUT_STALE, PUT_CURRENT, "neighbour/ius-invalid-ignored");
    public static final Rule IMS_TRUE = reading(
            "precedence/ims-after-im-true",
            "After a true If-Match, If-Modified-Since still decides: 304.",
            IMS_AFTER_TRUE,
            Oracle.each(Neighbour::notModified),
            LAST_MODIFIED);
    public static final Rule IMS_FALSE = reading(
            "precedence/ims-after-im-false",
            "A false If-Match is answered 412, although If-Modified-Since alone would give 304.",
            IMS_AFTER_FALSE,
            READ_REFUSED,
            LAST_MODIFIED);
    public static final Rule IMS_PUT = writing(
                    "precedence/ims-on-put",
                    "If-Modified-Since is ignored on a PUT.",
                    IMS_ON_PUT,
                    ACCEPTED,
                    LAST_MODIFIED)
            .on(IMS_ON_FALSE_PUT.inOrder())
            .judge(REJECTED);

    public static final Rule RANGE_FALSE = reading(
                    "precedence/im-false-range",
                    "A false If-Match is answered 412, not with the range asked for.",
                    FALSE_RANGE,
                    READ_REFUSED,
                    RANGE)
            .restsOn(GET_STALE, GET_CURRENT, "precedence/im-true-range", "precedence/im-true-range-unsat");
    public static final Rule RANGE_UNSAT_FALSE = reading(
                    "precedence/im-false-range-unsat",
                    "A false If-Match is answered 412, although the range could not be satisfied.",
                    FALSE_RANGE_UNSAT,
                    Oracle.each(Precedence::refusedBeforeRange),
                    RANGE)
            .restsOn(GET_STALE, GET_CURRENT, "precedence/im-true-range", "precedence/im-true-range-unsat");
    public static final Rule RANGE_TRUE = reading(
            "precedence/im-true-range",
            "With a true If-Match the range is sent, with the tag it belongs to.",
            TRUE_RANGE,
            Oracle.each(Precedence::partial),
            RANGE);
    public static final Rule RANGE_UNSAT_TRUE = reading(
            "precedence/im-true-range-unsat",
            "With a true If-Match a range beyond the end is answered 416, or not looked at.",
            TRUE_RANGE_UNSAT,
            answered(200, 416),
            RANGE);
    public static final Rule IF_RANGE_FALSE = reading(
                    "precedence/im-false-if-range-match",
                    "A false If-Match is answered 412, although If-Range is true.",
                    FALSE_IF_RANGE,
                    READ_REFUSED,
                    RANGE)
            .restsOn(GET_STALE, GET_CURRENT, "precedence/im-true-range", "precedence/im-true-range-unsat");
    public static final Rule IF_RANGE_STALE = reading(
            "precedence/im-true-if-range-stale",
            "With a true If-Match and a false If-Range the whole representation is sent.",
            TRUE_IF_RANGE_STALE,
            Oracle.each(Precedence::whole),
            RANGE);
    public static final Rule IF_RANGE_COMPARES_STRONGLY = reading(
            "precedence/if-range-weak",
            "If-Range compares strongly: with a weak tag the whole representation is sent.",
            IF_RANGE_WEAK,
            Oracle.each(Precedence::whole),
            RANGE);
    public static final Rule IF_RANGE_WITHOUT_RANGE = reading(
            "precedence/if-range-without-range",
            "If-Range without Range is ignored.",
            IF_RANGE_ALONE,
            Oracle.each(Precedence::whole));
    public static final Rule RANGE_PUT = writing(
                    "precedence/range-on-put-ignored",
                    "Range is ignored on a PUT: the whole content is stored.",
                    RANGE_ON_PUT,
                    ACCEPTED)
            .on(RANGE_ON_FALSE_PUT.inOrder())
            .judge(REJECTED);
    public static final Rule CONTENT_RANGE_PUT = rule("precedence/content-range-put-stale")
            .says("A PUT of a part with a stale tag changes not one octet.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn(PUT_STALE)
            .names(Misdeed.REFUSED_YET_PERFORMED, Misdeed.SIDE_EFFECT)
            .on(CONTENT_RANGE_STALE)
            .judge(Oracle.each(Precedence::partRefused));

    public static final Rule WEBDAV_IF = untested(
            "precedence/webdav-if-and-im",
            "it needs WebDAV's If field (RFC 4918 §10.4), which this suite does not speak yet");

    public static final Rule FIELD_ORDER = rule("precedence/field-order-irrelevant")
            .says("The order in which the field lines stand makes no difference.")
            .needs(STRONG_TAG)
            .on(
                    IM_TRUE_INM_MATCH_PUT.eitherWay().needing(PUT_UPDATE),
                    IM_TRUE_INM_STAR_PUT.eitherWay().needing(PUT_UPDATE),
                    IUS_IGNORED_FALSE_PUT.eitherWay().needing(PUT_UPDATE, LAST_MODIFIED),
                    IUS_IGNORED_TRUE_PUT.eitherWay().needing(PUT_UPDATE, LAST_MODIFIED),
                    IM_FALSE_INM_MATCH.eitherWay(),
                    IM_TRUE_INM_MATCH.eitherWay(),
                    IMS_AFTER_TRUE.eitherWay().needing(LAST_MODIFIED),
                    IMS_AFTER_FALSE.eitherWay().needing(LAST_MODIFIED),
                    FALSE_RANGE.eitherWay().needing(RANGE),
                    FALSE_IF_RANGE.eitherWay().needing(RANGE),
                    TRUE_IF_RANGE_STALE.eitherWay().needing(RANGE))
            .judge(Precedence::sameEitherWay);

    private Precedence() {}

    /** §13.2.1 and §14.2 disagree about an unsatisfiable range beside a false condition, so that 416 is a warning. */
    private static Judgement refusedBeforeRange(Attempt a, Known known) {
        boolean controlled = isAnsweredOrUnsatisfiable(a.controls().unconditional())
                && isAnsweredOrUnsatisfiable(a.controls().positive());
        if (a.status() == 412 && controlled) {
            return Judgement.pass(a, "answered 412; with a true condition the range decides");
        }
        return a.status() == 416
                ? Judgement.warn(a, Misdeed.ANSWERED, "answered 416: the range was looked at before the condition")
                : Oracles.readRefused(a, known);
    }

    private static boolean isAnsweredOrUnsatisfiable(Optional<Attempt> control) {
        return control.map(c -> c.status() == 416 || c.status() == 200).orElse(false);
    }

    private static Judgement partial(Attempt a, Known known) {
        if (a.status() == 200) {
            return Judgement.pass(a, "answered 200 with the whole representation, which is permitted");
        }
        if (a.status() != 206) {
            return Oracles.readAnswered(a, known);
        }
        if (!a.before().isKnown()) {
            return Oracles.unread(a);
        }
        Optional<String> tag = a.response().flatMap(Response::etag);
        return tag.equals(a.before().etag())
                ? Judgement.pass(a, "answered 206 with the current tag")
                : Judgement.failByAnswer(
                        a,
                        Misdeed.WRONG_FIELD,
                        "the 206 carries the tag " + tag.orElse("none") + " instead of "
                                + a.before().etag().orElse("none"));
    }

    private static Oracle answered(Integer... statuses) {
        return Oracle.each((a, k) -> Set.of(statuses).contains(a.status())
                ? Judgement.pass(a, "answered " + a.exchange().answer())
                : Oracles.readAnswered(a, k));
    }

    private static Judgement whole(Attempt a, Known known) {
        if (a.status() == 206) {
            return Judgement.failByAnswer(
                    a, Misdeed.ANSWERED, "answered 206 with a part, although If-Range was not true; the whole was due");
        }
        return Oracles.readAnswered(a, known);
    }

    private static Judgement sameEitherWay(List<Attempt> attempts, Known known) {
        Attempt one = attempts.get(0);
        Attempt other = attempts.get(1);
        for (Attempt attempt : attempts) {
            if (Oracles.isPassing(attempt.status()) || attempt.effect() == Effect.UNKNOWN) {
                return Judgement.again(
                        attempt,
                        Outcome.INCONCLUSIVE,
                        Misdeed.NONE,
                        "answered " + attempt.exchange().answer());
            }
        }
        // A server may word a success in several ways: which of them it chose says nothing of the order.
        boolean alike = one.status() == other.status() || one.succeeded() && other.succeeded() && !isRead(one);
        return alike && one.effect() == other.effect()
                ? Judgement.pass(other, "answered " + other.exchange().answer() + " in both orders")
                : Judgement.failByAnswer(
                        other,
                        Misdeed.WRONG_FIELD,
                        "answered " + one.exchange().answer() + ", with the field lines swapped "
                                + other.exchange().answer());
    }

    private static boolean isRead(Attempt attempt) {
        return attempt.intent() instanceof Intent.Retrieve;
    }

    /** §14.5: a server that knows no partial PUT answers 400, whatever the condition. */
    private static Judgement partRefused(Attempt a, Known known) {
        Judgement judgement = Oracles.rejected(a, known);
        boolean refusedAsPart =
                a.status() == 400 || a.status() == 412 && a.controls().unconditionalStatus() == 400;
        boolean whole = a.effect() == Effect.NONE && a.lateEffect() == Effect.NONE;
        return refusedAsPart && whole
                ? Judgement.pass(a, "answered " + a.exchange().answer() + ", and not one octet changed")
                : judgement;
    }
}
