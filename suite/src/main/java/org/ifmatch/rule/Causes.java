package org.ifmatch.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ifmatch.http.EntityTag;
import org.ifmatch.observe.Need;
import org.ifmatch.report.Impact;
import org.ifmatch.report.Level;
import org.ifmatch.report.Outcome;
import org.ifmatch.rule.RunOracle.JudgedCase;
import org.ifmatch.target.Dialect;
import org.ifmatch.target.Relaxation;

/**
 * From what was said of each case to what is said of each rule: what a broken rule explains is BLOCKED by it (catalogue §0.6,
 * It is pure. What the cause is called is told by {@link org.ifmatch.report.diagnosis.Diagnosis}.
 *
 * <p>A case waits for a root when the root is broken in the same way on the same method. A true condition that was accepted
 * says nothing where any tag is accepted, so that it waits as well.
 */
public final class Causes {

    /** Where it shows whether a method evaluates If-Match at all, in this order. */
    private static final Map<String, String> ROOTS = Map.of(
            "PUT", "stale-tag/put-rejected",
            "PATCH", "stale-tag/patch-rejected",
            "DELETE", "stale-tag/delete-rejected",
            "POST", "stale-tag/post-rejected",
            "GET", "stale-tag/get-412",
            "HEAD", "stale-tag/head-412");

    private static final Map<String, String> FOREIGN = Map.of(
            "PUT", "foreign-tag/put-rejected",
            "PATCH", "foreign-tag/patch-rejected",
            "DELETE", "foreign-tag/delete-rejected");

    /** The root where there are no tags at all. */
    private static final String UNTAGGED = "foreign-tag/untagged-resource";

    /** Where it shows whether a true condition is accepted at all. */
    private static final Map<String, List<String>> ACCEPTANCE = Map.of(
            "PUT", List.of("current-tag/put", "wildcard/existing-put"),
            "PATCH", List.of("current-tag/patch", "wildcard/existing-patch"),
            "DELETE", List.of("current-tag/delete", "wildcard/existing-delete"),
            "POST", List.of("current-tag/post"),
            "GET", List.of("current-tag/get-head", "wildcard/existing-get"),
            "HEAD", List.of("current-tag/get-head"));

    /** Whether tags are tags at all. */
    private static final String WELL_FORMED = "etag/syntax-valid";

    private static final Set<Need> NEEDS_OF_TAGS = Set.of(Need.ANY_TAG, Need.STRONG_TAG, Need.WEAK_TAG);

    /** The rules that judge one misdeed wherever it is seen. */
    private static final Map<Misdeed, String> GATHERED = Map.of(
            Misdeed.REFUSED_YET_PERFORMED, "no-effect/content",
            Misdeed.SIDE_EFFECT, "no-effect/content",
            Misdeed.PERFORMED_LATE, "no-effect/deferred",
            Misdeed.FALSE_SUCCESS, "stale-tag/not-false-success");

    /** What destroys data or lies about it: no level and no dialect makes less of it once it is proved. */
    private static final Set<Misdeed> DESTROYS = Set.of(
            Misdeed.PERFORMED,
            Misdeed.REFUSED_YET_PERFORMED,
            Misdeed.PERFORMED_LATE,
            Misdeed.CREATED,
            Misdeed.SIDE_EFFECT,
            Misdeed.FALSE_SUCCESS);

    private static final Set<Misdeed> LETS_THROUGH = Set.of(Misdeed.PERFORMED, Misdeed.CREATED, Misdeed.ANSWERED);
    private static final List<String> WRITES = List.of("PUT", "PATCH", "DELETE", "POST");

    /** Whether other rules cannot be read without this one: it is examined even where only others were chosen. */
    public static boolean isRoot(String id) {
        return ROOTS.containsValue(id)
                || FOREIGN.containsValue(id)
                || acceptances().contains(id)
                || id.equals(UNTAGGED);
    }

    /** The roots without which what is said of a request of this method cannot be read. */
    public static Set<String> rootsOf(String method) {
        Set<String> all = new LinkedHashSet<>(ACCEPTANCE.getOrDefault(method, List.of()));
        Optional.ofNullable(ROOTS.get(method)).ifPresent(all::add);
        Optional.ofNullable(FOREIGN.get(method)).ifPresent(all::add);
        all.add(UNTAGGED);
        return all;
    }

