package org.ifmatch.property;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;
import org.ifmatch.observe.Lab;
import org.ifmatch.observe.Unobtainable;
import org.ifmatch.property.Played.Broken;
import org.ifmatch.property.Step.Verb;
import org.ifmatch.report.Outcome;
import org.ifmatch.rule.Catalogue;
import org.ifmatch.rule.Inquiry.Budget;
import org.ifmatch.rule.Inquiry.Found;
import org.ifmatch.rule.Inquiry.Inquest;
import org.ifmatch.rule.Judgement;
import org.ifmatch.rule.Misdeed;

/**
 * Tries case after case until the budget is spent. What goes wrong is made sure of, shrunk, and told once for each cause; then
 * it goes on for others.
 */
final class Search {

    /** Programs that are played at once: they wait for answers most of the time, and for tags to rest where those need that. */
    private static final int LANES = 4;

    private static final int LANES_WHERE_TAGS_SETTLE = 32;
    /** After this time what was refused is looked at once more. */
    private static final Duration LATER = Duration.ofMillis(1200);
    /** Classes that are due may take so many times what the search was given. */
    private static final int LONGEST = 4;
    /** How often what is due is tried again where it was not reached. */
    private static final int TRIED_AGAIN = 2;
    /** Causes that are told of one property. */
    private static final int MOST_CAUSES = 8;
    /** Programs that are played to shrink one. */
    private static final int MOST_SHRINKING = 150;
    /** How often what an answer alone tells has to be seen. */
    private static final int ALIKE = 3;
    /** Programs in a row that could not be played, after which the target is left alone. */
    private static final int MOST_UNPLAYABLE = 12;

    /** One cause, by its shortest story, and the property that told it. */
    private record Told(String property, Set<String> features, Set<Verb> verbs, Found found) {}

    private final String property;
    private final Lab lab;
    private final Budget budget;
    private final Cases cases;
    private final int lanes;
    private final ExecutorService pool;
    private final Tally tally = new Tally();
    private final List<Told> told = new ArrayList<>();
    private final List<Told> toldBefore;
    private final Set<Told> metAgain = new LinkedHashSet<>();
    private final Map<String, Integer> odd = new LinkedHashMap<>();
    private final Queue<Player.Kept> kept = new ConcurrentLinkedQueue<>();
    private final long began = System.nanoTime();
    private Optional<Unobtainable> unplayable = Optional.empty();
    private int unplayableInARow;
    private int unsteady;

    private Search(String property, Lab lab, Budget budget, Cases cases) {
        this.property = property;
        this.lab = lab;
        this.budget = budget;
        this.cases = cases;
        this.lanes = lab.known().settle().isZero() ? LANES : LANES_WHERE_TAGS_SETTLE;
        this.pool = Executors.newFixedThreadPool(lanes, task -> {
            Thread thread = new Thread(task, "ifmatch-property");
            thread.setDaemon(true);
            return thread;
        });
        this.toldBefore = budget.told().stream()
                .filter(Told.class::isInstance)
                .map(Told.class::cast)
                .toList();
    }

    /** @param cases makes the cases; it is asked where jqwik lets arbitraries be used, which is not everywhere */
    static Inquest run(String property, Lab lab, Budget budget, Supplier<Cases> cases) {
        AtomicReference<Inquest> inquest = new AtomicReference<>();
        JqwikSession.run(() -> inquest.set(new Search(property, lab, budget, cases.get()).run()));
        return inquest.get();
    }

