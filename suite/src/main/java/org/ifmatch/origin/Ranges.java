package org.ifmatch.origin;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Range requests (RFC 9110 §14): a single range of a GET, and the If-Range that may go with it (§13.1.5). */
final class Ranges {

    private static final Pattern SINGLE =
            Pattern.compile("(?i:bytes)=[ \\t]*(?:(\\d{1,18})-(\\d{1,18})?|-(\\d{1,18}))[ \\t]*");
    private static final Pattern TAG = Pattern.compile(TagField.ENTITY_TAG);

    private Ranges() {}

    /** Makes a 206 or a 416 out of the 200, or leaves it: a Range that is invalid or has many parts is ignored. */
    static Answer apply(Request request, Answer whole) {
        Matcher range = SINGLE.matcher(request.value("Range").orElse(""));
        if (!range.matches()) {
            return whole;
        }
        long length = whole.content().length;
        boolean suffix = range.group(3) != null;
        long first = suffix ? Math.max(0, length - Long.parseLong(range.group(3))) : Long.parseLong(range.group(1));
        long last = range.group(2) == null ? length - 1 : Math.min(length - 1, Long.parseLong(range.group(2)));
        if (range.group(2) != null && Long.parseLong(range.group(2)) < first) {
            return whole;
        }
        if (first >= length) {
            return Answer.explained(416, "The content has " + length + " octets.")
                    .with("Content-Range", "bytes */" + length);
        }
        return new Answer(206, whole.fields(), Arrays.copyOfRange(whole.content(), (int) first, (int) last + 1))
                .with("Content-Range", "bytes " + first + "-" + last + "/" + length);
    }

    /** Whether If-Range lets the range be served: without it, or if its one validator is strong and current. */
    static boolean allowed(Request request, Representation selected, Instant now) {
        return allowed(request.value("If-Range"), selected, now);
    }

    static boolean allowed(Optional<String> ifRange, Representation selected, Instant now) {
        return ifRange.map(validator -> isStrongAndCurrent(validator, selected, now))
                .orElse(true);
    }

    private static boolean isStrongAndCurrent(String validator, Representation selected, Instant now) {
        Matcher tag = TAG.matcher(validator);
        if (tag.matches()) {
            Tag sent = new Tag(tag.group(1) != null, tag.group(2));
            return selected.tag().filter(sent::stronglyEquals).isPresent();
        }
        // A date is strong once a second has gone by in which there cannot be another change (§8.8.2.2).
        Optional<Instant> modified = selected.modified().map(instant -> instant.truncatedTo(ChronoUnit.SECONDS));
        return modified.isPresent()
                && HttpDate.read(validator).equals(modified)
                && modified.get().plusSeconds(1).isBefore(now);
    }
}
