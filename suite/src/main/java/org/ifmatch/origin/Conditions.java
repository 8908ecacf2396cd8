package org.ifmatch.origin;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What the conditional fields of a request say of its target (RFC 9110 §13.1), each by itself: true, false, or nothing
 * where the field is absent or to be ignored.
 */
record Conditions(Request request, Resource resource, Habits habits) {

    /** §13.1.1: true if a listed tag strongly equals a current one, or if a star meets a representation. */
    Optional<Boolean> ifMatch() {
        return habits.ifMatch(request, resource);
    }

    /** §13.1.2: true if no listed tag weakly equals a current one, and if a star meets no representation. */
    Optional<Boolean> ifNoneMatch() {
        return request.value("If-None-Match")
                .map(TagField::parse)
                .map(field -> !field.names(resource.exists(), this::isCurrentWeakly));
    }

    /** §13.1.4: ignored where there is no modification date, and unless the field is one valid date. */
    Optional<Boolean> ifUnmodifiedSince() {
        return habits.ifUnmodifiedSince(request, lastModified());
    }

    /** §13.1.3: as above, and only for GET and HEAD. */
    Optional<Boolean> ifModifiedSince() {
        return HttpDate.readOnly(request.lines("If-Modified-Since"))
                .filter(date -> request.reads())
                .flatMap(date -> lastModified().map(modified -> modified.isAfter(date)));
    }

    /** The modification date as clients see it: whole seconds. */
    Optional<Instant> lastModified() {
        return resource.current().flatMap(Version::modified).map(instant -> instant.truncatedTo(ChronoUnit.SECONDS));
    }

    private boolean isCurrentWeakly(Tag sent) {
        return resource.current().stream()
                .flatMap(version -> habits.currentTags(request, version).stream())
                .anyMatch(tag -> habits.weaklyEqual(sent, tag));
    }
}
