package org.ifmatch.target;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ifmatch.report.BaselineEntry;
import org.snakeyaml.engine.v2.nodes.Node;

/** A file of accepted failures for all targets of a run: {@code baseline:}, a list as in an entry of the targets file. */
public final class BaselineFile {

    private BaselineFile() {}

    /**
     * The entries of a file.
     *
     * @throws TargetsFileException when it cannot be read or has mistakes; each of them is a line of the message
     */
    public static List<BaselineEntry> read(Path file) throws TargetsFileException {
        String name = String.valueOf(file.getFileName());
        Reading reading = new Reading(new Environment(variable -> Optional.empty()), new Secrets(), new Mistakes(name));
        List<BaselineEntry> entries = new ArrayList<>();
        Optional<Node> root = Yaml.root(name, TargetsFile.content(name, file));
        root.map(node -> new Value(reading, "", Yaml.line(node), node))
                .flatMap(Value::section)
                .flatMap(section -> section.only("baseline").due("baseline"))
                .ifPresent(list -> entries.addAll(BaselineSection.read(list)));
        reading.mistakes().throwIfAny();
        return List.copyOf(entries);
    }
}