    private static Set<String> acceptances() {
        return ACCEPTANCE.values().stream().flatMap(List::stream).collect(Collectors.toSet());
    }

    /** What is said of a rule: its verdict, and the cases that tell it. */
    public record Said(Rule rule, Outcome verdict, String why, Optional<String> blockedBy, List<JudgedCase> cases) {

        public Said {
            cases = List.copyOf(cases);
        }
    }

    private final Dialect dialect;
    private final Map<String, List<JudgedCase>> judged = new LinkedHashMap<>();
    private final Map<String, Said> said = new HashMap<>();
    private final Set<String> underWay = new LinkedHashSet<>();

    /** @param judged every case of every rule that was examined, as its oracle judged it */
    public Causes(List<JudgedCase> judged, Dialect dialect) {
        this.dialect = dialect;
        for (JudgedCase each : judged) {
            this.judged
                    .computeIfAbsent(each.rule().id(), id -> new ArrayList<>())
                    .add(softened(each));
        }
    }

    // What levels and dialects make of a finding.

    private JudgedCase softened(JudgedCase each) {
        Judgement byLevel = byLevel(each.rule(), each.judgement());
        return new JudgedCase(each.rule(), each.observed(), each.attempts(), byDialect(each.rule(), byLevel));
    }

    /** Catalogue §0: SHOULD and INTEROP warn, MAY notes; a proved lost update stays one whatever the level. */
    private static Judgement byLevel(Rule rule, Judgement judgement) {
        Level level = rule.entry().level();
        // Whatever the SHOULD or MAY is about: the MUST of §13.2.2 is that a true If-Match does not refuse.
        boolean lockedOut = judgement.misdeed() == Misdeed.LOCKED_OUT && (level == Level.SHOULD || level == Level.MAY);
        if (judgement.outcome() != Outcome.FAIL || destroys(judgement) || lockedOut) {
            return judgement;
        }
        return switch (level) {
            case SHOULD -> judgement.as(Outcome.WARN);
            case MAY, NOTE -> judgement.as(Outcome.NOTE);
            case INTEROP ->
                rule.entry().impact() == Impact.LOST_UPDATE
                        ? judgement.because(judgement.why() + " (derived: no sentence of the RFC says so outright)")
                        : judgement.as(Outcome.WARN);
            default -> judgement;
        };
    }

    private static boolean destroys(Judgement judgement) {
        return DESTROYS.contains(judgement.misdeed())
                && (judgement.proved() || judgement.misdeed() == Misdeed.FALSE_SUCCESS);
    }

    /** A dialect speaks of answers; what the state of a resource proves it never relaxes. */
    private Judgement byDialect(Rule rule, Judgement judgement) {
        boolean proved = judgement.outcome() == Outcome.FAIL && (judgement.proved() || destroys(judgement));
        boolean relaxable = judgement.isBad() && !proved;
        Optional<Relaxation> relaxation = dialect.relaxation(rule.id()).filter(r -> relaxable);
        return relaxation
                .map(r -> judgement
                        .as(Outcome.valueOf(r.to().name()))
                        .because(judgement.why() + " (relaxed by dialect " + dialect.name() + ": " + r.because() + ")"))
                .orElse(judgement);
    }

    // What is said of one rule.

    /** What is said of a rule that has cases. */
    public Said of(Rule rule) {
        Said known = said.get(rule.id());
        if (known != null) {
            return known;
        }
        underWay.add(rule.id());
        Said result = decide(rule, judged.getOrDefault(rule.id(), List.of()));
        underWay.remove(rule.id());
        said.put(rule.id(), result);
        return result;
    }

