package org.ifmatch.origin;

import static org.ifmatch.origin.Fault.fault;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.zip.CRC32;

/** Tags that do not tell versions or variants apart, or that are not shown as they are (RFC 9110 §8.8). */
final class TagFaults {

    /** What follows when two versions of one resource share a tag. */
    private static final List<String> SHARED_BY_VERSIONS = List.of(
            "etag/changes-with-content",
            "etag/rapid-same-size",
            "etag/rename-in-same-tick-inode",
            "etag/never-reused",
            "etag/recreate-after-delete",
            "etag/aba-same-content",
            "etag/strong-means-octets",
            "race/tag-uniqueness-under-load",
            "race/tag-body-consistent");

    static final List<Fault> ALL = List.of(
            fault("no-tag-on-get")
                    .says("GET and HEAD show no ETag.")
                    .ofClass("F14")
                    .caughtBy("etag/present-on-get")
                    .alsoBreaks("etag/304-carries-current", "etag/206-and-416", "etag/put-honest")
                    .as(showing(request -> request.reads(), answer -> answer.without("ETag"))),
            fault("tag-is-not-quoted")
                    .says("Tags are shown without quotes, and accepted without them.")
                    .ofClass("F12")
                    .caughtBy("etag/syntax-valid")
                    .alsoBreaks("neighbour/inm-304", "neighbour/inm-tag-put", "etag/304-carries-current")
                    .alsoBreaks("precedence/im-true-inm-match-get", "precedence/im-true-inm-match-put")
                    .alsoBreaks("precedence/field-order-irrelevant", "syntax/half-quoted", "syntax/unquoted")
                    .alsoBreaks("weak/inm-weak-comparison", "syntax/comma-inside-tag", "wildcard/quoted-is-a-tag")
                    .as(TagFaults::unquoted),
            fault("tag-has-a-lower-case-w")
                    .says("All tags are weak, and marked with a lower-case w.")
                    .ofClass("F12")
                    .caughtBy("etag/syntax-valid")
                    .alsoBreaks("weak/only-tags")
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
                    .alsoBreaks("etag/rapid-same-size", "current-tag/from-every-source", "etag/put-honest")
                    .alsoBreaks("current-tag/get-head", "etag/changes-with-content")
                    .as(TagFaults::cachingHead),
            fault("tag-moves-with-every-get")
                    .says("Each GET shows the tag with the time of the request in it, and the time is not compared.")
                    .ofClass("F13")
                    .caughtBy("etag/stable-when-unchanged")
                    .alsoBreaks("etag/head-agrees", "etag/304-carries-current", "etag/206-and-416", "etag/put-honest")
                    .alsoBreaks("etag/412-tag-current", "etag/patch-tag", "etag/post-create-tag", "no-effect/etag")
                    .alsoBreaks("etag/put-tag-usable", "syntax/exact-characters", "nego/suffix-forms")
                    .as(TagFaults::timed),
            fault("tag-of-the-path")
                    .says("The tag of a resource is made of its path and never changes.")
                    .ofClass("F07")
                    .caughtBy("etag/changes-with-content")
                    .alsoBreaks(SHARED_BY_VERSIONS)
                    .alsoBreaks(Breaks.OLD_TAG_ON_PUT)
                    .alsoBreaks(Breaks.FALSE_ON_PATCH)
                    .alsoBreaks(Breaks.FALSE_ON_DELETE)
                    .alsoBreaks(Breaks.FALSE_ON_POST)
                    .alsoBreaks(Breaks.FALSE_ON_COLLECTION_POST)
                    .as(tagging(
                            minting -> Tag.strong(Hashes.hex(minting.name().getBytes(StandardCharsets.ISO_8859_1))))),
            fault("weak-tag-of-the-path")
                    .says("The tag of a resource is weak, made of its path, and never changes.")
                    .ofClass("F07")
                    .caughtBy("etag/weak-moves-on-semantic-change")
                    .as(tagging(minting -> Tag.weak(Hashes.hex(minting.name().getBytes(StandardCharsets.ISO_8859_1))))),
            fault("tag-of-second-and-size")
                    .says("The tag is made of the second of the last change and the size.")
                    .ofClass("F07")
                    .caughtBy("etag/rapid-same-size")
                    .alsoBreaks(SHARED_BY_VERSIONS)
                    .alsoBreaks(Breaks.OLD_TAG_ON_PUT)
                    .alsoBreaks(Breaks.FALSE_ON_PATCH)
                    .alsoBreaks(Breaks.FALSE_ON_POST)
                    .alsoBreaks(Breaks.FALSE_ON_COLLECTION_POST)
                    .alsoBreaks("foreign-tag/other-resource", "race/412-truthful")
                    .as(tagging(
                            minting -> Tag.strong(Long.toHexString(minting.now().getEpochSecond()) + "-"
                                    + Integer.toHexString(minting.content().octets().length)))),
            fault("tag-of-the-size")
                    .says("The tag is made of the path and the size.")
                    .ofClass("F07")
                    .caughtBy("etag/changes-with-content")
                    .alsoBreaks(SHARED_BY_VERSIONS)
                    .alsoBreaks(Breaks.OLD_TAG_ON_PUT)
                    .alsoBreaks(Breaks.FALSE_ON_PATCH)
                    .as(tagging(minting ->
                            Tag.strong(Integer.toHexString(minting.name().hashCode()) + "-"
                                    + Integer.toHexString(minting.content().octets().length)))),
            fault("tag-of-inode-and-size")
                    .says("The tag is made of the size and a file number that is given out again once it is free.")
                    .ofClass("F07")
                    .caughtBy("etag/rename-in-same-tick-inode")
                    .alsoBreaks(SHARED_BY_VERSIONS)
                    .alsoBreaks(Breaks.OLD_TAG_ON_PUT)
                    .alsoBreaks(Breaks.FALSE_ON_PATCH)
                    .alsoBreaks(Breaks.FALSE_ON_DELETE)
                    .alsoBreaks("foreign-tag/other-resource")
                    .as(TagFaults::numberedFiles),
            fault("tag-is-an-eight-bit-counter")
                    .says("The tag counts the versions of a resource, and starts again after 256.")
                    .ofClass("F07")
                    .caughtBy("etag/never-reused")
                    .alsoBreaks("etag/rapid-same-size", "race/tag-uniqueness-under-load")
                    .as(() -> counting(count -> count % 256)),
            fault("tag-is-an-eight-bit-checksum")
                    .says("The tag is a checksum of eight bits.")
                    .ofClass("F07")
                    .caughtBy("etag/never-reused")
                    .alsoBreaks(SHARED_BY_VERSIONS)
                    .alsoBreaks(Breaks.OLD_TAG_ON_PUT)
                    .alsoBreaks("foreign-tag/other-resource")
                    .as(tagging(minting -> Tag.strong(Long.toHexString(checksum(minting.content()) & 0xFF)))),
            fault("counter-starts-again-after-delete")
                    .says("The tag counts the versions of a resource, from 1 again after it was deleted.")
                    .ofClass("F22")
                    .caughtBy("etag/recreate-after-delete")
                    .alsoBreaks("etag/rename-in-same-tick-inode", "etag/never-reused", "race/delete-recreate-delete")
                    .alsoBreaks("race/tag-uniqueness-under-load", "foreign-tag/other-resource")
                    .as(tagging(minting -> Tag.strong(minting.before()
                            .flatMap(Version::tag)
                            .map(tag -> Long.toString(Long.parseLong(tag.opaque()) + 1))
                            .orElse("1")))),
            fault("content-moves-under-its-tag")
                    .says(
                            "Each GET shows the content with the time of the request after it, under the same strong tag.")
                    .ofClass("F07")
                    .caughtBy("etag/strong-means-octets")
                    .alsoBreaks("etag/put-honest", "etag/head-agrees", "race/tag-body-consistent")
                    .as(() -> new Habits() {
                        @Override
                        public Version shown(Request request, Resource resource) {
                            Version current = Habits.super.shown(request, resource);
                            String shown = new String(current.content().octets(), StandardCharsets.ISO_8859_1);
                            byte[] timed = (shown + "\n" + System.nanoTime()).getBytes(StandardCharsets.ISO_8859_1);
                            return current.showing(current.content().withOctets(timed));
                        }
                    }),
            fault("gzip-keeps-the-tag")
                    .says("The representation with gzip has the strong tag of the one without.")
                    .ofClass("F15")
                    .caughtBy("etag/coding-variants")
                    .as(() -> new Habits() {
                        @Override
                        public Optional<Tag> gzipTag(Minting minting, Optional<Tag> plain) {
                            return plain;
                        }
                    }),
            fault("variants-share-the-tag")
                    .says("A GET for text/html shows the content as a page under the strong tag of the plain one.")
                    .ofClass("F15")
                    .caughtBy("etag/negotiated-variants")
                    .alsoBreaks("etag/strong-means-octets")
                    .as(TagFaults::asPage),
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
                    .alsoBreaks("etag/put-tag-usable", "etag/patch-tag", "current-tag/from-every-source")
                    .alsoBreaks("race/tag-chain", "race/retry-unknown-outcome")
                    .as(answeringBefore("PUT", "PATCH")),
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
                    .as(TagFaults::rewriting),
            fault("create-answers-the-tag-of-the-collection")
                    .says("The answer to a POST that creates carries the tag of the collection.")
                    .ofClass("F13")
                    .caughtBy("etag/post-create-tag")
                    .alsoBreaks("current-tag/from-every-source", "etag/content-location-scope")
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
                    .alsoBreaks("precedence/ims-after-im-true", "precedence/ims-on-put")
                    .as(showing(
                            request -> request.reads(),
                            answer -> answer.with(
                                    "Last-Modified",
                                    HttpDate.write(Instant.now().plus(Duration.ofHours(1)))))),
            fault("gzip-tag-satisfies-no-write")
                    .says("The tag of the representation with gzip satisfies no If-Match of a write.")
                    .ofClass("F15")
                    .caughtBy("nego/gzip-tag-in-put")
                    .as(() -> new Habits() {
                        @Override
                        public List<Tag> currentTags(Request request, Version version) {
                            return request.reads()
                                    ? Habits.super.currentTags(request, version)
                                    : version.tag().stream().toList();
                        }
                    }),
            fault("gzip-tags-skip-the-comparison")
                    .says("Any tag that ends like those of representations with gzip satisfies If-Match.")
                    .ofClass("F15")
                    .caughtBy("nego/gzip-old-tag-rejected")
                    .alsoBreaks("nego/suffix-forms", "foreign-tag/put-rejected")
                    .as(() -> new Habits() {
                        @Override
                        public Optional<Tag> gzipTag(Minting minting, Optional<Tag> plain) {
                            return plain.map(tag -> Tag.strong(tag.opaque() + "-gzip"));
                        }

                        @Override
                        public boolean matches(Tag sent, Request request, Resource resource) {
                            return Habits.super.matches(sent, request, resource)
                                    || resource.exists() && sent.opaque().endsWith("-gzip");
                        }
                    }),
            fault("any-gzip-tag-of-its-history-matches")
                    .says("Any tag that a representation with gzip ever had satisfies If-Match.")
                    .ofClass("F15")
                    .caughtBy("nego/gzip-old-tag-rejected")
                    .alsoBreaks("nego/variant-tag")
                    .as(TagFaults::rememberingGzip),
            fault("tag-of-another-variant-satisfies-a-get")
                    .says(
                            "A GET is answered if its If-Match names the tag of another representation than the selected one.")
                    .ofClass("F15")
                    .caughtBy("nego/variant-tag")
                    .as(() -> new Habits() {
                        @Override
                        public List<Tag> currentTags(Request request, Version version) {
                            return version.tags();
                        }
                    }),
            fault("each-spelling-of-the-path-has-its-tag")
                    .says(
                            "Tags are kept by the path as it is spelled, so that a change by one spelling is not seen by another.")
                    .ofClass("F13")
                    .caughtBy("uri/percent-equivalence")
                    .alsoBreaks("uri/alias")
                    .as(TagFaults::bySpelling));

