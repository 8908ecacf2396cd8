package org.ifmatch.property;

import java.util.Arrays;
import java.util.List;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Need;
import org.ifmatch.property.Step.Verb;

/** The methods that a target has. */
final class Capable {

    private Capable() {}

    static boolean of(Known known, Verb verb) {
        return switch (verb) {
            case PUT -> Need.PUT_UPDATE.isMetBy(known);
            case PATCH -> Need.PATCH.isMetBy(known);
            case DELETE -> Need.DELETE.isMetBy(known);
            case POST -> Need.POST_MUTATE.isMetBy(known);
            case GET, HEAD -> true;
        };
    }

    static List<Verb> verbs(Known known) {
        return Arrays.stream(Verb.values()).filter(v -> of(known, v)).toList();
    }

    /** Whether what was deleted can be put again. */
    static boolean recreates(Known known) {
        return Need.PUT_CREATE.isMetBy(known) && Need.DELETE.isMetBy(known);
    }
}
