package org.ifmatch.linear;

import java.util.Arrays;

/**
 * Which write replaced which: writes that name their predecessor form chains, and a chain stands together in every order,
 * since between a write and the one that names its version nothing else can have been written. A chain is a run of blocks, a
 * block is one state of the resource: the write that led to it and the reads that saw it. Blocks are numbered chain by chain.
 *
 * <p>Where two writes made the same version, writes do not tell where they stand; then every write is a chain of its own and
 * reads belong to no block.
 */
final class Chains {

    static final int NO_WRITER = -1;
    static final int NOBODY = -2;

    final Operations operations;

    /** Whether versions tell who wrote them. */
    final boolean named;

    /** The write that made a version and surely happened; {@link #NO_WRITER} for the start, {@link #NOBODY} otherwise. */
    final int[] maker;

    /** The write that surely happened and named this version as the one that it replaces, or {@link #NOBODY}. */
    final int[] successor;

    /** Of each write: whether it surely happened. */
    final boolean[] happened;

    /** Of each operation: the block where it must stand; -1 for one that may stand in several. */
    final int[] blockOf;

    /** Of each block: its state, its write, its chain; the first and last block of each chain. */
    int[] state;

    int[] writer;
    int[] chain;
    int[] first;
    int[] last;
    private int[] blockOfVersion;
    int blocks;
    int chains;

    /** A second write that names a version, and the version; {@link #NOBODY} if there is none. */
    int fork = NOBODY;

    /** A write that stands on no chain. */
    int unplaced = NOBODY;

    private Chains(Operations operations, boolean wantNamed) {
        this.operations = operations;
        this.maker = new int[operations.states];
        this.successor = new int[operations.states];
        this.happened = new boolean[operations.size];
        this.blockOf = new int[operations.size];
        Arrays.fill(maker, NOBODY);
        Arrays.fill(successor, NOBODY);
        Arrays.fill(blockOf, -1);
        this.named = wantNamed && makers();
        if (named) {
            link();
        } else {
            Arrays.fill(maker, NOBODY);
            for (int i = 0; i < operations.size; i++) {
                happened[i] = operations.writes(i) && operations.sure[i] && !operations.again[i];
            }
        }
        number();
    }

    static Chains of(Operations operations) {
        return new Chains(operations, true);
    }

    /** As if nobody knew which version a write made. */
    static Chains unnamed(Operations operations) {
        return new Chains(operations, false);
    }

    /** Who made which version; false if that cannot be told, since two made it, or nothing but a deletion that may have
     * failed tells of it. */
    private boolean makers() {
        int[] open = new int[operations.states];
        Arrays.fill(open, NOBODY);
        boolean[] twice = new boolean[operations.states];
        boolean anyTwice = false;
        if (operations.start != Register.ABSENT) {
            maker[operations.start] = NO_WRITER;
        }
        for (int i = 0; i < operations.size; i++) {
            if (operations.effect[i] == Operations.MAKES) {
                int made = operations.makes[i];
                if (maker[made] != NOBODY || open[made] != NOBODY) {
                    twice[made] = true;
                    anyTwice = true;
                }
                if (!operations.sure[i]) {
                    open[made] = i;
                } else if (maker[made] == NOBODY) {
                    maker[made] = i;
                }
            }
            happened[i] = operations.writes(i) && operations.sure[i] && !operations.again[i];
        }
        observe(open);
        for (int i = 0; i < operations.size; i++) {
            boolean mayRemove = operations.effect[i] == Operations.REMOVES
                    && operations.names(i)
                    && (operations.again[i] || !operations.sure[i]);
            int version = mayRemove ? operations.about[i] : 0;
            if (maker[version] == NOBODY && open[version] != NOBODY) {
                return false;
            }
        }
        if (anyTwice) {
            for (int version = 0; version < twice.length; version++) {
                if (twice[version] && maker[version] != NOBODY) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A write whose outcome is unknown did happen if its version was read, or was named by a write that happened. */
    private void observe(int[] open) {
        for (int i = 0; i < operations.size; i++) {
            seen(operations.shows[i], open);
            if (operations.names(i) && operations.sure[i] && !operations.again[i]) {
                seen(operations.about[i], open);
            }
        }
    }

    private void seen(int version, int[] open) {
        int next = version;
        while (maker[next] == NOBODY && open[next] != NOBODY) {
            int write = open[next];
            maker[next] = write;
            happened[write] = true;
            if (!operations.names(write)) {
                return;
            }
            next = operations.about[write];
        }
    }

    private void link() {
        for (int i = 0; i < operations.size; i++) {
            if (happened[i] && operations.names(i)) {
                int version = operations.about[i];
                if (successor[version] == NOBODY) {
                    successor[version] = i;
                } else if (fork == NOBODY) {
                    fork = i;
                }
            }
        }
    }

    private void number() {
        int heads = 1;
        int most = 1;
        for (int i = 0; i < operations.size; i++) {
            if (happened[i]) {
                most++;
                heads += isHead(i) ? 1 : 0;
            }
        }
        state = new int[most];
        writer = new int[most];
        chain = new int[most];
        first = new int[heads];
        last = new int[heads];
        blockOfVersion = new int[operations.states];
        Arrays.fill(blockOfVersion, -1);
        run(NO_WRITER, operations.start);
        for (int i = 0; i < operations.size; i++) {
            if (happened[i] && isHead(i)) {
                run(i, made(i));
            }
        }
        for (int i = 0; i < operations.size; i++) {
            if (happened[i]) {
                if (blockOf[i] < 0 && unplaced == NOBODY) {
                    unplaced = i;
                }
            } else if (named && !operations.writes(i) && operations.names(i)) {
                blockOf[i] = blockOfVersion[operations.about[i]];
            }
        }
    }

    private boolean isHead(int write) {
        return !named || !operations.names(write);
    }

    private int made(int write) {
        return operations.effect[write] == Operations.REMOVES ? Register.ABSENT : operations.makes[write];
    }

    private void run(int head, int made) {
        first[chains] = blocks;
        int write = head;
        int now = made;
        while (true) {
            state[blocks] = now;
            writer[blocks] = write;
            chain[blocks] = chains;
            if (write >= 0) {
                blockOf[write] = blocks;
            }
            if (now != Register.ABSENT) {
                blockOfVersion[now] = blocks;
            }
            blocks++;
            if (!named || now == Register.ABSENT || successor[now] < 0) {
                break;
            }
            write = successor[now];
            now = made(write);
        }
        last[chains++] = blocks - 1;
    }

    /** The block of a version, or -1. */
    int blockOf(int version) {
        return blockOfVersion[version];
    }

    /** The block of the state after this one in its chain, or -1. */
    int next(int block) {
        return block < last[chain[block]] ? block + 1 : -1;
    }

    boolean endsAbsent(int ofChain) {
        return state[last[ofChain]] == Register.ABSENT;
    }
}
