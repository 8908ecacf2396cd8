package org.ifmatch.report;

import java.time.Instant;
import java.util.Objects;

/**
 * When and how hard a target was examined.
 *
 * @param millis how long it took, in milliseconds
 * @param requests how many requests were sent
 * @param complete false when the run was interrupted, or ended before its last rule
 */
public record Run(Instant started, long millis, long seed, long requests, String suiteVersion, boolean complete) {

    public Run {
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(suiteVersion, "suiteVersion");
    }
}
