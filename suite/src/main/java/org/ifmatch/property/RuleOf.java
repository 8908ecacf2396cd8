package org.ifmatch.property;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ifmatch.property.Evaluation.Truth;
import org.ifmatch.property.Judge.Facts;
import org.ifmatch.property.Step.Beside;
import org.ifmatch.property.Step.Beside.Kind;
import org.ifmatch.property.Step.Verb;
import org.ifmatch.rule.Catalogue;
import org.ifmatch.rule.Judgement;
import org.ifmatch.rule.Misdeed;

/** Which requirement of the catalogue a step breaks, told by what it is made of and by what was done wrong. */
final class RuleOf {

    /** Rules of these groups are broken together by one cause; one that is found in any of them explains the others. */
    private static final List<Set<String>> FAMILIES = List.of(
            Set.of("stale-tag", "foreign-tag", "syntax", "weak", "wildcard", "nego", "missing", "precedence"),
            Set.of("current-tag", "wildcard", "syntax", "weak", "neighbour", "precedence", "no-effect", "etag"),
            Set.of("no-effect", "stale-tag", "method"),
            Set.of("etag"),
            Set.of("precedence", "neighbour", "stale-tag"),
            Set.of("race"));

    private RuleOf() {}

    static String step(Facts f, Truth truth, Judgement judgement) {
        if (f.step().wrote() == Step.Wrote.REPEATED && judgement.misdeed() == Misdeed.PERFORMED) {
            return "stale-tag/already-applied-not-redone";
        }
        String rule = named(f, truth, judgement);
        if (f.step().verb() == Verb.POST && (rule.contains("post") || rule.startsWith("foreign-tag"))) {
            return judgement.misdeed() == Misdeed.LOCKED_OUT ? "current-tag/post" : "stale-tag/post-rejected";
        }
        return rule;
    }

    private static String named(Facts f, Truth truth, Judgement judgement) {
        return switch (judgement.misdeed()) {
            case REFUSED_YET_PERFORMED, SIDE_EFFECT -> "no-effect/content";
            case FALSE_SUCCESS -> "stale-tag/not-false-success";
            case PERFORMED_LATE -> "no-effect/deferred";
            case MISPLACED_STATUS -> f.step().verb().reads() ? readRule(f.step()) : "answer-412/no-304-to-unsafe";
            case CREATED, CONDITION_FIRST -> missing(f);
            default -> f.exists() ? onExisting(f, truth, judgement) : missing(f);
        };
    }

    private static String readRule(Step step) {
        return step.verb() == Verb.HEAD ? "stale-tag/head-412" : "stale-tag/get-412";
    }

    // What does not exist.

    private static String missing(Facts f) {
        String method = f.step().verb().name().toLowerCase(Locale.ROOT);
        boolean star =
                f.step().ifMatch().map(v -> v.roles().contains(Role.STAR)).orElse(false);
        if (star && f.wasDeleted() && f.step().verb() == Verb.PUT) {
            return "wildcard/after-delete";
        }
        if (f.step().verb().reads()) {
            return star ? "wildcard/missing-get" : "missing/get-404-wins";
        }
        return (star ? "wildcard/missing-" : "missing/") + method + (star ? "" : "-tag");
    }

    // What exists.

    private static String onExisting(Facts f, Truth truth, Judgement judgement) {
        Step step = f.step();
        if (!step.beside().isEmpty()) {
            return beside(step, truth, judgement);
        }
        Value value = step.ifMatch().orElse(Value.of(Role.NOTHING));
        boolean lockedOut = judgement.misdeed() == Misdeed.LOCKED_OUT;
        if (f.current().isEmpty() && !value.roles().contains(Role.NOTHING)) {
            return lockedOut ? "wildcard/no-etag-resource" : "foreign-tag/untagged-resource";
        }
        return lockedOut ? lockedOut(step, value) : letThrough(step, value);
    }

