package org.ifmatch.target;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what a part of a file has wrong, so that somebody who mends it sees all of it at once. */
final class Mistakes {

    private record Mistake(int line, String text) {}

    private final String file;
    private final List<Mistake> all = new ArrayList<>();

    Mistakes(String file) {
        this.file = file;
    }

    /** Adds one; the line counts from 1. Whatever it quotes, it stays on one line. */
    void add(int line, String key, String what) {
        String text = where(line) + ": " + (key.isEmpty() ? "" : key + ": ") + what;
        all.add(new Mistake(line, text.replaceAll("\\p{Cntrl}", " ")));
    }

    /** The place of a line, as messages show it. */
    String where(int line) {
        return file + ":" + line;
    }

    /** Throws what was added, in the order of the lines. */
    void throwIfAny() throws TargetsFileException {
        if (!all.isEmpty()) {
            throw new TargetsFileException(lines());
        }
    }

    /** What was added, in the order of the lines. */
    List<String> lines() {
        return all.stream()
                .sorted(Comparator.comparingInt(Mistake::line))
                .map(Mistake::text)
                .distinct()
                .toList();
    }
}
