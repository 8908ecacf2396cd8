package org.ifmatch.run;

/** Something was asked for that cannot be: an unknown option, no target, a pattern that matches no rule, a wrong file. */
public final class WrongUse extends Exception {

    private static final long serialVersionUID = 1;

    public WrongUse(String says) {
        super(says);
    }
}
