package org.ifmatch.http;

import java.util.List;

/**
 * What came of requests that were released together.
 *
 * @param exchanges one for each request, in the order in which they were given; {@code times().sent()} is just before their
 *     last octets went out, {@code times().ended()} when their answer was seen to be complete
 * @param pairs how many pairs of requests there were
 * @param overlapping how many of them were surely under way at the same time
 */
public record Salvo(List<Exchange> exchanges, int pairs, int overlapping) {

    public Salvo {
        exchanges = List.copyOf(exchanges);
    }
}
