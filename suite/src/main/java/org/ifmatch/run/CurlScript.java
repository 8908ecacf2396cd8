package org.ifmatch.run;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Field;
import org.ifmatch.http.Request;
import org.ifmatch.http.Response;
import org.ifmatch.observe.Attempt;

/**
 * The story of an attempt as lines for a shell with curl, to be typed against a fresh resource: URLs and tags are variables,
 * since both are others the next time.
 */
final class CurlScript {

    /** Fields that curl writes itself, or that make no difference to what is shown. */
    private static final List<String> LEFT_OUT = List.of("Host", "Content-Length", "User-Agent", "Cache-Control");
    /** A pause between two requests that was longer than this, in milliseconds, is a part of the story. */
    private static final long A_PAUSE = 900;

    private static final Pattern FILLER = Pattern.compile("\\.{1000,}");

    private final Map<String, String> variables = new LinkedHashMap<>();
    private final StringBuilder script = new StringBuilder();
    private int urls;
    private int tags;

    private CurlScript() {}

    static String of(Attempt attempt) {
        return new CurlScript().write(attempt);
    }

    private String write(Attempt attempt) {
        List<Exchange> story = attempt.story();
        boolean learns = story.stream().anyMatch(CurlScript::isLook)
                && attempt.exchange().request().fields().stream()
                        .anyMatch(
                                f -> f.name().toLowerCase(java.util.Locale.ROOT).startsWith("if-"));
        if (learns) {
            script.append("etag() { curl -s -o /dev/null -D - -H 'Accept-Encoding: identity' \"$1\"")
                    .append(" | tr -d '\\r' | sed -n 's/^[Ee][Tt][Aa][Gg]: *//p'; }\n");
        }
        long last = 0;
        for (Exchange exchange : story) {
            long pause = last == 0 ? 0 : (exchange.times().begun() - last) / 1_000_000;
            last = exchange.times().ended();
            boolean judged = exchange == attempt.exchange();
            if (pause > A_PAUSE) {
                script.append("sleep ").append((pause + 999) / 1000).append('\n');
            }
            if (isLook(exchange) && !judged) {
                learn(exchange);
            } else {
                send(exchange, judged);
            }
            if (judged) {
                break;
            }
        }
        if (!attempt.exchange().request().method().equals("GET")) {
            script.append("curl -si ")
                    .append(quoted(urlOf(attempt.exchange().request())))
                    .append("   # what is there now?\n");
        }
        return script.toString();
    }

    private static boolean isLook(Exchange exchange) {
        return exchange.request().method().equals("GET")
                && exchange.request().fields().stream().noneMatch(f -> f.name().startsWith("If-") || f.is("Range"));
    }

    /** A tag that is seen for the first time gets a variable. */
    private void learn(Exchange look) {
        String url = urlOf(look.request());
        Optional<String> tag = look.response().flatMap(Response::etag);
        if (tag.isPresent() && !variables.containsKey(tag.get())) {
            String name = "T" + ++tags;
            script.append(name)
                    .append("=$(etag ")
                    .append(quoted(url))
                    .append(")   # ")
                    .append(tag.get())
                    .append(" in this run\n");
            variables.put(tag.get(), "$" + name);
            String opaque = tag.get().replaceFirst("^W/", "").replace("\"", "");
            if (opaque.length() > 2 && !variables.containsKey(opaque)) {
                variables.put(opaque, "$(printf %s \"$" + name + "\" | tr -d 'W/\"')");
            }
        }
    }

