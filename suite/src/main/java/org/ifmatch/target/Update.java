package org.ifmatch.target;

import java.util.Map;
import java.util.Optional;

/**
 * How the whole state of a resource is replaced.
 *
 * @param method PUT, PATCH or POST, sent to the resource itself
 * @param type the media type of the body; that of {@link Create} when it is empty
 * @param body a {@link Template} that holds <code>{{nonce}}</code>; that of {@link Create} when it is empty
 * @param headers more fields for this request, in order; their values are {@link Template}s
 */
public record Update(String method, Optional<String> type, Optional<String> body, Map<String, String> headers) {

    public Update {
        headers = Ordered.copyOf(headers);
    }

    /** Shows no body and no field: they may hold what came out of the environment. */
    @Override
    public String toString() {
        return "Update[" + method + type.map(known -> ", " + known).orElse("") + "]";
    }
}
