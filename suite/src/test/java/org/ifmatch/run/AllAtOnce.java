package org.ifmatch.run;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Does one thing for every constant of an enum at once, for tests that spend most of their time waiting. */
final class AllAtOnce<K extends Enum<K>, V> implements AutoCloseable {

    /** How long a test waits for what it is about, in seconds. */
    private static final int LONGEST = 60;

    private final Map<K, Future<V>> under;
    private final ExecutorService pool;

    /** What is done for one constant. */
    @FunctionalInterface
    interface Doing<K, V> {
        V with(K constant) throws Exception;
    }

    AllAtOnce(Class<K> constants, Doing<K, V> doing) {
        under = new EnumMap<>(constants);
        pool = Executors.newCachedThreadPool();
        for (K constant : constants.getEnumConstants()) {
            Callable<V> task = () -> doing.with(constant);
            under.put(constant, pool.submit(task));
        }
    }

    /** What came of it for this constant; fails as it failed. */
    V of(K constant) throws Exception {
        try {
            return under.get(constant).get(LONGEST, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(constant + " ended in " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
