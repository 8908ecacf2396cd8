package org.ifmatch.rule;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.ifmatch.http.Field;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Lab;
import org.ifmatch.observe.Resource;
import org.ifmatch.observe.Unobtainable;

/** The words in which scenarios speak: condition fields, dates, and requests by their method. */
final class Conditions {

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);
    /** Older than this, a date of one second's resolution cannot be of the same second as a write (§8.8.2.2). */
    private static final Duration OF_AGE = Duration.ofMillis(2100);

    private Conditions() {}

    static Field ifMatch(Object value) {
        return Lab.ifMatch(value.toString());
    }

    static Field ifNoneMatch(Object value) {
        return Field.of("If-None-Match", value.toString());
    }

    static Field ifUnmodifiedSince(String date) {
        return Field.of("If-Unmodified-Since", date);
    }

    static Field ifModifiedSince(String date) {
        return Field.of("If-Modified-Since", date);
    }

    static Field ifRange(Object value) {
        return Field.of("If-Range", value.toString());
    }

    static Field range(String value) {
        return Field.of("Range", value);
    }

    /** A date in the form of §5.6.7, so many hours from now. */
    static String hoursFromNow(int hours) {
        return HTTP_DATE.format(ZonedDateTime.now(ZoneOffset.UTC).plusHours(hours));
    }

    /** The date one hour before this one. */
    static String hourBefore(String date) {
        return parse(date)
                .map(d -> HTTP_DATE.format(d.minusHours(1)))
                .orElseThrow(() -> new Unobtainable("Last-Modified is no date: " + date));
    }

    static Optional<ZonedDateTime> parse(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, HTTP_DATE.withZone(ZoneOffset.UTC)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A fresh resource whose Last-Modified is old enough to be believed. */
    static Resource ofAge(Lab lab) {
        Resource resource = lab.resource();
        letAge(lab);
        return resource;
    }

    /** Waits until a write just made is old enough. */
    static void letAge(Lab lab) {
        lab.sender().pause(OF_AGE);
    }

    static String lastModified(Resource resource) {
        return resource.state()
                .field("Last-Modified")
                .orElseThrow(() -> new Unobtainable("GET showed no Last-Modified"));
    }

    /** The usual request of a method: fresh content where the method has content. */
    static Attempt send(Resource resource, String method, Field... fields) {
        return switch (method) {
            case "PUT" -> resource.put(fields);
            case "PATCH" -> resource.patch(fields);
            case "POST" -> resource.post(fields);
            case "DELETE" -> resource.delete(fields);
            case "GET" -> resource.get(fields);
            case "HEAD" -> resource.head(fields);
            default -> throw new IllegalArgumentException(method);
        };
    }
}
