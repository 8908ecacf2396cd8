package org.ifmatch.target;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** {@code headers}: names and values of fields that go into requests. */
final class FieldsSection {

    /** What the suite writes itself, or what would change the question that a rule asks. */
    private static final Set<String> RESERVED = Set.of(
            "accept-encoding",
            "connection",
            "content-length",
            "content-type",
            "expect",
            "host",
            "if-match",
            "if-modified-since",
            "if-none-match",
            "if-range",
            "if-unmodified-since",
            "range",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent");

    private FieldsSection() {}

    /** Fields as they stand there. */
    static Map<String, String> read(Value value) {
        return read(value, UnaryOperator.identity());
    }

    /** Fields whose values are templates. */
    static Map<String, String> templates(Value value) {
        return read(value, text -> new Template(text).text());
    }

    private static Map<String, String> read(Value whole, UnaryOperator<String> check) {
        Map<String, String> fields = new LinkedHashMap<>();
        Map<String, String> seen = new LinkedHashMap<>();
        whole.section()
                .ifPresent(section -> section.all().forEach((name, value) -> {
                    String known = name.toLowerCase(Locale.ROOT);
                    // A name that is none may be a whole field with a secret in it, so it is not shown.
                    if (!Words.isFieldName(name)) {
                        whole.mistake("has a field name that is not a token (RFC 9110 §5.1)");
                    } else if (RESERVED.contains(known)) {
                        value.mistake("is a field that the suite writes itself");
                    } else if (seen.putIfAbsent(known, name) != null) {
                        value.mistake("is the same field as '" + seen.get(known) + "'");
                    } else {
                        value.text(text -> check.apply(Words.fieldValue(text)))
                                .ifPresent(text -> fields.put(name, text));
                    }
                }));
        return fields;
    }
}
