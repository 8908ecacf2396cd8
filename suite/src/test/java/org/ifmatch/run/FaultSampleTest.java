package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.ifmatch.origin.Fault;
import org.ifmatch.origin.Oddity;
import org.ifmatch.report.Headline;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Results;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A sample of the planted faults, one of each group and kind, and of the odd but honest origins, under all rules. */
class FaultSampleTest {

    private static final long SEED = 20;

    /** Races have tests of their own, and need a machine that is not busy with these. */
    private static final String WITHOUT_RACES = "*,!race/*";

    private static final List<String> FAULTS = List.of(
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

    private static final List<String> ODDITIES = List.of(
            "weak-tags",
            "no-tags",
            "requires-a-condition",
            "rewrites-json",
            "put-to-nothing-is-404",
            "deleted-is-gone");

    private final ExecutorService sideBySide = Executors.newFixedThreadPool(4);

    @AfterEach
    void stop() {
        sideBySide.shutdownNow();
    }

    @TestFactory
    Stream<DynamicTest> each_fault_is_caught_by_the_rule_that_it_names_and_by_no_unrelated_one_and_diagnosed() {
        Map<String, CompletableFuture<Results>> all = start("fault:", FAULTS);
        return Fault.all().stream()
                .filter(f -> FAULTS.contains(f.label()))
                .map(f -> dynamicTest(f.label(), () -> {
                    Set<String> broken = Trial.with(all.get(f.label()).join(), Outcome.FAIL, Outcome.WARN);
                    assertThat(broken).contains(f.caughtBy());
                    Set<String> unrelated = new TreeSet<>(broken);
                    unrelated.remove(f.caughtBy());
                    unrelated.removeAll(f.alsoBreaks());
                    unrelated.removeAll(f.mayBreak());
                    assertThat(unrelated).isEmpty();
                    Headline first = all.get(f.label()).join().headlines().get(0);
                    assertThat(first.classes()).as(first.says()).contains(f.faultClass());
                }));
    }

    @TestFactory
    Stream<DynamicTest> an_odd_but_honest_origin_raises_only_what_it_earns() {
        Map<String, CompletableFuture<Results>> all = start("odd:", ODDITIES);
        return Oddity.all().stream()
                .filter(o -> ODDITIES.contains(o.label()))
                .map(o -> dynamicTest(o.label(), () -> {
                    Results results = all.get(o.label()).join();
                    assertThat(Trial.with(results, Outcome.FAIL)).isEmpty();
                    assertThat(o.earns().keySet()).containsAll(Trial.with(results, Outcome.WARN));
                    assertThat(Trial.with(results, Outcome.PASS)).hasSizeGreaterThan(30);
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_server_that_ignores_the_field_gets_one_headline() throws IOException {
        Results results = Trial.of("fault:ignored-everywhere", WITHOUT_RACES, SEED);
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(dynamicTest(
                "one headline",
                () -> assertThat(results.headlines()).singleElement().satisfies(h -> {
                    assertThat(h.faultClass()).isEqualTo("F01");
                    assertThat(h.says())
                            .contains("If-Match is not evaluated on PUT, PATCH, DELETE, POST, GET and HEAD");
                })));
        tests.add(dynamicTest(
                "the rest waits",
                () -> assertThat(Trial.with(results, Outcome.BLOCKED)).hasSizeGreaterThan(40)));
        return tests.stream();
    }

    private Map<String, CompletableFuture<Results>> start(String kind, List<String> labels) {
        Map<String, CompletableFuture<Results>> all = new LinkedHashMap<>();
        for (String label : labels) {
            all.put(label, CompletableFuture.supplyAsync(() -> trial(kind + label), sideBySide));
        }
        return all;
    }

    private static Results trial(String origin) {
        try {
            return Trial.of(origin, WITHOUT_RACES, SEED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
