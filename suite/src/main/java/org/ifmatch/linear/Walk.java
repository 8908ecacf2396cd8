package org.ifmatch.linear;

import static org.ifmatch.linear.Register.ABSENT;
import static org.ifmatch.linear.Register.ANONYMOUS;
import static org.ifmatch.linear.Trace.NEVER;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Walks along a history in time and moves the register no further than the operations that return force it to: a write is
 * done as late as its own return, or a return that needs it, allows; a read or a refusal as soon as a state allows it. On a
 * chain there is one way to do so, at most one register has to be kept, and the walk takes n log c steps (c clients). At the
 * end of a chain any write that names no predecessor may be next: then a register is kept for each way that differs.
 */
final class Walk {

    /** So many registers at once are kept, and so many are made in all for each operation, before the walk gives up. */
    static final int MOST_AT_ONCE = 20_000;

    private static final int MOST_PER_OPERATION = 60;

    private static final int ALL_IS_WELL = -1;

    private static final int NO_STATE = 0;

    private final Operations operations;
    private final Chains chains;
    private final Returns returns;
    private final Optionals optionals;
    private final Nodes nodes;

    /** Of each chain: the last of its operations to be called, the latest call, the earliest return. */
    private final int[] lastOf;

    private final long[] latestCall;
    private final long[] earliestReturn;

    /** Of each chain: whether it can stand anywhere, and nothing is ever told apart by its standing there. */
    private final boolean[] harmless;

    /** Of each chain: whether a deletion that may have happened names its last version, so that it matters how long it stays. */
    private final boolean[] mayBeRemoved;

    private List<Way> ways = new ArrayList<>();
    private int called;
    private long now;
    private long made;
    private final long most;
    private int failed = ALL_IS_WELL;
    private boolean gaveUp;

    Walk(Operations operations, Chains chains) {
        this(operations, chains, 1_000_000L + (long) MOST_PER_OPERATION * operations.size);
    }

    /** @param most registers to make before giving up */
    Walk(Operations operations, Chains chains, long most) {
        this.operations = operations;
        this.chains = chains;
        this.returns = new Returns(operations.returned);
        this.optionals = new Optionals(operations, chains);
        this.nodes = new Nodes(operations.size);
        this.lastOf = new int[chains.chains];
        this.latestCall = new long[chains.chains];
        this.earliestReturn = new long[chains.chains];
        this.harmless = new boolean[chains.chains];
        this.mayBeRemoved = new boolean[chains.chains];
        this.most = most;
        zones();
        harmless();
    }

    private void zones() {
        Arrays.fill(lastOf, -1);
        Arrays.fill(latestCall, Long.MIN_VALUE);
        Arrays.fill(earliestReturn, NEVER);
        for (int i = 0; i < operations.size; i++) {
            if (chains.blockOf[i] >= 0) {
                int chain = chains.chain[chains.blockOf[i]];
                lastOf[chain] = i;
                latestCall[chain] = operations.called[i];
                earliestReturn[chain] = Math.min(earliestReturn[chain], operations.returned[i]);
            }
        }
    }

    private void harmless() {
        if (!chains.named) {
            return;
        }
        for (int chain = 1; chain < chains.chains; chain++) {
            harmless[chain] = operations.need[chains.writer[chains.first[chain]]] == 3 && !chains.endsAbsent(chain);
        }
        int[] chainOf = new int[operations.states];
        for (int block = 0; block < chains.blocks; block++) {
            if (chains.state[block] != ABSENT) {
                chainOf[chains.state[block]] = chains.chain[block];
            }
        }
        for (int i = 0; i < operations.size; i++) {
            boolean tells = operations.need[i] >= 6 || operations.need[i] >= 4 && chains.blockOf[i] < 0;
            if (tells) {
                harmless[chainOf[operations.about[i]]] = false;
                mayBeRemoved[chainOf[operations.about[i]]] |= operations.writes(i);
            }
        }
    }

