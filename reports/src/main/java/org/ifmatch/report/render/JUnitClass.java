package org.ifmatch.report.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ifmatch.report.Recipe;
import org.ifmatch.report.Recipe.Due;
import org.ifmatch.report.Recipe.Fresh;
import org.ifmatch.report.Recipe.Learn;
import org.ifmatch.report.Recipe.Line;
import org.ifmatch.report.Recipe.Part;
import org.ifmatch.report.Recipe.Pause;
import org.ifmatch.report.Recipe.Send;
import org.ifmatch.report.Recipe.Text;

/**
 * A recipe as a JUnit 5 class that stands by itself: it needs a JDK 11 or later and JUnit, nothing of ours, and goes into the
 * build of whoever mends the server. It fails as long as the rule is broken.
 */
public final class JUnitClass {

    /** What java.net.http writes by itself and lets nobody else write. */
    private static final Set<String> NOT_FOR_US =
            Set.of("host", "content-length", "connection", "expect", "upgrade", "transfer-encoding");

    private final List<String> lines = new ArrayList<>();
    private final List<String> learned = new ArrayList<>();

    private final String credentials;

    private JUnitClass(List<Line> credentials) {
        this.credentials = credentials.stream()
                .map(line -> ", " + java(line.name()) + ", " + joined(line.value()))
                .collect(Collectors.joining());
    }

