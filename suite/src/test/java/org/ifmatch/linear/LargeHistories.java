package org.ifmatch.linear;

import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.Random;

/** Histories of any size, made by a register that answers rightly; one answer near the end can be made wrong. */
final class LargeHistories {

    /** What the clients do. */
    enum Shape {
        /** Reads and writes with If-Match. */
        CHAIN,
        /** The same, with deletions and creations. */
        CREATED,
        /** The same, with unconditional writes, {@code *}, and writes without an answer. */
        MIXED
    }

    /** The one wrong answer. */
    enum Violation {
        NONE,
        STALE_READ,
        SPURIOUS_412,
        FORK
    }

    private static final int ABSENT = -1;

    private final Random random;
    private final Trace.Builder history =
            new Trace.Builder(true, java.util.Optional.of("e0"), java.util.Optional.empty());
    private final int size;
    private final Shape shape;
    private final Violation violation;
    private final long[] called;
    private final int[] number;
    private final int[] known;
    private int numbers;
    private int versions;
    private int state;
    private int before;
    private boolean broken;

    /** When the present state was first shown in an answer that had returned. */
    private long shown;

    /** When the wrong 412 returned; nothing is written until a read that is sent later has shown the same state. */
    private long refused = Trace.NEVER;

    private LargeHistories(int size, int clients, Shape shape, Violation violation, long seed) {
        this.random = new Random(seed);
        this.size = size;
        this.shape = shape;
        this.violation = violation;
        this.called = new long[clients];
        this.number = new int[clients];
        this.known = new int[clients];
        Arrays.setAll(number, c -> c);
        this.numbers = clients;
    }

    static Trace of(int size, int clients, Shape shape, Violation violation, long seed) {
        return new LargeHistories(size, clients, shape, violation, seed).made();
    }

    /** One round: 32 writers with one tag at once, of which two win. */
    static Trace roundWithTwoWinners() {
        Trace.Builder round = new Trace.Builder(true, java.util.Optional.of("e0"), java.util.Optional.empty());
        for (int writer = 0; writer < 32; writer++) {
            boolean wins = writer == 11 || writer == 23;
            String version = "e" + (writer + 1);
            round.add(
                    writer,
                    writer,
                    "PUT",
                    "e0",
                    null,
                    wins ? 204 : 412,
                    wins ? version : null,
                    version,
                    1000 + writer,
                    9000 + writer * 7);
        }
        round.add(32, 32, "GET", null, null, 200, "e12", "e12", 20_000, 21_000);
        return round.build();
    }

    /** Clients act at random; what happens first at the register is answered first. */
    private Trace made() {
        PriorityQueue<long[]> points = new PriorityQueue<>((a, b) -> Long.compare(a[0], b[0]));
        for (int client = 0; client < called.length; client++) {
            plan(client, 1, points);
        }
        while (history.size() < size) {
            long[] point = points.poll();
            int client = (int) point[1];
            long returned = point[0] + 1 + random.nextInt(2000);
            answer(client, point[0], returned);
            plan(client, returned, points);
        }
        return history.build();
    }

    private void plan(int client, long free, PriorityQueue<long[]> points) {
        called[client] = free + 1 + random.nextInt(500);
        points.add(new long[] {called[client] + 1 + random.nextInt(2000), client});
    }

    private void answer(int client, long point, long returned) {
        boolean late = violation != Violation.NONE && !broken && history.size() > size * 98L / 100;
        int dice = random.nextInt(1000);
        if (refused != Trace.NEVER) {
            add(client, "GET", null, null, 200, state, false, returned);
            known[client] = state;
            refused = called[client] > refused ? Trace.NEVER : refused;
            return;
        }
        if (late && wrong(client, returned)) {
            return;
        }
        if (shape == Shape.MIXED && dice < 20) {
            boolean lost = dice < 3;
            boolean applied = dice != 0;
            boolean present = state != ABSENT;
            int made = ++versions;
            add(client, "PUT", null, null, lost ? 0 : present ? 204 : 201, made, lost, returned);
            if (applied) {
                to(made, lost ? Trace.NEVER : returned);
                known[client] = made;
            }
        } else if (shape != Shape.CHAIN && dice < 60) {
            boolean star = shape == Shape.MIXED && dice < 35;
            boolean matches = state != ABSENT && (star || known[client] == state);
            add(client, "DELETE", star ? "*" : name(known[client]), null, matches ? 204 : 412, ABSENT, false, returned);
            if (matches) {
                to(ABSENT, returned);
            }
        } else if (shape != Shape.CHAIN && (dice < 120 || state == ABSENT && dice < 600)) {
            boolean absent = state == ABSENT;
            int made = ++versions;
            add(client, "PUT", null, "*", absent ? 201 : 412, absent ? made : ABSENT, false, returned);
            if (absent) {
                to(made, returned);
                known[client] = made;
            }
        } else if (dice < 600) {
            boolean present = state != ABSENT;
            add(client, "GET", null, null, present ? 200 : 404, state, false, returned);
            known[client] = present ? state : known[client];
            shown = Math.min(shown, returned);
        } else {
            boolean matches = known[client] == state;
            int made = matches ? ++versions : ABSENT;
            add(client, "PUT", name(known[client]), null, matches ? 204 : 412, made, false, returned);
            if (matches) {
                to(made, returned);
                known[client] = made;
            }
        }
    }

    private void to(int next, long returned) {
        before = state;
        state = next;
        shown = returned;
    }

    /** Whether this was the moment for the wrong answer. */
    private boolean wrong(int client, long returned) {
        boolean possible = state != ABSENT && before != ABSENT && versions > 3;
        if (!possible) {
            return false;
        }
        switch (violation) {
            case STALE_READ -> add(client, "GET", null, null, 200, Math.max(0, versions - 400), false, returned);
            case SPURIOUS_412 -> {
                if (known[client] != state || shown >= called[client]) {
                    return false;
                }
                add(client, "PUT", name(state), null, 412, ABSENT, false, returned);
                refused = returned;
            }
            default -> add(client, "PUT", name(Math.max(0, versions - 400)), null, 204, ++versions, false, returned);
        }
        broken = true;
        return true;
    }

    private static String name(int version) {
        return "e" + version;
    }

    private void add(
            int client, String method, String im, String inm, int status, int version, boolean lost, long returned) {
        boolean shows = version != ABSENT && (lost || status < 300);
        history.add(
                history.size(),
                number[client],
                method,
                im,
                inm,
                status,
                shows && !lost ? name(version) : null,
                shows ? name(version) : null,
                called[client],
                lost ? Trace.NEVER : returned);
        if (lost) {
            number[client] = numbers++;
        }
    }
}
