package org.ifmatch.matrix;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an odd origin has to PASS: every MUST rule that the reference passes but the exceptions that stand in a file, each with
 * the verdict that it gets there. Silence is not honesty, so that a suite that says nothing of an odd origin falls below it.
 */
final class Floors {

    static final String FILE = "floors.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Floors() {}

    /** The exceptions of every odd origin, by its label. */
    static Map<String, Map<String, String>> known() {
        try (InputStream in = Floors.class.getResourceAsStream("/matrix/" + FILE)) {
            return in == null ? Map.of() : JSON.readValue(in, new TypeReference<Map<String, Map<String, String>>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The exceptions that these rows would need. */
    static Map<String, Map<String, String>> of(Row reference, Iterable<Honesty> all) {
        Map<String, Map<String, String>> floors = new TreeMap<>();
        for (Honesty honesty : all) {
            Set<String> missing = new TreeSet<>(Honesty.musts(reference));
            missing.removeAll(Honesty.musts(honesty.row()));
            missing.removeIf(rule -> Honesty.isLeftOpenByABusyMachine(rule, honesty.row()));
            Map<String, String> exceptions = new TreeMap<>();
            missing.forEach(rule ->
                    exceptions.put(rule, String.valueOf(honesty.row().verdicts().get(rule))));
            floors.put(honesty.oddity().label(), exceptions);
        }
        return floors;
    }
}
