package org.ifmatch.report;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of faults that servers have with If-Match, as they are known from public bug reports. */
public enum FaultClass {
    F01("IGNORED", "the condition is never evaluated where something is written: every stale write is a lost update"),
    F02("METHOD-GAP", "the condition counts on some methods, paths or kinds of request, and not on others"),
    F03("RACE", "the condition is evaluated and the write is made in two steps, between which another writer fits"),
    F04("EFFECT", "what is answered and what is done disagree: refused and performed, or success and nothing done"),
    F05("MISSING-TARGET", "a condition on a resource that does not exist is decided wrongly"),
    F06("FAIL-OPEN", "a malformed, empty or oversized value counts as no condition at all"),
    F07("FROZEN-TAG", "the tag stays, or comes back, although the representation is another"),
    F08("STRENGTH", "weak and strong tags are told apart wrongly, or only weak ones are made"),
    F09("LIST", "a list is read wrongly: commas, blanks, several field lines, commas between quotes"),
    F10("PARTIAL", "tags are compared in part: by prefix, by substring, without case"),
    F11("WILDCARD", "* is taken for a tag, refused, or found where it is none"),
    F12("QUOTING", "tags are shown or expected in another form than the entity tag of the RFC"),
    F13("MISMATCH", "the tag that is shown is not the tag that is compared"),
    F14("NO-VALIDATOR", "a tag is missing where clients need it, or shown where it must not be"),
    F15("VARIANT", "content codings or negotiated variants share a tag, or have one that no write accepts"),
    F16("TOPOLOGY", "a proxy or one node of several breaks the exchange"),
    F17("STATUS", "a false condition is answered with another status or message than 412 has"),
    F18("CRASH", "a legal or a malformed value is answered with a server error"),
    F19("PRECEDENCE", "If-Match and the other conditions, or Range, are evaluated in the wrong order"),
    F20("CHECK-ORDER", "the condition is evaluated before or after checks that it should follow or precede"),
    F21("POLICY", "the demand for a condition (428) is made where it should not be, or not kept"),
    F22("TOMBSTONE", "a resource that was deleted and made again is taken for the old one"),
    F23("CORS", "a browser's script can neither see nor send the tag");

    private final String label;
    private final String means;

    FaultClass(String label, String means) {
        this.label = label;
        this.means = means;
    }

    /** The name in one word: "RACE". */
    public String label() {
        return label;
    }

    /** What goes wrong, in one clause. */
    public String means() {
        return means;
    }

    /** The class of this id, in capital letters or not; empty where there is none. */
    public static Optional<FaultClass> of(String id) {
        return Arrays.stream(values())
                .filter(each -> each.name().equalsIgnoreCase(id))
                .findFirst();
    }
}