    private Said decide(Rule rule, List<JudgedCase> cases) {
        List<JudgedCase> telling = new ArrayList<>();
        Map<String, Integer> waiting = new LinkedHashMap<>();
        Optional<String> firstWaitsFor = Optional.empty();
        boolean firstSeen = false;
        for (JudgedCase each : cases) {
            if (each.judgement().outcome() == Outcome.NOT_APPLICABLE) {
                continue;
            }
            Optional<String> blocker = blocker(each.rule(), each);
            blocker.ifPresentOrElse(b -> waiting.merge(b, 1, Integer::sum), () -> telling.add(each));
            if (!firstSeen) {
                firstSeen = true;
                firstWaitsFor = blocker;
            }
        }
        Optional<JudgedCase> worst = worst(telling);
        boolean bad = worst.map(w -> w.judgement().isBad()).orElse(false);
        if (!bad && firstWaitsFor.isPresent()) {
            return new Said(
                    rule,
                    Outcome.BLOCKED,
                    "waits for " + firstWaitsFor.get() + ": " + because(firstWaitsFor.get()),
                    firstWaitsFor,
                    cases);
        }
        Optional<String> unseen = worst.filter(w -> w.judgement().outcome() == Outcome.INCONCLUSIVE)
                .flatMap(w -> unseenBecauseOf(rule));
        if (unseen.isPresent()) {
            return new Said(
                    rule, Outcome.BLOCKED, "waits for " + unseen.get() + ": " + because(unseen.get()), unseen, cases);
        }
        if (worst.isEmpty()) {
            return notApplicable(rule, cases);
        }
        String rest = waiting.isEmpty()
                ? ""
                : " ("
                        + waiting.entrySet().stream()
                                .map(e -> e.getValue()
                                        + (e.getValue() == 1 ? " case waits for " : " cases wait for ")
                                        + e.getKey())
                                .collect(Collectors.joining("; "))
                        + ")";
        List<JudgedCase> worstFirst = new ArrayList<>(telling);
        worstFirst.sort(
                Comparator.comparing(c -> Oracle.GRAVITY.indexOf(c.judgement().outcome())));
        return new Said(
                worst.get().rule(),
                worst.get().judgement().outcome(),
                worst.get().judgement().why() + others(rule, telling) + rest,
                Optional.empty(),
                worstFirst);
    }

    /** An inquiry tells each cause once, and may have found several. */
    private static String others(Rule rule, List<JudgedCase> telling) {
        long bad = telling.stream().filter(c -> c.judgement().isBad()).count();
        return rule.inquiry().isEmpty() || bad < 2
                ? ""
                : " (and " + (bad == 2 ? "one other cause" : bad - 1 + " other causes") + ", told below)";
    }

    /** What could not be seen may have been kept from being seen by what is broken. */
    private Optional<String> unseenBecauseOf(Rule rule) {
        if (rule.needs().stream().anyMatch(NEEDS_OF_TAGS::contains) && isFailed(WELL_FORMED)) {
            return Optional.of(WELL_FORMED);
        }
        if (isRoot(rule.id())) {
            return Optional.empty();
        }
        List<String> candidates =
                new ArrayList<>(rule.restsOn().stream().sorted().toList());
        if (rule.overRun().isPresent()) {
            WRITES.forEach(m -> root(m).ifPresent(candidates::add));
            WRITES.forEach(m -> candidates.addAll(ACCEPTANCE.get(m)));
        }
        return candidates.stream().filter(this::isFailed).findFirst();
    }

    private boolean isFailed(String id) {
        return judged.containsKey(id)
                && !underWay.contains(id)
                && of(judged.get(id).get(0).rule()).verdict() == Outcome.FAIL;
    }

    private String because(String id) {
        return judged.getOrDefault(id, List.of()).stream()
                .filter(c -> c.judgement().isBad())
                .findFirst()
                .map(c -> c.judgement().why())
                .orElse("it is broken");
    }

    private static Said notApplicable(Rule rule, List<JudgedCase> cases) {
        String why = cases.isEmpty()
                ? "the target gives no occasion for it"
                : cases.get(0).judgement().why();
        return new Said(rule, Outcome.NOT_APPLICABLE, why, Optional.empty(), cases);
    }

    private static Optional<JudgedCase> worst(List<JudgedCase> cases) {
        return cases.stream()
                .min(Comparator.comparing(
                        c -> Oracle.GRAVITY.indexOf(c.judgement().outcome())));
    }

    // What a case waits for.

