package org.ifmatch.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.ifmatch.report.Results;
import org.ifmatch.rule.Rule;
import org.ifmatch.run.Trial;

/** Tells one build from another: what an origin came to counts only for the classes and files that it came of. */
public final class Fingerprint {

    private Fingerprint() {}

    /** Of everything that acts or judges: the suite with its origins and data files, the reports, and the trial itself. */
    public static String ofThisBuild() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path root : List.of(placeOf(Rule.class), placeOf(Results.class))) {
                try (Stream<Path> files = Files.walk(root)) {
                    for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                        take(digest, root.relativize(file).toString(), file);
                    }
                }
            }
            take(digest, "trial", placeOf(Trial.class).resolve("org/ifmatch/run/Trial.class"));
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void take(MessageDigest digest, String name, Path file) throws IOException {
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
    }

    private static Path placeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("classes without a place", e);
        }
    }
}