    /** One register on its way. */
    private static final class Way {
        private static final int[] NONE = {};

        int block;
        int state;
        int node = -1;

        /** Reads and refusals that were called and not yet allowed. */
        int[] open = NONE;

        int opens;

        /** Writes that start a chain, were called and not yet done. */
        int[] waiting = NONE;

        int waits;

        /** The kinds of optional writes that were done, in order, each followed by how often it was. */
        int[] used = NONE;

        Way(int block, int state) {
            this.block = block;
            this.state = state;
        }

        Way copy() {
            Way copy = new Way(block, state);
            copy.node = node;
            copy.open = opens == 0 ? NONE : Arrays.copyOf(open, opens);
            copy.opens = opens;
            copy.waiting = waits == 0 ? NONE : Arrays.copyOf(waiting, waits);
            copy.waits = waits;
            copy.used = used;
            return copy;
        }

        void open(int operation) {
            if (opens == open.length) {
                open = Arrays.copyOf(open, opens + 4 + opens / 2);
            }
            open[opens++] = operation;
        }

        void await(int write) {
            if (waits == waiting.length) {
                waiting = Arrays.copyOf(waiting, waits + 4 + waits / 2);
            }
            waiting[waits++] = write;
        }

        boolean isOpen(int operation) {
            return indexOf(open, opens, operation) >= 0;
        }

        boolean awaits(int write) {
            return indexOf(waiting, waits, write) >= 0;
        }

        void close(int operation) {
            int at = indexOf(open, opens, operation);
            if (at >= 0) {
                System.arraycopy(open, at + 1, open, at, --opens - at);
            }
        }

        void placed(int write) {
            int at = indexOf(waiting, waits, write);
            System.arraycopy(waiting, at + 1, waiting, at, --waits - at);
        }

        void use(int kind) {
            int at = at(kind);
            if (at < used.length && used[at] == kind) {
                used = used.clone();
                used[at + 1]++;
                return;
            }
            int[] more = new int[used.length + 2];
            System.arraycopy(used, 0, more, 0, at);
            more[at] = kind;
            more[at + 1] = 1;
            System.arraycopy(used, at, more, at + 2, used.length - at);
            used = more;
        }

        int timesUsed(int kind) {
            int at = at(kind);
            return at < used.length && used[at] == kind ? used[at + 1] : 0;
        }

        private int at(int kind) {
            int at = 0;
            while (at < used.length && used[at] < kind) {
                at += 2;
            }
            return at;
        }

        private static int indexOf(int[] numbers, int size, int number) {
            for (int i = 0; i < size; i++) {
                if (numbers[i] == number) {
                    return i;
                }
            }
            return -1;
        }

        /** Whether the other used all that this way used, and as often. */
        boolean usedNoMoreThan(Way other) {
            for (int k = 0; k < used.length; k += 2) {
                if (other.timesUsed(used[k]) < used[k + 1]) {
                    return false;
                }
            }
            return true;
        }

        /** Whether they stand alike; what they used is left out. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Way w
                    && w.block == block
                    && w.state == state
                    && Arrays.equals(w.open, 0, w.opens, open, 0, opens)
                    && Arrays.equals(w.waiting, 0, w.waits, waiting, 0, waits);
        }

        @Override
        public int hashCode() {
            int hash = block * 31 + state;
            for (int i = 0; i < opens; i++) {
                hash = hash * 31 + open[i];
            }
            hash = hash * 31 + 7;
            for (int i = 0; i < waits; i++) {
                hash = hash * 31 + waiting[i];
            }
            return hash;
        }
    }

    /** Ways that differ; of two that stand alike, one that used no more than the other is enough. */
    private static final class Ways {
        private final Map<Way, List<Way>> byStand = new HashMap<>();
        private int size;

