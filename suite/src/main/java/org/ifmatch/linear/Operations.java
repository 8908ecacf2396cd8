package org.ifmatch.linear;

import static org.ifmatch.linear.Trace.NEVER;
import static org.ifmatch.linear.Trace.NONE;
import static org.ifmatch.linear.Trace.STAR;

import java.util.stream.IntStream;
import org.ifmatch.linear.Register.Effect;
import org.ifmatch.linear.Register.Need;
import org.ifmatch.linear.Register.Present;
import org.ifmatch.linear.Register.Step;

/** What each operation of a history says of the register, in columns. */
final class Operations {

    static final byte READS = 0;
    static final byte MAKES = 1;
    static final byte REMOVES = 2;

    final Trace trace;
    final Tags tags;
    final int size;
    final int start;
    final int states;
    final long[] called;
    final long[] returned;

    /** {@code present * 2 + absent}: see {@link #holds}. */
    final byte[] need;

    final int[] about;
    final byte[] effect;
    final int[] makes;
    final boolean[] sure;

    /** Of a read: the version that its content showed. */
    final int[] shows;

    /** Answered 2xx to a DELETE that may have found its work done: it needs absence, or makes it. */
    final boolean[] again;

    private Operations(Trace trace, Terms terms) {
        this.trace = trace;
        this.tags = new Tags(trace);
        this.size = trace.size();
        this.start = tags.startState();
        this.called = trace.called;
        this.returned = trace.returned.clone();
        this.need = new byte[size];
        this.about = new int[size];
        this.effect = new byte[size];
        this.makes = new int[size];
        this.sure = new boolean[size];
        this.again = new boolean[size];
        this.shows = new int[size];
        // Versions that no content shows take their tags before the tags are looked up.
        for (int i = 0; i < size; i++) {
            boolean writes = !trace.reads(i) && trace.method[i] != Trace.DELETE;
            if (writes && (Answer.succeeded(trace.status[i]) || Answer.isOpen(trace.status[i]))) {
                makes[i] = trace.version[i] != NONE ? trace.version[i] : tags.unseenVersion(trace.tag[i], i);
            }
        }
        for (int i = 0; i < size; i++) {
            if (trace.reads(i)) {
                shows[i] = Answer.succeeded(trace.status[i]) ? trace.version[i] : NONE;
                set(i, read(i, terms));
            } else {
                set(i, write(i, terms));
            }
        }
        this.states = tags.states();
        if (!terms.reads()) {
            believeReads();
        }
    }

    /** Where the times of reads do not count, what they showed was still made, if one write alone can have made it. */
    private void believeReads() {
        int[] makers = new int[states];
        boolean[] shown = new boolean[states];
        for (int i = 0; i < size; i++) {
            makers[makes[i]]++;
            shown[shows[i]] = true;
        }
        for (int i = 0; i < size; i++) {
            sure[i] |= effect[i] == MAKES && shown[makes[i]] && makers[makes[i]] == 1;
        }
    }

    static Operations of(Trace trace, Terms terms) {
        return new Operations(trace, terms);
    }

    /** Some of these operations; those that are not {@code timed} may return at any time. */
    private Operations(Operations all, int[] places, boolean[] timed) {
        this.trace = all.trace;
        this.tags = all.tags;
        this.start = all.start;
        this.states = all.states;
        this.size = places.length;
        this.called = new long[size];
        this.returned = new long[size];
        this.need = new byte[size];
        this.about = new int[size];
        this.effect = new byte[size];
        this.makes = new int[size];
        this.sure = new boolean[size];
        this.again = new boolean[size];
        this.shows = new int[size];
        for (int i = 0; i < size; i++) {
            int place = places[i];
            called[i] = all.called[place];
            returned[i] = timed[place] ? all.returned[place] : NEVER;
            need[i] = all.need[place];
            about[i] = all.about[place];
            effect[i] = all.effect[place];
            makes[i] = all.makes[place];
            sure[i] = all.sure[place];
            again[i] = all.again[place];
            shows[i] = all.shows[place];
        }
    }

    /**
     * A weaker history.
     *
     * @param happened of each operation, whether it is a write that surely happened; another may have happened
     * @param timed of each operation, whether it stays as it is; another may have happened at any time after its call if it is
     *     a write, and is left out if it is not
     */
    Operations weakened(boolean[] happened, boolean[] timed) {
        int[] places =
                IntStream.range(0, size).filter(i -> timed[i] || writes(i)).toArray();
        Operations weaker = new Operations(this, places, timed);
        for (int i = 0; i < places.length; i++) {
            weaker.sure[i] = happened[places[i]] || sure[places[i]] && (timed[places[i]] || again[places[i]]);
        }
        return weaker;
    }

    private void set(int i, Step step) {
        need[i] = (byte) (step.need().present().ordinal() * 2 + (step.need().absent() ? 1 : 0));
        about[i] = step.need().version();
        effect[i] = (byte) step.effect().ordinal();
        makes[i] = step.makes();
        sure[i] = step.sure();
        if (!step.sure()) {
            returned[i] = NEVER;
        }
    }

    Step step(int i) {
        Need need = needOf(i);
        return new Step(
                again[i] ? new Need(true, need.present(), need.version()) : need,
                Effect.values()[effect[i]],
                makes[i],
                sure[i]);
    }

    Need needOf(int i) {
        return new Need((need[i] & 1) != 0, Present.values()[need[i] >> 1], about[i]);
    }

