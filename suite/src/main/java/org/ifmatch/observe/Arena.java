package org.ifmatch.observe;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.ifmatch.http.EntityTag;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Field;
import org.ifmatch.http.Lanes;
import org.ifmatch.http.Release;
import org.ifmatch.http.Request;
import org.ifmatch.http.Salvo;
import org.ifmatch.target.Template;

/**
 * Where one contest is run: it keeps the resources that are raced for, makes the requests of a round, releases them, and looks
 * at what they left. It acts and judges nothing.
 */
public final class Arena {

    /** Resources that take turns where a tag needs time to settle. */
    private static final int TAKING_TURNS = 12;
    /** Octets of what is called large content: more than any buffer on the way takes in one go. */
    public static final int LARGE = 256 * 1024;
    /** How often an answer's tag has to prove true before it is believed without a look. */
    private static final int PROOFS = 3;
    /** How long a state that was not to be expected is looked at again: some targets read their writes late. */
    private static final Duration LONGEST_LATE_READ = Duration.ofMillis(1500);

    /** After this time a look shows what is there, where reads were not seen to be late. */
    private static final Duration LATE_ENOUGH = Duration.ofMillis(300);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    /** The lane on which looks are made; the last one, so that small rounds leave it alone. */
    private static final int LOOKS = Lanes.MOST - 1;

    private final String what;
    private final Lab lab;
    private final Lanes lanes;
    private final Forms forms;
    private final Heats heats;
    private final List<Contested> turns = new ArrayList<>();
    private Optional<Contested> leftOver = Optional.empty();
    private Heat heat;
    private int proofs;
    private boolean liar;

    /** @param forms which unusual forms of a request the target takes; shared by all contests of an examination */
    public Arena(Contest contest, Lab lab, Lanes lanes, Forms forms, long seed) {
        this.what = contest.name();
        this.lab = lab;
        this.lanes = lanes;
        this.forms = forms;
        this.heats = new Heats(seed * 31 + contest.name().hashCode());
        this.heat = heats.next();
    }

    /** What the next round is like; a contest plays one round after it. */
    public Arena nextHeat() {
        heat = heats.next().withAtMost(forms.mostWriters());
        return this;
    }

    public Heat heat() {
        return heat;
    }

    public Lab lab() {
        return lab;
    }

    public Known known() {
        return lab.known();
    }

    Lanes lanes() {
        return lanes;
    }

    String what() {
        return what;
    }

    // What is raced for.

    /** Makes what will be raced for, where tags need time to settle: they do so while other contests have their turn. */
    public void prepare() {
        while (!known().settle().isZero() && turns.size() < TAKING_TURNS) {
            turns.add(Contested.made(lab.resource()));
        }
    }

    /** A resource that exists and whose tag rests, of this contest's own; it may have been raced for before. */
    public Contested note() {
        turns.removeIf(c -> !c.isUsable() || !c.isPresent());
        int most = known().settle().isZero() ? 1 : TAKING_TURNS;
        while (turns.size() < most) {
            turns.add(Contested.made(lab.resource()));
        }
        Contested next =
                turns.stream().min(Comparator.comparingLong(Contested::touched)).orElseThrow();
        boolean rests = rest(next);
        if (rests || next.knownTag().isEmpty()) {
            next.is(look(next));
        }
        if (!heat.quiet().isZero()) {
            lab.sender().pause(heat.quiet());
        }
        if (!next.isUsable() || !next.isPresent()) {
            throw new Unobtainable("a resource to race for could not be read");
        }
        return next;
    }

    /** A name under which nothing is; what the last one became is removed, so that a long race leaves no heap behind. */
    public Contested nothing() {
        leftOver.ifPresent(this::discard);
        Contested none = Contested.unseen(lab.missing());
        if (!heat.quiet().isZero()) {
            lab.sender().pause(heat.quiet());
        }
        leftOver = Optional.of(none);
        return none;
    }

    /** The collection, which nobody else changes while races are run, or so it is hoped. */
    public Contested collection() {
        Contested all = Contested.unseen(lab.collection());
        all.is(look(all));
        return all;
    }

    /** Whether something had to be waited for. */
    private boolean rest(Contested contested) {
        Duration left = known().settle().minusNanos(System.nanoTime() - contested.touched());
        if (known().settle().isZero()) {
            return false;
        }
        if (!left.isNegative()) {
            lab.sender().pause(left.plusMillis(5));
        }
        return true;
    }

    private void discard(Contested contested) {
        if (known().can("delete")) {
            Exchange exchange =
                    lab.sender().on(lanes, LOOKS, contested.resource().removal(List.of()));
            if (exchange.succeeded()) {
                contested.resource().leftAs(new Snapshot(exchange, Snapshot.Presence.ABSENT, List.of(), ""));
            }
        }
    }

