package org.ifmatch.origin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One state of a resource with the validators of its representations (RFC 9110 §8.8): immutable, so that who holds one
 * sees content and tags that belong together.
 *
 * @param modified when the state came about, as Last-Modified tells it
 * @param tag the tag of the representation without content coding
 * @param gzipTag the tag of the representation that is served with gzip, if there is one
 */
record Version(Content content, Optional<Instant> modified, Optional<Tag> tag, Optional<Tag> gzipTag) {

    /** The same with other content under the same validators. */
    Version showing(Content other) {
        return new Version(other, modified, tag, gzipTag);
    }

    /** The tag of the page that is shown to people: other octets, so another tag, which moves with the plain one (§8.8.3). */
    Optional<Tag> pageTag() {
        return tag.map(
                plain -> plain.weak() ? Tag.weak(plain.opaque() + "-page") : Tag.strong(plain.opaque() + "-page"));
    }

    /** The tags of all its representations. */
    List<Tag> tags() {
        return Stream.of(tag, gzipTag, pageTag()).flatMap(Optional::stream).toList();
    }
}
