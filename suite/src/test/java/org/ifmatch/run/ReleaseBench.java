package org.ifmatch.run;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiPredicate;
import java.util.function.IntFunction;
import org.ifmatch.bench.GapServer;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Field;
import org.ifmatch.http.Lanes;
import org.ifmatch.http.Release;
import org.ifmatch.http.Request;
import org.ifmatch.observe.Arena;
import org.ifmatch.observe.Contest;
import org.ifmatch.observe.Contested;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Lab;
import org.ifmatch.observe.Names;
import org.ifmatch.observe.Round;
import org.ifmatch.observe.Sender;
import org.ifmatch.target.Create;
import org.ifmatch.target.Limits;
import org.ifmatch.target.Target;
import org.ifmatch.target.Update;
import org.junit.jupiter.api.Test;

/**
 * How tightly requests are released, and how soon a lost update is found, beside what a programmer would write first: the JDK's
 * HttpClient behind a latch, and REST Assured behind a latch. The server is in a process of its own. Nothing is asserted: the
 * numbers are printed, with ratios, and stand in {@code target/bench-release.txt}.
 *
 * <p>{@code -Dbench.rounds} and {@code -Dbench.repetitions} say how often; {@code -Dbench.parts} is a regular expression that
 * chooses parts: {@code spread} and the names of the gaps.
 */
