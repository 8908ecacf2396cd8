package org.ifmatch.linear;

import static org.ifmatch.linear.Register.ABSENT;
import static org.ifmatch.linear.Trace.NEVER;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ifmatch.linear.Contradiction.Basis;
import org.ifmatch.linear.Contradiction.Kind;

/**
 * The contradictions that can be told from the chains without trying an order: forks, phantoms, and operations whose times say
 * the opposite of what the chain says. Of several kinds the one with the fewest operations is told, and of these the one with
 * the shortest chain between.
 */
final class Zones {

    private static final int NOBODY = -1;

    private final Operations operations;
    private final Chains chains;
    private final Words words;

    /** Of each block: the operation of it that returned first, the one that was called last; NOBODY where it has none. */
    private final int[] firstBack;

    private final int[] lastCalled;

    Zones(Operations operations, Chains chains) {
        this.operations = operations;
        this.chains = chains;
        this.words = new Words(operations);
        this.firstBack = new int[chains.blocks];
        this.lastCalled = new int[chains.blocks];
        Arrays.fill(firstBack, NOBODY);
        Arrays.fill(lastCalled, NOBODY);
        for (int i = 0; i < operations.size; i++) {
            int block = chains.blockOf[i];
            if (block >= 0) {
                lastCalled[block] = i;
                if (firstBack[block] == NOBODY || operations.returned[i] < operations.returned[firstBack[block]]) {
                    firstBack[block] = i;
                }
            }
        }
    }

    Optional<Contradiction> contradiction() {
        Optional<Contradiction> links = Stream.of(fork(), phantomRead(), orphan())
                .flatMap(Optional::stream)
                .findFirst();
        if (links.isPresent()) {
            return links;
        }
        return Stream.of(readBeforeWrite(), wrongOrder(), refusal(), absence(), conflict())
                .flatMap(Optional::stream)
                .min((a, b) -> a.operations().size() != b.operations().size()
                        ? a.operations().size() - b.operations().size()
                        : a.links().size() - b.links().size());
    }

    private long called(int i) {
        return i == NOBODY ? Long.MIN_VALUE : operations.called[i];
    }

    private long returned(int i) {
        return i == NOBODY ? NEVER : operations.returned[i];
    }

    private Optional<Contradiction> told(
            Kind kind,
            Basis basis,
            List<Integer> operations,
            List<Integer> links,
            int impossible,
            String... sentences) {
        List<Integer> sorted = operations.stream().distinct().sorted().toList();
        List<String> all = new ArrayList<>(List.of(sentences));
        List<Integer> more = new Witnesses(this.operations, chains, words).with(sorted, links, all);
        return Optional.of(new Contradiction(kind, basis, sorted, more, OptionalInt.of(impossible), all));
    }

    // What writes and reads name.

    private Optional<Contradiction> fork() {
        if (chains.fork < 0) {
            return Optional.empty();
        }
        int two = chains.fork;
        int version = operations.about[two];
        int one = chains.successor[version];
        return told(
                Kind.FORK,
                Basis.ALONE,
                List.of(one, two),
                List.of(),
                two,
                words.says(one),
                words.says(two),
                words.version(version) + " was current once, so one of them at most can have replaced it: "
                        + "the other's change is lost");
    }

    private Optional<Contradiction> phantomRead() {
        for (int i = 0; i < operations.size; i++) {
            boolean reads = !operations.writes(i) && operations.names(i);
            if (reads && chains.maker[operations.about[i]] == Chains.NOBODY) {
                int version = operations.about[i];
                Optional<Integer> refused = IntStream.range(0, operations.size)
                        .filter(w -> !operations.trace.reads(w) && operations.trace.version[w] == version)
                        .boxed()
                        .findFirst();
                return told(
                        Kind.PHANTOM_READ,
                        Basis.ALL_WRITES,
                        List.of(i),
                        List.of(),
                        i,
                        words.says(i),
                        refused.map(w -> words.says(w) + ": it was refused, and its content must never be seen")
                                .orElse("nobody sent " + words.version(version)));
            }
        }
        return Optional.empty();
    }

    private Optional<Contradiction> orphan() {
        if (chains.unplaced < 0) {
            return Optional.empty();
        }
        List<Integer> path = new ArrayList<>();
        int write = chains.unplaced;
        BitSet passed = new BitSet(operations.size);
        while (write >= 0 && !passed.get(write)) {
            passed.set(write);
            path.add(write);
            write = chains.maker[operations.about[write]];
        }
        if (write < 0) {
            int root = path.get(path.size() - 1);
            return told(
                    Kind.PHANTOM_PREDECESSOR,
                    Basis.ALL_WRITES,
                    List.of(root),
                    List.of(),
                    root,
                    words.says(root),
                    "nobody made " + words.version(operations.about[root]) + ", so it never was current");
        }
        List<Integer> circle = path.subList(path.indexOf(write), path.size());
        List<String> sentences =
                new ArrayList<>(circle.stream().map(words::says).toList());
        sentences.add("each needs the other's version before it: none can have been first");
        return told(Kind.CYCLE, Basis.ALONE, circle, List.of(), circle.get(0), sentences.toArray(String[]::new));
    }

