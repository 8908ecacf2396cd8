package org.ifmatch.report.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a server makes of the lines of If-Match before it compares tags.
 *
 * @param kind how the members count
 * @param members as they are written, quotes and all
 */
record Value(Kind kind, List<String> members) {

    enum Kind {
        /** One of the members has to be the current tag. */
        LIST,
        /** The wildcard. */
        STAR,
        /** No condition at all. */
        OPEN
    }

    static final Value STAR = new Value(Kind.STAR, List.of());
    static final Value OPEN = new Value(Kind.OPEN, List.of());
    /** A value that no tag satisfies. */
    static final Value NOTHING = new Value(Kind.LIST, List.of());

    static Value of(List<String> members) {
        return new Value(Kind.LIST, members);
    }

    /** As the RFC has it: the lines are one list, and commas between quotes are no commas of it. */
    static Value rightly(List<String> lines) {
        String whole = joined(lines);
        return whole.equals("*") ? STAR : of(members(whole));
    }

    static String joined(List<String> lines) {
        return lines.stream().map(String::strip).collect(Collectors.joining(", "));
    }

    /** The members that are not empty, without the blanks around them. */
    static List<String> members(String whole) {
        return slots(whole, false).stream().filter(m -> !m.isEmpty()).toList();
    }

    /** All places of the list, the empty ones too. */
    static List<String> slots(String whole, boolean backslashEscapes) {
        List<String> all = new ArrayList<>();
        StringBuilder member = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < whole.length(); i++) {
            char c = whole.charAt(i);
            boolean escaped = backslashEscapes && i > 0 && whole.charAt(i - 1) == '\\';
            if (c == '"' && !escaped) {
                quoted = !quoted;
            }
            if (c == ',' && !quoted) {
                all.add(member.toString().strip());
                member.setLength(0);
            } else {
                member.append(c);
            }
        }
        all.add(member.toString().strip());
        return all;
    }

    /** The pieces between all commas, those between quotes too. */
    static Stream<String> pieces(List<String> lines) {
        return Stream.of(joined(lines).split(",")).map(String::strip);
    }

    private static final Pattern QUOTED = Pattern.compile("(W/)?\"[^\"]*\"");

    /** Whatever looks like an entity tag, wherever it stands. */
    static List<String> quotedStrings(List<String> lines) {
        return QUOTED.matcher(joined(lines)).results().map(MatchResult::group).toList();
    }

    /** Without the quotes, or the one quote, around it. */
    static String unquoted(String text) {
        String begun = text.startsWith("\"") ? text.substring(1) : text;
        return begun.endsWith("\"") ? begun.substring(0, begun.length() - 1) : begun;
    }
}
