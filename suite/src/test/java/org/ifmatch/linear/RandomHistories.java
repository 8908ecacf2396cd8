package org.ifmatch.linear;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.ifmatch.observe.Call;
import org.ifmatch.observe.History;

/**
 * Small histories: of a register that answers as RFC 9110 asks, in random order and with random delays; such ones with an
 * answer or a time changed; and some where every answer is thrown by dice. The register is written here once more, in HTTP's
 * words, so that a mistake in reading answers shows too.
 */
final class RandomHistories {

    /** What a history is made of. */
    enum Shape {
        /** If-Match, with creates and deletes whose outcome is known: decided on chains alone. */
        CHAIN,
        /** Everything. */
        MIXED
    }

    private final Random random;
    private Shape shape;
    private boolean bare;
    private boolean repeats;

    RandomHistories(long seed) {
        this.random = new Random(seed);
    }

    private static final class Draft {
        int client;
        String method = "GET";
        String im;
        String inm;
        int status;
        String tag;
        String version;
        long called;
        long point;
        long returned;
        boolean lost;
        boolean applied;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    History honest(Shape of, int most) {
        return history(drafts(of, most));
    }

    History changed(Shape of, int most) {
        List<Draft> drafts = drafts(of, most);
        int changes = 1 + random.nextInt(2);
        for (int i = 0; i < changes && !drafts.isEmpty(); i++) {
            change(one(drafts), drafts);
        }
        return history(drafts);
    }

    History thrown(Shape of, int most) {
        List<Draft> drafts = drafts(of, most);
        for (Draft draft : drafts) {
            if (chance(60)) {
                draft.status = one(List.of(200, 201, 204, 412, 404, 0, 503, 409));
                if (draft.status == 412 && draft.im == null && draft.inm == null) {
                    draft.im = name(random.nextInt(4));
                }
                settle(draft, drafts);
            }
        }
        return history(drafts);
    }

    private boolean startsPresent;

    /** Versions whose tags an answer showed, so that a client can know them; of bare ones all. */
    private final List<Integer> learned = new ArrayList<>();

    private List<Draft> drafts(Shape of, int most) {
        shape = of;
        bare = chance(50);
        repeats = of == Shape.MIXED && chance(8);
        startsPresent = chance(80);
        learned.clear();
        learned.addAll(startsPresent ? List.of(0) : List.of());
        List<Draft> drafts = new ArrayList<>();
        int clients = 2 + random.nextInt(3);
        int size = 1 + random.nextInt(most);
        long[] free = new long[clients];
        int[] number = new int[clients];
        int next = clients;
        for (int c = 0; c < clients; c++) {
            number[c] = c;
            free[c] = random.nextInt(6);
        }
        int wide = chance(50) ? 12 : 4;
        for (int i = 0; i < size; i++) {
            int c = random.nextInt(clients);
            Draft draft = new Draft();
            draft.client = number[c];
            draft.called = free[c] + random.nextInt(4);
            draft.point = draft.called + random.nextInt(wide);
            draft.returned = draft.point + random.nextInt(wide);
            free[c] = draft.returned + random.nextInt(3);
            draft.lost = chance(12);
            if (draft.lost) {
                number[c] = next++;
                draft.applied = chance(60);
                draft.point += random.nextInt(20);
            }
            drafts.add(draft);
        }
        drafts.sort(Comparator.comparingLong(d -> d.point));
        answer(drafts);
        return drafts;
    }

    private String name(int version) {
        return bare ? "e" + version : "\"t" + version + "\"";
    }

    private String marker(int version) {
        return bare ? "e" + version : "m" + version;
    }

    /** The register: -1 where it is absent. */
    private void answer(List<Draft> drafts) {
        int state = startsPresent ? 0 : -1;
        int last = 0;
        for (Draft draft : drafts) {
            ask(draft, state, last);
            boolean present = state >= 0;
            boolean match =
                    draft.im == null || (draft.im.equals("*") ? present : present && draft.im.equals(name(state)));
            boolean fresh = draft.inm == null
                    || !(draft.inm.equals("*")
                            ? present
                            : present && draft.inm.replace("W/", "").equals(name(state)));
            boolean reads = draft.method.equals("GET");
            if (draft.lost) {
                draft.status = one(List.of(0, 0, 202, 408, 500, 503));
                if (reads || !draft.applied || !match || !fresh) {
                    if (draft.method.startsWith("P")) {
                        draft.version = marker(++last);
                    }
                    continue;
                }
            } else if (reads && !present) {
                draft.status = draft.im == null || chance(50) ? 404 : 412;
                continue;
            } else if (!match) {
                draft.status = !present && chance(30) ? 404 : 412;
                continue;
            } else if (!fresh) {
                draft.status = reads ? 304 : 412;
                continue;
            } else if (chance(4)) {
                draft.status = one(List.of(409, 423, 428, 429));
                continue;
            }
            if (reads) {
                draft.status = 200;
                draft.version = marker(state);
                draft.tag = name(state);
                learned.add(state);
            } else if (draft.method.equals("DELETE")) {
                if (!present && !draft.lost) {
                    draft.status = 404;
                    continue;
                }
                state = -1;
                draft.status = draft.lost ? draft.status : 204;
            } else {
                int written = repeats && last > 0 && chance(40) ? random.nextInt(last) : ++last;
                draft.version = marker(written);
                if (!draft.lost) {
                    draft.status = present ? one(List.of(200, 204)) : 201;
                    draft.tag = bare || chance(60) ? name(written) : null;
                    learned.addAll(draft.tag == null ? List.of() : List.of(written));
                }
                state = written;
            }
        }
    }

