package org.ifmatch.property;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ifmatch.http.EntityTag;
import org.ifmatch.target.Dialect;

/**
 * What RFC 9110 says of the conditions of a request, written from the grammar of §5.6.1, §8.8.3 and §13.1 and from nothing
 * else. It is what properties hold a target's answers against.
 */
final class Evaluation {

    /** What If-Match comes to (§13.1.1). */
    enum Truth {
        ABSENT,
        TRUE,
        FALSE,
        /** No list of entity tags and no star: nobody has to read it, and nobody may take it for true. */
        MALFORMED,
        /** A star among other members, which the grammar forbids and §13.1.1 warns of: either reading is allowed. */
        EITHER
    }

    /** What is due to a request whose normal checks are passed (§13.2.2). */
    enum Due {
        /** The method is performed. */
        PERFORMED,
        /** 412, and nothing is done. */
        REFUSED,
        /** 304. */
        NOT_MODIFIED,
        /** Refused, and with which status and by which reading is the target's choice. */
        MALFORMED,
        /** Performed or refused, as long as the answer tells which. */
        EITHER
    }

    private Evaluation() {}

    /** A field value that lists entity tags: read whole, one char an octet. */
    record Parsed(boolean star, List<EntityTag> tags, boolean starAmongOthers, boolean wellFormed) {

        Parsed {
            tags = List.copyOf(tags);
        }
    }

    /** Reads the lines of a field: {@code "*" / #entity-tag}, where a recipient ignores empty members. */
    static Parsed parse(List<String> lines) {
        String value = String.join(",", lines);
        if (strip(value).equals("*")) {
            return new Parsed(true, List.of(), false, true);
        }
        Reader reader = new Reader(value);
        return reader.list();
    }

    private static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** Reads a list from left to right. */
    private static final class Reader {
        private final String text;
        private final List<EntityTag> tags = new ArrayList<>();
        private boolean star;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        Parsed list() {
            while (true) {
                blanks();
                if (at < text.length() && text.charAt(at) != ',' && !member()) {
                    return new Parsed(false, tags, star, false);
                }
                blanks();
                if (at == text.length()) {
                    return new Parsed(false, tags, star, true);
                }
                if (text.charAt(at) != ',') {
                    return new Parsed(false, tags, star, false);
                }
                at++;
            }
        }

        private void blanks() {
            while (at < text.length() && isBlank(text.charAt(at))) {
                at++;
            }
        }

        /** {@code entity-tag = [ %s"W/" ] DQUOTE *etagc DQUOTE}, or a star where a list has no place for one. */
        private boolean member() {
            if (text.charAt(at) == '*') {
                at++;
                star = true;
                return true;
            }
            boolean weak = text.startsWith("W/", at);
            int from = weak ? at + 2 : at;
            if (from >= text.length() || text.charAt(from) != '"') {
                return false;
            }
            int to = from + 1;
            while (to < text.length() && isTagCharacter(text.charAt(to))) {
                to++;
            }
            if (to == text.length() || text.charAt(to) != '"') {
                return false;
            }
            tags.add(new EntityTag(weak, text.substring(from + 1, to)));
            at = to + 1;
            return true;
        }

        /** {@code etagc = %x21 / %x23-7E / obs-text}. */
        private static boolean isTagCharacter(char c) {
            return c == 0x21 || c >= 0x23 && c <= 0x7E || c >= 0x80 && c <= 0xFF;
        }
    }

    /**
     * If-Match on a resource as it is.
     *
     * @param lines the field's lines; empty where there is none
     * @param current its ETag as it stands; empty where it has none
     */
    static Truth ifMatch(List<String> lines, boolean exists, Optional<String> current, Dialect.Comparison comparison) {
        if (lines.isEmpty()) {
            return Truth.ABSENT;
        }
        Parsed parsed = parse(lines);
        if (parsed.star()) {
            return exists ? Truth.TRUE : Truth.FALSE;
        }
        if (!parsed.wellFormed()) {
            // A target whose own tag is no entity tag may know it again all the same.
            boolean itsOwn = current.filter(c -> EntityTag.parse(c).isEmpty())
                    .filter(c -> String.join(",", lines).contains(c))
                    .isPresent();
            return itsOwn ? Truth.EITHER : Truth.MALFORMED;
        }
        if (parsed.starAmongOthers()) {
            return Truth.EITHER;
        }
        return exists && names(parsed, current, comparison) ? Truth.TRUE : Truth.FALSE;
    }

    private static boolean names(Parsed parsed, Optional<String> current, Dialect.Comparison comparison) {
        return current.flatMap(EntityTag::parse)
                .filter(tag -> parsed.tags().stream()
                        .anyMatch(sent -> comparison == Dialect.Comparison.WEAK
                                ? sent.weaklyEquals(tag)
                                : sent.stronglyEquals(tag)))
                .isPresent();
    }

    /** If-None-Match (§13.1.2): true, false, or nothing where there is none or it cannot be read. */
    static Optional<Boolean> ifNoneMatch(List<String> lines, boolean exists, Optional<String> current) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        Parsed parsed = parse(lines);
        if (parsed.star()) {
            return Optional.of(!exists);
        }
        if (!parsed.wellFormed() || parsed.starAmongOthers()) {
            return Optional.empty();
        }
        return Optional.of(!(exists && names(parsed, current, Dialect.Comparison.WEAK)));
    }

    /**
     * What is due by the order of §13.2.2.
     *
     * @param reads whether the method is GET or HEAD
     * @param unmodified If-Unmodified-Since: true, false, or nothing where it is absent or invalid
     * @param noneMatch If-None-Match, likewise
     * @param modified If-Modified-Since, likewise
     */
    static Due due(
            boolean reads,
            Truth match,
            Optional<Boolean> unmodified,
            Optional<Boolean> noneMatch,
            Optional<Boolean> modified) {
        if (match == Truth.FALSE) {
            return Due.REFUSED;
        }
        if (match == Truth.MALFORMED) {
            return Due.MALFORMED;
        }
        if (match == Truth.ABSENT && unmodified.equals(Optional.of(false))) {
            return Due.REFUSED;
        }
        Due rest = cacheSteps(reads, noneMatch, modified);
        return match == Truth.EITHER ? Due.EITHER : rest;
    }

    private static Due cacheSteps(boolean reads, Optional<Boolean> noneMatch, Optional<Boolean> modified) {
        if (noneMatch.isPresent()) {
            return noneMatch.get() ? Due.PERFORMED : reads ? Due.NOT_MODIFIED : Due.REFUSED;
        }
        return reads && modified.equals(Optional.of(false)) ? Due.NOT_MODIFIED : Due.PERFORMED;
    }
}
