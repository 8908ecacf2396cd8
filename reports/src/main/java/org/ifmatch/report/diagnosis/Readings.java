package org.ifmatch.report.diagnosis;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ifmatch.report.diagnosis.Reading.Deviation;
import org.ifmatch.report.diagnosis.Reading.Model;

/**
 * The wrong readings of If-Match that are known: ways to take the value apart, ways to compare two tags, and every pair of
 * them, since a server may do both wrongly.
 */
final class Readings {

    /** A way to take the lines apart, the rest being right. */
    private record Taking(Deviation deviation, Function<List<String>, Value> value) {}

    /** A way to compare a member, as it is written, with the current tag, the rest being right. */
    private record Comparing(Deviation deviation, BiPredicate<String, Tag> same) {}

    private static final List<Taking> TAKINGS = List.of(
            taking("F09", "the whole field is compared with the current tag as one string", Readings::whole),
            taking("F09", "a list of two tags or more matches nothing", listed(m -> m.size() > 1, Value.NOTHING)),
            taking(
                    "F09",
                    "a list of two tags or more is let through, whatever its tags are",
                    listed(m -> m.size() > 1, Value.OPEN)),
            taking(
                    "F09",
                    "only the first tag of a list is compared",
                    members(m -> m.subList(0, Math.min(1, m.size())))),
            taking(
                    "F09",
                    "only the last tag of a list is compared",
                    members(m -> m.subList(Math.max(0, m.size() - 1), m.size()))),
            taking("F09", "only the first field line is read", lines -> Value.rightly(lines.subList(0, 1))),
            taking(
                    "F09",
                    "only the last field line is read",
                    lines -> Value.rightly(lines.subList(lines.size() - 1, lines.size()))),
            taking(
                    "F09",
                    "several If-Match lines match nothing: they are not read as one list",
                    lines -> lines.size() > 1 ? Value.NOTHING : Value.rightly(lines)),
            taking(
                    "F09",
                    "several If-Match lines count as no condition",
                    lines -> lines.size() > 1 ? Value.OPEN : Value.rightly(lines)),
            taking(
                    "F09",
                    "a list is split at a comma and one space, and at nothing else",
                    lines -> star(lines, Value.of(List.of(Value.joined(lines).split(", "))))),
            taking(
                    "F09",
                    "the blanks around the members of a list are not taken off",
                    lines -> star(lines, Value.of(List.of(Value.joined(lines).split(","))))),
            taking("F09", "an empty member spoils its list", lines -> spoilt(lines, String::isEmpty, Value.NOTHING)),
            taking(
                    "F09",
                    "an empty member makes its list no condition",
                    lines -> spoilt(lines, String::isEmpty, Value.OPEN)),
            taking(
                    "F09",
                    "a tag that is named twice spoils its list",
                    listed(m -> new HashSet<>(m).size() < m.size(), Value.NOTHING)),
            taking(
                    "F08",
                    "a weak tag spoils the list that it stands in",
                    listed(m -> m.size() > 1 && m.stream().anyMatch(t -> t.startsWith("W/")), Value.NOTHING)),
            taking(
                    "F12",
                    "a backslash escapes the quote behind it, so that a tag does not end there",
                    lines -> star(lines, Value.of(Value.slots(Value.joined(lines), true)))),
            taking(
                    "F11",
                    "* is compared with the current tag like any text",
                    lines -> Value.of(Value.members(Value.joined(lines)))),
            taking(
                    "F11",
                    "a value that begins with * counts as the wildcard",
                    starred(lines -> Value.joined(lines).startsWith("*"))),
            taking(
                    "F11",
                    "quotes are taken off before the value is compared with *",
                    starred(lines -> Value.unquoted(Value.joined(lines)).equals("*"))),
            taking(
                    "F11",
                    "quotes and W/ are taken off before the value is compared with *",
                    starred(lines ->
                            Value.unquoted(unmarked(Value.joined(lines))).equals("*"))),
            taking(
                    "F11",
                    "a * between commas counts as the wildcard, also within a tag",
                    starred(lines -> Value.pieces(lines).map(Value::unquoted).anyMatch("*"::equals))),
            taking(
                    "F11",
                    "the blanks around * are not taken off",
                    lines -> tight(lines) ? Value.rightly(lines) : Value.NOTHING),
            taking(
                    "F06",
                    "a value that cannot be read counts as no condition",
                    lines -> wellFormed(lines) ? Value.rightly(lines) : Value.OPEN),
            taking(
                    "F06",
                    "an If-Match without a value counts as no condition",
                    lines -> Value.joined(lines).isEmpty() ? Value.OPEN : Value.rightly(lines)),
            taking(
                    "F06",
                    "an If-Match that lists no tag counts as no condition",
                    lines -> Value.members(Value.joined(lines)).isEmpty() ? Value.OPEN : Value.rightly(lines)),
            taking(
                    "F06",
                    "a value without a quote or a star counts as no condition",
                    lines -> Value.joined(lines).matches("[^\"*]+") ? Value.OPEN : Value.rightly(lines)),
            taking(
                    "F06",
                    "a value in which no whole tag is found counts as no condition",
                    lines -> Value.joined(lines).matches("[^*]*\"[^\"]*\"[^*]*")
                            ? Value.rightly(lines)
                            : closedStar(lines)),
            taking(
                    "F06",
                    "a tag that lacks one of its quotes counts as no condition",
                    lines -> Value.members(Value.joined(lines)).stream().anyMatch(Readings::half)
                            ? Value.OPEN
                            : Value.rightly(lines)),
            taking(
                    "F06",
                    "a value with octets above 127 counts as no condition",
                    lines -> Value.joined(lines).chars().anyMatch(c -> c > 127) ? Value.OPEN : Value.rightly(lines)));

