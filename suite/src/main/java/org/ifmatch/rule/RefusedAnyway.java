package org.ifmatch.rule;

import static org.ifmatch.observe.Scenario.attempts;
import static org.ifmatch.rule.Conditions.ifMatch;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ifmatch.http.Field;
import org.ifmatch.http.Response;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Effect;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Lab;
import org.ifmatch.observe.Need;
import org.ifmatch.observe.Resource;
import org.ifmatch.observe.Scenario;
import org.ifmatch.observe.Writer;
import org.ifmatch.report.Outcome;
import org.ifmatch.target.Probes;

/**
 * RFC 9110 §13.2.1: requests that are refused whatever their condition, asked without one and with one of each kind. Where a
 * replaced and the current tag are answered differently, a stranger can find out what the current tag is.
 */
final class RefusedAnyway {

    private static final Field NO_SUCH_TYPE = Field.of("Accept", "application/x-nobody-knows");

    static final Set<Integer> FOR_STRANGERS = Set.of(401, 403, 404);
    static final Set<Integer> FORBIDDEN = Set.of(401, 403, 404);
    static final Set<Integer> NOT_ALLOWED = Set.of(405, 501);
    static final Set<Integer> NOT_ACCEPTABLE = Set.of(406);
    static final Set<Integer> REDIRECTED = Set.of(301, 302, 303, 307, 308);

    static final Scenario STRANGERS_PUT = byStranger("PUT").needing(Need.WRONG_CREDENTIALS, Need.PUT_UPDATE);
    static final Scenario STRANGERS_GET = byStranger("GET").needing(Need.WRONG_CREDENTIALS);
    static final Scenario STRANGERS_DELETE = byStranger("DELETE").needing(Need.WRONG_CREDENTIALS, Need.DELETE);
    static final Scenario FORBIDDEN_PUT =
            at("PUT", "a URL that may not be written", p -> p.forbidden()).needing(Need.FORBIDDEN_URL);
    static final Scenario FORBIDDEN_GET =
            at("GET", "a URL that may not be written", p -> p.forbidden()).needing(Need.FORBIDDEN_URL);
    static final Scenario READ_ONLY_PUT =
            at("PUT", "a URL that allows no writes", p -> p.readOnly()).needing(Need.READ_ONLY_URL);
    static final Scenario REDIRECTING_PUT =
            at("PUT", "a URL that redirects", p -> p.redirect()).needing(Need.REDIRECTING_URL);
    static final Scenario REDIRECTING_GET =
            at("GET", "a URL that redirects", p -> p.redirect()).needing(Need.REDIRECTING_URL);

    static final Scenario NOT_SERVED =
            attempts("a GET of a type that is not served, without a condition and with each kind of it", lab -> {
                Resource note = lab.resource();
                Map<String, Field> conditions = conditions(lab, note);
                return asked("a GET of a type that is not served", conditions, condition -> {
                    List<Field> fields = new ArrayList<>(condition);
                    fields.add(NO_SUCH_TYPE);
                    return note.attemptAlone("GET", Writer.NOTHING, fields);
                });
            });

    private RefusedAnyway() {}

    private static Scenario byStranger(String method) {
        String what = "a " + method + " with wrong credentials";
        return attempts(what + ", without a condition and with each kind of it", lab -> {
            Resource note = lab.resource();
            Map<String, Field> conditions = conditions(lab, note);
            List<Attempt> all = new ArrayList<>(asked(
                    what, conditions, condition -> note.attemptByStranger(method, writer(lab, method), condition)));
            if (!method.equals("GET")) {
                all.add(note.attemptByStranger("GET", Writer.NOTHING, List.of()).named("a GET with wrong credentials"));
            }
            return all;
        });
    }

    private static Writer writer(Lab lab, String method) {
        return method.equals("PUT") ? r -> Optional.of(lab.fresh(r)) : Writer.NOTHING;
    }

    private static Scenario at(String method, String words, Function<Probes, Optional<URI>> probe) {
        String what = "a " + method + " to " + words;
        return attempts(what + ", without a condition and with each kind of it", lab -> {
            URI url = probe.apply(lab.known().target().probes()).orElseThrow();
            Resource place = lab.probed(url);
            Map<String, Field> conditions = new LinkedHashMap<>();
            conditions.put("a foreign tag", ifMatch(Tags.random(lab)));
            place.state().etag().ifPresent(tag -> conditions.put("its current tag", ifMatch(tag)));
            conditions.put("*", ifMatch("*"));
            conditions.put("garbage for a condition", ifMatch("garbage"));
            return askedCarefully(
                    what, conditions, condition -> place.attemptAlone(method, writer(lab, method), condition));
        });
    }

