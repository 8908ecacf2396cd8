package org.ifmatch.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts variables of the environment into text: <code>${NAME}</code> is replaced, <code>$${</code> stands for
 * <code>${</code>.
 */
record Environment(Function<String, Optional<String>> variables) {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)}?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Text in which variables were replaced, and where their values stand in it. */
    record Expanded(String text, List<Span> spans) {

        /** The values that came out of the environment. */
        List<String> values() {
            return spans.stream()
                    .map(span -> text.substring(span.start(), span.end()))
                    .toList();
        }
    }

    /** From the first character of a value to the one behind it. */
    record Span(int start, int end) {}

    /**
     * Replaces all references.
     *
     * @throws IllegalArgumentException with a sentence that names the variable which is missing, or the reference that
     *     is none
     */
    Expanded expand(String raw) {
        StringBuilder text = new StringBuilder();
        List<Span> spans = new ArrayList<>();
        Matcher reference = REFERENCE.matcher(raw);
        int done = 0;
        while (reference.find()) {
            text.append(raw, done, reference.start());
            done = reference.end();
            if (reference.group().equals("$${")) {
                text.append("${");
            } else {
                int start = text.length();
                text.append(value(reference));
                spans.add(new Span(start, text.length()));
            }
        }
        return new Expanded(text.append(raw.substring(done)).toString(), List.copyOf(spans));
    }

    private String value(Matcher reference) {
        String name = reference.group(1);
        if (!reference.group().endsWith("}") || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "holds a '${' without the name of an environment variable and a '}' behind"
                            + " it; a name has letters, digits and '_'; '$${' stands for the characters themselves");
        }
        return variables
                .apply(name)
                .orElseThrow(() -> new IllegalArgumentException("the environment variable " + name + " is not set"));
    }
}
