package org.ifmatch.property;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ifmatch.http.Field;
import org.ifmatch.http.Request;
import org.ifmatch.observe.Known;
import org.ifmatch.property.Piece.Modified;
import org.ifmatch.property.Piece.OfTag;
import org.ifmatch.property.Piece.Plain;
import org.ifmatch.property.Piece.TagName;
import org.ifmatch.property.Played.Expected;
import org.ifmatch.property.Scene.Act;

/** A story as lines for a shell with curl: resources and tags are variables, since both are others the next time. */
final class CurlLines {

    /** Fields that curl writes itself, or that are written by pieces. */
    static final Set<String> LEFT_OUT = Set.of(
            "host",
            "content-length",
            "user-agent",
            "cache-control",
            "if-match",
            "if-none-match",
            "if-range",
            "if-modified-since",
            "if-unmodified-since",
            "range");

    /** A nonce of a run; in a story each becomes a text that is the same whenever the story is told. */
    static final Pattern NONCE = Pattern.compile("n[0-9a-f]{31}");
    /** The name of a resource of a run. */
    static final Pattern NAME = Pattern.compile("ifmatch-[0-9a-f]+-\\d+");

    private static final Pattern FILLER = Pattern.compile("z{200,}");

    /** Ends a script that is run without what it needs, and says so. */
    static final String ASKING = ": \"${AUTHORIZATION:?is to hold the value of the Authorization field}\"\n";

    private final Known known;
    private final Scene scene;
    private String who = "";
    private final StringBuilder script = new StringBuilder();
    private final Map<Integer, Boolean> named = new TreeMap<>();
    private final Scene.Tokens tokens = new Scene.Tokens();

    CurlLines(Known known, Scene scene) {
        this.known = known;
        this.scene = scene;
    }

    String text() {
        if (!isSayable()) {
            return "# the value has an octet that no command line can carry\n";
        }
        who = scene.acts().stream()
                        .anyMatch(act -> isAuthorized(act.first().exchange().request()))
                ? " -H \"Authorization: $AUTHORIZATION\""
                : "";
        script.append("export LC_ALL=C\n")
                .append(who.isEmpty() ? "" : ASKING)
                .append("field() { curl -s -o /dev/null -D - -H 'Accept-Encoding: identity'")
                .append(who)
                .append(" \"$2\" | tr -d '\\r'")
                .append(" | grep -i \"^$1:\" | sed 's/^[^:]*: *//'; }\n")
                .append("text() { printf %s \"$1\" | sed -e 's,^W/,,' -e 's/^\"//' -e 's/\"$//'; }\n");
        for (int i = 0; i < scene.acts().size(); i++) {
            act(scene.acts().get(i), i + 1, i == scene.acts().size() - 1);
        }
        return script.toString();
    }

    private boolean isSayable() {
        return scene.acts().stream()
                .flatMap(a -> a.done().stream())
                .flatMap(d -> d.lines().stream())
                .flatMap(l -> l.value().stream())
                .noneMatch(p -> p instanceof Plain plain && plain.text().indexOf('\0') >= 0);
    }

    private void act(Act act, int number, boolean judged) {
        Done done = act.first();
        declare(done);
        String comment = "   # " + number + ". " + act.says()
                + (judged
                        ? " It is "
                                + scene.played().broken().orElseThrow().due().words() + "."
                        : "");
        if (judged && scene.played().broken().orElseThrow().due() == Expected.SAME_TYPE) {
            script.append("field content-type ").append(url(done)).append("   # its type before\n");
        }
        if (act.times() == 1) {
            script.append(request(done, judged, Optional.empty()))
                    .append(comment)
                    .append('\n');
            learn(done, judged);
        } else {
            loop(act, comment);
        }
        if (judged) {
            script.append("curl -si ").append(url(done)).append(who).append("   # what is there now?\n");
        }
    }

    static boolean isAuthorized(Request request) {
        return request.field("Authorization").isPresent();
    }

    /** A field as an option of curl; who asks is in a variable, since it is a secret. */
    static String option(Field field) {
        return field.is("Authorization") ? " -H \"Authorization: $AUTHORIZATION\"" : " -H " + quoted(field.toString());
    }

    private void loop(Act act, String comment) {
        Done first = act.first();
        int from = from(act);
        script.append("for i in $(seq ")
                .append(from)
                .append(' ')
                .append(from + act.times() - 1)
                .append("); do")
                .append(comment)
                .append('\n')
                .append("  ")
                .append(request(first, false, Optional.of(act).filter(Act::variesContent)))
                .append('\n');
        if (act.variesTag()) {
            script.append("  eval \"T")
                    .append(Program.nameOf(first.note()))
                    .append("$i=\\$(field etag ")
                    .append(url(first).replace("\"", "\\\"").replace("$", "\\$"))
                    .append(")\"\n");
        }
        script.append("done\n");
    }

