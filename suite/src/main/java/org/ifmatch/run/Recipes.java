package org.ifmatch.run;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Field;
import org.ifmatch.http.Request;
import org.ifmatch.http.Response;
import org.ifmatch.observe.Attempt;
import org.ifmatch.report.Recipe;
import org.ifmatch.report.Recipe.Due;
import org.ifmatch.report.Recipe.Literal;
import org.ifmatch.report.Recipe.Part;
import org.ifmatch.report.Recipe.Text;
import org.ifmatch.report.render.ShellLines;

/**
 * The story of an attempt as a recipe for a fresh resource: URLs and tags are variables, since both are others the next time,
 * and so are secrets.
 */
final class Recipes {

    /** Fields that every client writes itself, or that make no difference to what is shown. */
    private static final List<String> LEFT_OUT = List.of("Host", "Content-Length", "User-Agent", "Cache-Control");
    /** A pause between two requests that was longer than this, in milliseconds, is a part of the story. */
    private static final long A_PAUSE = 900;

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Set<String> FRAMING = Set.of("transfer-encoding", "trailer", "expect", "connection");
    private static final Pattern OUR_NAME = Pattern.compile("ifmatch-[0-9a-f]+-\\d+");
    private static final Pattern FILLER = Pattern.compile("\\.{1000,}");

    private final Map<String, Part> variables = new LinkedHashMap<>();
    private final List<Recipe.Step> steps = new ArrayList<>();
    /** The names of the run's own resources, each with the part of it that is made up anew. */
    private Map<String, String> names = Map.of();

    private int urls;
    private int tags;

    private Recipes(Map<String, String> secrets) {
        secrets.forEach((secret, name) -> variables.put(secret, new Recipe.Secret(name)));
    }

    /**
     * The recipe, where it is known what brought the attempt about.
     *
     * @param secrets what must not be shown, each with the name of the variable that is to hold it
     */
    static Optional<Recipe> of(Attempt attempt, Optional<Due> due, Map<String, String> secrets) {
        return attempt.story().contains(attempt.exchange())
                ? Optional.of(new Recipes(secrets).write(attempt, due))
                : Optional.empty();
    }

    private Recipe write(Attempt attempt, Optional<Due> due) {
        names = shortest(attempt.story());
        long last = 0;
        for (Exchange exchange : attempt.story()) {
            long pause = last == 0 ? 0 : (exchange.times().begun() - last) / 1_000_000;
            last = exchange.times().ended();
            boolean judged = exchange == attempt.exchange();
            if (pause > A_PAUSE) {
                steps.add(new Recipe.Pause((int) ((pause + 999) / 1000)));
            }
            if (isLook(exchange) && !judged) {
                learn(exchange);
            } else {
                send(exchange, judged, due.flatMap(Due::field));
            }
            if (judged) {
                break;
            }
        }
        boolean compared = due.filter(d -> d == Due.ANOTHER_TAG).isPresent();
        boolean learned = steps.stream().anyMatch(Recipe.Learn.class::isInstance);
        return new Recipe(steps, due.filter(d -> !compared || learned));
    }

    // By hand.

    /** Whether a connection by hand is a part of the story, which a recipe cannot tell. */
    static boolean isByHand(Attempt attempt) {
        return attempt.conversation().isPresent() || attempt.story().stream().anyMatch(TalkScript::isCut);
    }

    /** The story as lines for bash: what comes before a connection by hand is written as usual. */
    static String byHand(Attempt attempt, Map<String, String> secrets) {
        return new Recipes(secrets).writeByHand(attempt);
    }

