package org.ifmatch.origin;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A way to behave that no rule forbids and few expect, given to an honest origin to see that nobody cries wolf. */
public final class Oddity {

    private final String label;
    private final String says;
    private final Map<String, String> earns;
    private final Supplier<Habits> habits;

    private Oddity(Draft draft, Supplier<Habits> habits) {
        label = draft.label;
        says = draft.says;
        earns = draft.earns;
        this.habits = habits;
    }

    /** All of them, group by group. */
    public static List<Oddity> all() {
        return Stream.of(TagOddities.ALL, AnswerOddities.ALL, SiteOddities.ALL, WireOddities.ALL)
                .flatMap(List::stream)
                .toList();
    }

    /** The name that follows {@code odd:}, in kebab-case. */
    public String label() {
        return label;
    }

    /** What the origin does, in one sentence. */
    public String says() {
        return says;
    }

    /** What it earns and no more: the ids of rules, each with NOTE or WARN. */
    public Map<String, String> earns() {
        return earns;
    }

    /** Habits of its own for each origin, because some oddities remember. */
    Habits habits() {
        return habits.get();
    }

    @Override
    public String toString() {
        return "odd:" + label;
    }

    static Draft odd(String label) {
        return new Draft(label);
    }

    /** An oddity that is being described. */
    static final class Draft {
        private final String label;
        private String says = "";
        private Map<String, String> earns = Map.of();

        private Draft(String label) {
            this.label = label;
        }

        Draft says(String sentence) {
            says = sentence;
            return this;
        }

        Draft earns(Map<String, String> verdicts) {
            earns = Map.copyOf(verdicts);
            return this;
        }

        Oddity as(Supplier<Habits> habits) {
            return new Oddity(this, habits);
        }
    }
}
