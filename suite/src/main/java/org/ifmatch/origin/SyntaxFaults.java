package org.ifmatch.origin;

import static org.ifmatch.origin.Fault.fault;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The value of If-Match, or its name, is read by another grammar than its own (RFC 9110 §13.1.1, §8.8.3). */
final class SyntaxFaults {
    /** How a hasty author reads a member: as a quoted string, in which a backslash escapes what follows. */
    private static final Pattern QUOTED_STRING = Pattern.compile("(W/)?\"((?:[^\"\\\\]++|\\\\.)*+)\"");

    static final List<Fault> ALL = List.of(
            fault("empty-value-is-no-condition")
                    .says("An If-Match without a value is treated as if it were not there.")
                    .ofClass("F06")
                    .caughtBy("syntax/empty-value")
                    .as(dropping(String::isBlank)),
            fault("list-of-nothing-is-no-condition")
                    .says("An If-Match that lists no tag is treated as if it were not there.")
                    .ofClass("F06")
                    .caughtBy("syntax/empty-value")
                    .as(dropping(value -> value.matches("[ \\t,]*"))),
            fault("long-value-is-no-condition")
                    .says("An If-Match of more than 4 KiB is treated as if it were not there.")
                    .ofClass("F06")
                    .caughtBy("syntax/long-tag")
                    .alsoBreaks("syntax/long-list", "syntax/malformed-fails-closed")
                    .as(dropping(value -> value.length() > 4096)),
            fault("parameters-are-cut-off")
                    .says("What follows a semicolon is cut off each member.")
                    .ofClass("F10")
                    .caughtBy("syntax/semicolon-inside-tag")
                    .as(reading(value -> value.replaceAll(";[^\",]*\"", "\"").replaceAll("\";[^,]*", "\""))),
            fault("backslash-is-taken-off")
                    .says("A tag is unescaped like a quoted string before it is compared.")
                    .ofClass("F12")
                    .caughtBy("syntax/backslash-not-escape")
                    .alsoBreaks("syntax/backslash-before-quote", "syntax/semicolon-inside-tag", "weak/lowercase-w")
                    .as(matching(QUOTED_STRING, found -> found.group(2).replaceAll("\\\\(.)", "$1"))),
            fault("backslash-escapes-the-quote")
                    .says("A quote after a backslash does not end a tag.")
                    .ofClass("F12")
                    .caughtBy("syntax/backslash-before-quote")
                    .alsoBreaks("syntax/semicolon-inside-tag", "weak/lowercase-w")
                    .as(matching(QUOTED_STRING, found -> found.group(2))),
            fault("high-octets-are-no-condition")
                    .says(
                            "An If-Match with an octet above 0x7F cannot be decoded and is treated as if it were not there.")
                    .ofClass("F06")
                    .caughtBy("syntax/obs-text")
                    .alsoBreaks("syntax/half-quoted")
                    .as(dropping(value -> value.chars().anyMatch(octet -> octet > 0x7F))),
            fault("high-octets-crash")
                    .says("An If-Match with an octet above 0x7F is answered 500.")
                    .ofClass("F18")
                    .caughtBy("syntax/obs-text")
                    .alsoBreaks("syntax/half-quoted")
                    .as(reading(value -> {
                        if (value.chars().anyMatch(octet -> octet > 0x7F)) {
                            throw new IllegalStateException("This cannot be decoded.");
                        }
                        return value;
                    })),
            fault("value-ends-at-nul")
                    .says("A NUL is let through, and what follows it in a tag is not compared.")
                    .ofClass("F10")
                    .caughtBy("syntax/controls")
                    .as(SyntaxFaults::lettingNulThrough),
            fault("malformed-is-no-condition")
                    .says("A malformed If-Match is treated as if it were not there.")
                    .ofClass("F06")
                    .caughtBy("syntax/malformed-fails-closed")
                    .alsoBreaks(
                            "syntax/comma-inside-tag",
                            "syntax/exact-characters",
                            "syntax/half-quoted",
                            "syntax/unquoted",
                            "weak/lowercase-w",
                            "wildcard/prefix-not-star",
                            "wildcard/weak-star")
                    .as(dropping(value -> TagField.parse(value) instanceof TagField.Malformed)),
            fault("unquoted-is-no-condition")
                    .says("An If-Match without a quote or a star is treated as if it were not there.")
                    .ofClass("F06")
                    .caughtBy("syntax/unquoted")
                    .alsoBreaks("syntax/empty-value", "syntax/malformed-fails-closed")
                    .as(dropping(value -> !value.contains("\"") && !value.contains("*") && !value.isBlank())),
            fault("malformed-crashes")
                    .says("A malformed If-Match is answered 500.")
                    .ofClass("F18")
                    .caughtBy("syntax/malformed-fails-closed")
                    .alsoBreaks(
                            "syntax/exact-characters",
                            "syntax/half-quoted",
                            "syntax/multiple-lines-star-mix",
                            "syntax/unquoted",
                            "weak/lowercase-w",
                            "wildcard/in-list",
                            "wildcard/prefix-not-star",
                            "wildcard/weak-star")
                    .as(reading(value -> {
                        if (TagField.parse(value) instanceof TagField.Malformed) {
                            throw new IllegalArgumentException("No entity tag: " + value);
                        }
                        return value;
                    })),
            fault("half-a-quote-is-no-condition")
                    .says(
                            "An If-Match that begins with a quote and does not end with one is treated as if it were not there.")
                    .ofClass("F06")
                    .caughtBy("syntax/half-quoted")
                    .alsoBreaks("syntax/semicolon-inside-tag")
                    .as(dropping(value -> value.startsWith("\"") && !value.endsWith("\"") && !value.endsWith(","))),
            fault("name-is-case-sensitive")
                    .says("Only a field that is written If-Match is found.")
                    .ofClass("F02")
                    .caughtBy("syntax/name-case")
                    .as(() -> new Habits() {
                        @Override
                        public Optional<String> ifMatchValue(Request request) {
                            return join(request.fields().stream()
                                    .filter(field -> field.name().equals("If-Match")));
                        }
                    }),
            fault("underscore-name-counts-more")
                    .says("If_Match is the same name, and where it is present it is the one that counts.")
                    .ofClass("F06")
                    .caughtBy("syntax/underscore-alias")
                    .as(() -> new Habits() {
                        @Override
                        public Optional<String> ifMatchValue(Request request) {
                            return request.value("If_Match").or(() -> request.value("If-Match"));
                        }
                    }),
            fault("similar-name-counts")
                    .says("X-If-Match is honoured like If-Match.")
                    .ofClass("F13")
                    .caughtBy("syntax/other-conditional-names")
                    .as(() -> new Habits() {
                        @Override
                        public Optional<String> ifMatchValue(Request request) {
                            return request.value("If-Match")
                                    .or(() -> request.value("X-If-Match"))
                                    .or(() -> request.value("If-Matches"));
                        }
                    }),
            fault("trailer-replaces-the-field")
                    .says("An If-Match in the trailer section takes the place of the one in the header section.")
                    .ofClass("F06")
                    .caughtBy("syntax/trailer")
                    .as(() -> new Habits() {
                        @Override
                        public Optional<String> ifMatchValue(Request request) {
                            return join(request.trailers().stream().filter(field -> field.isNamed("If-Match")))
                                    .or(() -> request.value("If-Match"));
                        }
                    }),
            fault("late-fields-are-not-seen")
                    .says("Conditions are looked for among the first fifty field lines.")
                    .ofClass("F02")
                    .caughtBy("syntax/position-in-header-section")
                    .alsoBreaks("syntax/many-lines")
                    .as(() -> new Habits() {
                        @Override
                        public Optional<String> ifMatchValue(Request request) {
                            return join(request.fields().stream().limit(50).filter(field -> field.isNamed("If-Match")));
                        }
                    }));

