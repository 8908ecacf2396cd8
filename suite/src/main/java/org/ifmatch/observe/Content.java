package org.ifmatch.observe;

import java.nio.charset.StandardCharsets;

/** What a write carries: its media type, its octets, and the nonce by which it is recognised in whatever GET shows later. */
public record Content(String type, byte[] octets, String nonce) {

    public static Content text(String type, String text, String nonce) {
        return new Content(type, text.getBytes(StandardCharsets.UTF_8), nonce);
    }

    public Content ofType(String otherType) {
        return new Content(otherType, octets, nonce);
    }
}
