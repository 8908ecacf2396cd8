package org.ifmatch.report.diagnosis;

import static org.ifmatch.report.FaultClass.F01;
import static org.ifmatch.report.FaultClass.F02;
import static org.ifmatch.report.FaultClass.F03;
import static org.ifmatch.report.FaultClass.F04;
import static org.ifmatch.report.FaultClass.F05;
import static org.ifmatch.report.FaultClass.F06;
import static org.ifmatch.report.FaultClass.F07;
import static org.ifmatch.report.FaultClass.F08;
import static org.ifmatch.report.FaultClass.F09;
import static org.ifmatch.report.FaultClass.F10;
import static org.ifmatch.report.FaultClass.F11;
import static org.ifmatch.report.FaultClass.F12;
import static org.ifmatch.report.FaultClass.F13;
import static org.ifmatch.report.FaultClass.F14;
import static org.ifmatch.report.FaultClass.F15;
import static org.ifmatch.report.FaultClass.F16;
import static org.ifmatch.report.FaultClass.F17;
import static org.ifmatch.report.FaultClass.F18;
import static org.ifmatch.report.FaultClass.F19;
import static org.ifmatch.report.FaultClass.F20;
import static org.ifmatch.report.FaultClass.F21;
import static org.ifmatch.report.FaultClass.F22;
import static org.ifmatch.report.FaultClass.F23;
import static org.ifmatch.report.diagnosis.Cause.cause;
import static org.ifmatch.report.diagnosis.Misdeeds.ANSWERED;
import static org.ifmatch.report.diagnosis.Misdeeds.CONDITION_FIRST;
import static org.ifmatch.report.diagnosis.Misdeeds.CREATED;
import static org.ifmatch.report.diagnosis.Misdeeds.FALSE_SUCCESS;
import static org.ifmatch.report.diagnosis.Misdeeds.LOCKED_OUT;
import static org.ifmatch.report.diagnosis.Misdeeds.MISPLACED_STATUS;
import static org.ifmatch.report.diagnosis.Misdeeds.PERFORMED;
import static org.ifmatch.report.diagnosis.Misdeeds.PERFORMED_LATE;
import static org.ifmatch.report.diagnosis.Misdeeds.REFUSED_YET_PERFORMED;
import static org.ifmatch.report.diagnosis.Misdeeds.SERVER_ERROR;
import static org.ifmatch.report.diagnosis.Misdeeds.SIDE_EFFECT;
import static org.ifmatch.report.diagnosis.Misdeeds.WRONG_FIELD;

import java.util.List;

/**
 * What findings mean: the causes that are known, the most specific first. A broken rule belongs to the first cause that is
 * seen and explains it.
 */
final class KnownCauses {

    /** Rules that send one request after the other: what is wrong with these is no race. */
    private static final String[] ONE_AFTER_THE_OTHER = {
        "etag/*",
        "stale-tag/*",
        "foreign-tag/*",
        "current-tag/*",
        "weak/*",
        "wildcard/*",
        "missing/*",
        "syntax/*",
        "method/*",
        "precedence/*",
        "order/*",
        "no-effect/*",
        "answer-412/*",
        "status-428/*",
        "wire/*",
        "nego/*",
        "uri/*",
        "neighbour/*",
        "property/*"
    };

    /** Rules that release writers together; what breaks one of these is no matter of when the content comes alone. */
    private static final String[] WRITERS_THAT_MEET = {
        "race/single-winner",
        "race/winner-content",
        "race/cas-linearizable",
        "race/put-delete",
        "race/delete-*",
        "race/patch-patch",
        "race/post-append",
        "race/create-*",
        "race/star-vs-delete",
        "race/mixed-unconditional",
        "race/tag-chain",
        "race/counter"
    };

