package org.ifmatch.observe;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the names and nonces of a run: the run's id stands in each name, and every nonce is of 128 bits and of one length. */
public final class Names {

    private static final char FIRST_LETTER = 'n';
    /** A nonce of ours is this letter and 31 hexadecimal digits, wherever it stands in content. */
    private static final int NONCE_LENGTH = 32;

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
        List<String> found = new ArrayList<>();
        int at = 0;
        while (at + NONCE_LENGTH <= octets.length) {
            if (isNonce(octets, at)) {
                found.add(new String(octets, at, NONCE_LENGTH, StandardCharsets.US_ASCII));
                at += NONCE_LENGTH;
            } else {
                at += Math.max(1, runOfOneOctet(octets, at));
            }
        }
        return found;
    }

    /** Those in a text. */
    static List<String> noncesIn(String text) {
        return noncesIn(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static boolean isNonce(byte[] octets, int at) {
        if (octets[at] != FIRST_LETTER) {
            return false;
        }
        for (int i = at + 1; i < at + NONCE_LENGTH; i++) {
            boolean hexadecimal = octets[i] >= '0' && octets[i] <= '9' || octets[i] >= 'a' && octets[i] <= 'f';
            if (!hexadecimal) {
                return false;
            }
        }
        return true;
    }

    /**
     * How far it is to the last of the same octets in a row. Megabytes of filler are compared with themselves, moved by one,
     * which takes many octets at a time.
     */
    private static int runOfOneOctet(byte[] octets, int at) {
        if (octets[at] != octets[at + 1]) {
            return 0;
        }
        int run = Arrays.mismatch(octets, at, octets.length - 1, octets, at + 1, octets.length);
        return run < 0 ? octets.length - at : run;
    }
}
