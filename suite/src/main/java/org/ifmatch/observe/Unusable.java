package org.ifmatch.observe;

/** The target cannot be examined; the message is the one sentence that says why and what to do. */
public final class Unusable extends Exception {

    private static final long serialVersionUID = 1;

    public Unusable(String says) {
        super(says);
    }
}