    private Optional<String> blocker(Rule rule, JudgedCase each) {
        Judgement judgement = each.judgement();
        boolean wrong = judgement.isBad() || judgement.outcome() == Outcome.INCONCLUSIVE;
        if (isOverAll(rule, each)) {
            return wrong
                            && judgement.misdeed() != Misdeed.NONE
                            && rule.overRun().isEmpty()
                    ? rested(rule, each, "")
                    : Optional.empty();
        }
        boolean lockedOutAtTheRoot = judgement.misdeed() == Misdeed.LOCKED_OUT
                && wrong
                && acceptances().contains(rule.id());
        if (!isRoot(each.method(), rule) && !lockedOutAtTheRoot && letsAnyTagThrough(each.method())) {
            boolean saysNothing =
                    wrong && isConditional(each) || isAcceptance(each) || LETS_THROUGH.contains(judgement.misdeed());
            if (saysNothing) {
                return root(each.method());
            }
        }
        if (!wrong || judgement.misdeed() == Misdeed.NONE) {
            return Optional.empty();
        }
        return malformedTag(rule, each)
                .or(() -> unraced(rule))
                .or(() -> rootOfSameMisdeed(rule, each))
                .or(() -> lockedOut(rule, each))
                .or(() -> gathered(rule, each))
                .or(() -> rested(rule, each, each.method()));
    }

    /** What all exchanges of the run together show is of no one method. */
    private static boolean isOverAll(Rule rule, JudgedCase each) {
        boolean has = rule.overRun().isPresent() || rule.overLedger().isPresent();
        return has && rule.cases().stream().noneMatch(each.observed()::equals);
    }

    /** A condition that is made of an ETag which is no entity tag is malformed itself, and says nothing but at a root. */
    private Optional<String> malformedTag(Rule rule, JudgedCase each) {
        boolean malformed = each.attempts().stream()
                .anyMatch(a -> a.before()
                        .etag()
                        .filter(tag -> EntityTag.parse(tag).isEmpty())
                        .filter(tag -> a.exchange().request().fields().stream()
                                .anyMatch(f -> f.value().contains(tag)))
                        .isPresent());
        return malformed && !isRoot(rule.id()) && isFailed(WELL_FORMED) ? Optional.of(WELL_FORMED) : Optional.empty();
    }

    /** Whether the rule is where it shows that this method evaluates nothing; it waits for no other. */
    private boolean isRoot(String method, Rule rule) {
        return root(method).filter(rule.id()::equals).isPresent();
    }

    private Optional<String> root(String method) {
        boolean untagged = judged.getOrDefault(UNTAGGED, List.of()).stream()
                .anyMatch(c -> c.method().equals(method));
        return untagged ? Optional.of(UNTAGGED) : Optional.ofNullable(ROOTS.get(method));
    }

    /** A stale and a foreign tag are both answered in this wrong way: every other false condition is, too. */
    private Optional<String> rootOfSameMisdeed(Rule rule, JudgedCase each) {
        Misdeed misdeed = each.judgement().misdeed();
        boolean byItself = ROOTS.containsValue(rule.id())
                || rule.ownMisdeeds().contains(misdeed)
                || LETS_THROUGH.contains(misdeed);
        return root(each.method())
                .filter(root -> !byItself)
                .filter(root -> isBadWith(root, each.method(), misdeed))
                .filter(root -> isBadWith(FOREIGN.getOrDefault(each.method(), root), each.method(), misdeed));
    }

    private Optional<String> lockedOut(Rule rule, JudgedCase each) {
        if (each.judgement().misdeed() != Misdeed.LOCKED_OUT
                || rule.ownMisdeeds().contains(Misdeed.LOCKED_OUT)) {
            return Optional.empty();
        }
        List<String> acceptances = ACCEPTANCE.getOrDefault(each.method(), List.of());
        return acceptances.stream()
                .filter(id -> !id.equals(rule.id()))
                .filter(id -> acceptances.indexOf(id) < indexOrEnd(acceptances, rule.id()))
                .filter(id -> isBroken(id, each.method(), Misdeed.LOCKED_OUT))
                .filter(id -> !refusesTagsWhereStarsFail(each, id))
                .findFirst();
    }

    private Optional<String> gathered(Rule rule, JudgedCase each) {
        Misdeed misdeed = each.judgement().misdeed();
        boolean byItself = rule.ownMisdeeds().contains(misdeed)
                || ROOTS.containsValue(rule.id()) && misdeed != Misdeed.SIDE_EFFECT;
        return Optional.ofNullable(GATHERED.get(misdeed))
                .filter(id -> !byItself && !id.equals(rule.id()))
                .filter(id -> isBroken(id, "", misdeed));
    }

    private Optional<String> rested(Rule rule, JudgedCase each, String method) {
        if (rule.ownMisdeeds().contains(each.judgement().misdeed())) {
            return Optional.empty();
        }
        return rule.restsOn().stream()
                .sorted()
                .filter(id -> isBroken(id, method, each.judgement().misdeed()))
                .map(this::rootOf)
                .filter(id -> !id.equals(rule.id()))
                .findFirst();
    }

