package org.ifmatch.origin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A final answer (RFC 9110 §15): a status, fields, and content. */
record Answer(int status, List<Field> fields, byte[] content) {

    Answer {
        fields = List.copyOf(fields);
    }

    static Answer of(int status) {
        return new Answer(status, List.of(), new byte[0]);
    }

    /** An answer that says in words what the matter is, as errors should (§15.5). */
    static Answer explained(int status, String sentence) {
        return of(status).content("text/plain; charset=utf-8", (sentence + "\n").getBytes(StandardCharsets.UTF_8));
    }

    Answer content(String type, byte[] octets) {
        return new Answer(status, fields, octets).with("Content-Type", type);
    }

    /** The same with that field, in place of any of its name. */
    Answer with(String name, String value) {
        return without(name).adding(name, value);
    }

    Answer with(String name, Optional<String> value) {
        return value.map(present -> with(name, present)).orElse(this);
    }

    /** The same with one more line, whether or not there is one of its name. */
    Answer adding(String name, String value) {
        List<Field> more = new ArrayList<>(fields);
        more.add(new Field(name, value));
        return new Answer(status, more, content);
    }

    Answer without(String name) {
        return new Answer(
                status, fields.stream().filter(field -> !field.isNamed(name)).toList(), content);
    }

    /** The same answer under another status. */
    Answer as(int other) {
        return new Answer(other, fields, content);
    }

    Optional<String> field(String name) {
        return fields.stream()
                .filter(field -> field.isNamed(name))
                .map(Field::value)
                .findFirst();
    }

    boolean succeeds() {
        return status / 100 == 2;
    }
}
