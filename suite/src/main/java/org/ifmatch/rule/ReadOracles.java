package org.ifmatch.rule;

import static org.ifmatch.rule.RaceFacts.ids;
import static org.ifmatch.rule.RaceOracle.each;
import static org.ifmatch.rule.RaceWords.ofWhom;
import static org.ifmatch.rule.RaceWords.told;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ifmatch.http.EntityTag;
import org.ifmatch.observe.Round;
import org.ifmatch.observe.Round.Move;
import org.ifmatch.report.Outcome;
import org.ifmatch.rule.RaceOracle.Glance;

/**
 * How it is judged what reads show while others write (catalogue part R). All are pure, and say FAIL only of a proved
 * contradiction.
 */
final class ReadOracles {

    private ReadOracles() {}

    /** What was acknowledged shows in a GET that was sent afterwards, or something later does. */
    static final RaceOracle READS_OWN_WRITES = each(round -> {
        Optional<Move> look = round.firstLook();
        List<Move> winners = round.acknowledged();
        if (look.isEmpty() || winners.size() != 1 || round.hasOpenWrites()) {
            return Glance.BESIDE;
        }
        boolean old = round.history()
                .start()
                .map(s ->
                        look.get().call().version().filter(s.version()::equals).isPresent()
                                && look.get().isRead())
                .orElse(look.get().isAbsence());
        boolean deleted = winners.get(0).nonce().isEmpty();
        if (!old || round.history().start().isEmpty() && deleted) {
            return Glance.FINE;
        }
        return Glance.at(new Contradiction(
                round,
                Outcome.FAIL,
                Misdeed.NONE,
                "a GET that was sent after a write had been acknowledged showed what was there before",
                List.of(
                        told(round, winners.get(0)) + ".",
                        told(round, look.get()) + ", was sent after that, and showed the state before."),
                ids(Stream.of(winners.get(0), look.get())),
                Optional.of(look.get().call().id())));
    });

    /** Each strong tag names one content, for all clients and at all times. */
    static final RaceOracle TAG_NAMES_ONE_CONTENT = known -> new RaceOracle.Watch() {
        private static final int MOST = 50_000;
        private final Map<String, String> content = new HashMap<>();

        @Override
        public Glance see(Round round) {
            int tagged = 0;
            Map<String, Move> here = new HashMap<>();
            for (Move read : round.reads().toList()) {
                Optional<String> tag = read.call().tag().filter(ReadOracles::isStrong);
                if (tag.isEmpty() || read.call().version().isEmpty()) {
                    continue;
                }
                tagged++;
                String key = round.url() + " " + tag.get();
                String version = read.call().version().get();
                String before = content.size() < MOST ? content.putIfAbsent(key, version) : content.get(key);
                Move first = here.putIfAbsent(tag.get(), read);
                if (before != null && !before.equals(version)) {
                    return Glance.at(twoContents(round, tag.get(), Optional.ofNullable(first), read));
                }
            }
            return Glance.fine(tagged);
        }
    };

    private static boolean isStrong(String tag) {
        return EntityTag.parse(tag).map(t -> !t.weak()).orElse(false);
    }

    private static Contradiction twoContents(Round round, String tag, Optional<Move> first, Move second) {
        return new Contradiction(
                round,
                Outcome.FAIL,
                Misdeed.WRONG_FIELD,
                "the strong tag " + tag + " stood with two different contents",
                List.of(
                        first.map(f -> told(round, f) + " and showed " + ofWhom(round, f) + ".")
                                .orElse("A GET in an earlier round showed " + tag + " with other content."),
                        told(round, second) + " with the same tag, and showed " + ofWhom(round, second) + ".",
                        "Who names " + tag + " in If-Match says nothing certain about what is to be replaced."),
                ids(Stream.concat(first.stream(), Stream.of(second))),
                Optional.of(second.call().id()));
    }

    /** No GET shows a mixture of what two writes wrote. */
    static final RaceOracle NOT_TORN = each(round -> {
        Set<String> written = new HashSet<>();
        round.writes().forEach(m -> m.nonce().ifPresent(written::add));
        for (Move read : round.reads().toList()) {
            Set<String> distinct = new LinkedHashSet<>(read.seen());
            if (distinct.size() > 1 && distinct.stream().anyMatch(written::contains)) {
                return Glance.at(new Contradiction(
                        round,
                        Outcome.FAIL,
                        Misdeed.SIDE_EFFECT,
                        "a GET showed a mixture of what " + distinct.size() + " writes had written",
                        List.of(told(round, read) + " and showed parts of " + distinct.size()
                                + " contents, each of which was written whole."),
                        ids(Stream.concat(
                                Stream.of(read),
                                round.writes()
                                        .filter(m -> m.nonce()
                                                .filter(distinct::contains)
                                                .isPresent()))),
                        Optional.of(read.call().id())));
            }
        }
        return Glance.fine(round.reads().count());
    });

