package org.ifmatch.observe;

/** What an attempt did to its resource, told by snapshots before and after and never by a status. */
public enum Effect {
    /** Nothing changed. */
    NONE,
    /** What the request asked for is there. */
    REQUESTED,
    /** Something changed that is not what the request asked for. */
    OTHER,
    /** One of the snapshots could not be taken. */
    UNKNOWN
}
