package org.ifmatch.report;

import java.util.Objects;
import java.util.Optional;

/**
 * One exchange as it is shown: the octets of both messages as Latin-1 text, head and body, with line ends as sent.
 *
 * @param label what the exchange was for: "before", "the attempt", "after", "control without the condition"
 * @param request the request as it was sent; the maker cuts long bodies and says how many octets more there were
 * @param answer the answer as it came, cut in the same way; empty when none came
 * @param problem why there is no answer, or what is wrong with it, as a sentence
 * @param startMicros when the first octet was sent, in microseconds since the run began
 * @param tookMicros from the first octet sent to the last one received, in microseconds
 */
public record ShownExchange(
        String label, String request, String answer, Optional<String> problem, long startMicros, long tookMicros) {

    public ShownExchange {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(answer, "answer");
        Objects.requireNonNull(problem, "problem");
    }

    public ShownExchange(String label, String request, String answer, long startMicros, long tookMicros) {
        this(label, request, answer, Optional.empty(), startMicros, tookMicros);
    }

    public static ShownExchange unanswered(
            String label, String request, String problem, long startMicros, long tookMicros) {
        return new ShownExchange(label, request, "", Optional.of(problem), startMicros, tookMicros);
    }
}
