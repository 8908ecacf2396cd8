package org.ifmatch.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Lanes;
import org.ifmatch.http.Release;
import org.ifmatch.http.Request;
import org.ifmatch.observe.Arena;
import org.ifmatch.observe.Beside;
import org.ifmatch.observe.Contest;
import org.ifmatch.observe.Lab;
import org.ifmatch.observe.Round;
import org.ifmatch.observe.Scenario;
import org.ifmatch.observe.Unobtainable;
import org.ifmatch.report.Outcome;
import org.ifmatch.rule.Contradiction;
import org.ifmatch.rule.Exhibit;
import org.ifmatch.rule.Judgement;
import org.ifmatch.rule.Misdeed;
import org.ifmatch.rule.RaceOracle;
import org.ifmatch.rule.Rule;
import org.ifmatch.rule.RunOracle.JudgedCase;

/**
 * Runs the contests that rules want to see, alone on the target, until the time for races is over. All take turns, so that a
 * wide gap shows in the first milliseconds of each; a contest whose rules have all been proved broken leaves its time to the
 * others, and narrow gaps get what is left.
 */
final class Racing {

    /** A turn of one contest, for each part of its weight. */
    private static final Duration TURN = Duration.ofMillis(60);
    /** Occasions that are too few to say anything by. */
    private static final int TOO_FEW = 5;
    /** Share of overlapping pairs below which nothing was tried. */
    private static final double TOO_LITTLE = 0.05;
    /** A pass says: fewer than so many violations in n rounds, with 95 % confidence. */
    private static final double THREE = 3;
    /** A second connection that is answered so much later than the first is kept waiting by it. */
    private static final Duration KEPT_WAITING = Duration.ofMillis(700);
    /** Rounds that came to nothing after which a contest is given up. */
    private static final int MOST_TROUBLES = 5;

    private final Lab lab;
    private final Lanes lanes;
    private final Settings settings;
    private final RaceProof proof;
    private final BooleanSupplier ended;
    private final Arena.Forms forms = new Arena.Forms();

    Racing(Lab lab, Lanes lanes, Settings settings, RaceProof proof, BooleanSupplier ended) {
        this.lab = lab;
        this.lanes = lanes;
        this.settings = settings;
        this.proof = proof;
        this.ended = ended;
    }

    /** A rule that watches a contest. */
    private static final class Watched {
        private final Rule rule;
        private final RaceOracle.Watch watch;
        private int rounds;
        private long occasions;
        private Optional<Contradiction> found = Optional.empty();

        Watched(Rule rule, RaceOracle oracle, Lab lab) {
            this.rule = rule;
            this.watch = oracle.watch(lab.known());
        }
    }

    /** A contest under way. */
    private static final class Bout {
        private final Contest contest;
        private final Arena arena;
        private final List<Watched> watched = new ArrayList<>();
        private final Set<Release.Way> ways = EnumSet.noneOf(Release.Way.class);
        private int rounds;
        private int fewest = Integer.MAX_VALUE;
        private int most;
        private long pairs;
        private long overlapping;
        private long nanos;
        private int troubles;
        private Optional<String> beside = Optional.empty();
        private Optional<String> trouble = Optional.empty();

        Bout(Contest contest, Arena arena) {
            this.contest = contest;
            this.arena = arena;
        }

        /** Whether some rule has had too few occasions to be broken, though more rounds would bring more. */
        boolean isScarce() {
            return rounds < 2 * TOO_FEW && watched.stream().anyMatch(w -> w.found.isEmpty() && w.occasions < TOO_FEW);
        }

        boolean goesOn() {
            return beside.isEmpty()
                    && troubles < MOST_TROUBLES
                    && watched.stream().anyMatch(w -> w.found.isEmpty());
        }
    }

    /**
     * Runs them and judges them.
     *
     * @param chosen the rules to look at; those that watch no contest are passed over
     * @param explained whether a rule is known to be broken, so that what rests on it would show nothing of its own
     */
    List<JudgedCase> race(List<Rule> chosen, Predicate<String> explained) {
        List<JudgedCase> judged = new ArrayList<>();
        Map<Contest, Bout> bouts = new LinkedHashMap<>();
        for (Rule rule : chosen) {
            for (Rule.Raced raced : rule.races()) {
                boolean fits = raced.contest().needs().stream().allMatch(n -> n.isMetBy(lab.known()));
                Optional<String> root =
                        rule.restsOn().stream().sorted().filter(explained).findFirst();
                if (fits && root.isPresent()) {
                    judged.add(judged(
                            rule, raced.contest(), inconclusive("it was not raced: " + root.get() + " is broken")));
                } else if (fits) {
                    bouts.computeIfAbsent(
                                    raced.contest(), c -> new Bout(c, new Arena(c, lab, lanes, forms, settings.seed())))
                            .watched
                            .add(new Watched(rule, raced.oracle(), lab));
                }
            }
        }
        if (!bouts.isEmpty()) {
            tryOut();
            takeTurns(List.copyOf(bouts.values()));
        }
        bouts.values()
                .forEach(bout -> bout.watched.forEach(w -> judged.add(judged(w.rule, bout.contest, judge(bout, w)))));
        return withoutScarce(judged);
    }

