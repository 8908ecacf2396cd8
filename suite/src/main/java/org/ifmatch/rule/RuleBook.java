package org.ifmatch.rule;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Rules by their ids. The scripted ones are one for each requirement of the catalogue and in its order: tested, or untested with the reason. */
public final class RuleBook {

    /** A group is a class whose public constants are its rules. */
    private static final List<Class<?>> GROUPS = List.of(
            Etags.class,
            StaleTag.class,
            ForeignTag.class,
            CurrentTag.class,
            Weak.class,
            Wildcard.class,
            Missing.class,
            Syntax.class,
            Methods.class,
            Precedence.class,
            Order.class,
            Answers.class,
            Messages.class,
            Continue.class,
            Connections.class,
            Uploads.class,
            SlowBody.class,
            Variants.class,
            NoEffect.class,
            Neighbour.class,
            Race.class);

    private static final RuleBook SCRIPTED = new RuleBook(collect());

    private final Map<String, Rule> rules;

    private RuleBook(Map<String, Rule> rules) {
        this.rules = rules;
    }

    /** The rules whose scenarios are written down. */
    public static RuleBook scripted() {
        return SCRIPTED;
    }

    /** A book of other rules than the catalogue's. */
    public static RuleBook of(List<Rule> rules) {
        Map<String, Rule> all = new LinkedHashMap<>();
        rules.forEach(rule -> all.put(rule.id(), rule));
        return new RuleBook(java.util.Collections.unmodifiableMap(all));
    }

    /** The rules of this book, then those of the other. */
    public RuleBook and(RuleBook other) {
        List<Rule> all = new java.util.ArrayList<>(rules.values());
        all.addAll(other.rules.values());
        return of(all);
    }

    public Collection<Rule> rules() {
        return rules.values();
    }

    public Optional<Rule> rule(String id) {
        return Optional.ofNullable(rules.get(id));
    }

    private static Map<String, Rule> collect() {
        Map<String, Rule> written = new LinkedHashMap<>();
        GROUPS.stream().flatMap(RuleBook::constants).forEach(rule -> {
            if (written.put(rule.id(), rule) != null) {
                throw new IllegalStateException("two rules have the id " + rule.id());
            }
        });
        Map<String, String> reasons = new LinkedHashMap<>();
        Catalogue.Tsv.lines("untested.tsv").forEach(line -> reasons.put(line.split("\t")[0], line.split("\t")[1]));
        Map<String, Rule> inOrder = new LinkedHashMap<>();
        for (Catalogue.Entry entry : Catalogue.entries()) {
            Rule rule = written.get(entry.id());
            inOrder.put(entry.id(), rule != null ? rule : Rule.untested(entry.id(), reason(entry, reasons)));
        }
        return java.util.Collections.unmodifiableMap(inOrder);
    }

    private static String reason(Catalogue.Entry entry, Map<String, String> reasons) {
        String reason = reasons.getOrDefault(entry.id(), reasons.get(entry.group() + "/*"));
        if (reason == null) {
            throw new IllegalStateException("neither a rule nor a reason for " + entry.id());
        }
        return reason;
    }

    private static Stream<Rule> constants(Class<?> group) {
        return Arrays.stream(group.getDeclaredFields())
                .filter(f -> f.getType() == Rule.class && Modifier.isPublic(f.getModifiers()))
                .map(RuleBook::value);
    }

    private static Rule value(Field constant) {
        try {
            return (Rule) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(constant + " cannot be read", e);
        }
    }
}
