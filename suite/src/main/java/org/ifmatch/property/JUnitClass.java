package org.ifmatch.property;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ifmatch.http.Field;
import org.ifmatch.http.Request;
import org.ifmatch.observe.Known;
import org.ifmatch.property.Piece.Modified;
import org.ifmatch.property.Piece.OfTag;
import org.ifmatch.property.Piece.Plain;
import org.ifmatch.property.Piece.TagName;
import org.ifmatch.property.Played.Broken;
import org.ifmatch.property.Played.Expected;
import org.ifmatch.property.Scene.Act;

/** A story as a JUnit 5 class that knows java.net.http and nothing else, to be put into a build of the user's. */
final class JUnitClass {

    private static final Set<String> LEFT_OUT = Set.of(
            "host",
            "content-length",
            "user-agent",
            "cache-control",
            "authorization",
            "if-match",
            "if-none-match",
            "if-range",
            "if-modified-since",
            "if-unmodified-since",
            "range",
            "accept",
            "accept-encoding");

    private final Known known;
    private final Scene scene;
    private final String why;
    private final String replay;
    private final StringBuilder body = new StringBuilder();
    private final TreeMap<Integer, Boolean> named = new TreeMap<>();
    private final Scene.Tokens tokens = new Scene.Tokens();

    JUnitClass(Known known, Scene scene, String why, String replay) {
        this.known = known;
        this.scene = scene;
        this.why = why;
        this.replay = replay;
    }

    /** The class; empty where no ordinary client can send what it is about. */
    String text() {
        boolean ordinary = scene.acts().stream()
                .flatMap(a -> a.done().stream())
                .flatMap(d -> d.step().stream())
                .allMatch(Step::isForOrdinaryClients);
        if (!ordinary) {
            return "";
        }
        for (int i = 0; i < scene.acts().size() - 1; i++) {
            act(scene.acts().get(i), i + 1);
        }
        last(scene.last());
        return HEAD.replace("%WHY%", comment(why))
                        .replace("%REPLAY%", comment(replay))
                        .replace("%BASE%", escaped(known.target().url().toString()))
                + body
                + TAIL;
    }

    static String comment(String text) {
        return text.replace("*/", "* /").replace("\\u", "\\ u").replaceAll("[^\\x20-\\x7E]", "?");
    }

    private void act(Act act, int number) {
        Done done = act.first();
        line("// " + number + ". " + comment(act.says()));
        if (act.times() == 1) {
            declare(done);
            line(send(done, Optional.empty()) + ";");
            done.shows().ifPresent(tag -> line("tags.put(\"" + key(tag) + "\", tag(" + variable(done) + "));"));
            return;
        }
        int from = done.shows().map(TagName::number).orElse(0);
        line("for (int i = " + from + "; i < " + (from + act.times()) + "; i++) {");
        line("    " + send(done, Optional.of(act).filter(Act::variesContent)) + ";");
        if (act.variesTag()) {
            line("    tags.put(\"" + Program.nameOf(done.note()) + "\" + i, tag(" + variable(done) + "));");
        }
        line("}");
    }

    private void declare(Done done) {
        if (named.putIfAbsent(done.note(), true) == null && !(done.made() && posts(done))) {
            line("String " + variable(done) + " = fresh();");
        }
    }

    private static boolean posts(Done done) {
        return !done.exchange().request().method().equals("PUT");
    }

    private static String variable(Done done) {
        return Program.nameOf(done.note()).toLowerCase(Locale.ROOT);
    }

    private static String key(TagName tag) {
        return Program.nameOf(tag.resource()) + tag.number();
    }

