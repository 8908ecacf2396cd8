package org.ifmatch.origin;

import static org.ifmatch.origin.Fault.fault;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The conditional fields are judged in another order, or together where one has to give way (RFC 9110 §13.2.2). */
final class PrecedenceFaults {

    private static final Pattern PART = Pattern.compile("([0-9]+)-([0-9]+)");

    static final List<Fault> ALL = List.of(
            fault("if-none-match-comes-first")
                    .says("A GET whose If-None-Match is false is answered 304 before If-Match is looked at.")
                    .ofClass("F19")
                    .caughtBy("precedence/im-false-inm-match-get")
                    .as(judging(conditions -> conditions.request().reads() && is(false, conditions.ifNoneMatch())
                            ? Verdict.NOT_MODIFIED
                            : Preconditions.evaluate(conditions))),
            fault("if-modified-since-comes-first")
                    .says("A GET whose If-Modified-Since is false is answered 304 before If-Match is looked at.")
                    .ofClass("F19")
                    .caughtBy("precedence/ims-after-im-false")
                    .as(judging(conditions -> is(false, conditions.ifModifiedSince())
                                    && conditions.ifNoneMatch().isEmpty()
                            ? Verdict.NOT_MODIFIED
                            : Preconditions.evaluate(conditions))),
            fault("true-if-none-match-is-enough")
                    .says("A GET is answered if either If-Match or If-None-Match is true.")
                    .ofClass("F19")
                    .caughtBy("precedence/im-false-inm-nomatch-get")
                    .as(judging(conditions -> conditions.request().reads() && is(true, conditions.ifNoneMatch())
                            ? Verdict.PROCEED
                            : Preconditions.evaluate(conditions))),
            fault("nothing-is-judged-after-if-match")
                    .says("A GET whose If-Match is true is answered without a look at If-None-Match.")
                    .ofClass("F19")
                    .caughtBy("precedence/im-true-inm-match-get")
                    .alsoBreaks("precedence/ims-after-im-true")
                    .as(judging(conditions -> conditions.request().reads() && is(true, conditions.ifMatch())
                            ? Verdict.PROCEED
                            : Preconditions.evaluate(conditions))),
            fault("both-true-is-not-modified")
                    .says("A GET whose If-Match and If-None-Match are both true is answered 304.")
                    .ofClass("F19")
                    .caughtBy("precedence/im-true-inm-nomatch-get")
                    .as(judging(conditions -> conditions.request().reads()
                                    && is(true, conditions.ifMatch())
                                    && is(true, conditions.ifNoneMatch())
                            ? Verdict.NOT_MODIFIED
                            : Preconditions.evaluate(conditions))),
            fault("if-none-match-is-not-judged-after-if-match-on-writes")
                    .says("A write whose If-Match is true is performed without a look at If-None-Match.")
                    .ofClass("F19")
                    .caughtBy("precedence/im-true-inm-match-put")
                    .alsoBreaks("precedence/im-star-inm-star", "precedence/im-true-inm-star-put")
                    .as(judging(conditions -> !conditions.request().reads() && is(true, conditions.ifMatch())
                            ? Verdict.PROCEED
                            : Preconditions.evaluate(conditions))),
            fault("if-none-match-star-is-not-judged-after-if-match")
                    .says("A write whose If-Match is true is performed in spite of If-None-Match: *.")
                    .ofClass("F19")
                    .caughtBy("precedence/im-true-inm-star-put")
                    .alsoBreaks("precedence/im-star-inm-star")
                    .as(judging(conditions -> is(true, conditions.ifMatch()) && isStar(conditions, "If-None-Match")
                            ? Verdict.PROCEED
                            : Preconditions.evaluate(conditions))),
            fault("two-stars-cancel-out")
                    .says("If-Match: * together with If-None-Match: * is no condition at all.")
                    .ofClass("F19")
                    .caughtBy("precedence/im-star-inm-star")
                    .as(judging(conditions -> isStar(conditions, "If-Match") && isStar(conditions, "If-None-Match")
                            ? Verdict.PROCEED
                            : Preconditions.evaluate(conditions))),
            fault("if-unmodified-since-counts-too")
                    .says("If-Unmodified-Since has to be true beside a true If-Match.")
                    .ofClass("F19")
                    .caughtBy("precedence/ius-ignored-true")
                    .as(judging(conditions -> is(false, conditions.ifUnmodifiedSince())
                            ? Verdict.FAILED
                            : Preconditions.evaluate(conditions))),
            fault("if-unmodified-since-overrides")
                    .says("Where there is an If-Unmodified-Since, If-Match is not looked at.")
                    .ofClass("F19")
                    .caughtBy("precedence/ius-ignored-false")
                    .alsoBreaks("precedence/ius-ignored-true")
                    .as(() -> new Habits() {
                        @Override
                        public boolean heeds(Request request, Resource resource) {
                            return HttpDate.readOnly(request.lines("If-Unmodified-Since"))
                                    .isEmpty();
                        }
                    }),
            fault("invalid-date-beside-if-match-fails")
                    .says("An If-Unmodified-Since that is no date makes a request fail whose If-Match is true.")
                    .ofClass("F19")
                    .caughtBy("precedence/ius-invalid-with-im")
                    .as(judging(conditions -> conditions.ifMatch().isPresent() && hasInvalidDate(conditions.request())
                            ? Verdict.FAILED
                            : Preconditions.evaluate(conditions))),
            fault("if-modified-since-is-not-judged-after-if-match")
                    .says("A GET whose If-Match is true is answered without a look at If-Modified-Since.")
                    .ofClass("F19")
                    .caughtBy("precedence/ims-after-im-true")
                    .as(judging(conditions -> is(true, conditions.ifMatch())
                                    && conditions.ifNoneMatch().isEmpty()
                            ? Verdict.PROCEED
                            : Preconditions.evaluate(conditions))),
            fault("if-modified-since-is-judged-on-put")
                    .says("A PUT is refused if its If-Modified-Since is false.")
                    .ofClass("F19")
                    .caughtBy("precedence/ims-on-put")
                    .as(judging(conditions -> conditions.request().method().equals("PUT") && isNotModified(conditions)
                            ? Verdict.FAILED
                            : Preconditions.evaluate(conditions))),
            fault("range-comes-first")
                    .says("A GET with a Range is answered without a look at its conditions.")
                    .ofClass("F19")
                    .caughtBy("precedence/im-false-range")
                    .alsoBreaks("precedence/im-false-if-range-match", "precedence/im-false-range-unsat")
                    .as(judging(
                            conditions -> hasRange(conditions) ? Verdict.PROCEED : Preconditions.evaluate(conditions))),
            fault("range-beside-if-match-fails")
                    .says("A GET with a Range is refused though its If-Match is true.")
                    .ofClass("F19")
                    .caughtBy("precedence/im-true-range")
                    .alsoBreaks(
                            "precedence/if-range-weak",
                            "precedence/im-true-if-range-stale",
                            "precedence/im-true-range-unsat")
                    .as(judging(conditions ->
                            hasRange(conditions) && conditions.ifMatch().isPresent()
                                    ? Verdict.FAILED
                                    : Preconditions.evaluate(conditions))),
            fault("unsatisfiable-range-is-a-failed-condition")
                    .says("A GET with a true If-Match and an unsatisfiable Range is answered 412.")
                    .ofClass("F19")
                    .caughtBy("precedence/im-true-range-unsat")
                    .as(() -> new Habits() {
                        @Override
                        public Outcome perform(Attempt attempt) {
                            Outcome outcome = Habits.super.perform(attempt);
                            return outcome.answer().status() == 416
                                            && attempt.request().has("If-Match")
                                    ? Outcome.unchanged(attempt.refusal())
                                    : outcome;
                        }
                    }),
            fault("true-if-range-overrides")
                    .says("A Range with a true If-Range is served though If-Match is false.")
                    .ofClass("F19")
                    .caughtBy("precedence/im-false-if-range-match")
                    .as(judging(conditions -> hasRange(conditions) && hasTrueIfRange(conditions)
                            ? Verdict.PROCEED
                            : Preconditions.evaluate(conditions))),
            fault("if-range-is-not-looked-at")
                    .says("A Range is served whatever its If-Range says.")
                    .ofClass("F19")
                    .caughtBy("precedence/im-true-if-range-stale")
                    .alsoBreaks("precedence/if-range-weak")
                    .as(() -> new Habits() {
                        @Override
                        public boolean allowsRange(Request request, Representation selected, Instant now) {
                            return true;
                        }
                    }),
            fault("if-range-is-compared-weakly")
                    .says("If-Range is true for the weak form of the current tag.")
                    .ofClass("F08")
                    .caughtBy("precedence/if-range-weak")
                    .as(() -> new Habits() {
                        @Override
                        public boolean allowsRange(Request request, Representation selected, Instant now) {
                            Optional<String> strong =
                                    request.value("If-Range").map(value -> value.replaceFirst("^W/", ""));
                            return Ranges.allowed(strong, selected, now);
                        }
                    }),
            fault("if-range-counts-without-range")
                    .says("A GET without Range is refused if its If-Range is false.")
                    .ofClass("F19")
                    .caughtBy("precedence/if-range-without-range")
                    .as(judging(conditions ->
                            !hasRange(conditions) && conditions.request().has("If-Range") && !hasTrueIfRange(conditions)
                                    ? Verdict.FAILED
                                    : Preconditions.evaluate(conditions))),
            fault("range-of-a-put-counts")
                    .says("A PUT with a Range replaces that part only.")
                    .ofClass("F04")
                    .caughtBy("precedence/range-on-put-ignored")
                    .as(() -> new Habits() {
                        @Override
                        public Content kept(Request request, Resource resource, Content sent) {
                            return request.has("Range") && resource.exists()
                                    ? overwritten(
                                            resource,
                                            sent,
                                            request.value("Range").orElseThrow())
                                    : Habits.super.kept(request, resource, sent);
                        }
                    }),
            fault("content-range-of-a-put-is-written-before-the-check")
                    .says("A PUT with Content-Range writes its octets before it is refused.")
                    .ofClass("F04")
                    .caughtBy("precedence/content-range-put-stale")
                    .alsoBreaks("no-effect/content")
                    .as(PrecedenceFaults::writingParts),
            fault("first-line-decides")
                    .says("Of If-Match and If-None-Match only the one that comes first in the request is judged.")
                    .ofClass("F19")
                    .caughtBy("precedence/field-order-irrelevant")
                    .alsoBreaks(
                            "precedence/im-star-inm-star",
                            "precedence/im-true-inm-match-get",
                            "precedence/im-true-inm-match-put",
                            "precedence/im-true-inm-star-put",
                            "precedence/ims-after-im-true")
                    .as(judging(PrecedenceFaults::byFirstLine)),
            fault("if-match-is-read-as-if-none-match")
                    .says("If-Match is true where no tag matches, and false where one does.")
                    .ofClass("F19")
                    .caughtBy("current-tag/get-head")
                    .alsoBreaks(Breaks.OLD_TAG_ON_PUT)
                    .alsoBreaks(Breaks.OLD_TAG_IN_A_LIST)
                    .alsoBreaks(Breaks.OLD_TAG_IN_PARTS)
                    .alsoBreaks(Breaks.RACES_OF_PUT)
                    .alsoBreaks(Breaks.FOREIGN_TAG_ON_PUT)
                    .alsoBreaks(Breaks.MALFORMED_ON_PUT)
                    .alsoBreaks(Breaks.CREATION)
                    .alsoBreaks(Breaks.FALSE_ON_PATCH)
                    .alsoBreaks(Breaks.FALSE_ON_DELETE)
                    .alsoBreaks(Breaks.FALSE_ON_POST)
                    .alsoBreaks(Breaks.FALSE_ON_COLLECTION_POST)
                    .alsoBreaks(Breaks.FALSE_ON_GET)
                    .alsoBreaks(Breaks.CURRENT_TAG_ON_PUT)
                    .alsoBreaks(Breaks.WILDCARD)
                    .alsoBreaks(
                            "current-tag/delete",
                            "current-tag/patch",
                            "current-tag/post",
                            "order/422-vs-412",
                            "race/slow-body",
                            "race/two-slow",
                            "stale-tag/already-applied-not-redone",
                            "stale-tag/head-412")
                    .as(judging(PrecedenceFaults::inverted)));

