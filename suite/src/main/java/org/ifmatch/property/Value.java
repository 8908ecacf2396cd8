package org.ifmatch.property;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ifmatch.property.Piece.Plain;

/**
 * A value of If-Match, or of another field that lists tags, by roles: its members with what stands around them, over one field
 * line or several.
 *
 * @param name the field's name as it is written
 */
record Value(String name, List<Member> members) {

    static final String IF_MATCH = "If-Match";

    /**
     * A member of the list.
     *
     * @param gap how the comma before it is written, or which blanks a line has that begins with it
     * @param newLine whether a field line of its own begins with it, instead of a comma before it
     */
    record Member(Role role, Gap gap, boolean newLine) {

        static Member of(Role role) {
            return new Member(role, Gap.USUAL, false);
        }
    }

    /** The blanks on both sides of a comma; all of them are optional (RFC 9110 §5.6.1). */
    enum Gap {
        USUAL("", " "),
        TIGHT("", ""),
        BEFORE(" ", ""),
        WIDE("  ", "  "),
        TABS("\t", "\t"),
        MIXED(" \t", "\t ");

        private final String before;
        private final String after;

        Gap(String before, String after) {
            this.before = before;
            this.after = after;
        }

        /** Blanks at the beginning of a line; the usual ones are part of every line anyway. */
        private String leading() {
            return this == USUAL ? "" : after;
        }
    }

    Value {
        members = List.copyOf(members);
    }

    static Value of(Role... roles) {
        return new Value(IF_MATCH, List.of(roles).stream().map(Member::of).toList());
    }

    Set<Role> roles() {
        Set<Role> all = EnumSet.noneOf(Role.class);
        members.forEach(m -> all.add(m.role()));
        return all;
    }

    boolean isMadeOf(Role.Base base) {
        return roles().stream().anyMatch(r -> r.base() == base);
    }

    /** How many field lines it stands on. */
    int lines() {
        return 1 + (int) members.stream().skip(1).filter(Member::newLine).count();
    }

    /** What is unusual about its form, each in words. */
    Set<String> shapes() {
        Set<String> shapes = new java.util.TreeSet<>();
        if (name.equalsIgnoreCase(IF_MATCH) && !name.equals(IF_MATCH)) {
            shapes.add("its name in another case");
        }
        if (members.size() > 1) {
            shapes.add("a list");
        }
        if (members.size() > MANY) {
            shapes.add("a long list");
        }
        if (lines() > 1) {
            shapes.add("several field lines");
        }
        if (members.size() > 1 && roles().contains(Role.NOTHING)) {
            shapes.add("an empty member");
        }
        if (gaps().contains(Gap.TABS) || gaps().contains(Gap.MIXED)) {
            shapes.add("a tab");
        }
        if (gaps().contains(Gap.BEFORE) || gaps().contains(Gap.WIDE)) {
            shapes.add("more blanks than usual");
        }
        if (members.stream().skip(1).anyMatch(m -> !m.newLine() && (m.gap() == Gap.TIGHT || m.gap() == Gap.BEFORE))) {
            shapes.add("no blank after a comma");
        }
        if (members.stream()
                        .map(Member::role)
                        .filter(r -> r != Role.NOTHING)
                        .distinct()
                        .count()
                < members.stream().filter(m -> m.role() != Role.NOTHING).count()) {
            shapes.add("a member twice");
        }
        return shapes;
    }

    /** Members above which a list is a long one. */
    static final int MANY = 20;

    private Set<Gap> gaps() {
        return members.stream().map(Member::gap).collect(Collectors.toSet());
    }

    boolean isForOrdinaryClients() {
        return roles().stream().allMatch(Role::isForOrdinaryClients);
    }

    /** The field lines, or nothing where the target gives no occasion for one of the members. */
    Optional<List<List<Piece>>> pieces(Role.Tags tags) {
        List<List<Piece>> lines = new ArrayList<>();
        List<Piece> line = new ArrayList<>();
        String atTheEnd = "";
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            Optional<List<Piece>> made = member.role().pieces(tags);
            if (made.isEmpty()) {
                return Optional.empty();
            }
            if (i == 0 || member.newLine()) {
                if (i > 0) {
                    line.add(new Plain(atTheEnd));
                    lines.add(line);
                    line = new ArrayList<>();
                }
                line.add(new Plain(member.gap().leading()));
                atTheEnd = member.gap().before;
            } else {
                line.add(new Plain(member.gap().before + "," + member.gap().after));
            }
            line.addAll(made.get());
        }
        line.add(new Plain(atTheEnd));
        lines.add(line);
        return Optional.of(lines.stream().map(Value::joined).toList());
    }

    /** The same without parts that say nothing, and with plain parts put together. */
    private static List<Piece> joined(List<Piece> pieces) {
        List<Piece> all = new ArrayList<>();
        for (Piece piece : pieces) {
            int last = all.size() - 1;
            if (piece instanceof Plain now && last >= 0 && all.get(last) instanceof Plain before) {
                all.set(last, new Plain(before.text() + now.text()));
            } else {
                all.add(piece);
            }
        }
        all.removeIf(piece -> piece instanceof Plain plain && plain.text().isEmpty());
        return all;
    }

    /** In words: "the current tag", "two field lines: ..., and the current tag on the second". */
    String words() {
        if (members.size() > MANY) {
            return longWords();
        }
        StringBuilder words = new StringBuilder();
        if (lines() > 1) {
            words.append(numbered(lines())).append(" field lines: ");
        } else if (members.size() > 1) {
            words.append("a list of ");
        }
        int line = 1;
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            if (i > 0) {
                boolean last = i == members.size() - 1;
                words.append(last ? " and " : ", ");
                line += member.newLine() ? 1 : 0;
            }
            words.append(memberWords(member));
            if (lines() > 1 && (i == members.size() - 1 || members.get(i + 1).newLine())) {
                words.append(" on the ").append(ordinal(line));
            }
        }
        Set<String> odd = shapes();
        odd.removeAll(List.of("a list", "several field lines", "an empty member", "a member twice"));
        return words + (odd.isEmpty() ? "" : " (with " + String.join(", ", odd) + ")");
    }

    private String longWords() {
        String kinds = roles().stream().map(Role::words).collect(Collectors.joining(", "));
        Role last = members.get(members.size() - 1).role();
        return (lines() > 1 ? lines() + " field lines with " : "a list of ") + members.size() + " members (" + kinds
                + "), the last of them " + last.words();
    }

    private String memberWords(Member member) {
        boolean alone = members.size() == 1;
        return member.role() == Role.NOTHING
                ? (alone ? "an empty value" : "an empty member")
                : member.role().words();
    }

    private static String numbered(int number) {
        return switch (number) {
            case 2 -> "two";
            case 3 -> "three";
            case 4 -> "four";
            default -> Integer.toString(number);
        };
    }

    private static String ordinal(int number) {
        return switch (number) {
            case 1 -> "first";
            case 2 -> "second";
            case 3 -> "third";
            default -> number + "th";
        };
    }
}
