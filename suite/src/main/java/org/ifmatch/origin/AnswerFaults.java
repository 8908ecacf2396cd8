package org.ifmatch.origin;

import static org.ifmatch.origin.Fault.fault;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;

/** A refused request has no effect, and what is said of it is wrong, unusable or misleading (RFC 9110 §15.5.13). */
final class AnswerFaults {

    static final List<Fault> ALL = List.of(
            fault("refuses-with-409")
                    .says("A false If-Match is answered 409.")
                    .ofClass("F17")
                    .caughtBy("stale-tag/status-exact")
                    .alsoBreaks(
                            "missing/put-tag",
                            "precedence/im-true-inm-match-put",
                            "stale-tag/post-collection-no-child",
                            "wildcard/missing-put")
                    .alsoBreaks("race/loser-status")
                    .as(refusingWith(409)),
            fault("refuses-with-416")
                    .says("A false If-Match is answered 416.")
                    .ofClass("F17")
                    .caughtBy("stale-tag/status-exact")
                    .alsoBreaks(
                            "missing/put-tag",
                            "precedence/im-true-inm-match-put",
                            "precedence/im-false-range-unsat",
                            "stale-tag/post-collection-no-child",
                            "wildcard/missing-put")
                    .alsoBreaks("race/loser-status")
                    .as(refusingWith(416)),
            fault("refuses-with-500")
                    .says("A false If-Match is answered 500.")
                    .ofClass("F18")
                    .caughtBy("stale-tag/status-exact")
                    .alsoBreaks(Breaks.MALFORMED_ON_PUT)
                    .alsoBreaks(
                            "race/loser-status",
                            "stale-tag/delete-rejected",
                            "stale-tag/get-412",
                            "stale-tag/head-412",
                            "stale-tag/patch-rejected",
                            "stale-tag/post-rejected",
                            "stale-tag/put-rejected")
                    .as(refusingWith(500)),
            fault("always-412")
                    .says("Whatever its tag, a request with If-Match is answered 412.")
                    .ofClass("F13")
                    .caughtBy("current-tag/put")
                    .alsoBreaks(Breaks.OLD_TAG_IN_A_LIST)
                    .alsoBreaks(Breaks.CURRENT_TAG_ON_PUT)
                    .alsoBreaks(Breaks.WILDCARD)
                    .alsoBreaks("current-tag/delete", "current-tag/get-head", "current-tag/patch", "current-tag/post")
                    .as(refusing(request -> true)),
            fault("always-412-on-patch")
                    .says("Whatever its tag, a PATCH with If-Match is answered 412.")
                    .ofClass("F13")
                    .caughtBy("current-tag/patch")
                    .alsoBreaks("wildcard/existing-patch")
                    .as(refusing(request -> request.method().equals("PATCH"))),
            fault("always-412-on-delete")
                    .says("Whatever its tag, a DELETE with If-Match is answered 412.")
                    .ofClass("F13")
                    .caughtBy("current-tag/delete")
                    .alsoBreaks("wildcard/existing-delete")
                    .as(refusing(request -> request.method().equals("DELETE"))),
            fault("always-412-on-post")
                    .says("Whatever its tag, a POST with If-Match is answered 412.")
                    .ofClass("F13")
                    .caughtBy("current-tag/post")
                    .as(refusing(request -> request.method().equals("POST"))),
            fault("always-412-on-get")
                    .says("Whatever its tag, a GET or HEAD with If-Match is answered 412.")
                    .ofClass("F13")
                    .caughtBy("current-tag/get-head")
                    .alsoBreaks(
                            "precedence/if-range-weak",
                            "precedence/if-range-without-range",
                            "precedence/im-true-if-range-stale",
                            "precedence/im-true-inm-match-get",
                            "precedence/im-true-inm-nomatch-get",
                            "precedence/im-true-range",
                            "precedence/im-true-range-unsat",
                            "precedence/ims-after-im-true",
                            "wildcard/existing-get")
                    .as(refusing(Request::reads)),
            fault("quoted-is-compared-with-unquoted")
                    .says("The tags of If-Match are compared, quotes and all, with texts that are kept without them.")
                    .ofClass("F12")
                    .caughtBy("current-tag/put")
                    .alsoBreaks(Breaks.OLD_TAG_IN_A_LIST)
                    .alsoBreaks(Breaks.CURRENT_TAG_ON_PUT)
                    .alsoBreaks("current-tag/delete", "current-tag/get-head", "current-tag/patch", "current-tag/post")
                    .as(() -> new Habits() {
                        @Override
                        public boolean stronglyEqual(Tag sent, Tag current) {
                            return sent.toString().equals(current.opaque());
                        }
                    }),
            fault("if-none-match-is-answered-304-on-writes")
                    .says("A write whose If-None-Match is false is answered 304.")
                    .ofClass("F17")
                    .caughtBy("answer-412/no-304-to-unsafe")
                    .alsoBreaks(
                            "neighbour/inm-star-create",
                            "neighbour/inm-tag-put",
                            "precedence/im-false-inm-nomatch-get",
                            "precedence/im-star-inm-star",
                            "precedence/im-true-inm-match-put",
                            "precedence/im-true-inm-star-put",
                            "race/create-inm-star")
                    .as(refusal((request, answer) ->
                            !request.reads() && request.has("If-None-Match") ? Answer.of(304) : answer)),
            fault("if-match-is-answered-304-on-writes")
                    .says("A write whose If-Match is false is answered 304.")
                    .ofClass("F17")
                    .caughtBy("stale-tag/put-rejected")
                    .alsoBreaks(Breaks.OLD_TAG_ON_PUT)
                    .alsoBreaks(Breaks.RACES_OF_PUT)
                    .alsoBreaks(Breaks.FOREIGN_TAG_ON_PUT)
                    .alsoBreaks(Breaks.MALFORMED_ON_PUT)
                    .alsoBreaks(Breaks.CREATION)
                    .alsoBreaks(Breaks.FALSE_ON_PATCH)
                    .alsoBreaks(Breaks.FALSE_ON_DELETE)
                    .alsoBreaks(Breaks.FALSE_ON_POST)
                    .alsoBreaks(Breaks.FALSE_ON_COLLECTION_POST)
                    .butNot(
                            "etag/aba-same-content",
                            "race/slow-body-overtaken-by-delete",
                            "stale-tag/already-applied",
                            "wire/pipeline")
                    .alsoBreaks(
                            "answer-412/no-304-to-unsafe", "stale-tag/already-applied-not-redone", "wire/expect-stale")
                    // The repeated write meets its own first, or comes before it.
                    .mayBreak("race/retry-unknown-outcome")
                    .as(refusal((request, answer) ->
                            !request.reads() && request.has("If-Match") ? Answer.of(304) : answer)),
            fault("answer-412-may-be-stored")
                    .says("A 412 says that anybody may store it for a minute.")
                    .ofClass("F13")
                    .caughtBy("answer-412/not-cacheable-by-default")
                    .as(refusal((request, answer) -> answer.with("Cache-Control", "public, max-age=60"))),
            fault("answer-412-has-a-content-range")
                    .says("A 412 has a Content-Range.")
                    .ofClass("F17")
                    .caughtBy("answer-412/no-range-metadata")
                    .as(refusal((request, answer) ->
                            answer.with("Content-Range", "bytes 0-" + (answer.content().length - 1) + "/*"))),
            fault("answer-412-is-shorter-than-it-says")
                    .says("A 412 has less content than its Content-Length says.")
                    .ofClass("F17")
                    .caughtBy("answer-412/framing")
                    .alsoBreaks(
                            "syntax/long-list", "syntax/long-tag", "syntax/malformed-fails-closed", "syntax/many-lines")
                    .as(() -> new Habits() {
                        // Who waits for the rest is not to wait for ever.
                        @Override
                        public Answer dressed(Request request, Resource before, Answer answer) {
                            return answer.status() == 412 ? answer.with("Connection", "close") : answer;
                        }

                        @Override
                        public HttpEntity entity(Request request, Answer answer) {
                            return answer.status() == 412 ? longer(answer) : Habits.super.entity(request, answer);
                        }
                    }),
            fault("answer-412-echoes-the-tag")
                    .says("A 412 carries as ETag the tag that the request named.")
                    .ofClass("F13")
                    .caughtBy("etag/412-tag-current")
                    .alsoBreaks("current-tag/from-every-source")
                    .as(refusal((request, answer) -> answer.with(
                            "ETag", request.value("If-Match").filter(value -> value.matches(TagField.ENTITY_TAG))))),
            fault("error-pages-have-tags")
                    .says("A 404 or 412 carries as ETag a tag of its own text.")
                    .ofClass("F14")
                    .caughtBy("etag/error-bodies-not-tagged")
                    .alsoBreaks("current-tag/from-every-source", "etag/412-tag-current")
                    .as(dressing((request, answer) -> answer.status() == 404 || answer.status() == 412
                            ? answer.with(
                                    "ETag",
                                    Tag.strong(Hashes.hex(answer.content())).toString())
                            : answer)),
            fault("answer-412-carries-another-version")
                    .says("With Prefer: return=representation a 412 shows an older content under the current tag.")
                    .ofClass("F13")
                    .caughtBy("answer-412/prefer-representation")
                    .as(AnswerFaults::preferringTheOld),
            fault("answer-412-leaks")
                    .says("A client with wrong credentials is told by a 412 the current tag and content.")
                    .ofClass("F20")
                    .caughtBy("answer-412/no-leak")
                    .alsoBreaks("order/401-first")
                    .as(AnswerFaults::leaking),
            fault("get-is-cached-in-spite-of-writes")
                    .says("A GET is answered from a cache that no write clears, unless it says no-cache.")
                    .ofClass("F13")
                    .caughtBy("answer-412/retry-from-412")
                    .alsoBreaks(
                            "race/cas-linearizable",
                            "race/counter",
                            "race/read-your-writes",
                            "race/tag-chain",
                            "race/version-monotonic",
                            "race/winner-content")
                    .as(AnswerFaults::caching),
            fault("patch-without-condition-is-answered-412")
                    .says("A PATCH without any condition is answered 412.")
                    .ofClass("F21")
                    .caughtBy("answer-412/only-when-conditional")
                    .as(() -> new RequiresCondition() {
                        @Override
                        public boolean lacksCondition(Request request, Resource resource) {
                            return request.method().equals("PATCH")
                                    && RequiresCondition.super.lacksCondition(request, resource);
                        }

                        @Override
                        public Answer conditionRequired(Request request, Resource resource) {
                            return refusal(request, resource);
                        }
                    }));

