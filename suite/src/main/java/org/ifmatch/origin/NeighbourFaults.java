package org.ifmatch.origin;

import static org.ifmatch.origin.Fault.fault;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** The other conditional fields, alone, are misread (RFC 9110 §13.1.2, §13.1.4). */
final class NeighbourFaults {

    static final List<Fault> ALL = List.of(
            fault("if-unmodified-since-is-ignored")
                    .says("If-Unmodified-Since is never looked at.")
                    .ofClass("F01")
                    .caughtBy("neighbour/ius-stale-rejected")
                    .as(unmodified((lines, modified) -> Optional.empty())),
            fault("if-unmodified-since-has-to-be-later")
                    .says("If-Unmodified-Since is false for the very date of the last change.")
                    .ofClass("F19")
                    .caughtBy("neighbour/ius-current")
                    .as(unmodified((lines, modified) ->
                            HttpDate.readOnly(lines).flatMap(date -> modified.map(last -> last.isBefore(date))))),
            fault("invalid-date-is-a-failed-condition")
                    .says("An If-Unmodified-Since that is no date is a condition that is false.")
                    .ofClass("F19")
                    .caughtBy("neighbour/ius-invalid-ignored")
                    .alsoBreaks("neighbour/ius-list-ignored")
                    .as(unmodified((lines, modified) -> lines.isEmpty()
                            ? Optional.empty()
                            : HttpDate.readOnly(lines)
                                    .map(date -> modified.map(last -> !last.isAfter(date)))
                                    .orElse(Optional.of(false)))),
            fault("no-date-counts-as-modified")
                    .says("There is no Last-Modified, and If-Unmodified-Since is false for that.")
                    .ofClass("F19")
                    .caughtBy("neighbour/ius-no-date-ignored")
                    .as(() -> new Habits() {
                        @Override
                        public Optional<Instant> modified(Instant now) {
                            return Optional.empty();
                        }

                        @Override
                        public Optional<Boolean> ifUnmodifiedSince(Request request, Optional<Instant> lastModified) {
                            return HttpDate.readOnly(request.lines("If-Unmodified-Since"))
                                    .map(date -> false);
                        }
                    }),
            fault("first-of-two-dates-counts")
                    .says("Of two If-Unmodified-Since lines the first counts.")
                    .ofClass("F09")
                    .caughtBy("neighbour/ius-list-ignored")
                    .as(unmodified((lines, modified) -> lines.stream()
                            .findFirst()
                            .flatMap(HttpDate::read)
                            .flatMap(date -> modified.map(last -> !last.isAfter(date))))),
            fault("if-none-match-star-is-ignored-on-put")
                    .says("A PUT with If-None-Match: * replaces what exists.")
                    .ofClass("F02")
                    .caughtBy("neighbour/inm-star-create")
                    .alsoBreaks("race/create-inm-star", "race/cas-linearizable", "race/delete-recreate-delete")
                    .alsoBreaks("precedence/im-true-inm-star-put", "precedence/im-star-inm-star")
                    .as(judging(conditions -> isPut(conditions) && isStar(conditions)
                            ? withoutNoneMatch(conditions)
                            : Preconditions.evaluate(conditions))),
            fault("if-none-match-tag-is-ignored-on-put")
                    .says("A PUT with a tag in If-None-Match replaces what has that tag.")
                    .ofClass("F02")
                    .caughtBy("neighbour/inm-tag-put")
                    .alsoBreaks("precedence/im-true-inm-match-put")
                    .as(judging(conditions -> isPut(conditions) && !isStar(conditions)
                            ? withoutNoneMatch(conditions)
                            : Preconditions.evaluate(conditions))),
            fault("if-none-match-is-ignored-on-get")
                    .says("A GET is never answered 304 for its If-None-Match.")
                    .ofClass("F02")
                    .caughtBy("neighbour/inm-304")
                    .alsoBreaks("precedence/im-true-inm-match-get", "weak/inm-weak-comparison")
                    .as(judging(conditions -> conditions.request().reads()
                                    && conditions.ifNoneMatch().isPresent()
                            ? withoutNoneMatch(conditions)
                            : Preconditions.evaluate(conditions))));

    private NeighbourFaults() {}

    private static Supplier<Habits> unmodified(
            BiFunction<List<String>, Optional<Instant>, Optional<Boolean>> condition) {
        return () -> new Habits() {
            @Override
            public Optional<Boolean> ifUnmodifiedSince(Request request, Optional<Instant> lastModified) {
                return condition.apply(request.lines("If-Unmodified-Since"), lastModified);
            }
        };
    }

    private static Supplier<Habits> judging(Function<Conditions, Verdict> verdict) {
        return () -> new Habits() {
            @Override
            public Verdict verdict(Conditions conditions) {
                return verdict.apply(conditions);
            }
        };
    }

    private static boolean isPut(Conditions conditions) {
        return conditions.request().method().equals("PUT");
    }

    private static boolean isStar(Conditions conditions) {
        return conditions.request().value("If-None-Match").equals(Optional.of("*"));
    }

    private static Verdict withoutNoneMatch(Conditions conditions) {
        return Preconditions.protectsFromLostUpdate(conditions) ? Verdict.PROCEED : Verdict.FAILED;
    }
}
