package org.ifmatch.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The folder of one target's reports. It is emptied before a run, and never when it might be somebody else's. */
public record ReportFolder(Path path) {

    public static final String JOURNAL = "findings.jsonl";
    public static final String RESULTS = "results.json";
    public static final String PAGE = "index.html";
    public static final String JUNIT = "junit.xml";
    public static final String SUMMARY = "summary.md";
    public static final String SARIF = "results.sarif";
    public static final String EARL = "earl.jsonld";
    public static final String BADGE = "badge.svg";
    /** What shields.io draws a badge from. */
    public static final String BADGE_ENDPOINT = "badge.json";

    private static final Set<String> OURS = Set.of(
            JOURNAL,
            RESULTS,
            PAGE,
            JUNIT,
            SUMMARY,
            SARIF,
            EARL,
            BADGE_ENDPOINT,
            BADGE,
            "reproduce",
            RESULTS + WholeFile.UNFINISHED);
    /** How much of a file is read to see whether its format is ours, in octets. */
    private static final int PEEK = 200;

    /** The name of the folder for a target: {@code fault:x} has its reports in {@code fault-x}. */
    public static String nameFor(String target) {
        String name = target.replaceAll("[^A-Za-z0-9._-]", "-");
        // A leading dot would hide the folder, and two would lead out of it.
        return name.startsWith(".") ? "-" + name.substring(1) : name;
    }

    /**
     * Makes the folder, or empties the one of an earlier run.
     *
     * @throws IOException with a sentence, when the folder cannot be made or does not look like ours
     */
    public static ReportFolder fresh(Path reports, String target) throws IOException {
        Path path = reports.resolve(nameFor(target));
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            demandOurs(path);
            empty(path);
        }
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw WholeFile.cannot("make the folder", path, e);
        }
        return new ReportFolder(path);
    }

    public Path journal() {
        return path.resolve(JOURNAL);
    }

    public Path results() {
        return path.resolve(RESULTS);
    }

    public Path page() {
        return path.resolve(PAGE);
    }

    public Path junit() {
        return path.resolve(JUNIT);
    }

    public Path summary() {
        return path.resolve(SUMMARY);
    }

    private static void demandOurs(Path path) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(
                    "The reports would go to " + path + ", which is no folder. Remove it or choose another place.");
        }
        if (carries(path.resolve(JOURNAL), "ifmatch-journal/") || carries(path.resolve(RESULTS), "ifmatch-results/")) {
            return;
        }
        List<String> strange =
                names(path).stream().filter(name -> !OURS.contains(name)).toList();
        if (!strange.isEmpty()) {
            throw new IOException("The reports would go to " + path + ", which holds what is not ours ("
                    + Words.list(strange) + "), so it was not emptied. Move that away or choose another place.");
        }
    }

    private static boolean carries(Path file, String format) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(PEEK), StandardCharsets.UTF_8).contains(format);
        } catch (IOException e) {
            throw WholeFile.cannot("read", file, e);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw WholeFile.cannot("read", folder, e);
        }
    }

    /** Links are removed, never followed. */
    private static void empty(Path folder) throws IOException {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException failed) throws IOException {
                    if (failed != null) {
                        throw failed;
                    }
                    if (!visited.equals(folder)) {
                        Files.delete(visited);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw WholeFile.cannot("empty", folder, e);
        }
    }
}