    private static final List<Comparing> COMPARINGS = List.of(
            comparing(
                    "F08",
                    "tags are compared weakly: W/ is not looked at",
                    (member, current) -> Tag.of(member)
                            .filter(t -> t.opaque().equals(current.opaque()))
                            .isPresent()),
            comparing(
                    "F08",
                    "a weak tag satisfies If-Match when it is written like the current one",
                    (member, current) -> Tag.of(member).filter(current::equals).isPresent()),
            comparing(
                    "F08",
                    "W/ is taken off the current tag before it is compared",
                    (member, current) -> Tag.of(member)
                            .filter(t -> !t.weak() && t.opaque().equals(current.opaque()))
                            .isPresent()),
            comparing(
                    "F08",
                    "W/ is taken off the tags of If-Match before they are compared",
                    (member, current) -> Tag.of(member)
                            .filter(t -> !current.weak() && t.opaque().equals(current.opaque()))
                            .isPresent()),
            comparing(
                    "F08",
                    "a small w/ before a tag is passed over",
                    (member, current) -> right(member.startsWith("w/") ? member.substring(2) : member, current)),
            partly(
                    "a tag satisfies If-Match when the current one begins with it",
                    (named, current) -> current.startsWith(named)),
            partly(
                    "a tag satisfies If-Match when it begins with the current one",
                    (named, current) -> named.startsWith(current)),
            partly(
                    "a tag satisfies If-Match when the current one ends with it",
                    (named, current) -> current.endsWith(named)),
            partly(
                    "a tag satisfies If-Match when it ends with the current one",
                    (named, current) -> named.endsWith(current)),
            partly(
                    "a tag satisfies If-Match when the current one contains it",
                    (named, current) -> current.contains(named)),
            partly(
                    "a tag satisfies If-Match when it contains the current one",
                    (named, current) -> named.contains(current)),
            partly("the case of letters is not looked at", String::equalsIgnoreCase),
            partly("tags are compared as numbers", Readings::sameNumber),
            like(
                    "F13",
                    "a tag satisfies If-Match when its number is not smaller than that of the current one",
                    (named, current) -> named.equals(current) || order(named, current) >= 0),
            partly(
                    "blanks within the quotes are not compared",
                    (named, current) -> named.strip().equals(current)),
            partly(
                    "what follows a semicolon is cut off a tag",
                    (named, current) -> named.split(";", 2)[0].equals(current)),
            comparing(
                    "F10",
                    "what follows a semicolon is cut off a member",
                    (member, current) ->
                            Value.unquoted(member.split(";", 2)[0]).equals(current.opaque()) && !current.weak()),
            partly("a tag ends at a NUL", (named, current) -> named.split("\0", 2)[0].equals(current)),
            partly("tags of one length count as equal", (named, current) -> named.length() == current.length()),
            partly(
                    "only the first halves of two tags are compared",
                    (named, current) -> firstHalf(named).equals(firstHalf(current))),
            like(
                    "F12",
                    "percent signs in a tag are decoded",
                    (named, current) -> percentDecoded(named).equals(current)),
            like(
                    "F12",
                    "entities such as &#65; in a tag are decoded",
                    (named, current) -> entitiesDecoded(named).equals(current)),
            comparing(
                    "F12",
                    "a backslash in a tag is taken off, as in a quoted string",
                    (member, current) -> right(member.replace("\\", ""), current)),
            comparing(
                    "F12",
                    "quoted tags are compared with texts that are kept without quotes",
                    (member, current) -> member.equals(current.opaque())));

