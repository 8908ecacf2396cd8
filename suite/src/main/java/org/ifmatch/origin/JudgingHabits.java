package org.ifmatch.origin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** From the conditions of a request to what is done about them. */
interface JudgingHabits extends ReadingHabits {

    /** The checks that come before any condition (RFC 9110 §13.2.1), in order. */
    default List<Check> checks() {
        return Check.ALL;
    }

    /**
     * The answer that the state of the target calls for, conditions or not: 404 where there is nothing to act on, 406
     * where a representation is asked for that there is not, 415 where what is posted is of no use for what is there.
     */
    default Optional<Answer> normally(Request request, Resource resource) {
        if (!resource.exists() && !request.method().equals("PUT")) {
            return Optional.of(missing(resource));
        }
        Optional<Answer> unacceptable = unacceptable(request, resource);
        if (unacceptable.isPresent()) {
            return unacceptable;
        }
        return Methods.appends(request, resource)
                ? Methods.unfit(request, resource.current().orElseThrow().content())
                : Optional.empty();
    }

    /** What is said to who asks for a representation that there is not (§15.5.7). */
    default Optional<Answer> unacceptable(Request request, Resource resource) {
        boolean served = !request.reads()
                || resource.current()
                        .map(version -> Negotiation.serves(request, version.content()))
                        .orElse(true);
        return served ? Optional.empty() : Optional.of(Answer.explained(406, "There is no such representation."));
    }

    /** What is said of a resource that does not exist. */
    default Answer missing(Resource resource) {
        return Answer.explained(404, "There is nothing here.");
    }

    /** The conditions in their order (§13.2.2). */
    default Verdict verdict(Conditions conditions) {
        return Preconditions.evaluate(conditions);
    }

    /** If-Match: true, false, or nothing where the request has none (§13.1.1). */
    default Optional<Boolean> ifMatch(Request request, Resource resource) {
        return ifMatchValue(request)
                .filter(value -> heeds(request, resource))
                .map(value -> tagField(value).names(starHolds(resource), sent -> matches(sent, request, resource)));
    }

    /** Whether an If-Match in the request counts at all. */
    default boolean heeds(Request request, Resource resource) {
        return true;
    }

    /** Whether {@code If-Match: *} is true: if there is a current representation. */
    default boolean starHolds(Resource resource) {
        return resource.exists();
    }

    /** Whether a tag of If-Match is that of a current representation. */
    default boolean matches(Tag sent, Request request, Resource resource) {
        return resource.current().stream()
                .flatMap(version -> currentTags(request, version).stream())
                .anyMatch(current -> stronglyEqual(sent, current));
    }

    /**
     * The tags that a condition is compared with. GET and HEAD have a selected representation; a write replaces them all,
     * whichever of them the client has seen, so that the tag of any will do.
     */
    default List<Tag> currentTags(Request request, Version version) {
        if (request.reads()) {
            return Representation.select(request, version).tag().stream().toList();
        }
        return version.tags();
    }

    /** The comparison of If-Match and If-Range (§8.8.3.2). */
    default boolean stronglyEqual(Tag sent, Tag current) {
        return sent.stronglyEquals(current);
    }

    /** The comparison of If-None-Match (§8.8.3.2). */
    default boolean weaklyEqual(Tag sent, Tag current) {
        return sent.weaklyEquals(current);
    }

    /** If-Unmodified-Since: true, false, or nothing where it is to be ignored (§13.1.4). */
    default Optional<Boolean> ifUnmodifiedSince(Request request, Optional<Instant> lastModified) {
        return HttpDate.readOnly(request.lines("If-Unmodified-Since"))
                .flatMap(date -> lastModified.map(modified -> !modified.isAfter(date)));
    }

    /** Whether a Range may be answered with a part: unless If-Range says otherwise (§13.1.5). */
    default boolean allowsRange(Request request, Representation selected, Instant now) {
        return Ranges.allowed(request, selected, now);
    }

    /** What a request whose conditions hold does. */
    default Outcome perform(Attempt attempt) {
        return attempt.perform();
    }

    /** What a request does of whose conditions one is false: nothing (§13.1.1). */
    default Outcome refuse(Attempt attempt) {
        return Outcome.unchanged(attempt.refusal());
    }

    /** What is said of a false condition: 412, why, and the tag that is current (§15.5.13). */
    default Answer refusal(Request request, Resource resource) {
        Optional<Representation> current = resource.current()
                .map(version ->
                        request.reads() ? Representation.select(request, version) : Representation.plain(version));
        return Answer.explained(412, "A condition of the request is false: the resource is not in the state it names.")
                .with("ETag", current.flatMap(Representation::tag).map(Tag::toString));
    }
}
