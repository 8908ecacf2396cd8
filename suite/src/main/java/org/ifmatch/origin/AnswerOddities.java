package org.ifmatch.origin;

import static org.ifmatch.origin.Oddity.odd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Other answers than those of the reference, each of which some text allows. */
final class AnswerOddities {

    static final List<Oddity> ALL = List.of(
            odd("requires-a-condition")
                    .says("Nobody changes what exists without a condition.")
                    .earns(Map.of("status-428/star-and-inm", "NOTE"))
                    .as(() -> new RequiresCondition() {}),
            odd("requires-if-match")
                    .says("Nobody changes what exists without If-Match; no other condition counts instead.")
                    .earns(Map.of("status-428/star-and-inm", "NOTE"))
                    .as(() -> new RequiresCondition() {
                        @Override
                        public Stream<String> conditions() {
                            return Stream.of("If-Match");
                        }
                    }),
            odd("put-answers-200").says("A PUT that replaces is answered 200.").as(puttingWith(request -> 200)),
            odd("put-answers-201")
                    .says("A PUT that replaces is answered 201.")
                    .earns(Map.of("current-tag/201-vs-200", "NOTE"))
                    .as(puttingWith(request -> 201)),
            odd("put-answers-204")
                    .says("A PUT that replaces is answered 204, as by the reference.")
                    .as(puttingWith(request -> 204)),
            odd("put-answers-205").says("A PUT that replaces is answered 205.").as(puttingWith(request -> 205)),
            odd("put-answers-in-turn")
                    .says("PUTs that replace are answered 200, 201, 204 and 205 in turn.")
                    .as(puttingWith(request -> List.of(200, 201, 204, 205).get((int) (request.number() % 4)))),
            odd("put-does-not-create")
                    .says(
                            "Members are created by POST only; a PUT to another name is answered 404. Location is relative.")
                    .as(() -> creatingByPost(404, (request, name) -> name)),
            odd("put-is-not-allowed-to-create")
                    .says(
                            "Members are created by POST only; a PUT to another name is answered 405. Location is absolute.")
                    .as(() -> creatingByPost(
                            405,
                            (request, name) -> "http://" + request.value("Host").orElse("") + Place.COLLECTION + name)),
            odd("no-delete").says("DELETE is not allowed.").as(withoutMethod("DELETE")),
            odd("no-patch").says("PATCH is not allowed.").as(withoutMethod("PATCH")),
            odd("rewrites-json")
                    .says("JSON is stored in another format, with an id and a date; a PUT is answered without a tag.")
                    .earns(Map.of("etag/put-honest", "NOTE"))
                    .as(() -> new Habits() {
                        @Override
                        public Content kept(Request request, Resource resource, Content sent) {
                            return rewritten(resource.name(), sent);
                        }
                    }),
            odd("put-to-nothing-is-404")
                    .says("A PUT with If-Match to a name that does not exist is answered 404.")
                    .earns(Map.of(
                            "missing/put-tag", "NOTE",
                            "wildcard/missing-put", "NOTE",
                            "wildcard/after-delete", "NOTE",
                            "precedence/im-true-inm-star-put", "NOTE",
                            "precedence/im-star-inm-star", "NOTE"))
                    .as(() -> new Habits() {
                        @Override
                        public Optional<Answer> normally(Request request, Resource resource) {
                            return !resource.exists() && request.has("If-Match")
                                    ? Optional.of(missing(resource))
                                    : Habits.super.normally(request, resource);
                        }
                    }),
            odd("patch-of-nothing-is-422")
                    .says("A PATCH of a resource that has no content yet is answered 422, whatever its condition.")
                    .as(() -> new Habits() {
                        @Override
                        public Optional<Answer> normally(Request request, Resource resource) {
                            boolean empty = resource.current()
                                    .map(version -> version.content().octets().length == 0)
                                    .orElse(false);
                            return empty && request.method().equals("PATCH")
                                    ? Optional.of(Answer.explained(422, "There is no document that could be patched."))
                                    : Habits.super.normally(request, resource);
                        }
                    }),
            odd("answer-412-explains-nothing")
                    .says("A 412 has no content that says what it is about.")
                    .earns(Map.of("answer-412/explains", "NOTE"))
                    .as(() -> new Habits() {
                        @Override
                        public Answer refusal(Request request, Resource resource) {
                            return new Answer(
                                            412,
                                            Habits.super
                                                    .refusal(request, resource)
                                                    .fields(),
                                            new byte[0])
                                    .without("Content-Type");
                        }
                    }),
            odd("refuses-with-409")
                    .says("A false If-Match is answered 409.")
                    .earns(Map.of(
                            "stale-tag/status-exact", "WARN",
                            "missing/put-tag", "WARN",
                            "wildcard/missing-put", "WARN",
                            "stale-tag/post-collection-no-child", "WARN",
                            "race/loser-status", "NOTE"))
                    .as(() -> new Habits() {
                        @Override
                        public Answer refusal(Request request, Resource resource) {
                            Answer honest = Habits.super.refusal(request, resource);
                            return request.has("If-Match") && !request.has("If-None-Match") ? honest.as(409) : honest;
                        }
                    }),
            odd("overtaken-write-is-409")
                    .says(
                            "A write that was overtaken while it arrived is answered 409, and 412 if it was late already.")
                    .earns(Map.of("race/loser-status", "NOTE"))
                    .as(AnswerOddities::conflicting),
            odd("locked-while-written")
                    .says("A write to a member that somebody else is writing to is answered 423.")
                    .earns(Map.of("race/loser-status", "NOTE"))
                    .as(AnswerOddities::locking),
            odd("deleted-is-gone")
                    .says("What was deleted is answered 410 from then on, and cannot be created again.")
                    .as(AnswerOddities::softDeleting),
            odd("delete-of-nothing-is-204")
                    .says("A DELETE of what does not exist is answered 204.")
                    .earns(Map.of(
                            "wildcard/missing-delete", "NOTE",
                            "missing/delete-tag", "NOTE",
                            "stale-tag/already-applied", "NOTE",
                            "race/delete-delete", "NOTE"))
                    .as(() -> new Habits() {
                        @Override
                        public Optional<Answer> normally(Request request, Resource resource) {
                            return Habits.super
                                    .normally(request, resource)
                                    .map(answer -> request.method().equals("DELETE") ? Answer.of(204) : answer);
                        }
                    }),
            odd("already-applied")
                    .says("A PUT with a false If-Match is answered 204 if its content is there already.")
                    .earns(Map.of("stale-tag/already-applied", "NOTE"))
                    .as(() -> new Habits() {
                        @Override
                        public Outcome refuse(Attempt attempt) {
                            return attempt.ifMatchIsFalse() && isThere(attempt)
                                    ? Outcome.unchanged(Answer.of(204))
                                    : Habits.super.refuse(attempt);
                        }
                    }),
            odd("malformed-is-400")
                    .says("A malformed or empty If-Match is answered 400.")
                    .as(() -> new Habits() {
                        @Override
                        public Optional<Answer> normally(Request request, Resource resource) {
                            return Habits.super
                                    .normally(request, resource)
                                    .or(() -> ifMatchValue(request)
                                            .map(TagField::parse)
                                            .filter(field -> field instanceof TagField.Malformed
                                                    || field.equals(new TagField.Tags(List.of())))
                                            .map(field -> Answer.explained(400, "This is no value of If-Match.")));
                        }
                    }),
            odd("get-is-cached")
                    .says(
                            "A cache stands before the origin, which looks at If-Match only if asked not to use the cache.")
                    .as(() -> new Habits() {
                        @Override
                        public boolean heeds(Request request, Resource resource) {
                            return !isFromCache(request);
                        }

                        @Override
                        public Answer dressed(Request request, Resource before, Answer answer) {
                            return isFromCache(request) && answer.status() < 400
                                    ? answer.with("Age", "1").with("Via", "1.1 cache")
                                    : answer;
                        }
                    }));

