package org.ifmatch.origin;

import java.util.Optional;
import java.util.stream.Stream;

/** Habits that let nobody change what exists without a condition (RFC 6585 §3). */
interface RequiresCondition extends Habits {

    @Override
    default Optional<Answer> normally(Request request, Resource resource) {
        return Habits.super
                .normally(request, resource)
                .or(() -> lacksCondition(request, resource)
                        ? Optional.of(conditionRequired(request, resource))
                        : Optional.empty());
    }

    default boolean lacksCondition(Request request, Resource resource) {
        boolean changes =
                !request.reads() && resource.exists() && !resource.name().equals(Items.COLLECTION);
        return changes && conditions().noneMatch(request::has);
    }

    /** The fields that count as one. */
    default Stream<String> conditions() {
        return Stream.of("If-Match", "If-None-Match", "If-Unmodified-Since");
    }

    default Answer conditionRequired(Request request, Resource resource) {
        return Answer.explained(428, "Say with If-Match which state of the resource is to be changed.");
    }
}