    private static Map<String, Field> conditions(Lab lab, Resource note) {
        Map<String, Field> conditions = new LinkedHashMap<>();
        conditions.put("a foreign tag", ifMatch(Tags.random(lab)));
        boolean tagged = Need.ANY_TAG.isMetBy(lab.known());
        if (tagged && Need.PUT_UPDATE.isMetBy(lab.known())) {
            conditions.put("a replaced tag", ifMatch(note.tag()));
            note.overwrite();
        }
        if (tagged) {
            conditions.put("its current tag", ifMatch(note.tag()));
        }
        conditions.put("*", ifMatch("*"));
        conditions.put("garbage for a condition", ifMatch("garbage"));
        return conditions;
    }

    /** The plain request first: where that is performed nothing is refused, and there is nothing to see. */
    private static List<Attempt> asked(String what, Map<String, Field> conditions, Function<List<Field>, Attempt> ask) {
        Attempt plain = ask.apply(List.of()).named(what + " and without a condition");
        if (plain.succeeded()) {
            return List.of(plain);
        }
        List<Attempt> all = new ArrayList<>(List.of(plain));
        conditions.forEach((words, field) -> all.add(ask.apply(List.of(field)).named(what + " and with " + words)));
        return all;
    }

    /** What stands there is not the run's own, so that the request that is least likely to be performed goes first. */
    private static List<Attempt> askedCarefully(
            String what, Map<String, Field> conditions, Function<List<Field>, Attempt> ask) {
        List<Attempt> all = new ArrayList<>();
        for (Map.Entry<String, Field> each : conditions.entrySet()) {
            Attempt attempt = ask.apply(List.of(each.getValue())).named(what + " and with " + each.getKey());
            all.add(attempt);
            if (all.size() == 1 && attempt.succeeded()) {
                return all;
            }
        }
        all.add(ask.apply(List.of()).named(what + " and without a condition"));
        return all;
    }

    // How it is judged.

    /** Every condition gets the answer that the request gets without one. */
    static Oracle alike(Set<Integer> due) {
        return (attempts, known) -> {
            Optional<Judgement> aside = notRefused(attempts, due);
            if (aside.isPresent()) {
                return aside.get();
            }
            Attempt plain = plain(attempts).orElseThrow();
            List<Judgement> all = new ArrayList<>();
            conditional(attempts).forEach(a -> all.add(likePlain(a, plain, due)));
            toldApart(attempts).ifPresent(all::add);
            return Oracle.worst(all);
        };
    }

    /** A true condition is no permission. */
    static Oracle refusedThoughTrue(Set<Integer> due) {
        return (attempts, known) -> notRefused(attempts, due)
                .orElseGet(() -> Oracle.worst(conditional(attempts).stream()
                        .map(a -> a.succeeded() || isChanged(a)
                                ? performed(a)
                                : Judgement.pass(
                                        a,
                                        a.what() + " is answered "
                                                + a.exchange().answer()))
                        .toList()));
    }

    /** What a stranger is answered shows neither the tag nor the content. */
    static Judgement nothingLeaks(List<Attempt> attempts, Known known) {
        Optional<Judgement> aside = notRefused(attempts, FOR_STRANGERS);
        Optional<Attempt> readable = attempts.stream()
                .filter(a -> a.method().equals("GET") && a.succeeded())
                .filter(a -> a.exchange().request().field("If-Match").isEmpty())
                .findFirst();
        if (aside.isPresent() || readable.isPresent()) {
            return aside.orElseGet(() ->
                    Judgement.notApplicable(readable.get(), "anybody may read the resource, so that nothing can leak"));
        }
        for (Attempt attempt : attempts) {
            Optional<String> tag = attempt.response().flatMap(Response::etag);
            boolean current = tag.isPresent() && tag.equals(attempt.before().etag());
            String text = attempt.response().map(Response::text).orElse("");
            boolean content = attempt.before().nonces().stream().anyMatch(text::contains);
            if (!attempt.succeeded() && (current || content)) {
                return Judgement.warn(
                        attempt,
                        Misdeed.WRONG_FIELD,
                        attempt.what() + " is answered " + attempt.exchange().answer() + ", which tells "
                                + (content ? "the content" : "the current tag " + tag.get())
                                + " to somebody who may not read it");
            }
        }
        return Judgement.pass(attempts.get(0), "neither tag nor content is shown to somebody with wrong credentials");
    }

