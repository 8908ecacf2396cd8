package org.ifmatch.report.render;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ifmatch.report.Finding;

/** The groups that rules fall into by the first part of their ids, and what a reader calls them. */
final class Groups {

    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("etag", "Entity tags that can be relied on"),
            Map.entry("stale-tag", "A tag that is out of date"),
            Map.entry("foreign-tag", "A tag that was never this resource's"),
            Map.entry("current-tag", "The current tag"),
            Map.entry("weak", "Weak tags"),
            Map.entry("wildcard", "The asterisk"),
            Map.entry("missing", "A resource that is not there"),
            Map.entry("syntax", "How the field is written and read"),
            Map.entry("method", "Methods"),
            Map.entry("precedence", "Several conditions in one request"),
            Map.entry("order", "Conditions and the other checks"),
            Map.entry("no-effect", "A refused request changes nothing"),
            Map.entry("answer-412", "What 412 says"),
            Map.entry("status-428", "Conditions that are required"),
            Map.entry("wire", "Connections and messages"),
            Map.entry("nego", "Several representations"),
            Map.entry("uri", "Names of a resource"),
            Map.entry("neighbour", "The other conditional fields"),
            Map.entry("race", "Several writers at once"),
            Map.entry("proxy", "Between client and server"),
            Map.entry("property", "Found by chance"));

    private Groups() {}

    static String of(String rule) {
        return rule.replaceFirst("/.*", "");
    }

    static String title(String group) {
        return TITLES.getOrDefault(group, group);
    }

    /** The findings by group, both in the order in which they come. */
    static Map<String, List<Finding>> of(List<Finding> findings) {
        Map<String, List<Finding>> groups = new LinkedHashMap<>();
        findings.forEach(finding -> groups.computeIfAbsent(of(finding.rule()), group -> new java.util.ArrayList<>())
                .add(finding));
        return groups;
    }
}
