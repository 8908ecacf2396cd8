package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The real shell with the real curl, by which tests run what is printed for people to paste. */
final class Bash {

    private static final int LONGEST_SECONDS = 60;

    private Bash() {}

    /** Skips a test where one of these is not installed. */
    static void demand(String... programs) {
        boolean there = Stream.of(programs).allMatch(Bash::isInstalled);
        assumeTrue(there, String.join(", ", programs) + " are needed to run what is printed for them");
    }

    private static boolean isInstalled(String program) {
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getenv("PATH"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** What the commands print, errors included, as Latin-1. A variable that was never set ends them, as does an input. */
    static String run(String commands) throws IOException, InterruptedException {
        ProcessBuilder bash = new ProcessBuilder("bash", "-u", "-c", commands).redirectErrorStream(true);
        bash.environment()
                .keySet()
                .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        Process process = bash.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS))
                .as(commands)
                .isTrue();
        return output;
    }
}
