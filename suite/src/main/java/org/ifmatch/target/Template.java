package org.ifmatch.target;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Text with places to fill: <code>{{id}}</code>, fixed for a resource, and <code>{{nonce}}</code>, new for each write.
 *
 * @throws IllegalArgumentException when the text names another place
 */
public record Template(String text) {

    private static final Pattern PLACE = Pattern.compile("\\{\\{([^{}]*)}}");
    private static final List<String> KNOWN = List.of("id", "nonce");
    private static final String ID = "{{id}}";
    private static final String NONCE = "{{nonce}}";

    public Template {
        for (String place : places(text)) {
            if (!KNOWN.contains(place)) {
                throw new IllegalArgumentException(
                        "'{{" + place + "}}' is not a place to fill; allowed: {{id}}, {{nonce}}");
            }
        }
    }

    /**
     * The text with every place filled. It is appended as it stands: the nonce of a large upload is megabytes long, and there
     * are thousands of small ones in a race.
     */
    public String fill(String id, String nonce) {
        StringBuilder filled = new StringBuilder(text.length() + nonce.length());
        int done = 0;
        int nextId = text.indexOf(ID);
        int nextNonce = text.indexOf(NONCE);
        while (nextId >= 0 || nextNonce >= 0) {
            boolean isId = nextNonce < 0 || nextId >= 0 && nextId < nextNonce;
            filled.append(text, done, isId ? nextId : nextNonce).append(isId ? id : nonce);
            done = isId ? nextId + ID.length() : nextNonce + NONCE.length();
            nextId = text.indexOf(ID, done);
            nextNonce = text.indexOf(NONCE, done);
        }
        return filled.append(text, done, text.length()).toString();
    }

    /** Whether {@code {{place}}} stands in the text. */
    boolean has(String place) {
        return places(text).contains(place);
    }

    private static Set<String> places(String text) {
        Set<String> places = new LinkedHashSet<>();
        PLACE.matcher(text).results().forEach(place -> places.add(place.group(1)));
        return places;
    }

    /** Shows no text: it may hold what came out of the environment. */
    @Override
    public String toString() {
        return "Template[***]";
    }
}
