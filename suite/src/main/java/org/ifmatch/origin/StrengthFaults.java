package org.ifmatch.origin;

import static org.ifmatch.origin.Fault.fault;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Weak tags are taken for strong ones, strong ones for weak, or one of the two comparisons for the other (§8.8.3.2). */
final class StrengthFaults {

    static final List<Fault> ALL = List.of(
            fault("weak-form-of-a-strong-tag-matches")
                    .says("W/ is taken off the tags of If-Match before they are compared.")
                    .ofClass("F08")
                    .caughtBy("weak/w-form-of-strong")
                    .alsoBreaks("weak/in-list")
                    .as(() -> new Habits() {
                        @Override
                        public boolean stronglyEqual(Tag sent, Tag current) {
                            return sent.weaklyEquals(current);
                        }
                    }),
            fault("weak-tags-are-compared-weakly")
                    .says("All tags are weak, and If-Match compares them weakly.")
                    .ofClass("F08")
                    .caughtBy("weak/w-against-w")
                    .alsoBreaks("weak/strong-form-of-w")
                    .as(() -> weakTags(Tag::weaklyEquals)),
            fault("weak-tags-are-compared-byte-by-byte")
                    .says("All tags are weak, and If-Match is true for a tag that is written like the current one.")
                    .ofClass("F08")
                    .caughtBy("weak/w-against-w")
                    .as(() -> weakTags(Tag::equals)),
            fault("weak-tag-is-stored-without-its-mark")
                    .says("All tags are weak, and If-Match is true for the current one without its W/.")
                    .ofClass("F08")
                    .caughtBy("weak/strong-form-of-w")
                    .as(() -> weakTags((sent, current) -> !sent.weak() && sent.weaklyEquals(current))),
            fault("weak-tags-skip-the-check")
                    .says("All tags are weak, and If-Match is not looked at where the current tag is.")
                    .ofClass("F08")
                    .caughtBy("stale-tag/put-rejected")
                    .alsoBreaks(Breaks.RACES_OF_PUT)
                    .alsoBreaks(Breaks.FALSE_ON_PATCH)
                    .alsoBreaks(Breaks.FALSE_ON_DELETE)
                    .alsoBreaks(Breaks.FALSE_ON_POST)
                    .alsoBreaks(
                            "foreign-tag/other-resource",
                            "foreign-tag/put-rejected",
                            "nego/variant-tag",
                            "race/collection-etag",
                            "race/create-im-star",
                            "race/star-vs-delete",
                            "stale-tag/every-old-version",
                            "stale-tag/get-412",
                            "stale-tag/head-412",
                            "weak/old-weak-rejected",
                            "weak/strong-form-of-w",
                            "weak/w-against-w",
                            "wildcard/prefix-not-star",
                            "wildcard/quoted-is-a-tag",
                            "wildcard/weak-star")
                    .as(() -> new WeakTags() {
                        @Override
                        public boolean heeds(Request request, Resource resource) {
                            return resource.current()
                                    .flatMap(Version::tag)
                                    .filter(Tag::weak)
                                    .isEmpty();
                        }
                    }),
            fault("one-weak-member-spoils-the-list")
                    .says("A list with a weak tag in it matches nothing.")
                    .ofClass("F08")
                    .caughtBy("weak/in-list")
                    .as(() -> new Habits() {
                        @Override
                        public TagField tagField(String value) {
                            TagField field = TagField.parse(value);
                            return field instanceof TagField.Tags list
                                            && list.tags().stream().anyMatch(Tag::weak)
                                    ? new TagField.Malformed()
                                    : field;
                        }
                    }),
            fault("lower-case-w-is-overlooked")
                    .says("A member that begins with w/ is read as the strong tag that follows.")
                    .ofClass("F08")
                    .caughtBy("weak/lowercase-w")
                    .as(() -> new Habits() {
                        @Override
                        public TagField tagField(String value) {
                            return TagField.parse(value.replace("w/\"", "\""));
                        }
                    }),
            fault("star-needs-a-strong-tag")
                    .says("All tags are weak, and If-Match: * is false for what has no strong tag.")
                    .ofClass("F08")
                    .caughtBy("weak/wildcard-still-true")
                    .alsoBreaks(Breaks.WILDCARD)
                    .as(() -> new WeakTags() {
                        @Override
                        public boolean starHolds(Resource resource) {
                            return hasStrongTag(resource);
                        }
                    }),
            fault("star-needs-a-tag")
                    .says("There are no tags, and If-Match: * is false for what has none.")
                    .ofClass("F11")
                    .caughtBy("wildcard/no-etag-resource")
                    .alsoBreaks(Breaks.WILDCARD)
                    .alsoBreaks("etag/present-on-get")
                    .as(() -> new NoTags() {
                        @Override
                        public boolean starHolds(Resource resource) {
                            return hasStrongTag(resource);
                        }
                    }),
            fault("no-tag-skips-the-check")
                    .says("There are no tags, and If-Match is not looked at where there is nothing to compare it with.")
                    .ofClass("F06")
                    .caughtBy("foreign-tag/untagged-resource")
                    .alsoBreaks(Breaks.RACES_OF_PUT)
                    .alsoBreaks(Breaks.CREATION)
                    .butNot("race/slow-body-overtaken-by-delete")
                    .alsoBreaks(
                            "etag/present-on-get",
                            "precedence/im-star-inm-star",
                            "wildcard/quoted-is-a-tag",
                            "wildcard/weak-star")
                    .as(() -> new NoTags() {
                        @Override
                        public boolean heeds(Request request, Resource resource) {
                            return resource.current().flatMap(Version::tag).isPresent();
                        }
                    }),
            fault("if-none-match-is-compared-strongly")
                    .says("If-None-Match uses the comparison of If-Match.")
                    .ofClass("F08")
                    .caughtBy("weak/inm-weak-comparison")
                    .as(() -> new Habits() {
                        @Override
                        public boolean weaklyEqual(Tag sent, Tag current) {
                            return sent.stronglyEquals(current);
                        }
                    }));

    private StrengthFaults() {}

    private static Habits weakTags(BiPredicate<Tag, Tag> comparison) {
        return new WeakTags() {
            @Override
            public boolean stronglyEqual(Tag sent, Tag current) {
                return comparison.test(sent, current);
            }
        };
    }

    private static boolean hasStrongTag(Resource resource) {
        Optional<Tag> tag = resource.current().flatMap(Version::tag);
        return tag.isPresent() && !tag.get().weak();
    }
}
