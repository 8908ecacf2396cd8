package org.ifmatch.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The dialects of the data files in {@code org/ifmatch/dialects}: each file there is one, under the file's name. */
final class DialectFiles {

    private static final String PLAIN = "/org/ifmatch/dialects/rfc9110.yaml";
    private static final Map<String, Dialect> ALL = load();

    private DialectFiles() {}

    /** All dialects by name, rfc9110 first. */
    static Map<String, Dialect> all() {
        return ALL;
    }

    private static Map<String, Dialect> load() {
        try {
            URI plain = DialectFiles.class.getResource(PLAIN).toURI();
            if (!plain.getScheme().equals("jar")) {
                return load(Path.of(plain).getParent());
            }
            // A jar has no folders to walk, but a file system over it has. Somebody else may have opened the shared
            // one.
            Path jar = Path.of(URI.create(plain.getRawSchemeSpecificPart().replaceFirst("!/.*", "")));
            try (FileSystem files = FileSystems.newFileSystem(jar)) {
                return load(files.getPath(PLAIN).getParent());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Dialect> load(Path folder) throws IOException {
        Map<String, Dialect> dialects = new LinkedHashMap<>();
        for (Path file : files(folder)) {
            try {
                Dialect dialect = DialectFile.read(file.getFileName().toString(), Files.readString(file));
                dialects.put(dialect.name(), dialect);
            } catch (TargetsFileException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        }
        return Collections.unmodifiableMap(dialects);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            Comparator<Path> plainFirst = Comparator.comparing(file -> !PLAIN.endsWith("/" + file.getFileName()));
            return all.sorted(plainFirst.thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
    }
}