    /** Causes that would be mistaken for others if they were not thought of first. */
    static final List<Cause> FIRST = List.of(
            // How a refusal is told: one odd status explains whatever is broken by it.
            cause(F21, "a write without a condition is answered 428, and performed all the same")
                    .when("status-428/unconditional-refused-clean")
                    .explaining(REFUSED_YET_PERFORMED, "no-effect/content")
                    .or(F04),
            cause(F21, "a request with If-Match is answered 428, as if it had no condition")
                    .when("status-428/not-when-conditional")
                    .explainingAnswersOf("status-428/not-when-conditional"),
            cause(F21, "a false If-Match is answered 428, as if it were not there")
                    .where(seen -> seen.isAnswered("stale-tag/status-exact", status -> status == 428))
                    .when("stale-tag/status-exact", "order/428-vs-412")
                    .explainingAnswersOf("stale-tag/status-exact")
                    .or(F17),
            cause(F18, "a false condition is refused with a server error")
                    .where(seen -> seen.isAnswered("stale-tag/status-exact", status -> status >= 500))
                    .when("stale-tag/status-exact")
                    .explaining(SERVER_ERROR, "*")
                    .explainingAnswersOf("stale-tag/status-exact"),
            cause(F17, "a false condition is refused with another status than 412")
                    .when("stale-tag/status-exact")
                    .explainingAnswersOf("stale-tag/status-exact"),
            cause(F17, "a write whose condition is false is answered 304, which has no place there; 412 was due")
                    .when("answer-412/no-304-to-unsafe")
                    .explaining(MISPLACED_STATUS, "*")
                    .explainingAnswersOf("answer-412/no-304-to-unsafe"),
            // What is answered and what is done.
            cause(F04, "a write empties or changes what is there before its condition is evaluated")
                    .when("no-effect/truncate")
                    .explaining(
                            SIDE_EFFECT, "no-effect/*", "stale-tag/*", "wire/*", "precedence/content-range-put-stale")
                    .explaining(REFUSED_YET_PERFORMED, "wire/zero-length", "no-effect/*"),
            cause(F04, "{methods} with a false condition is answered with a refusal, and performed all the same")
                    .when(REFUSED_YET_PERFORMED, ONE_AFTER_THE_OTHER)
                    .explaining(REFUSED_YET_PERFORMED, "race/*"),
            cause(F04, "{methods} with a false condition is refused at first, and performed some time later")
                    .when(PERFORMED_LATE, ONE_AFTER_THE_OTHER)
                    .explaining(PERFORMED_LATE, "race/*"),
            cause(F04, "{methods} with a false condition is answered with success, and not performed or only later")
                    .when(FALSE_SUCCESS, ONE_AFTER_THE_OTHER)
                    .explaining(FALSE_SUCCESS, "race/*")
                    .explaining("stale-tag/*", "current-tag/chain"),
            // Whole kinds of answers.
            cause(F18, "a value of If-Match that the server does not expect is answered with a server error")
                    .when(SERVER_ERROR, "syntax/*", "wildcard/*", "weak/*")
                    .unless("stale-tag/put-rejected", "stale-tag/status-exact"),
            // Tags that stand still are reported as that, not as what follows from it.
            cause(F14, "GET shows no ETag, so that clients have nothing to put into If-Match")
                    .when("etag/present-on-get")
                    .explaining("etag/put-honest", "etag/post-create-tag", "etag/patch-tag"),
            cause(F12, "what is shown as ETag is no entity tag: a quoted string, with W/ before it where it is weak")
                    .when("etag/syntax-valid")
                    .explaining(
                            "etag/*",
                            "current-tag/*",
                            "weak/*",
                            "foreign-tag/untagged-resource",
                            "precedence/*",
                            "neighbour/*",
                            "syntax/*",
                            "answer-412/*"),
            cause(F07, "the tag does not change when the content does")
                    .when("etag/changes-with-content", "etag/weak-moves-on-semantic-change")
                    .explaining(
                            "etag/*", "stale-tag/*", "race/*", "no-effect/etag", "current-tag/chain", "neighbour/*"),
            cause(F07, "two writes within one second, of one size, get the same tag: it is made of time and size")
                    .when("etag/rapid-same-size")
                    .explaining("etag/*", "race/*", "stale-tag/*", "current-tag/chain", "wire/pipeline"),
            cause(F22, "a tag from before a DELETE satisfies If-Match on the resource that was made anew")
                    .when("etag/recreate-after-delete")
                    .where(seen -> !seen.anyTold("etag/never-reused") && !seen.anyTold("stale-tag/every-old-version"))
                    .explaining("etag/never-reused")
                    .or(F07),
            cause(F07, "two strong tags of different contents are alike: the tag comes back, or covers a part only")
                    .when("etag/never-reused", "etag/rename-in-same-tick-inode", "etag/strong-means-octets")
                    .explaining("etag/put-honest")
                    .explaining("etag/recreate-after-delete", "etag/aba-same-content", "race/*"),
            cause(F08, "If-Match: * is false where the current tag is weak")
                    .where(seen -> seen.tagsAre("weak"))
                    .when("weak/wildcard-still-true")
                    .explaining(LOCKED_OUT, "wildcard/*")
                    .or(F11),
            cause(F08, "where tags are weak, a strong one satisfies If-Match, whatever it is")
                    .where(seen -> seen.tagsAre("weak"))
                    .given("foreign-tag/put-rejected")
                    .when(PERFORMED, "weak/strong-form-of-w")
                    .explaining(PERFORMED, "foreign-tag/*", "weak/*", "wildcard/quoted-is-a-tag"),
            cause(F13, "the tag changes although nothing was written")
                    .when("etag/stable-when-unchanged")
                    .explaining("etag/*", "current-tag/from-every-source", "precedence/im-true-range")
                    .explaining("syntax/exact-characters")
                    .explaining(WRONG_FIELD, "wire/aborted-upload-*"),
            // Old tags.
            cause(
                            F13,
                            "any tag but the one just replaced is taken for the current one: old tags are listed, not current ones")
                    .given("foreign-tag/put-rejected")
                    .when("stale-tag/every-old-version")
                    .though("stale-tag/put-rejected")
                    .explaining(PERFORMED, "*")
                    .explaining(ANSWERED, "*"),
            cause(F13, "a tag that the resource once had goes on satisfying If-Match after it was replaced")
                    .when(
                            PERFORMED,
                            "stale-tag/put-rejected",
                            "stale-tag/every-old-version",
                            "stale-tag/put-same-tag-replayed")
                    .unless("foreign-tag/put-rejected")
                    .explaining(PERFORMED, "*")
                    .explaining(ANSWERED, "*")
                    .explaining("stale-tag/already-applied", "current-tag/chain"),
            cause(F13, "the tag of another resource satisfies If-Match")
                    .when("foreign-tag/other-resource")
                    .unless("foreign-tag/put-rejected", "stale-tag/put-rejected"),
            cause(
                            F13,
                            "on DELETE a tag that the resource never had satisfies If-Match, and one that was replaced does not")
                    .when(PERFORMED, "foreign-tag/delete-rejected")
                    .unless("foreign-tag/put-rejected", "stale-tag/delete-rejected")
                    .explaining(PERFORMED, "syntax/list-any-position")
                    .or(F02, F10),
            cause(
                            F13,
                            "on PATCH a tag that the resource never had satisfies If-Match, and one that was replaced does not")
                    .when(PERFORMED, "foreign-tag/patch-rejected")
                    .unless("foreign-tag/put-rejected", "stale-tag/patch-rejected")
                    .explaining(PERFORMED, "syntax/list-any-position")
                    .or(F02, F10),
            cause(F13, "If-Match is answered as if it were If-None-Match, or its result turned round")
                    .given("current-tag/put", "current-tag/get-head")
                    .when(LOCKED_OUT, "current-tag/*")
                    .given("stale-tag/put-rejected", "stale-tag/get-412")
                    .or(F19)
                    .explaining("*"),
            // Resources that do not exist.
            cause(F22, "the tag of a resource that was deleted still satisfies If-Match")
                    .whenCase("missing/put-tag", "of what was deleted")
                    .where(seen -> !seen.badCase("missing/put-tag", "where nothing ever was"))
                    .or(F05),
            cause(F22, "a resource that was deleted still counts as existing: If-Match: * lets a PUT create it again")
                    .when(CREATED, "wildcard/after-delete")
                    .unless("wildcard/missing-put")
                    .or(F05, F11),
            cause(
                            F05,
                            "{methods} with If-Match creates what does not exist: with no tag to compare, the condition counts as true")
                    .when(CREATED, "missing/*")
                    .explaining(CREATED, "*"),
            cause(F11, "If-Match: * is true even where nothing exists, so that {methods} creates")
                    .when(CREATED, "wildcard/missing-put", "wildcard/missing-patch")
                    .explaining(CREATED, "wildcard/*", "order/*", "precedence/*")
                    .or(F05),
            cause(F05, "on what does not exist, If-Match is answered 412 where the request without it is answered 404")
                    .when(CONDITION_FIRST, "wildcard/missing-*", "missing/*", "order/404-first")
                    .or(F20));

