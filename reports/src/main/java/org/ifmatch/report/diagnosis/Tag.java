package org.ifmatch.report.diagnosis;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An entity tag as it was seen on the wire (RFC 9110 §8.8.3). */
record Tag(String opaque, boolean weak) {

    private static final Pattern FORM = Pattern.compile("(W/)?\"([^\"]*)\"", Pattern.DOTALL);

    /** Empty where the text is no entity tag; what stands between the quotes is not looked at. */
    static Optional<Tag> of(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(new Tag(form.group(2), form.group(1) != null)) : Optional.empty();
    }

    @Override
    public String toString() {
        return (weak ? "W/" : "") + '"' + opaque + '"';
    }
}
