package org.ifmatch.observe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Response;

/** Takes a last look at what the run made, and removes it; what could not be removed is listed. */
public final class CleanUp {

    /** How long the removal of everything may take. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** The same for a run that somebody wants to end. */
    private static final Duration LONGEST_IN_HASTE = Duration.ofSeconds(10);

    private static final int AT_ONCE = 8;

    private final Sender sender;
    private final Supplier<List<Resource>> ofDiscovery;
    private final List<String> left = Collections.synchronizedList(new ArrayList<>());
    private Optional<Lab> lab = Optional.empty();
    private volatile Duration longest = LONGEST;
    private boolean done;

    public CleanUp(Sender sender, Supplier<List<Resource>> ofDiscovery) {
        this.sender = sender;
        this.ofDiscovery = ofDiscovery;
    }

    public synchronized void alsoOf(Lab other) {
        lab = Optional.of(other);
    }

    /** What is removed from now on is so in haste, and what takes longer is listed. */
    public void hurry() {
        longest = LONGEST_IN_HASTE;
    }

    /** The last attempt on each resource, where it changed nothing, with one more look at the resource. */
    public List<Attempt> lastLooks() {
        List<Attempt> looks = Collections.synchronizedList(new ArrayList<>());
        inParallel(
                lab.map(Lab::resources).orElse(List.of()).stream()
                        .filter(r -> r.lastWithoutEffect().isPresent())
                        .toList(),
                r -> r.lastWithoutEffect().ifPresent(a -> looks.add(a.lookedAtLater(r.look()))));
        return looks;
    }

    /** Removes everything; a second call does nothing. */
    public synchronized void run() {
        if (done) {
            return;
        }
        done = true;
        List<Resource> all = new ArrayList<>(ofDiscovery.get());
        lab.ifPresent(l -> all.addAll(l.resources()));
        List<Resource> mayExist = all.stream().filter(r -> !r.isKnownAbsent()).toList();
        List<Resource> tried = Collections.synchronizedList(new ArrayList<>());
        inParallel(mayExist, r -> {
            remove(r);
            tried.add(r);
        });
        mayExist.stream()
                .filter(r -> !tried.contains(r))
                .forEach(r -> left.add(r.url().toString()));
    }

    /** The URLs of what could not be removed. */
    public List<String> left() {
        return List.copyOf(left);
    }

    private void remove(Resource resource) {
        Exchange exchange = sender.unlimited(resource.removal(List.of()));
        if (exchange.status() == 428 || exchange.status() == 412) {
            exchange = sender.unlimited(resource.removal(List.of(resource.trueCondition())));
        }
        boolean gone = exchange.succeeded()
                || exchange.response().map(Response::isAbsence).orElse(false);
        if (!gone) {
            left.add(resource.url().toString());
        }
    }

    private interface Step {
        void take(Resource resource);
    }

    private void inParallel(List<Resource> resources, Step step) {
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE, task -> {
            Thread thread = new Thread(task, "ifmatch-clean-up");
            thread.setDaemon(true);
            return thread;
        });
        long until = System.nanoTime() + longest.toNanos();
        List<Future<?>> all = new ArrayList<>();
        resources.forEach(r -> all.add(pool.submit(() -> step.take(r))));
        for (Future<?> each : all) {
            try {
                each.get(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
                // The resource stays among those that were not removed, and is listed.
            }
        }
        pool.shutdownNow();
    }
}
