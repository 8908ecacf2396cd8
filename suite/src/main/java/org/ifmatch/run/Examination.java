package org.ifmatch.run;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.ifmatch.http.Lanes;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.CleanUp;
import org.ifmatch.observe.Discovery;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Lab;
import org.ifmatch.observe.Ledger;
import org.ifmatch.observe.Names;
import org.ifmatch.observe.Sender;
import org.ifmatch.observe.Unusable;
import org.ifmatch.report.About;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Redaction;
import org.ifmatch.report.Results;
import org.ifmatch.report.Run;
import org.ifmatch.report.diagnosis.Diagnosis;
import org.ifmatch.rule.Causes;
import org.ifmatch.rule.Inquiry;
import org.ifmatch.rule.Judgement;
import org.ifmatch.rule.Rule;
import org.ifmatch.rule.RuleBook;
import org.ifmatch.rule.RunOracle.JudgedCase;
import org.ifmatch.target.Auth;
import org.ifmatch.target.Limits;
import org.ifmatch.target.Target;

/**
 * Examines one target: discovery, then every scenario that a chosen rule needs, side by side; then judgement, causes, and the
 * removal of all that was made. This is the plain API that the edges for JUnit and the shell stand on.
 */
public final class Examination {

    /** Scenarios that are played at once. Most of them wait for tags to settle, and send nothing meanwhile. */
    private static final int PLAYED_AT_ONCE = 48;

    /** How long scenarios that are to end are waited for. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final Target target;
    private final Settings settings;
    private final RuleBook book;
    private final Redaction redaction;
    private final Again again;
    private final long began = System.nanoTime();
    private final Instant started = Instant.now();
    private volatile boolean interrupted;
    /** Rules of which a case was not judged: it was cut off, or we failed. */
    private final Set<String> unfinished = ConcurrentHashMap.newKeySet();
    /** Rules of which every case was judged; none of those that have no cases of their own. */
    private final Set<String> finished = ConcurrentHashMap.newKeySet();

    private volatile boolean broken;
    private volatile Optional<CleanUp> cleanUp = Optional.empty();
    private volatile Optional<ExecutorService> players = Optional.empty();
    private volatile Sender sender;
    private boolean rawOnly;

    public Examination(Target target, Settings settings, RuleBook book) {
        this.target =
                settings.maxRequests().map(most -> withCeiling(target, most)).orElse(target);
        this.settings = settings;
        this.book = book;
        this.redaction = Redaction.of(target.secrets());
        this.again = new Again(target, settings);
    }

    private static Target withCeiling(Target target, int requests) {
        Limits old = target.limits();
        Limits limits =
                new Limits(old.connect(), old.answer(), old.headerOctets(), old.bodyOctets(), requests, old.late());
        return new Target(
                target.name(),
                target.url(),
                target.dialect(),
                target.auth(),
                target.headers(),
                target.tls(),
                target.create(),
                target.update(),
                target.patch(),
                target.nonce(),
                target.settle(),
                limits,
                target.capabilities(),
                target.probes(),
                target.endpoints(),
                target.baseline(),
                target.secrets());
    }

    /** Sends everything by the raw wire, which costs a tenth of REST Assured: for hundreds of examinations of our own origins. */
    Examination byRawWire() {
        rawOnly = true;
        return this;
    }

    public About about() {
        return new About(
                target.name(), target.url().toString(), target.dialect().name());
    }

    public Redaction redaction() {
        return redaction;
    }

    /**
     * Examines the target. A target's misbehaviour is in the results; what is thrown from here is a bug of ours, or a report
     * that could not be written.
     *
     * @param listener is told what is found, as it is found
     */
    public Results run(Listener listener) throws IOException {
        try {
            return examine(listener);
        } catch (Unusable e) {
            return Results.unexamined(about(), run(false), e.getMessage());
        } finally {
            players.ifPresent(Examination::end);
        }
    }

