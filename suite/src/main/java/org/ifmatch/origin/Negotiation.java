package org.ifmatch.origin;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;

/** What Accept asks for (RFC 9110 §12.5.1): content as it is stored, or the same as a page for people, if that is asked for. */
final class Negotiation {

    private static final String PAGE = "text/html";

    private Negotiation() {}

    /** Whether text/html is asked for by its name, and is not what is stored. */
    static boolean asksForPage(Request request, Content content) {
        return !Content.bare(content.type()).equals(PAGE)
                && ranges(request).anyMatch(PAGE::equals)
                && ranges(request).noneMatch(Content.bare(content.type())::equals);
    }

    /** Whether one of the two is asked for; who says nothing takes either. */
    static boolean serves(Request request, Content content) {
        return !request.has("Accept")
                || ranges(request).anyMatch(range -> fits(range, Content.bare(content.type())) || fits(range, PAGE));
    }

    static Content page(Content content) {
        String text = new String(content.octets(), StandardCharsets.ISO_8859_1);
        return new Content(("<pre>" + text + "</pre>\n").getBytes(StandardCharsets.ISO_8859_1), PAGE);
    }

    /** The media ranges with a weight above zero. */
    private static Stream<String> ranges(Request request) {
        return request.value("Accept").stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(member -> member.replaceAll("[ \\t]", "").toLowerCase(Locale.ROOT))
                .filter(member -> !member.matches("[^;]*;(.*;)?q=0(\\.0*)?"))
                .map(Content::bare);
    }

    private static boolean fits(String range, String type) {
        return range.equals("*/*") || range.equals(type) || range.equals(type.replaceFirst("/.*", "/*"));
    }
}