        boolean add(Way way) {
            List<Way> alike = byStand.computeIfAbsent(way, w -> new ArrayList<>(1));
            for (Way other : alike) {
                if (other.usedNoMoreThan(way)) {
                    return false;
                }
            }
            size -= alike.size();
            alike.removeIf(way::usedNoMoreThan);
            alike.add(way);
            size += alike.size();
            return true;
        }

        int size() {
            return size;
        }

        List<Way> list() {
            List<Way> all = new ArrayList<>(size);
            byStand.values().forEach(all::addAll);
            return all;
        }
    }

    /** Walks to the end. */
    void run() {
        ways.add(new Way(0, operations.start));
        for (called = 0; called < operations.size; called++) {
            while (returns.hasBefore(operations.called[called])) {
                now = returns.time();
                returned(returns.take());
                if (isOver()) {
                    return;
                }
            }
            call(called);
            if (isOver()) {
                return;
            }
        }
        while (!returns.isEmpty() && !isOver()) {
            now = returns.time();
            returned(returns.take());
        }
    }

    private boolean isOver() {
        return gaveUp || failed != ALL_IS_WELL;
    }

    boolean gaveUp() {
        return gaveUp;
    }

    /** The operation at which no way was left. */
    Optional<Integer> failed() {
        return failed == ALL_IS_WELL ? Optional.empty() : Optional.of(failed);
    }

    // What is called.

    private void call(int i) {
        if (operations.isIdle(i)) {
            return;
        }
        if (chains.happened[i]) {
            if (chains.first[chains.chain[chains.blockOf[i]]] == chains.blockOf[i]) {
                ways.forEach(way -> way.await(i));
            }
            returns.add(i);
        } else if (operations.writes(i) && !operations.again[i]) {
            optionals.called(i);
        } else if (chains.blockOf[i] >= 0) {
            read(i, chains.blockOf[i]);
        } else {
            refusal(i);
        }
    }

    private void read(int i, int block) {
        boolean done = true;
        for (int w = ways.size() - 1; w >= 0; w--) {
            Way way = ways.get(w);
            if (way.block != block) {
                done = false;
                if (passed(way, block)) {
                    ways.remove(w);
                }
            }
        }
        if (ways.isEmpty()) {
            failed = i;
        } else if (!done) {
            returns.add(i);
        }
    }

    private void refusal(int i) {
        if (operations.again[i]) {
            optionals.called(i);
        }
        boolean done = true;
        for (Way way : ways) {
            if (allows(i, way.state)) {
                way.node = nodes.meet(i, way.node);
            } else {
                way.open(i);
                done = false;
            }
        }
        if (!done || operations.again[i]) {
            returns.add(i);
        }
    }

    private boolean allows(int i, int state) {
        return operations.again[i] ? state == ABSENT : operations.holds(i, state);
    }

    // What returns.

    private void returned(int i) {
        if (ways.size() == 1 && !operations.again[i]) {
            Way way = ways.get(0);
            if (isDone(way, i) || alongTheChain(way, i, NO_STATE)) {
                return;
            }
        }
        Ways next = new Ways();
        for (Way way : ways) {
            if (operations.again[i]) {
                removed(way.copy(), i, next);
            }
            if (isDone(way, i)) {
                next.add(way);
            } else {
                force(way, i, NO_STATE, next);
            }
            if (next.size() > MOST_AT_ONCE || made > most) {
                gaveUp = true;
                return;
            }
        }
        ways = next.list();
        if (ways.isEmpty()) {
            failed = i;
        }
    }

    /** A deletion that may have found its work done may also have been the one that did it. */
    private void removed(Way from, int i, Ways next) {
        int version = operations.about[i];
        int block = chains.named ? chains.blockOf(version) : -1;
        if (chains.named
                && (block < 0
                        || chains.next(block) >= 0
                        || passed(from, block)
                        || lastOf[chains.chain[block]] >= called)) {
            return;
        }
        Ways before = new Ways();
        if (from.state == version) {
            before.add(from);
        } else {
            force(from, i, version, before);
        }
        for (Way way : before.list()) {
            if (!isUsed(way, i)) {
                move(way, -1, ABSENT, i);
                next.add(way);
            }
        }
    }

