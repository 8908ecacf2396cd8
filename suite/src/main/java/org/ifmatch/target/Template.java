package org.ifmatch.target;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text with places to fill: <code>{{id}}</code>, fixed for a resource, and <code>{{nonce}}</code>, new for each write.
 *
 * @throws IllegalArgumentException when the text names another place
 */
public record Template(String text) {

    private static final Pattern PLACE = Pattern.compile("\\{\\{([^{}]*)}}");
    private static final List<String> KNOWN = List.of("id", "nonce");

    public Template {
        for (String place : places(text)) {
            if (!KNOWN.contains(place)) {
                throw new IllegalArgumentException(
                        "'{{" + place + "}}' is not a place to fill; allowed: {{id}}, {{nonce}}");
            }
        }
    }

    /** The text with every place filled. */
    public String fill(String id, String nonce) {
        StringBuilder filled = new StringBuilder(text.length() + nonce.length());
        Matcher place = PLACE.matcher(text);
        int done = 0;
        while (place.find()) {
            // Appended as it stands: the nonce of a large upload is megabytes long, and quoting it took longer than
            // sending it.
            filled.append(text, done, place.start()).append(place.group(1).equals("id") ? id : nonce);
            done = place.end();
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
