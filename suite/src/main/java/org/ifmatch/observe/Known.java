package org.ifmatch.observe;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ifmatch.target.Create;
import org.ifmatch.target.Patch;
import org.ifmatch.target.Target;
import org.ifmatch.target.Update;

/**
 * What is known about a target before any rule is examined: what the targets file says, and what discovery found.
 *
 * @param create how a resource is made
 * @param update how its state is replaced
 * @param patch how a part of it is changed, if it can be
 * @param strength of the tags that GET shows once they rest
 * @param settle how long after a write a tag is not yet what it will be
 * @param verbatim whether GET shows the octets that were written
 * @param facts all of it by name, as the results show it: Booleans, words and lists of words
 */
public record Known(
        Target target,
        Create create,
        Update update,
        Optional<Patch> patch,
        Strength strength,
        Duration settle,
        boolean verbatim,
        Map<String, Object> facts) {

    /** What kind of entity tags a target shows. */
    public enum Strength {
        STRONG,
        WEAK,
        NONE
    }

    public Known {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** The same with one more fact, or another value of it. */
    Known with(String fact, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(facts);
        more.put(fact, value);
        return new Known(target, create, update, patch, strength, settle, verbatim, more);
    }

    /** Whether the target has this capability of catalogue §0.1. */
    public boolean can(String capability) {
        Object value = facts.get(capability);
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value instanceof List<?> words) {
            return !words.isEmpty();
        }
        return value instanceof String word && !word.equals("none");
    }
}
