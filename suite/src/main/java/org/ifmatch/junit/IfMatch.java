package org.ifmatch.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ifmatch.report.Results;
import org.ifmatch.run.Options;
import org.ifmatch.run.Session;
import org.ifmatch.run.WrongUse;
import org.junit.jupiter.api.DynamicNode;

/**
 * The suite inside a build of yours: examines a server that a test has started, and shows each rule as a test.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicNode> orders_are_not_lost() {
 *     return IfMatch.server("http://localhost:" + port + "/orders/").tests();
 * }
 * }</pre>
 *
 * <p>Reports go to {@code target/ifmatch/} below the working directory, unless the option {@code reports.dir} says otherwise. A
 * value of this class is never changed: each method returns another one.
 */
public final class IfMatch {

    private static final Path USUAL_REPORTS = Path.of("target", "ifmatch");

    private final Map<String, String> options;
    private final Map<String, String> variables;

    private IfMatch(Map<String, String> options, Map<String, String> variables) {
        this.options = Map.copyOf(options);
        this.variables = Map.copyOf(variables);
    }

    /** The server with a collection at this URL; its query string is kept. */
    public static IfMatch server(String url) {
        return new IfMatch(Map.of("target.url", url), Map.of());
    }

    /**
     * An entry of a targets file, for a server that needs more than a URL. Its {@code url} may be a variable, such as
     * <code>${ORDERS_URL}</code>, whose value {@link #variable} gives once the port is known.
     *
     * @param file seen from the working directory
     */
    public static IfMatch target(String name, Path file) {
        return new IfMatch(Map.of("target", name, "targets.file", file.toString()), Map.of());
    }

    /** An option by the name that it has on the command line, such as {@code only}, {@code baseline} or {@code race.seconds}. */
    public IfMatch option(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(options);
        more.put(name, value);
        return new IfMatch(more, variables);
    }

    /** A value for <code>${NAME}</code> in the targets file; it goes before the environment's. */
    public IfMatch variable(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(variables);
        more.put(name, value);
        return new IfMatch(options, more);
    }

    /**
     * Examines the server and returns what was found, for a build that wants to look at it by itself.
     *
     * @throws IllegalArgumentException when an option or the targets file is wrong, with every mistake, before anything is sent
     * @throws UncheckedIOException when the reports cannot be written
     */
    public List<Results> examine() {
        Path here = Path.of("").toAbsolutePath();
        try {
            Options chosen = Options.of(options, here, here.resolve(USUAL_REPORTS));
            return new Session(chosen, "", System.out, false)
                    .withVariables(variables)
                    .run()
                    .results();
        } catch (WrongUse e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** Examines the server, and gives a test for each rule and one for the gate. Throws as {@link #examine} does. */
    public Stream<DynamicNode> tests() {
        return examine().stream().map(RuleTests::of);
    }
}
