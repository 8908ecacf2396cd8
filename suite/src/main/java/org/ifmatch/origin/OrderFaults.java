package org.ifmatch.origin;

import static org.ifmatch.origin.Fault.fault;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hc.core5.http.ProtocolException;

/** Conditions are judged before the checks that come first, or let through what those checks stop (RFC 9110 §13.2.1). */
final class OrderFaults {

    static final List<Fault> ALL = List.of(
            fault("condition-before-credentials")
                    .says("A false condition is answered 412 even to a client with wrong credentials.")
                    .ofClass("F20")
                    .caughtBy("order/401-first")
                    .alsoBreaks("answer-412/no-leak")
                    .as(conditionFirst((request, site) -> request.has("Authorization"))),
            fault("condition-before-permission")
                    .says("A false condition is answered 412 even where nobody is let in.")
                    .ofClass("F20")
                    .caughtBy("order/403-first")
                    .as(conditionFirst((request, site) -> isAt(Place.Kind.FORBIDDEN, request, site))),
            fault("condition-before-redirect")
                    .says("A false condition is answered 412 by a resource that only redirects.")
                    .ofClass("F20")
                    .caughtBy("order/redirect-first")
                    .as(conditionFirst((request, site) -> isAt(Place.Kind.MOVED, request, site))),
            fault("condition-before-method")
                    .says("A false condition is answered 412 even if the resource does not allow the method.")
                    .ofClass("F20")
                    .caughtBy("order/405-first")
                    .as(conditionFirst((request, site) ->
                            isAt(Place.Kind.READ_ONLY, request, site) || isAt(Place.Kind.COLLECTION, request, site))),
            fault("condition-before-options")
                    .says("OPTIONS with a false condition is answered 412.")
                    .ofClass("F20")
                    .caughtBy("method/options-ignores")
                    .as(conditionFirst((request, site) -> request.method().equals("OPTIONS"))),
            fault("condition-before-trace")
                    .says("TRACE with a false condition is answered 412.")
                    .ofClass("F20")
                    .caughtBy("method/trace-ignores")
                    .as(conditionFirst((request, site) -> request.method().equals("TRACE"))),
            fault("condition-before-unknown-method")
                    .says("A method that nobody knows is answered 412 if a condition is false.")
                    .ofClass("F20")
                    .caughtBy("method/unknown-method")
                    .as(conditionFirst((request, site) -> !site.isKnown(request))),
            fault("condition-before-routing")
                    .says("A false condition is answered 412 where there could not be any resource.")
                    .ofClass("F20")
                    .caughtBy("missing/unknown-collection")
                    .as(conditionFirst((request, site) -> isAt(Place.Kind.NOWHERE, request, site))),
            fault("missing-member-is-a-failed-condition")
                    .says("DELETE and PATCH with If-Match of what does not exist are answered 412 instead of 404.")
                    .ofClass("F20")
                    .caughtBy("order/404-first")
                    .alsoBreaks("missing/delete-tag", "missing/patch-tag")
                    .alsoBreaks("wildcard/missing-delete", "wildcard/missing-patch")
                    .as(conditionFirst(
                            (request, site) -> List.of("DELETE", "PATCH").contains(request.method())
                                    && isAt(Place.Kind.ITEM, request, site)
                                    && !site.resource(request).exists())),
            fault("framing-is-not-checked")
                    .says("A request without Host, or with two, is judged and performed like any other.")
                    .ofClass("F20")
                    .caughtBy("order/400-framing-first")
                    .as(() -> new Habits() {
                        @Override
                        public void checkFraming(List<Field> fields, boolean http10) throws ProtocolException {
                            Stream<Field> others = fields.stream().filter(field -> !field.isNamed("Host"));
                            Habits.super.checkFraming(
                                    Stream.concat(others, Stream.of(new Field("Host", "any")))
                                            .toList(),
                                    http10);
                        }
                    }),
            fault("current-tag-allows-the-method")
                    .says("A method that is not allowed succeeds if its If-Match is true.")
                    .ofClass("F20")
                    .caughtBy("order/unsupported-method-and-current")
                    .alsoBreaks("order/405-first")
                    .as(() -> replacing(Check.METHOD, Answer.of(204))),
            fault("current-tag-allows-the-media-type")
                    .says("A PATCH of a media type that is not supported replaces the content if its If-Match is true.")
                    .ofClass("F20")
                    .caughtBy("order/415-first")
                    .as(OrderFaults::patchingWithAnything),
            fault("too-large-with-current-tag-empties")
                    .says("Content that is declared too large empties the resource if its If-Match is true.")
                    .ofClass("F20")
                    .caughtBy("order/413-first")
                    .as(OrderFaults::emptyingTheTooLarge),
            fault("unknown-expectation-skips-the-check")
                    .says("A request with an expectation that nobody knows is performed whatever its If-Match says.")
                    .ofClass("F20")
                    .caughtBy("order/417")
                    .as(() -> new Habits() {
                        @Override
                        public Optional<Answer> unexpected(Request head) {
                            return Optional.empty();
                        }

                        @Override
                        public boolean heeds(Request request, Resource resource) {
                            return !request.has("Expect") || request.awaitsContinue();
                        }
                    }),
            fault("unprocessable-content-is-a-failed-condition")
                    .says("A PATCH that cannot be applied is answered 412 though its If-Match is true.")
                    .ofClass("F20")
                    .caughtBy("order/422-vs-412")
                    .as(() -> new Habits() {
                        @Override
                        public Outcome perform(Attempt attempt) {
                            Outcome outcome = Habits.super.perform(attempt);
                            return !attempt.request().reads()
                                            && outcome.answer().status() / 100 == 4
                                    ? Outcome.unchanged(attempt.refusal())
                                    : outcome;
                        }
                    }),
            fault("condition-before-negotiation")
                    .says(
                            "A GET for a media type that there is not is answered 406 only after its conditions were judged.")
                    .ofClass("F20")
                    .caughtBy("order/406-first")
                    .as(() -> new Habits() {
                        @Override
                        public Optional<Answer> unacceptable(Request request, Resource resource) {
                            return Optional.empty();
                        }

                        @Override
                        public Outcome perform(Attempt attempt) {
                            return Habits.super
                                    .unacceptable(attempt.request(), attempt.resource())
                                    .map(Outcome::unchanged)
                                    .orElseGet(() -> Habits.super.perform(attempt));
                        }
                    }),
            fault("stale-tag-is-answered-428")
                    .says("A condition is required, and one that is false is answered 428 too.")
                    .ofClass("F21")
                    .caughtBy("order/428-vs-412")
                    .alsoBreaks("missing/put-tag", "stale-tag/post-collection-no-child", "wildcard/missing-put")
                    .alsoBreaks("stale-tag/status-exact")
                    .as(() -> new RequiresCondition() {
                        @Override
                        public Answer refusal(Request request, Resource resource) {
                            return request.reads()
                                    ? RequiresCondition.super.refusal(request, resource)
                                    : conditionRequired(request, resource);
                        }
                    }),
            fault("list-of-tags-is-answered-428")
                    .says("A condition is required, and an If-Match of several tags is not taken for one.")
                    .ofClass("F21")
                    .caughtBy("status-428/not-when-conditional")
                    .alsoBreaks(
                            "syntax/backslash-before-quote",
                            "syntax/duplicate-members",
                            "syntax/list-any-position",
                            "syntax/list-spacing",
                            "syntax/long-list",
                            "syntax/many-lines",
                            "syntax/multiple-lines",
                            "syntax/obs-text",
                            "weak/in-list")
                    .as(() -> new RequiresCondition() {
                        @Override
                        public boolean lacksCondition(Request request, Resource resource) {
                            boolean several = request.value("If-Match")
                                    .map(this::tagField)
                                    .filter(field -> field instanceof TagField.Tags list
                                            && list.tags().size() > 1)
                                    .isPresent();
                            return RequiresCondition.super.lacksCondition(
                                    several ? request.without("If-Match") : request, resource);
                        }
                    }),
            fault("write-without-condition-is-performed-and-answered-428")
                    .says("A condition is required, and a write without one is answered 428 after it was performed.")
                    .ofClass("F21")
                    .caughtBy("status-428/unconditional-refused-clean")
                    .alsoBreaks("no-effect/content")
                    .as(() -> new RequiresCondition() {
                        @Override
                        public Optional<Answer> normally(Request request, Resource resource) {
                            return lacksCondition(request, resource)
                                    ? Optional.empty()
                                    : RequiresCondition.super.normally(request, resource);
                        }

                        @Override
                        public Outcome perform(Attempt attempt) {
                            Outcome outcome = RequiresCondition.super.perform(attempt);
                            return lacksCondition(attempt.request(), attempt.resource())
                                    ? outcome.saying(conditionRequired(attempt.request(), attempt.resource()))
                                    : outcome;
                        }
                    }),
            fault("answer-428-may-be-stored")
                    .says("A condition is required, and the 428 says that it may be stored for a minute.")
                    .ofClass("F21")
                    .caughtBy("status-428/not-stored")
                    .as(() -> new RequiresCondition() {
                        @Override
                        public Answer conditionRequired(Request request, Resource resource) {
                            return RequiresCondition.super
                                    .conditionRequired(request, resource)
                                    .with("Cache-Control", "max-age=60");
                        }
                    }),
            fault("answer-428-explains-nothing")
                    .says("A condition is required, and the 428 has no content that says so.")
                    .ofClass("F21")
                    .caughtBy("status-428/explains")
                    .onlyNoted()
                    .as(() -> new RequiresCondition() {
                        @Override
                        public Answer conditionRequired(Request request, Resource resource) {
                            return Answer.of(428);
                        }
                    }));

