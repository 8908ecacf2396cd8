package org.ifmatch.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Keeps every core busy with work that nobody needs, until it is closed. */
final class Busy implements AutoCloseable {

    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;
    /** Written to, so that the work is not optimised away. */
    private volatile long last;

    private Busy() {}

    /** Leaves all cores alone. */
    static Busy none() {
        return new Busy();
    }

    static Busy everyCore() {
        Busy busy = new Busy();
        for (int core = 0; core < Runtime.getRuntime().availableProcessors(); core++) {
            Thread thread = new Thread(busy::work, "busy-" + core);
            thread.setDaemon(true);
            thread.start();
            busy.threads.add(thread);
        }
        return busy;
    }

    int cores() {
        return threads.size();
    }

    private void work() {
        byte[] octets = new byte[64 * 1024];
        CRC32 checksum = new CRC32();
        while (!over) {
            checksum.update(octets);
            last = checksum.getValue();
        }
    }

    @Override
    public void close() {
        over = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
