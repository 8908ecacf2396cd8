package org.ifmatch.target;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** {@code create}, {@code update}, {@code patch} and {@code nonce}: how a write is made and recognised. */
final class WriteSections {

    private WriteSections() {}

    static Optional<Create> create(Value value) {
        return value.section().map(section -> {
            section.only("method", "type", "body", "name", "headers");
            String method = section.get("method")
                    .flatMap(each -> each.oneOf("a method that creates", "PUT", "POST"))
                    .orElse("PUT");
            if (method.equals("POST")) {
                section.get("name")
                        .ifPresent(name -> name.mistake("has no use with POST: the server chooses the name"));
            }
            String type = type(section).orElse("text/plain");
            if (!section.get("body").isPresent() && !takesAnyText(type)) {
                section.mistake("'body' is missing: one that is " + type + " and holds {{nonce}}");
            }
            return new Create(
                    method,
                    type,
                    body(section).orElse("{{nonce}}"),
                    section.get("name").flatMap(name -> name.text(Words::resourceName)),
                    fields(section));
        });
    }

    static Optional<Update> update(Value value) {
        return value.section().map(section -> {
            section.only("method", "type", "body", "headers");
            String method = section.get("method")
                    .flatMap(each -> each.oneOf("a method that updates", "PUT", "PATCH", "POST"))
                    .orElse("PUT");
            return new Update(method, type(section), body(section), fields(section));
        });
    }

    static Optional<Patch> patch(Value value) {
        return value.section().flatMap(section -> {
            section.only("type", "body");
            Optional<String> type = section.due("type").flatMap(each -> each.word(Words::mediaType));
            Optional<String> body = section.due("body").flatMap(each -> each.text(Words::body));
            return type.flatMap(known -> body.map(template -> new Patch(known, template)));
        });
    }

    static Optional<Nonce> nonce(Value value) {
        return value.section().flatMap(section -> {
            section.only("json", "pattern");
            if (section.all().size() != 1) {
                section.mistake("needs exactly one of: json, pattern");
            }
            Optional<Nonce> json = section.get("json")
                    .flatMap(each -> each.word(Words::jsonPointer).map(Nonce.JsonPointer::new));
            return json.or(() -> section.get("pattern")
                    .flatMap(each -> each.word(WriteSections::pattern).map(Nonce.Pattern::new)));
        });
    }

    private static Pattern pattern(String text) {
        try {
            Pattern pattern = Pattern.compile(text);
            if (pattern.matcher("").groupCount() == 1) {
                return pattern;
            }
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("is not a regular expression: " + e.getDescription(), e);
        }
        throw new IllegalArgumentException("needs exactly one group, which finds the nonce, such as SUMMARY:(\\S+)");
    }

    /** Whether a bare nonce is content of this media type. */
    private static boolean takesAnyText(String type) {
        return type.startsWith("text/") || type.startsWith("application/octet-stream");
    }

    private static Optional<String> type(Section section) {
        return section.get("type").flatMap(each -> each.word(Words::mediaType));
    }

    private static Optional<String> body(Section section) {
        return section.get("body").flatMap(each -> each.text(Words::body));
    }

    private static Map<String, String> fields(Section section) {
        return section.get("headers").map(FieldsSection::templates).orElse(Map.of());
    }
}
