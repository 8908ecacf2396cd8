package org.ifmatch.origin;

import static org.ifmatch.origin.Fault.fault;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.CRC32;

/** Tags that do not tell the versions of a resource apart (RFC 9110 §8.8.1). */
final class TagFaults {
    /** What follows when two versions of one resource share a tag. */
    private static final List<String> SHARED_BY_VERSIONS = List.of(
            "etag/changes-with-content",
            "etag/rename-in-same-tick-inode",
            "etag/never-reused",
            "etag/recreate-after-delete",
            "race/tag-uniqueness-under-load",
            "race/tag-body-consistent");

    static final List<Fault> ALL = List.of(
            fault("tag-of-the-path")
                    .says("The tag of a resource is made of its path and never changes.")
                    .ofClass("F07")
                    .caughtBy("etag/changes-with-content")
                    .alsoBreaks(Breaks.HALF_SENT)
                    .alsoBreaks(Breaks.RACES_OF_PUT)
                    .alsoBreaks(Breaks.RACES_OF_OTHER_METHODS)
                    .alsoBreaks(SHARED_BY_VERSIONS)
                    .alsoBreaks("race/collection-etag", "stale-tag/already-applied-not-redone", "wire/pipeline")
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
                    .alsoBreaks(Breaks.RACES_OF_PUT)
                    .alsoBreaks(
                            "etag/never-reused",
                            "etag/rename-in-same-tick-inode",
                            "race/412-truthful",
                            "race/collection-etag",
                            "race/patch-patch",
                            "race/patch-torn",
                            "race/post-append",
                            "race/tag-body-consistent",
                            "race/tag-uniqueness-under-load")
                    // Two requests in one write may fall on two seconds.
                    .mayBreak("wire/pipeline")
                    .as(tagging(
                            minting -> Tag.strong(Long.toHexString(minting.now().getEpochSecond()) + "-"
                                    + Integer.toHexString(minting.content().octets().length)))),
            fault("tag-of-the-size")
                    .says("The tag is made of the path and the size.")
                    .ofClass("F07")
                    .caughtBy("etag/changes-with-content")
                    .alsoBreaks(Breaks.HALF_SENT)
                    .alsoBreaks(Breaks.RACES_OF_PUT)
                    .alsoBreaks(SHARED_BY_VERSIONS)
                    .alsoBreaks("race/patch-patch", "race/patch-torn", "wire/pipeline")
                    .as(tagging(minting ->
                            Tag.strong(Integer.toHexString(minting.name().hashCode()) + "-"
                                    + Integer.toHexString(minting.content().octets().length)))),
            fault("tag-of-ten-milliseconds-and-size")
                    .says("The tag is made of the hundredth of a second of the last change and the size.")
                    .ofClass("F07")
                    .caughtBy("etag/rapid-same-size")
                    .alsoBreaks(Breaks.RACES_OF_PUT)
                    .alsoBreaks(
                            "etag/never-reused",
                            "race/412-truthful",
                            "race/patch-patch",
                            "race/patch-torn",
                            "race/post-append",
                            "race/tag-body-consistent",
                            "race/tag-uniqueness-under-load")
                    // On a busy machine a name is created again some hundredths of a second after it was deleted.
                    .mayBreak("etag/rename-in-same-tick-inode", "wire/pipeline")
                    // On a quick machine any two writes of one length may fall into one hundredth of a second.
                    .mayBreak(SHARED_BY_VERSIONS)
                    .mayBreak(Breaks.OLD_TAG_ON_PUT)
                    .mayBreak(Breaks.OLD_TAG_IN_A_LIST)
                    .mayBreak(Breaks.OLD_TAG_IN_PARTS)
                    .mayBreak(Breaks.HALF_SENT)
                    .mayBreak(Breaks.FALSE_ON_PATCH)
                    .mayBreak(Breaks.FALSE_ON_POST)
                    .mayBreak(Breaks.FALSE_ON_COLLECTION_POST)
                    .mayBreak(
                            "foreign-tag/other-resource",
                            "order/417",
                            "order/422-vs-412",
                            "precedence/content-range-put-stale",
                            "precedence/field-order-irrelevant",
                            "stale-tag/already-applied-not-redone")
                    .as(tagging(
                            minting -> Tag.strong(Long.toHexString(minting.now().toEpochMilli() / 10) + "-"
                                    + Integer.toHexString(minting.content().octets().length)))),
            fault("tag-of-the-first-kibibyte")
                    .says("The tag is a hash of the first 1,024 octets of the content.")
                    .ofClass("F07")
                    .caughtBy("etag/changes-with-content")
                    .as(tagging(minting -> Tag.strong(Hashes.hex((minting.name()
                                    + latin1(minting.content())
                                            .substring(
                                                    0,
                                                    Math.min(
                                                            1024,
                                                            minting.content().octets().length)))
                            .getBytes(StandardCharsets.ISO_8859_1))))),
            fault("tag-of-the-words")
                    .says("The tag is a hash of the content without its white space.")
                    .ofClass("F07")
                    .caughtBy("etag/changes-with-content")
                    .as(tagging(minting -> Tag.strong(Hashes.hex(
                            (minting.name() + latin1(minting.content()).replaceAll("\\s", ""))
                                    .getBytes(StandardCharsets.ISO_8859_1))))),
            fault("patch-leaves-the-tag")
                    .says("A PATCH changes the content and leaves the tag as it was.")
                    .ofClass("F07")
                    .caughtBy("etag/changes-with-content")
                    .as(TagFaults::forgettingPatches),
            fault("tag-of-inode-and-size")
                    .says(
                            "The tag is made of the path, the size and a file number that is given out again once it is free.")
                    .ofClass("F07")
                    .caughtBy("etag/changes-with-content")
                    .alsoBreaks(Breaks.RACES_OF_PUT)
                    .alsoBreaks(SHARED_BY_VERSIONS)
                    .alsoBreaks(
                            "race/delete-delete", "race/delete-recreate-delete", "race/patch-patch", "race/patch-torn")
                    .as(TagFaults::numberedFiles),
            fault("new-resource-has-the-tag-of-its-second")
                    .says("The tag of what was just created is made of its name, its size and the second.")
                    .ofClass("F07")
                    .caughtBy("etag/rename-in-same-tick-inode")
                    .mayBreak("etag/recreate-after-delete", "etag/never-reused")
                    .as(() -> new Habits() {
                        @Override
                        public Optional<Tag> tag(Minting minting) {
                            return minting.before().isPresent()
                                    ? Habits.super.tag(minting)
                                    : Optional.of(Tag.strong(
                                            Integer.toHexString(minting.name().hashCode())
                                                    + "-" + minting.now().getEpochSecond() + "-"
                                                    + minting.content().octets().length));
                        }
                    }),
            fault("tag-is-an-eight-bit-counter")
                    .says("The tag counts the versions of a resource, and starts again after 256.")
                    .ofClass("F07")
                    .caughtBy("etag/never-reused")
                    .alsoBreaks("race/tag-uniqueness-under-load")
                    .as(() -> counting(count -> count % 256)),
            fault("tag-is-an-eight-bit-checksum")
                    .says("The tag is a checksum of eight bits.")
                    .ofClass("F07")
                    .caughtBy("etag/never-reused")
                    .alsoBreaks(Breaks.RACES_OF_PUT)
                    .alsoBreaks("race/tag-body-consistent", "race/tag-uniqueness-under-load")
                    // One of two hundred and fifty-six contents has the checksum of the one before it.
                    .mayBreak("etag/changes-with-content")
                    // How many versions are made in a given time hangs on the machine.
                    .mayBreak("etag/rapid-same-size", "etag/rename-in-same-tick-inode")
                    .as(tagging(minting -> Tag.strong(Long.toHexString(checksum(minting.content()) & 0xFF)))),
            fault("counter-starts-again-after-delete")
                    .says("The tag counts the versions of a resource, from 1 again after it was deleted.")
                    .ofClass("F22")
                    .caughtBy("etag/recreate-after-delete")
                    .alsoBreaks(
                            "etag/rename-in-same-tick-inode",
                            "race/delete-recreate-delete",
                            "race/tag-uniqueness-under-load")
                    .as(tagging(minting -> Tag.strong(minting.before()
                            .flatMap(Version::tag)
                            .map(tag -> Long.toString(Long.parseLong(tag.opaque()) + 1))
                            .orElse("1")))),
            fault("content-moves-under-its-tag")
                    .says(
                            "Each GET shows the content with the time of the request after it, under the same strong tag.")
                    .ofClass("F07")
                    .caughtBy("etag/strong-means-octets")
                    .alsoBreaks("etag/put-honest", "race/tag-body-consistent")
                    .as(() -> new Habits() {
                        @Override
                        public Version shown(Request request, Resource resource) {
                            Version current = Habits.super.shown(request, resource);
                            String shown = new String(current.content().octets(), StandardCharsets.ISO_8859_1);
                            byte[] timed = (shown + "\n" + System.nanoTime()).getBytes(StandardCharsets.ISO_8859_1);
                            return current.showing(current.content().withOctets(timed));
                        }
                    }));

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

