package org.ifmatch.origin;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request as it arrived (RFC 9110 §9): at first its header section alone, with the content once all of it is here.
 *
 * @param number counts the requests of this origin, so that a request and its content can be told from any other
 * @param connection the address of the client's end, the same for all requests of a connection
 * @param trailers what followed chunked content; never part of the header section (§6.5.1)
 */
record Request(
        long number,
        String connection,
        boolean http10,
        String method,
        String target,
        List<Field> fields,
        byte[] content,
        List<Field> trailers) {

    Request {
        fields = List.copyOf(fields);
        trailers = List.copyOf(trailers);
    }

    Request with(byte[] arrived, List<Field> trailing) {
        return new Request(number, connection, http10, method, target, fields, arrived, trailing);
    }

    Request withMethod(String other) {
        return new Request(number, connection, http10, other, target, fields, content, trailers);
    }

    Request without(String name) {
        List<Field> others =
                fields.stream().filter(field -> !field.isNamed(name)).toList();
        return new Request(number, connection, http10, method, target, others, content, trailers);
    }

    /** The values of all lines of that name, in order. */
    List<String> lines(String name) {
        return fields.stream()
                .filter(field -> field.isNamed(name))
                .map(Field::value)
                .toList();
    }

    /** The one value that all lines of that name make together (§5.3). */
    Optional<String> value(String name) {
        List<String> lines = lines(name);
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", lines));
    }

    boolean has(String name) {
        return !lines(name).isEmpty();
    }

    /** GET or HEAD: a method that asks for the selected representation and changes nothing. */
    boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** Whether a comma-separated field has that member, whatever its case. */
    boolean lists(String name, String member) {
        return value(name).stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .anyMatch(member::equalsIgnoreCase);
    }

    /** Whether the client waits for a 100 (Continue) (§10.1.1); a client of HTTP/1.0 never does. */
    boolean awaitsContinue() {
        return !http10 && lists("Expect", "100-continue");
    }

    /** The target without its query. */
    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** The media type without parameters, in lower case. */
    Optional<String> mediaType() {
        return value("Content-Type").map(Content::bare);
    }
}
