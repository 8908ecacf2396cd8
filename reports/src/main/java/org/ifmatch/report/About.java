package org.ifmatch.report;

import java.util.Objects;

/** Which target was examined, and by which dialect its answers were judged. */
public record About(String name, String url, String dialect) {

    public About {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(dialect, "dialect");
    }
}
