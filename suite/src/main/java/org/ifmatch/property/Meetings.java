package org.ifmatch.property;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.sessions.JqwikSession;
import org.ifmatch.http.Release;
import org.ifmatch.linear.Contradiction;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Lab;
import org.ifmatch.observe.Unobtainable;
import org.ifmatch.property.Meeting.Move;
import org.ifmatch.report.Case;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Story;
import org.ifmatch.rule.Catalogue;
import org.ifmatch.rule.Exhibit;
import org.ifmatch.rule.Inquiry.Budget;
import org.ifmatch.rule.Inquiry.Found;
import org.ifmatch.rule.Inquiry.Inquest;
import org.ifmatch.rule.Judgement;
import org.ifmatch.rule.Misdeed;

/**
 * Small programs of two to four clients that meet at one resource, released together round by round and played again and again;
 * the checker of histories says whether one register could have answered so.
 */
final class Meetings {

    private static final int MOST_CLIENTS = 4;
    private static final int MOST_MOVES = 5;
    /** How often a meeting is played before it is given up: a race shows by chance. */
    private static final int REPEATED = 6;
    /** How often a shorter one is played: it has to be seen to fail, and may be slow to. */
    private static final int REPEATED_TO_SHRINK = 40;

    private static final int MOST_SHRINKING = 600;
    private static final int MOST_CAUSES = 4;
    /** How often an answer that may be another next time has to be seen. */
    private static final int ALIKE = 3;
    /** Meetings in a row that could not be played, after which the target is left alone. */
    private static final int MOST_UNPLAYABLE = 6;
    /** Fewer pairs of requests that were surely under way at once show nothing. */
    private static final int LEAST_OVERLAPPING = 10;
    /** Until so many were, the search goes on, if only for as long as this. */
    private static final int WANTED_OVERLAPPING = 50;

    private static final Duration LONGEST = Duration.ofSeconds(8);

    private final Lab lab;
    private final Budget budget;
    private final Random random;
    private final List<Found> found = new ArrayList<>();
    private final List<Set<Move>> told = new ArrayList<>();
    private final Map<String, Integer> moves = new TreeMap<>();
    private int crashes;
    /** The one with the fewest requests. */
    private Optional<Met> crashed = Optional.empty();

    private boolean twoWinnersAreTold;
    private Optional<String> unplayable = Optional.empty();
    private int unplayableInARow;
    private int tries;
    private int played;
    private long pairs;
    private long overlapping;

    private Meetings(Lab lab, Budget budget) {
        this.lab = lab;
        this.budget = budget;
        this.random = new Random(budget.seed());
    }

    static Inquest look(Lab lab, Budget budget) {
        Known known = lab.known();
        if (!known.settle().isZero() || !known.can("ryw")) {
            return new Inquest(
                    List.of(),
                    new Judgement(
                            Outcome.NOT_APPLICABLE,
                            "a tag of this target is not at once what it will be, so that clients who meet cannot know it",
                            Misdeed.NONE,
                            true,
                            false,
                            List.of()),
                    Map.of());
        }
        AtomicReference<Inquest> inquest = new AtomicReference<>();
        JqwikSession.run(() -> inquest.set(new Meetings(lab, budget).look()));
        return inquest.get();
    }

    private Inquest look() {
        List<Meeting> first = first(lab.known());
        RandomGenerator<Meeting> drawn = meetings(lab.known()).generator(1000);
        long until = System.nanoTime() + budget.lasting().toNanos();
        while (goesOn(first.size(), until)) {
            Meeting next = tries < first.size()
                    ? first.get(tries)
                    : drawn.next(new Random(budget.seed() * 31 + tries)).value();
            tries++;
            if (isExplained(next)) {
                continue;
            }
            try {
                shown(next, REPEATED).ifPresent(this::investigate);
                next.moves().forEach(m -> moves.merge(m.words(), 1, Integer::sum));
                unplayableInARow = 0;
            } catch (Unobtainable e) {
                unplayable = Optional.of(e.getMessage());
                unplayableInARow++;
            }
        }
        if (crashes >= ALIKE) {
            found.add(ofCrashes());
        }
        return new Inquest(found, rest(), measured());
    }

    private boolean goesOn(int first, long until) {
        if (Thread.currentThread().isInterrupted()
                || found.size() >= MOST_CAUSES
                || unplayableInARow >= MOST_UNPLAYABLE) {
            return false;
        }
        if (budget.tries().isPresent()) {
            return tries < budget.tries().get();
        }
        long late = System.nanoTime() - until;
        boolean shown = overlapping >= WANTED_OVERLAPPING;
        return tries < first || late < 0 || !shown && late < LONGEST.toNanos();
    }

    // What is played.

