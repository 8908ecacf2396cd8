package org.ifmatch.origin;

/** The content of a request does not fit what it is to be applied to. */
final class CannotApplyException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    CannotApplyException(int status, String why) {
        super(why);
        this.status = status;
    }

    Answer answer() {
        return Answer.explained(status, getMessage());
    }
}
