package org.ifmatch.report.diagnosis;

/** The kinds of what can be wrong with a case, by the names that cases carry. */
enum Misdeeds {
    PERFORMED,
    REFUSED_YET_PERFORMED,
    PERFORMED_LATE,
    SIDE_EFFECT,
    FALSE_SUCCESS,
    CREATED,
    ANSWERED,
    LOCKED_OUT,
    OTHER_STATUS,
    SERVER_ERROR,
    CONDITION_FIRST,
    MISPLACED_STATUS,
    WRONG_FIELD,
    OUT_OF_STEP,
    SILENT
}
