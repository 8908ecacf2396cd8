package org.ifmatch.origin;

/** One field line (RFC 9110 §5): a name, and a value without the white space around it, a Latin-1 character an octet. */
record Field(String name, String value) {

    boolean isNamed(String other) {
        return name.equalsIgnoreCase(other);
    }
}
