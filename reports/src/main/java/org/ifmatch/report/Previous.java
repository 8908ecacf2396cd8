package org.ifmatch.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Results of an earlier run with which this one is compared. They are read before anything is written, since this run's reports
 * may take their place.
 *
 * @param named whether they are those of a run, from which each target takes its own; else they are one target's, whatever its name
 */
public record Previous(List<Results> results, boolean named) {

    public static final Previous NONE = new Previous(List.of(), true);

    public Previous {
        results = List.copyOf(results);
    }

    /**
     * Reads what somebody points at: a results.json, a journal, the folder of a target or that of a run.
     *
     * @throws IOException with a sentence
     */
    public static Previous read(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            List<Results> all = Recorded.read(place).targets().stream()
                    .map(Recorded.Target::results)
                    .toList();
            return new Previous(all, !Recorded.isTarget(place));
        }
        boolean journal = place.toString().endsWith(".jsonl");
        return new Previous(List.of(journal ? Journal.read(place) : ResultsFile.read(place)), false);
    }

    /** The earlier results of a target; empty when the earlier run did not examine it. */
    public Optional<Results> of(String target) {
        return results.stream()
                .filter(each -> !named || each.target().name().equals(target))
                .findFirst();
    }

    /** How the target stands against its earlier results, where there are any. */
    public Optional<Comparison> comparedWith(Results now) {
        return of(now.target().name()).map(before -> Comparison.of(before, now));
    }
}
