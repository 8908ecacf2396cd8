package org.ifmatch.report;

/** What was seen, as data, so that every report can be made again without the target. */
public sealed interface Evidence permits Exchanges, Timeline, Story {}
