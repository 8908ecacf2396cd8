package org.ifmatch.target;

/**
 * How a part of a resource is changed by PATCH.
 *
 * @param type the media type of the patch document
 * @param body a {@link Template}; it holds <code>{{nonce}}</code>
 */
public record Patch(String type, String body) {

    /** Shows no body: it may hold what came out of the environment. */
    @Override
    public String toString() {
        return "Patch[" + type + "]";
    }
}
