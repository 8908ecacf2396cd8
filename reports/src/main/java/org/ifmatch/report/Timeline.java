package org.ifmatch.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Evidence of a race: what several clients did at once in the round concerned, and the few operations that contradict each
 * other.
 *
 * @param sentences the contradiction, a sentence a step: "A read v7 after B's v8 had been acknowledged"
 * @param operations all operations of the round, by call
 * @param versions the chain of versions, in the order in which each replaced the one before
 */
public record Timeline(List<String> sentences, List<Operation> operations, List<Version> versions) implements Evidence {

    public Timeline {
        sentences = List.copyOf(sentences);
        operations = List.copyOf(operations);
        versions = List.copyOf(versions);
    }

    /** What an operation has to do with the contradiction. */
    public enum Part {
        /** It happened in the same round. */
        CONTEXT,
        /** It is one of the few that contradict each other. */
        CONTRADICTION,
        /** It is the one that has no place in any order. */
        IMPOSSIBLE
    }

    /**
     * One request of the round and its answer.
     *
     * @param id the number by which sentences and versions name it
     * @param lane the client, as a reader sees it: "A", "B"
     * @param asked the request in short: {@code PUT If-Match "e1"}
     * @param answered the answer in short: {@code 204 "e2"}; why there is none where there is none
     * @param calledNanos when its last octet was sent, in nanoseconds since the round began
     * @param returnedNanos when its answer was there; empty where the outcome is unknown
     * @param request the octets sent, as in {@link ShownExchange}
     * @param answer the octets received
     */
    public record Operation(
            int id,
            String lane,
            String asked,
            String answered,
            long calledNanos,
            Optional<Long> returnedNanos,
            Part part,
            String request,
            String answer) {

        public Operation {
            Objects.requireNonNull(lane, "lane");
            Objects.requireNonNull(asked, "asked");
            Objects.requireNonNull(answered, "answered");
            Objects.requireNonNull(returnedNanos, "returnedNanos");
            Objects.requireNonNull(part, "part");
            Objects.requireNonNull(request, "request");
            Objects.requireNonNull(answer, "answer");
        }
    }

    /**
     * One state of the resource.
     *
     * @param name what sentences call it: "v8"; "absent" where there was no representation
     * @param tag its entity tag, where it is known
     * @param writer the operation that made it; empty for the state before the round
     * @param fromNanos the earliest instant at which it may have been current, since the round began
     * @param toNanos the latest; empty for the last state
     */
    public record Version(
            String name, Optional<String> tag, Optional<Integer> writer, long fromNanos, Optional<Long> toNanos) {

        public Version {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(tag, "tag");
            Objects.requireNonNull(writer, "writer");
            Objects.requireNonNull(toNanos, "toNanos");
        }
    }
}
