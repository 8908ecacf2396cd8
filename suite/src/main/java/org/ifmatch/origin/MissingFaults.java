package org.ifmatch.origin;

import static org.ifmatch.origin.Fault.fault;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Conditions on what does not exist, never did, or no longer does (RFC 9110 §13.1.1, §13.2.1). */
final class MissingFaults {

    static final List<Fault> ALL = List.of(
            fault("nothing-to-compare-with-is-a-match")
                    .says("A PUT with If-Match creates what does not exist, because there is no tag to compare with.")
                    .ofClass("F05")
                    .caughtBy("missing/put-tag")
                    .alsoBreaks(Breaks.CREATION)
                    .alsoBreaks("race/cas-linearizable", "race/put-delete")
                    .as(() -> new Habits() {
                        @Override
                        public boolean heeds(Request request, Resource resource) {
                            return resource.exists();
                        }
                    }),
            fault("deleted-resource-counts-as-existing")
                    .says("If-Match: * is true for what was deleted, so that a PUT brings it back.")
                    .ofClass("F22")
                    .caughtBy("wildcard/after-delete")
                    .alsoBreaks(
                            "race/cas-linearizable", "race/create-im-star", "race/put-delete", "race/star-vs-delete")
                    .as(MissingFaults::withTombstones),
            fault("tag-of-a-deleted-resource-matches")
                    .says("The last tag of what was deleted satisfies If-Match, so that a PUT brings it back.")
                    .ofClass("F22")
                    .caughtBy("missing/put-tag")
                    .alsoBreaks("race/put-delete", "race/slow-body-overtaken-by-delete", "race/cas-linearizable")
                    .as(MissingFaults::withLastTags),
            fault("patch-with-star-creates")
                    .says("A PATCH with If-Match: * creates what does not exist.")
                    .ofClass("F05")
                    .caughtBy("wildcard/missing-patch")
                    .as(() -> upserting(request -> request.lines("If-Match").equals(List.of("*")))),
            fault("patch-with-a-tag-creates")
                    .says("A PATCH with a tag in If-Match creates what does not exist.")
                    .ofClass("F05")
                    .caughtBy("missing/patch-tag")
                    .alsoBreaks("order/404-first")
                    .as(() -> upserting(request -> request.has("If-Match")
                            && !request.lines("If-Match").equals(List.of("*")))),
            fault("missing-resource-is-a-failed-condition")
                    .says("Whatever is asked with If-Match of what does not exist is answered 412 instead of 404.")
                    .ofClass("F05")
                    .caughtBy("missing/get-404-wins")
                    .alsoBreaks("missing/delete-tag", "missing/patch-tag", "wildcard/missing-get")
                    .alsoBreaks("wildcard/missing-delete", "wildcard/missing-patch", "order/404-first")
                    .as(() -> new Habits() {
                        @Override
                        public Optional<Answer> normally(Request request, Resource resource) {
                            return !resource.exists() && request.has("If-Match")
                                    ? Optional.empty()
                                    : Habits.super.normally(request, resource);
                        }
                    }));

    private MissingFaults() {}

    private static Habits withTombstones() {
        Set<String> deleted = ConcurrentHashMap.newKeySet();
        return new Habits() {
            @Override
            public void changed(String name, Optional<Version> before, Optional<Version> after) {
                if (after.isEmpty()) {
                    deleted.add(name);
                }
            }

            @Override
            public boolean starHolds(Resource resource) {
                return resource.exists() || deleted.contains(resource.name());
            }
        };
    }

    private static Habits withLastTags() {
        Map<String, Set<Tag>> last = new ConcurrentHashMap<>();
        return new Habits() {
            @Override
            public void changed(String name, Optional<Version> before, Optional<Version> after) {
                last.put(
                        name,
                        before.stream()
                                .flatMap(version -> Stream.of(version.tag(), version.gzipTag()))
                                .flatMap(Optional::stream)
                                .collect(Collectors.toSet()));
            }

            @Override
            public boolean matches(Tag sent, Request request, Resource resource) {
                return Habits.super.matches(sent, request, resource)
                        || !resource.exists()
                                && last.getOrDefault(resource.name(), Set.of()).contains(sent);
            }
        };
    }

    /** A patch of nothing is taken for a patch of an empty object. */
    private static Habits upserting(Predicate<Request> creates) {
        return new Habits() {
            @Override
            public Optional<Answer> normally(Request request, Resource resource) {
                return concerns(request, resource) ? Optional.empty() : Habits.super.normally(request, resource);
            }

            @Override
            public boolean heeds(Request request, Resource resource) {
                return !concerns(request, resource);
            }

            @Override
            public Outcome perform(Attempt attempt) {
                if (!concerns(attempt.request(), attempt.resource())) {
                    return Habits.super.perform(attempt);
                }
                Content empty = new Content(new byte[] {'{', '}'}, "application/json");
                Version blank = attempt.items().next(attempt.resource().name(), Optional.empty(), empty);
                Outcome outcome =
                        attempt.with(attempt.request(), Optional.of(blank)).perform();
                return outcome.answer().succeeds()
                        ? outcome.saying(outcome.answer().as(201))
                        : outcome;
            }

            private boolean concerns(Request request, Resource resource) {
                return request.method().equals("PATCH") && !resource.exists() && creates.test(request);
            }
        };
    }
}
