package org.ifmatch.origin;

/** What the preconditions of a request ask for (RFC 9110 §13.2.2). */
enum Verdict {
    /** All hold: the method is performed. */
    PROCEED,
    /** The client has the representation already: 304 (Not Modified). */
    NOT_MODIFIED,
    /** One is false: 412 (Precondition Failed), and the method is not performed. */
    FAILED
}
