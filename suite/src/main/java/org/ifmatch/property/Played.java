package org.ifmatch.property;

import java.util.List;
import java.util.Optional;
import org.ifmatch.observe.Attempt;
import org.ifmatch.rule.Judgement;

/**
 * A program as it was played, up to the first thing that was wrong.
 *
 * @param judged the steps that said something, each with the truth of its condition and the state that it met
 * @param unsteady whether a tag moved although nobody wrote
 */
record Played(Program program, List<Done> done, Optional<Broken> broken, List<Judged> judged, boolean unsteady) {

    Played {
        done = List.copyOf(done);
        judged = List.copyOf(judged);
    }

    /** A step that said something. */
    record Judged(Step step, Evaluation.Truth truth, State state) {}

    /** What a step met. */
    enum State {
        EXISTING("existing"),
        NEVER_THERE("never there"),
        DELETED("deleted"),
        RECREATED("re-created");

        private final String words;

        State(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /**
     * Something that was wrong.
     *
     * @param rule the id of the rule that it breaks
     * @param due what should have been instead, as far as a program can see it
     */
    record Broken(String rule, Judgement judgement, Attempt attempt, Expected due, Evaluation.Truth truth) {}

    /** What should have been, as far as a request and a look after it can tell. */
    enum Expected {
        /** No success, and the resource is what it was. */
        REFUSED("to be refused, and nothing to change"),
        /** Success, and what was written is there; of a DELETE, that nothing is. */
        PERFORMED("to be performed"),
        /** 200 with the content. */
        ANSWERED("to be answered with the representation"),
        /** No content: 412. */
        NOT_ANSWERED("to be answered 412"),
        /** 304. */
        NOT_MODIFIED("to be answered 304"),
        /** 200 with the whole content, or 206 with a part. */
        WHOLE_OR_PART("to be answered 200 or 206"),
        /** 416, or 200 with the whole content. */
        WHOLE_OR_416("to be answered 416 or 200"),
        /** 200 with the whole content, and not 206. */
        WHOLE("to be answered with the whole representation"),
        /** No resource is there, and none is made. */
        NOT_CREATED("not to create anything"),
        /** The same refusal as without a condition: 404 or 410. */
        ABSENT("to be answered 404 or 410, as without a condition"),
        /** Anything but a server error. */
        NO_SERVER_ERROR("to be answered without a server error"),
        /** A tag that was not seen with other content before. */
        ANOTHER_TAG("to show another tag than before"),
        /** The tag that it showed before. */
        SAME_TAG("to leave the tag as it was"),
        /** The Content-Type that it showed before. */
        SAME_TYPE("to leave the Content-Type as it was"),
        /** The tag in the answer is the one that a GET shows. */
        TRUE_TAG("to carry the tag that a GET shows"),
        /** Every resource is later what it was after its last request. */
        UNCHANGED_LATER("to leave everything as it was");

        private final String words;

        Expected(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
