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

    /** The tags of all its representations. */
    List<Tag> tags() {
        return Stream.of(tag, gzipTag).flatMap(Optional::stream).toList();
    }
}