    private SyntaxFaults() {}

    private static Optional<String> join(Stream<Field> fields) {
        return fields.map(Field::value).reduce((one, next) -> one + ", " + next);
    }

    /** Another value in place of that of If-Match, before it is read. */
    static Supplier<Habits> reading(UnaryOperator<String> other) {
        return () -> new Habits() {
            @Override
            public TagField tagField(String value) {
                return TagField.parse(other.apply(value));
            }
        };
    }

    /** A condition that goes unnoticed if its value is like that. */
    private static Supplier<Habits> dropping(Predicate<String> unnoticed) {
        return () -> new Habits() {
            @Override
            public Optional<String> ifMatchValue(Request request) {
                return Habits.super.ifMatchValue(request).filter(value -> !unnoticed.test(value));
            }
        };
    }

    /** Tags that are found by a pattern of another kind, wherever it matches. */
    private static Supplier<Habits> matching(Pattern member, Function<MatchResult, String> opaque) {
        return () -> new Habits() {
            @Override
            public TagField tagField(String value) {
                return value.equals("*")
                        ? new TagField.Star()
                        : new TagField.Tags(member.matcher(value)
                                .results()
                                .map(found -> new Tag(found.group(1) != null, opaque.apply(found)))
                                .toList());
            }
        };
    }

    private static Habits lettingNulThrough() {
        return new Habits() {
            @Override
            public Field field(String line) throws org.apache.hc.core5.http.ProtocolException {
                Field visible = Habits.super.field(line.replace('\0', '?'));
                int value = line.length()
                        - line.substring(visible.name().length() + 1)
                                .stripLeading()
                                .length();
                return new Field(visible.name(), line.substring(value).strip());
            }

            @Override
            public TagField tagField(String value) {
                return TagField.parse(value.replaceAll("\0[^\"]*", ""));
            }
        };
    }
}