class ReleaseBench {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 200);
    private static final int REPETITIONS = Integer.getInteger("bench.repetitions", 20);
    private static final String PARTS = System.getProperty("bench.parts", ".*");
    private static final int WRITERS = 8;
    /** Rounds of each client before anything is measured: compilers of both sides have done their work by then. */
    private static final int WARMING_ROUNDS = 300;
    /** That of each resource of the server before anyone wrote it. */
    private static final String FIRST_TAG = "\"0\"";

    /** After so long a repetition is given up. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    });

    private final StringBuilder table = new StringBuilder();

    /** Sends so many PUTs with one tag together; the answers in any order. */
    private interface Crowd extends AutoCloseable {
        List<Answer> put(URI url, String tag, int writers);

        @Override
        void close();
    }

    private record Answer(int status, String tag, long at) {}

    @Test
    void measure() throws Exception {
        if ("spread".matches(PARTS)) {
            spread();
            line("");
        }
        lostUpdates();
        Files.writeString(Path.of("target", "bench-release.txt"), table);
    }

    // How tightly.

    private void spread() throws Exception {
        line("Spread of a release: from the first request that is complete at the server to the last, median of "
                + ROUNDS + " rounds, in microseconds");
        line(String.format(
                "%8s %14s %20s %22s %12s %12s",
                "writers", "ours", "HttpClient + latch", "REST Assured + latch", "ratio", "ratio"));
        try (Server server = Server.start(0, 0)) {
            for (int writers : List.of(2, 4, 8, 16, 32)) {
                List<Double> medians = new ArrayList<>();
                for (IntFunction<Crowd> maker : crowds()) {
                    try (Crowd crowd = maker.apply(writers)) {
                        medians.add(spread(crowd, server.url("spread"), writers));
                    }
                }
                line(String.format(
                        Locale.ROOT,
                        "%8d %14.1f %20.1f %22.1f %11.1fx %11.1fx",
                        writers,
                        medians.get(0),
                        medians.get(1),
                        medians.get(2),
                        medians.get(1) / medians.get(0),
                        medians.get(2) / medians.get(0)));
            }
        }
    }

    private static List<IntFunction<Crowd>> crowds() {
        return List.of(n -> new Ours(), n -> new ByHttpClient(n), n -> new ByRestAssured());
    }

    private static double spread(Crowd crowd, URI url, int writers) {
        int warm = ROUNDS / 4;
        List<Long> spreads = new ArrayList<>();
        for (int round = 0; round < ROUNDS + warm; round++) {
            List<Answer> answers = crowd.put(url, "\"no tag\"", writers);
            long first = answers.stream().mapToLong(Answer::at).min().orElseThrow();
            long last = answers.stream().mapToLong(Answer::at).max().orElseThrow();
            if (round >= warm) {
                spreads.add(last - first);
            }
        }
        Collections.sort(spreads);
        return spreads.get(spreads.size() / 2) / 1000.0;
    }

    // How soon.

    private record Found(double seconds, int rounds, boolean found) {}

    private void lostUpdates() throws Exception {
        line("Until the first lost update on a server that checks, then writes: median and "
                + (REPETITIONS * 9 / 10) + "th of " + REPETITIONS + ", in seconds (" + LONGEST.toSeconds()
                + " = not found), median of rounds");
        line(String.format(
                "%-18s %-22s %9s %9s %8s %9s %10s", "gap", "client", "median", "late", "rounds", "found", "to ours"));
        Map<String, long[]> gaps = new LinkedHashMap<>();
        gaps.put("natural", new long[] {0, 0});
        gaps.put("10 us busy", new long[] {10_000, 0});
        gaps.put("100 us busy", new long[] {100_000, 0});
        gaps.put("1 ms busy", new long[] {1_000_000, 0});
        gaps.put("100 us parked", new long[] {0, 100_000});
        gaps.put("1 ms parked", new long[] {0, 1_000_000});
        gaps.keySet().removeIf(name -> !name.matches(PARTS));
        for (Map.Entry<String, long[]> gap : gaps.entrySet()) {
            try (Server server = Server.start(gap.getValue()[0], gap.getValue()[1]);
                    Lanes lanes = new Volley(Limits.DEFAULT, null);
                    Crowd byHttpClient = new ByHttpClient(WRITERS);
                    Crowd byRestAssured = new ByRestAssured()) {
                Lab lab = lab(Target.bare("bench", server.url("")));
                Map<String, Hunt> hunts = new LinkedHashMap<>();
                hunts.put("ours", (i, goesOn) -> ours(lab, lanes, i, goesOn));
                hunts.put("HttpClient + latch", (i, goesOn) -> byLatch(byHttpClient, server.url("h" + i), goesOn));
                hunts.put("REST Assured + latch", (i, goesOn) -> byLatch(byRestAssured, server.url("r" + i), goesOn));
                rows(gap.getKey(), hunts);
            }
        }
    }

    /** One repetition: rounds until an update is lost. */
    private interface Hunt {
        /** @param goesOn whether one more round is played, given how many were and whether an update was lost yet */
        Found run(int repetition, BiPredicate<Integer, Boolean> goesOn);
    }

    /** All begin warm, and take turns, so that what slows the machine for a while slows each of them. */
    private void rows(String gap, Map<String, Hunt> hunts) {
        hunts.values().forEach(hunt -> hunt.run(-1, (rounds, lost) -> rounds < WARMING_ROUNDS));
        Map<String, List<Found>> all = new LinkedHashMap<>();
        for (int i = 0; i < REPETITIONS; i++) {
            int repetition = i;
            hunts.forEach((client, hunt) -> all.computeIfAbsent(client, c -> new ArrayList<>())
                    .add(hunt.run(repetition, (rounds, lost) -> !lost)));
        }
        double ours = median(all.get("ours"));
        all.forEach((client, found) -> row(gap, client, found, median(found) / ours));
    }

    private static double median(List<Found> all) {
        return all.stream().map(Found::seconds).sorted().toList().get(REPETITIONS / 2);
    }

    private void row(String gap, String client, List<Found> all, double ratio) {
        List<Double> seconds = all.stream().map(Found::seconds).sorted().toList();
        List<Integer> rounds = all.stream().map(Found::rounds).sorted().toList();
        line(String.format(
                Locale.ROOT,
                "%-18s %-22s %9.4f %9.4f %8d %6d/%d %9.1fx",
                gap,
                client,
                seconds.get(REPETITIONS / 2),
                seconds.get(Math.max(0, REPETITIONS * 9 / 10 - 1)),
                rounds.get(REPETITIONS / 2),
                all.stream().filter(Found::found).count(),
                REPETITIONS,
                ratio));
    }

    /**
     * The suite's own contest, heats and all, on connections that stand, as those of the others do. The clock starts when there
     * is a resource and its tag is known, as for the others, to whom both are given.
     */
    private static Found ours(Lab lab, Lanes lanes, int seed, BiPredicate<Integer, Boolean> goesOn) {
        Contest contest = Contest.contest("PUTs that name one tag", arena -> {
            Contested note = arena.note();
            Field tag = Field.of("If-Match", note.tag());
            return arena.fire(note, arena.each(i -> arena.put(note, tag)));
        });
        Arena arena = new Arena(contest, lab, lanes, new Arena.Forms(), seed);
        // As before every race: whatever was closed while the others had their turn stands again.
        Request get = lab.request("GET", arena.note().resource().url(), List.of(), Optional.empty());
        for (int lane = 0; lane < Lanes.MOST; lane++) {
            lanes.alone(lane, get);
        }
        long began = System.nanoTime();
        int rounds = 0;
        boolean lost = false;
        while (goesOn.test(rounds, lost) && System.nanoTime() - began < LONGEST.toNanos()) {
            Round round = contest.play().apply(arena);
            rounds++;
            lost = round.acknowledged().size() > 1;
            arena.nextHeat();
        }
        return found(began, rounds, lost);
    }

    private static Lab lab(Target target) {
        RawWire raw = new RawWire(target.limits(), null);
        return new Lab(new Sender(target, raw, raw, 4, "bench"), known(target), new Names(1));
    }

    private static Known known(Target target) {
        Map<String, Object> facts = Map.of("ryw", true, "put-update", true, "put-create", true);
        return new Known(
                target,
                new Create("PUT", "text/plain", "{{nonce}}", Optional.of("{{id}}"), Map.of()),
                new Update("PUT", Optional.empty(), Optional.empty(), Map.of()),
                Optional.empty(),
                Known.Strength.STRONG,
                Duration.ZERO,
                true,
                facts);
    }

    private static Found byLatch(Crowd crowd, URI url, BiPredicate<Integer, Boolean> goesOn) {
        long began = System.nanoTime();
        int rounds = 0;
        boolean lost = false;
        String tag = FIRST_TAG;
        URI note = url;
        while (goesOn.test(rounds, lost) && System.nanoTime() - began < LONGEST.toNanos()) {
            List<Answer> winners = crowd.put(note, tag, WRITERS).stream()
                    .filter(a -> a.status() == 204)
                    .toList();
            rounds++;
            lost = winners.size() > 1;
            // Which of two winners wrote last is not known: such a resource is left behind.
            note = lost ? URI.create(url + "-" + rounds) : note;
            tag = lost ? FIRST_TAG : winners.get(0).tag();
        }
        return found(began, rounds, lost);
    }

    private static Found found(long began, int rounds, boolean lost) {
        return new Found(lost ? (System.nanoTime() - began) / 1e9 : LONGEST.toSeconds(), rounds, lost);
    }

    // Clients.

    /** One thread over the sockets: the way that suits eight writers best. */
    private static final class Ours implements Crowd {
        private final Volley volley = new Volley(Limits.DEFAULT, null);

        @Override
        public List<Answer> put(URI url, String tag, int writers) {
            List<Request> requests = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                requests.add(Request.of(
                        "PUT", url, List.of(Field.of("If-Match", tag)), "x".getBytes(StandardCharsets.US_ASCII)));
            }
            Release.Way way = writers == 2 ? Release.Way.TWO_SPINNING : Release.Way.ONE_THREAD;
            return volley.together(requests, Release.by(way)).exchanges().stream()
                    .map(Ours::answer)
                    .toList();
        }

        private static Answer answer(Exchange exchange) {
            return new Answer(
                    exchange.status(),
                    exchange.response().flatMap(r -> r.etag()).orElse(""),
                    Long.parseLong(
                            exchange.response().orElseThrow().field("X-At").orElseThrow()));
        }

        @Override
        public void close() {
            volley.close();
        }
    }

    private abstract static class Latched implements Crowd {

        abstract Answer one(URI url, String tag, int writer) throws Exception;

        @Override
        public List<Answer> put(URI url, String tag, int writers) {
            CountDownLatch ready = new CountDownLatch(writers);
            CountDownLatch go = new CountDownLatch(1);
            List<Future<Answer>> all = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                int writer = i;
                all.add(THREADS.submit(() -> {
                    ready.countDown();
                    go.await();
                    return one(url, tag, writer);
                }));
            }
            try {
                ready.await();
                go.countDown();
                List<Answer> answers = new ArrayList<>();
                for (Future<Answer> each : all) {
                    answers.add(each.get());
                }
                return answers;
            } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {}
    }

    private static final class ByHttpClient extends Latched {
        private final List<HttpClient> clients = new ArrayList<>();

        /** A client a writer, so that each has a connection of its own that stays open. */
        ByHttpClient(int writers) {
            for (int i = 0; i < writers; i++) {
                clients.add(HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build());
            }
        }

        @Override
        Answer one(URI url, String tag, int writer) throws IOException, InterruptedException {
            HttpResponse<String> response = clients.get(writer)
                    .send(
                            HttpRequest.newBuilder(url)
                                    .header("If-Match", tag)
                                    .PUT(HttpRequest.BodyPublishers.ofString("x"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("ETag").orElse(""),
                    Long.parseLong(response.headers().firstValue("X-At").orElseThrow()));
        }
    }

    private static final class ByRestAssured extends Latched {
        @Override
        Answer one(URI url, String tag, int writer) {
            io.restassured.response.Response response = io.restassured.RestAssured.given()
                    .header("If-Match", tag)
                    .body("x")
                    .put(url);
            return new Answer(
                    response.statusCode(),
                    Optional.ofNullable(response.header("ETag")).orElse(""),
                    Long.parseLong(response.header("X-At")));
        }
    }

    /** The server in a process of its own. */
    private record Server(Process process, String base) implements AutoCloseable {

        static Server start(long busyNanos, long parkedNanos) throws IOException {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            GapServer.class.getName(),
                            Long.toString(busyNanos),
                            Long.toString(parkedNanos))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new Server(process, new Scanner(process.getInputStream(), StandardCharsets.UTF_8).nextLine());
        }

        URI url(String name) {
            return URI.create(base + name);
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    private void line(String text) {
        System.out.println(text);
        table.append(text).append('\n');
    }
}
