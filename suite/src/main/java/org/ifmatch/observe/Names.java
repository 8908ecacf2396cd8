package org.ifmatch.observe;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the names and nonces of a run: the run's id stands in each name, and every nonce is of 128 bits and of one length. */
public final class Names {

    private static final char FIRST_LETTER = 'n';

    /** A nonce of ours, wherever it stands in content: "n", 31 hexadecimal digits. */
    private static final Pattern NONCE = Pattern.compile(FIRST_LETTER + "[0-9a-f]{31}");

    /** Hexadecimal digits of a run's id. */
    private static final int RUN_DIGITS = 8;

    private final String run;
    private final Random random;
    private final AtomicInteger count = new AtomicInteger();

    public Names(long seed) {
        this.random = new Random(seed);
        this.run = HexFormat.of().toHexDigits(new SecureRandom().nextLong(), RUN_DIGITS);
    }

    /**
     * The id of this run, which names its resources and stands in its User-Agent. It does not come from the seed: a run that is
     * made again must not meet what an earlier one left behind.
     */
    public String run() {
        return run;
    }

    public String resource() {
        return "ifmatch-" + run + "-" + count.incrementAndGet();
    }

    public synchronized String nonce() {
        String digits = new BigInteger(124, random).toString(16);
        return "n" + "0".repeat(31 - digits.length()) + digits;
    }

    public synchronized int number(int bound) {
        return random.nextInt(bound);
    }

    /** The nonces of ours in content, in order. */
    public static List<String> noncesIn(byte[] octets) {
        return noncesIn(new String(octets, StandardCharsets.ISO_8859_1));
    }

    /** The nonces in a text, in order. Of megabytes of filler nothing but the first letter is looked for. */
    static List<String> noncesIn(String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = NONCE.matcher(text);
        int at = text.indexOf(FIRST_LETTER);
        while (at >= 0) {
            boolean nonce = matcher.region(at, text.length()).lookingAt();
            if (nonce) {
                found.add(matcher.group());
            }
            at = text.indexOf(FIRST_LETTER, nonce ? matcher.end() : at + 1);
        }
        return found;
    }
}
