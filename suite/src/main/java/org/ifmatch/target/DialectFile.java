package org.ifmatch.target;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * One data file of a dialect.
 *
 * <p>Its keys: {@code comparison} (strong or weak); {@code refusals}, {@code missing}, {@code existing} and {@code
 * race-losers}, lists of statuses; {@code relax}, a list of {@code rule}, {@code to} and {@code because}. What is left
 * out is as in RFC 9110.
 */
final class DialectFile {

    /** The rules about effects: no dialect may touch them, because none can make a lost update right. */
    static final List<String> NEVER_RELAXED = List.of(
            "stale-tag/*-rejected",
            "stale-tag/put-same-tag-replayed",
            "stale-tag/every-old-version",
            "stale-tag/post-collection-no-child",
            "stale-tag/lock-copy-move-proppatch",
            "stale-tag/not-false-success",
            "stale-tag/already-applied-not-redone",
            "foreign-tag/*",
            "weak/old-weak-rejected",
            "wildcard/missing-*",
            "wildcard/after-delete",
            "wildcard/quoted-is-a-tag",
            "missing/*-tag",
            "missing/unknown-collection",
            "precedence/ius-ignored-false",
            "precedence/content-range-put-stale",
            "neighbour/ius-stale-rejected",
            "neighbour/inm-*",
            "no-effect/*",
            "nego/gzip-old-tag-rejected",
            "nego/request-coding",
            "wire/*-stale",
            "wire/aborted-*",
            "etag/changes-with-content",
            "etag/rapid-same-size",
            "etag/never-reused",
            "etag/recreate-after-delete",
            "race/*");

    private DialectFile() {}

    /** Reads the text of a file, whose name without its ending is the dialect's. */
    static Dialect read(String file, String text) throws TargetsFileException {
        Reading reading = new Reading(new Environment(name -> Optional.empty()), new Secrets(), new Mistakes(file));
        Node root = Yaml.root(file, text).orElseThrow(() -> new TargetsFileException(List.of(file + ": is empty")));
        Optional<Dialect> dialect = new Value(reading, "", Yaml.line(root), root)
                .section()
                .map(section -> dialect(file.replaceFirst("\\.yaml$", ""), section));
        reading.mistakes().throwIfAny();
        return dialect.orElseThrow();
    }

    private static Dialect dialect(String name, Section section) {
        section.only("comparison", "refusals", "missing", "existing", "race-losers", "relax");
        Dialect.Comparison comparison = section.due("comparison")
                .flatMap(each -> each.oneOf("a comparison", "strong", "weak"))
                .map(word -> Dialect.Comparison.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(Dialect.Comparison.STRONG);
        return new Dialect(
                name,
                comparison,
                statuses(section, "refusals"),
                statuses(section, "missing"),
                statuses(section, "existing"),
                statuses(section, "race-losers"),
                items(section, "relax").stream()
                        .flatMap(item -> item.section().flatMap(DialectFile::relaxation).stream())
                        .toList());
    }

    private static Set<Integer> statuses(Section section, String key) {
        return items(section, key).stream()
                .flatMap(item -> item.word(DialectFile::status).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<Value> items(Section section, String key) {
        return section.get(key).flatMap(Value::list).orElse(List.of());
    }

    private static int status(String text) {
        if (!text.matches("4[0-9][0-9]")) {
            throw new IllegalArgumentException("is not a status that refuses; allowed: 400 to 499");
        }
        return Integer.parseInt(text);
    }

    private static Optional<Relaxation> relaxation(Section section) {
        section.only("rule", "to", "because");
        String[] levels = Arrays.stream(Relaxation.To.values()).map(Enum::name).toArray(String[]::new);
        Optional<String> rule = section.due("rule").flatMap(each -> each.word(DialectFile::relaxable));
        Optional<Relaxation.To> to = section.due("to")
                .flatMap(each -> each.oneOf("a milder verdict", levels))
                .map(Relaxation.To::valueOf);
        Optional<String> because = section.due("because").flatMap(Value::word);
        return rule.flatMap(id -> to.flatMap(level -> because.map(reason -> new Relaxation(id, level, reason))));
    }

    private static String relaxable(String rule) {
        NEVER_RELAXED.stream()
                .filter(each -> Globs.meet(rule, each))
                .findFirst()
                .ifPresent(never -> {
                    throw new IllegalArgumentException("may not be relaxed: " + never + " is about effects");
                });
        return rule;
    }
}
