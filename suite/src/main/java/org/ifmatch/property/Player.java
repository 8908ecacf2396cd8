package org.ifmatch.property;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Field;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Content;
import org.ifmatch.observe.Effect;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Lab;
import org.ifmatch.observe.Resource;
import org.ifmatch.observe.Snapshot;
import org.ifmatch.observe.Unobtainable;
import org.ifmatch.observe.Writer;
import org.ifmatch.property.Evaluation.Truth;
import org.ifmatch.property.Judge.Facts;
import org.ifmatch.property.Piece.Modified;
import org.ifmatch.property.Piece.OfTag;
import org.ifmatch.property.Piece.Plain;
import org.ifmatch.property.Piece.TagName;
import org.ifmatch.property.Played.Broken;
import org.ifmatch.property.Played.Expected;
import org.ifmatch.property.Played.Judged;
import org.ifmatch.property.Played.State;
import org.ifmatch.property.Step.Verb;
import org.ifmatch.property.Step.Wrote;
import org.ifmatch.rule.Judgement;
import org.ifmatch.rule.Misdeed;

/** Plays one program on fresh resources, holds each answer against what was due, and takes the resources away again. */
final class Player {

    /** What a tag might look like where a target shows none. */
    private static final String UNTAGGED = "\"0a1b2c3d4e5f6789\"";

    /** In octets: more than the beginning of which a lazy tag is made, and no more than anybody stores. */
    private static final int LONG = 1100;

    private static final String OTHER_TYPE = "application/octet-stream";

    private final Lab lab;
    private final Known known;
    private final Judge judge;
    private final BooleanSupplier enough;
    private final Map<Integer, Note> notes = new HashMap<>();
    private final List<Done> done = new ArrayList<>();
    private final List<Judged> judged = new ArrayList<>();
    private Program program;
    private Optional<Step> brokenInSetUp = Optional.empty();
    private boolean unsteady;
    private boolean providing;

    private Player(Lab lab, BooleanSupplier enough) {
        this.lab = lab;
        this.enough = enough;
        this.known = lab.known();
        this.judge = new Judge(known);
    }

    /**
     * Plays a program up to the first thing that is wrong.
     *
     * @throws Unobtainable when the target does not do what the set-up needs
     */
    static Played play(Lab lab, Program program) {
        return play(lab, program, () -> false, kept -> {});
    }

    /**
     * @param enough tells when a step that is repeated many times is to be broken off
     * @param later takes resources that are to be looked at once more some time later, and to be removed then
     */
    static Played play(Lab lab, Program program, BooleanSupplier enough, Consumer<Kept> later) {
        Player player = new Player(lab, enough);
        player.program = program;
        Optional<Played> played = Optional.empty();
        try {
            played = Optional.of(player.play());
            return played.get();
        } finally {
            player.end(played, later);
        }
    }

    /** A resource whose last request was refused: what is refused may come into effect when nobody looks any more. */
    final class Kept {
        private final Played played;
        private final Note note;
        private final Done last;
        private final long since = System.nanoTime();

        private Kept(Played played, Note note, Done last) {
            this.played = played;
            this.note = note;
            this.last = last;
        }

        long since() {
            return since;
        }

        /** Looks once more and removes the resource; the program again, with what is wrong by now. */
        Optional<Played> lookAgain() {
            try {
                Snapshot now = note.resource().look();
                boolean same = !now.isKnown() || now.sameStateAs(note.now(), known.verbatim());
                if (same || now.nonces().stream().anyMatch(note::isAnothers)) {
                    return Optional.empty();
                }
                return Optional.of(new Played(
                        played.program(), played.done(), Optional.of(changed(last, now)), played.judged(), false));
            } catch (Unobtainable e) {
                return Optional.empty();
            } finally {
                remove(note);
            }
        }
    }

    private void end(Optional<Played> played, Consumer<Kept> later) {
        boolean fine = played.isPresent() && played.get().broken().isEmpty() && known.can("ryw");
        for (Note note : notes.values()) {
            Optional<Done> last = lastJudged(note).filter(d -> fine && d == done.get(done.size() - 1));
            boolean refused = last.flatMap(Done::attempt)
                    .filter(a -> a.effect() == Effect.NONE
                            && a.status() >= 200
                            && !a.method().equals("GET"))
                    .isPresent();
            if (refused
                    && note.now().isPresent()
                    && !last.get().step().orElseThrow().verb().reads()) {
                later.accept(new Kept(played.get(), note, last.get()));
            } else {
                remove(note);
            }
        }
    }

