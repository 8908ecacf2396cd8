package org.ifmatch.linear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.ifmatch.linear.Contradiction.Basis;
import org.ifmatch.linear.Contradiction.Kind;
import org.ifmatch.linear.Exhaustive.Op;
import org.ifmatch.linear.RandomHistories.Shape;
import org.ifmatch.linear.Register.Step;
import org.ifmatch.observe.History;
import org.junit.jupiter.api.Test;

/**
 * The checker beside the search that tries every order, on random histories: {@code -Dlinear.histories=N} says how many (a
 * sample if it says nothing), {@code -Dlinear.seed=N} which.
 */
class ExhaustiveTest {

    private static final int SAMPLE = 40_000;

    private final int wanted = Integer.getInteger("linear.histories", SAMPLE);
    private final long seed = Long.getLong("linear.seed", System.nanoTime());
    private final Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
    private int ordered;
    private int contradicted;
    private int gaveUp;

    @Test
    void the_checker_agrees_with_the_search_and_its_evidence_stands_alone() {
        for (int i = 0; i < wanted; i++) {
            RandomHistories histories = new RandomHistories(seed + i);
            Shape shape = i % 2 == 0 ? Shape.CHAIN : Shape.MIXED;
            Terms terms = terms(i);
            int most = i % 3 == 0 ? 6 : 11;
            switch (i % 7) {
                case 0 -> {
                    Linearity said = hold(histories.honest(shape, most), terms, shape, i);
                    assertThat(said).as(where(i)).isInstanceOf(Linearity.Ordered.class);
                }
                case 1, 2 -> hold(histories.thrown(shape, most), terms, shape, i);
                default -> hold(histories.changed(shape, most), terms, shape, i);
            }
        }
        System.out.printf(
                "linear: %,d histories from seed %d: %,d ordered, %,d contradictions %s, %,d undecided%n",
                wanted, seed, ordered, contradicted, kinds, gaveUp);
        assertThat(contradicted).isGreaterThan(wanted / 20);
        assertThat(ordered).isGreaterThan(wanted / 20);
        assertThat(gaveUp).isZero();
    }

    private static Terms terms(int i) {
        return switch (i % 11) {
            case 8 -> Terms.STRICT.whereAnythingGoneMayBeDeleted();
            case 9 -> Terms.STRICT.whereEveryPutMayBeAnswered201();
            case 10 -> Terms.STRICT.withoutReads();
            default -> Terms.STRICT;
        };
    }

    private String where(int i) {
        return "history " + i + ", alone by -Dlinear.histories=1 -Dlinear.seed=" + (seed + i) + " and the same shape";
    }

    private Linearity hold(History history, Terms terms, Shape shape, int i) {
        Trace trace = Trace.of(history);
        Operations operations = Operations.of(trace, terms);
        Linearity said = new Linearizer(terms).check(history);
        boolean linearizable = Exhaustive.isLinearizable(ops(operations), operations.start);
        String about = where(i) + " " + terms + "\n" + shown(history) + said;
        if (said instanceof Linearity.Ordered order) {
            ordered++;
            assertThat(linearizable).as(about).isTrue();
            assertThat(isLegal(order.order().toArray(), operations)).as(about).isTrue();
        } else if (said instanceof Contradiction contradiction) {
            contradicted++;
            kinds.merge(contradiction.kind(), 1, Integer::sum);
            if (contradiction.kind() != Kind.TAG_REUSE) {
                assertThat(linearizable).as(about).isFalse();
                assertThat(standsInItsHistory(contradiction, operations))
                        .as(about)
                        .isTrue();
                assertThat(standsAlone(contradiction, operations)).as(about).isTrue();
            }
        } else {
            gaveUp++;
        }
        return said;
    }

    private static String shown(History history) {
        StringBuilder shown = new StringBuilder("start " + history.start() + "\n");
        history.calls().forEach(c -> shown.append(c).append('\n'));
        return shown.toString();
    }

    private static List<Op> ops(Operations operations) {
        return IntStream.range(0, operations.size)
                .mapToObj(i -> op(operations, i, operations.called[i], operations.returned[i]))
                .toList();
    }

    private static Op op(Operations operations, int i, long called, long returned) {
        return new Op(operations.step(i), called, returned);
    }

    /**
     * The operations as they were; of the links that they happened; of all other writes that they may have, after their call.
     */
    private static boolean standsInItsHistory(Contradiction contradiction, Operations operations) {
        List<Op> ops = new ArrayList<>();
        for (int i = 0; i < operations.size; i++) {
            boolean link = contradiction.links().contains(i);
            if (contradiction.operations().contains(i)) {
                ops.add(op(operations, i, operations.called[i], operations.returned[i]));
            } else if (link && !operations.writes(i)) {
                ops.add(op(operations, i, Long.MIN_VALUE, Long.MAX_VALUE));
            } else if (operations.writes(i)) {
                Step step = op(operations, i, 0, 0).step();
                boolean sure = step.sure() && (link || operations.again[i]);
                ops.add(new Op(
                        new Step(step.need(), step.effect(), step.makes(), sure),
                        operations.called[i],
                        Long.MAX_VALUE));
            }
        }
        return !Exhaustive.isLinearizable(ops, operations.start);
    }

    /** With its links alone, while others do what they like. */
    private static boolean standsAlone(Contradiction contradiction, Operations operations) {
        if (contradiction.basis() == Basis.ALL_WRITES) {
            return true;
        }
        List<Op> ops = new ArrayList<>();
        contradiction
                .operations()
                .forEach(i -> ops.add(op(operations, i, operations.called[i], operations.returned[i])));
        contradiction.links().forEach(i -> ops.add(op(operations, i, Long.MIN_VALUE, Long.MAX_VALUE)));
        return !Exhaustive.isLinearizableAmongOthers(
                ops, contradiction.basis() == Basis.START ? OptionalInt.of(operations.start) : OptionalInt.empty());
    }

    private static boolean isLegal(int[] order, Operations operations) {
        Register register = new Register(operations.start);
        boolean[] done = new boolean[operations.size];
        long latestCall = Long.MIN_VALUE;
        for (int i : order) {
            if (done[i] || !register.allows(operations.step(i)) || operations.returned[i] < latestCall) {
                return false;
            }
            done[i] = true;
            latestCall = Math.max(latestCall, operations.called[i]);
            register = register.after(operations.step(i));
        }
        return IntStream.range(0, operations.size)
                .allMatch(i -> done[i] || operations.isIdle(i) || !operations.sure[i]);
    }
}
