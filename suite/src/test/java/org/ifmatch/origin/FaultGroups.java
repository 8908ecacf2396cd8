package org.ifmatch.origin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The planted faults by what they get wrong. */
public final class FaultGroups {

    /** What properties are there to find. */
    public static final Map<String, List<Fault>> ALL = all();

    private FaultGroups() {}

    private static Map<String, List<Fault>> all() {
        Map<String, List<Fault>> all = new LinkedHashMap<>();
        all.put("combination", CombinationFaults.ALL);
        all.put("method", IgnoringFaults.ALL);
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
        all.put("read race", ReadRaceFaults.ALL);
        return all;
    }
}
