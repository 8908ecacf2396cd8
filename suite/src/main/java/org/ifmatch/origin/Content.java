package org.ifmatch.origin;

import java.util.Locale;

/** What a resource consists of: octets, and the media type that was given with them, both kept to the letter. */
record Content(byte[] octets, String type) {

    /** A media type without parameters, in lower case (RFC 9110 §8.3.1). */
    static String bare(String type) {
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    boolean isJson() {
        String bare = bare(type);
        return bare.equals("application/json") || bare.endsWith("+json");
    }

    boolean isText() {
        return bare(type).startsWith("text/");
    }

    Content withOctets(byte[] other) {
        return new Content(other, type);
    }
}