    private Played play() {
        for (int i = 0; i < program.steps().size(); i++) {
            Step step = program.steps().get(i);
            for (int time = 0; time < step.times(); time++) {
                Optional<Broken> broken = take(step.times(1));
                if (broken.isPresent() || unsteady) {
                    brokenInSetUp.ifPresent(endingThere(i));
                    return played(broken);
                }
                if (time > 0 && enough.getAsBoolean()) {
                    return played(Optional.empty());
                }
            }
        }
        return played(lastLook());
    }

    /** What goes wrong already where a step is prepared is told as a program that ends there. */
    private Consumer<Step> endingThere(int before) {
        return setUp -> {
            List<Step> steps = new ArrayList<>(program.steps().subList(0, before));
            steps.add(setUp);
            program = new Program(program.start(), steps);
        };
    }

    private Played played(Optional<Broken> broken) {
        return new Played(program, done, broken, judged, unsteady);
    }

    // Resources.

    private Note note(int number) {
        Note known = notes.get(number);
        return known != null ? known : made(number);
    }

    private Note made(int number) {
        boolean nothing = number == 0 && program.start() == Program.Start.MISSING;
        Resource resource = nothing ? lab.missing() : lab.resource();
        resource.inBulk();
        Note note = new Note(number, resource);
        notes.put(number, note);
        if (!nothing) {
            done.add(new Done(
                    number,
                    "Make " + note.name() + ".",
                    Optional.empty(),
                    List.of(),
                    resource.creation(),
                    Optional.empty(),
                    note.current(),
                    true));
        }
        return note;
    }

    /** What could not be removed stays known to the lab, whose clean-up tries again. */
    private void remove(Note note) {
        try {
            if (note.resource().state().isPresent() && known.can("delete")) {
                note.resource().remove();
            }
            if (note.resource().state().isAbsent()) {
                lab.forget(note.resource());
            }
        } catch (Unobtainable e) {
            // The clean-up lists it if it cannot remove it either.
        }
    }

    // Steps.

    private Optional<Broken> take(Step step) {
        Note note = note(step.on());
        Optional<Broken> early = provide(step, note);
        if (early.isPresent()) {
            return early;
        }
        TagsOfStep tags = new TagsOfStep(note);
        Optional<List<Step.Line>> lines = step.lines(tags);
        Optional<Writer> writer = writer(step, note);
        if (lines.isEmpty()
                || writer.isEmpty()
                || step.isConditional() && !note.now().isKnown()) {
            return Optional.empty();
        }
        List<Field> fields = new ArrayList<>();
        lines.get().forEach(line -> fields.add(Field.of(line.name(), text(line.value(), note))));
        if (!step.isConditional()
                && !step.verb().reads()
                && known.can("428")
                && note.now().isPresent()) {
            fields.add(note.resource().trueCondition());
        }
        return send(step, note, lines.get(), writer.get(), fields);
    }

    private Optional<Broken> send(Step step, Note note, List<Step.Line> lines, Writer writer, List<Field> fields) {
        boolean wasDeleted = note.wasDeleted();
        boolean existed = note.now().isPresent();
        // Overloaded, a target says nothing of conditions; one that answers so each time does.
        Attempt attempt = lab.patiently(
                () -> attempt(step, note, writer, fields), a -> a.status() == 503 && a.effect() == Effect.NONE);
        Facts facts = new Facts(
                step,
                attempt,
                values(fields, Value.IF_MATCH),
                values(fields, "If-None-Match"),
                values(fields, "If-Range"),
                wasDeleted);
        Truth truth = judge.truth(facts);
        State state = existed
                ? wasDeleted ? State.RECREATED : State.EXISTING
                : wasDeleted ? State.DELETED : State.NEVER_THERE;
        if (step.isConditional()) {
            judged.add(new Judged(step, truth, state));
        }
        Optional<Broken> broken = judge.judge(facts)
                .filter(b -> b.due() != Expected.PERFORMED || !isRefusedAnyway(step, note, writer, attempt));
        broken = broken.isPresent() ? broken : step.verb().reads() ? judge.tagOfRead(facts, note) : tags(facts, note);
        if (!step.verb().reads()) {
            note.saw(note.resource().state());
        }
        String says = step.words(note.name());
        done.add(new Done(
                note.number(),
                says + ".",
                Optional.of(step),
                lines,
                attempt.exchange(),
                Optional.of(attempt),
                note.now().isPresent() ? note.current() : Optional.empty(),
                providing));
        return broken;
    }

