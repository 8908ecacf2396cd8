package org.ifmatch.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Optional;

/** A finding, and what belongs to it, as JSON: the same object in the journal and in results.json. */
final class FindingJson {

    private static final String EXCHANGES = "exchanges";
    private static final String CONTROLS = "controls";
    private static final String TIMELINE = "timeline";
    private static final String STORY = "story";

    private FindingJson() {}

    static ObjectNode write(Finding finding) {
        ObjectNode node = Json.object();
        node.put("id", finding.rule())
                .put("level", finding.level().label())
                .put("section", finding.section())
                .put("impact", finding.impact().label())
                .put("says", finding.says())
                .put("tested", finding.tested())
                .put("verdict", finding.verdict().name())
                .put("why", finding.why())
                .put("blockedBy", finding.blockedBy().orElse(null));
        node.set("missing", Json.texts(finding.missing()));
        ArrayNode cases = node.putArray("cases");
        finding.cases().forEach(tried -> cases.add(write(tried)));
        node.set("measured", Json.values(finding.measured()));
        return node;
    }

    static Finding read(Json json) {
        return new Finding(
                json.text("id"),
                Level.of(json.text("level")),
                json.text("section"),
                Impact.of(json.text("impact")),
                json.text("says"),
                json.flag("tested"),
                outcome(json, "verdict"),
                json.text("why"),
                json.optionalText("blockedBy"),
                json.texts("missing"),
                json.list("cases", FindingJson::readCase),
                json.values("measured"));
    }

    private static ObjectNode write(Case tried) {
        ObjectNode node = Json.object()
                .put("what", tried.what())
                .put("outcome", tried.outcome().name())
                .put("misdeed", tried.misdeed().orElse(null))
                .put("why", tried.why());
        node.set("evidence", write(tried.evidence()));
        node.put("reproduce", tried.reproduce());
        tried.recipe().ifPresent(recipe -> node.set("recipe", RecipeJson.write(recipe)));
        return node;
    }

    private static Case readCase(Json json) {
        return new Case(
                json.text("what"),
                outcome(json, "outcome"),
                json.text("why"),
                readEvidence(json.child("evidence")),
                json.text("reproduce"),
                json.has("recipe") ? Optional.of(RecipeJson.read(json.child("recipe"))) : Optional.empty(),
                json.optionalText("misdeed"));
    }

    private static ObjectNode write(Evidence evidence) {
        ObjectNode node = Json.object();
        if (evidence instanceof Exchanges seen) {
            ArrayNode exchanges = node.put("kind", EXCHANGES).putArray(EXCHANGES);
            seen.exchanges().forEach(exchange -> exchanges.add(write(exchange)));
            ArrayNode controls = node.putArray(CONTROLS);
            seen.controls().forEach(exchange -> controls.add(write(exchange)));
        } else if (evidence instanceof Timeline timeline) {
            node.put("kind", TIMELINE).set("sentences", Json.texts(timeline.sentences()));
            ArrayNode operations = node.putArray("operations");
            timeline.operations().forEach(operation -> operations.add(write(operation)));
            ArrayNode versions = node.putArray("versions");
            timeline.versions().forEach(version -> versions.add(write(version)));
        } else if (evidence instanceof Story story) {
            ArrayNode steps = node.put("kind", STORY).putArray("steps");
            story.steps()
                    .forEach(
                            step -> steps.addObject().put("says", step.says()).set("exchange", write(step.exchange())));
            node.put("program", story.program());
        }
        return node;
    }

    private static Evidence readEvidence(Json json) {
        String kind = json.text("kind");
        return switch (kind) {
            case EXCHANGES ->
                new Exchanges(
                        json.list(EXCHANGES, FindingJson::readExchange),
                        json.list(CONTROLS, FindingJson::readExchange));
            case TIMELINE ->
                new Timeline(
                        json.texts("sentences"),
                        json.list("operations", FindingJson::readOperation),
                        json.list("versions", FindingJson::readVersion));
            case STORY ->
                new Story(
                        json.list(
                                "steps",
                                step -> new Story.Step(step.text("says"), readExchange(step.child("exchange")))),
                        json.text("program"));
            default -> throw new Json.Malformed("has evidence of an unknown kind, " + kind);
        };
    }

    private static ObjectNode write(Timeline.Operation operation) {
        return Json.object()
                .put("id", operation.id())
                .put("lane", operation.lane())
                .put("asked", operation.asked())
                .put("answered", operation.answered())
                .put("calledNanos", operation.calledNanos())
                .put("returnedNanos", operation.returnedNanos().orElse(null))
                .put("part", operation.part().name())
                .put("request", operation.request())
                .put("answer", operation.answer());
    }

    private static Timeline.Operation readOperation(Json json) {
        return new Timeline.Operation(
                Math.toIntExact(json.number("id")),
                json.text("lane"),
                json.text("asked"),
                json.text("answered"),
                json.number("calledNanos"),
                json.optionalNumber("returnedNanos"),
                Timeline.Part.valueOf(json.text("part")),
                json.text("request"),
                json.text("answer"));
    }

    private static ObjectNode write(Timeline.Version version) {
        return Json.object()
                .put("name", version.name())
                .put("tag", version.tag().orElse(null))
                .put("writer", version.writer().orElse(null))
                .put("fromNanos", version.fromNanos())
                .put("toNanos", version.toNanos().orElse(null));
    }

    private static Timeline.Version readVersion(Json json) {
        return new Timeline.Version(
                json.text("name"),
                json.optionalText("tag"),
                json.optionalNumber("writer").map(Math::toIntExact),
                json.number("fromNanos"),
                json.optionalNumber("toNanos"));
    }

    private static ObjectNode write(ShownExchange exchange) {
        return Json.object()
                .put("label", exchange.label())
                .put("request", exchange.request())
                .put("answer", exchange.answer())
                .put("problem", exchange.problem().orElse(null))
                .put("startMicros", exchange.startMicros())
                .put("tookMicros", exchange.tookMicros());
    }

    private static ShownExchange readExchange(Json json) {
        return new ShownExchange(
                json.text("label"),
                json.text("request"),
                json.text("answer"),
                json.optionalText("problem"),
                json.number("startMicros"),
                json.number("tookMicros"));
    }

    private static Outcome outcome(Json json, String key) {
        String name = json.text(key);
        return Arrays.stream(Outcome.values())
                .filter(outcome -> outcome.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no outcome \"" + name + "\""));
    }
}
