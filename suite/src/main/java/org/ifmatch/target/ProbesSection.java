package org.ifmatch.target;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** {@code probes}: what the suite cannot find out without a hint. */
final class ProbesSection {

    private ProbesSection() {}

    static Probes read(Value value) {
        return value.section().map(ProbesSection::of).orElse(Probes.NONE);
    }

    private static Probes of(Section section) {
        section.only("unauthorised", "forbidden", "read-only", "redirect", "variants", "counter", "restart");
        return new Probes(
                section.get("unauthorised")
                        .flatMap(Value::section)
                        .flatMap(each -> each.only("headers").due("headers"))
                        .map(FieldsSection::read),
                url(section, "forbidden"),
                url(section, "read-only"),
                url(section, "redirect"),
                section.get("variants").flatMap(ProbesSection::variants),
                section.get("counter")
                        .flatMap(Value::section)
                        .flatMap(each -> each.only("json").due("json"))
                        .flatMap(each -> each.word(Words::jsonPointer)),
                section.get("restart").flatMap(each -> each.text(ProbesSection::command)));
    }

    private static Optional<URI> url(Section section, String key) {
        return section.get(key).flatMap(UrlValue::plain);
    }

    private static Optional<List<String>> variants(Value value) {
        return value.list().map(items -> {
            if (items.size() < 2) {
                value.mistake("needs two media types or more");
            }
            return items.stream()
                    .flatMap(item -> item.word(Words::mediaType).stream())
                    .toList();
        });
    }

    private static String command(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("is empty; a command for the shell is due");
        }
        return text;
    }
}
