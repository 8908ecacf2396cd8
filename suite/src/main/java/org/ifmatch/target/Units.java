package org.ifmatch.target;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts with their units, as a file gives them. */
final class Units {

    private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,9}) ?([A-Za-z]*)");
    private static final Map<String, Long> MILLIS = Map.of("ms", 1L, "s", 1_000L, "m", 60_000L);
    private static final Map<String, Long> OCTETS = Map.of("", 1L, "KiB", 1L << 10, "MiB", 1L << 20);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private Units() {}

    /** A wait that may be none, such as {@code 1100ms}. */
    static Duration wait(String text) {
        long millis = amount(text, MILLIS, "is not a duration; allowed: a number with ms, s or m, such as 1100ms");
        if (millis > LONGEST.toMillis()) {
            throw new IllegalArgumentException("is too long; allowed: up to " + LONGEST.toMinutes() + "m");
        }
        return Duration.ofMillis(millis);
    }

    /** A limit of time, such as {@code 10s}. */
    static Duration limit(String text) {
        Duration limit = wait(text);
        if (limit.isZero()) {
            throw new IllegalArgumentException("leaves no time; allowed: from 1ms to " + LONGEST.toMinutes() + "m");
        }
        return limit;
    }

    /** A size, such as {@code 256KiB}. */
    static int octets(String text) {
        return positive(amount(text, OCTETS, "is not a size; allowed: a number of octets, or one with KiB or MiB"));
    }

    /** A number of things. */
    static int count(String text) {
        return positive(amount(text, Map.of("", 1L), "is not a whole number"));
    }

    private static int positive(long amount) {
        if (amount < 1 || amount > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("is out of range; allowed: from 1 to " + Integer.MAX_VALUE);
        }
        return (int) amount;
    }

    private static long amount(String text, Map<String, Long> units, String complaint) {
        Matcher amount = AMOUNT.matcher(text);
        if (!amount.matches() || !units.containsKey(amount.group(2))) {
            throw new IllegalArgumentException(complaint);
        }
        return Long.parseLong(amount.group(1)) * units.get(amount.group(2));
    }
}