    private String send(Done done, Optional<Act> many) {
        Request request = done.exchange().request();
        StringBuilder call = new StringBuilder();
        boolean posted = done.made() && posts(done);
        call.append(posted ? "String " + variable(done) + " = made(" : "send(");
        call.append('"').append(request.method()).append("\", ").append(posted ? "BASE" : variable(done));
        String content = new String(request.content(), StandardCharsets.UTF_8);
        if (content.isEmpty()) {
            call.append(", \"\"");
        } else {
            String own = many.map(act -> tokens.ofMany(
                                    act,
                                    act.first().shows().map(TagName::number).orElse(0))
                            + "\" + String.format(\"%03d\", i) + \"")
                    .orElseGet(() -> tokens.of(content));
            call.append(", \"")
                    .append(Arrays.stream(CurlLines.NONCE.split(content, -1))
                            .map(part -> escaped(CurlLines.NAME.matcher(part).replaceAll("name")))
                            .collect(Collectors.joining(own)))
                    .append('"');
        }
        for (Field field : request.fields()) {
            if (!LEFT_OUT.contains(field.name().toLowerCase(Locale.ROOT))) {
                call.append(", \"")
                        .append(field.name())
                        .append("\", \"")
                        .append(escaped(field.value()))
                        .append('"');
            }
        }
        if (done.lines().isEmpty() && request.field("If-Match").isPresent()) {
            call.append(", \"If-Match\", tag(").append(variable(done)).append(')');
        }
        for (Step.Line line : done.lines()) {
            call.append(", \"").append(line.name()).append("\", ").append(value(line, done));
        }
        return call.append(')').toString();
    }

    private static String value(Step.Line line, Done done) {
        List<String> parts = line.value().stream()
                .map(piece -> {
                    if (piece instanceof Plain plain) {
                        return plain(plain.text());
                    }
                    if (piece instanceof OfTag of) {
                        return of.form().inJava("tags.get(\"" + key(of.tag()) + "\")");
                    }
                    return piece instanceof Modified ? "field(" + variable(done) + ", \"Last-Modified\")" : "\"\"";
                })
                .toList();
        return parts.isEmpty() ? "\"\"" : String.join(" + ", parts);
    }

