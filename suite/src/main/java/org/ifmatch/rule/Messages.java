package org.ifmatch.rule;

import static org.ifmatch.observe.Need.DELETE;
import static org.ifmatch.observe.Need.EMPTY_CONTENT;
import static org.ifmatch.observe.Need.PATCH;
import static org.ifmatch.observe.Need.PUT_UPDATE;
import static org.ifmatch.observe.Need.STRONG_TAG;
import static org.ifmatch.observe.Scenario.scenario;
import static org.ifmatch.rule.Conditions.ifMatch;
import static org.ifmatch.rule.Conditions.send;
import static org.ifmatch.rule.Oracles.ACCEPTED;
import static org.ifmatch.rule.Oracles.READ_REFUSED;
import static org.ifmatch.rule.Oracles.REJECTED;
import static org.ifmatch.rule.Rule.rule;

import java.util.Optional;
import org.ifmatch.observe.Content;
import org.ifmatch.observe.Lab;
import org.ifmatch.observe.Manner;
import org.ifmatch.observe.Resource;
import org.ifmatch.observe.Scenario;
import org.ifmatch.observe.Writer;

/** RFC 9112 §6, §7: a condition counts however its message is framed, how long it is, and in every version of HTTP/1. */
public final class Messages {

    private static final Content EMPTY = new Content("text/plain", new byte[0], "");
    private static final int TEN_MIB = 10 * 1024 * 1024;
    private static final int TWO_MIB = 2 * 1024 * 1024;

    private static Writer content(int octets) {
        return r -> Optional.of(r.largeContent(octets));
    }

    private static final Writer NONE = r -> Optional.of(EMPTY);

    /** A resource whose first tag was replaced, and that tag. */
    private record Replaced(Resource note, String old) {
        static Replaced in(Lab lab) {
            Resource note = lab.resource();
            String old = note.strongTag().toString();
            return new Replaced(note.overwrite(), old);
        }
    }

    private static Scenario stale(String what, Manner manner, Writer writer) {
        return scenario("a PUT " + what + " with a replaced tag", lab -> {
            Replaced replaced = Replaced.in(lab);
            return replaced.note().by(manner).put(writer, ifMatch(replaced.old()));
        });
    }

    private static Scenario stale(String method, String what, Manner manner) {
        return scenario("a " + method + " " + what + " with a replaced tag", lab -> {
            Replaced replaced = Replaced.in(lab);
            return send(replaced.note().by(manner), method, ifMatch(replaced.old()));
        });
    }

    private static Scenario current(String what, Manner manner, Writer writer) {
        return scenario("a PUT " + what + " with the current tag", lab -> {
            Resource note = lab.resource();
            return note.by(manner).put(writer, ifMatch(note.strongTag()));
        });
    }

    static final Scenario EMPTY_STALE = scenario("a PUT of no octets with a replaced tag", lab -> {
        Replaced replaced = Replaced.in(lab);
        return replaced.note().put(NONE, ifMatch(replaced.old()));
    });

    static final Scenario EMPTY_CURRENT = scenario("a PUT of no octets with the current tag", lab -> {
        Resource note = lab.resource();
        return note.put(NONE, ifMatch(note.tag()));
    });

    static final Scenario LARGE_STALE = scenario("a PUT of 10 MiB with a replaced tag", lab -> {
        Replaced replaced = Replaced.in(lab);
        return replaced.note().put(content(TEN_MIB), ifMatch(replaced.old()));
    });

    static final Scenario CHUNKED_STALE = stale("in chunks", Manners.CHUNKED, content(0));

    public static final Rule ZERO_LENGTH = rule("wire/zero-length")
            .says("A PUT of no octets is judged by its condition like any other.")
            .needs(PUT_UPDATE, STRONG_TAG, EMPTY_CONTENT)
            .restsOn("stale-tag/put-rejected", "current-tag/put", "wire/chunked-stale")
            .on(EMPTY_STALE)
            .judge(REJECTED)
            .on(EMPTY_CURRENT)
            .judge(ACCEPTED)
            .on(stale("of no octets, in no chunks", Manners.CHUNKED, NONE))
            .judge(REJECTED);

    public static final Rule LARGE = rule("wire/large-stale")
            .says("A large PUT with a stale tag is not performed.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("stale-tag/put-rejected")
            .on(LARGE_STALE)
            .judge(REJECTED);

    public static final Rule CHUNKED = rule("wire/chunked-stale")
            .says("A request whose content is chunked is not performed when its tag is stale.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("stale-tag/put-rejected", "stale-tag/patch-rejected", "wire/large-stale")
            .on(CHUNKED_STALE, stale("of 2 MiB in chunks", Manners.LARGE_CHUNKS, content(TWO_MIB)))
            .judge(REJECTED)
            .on(stale("PATCH", "in chunks", Manners.CHUNKED).needing(PATCH))
            .judge(REJECTED);

    public static final Rule CHUNKED_CURRENT = rule("wire/chunked-current")
            .says("A request whose content is chunked is performed when its tag is current.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("current-tag/put")
            .on(current("in chunks", Manners.CHUNKED, content(0)))
            .judge(ACCEPTED);

    public static final Rule HTTP10 = rule("wire/http10")
            .says("If-Match means in HTTP/1.0 what it means in HTTP/1.1.")
            .needs(PUT_UPDATE, STRONG_TAG)
            .restsOn("stale-tag/put-rejected", "stale-tag/delete-rejected", "stale-tag/get-412")
            .on(stale("PUT", "of HTTP/1.0", Manners.HTTP10))
            .judge(REJECTED)
            .on(stale("DELETE", "of HTTP/1.0", Manners.HTTP10).needing(DELETE))
            .judge(REJECTED)
            .on(stale("GET", "of HTTP/1.0", Manners.HTTP10))
            .judge(READ_REFUSED);

    private Messages() {}
}
