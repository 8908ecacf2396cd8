package org.ifmatch.observe;

import java.util.Optional;
import org.ifmatch.http.Request;

/**
 * A request of a race before it is sent.
 *
 * @param ifMatch the tag that its If-Match names and that may be current, or {@code *}
 * @param ifNoneMatch likewise
 * @param nonce that of its content
 */
public record Planned(
        Request request, Optional<String> ifMatch, Optional<String> ifNoneMatch, Optional<String> nonce) {}
