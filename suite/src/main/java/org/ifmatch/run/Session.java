package org.ifmatch.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.ifmatch.origin.ReferenceOrigin;
import org.ifmatch.report.Baseline;
import org.ifmatch.report.BaselineEntry;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Gate;
import org.ifmatch.report.Journal;
import org.ifmatch.report.Previous;
import org.ifmatch.report.Redaction;
import org.ifmatch.report.ReportFolder;
import org.ifmatch.report.Results;
import org.ifmatch.report.Run;
import org.ifmatch.report.RunFile;
import org.ifmatch.report.WholeFile;
import org.ifmatch.report.Words;
import org.ifmatch.report.render.BaselineDraft;
import org.ifmatch.report.render.Console;
import org.ifmatch.report.render.Matrix;
import org.ifmatch.report.render.ReportFiles;
import org.ifmatch.rule.Rule;
import org.ifmatch.rule.RuleBook;
import org.ifmatch.target.BaselineFile;
import org.ifmatch.target.Target;
import org.ifmatch.target.TargetName;
import org.ifmatch.target.TargetsFile;
import org.ifmatch.target.TargetsFileException;

/**
 * A run: the targets that were asked for, one after the other in this process, a folder of reports for each, and the file that
 * says how all of them stand. Both edges, Maven's and the shell's, are a few lines around this.
 */
public final class Session {

    /** How long a run that is interrupted may take to remove what it made and to write its reports. */
    private static final long LONGEST_END_SECONDS = 45;

    private final Options options;
    private final String build;
    private final PrintStream out;
    private final boolean colours;
    private Map<String, String> variables = Map.of();
    private final RuleBook book = Books.all();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Optional<Examination> underWay = Optional.empty();
    private volatile boolean interrupted;
    private boolean moving;
    private UnaryOperator<ReportFiles> also = UnaryOperator.identity();
    private final List<BaselineDraft.Part> drafts = new ArrayList<>();
    private Previous previous = Previous.NONE;

    /**
     * @param build the stamp of the build by which its gate knows this run's file
     * @param out where a person reads along
     */
    public Session(Options options, String build, PrintStream out, boolean colours) {
        this.options = options;
        this.build = build;
        this.out = out;
        this.colours = colours;
    }

