package org.ifmatch.target;

/** Where in the answer to a GET a write can be recognised. */
public sealed interface Nonce {

    /** The content is what was written, byte for byte, or at least holds the nonce somewhere. */
    record Bytes() implements Nonce {}

    /** The content is JSON, and the nonce stands at this pointer (RFC 6901). */
    record JsonPointer(String pointer) implements Nonce {}

    /** The nonce is what the only group of this pattern finds first. */
    record Pattern(java.util.regex.Pattern pattern) implements Nonce {}
}
