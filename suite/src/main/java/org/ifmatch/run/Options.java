package org.ifmatch.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ifmatch.report.Patterns;

/**
 * What a user asked for, by the names of design and command line alike ({@code -Donly=} for Maven, {@code --only=} for the jar).
 *
 * @param targets the names of targets, as given; empty where none was named
 * @param url a bare URL to examine, under {@code name}
 * @param targetsFile where targets are looked up
 * @param reports the folder of all reports
 * @param baselineFile a file with more baseline entries
 * @param baselineOut where a baseline is written that excuses all that this run finds broken
 * @param previous an earlier run with which summaries compare this one
 */
public record Options(
        List<String> targets,
        Optional<String> url,
        String name,
        Path targetsFile,
        Path reports,
        Settings settings,
        boolean strict,
        Optional<Path> baselineFile,
        Optional<Path> baselineOut,
        Optional<Path> previous) {

    /** What reports call a target of which only the URL was given. */
    static final String NAME_OF_A_BARE_URL = "url";

    /** Every option, with one line of help. */
    public static final Map<String, String> HELP = help();

    private static Map<String, String> help() {
        Map<String, String> help = new LinkedHashMap<>();
        help.put("target", "NAMES: targets of the file, with commas between; all; reference; fault:NAME; odd:NAME");
        help.put("target.url", "URL: a collection to examine, its query string kept");
        help.put("target.name", "NAME: what reports call the target of target.url (default: url)");
        help.put("targets.file", "FILE: where targets are looked up (default: targets.yaml)");
        help.put("only", "PATTERNS: rules to look at, such as 'stale-tag/*,weak/*,!weak/in-list'");
        help.put("strict", "true: a WARN fails the gate too");
        help.put("baseline", "FILE: failures that are accepted, besides those of the targets file");
        help.put(
                "baseline.write",
                "FILE: where a baseline is written that names what is broken now, its reasons to be filled in");
        help.put("previous", "DIR or FILE: an earlier run or results.json, with which summaries compare this run");
        help.put("reports.dir", "DIR: where the reports go");
        help.put(
                "workers",
                "N: requests under way at once, 1 to " + Settings.MOST_WORKERS + " (default " + Settings.USUAL_WORKERS
                        + ")");
        help.put("max.requests", "N: the ceiling on requests to one target (default 200000)");
        help.put(
                "race.seconds",
                "N: how long all races together may take (default " + Settings.USUAL_RACE_SECONDS
                        + "); more finds rarer ones");
        help.put("seed", "N: from which names, nonces, made-up tags and the cases of properties come");
        help.put("tries", "N: cases that each property tries, however long that takes");
        help.put(
                "property.seconds",
                "N: how long all properties together look (default " + Settings.Search.USUAL_SECONDS
                        + "; a night is 28800, with max.requests to match)");
        return java.util.Collections.unmodifiableMap(help);
    }

    /**
     * The options of a map from names to values; empty values count as not given, since an unset Maven property arrives so.
     *
     * @param typedIn the directory in which the command was typed; relative paths are taken from there
     * @throws WrongUse with every mistake, a line each
     */
    public static Options of(Map<String, String> given, Path typedIn, Path usualReports) throws WrongUse {
        Map<String, String> set = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            if (value != null && !value.isBlank()) {
                set.put(name, value.strip());
            }
        });
        List<String> mistakes = new ArrayList<>();
        set.keySet().stream()
                .filter(name -> !HELP.containsKey(name))
                .forEach(name -> mistakes.add(
                        "there is no option '" + name + "'; there are: " + String.join(", ", HELP.keySet())));
        Settings usual = Settings.usual();
        Optional<Integer> workers =
                number(set, "workers", 1, Settings.MOST_WORKERS, mistakes).map(Math::toIntExact);
        Optional<Integer> most =
                number(set, "max.requests", 1, 10_000_000, mistakes).map(Math::toIntExact);
        Optional<Integer> races =
                number(set, "race.seconds", 0, 86_400, mistakes).map(Math::toIntExact);
        Optional<Long> seed = number(set, "seed", 0, Long.MAX_VALUE, mistakes);
        Optional<Integer> tries = number(set, "tries", 1, 10_000_000, mistakes).map(Math::toIntExact);
        Optional<Long> lasting = number(set, "property.seconds", 0, 1_000_000, mistakes);
        boolean strict = set.containsKey("strict") && flag(set.get("strict"), mistakes);
        Patterns only = patterns(set, mistakes);
        List<String> targets = names(set.getOrDefault("target", ""));
        if (set.containsKey("target.name") && !set.containsKey("target.url")) {
            mistakes.add("target.name names the target of target.url, which is missing");
        }
        if (!mistakes.isEmpty()) {
            throw new WrongUse(String.join("\n", mistakes));
        }
        return new Options(
                targets,
                Optional.ofNullable(set.get("target.url")),
                set.getOrDefault("target.name", NAME_OF_A_BARE_URL),
                typedIn.resolve(set.getOrDefault("targets.file", "targets.yaml")),
                set.containsKey("reports.dir") ? typedIn.resolve(set.get("reports.dir")) : usualReports,
                new Settings(
                        only,
                        seed.orElse(usual.seed()),
                        workers.orElse(usual.workers()),
                        most,
                        races.orElse(usual.raceSeconds()),
                        new Settings.Search(
                                tries,
                                lasting.map(Duration::ofSeconds)
                                        .orElse(usual.search().lasting()))),
                strict,
                Optional.ofNullable(set.get("baseline")).map(typedIn::resolve),
                Optional.ofNullable(set.get("baseline.write")).map(typedIn::resolve),
                Optional.ofNullable(set.get("previous")).map(typedIn::resolve));
    }

    /** Whether a server of the user's was named, or a built-in origin. */
    public boolean namesATarget() {
        return url.isPresent() || !targets.isEmpty();
    }

    /** The same with another target, where none was named. */
    public Options orTarget(String usual) {
        return namesATarget()
                ? this
                : new Options(
                        List.of(usual),
                        url,
                        name,
                        targetsFile,
                        reports,
                        settings,
                        strict,
                        baselineFile,
                        baselineOut,
                        previous);
    }

    private static List<String> names(String text) {
        return List.of(text.split(",")).stream()
                .map(String::strip)
                .filter(Predicate.not(String::isEmpty))
                .distinct()
                .collect(Collectors.toList());
    }

    private static Optional<Long> number(
            Map<String, String> set, String name, long least, long most, List<String> mistakes) {
        String text = set.get(name);
        if (text == null) {
            return Optional.empty();
        }
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            // Told below, with the numbers that are allowed.
        }
        mistakes.add(name + ": '" + text + "' is not allowed; a whole number from " + least + " to " + most + " is");
        return Optional.empty();
    }

    private static boolean flag(String text, List<String> mistakes) {
        if (!text.equals("true") && !text.equals("false")) {
            mistakes.add("strict: '" + text + "' is not allowed; true and false are");
        }
        return text.equals("true");
    }

    private static Patterns patterns(Map<String, String> set, List<String> mistakes) {
        String text = set.get("only");
        if (text == null) {
            return Patterns.all();
        }
        try {
            return Patterns.of(text);
        } catch (IllegalArgumentException e) {
            mistakes.add("only: " + e.getMessage());
            return Patterns.all();
        }
    }
}