    private static String plain(String text) {
        return text.matches("\"z{200,}\"")
                ? "\"\\\"\" + \"z\".repeat(" + (text.length() - 2) + ") + \"\\\"\""
                : "\"" + escaped(text) + "\"";
    }

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> escaped.append("\\\"");
                case '\\' -> escaped.append("\\\\");
                case '\t' -> escaped.append("\\t");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                default -> escaped.append(c >= ' ' && c < 0x7F ? String.valueOf(c) : String.format("\\u%04x", (int) c));
            }
        }
        return escaped.toString();
    }

    /** The request that went wrong, and what it has to be answered and to leave. */
    private void last(Act act) {
        Done done = act.last();
        Broken broken = scene.played().broken().orElseThrow();
        line("// " + scene.acts().size() + ". " + comment(act.says()) + " It is "
                + broken.due().words() + ".");
        declare(done);
        String at = variable(done);
        line("String before = content(" + at + ");");
        line("String tagBefore = tag(" + at + ");");
        if (broken.due() == Expected.SAME_TYPE) {
            line("String typeBefore = field(" + at + ", \"Content-Type\");");
        }
        line("HttpResponse<String> answer = " + send(done, Optional.empty()) + ";");
        int status = 0;
        switch (broken.due()) {
            case REFUSED -> {
                line("assertFalse(answer.statusCode() / 100 == 2, \"refused: \" + answer);");
                line("assertEquals(before, content(" + at + "), \"nothing changed\");");
            }
            case PERFORMED -> {
                line("assertEquals(2, answer.statusCode() / 100, \"performed: \" + answer);");
                performed(done, at);
            }
            case ANSWERED, WHOLE -> status = 200;
            case NOT_ANSWERED ->
                line("assertTrue(answer.statusCode() >= 400 && answer.statusCode() < 500, \"refused: \" + answer);");
            case NOT_MODIFIED -> status = 304;
            case WHOLE_OR_PART ->
                line("assertTrue(answer.statusCode() == 200 || answer.statusCode() == 206, \"answered: \" + answer);");
            case WHOLE_OR_416 ->
                line("assertTrue(answer.statusCode() == 200 || answer.statusCode() == 416, \"answered: \" + answer);");
            case NOT_CREATED -> line("assertEquals(\"\", content(" + at + "), \"nothing was created\");");
            case ABSENT ->
                line("assertTrue(answer.statusCode() == 404 || answer.statusCode() == 410, \"absent: \" + answer);");
            case NO_SERVER_ERROR -> line("assertTrue(answer.statusCode() < 500, \"no server error: \" + answer);");
            case ANOTHER_TAG ->
                line("assertFalse(tags.containsValue(tag(" + at + ")), \"a tag of its own: \" + tags);");
            case SAME_TAG -> line("assertEquals(tagBefore, tag(" + at + "), \"the tag is what it was\");");
            case SAME_TYPE ->
                line("assertEquals(typeBefore, field(" + at + ", \"Content-Type\"), \"its type is what it was\");");
            case TRUE_TAG ->
                line("assertEquals(tag(" + at
                        + "), answer.headers().firstValue(\"ETag\").orElse(\"\"), \"the tag that a GET shows\");");
            case UNCHANGED_LATER -> {
                line("Thread.sleep(2000);");
                line("assertEquals(before, content(" + at + "), \"nothing changed later\");");
            }
        }
        if (status > 0) {
            line("assertEquals(" + status + ", answer.statusCode(), \"answered: \" + answer);");
        }
    }

    private void performed(Done done, String at) {
        if (done.exchange().request().method().equals("DELETE")) {
            line("assertEquals(\"\", content(" + at + "), \"it is gone\");");
        } else if (done.exchange().request().content().length > 0) {
            line("assertTrue(content(" + at + ").contains(\"" + tokens.last() + "\"), \"what was written is there\");");
        }
    }

    private void line(String text) {
        body.append("        ").append(text).append('\n');
    }

    private static final String HEAD = """
            import static org.junit.jupiter.api.Assertions.assertEquals;
            import static org.junit.jupiter.api.Assertions.assertFalse;
            import static org.junit.jupiter.api.Assertions.assertTrue;

            import java.net.URI;
            import java.net.http.HttpClient;
            import java.net.http.HttpRequest;
            import java.net.http.HttpRequest.BodyPublishers;
            import java.net.http.HttpResponse;
            import java.net.http.HttpResponse.BodyHandlers;
            import java.util.HashMap;
            import java.util.Map;
            import java.util.UUID;
            import org.junit.jupiter.api.Test;

            /*
             * %WHY%
             *
             * Run it with -Dbase.url=URL of the collection; with -Dauthorization=VALUE where the server asks for one.
             * Found by: %REPLAY%
             */
            class IfMatchStoryTest {

                private static final String BASE = System.getProperty("base.url", "%BASE%");

                private final HttpClient client =
                        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                private final Map<String, String> tags = new HashMap<>();

                @Test
                void story() throws Exception {
            """;

    private static final String TAIL = """
                }

                private static String fresh() {
                    int query = BASE.indexOf('?');
                    String path = query < 0 ? BASE : BASE.substring(0, query);
                    return path + (path.endsWith("/") ? "" : "/") + "try-" + UUID.randomUUID()
                            + (query < 0 ? "" : BASE.substring(query));
                }

                private HttpResponse<String> send(String method, String url, String content, String... fields)
                        throws Exception {
                    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).header("Accept-Encoding", "identity");
                    String authorization = System.getProperty("authorization", "");
                    if (!authorization.isEmpty()) {
                        request.header("Authorization", authorization);
                    }
                    for (int i = 0; i < fields.length; i += 2) {
                        request.header(fields[i], fields[i + 1]);
                    }
                    boolean none = content.isEmpty() && !method.equals("PUT") && !method.equals("PATCH");
                    request.method(method, none ? BodyPublishers.noBody() : BodyPublishers.ofString(content));
                    return client.send(request.build(), BodyHandlers.ofString());
                }

                /** Makes a resource of which the server gives the name. */
                private String made(String method, String url, String content, String... fields) throws Exception {
                    HttpResponse<String> answer = send(method, url, content, fields);
                    return URI.create(url).resolve(answer.headers().firstValue("Location").orElseThrow()).toString();
                }

                private String field(String url, String name) throws Exception {
                    return send("GET", url, "").headers().firstValue(name).orElse("");
                }

                private String tag(String url) throws Exception {
                    return field(url, "ETag");
                }

                /** What is there; empty where nothing is. */
                private String content(String url) throws Exception {
                    HttpResponse<String> answer = send("GET", url, "");
                    return answer.statusCode() == 200 ? answer.body() : "";
                }

                /** The text between the quotes of a tag. */
                private static String text(String tag) {
                    String strong = tag.startsWith("W/") ? tag.substring(2) : tag;
                    return strong.replaceFirst("^\\"", "").replaceFirst("\\"$", "");
                }

                private static String otherCase(String text) {
                    StringBuilder other = new StringBuilder();
                    for (char c : text.toCharArray()) {
                        other.append(Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c));
                    }
                    return other.toString();
                }
            }
            """;
}
