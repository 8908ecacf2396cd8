package org.ifmatch.origin;

import java.util.Optional;

/** A request at the moment at which its conditions were judged, on the state that they were judged on. */
record Attempt(Request request, Resource resource, Conditions conditions, Items items, Habits habits) {

    /** What the method does, conditions or not. */
    Outcome perform() {
        return new Methods(items, habits).perform(request, resource);
    }

    /** Whether it is If-Match that is false, and not another condition. */
    boolean ifMatchIsFalse() {
        return conditions.ifMatch().equals(Optional.of(false));
    }

    /** The same attempt on another state, or with another request. */
    Attempt with(Request other, Optional<Version> current) {
        Resource now = new Resource(resource.name(), current);
        return new Attempt(other, now, new Conditions(other, now, habits), items, habits);
    }

    /** What is said when a condition is false. */
    Answer refusal() {
        return habits.refusal(request, resource);
    }
}
