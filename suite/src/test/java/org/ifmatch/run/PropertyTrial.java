package org.ifmatch.run;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.ifmatch.origin.ReferenceOrigin;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Patterns;
import org.ifmatch.report.Results;
import org.ifmatch.target.Target;

/** One of our own origins under properties alone: every scripted rule is switched off. */
public final class PropertyTrial {

    private static final int WORKERS = 4;
    private static final int REQUESTS = 1_000_000;

    private PropertyTrial() {}

    /** Looks for so many seconds. */
    static Results lasting(int seconds, String origin, String only, long seed) throws IOException {
        return of(origin, only, seed, new Settings.Search(Optional.empty(), Duration.ofSeconds(seconds)));
    }

    /** Tries so many cases of each property. */
    static Results tries(int tries, String origin, String only, long seed) throws IOException {
        return of(origin, only, seed, new Settings.Search(Optional.of(tries), Duration.ZERO));
    }

    /** The same of an origin that runs already. */
    static Results tries(int tries, ReferenceOrigin started, String only, long seed) throws IOException {
        return of("started", started, only, seed, new Settings.Search(Optional.of(tries), Duration.ZERO));
    }

    private static Results of(String origin, String only, long seed, Settings.Search search) throws IOException {
        try (ReferenceOrigin started = ReferenceOrigin.named(origin)) {
            return of(origin, started, only, seed, search);
        }
    }

    private static Results of(String origin, ReferenceOrigin started, String only, long seed, Settings.Search search)
            throws IOException {
        return new Examination(
                        Target.bare(origin, started.collection()),
                        new Settings(Patterns.of(only), seed, WORKERS, Optional.of(REQUESTS), 0, search),
                        Books.all())
                .byRawWire()
                .run(new Silence());
    }

    /** Shows what is found: the seconds, the patterns of properties, the seed, then the names of origins. */
    public static void main(String[] arguments) throws IOException {
        for (int i = 3; i < arguments.length; i++) {
            long began = System.nanoTime();
            Results results =
                    lasting(Integer.parseInt(arguments[0]), arguments[i], arguments[1], Long.parseLong(arguments[2]));
            System.out.printf(
                    "== %s: %d ms, %d requests%n",
                    arguments[i],
                    (System.nanoTime() - began) / 1_000_000,
                    results.run().requests());
            for (Finding f : results.findings()) {
                System.out.printf("%s %s %s: %s%n", f.verdict(), f.level(), f.rule(), f.why());
                boolean shown = f.verdict() == Outcome.FAIL || f.verdict() == Outcome.WARN;
                System.out.println("   " + (shown ? Map.of("tries", f.measured().get("tries")) : f.measured()));
                if (shown) {
                    f.cases().forEach(c -> {
                        System.out.println("   -- " + c.why());
                        System.out.println("      " + c.what());
                    });
                }
                if (System.getProperty("full") != null) {
                    f.cases()
                            .forEach(c -> System.out.println(
                                    c.reproduce() + "\n" + ((org.ifmatch.report.Story) c.evidence()).program()));
                }
            }
        }
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
