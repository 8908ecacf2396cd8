package org.ifmatch.origin;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is found at a path: its kind, and the name of the resource there. */
record Place(Kind kind, String name) {

    /** The kinds, with the methods that each allows. */
    enum Kind {
        COLLECTION("GET", "HEAD", "POST", "OPTIONS"),
        ITEM("GET", "HEAD", "PUT", "DELETE", "PATCH", "POST", "OPTIONS"),
        /** A resource that nobody changes. */
        READ_ONLY("GET", "HEAD", "OPTIONS"),
        /** A resource that nobody may see. */
        FORBIDDEN("GET", "HEAD", "PUT", "DELETE", "PATCH", "POST", "OPTIONS"),
        /** A resource that is elsewhere now. */
        MOVED("GET", "HEAD", "PUT", "DELETE", "PATCH", "POST", "OPTIONS"),
        /** The server itself: {@code OPTIONS *}. */
        SERVER("OPTIONS"),
        NOWHERE;

        private final List<String> methods;

        Kind(String... methods) {
            this.methods = List.of(methods);
        }

        List<String> methods() {
            return methods;
        }
    }

    static final String COLLECTION = "/items/";
    static final String READ_ONLY = "/read-only";
    static final String FORBIDDEN = "/forbidden";
    static final String MOVED = "/moved";

    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    static Place at(String path) {
        return switch (path) {
            case COLLECTION -> new Place(Kind.COLLECTION, Items.COLLECTION);
            case READ_ONLY -> new Place(Kind.READ_ONLY, path);
            case FORBIDDEN -> new Place(Kind.FORBIDDEN, path);
            case MOVED -> new Place(Kind.MOVED, path);
            case "*" -> new Place(Kind.SERVER, path);
            default -> item(path).orElse(new Place(Kind.NOWHERE, path));
        };
    }

    private static Optional<Place> item(String path) {
        return Optional.of(path)
                .filter(whole -> whole.startsWith(COLLECTION))
                .map(whole -> whole.substring(COLLECTION.length()))
                .filter(segment -> !segment.isEmpty() && !segment.contains("/"))
                .filter(segment -> !BROKEN_ESCAPE.matcher(segment).find())
                .map(Place::decoded)
                .filter(name -> !name.equals(".") && !name.equals(".."))
                .map(name -> new Place(Kind.ITEM, name));
    }

    /** Two spellings of one path, with and without percent-encoding, are one name (RFC 9110 §4.2.3). */
    private static String decoded(String segment) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (int at = 0; at < segment.length(); at++) {
            if (segment.charAt(at) == '%') {
                octets.write(Integer.parseInt(segment.substring(at + 1, at + 3), 16));
                at += 2;
            } else {
                octets.write(segment.charAt(at));
            }
        }
        return octets.toString(StandardCharsets.ISO_8859_1);
    }

    /** A name, in which each character is an octet, as text for people. */
    static String readable(String name) {
        return new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
