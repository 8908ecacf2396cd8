package org.ifmatch.origin;

import java.util.List;
import java.util.Optional;

/**
 * A normal check, which comes before any condition (RFC 9110 §13.2.1): the answer to a request that would fail without
 * its conditions too.
 */
@FunctionalInterface
interface Check {

    Optional<Answer> objection(Request request, Site site);

    /** What a client sends who knows the user and the password: {@code ifmatch}, both. */
    String KNOWN = "Basic aWZtYXRjaDppZm1hdGNo";

    /** No credentials are asked for, but those that are given have to be right. */
    Check CREDENTIALS = (request, site) -> request.value("Authorization")
            .filter(given -> !given.equals(KNOWN))
            .map(wrong -> Answer.explained(401, "These credentials are not known here.")
                    .with("WWW-Authenticate", "Basic realm=\"items\""));

    Check PLACE = (request, site) -> switch (site.place(request).kind()) {
        case NOWHERE -> Optional.of(Answer.explained(404, "There is nothing here."));
        case FORBIDDEN -> Optional.of(Answer.explained(403, "Nobody may see this."));
        case MOVED ->
            Optional.of(Answer.explained(307, "This is elsewhere now.").with("Location", Place.READ_ONLY));
        default -> Optional.empty();
    };

    Check METHOD = (request, site) -> {
        List<String> allowed = site.methods(site.place(request));
        if (allowed.contains(request.method())) {
            return Optional.empty();
        }
        return Optional.of(
                site.isKnown(request)
                        ? Answer.explained(405, "Not with this method.").with("Allow", String.join(", ", allowed))
                        : Answer.explained(501, "This method is not known here."));
    };

    /** A part of a representation cannot be put (§14.5), and what cannot be read cannot be stored. */
    Check CONTENT = (request, site) -> {
        if (request.method().equals("PUT") && request.has("Content-Range")) {
            return Optional.of(Answer.explained(400, "Only a whole representation can be put."));
        }
        if (request.method().equals("PATCH")
                && !Patches.TYPES.contains(request.mediaType().orElse(""))) {
            return Optional.of(Answer.explained(415, "A patch is one of " + String.join(", ", Patches.TYPES) + ".")
                    .with("Accept-Patch", String.join(", ", Patches.TYPES)));
        }
        return request.value("Content-Encoding")
                .filter(coding -> !coding.equalsIgnoreCase("gzip") && !coding.equalsIgnoreCase("identity"))
                .map(coding ->
                        Answer.explained(415, "Content can be coded with gzip.").with("Accept-Encoding", "gzip"));
    };

    /** A condition that is false; it has no place among the normal checks. */
    Check CONDITION = (request, site) -> site.fails(request, site.resource(request));

    /** All of them, in the order that serves: who, where, how, what. */
    List<Check> ALL = List.of(CREDENTIALS, PLACE, METHOD, CONTENT);
}