    /** A race is not looked at while what it stands on is broken; neither counts one that chance came across. */
    private Optional<String> unraced(Rule rule) {
        return rule.races().isEmpty()
                ? Optional.empty()
                : rule.restsOn().stream().sorted().filter(this::isFailed).findFirst();
    }

    private static boolean isConditional(JudgedCase each) {
        return each.judgement().shown().stream()
                .anyMatch(a -> a.exchange().request().field("If-Match").isPresent());
    }

    private static int indexOrEnd(List<String> ids, String id) {
        return ids.contains(id) ? ids.indexOf(id) : ids.size();
    }

    /**
     * A refused * is a finding of its own where tags are accepted, and does not explain a refused tag. Where tags are refused as
     * well, every condition is.
     */
    private static boolean refusesTagsWhereStarsFail(JudgedCase each, String acceptance) {
        boolean star = each.attempts().stream()
                .allMatch(a -> a.exchange()
                        .request()
                        .field("If-Match")
                        .map(v -> v.strip().equals("*"))
                        .orElse(false));
        return each.judgement().outcome() != Outcome.INCONCLUSIVE && !star && acceptance.startsWith("wildcard/");
    }

    /** A request with If-Match was performed, or answered, and its oracle is content with that. */
    private static boolean isAcceptance(JudgedCase each) {
        Outcome outcome = each.judgement().outcome();
        return (outcome == Outcome.PASS || outcome == Outcome.NOTE)
                && each.judgement().shown().stream()
                        .anyMatch(a -> a.succeeded()
                                && a.exchange().request().field("If-Match").isPresent());
    }

    private String rootOf(String id) {
        return Optional.ofNullable(said.get(id)).flatMap(Said::blockedBy).orElse(id);
    }

    /** Whether the rule turned out broken in this way on this method ("" for any), or waits for one that is. */
    private boolean isBroken(String id, String method, Misdeed misdeed) {
        List<JudgedCase> cases = judged.getOrDefault(id, List.of());
        if (cases.isEmpty() || underWay.contains(id)) {
            return false;
        }
        Said other = of(cases.get(0).rule());
        boolean broken = other.verdict() == Outcome.FAIL
                || other.verdict() == Outcome.WARN
                || other.verdict() == Outcome.BLOCKED;
        return broken
                && cases.stream()
                        .anyMatch(c -> c.judgement().isBad()
                                && c.judgement().misdeed() == misdeed
                                && (method.isEmpty()
                                        || c.method().equals(method)
                                        || c.method().isEmpty()));
    }

    private boolean isBadWith(String id, String method, Misdeed misdeed) {
        return first(id, method)
                .map(JudgedCase::judgement)
                .map(j -> j.isBad() && j.misdeed() == misdeed)
                .orElse(false);
    }

    private Optional<JudgedCase> first(String id, String method) {
        return judged.getOrDefault(id, List.of()).stream()
                .filter(c -> c.method().equals(method))
                .filter(c -> c.judgement().outcome() != Outcome.NOT_APPLICABLE)
                .findFirst();
    }

    // Methods that evaluate nothing.

    /** Replaced tags and tags that were never issued let this method through alike. */
    private boolean letsAnyTagThrough(String method) {
        String root = ROOTS.get(method);
        if (root == null) {
            return false;
        }
        boolean stale = first(root, method).map(Causes::letThrough).orElse(false);
        String foreign = FOREIGN.getOrDefault(method, root);
        List<JudgedCase> others = judged.getOrDefault(foreign, List.of()).stream()
                .filter(c -> c.method().equals(method))
                .filter(c -> c.judgement().outcome() != Outcome.NOT_APPLICABLE)
                .filter(c -> c.judgement().outcome() != Outcome.INCONCLUSIVE)
                .toList();
        boolean untagged = judged.getOrDefault(UNTAGGED, List.of()).stream()
                .anyMatch(c -> c.method().equals(method) && letThrough(c));
        return untagged || stale && others.stream().allMatch(Causes::letThrough);
    }

    private static boolean letThrough(JudgedCase each) {
        return each.judgement().isBad()
                && LETS_THROUGH.contains(each.judgement().misdeed());
    }
}