    private OrderFaults() {}

    private static boolean isAt(Place.Kind kind, Request request, Site site) {
        return site.place(request).kind() == kind;
    }

    /** The conditions of some requests are judged before anything else. */
    private static Supplier<Habits> conditionFirst(BiPredicate<Request, Site> concerns) {
        Check early = (request, site) ->
                concerns.test(request, site) ? Check.CONDITION.objection(request, site) : Optional.empty();
        return () -> new Habits() {
            @Override
            public List<Check> checks() {
                return Stream.concat(Stream.of(early), Check.ALL.stream()).toList();
            }
        };
    }

    /** What a check objects to is answered otherwise if If-Match is true. */
    private static Habits replacing(Check objecting, Answer otherwise) {
        return new Habits() {
            @Override
            public List<Check> checks() {
                Check lenient = (request, site) -> objecting
                        .objection(request, site)
                        .map(objection -> isTrue(this, request, site) ? otherwise : objection);
                return Check.ALL.stream()
                        .map(check -> check == objecting ? lenient : check)
                        .toList();
            }
        };
    }

    private static boolean isTrue(Habits habits, Request request, Site site) {
        return habits.ifMatch(request, site.resource(request)).equals(Optional.of(true));
    }

    private static Habits patchingWithAnything() {
        return new Habits() {
            @Override
            public List<Check> checks() {
                Check lenient = (request, site) ->
                        isTrue(this, request, site) ? Optional.empty() : Check.CONTENT.objection(request, site);
                return Check.ALL.stream()
                        .map(check -> check == Check.CONTENT ? lenient : check)
                        .toList();
            }

            @Override
            public Outcome perform(Attempt attempt) {
                boolean unsupported = attempt.request().method().equals("PATCH")
                        && !Patches.TYPES.contains(attempt.request().mediaType().orElse(""));
                return unsupported
                        ? attempt.with(
                                        attempt.request().withMethod("PUT"),
                                        attempt.resource().current())
                                .perform()
                        : Habits.super.perform(attempt);
            }
        };
    }

    private static Habits emptyingTheTooLarge() {
        return new Habits() {
            @Override
            public Optional<Answer> tooLarge(Request head, Site site) {
                return Habits.super.tooLarge(head, site).map(refusal -> {
                    if (!isTrue(this, head, site)) {
                        return refusal;
                    }
                    return site.answer(head.with(new byte[0], List.of()));
                });
            }
        };
    }
}
