package org.ifmatch.junit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ifmatch.run.Options;
import org.ifmatch.run.Session;
import org.ifmatch.run.StepSummary;
import org.ifmatch.run.WrongUse;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.AssertionFailedError;

/** The JUnit edge: examines the targets that system properties name and shows each rule of each target as a test. */
public final class IfMatchExamination {

    /** Properties that begin like ours but are none of ours are told, so that a slip of the finger does not pass unseen. */
    private static final List<String> OUR_BEGINNINGS = List.of("target.", "targets.", "max.", "reports.", "baseline.");

    @TestFactory
    Stream<DynamicNode> examine() throws IOException {
        Path typedIn = Path.of(property("ifmatch.typed.in").orElse(""));
        Path usual = Path.of(property("ifmatch.reports").orElse("target/ifmatch"));
        AllureReport.startOver();
        try {
            Options options = Options.of(given(), typedIn, typedIn.resolve(usual));
            if (!options.namesATarget()) {
                System.out.println(
                        "No server of yours is examined: name one with -Dtarget.url=http://host/collection/");
            }
            Session session = new Session(
                    options.orTarget("reference"), property("ifmatch.build").orElse(""), System.out, false);
            Session.Outcome outcome = session.run();
            StepSummary.append(options.reports(), outcome.file(), System.getenv(), System.out);
            return outcome.results().stream().map(RuleTests::of);
        } catch (WrongUse e) {
            throw new AssertionFailedError(e.getMessage());
        }
    }

    private static Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            if (Options.HELP.containsKey(name) || OUR_BEGINNINGS.stream().anyMatch(name::startsWith)) {
                given.put(name, System.getProperty(name));
            }
        }
        return given;
    }

    private static Optional<String> property(String name) {
        return Optional.ofNullable(System.getProperty(name)).filter(value -> !value.isBlank());
    }
}