    /**
     * How many connections the target lets stand, and whether it serves as many as a race needs while all stay open; else each
     * is closed after its answer.
     */
    private void tryOut() {
        forms.hasRoomFor(lanes.room(lab.known().target().url(), KEPT_WAITING));
        try {
            Request get = lab.request("GET", lab.known().target().url(), List.of(), Optional.empty());
            for (int lane = 0; lane < Lanes.MOST; lane++) {
                Exchange exchange = lanes.alone(lane, get);
                if (exchange.response().isEmpty()
                        || exchange.times().tookNanos() > KEPT_WAITING.toNanos() && lane > 0) {
                    lanes.withoutReuse();
                    return;
                }
            }
        } catch (Unobtainable e) {
            // The first round finds the same, and tells.
        }
    }

    private void takeTurns(List<Bout> bouts) {
        bouts.forEach(Racing::prepare);
        long budget = Duration.ofSeconds(settings.raceSeconds()).toNanos();
        long end = System.nanoTime() + budget;
        Optional<Bout> next = hungriest(bouts);
        while (next.isPresent() && !ended.getAsBoolean() && System.nanoTime() < end) {
            turn(next.get(), end);
            next = hungriest(bouts);
        }
        catchUp(bouts, end + budget / 2);
    }

    private static void prepare(Bout bout) {
        try {
            bout.arena.prepare();
        } catch (Unobtainable e) {
            // The first round finds the same, and tells.
        }
    }

    /** Whose turn it is: the one that had the least of the time, for its weight. */
    private static Optional<Bout> hungriest(List<Bout> bouts) {
        return bouts.stream()
                .filter(Bout::goesOn)
                .min(Comparator.comparingDouble(b -> b.nanos / (double) b.contest.weight()));
    }

    /** A slow target has had too few rounds of some contests by now; those that had the fewest come first. */
    private void catchUp(List<Bout> bouts, long end) {
        Optional<Bout> next = scarcest(bouts);
        while (next.isPresent() && !ended.getAsBoolean() && System.nanoTime() < end) {
            turn(next.get(), System.nanoTime());
            next = scarcest(bouts);
        }
    }

    private static Optional<Bout> scarcest(List<Bout> bouts) {
        return bouts.stream()
                .filter(b -> b.goesOn() && b.isScarce())
                .min(Comparator.comparingInt(b -> b.rounds + b.troubles));
    }

    private void turn(Bout bout, long end) {
        long began = System.nanoTime();
        long over = began + TURN.toNanos() * bout.contest.weight();
        do {
            round(bout);
        } while (bout.goesOn() && System.nanoTime() < Math.min(over, end) && !ended.getAsBoolean());
        bout.nanos += System.nanoTime() - began;
    }

    private void round(Bout bout) {
        try {
            Round round = bout.contest.play().apply(bout.arena);
            bout.rounds++;
            bout.fewest = Math.min(bout.fewest, round.writers());
            bout.most = Math.max(bout.most, round.writers());
            round.release().ifPresent(r -> bout.ways.add(r.way()));
            bout.pairs += round.pairs();
            bout.overlapping += round.overlapping();
            see(bout, round);
            bout.arena.nextHeat();
        } catch (Beside e) {
            bout.beside = Optional.of(e.getMessage());
        } catch (Unobtainable e) {
            bout.troubles++;
            bout.trouble = Optional.of(e.getMessage());
            bout.arena.nextHeat();
        }
    }

    /** What a round seems to prove is looked at again before it counts. */
    private static void see(Bout bout, Round round) {
        Optional<Round> again = Optional.empty();
        for (Watched watched : bout.watched) {
            if (watched.found.isPresent()) {
                continue;
            }
            RaceOracle.Glance glance = watched.watch.see(round);
            if (glance.contradiction().isPresent()) {
                again = again.or(() -> Optional.of(bout.arena.lookedAtAgain(round)));
                glance = watched.watch.see(again.get());
            }
            watched.rounds += glance.occasions() > 0 ? 1 : 0;
            watched.occasions += glance.occasions();
            watched.found = glance.contradiction();
        }
    }

    // What is said of it.

