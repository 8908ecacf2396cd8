package org.ifmatch.rule;

/**
 * What a target did wrong in one case, in kinds: two cases with the same misdeed on the same method have one cause, and the
 * later one waits for the first.
 */
public enum Misdeed {
    /** Nothing wrong was seen. */
    NONE,
    /** A false condition, and the method was performed: the lost update. */
    PERFORMED,
    /** The answer refuses, and the method was performed all the same. */
    REFUSED_YET_PERFORMED,
    /** The answer refuses, and the method was performed some time later. */
    PERFORMED_LATE,
    /** The answer refuses or accepts, and the resource became something that nobody asked for. */
    SIDE_EFFECT,
    /** The answer says success, and nothing was done. */
    FALSE_SUCCESS,
    /** A false condition on a resource that does not exist, and it was created. */
    CREATED,
    /** A false condition on GET or HEAD, and the representation was sent. */
    ANSWERED,
    /** A true condition, and it was refused. */
    LOCKED_OUT,
    /** Refused without effect, but not with 412. */
    OTHER_STATUS,
    /** Refused without effect, with a server error. */
    SERVER_ERROR,
    /** 412 where the plain request gets another refusal. */
    CONDITION_FIRST,
    /** An answer whose status has no place there, such as 304 to a write. */
    MISPLACED_STATUS,
    /** A field of the answer is wrong, or its content. */
    WRONG_FIELD,
    /** What was said on a connection and what was answered there do not belong together. */
    OUT_OF_STEP,
    /** A client that waits for a word gets none. */
    SILENT
}