    /** Causes that are told by one rule or a few. */
    static final List<Cause> THEN = List.of(
            // What becomes of a request whose client is gone, and of those that share a connection.
            cause(F04, "a write whose client did not wait for the answer is performed once more, or some time later")
                    .when("race/retry-unknown-outcome"),
            cause(
                            F13,
                            "what satisfied If-Match once on a connection goes on satisfying it there: it is not compared again")
                    .when(PERFORMED, "wire/pipeline")
                    .given("race/expect-gap")
                    .unless("race/slow-body", "race/two-slow", "race/single-winner")
                    .explaining(PERFORMED, "race/expect-gap", "wire/keepalive-after-412")
                    .or(F03),
            // Two steps where one is due.
            cause(F03, "of writers that meet, the loser is answered with a server error")
                    .when("race/loser-status")
                    .unless("race/single-winner", "race/winner-content")
                    .or(F18),
            cause(F03, "what a reader is shown was put together from two versions, or is an older one than was written")
                    .when(
                            "race/tag-body-consistent",
                            "race/no-torn-read",
                            "race/patch-torn",
                            "race/read-your-writes",
                            "race/version-monotonic")
                    .unless("race/single-winner")
                    .explaining("race/tag-uniqueness-under-load", "wire/pipeline"),
            cause(F03, "a write that is overtaken is refused, and performed all the same")
                    .when("race/winner-content", "race/412-then-own-write-visible")
                    .unless("race/single-winner")
                    .explaining("race/*"),
            cause(F03, "If-Match is evaluated when the header section arrives, and not again before the write")
                    .when(
                            "race/slow-body",
                            "race/two-slow",
                            "race/expect-gap",
                            "race/slow-body-overtaken-by-delete",
                            "wire/expect-stale")
                    .given("race/*")
                    .unless(WRITERS_THAT_MEET)
                    .explaining(PERFORMED, "wire/pipeline"),
            cause(F03, "writers that meet refuse each other, or leave a lock behind, so that none gets through")
                    .when("race/progress", "race/412-truthful", "race/aborted-slow")
                    .unless("race/single-winner", "race/winner-content", "race/cas-linearizable"),
            cause(F03, "two writers that meet make versions with one tag")
                    .when("race/tag-uniqueness-under-load")
                    .unless("race/single-winner")
                    .or(F07),
            cause(F03, "If-Match is evaluated when a write is queued, and not again when it is performed")
                    .when("race/async-202")
                    .unless("race/single-winner"),
            cause(F03, "a DELETE that comes too late brings back what another has removed")
                    .when("race/delete-delete")
                    .unless("race/single-winner", "race/put-delete", "race/star-vs-delete")
                    .explaining("race/*"),
            cause(F03, "what is created is there for If-Match before the PUT that creates it is done")
                    .when("race/create-im-star")
                    .unless("race/single-winner", "race/create-inm-star", "race/star-vs-delete")
                    .explaining("race/*"),
            cause(F03, "writes with a condition are kept apart, but not from those without one")
                    .when("race/mixed-unconditional")
                    .unless("race/single-winner", "race/put-delete", "race/patch-patch")
                    .explaining("race/*"),
            cause(F03, "If-Match is checked and the write is made in two steps: two writers can both win")
                    .when("race/*"),
            cause(
                            F03,
                            "requests that arrive together on one connection are judged on one state, before any is performed")
                    .when(PERFORMED, "wire/pipeline")
                    .or(F13),
            // A condition that does not count for some requests.
            cause(F13, "a write that was refused for its tag is performed when it is tried again")
                    .when(PERFORMED, "no-effect/etag")
                    .explaining(PERFORMED, "no-effect/repeat-100", "wire/keepalive-after-412", "current-tag/chain")
                    .or(F02),
            cause(
                            F02,
                            "If-Match does not count in every request of a connection: behind the first, or behind a refusal, it is passed over")
                    .when(PERFORMED, "wire/keepalive-after-412")
                    .explaining(PERFORMED, "wire/pipeline")
                    .or(F13),
            cause(F02, "of many writes with a false If-Match one is performed now and then")
                    .when(PERFORMED, "no-effect/repeat-100", "current-tag/chain")
                    .or(F13),
            cause(F02, "a request whose content is chunked is refused, although its tag is current")
                    .when(LOCKED_OUT, "wire/chunked-current")
                    .unless("current-tag/put")
                    .or(F13),
            cause(F02, "content of another media type than usual is stored whatever If-Match says")
                    .when(PERFORMED, "no-effect/metadata"),
            cause(F06, "where content comes in chunks, an If-Match in the trailer section counts in place of the field")
                    .given("syntax/trailer")
                    .when(PERFORMED, "wire/chunked-stale")
                    .explaining("syntax/trailer")
                    .or(F02),
            cause(
                            F02,
                            "a request whose content is coded, large, empty or chunked, or of HTTP/1.0, is performed whatever its If-Match says")
                    .when(
                            PERFORMED,
                            "nego/request-coding",
                            "wire/large-stale",
                            "wire/zero-length",
                            "wire/chunked-stale",
                            "wire/http10",
                            "wire/expect-stale")
                    .explaining("syntax/trailer"),
            cause(
                            F02,
                            "a method that comes by another way, such as an override field or a batch, is performed whatever its If-Match says")
                    .when("method/override", "method/batch-inner", "method/query-and-custom-unsafe"),
            cause(F17, "the refusal of a POST that creates names a member that was not made")
                    .when(WRONG_FIELD, "no-effect/no-child"),
            cause(F02, "a POST that creates is performed whatever its If-Match says about the collection")
                    .when("stale-tag/post-collection-no-child", "no-effect/no-child"),
            cause(
                            F02,
                            "If-Match counts only where its name is written so, or where it stands early in the header section")
                    .when("syntax/name-case", "syntax/position-in-header-section"),
            cause(F06, "a field named If_Match counts as If-Match, and more than it")
                    .when("syntax/underscore-alias")
                    .or(F02),
            cause(F02, "If-None-Match is not evaluated on {methods}")
                    .when("neighbour/inm-star-create", "neighbour/inm-tag-put", "neighbour/inm-304")
                    .or(F19),
            // Effects of what was refused.
            cause(F04, "a refused request leaves the content as it was, and changes the tag or what else belongs to it")
                    .when("no-effect/etag", "no-effect/last-modified", "no-effect/metadata"),
            cause(F04, "a refused request is performed in part")
                    .when(
                            "no-effect/patch-atomic",
                            "no-effect/append-partial",
                            "no-effect/delete-side",
                            "no-effect/history",
                            "no-effect/lock-state"),
            cause(F04, "after many refusals even the current tag is refused")
                    .when("no-effect/repeat-100")
                    .explaining("current-tag/chain")
                    .explaining(LOCKED_OUT, "wire/keepalive-after-412"),
            cause(F04, "after several writes, or refusals, even the current tag is refused")
                    .when(LOCKED_OUT, "current-tag/chain", "wire/keepalive-after-412")
                    .unless("current-tag/put", "etag/put-honest")
                    .explaining(LOCKED_OUT, "etag/put-tag-usable")
                    .or(F13),
            cause(F04, "a request is performed again, although the tag that it names was spent by the first")
                    .when("stale-tag/already-applied-not-redone"),
            cause(F04, "a GET with If-Match changes what it reads").when("method/get-safe"),
            cause(F04, "an upload that is broken off moves the tag, though it stores nothing: its writer is locked out")
                    .when(WRONG_FIELD, "wire/aborted-upload-length", "wire/aborted-upload-chunked")
                    .or(F13),
            cause(F04, "content that was cut off on its way is stored")
                    .when("wire/aborted-upload-length", "wire/aborted-upload-chunked", "wire/aborted-h2"),
            cause(F04, "requests that follow an answer which closes the connection are performed")
                    .when("wire/nothing-after-close"),
            cause(F04, "a false condition is refused, or said to be fulfilled, with an effect that nobody asked for")
                    .when(
                            SIDE_EFFECT,
                            "no-effect/*",
                            "stale-tag/*",
                            "foreign-tag/*",
                            "current-tag/*",
                            "wire/*",
                            "syntax/*"),
            // How a refusal is told.
            cause(F18, "{methods} with a false condition is answered with a server error")
                    .when(SERVER_ERROR, "*")
                    .explaining("stale-tag/status-exact"),
            cause(F14, "answers that are errors carry tags of their own")
                    .when("etag/error-bodies-not-tagged")
                    .explaining("etag/412-tag-current", "current-tag/from-every-source"),
            cause(F13, "an answer of 412 may be stored, or shows another version than the current one")
                    .when(
                            "answer-412/not-cacheable-by-default",
                            "answer-412/prefer-representation",
                            "etag/412-tag-current")
                    .explaining("current-tag/from-every-source"),
            cause(F17, "an answer of 412 is not formed as it should be")
                    .when(
                            "answer-412/explains",
                            "answer-412/no-range-metadata",
                            "answer-412/framing",
                            "method/head-412-no-content")
                    .unless("wire/early-412-drains-or-closes", "wire/keepalive-after-412"),
            cause(F17, "a request of HTTP/1.0 is sent a 100 (Continue)").when("wire/expect-http10-ignored"),
            cause(F20, "a 412 tells a client without permission what it may not see")
                    .when("answer-412/no-leak")
                    .unless("order/401-first", "order/403-first"),
            cause(F21, "a write is refused as lacking a condition, or performed though it does, at the wrong time")
                    .when("status-428/*", "answer-412/only-when-conditional", "order/428-vs-412"),
            cause(F13, "a GET right after a 412 shows an old tag, so that the client never gets through")
                    .when("answer-412/retry-from-412"),
            // The order of checks.
            cause(F20, "If-Match is evaluated on a method that it does not belong to")
                    .when("method/options-ignores", "method/trace-ignores", "method/unknown-method"),
            cause(F20, "If-Match is evaluated before the resource is found: what does not exist is answered 412")
                    .when("missing/unknown-collection"),
            cause(F20, "a client that waits for 100 (Continue) is not told in time")
                    .when("wire/expect-*"),
            cause(
                            F20,
                            "a false condition is answered before the content has come, and the connection is not left in order")
                    .when("wire/early-412-*", "wire/keepalive-after-412", "wire/pipeline")
                    .explaining("answer-412/framing"),
            cause(F20, "a message with two Host fields or two lengths is taken, where 400 is due")
                    .when("order/400-framing-first")
                    .where(seen -> !seen.anyTold("order/400-framing-first", CONDITION_FIRST.name())),
            cause(F20, "If-Match is evaluated before checks that come first, or lets a request pass them")
                    .when("order/*")
                    .explaining("answer-412/no-leak"),
            // Tags that are shown.
            cause(F14, "a 206 or 304 has no ETag")
                    .when("etag/206-and-416", "etag/304-carries-current")
                    .where(seen -> seen.lacksTag("etag/206-and-416") || seen.lacksTag("etag/304-carries-current"))
                    .explaining("current-tag/from-every-source", "precedence/im-true-range"),
            cause(F13, "a 206 or 304 has another ETag than the 200 has")
                    .when("etag/206-and-416", "etag/304-carries-current")
                    .explaining("current-tag/from-every-source", "precedence/im-true-range"),
            cause(F14, "the answer to a PUT carries a tag, although what was stored is not what was sent")
                    .when("etag/put-honest")
                    .where(seen -> seen.keepsTheTagOfTheAnswer("etag/put-honest"))
                    .or(F13),
            cause(F13, "the answer to a write carries a tag that is not the new one's")
                    .when("etag/put-honest", "etag/post-create-tag", "etag/patch-tag", "etag/put-tag-usable")
                    .explaining("current-tag/from-every-source", "current-tag/chain", "etag/delete-response"),
            cause(F13, "HEAD and GET show different tags")
                    .when("etag/head-agrees")
                    .explaining("current-tag/from-every-source"),
            cause(F13, "tags from some answers do not satisfy If-Match").when("current-tag/from-every-source"),
            cause(F14, "Last-Modified is later than the time of the answer")
                    .when("etag/last-modified-sane")
                    .explaining("neighbour/ius-*", "precedence/ius-*", "precedence/ims-*"),
            cause(F14, "an answer carries a validator that it should not have").when("etag/delete-response"),
            cause(F13, "a tag does not belong to what it is shown with").when("etag/content-location-scope"),
            cause(F16, "the nodes of one service show or accept different tags")
                    .when("etag/across-*", "race/across-*", "proxy/*"),
            cause(F15, "representations in different codings or variants have the same strong tag")
                    .when("etag/coding-variants", "etag/negotiated-variants"),
            cause(F15, "the tags of coded or negotiated representations are not compared like others")
                    .when("nego/*"),
            // A true condition that is refused.
            cause(
                            F12,
                            "the server does not know its own tag when it comes back: it is compared in another form than it is shown")
                    .when("etag/length-sane")
                    .explaining(LOCKED_OUT, "*")
                    .or(F09, F13),
            cause(
                            F13,
                            "{methods} with the current tag is refused: the tag that is shown is not the one that is compared")
                    .when(LOCKED_OUT, "current-tag/put", "current-tag/patch", "current-tag/delete", "current-tag/post")
                    .explaining(LOCKED_OUT, "*")
                    .or(F12, F08),
            cause(F13, "{methods} with the current tag is refused").when(LOCKED_OUT, "current-tag/*"),
            // Resources without tags.
            cause(F06, "where there is no tag to compare with, If-Match is not evaluated")
                    .when("foreign-tag/untagged-resource")
                    .or(F02),
            cause(F11, "If-Match: * is false for what has no tag, no strong tag or no content")
                    .when("wildcard/no-etag-resource", "wildcard/empty-content-exists"),
            cause(F08, "If-Match: * is false where the current tag is weak").when("weak/wildcard-still-true"),
            cause(F11, "If-Match: * is refused on {methods}, although the resource exists")
                    .when(LOCKED_OUT, "wildcard/*"),
            // Other conditions.
            cause(F08, "If-None-Match is compared strongly where weak comparison is due")
                    .when("weak/inm-weak-comparison"),
            cause(F19, "If-Match and If-None-Match are not evaluated one after the other")
                    .when(
                            "precedence/im-false-inm-match-get",
                            "precedence/im-false-inm-nomatch-get",
                            "precedence/im-true-inm-match-get",
                            "precedence/im-true-inm-nomatch-get",
                            "precedence/im-true-inm-match-put",
                            "precedence/im-true-inm-star-put",
                            "precedence/im-star-inm-star"),
            cause(F19, "If-Unmodified-Since counts although If-Match is there")
                    .when(
                            "precedence/ius-ignored-true",
                            "precedence/ius-ignored-false",
                            "precedence/ius-invalid-with-im"),
            cause(F19, "If-Modified-Since is evaluated where it does not count, or not where it does")
                    .when("precedence/ims-*"),
            cause(F08, "If-Range is compared weakly where strong comparison is due")
                    .when("precedence/if-range-weak")
                    .unless("precedence/im-true-if-range-stale", "precedence/if-range-without-range"),
            cause(F19, "Range and If-Range are not left for last")
                    .when(
                            "precedence/im-false-range*",
                            "precedence/im-false-if-range-match",
                            "precedence/im-true-range*",
                            "precedence/im-true-if-range-stale",
                            "precedence/if-range-*"),
            cause(F19, "the conditions are evaluated in the wrong order").when("precedence/*"),
            cause(F09, "of two If-Unmodified-Since lines one counts, although a repeated date is none")
                    .when("neighbour/ius-list-ignored")
                    .unless("neighbour/ius-invalid-ignored", "neighbour/ius-current", "neighbour/ius-no-date-ignored")
                    .or(F19),
            cause(F01, "If-Unmodified-Since is not evaluated on {methods}")
                    .when(PERFORMED, "neighbour/ius-stale-rejected")
                    .or(F19),
            cause(F19, "If-Unmodified-Since and If-None-Match are not evaluated as they should be")
                    .when("neighbour/*"),
            cause(F23, "a script of another origin can neither see nor send the tag")
                    .when("current-tag/cors-usable"),
            // Values, where no reading foretells all that was seen.
            cause(F06, "a value that is too long counts as no condition").when(PERFORMED, "syntax/long-*"),
            cause(F09, "of many field lines only the first are looked at")
                    .when(LOCKED_OUT, "syntax/many-lines")
                    .unless("syntax/long-list")
                    .or(F02),
            cause(F09, "a long list, or a field of many lines, is cut")
                    .when(LOCKED_OUT, "syntax/long-list", "syntax/many-lines"),
            cause(F09, "of a folded field line only a part is read").when("syntax/obs-fold"),
            cause(F06, "a field line with a blank before its colon is passed over, or read")
                    .when("syntax/space-before-colon"),
            cause(F06, "an If-Match in the trailer section counts").when("syntax/trailer"),
            cause(F13, "a field with a similar name counts like If-Match").when("syntax/other-conditional-names"),
            cause(F15, "a tag with an ending such as -gzip is not compared").when("nego/suffix-forms"),
            cause(F13, "the same resource has another tag under another spelling of its URL")
                    .when("uri/*")
                    .or(F02),
            cause(F06, "a value that cannot be read lets a request through")
                    .when(
                            PERFORMED,
                            "syntax/empty-value",
                            "syntax/malformed-fails-closed",
                            "syntax/unquoted",
                            "syntax/half-quoted"),
            cause(F11, "the wildcard is found where it is none")
                    .when(
                            "wildcard/prefix-not-star",
                            "wildcard/quoted-is-a-tag",
                            "wildcard/weak-star",
                            "wildcard/in-list",
                            "syntax/star-inside-tag"),
            cause(F09, "a list is not taken apart as it should be")
                    .when(
                            "syntax/list-*",
                            "syntax/empty-elements",
                            "syntax/multiple-lines*",
                            "syntax/duplicate-members",
                            "syntax/comma-inside-tag"),
            cause(F12, "escapes in a tag are decoded, or a quote is escaped")
                    .when("syntax/percent-not-decoded", "syntax/backslash-*"),
            cause(F10, "tags are compared in part")
                    .when(
                            "syntax/exact-characters",
                            "syntax/substring-in-header",
                            "syntax/semicolon-inside-tag",
                            "syntax/controls",
                            "foreign-tag/*")
                    .or(F13),
            cause(F06, "a value with unusual octets is not evaluated").when("syntax/obs-text"),
            cause(F08, "weak and strong tags are told apart wrongly").when("weak/*"),
            cause(F19, "conditions that come together are not all evaluated, or not in their order")
                    .when("property/conditions")
                    .or(F13),
            cause(F13, "a write with a tag that is not the current one is performed")
                    .when(PERFORMED, "*"));

    private KnownCauses() {}
}