    private Inquest run() {
        int number = 0;
        try {
            while (goesOn(number)) {
                int next = Math.min(budget.tries().orElse(Integer.MAX_VALUE), number + lanes);
                batch(IntStream.range(number, next).boxed().toList());
                lookAgain(number, false);
                number = next;
            }
            tryAgain();
            lookAgain(number, true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            pool.shutdownNow();
        }
        budget.told().addAll(told);
        List<Found> all =
                new ArrayList<>(told.stream().map(Told::found).distinct().toList());
        metAgain.stream()
                .map(Search::metAgain)
                .filter(each -> all.stream().noneMatch(a -> a.breaks().equals(each.breaks())))
                .forEach(all::add);
        return new Inquest(all, rest(), measured());
    }

    private boolean goesOn(int number) {
        if (isOver()) {
            return false;
        }
        if (budget.tries().isPresent()) {
            return number < budget.tries().get();
        }
        if (number < cases.needed()) {
            return true;
        }
        boolean unfinished =
                number < cases.first().size() || !tally.missing(cases.due()).isEmpty();
        return spent().compareTo(budget.lasting()) < 0 || unfinished && !isOverdue();
    }

    private Duration spent() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Where a number of tries is given, time is no bound. */
    private boolean isOverdue() {
        return budget.tries().isEmpty() && spent().compareTo(budget.lasting().multipliedBy(LONGEST)) > 0;
    }

    private boolean isOver() {
        return Thread.currentThread().isInterrupted()
                || unplayableInARow >= MOST_UNPLAYABLE
                || told.size() >= MOST_CAUSES
                || mostlyUnsteady();
    }

    /** What is due and was not reached is tried again: a set-up may have failed for a passing reason. */
    private void tryAgain() throws InterruptedException {
        for (int time = 0; time < TRIED_AGAIN; time++) {
            List<Integer> missed = cases.reaching(tally.missing(cases.due()));
            if (budget.tries().isPresent() || isOver() || missed.isEmpty()) {
                return;
            }
            for (int from = 0; from < missed.size() && !isOver(); from += lanes) {
                batch(missed.subList(from, Math.min(missed.size(), from + lanes)));
            }
        }
    }

    /** What was refused is looked at again some time later; at the end the last ones are waited for. */
    private void lookAgain(int number, boolean atTheEnd) throws InterruptedException {
        while (!kept.isEmpty()) {
            long left = LATER.toNanos() - (System.nanoTime() - kept.peek().since());
            if (left > 0 && !atTheEnd) {
                return;
            }
            if (left > 0) {
                Thread.sleep(left / 1_000_000 + 1);
            }
            Optional<Played> late = kept.remove().lookAgain();
            late.flatMap(l -> explanation(toldBefore, l)).ifPresent(metAgain::add);
            if (late.isPresent() && !isExplained(late.get()) && told.size() < MOST_CAUSES) {
                tell(late.get(), number);
            }
        }
    }

    private boolean mostlyUnsteady() {
        return unsteady > 10 && unsteady * 2 > tally.programs();
    }

    private void batch(List<Integer> numbers) throws InterruptedException {
        List<Shrinkable<Program>> drawn = numbers.stream().map(cases::get).toList();
        List<Future<Played>> underWay = new ArrayList<>();
        for (Shrinkable<Program> each : drawn) {
            // Drawn here: jqwik makes values on the thread that began its session, and on no other.
            Program program = each.value();
            underWay.add(pool.submit(() -> Player.play(lab, program, this::isOverdue, kept::add)));
        }
        for (int i = 0; i < drawn.size(); i++) {
            Optional<Played> played = outcome(underWay.get(i));
            if (played.isPresent()) {
                tally.add(played.get());
                unsteady += played.get().unsteady() ? 1 : 0;
                boolean news = played.get().broken().isPresent() && !isExplained(played.get());
                if (played.get().broken().isPresent()) {
                    explanation(toldBefore, played.get()).ifPresent(metAgain::add);
                }
                if (news && told.size() < MOST_CAUSES) {
                    investigate(drawn.get(i), played.get(), numbers.get(i) + 1);
                }
            }
        }
    }

    private Optional<Played> outcome(Future<Played> future) throws InterruptedException {
        try {
            Played played = future.get();
            unplayableInARow = 0;
            return Optional.of(played);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Unobtainable cause) {
                unplayable = Optional.of(cause);
                unplayableInARow++;
                return Optional.empty();
            }
            if (e.getCause() instanceof RuntimeException bug) {
                throw bug;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private Optional<Played> play(Program program) {
        try {
            return Optional.of(Player.play(lab, program));
        } catch (Unobtainable e) {
            return Optional.empty();
        }
    }

    // One cause.

    private boolean isExplained(Played played) {
        return explanation(told, played)
                .or(() -> explanation(toldBefore, played))
                .isPresent();
    }

    private static Optional<Told> explanation(List<Told> all, Played played) {
        Set<String> features = Features.withWhatIsImplied(played);
        Verb verb = lastVerb(played);
        return all.stream()
                .filter(t -> t.verbs().contains(verb) && features.containsAll(t.features()))
                .findFirst();
    }

    /** What an earlier property told is not told again; this one waits for it. */
    private static Found metAgain(Told told) {
        Judgement judgement = told.found().judgement();
        Judgement same = new Judgement(
                judgement.outcome(),
                "met again: " + judgement.why(),
                judgement.misdeed(),
                judgement.proved(),
                false,
                List.of());
        return new Found(
                told.found().breaks(),
                Set.of(told.property()),
                same,
                told.found().attempts());
    }

    private static Verb lastVerb(Played played) {
        return played.done()
                .get(played.done().size() - 1)
                .step()
                .map(Step::verb)
                .orElse(Verb.PUT);
    }

    /** What counts at its first sight, and what an answer alone tells, which has to be seen three times. */
    private static boolean isProved(Played played) {
        Judgement judgement = played.broken().orElseThrow().judgement();
        return judgement.proved() && !judgement.again();
    }

    private boolean isSeenAgain(Played played) {
        if (isProved(played)) {
            return true;
        }
        for (int seen = 1; seen < ALIKE; seen++) {
            Optional<Played> again = play(played.program());
            if (again.filter(a -> isLike(a, played)).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLike(Played one, Played other) {
        if (one.broken().isEmpty() || other.broken().isEmpty()) {
            return false;
        }
        Broken a = one.broken().get();
        Broken b = other.broken().get();
        return a.judgement().misdeed() == b.judgement().misdeed()
                && a.judgement().outcome() == b.judgement().outcome()
                && a.truth() == b.truth()
                && a.due() == b.due();
    }

    private void investigate(Shrinkable<Program> drawn, Played played, int number) {
        if (!isSeenAgain(played)) {
            odd.merge(played.broken().orElseThrow().rule(), 1, Integer::sum);
            return;
        }
        Played shortest = shrink(drawn, played);
        if (isExplained(shortest)) {
            explanation(toldBefore, shortest).ifPresent(metAgain::add);
            return;
        }
        if (shortest != played && !isSeenAgain(shortest)) {
            shortest = played;
        }
        tell(shortest, number);
    }

    private void tell(Played shortest, int number) {
        Verb verb = lastVerb(shortest);
        Set<Verb> verbs = EnumSet.of(verb);
        if (isNotEvaluated(shortest, verb)) {
            Capable.verbs(lab.known()).stream()
                    .filter(v -> v != verb && letsAnyThrough(v))
                    .forEach(verbs::add);
            String words = ": neither is a tag that was never issued refused, so that If-Match is not evaluated on "
                    + String.join(" and ", verbs.stream().map(Verb::name).toList());
            Found found = found(shortest, words, number);
            told.add(new Told(property, Set.of(Features.LET_THROUGH), verbs, found));
            // Where If-Match is not looked at, a date beside it is.
            told.add(new Told(property, Features.DATE_COUNTS, verbs, found));
            return;
        }
        if (shortest.broken().orElseThrow().due() == Played.Expected.UNCHANGED_LATER) {
            told.add(new Told(property, Features.of(shortest), EnumSet.allOf(Verb.class), found(shortest, "", number)));
            return;
        }
        verbs.addAll(alsoBy(shortest));
        String others = String.join(
                " and ", verbs.stream().filter(v -> v != verb).map(Verb::name).toList());
        String words = others.isEmpty() ? "" : "; so it is with " + others;
        told.add(new Told(property, Features.of(shortest), verbs, found(shortest, words, number)));
    }

    /** A tag that is not current was let through alone: where no such tag is refused, nothing is compared at all. */
    private boolean isNotEvaluated(Played shortest, Verb verb) {
        Set<Optional<Set<Role>>> plain =
                Set.of(Optional.of(EnumSet.of(Role.PREVIOUS)), Optional.of(EnumSet.of(Role.FOREIGN)));
        boolean simple = Features.before(shortest).isEmpty()
                && shortest.broken().orElseThrow().attempt().before().isPresent()
                && shortest.done().get(shortest.done().size() - 1).step().stream()
                        .anyMatch(s -> s.beside().isEmpty()
                                && plain.contains(s.ifMatch().map(Value::roles)));
        return simple && letsAnyThrough(verb);
    }

    /** Neither a tag that was never issued nor one that was replaced, where the tags move so that one can be had. */
    private boolean letsAnyThrough(Verb verb) {
        Optional<Played> foreign = play(Program.of(Step.of(verb).ifMatch(Role.FOREIGN)));
        Optional<Played> previous = play(Program.of(Step.of(verb).ifMatch(Role.PREVIOUS)));
        boolean none = previous.filter(p -> p.judged().isEmpty()).isPresent();
        return foreign.filter(Search::isLetThrough).isPresent()
                && (none || previous.filter(Search::isLetThrough).isPresent());
    }

    private static boolean isLetThrough(Played played) {
        return played.broken()
                .filter(b -> Features.family(b.judgement().misdeed()).equals(Features.LET_THROUGH))
                .isPresent();
    }

    private Played shrink(Shrinkable<Program> drawn, Played played) {
        int left = MOST_SHRINKING;
        Played shortest = played;
        Shrinkable<Program> at = drawn;
        boolean better = true;
        while (better && left > 0) {
            List<Shrinkable<Program>> simpler = Cases.simpler(at).limit(left).toList();
            Shown shown = firstShown(simpler.stream().map(Shrinkable::value).toList(), played);
            left -= shown.tried();
            better = shown.played().isPresent();
            if (better) {
                shortest = shown.played().get();
                at = simpler.get(shown.tried() - 1);
            }
        }
        better = true;
        left = Math.max(left, MOST_SHRINKING / 2);
        while (better && left > 0) {
            List<Program> simpler = Simpler.of(endingWhereItBroke(shortest));
            Shown shown = firstShown(simpler.subList(0, Math.min(left, simpler.size())), played);
            left -= shown.tried();
            better = shown.played().isPresent();
            shortest = shown.played().orElse(shortest);
        }
        return shortest;
    }

    /**
     * The first of some programs that shows it still, and how many were looked at to find it: never one that was not seen to
     * fail, and never one of a cause that was told already.
     */
    private record Shown(Optional<Played> played, int tried) {}

    /** One after the other; where tags settle slowly many at a time, of which the first in order counts all the same. */
    private Shown firstShown(List<Program> programs, Played original) {
        int atOnce = lab.known().settle().isZero() ? 1 : LANES_WHERE_TAGS_SETTLE;
        for (int from = 0; from < programs.size(); from += atOnce) {
            List<Program> some = programs.subList(from, Math.min(programs.size(), from + atOnce));
            List<Optional<Played>> all = playAll(some);
            for (int i = 0; i < all.size(); i++) {
                Optional<Played> shown =
                        all.get(i).filter(p -> isLike(p, original)).filter(p -> !isExplained(p));
                if (shown.isPresent()) {
                    return new Shown(shown, from + i + 1);
                }
            }
        }
        return new Shown(Optional.empty(), programs.size());
    }

    private List<Optional<Played>> playAll(List<Program> programs) {
        if (programs.size() == 1) {
            return List.of(play(programs.get(0)));
        }
        List<Future<Optional<Played>>> underWay =
                programs.stream().map(p -> pool.submit(() -> play(p))).toList();
        List<Optional<Played>> all = new ArrayList<>();
        for (Future<Optional<Played>> each : underWay) {
            try {
                all.add(each.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                all.add(Optional.empty());
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException bug ? bug : new IllegalStateException(e.getCause());
            }
        }
        return all;
    }

    /** The program without the steps that were never taken. */
    private static Program endingWhereItBroke(Played played) {
        Step last = played.done().get(played.done().size() - 1).step().orElse(null);
        List<Step> steps = played.program().steps();
        for (int i = 0; i < steps.size(); i++) {
            boolean here = last != null && steps.get(i).times(1).equals(last.times(1));
            boolean isLast = steps.subList(i + 1, steps.size()).stream()
                    .noneMatch(s -> s.times(1).equals(last));
            if (here && isLast) {
                return new Program(played.program().start(), steps.subList(0, i + 1));
            }
        }
        return played.program();
    }

    /** The other methods that do the same wrong in the same place. */
    private Set<Verb> alsoBy(Played shortest) {
        Set<Verb> also = EnumSet.noneOf(Verb.class);
        Program program = endingWhereItBroke(shortest);
        int at = program.steps().size() - 1;
        Step last = program.steps().get(at);
        List<Verb> others = Capable.verbs(lab.known()).stream()
                .filter(v -> v != last.verb())
                .toList();
        List<Optional<Played>> all = playAll(others.stream()
                .map(verb -> {
                    List<Step> steps = new ArrayList<>(program.steps());
                    steps.set(at, last.by(verb));
                    return new Program(program.start(), steps);
                })
                .toList());
        String family =
                Features.family(shortest.broken().orElseThrow().judgement().misdeed());
        for (int i = 0; i < others.size(); i++) {
            boolean same = all.get(i)
                    .flatMap(Played::broken)
                    .filter(b -> Features.family(b.judgement().misdeed()).equals(family))
                    .isPresent();
            if (same) {
                also.add(others.get(i));
            }
        }
        return also;
    }

    private Found found(Played shortest, String words, int number) {
        Broken broken = shortest.broken().orElseThrow();
        boolean plain = Features.before(shortest).isEmpty();
        Judgement judgement = broken.judgement();
        Telling telling = new Telling(lab.known(), budget, property, number);
        String why = "breaks " + broken.rule() + ": " + judgement.why() + words;
        Judgement shown = new Judgement(
                judgement.outcome(),
                why,
                judgement.misdeed(),
                judgement.proved(),
                false,
                List.of(),
                telling.exhibit(shortest, why));
        return new Found(
                Catalogue.entry(broken.rule()),
                RuleOf.explanations(broken.rule(), plain),
                shown,
                List.of(broken.attempt()));
    }

    // What is to be said where nothing was found.

    private Judgement rest() {
        Set<String> missing = tally.missing(cases.due());
        if (tally.judged() == 0 && unplayable.isPresent()) {
            return inconclusive("nothing could be tried: " + unplayable.get().getMessage());
        }
        if (mostlyUnsteady()) {
            return inconclusive("the tags move although nobody writes, so that no case means what it says");
        }
        if (!odd.isEmpty()) {
            return inconclusive("it comes and goes: an answer that breaks " + String.join(", ", odd.keySet())
                    + " was not given again");
        }
        if (!missing.isEmpty()) {
            return inconclusive("never reached: " + String.join("; ", missing)
                    + unplayable.map(u -> " (" + u.getMessage() + ")").orElse(""));
        }
        return new Judgement(
                Outcome.PASS,
                tally.judged() + " requests in " + tally.programs() + " cases were answered as is due",
                Misdeed.NONE,
                true,
                false,
                List.of());
    }

    private static Judgement inconclusive(String why) {
        return new Judgement(Outcome.INCONCLUSIVE, why, Misdeed.NONE, false, false, List.of());
    }

    private Map<String, Object> measured() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("seed", budget.seed());
        all.putAll(tally.measured());
        if (!odd.isEmpty()) {
            all.put("not seen again", odd);
        }
        return all;
    }
}
