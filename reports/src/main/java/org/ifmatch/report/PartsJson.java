package org.ifmatch.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;

/** The parts that the journal and results.json have in common besides the findings. */
final class PartsJson {

    private PartsJson() {}

    static ObjectNode write(About target) {
        return Json.object().put("name", target.name()).put("url", target.url()).put("dialect", target.dialect());
    }

    static About readTarget(Json json) {
        return new About(json.text("name"), json.text("url"), json.text("dialect"));
    }

    static ObjectNode write(Run run) {
        return Json.object()
                .put("started", run.started().toString())
                .put("millis", run.millis())
                .put("seed", run.seed())
                .put("requests", run.requests())
                .put("suiteVersion", run.suiteVersion())
                .put("complete", run.complete());
    }

    static Run readRun(Json json) {
        return new Run(
                instant(json.text("started")),
                json.number("millis"),
                json.number("seed"),
                json.number("requests"),
                json.text("suiteVersion"),
                json.flag("complete"));
    }

    static ArrayNode write(List<Headline> headlines) {
        ArrayNode array = Json.texts(List.of());
        for (Headline headline : headlines) {
            ObjectNode node =
                    array.addObject().put("class", headline.faultClass()).put("says", headline.says());
            node.set("rules", Json.texts(headline.rules()));
            node.set("alternatives", Json.texts(headline.alternatives()));
            node.set("mends", Json.texts(headline.mends()));
        }
        return array;
    }

    static Headline readHeadline(Json json) {
        List<String> rules = json.texts("rules");
        return new Headline(
                json.text("class"),
                json.text("says"),
                rules,
                json.has("alternatives") ? json.texts("alternatives") : List.of(),
                json.has("mends") ? json.texts("mends") : rules);
    }

    static ObjectNode write(BaselineEntry entry) {
        return Json.object()
                .put("rule", entry.rule())
                .put("because", entry.because())
                .put("until", entry.until().map(LocalDate::toString).orElse(null))
                .put("link", entry.link().orElse(null))
                .put("flaky", entry.flaky().orElse(null))
                .put("where", entry.where());
    }

    static BaselineEntry readEntry(Json json) {
        return new BaselineEntry(
                json.text("rule"),
                json.text("because"),
                json.optionalText("until").map(PartsJson::day),
                json.optionalText("link"),
                json.optionalReal("flaky"),
                json.text("where"));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new Json.Malformed("has \"" + text + "\" where a time was expected");
        }
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new Json.Malformed("has \"" + text + "\" where a day was expected");
        }
    }
}
