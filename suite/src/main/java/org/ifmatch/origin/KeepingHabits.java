package org.ifmatch.origin;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** How states come about, and which validators they get. */
interface KeepingHabits {

    /** In octets: what is shorter does not gain from a content coding. */
    int SHORTEST_CODED = 256;

    /** Judges a write and makes it: both in one step, on one state. */
    default Answer commit(Request request, Items items, String name, Function<Optional<Version>, Outcome> step) {
        return items.atomically(name, step);
    }

    /** What is stored of what was sent: all of it, to the letter. */
    default Content kept(Request request, Resource resource, Content sent) {
        return sent;
    }

    /** The tag of a new version: one that never was and never will be another's (RFC 9110 §8.8.1). */
    default Optional<Tag> tag(Minting minting) {
        return Optional.of(Tag.strong(minting.serial().next()));
    }

    /** The tag of the same with gzip: other octets, so another tag (§8.8.3.3). */
    default Optional<Tag> gzipTag(Minting minting, Optional<Tag> plain) {
        return Optional.of(Tag.strong(minting.serial().next()));
    }

    /** Whether there is a representation with gzip beside the plain one. */
    default boolean isCoded(Content content) {
        return content.octets().length >= SHORTEST_CODED;
    }

    /** The modification date of a version that comes about now. */
    default Optional<Instant> modified(Instant now) {
        return Optional.of(now);
    }

    /** Learns of a change that was made. */
    default void changed(String name, Optional<Version> before, Optional<Version> after) {}
}