    // Requests.

    /** The condition of a write that is to be performed whatever is there: none, or * where one is demanded. */
    public Field[] free() {
        return known().can("428") ? new Field[] {Lab.ifMatch("*")} : new Field[0];
    }

    /** Beside the point where a tag is of use only some time after the write that made it: nobody can follow fast. */
    public void demandTagsAtOnce() {
        if (!known().settle().isZero()) {
            throw new Beside("tags need " + known().settle().toMillis() + " ms after a write before they can be used");
        }
    }

    /** A PUT of content that nobody wrote before. */
    public Planned put(Contested to, Field... conditions) {
        Content content = heat.large() && forms.largeContent(this) ? lab.large(to.resource(), LARGE) : fresh(to);
        return planned("PUT", to, Optional.of(content), conditions);
    }

    public Planned put(Contested to, Content content, Field... conditions) {
        return planned("PUT", to, Optional.of(content), conditions);
    }

    /** A PUT such as creates a resource. */
    public Planned creation(Contested to, Field... conditions) {
        return planned("PUT", to, Optional.of(lab.creation(to.resource())), conditions);
    }

    public Planned patch(Contested to, Field... conditions) {
        return planned("PATCH", to, Optional.of(lab.patch(to.resource())), conditions);
    }

    public Planned post(Contested to, Field... conditions) {
        return planned("POST", to, Optional.of(fresh(to)), conditions);
    }

    /** A POST that makes a member of the collection. */
    public Planned member(Contested collection, Field... conditions) {
        return planned("POST", collection, Optional.of(lab.creation(lab.missing())), conditions);
    }

    public Planned delete(Contested to, Field... conditions) {
        return planned("DELETE", to, Optional.empty(), conditions);
    }

    public Planned get(Contested from) {
        return planned("GET", from, Optional.empty(), Lab.NO_CACHE);
    }

    public Content fresh(Contested to) {
        return lab.fresh(to.resource());
    }

    private Planned planned(String method, Contested to, Optional<Content> content, Field... fields) {
        Request request = lab.request(method, to.resource().url(), forms.written(this, to, List.of(fields)), content);
        return new Planned(
                request, named("If-Match", fields), named("If-None-Match", fields), content.map(Content::nonce));
    }

    private static Optional<String> named(String field, Field... fields) {
        return List.of(fields).stream()
                .filter(f -> f.is(field))
                .map(Field::value)
                .findFirst();
    }

    /** As many requests as there are writers in this heat. */
    public List<Planned> each(IntFunction<Planned> maker) {
        return each(heat.writers(), maker);
    }