    /** The moves that a target has, each with how often it is drawn. */
    private static Map<Move, Integer> weights(Known known) {
        Map<Move, Integer> all = new EnumMap<>(Move.class);
        all.put(Move.PUT, 6);
        all.put(Move.PUT_STAR, 2);
        all.put(Move.PUT_LIST, 1);
        all.put(Move.PUT_LARGE, 1);
        all.put(Move.GET, 1);
        if (!known.can("428")) {
            all.put(Move.PUT_ANYWAY, 1);
        }
        if (Capable.of(known, Step.Verb.DELETE)) {
            all.put(Move.DELETE, 3);
        }
        if (Capable.recreates(known)) {
            all.put(Move.CREATE, 2);
        }
        if (Capable.of(known, Step.Verb.PATCH)) {
            all.put(Move.PATCH, 2);
        }
        if (Capable.of(known, Step.Verb.POST)) {
            all.put(Move.POST, 2);
        }
        return all;
    }

    /** Each move against itself and against a plain PUT, as far as the target has it. */
    private static List<Meeting> first(Known known) {
        Set<Move> can = weights(known).keySet();
        List<Meeting> all = List.of(
                Meeting.of(Move.PUT, Move.PUT),
                Meeting.of(Move.PUT, Move.PUT, Move.PUT, Move.PUT),
                Meeting.of(Move.PUT, Move.PUT).afterARest(),
                Meeting.of(Move.PUT, Move.PUT_ANYWAY),
                Meeting.of(Move.PUT, Move.DELETE),
                Meeting.of(Move.PUT_STAR, Move.DELETE),
                new Meeting(List.of(List.of(Move.DELETE, Move.CREATE), List.of(Move.DELETE, Move.CREATE)), false),
                Meeting.of(Move.PATCH, Move.PATCH),
                Meeting.of(Move.PATCH, Move.PUT),
                Meeting.of(Move.POST, Move.POST),
                Meeting.of(Move.POST, Move.PUT),
                Meeting.of(Move.PUT_LIST, Move.PUT_LIST),
                Meeting.of(Move.PUT_LARGE, Move.PUT_LARGE),
                Meeting.of(Move.PUT, Move.GET));
        return all.stream().filter(m -> can.containsAll(m.moves())).toList();
    }

    private static Arbitrary<Meeting> meetings(Known known) {
        List<Tuple2<Integer, Move>> moves = weights(known).entrySet().stream()
                .map(each -> Tuple.of(each.getValue(), each.getKey()))
                .toList();
        Arbitrary<List<List<Move>>> clients = Arbitraries.frequency(moves)
                .list()
                .ofMinSize(2)
                .ofMaxSize(MOST_MOVES)
                .list()
                .ofMinSize(2)
                .ofMaxSize(MOST_CLIENTS);
        Arbitrary<Boolean> rested = Arbitraries.frequency(Tuple.of(9, false), Tuple.of(1, true));
        return Combinators.combine(clients, rested).as(Meeting::new);
    }

    /** Plays a meeting until it shows a contradiction, at most so many times. */
    private Optional<Met> shown(Meeting meeting, int most) {
        for (int time = 0; time < most; time++) {
            Release.Way[] ways = Release.Way.values();
            Met met = Met.play(lab, budget.lanes(), meeting, Release.by(ways[random.nextInt(ways.length)]));
            played++;
            pairs += met.pairs();
            overlapping += met.overlapping();
            if (met.crashedALoser()) {
                crashes++;
                crashed = crashed.filter(c -> c.told().size() <= met.told().size())
                        .or(() -> Optional.of(met));
            }
            if (met.contradiction().isPresent()) {
                return Optional.of(met);
            }
        }
        return Optional.empty();
    }

    // What is found.

    /** The same moves have met in a meeting that was told; one that has more of them shows the same. */
    private boolean isExplained(Meeting meeting) {
        return told.stream().anyMatch(meeting.moves()::containsAll);
    }

    private void investigate(Met met) {
        if (twoWinnersAreTold && isTwoWinners(met)) {
            return;
        }
        int left = MOST_SHRINKING;
        Met shortest = met;
        boolean better = true;
        while (better && left > 0) {
            better = false;
            for (Meeting each : shortest.meeting().simpler()) {
                left -= REPEATED_TO_SHRINK;
                Optional<Met> tried =
                        left < 0 || isExplained(each) ? Optional.empty() : shown(each, REPEATED_TO_SHRINK);
                if (tried.isPresent()) {
                    shortest = tried.get();
                    better = true;
                    break;
                }
            }
        }
        Contradiction contradiction = shortest.contradiction().orElseThrow();
        Set<Move> of = shortest.meeting().moves();
        of.remove(Move.GET);
        told.add(of);
        boolean byAny = isTwoWinners(shortest) && of.equals(Set.of(Move.PUT));
        found.add(found(shortest, contradiction, of, byAny ? alsoBy() : ""));
        twoWinnersAreTold |= byAny;
    }

    private static boolean isTwoWinners(Met met) {
        Contradiction.Kind kind = met.contradiction().orElseThrow().kind();
        return kind != Contradiction.Kind.SPURIOUS_412 && kind != Contradiction.Kind.TAG_REUSE;
    }

