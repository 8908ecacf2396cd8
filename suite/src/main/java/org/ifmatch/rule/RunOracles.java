package org.ifmatch.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Effect;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Ledger;
import org.ifmatch.observe.Snapshot;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Recipe.Due;
import org.ifmatch.rule.RunOracle.JudgedCase;

/** The rules that judge every refusal of the run together (catalogue §0.6). */
final class RunOracles {

    /** How many attempts are shown of a finding that many show. */
    private static final int SHOWN = 3;

    private RunOracles() {}

    /** The writes of the run whose condition was false, and of which something could be said. */
    private static List<JudgedCase> refusalsDue(List<JudgedCase> judged) {
        return settled(judged.stream().filter(JudgedCase::isRefusalDue));
    }

    private static List<JudgedCase> settled(Stream<JudgedCase> cases) {
        return cases.filter(c -> Set.of(Outcome.PASS, Outcome.NOTE, Outcome.FAIL, Outcome.WARN)
                        .contains(c.judgement().outcome()))
                .toList();
    }

    private static Judgement nothingSeen() {
        return new Judgement(
                Outcome.INCONCLUSIVE,
                "no write with a false condition could be judged",
                Misdeed.NONE,
                true,
                false,
                List.of());
    }

    private static Judgement over(Outcome outcome, Misdeed misdeed, String why, List<JudgedCase> cases) {
        List<Attempt> shown = cases.stream()
                .flatMap(c -> c.judgement().shown().stream().limit(1))
                .limit(SHOWN)
                .toList();
        return new Judgement(outcome, why, misdeed, true, false, shown);
    }

    private static List<JudgedCase> withMisdeed(List<JudgedCase> cases, Misdeed... misdeeds) {
        return cases.stream()
                .filter(c -> Set.of(misdeeds).contains(c.judgement().misdeed()))
                .toList();
    }

    private static String of(List<JudgedCase> some, List<JudgedCase> all) {
        return some.size() + " of " + all.size() + " requests with a false condition";
    }

    /** Values of unusual form may well be called bad requests; their own rules tell what is due. */
    private static boolean isUsualValue(JudgedCase each) {
        return !each.rule().entry().group().equals("syntax");
    }

    /** another refusal without effect is a warning and never a failure. */
    static Judgement statusExact(List<JudgedCase> judged, List<Attempt> lastLooks, Known known) {
        List<JudgedCase> due = settled(judged.stream()
                .filter(c -> c.isRefusalDue() || c.isReadRefusalDue())
                .filter(RunOracles::isUsualValue));
        List<JudgedCase> other = withMisdeed(due, Misdeed.OTHER_STATUS, Misdeed.SERVER_ERROR).stream()
                .filter(c -> c.judgement().outcome() != Outcome.FAIL)
                .toList();
        List<JudgedCase> refused = Stream.concat(
                        other.stream(), due.stream().filter(c -> c.judgement().outcome() == Outcome.PASS))
                .distinct()
                .toList();
        if (refused.isEmpty()) {
            return nothingSeen();
        }
        if (other.isEmpty()) {
            return over(Outcome.PASS, Misdeed.NONE, "every refusal was a 412", refused.subList(0, 1));
        }
        String statuses = other.stream()
                .flatMap(c -> c.judgement().shown().stream().limit(1))
                .map(a -> a.exchange().answer())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return over(
                Outcome.WARN,
                Misdeed.OTHER_STATUS,
                of(other, refused) + " were refused without effect, but with " + statuses + " instead of 412",
                other);
    }

    static Judgement noFalseSuccess(List<JudgedCase> judged, List<Attempt> lastLooks, Known known) {
        List<JudgedCase> due = refusalsDue(judged);
        List<JudgedCase> lies = withMisdeed(due, Misdeed.FALSE_SUCCESS);
        if (!lies.isEmpty()) {
            return over(
                    lies.stream().anyMatch(c -> c.judgement().outcome() == Outcome.FAIL) ? Outcome.FAIL : Outcome.WARN,
                    Misdeed.FALSE_SUCCESS,
                    of(lies, due) + " were answered with success although nothing was done",
                    lies);
        }
        List<JudgedCase> fine = honest(due);
        return fine.isEmpty()
                ? nothingSeen()
                : over(
                        Outcome.PASS,
                        Misdeed.NONE,
                        "no unperformed change was reported as a success",
                        fine.subList(0, 1));
    }

