package org.ifmatch.property;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.ifmatch.observe.Attempt;
import org.ifmatch.property.Evaluation.Truth;
import org.ifmatch.property.Played.Broken;
import org.ifmatch.rule.Misdeed;

/**
 * What a program that went wrong is made of. One that has all that the shortest story of a cause has, and went wrong in the same
 * way, is explained by it.
 */
final class Features {

    /** Repetitions above which there are many. */
    private static final int MANY = 8;

    /** Which of these stands beside the current tag makes no difference where a list is refused that names it. */
    private static final Set<Role> ANY_OTHER = EnumSet.of(Role.FOREIGN, Role.FIRST, Role.OTHERS, Role.EMPTY);

    /** Where answer and effect part, it makes no difference by which condition the request was refused. */
    private static final Set<Misdeed> OF_EFFECT = EnumSet.of(
            Misdeed.REFUSED_YET_PERFORMED, Misdeed.FALSE_SUCCESS, Misdeed.PERFORMED_LATE, Misdeed.SIDE_EFFECT);

    private Features() {}

    /** What the program has, and nothing else. */
    static Set<String> of(Played played) {
        return of(played, false);
    }

    /** The same with what is implied: where one tag that was never issued is let through, one that is nearly right is, too. */
    static Set<String> withWhatIsImplied(Played played) {
        return of(played, true);
    }

    private static Set<String> of(Played played, boolean implied) {
        Broken broken = played.broken().orElseThrow();
        Set<String> all = new TreeSet<>();
        if (broken.due() == Played.Expected.UNCHANGED_LATER) {
            all.add("changed later" + (broken.rule().equals("method/get-safe") ? " by a read" : ""));
            return all;
        }
        List<Done> done = played.done();
        Done last = done.get(done.size() - 1);
        Misdeed misdeed = broken.judgement().misdeed();
        boolean ofEffect = OF_EFFECT.contains(misdeed);
        boolean ofTag = misdeed == Misdeed.WRONG_FIELD
                && last.step().filter(step -> !step.verb().reads()).isPresent();
        boolean besideOthers =
                last.step().filter(step -> !step.beside().isEmpty()).isPresent();
        all.add(family(misdeed));
        if (ofTag) {
            all.addAll(ofTag(broken, last, implied));
            all.addAll(before(played));
            return all;
        }
        last.step().filter(step -> !ofEffect || implied).ifPresent(step -> all.addAll(of(step, misdeed, implied)));
        if (misdeed != Misdeed.LOCKED_OUT && (!ofEffect || implied)) {
            all.add("condition " + broken.truth());
            if (implied && (broken.truth() == Truth.ABSENT || broken.truth() == Truth.TRUE)) {
                // No If-Match leaves as much to the other conditions as one that is true.
                all.add("condition " + Truth.ABSENT);
                all.add("condition " + Truth.TRUE);
            }
        }
        if (!broken.attempt().before().isPresent()) {
            all.add("on nothing");
            if (!implied) {
                // Whatever tag is named there, none is current.
                PLAIN.forEach(role -> all.remove("member " + role));
            }
        }
        if (misdeed == Misdeed.WRONG_FIELD) {
            all.add("rule " + broken.rule());
        }
        all.addAll(before(played));
        return all;
    }

    /** What a write makes of the tag has nothing to do with its condition. */
    private static Set<String> ofTag(Broken broken, Done last, boolean implied) {
        Set<String> all = new TreeSet<>();
        all.add("rule " + broken.rule());
        if (implied && OF_ONE_TAG.contains(broken.rule())) {
            all.add("rule " + OF_ONE_TAG.get(0));
        }
        Step.Wrote wrote = last.step().orElseThrow().wrote();
        if (wrote != Step.Wrote.FRESH) {
            all.add("writes " + wrote);
        }
        return all;
    }

    /** Where the tag does not move with the content, the others of these are broken as well. */
    private static final List<String> OF_ONE_TAG =
            List.of("etag/changes-with-content", "etag/never-reused", "etag/recreate-after-delete");

    /** Beside another condition it counts whether If-Match is true, and by which of these is the same. */
    private static final Set<Role> PLAIN =
            EnumSet.of(Role.PREVIOUS, Role.CURRENT, Role.FOREIGN, Role.FIRST, Role.OTHERS);

    private static Set<String> beside(Step step, boolean implied) {
        Set<String> all = new TreeSet<>();
        for (Step.Beside each : step.beside()) {
            Set<Role> roles = each.tags().map(Value::roles).orElse(Set.of());
            boolean names = roles.contains(Role.WEAK) || roles.contains(Role.STAR);
            if (implied && names) {
                all.add(each.kind() + " of " + Role.CURRENT);
            }
            if (implied && roles.contains(Role.FOREIGN)) {
                all.add(each.kind() + " of " + Role.PREVIOUS);
            }
            if (implied && roles.contains(Role.PREVIOUS)) {
                all.add(each.kind() + " of " + Role.FOREIGN);
            }
        }
        return all;
    }