    private static Optional<Attempt> plain(List<Attempt> attempts) {
        return attempts.stream()
                .filter(a -> a.exchange().request().field("If-Match").isEmpty())
                .findFirst();
    }

    private static List<Attempt> conditional(List<Attempt> attempts) {
        return attempts.stream()
                .filter(a -> a.exchange().request().field("If-Match").isPresent())
                .toList();
    }

    private static Optional<Judgement> notRefused(List<Attempt> attempts, Set<Integer> due) {
        Optional<Attempt> plain = plain(attempts);
        if (plain.isEmpty()) {
            Attempt last = attempts.get(attempts.size() - 1);
            return Optional.of(Judgement.notApplicable(
                    last, last.what() + " is answered " + last.exchange().answer() + ": it is not refused there"));
        }
        int status = plain.get().status();
        if (due.contains(status)) {
            return Optional.empty();
        }
        String words =
                plain.get().what() + " is answered " + plain.get().exchange().answer();
        return Optional.of(
                Oracles.isPassing(status)
                        ? Judgement.again(plain.get(), Outcome.INCONCLUSIVE, Misdeed.NONE, words)
                        : Judgement.notApplicable(plain.get(), words));
    }

    private static boolean isChanged(Attempt a) {
        return a.effect() == Effect.REQUESTED || a.effect() == Effect.OTHER;
    }

    private static Judgement performed(Attempt a) {
        String words = a.what() + " is answered " + a.exchange().answer() + ": a condition is no permission";
        return isChanged(a)
                ? Judgement.fail(a, Misdeed.CONDITION_FIRST, words)
                : Judgement.failByAnswer(a, Misdeed.CONDITION_FIRST, words);
    }

    private static Judgement likePlain(Attempt a, Attempt plain, Set<Integer> due) {
        // What a refused request does without a condition, too, is no matter of conditions.
        if (a.succeeded() || isChanged(a) && !isChanged(plain)) {
            return performed(a);
        }
        String answered = a.what() + " is answered " + a.exchange().answer();
        if (a.status() == 412 || a.status() == 304) {
            return Judgement.failByAnswer(
                    a,
                    Misdeed.CONDITION_FIRST,
                    answered + ", without a condition " + plain.exchange().answer()
                            + ": the condition is to be ignored then");
        }
        if (a.status() == plain.status()) {
            return Judgement.pass(a, answered + ", like the request without a condition");
        }
        if (Oracles.isPassing(a.status())) {
            return Judgement.again(a, Outcome.INCONCLUSIVE, Misdeed.NONE, answered);
        }
        boolean malformed =
                a.status() == 400 && a.exchange().request().field("If-Match").equals(Optional.of("garbage"));
        return malformed || due.contains(a.status())
                ? Judgement.pass(a, answered)
                : Judgement.warn(
                        a,
                        Misdeed.OTHER_STATUS,
                        answered + ", without a condition " + plain.exchange().answer());
    }

    /** Another status to the current tag than to others tells it to whoever asks often enough. */
    private static Optional<Judgement> toldApart(List<Attempt> attempts) {
        Map<Boolean, Set<Integer>> statuses = conditional(attempts).stream()
                .filter(a -> a.exchange()
                        .request()
                        .field("If-Match")
                        .map(v -> v.startsWith("\"") || v.startsWith("W/"))
                        .orElse(false))
                .filter(a -> !Oracles.isPassing(a.status()))
                .collect(Collectors.partitioningBy(
                        a -> a.exchange()
                                .request()
                                .field("If-Match")
                                .equals(a.before().etag()),
                        Collectors.mapping(Attempt::status, Collectors.toSet())));
        Set<Integer> current = statuses.get(true);
        Set<Integer> others = statuses.get(false);
        boolean told = !current.isEmpty() && !others.isEmpty() && !current.equals(others);
        return told
                ? Optional.of(Judgement.failByAnswer(
                        attempts.get(0),
                        Misdeed.CONDITION_FIRST,
                        "the current tag is answered " + current + ", others " + others
                                + ": who may not read the resource can find out its tag"))
                : Optional.empty();
    }
}
