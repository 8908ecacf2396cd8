package org.ifmatch.origin;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** Gives out texts that were never given out before, not even by another process: a random prefix and a counter. */
final class Serial {

    private final String prefix;
    private final AtomicLong count = new AtomicLong();

    Serial() {
        byte[] random = new byte[8];
        new SecureRandom().nextBytes(random);
        prefix = HexFormat.of().formatHex(random);
    }

    String next() {
        return prefix + "-" + Long.toString(count.incrementAndGet(), Character.MAX_RADIX);
    }
}
