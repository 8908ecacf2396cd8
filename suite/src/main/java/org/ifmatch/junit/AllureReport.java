package org.ifmatch.junit;

import io.qameta.allure.Allure;
import io.qameta.allure.SeverityLevel;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.ifmatch.report.Case;
import org.ifmatch.report.Exchanges;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Impact;
import org.ifmatch.report.ShownExchange;
import org.ifmatch.report.Story;
import org.ifmatch.report.Timeline;
import org.ifmatch.report.render.Visible;

/** Tells Allure what a rule is about and what was seen, where Allure's listener stands on the class path; else nothing. */
final class AllureReport {

    private static final boolean LISTENS = listens();
    private static final String SECTION_URL = "https://www.rfc-editor.org/rfc/rfc9110#section-";

    private AllureReport() {}

    /** To be called inside the test of the rule. What it is given has no secret in it any more. */
    static void tell(String target, Finding finding) {
        if (LISTENS) {
            Labels.of(target, finding);
        }
    }

    /**
     * Removes what Allure's listener wrote in an earlier run to the folder that this build names for it, so that a report shows
     * one run and not several as one. A folder of the user's own is left alone.
     */
    static void startOver() throws IOException {
        Path results = Path.of(System.getProperty("allure.results.directory", ""));
        if (!results.endsWith(Path.of("target", "allure-results")) || !Files.isDirectory(results)) {
            return;
        }
        try (DirectoryStream<Path> old =
                Files.newDirectoryStream(results, "*-{result,container,attachment}{.json,.txt,}")) {
            for (Path file : old) {
                Files.delete(file);
            }
        }
    }

    private static boolean listens() {
        try {
            Class.forName("io.qameta.allure.Allure", false, AllureReport.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** A class of its own, so that nothing of Allure is loaded where it is missing. */
    private static final class Labels {

        private static void of(String target, Finding finding) {
            if (Allure.getLifecycle().getCurrentTestCase().isEmpty()) {
                // Its listener is switched off: what is told now would lie about in files that belong to no test.
                return;
            }
            String group = finding.rule().substring(0, finding.rule().indexOf('/'));
            Allure.parameter("target", target);
            Allure.epic("If-Match on " + target);
            Allure.feature(group);
            Allure.story(finding.rule());
            Allure.label("severity", severity(finding.impact()).value());
            Allure.label("tag", finding.level().label());
            Allure.label("tag", finding.verdict().name());
            Allure.description(
                    Visible.of(finding.says()) + "\n\n" + finding.verdict() + ": " + Visible.of(finding.why()));
            Stream.of(finding.section().split(","))
                    .map(String::strip)
                    .filter(section -> section.startsWith("§"))
                    .map(section -> section.substring(1).replaceFirst("[^0-9.].*", ""))
                    .forEach(section -> Allure.link("RFC 9110 §" + section, SECTION_URL + section));
            if (finding.broken()) {
                finding.cases().stream()
                        .filter(tried -> tried.outcome() == finding.verdict())
                        .forEach(Labels::attach);
            }
        }

        private static SeverityLevel severity(Impact impact) {
            return switch (impact) {
                case LOST_UPDATE -> SeverityLevel.BLOCKER;
                case FALSE_REJECT, WIRE, LEAK -> SeverityLevel.CRITICAL;
                case MISLEAD -> SeverityLevel.NORMAL;
                case HYGIENE -> SeverityLevel.MINOR;
                default -> SeverityLevel.TRIVIAL;
            };
        }

        private static void attach(Case tried) {
            Allure.step(Visible.of(tried.what() + ": " + tried.why()), () -> {
                if (tried.evidence() instanceof Exchanges seen) {
                    Stream.concat(seen.exchanges().stream(), seen.controls().stream())
                            .forEach(Labels::attach);
                } else if (tried.evidence() instanceof Timeline timeline) {
                    Allure.addAttachment(
                            "the contradiction", "text/plain", lines(String.join("\n", timeline.sentences())));
                } else if (tried.evidence() instanceof Story story) {
                    story.steps().forEach(step -> attach(step.exchange()));
                    Allure.addAttachment("a JUnit class that shows it", "text/plain", lines(story.program()));
                }
                if (!tried.reproduce().isBlank()) {
                    Allure.addAttachment("type this to see it again", "text/plain", lines(tried.reproduce()));
                }
            });
        }

        private static void attach(ShownExchange exchange) {
            String answer = exchange.answer().isEmpty() ? exchange.problem().orElse("no answer") : exchange.answer();
            Allure.addAttachment(
                    Visible.of(exchange.label()),
                    "text/plain",
                    lines(exchange.request())
                            + String.format(Locale.ROOT, "%n--- after %d µs ---%n", exchange.tookMicros())
                            + lines(answer));
        }

        /** Line ends stay; whatever else a terminal or a viewer might act on is shown by its number. */
        private static String lines(String text) {
            return text.lines().map(Visible::of).reduce("", (all, line) -> all + line + "\n");
        }
    }
}
