package org.ifmatch.origin;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The names of all origins. */
final class Names {

    static final String REFERENCE = "reference";

    /** How many names are suggested in place of one that is not known. */
    private static final int SUGGESTIONS = 3;

    private Names() {}

    static Habits habits(String name) {
        Map<String, Supplier<Habits>> known = all();
        if (!known.containsKey(name)) {
            throw new IllegalArgumentException("There is no origin \"" + name + "\". Close to it: " + close(name, known)
                    + ". Allowed are " + REFERENCE + ", fault:<label> and odd:<label>.");
        }
        return known.get(name).get();
    }

    private static Map<String, Supplier<Habits>> all() {
        Map<String, Supplier<Habits>> all = new LinkedHashMap<>();
        all.put(REFERENCE, Habits::honest);
        Fault.all().forEach(fault -> all.put(fault.toString(), fault::habits));
        Oddity.all().forEach(oddity -> all.put(oddity.toString(), oddity::habits));
        return all;
    }

    private static String close(String name, Map<String, Supplier<Habits>> known) {
        return known.keySet().stream()
                .sorted(Comparator.comparingInt(other -> distance(name, other)))
                .limit(SUGGESTIONS)
                .collect(Collectors.joining(", "));
    }

    /** How many characters have to be put in, left out or changed to make one text of the other. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