    /** Values for variables of the targets file that go before those of the environment. */
    public Session withVariables(Map<String, String> given) {
        variables = Map.copyOf(given);
        return this;
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).or(() -> Optional.ofNullable(System.getenv(name)));
    }

    /** Lets the line that tells how far the run is move, as it can on a terminal. */
    public Session moving(boolean terminal) {
        moving = terminal;
        return this;
    }

    /** Lets each target have more reports than the usual ones. */
    Session also(UnaryOperator<ReportFiles> more) {
        also = more;
        return this;
    }

    /** What a run came to: the file that was written, and the results of each target. */
    public record Outcome(RunFile file, List<Results> results) {}

    /**
     * Examines every target; one that is dead does not stop the others.
     *
     * @throws WrongUse before anything is sent, when something was asked for that cannot be
     * @throws IOException when the reports cannot be written, with a sentence
     */
    public Outcome run() throws WrongUse, IOException {
        List<String> ids = book.rules().stream().map(Rule::id).toList();
        List<String> unmatched = options.settings().only().unmatched(ids);
        if (!unmatched.isEmpty()) {
            throw new WrongUse(
                    "only: no rule matches " + String.join(", ", unmatched) + "; 'list rules' shows all ids");
        }
        List<BaselineFile.Entry> accepted = accepted();
        demandRoomForBaseline();
        List<Examinee> examinees = examinees();
        previous = previous();
        RunFile.remove(options.reports());
        Thread hook = new Thread(this::interrupt, "ifmatch-interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
        List<RunFile.Target> targets = new ArrayList<>();
        List<Results> all = new ArrayList<>();
        try {
            for (Examinee examinee : examinees) {
                Results results = examine(examinee, accepted, ids);
                all.add(results);
                targets.add(new RunFile.Target(examinee.name(), ReportFolder.nameFor(examinee.name()), results.gate()));
            }
            writePage(all, targets);
            writeBaseline(accepted);
            RunFile file = new RunFile(build, targets);
            file.write(options.reports(), Redaction.NONE);
            return new Outcome(file, all);
        } finally {
            ended.countDown();
            if (!interrupted) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }

    /** Where a mistake of ours keeps the page of the run from being made, no target of it passes. */
    private void writePage(List<Results> all, List<RunFile.Target> targets) throws IOException {
        List<Matrix.Column> columns = all.stream()
                .map(each -> new Matrix.Column(
                        each, ReportFolder.nameFor(each.target().name())))
                .toList();
        try {
            new ReportFiles(Redaction.NONE, Previous.NONE).writeRun(options.reports(), columns);
        } catch (RuntimeException e) {
            ReportFiles.Unmade unmade = new ReportFiles.Unmade("the page of the run", e);
            tell(unmade);
            targets.replaceAll(each ->
                    new RunFile.Target(each.name(), each.folder(), each.gate().failing(unmade.says())));
        }
    }

    private void tell(ReportFiles.Unmade unmade) {
        out.println(unmade.says());
        unmade.mistake().printStackTrace(out);
    }

    /** Called on Ctrl-C: ends what is under way, and waits until its reports are written. */
    private void interrupt() {
        interrupted = true;
        out.println("\ninterrupted: what was made is removed and the reports are written, which takes at most "
                + LONGEST_END_SECONDS + " s");
        underWay.ifPresent(Examination::interrupt);
        try {
            ended.await(LONGEST_END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // Who is examined.

    /** Something to examine: a target of the user's, or an origin of ours that is started for it. */
    private record Examinee(String name, Optional<Target> target) {}

    private List<Examinee> examinees() throws WrongUse {
        List<Examinee> all = new ArrayList<>();
        try {
            if (options.url().isPresent()) {
                Optional<String> mistake = TargetName.mistake(options.name());
                if (mistake.isPresent()) {
                    throw new WrongUse("target.name: '" + options.name() + "' " + mistake.get());
                }
                all.add(new Examinee(
                        options.name(),
                        Optional.of(Target.bare(options.name(), options.url().get()))));
            }
            Optional<TargetsFile> file = Optional.empty();
            for (String name : options.targets()) {
                if (isOurs(name)) {
                    demandOrigin(name);
                    all.add(new Examinee(name, Optional.empty()));
                    continue;
                }
                if (file.isEmpty()) {
                    file = Optional.of(TargetsFile.read(options.targetsFile(), this::variable));
                }
                if (name.equals("all")) {
                    file.get().validateAll();
                }
                List<String> names = name.equals("all") ? file.get().names() : List.of(name);
                for (String each : names) {
                    all.add(new Examinee(each, Optional.of(file.get().target(each))));
                }
            }
        } catch (TargetsFileException e) {
            throw new WrongUse(e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new WrongUse("target.url: " + e.getMessage());
        }
        if (all.isEmpty()) {
            throw new WrongUse("no target: name one by target.url=URL or target=NAME"
                    + (options.targets().contains("all")
                            ? "; " + options.targetsFile().getFileName() + " has none"
                            : ""));
        }
        return all;
    }

    private static boolean isOurs(String name) {
        return name.equals("reference") || name.startsWith("fault:") || name.startsWith("odd:");
    }

    private static void demandOrigin(String name) throws WrongUse {
        try {
            ReferenceOrigin.named(name).close();
        } catch (IllegalArgumentException e) {
            throw new WrongUse("target: " + e.getMessage());
        }
    }

    /** Reasons that somebody wrote are not overwritten unless they were read first. */
    private void demandRoomForBaseline() throws WrongUse {
        Optional<Path> out = options.baselineOut();
        if (out.isPresent() && Files.exists(out.get()) && !out.equals(options.baselineFile())) {
            throw new WrongUse(
                    "baseline.write: " + out.get() + " is there already. Name it as baseline too, so that its"
                            + " reasons are kept, or choose another name.");
        }
    }

    private List<BaselineFile.Entry> accepted() throws WrongUse {
        try {
            return options.baselineFile().isPresent()
                    ? BaselineFile.read(options.baselineFile().get())
                    : List.of();
        } catch (TargetsFileException e) {
            throw new WrongUse("baseline: " + e.getMessage());
        }
    }

    private Previous previous() throws WrongUse {
        try {
            return options.previous().isPresent()
                    ? Previous.read(options.previous().get())
                    : Previous.NONE;
        } catch (IOException e) {
            throw new WrongUse("previous: " + e.getMessage());
        }
    }

    private void writeBaseline(List<BaselineFile.Entry> accepted) throws IOException {
        if (options.baselineOut().isPresent()) {
            Path file = options.baselineOut().get();
            List<Map.Entry<String, BaselineEntry>> others = accepted.stream()
                    .filter(each -> drafts.stream()
                            .noneMatch(
                                    draft -> each.isFor(draft.results().target().name())))
                    .map(each -> Map.entry(each.target().orElseThrow(), each.entry()))
                    .toList();
            WholeFile.write(file, BaselineDraft.render(drafts, others));
            int open = BaselineDraft.open(drafts);
            out.println("A baseline was written to " + file + "; " + Words.count(open, "entry", "entries") + " of it "
                    + (open == 1 ? "needs its reason" : "need their reasons") + ".");
        }
    }

    // One target.

    private Results examine(Examinee examinee, List<BaselineFile.Entry> accepted, List<String> ids) throws IOException {
        if (examinee.target().isPresent()) {
            return examine(examinee.target().get(), accepted, ids);
        }
        try (ReferenceOrigin origin = ReferenceOrigin.named(examinee.name())) {
            return examine(BuiltIn.target(examinee.name(), origin), accepted, ids);
        }
    }

    private Results examine(Target target, List<BaselineFile.Entry> accepted, List<String> ids) throws IOException {
        List<BaselineEntry> entries = new ArrayList<>(target.baseline());
        List<BaselineEntry> ofFile = accepted.stream()
                .filter(each -> each.isFor(target.name()))
                .map(BaselineFile.Entry::entry)
                .toList();
        entries.addAll(ofFile);
        Baseline baseline = Baseline.of(entries, ids);
        Examination examination = new Examination(target, options.settings(), book);
        out.println("examining " + target.name() + " at "
                + examination.redaction().apply(target.url().toString()));
        baseline.announcement().ifPresent(out::println);
        ReportFolder folder = ReportFolder.fresh(options.reports(), target.name());
        underWay = Optional.of(examination);
        Results raw;
        try (Keeping keeping = new Keeping(examination, folder)) {
            raw = interrupted
                    ? Results.unexamined(examination.about(), begun(), "the run was interrupted before it")
                    : examined(examination, keeping);
            Results settled =
                    examination.redaction().apply(Gate.settle(raw, baseline, options.strict(), LocalDate.now()));
            ReportFiles.Made reports = also.apply(new ReportFiles(examination.redaction(), previous))
                    .make(settled);
            reports.unmade().forEach(this::tell);
            keeping.end(reports.results());
            drafts.add(new BaselineDraft.Part(
                    reports.results(), Baseline.of(ofFile, ids).kept(settled.findings(), LocalDate.now())));
            reports.write(folder);
            return shown(reports.results(), folder, examination.redaction());
        } finally {
            underWay = Optional.empty();
        }
    }

    /** A mistake of ours at one target does not keep the others from being examined. */
    private Results examined(Examination examination, Keeping keeping) throws IOException {
        try {
            return examination.run(keeping);
        } catch (RuntimeException e) {
            keeping.bug(examination.about().name(), e);
            return Results.unexamined(
                    examination.about(), begun(), "a mistake in the suite itself ended its examination: " + e);
        }
    }

    private Run begun() {
        return new Run(Instant.now(), 0, options.settings().seed(), 0, Examination.version(), false);
    }

    private Results shown(Results results, ReportFolder folder, Redaction redaction) {
        try {
            out.println(new Console(colours, redaction).render(results, folder.path()));
            return results;
        } catch (RuntimeException e) {
            ReportFiles.Unmade unmade = new ReportFiles.Unmade("what is to be read here", e);
            tell(unmade);
            return results.failing(unmade.says());
        }
    }

    /** Keeps the journal while an examination is under way, and tells a person that it goes on. */
    private final class Keeping implements Examination.Listener, AutoCloseable {

        private final Examination examination;
        private final ReportFolder folder;
        private Optional<Journal> journal = Optional.empty();
        private final Progress progress;

        Keeping(Examination examination, ReportFolder folder) {
            this.examination = examination;
            this.folder = folder;
            this.progress = new Progress(out, moving, examination::requests, System::nanoTime).start();
        }

        @Override
        public void discovered(Map<String, Object> facts) throws IOException {
            journal = Optional.of(open(facts));
        }

        private Journal open(Map<String, Object> facts) throws IOException {
            return Journal.open(
                    folder.journal(),
                    examination.redaction(),
                    examination.about(),
                    begun(),
                    facts,
                    options.settings().chosen());
        }

        @Override
        public void found(Finding finding) throws IOException {
            if (journal.isPresent()) {
                journal.get().add(finding);
            }
        }

        @Override
        public void progress(int rulesDone, int rules, long requests) {
            progress.rules(rulesDone, rules);
        }

        @Override
        public void bug(String rule, Throwable bug) {
            progress.clear();
            out.println(
                    "A mistake in the suite itself, at " + rule + "; please report it. The run goes on, and is red.");
            bug.printStackTrace(out);
        }

        void end(Results results) throws IOException {
            progress.close();
            if (journal.isEmpty()) {
                journal = Optional.of(open(Map.of()));
            }
            journal.get().end(results);
        }

        @Override
        public void close() throws IOException {
            progress.close();
            if (journal.isPresent()) {
                journal.get().close();
            }
        }
    }

    /** The usual folder of reports for a command typed in this directory. */
    public static Path usualReports(Path typedIn) {
        return typedIn.resolve("ifmatch-reports");
    }
}