    private static boolean isUsed(Way way, int deletion) {
        return way.timesUsed(Optionals.asUsed(deletion)) > 0;
    }

    /** Whether a way has reached a state, or an operation is done where no state is asked for. */
    private boolean isThere(Way way, int i, int state) {
        return state == NO_STATE ? isDone(way, i) : way.state == state;
    }

    private boolean isDone(Way way, int i) {
        int block = chains.blockOf[i];
        return block >= 0 ? reached(way, block) : !way.isOpen(i);
    }

    private boolean reached(Way way, int block) {
        int chain = chains.chain[block];
        return way.block >= 0 && chains.chain[way.block] == chain ? way.block >= block : isPlaced(way, chain);
    }

    private boolean passed(Way way, int block) {
        int chain = chains.chain[block];
        return way.block >= 0 && chains.chain[way.block] == chain ? way.block > block : isPlaced(way, chain);
    }

    private boolean isPlaced(Way way, int chain) {
        int head = chains.writer[chains.first[chain]];
        return head < 0 || head < called && !way.awaits(head);
    }

    /** Whether moving along the chain was enough; the way stands where its chain ends if it was not. */
    private boolean alongTheChain(Way way, int i, int state) {
        while (way.block >= 0) {
            int next = chains.next(way.block);
            if (next < 0 || chains.writer[next] >= called) {
                return false;
            }
            move(way, next, chains.state[next], chains.writer[next]);
            if (isThere(way, i, state)) {
                return true;
            }
        }
        return false;
    }

    private void move(Way way, int block, int state, int write) {
        way.block = block;
        way.state = state;
        way.node = nodes.move(write, way.node);
        int kept = 0;
        for (int k = 0; k < way.opens; k++) {
            int open = way.open[k];
            if (allows(open, state)) {
                way.node = nodes.meet(open, way.node);
            } else {
                way.open[kept++] = open;
            }
        }
        way.opens = kept;
    }

    /** All ways on from here that end as soon as an operation is done, or a state reached. */
    private void force(Way from, int i, int state, Ways done) {
        ArrayDeque<Way> unfinished = new ArrayDeque<>();
        Ways tried = new Ways();
        unfinished.add(from);
        while (!unfinished.isEmpty() && made <= most) {
            Way way = unfinished.poll();
            if (alongTheChain(way, i, state)) {
                done.add(way);
                continue;
            }
            for (Way next : branches(way, state == NO_STATE ? i : chains.maker[state])) {
                made++;
                if (isThere(next, i, state)) {
                    done.add(next);
                } else if (tried.add(next.copy())) {
                    unfinished.add(next);
                }
            }
        }
    }

    /** What may come next where no write names the present state. */
    private List<Way> branches(Way way, int i) {
        List<Way> next = new ArrayList<>();
        if (way.block >= 0 && (chains.next(way.block) >= 0 || lastOf[chains.chain[way.block]] >= called)) {
            return next;
        }
        int wanted = wanted(way, i);
        if (wanted >= 0 && anotherVersionAllowsMore(way)) {
            wanted = -1;
        }
        for (int k = 0; k < way.waits; k++) {
            int head = way.waiting[k];
            if (operations.holds(head, way.state)
                    && !isTooEarly(way, head)
                    && !(wanted >= 0 && canWait(way, head, wanted))) {
                int block = chains.blockOf[head];
                Way on = way.copy();
                on.placed(head);
                move(on, block, chains.state[block], head);
                next.add(on);
            }
        }
        boolean direct = wanted >= 0
                && operations.effect[wanted] == Operations.MAKES
                && operations.holds(wanted, way.state)
                && !isTooEarly(way, wanted);
        optionals(way, direct, next);
        return next;
    }