    /** The name of the class for a rule: {@code StaleTagPutRejectedTest}. */
    public static String nameFor(String rule) {
        StringBuilder name = new StringBuilder();
        for (String word : rule.split("[^A-Za-z0-9]+")) {
            name.append(word.isEmpty() ? "" : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return name + "Test";
    }

    /** The class, or nothing where Java's own client cannot say what was sent or no program can tell what is due. */
    public static Optional<String> of(String rule, String says, Recipe recipe) {
        boolean sayable = recipe.steps().stream()
                .noneMatch(step -> step instanceof Send send && (send.raw() || !isSayable(send)));
        if (!sayable || recipe.due().isEmpty()) {
            return Optional.empty();
        }
        JUnitClass made = new JUnitClass(recipe.credentials());
        recipe.steps().forEach(step -> made.step(step, recipe.due().get()));
        return Optional.of(made.text(rule, says));
    }

    private static boolean isSayable(Send send) {
        return send.fields().stream()
                .allMatch(line -> !NOT_FOR_US.contains(line.name().toLowerCase(Locale.ROOT))
                        && line.value().parts().stream()
                                .allMatch(part -> !(part instanceof Recipe.Literal literal)
                                        || literal.text().chars().allMatch(c -> c >= ' ' && c < 0x7f || c == '\t')));
    }

    private String text(String rule, String says) {
        String body = lines.stream().map(line -> "        " + line + "\n").collect(Collectors.joining());
        return """
                import static org.junit.jupiter.api.Assertions.*;

                import java.io.IOException;
                import java.net.URI;
                import java.net.http.*;
                import java.nio.charset.StandardCharsets;
                import java.util.concurrent.ThreadLocalRandom;
                import org.junit.jupiter.api.Test;

                /** %s: %s */
                class %s {

                    private static final HttpClient CLIENT =
                            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

                    @Test
                    void %s() throws Exception {
                %s    }

                    private static HttpResponse<String> send(String method, String url, String content, String... fields)
                            throws IOException, InterruptedException {
                        HttpRequest.BodyPublisher body = content == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(content, StandardCharsets.ISO_8859_1);
                        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).method(method, body);
                        for (int i = 0; i < fields.length; i += 2) {
                            request.header(fields[i], fields[i + 1]);
                        }
                        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
                    }

                    private static String state(String url) throws IOException, InterruptedException {
                        HttpResponse<String> seen = send("GET", url, null, "Cache-Control", "no-cache"%6$s);
                        return seen.statusCode() + " " + seen.body();
                    }

                    private static String etag(String url) throws IOException, InterruptedException {
                        return send("GET", url, null, "Cache-Control", "no-cache"%6$s).headers().firstValue("ETag").orElse("");
                    }

                    private static String opaque(String tag) {
                        return tag.replaceFirst("^W/", "").replaceAll("^\\"|\\"$", "");
                    }

                    private static String fresh() {
                        return "try-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
                    }

                    private static String env(String name) {
                        return java.util.Objects.requireNonNull(System.getenv(name), name + " is not set");
                    }
                }
                """.formatted(
                        rule,
                        Visible.of(says).replace("*/", "* /"),
                        nameFor(rule),
                        rule.replaceAll("[^A-Za-z0-9]+", "_"),
                        body,
                        credentials);
    }

    private void step(Recipe.Step step, Due due) {
        if (step instanceof Fresh fresh) {
            lines.add("String " + fresh.name() + " = fresh();");
            lines.add("String " + fresh.url() + " = " + joined(fresh.before()) + " + " + fresh.name()
                    + (fresh.after().isEmpty() ? "" : " + " + joined(fresh.after())) + ";");
        } else if (step instanceof Learn learn) {
            learned.add(learn.tag());
            lines.add("String " + learn.tag() + " = etag(" + joined(learn.url()) + "); // " + comment(learn.then())
                    + " in the run");
        } else if (step instanceof Pause pause) {
            lines.add("Thread.sleep(" + pause.seconds() + "000);");
        } else if (step instanceof Send send && send.judged()) {
            judged(send, due);
        } else if (step instanceof Send send) {
            String call = call(send);
            lines.add(send.location()
                    .map(name -> "String " + name + " = URI.create(" + joined(send.url()) + ").resolve(" + call
                            + ".headers().firstValue(\"Location\").orElseThrow()).toString();")
                    .orElse(call + ";"));
        }
    }

    private void judged(Send send, Due due) {
        String url = joined(send.url());
        if (due == Due.UNCHANGED) {
            lines.add("String before = state(" + url + ");");
        }
        // Java's client throws where an answer is broken off.
        String call = due == Due.WHOLE ? "assertDoesNotThrow(() -> " + call(send) + ")" : call(send);
        lines.add(
                "HttpResponse<String> answer = " + call + "; // answered " + comment(send.answered()) + " in the run");
        switch (due) {
            case UNCHANGED -> {
                lines.add("assertEquals(before, state(" + url
                        + "), \"the condition was false, and the resource changed\");");
                lines.add(
                        "assertFalse(answer.statusCode() / 100 == 2, \"success was reported for a false condition\");");
            }
            case SUCCESS ->
                lines.add(
                        "assertEquals(2, answer.statusCode() / 100, \"the condition was true; answered \" + answer.statusCode());");
            case PRECONDITION_FAILED ->
                lines.add("assertEquals(412, answer.statusCode(), \"the condition was false\");");
            case ANOTHER_STATUS ->
                lines.add("assertNotEquals(" + send.answered().replaceFirst("\\D.*", "") + ", answer.statusCode());");
            case ENTITY_TAG -> {
                lines.add("assertEquals(1, answer.headers().allValues(\"ETag\").size(), \"ETag fields\");");
                lines.add("String tag = answer.headers().firstValue(\"ETag\").orElse(\"\");");
                lines.add(
                        "assertTrue(tag.matches(\"(W/)?\\\"[\\\\x21\\\\x23-\\\\x7e\\\\x80-\\\\xff]*\\\"\"), tag + \" is no entity tag\");");
            }
            case TAG_OF_GET -> {
                lines.add("String shown = etag(" + url + ");");
                lines.add(
                        "assertEquals(shown, answer.headers().firstValue(\"ETag\").orElse(shown), \"the answer's tag\");");
            }
            case ANOTHER_TAG ->
                lines.add("assertFalse(java.util.List.of(" + String.join(", ", learned) + ").contains(etag(" + url
                        + ")), \"an old tag names other content now\");");
            case NO_TAG -> lines.add(isMissing("ETag"));
            case NO_CONTENT_RANGE -> lines.add(isMissing("Content-Range"));
            case NOT_KEPT -> {
                lines.add("String kept = answer.headers().firstValue(\"Cache-Control\").orElse(\"\");");
                lines.add(
                        "assertFalse(kept.matches(\"(?i).*(public|max-age *= *\\\"?0*[1-9]|s-maxage *= *\\\"?0*[1-9]).*\"), kept);");
            }
            case EXPLAINED -> lines.add("assertFalse(answer.body().isEmpty(), \"it does not say what is wrong\");");
            case WHOLE -> {}
        }
    }

    private static String isMissing(String field) {
        return "assertEquals(java.util.List.of(), answer.headers().allValues(" + java(field) + "));";
    }

    private static String comment(String text) {
        return Visible.of(text).replace("\\u", "\\ u");
    }

    private String call(Send send) {
        String content = Set.of("PUT", "POST", "PATCH").contains(send.method())
                        || !send.content().isEmpty()
                ? joined(send.content())
                : "null";
        StringBuilder call =
                new StringBuilder("send(" + java(send.method()) + ", " + joined(send.url()) + ", " + content);
        for (Line line : send.fields()) {
            call.append(", ").append(java(line.name())).append(", ").append(joined(line.value()));
        }
        return call.append(')').toString();
    }

    private static String joined(Text text) {
        return text.isEmpty()
                ? "\"\""
                : text.parts().stream().map(JUnitClass::term).collect(Collectors.joining(" + "));
    }

    private static String term(Part part) {
        if (part instanceof Recipe.Variable variable) {
            return variable.name();
        }
        if (part instanceof Recipe.Opaque opaque) {
            return "opaque(" + opaque.variable() + ")";
        }
        if (part instanceof Recipe.Filler filler) {
            return "\".\".repeat(" + filler.count() + ")";
        }
        return part instanceof Recipe.Secret secret
                ? "env(" + java(secret.variable()) + ")"
                : java(((Recipe.Literal) part).text());
    }

    private static String java(String octets) {
        StringBuilder literal = new StringBuilder("\"");
        for (char c : octets.toCharArray()) {
            switch (c) {
                case '"' -> literal.append("\\\"");
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                default ->
                    literal.append(
                            c >= ' ' && c < 0x7f ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        return literal.append('"').toString();
    }
}
