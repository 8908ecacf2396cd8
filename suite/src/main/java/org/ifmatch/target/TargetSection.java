package org.ifmatch.target;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One entry below {@code targets}. */
final class TargetSection {

    static final String[] KEYS = {
        "url",
        "dialect",
        "auth",
        "headers",
        "tls",
        "create",
        "update",
        "patch",
        "nonce",
        "settle",
        "limits",
        "capabilities",
        "probes",
        "endpoints",
        "baseline"
    };

    /** Stands in for a URL that has a mistake, so that those of the other keys are found, too. */
    private static final CollectionUrl NOWHERE = CollectionUrl.of("http://nowhere.invalid/");

    private TargetSection() {}

    /** The target of an entry; it is worth something only when the reading has no mistake. */
    static Optional<Target> read(String name, Value value, Path folder) {
        return value.section().map(section -> {
            section.only(KEYS);
            CollectionUrl url = section.due("url").flatMap(UrlValue::collection).orElse(NOWHERE);
            return read(name, section, url, value.reading().secrets(), folder);
        });
    }

    private static Target read(String name, Section section, CollectionUrl url, Secrets secrets, Path folder) {
        return new Target(
                name,
                url.url(),
                section.get("dialect").flatMap(TargetSection::dialect).orElseGet(Dialect::rfc9110),
                auth(section, url),
                headers(section, secrets),
                section.get("tls").flatMap(each -> tls(each, folder)).orElse(Tls.PLATFORM),
                section.get("create").flatMap(WriteSections::create),
                section.get("update").flatMap(WriteSections::update),
                section.get("patch").flatMap(WriteSections::patch),
                section.get("nonce").flatMap(WriteSections::nonce).orElse(new Nonce.Bytes()),
                section.get("settle").flatMap(each -> each.word(Units::wait)),
                section.get("limits").map(LimitsSection::read).orElse(Limits.DEFAULT),
                section.get("capabilities").map(CapabilitiesSection::read).orElse(Map.of()),
                section.get("probes").map(ProbesSection::read).orElse(Probes.NONE),
                section.get("endpoints").flatMap(Value::list).orElse(List.of()).stream()
                        .flatMap(each -> UrlValue.plain(each).stream())
                        .toList(),
                section.get("baseline").map(BaselineSection::read).orElse(List.of()),
                secrets.all());
    }

    private static Optional<Dialect> dialect(Value value) {
        return value.oneOf("a dialect", Dialect.names().toArray(String[]::new)).flatMap(Dialect::named);
    }

    private static Auth auth(Section section, CollectionUrl url) {
        if (section.get("auth").isPresent() && url.credentials().isPresent()) {
            section.get("auth").get().mistake("stands beside a user in 'url'; one of them is too many");
        }
        return section.get("auth")
                .flatMap(AuthSection::read)
                .or(() -> url.credentials().map(basic -> basic))
                .orElse(new Auth.None());
    }

    private static Map<String, String> headers(Section section, Secrets secrets) {
        Map<String, String> headers =
                section.get("headers").map(FieldsSection::read).orElse(Map.of());
        headers.forEach(secrets::addField);
        if (section.get("auth").isPresent() && headers.keySet().stream().anyMatch("authorization"::equalsIgnoreCase)) {
            section.get("auth").get().mistake("stands beside an Authorization in 'headers'; one of them is too many");
        }
        return headers;
    }

    private static Optional<Tls> tls(Value value, Path folder) {
        return value.section().map(section -> {
            section.only("ca", "insecure");
            Optional<Path> ca = section.get("ca").flatMap(each -> each.word(text -> certificates(folder, text)));
            return new Tls(ca, section.get("insecure").flatMap(Value::flag).orElse(false));
        });
    }

    private static Path certificates(Path folder, String text) {
        Path file = folder.resolve(text).toAbsolutePath().normalize();
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IllegalArgumentException("is not a file that can be read, seen from the folder of this one");
        }
        return file;
    }
}
