package org.ifmatch.observe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Request;

/**
 * Whether anything that was refused shows all the same, over all exchanges of a run: every write carries a nonce of its own, so
 * that a GET which shows the nonce of a refused write proves that it was performed. It is bounded: of very many refusals, and of
 * very large ones, the rest is not followed.
 */
final class Refusals {

    /** Refused writes that are followed; a run of all rules makes a tenth of them. */
    private static final int MOST = 20_000;
    /** Octets of content above which a write is not followed here: what it does is looked at where it is made. */
    private static final int LARGEST = 64 * 1024;
    /** GETs that are remembered, for a refusal that is told of after its content was seen. */
    private static final int MOST_SEEN = 2_000;
    /** Examples that are kept. */
    private static final int EXAMPLES = 5;
    /** Refusals that may have another cause next time, or say that nobody knows what was done. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private final Function<Exchange, Ledger.Told> telling;

    /** @param telling what brought an exchange about, as far as that is still known */
    Refusals(Function<Exchange, Ledger.Told> telling) {
        this.telling = telling;
    }

    private static final class Refused {
        private final Exchange exchange;
        private boolean seenWithout;

        Refused(Exchange exchange) {
            this.exchange = exchange;
        }
    }

    private final Map<String, Refused> refused = new LinkedHashMap<>();
    private final Map<String, List<Refused>> open = new LinkedHashMap<>();
    /** What was sent with other fortune: a nonce that was accepted once may show for ever. */
    private final Set<String> otherwise = new HashSet<>();

    private final Map<String, Exchange> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Exchange> eldest) {
            return size() > MOST_SEEN;
        }
    };
    private final Map<String, Ledger.Shown> shown = new LinkedHashMap<>();
    private long followed;

    void add(Exchange exchange) {
        Request request = exchange.request();
        if (request.content().length > 0) {
            written(exchange);
        }
        boolean readable = request.method().equals("GET") && exchange.status() == 200;
        if (readable && exchange.response().orElseThrow().content().length <= LARGEST) {
            read(exchange);
        }
    }

    /** A write of which nobody knows what it was answered: it may have been performed. */
    void addWithoutAnswer(Exchange exchange) {
        otherwise.addAll(Names.noncesIn(exchange.request().content()));
    }

    private void written(Exchange exchange) {
        if (exchange.request().content().length > LARGEST) {
            return;
        }
        Collection<String> nonces =
                new HashSet<>(Names.noncesIn(exchange.request().content()));
        if (!isRefusal(exchange)) {
            otherwise.addAll(nonces);
            return;
        }
        followed++;
        if (refused.size() >= MOST) {
            return;
        }
        Refused one = new Refused(exchange);
        open.computeIfAbsent(url(exchange), u -> new ArrayList<>()).add(one);
        for (String nonce : nonces) {
            refused.put(nonce, one);
            if (seen.containsKey(nonce)) {
                shows(nonce, one, seen.get(nonce));
            }
        }
    }

    private static boolean isRefusal(Exchange exchange) {
        int status = exchange.status();
        boolean ofConditions = status == 412 || status == 428;
        boolean conditional = exchange.request().field("If-Match").isPresent();
        return ofConditions || conditional && status >= 400 && status < 500 && !PASSING.contains(status);
    }

    private void read(Exchange get) {
        List<String> nonces = Names.noncesIn(get.response().orElseThrow().content());
        for (String nonce : nonces) {
            seen.put(nonce, get);
            if (refused.containsKey(nonce)) {
                shows(nonce, refused.get(nonce), get);
            }
        }
        List<Refused> checked = open.remove(url(get));
        if (checked != null) {
            checked.forEach(each -> each.seenWithout = true);
        }
    }

    private void shows(String nonce, Refused one, Exchange get) {
        if (shown.size() < EXAMPLES && !shown.containsKey(nonce)) {
            shown.put(nonce, new Ledger.Shown(telling.apply(one.exchange), get, one.seenWithout));
        }
    }

    private static String url(Exchange exchange) {
        return exchange.request().url().toString();
    }

    /** What was refused, and no other time sent, and shows. */
    List<Ledger.Shown> shown() {
        return shown.entrySet().stream()
                .filter(e -> !otherwise.contains(e.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    long followed() {
        return followed;
    }
}