    /** A reader never sees an older version after a newer one; which is older is told by the chain of tags. */
    static final RaceOracle NEVER_BACK = each(round -> {
        Map<String, Integer> order = chain(round);
        Map<Integer, Move> last = new HashMap<>();
        int counts = 0;
        for (Move read : round.reads().toList()) {
            Integer now = order.get(read.call().version().orElse(""));
            Move before = last.put(read.call().client(), read);
            if (now == null || before == null) {
                continue;
            }
            counts++;
            Integer then = order.get(before.call().version().orElse(""));
            if (then != null
                    && then > now
                    && before.call().returned().orElse(Long.MAX_VALUE)
                            < read.call().called()) {
                return Glance.at(new Contradiction(
                        round,
                        Outcome.WARN,
                        Misdeed.NONE,
                        "a reader saw an older version after a newer one",
                        List.of(
                                told(round, before) + " and showed v" + then + ".",
                                told(round, read) + ", was sent after that, and showed v" + now + "."),
                        ids(Stream.of(before, read)),
                        Optional.of(read.call().id())));
            }
        }
        return Glance.fine(counts);
    });

    /** The versions in the order in which each replaced the one whose tag it named, as far as the chain goes unforked. */
    static Map<String, Integer> chain(Round round) {
        Map<String, String> tagOf = new HashMap<>();
        round.history().start().ifPresent(s -> s.tag().ifPresent(t -> tagOf.put(s.version(), t)));
        round.moves().stream()
                .filter(m -> m.isRead() || m.isAcknowledged())
                .forEach(m -> m.call().tag().ifPresent(t -> m.call().version().ifPresent(v -> tagOf.put(v, t))));
        Map<String, List<Move>> successors = new HashMap<>();
        round.acknowledged().stream()
                .filter(m -> m.call().version().isPresent())
                .forEach(m -> m.call()
                        .ifMatch()
                        .ifPresent(t -> successors
                                .computeIfAbsent(t, k -> new ArrayList<>())
                                .add(m)));
        Map<String, Integer> order = new LinkedHashMap<>();
        Optional<String> version = round.history().start().map(s -> s.version());
        while (version.isPresent() && order.putIfAbsent(version.get(), order.size()) == null) {
            List<Move> next = successors.getOrDefault(tagOf.getOrDefault(version.get(), ""), List.of());
            version = next.size() == 1 ? next.get(0).call().version() : Optional.empty();
        }
        return order;
    }

    /** No GET shows a part of a patch: what one patch changes together shows together. */
    static final RaceOracle PATCH_WHOLE = known -> new RaceOracle.Watch() {
        private int places;

        @Override
        public Glance see(Round round) {
            Optional<Move> end = round.end().filter(Move::isRead);
            List<String> patches = round.acknowledged().stream()
                    .flatMap(m -> m.nonce().stream())
                    .toList();
            if (end.isEmpty() || patches.isEmpty()) {
                return Glance.BESIDE;
            }
            places = Math.max(
                    places,
                    patches.stream().mapToInt(n -> count(end.get(), n)).max().orElse(0));
            for (Move read : round.reads().toList()) {
                List<String> mixed = read.seen().stream()
                        .distinct()
                        .filter(patches::contains)
                        .toList();
                if (mixed.size() == 2 && mixed.stream().allMatch(n -> count(read, n) == 1)) {
                    return Glance.at(mixture(round, read));
                }
            }
            if (places < 2) {
                return Glance.BESIDE;
            }
            for (Move read : round.reads().toList()) {
                Optional<String> half = patches.stream()
                        .filter(n -> count(read, n) > 0 && count(read, n) < places)
                        .findFirst();
                if (half.isPresent()) {
                    Move patch = round.writes()
                            .filter(m -> m.nonce().equals(half))
                            .findFirst()
                            .orElseThrow();
                    return Glance.at(new Contradiction(
                            round,
                            Outcome.FAIL,
                            Misdeed.SIDE_EFFECT,
                            "a GET showed one of two members that a PATCH changes together, and not the other",
                            List.of(
                                    told(round, patch) + ": it sets two members to one value.",
                                    told(round, read) + " and showed that value in " + count(read, half.get()) + " of "
                                            + places + " places."),
                            ids(Stream.of(patch, read)),
                            Optional.of(read.call().id())));
                }
            }
            return Glance.fine(round.reads().count());
        }
    };

    /** Each patch sets both members to one value, so that no state has the values of two patches. */
    private static Contradiction mixture(Round round, Move read) {
        return new Contradiction(
                round,
                Outcome.FAIL,
                Misdeed.SIDE_EFFECT,
                "a GET showed one member as a PATCH left it and another as a PATCH before it did, though each sets both",
                List.of(told(round, read)
                        + " and showed the values of two PATCHes, each of which sets two members to one value."),
                ids(Stream.of(read)),
                Optional.of(read.call().id()));
    }

    private static int count(Move read, String nonce) {
        return java.util.Collections.frequency(read.seen(), nonce);
    }
}
