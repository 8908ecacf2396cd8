package org.ifmatch.report.render;

import com.samskivert.mustache.Template;
import org.ifmatch.report.JsonText;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.Results;
import org.ifmatch.report.Words;

/** A target's standing on a badge: as a picture, and as the endpoint from which shields.io draws one. */
public final class Badge {

    private static final Template TEMPLATE = Pages.template("badge.svg");
    private static final String LABEL = "If-Match";

    /** Widths in tenths of a pixel, near enough for a text whose length is fixed in the picture anyway. */
    private static final int CHARACTER = 66;

    private static final int MARGIN = 6;

    private Badge() {}

    /** The file that shields.io calls an endpoint. */
    public static String endpoint(Results results) {
        return JsonText.pretty(JsonText.object()
                .put("schemaVersion", 1)
                .put("label", LABEL)
                .put("message", message(results))
                .put("color", results.gate().passed() ? "brightgreen" : "red")
                .put("isError", !results.gate().passed()));
    }

    public static String picture(Results results) {
        int left = width(LABEL);
        int right = width(message(results));
        return TEMPLATE.execute(new Picture(
                LABEL,
                message(results),
                results.gate().passed() ? "#23702f" : "#b3261e",
                left + right,
                left,
                right,
                left / 2,
                left + right / 2,
                left - 2 * MARGIN,
                right - 2 * MARGIN));
    }

    record Picture(
            String label,
            String message,
            String colour,
            int width,
            int left,
            int right,
            int labelAt,
            int messageAt,
            int labelLength,
            int messageLength) {}

    /** Words of ours and numbers alone: nothing that a server said. */
    static String message(Results results) {
        if (results.unexamined().isPresent()) {
            return "not examined";
        }
        int broken = results.counts().get(Outcome.FAIL) - knownFailures(results);
        if (broken > 0) {
            return Words.count(broken, "rule", "rules") + " broken";
        }
        if (!results.gate().passed()) {
            return "gate failed";
        }
        String holds = Words.count(results.counts().get(Outcome.PASS), "rule", "rules") + " passed";
        int known = knownFailures(results);
        return known == 0 ? holds : holds + ", " + known + " known broken";
    }

    private static int knownFailures(Results results) {
        return (int) results.findings().stream()
                .filter(finding -> finding.verdict() == Outcome.FAIL)
                .filter(finding -> results.baselined().containsKey(finding.rule()))
                .count();
    }

    private static int width(String text) {
        return text.length() * CHARACTER / 10 + 2 * MARGIN;
    }
}
