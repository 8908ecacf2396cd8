package org.ifmatch.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an earlier run left, read from its journals.
 *
 * @param file the run's own file, where the run came to its end and it is a run's folder that was read
 * @param targets one a target, in the order of the run
 */
public record Recorded(Optional<RunFile> file, List<Recorded.Target> targets) {

    /** One target of the run, and where its reports are. */
    public record Target(ReportFolder folder, Results results) {}

    public Recorded {
        targets = List.copyOf(targets);
    }

    /** Whether a folder is that of one target rather than that of a run. */
    public static boolean isTarget(Path folder) {
        return Files.isRegularFile(new ReportFolder(folder).journal());
    }

    /**
     * Reads the folder of a run, or that of one target.
     *
     * @throws IOException with a sentence, when something that should be there is not or cannot be read
     */
    public static Recorded read(Path folder) throws IOException {
        if (isTarget(folder)) {
            return new Recorded(Optional.empty(), List.of(target(new ReportFolder(folder))));
        }
        Optional<RunFile> file =
                Files.exists(folder.resolve(RunFile.NAME)) ? Optional.of(RunFile.read(folder)) : Optional.empty();
        List<Path> folders = file.isPresent()
                ? file.get().targets().stream()
                        .map(target -> folder.resolve(target.folder()))
                        .toList()
                : journals(folder);
        if (folders.isEmpty()) {
            throw new IOException(folder + " holds no report of ours: there is neither a " + RunFile.NAME
                    + " nor a folder with a journal in it.");
        }
        List<Target> targets = new ArrayList<>();
        for (Path each : folders) {
            targets.add(target(new ReportFolder(each)));
        }
        return new Recorded(file, targets);
    }

    private static Target target(ReportFolder folder) throws IOException {
        return new Target(folder, Journal.read(folder.journal()));
    }

    private static List<Path> journals(Path folder) throws IOException {
        try (Stream<Path> below = Files.list(folder)) {
            return below.filter(Recorded::isTarget).sorted().toList();
        } catch (IOException e) {
            throw WholeFile.cannot("read", folder, e);
        }
    }
}
