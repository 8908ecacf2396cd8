package org.ifmatch.cli;

import java.nio.file.Path;
import java.util.List;
import org.ifmatch.report.RunFile;

/**
 * The last word of a Maven build: reads what the examination wrote and fails the build unless it is there, is of this build, and
 * says that every target passed. It stands apart from JUnit, since a build with no test run is green to Maven.
 */
public final class MavenGate {

    private MavenGate() {}

    /**
     * @param arguments the folder of the reports, seen from the directory of the second argument; that directory; the stamp of
     *     this build
     * @throws Failed with every reason, when the build must not go on
     */
    public static void main(String[] arguments) throws Failed {
        Path reports = Path.of(arguments[1]).resolve(arguments[0]);
        List<String> complaints = RunFile.check(reports, arguments[2]);
        if (!complaints.isEmpty()) {
            throw new Failed(
                    "the gate is closed.\n  " + String.join("\n  ", complaints) + "\n  Reports: " + reports + "\n");
        }
    }

    /** Why a build fails; it has no trace, since it is no mistake of the program. */
    public static final class Failed extends Exception {

        private static final long serialVersionUID = 1;

        Failed(String why) {
            super(why, null, false, false);
        }
    }
}
