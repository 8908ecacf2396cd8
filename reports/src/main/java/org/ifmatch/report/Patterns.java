package org.ifmatch.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A choice of rules by id, as in {@code stale-tag/*,race/*,!race/slow-body*}. A rule is chosen when a term names it and
 * no term with {@code !} does; where all terms have {@code !}, the choice starts from all rules. {@code *} stands for
 * any characters, {@code ?} for one.
 */
public final class Patterns {

    private static final Patterns ALL = of("*");

    private final List<Term> terms;

    private Patterns(List<Term> terms) {
        this.terms = terms;
    }

    public static Patterns all() {
        return ALL;
    }

    /** Reads terms with commas between them; text that has none is refused rather than taken for everything. */
    public static Patterns of(String text) {
        List<Term> terms = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(term -> !term.isEmpty())
                .map(Term::of)
                .toList();
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("\"" + text + "\" names no rule; a pattern looks like stale-tag/*");
        }
        return new Patterns(terms);
    }

    public boolean matches(String rule) {
        return matchesAny(List.of(rule));
    }

    /** The same for what has several names: one that is excluded excludes it. */
    public boolean matchesAny(Collection<String> names) {
        boolean chosen = !includesByName();
        for (Term term : terms) {
            if (names.stream().anyMatch(term::names)) {
                if (term.excludes()) {
                    return false;
                }
                chosen = true;
            }
        }
        return chosen;
    }

    /** The terms, as they were written, that name none of these rules. */
    public List<String> unmatched(Collection<String> rules) {
        List<String> unmatched = new ArrayList<>();
        for (Term term : terms) {
            if (rules.stream().noneMatch(term::names)) {
                unmatched.add(term.written());
            }
        }
        return unmatched;
    }

    /** Whether any term says what is chosen, rather than only what is not. */
    public boolean includesByName() {
        return terms.stream().anyMatch(term -> !term.excludes());
    }

    /** The terms as they were written, so that the same choice can be read from it. */
    @Override
    public String toString() {
        return terms.stream().map(Term::written).collect(Collectors.joining(","));
    }

    private record Term(String written, boolean excludes, Pattern ids) {

        static Term of(String written) {
            boolean excludes = written.startsWith("!");
            String glob = excludes ? written.substring(1).strip() : written;
            String regex = glob.chars()
                    .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf((char) c)))
                    .collect(Collectors.joining());
            return new Term(written, excludes, Pattern.compile(regex));
        }

        boolean names(String rule) {
            return ids.matcher(rule).matches();
        }
    }
}
