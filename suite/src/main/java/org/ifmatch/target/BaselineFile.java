package org.ifmatch.target;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ifmatch.report.BaselineEntry;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A file of accepted failures for all targets of a run: {@code baseline:}, a list as in an entry of the targets file, in which
 * an entry may also have a {@code target}.
 */
public final class BaselineFile {

    /**
     * An accepted failure.
     *
     * @param target the one target that it is for; empty where it is for all
     */
    public record Entry(Optional<String> target, BaselineEntry entry) {

        public boolean isFor(String name) {
            return target.isEmpty() || target.get().equals(name);
        }
    }

    private BaselineFile() {}

    /**
     * The entries of a file.
     *
     * @throws TargetsFileException when it cannot be read or has mistakes; each of them is a line of the message
     */
    public static List<Entry> read(Path file) throws TargetsFileException {
        String name = String.valueOf(file.getFileName());
        Reading reading = new Reading(new Environment(variable -> Optional.empty()), new Secrets(), new Mistakes(name));
        List<Entry> entries = new ArrayList<>();
        Optional<Node> root = Yaml.root(name, TargetsFile.content(name, file));
        root.map(node -> new Value(reading, "", Yaml.line(node), node))
                .flatMap(Value::section)
                .flatMap(section -> section.only("baseline").due("baseline"))
                .ifPresent(list -> entries.addAll(BaselineSection.readForAll(list)));
        reading.mistakes().throwIfAny();
        return List.copyOf(entries);
    }
}