    private String writeByHand(Attempt attempt) {
        names = shortest(attempt.story());
        StringBuilder script = new StringBuilder();
        TalkScript byHand = new TalkScript(t -> ShellLines.word(text(t)), this::line, script);
        long last = 0;
        for (Exchange exchange : attempt.story()) {
            if (TalkScript.isWithin(attempt, exchange)) {
                continue;
            }
            long pause = last == 0 ? 0 : (exchange.times().begun() - last) / 1_000_000;
            last = exchange.times().ended();
            boolean judged = exchange == attempt.exchange();
            if (pause > A_PAUSE) {
                steps.add(new Recipe.Pause((int) ((pause + 999) / 1000)));
            }
            if (judged && attempt.conversation().isPresent()) {
                declare(exchange.request(), false);
                flush(script);
                byHand.write(attempt.conversation().get(), exchange.request());
            } else if (TalkScript.isCut(exchange)) {
                declare(exchange.request(), false);
                flush(script);
                byHand.cut(exchange);
            } else if (isLook(exchange) && !judged) {
                learn(exchange);
            } else {
                send(exchange, judged);
            }
            if (judged) {
                break;
            }
        }
        flush(script);
        String text = script.toString();
        boolean opaque = text.contains("$(opaque ") && !text.contains("opaque() {");
        return (opaque ? ShellLines.opaqueFunction() : "") + text;
    }

    /** What was gathered so far, as lines. */
    private void flush(StringBuilder script) {
        script.append(ShellLines.of(new Recipe(steps, Optional.empty())));
        steps.clear();
    }

    /** One whole request as a line that shows its answer. */
    private String line(Exchange exchange) {
        send(exchange, true);
        Recipe.Send send = (Recipe.Send) steps.remove(steps.size() - 1);
        return ShellLines.request(send);
    }

    private static boolean isLook(Exchange exchange) {
        return exchange.request().method().equals("GET")
                && exchange.request().fields().stream().noneMatch(f -> f.name().startsWith("If-") || f.is("Range"));
    }

    /** A tag that is seen for the first time gets a variable. */
    private void learn(Exchange look) {
        Optional<String> tag = look.response().flatMap(Response::etag);
        if (tag.isPresent() && !variables.containsKey(tag.get())) {
            declare(look.request(), false);
            String name = "T" + ++tags;
            steps.add(new Recipe.Learn(name, text(look.request().url().toString()), tag.get()));
            variables.put(tag.get(), new Recipe.Variable(name));
            String opaque = tag.get().replaceFirst("^W/", "").replace("\"", "");
            if (opaque.length() > 2) {
                variables.putIfAbsent(opaque, new Recipe.Opaque(name));
            }
        }
    }

    private void send(Exchange exchange, boolean judged) {
        send(exchange, judged, Optional.empty());
    }

    /** @param telling the field of the answer that is shown with its status */
    private void send(Exchange exchange, boolean judged, Optional<String> telling) {
        Request request = exchange.request();
        Optional<String> made = exchange.response()
                .filter(r -> request.method().equals("POST") && r.status() == 201 && !judged)
                .flatMap(r -> r.field("Location"));
        declare(request, made.isPresent());
        boolean raw = !isSaidByClients(request);
        List<Recipe.Line> fields = request.fields().stream()
                .filter(field -> raw || !isUsual(field))
                .map(field -> new Recipe.Line(field.name(), text(field.value())))
                .toList();
        Text url = made.isPresent()
                ? plain(request.url().toString())
                : text(request.url().toString());
        Optional<String> location = made.map(reference -> "U" + ++urls);
        steps.add(new Recipe.Send(
                request.method(),
                url,
                fields,
                text(new String(request.content(), StandardCharsets.ISO_8859_1)),
                location,
                raw,
                judged,
                exchange.answer()
                        + telling.map(name -> ", " + fieldOf(exchange, name)).orElse("")));
        location.ifPresent(name ->
                variables.put(request.url().resolve(URI.create(made.get())).toString(), new Recipe.Variable(name)));
    }

    private static String fieldOf(Exchange exchange, String name) {
        String values = exchange.response().stream()
                .flatMap(r -> r.fields().stream())
                .filter(f -> f.is(name))
                .map(Field::value)
                .collect(Collectors.joining(" and "));
        return values.isEmpty() ? "no " + name : name + " " + values;
    }

    private static boolean isUsual(Field field) {
        return field.is("Accept") && field.value().equals("*/*")
                || field.is("Accept-Encoding") && field.value().equals("identity")
                || LEFT_OUT.stream().anyMatch(field::is);
    }