    private static String latin1(Content content) {
        return new String(content.octets(), StandardCharsets.ISO_8859_1);
    }

    private static long checksum(Content content) {
        CRC32 checksum = new CRC32();
        checksum.update(content.octets());
        return checksum.getValue();
    }

    /** A file is replaced by a new one under its name, after which the number of the old one is free for the next. */
    private static Habits numberedFiles() {
        return tagging(minting -> Tag.strong(Integer.toHexString(minting.name().hashCode()) + "-"
                        + (minting.before()
                                        .flatMap(Version::tag)
                                        .filter(TagFaults::isOfFirstFile)
                                        .isPresent()
                                ? 2
                                : 1)
                        + "-" + minting.content().octets().length))
                .get();
    }

    private static boolean isOfFirstFile(Tag tag) {
        return tag.opaque().contains("-1-");
    }

    /** The version is counted where PUT and POST store, and PATCH goes another way. */
    private static Habits forgettingPatches() {
        ThreadLocal<Boolean> patching = ThreadLocal.withInitial(() -> false);
        return new Habits() {
            @Override
            public Outcome perform(Attempt attempt) {
                patching.set(attempt.request().method().equals("PATCH"));
                try {
                    return Habits.super.perform(attempt);
                } finally {
                    patching.set(false);
                }
            }

            @Override
            public Optional<Tag> tag(Minting minting) {
                return patching.get() && minting.before().isPresent()
                        ? minting.before().get().tag()
                        : Habits.super.tag(minting);
            }

            @Override
            public boolean isCoded(Content content) {
                return false;
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
}