    boolean holds(int i, int state) {
        if (state == Register.ABSENT) {
            return (need[i] & 1) != 0;
        }
        return switch (need[i] >> 1) {
            case 0 -> false;
            case 1 -> true;
            case 2 -> state == about[i];
            default -> state != about[i];
        };
    }

    /** Whether it needs one certain version. */
    boolean names(int i) {
        return need[i] == 4;
    }

    boolean writes(int i) {
        return effect[i] != READS;
    }

    /** Whether it says nothing. */
    boolean isIdle(int i) {
        return effect[i] == READS && need[i] == 3;
    }

    boolean isImpossible(int i) {
        return need[i] == 0;
    }

    private Step read(int i, Terms terms) {
        int status = trace.status[i];
        if (!terms.reads() || Answer.isOpen(status) && status != 304) {
            return Step.NOTHING;
        }
        if (Answer.succeeded(status)) {
            int version = trace.version[i] != NONE ? trace.version[i] : tags.strong(trace.tag[i]);
            return reads(version != NONE ? Need.only(version) : Need.PRESENT);
        }
        if (status == 304) {
            return trace.ifNoneMatch[i] == NONE ? Step.NOTHING : reads(matched(trace.ifNoneMatch[i]));
        }
        if (status == 412) {
            return reads(unmatched(trace.ifMatch[i]));
        }
        return Answer.foundNothing(status) ? reads(Need.ABSENT) : Step.NOTHING;
    }

    private static Step reads(Need need) {
        return new Step(need, Effect.NONE, 0, true);
    }

    private Step write(int i, Terms terms) {
        int status = trace.status[i];
        boolean done = Answer.succeeded(status);
        if (done || Answer.isOpen(status)) {
            return done(i, done, terms);
        }
        if (status == 412 && (trace.ifMatch[i] != NONE || trace.ifNoneMatch[i] != NONE)) {
            Need refused = trace.ifMatch[i] == NONE ? Need.NEVER : unmatched(trace.ifMatch[i]);
            return reads(trace.ifNoneMatch[i] == NONE ? refused : either(refused, matched(trace.ifNoneMatch[i])));
        }
        return Answer.foundNothing(status) ? reads(Need.ABSENT) : Step.NOTHING;
    }

    private Step done(int i, boolean sure, Terms terms) {
        boolean removes = trace.method[i] == Trace.DELETE;
        Need need = both(condition(i, sure), exception(trace.ifNoneMatch[i]));
        boolean unconditional = trace.ifMatch[i] == NONE;
        if (sure
                && unconditional
                && terms.createdWasAbsent()
                && trace.status[i] == 201
                && trace.method[i] == Trace.PUT) {
            need = both(need, Need.ABSENT);
        }
        if (need.equals(Need.NEVER) && !sure) {
            return Step.NOTHING;
        }
        if (removes && sure && terms.deletedTwice()) {
            if (need.present() == Present.ONLY) {
                again[i] = true;
            } else if (need.present() != Present.NONE) {
                need = new Need(true, need.present(), need.version());
            }
        }
        return new Step(need, removes ? Effect.REMOVES : Effect.MAKES, makes[i], sure);
    }

    /** What If-Match says of a request that was done. */
    private Need condition(int i, boolean sure) {
        int tag = trace.ifMatch[i];
        if (tag == NONE) {
            return Need.ANY;
        }
        if (tag == STAR) {
            return Need.PRESENT;
        }
        if (tags.isWeak(tag)) {
            return Need.NEVER;
        }
        if (tags.strong(tag) != NONE) {
            return Need.only(tags.strong(tag));
        }
        boolean unclear = tags.isSeen(tag) || !sure && tags.mayBeOne(tag);
        return unclear ? Need.PRESENT : Need.NEVER;
    }

    /** What If-None-Match says of a request that was done. */
    private Need exception(int tag) {
        if (tag == NONE) {
            return Need.ANY;
        }
        if (tag == STAR) {
            return Need.ABSENT;
        }
        int version = tags.weak(tag);
        return version == NONE || tags.isRestless(version) ? Need.ANY : Need.not(version);
    }

    /** The condition If-Match was false. */
    private Need unmatched(int tag) {
        if (tag == NONE) {
            return Need.ANY;
        }
        if (tag == STAR) {
            return Need.ABSENT;
        }
        int version = tags.strong(tag);
        return version == NONE || tags.isRestless(version) ? Need.ANY : Need.not(version);
    }

    /** The condition If-None-Match was false. */
    private Need matched(int tag) {
        if (tag == STAR) {
            return Need.PRESENT;
        }
        int version = tags.weak(tag);
        return version == NONE ? Need.PRESENT : Need.only(version);
    }

    private static Need both(Need a, Need b) {
        if (b.present() == Present.ALL) {
            return new Need(a.absent() && b.absent(), a.present(), a.version());
        }
        if (a.present() == Present.ALL || b.present() == Present.NONE) {
            return both(b, new Need(a.absent(), Present.ALL, 0));
        }
        // A version and an exception, or nothing.
        boolean none = a.present() == Present.NONE || a.version() == b.version();
        return new Need(a.absent() && b.absent(), none ? Present.NONE : a.present(), none ? 0 : a.version());
    }

    private static Need either(Need a, Need b) {
        boolean absent = a.absent() || b.absent();
        if (a.present() == Present.NONE || b.present() == Present.NONE) {
            Need one = a.present() == Present.NONE ? b : a;
            return new Need(absent, one.present(), one.version());
        }
        if (a.present() == Present.BUT && b.present() == Present.ONLY && a.version() != b.version()) {
            return new Need(absent, Present.BUT, a.version());
        }
        return new Need(absent, Present.ALL, 0);
    }
}