    private PrecedenceFaults() {}

    private static Supplier<Habits> judging(Function<Conditions, Verdict> verdict) {
        return () -> new Habits() {
            @Override
            public Verdict verdict(Conditions conditions) {
                return verdict.apply(conditions);
            }
        };
    }

    private static boolean is(boolean value, Optional<Boolean> condition) {
        return condition.equals(Optional.of(value));
    }

    private static boolean isStar(Conditions conditions, String name) {
        return conditions.request().value(name).equals(Optional.of("*"));
    }

    private static boolean hasRange(Conditions conditions) {
        return conditions.request().method().equals("GET")
                && conditions.request().has("Range");
    }

    private static boolean hasTrueIfRange(Conditions conditions) {
        return conditions.request().has("If-Range")
                && conditions.resource().current().stream()
                        .map(version -> Representation.select(conditions.request(), version))
                        .anyMatch(selected -> Ranges.allowed(conditions.request(), selected, Instant.now()));
    }

    private static boolean hasInvalidDate(Request request) {
        return request.has("If-Unmodified-Since")
                && HttpDate.readOnly(request.lines("If-Unmodified-Since")).isEmpty();
    }

    private static boolean isNotModified(Conditions conditions) {
        return HttpDate.readOnly(conditions.request().lines("If-Modified-Since"))
                .flatMap(date -> conditions.lastModified().filter(modified -> !modified.isAfter(date)))
                .isPresent();
    }