    /** Whether curl and its like write just this when they are given what is not usual in it. */
    private static boolean isSaidByClients(Request request) {
        List<Field> fields = request.fields();
        boolean framed = fields.stream()
                .filter(f -> f.is("Content-Length"))
                .allMatch(f -> f.value().equals(Integer.toString(request.content().length)));
        return fields.stream().filter(f -> f.is("Host")).count() == 1
                && fields.stream()
                        .filter(f -> f.is("Host"))
                        .allMatch(f -> f.value().equals(request.url().getRawAuthority()))
                && fields.stream().filter(f -> f.is("Content-Length")).count() <= 1
                && framed
                && TOKEN.matcher(request.method()).matches()
                && fields.stream().allMatch(Recipes::isSaidByClients);
    }

    private static boolean isSaidByClients(Field field) {
        String value = field.value();
        return TOKEN.matcher(field.name()).matches()
                && !FRAMING.contains(field.name().toLowerCase(Locale.ROOT))
                && value.equals(value.strip())
                && value.chars().allMatch(c -> c == '\t' || c >= ' ' && c != 0x7f);
    }

    /** Each resource that a PUT makes gets a fresh name. */
    private void declare(Request request, boolean makes) {
        String url = request.url().toString();
        if (makes || variables.containsKey(url)) {
            return;
        }
        Matcher name = OUR_NAME.matcher(url);
        if (name.find() && !variables.containsKey(names.get(name.group()))) {
            String stem = names.get(name.group());
            String variable = "U" + ++urls;
            String fresh = "N" + urls;
            int end = name.start() + stem.length();
            steps.add(new Recipe.Fresh(
                    variable, fresh, plain(url.substring(0, name.start())), plain(url.substring(end))));
            variables.put(url, new Recipe.Variable(variable));
            variables.put(stem, new Recipe.Variable(fresh));
        }
    }

    /** Another spelling of a URL, with its last character in percent form, shares what stands before that character. */
    private static Map<String, String> shortest(List<Exchange> story) {
        Map<String, String> all = new LinkedHashMap<>();
        List<String> urls =
                story.stream().map(e -> e.request().url().toString()).distinct().toList();
        for (String url : urls) {
            Matcher name = OUR_NAME.matcher(url);
            if (name.find()) {
                String spelled = urls.stream()
                        .filter(other -> !other.equals(url) && decoded(other).equals(decoded(url)))
                        .map(OUR_NAME::matcher)
                        .filter(Matcher::find)
                        .map(Matcher::group)
                        .min(Comparator.comparing(String::length))
                        .orElse(name.group());
                all.put(name.group(), spelled.length() < name.group().length() ? spelled : name.group());
            }
        }
        return all;
    }

    private static String decoded(String url) {
        return URLDecoder.decode(url.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
    }

    /** The text with secrets taken out and nothing else. */
    private Text plain(String text) {
        Map<String, Part> secrets = new LinkedHashMap<>(variables);
        secrets.values().removeIf(part -> !(part instanceof Recipe.Secret));
        return split(text, secrets);
    }

    /** The text with variables in place of what they hold; the longest goes first. */
    private Text text(String text) {
        return split(text, variables);
    }

    private static Optional<String> beginningAt(int at, String text, List<String> any) {
        for (String each : any) {
            if (text.startsWith(each, at)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static Text split(String text, Map<String, Part> known) {
        List<Part> parts = new ArrayList<>();
        List<String> longestFirst = known.keySet().stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        Matcher filler = FILLER.matcher(text);
        int literal = 0;
        int at = 0;
        while (at < text.length()) {
            Optional<String> found = beginningAt(at, text, longestFirst);
            if (found.isEmpty() && !filler.region(at, text.length()).lookingAt()) {
                at++;
                continue;
            }
            if (literal < at) {
                parts.add(new Literal(text.substring(literal, at)));
            }
            parts.add(found.isPresent() ? known.get(found.get()) : new Recipe.Filler(filler.end() - filler.start()));
            at = found.isPresent() ? at + found.get().length() : filler.end();
            literal = at;
        }
        if (literal < text.length()) {
            parts.add(new Literal(text.substring(literal)));
        }
        return new Text(parts);
    }
}
