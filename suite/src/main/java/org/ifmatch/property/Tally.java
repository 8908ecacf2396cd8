package org.ifmatch.property;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ifmatch.property.Played.Judged;

/** How often each class of case was tried: what a pass is worth. */
final class Tally {

    static final String METHOD = "methods";
    static final String CONDITION = "conditions";
    static final String STATE = "states";
    static final String MEMBER = "members";
    static final String SHAPE = "shapes";
    static final String BESIDE = "beside";

    private final Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
    private int programs;
    private int judged;

    /** The name of a class, as {@link Cases} demands it. */
    static String name(String kind, Object each) {
        return kind + ": " + each;
    }

    synchronized void add(Played played) {
        programs++;
        for (Judged each : played.judged()) {
            judged++;
            Step step = each.step();
            count(METHOD, step.verb().name());
            count(CONDITION, step.ifMatch().isPresent() ? each.truth().name() : "none");
            count(STATE, each.state().words());
            step.ifMatch().ifPresent(value -> {
                value.roles().forEach(role -> count(MEMBER, role.words()));
                value.shapes().forEach(shape -> count(SHAPE, shape));
                if (value.members().size() == 1) {
                    count(SHAPE, "one member");
                }
            });
            step.beside().forEach(b -> count(BESIDE, b.words()));
        }
        // What the target gives no occasion for was looked at all the same.
        played.program().steps().stream()
                .flatMap(step -> step.beside().stream())
                .forEach(b ->
                        counts.computeIfAbsent(BESIDE, k -> new TreeMap<>()).putIfAbsent(b.words(), 0));
        played.program()
                .steps()
                .forEach(step -> step.ifMatch()
                        .ifPresent(value -> value.roles()
                                .forEach(role -> counts.computeIfAbsent(MEMBER, k -> new TreeMap<>())
                                        .putIfAbsent(role.words(), 0))));
    }

    private void count(String kind, String each) {
        counts.computeIfAbsent(kind, k -> new TreeMap<>()).merge(each, 1, Integer::sum);
    }

    synchronized int programs() {
        return programs;
    }

    synchronized int judged() {
        return judged;
    }

    /** The classes of these that were never reached. */
    synchronized Set<String> missing(Set<String> due) {
        Set<String> missing = new TreeSet<>(due);
        counts.forEach((kind, all) -> all.keySet().forEach(each -> missing.remove(name(kind, each))));
        return missing;
    }

    synchronized Map<String, Object> measured() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("tries", programs);
        all.put("judged", judged);
        counts.forEach((kind, each) -> all.put(kind, new LinkedHashMap<>(each)));
        return all;
    }
}
