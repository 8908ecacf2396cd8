package org.ifmatch.report;

import java.util.List;
import java.util.Objects;

/**
 * Evidence that chance found and that was shrunk to the shortest sequence which still shows it.
 *
 * @param steps what was done, in order, in plain words and as it went over the wire
 * @param program a JUnit 5 class that stands by itself and shows it again; empty where there is none
 */
public record Story(List<Step> steps, String program) implements Evidence {

    public Story {
        steps = List.copyOf(steps);
        Objects.requireNonNull(program, "program");
    }

    /**
     * One step.
     *
     * @param says in plain words: "PUT with a list of a replaced tag and the current one"
     * @param exchange the request and its answer
     */
    public record Step(String says, ShownExchange exchange) {

        public Step {
            Objects.requireNonNull(says, "says");
            Objects.requireNonNull(exchange, "exchange");
        }
    }
}
