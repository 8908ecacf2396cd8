package org.ifmatch.property;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ifmatch.property.Piece.Modified;
import org.ifmatch.property.Piece.Plain;

/**
 * One request of a program, by roles.
 *
 * @param on which of the program's resources it goes to
 * @param wrote what a PUT or PATCH carries
 * @param beside fields that stand beside If-Match
 * @param times how often it is sent, each time with content of its own
 */
record Step(Verb verb, int on, Wrote wrote, Optional<Value> ifMatch, List<Beside> beside, int times) {

    enum Verb {
        PUT,
        PATCH,
        DELETE,
        POST,
        GET,
        HEAD;

        boolean reads() {
            return this == GET || this == HEAD;
        }

        boolean hasContent() {
            return this == PUT || this == PATCH || this == POST;
        }
    }

    /** What a write carries. */
    enum Wrote {
        FRESH("content that nobody wrote before"),
        SAME("just what is there already"),
        SPACED("what is there already and a blank after it"),
        LONG("long content that is new at its end"),
        EMPTY("no content at all"),
        /** Of a PUT alone. */
        OTHER_TYPE("content that is said to be of another type"),
        /** Of a POST alone: of a PATCH it is {@link #SAME}. */
        REPEATED("just what the last POST carried");

        private final String words;

        boolean isOf(Verb verb) {
            return switch (this) {
                case OTHER_TYPE -> verb == Verb.PUT;
                case REPEATED -> verb == Verb.POST;
                default -> true;
            };
        }

        Wrote(String words) {
            this.words = words;
        }
    }

    /** A field beside If-Match, of which the value is known or lists tags. */
    record Beside(Kind kind, Optional<Value> tags, boolean first) {

        enum Kind {
            NONE_MATCH("If-None-Match", "", ""),
            UNMODIFIED_SINCE_LONG_AGO("If-Unmodified-Since", LONG_AGO, "a date long ago"),
            UNMODIFIED_SINCE_LATER("If-Unmodified-Since", LATER, "a date to come"),
            UNMODIFIED_SINCE_GARBAGE("If-Unmodified-Since", "garbage", "what is no date"),
            MODIFIED_SINCE_NOW("If-Modified-Since", "", "the Last-Modified that it shows"),
            MODIFIED_SINCE_LONG_AGO("If-Modified-Since", LONG_AGO, "a date long ago"),
            RANGE("Range", "bytes=0-3", "the first four octets"),
            RANGE_BEYOND("Range", "bytes=1000000000-", "what lies beyond the end"),
            IF_RANGE("If-Range", "", "");

            private final String field;
            private final String text;
            private final String words;

            Kind(String field, String text, String words) {
                this.field = field;
                this.text = text;
                this.words = words;
            }

            String field() {
                return field;
            }
        }

        static Beside of(Kind kind) {
            return new Beside(kind, Optional.empty(), false);
        }

        static Beside noneMatch(Role... roles) {
            return new Beside(
                    Kind.NONE_MATCH,
                    Optional.of(new Value(Kind.NONE_MATCH.field, Value.of(roles).members())),
                    false);
        }

        static Beside ifRange(Role role) {
            return new Beside(
                    Kind.IF_RANGE,
                    Optional.of(new Value(Kind.IF_RANGE.field, Value.of(role).members())),
                    false);
        }

        String words() {
            return kind.field + ": " + tags.map(Value::words).orElse(kind.words);
        }

        Optional<List<Line>> lines(Role.Tags known, int on) {
            if (kind == Kind.MODIFIED_SINCE_NOW) {
                return Optional.of(List.of(new Line(kind.field, List.of(new Modified(on)))));
            }
            return tags.isEmpty()
                    ? Optional.of(List.of(new Line(kind.field, List.of(new Plain(kind.text)))))
                    : Line.of(tags.get(), known);
        }
    }

    static final String LONG_AGO = "Sun, 06 Nov 1994 08:49:37 GMT";
    static final String LATER = "Fri, 01 Jan 2100 00:00:00 GMT";

    /** A field line, its value by pieces. */
    record Line(String name, List<Piece> value) {

