package org.ifmatch.target;

import java.util.Map;
import java.util.Optional;

/**
 * How a resource is made in the collection.
 *
 * @param method PUT to a fresh name, or POST to the collection, which answers with a Location
 * @param type the media type of the body
 * @param body a {@link Template}; it holds <code>{{nonce}}</code>
 * @param name for PUT, a {@link Template} of the last part of the path; it holds <code>{{id}}</code>
 * @param headers more fields for this request, in order; their values are {@link Template}s
 */
public record Create(String method, String type, String body, Optional<String> name, Map<String, String> headers) {

    public Create {
        headers = Ordered.copyOf(headers);
    }

    /** Shows no body and no field: they may hold what came out of the environment. */
    @Override
    public String toString() {
        return "Create[" + method + ", " + type + "]";
    }
}
