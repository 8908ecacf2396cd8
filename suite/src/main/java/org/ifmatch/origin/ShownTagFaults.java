package org.ifmatch.origin;

import static org.ifmatch.origin.Fault.fault;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Validators that are not shown, shown wrongly, or shown where they belong to something else (RFC 9110 §8.8). */
final class ShownTagFaults {

    static final List<Fault> ALL = List.of(
            fault("no-tag-on-get")
                    .says("GET and HEAD show no ETag.")
                    .ofClass("F14")
                    .caughtBy("etag/present-on-get")
                    .alsoBreaks("etag/patch-tag", "etag/post-create-tag", "etag/put-honest")
                    .as(showing(request -> request.reads(), answer -> answer.without("ETag"))),
            fault("tag-is-not-quoted")
                    .says("Tags are shown without quotes, and accepted without them.")
                    .ofClass("F12")
                    .caughtBy("etag/syntax-valid")
                    .alsoBreaks(
                            "neighbour/inm-304",
                            "neighbour/inm-tag-put",
                            "precedence/im-true-inm-match-get",
                            "precedence/im-true-inm-match-put",
                            "weak/inm-weak-comparison")
                    .as(ShownTagFaults::unquoted),
            fault("tag-has-a-lower-case-w")
                    .says("All tags are weak, and marked with a lower-case w.")
                    .ofClass("F12")
                    .caughtBy("etag/syntax-valid")
                    .alsoBreaks(
                            "current-tag/delete",
                            "current-tag/get-head",
                            "current-tag/patch",
                            "current-tag/post",
                            "current-tag/put",
                            "neighbour/inm-304",
                            "neighbour/inm-tag-put")
                    .as(() -> new WeakTags() {
                        @Override
                        public Answer dressed(Request request, Resource before, Answer answer) {
                            return answer.with("ETag", answer.field("ETag").map(tag -> tag.replaceFirst("^W", "w")));
                        }
                    }),
            fault("tag-is-shown-twice")
                    .says("The ETag of a GET stands in two lines.")
                    .ofClass("F12")
                    .caughtBy("etag/syntax-valid")
                    .as(showing(
                            request -> request.reads(),
                            answer -> answer.field("ETag")
                                    .map(tag -> answer.adding("ETag", tag))
                                    .orElse(answer))),
            fault("head-shows-an-old-tag")
                    .says("HEAD is answered from a cache that no write clears.")
                    .ofClass("F13")
                    .caughtBy("etag/head-agrees")
                    .as(ShownTagFaults::cachingHead),
            fault("tag-moves-with-every-get")
                    .says("Each GET shows the tag with the time of the request in it, and the time is not compared.")
                    .ofClass("F13")
                    .caughtBy("etag/stable-when-unchanged")
                    .alsoBreaks("syntax/exact-characters", "wire/aborted-upload-chunked", "wire/aborted-upload-length")
                    .alsoBreaks(
                            "etag/206-and-416",
                            "etag/304-carries-current",
                            "etag/412-tag-current",
                            "etag/patch-tag",
                            "etag/post-create-tag",
                            "etag/put-honest",
                            "precedence/im-true-range")
                    .as(ShownTagFaults::timed),
            fault("part-has-no-tag")
                    .says("A 206 has no ETag.")
                    .ofClass("F14")
                    .caughtBy("etag/206-and-416")
                    .alsoBreaks("precedence/im-true-range")
                    .as(dressing(answer -> answer.status() == 206 ? answer.without("ETag") : answer)),
            fault("part-has-a-tag-of-its-own")
                    .says("A 206 has another ETag than the 200 would.")
                    .ofClass("F13")
                    .caughtBy("etag/206-and-416")
                    .alsoBreaks("precedence/im-true-range", "current-tag/from-every-source")
                    .as(dressing(answer -> answer.status() == 206 ? suffixed(answer, "-part") : answer)),
            fault("not-modified-has-no-tag")
                    .says("A 304 has no ETag.")
                    .ofClass("F14")
                    .caughtBy("etag/304-carries-current")
                    .as(dressing(answer -> answer.status() == 304 ? answer.without("ETag") : answer)),
            fault("not-modified-has-another-tag")
                    .says("A 304 has another ETag than the 200 would.")
                    .ofClass("F13")
                    .caughtBy("etag/304-carries-current")
                    .alsoBreaks("current-tag/from-every-source")
                    .as(dressing(answer -> answer.status() == 304 ? suffixed(answer, "-304") : answer)),
            fault("put-answers-the-tag-before")
                    .says("The answer to a PUT or PATCH carries the tag from before the change.")
                    .ofClass("F13")
                    .caughtBy("etag/put-honest")
                    .alsoBreaks("current-tag/from-every-source", "etag/patch-tag", "race/tag-chain")
                    .as(answeringBefore("PUT", "PATCH")),
            fault("patch-answers-the-tag-before")
                    .says("The answer to a PATCH carries the tag from before the change.")
                    .ofClass("F13")
                    .caughtBy("etag/patch-tag")
                    .alsoBreaks("current-tag/from-every-source")
                    .as(answeringBefore("PATCH")),
            fault("post-answers-the-tag-before")
                    .says("The answer to a POST that adds to a member carries the tag from before the change.")
                    .ofClass("F13")
                    .caughtBy("current-tag/from-every-source")
                    .alsoBreaks("race/post-append")
                    .as(answeringBefore("POST")),
            fault("put-answers-a-tag-though-it-rewrote")
                    .says("A PUT stores the content with a line end added, and answers with a tag all the same.")
                    .ofClass("F14")
                    .caughtBy("etag/put-honest")
                    .as(ShownTagFaults::rewriting),
            fault("create-answers-the-tag-of-the-collection")
                    .says("The answer to a POST that creates carries the tag of the collection.")
                    .ofClass("F13")
                    .caughtBy("etag/post-create-tag")
                    .as(() -> new Habits() {
                        @Override
                        public Answer dressed(Request request, Resource before, Answer answer) {
                            return answer.status() == 201 && request.method().equals("POST")
                                    ? answer.with(
                                            "ETag",
                                            before.current()
                                                    .flatMap(Version::tag)
                                                    .map(Tag::toString))
                                    : answer;
                        }
                    }),
            fault("last-modified-is-in-the-future")
                    .says("GET and HEAD show a Last-Modified of an hour from now.")
                    .ofClass("F14")
                    .caughtBy("etag/last-modified-sane")
                    .alsoBreaks("neighbour/ius-stale-rejected")
                    .as(showing(
                            request -> request.reads(),
                            answer -> answer.with(
                                    "Last-Modified",
                                    HttpDate.write(Instant.now().plus(Duration.ofHours(1)))))));