    public List<Planned> each(int count, IntFunction<Planned> maker) {
        List<Planned> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(maker.apply(i));
        }
        return all;
    }

    // Rounds.

    /** Releases the requests together in this heat's way, and looks at what they left. */
    public Round fire(Contested note, List<Planned> planned) {
        return fire(note, planned, heat.release());
    }

    public Round fire(Contested note, List<Planned> planned, Release release) {
        Moves moves = new Moves();
        Optional<History.Start> start = note.start();
        note.touch();
        Salvo salvo = lab.sender()
                .together(lanes, planned.stream().map(Planned::request).toList(), release);
        forms.learn(salvo, release);
        for (int i = 0; i < planned.size(); i++) {
            moves.add(i, planned.get(i), salvo.exchanges().get(i));
        }
        if (!isTold(note, moves)) {
            lookAfter(note, moves, planned.size());
        }
        return moves.round(
                this,
                note,
                start,
                planned.size(),
                Optional.of(release),
                new Moves.Overlap(salvo.pairs(), salvo.overlapping()));
    }

    /** Whether the answers alone say what there is now: one PUT was performed, and such answers have proved true. */
    private boolean isTold(Contested note, Moves moves) {
        Optional<Moves.Made> winner = moves.onlyAcknowledged();
        boolean trusted = proofs >= PROOFS && !liar && known().settle().isZero() && known().can("ryw");
        if (heat.look() || !trusted || winner.isEmpty() || moves.hasOpen()) {
            return false;
        }
        Optional<String> tag = Sender.etagOf(winner.get().exchange()).filter(Arena::isStrong);
        if (tag.isEmpty() || !winner.get().exchange().request().method().equals("PUT")) {
            return false;
        }
        note.becomes(tag.get(), winner.get().planned().nonce().orElse(""));
        return true;
    }

    private static boolean isStrong(String tag) {
        return EntityTag.parse(tag).map(t -> !t.weak()).orElse(false);
    }

    /** Looks until what is seen is what the answers say, or the time for late reads is over. */
    void lookAfter(Contested note, Moves moves, int client) {
        Snapshot seen = look(note, moves, client);
        if (moves.hasPromises()) {
            seen = untilItRests(note, moves, client, seen);
        } else if (note.isHearsay() && seen.isKnown() && !moves.hasAcknowledged() && !moves.explains(seen, note)) {
            // No late read: what an answer said of the round before was not so. From now on each is looked at.
            liar = true;
        } else {
            long until = System.nanoTime() + LONGEST_LATE_READ.toNanos();
            while (note.showsWrites() && !moves.explains(seen, note) && System.nanoTime() < until) {
                lab.sender().pause(BETWEEN_LOOKS);
                seen = look(note, moves, client);
            }
        }
        moves.onlyAcknowledged().ifPresent(w -> learn(w, moves.lastLook()));
        note.is(seen);
        if (moves.hasOpen()) {
            note.retire();
        }
    }

    private void learn(Moves.Made winner, Snapshot seen) {
        Optional<String> told = Sender.etagOf(winner.exchange());
        if (told.isPresent() && winner.planned().nonce().map(seen::shows).orElse(false)) {
            if (told.equals(seen.etag())) {
                proofs++;
            } else {
                liar = true;
            }
        }
    }

    private Snapshot untilItRests(Contested note, Moves moves, int client, Snapshot first) {
        Snapshot seen = first;
        long until = System.nanoTime() + LONGEST_REST.toNanos();
        long notBefore = System.nanoTime() + Duration.ofMillis(600).toNanos();
        boolean same = false;
        while (System.nanoTime() < until && !(same && System.nanoTime() > notBefore)) {
            lab.sender().pause(BETWEEN_LOOKS.dividedBy(10));
            Snapshot next = look(note, moves, client);
            same = next.sameStateAs(seen, false);
            seen = next;
        }
        return seen;
    }

    /** Writes this content whatever is there, so that all clients begin with it; the GET that shows it. */
    public Exchange restart(Contested note, Content content) {
        note.touch();
        Planned put = put(note, content, free());
        Exchange exchange = lab.sender().on(lanes, LOOKS, put.request());
        rest(note);
        Snapshot seen = look(note);
        long until = System.nanoTime() + LONGEST_LATE_READ.toNanos();
        while (exchange.succeeded() && !seen.shows(content.nonce()) && System.nanoTime() < until) {
            lab.sender().pause(BETWEEN_LOOKS);
            seen = look(note);
        }
        if (!exchange.succeeded() || !seen.shows(content.nonce())) {
            throw new Unobtainable("the PUT with which a race begins " + exchange.fate(), exchange);
        }
        note.is(seen);
        return seen.exchange();
    }

    private Snapshot look(Contested note, Moves moves, int client) {
        Planned get = get(note);
        Exchange exchange = lab.sender().on(lanes, LOOKS, get.request());
        Snapshot seen = lab.read(exchange);
        moves.look(client, get, exchange, seen);
        return seen;
    }

    /**
     * The round with one more look at the resource, on a connection of its own and late enough for a target that reads its
     * writes late: what a round proves must not rest on a read that was stale.
     */
    public Round lookedAtAgain(Round round) {
        lab.sender().pause(known().can("ryw") ? LATE_ENOUGH : LONGEST_LATE_READ);
        Planned get = new Planned(
                lab.request("GET", round.url(), List.of(Lab.NO_CACHE), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Exchange exchange = lab.sender().patient(get.request());
        return round.with(Moves.lastLook(round.moves().size(), get, exchange, lab.read(exchange)));
    }

    /** A look outside of a round. */
    Snapshot look(Contested note) {
        return lab.read(lab.sender().on(lanes, LOOKS, get(note).request()));
    }

    /** Runs clients side by side for so long, each at its own pace on a lane of its own, and looks at what they left. */
    public Round run(Contested note, List<Client.Program> programs, Duration time) {
        return new Free(this, note, programs, time).round();
    }

    /** Content whose nonce is followed by a word of ours. */
    public Content saying(Contested to, String word) {
        String nonce = lab.names().nonce();
        String body = known().update().body().orElse(known().create().body());
        return Content.text(
                known().update().type().orElse(known().create().type()),
                new Template(body).fill(to.resource().id(), nonce + word),
                nonce);
    }

    /** Large content that is its nonce over and over. */
    public Content repeating(Contested to, int octets) {
        String nonce = lab.names().nonce();
        String body = known().update().body().orElse(known().create().body());
        return Content.text(
                known().update().type().orElse(known().create().type()),
                new Template(body).fill(to.resource().id(), nonce.repeat(octets / nonce.length())),
                nonce);
    }

    /** A patch document that makes two changes with one nonce. */
    public Planned patchOfTwo(Contested to, Field... conditions) {
        return planned("PATCH", to, Optional.of(lab.patchOfTwo(to.resource())), conditions);
    }

    public boolean takesLargeContent() {
        return forms.largeContent(this);
    }

    /** What content shows of a word that {@link #saying} put there. */
    public static Optional<String> wordAfter(String nonce, Exchange get) {
        String text = get.response()
                .map(r -> new String(r.content(), StandardCharsets.UTF_8))
                .orElse("");
        int at = text.indexOf(nonce);
        return at < 0
                ? Optional.empty()
                : Optional.of(text.substring(
                        at + nonce.length(), Math.min(text.length(), at + nonce.length() + LONGEST_WORD)));
    }

    private static final int LONGEST_WORD = 24;

    /** All connections of a round stand after this time, where the target has room for them. */
    private static final Duration CONNECTED_WITHIN = Duration.ofMillis(700);
    /** So many writers there are in any case. */
    private static final int FEWEST_AT_MOST = 4;

    /** Unusual forms of a request, each used only where the target was seen to take it when nobody else wrote. */
    public static final class Forms {

        private final Memo<String, Boolean> taken = new Memo<>();
        private int mostWriters = Lanes.MOST;

        /** So many connections stood open at once when nothing was sent on them. */
        public synchronized void hasRoomFor(int connections) {
            mostWriters = Math.min(mostWriters, Math.max(FEWEST_AT_MOST, connections));
        }

        /** More writers than that would wait for their connections, some of them for seconds. */
        synchronized int mostWriters() {
            return mostWriters;
        }

        /** A server with a short queue drops who comes when it is full, and is asked again a second later, or three. */
        synchronized void learn(Salvo salvo, Release release) {
            int writers = salvo.exchanges().size();
            long begun = salvo.exchanges().stream()
                    .mapToLong(e -> e.times().begun())
                    .min()
                    .orElse(0);
            boolean keptWaiting = salvo.exchanges().stream()
                    .anyMatch(e -> e.times().sent() - begun
                            > CONNECTED_WITHIN.plus(release.settle()).toNanos());
            if (keptWaiting && writers > FEWEST_AT_MOST) {
                mostWriters = Math.min(mostWriters, Math.max(FEWEST_AT_MOST, writers / 2));
            }
        }

        /** How the fields of a request are written in this heat: the tag alone, in a list, on two lines. */
        List<Field> written(Arena arena, Contested to, List<Field> fields) {
            int form = arena.heat.draw() % FORMS;
            Optional<Field> named = fields.stream()
                    .filter(f -> f.is("If-Match") && !f.value().equals("*"))
                    .findFirst();
            if (named.isEmpty() || form == 0 || arena.heat.number() < Heats.PLAIN || !takes(arena, form)) {
                return fields;
            }
            List<Field> all = new ArrayList<>();
            fields.forEach(f -> all.addAll(f == named.get() ? inForm(form, f.value()) : List.of(f)));
            return all;
        }

        private static final int FORMS = 6;

        private static List<Field> inForm(int form, String tag) {
            return switch (form) {
                case 1 -> List.of(Lab.ifMatch("\"ifmatch-no-tag\", " + tag));
                case 2 -> List.of(Lab.ifMatch(tag + ", \"ifmatch-no-tag\""));
                case 3 -> List.of(Lab.ifMatch("\"ifmatch-no-tag\""), Lab.ifMatch(tag));
                default -> List.of(Lab.ifMatch(tag));
            };
        }

        private boolean takes(Arena arena, int form) {
            return taken.get("form " + form, () -> succeeds(arena, c -> inForm(form, c.tag()), arena::fresh));
        }

        boolean largeContent(Arena arena) {
            return taken.get(
                    "large content",
                    () -> succeeds(
                            arena, c -> List.of(Lab.ifMatch(c.tag())), c -> arena.lab.large(c.resource(), LARGE)));
        }

        /** Both a PUT with the current tag in this form is performed and one with a replaced tag is refused. */
        private static boolean succeeds(
                Arena arena, Function<Contested, List<Field>> condition, Function<Contested, Content> content) {
            try {
                Contested note = Contested.made(arena.lab.resource());
                arena.rest(note);
                note.is(arena.look(note));
                List<Field> fields = condition.apply(note);
                return arena.lab
                                .sender()
                                .on(arena.lanes, LOOKS, request(arena, note, fields, content))
                                .succeeded()
                        && arena.lab
                                        .sender()
                                        .on(arena.lanes, LOOKS, request(arena, note, fields, content))
                                        .status()
                                == 412;
            } catch (Unobtainable e) {
                return false;
            }
        }

        private static Request request(
                Arena arena, Contested note, List<Field> fields, Function<Contested, Content> content) {
            return arena.lab.request("PUT", note.resource().url(), fields, Optional.of(content.apply(note)));
        }
    }
}
