package org.ifmatch.rule;

import static org.ifmatch.observe.Need.EMPTY_CONTENT;
import static org.ifmatch.observe.Need.PUT_UPDATE;
import static org.ifmatch.observe.Need.STRONG_TAG;
import static org.ifmatch.observe.Scenario.scenario;
import static org.ifmatch.rule.Conditions.ifMatch;
import static org.ifmatch.rule.Oracles.ACCEPTED;
import static org.ifmatch.rule.Oracles.REJECTED;
import static org.ifmatch.rule.Rule.rule;

import java.util.Optional;
import org.ifmatch.observe.Content;
import org.ifmatch.observe.Resource;
import org.ifmatch.observe.Scenario;

/** RFC 9112: conditions on messages of unusual sizes. What needs a connection of several requests is not here yet. */
public final class Messages {

    private static final Content EMPTY = new Content("text/plain", new byte[0], "");
    private static final int TEN_MIB = 10 * 1024 * 1024;

    static final Scenario EMPTY_STALE = scenario("a PUT of no octets with a replaced tag", lab -> {
        Resource note = lab.resource();
        String old = note.tag();
        note.overwrite();
        return note.put(r -> Optional.of(EMPTY), ifMatch(old));
    });

    static final Scenario EMPTY_CURRENT = scenario("a PUT of no octets with the current tag", lab -> {
        Resource note = lab.resource();
        return note.put(r -> Optional.of(EMPTY), ifMatch(note.tag()));
    });

    static final Scenario LARGE_STALE = scenario("a PUT of 10 MiB with a replaced tag", lab -> {
        Resource note = lab.resource();
        String old = note.tag();
        note.overwrite();
        return note.put(r -> Optional.of(lab.large(r, TEN_MIB)), ifMatch(old));
    });

    public static final Rule ZERO_LENGTH = rule("wire/zero-length")
            .says("A PUT of no octets is judged by its condition like any other.")
            .needs(PUT_UPDATE, STRONG_TAG, EMPTY_CONTENT)
            .restsOn("stale-tag/put-rejected", "current-tag/put")
            .on(EMPTY_STALE)
            .judge(REJECTED)
            .on(EMPTY_CURRENT)
            .judge(ACCEPTED);

    public static final Rule LARGE = rule("wire/large-stale")
            .says("A large PUT with a stale tag is not performed.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("stale-tag/put-rejected")
            .on(LARGE_STALE)
            .judge(REJECTED);

    private Messages() {}
}
