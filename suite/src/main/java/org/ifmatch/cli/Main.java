package org.ifmatch.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ifmatch.origin.Fault;
import org.ifmatch.origin.Oddity;
import org.ifmatch.report.FaultClass;
import org.ifmatch.report.RunFile;
import org.ifmatch.rule.Rule;
import org.ifmatch.run.Books;
import org.ifmatch.run.Options;
import org.ifmatch.run.Session;
import org.ifmatch.run.StepSummary;
import org.ifmatch.run.WrongUse;
import org.ifmatch.target.TargetsFile;
import org.ifmatch.target.TargetsFileException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The commands of the jar. They end with 0 for green, 1 for red, 2 for wrong use. */
public final class Main {

    private static final int GREEN = 0;
    private static final int RED = 1;
    private static final int WRONG = 2;

    private final PrintStream out;
    private final PrintStream err;
    private final Path typedIn;
    private final Map<String, String> environment;

    /** @param environment in which a build server names the file for its summary */
    Main(PrintStream out, PrintStream err, Path typedIn, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.typedIn = typedIn;
        this.environment = environment;
    }

    public static void main(String[] arguments) {
        System.exit(new Main(System.out, System.err, Path.of("").toAbsolutePath(), System.getenv()).run(arguments));
    }

    int run(String... arguments) {
        CommandLine line = new CommandLine(commands());
        line.setOut(new java.io.PrintWriter(out, true));
        line.setErr(new java.io.PrintWriter(err, true));
        line.setExecutionStrategy(this::execute);
        line.setParameterExceptionHandler((e, given) -> {
            err.println(e.getMessage());
            err.println("'--help' tells what there is.");
            return WRONG;
        });
        line.setExecutionExceptionHandler((e, given, parsed) -> {
            if (e instanceof WrongUse || e instanceof TargetsFileException) {
                err.println(e.getMessage());
                return WRONG;
            }
            if (e instanceof IOException) {
                err.println(e.getMessage());
                return RED;
            }
            throw e;
        });
        return line.execute(arguments);
    }

    // What can be asked.

    private static CommandSpec commands() {
        CommandSpec examine = CommandSpec.create().mixinStandardHelpOptions(true);
        examine.usageMessage().description("Examines targets and writes reports.");
        Options.HELP.forEach((name, help) -> examine.addOption(OptionSpec.builder("--" + name)
                .type(String.class)
                .arity(name.equals("strict") ? "0..1" : "1")
                .fallbackValue("true")
                .paramLabel("")
                .description(help)
                .build()));
        CommandSpec list = CommandSpec.create().mixinStandardHelpOptions(true);
        list.usageMessage()
                .description(
                        "Lists what there is: targets, rules, all of them as a page of Markdown (catalogue), faults (with the odd honest origins).");
        list.addPositional(PositionalParamSpec.builder()
                .index("0")
                .type(String.class)
                .arity("1")
                .required(true)
                .paramLabel("targets|rules|catalogue|faults")
                .build());
        list.addOption(OptionSpec.builder("--targets.file")
                .type(String.class)
                .paramLabel("FILE")
                .build());
        CommandSpec explain = CommandSpec.create().mixinStandardHelpOptions(true);
        explain.usageMessage().description("Explains a rule, or a class of faults such as F09.");
        explain.addPositional(PositionalParamSpec.builder()
                .index("0")
                .type(String.class)
                .arity("1")
                .required(true)
                .paramLabel("RULE|CLASS")
                .build());
        CommandSpec all =
                CommandSpec.wrapWithoutInspection(new Object()).name("ifmatch").mixinStandardHelpOptions(true);
        all.usageMessage()
                .description("Tells which rules of If-Match (RFC 9110 §13.1.1) an HTTP server breaks, with proof.");
        all.version("ifmatch 0.1.0");
        all.addSubcommand("examine", examine);
        all.addSubcommand("report", report());
        all.addSubcommand("list", list);
        all.addSubcommand("explain", explain);
        all.addSubcommand("check-history", checkHistory());
        return all;
    }

    private static CommandSpec checkHistory() {
        CommandSpec check = CommandSpec.create().mixinStandardHelpOptions(true);
        check.usageMessage()
                .description(
                        "Tells whether what several clients saw of one resource can have been one register.",
                        "Ends with 0 for linearizable, 1 for a violation or where it cannot be decided, 2 for wrong use.");
        check.addPositional(PositionalParamSpec.builder()
                .index("0")
                .type(String.class)
                .arity("1")
                .required(true)
                .paramLabel("FILE")
                .description("a history in the format ifmatch-history/1: JSON Lines, a header and a line an operation")
                .build());
        return check;
    }

    private static CommandSpec report() {
        CommandSpec report = CommandSpec.create().mixinStandardHelpOptions(true);
        report.usageMessage()
                .description(
                        "Makes all reports again from the journals of a run (or of one target), or compares two runs.",
                        "Ends with 1 when the gate of the run failed, or when something got worse.");
        report.addPositional(PositionalParamSpec.builder()
                .index("0")
                .type(String.class)
                .arity("0..1")
                .paramLabel("DIR")
                .description("the folder of a run or of one target; default: ifmatch-reports")
                .build());
        report.addOption(OptionSpec.builder("--previous")
                .type(String.class)
                .paramLabel("DIR|FILE")
                .description("an earlier run or results.json, with which summaries compare")
                .build());
        report.addOption(OptionSpec.builder("--compare")
                .type(String[].class)
                .arity("2")
                .paramLabel("OLD NEW")
                .description("tells what got better, worse, new and gone; each a folder or a results.json")
                .build());
        return report;
    }

