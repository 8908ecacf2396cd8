package org.ifmatch.origin;

import static org.ifmatch.origin.Oddity.odd;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Tags that are unusual, weak, or not there. */
final class TagOddities {

    static final List<Oddity> ALL = List.of(
            odd("weak-tags")
                    .says("All tags are weak, so that no tag ever satisfies an If-Match.")
                    .earns(Map.of("weak/only-tags", "NOTE"))
                    .as(() -> new WeakTags() {}),
            odd("weak-tags-for-a-second")
                    .says("For a second after a write the tag is weak, and then the same one is strong.")
                    .earns(Map.of("etag/put-honest", "NOTE"))
                    .as(TagOddities::weakAtFirst),
            odd("no-tags")
                    .says("There are no tags, and If-Match is false for any.")
                    .earns(Map.of("etag/present-on-get", "WARN"))
                    .as(() -> new NoTags() {}),
            odd("no-last-modified").says("There is no Last-Modified.").as(() -> new Habits() {
                @Override
                public Optional<Instant> modified(Instant now) {
                    return Optional.empty();
                }
            }),
            odd("no-tag-in-answers-to-writes")
                    .says("Only GET and HEAD show a tag.")
                    .earns(Map.of("etag/put-honest", "NOTE", "etag/412-tag-current", "NOTE"))
                    .as(() -> new Habits() {
                        @Override
                        public Answer dressed(Request request, Resource before, Answer answer) {
                            return request.reads() ? answer : answer.without("ETag");
                        }
                    }),
            odd("content-hash-tags")
                    .says("The tag is made of the content, so that an older one comes back with its content.")
                    .earns(Map.of("etag/aba-same-content", "NOTE"))
                    .as(() -> new Habits() {
                        @Override
                        public Optional<Tag> tag(Minting minting) {
                            return Optional.of(
                                    Tag.strong(Hashes.hex(minting.content().octets())));
                        }

                        @Override
                        public Optional<Tag> gzipTag(Minting minting, Optional<Tag> plain) {
                            return plain.map(tag -> Tag.strong(tag.opaque() + "-gzip"));
                        }
                    }),
            odd("numbered-tags")
                    .says("The tag counts the versions of a resource, and goes on counting when it was deleted.")
                    .as(TagOddities::numbered),
            odd("tags-with-commas").says("Tags have commas in them.").as(written(text -> "a," + text + ",*,b")),
            odd("tags-with-punctuation")
                    .says("Tags have a backslash, a star, a semicolon and other signs in them.")
                    .earns(Map.of("etag/no-backslash", "NOTE"))
                    .as(written(text -> "\\*;/{" + text + "}'=%22\\")),
            odd("tags-with-high-octets")
                    .says("Tags have octets above 0x7F in them that are no UTF-8.")
                    .as(written(text -> "\u00e9\u0080" + text + "\u00ff")),
            odd("long-tags")
                    .says("Tags have 250 characters.")
                    .as(written(text -> "x".repeat(250 - text.length()) + text)));

    private TagOddities() {}

    private static Supplier<Habits> written(UnaryOperator<String> text) {
        return () -> new Habits() {
            @Override
            public Optional<Tag> tag(Minting minting) {
                return Optional.of(Tag.strong(text.apply(minting.serial().next())));
            }

            @Override
            public Optional<Tag> gzipTag(Minting minting, Optional<Tag> plain) {
                return tag(minting);
            }
        };
    }

    private static Habits numbered() {
        NumberedTags.Numbers numbers = new NumberedTags.Numbers();
        return (NumberedTags) () -> numbers;
    }

    /** What a server does that cannot tell two changes of one second apart. */
    private static Habits weakAtFirst() {
        return new Habits() {
            @Override
            public Version shown(Request request, Resource resource) {
                return aged(Habits.super.shown(request, resource));
            }

            @Override
            public List<Tag> currentTags(Request request, Version version) {
                return Habits.super.currentTags(request, aged(version));
            }

            @Override
            public Answer refusal(Request request, Resource resource) {
                return Habits.super.refusal(
                        request,
                        new Resource(resource.name(), resource.current().map(this::aged)));
            }

            @Override
            public Answer dressed(Request request, Resource before, Answer answer) {
                return answer.succeeds() && !request.reads() ? answer.without("ETag") : answer;
            }

            private Version aged(Version version) {
                boolean young = version.modified()
                        .filter(at -> at.plus(Duration.ofSeconds(1)).isAfter(Instant.now()))
                        .isPresent();
                return young
                        ? new Version(
                                version.content(),
                                version.modified(),
                                version.tag().map(tag -> Tag.weak(tag.opaque())),
                                version.gzipTag().map(tag -> Tag.weak(tag.opaque())))
                        : version;
            }
        };
    }
}