    private static final List<Reading> WHOLE_FIELD = List.of(
            reading(
                    "F10",
                    "the field is searched for the text of the current tag",
                    (lines, current) -> isStar(lines) || Value.joined(lines).contains(current.opaque())),
            reading(
                    "F10",
                    "the field is searched for the current tag, quotes and all",
                    (lines, current) -> isStar(lines) || Value.joined(lines).contains(current.toString())),
            reading(
                    "F09",
                    "the value is split at every comma, those between quotes too",
                    (lines, current) -> isStar(lines) || Value.pieces(lines).anyMatch(p -> right(p, current))),
            reading(
                    "F09",
                    "the value is split at every comma, and quotes are taken off the pieces",
                    (lines, current) -> isStar(lines)
                            || Value.pieces(lines)
                                    .anyMatch(p -> Value.unquoted(p).equals(current.opaque()))));

    /** As the RFC has it. */
    static final Reading RIGHT = new Reading(List.of(), model(Value::rightly, Readings::right));

    /** No tag is ever let through: whatever else is wrong with how values are read cannot be seen then. */
    static final List<Reading> REFUSING = List.of(
            reading("F13", "no tag satisfies If-Match", (lines, current) -> isStar(lines)),
            reading("F13", "nothing satisfies If-Match", (lines, current) -> false));

    /** Readings with one thing wrong, in the order in which they are thought of. */
    static final List<Reading> SINGLE = Stream.of(
                    TAKINGS.stream().map(t -> new Reading(List.of(t.deviation()), model(t.value(), Readings::right))),
                    COMPARINGS.stream().map(c -> new Reading(List.of(c.deviation()), model(Value::rightly, c.same()))),
                    WHOLE_FIELD.stream(),
                    beginnings(),
                    REFUSING.stream())
            .flatMap(each -> each)
            .toList();

    /** Readings with two things wrong. */
    static final List<Reading> DOUBLE = TAKINGS.stream()
            .flatMap(t -> COMPARINGS.stream()
                    .map(c -> new Reading(List.of(t.deviation(), c.deviation()), model(t.value(), c.same()))))
            .toList();

    private Readings() {}

    /** The reading that has this thing wrong and nothing else. */
    static Reading single(Deviation deviation) {
        return SINGLE.stream()
                .filter(r -> r.deviations().contains(deviation))
                .findFirst()
                .orElseThrow();
    }

    private static Taking taking(String faultClass, String says, Function<List<String>, Value> value) {
        return new Taking(new Deviation(faultClass, says), value);
    }

    private static Comparing comparing(String faultClass, String says, BiPredicate<String, Tag> same) {
        return new Comparing(new Deviation(faultClass, says), same);
    }

    private static Comparing partly(String says, BiPredicate<String, String> same) {
        return like("F10", says, same);
    }

    /** Strength is respected, and opaque texts are compared so. */
    private static Comparing like(String faultClass, String says, BiPredicate<String, String> same) {
        return comparing(
                faultClass,
                says,
                (member, current) -> Tag.of(member)
                        .filter(t -> !t.weak() && !current.weak() && same.test(t.opaque(), current.opaque()))
                        .isPresent());
    }

    private static Reading reading(String faultClass, String says, Model model) {
        return new Reading(List.of(new Deviation(faultClass, says)), model);
    }

