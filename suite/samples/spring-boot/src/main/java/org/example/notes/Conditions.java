package org.example.notes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** If-Match and If-None-Match of a request (RFC 9110 §13.1.1, §13.1.2), in the order of §13.2.2. */
record Conditions(Optional<String> ifMatch, Optional<String> ifNoneMatch) {

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*\"");
    private static final Pattern LIST =
            Pattern.compile("[ \\t,]*(?:" + TAG + "[ \\t]*(?:,[ \\t,]*" + TAG + "[ \\t]*)*[ \\t,]*)?");

    static Conditions of(HttpHeaders headers) {
        return new Conditions(joined(headers, "If-Match"), joined(headers, "If-None-Match"));
    }

    /** Several field lines are one list. */
    private static Optional<String> joined(HttpHeaders headers, String name) {
        List<String> lines = headers.get(name);
        return lines == null ? Optional.empty() : Optional.of(String.join(", ", lines).strip());
    }

    /** What to answer because of the conditions; empty to go on. */
    Optional<HttpStatus> refusal(Optional<String> current, HttpStatus whenUnchanged) {
        if (ifMatch.isPresent()) {
            if (isMalformed(ifMatch.get())) {
                return Optional.of(HttpStatus.BAD_REQUEST);
            }
            boolean star = ifMatch.get().equals("*");
            boolean holds = current.isPresent() && (star || tags(ifMatch.get()).contains(current.get()));
            if (!holds) {
                return Optional.of(HttpStatus.PRECONDITION_FAILED);
            }
        }
        if (ifNoneMatch.isPresent()) {
            if (isMalformed(ifNoneMatch.get())) {
                return Optional.of(HttpStatus.BAD_REQUEST);
            }
            boolean star = ifNoneMatch.get().equals("*");
            boolean same = current.isPresent()
                    && (star
                            || tags(ifNoneMatch.get()).stream()
                                    .anyMatch(tag -> tag.equals(current.get()) || tag.equals("W/" + current.get())));
            if (same) {
                return Optional.of(whenUnchanged);
            }
        }
        return Optional.empty();
    }

    private static boolean isMalformed(String value) {
        return !value.equals("*") && !LIST.matcher(value).matches();
    }

    private static List<String> tags(String list) {
        List<String> tags = new ArrayList<>();
        Matcher each = TAG.matcher(list);
        while (each.find()) {
            tags.add(each.group());
        }
        return tags;
    }
}