    private AnswerFaults() {}

    /** A function of the request and the honest answer. */
    interface Telling {
        Answer tell(Request request, Answer honest);
    }

    private static Supplier<Habits> refusal(Telling telling) {
        return () -> new Habits() {
            @Override
            public Answer refusal(Request request, Resource resource) {
                return telling.tell(request, Habits.super.refusal(request, resource));
            }
        };
    }

    private static Supplier<Habits> dressing(Telling telling) {
        return () -> new Habits() {
            @Override
            public Answer dressed(Request request, Resource before, Answer answer) {
                return telling.tell(request, answer);
            }
        };
    }

    private static Supplier<Habits> refusingWith(int status) {
        return refusal((request, answer) -> request.has("If-Match") ? answer.as(status) : answer);
    }

    private static Supplier<Habits> refusing(Predicate<Request> concerns) {
        return () -> new Habits() {
            @Override
            public Optional<Boolean> ifMatch(Request request, Resource resource) {
                return Habits.super.ifMatch(request, resource).map(holds -> holds && !concerns.test(request));
            }
        };
    }

    private static Habits preferringTheOld() {
        Map<String, Version> previous = new ConcurrentHashMap<>();
        return new Habits() {
            @Override
            public void changed(String name, Optional<Version> before, Optional<Version> after) {
                before.ifPresent(version -> previous.put(name, version));
            }

            @Override
            public Answer refusal(Request request, Resource resource) {
                Answer honest = Habits.super.refusal(request, resource);
                Version old = previous.get(resource.name());
                return request.lists("Prefer", "return=representation") && old != null
                        ? honest.content(old.content().type(), old.content().octets())
                                .with("Content-Location", request.path())
                        : honest;
            }
        };
    }

    private static Habits leaking() {
        return new Habits() {
            @Override
            public List<Check> checks() {
                Check leak = (request, site) -> Check.CREDENTIALS
                        .objection(request, site)
                        .flatMap(objection -> Check.CONDITION.objection(request, site))
                        .flatMap(refusal -> site.resource(request)
                                .current()
                                .map(current -> refusal.content(
                                        current.content().type(),
                                        current.content().octets())));
                return Stream.concat(Stream.of(leak), Check.ALL.stream()).toList();
            }
        };
    }

    private static Habits caching() {
        Map<String, Version> cache = new ConcurrentHashMap<>();
        return new Habits() {
            @Override
            public Version shown(Request request, Resource resource) {
                Version current = Habits.super.shown(request, resource);
                if (request.method().equals("HEAD") || request.lists("Cache-Control", "no-cache")) {
                    return current;
                }
                return cache.computeIfAbsent(resource.name(), first -> current);
            }
        };
    }

    /** Content that is promised to be longer than it is. */
    private static HttpEntity longer(Answer answer) {
        byte[] content = answer.content();
        return new InputStreamEntity(new ByteArrayInputStream(content), content.length + 16L, null);
    }
}
