package org.ifmatch.report.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ifmatch.report.ShownExchange;

/**
 * An exchange in two lines, safe to look at: {@code > PUT /items/a  If-Match: "1"} and
 * {@code < 204 No Content  ETag: "3"}. Of the fields only conditions and validators are told, of the body a hint.
 */
final class Transcript {

    private static final Set<String> TOLD = Set.of(
            "if-match",
            "if-none-match",
            "if-modified-since",
            "if-unmodified-since",
            "if-range",
            "if",
            "range",
            "etag",
            "last-modified");
    /** In characters each. */
    private static final int LONGEST_PATH = 44;

    private static final int LONGEST_FIELD = 48;
    private static final int LONGEST_HINT = 32;

    private static final Pattern END_OF_HEAD = Pattern.compile("\r?\n\r?\n");
    private static final Pattern REQUEST_LINE = Pattern.compile("(\\S+) (\\S+) HTTP/1\\.1");
    private static final Pattern INTERIM = Pattern.compile("HTTP/\\d\\.\\d 1(?!01)\\d\\d .*", Pattern.DOTALL);

    private Transcript() {}

    static List<String> lines(ShownExchange exchange) {
        List<String> lines = new ArrayList<>();
        lines.add("> " + request(exchange.request()));
        String problem = Visible.of(exchange.problem().orElse(""));
        if (exchange.answer().isEmpty()) {
            lines.add("< no answer" + (problem.isEmpty() ? "" : ": " + problem));
        } else {
            lines.add("< " + answer(exchange.answer()));
            if (!problem.isEmpty()) {
                lines.add("! " + problem);
            }
        }
        return lines;
    }

    /** The answer's status and reason alone. */
    static String status(ShownExchange exchange) {
        String all = answer(exchange.answer());
        int fields = all.indexOf("  ");
        return fields < 0 ? all : all.substring(0, fields);
    }

    private static String request(String octets) {
        Message message = Message.of(octets);
        Matcher line = REQUEST_LINE.matcher(message.startLine());
        String start = line.matches()
                ? Visible.of(line.group(1)) + " " + Visible.cutStart(Visible.of(line.group(2)), LONGEST_PATH)
                : Visible.cut(Visible.of(message.startLine()), LONGEST_PATH);
        return start + fields(message) + hint(message.body());
    }

    private static String answer(String octets) {
        Message message = Message.of(octets);
        String interim = "";
        while (INTERIM.matcher(message.startLine()).matches() && message.body().startsWith("HTTP/")) {
            interim += status(message) + ", then ";
            message = Message.of(message.body());
        }
        return interim + status(message) + fields(message) + hint(message.body());
    }

    private static String status(Message message) {
        String usual = "HTTP/1.1 ";
        String line = message.startLine();
        return Visible.cut(Visible.of(line.startsWith(usual) ? line.substring(usual.length()) : line), LONGEST_FIELD);
    }

    private static String fields(Message message) {
        StringBuilder told = new StringBuilder();
        boolean tagged =
                message.fields().stream().anyMatch(field -> nameOf(field).equals("etag"));
        for (String field : message.fields()) {
            String name = nameOf(field);
            // The date beside a tag is seldom what matters, and long.
            if (TOLD.contains(name) && !(tagged && name.equals("last-modified"))) {
                told.append("  ").append(Visible.cut(Visible.of(field), LONGEST_FIELD));
            }
        }
        return told.toString();
    }

    private static String nameOf(String field) {
        int colon = field.indexOf(':');
        return colon < 0 ? "" : field.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    }

    private static String hint(String body) {
        if (body.isEmpty()) {
            return "";
        }
        String start = body.substring(0, Math.min(body.length(), LONGEST_HINT + 1));
        String flat = start.strip().replaceAll("\\s+", " ");
        String seen = Visible.of(flat);
        // Much that had to be escaped is no text, and a reader learns nothing from it.
        boolean text = seen.length() <= flat.length() + flat.length() / 2;
        return "  | " + (text ? Visible.cut(seen, LONGEST_HINT) : "(binary)");
    }

    record Message(String startLine, List<String> fields, String body) {

        static Message of(String octets) {
            Matcher end = END_OF_HEAD.matcher(octets);
            boolean whole = end.find();
            String head = whole ? octets.substring(0, end.start()) : octets;
            String body = whole ? octets.substring(end.end()) : "";
            // A line that begins with a blank continues the one before.
            List<String> lines = List.of(head.split("\r?\n(?![ \t])", -1));
            return new Message(lines.get(0), lines.subList(1, lines.size()), body);
        }
    }
}
