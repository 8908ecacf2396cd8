package org.ifmatch.report.diagnosis;

import java.util.Optional;

/** An entity tag as it was seen on the wire (RFC 9110 §8.8.3). */
record Tag(String opaque, boolean weak) {

    private static final String WEAK = "W/";

    /** Empty where the text is no entity tag; what stands between the quotes is not looked at. */
    static Optional<Tag> of(String text) {
        boolean weak = text.startsWith(WEAK);
        int opens = weak ? WEAK.length() : 0;
        int closes = text.length() - 1;
        boolean quoted = closes > opens && text.charAt(opens) == '"' && text.indexOf('"', opens + 1) == closes;
        return quoted ? Optional.of(new Tag(text.substring(opens + 1, closes), weak)) : Optional.empty();
    }

    @Override
    public String toString() {
        return (weak ? WEAK : "") + '"' + opaque + '"';
    }
}