    private Optional<Contradiction> readBeforeWrite() {
        for (int i = 0; i < operations.size; i++) {
            int block = chains.blockOf[i];
            if (block >= 0 && !operations.writes(i)) {
                int write = chains.writer[block];
                if (write >= 0 && operations.returned[i] < operations.called[write]) {
                    return told(
                            Kind.READ_BEFORE_WRITE,
                            Basis.ALONE,
                            List.of(i, write),
                            List.of(),
                            i,
                            words.says(i),
                            words.name(write) + ", which made it, was sent only afterwards");
                }
            }
        }
        return Optional.empty();
    }

    // What the times say against a chain.

    private Optional<Contradiction> wrongOrder() {
        if (!existsWithin(chains.blocks)) {
            return Optional.empty();
        }
        int low = 0;
        int high = chains.blocks;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (existsWithin(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        int[] pair = pairWithin(high);
        return wrongOrder(pair[0], pair[1]);
    }

    private boolean existsWithin(int distance) {
        return pairWithin(distance) != null;
    }

    /** Two blocks of a chain, the earlier of them called after the later had returned, at most so far apart; null if none. */
    private int[] pairWithin(int distance) {
        int[] queue = new int[chains.blocks];
        int head = 0;
        int tail = 0;
        for (int block = 0; block < chains.blocks; block++) {
            if (chains.first[chains.chain[block]] == block) {
                head = 0;
                tail = 0;
            }
            while (head < tail && queue[head] < block - distance) {
                head++;
            }
            if (head < tail && returned(firstBack[block]) < called(lastCalled[queue[head]])) {
                return new int[] {queue[head], block};
            }
            while (head < tail && called(lastCalled[queue[tail - 1]]) <= called(lastCalled[block])) {
                tail--;
            }
            queue[tail++] = block;
        }
        return null;
    }

    private Optional<Contradiction> wrongOrder(int early, int late) {
        int shown = firstBack[late];
        int stale = lastCalled[early];
        List<Integer> links = writers(early + 1, late);
        boolean deleted = links.stream().anyMatch(w -> operations.effect[w] == Operations.REMOVES);
        Kind kind = deleted
                ? Kind.RESURRECTION
                : operations.writes(stale) ? Kind.STALE_WRITE : isLost(early) ? Kind.LOST_WRITE : Kind.STALE_READ;
        return told(
                kind,
                Basis.ALONE,
                List.of(shown, stale),
                links,
                stale,
                words.says(shown),
                chain(early, late),
                words.says(stale) + " though it was sent after " + words.name(shown) + " had returned");
    }

    /** Whether what replaced this block was the last of its chain, and no read ever saw it. */
    private boolean isLost(int block) {
        return chains.last[chains.chain[block]] == block + 1
                && IntStream.range(0, operations.size)
                        .noneMatch(i -> !operations.writes(i) && chains.blockOf[i] == block + 1);
    }

    private List<Integer> writers(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .map(block -> chains.writer[block])
                .filter(w -> w >= 0)
                .boxed()
                .toList();
    }

    private String chain(int early, int late) {
        String before = words.version(chains.state[early]);
        String after = words.version(chains.state[late]);
        return late == early + 1
                ? after + " replaced " + before
                : after + " came after " + before + ", " + (late - early) + " writes later";
    }

    /** 412 to a tag that was current all the time. */
    private Optional<Contradiction> refusal() {
        for (int i = 0; i < operations.size; i++) {
            int block = operations.need[i] == 7 && !operations.writes(i) ? chains.blockOf(operations.about[i]) : -1;
            if (block < 0) {
                continue;
            }
            boolean start = block == 0;
            int before = firstBack[block];
            int next = chains.next(block);
            int after = next >= 0 && called(chains.writer[next]) > called(lastCalled[block])
                    ? chains.writer[next]
                    : lastCalled[block];
            boolean was = start || returned(before) < operations.called[i];
            if (was && operations.returned[i] < called(after)) {
                String version = words.version(operations.about[i]);
                return start
                        ? told(
                                Kind.SPURIOUS_412,
                                Basis.START,
                                List.of(i, after),
                                List.of(),
                                i,
                                version + " was current at the start",
                                words.says(i),
                                words.says(after) + ", sent later: " + version + " was current all the time")
                        : told(
                                Kind.SPURIOUS_412,
                                Basis.ALONE,
                                List.of(before, i, after),
                                List.of(),
                                i,
                                words.says(before),
                                words.says(i),
                                words.says(after) + ", sent later: " + version + " was current all the time");
            }
        }
        return Optional.empty();
    }

    // What the times say of whole chains.

    private int firstBackOf(int chain) {
        int first = NOBODY;
        for (int block = chains.first[chain]; block <= chains.last[chain]; block++) {
            if (returned(firstBack[block]) < returned(first)) {
                first = firstBack[block];
            }
        }
        return first;
    }

    private int lastCalledOf(int chain) {
        int last = NOBODY;
        for (int block = chains.first[chain]; block <= chains.last[chain]; block++) {
            if (called(lastCalled[block]) > called(last)) {
                last = lastCalled[block];
            }
        }
        return last;
    }

    /** Absence told while one chain of versions lasted; such chains do not overlap, or they would conflict. */
    private Optional<Contradiction> absence() {
        TreeSet<long[]> zones = new TreeSet<>((a, b) -> Long.compare(a[0], b[0]));
        for (int chain = 0; chain < chains.chains; chain++) {
            boolean start = chain == 0 && operations.start != ABSENT;
            long from = start ? Long.MIN_VALUE : returned(firstBackOf(chain));
            if (from < called(lastCalledOf(chain)) && chains.state[chains.first[chain]] != ABSENT) {
                zones.add(new long[] {from, chain});
            }
        }
        for (int i = 0; i < operations.size && !zones.isEmpty(); i++) {
            if (operations.need[i] == 1 && !operations.writes(i) && !operations.again[i]) {
                long[] zone = zones.lower(new long[] {operations.called[i], 0});
                if (zone != null) {
                    int chain = (int) zone[1];
                    int after = lastCalledOf(chain);
                    if (operations.returned[i] < called(after)) {
                        return absence(i, chain, zone[0] == Long.MIN_VALUE);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Contradiction> absence(int i, int chain, boolean start) {
        int after = lastCalledOf(chain);
        int to = chains.blockOf[after];
        if (start) {
            return told(
                    Kind.FALSE_ABSENCE,
                    Basis.START,
                    List.of(i, after),
                    writers(1, to),
                    i,
                    words.version(operations.start) + " was there at the start",
                    words.says(i),
                    words.says(after) + ", sent later, and nothing was deleted between");
        }
        int before = firstBackOf(chain);
        int from = chains.blockOf[before];
        return told(
                Kind.FALSE_ABSENCE,
                Basis.ALONE,
                List.of(before, i, after),
                writers(Math.min(from, to) + 1, Math.max(from, to)),
                i,
                words.says(before),
                words.says(i),
                words.says(after) + ", sent later, and nothing was deleted between");
    }

    /** Two chains each of which has an operation that returned before one of the other was called. */
    private Optional<Contradiction> conflict() {
        if (chains.chains < 2) {
            return Optional.empty();
        }
        int[] back = new int[chains.chains];
        int[] call = new int[chains.chains];
        long[] from = new long[chains.chains];
        for (int chain = 0; chain < chains.chains; chain++) {
            back[chain] = firstBackOf(chain);
            call[chain] = lastCalledOf(chain);
            from[chain] = chain == 0 ? Long.MIN_VALUE : returned(back[chain]);
        }
        int[] byReturn = IntStream.range(0, chains.chains)
                .boxed()
                .sorted((a, b) -> Long.compare(from[a], from[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        int longest = byReturn[0];
        for (int k = 1; k < byReturn.length; k++) {
            int chain = byReturn[k];
            if (from[chain] < called(call[longest]) && from[longest] < called(call[chain])) {
                return conflict(longest, chain, back, call);
            }
            if (called(call[chain]) > called(call[longest])) {
                longest = chain;
            }
        }
        return Optional.empty();
    }

    private Optional<Contradiction> conflict(int one, int two, int[] back, int[] call) {
        if (one == 0) {
            return afterTheStart(back[two], call[0]);
        }
        List<Integer> links = new ArrayList<>();
        links.addAll(between(back[one], call[one]));
        links.addAll(between(back[two], call[two]));
        return told(
                Kind.CHAIN_CONFLICT,
                Basis.ALONE,
                List.of(back[one], call[two], back[two], call[one]),
                links,
                call[one],
                words.says(back[one]),
                words.says(call[two]) + ", sent later: so " + run(two) + " came after " + run(one),
                words.says(back[two]),
                words.says(call[one]) + ", sent later: so it came before");
    }

    /** The run of versions from the start is over as soon as a write that names none of them is seen. */
    private Optional<Contradiction> afterTheStart(int shown, int stale) {
        int to = chains.blockOf[shown];
        int head = chains.first[chains.chain[to]];
        List<Integer> links = new ArrayList<>(writers(head, to));
        links.addAll(writers(1, chains.blockOf[stale]));
        boolean deleted = links.stream().anyMatch(w -> operations.effect[w] == Operations.REMOVES)
                || operations.effect[shown] == Operations.REMOVES;
        return told(
                deleted ? Kind.RESURRECTION : operations.writes(stale) ? Kind.STALE_WRITE : Kind.STALE_READ,
                Basis.START,
                List.of(shown, stale),
                links,
                stale,
                words.says(shown),
                "it does not name a version of the run that began with " + words.version(operations.start)
                        + ", so that run was over",
                words.says(stale) + " though it was sent afterwards");
    }

    private List<Integer> between(int one, int other) {
        int a = chains.blockOf[one];
        int b = chains.blockOf[other];
        return writers(Math.min(a, b) + 1, Math.max(a, b));
    }

    private String run(int chain) {
        int block = chains.first[chain];
        return "the run of " + words.version(chains.state[block]);
    }
}
