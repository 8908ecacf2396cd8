package org.ifmatch.report.diagnosis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ifmatch.report.Case;
import org.ifmatch.report.FaultClass;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Outcome;

/**
 * The methods that are performed whatever If-Match says: replaced tags and tags that were never issued let them through alike.
 *
 * @param methods these methods, writes first
 * @param honouring the methods on which a replaced tag is refused
 */
record Unevaluated(Seen seen, List<String> methods, List<String> honouring) {

    private static final List<String> WRITES = List.of("PUT", "PATCH", "DELETE", "POST");

    /** Where it shows whether a method evaluates If-Match at all. */
    private static final Map<String, String> STALE = new LinkedHashMap<>();

    static {
        STALE.put("PUT", "stale-tag/put-rejected");
        STALE.put("PATCH", "stale-tag/patch-rejected");
        STALE.put("DELETE", "stale-tag/delete-rejected");
        STALE.put("POST", "stale-tag/post-rejected");
        STALE.put("GET", "stale-tag/get-412");
        STALE.put("HEAD", "stale-tag/head-412");
    }

    private static final Map<String, String> FOREIGN = Map.of(
            "PUT", "foreign-tag/put-rejected",
            "PATCH", "foreign-tag/patch-rejected",
            "DELETE", "foreign-tag/delete-rejected");

    private static final String FALSE_SUCCESS = "stale-tag/not-false-success";

    private static final String UNTAGGED = "foreign-tag/untagged-resource";

    private static final Set<String> LETS_THROUGH = Set.of("PERFORMED", "CREATED", "ANSWERED");

    static Unevaluated in(Seen seen) {
        List<String> ignoring = new ArrayList<>();
        List<String> honouring = new ArrayList<>();
        // Where old tags count and foreign ones do not, a method that was not tried with a foreign one is no exception.
        boolean oldTagsCount = FOREIGN.entrySet().stream()
                .anyMatch(each -> isStaleLetThrough(seen, each.getKey())
                        && !cases(seen, each.getValue(), each.getKey()).stream().allMatch(Unevaluated::letThrough));
        STALE.forEach((method, rule) -> {
            boolean tried =
                    FOREIGN.containsKey(method) || cases(seen, rule, method).size() > 1;
            if (isIgnored(seen, method, rule) && (tried || !oldTagsCount) && !refusesTheCurrent(seen, method)) {
                ignoring.add(method);
            } else if (seen.holds(rule)) {
                honouring.add(method);
            }
        });
        return new Unevaluated(seen, ignoring, honouring);
    }

    private static boolean isStaleLetThrough(Seen seen, String method) {
        return cases(seen, STALE.get(method), method).stream()
                .findFirst()
                .filter(Unevaluated::letThrough)
                .isPresent();
    }

    /** A method that refuses the current tag and lets others through evaluates If-Match, the wrong way round. */
    private static boolean refusesTheCurrent(Seen seen, String method) {
        String rule = method.equals("GET") || method.equals("HEAD")
                ? "current-tag/get-head"
                : "current-tag/" + method.toLowerCase(Locale.ROOT);
        return cases(seen, rule, method).stream()
                .anyMatch(tried ->
                        Seen.misdeed(tried).filter("LOCKED_OUT"::equals).isPresent());
    }

    private static boolean isIgnored(Seen seen, String method, String rule) {
        List<Case> untagged = cases(seen, UNTAGGED, method);
        if (untagged.stream().anyMatch(Unevaluated::letThrough)) {
            return true;
        }
        List<Case> foreign = cases(seen, FOREIGN.getOrDefault(method, rule), method);
        return isStaleLetThrough(seen, method) && foreign.stream().allMatch(Unevaluated::letThrough);
    }

    private static List<Case> cases(Seen seen, String rule, String method) {
        return seen.finding(rule).map(Finding::cases).orElse(List.of()).stream()
                .filter(tried -> Seen.method(tried).equals(method))
                .filter(tried -> tried.outcome() != Outcome.NOT_APPLICABLE && tried.outcome() != Outcome.INCONCLUSIVE)
                .toList();
    }

    private static boolean letThrough(Case tried) {
        return (tried.outcome() == Outcome.FAIL || tried.outcome() == Outcome.WARN)
                && Seen.misdeed(tried).filter(LETS_THROUGH::contains).isPresent();
    }

    /** Ignored wherever something is written, or on some methods only; where tags are weak or absent, perhaps for that. */
    Optional<Cause> cause() {
        if (methods.isEmpty()) {
            return Optional.empty();
        }
        boolean onEveryWrite = methods.stream().anyMatch(WRITES::contains)
                && honouring.stream().noneMatch(WRITES::contains);
        Cause cause = Cause.cause(
                        onEveryWrite ? FaultClass.F01 : FaultClass.F02,
                        "If-Match is not evaluated on " + words(methods) + elsewhere())
                .explaining(methods.stream().map(STALE::get).toArray(String[]::new))
                .explaining(methods.stream()
                        .map(m -> FOREIGN.getOrDefault(m, UNTAGGED))
                        .toArray(String[]::new))
                .explaining(UNTAGGED);
        if (methods.contains("PUT")) {
            cause = cause.explaining("race/*");
        }
        // What was acknowledged and did not show may come later, and be taken for performed where it came soon.
        if (seen.anyBad(FALSE_SUCCESS)) {
            cause = cause.or(FaultClass.F04);
        }
        if (seen.tagsAre("weak")) {
            return Optional.of(cause.or(FaultClass.F08));
        }
        return Optional.of(seen.tagsAre("none") ? cause.or(FaultClass.F06) : cause);
    }

    /** What became of the other methods; of those that nobody asked about nothing is said. */
    private String elsewhere() {
        if (!honouring.isEmpty()) {
            return "; on " + words(honouring) + " it is";
        }
        List<String> asked = STALE.keySet().stream()
                .filter(method -> seen.finding(STALE.get(method)).isPresent())
                .toList();
        if (asked.containsAll(STALE.keySet())) {
            return ", that is on no method";
        }
        return methods.containsAll(asked)
                ? "; no other method was looked at"
                : ", that is on no method that was looked at";
    }

    static String words(Collection<String> methods) {
        List<String> all = List.copyOf(methods);
        return all.size() == 1
                ? all.get(0)
                : String.join(", ", all.subList(0, all.size() - 1)) + " and " + all.get(all.size() - 1);
    }
}
