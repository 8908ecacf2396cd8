package org.ifmatch.origin;

import static org.ifmatch.origin.Fault.fault;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** If-Match is looked at, yet there is a way past it: by another field, by what came before, or by what nobody knows. */
final class BypassFaults {

    /** Every so many writes of one resource one is let through. */
    private static final int ONE_IN = 40;

    static final List<Fault> ALL = List.of(
            fault("if-none-match-replaces-if-match-on-writes")
                    .says("A write that carries If-None-Match is judged by that alone, whatever its If-Match says.")
                    .ofClass("F19")
                    .caughtBy("precedence/im-false-inm-nomatch-get")
                    .alsoBreaks("precedence/im-true-inm-star-put", "precedence/im-star-inm-star")
                    .as(unheededWriteWith(request -> request.has("If-None-Match"))),
            fault("if-modified-since-switches-if-match-off")
                    .says("A write that carries If-Modified-Since is performed whatever its If-Match says.")
                    .ofClass("F19")
                    .caughtBy("precedence/ims-on-put")
                    .as(unheededWriteWith(request -> request.has("If-Modified-Since"))),
            fault("range-switches-if-match-off")
                    .says("A write that carries a Range is performed whatever its If-Match says.")
                    .ofClass("F19")
                    .caughtBy("precedence/range-on-put-ignored")
                    .as(unheededWriteWith(request -> request.has("Range"))),
            fault("ignored-with-binary-content")
                    .says("A PUT of application/octet-stream takes a way on which If-Match is not looked at.")
                    .ofClass("F02")
                    .caughtBy("no-effect/metadata")
                    .as(unheededWriteWith(
                            request -> request.mediaType().equals(Optional.of("application/octet-stream")))),
            fault("ignored-on-encoded-paths")
                    .says("A write by a path with a percent sign in it is performed whatever its If-Match says.")
                    .ofClass("F02")
                    .caughtBy("uri/percent-equivalence")
                    .as(unheededWriteWith(request -> request.path().contains("%"))),
            fault("ignored-on-urls-with-a-query")
                    .says("A write to a URL with a query is performed whatever its If-Match says.")
                    .ofClass("F02")
                    .caughtBy("uri/alias")
                    .as(unheededWriteWith(request -> request.target().contains("?"))),
            fault("only-the-first-request-of-a-connection-is-checked")
                    .says("If-Match counts in the first request of a connection and in none that follows.")
                    .ofClass("F02")
                    .caughtBy("wire/keepalive-after-412")
                    .alsoBreaks("wire/pipeline")
                    .as(BypassFaults::checkingTheFirst),
            fault("one-write-in-forty-is-not-checked")
                    .says("Of the writes with If-Match on a resource every fortieth is performed whatever it names.")
                    .ofClass("F02")
                    .caughtBy("current-tag/chain")
                    .alsoBreaks("no-effect/repeat-100")
                    .as(BypassFaults::lettingSomeThrough),
            fault("second-try-passes")
                    .says("A write that was refused for its tag passes when it is tried again with the same tag.")
                    .ofClass("F13")
                    .caughtBy("no-effect/etag")
                    .alsoBreaks("wire/keepalive-after-412")
                    .alsoBreaks("no-effect/repeat-100")
                    .as(BypassFaults::yielding),
            fault("unknown-tag-passes-on-delete")
                    .says("On DELETE only tags that the resource once had can be out of date; any other passes.")
                    .ofClass("F13")
                    .caughtBy("foreign-tag/delete-rejected")
                    .alsoBreaks("syntax/list-any-position")
                    .as(() -> trusting("DELETE")),
            fault("unknown-tag-passes-on-patch")
                    .says("On PATCH only tags that the resource once had can be out of date; any other passes.")
                    .ofClass("F13")
                    .caughtBy("foreign-tag/patch-rejected")
                    .alsoBreaks("syntax/list-any-position")
                    .as(() -> trusting("PATCH")),
            fault("strong-tag-passes-where-tags-are-weak")
                    .says("All tags are weak, and a strong one, which cannot be compared with them, is let through.")
                    .ofClass("F08")
                    .caughtBy("weak/old-weak-rejected")
                    .alsoBreaks(
                            "foreign-tag/delete-rejected",
                            "foreign-tag/patch-rejected",
                            "foreign-tag/put-rejected",
                            "weak/strong-form-of-w",
                            "wildcard/quoted-is-a-tag")
                    .as(() -> new WeakTags() {
                        @Override
                        public boolean matches(Tag sent, Request request, Resource resource) {
                            return resource.exists() && !sent.weak();
                        }
                    }),
            fault("refused-collection-post-names-a-member")
                    .says(
                            "A POST to the collection with a false If-Match is refused with the Location of a member that is not made.")
                    .ofClass("F17")
                    .caughtBy("no-effect/no-child")
                    .as(() -> new Habits() {
                        @Override
                        public Outcome refuse(Attempt attempt) {
                            boolean creates = attempt.request().method().equals("POST")
                                    && attempt.request().path().equals(Place.COLLECTION);
                            Outcome refused = Habits.super.refuse(attempt);
                            return creates
                                    ? refused.saying(refused.answer().with("Location", Place.COLLECTION + "next"))
                                    : refused;
                        }
                    }),
            fault("collection-post-answers-412-and-creates")
                    .says(
                            "A POST to the collection with a false If-Match is answered 412 with the Location of what it creates.")
                    .ofClass("F04")
                    .caughtBy("stale-tag/post-collection-no-child")
                    .alsoBreaks("no-effect/no-child", "no-effect/deferred")
                    .as(() -> new Habits() {
                        @Override
                        public Outcome refuse(Attempt attempt) {
                            boolean creates = attempt.request().method().equals("POST")
                                    && attempt.request().path().equals(Place.COLLECTION);
                            if (!creates || !attempt.ifMatchIsFalse()) {
                                return Habits.super.refuse(attempt);
                            }
                            Outcome created = attempt.perform();
                            return created.saying(attempt.refusal()
                                    .with("Location", created.answer().field("Location")));
                        }
                    }));

