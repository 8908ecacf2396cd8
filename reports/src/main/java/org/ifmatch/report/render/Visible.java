package org.ifmatch.report.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Text from a stranger made safe to look at: nothing in it moves the cursor, changes colours or the reading order. */
public final class Visible {

    private static final int LAST_OF_LATIN_1 = 0xff;
    private static final String CUT = "…";
    /** In characters; any character fits in. */
    private static final int NARROWEST = 2;

    private Visible() {}

    /** The text with every character that is not seen as itself written as its number, and with no order to a build server. */
    public static String of(String text) {
        // Build servers take what follows two number signs, anywhere in a line, for an order to them.
        return characters(text).replace("##", "#\\x23");
    }

    /** The text with every character that is not seen as itself written as its number in hexadecimal. */
    static String characters(String text) {
        StringBuilder seen = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (!harmless(c)) {
                seen.append(String.format(Locale.ROOT, c <= LAST_OF_LATIN_1 ? "\\x%02x" : "\\u%04x", c));
            } else {
                seen.appendCodePoint(c);
            }
        });
        return seen.toString();
    }

    private static boolean harmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** At most so many characters, the last one an ellipsis when there were more. */
    static String cut(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        int end = Math.max(0, width - CUT.length());
        return text.substring(0, splitsPair(text, end) ? end - 1 : end) + CUT;
    }

    /** At most so many characters from the end, the first one an ellipsis when there were more. */
    static String cutStart(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        int start = text.length() - Math.max(0, width - CUT.length());
        return CUT + text.substring(splitsPair(text, start) ? start + 1 : start);
    }

    /** Lines of at most so many characters, broken between words, and within one only when it is longer than a line. */
    static List<String> wrap(String text, int width) {
        int columns = Math.max(NARROWEST, width);
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split(" +")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
            while (line.length() > columns) {
                int end = splitsPair(line, columns) ? columns - 1 : columns;
                lines.add(line.substring(0, end));
                line.delete(0, end);
            }
        }
        if (line.length() > 0) {
            lines.add(line.toString());
        }
        return lines;
    }

    private static boolean splitsPair(CharSequence text, int at) {
        return at > 0 && at < text.length() && Character.isHighSurrogate(text.charAt(at - 1));
    }
}