    private static Set<String> of(Step step, Misdeed misdeed, boolean implied) {
        Set<String> all = step.features();
        if (!step.beside().isEmpty()) {
            all.addAll(beside(step, implied));
            if (!implied) {
                PLAIN.forEach(role -> all.remove("member " + role));
                all.remove("a list");
            }
        }
        for (Role role : step.ifMatch().map(Value::roles).orElse(Set.of())) {
            Set<Role> others = impliedBy(role, misdeed);
            if (implied && role == Role.STAR && !step.beside().isEmpty()) {
                all.add("member " + Role.CURRENT);
            }
            if (implied || misdeed == Misdeed.LOCKED_OUT && ANY_OTHER.contains(role)) {
                others.forEach(r -> all.add("member " + r));
            }
            if (!implied && misdeed == Misdeed.LOCKED_OUT && ANY_OTHER.contains(role)) {
                all.remove("member " + role);
            }
        }
        boolean currentTwice = step.ifMatch()
                .map(v -> v.members().stream()
                                .filter(m -> m.role() == Role.CURRENT)
                                .count()
                        > 1)
                .orElse(false);
        if (!currentTwice) {
            all.remove("a member twice");
        }
        return all;
    }

    /** What the same mistake makes of different methods and states. */
    static String family(Misdeed misdeed) {
        return switch (misdeed) {
            case PERFORMED, ANSWERED, CREATED -> LET_THROUGH;
            default -> "misdeed " + misdeed;
        };
    }

    static final String LET_THROUGH = "let through";

    static final Set<String> DATE_COUNTS =
            Set.of("misdeed " + Misdeed.LOCKED_OUT, "beside " + Step.Beside.Kind.UNMODIFIED_SINCE_LONG_AGO);

    private static Set<Role> impliedBy(Role role, Misdeed misdeed) {
        if (role.isMalformed()) {
            return EnumSet.of(Role.GARBAGE);
        }
        if (misdeed == Misdeed.LOCKED_OUT) {
            return role == Role.STRONG
                    ? EnumSet.of(Role.CURRENT)
                    : role == Role.CURRENT || role == Role.STAR
                            ? EnumSet.noneOf(Role.class)
                            : EnumSet.of(Role.PREVIOUS);
        }
        return switch (role) {
            case FIRST, WEAK_PREVIOUS -> EnumSet.of(Role.PREVIOUS);
            case CURRENT, STAR, NOTHING, PREVIOUS -> EnumSet.noneOf(Role.class);
            default -> EnumSet.of(Role.FOREIGN);
        };
    }

    /** What came before the step that went wrong, but for what makes and replaces a resource. */
    static Set<String> before(Played played) {
        Set<String> all = new TreeSet<>();
        List<Done> done = played.done();
        for (Done each : done.subList(0, Math.max(0, done.size() - 1))) {
            if (!each.provided() && each.step().isPresent()) {
                all.addAll(before(each.step().get(), each.attempt().orElseThrow()));
            }
        }
        long replaced = done.stream()
                .filter(d -> d.step().filter(s -> s.verb() == Step.Verb.PUT).isPresent())
                .filter(d -> d.attempt().filter(a -> a.succeeded()).isPresent())
                .count();
        if (replaced > MANY) {
            all.add("earlier many versions");
        }
        long refused = done.stream()
                .filter(d -> d.attempt().filter(a -> a.status() == 412).isPresent())
                .count();
        if (refused > MANY) {
            all.add("earlier many refusals");
        }
        if (done.stream().map(Done::note).distinct().count() > 1) {
            all.add("several resources");
        }
        return all;
    }

    private static Set<String> before(Step step, Attempt attempt) {
        Set<String> all = new TreeSet<>();
        boolean plainReplacement = step.equals(Step.of(Step.Verb.PUT).on(step.on()))
                && attempt.before().isPresent();
        if (step.verb().hasContent() && step.wrote() != Step.Wrote.FRESH) {
            all.add("earlier write of " + step.wrote());
        } else if (!plainReplacement) {
            all.add("earlier " + step.verb() + " " + attempt.status());
        }
        if (step.ifMatch().isPresent() && attempt.succeeded() && !step.verb().reads()) {
            step.ifMatch().get().roles().forEach(role -> all.add("earlier write with " + role));
        }
        return all;
    }
}
