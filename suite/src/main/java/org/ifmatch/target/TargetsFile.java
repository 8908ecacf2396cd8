package org.ifmatch.target;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The servers that a user wrote down, in {@code targets.yaml}.
 *
 * <p>Below {@code targets} stands an entry for each, under its name. Its keys:
 *
 * <ul>
 *   <li>{@code url}: the collection in which resources are made, http or https; its query goes onto every request
 *   <li>{@code dialect}: the name of a {@link Dialect}; default rfc9110
 *   <li>{@code auth}: one of {@code bearer: TOKEN}, {@code basic: {user, password}}, {@code digest: {user, password}}
 *   <li>{@code headers}: fields on every request
 *   <li>{@code tls}: {@code ca}, a PEM file, seen from the folder of this file; {@code insecure}, true or false
 *   <li>{@code create}: {@code method} (PUT or POST), {@code type}, {@code body}, {@code name}, {@code headers}
 *   <li>{@code update}: {@code method} (PUT, PATCH or POST), {@code type}, {@code body}, {@code headers}
 *   <li>{@code patch}: {@code type}, {@code body}
 *   <li>{@code nonce}: {@code json: POINTER} or {@code pattern: REGEX} with one group; default: the octets
 *   <li>{@code settle}: how long to wait before a tag is read after a write, such as 1100ms
 *   <li>{@code limits}: {@code connect} (5s), {@code answer} (10s), {@code header} (256KiB), {@code body} (64MiB),
 *       {@code requests} (200000), {@code late} (3s: how long a refused write is watched for a late effect); times with
 *       ms, s or m, up to 10m; sizes in octets, KiB or MiB
 *   <li>{@code capabilities}: a {@link Capability} and true or false; for {@code etag} one of strong, weak and none; for
 *       {@code patch} a list of media types, too
 *   <li>{@code probes}: {@code unauthorised: {headers}}, {@code forbidden}, {@code read-only} and {@code redirect} (URLs),
 *       {@code variants} (media types), {@code counter: {json: POINTER}}, {@code restart} (a command for the shell)
 *   <li>{@code endpoints}: URLs of collections that show the same resources
 *   <li>{@code baseline}: a list of {@code rule}, {@code because}, {@code until} (a date), {@code link}
 *       and {@code flaky} (for races: in which share of runs it is broken, such as 0.2)
 * </ul>
 *
 * <p>In bodies, names and in the fields of create and update, <code>{{id}}</code> is fixed for a resource and
 * <code>{{nonce}}</code> new for each write. In every value <code>${NAME}</code> stands for a variable of the
 * environment, and <code>$${</code> for the characters themselves.
 */
public final class TargetsFile {

    private final String file;
    private final Path folder;
    private final Environment environment;
    private final Map<String, Value> entries;

    private TargetsFile(String file, Path folder, Environment environment, Map<String, Value> entries) {
        this.file = file;
        this.folder = folder;
        this.environment = environment;
        this.entries = entries;
    }

    /**
     * Reads a file, but none of its entries: what is wrong with one must not spoil the others.
     *
     * @param environment the variables, by name
     * @throws TargetsFileException when the file cannot be read, is no YAML, or has no {@code targets}
     */
    public static TargetsFile read(Path file, Function<String, Optional<String>> environment)
            throws TargetsFileException {
        String name = String.valueOf(file.getFileName());
        Path folder = file.toAbsolutePath().getParent();
        Reading reading = new Reading(new Environment(environment), new Secrets(), new Mistakes(name));
        Optional<Node> root = Yaml.root(name, content(name, file));
        Map<String, Value> entries = root.map(node -> entries(new Value(reading, "", Yaml.line(node), node)))
                .orElse(Map.of());
        reading.mistakes().throwIfAny();
        return new TargetsFile(name, folder, reading.environment(), entries);
    }

    /** The names of all entries, as they are written and in their order. */
    public List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /**
     * The target of this name.
     *
     * @throws TargetsFileException when there is none, or its entry has mistakes; each of them is a line of the message
     */
    public Target target(String name) throws TargetsFileException {
        Mistakes mistakes = new Mistakes(file);
        Optional<Target> target = target(name, mistakes);
        mistakes.throwIfAny();
        return target.orElseThrow(() -> new TargetsFileException(List.of(unknown(name))));
    }

    /**
     * Checks every entry.
     *
     * @throws TargetsFileException with the mistakes of all of them
     */
    public void validateAll() throws TargetsFileException {
        Mistakes mistakes = new Mistakes(file);
        entries.keySet().forEach(name -> target(name, mistakes));
        mistakes.throwIfAny();
    }

    private Optional<Target> target(String name, Mistakes mistakes) {
        return Optional.ofNullable(entries.get(name)).flatMap(entry -> {
            Value value = entry.with(new Reading(environment, new Secrets(), mistakes));
            TargetName.mistake(name).ifPresent(what -> value.mistake("'" + name + "' " + what));
            return TargetSection.read(name, value, folder);
        });
    }

    private String unknown(String name) {
        String meant = Closest.to(name, names())
                .map(each -> "; did you mean '" + each + "'?")
                .orElse("");
        String known = entries.isEmpty() ? "it has none" : "it has: " + String.join(", ", names());
        return file + ": there is no target '" + name + "'" + meant + " (" + known + ")";
    }

    private static Map<String, Value> entries(Value root) {
        return root.section()
                .flatMap(section -> section.only("targets").due("targets"))
                .filter(targets -> !targets.isNothing())
                .flatMap(Value::section)
                .map(Section::all)
                .orElse(Map.of());
    }

    static String content(String name, Path file) throws TargetsFileException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new TargetsFileException(List.of(name + ": the file is not text in UTF-8"));
        } catch (IOException e) {
            String what = Files.exists(file) ? "the file cannot be read" : "there is no such file";
            throw new TargetsFileException(List.of(name + ": " + what + ": " + file.toAbsolutePath()));
        }
    }
}
