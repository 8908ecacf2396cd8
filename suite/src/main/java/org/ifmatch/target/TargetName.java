package org.ifmatch.target;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a target of the user's may be called: it names a folder, and none of the built-in origins. */
public final class TargetName {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]*");
    private static final Set<String> RESERVED = Set.of("reference", "all");

    private TargetName() {}

    /** What is wrong with a name, as the rest of a sentence that starts with it. */
    public static Optional<String> mistake(String name) {
        if (RESERVED.contains(name) || name.startsWith("fault:") || name.startsWith("odd:")) {
            return Optional.of("is reserved; so are 'reference', 'all', and what starts with 'fault:' or 'odd:'");
        }
        if (!NAME.matcher(name).matches()) {
            return Optional.of(
                    "is not a name of a target; allowed: a-z, 0-9, and behind the first of them '.', '_' and '-'");
        }
        return Optional.empty();
    }
}