    private ShownTagFaults() {}

    private static Supplier<Habits> dressing(Function<Answer, Answer> dress) {
        return showing(request -> true, dress);
    }

    private static Supplier<Habits> showing(Predicate<Request> concerns, Function<Answer, Answer> dress) {
        return () -> new Habits() {
            @Override
            public Answer dressed(Request request, Resource before, Answer answer) {
                return concerns.test(request) && answer.status() < 400 ? dress.apply(answer) : answer;
            }
        };
    }

    private static Answer suffixed(Answer answer, String suffix) {
        return answer.with("ETag", answer.field("ETag").map(tag -> tag.replaceFirst("\"$", suffix + "\"")));
    }

    private static Habits unquoted() {
        return new Habits() {
            @Override
            public Answer dressed(Request request, Resource before, Answer answer) {
                return answer.with("ETag", answer.field("ETag").map(tag -> tag.replace("\"", "")));
            }

            @Override
            public TagField tagField(String value) {
                return TagField.parse(value.replaceAll("[^\\s,\"*]+", "\"$0\"").replace("\"\"", "\""));
            }
        };
    }

    private static Habits cachingHead() {
        Map<String, Version> cache = new ConcurrentHashMap<>();
        return new Habits() {
            @Override
            public Version shown(Request request, Resource resource) {
                Version current = Habits.super.shown(request, resource);
                return request.method().equals("HEAD")
                        ? cache.computeIfAbsent(resource.name(), first -> current)
                        : current;
            }
        };
    }

    private static Habits timed() {
        return new Habits() {
            @Override
            public Answer dressed(Request request, Resource before, Answer answer) {
                return request.reads() ? suffixed(answer, "." + System.nanoTime()) : answer;
            }

            @Override
            public boolean stronglyEqual(Tag sent, Tag current) {
                return Habits.super.stronglyEqual(untimed(sent), current);
            }

            @Override
            public boolean weaklyEqual(Tag sent, Tag current) {
                return Habits.super.weaklyEqual(untimed(sent), current);
            }

            private Tag untimed(Tag sent) {
                return new Tag(sent.weak(), sent.opaque().replaceFirst("\\.[0-9]+$", ""));
            }
        };
    }

    private static Supplier<Habits> answeringBefore(String... methods) {
        return () -> new Habits() {
            @Override
            public Answer dressed(Request request, Resource before, Answer answer) {
                boolean concerns = List.of(methods).contains(request.method())
                        && answer.succeeds()
                        && !before.name().equals(Items.COLLECTION);
                return concerns && before.exists()
                        ? answer.with(
                                "ETag", before.current().flatMap(Version::tag).map(Tag::toString))
                        : answer;
            }
        };
    }

    private static Habits rewriting() {
        return new Habits() {
            @Override
            public Content kept(Request request, Resource resource, Content sent) {
                String line = new String(sent.octets(), StandardCharsets.ISO_8859_1) + "\n";
                return request.method().equals("PUT")
                        ? sent.withOctets(line.getBytes(StandardCharsets.ISO_8859_1))
                        : sent;
            }

            @Override
            public Outcome perform(Attempt attempt) {
                Outcome outcome = Habits.super.perform(attempt);
                Optional<String> tag = outcome.change()
                        .flatMap(Outcome.Change::becomes)
                        .flatMap(Version::tag)
                        .map(Tag::toString);
                return attempt.request().method().equals("PUT")
                        ? outcome.saying(outcome.answer().with("ETag", tag))
                        : outcome;
            }
        };
    }
}