    private void send(Exchange exchange, boolean judged) {
        Request request = exchange.request();
        StringBuilder line = new StringBuilder();
        Optional<String> made = exchange.response()
                .filter(r -> request.method().equals("POST") && r.status() == 201 && !judged)
                .flatMap(r -> r.field("Location"));
        declare(request, made.isPresent());
        line.append(judged ? "curl -si" : made.isPresent() ? "curl -s -o /dev/null -D -" : "curl -s -o /dev/null");
        line.append(
                request.method().equals("HEAD")
                        ? " -I"
                        : request.method().equals("GET") ? "" : " -X " + request.method());
        line.append(' ').append(quoted(made.isPresent() ? request.url().toString() : urlOf(request)));
        for (Field field : request.fields()) {
            boolean usual = field.is("Accept") && field.value().equals("*/*")
                    || field.is("Accept-Encoding") && field.value().equals("identity");
            if (!usual && LEFT_OUT.stream().noneMatch(field::is)) {
                line.append(" -H ").append(quoted(field.value().isEmpty() ? field.name() + ";" : field.toString()));
            }
        }
        content(request, line);
        made.ifPresent(location -> {
            String name = "U" + ++urls;
            URI url = request.url().resolve(location);
            String base = location.startsWith("/") ? url.getScheme() + "://" + url.getRawAuthority() : "";
            line.insert(0, name + "=" + base + "$(").append(" | tr -d '\\r' | sed -n 's/^[Ll]ocation: *//p')");
            variables.put(url.toString(), "$" + name);
        });
        script.append(line).append(judged ? "   # answered " + exchange.answer() + "\n" : "\n");
    }

    /** Each resource that a PUT makes gets a fresh name. */
    private void declare(Request request, boolean makes) {
        String url = request.url().toString();
        if (makes || variables.containsKey(url) || !request.url().getRawPath().contains("ifmatch-")) {
            return;
        }
        Matcher name = Pattern.compile("ifmatch-[0-9a-f]+-\\d+").matcher(url);
        if (name.find()) {
            String variable = "U" + ++urls;
            String fresh = "N" + urls;
            script.append(fresh)
                    .append("=try-$RANDOM$RANDOM; ")
                    .append(variable)
                    .append('=')
                    .append(quotedPlain(url.substring(0, name.start())))
                    .append("$")
                    .append(fresh)
                    .append(name.end() == url.length() ? "" : quotedPlain(url.substring(name.end())))
                    .append('\n');
            variables.put(url, "$" + variable);
            variables.put(name.group(), "$" + fresh);
        }
    }

    private static String urlOf(Request request) {
        return request.url().toString();
    }

    private void content(Request request, StringBuilder line) {
        if (request.content().length == 0) {
            if (List.of("PUT", "POST", "PATCH").contains(request.method())) {
                line.append(" --data-binary ''");
            }
            return;
        }
        String text = new String(request.content(), StandardCharsets.UTF_8);
        Matcher filler = FILLER.matcher(text);
        if (filler.find()) {
            line.append(" --data-binary @-");
            line.insert(
                    0,
                    "{ printf %s " + quoted(text.substring(0, filler.start())) + "; head -c "
                            + filler.group().length() + " /dev/zero | tr '\\0' .; printf %s "
                            + quoted(text.substring(filler.end())) + "; } | ");
        } else {
            line.append(" --data-binary ").append(quoted(text));
        }
    }

    /** The text in single quotes, with the variables that stand for parts of it spliced in. */
    private String quoted(String text) {
        String result = text;
        int number = 0;
        Map<String, String> marks = new LinkedHashMap<>();
        List<Map.Entry<String, String>> longestFirst = variables.entrySet().stream()
                .sorted(Comparator.comparing(v -> -v.getKey().length()))
                .toList();
        for (Map.Entry<String, String> variable : longestFirst) {
            if (result.contains(variable.getKey())) {
                String mark = "\u0001" + number++ + "\u0002";
                result = result.replace(variable.getKey(), mark);
                marks.put(mark, "'\"" + variable.getValue() + "\"'");
            }
        }
        result = quotedPlain(result);
        for (Map.Entry<String, String> mark : marks.entrySet()) {
            result = result.replace(mark.getKey(), mark.getValue());
        }
        return result.replaceAll("^''(?=\")", "").replaceAll("(?<=\")''$", "");
    }

    private static String quotedPlain(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
