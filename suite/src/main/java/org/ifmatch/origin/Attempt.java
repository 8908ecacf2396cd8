package org.ifmatch.origin;

/** A request at the moment at which its conditions were judged, on the state that they were judged on. */
record Attempt(Request request, Resource resource, Conditions conditions, Items items, Habits habits) {

    /** What the method does, conditions or not. */
    Outcome perform() {
        return new Methods(items, habits).perform(request, resource);
    }

    /** What is said when a condition is false. */
    Answer refusal() {
        return habits.refusal(request, resource);
    }
}