    /** Each resource gets a fresh name; where the target gives the name, the making tells it. */
    private void declare(Done done) {
        if (named.putIfAbsent(done.note(), true) != null) {
            return;
        }
        if (done.made() && !done.exchange().request().method().equals("PUT")) {
            return;
        }
        String url = done.exchange().request().url().toString();
        Matcher name = NAME.matcher(url);
        String letter = Program.nameOf(done.note());
        if (name.find()) {
            script.append('N')
                    .append(letter)
                    .append("=try-$RANDOM$RANDOM; ")
                    .append(letter)
                    .append('=')
                    .append(quoted(url.substring(0, name.start())))
                    .append("$N")
                    .append(letter)
                    .append(name.end() == url.length() ? "" : quoted(url.substring(name.end())))
                    .append('\n');
        } else {
            script.append(letter).append('=').append(quoted(url)).append('\n');
        }
    }

    private static String url(Done done) {
        return "\"$" + Program.nameOf(done.note()) + "\"";
    }

    /** @param many the requests that are told as one, where each has content of its own */
    private String request(Done done, boolean judged, Optional<Act> many) {
        Request request = done.exchange().request();
        StringBuilder line = new StringBuilder();
        boolean given = done.made() && !request.method().equals("PUT");
        line.append(judged ? "curl -si" : given ? "curl -s -o /dev/null -D -" : "curl -s -o /dev/null");
        line.append(
                request.method().equals("HEAD")
                        ? " -I"
                        : request.method().equals("GET") ? "" : " -X " + request.method());
        line.append(' ').append(given ? quoted(request.url().toString()) : url(done));
        for (Field field : request.fields()) {
            boolean usual = field.is("Accept") && field.value().equals("*/*");
            if (!usual && !LEFT_OUT.contains(field.name().toLowerCase(java.util.Locale.ROOT))) {
                line.append(option(field));
            }
        }
        boolean demanded = done.lines().isEmpty() && request.field("If-Match").isPresent();
        if (demanded) {
            line.append(" -H \"If-Match: $(field etag ").append(url(done)).append(")\"");
        }
        done.lines().forEach(l -> line.append(" -H ").append(header(l, done)));
        content(request, line, many);
        if (given) {
            String letter = Program.nameOf(done.note());
            line.insert(0, letter + "=$(").append(" | tr -d '\\r' | sed -n 's/^[Ll]ocation: *//p')");
            line.append("; case $")
                    .append(letter)
                    .append(" in /*) ")
                    .append(letter)
                    .append('=')
                    .append(quoted(
                            request.url().getScheme() + "://" + request.url().getRawAuthority()))
                    .append('$')
                    .append(letter)
                    .append(";; esac");
        }
        return line.toString();
    }

    private void content(Request request, StringBuilder line, Optional<Act> many) {
        if (request.content().length == 0) {
            if (List.of("PUT", "POST", "PATCH").contains(request.method())) {
                line.append(" --data-binary ''");
            }
            return;
        }
        String text = new String(request.content(), StandardCharsets.UTF_8);
        String own = many.map(act -> tokens.ofMany(act, from(act)) + "\u0001").orElseGet(() -> tokens.of(text));
        String shown = NAME.matcher(NONCE.matcher(text).replaceAll(own)).replaceAll("name");
        line.append(" --data-binary ").append(quoted(shown).replace("\u0001", "'\"$(printf %03d $i)\"'"));
    }

    /** The number of the tag that the first of many requests made. */
    private static int from(Act act) {
        return act.first().shows().map(TagName::number).orElse(0);
    }

    private void learn(Done done, boolean judged) {
        if (judged || done.shows().isEmpty()) {
            return;
        }
        TagName tag = done.shows().get();
        script.append(variable(tag)).append("=$(field etag ").append(url(done)).append(")\n");
    }

    private static String variable(TagName tag) {
        return "T" + Program.nameOf(tag.resource()) + tag.number();
    }

    private String header(Step.Line line, Done done) {
        if (line.value().isEmpty()) {
            return quoted(line.name() + ";");
        }
        StringBuilder text = new StringBuilder(quoted(line.name() + ": "));
        for (Piece piece : line.value()) {
            if (piece instanceof Plain plain) {
                text.append(plain(plain.text()));
            } else if (piece instanceof OfTag of) {
                text.append('"')
                        .append(of.form().inShell("$" + variable(of.tag())))
                        .append('"');
            } else if (piece instanceof Modified) {
                text.append("\"$(field last-modified ").append(url(done)).append(")\"");
            }
        }
        return text.toString();
    }

    private static String plain(String text) {
        Matcher filler = FILLER.matcher(text);
        if (filler.find()) {
            return plain(text.substring(0, filler.start())) + "\"$(head -c "
                    + filler.group().length() + " /dev/zero | tr '\\0' z)\"" + plain(text.substring(filler.end()));
        }
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            return text.isEmpty() ? "" : quoted(text);
        }
        StringBuilder octets = new StringBuilder("$'");
        for (char c : text.toCharArray()) {
            octets.append(
                    c >= ' ' && c < 0x7F && c != '\'' && c != '\\'
                            ? String.valueOf(c)
                            : String.format("\\x%02x", (int) c));
        }
        return octets.append('\'').toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** The target that is told about; its own fields go onto every request. */
    Known known() {
        return known;
    }
}