    private Judgement judge(Bout bout, Watched watched) {
        Optional<Contradiction> found = watched.found.or(watched.watch::end);
        if (found.isPresent()) {
            Contradiction it = found.get();
            boolean proved = watched.found.isPresent();
            return new Judgement(
                    it.outcome(),
                    it.why() + " (" + inRound(watched) + ")",
                    it.misdeed(),
                    proved,
                    false,
                    List.of(),
                    new Exhibit(List.of(proof.of(it, watched.rule)), measured(bout, watched)));
        }
        Optional<String> inapplicable = bout.beside.or(watched.watch::inapplicable);
        if (inapplicable.isPresent()) {
            return new Judgement(Outcome.NOT_APPLICABLE, inapplicable.get(), Misdeed.NONE, true, false, List.of());
        }
        double overlap = share(bout);
        if (settings.raceSeconds() == 0) {
            return inconclusive("races were given no time: race.seconds is 0");
        }
        if (watched.occasions < TOO_FEW) {
            String why = "in " + counted(bout.rounds, "round") + " there "
                    + (watched.occasions == 1 ? "was" : "were") + " only " + counted(watched.occasions, "occasion")
                    + " to break it"
                    + bout.trouble.map(t -> " (" + t + ")").orElse("");
            return inconclusive(why).showing(new Exhibit(List.of(), measured(bout, watched)));
        }
        if (overlap < TOO_LITTLE) {
            return inconclusive("the requests of a round hardly met: " + percent(overlap)
                            + " of their pairs were under way at the same time")
                    .showing(new Exhibit(List.of(), measured(bout, watched)));
        }
        boolean byRounds = watched.rounds == watched.occasions;
        String why = "nothing contradicts it in " + counted(watched.rounds, "round")
                + (byRounds ? "" : " with " + counted(watched.occasions, "occasion"))
                + "; with 95 % confidence fewer than "
                + percent(Math.min(1, THREE / watched.occasions)) + " of such " + (byRounds ? "rounds" : "occasions")
                + " do";
        return new Judgement(Outcome.PASS, why, Misdeed.NONE, true, false, List.of())
                .showing(new Exhibit(List.of(), measured(bout, watched)));
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** A contest that came to little says nothing against what another contest of the same rule showed. */
    private static List<JudgedCase> withoutScarce(List<JudgedCase> all) {
        Set<Rule> told = all.stream()
                .filter(c -> c.judgement().outcome() != Outcome.INCONCLUSIVE
                        && c.judgement().outcome() != Outcome.NOT_APPLICABLE)
                .map(JudgedCase::rule)
                .collect(Collectors.toSet());
        return all.stream()
                .filter(c -> c.judgement().outcome() != Outcome.INCONCLUSIVE || !told.contains(c.rule()))
                .toList();
    }

    private static String inRound(Watched watched) {
        return watched.rounds == 1 ? "seen in the first round" : "seen in round " + watched.rounds;
    }

    private static Map<String, Object> measured(Bout bout, Watched watched) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("rounds", watched.rounds);
        if (watched.occasions != watched.rounds) {
            all.put("occasions", watched.occasions);
        }
        if (bout.most > 0) {
            all.put("writers", bout.fewest == bout.most ? "" + bout.most : bout.fewest + " to " + bout.most);
        }
        all.put("overlap", Math.round(share(bout) * 1000) / 1000.0);
        if (!bout.ways.isEmpty()) {
            all.put("released by", bout.ways.stream().map(Release.Way::words).collect(Collectors.joining(", ")));
        }
        if (watched.found.isEmpty() && watched.occasions > 0) {
            all.put("bound", Math.round(Math.min(1, THREE / watched.occasions) * 1e6) / 1e6);
        }
        all.put("seconds", Math.round(bout.nanos / 1e7) / 100.0);
        return all;
    }

    private static double share(Bout bout) {
        return bout.pairs == 0 ? 0 : bout.overlapping / (double) bout.pairs;
    }

    private static String percent(double share) {
        return String.format(java.util.Locale.ROOT, share < 0.01 ? "%.2f %%" : "%.1f %%", share * 100);
    }

    private static Judgement inconclusive(String why) {
        return new Judgement(Outcome.INCONCLUSIVE, why, Misdeed.NONE, false, false, List.of());
    }

    private static JudgedCase judged(Rule rule, Contest contest, Judgement judgement) {
        Rule.Observed observed =
                new Rule.Observed(Scenario.attempts(contest.name(), lab -> List.of()), (attempts, known) -> {
                    throw new IllegalStateException("the rounds of a race are judged by an oracle of their own");
                });
        return new JudgedCase(rule, observed, List.of(), judgement);
    }
}
