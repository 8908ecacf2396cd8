package org.ifmatch.linear;

import static org.ifmatch.linear.Trace.NONE;

/**
 * Which version an entity tag names, by what answers showed: a read binds the tag that it shows to the version that it shows;
 * a write's own answer binds too, unless a read shows that version with another tag.
 */
final class Tags {

    /** The start of the history, where it is the witness of a binding. */
    static final int START = -1;

    private static final int SEVERAL = -2;
    private static final int UNBOUND = 0;

    private final Trace trace;
    private final int[] bound;
    private final int[] witness;
    private final int[] shown;
    private final boolean[] restless;
    private final boolean[] seen;
    private final boolean[] perhaps;
    private final int startState;
    private int states;
    private int reuse = SEVERAL;
    private int reuseAgain = SEVERAL;

    Tags(Trace trace) {
        this.trace = trace;
        this.states = trace.texts();
        this.bound = new int[states];
        this.witness = new int[states];
        this.shown = new int[states];
        this.restless = new boolean[states];
        this.seen = new boolean[states];
        this.perhaps = new boolean[states];
        boolean[] written = written();
        for (int i = 0; i < trace.size(); i++) {
            seen[trace.tag[i]] = true;
            if (trace.reads(i) && Answer.succeeded(trace.status[i])) {
                show(trace.tag[i], trace.version[i], i);
            }
        }
        this.startState = start(written);
        for (int i = 0; i < trace.size(); i++) {
            if (!trace.reads(i) && Answer.succeeded(trace.status[i]) && shown[trace.version[i]] == NONE) {
                bind(trace.tag[i], trace.version[i], i);
            }
        }
        nameByVersion(written);
    }

    private boolean[] written() {
        boolean[] written = new boolean[states];
        for (int i = 0; i < trace.size(); i++) {
            written[trace.version[i]] |= !trace.reads(i);
        }
        return written;
    }

    /** A start that is told by its tag alone is the version that reads show with that tag, if no write made it. */
    private int start(boolean[] written) {
        if (!trace.startsPresent) {
            return Register.ABSENT;
        }
        int tag = trace.startTag;
        seen[tag] = true;
        int version = trace.startVersion;
        if (version == NONE) {
            version = bound[tag] > UNBOUND && !written[bound[tag]] ? bound[tag] : tag;
        }
        show(tag, version, START);
        return version;
    }

    private void show(int tag, int version, int by) {
        if (tag == NONE || version == NONE) {
            return;
        }
        if (shown[version] != NONE && shown[version] != tag) {
            restless[version] = true;
        }
        shown[version] = tag;
        bind(tag, version, by);
    }

    private void bind(int tag, int version, int by) {
        if (tag == NONE || version == NONE) {
            return;
        }
        if (bound[tag] == UNBOUND) {
            bound[tag] = version;
            witness[tag] = by;
        } else if (bound[tag] != version) {
            if (!isWeak(tag) && reuse == SEVERAL) {
                reuse = witness[tag];
                reuseAgain = by;
            }
            bound[tag] = SEVERAL;
        }
    }

    /**
     * A tag that no answer showed with a version, that is written like a version without a tag, and that a write named which
     * happened, is that version's. A write of unknown outcome happened if its own version was shown or named.
     */
    private void nameByVersion(boolean[] written) {
        boolean[] tagged = new boolean[states];
        boolean[] known = new boolean[states];
        for (int tag = 0; tag < bound.length; tag++) {
            if (bound[tag] > UNBOUND) {
                tagged[bound[tag]] = true;
                known[bound[tag]] = true;
            }
        }
        for (int i = 0; i < trace.size(); i++) {
            known[trace.version[i]] |= trace.reads(i) && Answer.succeeded(trace.status[i]);
        }
        boolean more = true;
        while (more) {
            more = false;
            for (int i = 0; i < trace.size(); i++) {
                int tag = trace.ifMatch[i];
                if (tag > Trace.STAR && bound[tag] == UNBOUND && !trace.reads(i) && !isWeak(tag)) {
                    int version = happened(i, known) ? literal(tag, written, tagged) : NONE;
                    if (version != NONE) {
                        bound[tag] = version;
                        witness[tag] = i;
                        more |= !known[version];
                        known[version] = true;
                    } else {
                        perhaps[tag] = literal(tag, written, tagged) != NONE;
                    }
                }
            }
        }
    }

    private boolean happened(int write, boolean[] known) {
        int status = trace.status[write];
        return Answer.succeeded(status) || Answer.isOpen(status) && known[trace.version[write]];
    }

    private int literal(int tag, boolean[] written, boolean[] tagged) {
        if (written[tag] && !tagged[tag]) {
            return tag;
        }
        String text = trace.textOf(tag);
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        int bare = quoted ? trace.numberOf(text.substring(1, text.length() - 1)) : NONE;
        return bare != NONE && written[bare] && !tagged[bare] ? bare : NONE;
    }

    /** A new number for a version whose content nobody showed; the tag of its answer, if it has one to give, names it. */
    int unseenVersion(int tag, int by) {
        if (tag != NONE && bound[tag] > UNBOUND) {
            return bound[tag];
        }
        int version = states++;
        if (tag != NONE && bound[tag] == UNBOUND) {
            bound[tag] = version;
            witness[tag] = by;
        }
        return version;
    }

    boolean isWeak(int tag) {
        return trace.textOf(tag).startsWith("W/");
    }

    /** Whether any answer showed this tag. */
    boolean isSeen(int tag) {
        return seen[tag];
    }

    /** Whether a tag that no answer showed is written like a version whose tag nobody told. */
    boolean mayBeOne(int tag) {
        return perhaps[tag];
    }

    /** The one version that this tag names by strong comparison, or {@link Trace#NONE}. */
    int strong(int tag) {
        return isWeak(tag) ? NONE : Math.max(bound[tag], NONE);
    }

    /** The one version that this tag names by weak comparison, or {@link Trace#NONE} where there is none or more than one. */
    int weak(int tag) {
        String text = trace.textOf(tag);
        int other = trace.numberOf(isWeak(tag) ? text.substring(2) : "W/" + text);
        int one = bound[tag];
        int two = other == NONE ? UNBOUND : bound[other];
        if (one == UNBOUND || two == UNBOUND || one == two) {
            return Math.max(Math.max(one, two), one == SEVERAL || two == SEVERAL ? NONE : 0);
        }
        return NONE;
    }

    /** Whether reads showed this version with more than one tag: another tag does not tell that it was replaced. */
    boolean isRestless(int version) {
        return version < restless.length && restless[version];
    }

    int startState() {
        return startState;
    }

    /** Numbers of states are below this. */
    int states() {
        return states;
    }

    boolean hasReuse() {
        return reuseAgain != SEVERAL;
    }

    /** The two operations that show one strong tag with two versions; {@link #START} for the start of the history. */
    int reuse() {
        return reuse;
    }

    int reuseAgain() {
        return reuseAgain;
    }
}
