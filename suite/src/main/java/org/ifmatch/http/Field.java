package org.ifmatch.http;

/**
 * One field line of a message, name and value exactly as they stand on the wire (RFC 9110 §5.1). Each char of the value is one
 * octet, as in Latin-1; blanks around it are part of it, since some rules are about them.
 */
public record Field(String name, String value) {

    public static Field of(String name, String value) {
        return new Field(name, value);
    }

    public boolean is(String otherName) {
        return name.equalsIgnoreCase(otherName);
    }

    @Override
    public String toString() {
        return name + ": " + value;
    }
}
