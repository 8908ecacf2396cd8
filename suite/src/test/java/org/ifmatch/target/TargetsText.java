package org.ifmatch.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The text of a targets file in a folder of its own, and the environment in which it is read. */
record TargetsText(Path folder, Map<String, String> environment) {

    TargetsText(Path folder) {
        this(folder, Map.of());
    }

    TargetsText with(String variable, String value) {
        return new TargetsText(folder, Map.of(variable, value));
    }

    /** Reads a whole file. */
    TargetsFile read(String text) throws TargetsFileException {
        try {
            Path file = Files.writeString(folder.resolve("targets.yaml"), text);
            return TargetsFile.read(file, name -> Optional.ofNullable(environment.get(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads an entry that has a URL in line 3, and these lines from line 4 on. */
    Target target(String... lines) throws TargetsFileException {
        String entry = "targets:\n  orders:\n    url: http://localhost/orders/\n";
        return read(entry + "    " + String.join("\n    ", lines) + "\n").target("orders");
    }
}
