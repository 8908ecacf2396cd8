package org.ifmatch.target;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.ifmatch.http.Octets;

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

    /** The text with every place filled. */
    public String fill(String id, String nonce) {
        StringBuilder filled = new StringBuilder(text.length() + nonce.length());
        eachPart(id, filled::append, () -> filled.append(nonce));
        return filled.toString();
    }

    /** The text in UTF-8 with every place filled; the nonce of a large upload is megabytes long, in pieces that are copied once. */
    public byte[] fill(String id, List<byte[]> nonce) {
        List<byte[]> filled = new ArrayList<>();
        eachPart(id, part -> filled.add(part.getBytes(StandardCharsets.UTF_8)), () -> filled.addAll(nonce));
        return Octets.joined(filled);
    }

    private void eachPart(String id, Consumer<String> words, Runnable nonce) {
        int done = 0;
        int nextId = text.indexOf(ID);
        int nextNonce = text.indexOf(NONCE);
        while (nextId >= 0 || nextNonce >= 0) {
            boolean isId = nextNonce < 0 || nextId >= 0 && nextId < nextNonce;
            words.accept(text.substring(done, isId ? nextId : nextNonce));
            if (isId) {
                words.accept(id);
                done = nextId + ID.length();
            } else {
                nonce.run();
                done = nextNonce + NONCE.length();
            }
            nextId = text.indexOf(ID, done);
            nextNonce = text.indexOf(NONCE, done);
        }
        words.accept(text.substring(done));
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
