package org.ifmatch.origin;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** HTTP-date (RFC 9110 §5.6.7): one format to write, three to read, a resolution of one second. */
final class HttpDate {

    private static final DateTimeFormatter IMF = format("EEE, dd MMM uuuu HH:mm:ss 'GMT'");
    private static final DateTimeFormatter ASCTIME = format("EEE MMM ppd HH:mm:ss uuuu");
    /** A two-digit year that seems to be more than 50 years ahead is in the past. */
    private static final DateTimeFormatter RFC850 = new DateTimeFormatterBuilder()
            .appendPattern("EEEE, dd-MMM-")
            .appendValueReduced(ChronoField.YEAR, 2, 2, Year.now().getValue() - 49)
            .appendPattern(" HH:mm:ss 'GMT'")
            .toFormatter(Locale.US)
            .withResolverStyle(ResolverStyle.STRICT);

    private HttpDate() {}

    static String write(Instant instant) {
        return IMF.format(instant.atOffset(ZoneOffset.UTC));
    }

    static Optional<Instant> read(String text) {
        return Stream.of(IMF, RFC850, ASCTIME)
                .flatMap(format -> read(text, format).stream())
                .findFirst();
    }

    /** The date of a field that may stand only once: anything but a single date is no date. */
    static Optional<Instant> readOnly(List<String> lines) {
        return lines.size() == 1 ? read(lines.get(0)) : Optional.empty();
    }

    private static Optional<Instant> read(String text, DateTimeFormatter format) {
        try {
            return Optional.of(LocalDateTime.parse(text, format).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException other) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.US).withResolverStyle(ResolverStyle.STRICT);
    }
}
