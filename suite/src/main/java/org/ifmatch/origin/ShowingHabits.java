package org.ifmatch.origin;

import java.util.List;

/** What is offered and told to clients. */
interface ShowingHabits {

    /** The methods that a kind of resource allows. */
    default List<String> methods(Place.Kind kind) {
        return kind.methods();
    }

    /** The version that GET and HEAD show: the current one. */
    default Version shown(Request request, Resource resource) {
        return resource.current().orElseThrow();
    }

    /** Whether a member is in the collection's listing. */
    default boolean lists(String name) {
        return true;
    }

    /** The Location of a member that a POST created. */
    default String location(Request request, String name) {
        return Place.COLLECTION + name;
    }

    /** The answer with its last touches, of which an honest one needs none. */
    default Answer dressed(Request request, Resource before, Answer answer) {
        return answer;
    }
}
