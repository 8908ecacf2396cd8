package org.ifmatch.observe;

/** A case that this target gives no occasion for (no letters in its tags to swap the case of); it is passed over, not judged. */
public final class Beside extends RuntimeException {

    private static final long serialVersionUID = 1;

    public Beside(String why) {
        super(why);
    }
}
