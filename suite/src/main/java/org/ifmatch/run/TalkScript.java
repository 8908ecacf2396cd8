package org.ifmatch.run;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ifmatch.http.Exchange;
import org.ifmatch.http.Request;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Conversation;

/**
 * A conversation as lines for bash, which can open a connection by itself: curl sends no request in parts, and chooses its
 * connections as it likes. What comes on the connection is shown as it comes.
 */
final class TalkScript {

    /** A pause that was longer than this, in nanoseconds, is a part of what is shown. */
    private static final long A_PAUSE = 100_000_000;
    /** The descriptor of the first connection; those of others follow. */
    private static final int FIRST = 3;

    private static final Pattern FILLER = Pattern.compile("\\.{1000,}");

    private final UnaryOperator<String> quoted;
    private final Function<Exchange, String> curl;
    private final StringBuilder script;
    private String target = "";

    /**
     * @param quoted puts a text into quotes for the shell, with the variables that stand for parts of it
     * @param curl one whole exchange as a line of curl
     */
    TalkScript(UnaryOperator<String> quoted, Function<Exchange, String> curl, StringBuilder script) {
        this.quoted = quoted;
        this.curl = curl;
        this.script = script;
    }

    /** Something that happened, and on which connection. */
    private record Step(int descriptor, Conversation.Event event) {}

    /** All of it up to the answer to this request, and what others did meanwhile. */
    void write(Conversation talk, Request judged) {
        List<Step> steps = steps(talk, judged);
        URI url = judged.url();
        List<Integer> descriptors =
                steps.stream().map(Step::descriptor).distinct().sorted().toList();
        script.append("# bash: a connection by hand; what the server says on it is shown as it comes\n");
        prepare(judged);
        descriptors.forEach(d -> open(d, url));
        long last = 0;
        boolean heard = false;
        for (Step step : steps) {
            if (step.event() instanceof Conversation.Sent sent) {
                pause(last, sent.at(), heard);
                heard = false;
                say(step.descriptor(), sent);
            } else if (step.event() instanceof Conversation.Heard answer) {
                heard = true;
                script.append("# ")
                        .append(step.descriptor() == FIRST ? "" : "(the other) ")
                        .append("answered ")
                        .append(answer.answer())
                        .append('\n');
            } else if (step.event() instanceof Conversation.Silence) {
                script.append("# no answer so far\n");
            } else if (step.event() instanceof Conversation.Meanwhile other) {
                pause(last, other.at(), heard);
                heard = false;
                script.append("# meanwhile, on another connection:\n");
                boolean waits = !talk.isFollowedBy(other.attempt(), judged);
                script.append(curl.apply(other.attempt().exchange()))
                        .append(waits ? " &" : "")
                        .append("   # answered ")
                        .append(other.attempt().exchange().answer())
                        .append('\n');
            } else if (step.event() instanceof Conversation.Ended end) {
                ended(step.descriptor(), end);
            }
            last = step.event().at();
        }
        script.append("sleep 1\n");
        descriptors.forEach(this::close);
        if (!judged.method().equals("GET")) {
            script.append("curl -si ").append(quoted.apply(url.toString())).append("   # what is there now?\n");
        }
    }

    /** What is said goes out in one write; the path is told from the URL, which a variable may hold. */
    private void prepare(Request request) {
        target = request.target();
        script.append("F=$(mktemp); say() { cat > \"$F\"; cat \"$F\" >&\"$1\"; }\n");
        script.append("P=$(printf %s ")
                .append(quoted.apply(request.url().toString()))
                .append(" | sed 's,^[a-z]*://[^/]*,,')\n");
    }

    /** Another writer who speaks in parts has a connection by hand as well; whole requests are lines of curl. */
    private static List<Step> steps(Conversation talk, Request judged) {
        List<Step> steps = new ArrayList<>();
        int others = FIRST;
        for (Conversation.Event event : upTo(talk, judged)) {
            Optional<Conversation> inParts = event instanceof Conversation.Meanwhile other
                    ? other.attempt().conversation().filter(TalkScript::isInParts)
                    : Optional.empty();
            if (inParts.isPresent()) {
                int descriptor = ++others;
                inParts.get().events().forEach(e -> steps.add(new Step(descriptor, e)));
            } else {
                steps.add(new Step(FIRST, event));
            }
        }
        steps.sort(Comparator.comparingLong(s -> s.event().at()));
        return steps;
    }

    private static boolean isInParts(Conversation talk) {
        return talk.events().stream()
                        .filter(Conversation.Sent.class::isInstance)
                        .count()
                > 1;
    }

    /** What comes after the judged request's own answer is of interest only where it is the end of the story. */
    private static List<Conversation.Event> upTo(Conversation talk, Request judged) {
        List<Conversation.Event> all = talk.events();
        List<Request> requests = talk.requests();
        int place = requests.indexOf(judged);
        if (requests.size() - place <= 2) {
            return all;
        }
        Request next = requests.get(place + 2);
        int end = 0;
        while (end < all.size()
                && !(all.get(end) instanceof Conversation.Sent sent
                        && sent.parts().stream().allMatch(p -> p.of() == next))) {
            end++;
        }
        return all.subList(0, end);
    }

