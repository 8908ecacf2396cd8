package org.ifmatch.target;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The expected differences of a family of servers from plain RFC 9110, as data.
 *
 * <p>A dialect says which answers count as well; it never excuses an effect.
 *
 * @param name what targets.yaml calls it
 * @param comparison how tags in If-Match are compared
 * @param refusals statuses, besides 412, that properly refuse a stale write
 * @param missing statuses, besides 412, that properly refuse an If-Match where no resource is
 * @param existing statuses, besides 412, that properly refuse {@code If-None-Match: *} where a resource is
 * @param raceLosers statuses, besides 412, that properly tell a writer that it lost a race
 * @param relaxations the rules that it relaxes; of several for one rule the first counts
 */
public record Dialect(
        String name,
        Comparison comparison,
        Set<Integer> refusals,
        Set<Integer> missing,
        Set<Integer> existing,
        Set<Integer> raceLosers,
        List<Relaxation> relaxations) {

    /** RFC 9110 §8.8.3.2. */
    public enum Comparison {
        STRONG,
        WEAK
    }

    public Dialect {
        refusals = Set.copyOf(refusals);
        missing = Set.copyOf(missing);
        existing = Set.copyOf(existing);
        raceLosers = Set.copyOf(raceLosers);
        relaxations = List.copyOf(relaxations);
    }

    /** What this dialect makes of a FAIL or WARN of a rule, when it says anything. */
    public Optional<Relaxation> relaxation(String ruleId) {
        return relaxations.stream().filter(each -> each.covers(ruleId)).findFirst();
    }

    /** RFC 9110 without any difference: what holds where a target names no dialect. */
    public static Dialect rfc9110() {
        return DialectFiles.all().get("rfc9110");
    }

    /** The dialect of this name. */
    public static Optional<Dialect> named(String name) {
        return Optional.ofNullable(DialectFiles.all().get(name));
    }

    /** The names of all dialects, rfc9110 first. */
    public static List<String> names() {
        return List.copyOf(DialectFiles.all().keySet());
    }
}
