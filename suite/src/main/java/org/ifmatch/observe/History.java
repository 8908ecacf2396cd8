package org.ifmatch.observe;

import java.util.List;
import java.util.Optional;

/**
 * What several clients did to one resource at once.
 *
 * @param start the representation before the first call; empty where the resource did not exist
 * @param calls in order of their {@code called} times; a call's id is its place
 */
public record History(Optional<Start> start, List<Call> calls) {

    /** The representation before the first call: its tag as on the wire, if it had one, and which version it is. */
    public record Start(Optional<String> tag, String version) {}

    public History {
        calls = List.copyOf(calls);
    }
}
