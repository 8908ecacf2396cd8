package org.ifmatch.observe;

import java.util.List;
import org.ifmatch.http.Exchange;

/** What a scenario needs could not be had from the target; the rules that wait for it are inconclusive, with this sentence. */
public final class Unobtainable extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Exchange> exchanges;

    public Unobtainable(String says, Exchange... exchanges) {
        super(says);
        this.exchanges = List.of(exchanges);
    }

    public List<Exchange> exchanges() {
        return exchanges;
    }
}
