package org.ifmatch.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MemoTest {

    private final Memo<String, Integer> memo = new Memo<>();
    private final AtomicInteger made = new AtomicInteger();

    @Test
    void a_value_is_made_once() {
        assertThat(memo.get("a", made::incrementAndGet)).isEqualTo(1);
        assertThat(memo.get("a", made::incrementAndGet)).isEqualTo(1);
        assertThat(memo.get("b", made::incrementAndGet)).isEqualTo(2);
    }

    @Test
    void who_asks_while_it_is_made_waits_and_gets_the_same() throws Exception {
        int askers = 8;
        ExecutorService pool = Executors.newFixedThreadPool(askers);
        try {
            CountDownLatch underWay = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            Future<Integer> first = pool.submit(() -> memo.get("a", () -> {
                underWay.countDown();
                await(goOn);
                return made.incrementAndGet();
            }));
            await(underWay);
            List<Future<Integer>> others = new ArrayList<>();
            for (int i = 1; i < askers; i++) {
                others.add(pool.submit(() -> memo.get("a", made::incrementAndGet)));
            }
            goOn.countDown();
            assertThat(first.get()).isEqualTo(1);
            for (Future<Integer> other : others) {
                assertThat(other.get()).isEqualTo(1);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void what_its_maker_threw_is_thrown_to_everybody() {
        Unobtainable reason = new Unobtainable("there is none");
        assertThatThrownBy(() -> memo.get("a", () -> {
                    throw reason;
                }))
                .isSameAs(reason);
        assertThatThrownBy(() -> memo.get("a", made::incrementAndGet)).isSameAs(reason);
        assertThat(made).hasValue(0);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
