package org.ifmatch.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An entity tag as RFC 9110 §8.8.3 writes it: an opaque string between double quotes, weak when {@code W/} stands before. */
public record EntityTag(boolean weak, String opaque) {

    /** {@code etagc}: visible characters but the double quote, and obs-text read as Latin-1. */
    private static final Pattern GRAMMAR = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*)\"");

    /** The tag that this field value is, or empty where the value breaks the grammar of §8.8.3. */
    public static Optional<EntityTag> parse(String value) {
        Matcher matcher = GRAMMAR.matcher(value);
        return matcher.matches()
                ? Optional.of(new EntityTag(matcher.group(1) != null, matcher.group(2)))
                : Optional.empty();
    }

    /** A strong tag with this opaque text; the text is not checked, so that near misses can be made. */
    public static EntityTag strong(String opaque) {
        return new EntityTag(false, opaque);
    }

    /** Strong comparison, §8.8.3.2: neither is weak and the opaque texts are the same, character by character. */
    public boolean stronglyEquals(EntityTag other) {
        return !weak && !other.weak && opaque.equals(other.opaque);
    }

    /** Weak comparison, §8.8.3.2: the opaque texts are the same. */
    public boolean weaklyEquals(EntityTag other) {
        return opaque.equals(other.opaque);
    }

    public EntityTag asWeak() {
        return new EntityTag(true, opaque);
    }

    public EntityTag asStrong() {
        return new EntityTag(false, opaque);
    }

    @Override
    public String toString() {
        return (weak ? "W/\"" : "\"") + opaque + "\"";
    }
}
