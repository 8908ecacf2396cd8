package org.ifmatch.junit;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Results;
import org.junit.jupiter.api.DynamicNode;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** The results of one target as tests: one a rule, and one for the gate, which may be closed for another reason than a rule. */
final class RuleTests {

    private final Results results;
    private final String target;

    private RuleTests(Results results) {
        this.results = results;
        this.target = results.target().name();
    }

    /** A container named after the target; two targets with rules of the same name would merge in viewers. */
    static DynamicNode of(Results results) {
        return new RuleTests(results).container();
    }

    private DynamicNode container() {
        if (results.unexamined().isPresent()) {
            return dynamicTest(target + ": examined", () -> {
                throw new AssertionFailedError(results.unexamined().get());
            });
        }
        Stream<DynamicNode> rules =
                results.findings().stream().map(f -> dynamicTest(target + ": " + f.rule(), () -> rule(f)));
        return dynamicContainer(target, Stream.concat(rules, Stream.of(dynamicTest(target + ": gate", this::gate))));
    }

    /** A FAIL is a failed test, a WARN only where the run is strict; what was not judged is skipped with its reason. */
    private void rule(Finding finding) {
        AllureReport.tell(target, finding);
        String why = finding.verdict() + ": " + finding.why();
        boolean accepted = results.baselined().containsKey(finding.rule());
        boolean broken = finding.verdict() == Outcome.FAIL
                || finding.verdict() == Outcome.WARN && results.gate().strict();
        if (broken && !accepted) {
            throw new AssertionFailedError(target + ": " + finding.rule() + " " + why);
        }
        if (broken) {
            throw new TestAbortedException(
                    "accepted (" + results.baselined().get(finding.rule()).because() + "); " + why);
        }
        boolean judged = finding.verdict() == Outcome.PASS
                || finding.verdict() == Outcome.NOTE
                || finding.verdict() == Outcome.WARN;
        if (!judged) {
            throw new TestAbortedException(why);
        }
    }

    /** Too little evidence and a stale baseline are no rule's failure, and no less red. */
    private void gate() {
        List<String> reasons = results.gate().reasons();
        if (!results.gate().passed()) {
            throw new AssertionFailedError(target + ": the gate is closed. " + String.join(" ", reasons));
        }
    }
}
