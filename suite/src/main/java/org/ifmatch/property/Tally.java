package org.ifmatch.property;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
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

    /** Tells of a request that was judged each class to which it belongs, by kind and name. */
    static void classes(Judged each, BiConsumer<String, String> told) {
        Step step = each.step();
        told.accept(METHOD, step.verb().name());
        told.accept(CONDITION, step.ifMatch().isPresent() ? each.truth().name() : "none");
        told.accept(STATE, each.state().words());
        step.ifMatch().ifPresent(value -> {
            value.roles().forEach(role -> told.accept(MEMBER, role.words()));
            value.shapes().forEach(shape -> told.accept(SHAPE, shape));
            if (value.members().size() == 1) {
                told.accept(SHAPE, "one member");
            }
        });
        step.beside().forEach(b -> told.accept(BESIDE, b.words()));
    }

    synchronized void add(Played played) {
        programs++;
        for (Judged each : played.judged()) {
            judged++;
            classes(
                    each,
                    (kind, name) ->
                            counts.computeIfAbsent(kind, k -> new TreeMap<>()).merge(name, 1, Integer::sum));
        }
        // What the target gives no occasion for was looked at all the same: a value that cannot be made, a name that is
        // burnt.
        if (played.broken().isEmpty()) {
            Forecast.states(played.program()).forEach(state -> lookedAt(STATE, state.words()));
        }
        for (Step step : played.program().steps()) {
            step.beside().forEach(b -> lookedAt(BESIDE, b.words()));
            step.ifMatch().ifPresent(value -> value.roles().forEach(role -> lookedAt(MEMBER, role.words())));
        }
    }

    private void lookedAt(String kind, String each) {
        counts.computeIfAbsent(kind, k -> new TreeMap<>()).putIfAbsent(each, 0);
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