        static Optional<List<Line>> of(Value value, Role.Tags tags) {
            return value.pieces(tags)
                    .map(lines -> lines.stream()
                            .map(line -> new Line(value.name(), line))
                            .toList());
        }
    }

    Step {
        beside = List.copyOf(beside);
    }

    static Step of(Verb verb) {
        return new Step(verb, 0, Wrote.FRESH, Optional.empty(), List.of(), 1);
    }

    Step on(int resource) {
        return new Step(verb, resource, wrote, ifMatch, beside, times);
    }

    Step writing(Wrote content) {
        return new Step(verb, on, content, ifMatch, beside, times);
    }

    Step ifMatch(Value value) {
        return new Step(verb, on, wrote, Optional.of(value), beside, times);
    }

    Step ifMatch(Role... roles) {
        return ifMatch(Value.of(roles));
    }

    Step beside(Beside... fields) {
        return new Step(verb, on, wrote, ifMatch, List.of(fields), times);
    }

    Step times(int number) {
        return new Step(verb, on, wrote, ifMatch, beside, number);
    }

    Step by(Verb other) {
        return new Step(other, on, wrote.isOf(other) ? wrote : Wrote.FRESH, ifMatch, beside, times);
    }

    boolean isConditional() {
        return ifMatch.isPresent() || !beside.isEmpty();
    }

    boolean has(Beside.Kind kind) {
        return beside.stream().anyMatch(b -> b.kind() == kind);
    }

    /** Every role that a field of it needs a tag for. */
    boolean isMadeOf(Role.Base base) {
        return ifMatch.filter(v -> v.isMadeOf(base)).isPresent()
                || beside.stream().flatMap(b -> b.tags().stream()).anyMatch(v -> v.isMadeOf(base));
    }

    boolean isForOrdinaryClients() {
        return ifMatch.map(Value::isForOrdinaryClients).orElse(true);
    }

    /** All conditional field lines in the order in which they are sent; nothing where the target gives no occasion. */
    Optional<List<Line>> lines(Role.Tags tags) {
        List<Line> lines = new ArrayList<>();
        List<Line> later = new ArrayList<>();
        for (Beside each : beside) {
            Optional<List<Line>> made = each.lines(tags, on);
            if (made.isEmpty()) {
                return Optional.empty();
            }
            (each.first() ? lines : later).addAll(made.get());
        }
        if (ifMatch.isPresent()) {
            Optional<List<Line>> made = Line.of(ifMatch.get(), tags);
            if (made.isEmpty()) {
                return Optional.empty();
            }
            lines.addAll(made.get());
        }
        lines.addAll(later);
        return Optional.of(lines);
    }

    /** What it is made of, to tell one cause from another. */
    Set<String> features() {
        Set<String> all = new TreeSet<>();
        ifMatch.ifPresent(value -> {
            value.roles().forEach(role -> all.add("member " + role));
            all.addAll(value.shapes());
        });
        for (Beside each : beside) {
            all.add("beside " + each.kind());
            each.tags().ifPresent(v -> v.roles().forEach(r -> all.add(each.kind() + " of " + r)));
        }
        if (verb.hasContent() && wrote != Wrote.FRESH) {
            all.add("writes " + wrote);
        }
        return all;
    }

    /** In words: "PUT to A with If-Match: the tag before the current one". */
    String words(String resource) {
        StringBuilder words = new StringBuilder();
        words.append(verb)
                .append(verb.reads() ? " of " : verb.hasContent() ? " to " : " of ")
                .append(resource);
        if (verb.hasContent() && wrote != Wrote.FRESH) {
            words.append(", writing ").append(wrote.words);
        }
        List<String> fields = new ArrayList<>();
        beside.stream().filter(Beside::first).map(Beside::words).forEach(fields::add);
        ifMatch.ifPresent(v -> fields.add(v.name() + ": " + v.words()));
        beside.stream().filter(b -> !b.first()).map(Beside::words).forEach(fields::add);
        if (!fields.isEmpty()) {
            words.append(", with ").append(String.join("; and ", fields));
        }
        return words + (times > 1 ? ", " + times + " times" : "");
    }
}