    /** Where even plain writers both win, that others do too has the same cause: it is said in the same breath. */
    private String alsoBy() {
        List<String> others = new ArrayList<>();
        for (Meeting each : first(lab.known())) {
            if (!isExplained(each)
                    && shown(each, REPEATED).filter(Meetings::isTwoWinners).isPresent()) {
                others.add(String.join(
                        " and ", each.moves().stream().map(Move::words).toList()));
            }
        }
        return others.isEmpty() ? "" : "; so it is where these meet: " + String.join(", ", others);
    }

    private Found found(Met met, Contradiction contradiction, Set<Move> of, String others) {
        boolean spurious = contradiction.kind() == Contradiction.Kind.SPURIOUS_412;
        boolean reused = contradiction.kind() == Contradiction.Kind.TAG_REUSE;
        String rule = spurious ? "race/412-truthful" : reused ? "race/tag-uniqueness-under-load" : rule(of);
        String why = "breaks " + rule + ": " + contradiction.kind().says() + ". "
                + String.join(" ", contradiction.sentences()) + others;
        String program = new MeetingClass(lab.known(), met, why, replay()).text();
        Misdeed misdeed = spurious ? Misdeed.LOCKED_OUT : Misdeed.PERFORMED;
        return found(met, rule, new Judgement(Outcome.FAIL, why, misdeed, true, false, List.of()), program);
    }

    /** Whoever comes too late is told so by 412: a server error says that nobody thought of it (race/loser-status). */
    private Found ofCrashes() {
        String why = "breaks race/loser-status: writers who came too late were answered 500 in " + crashes
                + " programs, where 412 is due";
        Judgement judgement = new Judgement(Outcome.WARN, why, Misdeed.SERVER_ERROR, true, false, List.of());
        return found(crashed.orElseThrow(), "race/loser-status", judgement, "");
    }

    private Found found(Met met, String rule, Judgement judgement, String program) {
        List<Story.Step> steps = new ArrayList<>();
        met.told()
                .forEach(t -> steps.add(new Story.Step(
                        t.says(), budget.proof().shown("step " + (steps.size() + 1), t.exchange()))));
        String what = "Several clients at once: " + met.meeting();
        Case told = new Case(
                what,
                judgement.outcome(),
                judgement.why(),
                new Story(steps, program),
                new MeetingLines(met).text() + "# to find it again: " + replay() + "\n");
        Set<String> explanations = Catalogue.entries().stream()
                .map(Catalogue.Entry::id)
                .filter(id -> id.startsWith("race/"))
                .collect(Collectors.toSet());
        explanations.addAll(List.of("property/field-values", "property/conditions", "property/sequences"));
        return new Found(
                Catalogue.entry(rule),
                explanations,
                judgement.showing(new Exhibit(List.of(told), Map.of())),
                List.of(Attempt.shown(what, met.told().get(0).exchange())));
    }

    private static String rule(Set<Move> of) {
        if (of.equals(Set.of(Move.PUT))) {
            return "race/single-winner";
        }
        if (of.equals(Set.of(Move.PUT, Move.DELETE))) {
            return "race/put-delete";
        }
        if (of.contains(Move.POST)) {
            return "race/post-append";
        }
        if (of.contains(Move.PATCH)) {
            return "race/patch-patch";
        }
        if (of.stream().allMatch(m -> m.namesTheTag() && m != Move.DELETE)) {
            return "race/single-winner";
        }
        if (of.equals(Set.of(Move.PUT_STAR, Move.DELETE))) {
            return "race/star-vs-delete";
        }
        if (of.equals(Set.of(Move.PUT, Move.PUT_ANYWAY))) {
            return "race/mixed-unconditional";
        }
        return of.contains(Move.CREATE) && !of.contains(Move.PUT) ? "race/create-inm-star" : "race/cas-linearizable";
    }

    private String replay() {
        return "mvn verify " + budget.replay() + " -Donly=property/programs -Dseed=" + budget.seed() + " -Dtries="
                + tries;
    }

    // What is to be said where nothing was found.

    private Judgement rest() {
        if (overlapping < LEAST_OVERLAPPING || unplayableInARow >= MOST_UNPLAYABLE) {
            String why = unplayable.orElse("only " + overlapping + " of " + pairs
                    + " pairs of requests that were released together were surely under way at once");
            return new Judgement(Outcome.INCONCLUSIVE, why, Misdeed.NONE, false, false, List.of());
        }
        return new Judgement(
                Outcome.PASS,
                tries + " programs of several clients, played " + played + " times, were answered as by one register",
                Misdeed.NONE,
                true,
                false,
                List.of());
    }

    private Map<String, Object> measured() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("seed", budget.seed());
        all.put("tries", tries);
        all.put("rounds", played);
        all.put("overlap", pairs == 0 ? 0.0 : Math.round(1000.0 * overlapping / pairs) / 1000.0);
        all.put("moves", moves);
        return all;
    }
}