    private static String lockedOut(Step step, Value value) {
        String method = step.verb().name().toLowerCase(Locale.ROOT);
        if (!value.name().equals(Value.IF_MATCH)) {
            return "syntax/name-case";
        }
        if (value.members().size() == 1) {
            Role only = value.members().get(0).role();
            boolean blank = value.shapes().contains("a tab") || value.shapes().contains("more blanks than usual");
            if (only == Role.STAR) {
                return blank ? "wildcard/ows" : "wildcard/existing-" + (step.verb() == Verb.HEAD ? "get" : method);
            }
            return blank ? "syntax/list-spacing" : "current-tag/" + (step.verb().reads() ? "get-head" : method);
        }
        return ofList(value);
    }

    private static String ofList(Value value) {
        Set<Role> roles = value.roles();
        if (roles.contains(Role.ENDING_IN_BACKSLASH)) {
            return "syntax/backslash-before-quote";
        }
        if (roles.contains(Role.HIGH)) {
            return "syntax/obs-text";
        }
        if (roles.contains(Role.WEAK) || roles.contains(Role.WEAK_PREVIOUS)) {
            return "weak/in-list";
        }
        if (value.lines() > Value.MANY) {
            return "syntax/many-lines";
        }
        if (value.members().size() > Value.MANY) {
            return "syntax/long-list";
        }
        if (value.lines() > 1) {
            return "syntax/multiple-lines";
        }
        Set<String> shapes = value.shapes();
        if (shapes.contains("an empty member")) {
            return "syntax/empty-elements";
        }
        if (shapes.contains("a member twice")) {
            return "syntax/duplicate-members";
        }
        boolean spaced = shapes.contains("a tab")
                || shapes.contains("more blanks than usual")
                || shapes.contains("no blank after a comma");
        return spaced ? "syntax/list-spacing" : "syntax/list-any-position";
    }

    private static String letThrough(Step step, Value value) {
        Set<Role> roles = new TreeSet<>(value.roles());
        boolean more = roles.size() > 1;
        if (more) {
            roles.remove(Role.NOTHING);
        }
        if (roles.contains(Role.STAR) && value.members().size() > 1) {
            return value.lines() > 1 ? "syntax/multiple-lines-star-mix" : "wildcard/in-list";
        }
        Role telling = roles.stream()
                .max((one, other) -> Integer.compare(one.ordinal(), other.ordinal()))
                .orElse(Role.NOTHING);
        if (telling == Role.CURRENT && !step.verb().reads()) {
            return "weak/w-against-w";
        }
        boolean plain = telling == Role.PREVIOUS || telling == Role.FIRST || telling == Role.FOREIGN;
        if (plain && value.members().size() > 1) {
            return ofList(value);
        }
        if (plain && !value.name().equals(Value.IF_MATCH)) {
            return "syntax/name-case";
        }
        if (step.verb().reads() && !telling.isMalformed()) {
            return telling.rule().contains("%s") || plain ? readRule(step) : telling.rule();
        }
        String method = step.verb().name().toLowerCase(Locale.ROOT);
        return telling == Role.FIRST && step.verb() != Verb.PUT
                ? "stale-tag/" + method + "-rejected"
                : String.format(telling.rule(), method);
    }

    // What stands beside If-Match: each pair has a rule of its own.

