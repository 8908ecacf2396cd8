package org.ifmatch.report.render;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
 * A recipe as lines for bash with curl, to be typed against the server. What curl cannot say (two Host fields, a blank before
 * a colon) goes into the socket as it is, by bash itself or by openssl.
 */
public final class ShellLines {

    private static final int WAIT_SECONDS = 5;

    private final StringBuilder script = new StringBuilder();
    private final Optional<Due> due;
    /** What a GET carries so that it is answered: {@code -H} with each credential. */
    private final String credentials;

    private ShellLines(Recipe recipe) {
        this.due = recipe.due();
        this.credentials =
                recipe.credentials().stream().map(line -> " -H " + field(line)).collect(Collectors.joining());
    }

    public static String of(Recipe recipe) {
        ShellLines lines = new ShellLines(recipe);
        lines.functions(recipe);
        for (Recipe.Step step : recipe.steps()) {
            lines.step(step);
        }
        return lines.script.toString();
    }

    /** One request as a line that shows its answer. */
    public static String request(Send send) {
        return send.raw() ? raw(send) : curl(send, "curl -si");
    }

    /** A text as one word of the shell. */
    public static String word(Text text) {
        return quoted(text);
    }

    /** The function by which a tag without its quotes is told. */
    public static String opaqueFunction() {
        return "opaque() { printf %s \"$1\" | sed 's/^W\\///; s/^\"//; s/\"$//'; }\n";
    }

    private void functions(Recipe recipe) {
        if (recipe.steps().stream().anyMatch(Learn.class::isInstance)) {
            script.append("etag() { curl -s -o /dev/null -D - -H 'Accept-Encoding: identity' \"$@\"")
                    .append(" | tr -d '\\r' | sed -n 's/^[Ee][Tt][Aa][Gg]: *//p'; }\n");
        }
        boolean opaque = recipe.steps().stream()
                .filter(Send.class::isInstance)
                .map(Send.class::cast)
                .flatMap(send -> send.fields().stream())
                .flatMap(line -> line.value().parts().stream())
                .anyMatch(Recipe.Opaque.class::isInstance);
        if (opaque) {
            script.append(opaqueFunction());
        }
    }

    private void step(Recipe.Step step) {
        if (step instanceof Fresh fresh) {
            script.append(fresh.name())
                    .append("=try-$RANDOM$RANDOM; ")
                    .append(fresh.url())
                    .append('=');
            script.append(quoted(fresh.before())).append('$').append(fresh.name());
            script.append(fresh.after().isEmpty() ? "" : quoted(fresh.after())).append('\n');
        } else if (step instanceof Learn learn) {
            script.append(learn.tag())
                    .append("=$(etag ")
                    .append(quoted(learn.url()))
                    .append(credentials)
                    .append(")   # ");
            script.append(Visible.of(learn.then())).append(" in this run\n");
        } else if (step instanceof Pause pause) {
            script.append("sleep ").append(pause.seconds()).append('\n');
        } else if (step instanceof Send send) {
            send(send);
        }
    }

    private void send(Send send) {
        String line = send.raw() ? raw(send) : curl(send, shown(send));
        if (send.location().isPresent()) {
            line = send.location().get() + "=$(" + line + " | tr -d '\\r' | sed -n 's/^[Ll]ocation: *//p')";
            script.append(line).append('\n');
            script.append("case $")
                    .append(send.location().get())
                    .append(" in /*) ")
                    .append(send.location().get())
                    .append('=')
                    .append(origin(send.url()))
                    .append('$')
                    .append(send.location().get())
                    .append(";; esac\n");
            return;
        }
        script.append(line)
                .append(send.judged() ? "   # answered " + Visible.of(send.answered()) + wanted() + "\n" : "\n");
        if (send.judged() && !send.method().equals("GET")) {
            script.append("curl -si ")
                    .append(quoted(send.url()))
                    .append(credentials)
                    .append("   # what is there now?\n");
        }
    }

    private String wanted() {
        return due.map(right -> "; due: " + right.says()).orElse("");
    }

    // With curl.

    /** An answer that is broken off is told of by curl itself, if it may. */
    private String shown(Send send) {
        if (send.judged()) {
            return due.filter(Due.WHOLE::equals).isPresent() ? "curl -sSi" : "curl -si";
        }
        return send.location().isPresent() ? "curl -s -o /dev/null -D -" : "curl -s -o /dev/null";
    }

    private static String curl(Send send, String shown) {
        StringBuilder line = new StringBuilder(shown);
        line.append(
                switch (send.method()) {
                    case "HEAD" -> " -I";
                    case "GET" -> "";
                    default -> " -X " + send.method();
                });
        line.append(isTidiedByCurl(send.url()) ? " --path-as-is " : " ").append(quoted(send.url()));
        send.fields().forEach(field -> line.append(" -H ").append(field(field)));
        return content(send, line.toString());
    }

    /** curl takes "/./" and "/../" out of a path unless it is told not to. */
    private static boolean isTidiedByCurl(Text url) {
        return plain(url).matches(".*/\\.{1,2}(/.*)?");
    }

    private static String field(Line field) {
        if (field.value().isEmpty()) {
            return quoted(Text.of(field.name() + ";"));
        }
        Text value = field.value();
        List<Part> parts = new ArrayList<>();
        parts.add(new Recipe.Literal(field.name() + ": "));
        parts.addAll(value.parts());
        return quoted(new Text(parts));
    }

