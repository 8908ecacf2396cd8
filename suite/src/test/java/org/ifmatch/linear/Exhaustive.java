package org.ifmatch.linear;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.ifmatch.linear.Register.Effect;
import org.ifmatch.linear.Register.Present;
import org.ifmatch.linear.Register.Step;

/**
 * Tries every order (Wing and Gong's search with Lowe's memory of what was tried): at most 20 operations, of which each is
 * one of those that nothing undone precedes. It knows nothing of chains.
 */
final class Exhaustive {

    /** One operation: what it says, from when, until when. */
    record Op(Step step, long called, long returned) {}

    private record Tried(int done, int state, Set<Integer> entered) {}

    private static final int OTHER = -1;

    private final List<Op> ops;
    private final boolean openWorld;
    private final Set<Integer> foreign = new HashSet<>();
    private final Set<Tried> tried = new HashSet<>();
    private int sure;

    private Exhaustive(List<Op> ops, boolean openWorld) {
        this.ops = ops;
        this.openWorld = openWorld;
        for (int i = 0; i < ops.size(); i++) {
            Step step = ops.get(i).step();
            sure |= step.sure() ? 1 << i : 0;
            boolean names = step.need().present() == Present.ONLY || step.need().present() == Present.BUT;
            if (names) {
                foreign.add(step.need().version());
            }
        }
        ops.stream()
                .filter(o -> o.step().effect() == Effect.MAKES)
                .forEach(o -> foreign.remove(o.step().makes()));
    }

    /** Whether these operations, and no others, can have met one register that started so. */
    static boolean isLinearizable(List<Op> ops, int start) {
        return new Exhaustive(ops, false).from(0, start, Set.of());
    }

    /**
     * Whether these operations can have met one register while others, who are not told of, did what they liked: they make
     * versions that none of these operations made, each of them once.
     */
    static boolean isLinearizableAmongOthers(List<Op> ops, OptionalInt start) {
        Exhaustive search = new Exhaustive(ops, true);
        if (start.isPresent()) {
            return search.from(0, start.getAsInt(), Set.of(start.getAsInt()));
        }
        return search.from(0, OTHER, Set.of());
    }

    private boolean from(int done, int state, Set<Integer> entered) {
        if ((done & sure) == sure) {
            return true;
        }
        if (!tried.add(new Tried(done, state, entered))) {
            return false;
        }
        Register register = new Register(state);
        for (int i = 0; i < ops.size(); i++) {
            Op op = ops.get(i);
            if ((done & 1 << i) == 0 && isFree(done, i) && register.allows(op.step())) {
                int next = register.after(op.step()).state();
                if (from(done | 1 << i, next, entered)) {
                    return true;
                }
            }
        }
        return openWorld && othersAct(done, state, entered);
    }

    private boolean isFree(int done, int i) {
        for (int k = 0; k < ops.size(); k++) {
            boolean undone = (done & 1 << k) == 0 && (sure & 1 << k) != 0;
            if (undone && k != i && ops.get(k).returned() < ops.get(i).called()) {
                return false;
            }
        }
        return true;
    }

    private boolean othersAct(int done, int state, Set<Integer> entered) {
        if (state != OTHER && from(done, OTHER, entered)) {
            return true;
        }
        if (state != Register.ABSENT && from(done, Register.ABSENT, entered)) {
            return true;
        }
        for (int version : foreign) {
            if (!entered.contains(version)) {
                Set<Integer> more = new HashSet<>(entered);
                more.add(version);
                if (from(done, version, more)) {
                    return true;
                }
            }
        }
        return false;
    }
}
