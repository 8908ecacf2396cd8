package org.ifmatch.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.ifmatch.report.Recipe.Fresh;
import org.ifmatch.report.Recipe.Learn;
import org.ifmatch.report.Recipe.Part;
import org.ifmatch.report.Recipe.Pause;
import org.ifmatch.report.Recipe.Send;
import org.ifmatch.report.Recipe.Step;
import org.ifmatch.report.Recipe.Text;

/** A recipe as JSON. */
final class RecipeJson {

    private RecipeJson() {}

    static ObjectNode write(Recipe recipe) {
        ObjectNode node = Json.object().put("due", recipe.due().map(Enum::name).orElse(null));
        ArrayNode steps = node.putArray("steps");
        recipe.steps().forEach(step -> steps.add(write(step)));
        return node;
    }

    static Recipe read(Json json) {
        return new Recipe(
                json.list("steps", RecipeJson::readStep),
                json.optionalText("due").map(Recipe.Due::valueOf));
    }

    private static ObjectNode write(Step step) {
        ObjectNode node = Json.object();
        if (step instanceof Fresh fresh) {
            node.put("step", "fresh").put("url", fresh.url()).put("name", fresh.name());
            node.set("before", write(fresh.before()));
            node.set("after", write(fresh.after()));
        } else if (step instanceof Learn learn) {
            node.put("step", "learn").put("tag", learn.tag()).put("then", learn.then());
            node.set("url", write(learn.url()));
        } else if (step instanceof Pause pause) {
            node.put("step", "pause").put("seconds", pause.seconds());
        } else if (step instanceof Send send) {
            node.put("step", "send").put("method", send.method());
            node.set("url", write(send.url()));
            ArrayNode fields = node.putArray("fields");
            send.fields()
                    .forEach(line -> fields.addObject().put("name", line.name()).set("value", write(line.value())));
            node.set("content", write(send.content()));
            node.put("location", send.location().orElse(null))
                    .put("raw", send.raw())
                    .put("judged", send.judged())
                    .put("answered", send.answered());
        }
        return node;
    }

    private static Step readStep(Json json) {
        String kind = json.text("step");
        return switch (kind) {
            case "fresh" ->
                new Fresh(json.text("url"), json.text("name"), readText(json, "before"), readText(json, "after"));
            case "learn" -> new Learn(json.text("tag"), readText(json, "url"), json.text("then"));
            case "pause" -> new Pause(Math.toIntExact(json.number("seconds")));
            case "send" ->
                new Send(
                        json.text("method"),
                        readText(json, "url"),
                        json.list("fields", line -> new Recipe.Line(line.text("name"), readText(line, "value"))),
                        readText(json, "content"),
                        json.optionalText("location"),
                        json.flag("raw"),
                        json.flag("judged"),
                        json.text("answered"));
            default -> throw new Json.Malformed("has a step of an unknown kind, " + kind);
        };
    }

    private static ArrayNode write(Text text) {
        ArrayNode parts = Json.texts(List.of());
        for (Part part : text.parts()) {
            ObjectNode node = parts.addObject();
            if (part instanceof Recipe.Literal literal) {
                node.put("text", literal.text());
            } else if (part instanceof Recipe.Variable variable) {
                node.put("variable", variable.name());
            } else if (part instanceof Recipe.Opaque opaque) {
                node.put("opaque", opaque.variable());
            } else if (part instanceof Recipe.Filler filler) {
                node.put("filler", filler.count());
            } else if (part instanceof Recipe.Secret secret) {
                node.put("secret", secret.variable());
            }
        }
        return parts;
    }

    private static Text readText(Json json, String key) {
        return new Text(json.list(key, RecipeJson::readPart));
    }

    private static Part readPart(Json json) {
        Optional<Part> part = json.optionalText("text").map(Recipe.Literal::new);
        return part.or(() -> json.optionalText("variable").map(Recipe.Variable::new))
                .or(() -> json.optionalText("opaque").map(Recipe.Opaque::new))
                .or(() -> json.optionalText("secret").map(Recipe.Secret::new))
                .orElseGet(() -> new Recipe.Filler(Math.toIntExact(json.number("filler"))));
    }
}