    private static String content(Send send, String line) {
        if (send.content().isEmpty()) {
            return Set.of("PUT", "POST", "PATCH").contains(send.method()) ? line + " --data-binary ''" : line;
        }
        boolean simple = send.content().parts().stream()
                .noneMatch(part -> part instanceof Recipe.Filler
                        || part instanceof Recipe.Literal literal
                                && literal.text().indexOf('\0') >= 0);
        if (simple) {
            return line + " --data-binary " + quoted(send.content());
        }
        return "{ " + printed(send.content()) + "; } | " + line + " --data-binary @-";
    }

    // Without curl.

    /** Octets from a socket of bash's own; there is no telling when a server has said everything, so it waits a while. */
    private static String raw(Send send) {
        StringBuilder format = new StringBuilder(send.method() + " %s HTTP/1.1\\r\\n");
        StringBuilder arguments = new StringBuilder(" " + target(send.url()));
        for (Line field : send.fields()) {
            format.append(escaped(field.name())).append(": ");
            for (Part part : field.value().parts()) {
                format.append(part instanceof Recipe.Literal literal ? escaped(literal.text()) : "%s");
                arguments.append(part instanceof Recipe.Literal ? "" : " " + expanded(part));
            }
            format.append("\\r\\n");
        }
        String head = "printf '" + format.append("\\r\\n").toString().replace("'", "'\\''") + "'" + arguments;
        String content = send.content().isEmpty() ? "" : "; " + printed(send.content());
        return "( exec 3<>/dev/tcp/" + hostAndPort(send) + "; { " + head + content + "; } >&3; timeout " + WAIT_SECONDS
                + " cat <&3; echo )";
    }

    /** The URL's path and query, whatever variable holds it. */
    private static String target(Text url) {
        return url.parts().size() == 1 && url.parts().get(0) instanceof Recipe.Variable variable
                ? "\"/${" + variable.name() + "#*://*/}\""
                : quoted(Text.of("/" + plain(url).replaceFirst("^[a-z]+://[^/]*/", "")));
    }

    private static String hostAndPort(Send send) {
        String host = send.fields().stream()
                .filter(line -> line.name().equalsIgnoreCase("host"))
                .map(line -> plain(line.value()))
                .findFirst()
                .orElse("localhost");
        int colon = host.lastIndexOf(':');
        return colon > 0 && !host.endsWith("]")
                ? host.substring(0, colon) + "/" + host.substring(colon + 1)
                : host + "/80";
    }

    private static String origin(Text url) {
        return quoted(Text.of(plain(url).replaceFirst("^([a-z]+://[^/]*).*", "$1")));
    }

    // Words of the shell.

    private static String printed(Text content) {
        return content.parts().stream()
                .map(part -> part instanceof Recipe.Filler filler
                        ? "head -c " + filler.count() + " /dev/zero | tr '\\0' ."
                        : part instanceof Recipe.Literal literal
                                ? "printf '" + escaped(literal.text()).replace("'", "'\\''") + "'"
                                : "printf %s " + expanded(part))
                .collect(Collectors.joining("; "));
    }

    /** For the format of printf: every octet that is no plain character by its number. */
    private static String escaped(String text) {
        StringBuilder all = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '\\' -> all.append("\\\\");
                case '%' -> all.append("%%");
                case '\r' -> all.append("\\r");
                case '\n' -> all.append("\\n");
                case '\t' -> all.append("\\t");
                default ->
                    all.append(
                            c >= ' ' && c < 0x7f ? String.valueOf(c) : String.format(Locale.ROOT, "\\x%02x", (int) c));
            }
        }
        return all.toString();
    }

    private static String quoted(Text text) {
        return text.parts().stream().map(ShellLines::word).collect(Collectors.joining());
    }

    private static String word(Part part) {
        return part instanceof Recipe.Literal literal ? literal(literal.text()) : expanded(part);
    }

    private static String expanded(Part part) {
        if (part instanceof Recipe.Variable variable) {
            return "\"$" + variable.name() + "\"";
        }
        if (part instanceof Recipe.Opaque opaque) {
            return "\"$(opaque \"$" + opaque.variable() + "\")\"";
        }
        if (part instanceof Recipe.Secret secret) {
            return "\"$" + secret.variable() + "\"";
        }
        Recipe.Filler filler = (Recipe.Filler) part;
        return "\"$(head -c " + filler.count() + " /dev/zero | tr '\\0' .)\"";
    }

    private static String literal(String octets) {
        Function<String, String> single = text -> "'" + text.replace("'", "'\\''") + "'";
        boolean ascii = octets.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        if (ascii) {
            return single.apply(octets);
        }
        byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.equals(Visible.of(text))) {
                return single.apply(text);
            }
        } catch (CharacterCodingException e) {
            // Octets that are no text are written by their numbers.
        }
        return "$'" + escaped(octets).replace("%%", "%").replace("'", "\\'") + "'";
    }

    private static String plain(Text text) {
        return text.parts().stream()
                .map(part -> part instanceof Recipe.Literal literal ? literal.text() : "x")
                .collect(Collectors.joining());
    }
}
