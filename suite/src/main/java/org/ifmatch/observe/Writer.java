package org.ifmatch.observe;

import java.util.Optional;

/**
 * Makes the content of a request for the resource that it goes to: an attempt and its twins write the same kind of content, but
 * each content of its own, since some formats name their resource.
 */
@FunctionalInterface
public interface Writer {

    /** No content at all, as in GET and DELETE. */
    Writer NOTHING = resource -> Optional.empty();

    Optional<Content> contentFor(Resource resource);
}
