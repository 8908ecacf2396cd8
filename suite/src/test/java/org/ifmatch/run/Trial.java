package org.ifmatch.run;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ifmatch.origin.ReferenceOrigin;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Patterns;
import org.ifmatch.report.Results;
import org.ifmatch.rule.RuleBook;
import org.ifmatch.target.Limits;
import org.ifmatch.target.Target;

/** One of our own origins, examined by the plain API: what the tests of the tests look at. */
public final class Trial {

    /** Faults that come late come a second late, so that watching for a second and a half is enough. */
    private static final Duration LATE = Duration.ofMillis(1600);

    private static final int WORKERS = 8;

    /** Wide gaps show at once, and others are not looked for here. */
    private static final int RACE_SECONDS = 2;

    private Trial() {}

    public static Results of(String origin, String only, long seed) throws IOException {
        return of(origin, only, seed, RACE_SECONDS);
    }

    /** @param raceSeconds how long all races together may take */
    public static Results of(String origin, String only, long seed, int raceSeconds) throws IOException {
        try (ReferenceOrigin started = ReferenceOrigin.named(origin)) {
            Target bare = BuiltIn.target(origin, started);
            return new Examination(
                            withLate(bare),
                            new Settings(Patterns.of(only), seed, WORKERS, java.util.Optional.empty(), raceSeconds),
                            RuleBook.scripted())
                    .byRawWire()
                    .run(new Silence());
        }
    }

    private static Target withLate(Target t) {
        Limits l = t.limits();
        Limits limits = new Limits(l.connect(), l.answer(), l.headerOctets(), l.bodyOctets(), l.requests(), LATE);
        return new Target(
                t.name(),
                t.url(),
                t.dialect(),
                t.auth(),
                t.headers(),
                t.tls(),
                t.create(),
                t.update(),
                t.patch(),
                t.nonce(),
                t.settle(),
                limits,
                t.capabilities(),
                t.probes(),
                t.endpoints(),
                t.baseline(),
                t.secrets());
    }

    /** The ids with one of these verdicts. */
    public static Set<String> with(Results results, Outcome... verdicts) {
        return results.findings().stream()
                .filter(f -> List.of(verdicts).contains(f.verdict()))
                .map(Finding::rule)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static final class Silence implements Examination.Listener {
        @Override
        public void discovered(Map<String, Object> facts) {}

        @Override
        public void found(Finding finding) {}

        @Override
        public void progress(int rulesDone, int rules, long requests) {}

        @Override
        public void bug(String rule, Throwable bug) {
            throw new AssertionError("a bug at " + rule, bug);
        }
    }
}