    /**
     * Whether a request with a true condition was refused for the state that the resource is in, as its twins on other
     * resources could not show: without a condition it is refused there, too (a PATCH of what is no JSON, say).
     */
    private static boolean isRefusedAnyway(Step step, Note note, Writer writer, Attempt attempt) {
        int status = attempt.status();
        if (step.verb().reads() || status < 400 || status >= 500 || status == 412) {
            return false;
        }
        int plain = note.resource()
                .attemptAlone(step.verb().name(), writer, List.of())
                .status();
        // Where a condition is demanded nobody can ask without one.
        return plain == status || plain == 428;
    }

    private Attempt attempt(Step step, Note note, Writer writer, List<Field> fields) {
        Field[] all = fields.toArray(Field[]::new);
        return switch (step.verb()) {
            case GET -> note.resource().get(all);
            case HEAD -> note.resource().head(all);
            default -> note.resource().attempt(step.verb().name(), writer, fields);
        };
    }

    /** The names of conditional fields are spelt in several ways. */
    private static List<String> values(List<Field> fields, String name) {
        return fields.stream().filter(f -> f.is(name)).map(Field::value).toList();
    }

    /** What became of the tag, once it rests. */
    private Optional<Broken> tags(Facts facts, Note note) {
        Attempt a = facts.attempt();
        boolean settlesAtOnce = known.settle().isZero();
        Snapshot later = note.resource().state();
        Optional<Broken> broken = judge.tags(facts, note, later, settlesAtOnce);
        boolean refused = a.effect() == Effect.NONE && a.status() >= 400 && a.status() < 500 && later.isPresent();
        boolean moved = settlesAtOnce && !later.etag().equals(a.before().etag());
        boolean retyped = !type(later).equals(type(a.before()));
        if (broken.isPresent() || !refused || !moved && !retyped) {
            return broken;
        }
        Snapshot again = note.resource().look();
        unsteady |= moved && !again.etag().equals(later.etag())
                || retyped && !type(again).equals(type(later));
        if (unsteady) {
            return Optional.empty();
        }
        return moved ? judge.moved(facts, later) : judge.retyped(facts, later);
    }

    private static Optional<String> type(Snapshot snapshot) {
        return snapshot.field("Content-Type");
    }

    /** A resource that a step needs in another state is brought there first, and the story says so. */
    private Optional<Broken> provide(Step step, Note note) {
        boolean needsOlder = step.isMadeOf(Role.Base.PREVIOUS) || step.isMadeOf(Role.Base.OLDEST);
        Optional<Broken> broken = Optional.empty();
        if (needsOlder && note.previous().isEmpty() && note.now().isPresent()) {
            broken = setUp(Step.of(Verb.PUT), note);
        }
        if (step.isMadeOf(Role.Base.OTHER)) {
            note(other(note.number()));
        }
        boolean patchesAgain = step.verb() == Verb.PATCH && step.wrote() == Wrote.SAME;
        if (broken.isEmpty()
                && patchesAgain
                && note.now().isPresent()
                && note.patchThatChangesNothing().isEmpty()) {
            broken = setUp(Step.of(Verb.PATCH), note);
        }
        boolean postsAgain = step.verb() == Verb.POST && step.wrote() == Wrote.REPEATED;
        if (broken.isEmpty() && postsAgain && note.now().isPresent()) {
            broken = setUp(Step.of(Verb.POST).ifMatch(Role.CURRENT), note);
        }
        return broken;
    }

    private Optional<Broken> setUp(Step step, Note note) {
        providing = true;
        Optional<Broken> broken = take(step.on(note.number()));
        providing = false;
        if (broken.isPresent()) {
            brokenInSetUp = Optional.of(step.on(note.number()));
            return broken;
        }
        Attempt attempt = done.get(done.size() - 1).attempt().orElseThrow();
        if (!attempt.succeeded()) {
            throw new Unobtainable(
                    "the set-up's " + step.verb() + " " + attempt.exchange().fate(), attempt.exchange());
        }
        return broken;
    }

    private static int other(int number) {
        return number == 0 ? 1 : 0;
    }

