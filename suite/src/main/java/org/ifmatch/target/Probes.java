package org.ifmatch.target;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the suite cannot find out without a hint.
 *
 * @param unauthorised fields that replace the target's own and its credentials, so that the answer is 401 or 403
 * @param forbidden a URL that these credentials may not write: 403
 * @param readOnly a URL whose state-changing methods answer 405
 * @param redirect a URL that answers with a redirection
 * @param variants media types in which one resource is to be had, two or more
 * @param counter the JSON pointer of an integer in the representation
 * @param restart a command for the shell that restarts the server and returns when it answers again
 */
public record Probes(
        Optional<Map<String, String>> unauthorised,
        Optional<URI> forbidden,
        Optional<URI> readOnly,
        Optional<URI> redirect,
        Optional<List<String>> variants,
        Optional<String> counter,
        Optional<String> restart) {

    /** No hint. */
    public static final Probes NONE = new Probes(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public Probes {
        unauthorised = unauthorised.map(Ordered::copyOf);
        variants = variants.map(List::copyOf);
    }

    /** Shows no value: each may hold what came out of the environment. */
    @Override
    public String toString() {
        return "Probes[***]";
    }
}
