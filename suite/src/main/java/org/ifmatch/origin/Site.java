package org.ifmatch.origin;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All resources of the origin, and the way from a request to its answer. */
final class Site {

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT");

    private final Habits habits;
    private final Items items;
    private final Version readOnly;

    Site(Habits habits) {
        this.habits = habits;
        items = new Items(habits);
        byte[] octets = "This cannot be changed.\n".getBytes(StandardCharsets.UTF_8);
        readOnly = items.next(Place.READ_ONLY, Optional.empty(), new Content(octets, "text/plain"));
    }

    /** Answers a request whose content has arrived; a change that it makes is made when this returns. */
    Answer answer(Request request) {
        Optional<Answer> objection = objection(request);
        if (objection.isPresent()) {
            return objection.get();
        }
        if (request.method().equals("OPTIONS")) {
            return options(place(request));
        }
        if (request.reads()) {
            return decide(request, resource(request)).answer();
        }
        String name = place(request).name();
        return habits.commit(request, items, name, current -> decide(request, new Resource(name, current)));
    }

    /** The answer that is certain already without the content: an objection, or a condition that is false now. */
    Optional<Answer> foresee(Request head) {
        if (head.method().equals("OPTIONS")) {
            return objection(head);
        }
        Resource resource = resource(head);
        return objection(head).or(() -> habits.normally(head, resource)).or(() -> fails(head, resource));
    }

    /** The refusal of a request of which a condition is false now. */
    Optional<Answer> fails(Request head, Resource resource) {
        Verdict verdict = habits.verdict(new Conditions(head, resource, habits));
        return verdict == Verdict.FAILED
                ? Optional.of(habits.dressed(head, resource, habits.refusal(head, resource)))
                : Optional.empty();
    }

    /** The normal checks, then the conditions, then the method (RFC 9110 §13.2.1). */
    private Outcome decide(Request request, Resource resource) {
        Conditions conditions = new Conditions(request, resource, habits);
        Attempt attempt = new Attempt(request, resource, conditions, items, habits);
        Outcome outcome = habits.normally(request, resource)
                .map(Outcome::unchanged)
                .orElseGet(() -> switch (habits.verdict(conditions)) {
                    case PROCEED -> habits.perform(attempt);
                    case NOT_MODIFIED -> Outcome.unchanged(notModified(request, resource));
                    case FAILED -> habits.refuse(attempt);
                });
        return outcome.saying(habits.dressed(request, resource, outcome.answer()));
    }

    private static Answer notModified(Request request, Resource resource) {
        Version current = resource.current().orElseThrow();
        return Methods.tagged(Answer.of(304), Representation.select(request, current));
    }

    private Optional<Answer> objection(Request request) {
        return habits.checks().stream()
                .flatMap(check -> check.objection(request, this).stream())
                .findFirst()
                .map(answer ->
                        habits.dressed(request, new Resource(place(request).name(), Optional.empty()), answer));
    }

    private Answer options(Place place) {
        Answer answer = Answer.of(204).with("Allow", String.join(", ", methods(place)));
        return methods(place).contains("PATCH")
                ? answer.with("Accept-Patch", String.join(", ", Patches.TYPES))
                : answer;
    }

    Place place(Request request) {
        return Place.at(request.path());
    }

    /** Whether the method is one of HTTP's, allowed here or not. */
    boolean isKnown(Request request) {
        return METHODS.contains(request.method());
    }

    List<String> methods(Place place) {
        return habits.methods(place.kind());
    }

    /** What the request is about, as it is now. */
    Resource resource(Request request) {
        Place place = place(request);
        return place.kind() == Place.Kind.READ_ONLY
                ? new Resource(place.name(), Optional.of(readOnly))
                : new Resource(place.name(), items.read(place.name()));
    }

    Items items() {
        return items;
    }
}
