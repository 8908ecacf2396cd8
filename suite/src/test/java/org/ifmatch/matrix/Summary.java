package org.ifmatch.matrix;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the last whole run of the matrix came to, in a small file that is committed: the README's numbers come from it, and so
 * does the choice of the sample.
 *
 * @param rules how many rules were asked
 * @param faults how many faults were planted
 * @param killed how many of them the rule caught that they name
 * @param survivors the others, by their labels
 * @param unrelatedAlarms how many rules were broken that no fault declares
 * @param oddities how many odd but honest origins were examined
 * @param alarms how many rules were broken there that the catalogue does not give to the oddity
 * @param broken for each fault, by its label, the rules that it broke
 * @param slowest the names of the origins whose examination took longest, the longest first
 */
record Summary(
        int rules,
        int faults,
        int killed,
        List<String> survivors,
        int unrelatedAlarms,
        int oddities,
        int alarms,
        Map<String, Set<String>> broken,
        List<String> slowest) {

    static final String FILE = "summary.json";

    /** So many are worth to be begun first. */
    private static final int SLOWEST = 24;

    private static final ObjectMapper JSON = new ObjectMapper();

    Summary {
        survivors = List.copyOf(survivors);
        broken = new TreeMap<>(broken);
        slowest = List.copyOf(slowest);
    }

    static Summary of(Row reference, List<Death> deaths, List<Honesty> odd) {
        Map<String, Set<String>> broken = new TreeMap<>();
        deaths.forEach(death -> broken.put(death.fault().label(), death.row().broken()));
        return new Summary(
                reference.verdicts().size(),
                deaths.size(),
                (int) deaths.stream().filter(Death::caught).count(),
                deaths.stream()
                        .filter(death -> !death.caught())
                        .map(death -> death.fault().label())
                        .toList(),
                deaths.stream().mapToInt(death -> death.unrelated().size()).sum(),
                odd.size(),
                odd.stream().mapToInt(honesty -> honesty.alarms().size()).sum(),
                broken,
                Stream.concat(deaths.stream().map(Death::row), odd.stream().map(Honesty::row))
                        .sorted(Comparator.comparingLong(Row::millis).reversed())
                        .limit(SLOWEST)
                        .map(Row::origin)
                        .toList());
    }

    /** The last one that was committed. */
    static Summary committed() {
        try (InputStream in = Summary.class.getResourceAsStream("/matrix/" + FILE)) {
            return JSON.readValue(in, Summary.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sentence that stands on the README. */
    String sentence() {
        return faults + " planted faults, " + killed + " caught by the rule that they name, "
                + survivors.size() + " survived, " + unrelatedAlarms + " unrelated alarms; "
                + oddities + " odd but conforming origins, " + alarms + " alarms.";
    }
}
