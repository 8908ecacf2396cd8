package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Redaction;
import org.ifmatch.report.Results;
import org.ifmatch.report.render.ReproductionKit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is found, whichever way, comes with something that a person can paste, and that is well formed. */
class EveryFindingTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ignored-everywhere",
                "tag-is-not-quoted",
                "answer-412-is-shorter-than-it-says",
                "check-then-act-with-a-pause",
                "early-412-is-cut-off",
                "malformed-crashes"
            })
    void has_commands_that_a_shell_reads_and_classes_that_compile(String fault) throws Exception {
        Results results = Trial.of("fault:" + fault, "*", 1);
        List<Finding> broken =
                results.findings().stream().filter(Finding::broken).toList();
        Map<String, String> files = new ReproductionKit(Redaction.NONE).files(results);

        assertThat(broken)
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(files.get(ReproductionKit.nameFor(finding.rule()) + ".sh"))
                        .as("how %s is seen again: %s", finding.rule(), finding.why())
                        .containsAnyOf("curl ", "/dev/tcp/", "openssl ", "ifmatch.jar examine "));
        areReadByShell(files);
        compile(files);
    }

    private static void areReadByShell(Map<String, String> files) throws IOException, InterruptedException {
        Bash.demand("bash");
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (file.getKey().endsWith(".sh")) {
                assertThat(Bash.run("set -n\n" + file.getValue()))
                        .as(file.getValue())
                        .isEmpty();
            }
        }
    }

    private void compile(Map<String, String> files) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path")));
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (file.getKey().endsWith(".java")) {
                arguments.add(Files.writeString(folder.resolve(file.getKey()), file.getValue())
                        .toString());
            }
        }
        ByteArrayOutputStream mistakes = new ByteArrayOutputStream();
        int status = arguments.size() == 4
                ? 0
                : ToolProvider.getSystemJavaCompiler().run(null, mistakes, mistakes, arguments.toArray(String[]::new));
        assertThat(status).as(mistakes.toString(StandardCharsets.UTF_8)).isZero();
    }
}