    /** The current content with the part that the field names, as {@code 0-3}, taken from what was sent. */
    private static Content overwritten(Resource resource, Content sent, String field) {
        byte[] octets = resource.current().orElseThrow().content().octets().clone();
        Matcher part = PART.matcher(field);
        if (part.find()) {
            int first = Math.min(Integer.parseInt(part.group(1)), octets.length);
            int length = Math.min(Integer.parseInt(part.group(2)) + 1, octets.length) - first;
            System.arraycopy(sent.octets(), 0, octets, first, Math.min(length, sent.octets().length));
        }
        return sent.withOctets(octets);
    }

    private static Habits writingParts() {
        return new Habits() {
            @Override
            public Answer answer(Request request, Site site) {
                if (request.method().equals("PUT") && request.has("Content-Range")) {
                    Resource resource = site.resource(request);
                    resource.current().ifPresent(current -> site.items().make(written(request, resource, site)));
                }
                return Habits.super.answer(request, site);
            }
        };
    }

    private static Outcome.Change written(Request request, Resource resource, Site site) {
        Content sent =
                new Content(request.content(), request.value("Content-Type").orElse(""));
        Content part =
                overwritten(resource, sent, request.value("Content-Range").orElseThrow());
        Version next = site.items().next(resource.name(), resource.current(), part);
        return new Outcome.Change(resource.name(), Optional.of(next));
    }

    private static Verdict byFirstLine(Conditions conditions) {
        Optional<Field> first = conditions.request().fields().stream()
                .filter(field -> field.isNamed("If-Match") || field.isNamed("If-None-Match"))
                .findFirst();
        if (first.isEmpty()) {
            return Preconditions.evaluate(conditions);
        }
        if (first.get().isNamed("If-Match")) {
            return is(false, conditions.ifMatch()) ? Verdict.FAILED : Verdict.PROCEED;
        }
        return Preconditions.cacheSteps(conditions);
    }

    private static Verdict inverted(Conditions conditions) {
        if (conditions.ifMatch().isEmpty()) {
            return Preconditions.evaluate(conditions);
        }
        if (is(false, conditions.ifMatch())) {
            return Verdict.PROCEED;
        }
        return conditions.request().reads() ? Verdict.NOT_MODIFIED : Verdict.FAILED;
    }
}
