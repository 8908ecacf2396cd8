package org.ifmatch.target;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding (RFC 3986 §2.1). */
final class Percent {

    private static final String UNRESERVED = "-._~";

    private Percent() {}

    /** The text with each {@code %XX} replaced by its octet, read as UTF-8; what is no such sequence stays. */
    static String decode(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        for (int i = 0; i < octets.length; i++) {
            int value = octets[i] == '%' && i + 2 < octets.length ? hex(octets[i + 1], octets[i + 2]) : -1;
            decoded.write(value < 0 ? octets[i] : value);
            i += value < 0 ? 0 : 2;
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    /** The text with everything encoded that is not unreserved. */
    static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = octet > 0 && (Character.isLetterOrDigit(octet) || UNRESERVED.indexOf(octet) >= 0);
            encoded.append(plain ? String.valueOf((char) octet) : String.format("%%%02X", octet));
        }
        return encoded.toString();
    }

    private static int hex(byte high, byte low) {
        int first = Character.digit(high, 16);
        int second = Character.digit(low, 16);
        return first < 0 || second < 0 ? -1 : first * 16 + second;
    }
}
