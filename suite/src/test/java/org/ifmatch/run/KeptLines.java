package org.ifmatch.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ifmatch.matrix.Fingerprint;

/**
 * What a long run has seen so far, a line each, so that it goes on where it was broken off. A line counts for the build that it
 * was seen with; {@code -Dproperty.budget} is the number of seconds after which nothing new is begun.
 */
final class KeptLines {

    private static final Path FOLDER = Path.of("target", "properties");
    private static final long BEGAN = System.nanoTime();
    private static final Duration BUDGET = Duration.ofSeconds(
            Long.getLong("property.budget", Duration.ofHours(12).toSeconds()));

    private final Path file;
    private final String build = Fingerprint.ofThisBuild();
    private final Map<String, String> lines = new LinkedHashMap<>();

    KeptLines(String name) throws IOException {
        file = FOLDER.resolve(name + ".tsv");
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] columns = line.split("\t", 3);
                if (columns.length == 3 && columns[0].equals(build)) {
                    lines.put(columns[1], columns[2]);
                }
            }
        }
    }

    /** Looks at something of which one line is to be kept. */
    interface Look {
        String line() throws IOException;
    }

    /** What is kept of it, or what is seen now; empty where the budget is spent. */
    Optional<String> of(String what, Look look) throws IOException {
        if (!lines.containsKey(what)) {
            if (System.nanoTime() - BEGAN > BUDGET.toNanos()) {
                return Optional.empty();
            }
            String seen = look.line().replaceAll("\\s+", " ");
            lines.put(what, seen);
            Files.createDirectories(FOLDER);
            Files.writeString(
                    file,
                    build + "\t" + what + "\t" + seen + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            System.out.println(what + ": " + seen);
        }
        return Optional.of(lines.get(what));
    }
}
