package org.ifmatch.report.render;

import java.util.List;

/** Lines of text for a terminal, with colours or without. Whatever is cut or wrapped here is so before it is coloured. */
final class Sheet {

    /** In characters. */
    static final int WIDTH = 100;

    /** What is left to wrapped words beside a very long lead, in characters. */
    private static final int NARROWEST = 30;

    /** How a piece of text stands out. */
    enum Ink {
        PLAIN(""),
        BOLD("1"),
        DIM("2"),
        RED("1;31"),
        YELLOW("33"),
        GREEN("32");

        private final String code;

        Ink(String code) {
            this.code = code;
        }
    }

    private final boolean colours;
    private final StringBuilder text = new StringBuilder();

    Sheet(boolean colours) {
        this.colours = colours;
    }

    String paint(Ink ink, String words) {
        return colours && ink != Ink.PLAIN && !words.isEmpty()
                ? "\u001b[" + ink.code + "m" + words + "\u001b[0m"
                : words;
    }

    /** A line as it is; trailing blanks are left out. */
    void line(String line) {
        // Build servers take two colons at the start of a line for an order to them.
        boolean order = line.stripLeading().startsWith("::");
        String harmless = order ? line.replaceFirst("::", ":\\\\x3a") : line;
        text.append(harmless.stripTrailing()).append('\n');
    }

    /** One blank line, however often it is asked for. */
    void blank() {
        if (text.lastIndexOf("\n\n") != text.length() - 2) {
            line("");
        }
    }

    void heading(String words) {
        blank();
        line(paint(Ink.BOLD, words));
    }

    /** A line that is cut to the width. */
    void line(int indent, Ink ink, String words) {
        line(" ".repeat(indent) + paint(ink, Visible.cut(words, WIDTH - indent)));
    }

    /** As many lines as the words need, the first one led by something and the others indented like it. */
    void wrapped(int indent, String lead, Ink leadInk, String words) {
        int start = indent + lead.length();
        List<String> lines = Visible.wrap(words, Math.max(NARROWEST, WIDTH - start));
        line(" ".repeat(indent) + paint(leadInk, lead) + (lines.isEmpty() ? "" : lines.get(0)));
        lines.stream().skip(1).forEach(line -> line(" ".repeat(start) + line));
    }

    void wrapped(int indent, String words) {
        wrapped(indent, "", Ink.PLAIN, words);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