    private TagFaults() {}

    /** Another tag for each version, and none for codings. */
    private static Supplier<Habits> tagging(Function<Minting, Tag> tag) {
        return () -> new Habits() {
            @Override
            public Optional<Tag> tag(Minting minting) {
                return Optional.of(tag.apply(minting));
            }

            @Override
            public boolean isCoded(Content content) {
                return false;
            }
        };
    }

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

    private static long checksum(Content content) {
        CRC32 checksum = new CRC32();
        checksum.update(content.octets());
        return checksum.getValue();
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

    /** A file is replaced by a new one under its name, after which the number of the old one is free. */
    private static Habits numberedFiles() {
        NavigableSet<Integer> free = new TreeSet<>();
        for (int number = 1; number < 100_000; number++) {
            free.add(number);
        }
        return new Habits() {
            @Override
            public Optional<Tag> tag(Minting minting) {
                synchronized (free) {
                    return Optional.of(Tag.strong(
                            free.pollFirst() + "-" + minting.content().octets().length));
                }
            }

            @Override
            public boolean isCoded(Content content) {
                return false;
            }

            @Override
            public void changed(String name, Optional<Version> before, Optional<Version> after) {
                synchronized (free) {
                    before.flatMap(Version::tag)
                            .ifPresent(tag ->
                                    free.add(Integer.parseInt(tag.opaque().replaceFirst("-.*", ""))));
                }
            }
        };
    }

    private static Habits counting(Function<Long, Long> shown) {
        NumberedTags.Numbers numbers = new NumberedTags.Numbers();
        return new NumberedTags() {
            @Override
            public Numbers numbers() {
                return numbers;
            }

            @Override
            public Optional<Tag> tag(Minting minting) {
                return Optional.of(Tag.strong(Long.toString(shown.apply(numbers.next(minting.name())))));
            }
        };
    }

    private static Habits asPage() {
        return new Habits() {
            @Override
            public Version shown(Request request, Resource resource) {
                Version current = Habits.super.shown(request, resource);
                if (!request.lists("Accept", "text/html")) {
                    return current;
                }
                String text = new String(current.content().octets(), StandardCharsets.ISO_8859_1);
                byte[] page = ("<pre>" + text + "</pre>\n").getBytes(StandardCharsets.ISO_8859_1);
                return current.showing(new Content(page, "text/html"));
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

    private static Habits rememberingGzip() {
        Map<String, List<Tag>> history = new ConcurrentHashMap<>();
        return new Habits() {
            @Override
            public void changed(String name, Optional<Version> before, Optional<Version> after) {
                List<Tag> tags = history.computeIfAbsent(name, first -> new CopyOnWriteArrayList<>());
                after.flatMap(Version::gzipTag).ifPresent(tags::add);
            }

            @Override
            public boolean matches(Tag sent, Request request, Resource resource) {
                return Habits.super.matches(sent, request, resource)
                        || resource.exists()
                                && history.getOrDefault(resource.name(), List.of())
                                        .contains(sent);
            }
        };
    }

    private static Habits bySpelling() {
        Map<String, List<Tag>> tags = new ConcurrentHashMap<>();
        return new Habits() {
            @Override
            public List<Tag> currentTags(Request request, Version version) {
                return tags.getOrDefault(request.path(), version.tag().stream().toList());
            }

            @Override
            public boolean isCoded(Content content) {
                return false;
            }

            @Override
            public Outcome perform(Attempt attempt) {
                Outcome outcome = Habits.super.perform(attempt);
                outcome.change()
                        .filter(change ->
                                change.name().equals(attempt.resource().name()))
                        .ifPresent(change -> remember(attempt.request().path(), change));
                return outcome;
            }

            private void remember(String path, Outcome.Change change) {
                change.becomes().ifPresentOrElse(next -> tags.put(path, next.tags()), () -> tags.remove(path));
            }

            @Override
            public Answer dressed(Request request, Resource before, Answer answer) {
                return before.exists()
                                && request.reads()
                                && answer.field("ETag").isPresent()
                        ? answer.with(
                                "ETag",
                                currentTags(request, before.current().orElseThrow())
                                        .get(0)
                                        .toString())
                        : answer;
            }
        };
    }
}
