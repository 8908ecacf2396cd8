package org.ifmatch.matrix;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Keeps what each origin came to in a file of its own, so that a run that was broken off goes on where it stopped. */
final class Rows {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A row counts for the build and the choice of rules that it was made with. */
    private record Kept(String key, Row row) {}

    private final Path folder;
    private final String key;

    Rows(Path folder, String key) {
        this.folder = folder;
        this.key = key;
    }

    Optional<Row> of(String origin) {
        Path file = file(origin);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Kept kept = JSON.readValue(file.toFile(), Kept.class);
            return Optional.of(kept).filter(k -> k.key().equals(key)).map(Kept::row);
        } catch (IOException unreadable) {
            // Half a file of a run that was cut off: the origin is examined again.
            return Optional.empty();
        }
    }

    void keep(Row row) {
        try {
            Files.createDirectories(folder);
            Path fresh = folder.resolve(file(row.origin()).getFileName() + ".new");
            JSON.writerWithDefaultPrettyPrinter().writeValue(fresh.toFile(), new Kept(key, row));
            Files.move(fresh, file(row.origin()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String origin) {
        return folder.resolve(origin.replace(':', '-') + ".json");
    }
}
