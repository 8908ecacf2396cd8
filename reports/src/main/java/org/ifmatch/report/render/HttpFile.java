package org.ifmatch.report.render;

import java.util.List;
import java.util.Optional;
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
 * A recipe as an .http file for an editor's HTTP client, in the form that Visual Studio Code (REST Client) and Visual Studio
 * read: tags are taken from the answers of the requests that are named for it. Send the requests from top to bottom.
 */
public final class HttpFile {

    private final StringBuilder file = new StringBuilder();

    private final List<Line> credentials;

    private HttpFile(List<Line> credentials) {
        this.credentials = credentials;
    }

    /** The file, or nothing where an editor's client cannot say what was sent. */
    public static Optional<String> of(String rule, Recipe recipe) {
        boolean sayable =
                recipe.steps().stream().noneMatch(step -> step instanceof Send send && (send.raw() || !isPlain(send)));
        if (!sayable) {
            return Optional.empty();
        }
        HttpFile made = new HttpFile(recipe.credentials());
        made.file.append("# ").append(rule).append(": send these from top to bottom.\n");
        recipe.steps().forEach(step -> made.step(step, recipe.due()));
        return Optional.of(made.file.toString());
    }

    /** A tag's inside cannot be cut out there, and nobody wants a file with a megabyte of full stops. */
    private static boolean isPlain(Send send) {
        return send.location().isEmpty()
                && send.content().parts().stream().noneMatch(Recipe.Filler.class::isInstance)
                && send.fields().stream()
                        .flatMap(line -> line.value().parts().stream())
                        .noneMatch(part -> part instanceof Recipe.Opaque
                                || part instanceof Recipe.Literal literal
                                        && literal.text().chars().anyMatch(c -> c < ' ' || c > 0x7e));
    }

    private void step(Recipe.Step step, Optional<Due> due) {
        if (step instanceof Fresh fresh) {
            file.append('@').append(fresh.name()).append(" = try-{{$randomInt 100000 999999}}\n");
            file.append('@').append(fresh.url()).append(" = ").append(text(fresh.before()));
            file.append("{{")
                    .append(fresh.name())
                    .append("}}")
                    .append(text(fresh.after()))
                    .append('\n');
        } else if (step instanceof Learn learn) {
            file.append("\n### What is its tag? ")
                    .append(Visible.of(learn.then()))
                    .append(" in the run.\n");
            file.append("# @name ").append(learn.tag()).append('\n');
            file.append("GET ").append(text(learn.url())).append("\nAccept-Encoding: identity\n");
            lines(credentials);
        } else if (step instanceof Pause pause) {
            file.append("\n### Wait ").append(pause.seconds()).append(" seconds.\n");
        } else if (step instanceof Send send) {
            send(send, due);
        }
    }

    private void send(Send send, Optional<Due> due) {
        String wanted = due.map(right -> "; due: " + right.says()).orElse("");
        file.append(
                send.judged()
                        ? "\n### The one that matters; answered " + Visible.of(send.answered()) + wanted
                        : "\n###");
        file.append('\n')
                .append(send.method())
                .append(' ')
                .append(text(send.url()))
                .append('\n');
        lines(send.fields());
        if (!send.content().isEmpty()) {
            file.append('\n').append(text(send.content())).append('\n');
        }
        if (send.judged() && !send.method().equals("GET")) {
            file.append("\n### What is there now?\nGET ")
                    .append(text(send.url()))
                    .append('\n');
            lines(credentials);
        }
    }

    private void lines(List<Line> lines) {
        for (Line line : lines) {
            file.append(line.name()).append(": ").append(text(line.value())).append('\n');
        }
    }

    private static String text(Text text) {
        return text.parts().stream().map(HttpFile::text).collect(Collectors.joining());
    }

    private static String text(Part part) {
        if (part instanceof Recipe.Variable variable) {
            boolean tag = variable.name().startsWith("T");
            return "{{" + variable.name() + (tag ? ".response.headers.ETag" : "") + "}}";
        }
        if (part instanceof Recipe.Secret secret) {
            return "{{$processEnv " + secret.variable() + "}}";
        }
        return part instanceof Recipe.Literal literal ? Visible.of(literal.text()) : "";
    }
}
