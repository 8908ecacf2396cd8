package org.ifmatch.origin;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The value of If-Match or If-None-Match (RFC 9110 §13.1.1, §13.1.2): a star, or a list of entity tags. */
sealed interface TagField {

    /** Whether it names a current representation, where there may be none. */
    boolean names(boolean exists, Predicate<Tag> isCurrent);

    /** {@code *}: any current representation. */
    record Star() implements TagField {
        @Override
        public boolean names(boolean exists, Predicate<Tag> isCurrent) {
            return exists;
        }
    }

    /** {@code #entity-tag}: a list, which may be empty. */
    record Tags(List<Tag> tags) implements TagField {
        public Tags {
            tags = List.copyOf(tags);
        }

        @Override
        public boolean names(boolean exists, Predicate<Tag> isCurrent) {
            return tags.stream().anyMatch(isCurrent);
        }
    }

    /** Neither of the two, so that it names no representation. */
    record Malformed() implements TagField {
        @Override
        public boolean names(boolean exists, Predicate<Tag> isCurrent) {
            return false;
        }
    }

    /** An entity tag of §8.8.3: no space or control inside, and a backslash is a character like any other. */
    String ENTITY_TAG = "(W/)?\"([!#-~\\x80-\\xFF]*)\"";

    /** A member with the comma or the end that follows it; members may be empty (§5.6.1.2). */
    Pattern MEMBER = Pattern.compile("[ \\t]*(?:" + ENTITY_TAG + ")?[ \\t]*(?:,|\\z)");

    /** Reads a value whose lines were joined by commas, one Latin-1 character for each octet. */
    static TagField parse(String value) {
        if (value.equals("*")) {
            return new Star();
        }
        List<Tag> tags = new ArrayList<>();
        Matcher member = MEMBER.matcher(value);
        for (int at = 0; at < value.length(); at = member.end()) {
            if (!member.region(at, value.length()).lookingAt()) {
                return new Malformed();
            }
            if (member.group(2) != null) {
                tags.add(new Tag(member.group(1) != null, member.group(2)));
            }
        }
        return new Tags(tags);
    }
}
