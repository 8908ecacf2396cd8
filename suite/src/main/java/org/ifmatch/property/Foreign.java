package org.ifmatch.property;

import java.math.BigInteger;
import java.util.Random;

/** Tags that look like a target's own and were never issued. */
final class Foreign {

    /** Of shorter tags too few others have the same shape. */
    private static final int SHORT = 6;
    /** So far away from a number that counts versions that no run comes there. */
    private static final BigInteger FAR = BigInteger.valueOf(1_000_003);

    private Foreign() {}

    /** A strong tag of the same shape: digits stay digits, letters letters. */
    static String like(String tag, Random random) {
        String text = Piece.Form.text(tag);
        if (text.matches("\\d{1,18}")) {
            return "\"" + new BigInteger(text).add(FAR) + "\"";
        }
        if (text.length() < SHORT) {
            return "\"never-" + text + "\"";
        }
        StringBuilder other = new StringBuilder();
        for (char c : text.toCharArray()) {
            other.append(like(c, random));
        }
        return other.toString().equals(text) ? "\"never-" + text + "\"" : "\"" + other + "\"";
    }

    private static char like(char c, Random random) {
        if (c >= '0' && c <= '9') {
            return (char) ('0' + random.nextInt(10));
        }
        if (c >= 'a' && c <= 'f') {
            return (char) ('a' + random.nextInt(6));
        }
        if (c >= 'g' && c <= 'z') {
            return (char) ('g' + random.nextInt(20));
        }
        return c >= 'A' && c <= 'Z' ? (char) ('A' + random.nextInt(26)) : c;
    }
}