    /** Refused, and unchanged, by whatever status. */
    private static List<JudgedCase> honest(List<JudgedCase> due) {
        Set<Misdeed> byAnswerAlone = Set.of(Misdeed.OTHER_STATUS, Misdeed.SERVER_ERROR, Misdeed.MISPLACED_STATUS);
        return due.stream()
                .filter(c -> !c.judgement().isBad()
                        || byAnswerAlone.contains(c.judgement().misdeed()))
                .toList();
    }

    static Judgement noEffectOnContent(List<JudgedCase> judged, List<Attempt> lastLooks, Known known) {
        List<JudgedCase> due = refusalsDue(judged);
        List<JudgedCase> changed = withMisdeed(due, Misdeed.REFUSED_YET_PERFORMED, Misdeed.SIDE_EFFECT).stream()
                .filter(c -> c.judgement().shown().stream().noneMatch(Attempt::succeeded))
                .toList();
        if (!changed.isEmpty()) {
            return over(
                    Outcome.FAIL,
                    changed.get(0).judgement().misdeed(),
                    of(changed, due) + " were refused, and changed the resource all the same",
                    changed);
        }
        List<JudgedCase> fine = honest(due);
        return fine.isEmpty()
                ? nothingSeen()
                : over(Outcome.PASS, Misdeed.NONE, fine.size() + " refused writes changed nothing", fine.subList(0, 1));
    }

    /** Every refused write of the run is followed: by the looks around it, and by whatever any GET shows of its nonce. */
    static Judgement nothingRefusedShows(Ledger ledger, Known known) {
        return refused(
                ledger, false, "a refused request changed the resource all the same", "shows in no GET of the run");
    }

    /** The same for what did not show at first. */
    static Judgement nothingRefusedShowsLater(Ledger ledger, Known known) {
        return refused(ledger, true, "a refused request came into effect later", "came into effect later");
    }

    private static Judgement refused(Ledger ledger, boolean late, String wrong, String fine) {
        List<Attempt> shown = new ArrayList<>();
        if (!late) {
            shown.addAll(ledger.refusedYetChanged());
        }
        ledger.refusedYetShown().stream().filter(s -> s.late() == late).forEach(s -> {
            shown.add(Attempt.told("a refused write of the run", s.refused()));
            shown.add(Attempt.told("a GET that shows what it wrote", new Ledger.Told(s.get(), List.of())));
        });
        if (!shown.isEmpty()) {
            String what = shown.get(0).method() + " was answered "
                    + shown.get(0).exchange().answer();
            return new Judgement(
                    Outcome.FAIL,
                    wrong + ": the " + what,
                    late ? Misdeed.PERFORMED_LATE : Misdeed.REFUSED_YET_PERFORMED,
                    true,
                    false,
                    shown.stream().limit(SHOWN).toList());
        }
        return ledger.refusals().stream()
                .findFirst()
                .map(e -> Judgement.pass(
                        Attempt.told("an answer of the run", e),
                        "none of " + ledger.refusalsFollowed() + " refused writes of the run " + fine))
                .orElse(nothingSeen());
    }

    /** One strong tag of one representation names one string of octets, whichever exchanges showed it. */
    static Judgement oneTagOneContent(Ledger ledger, Known known) {
        List<Ledger.Clash> clashes = ledger.clashes();
        if (!clashes.isEmpty()) {
            Ledger.Clash first = clashes.get(0);
            List<Attempt> both =
                    new ArrayList<>(List.of(Attempt.told("a GET with a tag that was there before", first.other())));
            first.one().ifPresent(one -> both.add(Attempt.told("the GET before", new Ledger.Told(one, List.of()))));
            return new Judgement(
                            Outcome.FAIL,
                            "two GETs of the run showed the strong tag " + first.tag() + " with different octets",
                            Misdeed.WRONG_FIELD,
                            true,
                            false,
                            both)
                    .due(Due.ANOTHER_TAG);
        }
        return ledger.contents() == 0
                ? new Judgement(
                        Outcome.INCONCLUSIVE, "no GET showed a strong tag", Misdeed.NONE, true, false, List.of())
                : Judgement.pass(
                        Attempt.told("an answer of the run", ledger.anyTagged().orElseThrow()),
                        ledger.contents() + " strong tags of the run each named one string of octets");
    }

