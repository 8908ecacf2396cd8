package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A run by the plain API, as a user's program would make it, and what it left: files and output. */
public final class Ran {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path reports;
    private final Session.Outcome outcome;
    private final String output;

    private Ran(Path reports, Session.Outcome outcome, String output) {
        this.reports = reports;
        this.outcome = outcome;
        this.output = output;
    }

    /**
     * Runs with these options, each as {@code name=value}.
     *
     * @param folder where the command is typed; reports go below it
     */
    public static Ran in(Path folder, String... options) throws WrongUse, IOException {
        Map<String, String> given = new LinkedHashMap<>();
        for (String option : options) {
            given.put(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
        }
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Path reports = folder.resolve("reports");
        Session.Outcome outcome;
        try (PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8)) {
            outcome = new Session(Options.of(given, folder, reports), "this build", out, false).run();
        }
        return new Ran(reports, outcome, output.toString(StandardCharsets.UTF_8));
    }

    public String output() {
        return output;
    }

    public Path reports() {
        return reports;
    }

    public boolean passed() {
        return outcome.file().passed();
    }

    public JsonNode runFile() throws IOException {
        return JSON.readTree(reports.resolve("run.json").toFile());
    }

    public JsonNode results(String folder) throws IOException {
        return JSON.readTree(reports.resolve(folder).resolve("results.json").toFile());
    }

    /** The reasons of one target's gate, as run.json tells them. */
    public List<String> reasons(String target) throws IOException {
        List<String> reasons = new ArrayList<>();
        for (JsonNode each : runFile().get("targets")) {
            if (each.get("name").asText().equals(target)) {
                each.get("reasons").forEach(reason -> reasons.add(reason.asText()));
            }
        }
        return reasons;
    }

    public String verdict(String folder, String rule) throws IOException {
        return finding(folder, rule).get("verdict").asText();
    }

    public JsonNode finding(String folder, String rule) throws IOException {
        for (JsonNode each : results(folder).get("rules")) {
            if (each.get("id").asText().equals(rule)) {
                return each;
            }
        }
        throw new AssertionError("no finding for " + rule + " in\n" + output);
    }

    /** Every file that was written, with its text. */
    public Map<Path, String> files() throws IOException {
        Map<Path, String> texts = new LinkedHashMap<>();
        try (Stream<Path> all = Files.walk(reports)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                texts.put(reports.relativize(file), Files.readString(file));
            }
        }
        return texts;
    }

    /** Demands that a target could not be examined, that this is told in one sentence, and that nothing passed. */
    public String demandUnexamined(String target) throws IOException {
        assertThat(passed()).isFalse();
        assertThat(runFile().get("gate").asText()).isEqualTo("failed");
        JsonNode summary = results(target).get("summary");
        assertThat(summary.get("gate").asText()).isEqualTo("failed");
        assertThat(summary.get("PASS").asInt()).isZero();
        assertThat(results(target).get("run").get("complete").asBoolean()).isFalse();
        assertThat(reasons(target)).hasSize(1);
        String sentence = reasons(target).get(0);
        assertThat(sentence).startsWith("The target could not be examined: ").doesNotContain("\n");
        demandNoTrace();
        return sentence;
    }

    /** Demands that nothing looks like a mistake of a program's: no exception, no trace. */
    public void demandNoTrace() throws IOException {
        assertThat(output).doesNotContain("Exception", "\tat ", "Caused by", "mistake in the suite");
        assertThat(files().values()).allSatisfy(text -> assertThat(text).doesNotContain("\\tat ", "Exception:"));
    }
}
