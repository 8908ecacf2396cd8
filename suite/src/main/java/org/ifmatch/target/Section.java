package org.ifmatch.target;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping of a file: what stands at its keys, in order. */
final class Section {

    private final Value whole;
    private final Map<String, Value> values;

    Section(Value whole, Map<String, Value> values) {
        this.whole = whole;
        this.values = Collections.unmodifiableMap(values);
    }

    /** Everything, for a mapping whose keys are free. */
    Map<String, Value> all() {
        return values;
    }

    /** What stands at a key. */
    Optional<Value> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** What stands at a key that must be there. */
    Optional<Value> due(String name) {
        if (!values.containsKey(name)) {
            whole.mistake("'" + name + "' is missing");
        }
        return get(name);
    }

    /** Says of each key that is not allowed which one was probably meant. */
    Section only(String... allowed) {
        values.forEach((name, value) -> {
            if (!Arrays.asList(allowed).contains(name)) {
                value.mistake("is not known" + meant(name, List.of(allowed)));
            }
        });
        return this;
    }

    /** As {@link #only}, where somebody may have put a secret in the place of a key: shows none that is not allowed. */
    Section onlyQuietly(String... allowed) {
        values.keySet().stream()
                .filter(name -> !Arrays.asList(allowed).contains(name))
                .forEach(name -> whole.mistake("has a key that is not known" + meant(name, List.of(allowed))));
        return this;
    }

    /** Says what is wrong with the mapping as a whole. */
    void mistake(String what) {
        whole.mistake(what);
    }

    /** The place at which it starts, as messages show it. */
    String where() {
        return whole.where();
    }

    private static String meant(String name, List<String> allowed) {
        String closest = Closest.to(name, allowed)
                .map(each -> "; did you mean '" + each + "'?")
                .orElse(";");
        return closest + " allowed: " + String.join(", ", allowed);
    }
}
