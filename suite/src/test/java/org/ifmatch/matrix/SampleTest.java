package org.ifmatch.matrix;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ifmatch.origin.Fault;
import org.ifmatch.origin.Oddity;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Results;
import org.ifmatch.rule.Rule;
import org.ifmatch.rule.RuleBook;
import org.ifmatch.run.Trial;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * A sample of the kill matrix for every build: each rule that one client can see broken is seen broken by one fault, which is
 * chosen by the last whole run; some faults of each group die of all rules as they declare; and some odd origins are honest.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleTest {

    /** Eight found two gigabytes of heap too few. */
    private static final int SIDE_BY_SIDE = 6;

    private static final long SEED = 20;

    /** One of each group and kind, under all rules, so that what is unrelated would be heard. */
    private static final Set<String> UNDER_ALL_RULES = Set.of(
            "ignored-everywhere",
            "any-tag-of-its-history-matches",
            "tags-of-other-resources-match",
            "always-412-on-patch",
            "weak-form-of-a-strong-tag-matches",
            "star-is-always-true",
            "nothing-to-compare-with-is-a-match",
            "first-line-only",
            "malformed-is-no-condition",
            "if-unmodified-since-overrides",
            "refusal-moves-the-tag",
            "if-none-match-star-is-ignored-on-put",
            "tag-of-second-and-size",
            "condition-before-options",
            "answer-412-may-be-stored",
            "ignored-with-coded-content");

    private static final Set<String> ODD = Set.of(
            "weak-tags",
            "no-tags",
            "requires-a-condition",
            "rewrites-json",
            "put-to-nothing-is-404",
            "deleted-is-gone",
            "early-412-and-close",
            "closes-every-connection");

    /** Rules that only writers who meet can show, by a fault that shows them. */
    private static final Map<String, String> RACES = new TreeMap<>(Map.ofEntries(
            entry("race/single-winner", "check-then-act-with-a-pause"),
            entry("race/winner-content", "loser-is-refused-and-applied"),
            entry("race/412-then-own-write-visible", "loser-is-refused-and-applied"),
            entry("race/loser-status", "loser-is-answered-500"),
            entry("race/412-truthful", "writers-refuse-each-other"),
            entry("race/progress", "writers-who-meet-are-all-busy"),
            entry("race/put-delete", "delete-checks-then-acts"),
            entry("race/delete-delete", "refused-delete-restores-what-it-found"),
            entry("race/create-im-star", "name-is-there-before-its-content"),
            entry("race/mixed-unconditional", "plain-writes-pass-the-lock"),
            entry("race/cas-linearizable", "create-checks-then-acts"),
            entry("race/delete-recreate-delete", "delete-checks-then-acts"),
            entry("race/patch-patch", "patch-checks-then-acts"),
            entry("race/patch-torn", "patch-is-seen-half-done"),
            entry("race/post-append", "append-checks-then-acts"),
            entry("race/create-inm-star", "create-checks-then-acts"),
            entry("race/star-vs-delete", "star-checks-then-acts"),
            entry("race/read-your-writes", "reads-lag-behind"),
            entry("race/version-monotonic", "every-other-read-lags-behind"),
            entry("race/tag-body-consistent", "tag-and-content-are-read-apart"),
            entry("race/no-torn-read", "content-is-replaced-in-place"),
            entry("race/collection-etag", "collection-post-checks-then-acts"),
            entry("race/tag-uniqueness-under-load", "two-writers-make-one-version"),
            entry("race/async-202", "checked-when-queued")));

    /** Rules of which no planted fault is the only breach: they wait for another of these where they are broken. */
    private static final Set<String> TOLD_BY_ANOTHER_RACE = Set.of("race/tag-chain", "race/counter");

    /** Faults that do not break the same rules each time: they are asked for the one that they name alone. */
    private static final Set<String> UNSTEADY = Set.of("half-an-upload-is-visible");

    /** In seconds: a short volley may miss what it is there for, each further one lasts longer. */
    private static final List<Integer> VOLLEYS = List.of(2, 4, 8);

    private final ExecutorService sideBySide = Executors.newFixedThreadPool(SIDE_BY_SIDE);
    /** Writers that have to meet are not to wait for a core: races come last, and few at a time. */
    private final ExecutorService races = Executors.newFixedThreadPool(3);

    /** All are under way from the beginning, those first that take longest: each waits for the clock most of its time. */
    private final Map<Fault, CompletableFuture<Row>> dying =
            rows(Fault.all().stream().filter(f -> UNDER_ALL_RULES.contains(f.label())), f -> Scope.sequential());

    private final Map<Oddity, CompletableFuture<Row>> odd =
            rows(Oddity.all().stream().filter(o -> ODD.contains(o.label())), o -> Scope.sequential());
    private final CompletableFuture<Row> reference = row("reference", Scope.sequential());
    private final CompletableFuture<Results> ignoring =
            begun(sideBySide, () -> Trial.of("fault:ignored-everywhere", Scope.sequential(), SEED));
    private final Map<Fault, Set<String>> chosen = chosen();
    private final Map<Fault, CompletableFuture<Row>> caught =
            rows(chosen.keySet().stream(), f -> choice(chosen.get(f)));
    private final Map<String, CompletableFuture<Set<String>>> raced = raced();

    @AfterAll
    void stop() {
        sideBySide.shutdownNow();
        races.shutdownNow();
    }

    /** The rules for which a fault was chosen, by the fault. What depends on the clock comes last. */
    private static Map<Fault, Set<String>> chosen() {
        Map<String, Set<String>> broken = broken();
        Set<String> left = Scope.breakable();
        Map<Fault, Set<String>> chosen = new LinkedHashMap<>();
        for (boolean steady : List.of(true, false)) {
            List<Fault> known = Fault.all().stream()
                    .filter(f -> broken.containsKey(f.label()))
                    .filter(f -> f.mayBreak().isEmpty() == steady)
                    .toList();
            for (Fault fault : Cover.of(left, known, f -> broken.get(f.label()))) {
                Set<String> its = new TreeSet<>(broken.get(fault.label()));
                its.retainAll(left);
                left.removeAll(its);
                chosen.put(fault, its);
            }
        }
        return chosen;
    }

    /** What each fault broke in the last whole run, and the rule that it names, whether it was caught then or not. */
    private static Map<String, Set<String>> broken() {
        Map<String, Set<String>> broken = new TreeMap<>();
        Map<String, Set<String>> seen = Summary.committed().broken();
        Fault.all().stream().filter(f -> Scope.isSequential(f.caughtBy())).forEach(f -> {
            Set<String> rules =
                    new TreeSet<>(UNSTEADY.contains(f.label()) ? Set.of() : seen.getOrDefault(f.label(), Set.of()));
            rules.add(f.caughtBy());
            broken.put(f.label(), rules);
        });
        return broken;
    }

    /** What is judged from everything that was said wants everything to be said. */
    private static String choice(Set<String> rules) {
        boolean overAll = rules.stream()
                .flatMap(id -> RuleBook.scripted().rule(id).stream())
                .anyMatch(
                        rule -> rule.overLedger().isPresent() || rule.overRun().isPresent());
        return overAll ? Scope.sequential() : String.join(",", rules);
    }

    @Test
    void every_rule_that_can_be_broken_is_broken_by_a_fault() {
        Set<String> left = Scope.breakable();
        chosen().values().forEach(left::removeAll);
        assertThat(left).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> each_rule_catches_a_fault() {
        return chosen.entrySet().stream()
                .map(each -> dynamicTest(each.getKey().label() + " breaks " + each.getValue(), () -> {
                    Row row = caught.get(each.getKey()).join();
                    assertThat(row.trouble()).isEmpty();
                    assertThat(row.broken()).as(row.why().toString()).containsAll(each.getValue());
                }));
    }

    @Test
    void every_rule_that_needs_writers_who_meet_is_among_the_races() {
        Set<String> needed = RuleBook.scripted().rules().stream()
                .filter(rule -> rule.untested().isEmpty() && Scope.needsVolley(rule.id()))
                .map(Rule::id)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> known = new TreeSet<>(RACES.keySet());
        known.addAll(TOLD_BY_ANOTHER_RACE);
        assertThat(known).isEqualTo(needed);
    }

    @TestFactory
    Stream<DynamicTest> each_race_is_seen() {
        return raced.entrySet().stream()
                .map(each -> dynamicTest(
                        each.getKey() + " breaks " + due(each.getKey()),
                        () -> assertThat(each.getValue().join()).containsAll(due(each.getKey()))));
    }

    private Map<String, CompletableFuture<Set<String>>> raced() {
        Map<String, CompletableFuture<Set<String>>> all = new LinkedHashMap<>();
        CompletableFuture<?>[] before = Stream.of(dying.values(), odd.values(), caught.values())
                .flatMap(Collection::stream)
                .toArray(CompletableFuture[]::new);
        CompletableFuture<?> quiet = CompletableFuture.allOf(before).exceptionally(told -> null);
        new TreeSet<>(RACES.values())
                .forEach(fault -> all.put(fault, begun(races, () -> {
                    quiet.join();
                    return seenInVolleys(fault, due(fault));
                })));
        return all;
    }

    private static Set<String> due(String fault) {
        Set<String> due = new TreeSet<>(RACES.keySet());
        due.removeIf(rule -> !RACES.get(rule).equals(fault));
        return due;
    }

    private static Set<String> seenInVolleys(String fault, Set<String> due) throws IOException {
        Set<String> seen = new TreeSet<>();
        for (int seconds : VOLLEYS) {
            if (seen.containsAll(due)) {
                break;
            }
            Results results = Trial.of("fault:" + fault, String.join(",", due), SEED + seconds, seconds);
            seen.addAll(Trial.with(results, Outcome.FAIL, Outcome.WARN));
        }
        return seen;
    }

    @TestFactory
    Stream<DynamicTest> a_fault_dies_as_it_declares() {
        return dying.entrySet().stream()
                .map(each -> dynamicTest(
                        each.getKey().label(),
                        () -> assertThat(Death.of(each.getKey(), each.getValue().join())
                                        .complaints())
                                .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> an_odd_origin_raises_no_alarm_and_keeps_above_its_floor() {
        return odd.entrySet().stream()
                .map(each -> dynamicTest(
                        each.getKey().label(),
                        () -> assertThat(Honesty.of(
                                                each.getKey(), each.getValue().join(), reference.join())
                                        .complaints())
                                .isEmpty()));
    }

    @Test
    void a_server_that_ignores_the_field_gets_one_headline_and_the_rest_waits() {
        Results results = ignoring.join();
        assertThat(results.headlines()).singleElement().satisfies(h -> {
            assertThat(h.faultClass()).isEqualTo("F01");
            assertThat(h.says()).contains("If-Match is not evaluated on PUT, PATCH, DELETE, POST, GET and HEAD");
        });
        assertThat(Trial.with(results, Outcome.BLOCKED)).hasSizeGreaterThan(40);
    }

    private <T> Map<T, CompletableFuture<Row>> rows(Stream<T> origins, Function<T, String> rules) {
        Map<T, CompletableFuture<Row>> rows = new LinkedHashMap<>();
        origins.forEach(origin -> rows.put(origin, row(origin.toString(), rules.apply(origin))));
        return rows;
    }

    private CompletableFuture<Row> row(String origin, String rules) {
        return begun(sideBySide, () -> Row.of(origin, Trial.of(origin, rules, SEED)));
    }

    private static <T> CompletableFuture<T> begun(ExecutorService pool, Callable<T> task) {
        CompletableFuture<T> begun = new CompletableFuture<>();
        pool.execute(() -> {
            try {
                begun.complete(task.call());
            } catch (Throwable e) {
                begun.completeExceptionally(e);
            }
        });
        return begun;
    }
}
