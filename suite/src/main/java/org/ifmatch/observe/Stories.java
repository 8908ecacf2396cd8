package org.ifmatch.observe;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ifmatch.http.EntityTag;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Field;
import org.ifmatch.http.Response;

/**
 * What brought each resource of a run to where it is, so that an exchange which the ledger shows can be made again by hand. It is
 * bounded: of a resource with very many exchanges, or with a part that cannot be told, nothing is told.
 */
final class Stories {

    /** Exchanges of one resource that are told; nobody follows longer ones. */
    private static final int LONGEST = 40;
    /** Octets of one exchange, both ways. */
    private static final int LARGEST = 16 * 1024;
    /** Octets of all that is held; the resource that was longest left alone goes first. */
    private static final long MOST_HELD = 16 << 20;

    private static final class Story {
        private final List<Exchange> exchanges = new ArrayList<>();
        private boolean told = true;
        private long held;

        void give(Exchange exchange) {
            exchanges.add(exchange);
            held += size(exchange);
        }

        void giveUp() {
            told = false;
            exchanges.clear();
            held = 0;
        }

        /** What was there before the run came, such as the collection, is there the next time too. */
        boolean wasThere() {
            return exchanges.isEmpty()
                    || isRead(exchanges.get(0)) && exchanges.get(0).succeeded();
        }
    }

    private final Map<String, Story> stories = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<String> there = new HashSet<>();
    private long held;

    void add(Exchange exchange) {
        String subject = subject(exchange);
        if (there.contains(subject)) {
            return;
        }
        Story story = stories.computeIfAbsent(subject, url -> new Story());
        if (!story.told) {
            return;
        }
        held -= story.held;
        boolean tooMuch = size(exchange) > LARGEST || story.exchanges.size() == LONGEST;
        if (tooMuch && story.wasThere()) {
            there.add(subject);
            stories.remove(subject);
            return;
        }
        if (tooMuch) {
            story.giveUp();
        } else {
            story.give(exchange);
        }
        held += story.held;
        Iterator<Story> eldest = stories.values().iterator();
        while (held > MOST_HELD && eldest.hasNext()) {
            Story old = eldest.next();
            held -= old.held;
            old.giveUp();
        }
    }

    /** What was said in parts on a connection in hand is no line of curl, and nothing after it can be told by such lines. */
    void cannotTell(Exchange spoken) {
        Story story = stories.computeIfAbsent(subject(spoken), url -> new Story());
        held -= story.held;
        story.giveUp();
    }

    /**
     * Everything that has to be done to see this exchange again, itself the last; nothing where that is not known.
     *
     * @param needed looks that are a part of what is shown, besides those that tell a tag which is named later
     */
    List<Exchange> of(Exchange last, List<Exchange> needed) {
        Optional<List<Exchange>> own = upTo(subject(last), last);
        if (own.isEmpty()) {
            return List.of();
        }
        List<Exchange> all = new ArrayList<>(foreign(last, own.get()));
        all.addAll(own.get());
        List<Exchange> told = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Exchange each = all.get(i);
            List<Exchange> later = all.subList(i + 1, all.size());
            if (each == last || needed.contains(each) || !isPlainLook(each) || isNamedIn(later, each)) {
                told.add(each);
            }
        }
        return told;
    }

    private Optional<List<Exchange>> upTo(String subject, Exchange last) {
        if (there.contains(subject)) {
            return Optional.of(List.of(last));
        }
        Story story = stories.get(subject);
        if (story == null || !story.told) {
            return Optional.empty();
        }
        if (story.wasThere() && isRead(last)) {
            return Optional.of(List.of(last));
        }
        List<Exchange> before = story.exchanges.stream()
                .filter(e -> e != last && e.times().begun() <= last.times().begun())
                .sorted(Comparator.comparingLong(e -> e.times().begun()))
                .toList();
        return Optional.of(Stream.concat(before.stream(), Stream.of(last)).toList());
    }

    /** How the tag came about that a request names and that was never its own resource's. */
    private List<Exchange> foreign(Exchange last, List<Exchange> own) {
        boolean ours = own.stream().anyMatch(e -> e != last && isNamedIn(List.of(last), e));
        if (ours || conditions(last).noneMatch(f -> f.value().contains("\""))) {
            return List.of();
        }
        return new ArrayList<>(stories.keySet())
                .stream()
                        .filter(url -> !url.equals(subject(last)))
                        .map(stories::get)
                        .filter(story -> story.told)
                        .map(story -> toldBy(story, last))
                        .filter(told -> !told.isEmpty())
                        .findFirst()
                        .orElse(List.of());
    }

    private static List<Exchange> toldBy(Story story, Exchange last) {
        List<Exchange> told = new ArrayList<>();
        for (Exchange each : story.exchanges) {
            told.add(each);
            if (each.times().ended() <= last.times().begun() && isRead(each) && isNamedIn(List.of(last), each)) {
                return told;
            }
        }
        return List.of();
    }

    /** Whether one of these names the tag that this one showed. */
    private static boolean isNamedIn(List<Exchange> later, Exchange shows) {
        Optional<String> quoted = shows.response()
                .flatMap(Response::etag)
                .map(text -> EntityTag.parse(text)
                        .map(tag -> "\"" + tag.opaque() + "\"")
                        .orElse(text));
        return quoted.isPresent()
                && later.stream()
                        .flatMap(Stories::conditions)
                        .anyMatch(f -> f.value().contains(quoted.get()));
    }

    private static Stream<Field> conditions(Exchange exchange) {
        return exchange.request().fields().stream().filter(f -> f.name().startsWith("If-"));
    }

    private static boolean isRead(Exchange exchange) {
        return Set.of("GET", "HEAD", "OPTIONS").contains(exchange.request().method());
    }

    private static boolean isPlainLook(Exchange exchange) {
        return exchange.request().method().equals("GET")
                && conditions(exchange).findAny().isEmpty()
                && exchange.request().field("Range").isEmpty();
    }

    /** The resource that an exchange is about: that which a POST made, where it made one. */
    private static String subject(Exchange exchange) {
        URI url = exchange.request().url();
        return exchange.response()
                .filter(r -> exchange.request().method().equals("POST") && r.status() == 201)
                .flatMap(r -> Lab.location(url, exchange))
                .orElse(url)
                .toString();
    }

    private static long size(Exchange exchange) {
        return exchange.sentLength() + exchange.received().length;
    }
}