    private void open(int descriptor, URI url) {
        boolean secure = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort() != -1 ? url.getPort() : secure ? 443 : 80;
        String host = url.getHost().replaceAll("[\\[\\]]", "");
        if (secure) {
            script.append("P")
                    .append(descriptor)
                    .append("=$(mktemp -u); mkfifo \"$P")
                    .append(descriptor)
                    .append("\"; ")
                    .append("openssl s_client -quiet -verify_quiet -connect ")
                    .append(host)
                    .append(':')
                    .append(port)
                    .append(" -servername ")
                    .append(host)
                    .append(" < \"$P")
                    .append(descriptor)
                    .append("\" 2>/dev/null & ")
                    .append("SHOWS")
                    .append(descriptor)
                    .append("=$!; exec ")
                    .append(descriptor)
                    .append("> \"$P")
                    .append(descriptor)
                    .append("\"\n");
        } else {
            script.append("exec ")
                    .append(descriptor)
                    .append("<>/dev/tcp/")
                    .append(host)
                    .append('/')
                    .append(port)
                    .append("; cat <&")
                    .append(descriptor)
                    .append(" & SHOWS")
                    .append(descriptor)
                    .append("=$!\n");
        }
    }

    private void close(int descriptor) {
        script.append("{ kill $SHOWS")
                .append(descriptor)
                .append("; wait $SHOWS")
                .append(descriptor)
                .append("; } 2>/dev/null; exec ")
                .append(descriptor)
                .append(">&-\n");
    }

    private void ended(int descriptor, Conversation.Ended end) {
        switch (end.by()) {
            case US, US_RESET -> {
                script.append("# here the connection is ended\n");
                close(descriptor);
            }
            default -> script.append("# ").append(end.says()).append('\n');
        }
    }

    private void pause(long last, long now, boolean heard) {
        long passed = last == 0 ? 0 : now - last;
        if (passed > A_PAUSE || heard) {
            long tenths = Math.max(5, passed / 100_000_000);
            script.append("sleep ")
                    .append(tenths / 10)
                    .append('.')
                    .append(tenths % 10)
                    .append('\n');
        }
    }

    private void say(int descriptor, Conversation.Sent sent) {
        List<String> commands = new ArrayList<>();
        sent.parts().forEach(part -> commands.addAll(printing(part.octets())));
        script.append("{ ")
                .append(String.join("\n  ", commands))
                .append("\n} | say ")
                .append(descriptor)
                .append('\n');
    }

    /** An exchange of which only a part was sent, before the connection was ended. */
    void cut(Exchange exchange) {
        script.append("# bash: a part of a request, and then the end of its connection\n");
        prepare(exchange.request());
        open(FIRST, exchange.request().url());
        script.append("{ ")
                .append(String.join("\n  ", printing(exchange.sent())))
                .append("\n} | say ")
                .append(FIRST)
                .append("\nsleep 0.3\n");
        close(FIRST);
    }

    /** Commands that print these octets. */
    private List<String> printing(byte[] octets) {
        List<String> commands = new ArrayList<>();
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        Matcher filler = FILLER.matcher(text);
        int at = 0;
        while (filler.find()) {
            commands.addAll(printing(text.substring(at, filler.start())));
            commands.add("head -c " + filler.group().length() + " /dev/zero | tr '\\0' .");
            at = filler.end();
        }
        commands.addAll(printing(text.substring(at)));
        return commands;
    }

    private List<String> printing(String text) {
        List<String> commands = new ArrayList<>();
        int end = text.lastIndexOf("\r\n") + 2;
        if (end > 1) {
            List<String> lines = List.of(text.substring(0, end - 2).split("\r\n", -1));
            commands.add(
                    "printf '%s\\r\\n' " + lines.stream().map(this::word).collect(Collectors.joining(" \\\n    ")));
        }
        String rest = end > 1 ? text.substring(end) : text;
        if (!rest.isEmpty()) {
            commands.add("printf %s " + word(rest));
        }
        return commands;
    }

    /** A word for the shell; octets that are no visible ASCII are written as numbers. */
    private String word(String text) {
        String[] line = text.split(" ");
        if (line.length == 3 && line[1].equals(target) && line[2].startsWith("HTTP/")) {
            return "\"" + line[0] + " $P " + line[2] + "\"";
        }
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            return text.isEmpty() ? "''" : quoted.apply(text);
        }
        StringBuilder escaped = new StringBuilder("$'");
        for (char c : text.toCharArray()) {
            if (c >= ' ' && c < 0x7F && c != '\'' && c != '\\') {
                escaped.append(c);
            } else {
                escaped.append(String.format("\\x%02x", (int) c));
            }
        }
        return escaped.append('\'').toString();
    }

    /** Whether less than all of it was sent, so that no line of curl can show it. */
    static boolean isCut(Exchange exchange) {
        return exchange.sentLength() > 0
                && exchange.sentLength() < exchange.request().length();
    }

    /** Whether this exchange is told within the conversation of that attempt. */
    static boolean isWithin(Attempt attempt, Exchange exchange) {
        return attempt.conversation()
                .filter(talk -> exchange != attempt.exchange())
                .map(talk -> talk.events().get(0).at() <= exchange.times().begun())
                .orElse(false);
    }
}