    private BypassFaults() {}

    private static Supplier<Habits> unheededWriteWith(Predicate<Request> what) {
        return () -> new Habits() {
            @Override
            public boolean heeds(Request request, Resource resource) {
                return request.reads() || !what.test(request);
            }
        };
    }

    private static Habits checkingTheFirst() {
        Map<String, Long> first = new ConcurrentHashMap<>();
        return new PerConnection() {
            @Override
            public void opened(String connection) {
                first.remove(connection);
            }

            @Override
            public Answer answer(Request request, Site site) {
                isFirst(request);
                return PerConnection.super.answer(request, site);
            }

            @Override
            public boolean heeds(Request request, Resource resource) {
                return isFirst(request);
            }

            private boolean isFirst(Request request) {
                return first.computeIfAbsent(request.connection(), none -> request.number()) == request.number();
            }
        };
    }

    private static Habits lettingSomeThrough() {
        Map<String, AtomicInteger> writes = new ConcurrentHashMap<>();
        Map<Long, Integer> counted = new ConcurrentHashMap<>();
        return new Habits() {
            @Override
            public boolean heeds(Request request, Resource resource) {
                if (request.reads() || !resource.exists()) {
                    return true;
                }
                AtomicInteger here = writes.computeIfAbsent(resource.name(), first -> new AtomicInteger());
                return counted.computeIfAbsent(request.number(), first -> here.incrementAndGet()) % ONE_IN != 0;
            }
        };
    }

    private static Habits yielding() {
        Map<List<Object>, Long> refused = new ConcurrentHashMap<>();
        return new Habits() {
            @Override
            public boolean matches(Tag sent, Request request, Resource resource) {
                if (request.reads() || !resource.exists() || Habits.super.matches(sent, request, resource)) {
                    return Habits.super.matches(sent, request, resource);
                }
                List<Object> use = List.of(request.method(), resource.name(), sent);
                return refused.computeIfAbsent(use, none -> request.number()) != request.number();
            }
        };
    }

    private static Stream<Tag> tags(Optional<Version> version) {
        return version.stream().flatMap(each -> each.tags().stream());
    }

    private static Habits trusting(String method) {
        Map<String, Set<Tag>> history = new ConcurrentHashMap<>();
        return new Habits() {
            @Override
            public void changed(String name, Optional<Version> before, Optional<Version> after) {
                Set<Tag> known = history.computeIfAbsent(name, first -> ConcurrentHashMap.newKeySet());
                Stream.concat(tags(before), tags(after)).forEach(known::add);
            }

            @Override
            public boolean matches(Tag sent, Request request, Resource resource) {
                boolean unknown = resource.exists()
                        && !history.getOrDefault(resource.name(), Set.of()).contains(sent);
                return request.method().equals(method) && unknown || Habits.super.matches(sent, request, resource);
            }
        };
    }
}
