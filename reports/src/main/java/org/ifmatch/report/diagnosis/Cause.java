package org.ifmatch.report.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.ifmatch.report.FaultClass;
import org.ifmatch.report.Finding;

/**
 * A known cause: by which findings it is recognised, and which it then explains. It is a value that reads as a sentence.
 *
 * @param faultClass the class that it is most likely of
 * @param says what the server does, in terms of the wire; {@code {methods}} stands for the methods of what it explains
 * @param alternatives classes from which these findings cannot tell it
 * @param signs all of them have to be there
 * @param explains which broken rules are consequences of it
 */
record Cause(
        FaultClass faultClass,
        String says,
        List<FaultClass> alternatives,
        List<Predicate<Seen>> signs,
        List<BiPredicate<Seen, Finding>> explains,
        List<String> names) {

    static final String METHODS = "{methods}";

    Cause {
        alternatives = List.copyOf(alternatives);
        signs = List.copyOf(signs);
        explains = List.copyOf(explains);
        names = List.copyOf(names);
    }

    static Cause cause(FaultClass faultClass, String says) {
        return new Cause(faultClass, says, List.of(), List.of(), List.of(), List.of());
    }

    /** Recognised by any of these rules being broken, all of which it explains. */
    Cause when(String... broken) {
        return given(broken).explaining(broken);
    }

    /** Recognised by any of these rules being broken with this misdeed, all of which it explains. */
    Cause when(Misdeeds misdeed, String... broken) {
        List<String> ids = List.of(broken);
        return sign(seen -> ids.stream().anyMatch(id -> seen.anyTold(id, misdeed.name())), ids)
                .explaining(misdeed, broken);
    }

    /** Any of these rules has to be broken, too. */
    Cause given(String... broken) {
        List<String> ids = List.of(broken);
        return sign(seen -> ids.stream().anyMatch(seen::anyTold), ids);
    }

    /** A case of this rule with these words in its name has to be bad. */
    Cause whenCase(String rule, String words) {
        return sign(seen -> seen.badCase(rule, words), List.of(rule)).explaining(rule);
    }

    /** None of these rules may have been seen broken, not even one that waits for another. */
    Cause unless(String... broken) {
        List<String> ids = List.of(broken);
        return sign(seen -> ids.stream().noneMatch(seen::anyBad), ids);
    }

    /** All of these rules have to hold; one that was not judged does not. */
    Cause though(String... holding) {
        List<String> ids = List.of(holding);
        return sign(seen -> ids.stream().allMatch(seen::holds), ids);
    }

    Cause where(Predicate<Seen> sign) {
        return sign(sign, List.of());
    }

    private Cause sign(Predicate<Seen> sign, List<String> ids) {
        return new Cause(faultClass, says, alternatives, plus(signs, List.of(sign)), explains, plus(names, ids));
    }

    /** The broken rules that are consequences of it besides. */
    Cause explaining(String... broken) {
        List<String> ids = List.of(broken);
        return explaining((seen, f) -> ids.stream().anyMatch(id -> Seen.matches(id, f.rule())), ids);
    }

    /** The rules that are broken by this misdeed are consequences of it. */
    Cause explaining(Misdeeds misdeed, String... broken) {
        List<String> ids = List.of(broken);
        return explaining(
                (seen, f) -> Seen.has(f, misdeed.name()) && ids.stream().anyMatch(id -> Seen.matches(id, f.rule())),
                ids);
    }

    /** The rules that are broken by nothing but the answers with which this one is broken are consequences of it. */
    Cause explainingAnswersOf(String broken) {
        return explaining((seen, f) -> seen.isBrokenByTheAnswersOf(broken, f), List.of(broken));
    }

    private Cause explaining(BiPredicate<Seen, Finding> consequence, List<String> ids) {
        return new Cause(faultClass, says, alternatives, signs, plus(explains, List.of(consequence)), plus(names, ids));
    }

    /** What was seen fits these classes as well. */
    Cause or(FaultClass... others) {
        return new Cause(faultClass, says, plus(alternatives, List.of(others)), signs, explains, names);
    }

    boolean isSeenIn(Seen seen) {
        return signs.stream().allMatch(sign -> sign.test(seen));
    }

    boolean explains(Seen seen, Finding finding) {
        return explains.stream().anyMatch(consequence -> consequence.test(seen, finding));
    }

    private static <T> List<T> plus(List<T> some, List<? extends T> more) {
        List<T> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
