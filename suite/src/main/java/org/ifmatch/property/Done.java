package org.ifmatch.property;

import java.util.List;
import java.util.Optional;
import org.ifmatch.http.Exchange;
import org.ifmatch.observe.Attempt;
import org.ifmatch.property.Piece.TagName;

/**
 * A request of a program as it was made.
 *
 * @param note the resource that it went to
 * @param says what it was, in words
 * @param step what it was made from; empty where it made a resource
 * @param lines its conditional fields, by pieces
 * @param exchange the request and its answer
 * @param attempt the same with the looks around it; empty where it made a resource
 * @param shows the tag that the resource shows after it
 * @param provided whether it only brought the resource to where the next step needs it
 */
record Done(
        int note,
        String says,
        Optional<Step> step,
        List<Step.Line> lines,
        Exchange exchange,
        Optional<Attempt> attempt,
        Optional<TagName> shows,
        boolean provided) {

    Done {
        lines = List.copyOf(lines);
    }

    boolean made() {
        return step.isEmpty();
    }
}