    private Results examine(Listener listener) throws Unusable, IOException {
        if (target.auth() instanceof Auth.Digest) {
            throw new Unusable("auth: digest cannot be done by this version; allowed: bearer, basic");
        }
        Wires wires = rawOnly ? Wires.rawTo(target) : Wires.to(target);
        Names names = new Names(settings.seed());
        sender = new Sender(
                target,
                wires.ordinary(),
                wires.raw(),
                wires.lines(),
                settings.workers(),
                "ifmatch/" + version() + " (run " + names.run() + ")");
        Discovery discovery = new Discovery(sender, names);
        CleanUp tidy = new CleanUp(sender, discovery::resources);
        cleanUp = Optional.of(tidy);
        try {
            if (!rawOnly) {
                RestAssuredWire.warmUp();
            }
            Known known = discovery.discover();
            Lab lab = new Lab(sender, known, names);
            tidy.alsoOf(lab);
            listener.discovered(known.facts());
            return judge(known, lab, tidy, listener);
        } finally {
            stopPlaying();
            tidy.run();
        }
    }

    /** Where a report could not be written, scenarios are still under way, and would make what nobody removes any more. */
    private void stopPlaying() {
        sender.stop();
        players.ifPresent(pool -> {
            end(pool);
            try {
                pool.awaitTermination(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    // Playing and judging.

    private Results judge(Known known, Lab lab, CleanUp tidy, Listener listener) throws IOException {
        List<Rule> chosen = new ArrayList<>();
        // Properties explain themselves: where nothing else is looked at, no root is needed to read the rest.
        boolean needsRoots = book.rules().stream()
                .anyMatch(r -> r.inquiry().isEmpty() && settings.only().matches(r.id()));
        Map<Rule, List<String>> lacking = new LinkedHashMap<>();
        Set<String> underRaces = book.rules().stream()
                .filter(rule -> !rule.races().isEmpty() && settings.only().matches(rule.id()))
                .flatMap(rule -> rule.restsOn().stream())
                .filter(id -> settings.raceSeconds() > 0)
                .collect(Collectors.toSet());
        for (Rule rule : book.rules()) {
            List<String> missing = rule.needs().stream()
                    .filter(n -> !n.isMetBy(known))
                    .map(n -> n.key())
                    .toList();
            lacking.put(rule, missing);
            boolean roots = needsRoots && Causes.isRoot(rule.id()) || underRaces.contains(rule.id());
            if (missing.isEmpty()
                    && rule.untested().isEmpty()
                    && (settings.only().matches(rule.id()) || roots)) {
                chosen.add(rule);
            }
        }
        List<JudgedCase> judged = playWithRoots(chosen, known, lab, listener);
        judged.addAll(unlessInterrupted(race(chosen, judged, lab, listener)));
        judged.addAll(inquire(chosen, lab, listener));
        List<Attempt> lastLooks = interrupted ? List.of() : tidy.lastLooks();
        judged.addAll(unlessInterrupted(overRun(chosen, judged, lastLooks, sender.ledger(), known)));
        Causes causes = new Causes(judged, target.dialect());
        List<Finding> findings = new ArrayList<>();
        for (Rule rule : book.rules()) {
            if (!settings.only().matches(rule.id())) {
                continue;
            }
            if (chosen.contains(rule)) {
                findings.add(finding(whereReached(causes.of(rule))));
            } else {
                findings.add(notApplicable(rule, lacking.get(rule)));
            }
        }
        tidy.run();
        return new Results(
                about(),
                run(!interrupted && !broken),
                known.facts(),
                Diagnosis.of(findings, known.facts()),
                findings,
                tidy.left(),
                settings.chosen());
    }

    /** The rules that were asked for, then the roots by which what they showed is to be read; those may well be all. */
    private List<JudgedCase> playWithRoots(List<Rule> chosen, Known known, Lab lab, Listener listener)
            throws IOException {
        List<Rule> asked = chosen.stream()
                .filter(rule -> settings.only().matches(rule.id()))
                .toList();
        Playing playing = new Playing(lab, known);
        if (asked.stream().anyMatch(Examination::judgesAll)) {
            return play(chosen, playing, listener);
        }
        List<JudgedCase> judged = play(asked, playing, listener);
        Set<String> roots = judged.stream()
                .map(JudgedCase::method)
                .flatMap(method -> Causes.rootsOf(method).stream())
                .collect(Collectors.toSet());
        List<Rule> more = chosen.stream()
                .filter(rule -> !asked.contains(rule) && roots.contains(rule.id()))
                .toList();
        judged.addAll(more.isEmpty() || interrupted ? List.of() : play(more, playing, listener));
        return judged;
    }

    private static boolean judgesAll(Rule rule) {
        return rule.overRun().isPresent()
                || rule.overLedger().isPresent()
                || !rule.races().isEmpty();
    }

    private List<JudgedCase> play(List<Rule> chosen, Playing playing, Listener listener) throws IOException {
        AtomicInteger number = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(PLAYED_AT_ONCE, task -> {
            Thread thread = new Thread(task, "ifmatch-scenario-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        players = Optional.of(pool);
        if (interrupted) {
            end(pool);
        }
        Map<Rule, List<Future<Optional<JudgedCase>>>> underWay = underWay(chosen, playing, pool);
        List<JudgedCase> all = new ArrayList<>();
        int done = 0;
        for (Map.Entry<Rule, List<Future<Optional<JudgedCase>>>> each : underWay.entrySet()) {
            List<JudgedCase> cases = new ArrayList<>();
            for (Future<Optional<JudgedCase>> future : each.getValue()) {
                caseOf(each.getKey(), future, listener).ifPresent(cases::add);
            }
            if (!each.getValue().isEmpty() && !unfinished.contains(each.getKey().id())) {
                finished.add(each.getKey().id());
            }
            all.addAll(cases);
            listener.progress(++done, chosen.size(), sender.requests());
            if (!cases.isEmpty()
                    && !interrupted
                    && settings.only().matches(each.getKey().id())) {
                listener.found(finding(whereReached(new Causes(cases, target.dialect()).of(each.getKey()))));
            }
        }
        pool.shutdown();
        return all;
    }

    /** Those that wait for seconds begin first: begun last, they would be waited for alone. */
    private Map<Rule, List<Future<Optional<JudgedCase>>>> underWay(
            List<Rule> chosen, Playing playing, ExecutorService pool) {
        Map<Rule.Observed, Future<Optional<JudgedCase>>> all = new IdentityHashMap<>();
        for (boolean waiting : List.of(true, false)) {
            for (Rule rule : chosen) {
                rule.cases().stream()
                        .filter(observed -> observed.scenario().waits() == waiting)
                        .forEach(observed -> all.put(
                                observed,
                                submitted(pool, () -> unlessInterrupted(rule, playing.judge(rule, observed)))));
            }
        }
        Map<Rule, List<Future<Optional<JudgedCase>>>> underWay = new LinkedHashMap<>();
        chosen.forEach(
                rule -> underWay.put(rule, rule.cases().stream().map(all::get).toList()));
        return underWay;
    }

    /** What was cut off in the middle shows anything at all, and is no finding. */
    private Optional<JudgedCase> unlessInterrupted(Rule rule, Optional<JudgedCase> judged) {
        if (interrupted) {
            unfinished.add(rule.id());
            return Optional.empty();
        }
        return judged;
    }

    private List<JudgedCase> unlessInterrupted(List<JudgedCase> judged) {
        return interrupted ? List.of() : judged;
    }

    private static <T> Future<T> submitted(ExecutorService pool, Callable<T> task) {
        try {
            return pool.submit(task);
        } catch (RejectedExecutionException interrupted) {
            return cancelled();
        }
    }

    private static <T> Future<T> cancelled() {
        CompletableFuture<T> future = new CompletableFuture<>();
        future.cancel(false);
        return future;
    }

    /** Races come last and alone: nothing else is sent meanwhile, and what is broken for another reason is known. */
    private List<JudgedCase> race(List<Rule> chosen, List<JudgedCase> judged, Lab lab, Listener listener)
            throws IOException {
        List<Rule> raced = chosen.stream()
                .filter(rule -> !rule.races().isEmpty() && settings.only().matches(rule.id()))
                .toList();
        if (raced.isEmpty() || interrupted) {
            return List.of();
        }
        Causes causes = new Causes(judged, target.dialect());
        Set<String> broken = judged.stream()
                .map(JudgedCase::rule)
                .distinct()
                .filter(rule -> isBroken(causes.of(rule)))
                .map(Rule::id)
                .collect(Collectors.toSet());
        try (Lanes lanes = Wires.lanesTo(target)) {
            RaceProof proof = new RaceProof(redaction, again);
            List<JudgedCase> all =
                    new Racing(lab, lanes, settings, proof, () -> interrupted).race(raced, broken::contains);
            List<JudgedCase> known = new ArrayList<>(judged);
            known.addAll(all);
            Causes first = new Causes(known, target.dialect());
            for (Rule rule : all.stream().map(JudgedCase::rule).distinct().toList()) {
                if (!interrupted) {
                    listener.found(finding(first.of(rule)));
                }
            }
            return all;
        } catch (Unusable e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Tags that do not always move make races of what is none, even where that is no more than a warning. */
    private static boolean isBroken(Causes.Said said) {
        boolean ofTags = said.rule().entry().group().equals("etag");
        return said.verdict() == Outcome.FAIL
                || said.verdict() == Outcome.BLOCKED
                || ofTags && said.verdict() == Outcome.WARN;
    }

    /** Properties look when all else is still, one after the other: what they do at once is to be theirs alone. */
    private List<JudgedCase> inquire(List<Rule> chosen, Lab lab, Listener listener) throws IOException {
        List<Rule> inquiring =
                chosen.stream().filter(r -> r.inquiry().isPresent()).toList();
        if (inquiring.isEmpty()) {
            return List.of();
        }
        try (Lanes lanes = Wires.lanesTo(target)) {
            return inquire(inquiring, lab, lanes, listener);
        } catch (Unusable e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private List<JudgedCase> inquire(List<Rule> inquiring, Lab lab, Lanes lanes, Listener listener) throws IOException {
        List<JudgedCase> all = new ArrayList<>();
        List<Object> told = new ArrayList<>();
        for (Rule rule : inquiring) {
            if (interrupted) {
                break;
            }
            Inquiry.Budget budget = new Inquiry.Budget(
                    settings.seed(),
                    settings.search().tries(),
                    settings.search().lasting().dividedBy(inquiring.size()),
                    naming(),
                    new Proof(began, redaction, SecretNames.of(target.secrets()), again)::shown,
                    lanes,
                    told);
            try {
                List<JudgedCase> cases =
                        Playing.cases(rule, rule.inquiry().get().look(lab, budget));
                if (interrupted) {
                    unfinished.add(rule.id());
                    break;
                }
                all.addAll(cases);
                if (settings.only().matches(rule.id())) {
                    listener.found(finding(new Causes(cases, target.dialect()).of(rule)));
                }
            } catch (RuntimeException e) {
                unfinished.add(rule.id());
                if (!interrupted) {
                    broken = true;
                    listener.bug(rule.id(), e);
                }
            }
            listener.progress(inquiring.size(), inquiring.size(), sender.requests());
        }
        return all;
    }

    /** The words that name this target on the command line. */
    private String naming() {
        return target.name().equals(Options.NAME_OF_A_BARE_URL)
                ? "-Dtarget.url='" + target.url() + "'"
                : "-Dtarget=" + target.name();
    }

    private Optional<JudgedCase> caseOf(Rule rule, Future<Optional<JudgedCase>> future, Listener listener) {
        try {
            return future.get();
        } catch (java.util.concurrent.ExecutionException e) {
            if (!interrupted) {
                broken = true;
                listener.bug(rule.id(), e.getCause());
            }
        } catch (InterruptedException | CancellationException e) {
            interrupted = true;
        }
        unfinished.add(rule.id());
        return Optional.empty();
    }

    private static List<JudgedCase> overRun(
            List<Rule> chosen, List<JudgedCase> judged, List<Attempt> lastLooks, Ledger ledger, Known known) {
        List<JudgedCase> all = new ArrayList<>();
        for (Rule rule : chosen) {
            rule.overRun().ifPresent(oracle -> {
                Judgement judgement = oracle.judge(judged, lastLooks, known);
                all.add(new JudgedCase(rule, Playing.OVER_RUN, judgement.shown(), judgement));
            });
            rule.overLedger().ifPresent(oracle -> {
                Judgement judgement = oracle.judge(ledger, known);
                all.add(new JudgedCase(rule, Playing.OVER_RUN, judgement.shown(), judgement));
            });
        }
        return all;
    }

    // What is said of it.

    /** Nothing good is said of a rule that was not examined to its end; what a scenario was seen to break stays said. */
    private Causes.Said whereReached(Causes.Said said) {
        String id = said.rule().id();
        boolean unreached = interrupted && said.cases().isEmpty() && !finished.contains(id);
        boolean stays = Set.of(Outcome.FAIL, Outcome.WARN, Outcome.BLOCKED).contains(said.verdict());
        if (stays || !unreached && !unfinished.contains(id)) {
            return said;
        }
        String why = interrupted
                ? "the run was interrupted before all of this was tried"
                : "not all of this was tried, since the suite itself failed: see the mistake that it reported";
        return new Causes.Said(said.rule(), Outcome.INCONCLUSIVE, why, Optional.empty(), said.cases());
    }

    private Finding finding(Causes.Said said) {
        Proof proof = new Proof(began, redaction, SecretNames.of(target.secrets()), again);
        Rule rule = said.rule();
        return new Finding(
                rule.id(),
                rule.entry().level(),
                rule.entry().section(),
                rule.entry().impact(),
                rule.says(),
                true,
                said.verdict(),
                said.why(),
                said.blockedBy(),
                List.of(),
                said.cases().stream().flatMap(c -> proof.casesOf(c).stream()).toList(),
                measured(said));
    }

    /** How hard was looked; where several cases measured the same, the gravest one's number stands. */
    private static Map<String, Object> measured(Causes.Said said) {
        Map<String, Object> all = new LinkedHashMap<>();
        said.cases().forEach(c -> c.judgement().exhibit().measured().forEach(all::putIfAbsent));
        return all;
    }

    private static Finding notApplicable(Rule rule, List<String> missing) {
        String why = rule.untested()
                .map(reason -> "not tested by this suite: " + reason)
                .orElseGet(() -> "the target lacks " + String.join(", ", missing));
        return new Finding(
                rule.id(),
                rule.entry().level(),
                rule.entry().section(),
                rule.entry().impact(),
                rule.says(),
                rule.untested().isEmpty(),
                Outcome.NOT_APPLICABLE,
                why,
                Optional.empty(),
                rule.untested().isPresent() ? List.of() : missing,
                List.of(),
                Map.of());
    }

    private Run run(boolean complete) {
        return new Run(
                started,
                (System.nanoTime() - began) / 1_000_000,
                settings.seed(),
                sender == null ? 0 : sender.requests(),
                version(),
                complete);
    }

    static String version() {
        return Optional.ofNullable(Examination.class.getPackage().getImplementationVersion())
                .orElse("0.1.0");
    }

    /** Ends the examination early: what was made is removed, within a named bound, and the results say so. */
    public void interrupt() {
        interrupted = true;
        Optional.ofNullable(sender).ifPresent(Sender::stop);
        cleanUp.ifPresent(CleanUp::hurry);
        players.ifPresent(Examination::end);
    }

    /** What had not begun is cancelled, else whoever waits for it would wait for ever. */
    private static void end(ExecutorService pool) {
        for (Runnable never : pool.shutdownNow()) {
            if (never instanceof Future<?> future) {
                future.cancel(false);
            }
        }
    }

    /** How many requests were sent so far. */
    public long requests() {
        return sender == null ? 0 : sender.requests();
    }

    /** What an examination tells while it is under way. */
    public interface Listener {

        /** Discovery is over; the facts are in the order in which they are to be shown. */
        void discovered(Map<String, Object> facts) throws IOException;

        /** A first word on a rule; causes and consequences are sorted out at the end. */
        void found(Finding finding) throws IOException;

        void progress(int rulesDone, int rules, long requests);

        /** A mistake in the suite itself, which the run survives and which keeps it from being green. */
        void bug(String rule, Throwable bug);
    }
}
