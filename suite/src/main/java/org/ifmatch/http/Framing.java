package org.ifmatch.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the fields of an answer say where it ends, and whether it ends there (RFC 9112 §6): what comes next depends on it. */
public final class Framing {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.\\d (\\d{3})[ \\r\\n]");

    private Framing() {}

    /** The status of the final answer that began, whole or not; 0 where none did. */
    public static int beganWith(Exchange exchange) {
        return finalHead(exchange).map(head -> Integer.parseInt(head.status)).orElse(0);
    }

    /** What is wrong with the framing of the final answer, in words. An answer that did not come whole is broken off. */
    public static Optional<String> mistake(Exchange exchange) {
        Optional<Head> head = finalHead(exchange);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        if (exchange.response().isEmpty()) {
            return Optional.of("it does not end where its fields say (" + exchange.answer() + ")");
        }
        Response answer = exchange.response().get();
        List<String> lengths = values(answer, "Content-Length");
        List<String> codings = values(answer, "Transfer-Encoding");
        if (!lengths.isEmpty() && !codings.isEmpty()) {
            return Optional.of("it has Content-Length and Transfer-Encoding");
        }
        if (lengths.stream().distinct().count() > 1 || lengths.stream().anyMatch(l -> !l.matches("\\d+"))) {
            return Optional.of("its Content-Length is " + String.join(" and ", lengths));
        }
        boolean bare = exchange.request().method().equals("HEAD") || hasNoContent(answer.status());
        long left = (long) exchange.received().length - head.get().end;
        Optional<Long> due = bare
                ? Optional.of(0L)
                : codings.isEmpty() ? lengths.stream().findFirst().map(Long::parseLong) : Optional.empty();
        return due.filter(octets -> left != octets)
                .map(octets -> (left > octets ? left - octets + " octets follow its end" : "it is too short"));
    }

    private static boolean hasNoContent(int status) {
        return status == 204 || status == 304;
    }

    private static List<String> values(Response answer, String name) {
        return answer.fields().stream()
                .filter(f -> f.is(name))
                .map(f -> f.value().strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    private record Head(String status, int end) {}

    /** Interim answers are passed over; their header sections stand before it and have no content. */
    private static Optional<Head> finalHead(Exchange exchange) {
        String text = new String(exchange.received(), StandardCharsets.ISO_8859_1);
        int at = 0;
        while (true) {
            Matcher status = STATUS.matcher(text).region(at, text.length());
            int end = text.indexOf("\r\n\r\n", at);
            if (!status.lookingAt() || end < 0) {
                return Optional.empty();
            }
            if (status.group(1).charAt(0) != '1' || status.group(1).equals("101")) {
                return Optional.of(new Head(status.group(1), end + 4));
            }
            at = end + 4;
        }
    }
}