    private Optional<Writer> writer(Step step, Note note) {
        if (!step.verb().hasContent()) {
            return Optional.of(Writer.NOTHING);
        }
        if (step.wrote() == Wrote.FRESH || note.now().isAbsent()) {
            return Optional.of(resource -> {
                Content content = step.verb() == Verb.PATCH ? lab.patch(resource) : lab.fresh(resource);
                if (resource == note.resource()) {
                    note.wrote(content, step.verb());
                }
                return Optional.of(content);
            });
        }
        if (step.wrote() == Wrote.LONG && step.verb() != Verb.PATCH) {
            return Optional.of(resource -> {
                Content content = lab.ending(resource, LONG);
                note.wrote(content, step.verb());
                return Optional.of(content);
            });
        }
        if (step.wrote() == Wrote.OTHER_TYPE) {
            return Optional.of(resource -> Optional.of(ofAnotherType(note, resource)));
        }
        if (step.wrote() == Wrote.REPEATED) {
            return note.lastPost().map(content -> resource -> Optional.of(content));
        }
        if (step.wrote() == Wrote.SPACED) {
            return note.sameContentAndABlank().map(content -> resource -> Optional.of(content));
        }
        if (step.wrote() == Wrote.EMPTY) {
            Content empty = Content.text(lab.fresh(note.resource()).type(), "", "");
            return Optional.of(resource -> Optional.of(empty));
        }
        Optional<Content> same = step.verb() == Verb.PATCH ? note.patchThatChangesNothing() : note.sameContent();
        return same.map(content -> resource -> Optional.of(content));
    }

    private Content ofAnotherType(Note note, Resource resource) {
        Content content = lab.fresh(resource);
        note.wrote(content, Verb.PUT);
        return content.ofType(content.type().startsWith(OTHER_TYPE) ? "text/plain" : OTHER_TYPE);
    }

    private String text(List<Piece> pieces, Note note) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece instanceof Plain plain) {
                text.append(plain.text());
            } else if (piece instanceof OfTag of) {
                text.append(of.form().of(tagText(of.tag())));
            } else if (piece instanceof Modified) {
                text.append(note.now().field("Last-Modified").orElse(Step.LATER));
            }
        }
        return text.toString();
    }

    private String tagText(TagName name) {
        return notes.get(name.resource()).tags().get(name.number());
    }

    // The end.

    /** Whether every resource is still what its last request left. */
    private Optional<Broken> lastLook() {
        if (!known.can("ryw")) {
            return Optional.empty();
        }
        for (Note note : notes.values().stream()
                .sorted((a, b) -> a.number() - b.number())
                .toList()) {
            Snapshot expected = note.now();
            Snapshot now = note.resource().look();
            boolean same = !expected.isKnown() || !now.isKnown() || now.sameStateAs(expected, known.verbatim());
            Optional<Done> last = lastJudged(note);
            if (same || last.isEmpty() || now.nonces().stream().anyMatch(note::isAnothers)) {
                continue;
            }
            return Optional.of(changed(last.get(), now));
        }
        return Optional.empty();
    }

    private Optional<Done> lastJudged(Note note) {
        return done.stream()
                .filter(d -> d.note() == note.number() && d.attempt().isPresent())
                .reduce((first, second) -> second);
    }

    private static Broken changed(Done last, Snapshot now) {
        Attempt attempt = last.attempt().orElseThrow();
        boolean read = last.step().orElseThrow().verb().reads();
        boolean late = attempt.lookedAtLater(now).lateEffect() == Effect.REQUESTED;
        Judgement judgement = Judgement.fail(
                attempt.lookedAtLater(now),
                late ? Misdeed.PERFORMED_LATE : Misdeed.SIDE_EFFECT,
                "after the " + attempt.method() + " that was answered "
                        + attempt.exchange().answer() + ", a later look shows "
                        + (now.isAbsent() ? "that the resource is gone" : "other content than before")
                        + ", though nothing else was sent to it");
        String rule = read ? "method/get-safe" : late ? "no-effect/deferred" : "no-effect/content";
        return new Broken(rule, judgement, attempt, Expected.UNCHANGED_LATER, Truth.FALSE);
    }

    // Tags.

    /** The tags as they stand before a step. */
    private final class TagsOfStep implements Role.Tags {

        private final Note note;

        TagsOfStep(Note note) {
            this.note = note;
        }

        @Override
        public Optional<TagName> named(Role.Base base) {
            return switch (base) {
                case CURRENT -> note.current();
                case PREVIOUS -> note.previous();
                case OLDEST -> note.oldest();
                case OTHER ->
                    Optional.ofNullable(notes.get(other(note.number())))
                            .flatMap(Note::current)
                            .filter(name -> !note.had(tagText(name)));
                default -> Optional.empty();
            };
        }

        @Override
        public String text(TagName name) {
            return tagText(name);
        }

        /** The shape is that of the tag which is current, and the digits are drawn from the program. */
        @Override
        public Optional<String> foreign() {
            String like = note.current().map(this::text).orElse(UNTAGGED);
            return Optional.of(Foreign.like(like, new Random(program.toString().hashCode())));
        }
    }

    /** For messages that show what a program sent. */
    static String latin1(Exchange exchange) {
        return new String(exchange.sent(), StandardCharsets.ISO_8859_1);
    }
}