    private static String beside(Step step, Truth truth, Judgement judgement) {
        boolean reads = step.verb().reads();
        boolean held = truth == Truth.TRUE;
        boolean none = truth == Truth.ABSENT;
        if (step.has(Kind.NONE_MATCH)) {
            return noneMatch(step, truth, judgement);
        }
        if (step.has(Kind.UNMODIFIED_SINCE_LONG_AGO)) {
            return none
                    ? "neighbour/ius-stale-rejected"
                    : held ? "precedence/ius-ignored-true" : "precedence/ius-ignored-false";
        }
        if (step.has(Kind.UNMODIFIED_SINCE_LATER)) {
            return none
                    ? "neighbour/ius-current"
                    : held ? "precedence/ius-ignored-true" : "precedence/ius-ignored-false";
        }
        if (step.has(Kind.UNMODIFIED_SINCE_GARBAGE)) {
            return none
                    ? "neighbour/ius-invalid-ignored"
                    : held ? "precedence/ius-invalid-with-im" : "precedence/ius-ignored-false";
        }
        if (step.has(Kind.IF_RANGE)) {
            return ifRange(step, held);
        }
        if (step.has(Kind.RANGE) || step.has(Kind.RANGE_BEYOND)) {
            boolean beyond = step.has(Kind.RANGE_BEYOND);
            return !reads
                    ? "precedence/range-on-put-ignored"
                    : (held ? "precedence/im-true-range" : "precedence/im-false-range") + (beyond ? "-unsat" : "");
        }
        return !reads
                ? "precedence/ims-on-put"
                : held ? "precedence/ims-after-im-true" : "precedence/ims-after-im-false";
    }

    private static String noneMatch(Step step, Truth truth, Judgement judgement) {
        Set<Role> roles = step.beside().stream()
                .filter(b -> b.kind() == Kind.NONE_MATCH)
                .flatMap(b -> b.tags().stream())
                .flatMap(v -> v.roles().stream())
                .collect(java.util.stream.Collectors.toSet());
        boolean reads = step.verb().reads();
        boolean weakly = roles.contains(Role.WEAK) && !roles.contains(Role.CURRENT);
        if (weakly && judgement.misdeed() != Misdeed.LOCKED_OUT) {
            return "weak/inm-weak-comparison";
        }
        boolean names = roles.contains(Role.CURRENT) || roles.contains(Role.STAR) || weakly;
        if (truth == Truth.ABSENT) {
            return reads
                    ? "neighbour/inm-304"
                    : roles.contains(Role.STAR) ? "neighbour/inm-star-create" : "neighbour/inm-tag-put";
        }
        boolean star = step.ifMatch().map(v -> v.roles().contains(Role.STAR)).orElse(false);
        if (!reads) {
            return roles.contains(Role.STAR)
                    ? (star ? "precedence/im-star-inm-star" : "precedence/im-true-inm-star-put")
                    : "precedence/im-true-inm-match-put";
        }
        return "precedence/im-" + (truth == Truth.TRUE ? "true" : "false") + "-inm-" + (names ? "match" : "nomatch")
                + "-get";
    }

    private static String ifRange(Step step, boolean held) {
        if (step.verb() != Verb.GET || !step.has(Kind.RANGE)) {
            return "precedence/if-range-without-range";
        }
        boolean weak = step.beside().stream()
                .filter(b -> b.kind() == Kind.IF_RANGE)
                .map(Beside::tags)
                .flatMap(Optional::stream)
                .anyMatch(v -> v.roles().contains(Role.WEAK));
        return !held
                ? "precedence/im-false-if-range-match"
                : weak ? "precedence/if-range-weak" : "precedence/im-true-if-range-stale";
    }

    /**
     * The rules of which one, broken in the same way on the same method, explains that this one is.
     *
     * @param plain whether nothing but the making and the replacing of a resource came before: where more did, chance has
     *     found what a script of the same family need not have met
     */
    static Set<String> explanations(String rule, boolean plain) {
        Set<String> all = new TreeSet<>();
        all.add(rule);
        String group = Catalogue.entry(rule).group();
        if (plain || group.equals("etag") || group.equals("missing") || group.equals("wildcard")) {
            Catalogue.entries().stream()
                    .filter(e -> e.group().equals(group)
                            || plain
                                    && FAMILIES.stream()
                                            .anyMatch(family -> family.contains(group) && family.contains(e.group())))
                    .map(Catalogue.Entry::id)
                    .forEach(all::add);
        }
        return all;
    }
}
