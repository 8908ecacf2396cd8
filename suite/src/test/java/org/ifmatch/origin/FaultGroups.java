package org.ifmatch.origin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The planted faults by what they get wrong. */
public final class FaultGroups {

    /** If-Match is not looked at because of how a request is written, and not because of its method. */
    private static final Set<String> OF_FRAMING = Set.of(
            "ignored-with-http10",
            "ignored-with-chunked-content",
            "ignored-with-coded-content",
            "ignored-with-large-content",
            "ignored-with-form-content",
            "override-bypasses-the-check");

    /** What properties are there to find. */
    public static final Map<String, List<Fault>> ALL = all();

    private FaultGroups() {}

    private static Map<String, List<Fault>> all() {
        Map<String, List<Fault>> all = new LinkedHashMap<>();
        all.put("combination", CombinationFaults.ALL);
        all.put(
                "method",
                IgnoringFaults.ALL.stream()
                        .filter(f -> !OF_FRAMING.contains(f.label()))
                        .toList());
        all.put(
                "framing",
                IgnoringFaults.ALL.stream()
                        .filter(f -> OF_FRAMING.contains(f.label()))
                        .toList());
        all.put("comparison", ComparisonFaults.ALL);
        all.put("strength", StrengthFaults.ALL);
        all.put("wildcard", WildcardFaults.ALL);
        all.put("missing", MissingFaults.ALL);
        all.put("list", ListFaults.ALL);
        all.put("syntax", SyntaxFaults.ALL);
        all.put("precedence", PrecedenceFaults.ALL);
        all.put("effect", EffectFaults.ALL);
        all.put("tag", TagFaults.ALL);
        all.put("shown tag", ShownTagFaults.ALL);
        all.put("neighbour", NeighbourFaults.ALL);
        all.put("race", RaceFaults.ALL);
        all.put("hidden race", HiddenRaceFaults.ALL);
        all.put("read race", ReadRaceFaults.ALL);
        return all;
    }
}
