package org.ifmatch.report.render;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ifmatch.report.Case;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Recipe;
import org.ifmatch.report.Redaction;
import org.ifmatch.report.Results;
import org.ifmatch.report.Story;

/**
 * Files by which somebody else sees each broken rule again: commands for a shell, an .http file for an editor, a JUnit class
 * for the build of whoever mends the server. Which of them there are depends on what each client can say.
 */
public final class ReproductionKit {

    /** The folder below the target's reports. */
    public static final String FOLDER = "reproduce";

    private final Redaction redaction;

    public ReproductionKit(Redaction redaction) {
        this.redaction = redaction;
    }

    /** The content of each file by its name; one set of files a broken rule, of the case that tells most. */
    public Map<String, String> files(Results raw) {
        Results results = redaction.apply(raw);
        Map<String, String> files = new LinkedHashMap<>();
        for (Finding finding : results.findings()) {
            if (finding.broken()) {
                List<Case> telling = Broken.telling(finding);
                telling.stream()
                        .filter(tried -> !tried.reproduce().isBlank())
                        .findFirst()
                        .ifPresent(tried -> add(results, finding, tried, files));
            }
        }
        return files;
    }

    private static void add(Results results, Finding finding, Case tried, Map<String, String> files) {
        String name = nameFor(finding.rule());
        files.put(name + ".sh", script(results, finding, tried));
        tried.recipe()
                .flatMap(recipe -> HttpFile.of(finding.rule(), recipe))
                .ifPresent(file -> files.put(name + ".http", file));
        tried.recipe()
                .flatMap(recipe -> JUnitClass.of(finding.rule(), finding.says(), recipe))
                .ifPresent(source -> files.put(JUnitClass.nameFor(finding.rule()) + ".java", source));
        if (tried.evidence() instanceof Story story && !story.program().isBlank()) {
            files.put(programName(story.program(), finding) + ".java", story.program());
        }
    }

    /** The name that files of a rule begin with: {@code stale-tag-put-rejected}. */
    public static String nameFor(String rule) {
        return rule.replaceAll("[^A-Za-z0-9._-]", "-");
    }

    private static String programName(String program, Finding finding) {
        Matcher declared =
                Pattern.compile("(?m)^(?:public )?(?:final )?class (\\w+)").matcher(program);
        return declared.find() ? declared.group(1) : JUnitClass.nameFor(finding.rule());
    }

    private static String script(Results results, Finding finding, Case tried) {
        return "#!/usr/bin/env bash\n"
                + comment(finding.rule() + " (" + finding.level().label() + " " + finding.section() + ")")
                + comment(finding.says())
                + comment("On " + results.target().name() + ": " + tried.what() + ": " + tried.why())
                + secrets(tried.recipe())
                + tried.reproduce()
                + (tried.reproduce().endsWith("\n") ? "" : "\n");
    }

    private static String secrets(Optional<Recipe> recipe) {
        List<String> names = recipe.stream()
                .flatMap(all -> all.steps().stream())
                .filter(Recipe.Send.class::isInstance)
                .map(Recipe.Send.class::cast)
                .flatMap(send -> Stream.concat(
                        send.url().parts().stream(),
                        send.fields().stream().flatMap(line -> line.value().parts().stream())))
                .filter(Recipe.Secret.class::isInstance)
                .map(part -> ((Recipe.Secret) part).variable())
                .distinct()
                .toList();
        return names.isEmpty()
                ? ""
                : names.stream()
                        .map(name -> ": \"${" + name + ":?holds a secret, and must be set}\"\n")
                        .reduce("", String::concat);
    }

    private static String comment(String text) {
        return "# " + Visible.of(text) + "\n";
    }
}
