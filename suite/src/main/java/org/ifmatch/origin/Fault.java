package org.ifmatch.origin;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A known way to break the rules of If-Match, planted in an otherwise honest origin to see that it is noticed. */
public final class Fault {

    private final String label;
    private final String says;
    private final String faultClass;
    private final String caughtBy;
    private final Set<String> alsoBreaks;
    private final Set<String> mayBreak;
    private final boolean onlyNoted;
    private final Supplier<Habits> habits;

    private Fault(Draft draft, Supplier<Habits> habits) {
        label = draft.label;
        says = draft.says;
        faultClass = draft.faultClass;
        caughtBy = draft.caughtBy;
        alsoBreaks = draft.alsoBreaks.stream()
                .filter(rule -> !rule.equals(caughtBy))
                .collect(Collectors.toUnmodifiableSet());
        mayBreak = Set.copyOf(draft.mayBreak);
        onlyNoted = draft.onlyNoted;
        this.habits = habits;
    }

    /** All of them, group by group. */
    public static List<Fault> all() {
        return Stream.of(
                        IgnoringFaults.ALL,
                        BypassFaults.ALL,
                        EffectFaults.ALL,
                        ComparisonFaults.ALL,
                        StrengthFaults.ALL,
                        WildcardFaults.ALL,
                        MissingFaults.ALL,
                        ListFaults.ALL,
                        SyntaxFaults.ALL,
                        PrecedenceFaults.ALL,
                        OrderFaults.ALL,
                        AnswerFaults.ALL,
                        TagFaults.ALL,
                        ShownTagFaults.ALL,
                        VariantFaults.ALL,
                        ContentFaults.ALL,
                        WireFaults.ALL,
                        ConnectionFaults.ALL,
                        NeighbourFaults.ALL,
                        RaceFaults.ALL,
                        MeetingFaults.ALL,
                        HiddenRaceFaults.ALL,
                        ReadRaceFaults.ALL,
                        CombinationFaults.ALL)
                .flatMap(List::stream)
                .toList();
    }

    /** The name that follows {@code fault:}, in kebab-case. */
    public String label() {
        return label;
    }

    /** What the origin does wrong, in one sentence. */
    public String says() {
        return says;
    }

    /** The class of faults that it belongs to, {@code F01} to {@code F23}. */
    public String faultClass() {
        return faultClass;
    }

    /** The id of the rule that has to notice it. */
    public String caughtBy() {
        return caughtBy;
    }

    /** The ids of other rules that it breaks on the way, each time. */
    public Set<String> alsoBreaks() {
        return alsoBreaks;
    }

    /** The ids of other rules that it breaks at one time and not at another, because it depends on the clock or on who meets. */
    public Set<String> mayBreak() {
        return mayBreak;
    }

    /** Whether all that can be said against it is a NOTE: it uses a freedom that the text gives and that clients suffer from. */
    public boolean isOnlyNoted() {
        return onlyNoted;
    }

    /** Habits of its own for each origin, because some faults remember. */
    Habits habits() {
        return habits.get();
    }

    @Override
    public String toString() {
        return "fault:" + label;
    }

    static Draft fault(String label) {
        return new Draft(label);
    }

    /** A fault that is being described. */
    static final class Draft {
        private final String label;
        private String says = "";
        private String faultClass = "";
        private String caughtBy = "";
        private final Set<String> alsoBreaks = new TreeSet<>();
        private final Set<String> mayBreak = new TreeSet<>();
        private boolean onlyNoted;

        private Draft(String label) {
            this.label = label;
        }

        Draft says(String sentence) {
            says = sentence;
            return this;
        }

        Draft ofClass(String id) {
            faultClass = id;
            return this;
        }

        Draft caughtBy(String rule) {
            caughtBy = rule;
            return this;
        }

        Draft alsoBreaks(String... rules) {
            return alsoBreaks(List.of(rules));
        }

        Draft alsoBreaks(Collection<String> rules) {
            alsoBreaks.addAll(rules);
            return this;
        }

        /** Takes out of a list of rules that usually go down together those that this fault leaves alone. */
        Draft butNot(String... rules) {
            List.of(rules).forEach(alsoBreaks::remove);
            return this;
        }

        Draft mayBreak(String... rules) {
            return mayBreak(List.of(rules));
        }

        Draft mayBreak(Collection<String> rules) {
            mayBreak.addAll(rules);
            return this;
        }

        Draft onlyNoted() {
            onlyNoted = true;
            return this;
        }

        Fault as(Supplier<Habits> habits) {
            return new Fault(this, habits);
        }
    }
}
