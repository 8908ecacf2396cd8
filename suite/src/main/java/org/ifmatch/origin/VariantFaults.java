package org.ifmatch.origin;

import static org.ifmatch.origin.Fault.fault;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tags of one resource that is shown in several ways or under several names (RFC 9110 §8.8.3.3). */
final class VariantFaults {

    static final List<Fault> ALL = List.of(
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
                    .as(VariantFaults::asPage),
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
                    .alsoBreaks("nego/suffix-forms")
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
                    .as(VariantFaults::rememberingGzip),
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
                    .alsoBreaks("etag/strong-means-octets")
                    .as(VariantFaults::bySpelling));

    private VariantFaults() {}

    private static Habits asPage() {
        return new Habits() {
            @Override
            public Version shown(Request request, Resource resource) {
                Version current = Habits.super.shown(request, resource);
                return Negotiation.asksForPage(request, current.content())
                        ? current.showing(Negotiation.page(current.content()))
                        : current;
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
                change.becomes()
                        .ifPresentOrElse(
                                next -> tags.put(path, next.tag().stream().toList()), () -> tags.remove(path));
            }

            @Override
            public Answer dressed(Request request, Resource before, Answer answer) {
                return before.exists()
                                && request.reads()
                                && !Negotiation.asksForPage(
                                        request, before.current().orElseThrow().content())
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
