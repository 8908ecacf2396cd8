package org.ifmatch.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ifmatch.report.Case;

/**
 * What a judgement has to show besides attempts: a race, or a story that chance found, as the reports will have it, and how
 * hard was looked.
 *
 * @param cases each with its evidence and the command that shows it again
 * @param measured numbers and words by name, such as rounds, overlap and the bound that a pass gives
 */
public record Exhibit(List<Case> cases, Map<String, Object> measured) {

    public static final Exhibit NONE = new Exhibit(List.of(), Map.of());

    public Exhibit {
        cases = List.copyOf(cases);
        measured = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(measured));
    }
}
