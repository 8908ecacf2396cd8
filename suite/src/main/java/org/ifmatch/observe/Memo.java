package org.ifmatch.observe;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** Makes each value once, however many ask for it at the same time; who asks later waits for the first. */
public final class Memo<K, V> {

    private final ConcurrentMap<K, CompletableFuture<V>> made = new ConcurrentHashMap<>();

    /** The value for a key. Whatever its maker threw is thrown to everybody who asks. */
    public V get(K key, Supplier<V> maker) {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> first = made.putIfAbsent(key, mine);
        if (first == null) {
            try {
                mine.complete(maker.get());
            } catch (RuntimeException | Error e) {
                mine.completeExceptionally(e);
            }
            first = mine;
        }
        try {
            return first.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