    private int execute(ParseResult parsed) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        try {
            ParseResult chosen = parsed.subcommand();
            if (chosen == null) {
                err.println(
                        "a command is missing: examine, report, list, explain or check-history; '--help' tells more");
                return WRONG;
            }
            return switch (chosen.commandSpec().name()) {
                case "examine" -> examine(chosen);
                case "report" -> report(chosen);
                case "check-history" ->
                    new CheckHistory(out).check(typedIn.resolve(chosen.matchedPositionalValue(0, ""))) ? GREEN : RED;
                case "list" ->
                    list(
                            chosen.matchedPositionalValue(0, ""),
                            chosen.matchedOptionValue("--targets.file", "targets.yaml"));
                default -> explain(chosen.matchedPositionalValue(0, ""));
            };
        } catch (WrongUse | TargetsFileException e) {
            err.println(e.getMessage());
            return WRONG;
        } catch (IOException e) {
            err.println(e.getMessage());
            return RED;
        }
    }

    // What is answered.

    private int examine(ParseResult chosen) throws WrongUse, IOException {
        Map<String, String> given = new LinkedHashMap<>();
        chosen.matchedOptions().stream()
                .filter(o -> Options.HELP.containsKey(o.longestName().substring(2)))
                .forEach(o -> given.put(o.longestName().substring(2), o.<String>getValue()));
        Options options = Options.of(given, typedIn, Session.usualReports(typedIn));
        if (!options.namesATarget()) {
            throw new WrongUse("no target: name one by --target.url=URL or --target=NAME");
        }
        RunFile file = new Session(options, "", out, Terminal.wantsColours())
                .moving(Terminal.isThere())
                .run()
                .file();
        StepSummary.append(options.reports(), file, environment, out);
        return file.passed() ? GREEN : RED;
    }

    private int report(ParseResult chosen) throws WrongUse, IOException {
        String[] compared = chosen.matchedOptionValue("--compare", new String[0]);
        Optional<String> folder = Optional.ofNullable(chosen.matchedPositionalValue(0, (String) null));
        Optional<String> previous = Optional.ofNullable(chosen.matchedOptionValue("--previous", (String) null));
        if (compared.length > 0 && (folder.isPresent() || previous.isPresent())) {
            throw new WrongUse("--compare OLD NEW stands by itself: it writes no reports");
        }
        Reports reports = new Reports(out, Terminal.wantsColours());
        boolean well = compared.length > 0
                ? reports.compare(typedIn.resolve(compared[0]), typedIn.resolve(compared[1]))
                : reports.again(
                        folder.map(typedIn::resolve).orElse(Session.usualReports(typedIn)),
                        previous.map(typedIn::resolve));
        return well ? GREEN : RED;
    }

    private int list(String what, String targetsFile) throws WrongUse, TargetsFileException {
        switch (what) {
            case "rules" ->
                Books.all()
                        .rules()
                        .forEach(r -> out.printf(
                                "%-44s %-9s %-13s %s%n",
                                r.id(),
                                r.entry().level().label(),
                                r.entry().impact().label(),
                                r.untested()
                                        .map(why -> "(not tested: " + why + ")")
                                        .orElse(r.says())));
            case "faults" -> {
                Fault.all().forEach(f -> out.printf("fault:%-44s %s%n", f.label(), f.says()));
                Oddity.all().forEach(o -> out.printf("odd:%-46s %s%n", o.label(), o.says()));
            }
            case "catalogue" -> out.print(new CataloguePage(Books.all().rules(), Fault.all()).markdown());
            case "targets" -> {
                out.println("reference   the embedded origin, which breaks no rule");
                TargetsFile.read(typedIn.resolve(targetsFile), v -> Optional.ofNullable(System.getenv(v)))
                        .names()
                        .forEach(out::println);
            }
            default ->
                throw new WrongUse(
                        "there is no list of '" + what + "'; there are targets, rules, catalogue and faults");
        }
        return GREEN;
    }

    private int explain(FaultClass faultClass) {
        out.println(faultClass + "   " + faultClass.label());
        out.println();
        out.println("What goes wrong: " + faultClass.means() + ".");
        List<Fault> planted = Fault.all().stream()
                .filter(fault -> fault.faultClass().equals(faultClass.name()))
                .toList();
        if (!planted.isEmpty()) {
            out.println("Planted faults of this class, to see what it looks like:");
            planted.forEach(fault -> out.printf("  fault:%-44s %s%n", fault.label(), fault.says()));
        }
        return GREEN;
    }

    private int explain(String id) throws WrongUse {
        Optional<FaultClass> faultClass = FaultClass.of(id);
        if (faultClass.isPresent()) {
            return explain(faultClass.get());
        }
        Rule rule = Books.all()
                .rule(id)
                .orElseThrow(() -> new WrongUse("no rule has the id '" + id
                        + "'; 'list rules' shows all, and classes of faults are F01 to F23"));
        out.println(rule.id() + "   " + rule.entry().level().label() + "   RFC 9110 "
                + rule.entry().section() + "   " + rule.entry().impact().label());
        out.println();
        out.println(rule.untested().map(why -> "Not tested: " + why + ".").orElse(rule.says()));
        if (!rule.needs().isEmpty()) {
            out.println("Needs: "
                    + String.join(
                            ", ",
                            rule.needs().stream().map(n -> n.key()).sorted().toList()));
        }
        List<String> tried = Tried.of(rule);
        if (!tried.isEmpty()) {
            out.println("Tried:");
            tried.forEach(what -> out.println("  - " + what));
        }
        if (!rule.restsOn().isEmpty()) {
            out.println("Waits for, when they are broken in the same way: "
                    + String.join(", ", rule.restsOn().stream().sorted().toList()));
        }
        return GREEN;
    }
}
