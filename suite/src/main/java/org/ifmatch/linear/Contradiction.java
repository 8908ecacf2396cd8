package org.ifmatch.linear;

import java.util.List;
import java.util.OptionalInt;

/**
 * The few operations of a history that contradict each other.
 *
 * @param operations their places in the history, in order of their call
 * @param links writes between them that say which version replaced which; of these nothing counts but that they happened
 * @param impossible the one among the operations that has no place after the others
 * @param sentences the contradiction, a sentence a step
 */
public record Contradiction(
        Kind kind,
        Basis basis,
        List<Integer> operations,
        List<Integer> links,
        OptionalInt impossible,
        List<String> sentences)
        implements Linearity {

    public Contradiction {
        operations = List.copyOf(operations);
        links = List.copyOf(links);
        sentences = List.copyOf(sentences);
    }

    /** What is wrong. */
    public enum Kind {
        FORK("two writes replaced the same version"),
        PHANTOM_PREDECESSOR("a write was accepted with a tag that never was current"),
        WEAK_MATCH("a write was accepted with a weak tag"),
        BOTH_CONDITIONS("a write was accepted though its conditions exclude each other"),
        PHANTOM_READ("a version was read that no write made"),
        READ_BEFORE_WRITE("a version was read before it was sent"),
        CYCLE("versions replaced each other in a circle"),
        STALE_READ("an old version was read"),
        STALE_WRITE("a write replaced a version that was gone"),
        LOST_WRITE("an acknowledged write was never seen, and the version before it came back"),
        RESURRECTION("what was deleted came back"),
        SPURIOUS_412("412 was answered while the condition was true"),
        FALSE_ABSENCE("the resource was said to be absent while it existed"),
        TAG_REUSE("one strong tag names two versions"),
        CHAIN_CONFLICT("each of two runs of versions must precede the other"),
        NO_ORDER("no order of the operations is legal");

        private final String says;

        Kind(String says) {
            this.says = says;
        }

        public String says() {
            return says;
        }
    }

    /** What the contradiction rests on besides its operations and links. */
    public enum Basis {
        /** Nothing. */
        ALONE,
        /** The state before the first call. */
        START,
        /** That nothing but the writes of this history changed the resource, and none of them before it was sent. */
        ALL_WRITES
    }
}
