package org.ifmatch.report.diagnosis;

import java.util.List;

/**
 * A way to read If-Match that is not the RFC's, as a model: it says of every request whether a server that reads so lets it
 * through. The one that foretells all that was seen is what the server does.
 *
 * @param deviations what is wrong with it, one or two things
 */
record Reading(List<Deviation> deviations, Model model) {

    /** One thing that a server does otherwise. */
    record Deviation(String faultClass, String says) {}

    /** Whether a request whose If-Match has these lines is let through while this tag is current. */
    @FunctionalInterface
    interface Model {
        boolean letsThrough(List<String> lines, Tag current);
    }

    Reading {
        deviations = List.copyOf(deviations);
    }

    boolean foretells(Sight sight) {
        return model.letsThrough(sight.lines(), sight.current()) == sight.letThrough();
    }
}
