package org.ifmatch.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a journal back, also that of a run which was killed in the middle of a line. */
final class JournalReader {

    private static final String INTERRUPTED =
            "The run was interrupted: its journal has no end. Run the examination again to its end.";

    private JournalReader() {}

    static Results read(String file, String text) throws IOException {
        List<String> lines = wholeLines(text);
        if (lines.isEmpty()) {
            throw new IOException(file + " holds no journal: it has not even a first line.");
        }
        Json header = Json.read(file + " line 1", lines.get(0), json -> {
            json.demandFormat(Journal.FORMAT);
            return json;
        });
        Map<String, Finding> findings = new LinkedHashMap<>();
        Optional<Results> end = Optional.empty();
        for (int i = 1; i < lines.size(); i++) {
            String place = file + " line " + (i + 1);
            if (end.isPresent()) {
                throw new IOException(place + " comes after the journal's end: two runs wrote to one file.");
            }
            end = Json.read(place, lines.get(i), json -> {
                if (json.has("end")) {
                    return Optional.of(JournalEnd.read(json, findings));
                }
                Finding finding = FindingJson.read(json);
                findings.put(finding.rule(), finding);
                return Optional.empty();
            });
        }
        return end.isPresent() ? end.get() : Json.read(file, lines.get(0), json -> interrupted(header, findings));
    }

    /** What follows the last line end was cut off. */
    private static List<String> wholeLines(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        lines.remove(lines.size() - 1);
        return lines;
    }

    private static Results interrupted(Json header, Map<String, Finding> findings) {
        Run begun = PartsJson.readRun(header.child("run"));
        return new Results(
                PartsJson.readTarget(header.child("target")),
                new Run(begun.started(), begun.millis(), begun.seed(), begun.requests(), begun.suiteVersion(), false),
                header.values("capabilities"),
                List.of(),
                List.copyOf(findings.values()),
                List.of(),
                Optional.empty(),
                header.optionalText("only"),
                Map.of(),
                new GateDecision(false, List.of(INTERRUPTED)));
    }
}
