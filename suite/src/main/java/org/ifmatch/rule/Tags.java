package org.ifmatch.rule;

import java.math.BigInteger;
import java.util.Optional;
import org.ifmatch.http.EntityTag;
import org.ifmatch.observe.Beside;
import org.ifmatch.observe.Lab;
import org.ifmatch.observe.Unobtainable;

/** Tags that a target never issued, made from one that it did. */
final class Tags {

    /** Of tags shorter than this too few others have the same shape. */
    private static final int SHORT = 6;
    /** How often another tag of the same shape is drawn; a tag without letters and digits has none. */
    private static final int TRIES = 8;

    private Tags() {}

    static EntityTag parsed(String tag) {
        return EntityTag.parse(tag).orElseThrow(() -> new Unobtainable("the ETag " + tag + " is not an entity tag"));
    }

    /** A tag of the same shape (digits stay digits, letters letters), as long and as weak, with other characters. */
    static EntityTag foreign(Lab lab, String current) {
        EntityTag tag = parsed(current);
        if (tag.opaque().length() < SHORT) {
            return new EntityTag(tag.weak(), isNumber(tag) ? plus(tag, 1_000_003L) : "never-" + tag.opaque());
        }
        for (int tries = 0; tries < TRIES; tries++) {
            StringBuilder other = new StringBuilder();
            for (char c : tag.opaque().toCharArray()) {
                other.append(like(lab, c));
            }
            if (!other.toString().equals(tag.opaque())) {
                return new EntityTag(tag.weak(), other.toString());
            }
        }
        return new EntityTag(tag.weak(), "never-" + tag.opaque());
    }

    private static char like(Lab lab, char c) {
        if (c >= '0' && c <= '9') {
            return (char) ('0' + lab.names().number(10));
        }
        if (c >= 'a' && c <= 'f') {
            return (char) ('a' + lab.names().number(6));
        }
        if (c >= 'g' && c <= 'z') {
            return (char) ('g' + lab.names().number(20));
        }
        return c >= 'A' && c <= 'Z' ? (char) ('A' + lab.names().number(26)) : c;
    }

    /** The tag with its last character changed. */
    static EntityTag lastCharacterChanged(String current) {
        EntityTag tag = parsed(current);
        if (tag.opaque().isEmpty()) {
            throw new Beside("the tag is empty");
        }
        // No letter and no digit: with one of these it could be the tag of another resource.
        char last = tag.opaque().charAt(tag.opaque().length() - 1);
        char other = last == '!' ? '~' : '!';
        return new EntityTag(tag.weak(), tag.opaque().substring(0, tag.opaque().length() - 1) + other);
    }

    /** The number in the tag, changed by so much. */
    static EntityTag shifted(String current, long by) {
        EntityTag tag = parsed(current);
        if (!isNumber(tag) || new BigInteger(tag.opaque()).longValue() + by < 0) {
            throw new Beside("the tag " + current + " is no number that could be counted on");
        }
        return new EntityTag(tag.weak(), plus(tag, by));
    }

    private static boolean isNumber(EntityTag tag) {
        return tag.opaque().matches("\\d{1,18}");
    }

    private static String plus(EntityTag tag, long by) {
        return new BigInteger(tag.opaque()).add(BigInteger.valueOf(by)).toString();
    }

    /** A strong tag of 128 random bits. */
    static EntityTag random(Lab lab) {
        return EntityTag.strong(lab.names().nonce());
    }

    static Optional<EntityTag> strong(String tag) {
        return EntityTag.parse(tag).filter(t -> !t.weak());
    }
}
