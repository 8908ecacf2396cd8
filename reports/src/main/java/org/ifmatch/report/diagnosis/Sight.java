package org.ifmatch.report.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.ifmatch.report.Case;
import org.ifmatch.report.Exchanges;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.ShownExchange;

/**
 * A request with If-Match and nothing else that could decide about it, read back from the evidence of a case: what it named,
 * what was current, and whether it was let through.
 *
 * @param rule the id of the rule that judged it
 * @param lines the values of the If-Match lines, with the blanks around them
 * @param bad whether it was answered wrongly
 */
record Sight(String rule, String method, List<String> lines, Tag current, boolean letThrough, boolean bad) {

    /** What else in a request may decide about it, so that its answer says little about how If-Match is read. */
    private static final Set<String> DECIDING = Set.of(
            "if-none-match",
            "if-modified-since",
            "if-unmodified-since",
            "if-range",
            "range",
            "content-range",
            "content-encoding",
            "transfer-encoding",
            "expect",
            "prefer",
            "if_match",
            "x-if-match",
            "x-http-method-override");

    /** Misdeeds that are about how a condition is read, not about what is done with the answer. */
    private static final Set<String> OF_READING =
            Set.of("PERFORMED", "ANSWERED", "CREATED", "LOCKED_OUT", "OTHER_STATUS");

    /** An entity tag of the RFC's grammar; the text is Latin-1. */
    private static final String ENTITY_TAG = "(W/)?\"[!#-~\\x80-\\xff]*\"";

    private static final Pattern WELL_FORMED = Pattern.compile(
            "[ \\t]*\\*[ \\t]*|[ \\t,]*" + ENTITY_TAG + "([ \\t]*,[ \\t,]*" + ENTITY_TAG + ")*[ \\t,]*");

    static Optional<Sight> of(String rule, Case tried) {
        if (!(tried.evidence() instanceof Exchanges seen)
                || tried.misdeed().filter(m -> !OF_READING.contains(m)).isPresent()) {
            return Optional.empty();
        }
        Optional<Tag> current = labelled(seen, "before").flatMap(Sight::shownTag);
        Optional<ShownExchange> attempt = labelled(seen, "the attempt");
        if (current.isEmpty() || attempt.isEmpty()) {
            return Optional.empty();
        }
        List<String> head = head(attempt.get().request());
        List<String> lines = ifMatch(head);
        int status = status(attempt.get());
        boolean decided = status / 100 == 2 || status / 100 == 4;
        if (lines.isEmpty() || !decided) {
            return Optional.empty();
        }
        boolean bad = tried.outcome() == Outcome.FAIL || tried.outcome() == Outcome.WARN;
        String method = head.get(0).split(" ")[0];
        return Optional.of(new Sight(rule, method, lines, current.get(), status / 100 == 2, bad));
    }

    /** Whether the value is one that the grammar allows; what becomes of others is left to servers, but for some. */
    boolean wellFormed() {
        return wellFormed(lines);
    }

    static boolean wellFormed(List<String> lines) {
        return WELL_FORMED.matcher(String.join(",", lines)).matches();
    }

    static Optional<ShownExchange> labelled(Exchanges seen, String label) {
        return seen.exchanges().stream().filter(e -> e.label().equals(label)).findFirst();
    }

    /** The lines of a header section; empty where it was cut, or has lines that are read in several ways. */
    static List<String> head(String message) {
        int end = message.indexOf("\r\n\r\n");
        return end < 0 ? List.of() : List.of(message.substring(0, end).split("\r\n"));
    }

    static int status(ShownExchange exchange) {
        String[] words = exchange.answer().split("\\s", 3);
        return words.length > 1 && words[1].matches("\\d{3}") ? Integer.parseInt(words[1]) : 0;
    }

    static Optional<Tag> shownTag(ShownExchange exchange) {
        return head(exchange.answer()).stream()
                .filter(line -> line.regionMatches(true, 0, "ETag:", 0, 5))
                .map(line -> line.substring(5).strip())
                .findFirst()
                .flatMap(Tag::of);
    }

    private static List<String> ifMatch(List<String> head) {
        List<String> values = new ArrayList<>();
        for (String line : head.subList(Math.min(1, head.size()), head.size())) {
            int colon = line.indexOf(':');
            String name = line.substring(0, Math.max(colon, 0));
            if (colon < 1 || name.isBlank() || DECIDING.contains(name.toLowerCase(Locale.ROOT))) {
                return List.of();
            }
            if (name.equals("If-Match")) {
                values.add(line.substring(colon + 1));
            } else if (name.strip().equalsIgnoreCase("If-Match")) {
                return List.of();
            }
        }
        return head.isEmpty() || !head.get(0).endsWith("HTTP/1.1") ? List.of() : values;
    }
}