    /** Whether a version that nobody names would allow a write that the present state does not. */
    private boolean anotherVersionAllowsMore(Way way) {
        for (int k = 0; k < way.waits; k++) {
            if (allowsMore(way.waiting[k], way.state)) {
                return true;
            }
        }
        for (int kind = 0; kind < optionals.kinds(); kind++) {
            int write = optionals.loose(kind, way.timesUsed(kind));
            if (write >= 0 && allowsMore(write, way.state)) {
                return true;
            }
        }
        return false;
    }

    private boolean allowsMore(int write, int state) {
        return operations.holds(write, ANONYMOUS) && !operations.holds(write, state);
    }

    /** The write that starts the chain where an operation must stand, if that chain is not yet placed. */
    private int wanted(Way way, int i) {
        int block = i < 0 ? -1 : chains.blockOf[i];
        if (!chains.named || block < 0) {
            return -1;
        }
        int head = chains.writer[chains.first[chains.chain[block]]];
        return head >= 0 && way.awaits(head) ? head : -1;
    }

    /** Whether another write that waits must come first, since an operation of its chain returned before one of this chain is called. */
    private boolean isTooEarly(Way way, int head) {
        long latest = latestCall[chains.chain[chains.blockOf[head]]];
        for (int k = 0; k < way.waits; k++) {
            int other = way.waiting[k];
            if (other != head && earliestReturn[chains.chain[chains.blockOf[other]]] < latest) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a write is as good after the wanted one as before it: nothing tells it apart, it need not come first, and none of
     * those that must come first needs it.
     */
    private boolean canWait(Way way, int head, int wanted) {
        int chain = chains.chain[chains.blockOf[head]];
        int wantedChain = chains.chain[chains.blockOf[wanted]];
        if (head == wanted
                || !harmless[chain]
                || chains.endsAbsent(wantedChain)
                || mayBeRemoved[wantedChain]
                || earliestReturn[chain] < latestCall[wantedChain]
                || operations.need[wanted] != 3) {
            return false;
        }
        for (int k = 0; k < way.waits; k++) {
            int other = way.waiting[k];
            int otherChain = chains.chain[chains.blockOf[other]];
            if (earliestReturn[otherChain] < latestCall[wantedChain]
                    && (operations.need[other] != 3
                            || chains.endsAbsent(otherChain)
                            || earliestReturn[chain] < latestCall[otherChain])) {
                return false;
            }
        }
        return true;
    }

    private void optionals(Way way, boolean direct, List<Way> next) {
        if (way.state > ABSENT) {
            int makes = optionals.makesAfter(way.state);
            if (makes >= 0 && !direct) {
                Way on = way.copy();
                move(on, -1, ANONYMOUS, makes);
                next.add(on);
            }
            int removes = optionals.removesAfter(way.state, now, way::timesUsed);
            if (removes >= 0) {
                Way on = way.copy();
                on.close(removes);
                if (operations.again[removes] && !chains.named) {
                    on.use(Optionals.asUsed(removes));
                }
                move(on, -1, ABSENT, removes);
                next.add(on);
            }
        }
        for (int kind = 0; kind < optionals.kinds(); kind++) {
            int write = optionals.loose(kind, way.timesUsed(kind));
            boolean makes = write >= 0 && operations.effect[write] == Operations.MAKES;
            if (write >= 0 && operations.holds(write, way.state) && !(direct && makes)) {
                Way on = way.copy();
                on.use(kind);
                move(on, -1, !makes ? ABSENT : chains.named ? ANONYMOUS : operations.makes[write], write);
                next.add(on);
            }
        }
    }

    /** The operations in a legal order; those that may never have happened are left out where nothing needs them. */
    int[] order() {
        return nodes.order(ways.get(0).node, operations, chains);
    }
}