    /** An answer that ends elsewhere than it says spoils the next one; a single one may be the network's doing. */
    static Judgement framing(Ledger ledger, Known known) {
        List<Ledger.Misframed> wrong = ledger.misframed();
        if (wrong.isEmpty()) {
            return ledger.refusals().stream()
                    .findFirst()
                    .map(e -> Judgement.pass(
                            Attempt.told("an answer of the run", e),
                            ledger.framed() + " answers with 412 ended where they said"))
                    .orElse(nothingSeen());
        }
        boolean brokenOffOnce = ledger.misframings() == 1 && isBrokenOff(wrong.get(0));
        List<Ledger.Misframed> shown = wrong.stream().limit(SHOWN).toList();
        Judgement judgement = new Judgement(
                brokenOffOnce ? Outcome.INCONCLUSIVE : Outcome.FAIL,
                ledger.misframings() + " of " + ledger.framed() + " answers with 412 are framed wrongly: "
                        + shown.get(0).says(),
                Misdeed.WRONG_FIELD,
                true,
                false,
                shown.stream()
                        .map(m -> Attempt.told("an answer of the run", m.told()))
                        .toList());
        return shown.stream().allMatch(RunOracles::isBrokenOff) ? judgement.due(Due.WHOLE) : judgement;
    }

    private static boolean isBrokenOff(Ledger.Misframed wrong) {
        return wrong.exchange().response().isEmpty();
    }

    /** Such answers are no verdict on anything: they are told, so that a reader knows why requests were sent again. */
    static Judgement overload(Ledger ledger, Known known) {
        return ledger.overloaded().stream()
                .findFirst()
                .map(e -> Judgement.note(
                        Attempt.told("an answer of the run", e),
                        ledger.overloads() + " answers of the run were 429 or 503, and were taken for no verdict"))
                .orElse(new Judgement(
                        Outcome.NOT_APPLICABLE,
                        "no answer of the run was 429 or 503",
                        Misdeed.NONE,
                        true,
                        false,
                        List.of()));
    }

    /** Nothing refused comes into effect later: neither where it was watched nor at the end of the run. */
    static Judgement noLateEffect(List<JudgedCase> judged, List<Attempt> lastLooks, Known known) {
        List<JudgedCase> due = refusalsDue(judged);
        List<JudgedCase> watched = due.stream()
                .filter(c -> c.attempts().stream()
                        .anyMatch(a -> a.late().map(Snapshot::isKnown).orElse(false)))
                .toList();
        List<JudgedCase> late = withMisdeed(due, Misdeed.PERFORMED_LATE);
        if (!late.isEmpty()) {
            return over(
                    Outcome.FAIL,
                    Misdeed.PERFORMED_LATE,
                    of(late, due) + " were refused and changed nothing at first, but came into effect later",
                    late);
        }
        List<Attempt> atTheEnd = new ArrayList<>();
        for (Attempt look : lastLooks) {
            boolean refused = look.status() >= 400 && look.status() < 500 && look.effect() == Effect.NONE;
            boolean changed = look.lateEffect() == Effect.REQUESTED || look.lateEffect() == Effect.OTHER;
            if (refused && changed && !look.showsThirdWrite()) {
                atTheEnd.add(look);
            }
        }
        if (!atTheEnd.isEmpty()) {
            return new Judgement(
                    Outcome.FAIL,
                    "a refused " + atTheEnd.get(0).method()
                            + " changed nothing at first, but had come into effect at the end of the run",
                    Misdeed.PERFORMED_LATE,
                    true,
                    false,
                    atTheEnd.stream().limit(SHOWN).toList());
        }
        List<JudgedCase> fine = honest(watched);
        return fine.isEmpty()
                ? nothingSeen()
                : over(
                        Outcome.PASS,
                        Misdeed.NONE,
                        "refused writes were without effect "
                                + known.target().limits().late().toMillis() + " ms later, and at the end of the run",
                        fine.subList(0, 1));
    }
}