    private void ask(Draft draft, int state, int last) {
        int dice = random.nextInt(100);
        boolean known = bare || learned.contains(state);
        int some = bare ? random.nextInt(last + 1) : learned.isEmpty() ? 99 : one(learned);
        String current = state >= 0 && known && chance(60) ? name(state) : name(some);
        if (shape == Shape.CHAIN) {
            if (dice < 35) {
                return;
            }
            if (dice < 85) {
                draft.method = one(List.of("PUT", "PUT", "PUT", "PATCH"));
                draft.im = current;
            } else if (dice < 92 && !draft.lost) {
                draft.method = "DELETE";
                draft.im = current;
            } else if (!draft.lost) {
                draft.method = "PUT";
                draft.inm = "*";
            }
            return;
        }
        if (dice < 25) {
            draft.inm = chance(20) ? (chance(50) ? "W/" : "") + current : null;
            draft.im = draft.inm == null && chance(10) ? current : null;
            return;
        }
        draft.method = one(List.of("PUT", "PUT", "PUT", "DELETE", "PATCH", "POST"));
        if (dice < 55) {
            draft.im = chance(4) ? "W/" + current : current;
        } else if (dice < 65) {
            draft.im = "*";
        } else if (dice < 75) {
            draft.inm = chance(70) ? "*" : current;
        }
    }

    /** Another status, another version read, other times. */
    private void change(Draft draft, List<Draft> all) {
        switch (random.nextInt(6)) {
            case 0 -> {
                draft.status = draft.status == 412 ? 204 : 412;
                if (draft.im == null && draft.inm == null) {
                    draft.im = name(random.nextInt(3));
                }
                settle(draft, all);
            }
            case 1 -> {
                draft.status = one(List.of(200, 204, 404, 412, 201));
                settle(draft, all);
            }
            case 2 -> {
                if (draft.method.equals("GET")) {
                    draft.status = 200;
                }
                settle(draft, all);
            }
            case 3 -> draft.im = chance(50) ? name(random.nextInt(4)) : draft.im;
            case 4 -> {
                long late = random.nextInt(30) - 10;
                draft.called = Math.max(0, draft.called + late);
                draft.returned = draft.called + random.nextInt(10);
            }
            default -> {
                Draft other = one(all);
                int status = draft.status;
                draft.status = other.status;
                other.status = status;
                settle(draft, all);
                settle(other, all);
            }
        }
    }

    /** The tag and the version that this status would come with. */
    private void settle(Draft draft, List<Draft> all) {
        boolean ok = draft.status >= 200 && draft.status < 300 && draft.status != 202;
        draft.lost = draft.status == 0 || draft.status == 202 || draft.status == 408 || draft.status >= 500;
        boolean writes = draft.method.startsWith("P");
        int fresh = 50 + all.indexOf(draft);
        if (draft.method.equals("GET")) {
            int seen = random.nextInt(5);
            draft.version = ok ? marker(seen) : null;
            draft.tag = ok ? name(seen) : null;
        } else if (writes && ok && draft.version == null) {
            draft.version = marker(fresh);
            draft.tag = name(fresh);
        } else if (writes && ok && bare) {
            draft.tag = draft.version;
        } else if (!ok) {
            draft.tag = null;
        }
    }

    private History history(List<Draft> drafts) {
        List<Draft> sorted = new ArrayList<>(drafts);
        sorted.sort(Comparator.comparingLong(d -> d.called));
        List<Call> calls = new ArrayList<>();
        for (Draft d : sorted) {
            calls.add(new Call(
                    calls.size(),
                    d.client,
                    d.method,
                    Optional.ofNullable(d.im),
                    Optional.ofNullable(d.inm),
                    d.status,
                    Optional.ofNullable(d.tag),
                    Optional.ofNullable(d.version),
                    d.called,
                    d.lost ? OptionalLong.empty() : OptionalLong.of(d.returned)));
        }
        return new History(
                startsPresent ? Optional.of(new History.Start(Optional.of(name(0)), marker(0))) : Optional.empty(),
                calls);
    }
}
