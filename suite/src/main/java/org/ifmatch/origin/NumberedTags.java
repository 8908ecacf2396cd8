package org.ifmatch.origin;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Habits with tags that count the versions of each resource, through deletion too, and without content coding. */
interface NumberedTags extends Habits {

    Numbers numbers();

    @Override
    default Optional<Tag> tag(Minting minting) {
        return Optional.of(Tag.strong(Long.toString(numbers().next(minting.name()))));
    }

    @Override
    default boolean isCoded(Content content) {
        return false;
    }

    /** How many versions each name has had. */
    final class Numbers {
        private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

        long next(String name) {
            return counts.computeIfAbsent(name, first -> new AtomicLong()).incrementAndGet();
        }
    }
}
