package org.ifmatch.run;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real browser without a window. A machine that has none skips what asks for it, and says so. */
final class Browser {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final int LONGEST_SECONDS = 120;

    private final Path program;
    private final Path folder;

    private Browser(Path program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /** @param folder where it may leave what it likes */
    static Browser orSkip(Path folder) {
        Optional<Path> found = NAMES.stream().flatMap(Browser::onThePath).findFirst();
        assumeTrue(found.isPresent(), "no browser on this machine: " + String.join(", ", NAMES));
        return new Browser(found.get(), folder);
    }

    private static Stream<Path> onThePath(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(place -> Path.of(place).resolve(name))
                .filter(Files::isExecutable);
    }

    /** The document as it stands once the page was loaded and its scripts were run. */
    String documentOf(Path page) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "dom", ".html");
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--virtual-time-budget=3000",
                        "--user-data-dir=" + Files.createTempDirectory(folder, "browser"),
                        "--dump-dom",
                        page.toUri().toString())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the browser did not end");
        }
        return Files.readString(out, StandardCharsets.UTF_8);
    }
}
