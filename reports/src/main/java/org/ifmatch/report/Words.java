package org.ifmatch.report;

import java.util.List;

/** Small turns of phrase that the sentences of a report share. */
public final class Words {

    /** How many names of a list are said before the rest becomes a number. */
    private static final int NAMED = 6;

    private Words() {}

    public static String count(long many, String one, String several) {
        return many + " " + (many == 1 ? one : several);
    }

    /** "a, b and 7 more", so that a sentence stays one. */
    public static String list(List<String> names) {
        if (names.size() <= NAMED) {
            return String.join(", ", names);
        }
        return String.join(", ", names.subList(0, NAMED)) + " and " + (names.size() - NAMED) + " more";
    }

    /** The words as a sentence begins. */
    public static String sentence(String words) {
        return words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
