package org.ifmatch.target;

import java.util.regex.Pattern;

/** Patterns of rule ids, in which {@code *} stands for any characters. */
final class Globs {

    private Globs() {}

    /** Whether the pattern covers the id. */
    static boolean covers(String glob, String id) {
        return Pattern.matches("\\Q" + glob.replace("*", "\\E.*\\Q") + "\\E", id);
    }

    /** Whether any id could be covered by both patterns. */
    static boolean meet(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return (one + other).chars().allMatch(each -> each == '*');
        }
        if (one.charAt(0) == '*') {
            return meet(one.substring(1), other) || meet(one, other.substring(1));
        }
        if (other.charAt(0) == '*') {
            return meet(other, one);
        }
        return one.charAt(0) == other.charAt(0) && meet(one.substring(1), other.substring(1));
    }
}
