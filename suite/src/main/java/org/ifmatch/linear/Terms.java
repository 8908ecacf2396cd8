package org.ifmatch.linear;

/**
 * What a checker holds a history to.
 *
 * @param reads whether GET and HEAD must show the state of their time. Without them the writes and their refusals are judged
 *     alone; what a read showed still tells that a version was made, and which tag it has
 * @param createdWasAbsent whether a PUT without a condition that was answered 201 tells that there was nothing before, as
 *     RFC 9110 §9.3.4 has it; some servers answer every PUT so
 * @param deletedTwice whether a DELETE of what is gone already may be answered 2xx, whatever tag it names: the alternative of
 *     RFC 9110 §13.1.1 for a change that is in effect already
 */
public record Terms(boolean reads, boolean createdWasAbsent, boolean deletedTwice) {

    /** Every answer is taken at its word. */
    public static final Terms STRICT = new Terms(true, true, false);

    public Terms withoutReads() {
        return new Terms(false, createdWasAbsent, deletedTwice);
    }

    public Terms whereEveryPutMayBeAnswered201() {
        return new Terms(reads, false, deletedTwice);
    }

    public Terms whereAnythingGoneMayBeDeleted() {
        return new Terms(reads, createdWasAbsent, true);
    }
}
