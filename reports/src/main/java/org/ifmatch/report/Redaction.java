package org.ifmatch.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes secrets out of whatever is about to be shown or written, wherever they came from: a server may echo them. It
 * works on whole strings, so it goes before any cutting or escaping, which could leave half a secret standing.
 */
public final class Redaction {

    public static final Redaction NONE = of(List.of());

    private static final String SHOWN_INSTEAD = "***";
    private static final Pattern PERCENT_ENCODED = Pattern.compile("%[0-9A-Fa-f]{2}");

    /** Empty where there is nothing to hide: contents of megabytes are then not searched for it. */
    private final Optional<Pattern> secrets;

    private Redaction(Optional<Pattern> secrets) {
        this.secrets = secrets;
    }

    /** @param secrets each in every form in which it may appear: plain, percent-encoded, in Base64 */
    public static Redaction of(Collection<String> secrets) {
        String longestFirst = secrets.stream()
                .filter(secret -> !secret.isBlank())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Redaction::inAnyEncodingCase)
                .collect(Collectors.joining("|"));
        // An empty alternation would match everywhere.
        return new Redaction(longestFirst.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(longestFirst)));
    }

    /** A server is free to echo {@code %2F} as {@code %2f}. */
    private static String inAnyEncodingCase(String secret) {
        StringBuilder regex = new StringBuilder();
        Matcher encoded = PERCENT_ENCODED.matcher(secret);
        int from = 0;
        while (encoded.find()) {
            regex.append(Pattern.quote(secret.substring(from, encoded.start())))
                    .append("(?i:")
                    .append(encoded.group())
                    .append(')');
            from = encoded.end();
        }
        return regex.append(Pattern.quote(secret.substring(from))).toString();
    }

    public String apply(String text) {
        return secrets.map(each -> each.matcher(text).replaceAll(Matcher.quoteReplacement(SHOWN_INSTEAD)))
                .orElse(text);
    }

    public List<String> apply(List<String> texts) {
        return texts.stream().map(this::apply).toList();
    }

    /** Names and values, however deep. */
    public Map<String, Object> apply(Map<String, Object> values) {
        Map<String, Object> shown = new LinkedHashMap<>();
        values.forEach((name, value) -> shown.put(apply(name), plain(value)));
        return shown;
    }

    private Object plain(Object value) {
        if (value instanceof String text) {
            return apply(text);
        }
        if (value instanceof Map<?, ?> map) {
            return apply(Plain.map(map));
        }
        if (value instanceof Collection<?> list) {
            List<Object> shown = new ArrayList<>();
            list.forEach(each -> shown.add(plain(each)));
            return shown;
        }
        return value;
    }

    /** Everything but the words of the suite itself: ids, levels, sections, outcomes and the target's name. */
    public Results apply(Results results) {
        About target = results.target();
        GateDecision gate = results.gate();
        Map<String, BaselineEntry> baselined = new LinkedHashMap<>();
        results.baselined().forEach((rule, entry) -> baselined.put(rule, apply(entry)));
        return new Results(
                new About(target.name(), apply(target.url()), target.dialect()),
                results.run(),
                apply(results.capabilities()),
                results.headlines().stream()
                        .map(line -> line.saying(apply(line.says())))
                        .toList(),
                results.findings().stream().map(this::apply).toList(),
                apply(results.left()),
                results.unexamined().map(this::apply),
                results.only().map(this::apply),
                baselined,
                new GateDecision(gate.passed(), apply(gate.reasons()), apply(gate.notes()), gate.strict()));
    }

    public Finding apply(Finding finding) {
        return new Finding(
                finding.rule(),
                finding.level(),
                finding.section(),
                finding.impact(),
                apply(finding.says()),
                finding.tested(),
                finding.verdict(),
                apply(finding.why()),
                finding.blockedBy(),
                apply(finding.missing()),
                finding.cases().stream().map(this::apply).toList(),
                apply(finding.measured()));
    }

    private Case apply(Case tried) {
        return new Case(
                apply(tried.what()),
                tried.outcome(),
                apply(tried.why()),
                apply(tried.evidence()),
                apply(tried.reproduce()),
                tried.recipe().map(this::apply),
                tried.misdeed());
    }

    private Recipe apply(Recipe recipe) {
        return new Recipe(recipe.steps().stream().map(this::apply).toList(), recipe.due());
    }

    private Recipe.Step apply(Recipe.Step step) {
        if (step instanceof Recipe.Fresh fresh) {
            return new Recipe.Fresh(fresh.url(), fresh.name(), apply(fresh.before()), apply(fresh.after()));
        }
        if (step instanceof Recipe.Learn learn) {
            return new Recipe.Learn(learn.tag(), apply(learn.url()), apply(learn.then()));
        }
        if (step instanceof Recipe.Send send) {
            return new Recipe.Send(
                    send.method(),
                    apply(send.url()),
                    send.fields().stream()
                            .map(line -> new Recipe.Line(line.name(), apply(line.value())))
                            .toList(),
                    apply(send.content()),
                    send.location(),
                    send.raw(),
                    send.judged(),
                    apply(send.answered()));
        }
        return step;
    }

    /** Its maker put variables in the place of secrets; what a server made of one may still stand in the rest. */
    private Recipe.Text apply(Recipe.Text text) {
        return new Recipe.Text(text.parts().stream()
                .map(part -> part instanceof Recipe.Literal literal ? new Recipe.Literal(apply(literal.text())) : part)
                .toList());
    }

    private Evidence apply(Evidence evidence) {
        if (evidence instanceof Exchanges seen) {
            return new Exchanges(
                    seen.exchanges().stream().map(this::apply).toList(),
                    seen.controls().stream().map(this::apply).toList());
        }
        if (evidence instanceof Timeline timeline) {
            return new Timeline(
                    apply(timeline.sentences()),
                    timeline.operations().stream().map(this::apply).toList(),
                    timeline.versions().stream().map(this::apply).toList());
        }
        if (evidence instanceof Story story) {
            return new Story(
                    story.steps().stream()
                            .map(step -> new Story.Step(apply(step.says()), apply(step.exchange())))
                            .toList(),
                    apply(story.program()));
        }
        throw new IllegalStateException("no redaction is known for " + evidence.getClass());
    }

    private Timeline.Operation apply(Timeline.Operation operation) {
        return new Timeline.Operation(
                operation.id(),
                operation.lane(),
                apply(operation.asked()),
                apply(operation.answered()),
                operation.calledNanos(),
                operation.returnedNanos(),
                operation.part(),
                apply(operation.request()),
                apply(operation.answer()));
    }

    private Timeline.Version apply(Timeline.Version version) {
        return new Timeline.Version(
                version.name(),
                version.tag().map(this::apply),
                version.writer(),
                version.fromNanos(),
                version.toNanos());
    }

    private ShownExchange apply(ShownExchange exchange) {
        return new ShownExchange(
                apply(exchange.label()),
                apply(exchange.request()),
                apply(exchange.answer()),
                exchange.problem().map(this::apply),
                exchange.startMicros(),
                exchange.tookMicros());
    }

    private BaselineEntry apply(BaselineEntry entry) {
        return new BaselineEntry(
                entry.rule(),
                apply(entry.because()),
                entry.until(),
                entry.link().map(this::apply),
                entry.flaky(),
                apply(entry.where()));
    }
}
