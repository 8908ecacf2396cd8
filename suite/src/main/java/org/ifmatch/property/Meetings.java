package org.ifmatch.property;

import java.util.ArrayList;
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
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Tuple;
import net.jqwik.api.sessions.JqwikSession;
import org.ifmatch.http.Release;
import org.ifmatch.http.Request;
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
    /** Less than this share of pairs that were under way at once shows nothing. */
    private static final double LEAST_OVERLAP = 0.05;

    private final Lab lab;
    private final Budget budget;
    private final Random random;
    private final List<Found> found = new ArrayList<>();
    private final List<Set<Move>> told = new ArrayList<>();
    private final Map<String, Integer> moves = new TreeMap<>();
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
        Optional<String> trouble = Optional.empty();
        try {
            while (goesOn(first.size(), until)) {
                Meeting next = tries < first.size()
                        ? first.get(tries)
                        : drawn.next(new Random(budget.seed() * 31 + tries)).value();
                tries++;
                next.moves().forEach(m -> moves.merge(m.words(), 1, Integer::sum));
                if (!isExplained(next)) {
                    shown(next, REPEATED).ifPresent(this::investigate);
                }
            }
        } catch (Unobtainable e) {
            trouble = Optional.of(e.getMessage());
        }
        return new Inquest(found, rest(trouble), measured());
    }

    private boolean goesOn(int first, long until) {
        if (Thread.currentThread().isInterrupted() || found.size() >= MOST_CAUSES) {
            return false;
        }
        return budget.tries().isPresent()
                ? tries < budget.tries().get()
                : tries < first || System.nanoTime() - until < 0;
    }

    // What is played.

    private static List<Meeting> first(Known known) {
        List<Meeting> all = new ArrayList<>(List.of(
                Meeting.of(Move.PUT, Move.PUT),
                Meeting.of(Move.PUT, Move.PUT, Move.PUT, Move.PUT),
                Meeting.of(Move.PUT, Move.PUT_ANYWAY)));
        if (Capable.of(known, Step.Verb.DELETE)) {
            all.add(Meeting.of(Move.PUT, Move.DELETE));
            all.add(Meeting.of(Move.PUT_STAR, Move.DELETE));
        }
        if (Capable.recreates(known)) {
            all.add(new Meeting(List.of(List.of(Move.DELETE, Move.CREATE), List.of(Move.DELETE, Move.CREATE))));
        }
        return all;
    }

    private static Arbitrary<Meeting> meetings(Known known) {
        boolean deletes = Capable.of(known, Step.Verb.DELETE);
        boolean recreates = Capable.recreates(known);
        Arbitrary<Move> move = Arbitraries.frequency(
                Tuple.of(6, Move.PUT),
                Tuple.of(deletes ? 3 : 0, Move.DELETE),
                Tuple.of(2, Move.PUT_STAR),
                Tuple.of(recreates ? 2 : 0, Move.CREATE),
                Tuple.of(known.can("428") ? 0 : 1, Move.PUT_ANYWAY),
                Tuple.of(1, Move.GET));
        return move.list()
                .ofMinSize(2)
                .ofMaxSize(MOST_MOVES)
                .list()
                .ofMinSize(2)
                .ofMaxSize(MOST_CLIENTS)
                .map(Meeting::new);
    }

    /** Plays a meeting until it shows a contradiction, at most so many times. */
    private Optional<Met> shown(Meeting meeting, int most) {
        for (int time = 0; time < most; time++) {
            Release.Way[] ways = Release.Way.values();
            Met met = Met.play(lab, budget.lanes(), meeting, Release.by(ways[random.nextInt(ways.length)]));
            played++;
            pairs += met.pairs();
            overlapping += met.overlapping();
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
        found.add(found(shortest, contradiction, of));
    }

    private Found found(Met met, Contradiction contradiction, Set<Move> of) {
        boolean spurious = contradiction.kind() == Contradiction.Kind.SPURIOUS_412;
        String rule = spurious ? "race/412-truthful" : rule(of);
        String why = "breaks " + rule + ": " + contradiction.kind().says() + ". "
                + String.join(" ", contradiction.sentences());
        List<Story.Step> steps = new ArrayList<>();
        met.told()
                .forEach(t -> steps.add(new Story.Step(
                        t.says(), budget.proof().shown("step " + (steps.size() + 1), t.exchange()))));
        String what = "Several clients at once: " + met.meeting();
        Case told = new Case(
                what, Outcome.FAIL, why, new Story(steps, ""), lines(met) + "# to find it again: " + replay() + "\n");
        Set<String> explanations = Catalogue.entries().stream()
                .map(Catalogue.Entry::id)
                .filter(id -> id.startsWith("race/"))
                .collect(Collectors.toSet());
        explanations.addAll(List.of("property/field-values", "property/conditions", "property/sequences"));
        Judgement judgement = new Judgement(
                Outcome.FAIL,
                why,
                spurious ? Misdeed.LOCKED_OUT : Misdeed.PERFORMED,
                true,
                false,
                List.of(),
                new Exhibit(List.of(told), Map.of()));
        return new Found(
                Catalogue.entry(rule),
                explanations,
                judgement,
                List.of(Attempt.shown(what, met.told().get(0).exchange())));
    }

    private static String rule(Set<Move> of) {
        if (of.equals(Set.of(Move.PUT))) {
            return "race/single-winner";
        }
        if (of.equals(Set.of(Move.PUT, Move.DELETE))) {
            return "race/put-delete";
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

    /** The meeting again and again in a shell, with the statuses of a round on a line. */
    private String lines(Met met) {
        Request any = met.told().get(0).exchange().request();
        String url = any.url().toString().replaceFirst("[^/?]+(\\?.*)?$", "");
        StringBuilder script = new StringBuilder("for i in $(seq 200); do\n  A='" + url + "'try-$RANDOM$RANDOM\n");
        script.append("  curl -s -o /dev/null -X PUT \"$A\" -H 'Content-Type: text/plain' --data-binary start\n");
        for (int round = 0; round < met.meeting().rounds(); round++) {
            script.append(
                    "  N=$(curl -s -o /dev/null -D - \"$A\" | tr -d '\\r' | sed -n 's/^[Ee][Tt][Aa][Gg]: *//p'); T=${N:-$T}\n");
            for (int client = 0; client < met.meeting().clients().size(); client++) {
                List<Move> all = met.meeting().clients().get(client);
                if (round < all.size()) {
                    script.append("  ")
                            .append(line(all.get(round), client, round))
                            .append(" &\n");
                }
            }
            script.append("  wait; echo\n");
        }
        return script + "done   # the statuses of a round stand on a line\n";
    }

    private static String line(Move move, int client, int round) {
        String field = switch (move) {
            case PUT, DELETE -> " -H \"If-Match: $T\"";
            case PUT_STAR -> " -H 'If-Match: *'";
            case CREATE -> " -H 'If-None-Match: *'";
            default -> "";
        };
        String content = move.method().equals("PUT")
                ? " -H 'Content-Type: text/plain' --data-binary \"$i client " + (client + 1) + " round " + (round + 1)
                        + "\""
                : "";
        return "curl -s -o /dev/null -w '%{http_code} ' -X " + move.method() + " \"$A\"" + field + content;
    }

    // What is to be said where nothing was found.

    private Judgement rest(Optional<String> trouble) {
        double overlap = pairs == 0 ? 0 : (double) overlapping / pairs;
        if (trouble.isPresent() || overlap < LEAST_OVERLAP) {
            String why = trouble.orElseGet(() -> String.format(
                    java.util.Locale.ROOT,
                    "only %.0f %% of the requests that were released together were under way at once",
                    overlap * 100));
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
