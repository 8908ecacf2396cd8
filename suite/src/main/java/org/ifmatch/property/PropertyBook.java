package org.ifmatch.property;

import static org.ifmatch.rule.Rule.rule;

import java.util.List;
import java.util.function.BiFunction;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Need;
import org.ifmatch.rule.Inquiry;
import org.ifmatch.rule.Rule;
import org.ifmatch.rule.RuleBook;

/** The properties: rules that chance looks for ways to break. */
public final class PropertyBook {

    public static final Rule FIELD_VALUES = rule("property/field-values")
            .says(
                    "Whatever list of entity tags If-Match holds, and however it is written, the method is performed just when it"
                            + " names the current one.")
            .needs(Need.PUT_UPDATE)
            .inquire(of("property/field-values", FieldValues::cases));

    public static final Rule CONDITIONS = rule("property/conditions")
            .says(
                    "If-Match comes before every other condition and before Range, in the order of RFC 9110 and whatever the order"
                            + " of the lines.")
            .needs(Need.PUT_UPDATE)
            .inquire(of("property/conditions", ConditionPairs::cases));

    public static final Rule SEQUENCES = rule("property/sequences")
            .says("Whatever was done before, If-Match is judged by the current tag and nothing else.")
            .needs(Need.PUT_UPDATE)
            .inquire(of("property/sequences", Sequences::cases));

    public static final Rule PROGRAMS = rule("property/programs")
            .says("However the requests of several clients fall together, the resource answers as one register would.")
            .needs(Need.PUT_UPDATE, Need.STRONG_TAG)
            .inquire(Meetings::look);

    private PropertyBook() {}

    public static RuleBook book() {
        return RuleBook.of(List.of(FIELD_VALUES, CONDITIONS, SEQUENCES, PROGRAMS));
    }

    private static Inquiry of(String id, BiFunction<Known, Long, Cases> cases) {
        return (lab, budget) -> Search.run(id, lab, budget, () -> cases.apply(lab.known(), budget.seed()));
    }
}