    private AnswerOddities() {}

    private static Supplier<Habits> puttingWith(ToIntFunction<Request> status) {
        return () -> new Habits() {
            @Override
            public Answer dressed(Request request, Resource before, Answer answer) {
                return request.method().equals("PUT") && before.exists() && answer.succeeds()
                        ? answer.as(status.applyAsInt(request))
                        : answer;
            }
        };
    }

    /** The Location of a new member. */
    interface Naming {
        String location(Request request, String name);
    }

    private static Habits creatingByPost(int status, Naming naming) {
        return new Habits() {
            @Override
            public Optional<Answer> normally(Request request, Resource resource) {
                return request.method().equals("PUT") && !resource.exists()
                        ? Optional.of(Answer.explained(status, "Members are created by POST.")
                                .with("Allow", "GET, HEAD, OPTIONS"))
                        : Habits.super.normally(request, resource);
            }

            @Override
            public String location(Request request, String name) {
                return naming.location(request, name);
            }
        };
    }

    private static Supplier<Habits> withoutMethod(String method) {
        return () -> new Habits() {
            @Override
            public List<String> methods(Place.Kind kind) {
                return kind.methods().stream()
                        .filter(allowed -> !allowed.equals(method))
                        .toList();
            }
        };
    }

    private static Content rewritten(String name, Content sent) {
        try {
            JsonNode json = Patches.read(sent.octets(), 400, "");
            if (sent.isJson() && json instanceof ObjectNode object) {
                object.put("id", name);
                object.put("updated", Instant.now().toString());
                return sent.withOctets((object.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (CannotApplyException notJson) {
            // Stored as it is.
        }
        return sent;
    }

    private static Habits conflicting() {
        Map<Long, Resource> arrivals = new ConcurrentHashMap<>();
        return new JudgedOnArrival() {
            @Override
            public Map<Long, Resource> arrivals() {
                return arrivals;
            }

            @Override
            public Outcome refuse(Attempt attempt) {
                return attempt.ifMatchIsFalse() && heldOnArrival(attempt.request())
                        ? Outcome.unchanged(attempt.refusal().as(409))
                        : JudgedOnArrival.super.refuse(attempt);
            }
        };
    }

    private static Habits softDeleting() {
        Set<String> deleted = ConcurrentHashMap.newKeySet();
        return new Habits() {
            @Override
            public void changed(String name, Optional<Version> before, Optional<Version> after) {
                if (after.isEmpty()) {
                    deleted.add(name);
                }
            }

            @Override
            public Optional<Answer> normally(Request request, Resource resource) {
                return deleted.contains(resource.name())
                        ? Optional.of(Answer.explained(410, "This was deleted."))
                        : Habits.super.normally(request, resource);
            }
        };
    }

    private static boolean isThere(Attempt attempt) {
        return attempt.request().method().equals("PUT")
                && attempt.resource().current().stream()
                        .flatMap(current -> Stream.of(current.content().octets()))
                        .anyMatch(octets ->
                                Arrays.equals(octets, attempt.request().content()));
    }

    private static boolean isFromCache(Request request) {
        return request.reads() && !request.lists("Cache-Control", "no-cache");
    }

    /** Long enough for others to find the lock taken. */
    private static final Duration WRITING = Duration.ofMillis(1);

    private static Habits locking() {
        Set<String> locked = ConcurrentHashMap.newKeySet();
        return new Habits() {
            @Override
            public Answer commit(Request request, Items items, String name, Function<Optional<Version>, Outcome> step) {
                if (request.path().equals(Place.COLLECTION)) {
                    return Habits.super.commit(request, items, name, step);
                }
                if (!locked.add(name)) {
                    return Answer.explained(423, "Somebody is writing here.");
                }
                try {
                    RaceFaults.pause(WRITING);
                    return Habits.super.commit(request, items, name, step);
                } finally {
                    locked.remove(name);
                }
            }
        };
    }
}
