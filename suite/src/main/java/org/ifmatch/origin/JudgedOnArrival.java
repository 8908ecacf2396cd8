package org.ifmatch.origin;

import java.io.IOException;
import java.util.Map;
import org.apache.hc.core5.http.HttpException;

/** Habits that remember what the target of a request was like when its header section arrived. */
interface JudgedOnArrival extends Habits {

    /** By the number of the request, while it is under way. */
    Map<Long, Resource> arrivals();

    @Override
    default void inTurn(Request head, Site site, Exchange.Turn exchange) throws HttpException, IOException {
        arrivals().put(head.number(), site.resource(head));
        try {
            exchange.take();
        } finally {
            arrivals().remove(head.number());
        }
    }

    default boolean heldOnArrival(Request request) {
        return ifMatch(request, arrivals().get(request.number())).orElse(false);
    }
}