    /** How much of a tag is compared is not known, so each length is a reading of its own. */
    private static Stream<Reading> beginnings() {
        Deviation deviation = new Deviation("F10", "only the beginning of a tag is compared");
        return IntStream.of(1, 2, 4, 8, 12, 16, 24, 32)
                .mapToObj(n -> new Reading(
                        List.of(deviation),
                        model(
                                Value::rightly,
                                (member, current) -> Tag.of(member)
                                        .filter(t -> !t.weak() && !current.weak())
                                        .filter(t -> first(t.opaque(), n).equals(first(current.opaque(), n)))
                                        .isPresent())));
    }

    private static Model model(Function<List<String>, Value> take, BiPredicate<String, Tag> same) {
        return (lines, current) -> {
            Value value = take.apply(lines);
            return switch (value.kind()) {
                case STAR, OPEN -> true;
                case LIST -> value.members().stream().anyMatch(m -> same.test(m, current));
            };
        };
    }

    // How values are taken apart.

    private static Value whole(List<String> lines) {
        return star(lines, Value.of(List.of(Value.joined(lines))));
    }

    private static Value star(List<String> lines, Value otherwise) {
        return isStar(lines) ? Value.STAR : otherwise;
    }

    private static boolean isStar(List<String> lines) {
        return Value.joined(lines).equals("*");
    }

    private static Value closedStar(List<String> lines) {
        return star(lines, Value.OPEN);
    }

    private static Function<List<String>, Value> listed(Predicate<List<String>> of, Value then) {
        return lines -> of.test(Value.members(Value.joined(lines))) ? then : Value.rightly(lines);
    }

    private static Function<List<String>, Value> members(Function<List<String>, List<String>> some) {
        return lines -> star(lines, Value.of(some.apply(Value.members(Value.joined(lines)))));
    }

    private static Function<List<String>, Value> starred(Predicate<List<String>> by) {
        return lines -> by.test(lines) ? Value.STAR : Value.rightly(lines);
    }

    private static Value spoilt(List<String> lines, Predicate<String> by, Value then) {
        return Value.slots(Value.joined(lines), false).stream().anyMatch(by) ? then : Value.rightly(lines);
    }

    /** Whether the value has no more about it than the one blank that everybody sends, or is no star. */
    private static boolean tight(List<String> lines) {
        String line = lines.get(0);
        return !isStar(lines) || line.equals("*") || line.equals(" *");
    }

    private static boolean wellFormed(List<String> lines) {
        return Sight.wellFormed(lines);
    }

    private static boolean half(String member) {
        return member.chars().filter(c -> c == '"').count() == 1;
    }

    // How tags are compared.

    private static boolean right(String member, Tag current) {
        return !current.weak() && Tag.of(member).filter(current::equals).isPresent();
    }

    private static String unmarked(String text) {
        return text.startsWith("W/") ? text.substring(2) : text;
    }

    private static String first(String text, int characters) {
        return text.substring(0, Math.min(characters, text.length()));
    }

    private static String firstHalf(String text) {
        return text.substring(0, text.length() / 2);
    }

    private static boolean sameNumber(String named, String current) {
        return named.equals(current) || order(named, current) == 0;
    }

    /** How two numbers stand to each other; what is no number comes before all. */
    private static int order(String named, String current) {
        try {
            return new BigDecimal(named).compareTo(new BigDecimal(current));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static String percentDecoded(String text) {
        return decoded(text, "%", "", 16);
    }

    private static String entitiesDecoded(String text) {
        return decoded(text, "&#", ";", 10);
    }

    private static String decoded(String text, String before, String behind, int radix) {
        List<String> done = new ArrayList<>();
        String rest = text;
        for (int at = rest.indexOf(before); at >= 0; at = rest.indexOf(before)) {
            String number = rest.substring(at + before.length());
            int digits = radix == 16 ? Math.min(2, number.length()) : number.indexOf(behind);
            if (digits < 1 || !number.substring(0, digits).matches(radix == 16 ? "[0-9A-Fa-f]+" : "[0-9]{1,4}")) {
                break;
            }
            done.add(rest.substring(0, at) + (char) Integer.parseInt(number.substring(0, digits), radix));
            rest = number.substring(digits + behind.length());
        }
        return String.join("", done) + rest;
    }
}
